/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The time to an instant of UTC, and a seek as playing. */
#include <string.h>

#include "core/base/error.h"
#include "core/time/utc.h"
#include "scene-data.h"
#include "sketched.h"
#include "widget-data.h"

static const TlmUtc epoch = { 2021, 10, 5, 8, 55, 2, 0 };

static TlmTimeline *
make_timeline (gboolean has_epoch)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), "speed", TLM_QUANTITY_SPEED);
  TlmInstant instant;

  log->clock = TLM_CLOCK_ELAPSED;
  for (int t = 0; t < 10; t++)
    tlm_series_append (track->series, t * TLM_SECOND, t);
  tlm_log_seal (log);
  g_assert_true (tlm_instant_from_utc (&epoch, &instant));
  if (has_epoch)
    tlm_timeline_set_epoch (timeline, instant);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

static void
check_text (const char *keys, gboolean has_epoch, double t_s, const char *text)
{
  g_autofree char *all = g_strconcat ("[widget c]\ntype=countdown\n", keys, NULL);
  g_autoptr (TlmTimeline) timeline = make_timeline (has_epoch);
  g_autoptr (TlrLayout) layout = widget_layout (all);
  Sketched sketched;

  sketched_start (&sketched, layout, timeline, NULL, NULL, 1280, 720);
  sketched_seek (&sketched, (gint64) (t_s * 1e9));
  const GArray *marks = sketched_item (&sketched, 0);
  g_assert_cmpuint (marks->len, ==, 1);
  g_assert_cmpstr (g_array_index (marks, TlrMark, 0).text, ==, text);
  sketched_finish (&sketched);
}

/* Liftoff was 2021-10-05T08:55:02Z; docking at 12:22:31Z is 3 h 27 min 29 s later. */
static void
test_text (void)
{
  static const char docking[] = "to=2021-10-05T12:22:31Z\nlabel=Docking in\npassed=Docked\n";

  check_text (docking, TRUE, 0, "Docking in 03:27:29");
  check_text (docking, TRUE, 0.5, "Docking in 03:27:29");
  check_text (docking, TRUE, 1, "Docking in 03:27:28");
  check_text (docking, TRUE, 12448.999, "Docking in 00:00:01");
  check_text (docking, TRUE, 12449, "Docked");
  check_text (docking, TRUE, 1e6, "Docked");
  check_text (docking, FALSE, 5, "Docking in --:--:--");
  check_text ("to=2021-10-05T12:22:31Z\n", TRUE, 20000, "00:00:00");
  /* With an offset, and days: 2021-10-08T00:00Z is 2 d 15:04:58 after it. */
  check_text ("to=2021-10-08T03:00:00+03:00\n", TRUE, 0, "2d 15:04:58");
  check_text ("to=2021-10-06T08:55:02Z\n", TRUE, 0, "1d 00:00:00");
  check_text ("to=2021-10-06T08:55:02Z\n", TRUE, 1, "23:59:59");
}

static void
test_errors (void)
{
  static const char *const wrong[] = { "", "to=\n", "to=tomorrow\n", "to=2026-13-01T00:00:00Z\n", "to=T+100\n",
    "to=2026-12-01\nto@tall=soon\n" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *text = g_strconcat ("[widget c]\ntype=countdown\n", wrong[i], NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrLayout) layout = tlr_layout_parse ("test.layout", text, -1, &error);

    g_assert_null (layout);
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, "to=2026-12-01T12:00:00Z"));
  }
}

/* Nothing is drawn anew within a second, and it stays in its box in all sizes. */
static void
test_still (void)
{
  static const char text[] = "[widget c]\ntype=countdown\nto=2021-10-05T12:22:31Z\n";
  g_autoptr (TlmTimeline) timeline = make_timeline (TRUE);
  g_autoptr (TlrScene) scene = widget_scene (text, timeline, "I420", 640, 360);
  guint before = widget_serial (scene, timeline, 2.001);

  g_assert_cmpuint (widget_serial (scene, timeline, 2.999), ==, before);
  g_assert_cmpuint (widget_serial (scene, timeline, 3), ==, before + 1);
  g_assert_cmpuint (widget_serial (scene, timeline, 12449), ==, before + 2);
  g_assert_cmpuint (widget_serial (scene, timeline, 20000), ==, before + 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/countdown/text", test_text);
  g_test_add_func ("/countdown/errors", test_errors);
  g_test_add_func ("/countdown/still", test_still);
  return g_test_run ();
}
