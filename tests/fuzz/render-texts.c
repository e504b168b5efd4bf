/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What render reads of what people write: layouts, templates, conditions, pictures. */
#include "fuzz/oracle.h"
#include "fuzz/target.h"
#include "render/draw/svg-check.h"
#include "render/layout/condition.h"
#include "render/layout/template.h"
#include "render/widgets/layout-load.h"

static gboolean
read_layout (const char *text, gsize length, GError **error)
{
  TlrLayout *layout = tlr_layout_parse ("x.layout", text, (gssize) length, error);

  tlr_layout_unref (layout);
  return layout != NULL;
}

static gboolean
read_template (const char *text, gsize length, GError **error)
{
  TlrTemplate *template = tlr_template_parse (text, error);

  tlr_template_free (template);
  return template != NULL;
}

static gboolean
read_condition (const char *text, gsize length, GError **error)
{
  g_autoptr (TlmCondition) parsed = NULL;
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  if (!tlr_condition_parse (text, &parsed, error))
    return FALSE;
  for (int vehicle = -1; parsed && vehicle < 1; vehicle++) {
    g_autoptr (TlrCondition) condition = tlr_condition_new (parsed, timeline, vehicle);

    tlr_condition_holds (condition, "measured", snapshot);
    tlr_condition_possible (condition, "measured");
  }
  return TRUE;
}

static gboolean
read_svg (const char *text, gsize length, GError **error)
{
  g_autofree char *problem = tlr_svg_check ((const guint8 *) text, length);

  fuzz_check_text ("what is wrong with a picture", problem);
  return TRUE;
}

static const FuzzTarget targets[] = {
  { .name = "layout", .run = fuzz_run_read, .read = read_layout, .dictionary = "layout",
    .seed = "[layout]\nname=x\n[widget a]\ntype=text\nanchor=top-left\ntext={altitude:km:1}\n" },
  { .name = "template", .run = fuzz_run_read, .read = read_template, .is_utf8 = TRUE, .dictionary = "layout",
    .longest = 512, .seed = "{altitude|altitude-msl:km:1} {phase:24} {{x}} {speed.unit:km/h} {age:altitude} {text:PROG}{if time>1}a{else}{if phase=x}b{end}{end}" },
  { .name = "condition", .run = fuzz_run_read, .read = read_condition, .is_utf8 = TRUE, .dictionary = "condition",
    .longest = 512, .seed = "phase=ascent,coast;altitude>100:km and (not since(max-q)<8 or until(meco|whole) <= 10 s);has=range or "
        "signal!=lost,stale and vehicle.started and abs(speed - 2*\"flow rate\")>-1e3;altitude|altitude-msl=3" },
  { .name = "svg", .run = fuzz_run_read, .read = read_svg, .dictionary = "xml",
    .seed = "<svg xmlns=\"http://www.w3.org/2000/svg\"><filter id=\"f\"><feTurbulence numOctaves=\"3\"/></filter>"
        "<image href=\"data:image/png;base64,iVBORw0KGgo=\"/></svg>" },
};

const FuzzSet fuzz_render_texts = { .targets = targets, .n = G_N_ELEMENTS (targets) };
