/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whoever writes a span writes the same of the same instant. What is right is written by
 * hand in tests/core/time/test-elapsed.c; here integers alone say it once more. */
#include <string.h>

#include "core/encode/sample-json.h"
#include "core/mission/mission-clock.h"
#include "render/draw/axis.h"
#include "render/layout/template.h"
#include "scene-data.h"

#define MINUS "\xe2\x88\x92"

static const gint64 instants_ms[] = { -10000, -9999, -9001, -9000, -8500, -1000, -999, -500, -1, 0, 1,
  500, 999, 1000, 59999, 60000, 299999, 300000 };

/* Units of 10^-DECIMALS s that have begun. */
static gint64
begun (gint64 ms, guint decimals)
{
  static const gint64 ms_per_unit[] = { 1000, 100, 10, 1 };
  gint64 units = ms / ms_per_unit[decimals];

  return units * ms_per_unit[decimals] > ms ? units - 1 : units;
}

/* "00:00:09.5" of a count of such units. */
static char *
hms (gint64 units, guint decimals)
{
  static const gint64 units_per_s[] = { 1, 10, 100, 1000 };
  gint64 size = ABS (units), s = size / units_per_s[decimals], f = size % units_per_s[decimals];
  g_autofree char *whole = g_strdup_printf ("%02d:%02d:%02d", (int) (s / 3600), (int) (s / 60 % 60),
      (int) (s % 60));

  return decimals ? g_strdup_printf ("%s.%0*d", whole, (int) decimals, (int) f) :
      g_steal_pointer (&whole);
}

static char *
template_at (const TlmTimeline *timeline, const char *pattern, gint64 time_ns)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrTemplate) template = tlr_template_parse (pattern, &error);
  char buf[TLR_TEMPLATE_SIZE];

  g_assert_no_error (error);
  TlrSource source = { .timeline = timeline, .marks = tlr_marks_for_language (NULL) };
  g_autoptr (TlrText) text = tlr_text_new (template, &source, 0);
  tlm_timeline_at (timeline, time_ns, NULL, snapshot);
  tlr_text_print (text, snapshot, buf, NULL);
  return g_strdup (buf);
}

static void
test_clock (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);

  for (guint i = 0; i < G_N_ELEMENTS (instants_ms); i++) {
    for (guint decimals = 0; decimals < 4; decimals++) {
      gint64 units = begun (instants_ms[i], decimals);
      g_autofree char *digits = hms (units, decimals);
      g_autofree char *want = g_strconcat (units < 0 ? "T" MINUS " " : "T+ ", digits, NULL);
      g_autofree char *want_l = g_strconcat (units < 0 ? "L" MINUS " " : "L+ ", digits, NULL);
      g_autofree char *want_met = g_strconcat ("MET ", units < 0 ? MINUS : "", "000/", digits, NULL);
      g_autofree char *pattern = g_strdup_printf ("{clock:%u}", decimals);
      g_autofree char *pattern_l = g_strdup_printf ("{clock.l:%u}", decimals);
      g_autofree char *pattern_met = g_strdup_printf ("{met:%u}", decimals);
      g_autofree char *clock = template_at (timeline, pattern, instants_ms[i] * 1000000);
      g_autofree char *l = template_at (timeline, pattern_l, instants_ms[i] * 1000000);
      g_autofree char *met = template_at (timeline, pattern_met, instants_ms[i] * 1000000);

      g_assert_cmpstr (clock, ==, want);
      g_assert_cmpstr (l, ==, want_l);
      g_assert_cmpstr (met, ==, want_met);
    }
  }
}

/* To the event at T+64 s, and since it. */
static void
test_progress (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);

  for (guint i = 0; i < G_N_ELEMENTS (instants_ms); i++) {
    gint64 ms = instants_ms[i] < 0 ? instants_ms[i] : instants_ms[i] % 64000;
    gint64 next_ms = instants_ms[i] < 0 ? 0 : 64000;
    g_autofree char *digits = hms (begun (ms - next_ms, 0), 0);
    g_autofree char *want = g_strconcat ("T" MINUS, digits, NULL);
    g_autofree char *countdown = template_at (timeline, "{next.countdown}", ms * 1000000);
    g_assert_cmpstr (countdown, ==, want);
    if (ms < 0)
      continue;
    g_autofree char *since = template_at (timeline, "{phase.time}", ms * 1000000);
    g_autofree char *want_since = g_strdup_printf ("%d:%02d", (int) (ms / 60000), (int) (ms / 1000 % 60));
    g_assert_cmpstr (since, ==, want_since);
  }
}

/* Silence is from T+300 s to T+320 s: an age never says more than has passed. */
static void
test_age (void)
{
  static const struct { gint64 ms; const char *text; } cases[] = {
    { 300000, "0.0" }, { 300099, "0.0" }, { 300100, "0.1" }, { 301960, "1.9" }, { 302999, "2.9" },
  };
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *age = template_at (timeline, "{age:altitude}", cases[i].ms * 1000000);
    g_assert_cmpstr (age, ==, cases[i].text);
  }
}

/* Numbers for machines are exact. */
static void
test_json (void)
{
  static const struct { gint64 ms; const char *begin; } cases[] = {
    { -9500, "{\"met\":-9.5," }, { -500, "{\"met\":-0.5," }, { -1, "{\"met\":-0.001," },
    { 0, "{\"met\":0," }, { 1, "{\"met\":0.001," }, { 59999, "{\"met\":59.999," },
  };
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) out = g_string_new (NULL);
    tlm_timeline_at (timeline, cases[i].ms * 1000000, NULL, snapshot);
    g_assert_true (tlm_sample_json_append (out, timeline, snapshot, 0));
    g_assert_true (g_str_has_prefix (out->str, cases[i].begin));
  }
}

/* Ticks of plots. */
static void
test_axis (void)
{
  static const struct { double low, high, tick; const char *text; } cases[] = {
    { -60, 60, -30, MINUS "0:30" }, { -60, 60, 0, "0:00" }, { -60, 60, -0.0, "0:00" },
    { -0.5, 0.5, -0.2, MINUS "0.2" }, { -0.5, 0.5, 0.2, "0.2" }, { -0.5, 0.5, -1e-17, "0.0" },
    { -7200, 7200, -3600, MINUS "1:00" }, { -3 * 86400, 3 * 86400, -86400, MINUS "1 d" },
    { -3 * 86400, 3 * 86400, 0, "0 d" }, { 0, 4000, 1200, "0:20" },
  };
  char buf[TLR_AXIS_LABEL_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlrAxis axis = tlr_axis_fit_time (cases[i].low, cases[i].high, 5, TRUE);
    g_assert_cmpstr (tlr_axis_time_label (&axis, cases[i].tick, FALSE, buf, sizeof buf), ==,
        cases[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spans/clock", test_clock);
  g_test_add_func ("/spans/progress", test_progress);
  g_test_add_func ("/spans/age", test_age);
  g_test_add_func ("/spans/json", test_json);
  g_test_add_func ("/spans/axis", test_axis);
  return g_test_run ();
}
