/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/layout-flight.h"

#include <string.h>

#include "core/base/error.h"
#include "core/timeline/timeline-live.h"
#include "widget-data.h"

/* Has altitude and a channel of its own, chute-load. */
static TlmTimeline *
make_flight (void)
{
  static const WidgetChannel channels[] = {
    { "altitude", TLM_QUANTITY_LENGTH, { 0, 10, 20 }, 3 }, { "chute-load", TLM_QUANTITY_FORCE, { 1, 2, 3 }, 3 },
    { "flow rate", TLM_QUANTITY_NONE, { 1, 2, 3 }, 3 },
  };

  return widget_timeline (channels, G_N_ELEMENTS (channels));
}

static TlrLayout *
make_layout (const char *line)
{
  g_autofree char *text = g_strdup_printf ("[layout]\nname=x\n[widget note]\ntype=text\ntext=T\n%s\n",
      g_str_has_prefix (line, "text=") ? "" : line);
  g_autofree char *with_text = g_str_has_prefix (line, "text=") ?
      g_strdup_printf ("[layout]\nname=x\n[widget note]\ntype=text\n%s\n", line) : NULL;

  return widget_layout (with_text ? with_text : text);
}

static void
test_right (void)
{
  static const char *const lines[] = {
    "when=chute-load>1", "when=altitude>3:km;mach>1", "when=planned.altitude>1", "when=delta.altitude>1:m",
    "when=has=own-thing and own-thing>3", "when=own-thing|altitude>3", "when=has=own-thing", "when=phase=never-was",
    "when=\"flow rate\">1", "text={if chute-load>1}x{end}", "when=", "when=signal=lost;vehicles<2",
    "when=not (has=own-thing) or own-thing>1",
  };
  g_autoptr (TlmTimeline) timeline = make_flight ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (TlrLayout) layout = make_layout (lines[i]);
    g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;

    tlr_layout_check_flight (layout, timeline, FALSE, warnings, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (warnings->len, ==, 0);
  }
}

static const struct { const char *line, *place, *column, *says, *right; } wrong[] = {
  { "when=altidude>3:km", "[widget note] when:", "column 1:", "did you mean \"altitude\"?", "when=altitude>3:km" },
  { "when=time>1 and not shute-load>2", "[widget note] when:", "column 16:", "did you mean \"chute-load\"?",
    "when=time>1 and not chute-load>2" },
  { "when=tmie>1", "[widget note] when:", "column 1:", "did you mean \"time\"?", "when=time>1" },
  { "when=\"flow rte\">1", "[widget note] when:", "column 1:", "did you mean \"flow rate\"?", "when=\"flow rate\">1" },
  { "when@tall=zzz>1", "[widget note] when@tall:", "column 1:", "its own are chute-load, flow rate",
    "when@tall=has=zzz and (zzz>1)" },
  { "text=a {if altidude>3:km}x{end}", "[widget note] text:", "column 1:", "\"altidude\" is no channel", "{if altitude>3:km}" },
};

/* The line that is said to be right is. */
static void
check_line (const char *right)
{
  g_autoptr (TlmTimeline) timeline = make_flight ();
  g_autofree char *line = g_str_has_prefix (right, "{") ? g_strdup_printf ("text=%sx{end}", right) : g_strdup (right);
  g_autoptr (TlrLayout) layout = make_layout (line);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  tlr_layout_check_flight (layout, timeline, FALSE, warnings, &error);
  g_assert_no_error (error);
}

static void
test_wrong (void)
{
  g_autoptr (TlmTimeline) timeline = make_flight ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (TlrLayout) layout = make_layout (wrong[i].line);
    g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;

    g_assert_false (tlr_layout_check_flight (layout, timeline, FALSE, warnings, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    g_test_message ("%s", error->message);
    g_assert_true (g_str_has_prefix (error->message, "test.layout:"));
    g_assert_nonnull (strstr (error->message, wrong[i].place));
    g_assert_nonnull (strstr (error->message, wrong[i].column));
    g_assert_nonnull (strstr (error->message, wrong[i].says));
    g_assert_true (g_str_has_suffix (error->message, wrong[i].right));
    check_line (wrong[i].right);
  }
}

/* What may still come is a warning. */
static void
check_doubt (TlmTimeline *timeline, gboolean grows)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (TlrLayout) layout = make_layout (wrong[i].line);
    g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;

    g_assert_true (tlr_layout_check_flight (layout, timeline, grows, warnings, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (warnings->len, ==, 1);
    g_assert_nonnull (strstr (warnings->pdata[0], wrong[i].column));
  }
}

static void
test_may_come (void)
{
  g_autoptr (TlmTimeline) recorded = make_flight (), live = make_flight (), empty = tlm_timeline_new ();

  tlm_timeline_set_open (live, TRUE);
  check_doubt (recorded, TRUE);
  check_doubt (live, FALSE);
  check_doubt (empty, FALSE);
}

/* Who asks whether there is a channel is right whatever the answer, and may have mistyped it. */
static void
test_nearly (void)
{
  g_autoptr (TlmTimeline) timeline = make_flight ();
  g_autoptr (TlrLayout) layout = make_layout ("when=has=altidude");
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (tlr_layout_check_flight (layout, timeline, FALSE, warnings, NULL));
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_nonnull (strstr (warnings->pdata[0], "did you mean \"altitude\"?"));
}

/* Of a text that stands in no layout, a subtitle's. */
static void
test_text (void)
{
  g_autoptr (TlmTimeline) timeline = make_flight (), empty = tlm_timeline_new ();
  g_autoptr (TlrTemplate) right = tlr_template_parse ("{if chute-load>1}x{end}", NULL);
  g_autoptr (TlrTemplate) off = tlr_template_parse ("{if time>1}{if shute-load>1}x{end}{end}", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tlr_template_check_flight (right, timeline, NULL));
  g_assert_true (tlr_template_check_flight (off, empty, NULL));
  g_assert_false (tlr_template_check_flight (off, timeline, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
  g_assert_true (g_str_has_suffix (error->message, "{if chute-load>1}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout-flight/right", test_right);
  g_test_add_func ("/layout-flight/wrong", test_wrong);
  g_test_add_func ("/layout-flight/may-come", test_may_come);
  g_test_add_func ("/layout-flight/nearly", test_nearly);
  g_test_add_func ("/layout-flight/text", test_text);
  return g_test_run ();
}
