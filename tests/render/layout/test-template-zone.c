/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Clocks of other zones, with the date that goes with them. */
#include "core/base/error.h"
#include "core/time/utc.h"
#include "render/layout/template.h"
#include "scene-data.h"

static char *
print_at (const char *pattern, TlmUtc utc, double and_s)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrTemplate) parsed = tlr_template_parse (pattern, &error);
  TlrSource source = { .timeline = timeline, .marks = tlr_marks_for_language (NULL) };
  char buf[TLR_TEMPLATE_SIZE];
  TlmInstant instant;

  g_assert_no_error (error);
  g_assert_true (tlm_instant_from_utc (&utc, &instant));
  tlm_timeline_set_epoch (timeline, instant);
  g_autoptr (TlrText) text = tlr_text_new (parsed, &source, 0);
  tlm_timeline_at (timeline, (gint64) (and_s * 1e9), NULL, snapshot);
  tlr_text_print (text, snapshot, buf, NULL);
  return g_strdup (buf);
}

/* India is 5 h 30 min before UTC, Nepal 5:45, Kiritimati 14 h, Los Angeles 8 h behind in winter. The 60th second is there
 * at the same instant everywhere. */
static void
test_print (void)
{
  static const struct { const char *pattern; TlmUtc utc; double and_s; const char *text; } cases[] = {
    { "{utc}", { 2021, 10, 5, 8, 55, 2, 0 }, 0, "08:55:02" },
    { "{utc+03:00}", { 2021, 10, 5, 8, 55, 2, 0 }, 0, "11:55:02" },
    { "{date+03:00} {utc+03:00:1}", { 2021, 10, 5, 8, 55, 2, 0 }, 0.25, "2021-10-05 11:55:02.2" },
    { "{date+05:30} {utc+05:30}", { 2021, 12, 31, 18, 29, 59, 0 }, 0, "2021-12-31 23:59:59" },
    { "{date+05:30} {utc+05:30}", { 2021, 12, 31, 18, 30, 0, 0 }, 0, "2022-01-01 00:00:00" },
    { "{date+05:45} {utc+05:45}", { 2024, 2, 28, 18, 15, 0, 0 }, 0, "2024-02-29 00:00:00" },
    { "{date+14:00} {utc+14:00}", { 2026, 11, 30, 10, 0, 0, 0 }, 0, "2026-12-01 00:00:00" },
    { "{date-08:00} {utc-08:00}", { 2026, 1, 1, 7, 59, 59, 0 }, 0, "2025-12-31 23:59:59" },
    { "{date-08:00} {utc-08:00}", { 2026, 1, 1, 8, 0, 0, 0 }, 0, "2026-01-01 00:00:00" },
    { "{utc+01:00}", { 2016, 12, 31, 23, 59, 59, 0 }, 1, "00:59:60" },
    { "{utc+00:00}", { 2026, 1, 1, 8, 0, 0, 0 }, 0, "08:00:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = print_at (cases[i].pattern, cases[i].utc, cases[i].and_s);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static void
test_wrong (void)
{
  static const char *const wrong[] = { "{utc+3:00}", "{utc+03}", "{utc+03:60}", "{utc+15:00}", "{utc+03:00:x}", "{utc+03:00:11}",
    "{date+03:00:1}", "{utc 03:00}" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrTemplate) parsed = tlr_template_parse (wrong[i], &error);

    g_test_message ("%s: %s", wrong[i], error ? error->message : "read");
    g_assert_null (parsed);
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template-zone/print", test_print);
  g_test_add_func ("/template-zone/wrong", test_wrong);
  return g_test_run ();
}
