/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Events as planned and as flown: which rows there are, what they say, and that nothing is known before it comes. */
#include <string.h>

#include "render/widgets/plan/plan-rows.h"
#include "scene-data.h"
#include "sketched.h"
#include "widget-data.h"

/* A plan of six events, of which four come: on time, late by 1.4 s, early by 2.25 s, and after two and a half minutes. */
static TlmTimeline *
make_timeline (void)
{
  static const struct { const char *id; double planned_s, actual_s; } events[] = {
    { "liftoff", 0, 0 }, { "meco", 155, 156.4 }, { "panel", 200, 197.75 }, { "seco", 500, 650 },
    { "never-seen", 700, -1 }, { "deploy", 900, -1 },
  };
  TlmTimeline *timeline = flight_timeline (1);

  for (guint i = 0; i < G_N_ELEMENTS (events); i++) {
    tlm_timeline_add_event (timeline, tlm_event_new ((gint64) (events[i].planned_s * 1e9), events[i].id, NULL, NULL, "plan",
            TLM_CONFIDENCE_NOMINAL));
    if (events[i].actual_s >= 0)
      tlm_timeline_add_event (timeline, tlm_event_new ((gint64) (events[i].actual_s * 1e9), events[i].id, NULL, NULL,
              "rule", TLM_CONFIDENCE_DETECTED));
  }
  return timeline;
}

/* All words that are seen, row by row, joined with blanks. */
static char *
read_table (const char *keys, double t_s)
{
  g_autofree char *text = g_strconcat ("[widget p]\ntype=plan\n", keys, NULL);
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (TlrLayout) layout = widget_layout (text);
  GString *words = g_string_new (NULL);
  Sketched sketched;

  sketched_start (&sketched, layout, timeline, NULL, NULL, 1280, 720);
  sketched_seek (&sketched, (gint64) (t_s * 1e9));
  const GArray *marks = sketched_item (&sketched, 0);
  for (guint i = 0; i < marks->len; i++)
    g_string_append_printf (words, "%s%s", i ? " " : "", g_array_index (marks, TlrMark, i).text);
  sketched_finish (&sketched);
  return g_string_free (words, FALSE);
}

static void
check_table (const char *keys, double t_s, const char *words)
{
  g_autofree char *found = read_table (keys, t_s);

  g_assert_cmpstr (found, ==, words);
}

#define MINUS "\xe2\x88\x92"

static void
test_table (void)
{
  check_table ("rows=3\n", -5, "PLANNED FLOWN DIFF LIFTOFF T+00:00:00.0 MECO T+00:02:35.0 Panel T+00:03:20.0");
  check_table ("rows=3\n", 156, "PLANNED FLOWN DIFF LIFTOFF T+00:00:00.0 T+00:00:00.0 0.0 MECO T+00:02:35.0 +1 "
      "Panel T+00:03:20.0");
  check_table ("rows=3\n", 156.4, "PLANNED FLOWN DIFF LIFTOFF T+00:00:00.0 T+00:00:00.0 0.0 "
      "MECO T+00:02:35.0 T+00:02:36.4 +1.4 Panel T+00:03:20.0");
  check_table ("rows=2\ndecimals=2\nplanned-label=PLAN\nactual-label=LOG\n", 300,
      "PLAN LOG DIFF Panel T+00:03:20.00 T+00:03:17.75 " MINUS "2.25 Seco T+00:08:20.00");
  /* Waited for, for 110 whole seconds; then it comes 2 min 30 s late, and what is planned next is waited for. */
  check_table ("rows=2\n", 610.9, "PLANNED FLOWN DIFF Panel T+00:03:20.0 T+00:03:17.7 " MINUS "2.3 "
      "Seco T+00:08:20.0 +1:50");
}

/* Times are cut, as clocks are, and differences rounded. */
static void
test_late (void)
{
  check_table ("rows=2\ndecimals=0\n", 705, "PLANNED FLOWN DIFF Seco T+00:08:20 T+00:10:50 +2:30 Never seen T+00:11:40 +5");
  check_table ("rows=1\n", 905, "PLANNED FLOWN DIFF Never seen T+00:11:40.0 +3:25");
}

static void
test_difference (void)
{
  static const struct { double seconds; guint decimals; const char *words; } rows[] = {
    { 0, 1, "0.0" }, { 0.04, 1, "0.0" }, { -0.04, 1, "0.0" }, { 0.05, 1, "+0.1" }, { 1.4, 0, "+1" },
    { -2.25, 2, MINUS "2.25" }, { 99.9, 1, "+99.9" }, { 100, 1, "+1:40" }, { -150.4, 1, MINUS "2:30" },
  };
  const TlrMarks marks = { .decimal = ".", .group = ",", .least_grouped = 4 };
  char buf[TLR_NUMBER_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    tlr_plan_print_difference ((TlmDuration) (rows[i].seconds * 1e9), rows[i].decimals, &marks, buf);
    g_assert_cmpstr (buf, ==, rows[i].words);
  }
  tlr_plan_print_difference (TLM_TIME_NONE, 1, &marks, buf);
  g_assert_cmpstr (buf, ==, "");
}

static void
test_pure (void)
{
  static const char text[] = "[widget p]\ntype=plan\nrows=4\n";
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (TlrScene) old = widget_scene (text, timeline, "I420", 640, 360);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  for (int i = 0; i < 30; i++) {
    g_autoptr (TlrScene) fresh = widget_scene (text, timeline, "I420", 640, 360);
    TlrFrame a = frame_new ("I420", 640, 360), b = frame_new ("I420", 640, 360);

    tlm_timeline_at (timeline, i == 9 ? TLM_TIME_NONE : (i * 331 % 1000 - 10) * TLM_SECOND, NULL, snapshot);
    tlr_scene_update (old, snapshot);
    tlr_scene_update (fresh, snapshot);
    tlr_scene_blend (old, &a);
    tlr_scene_blend (fresh, &b);
    g_assert_true (frames_equal (&a, &b));
    frame_clear (&a);
    frame_clear (&b);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/table", test_table);
  g_test_add_func ("/plan/late", test_late);
  g_test_add_func ("/plan/difference", test_difference);
  g_test_add_func ("/plan/pure", test_pure);
  return g_test_run ();
}
