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
  TlrCondition condition;

  return tlr_condition_parse (text, &condition, error);
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
    .longest = 512, .seed = "{altitude|altitude-msl:km:1} {phase:24} {{x}} {speed.unit:km/h} {age:altitude} {text:PROG}" },
  { .name = "condition", .run = fuzz_run_read, .read = read_condition, .is_utf8 = TRUE, .dictionary = "layout",
    .longest = 512, .seed = "phase=ascent,coast;altitude>100:km;has=range" },
  { .name = "svg", .run = fuzz_run_read, .read = read_svg, .dictionary = "xml",
    .seed = "<svg xmlns=\"http://www.w3.org/2000/svg\"><filter id=\"f\"><feTurbulence numOctaves=\"3\"/></filter>"
        "<image href=\"data:image/png;base64,iVBORw0KGgo=\"/></svg>" },
};

const FuzzSet fuzz_render_texts = { .targets = targets, .n = G_N_ELEMENTS (targets) };
