/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/past.h"

#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/timeline/timeline-live.h"
#include "render/layout/template.h"

/* Once a second up to UNTIL: altitude 1000 sin (t / 20) m, but for a silence from 40 to 60, heading 300 + 2 t
 * degrees, temperature 280 + t K, pressure 1000 t Pa; liftoff at 0 and meco at 30 as they come. */
static TlmTimeline *
make_flight (int until)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, "");

  log->clock = TLM_CLOCK_ELAPSED;
  TlmTrack *altitude = tlm_log_track (vehicle, "altitude", TLM_QUANTITY_LENGTH);
  TlmTrack *heading = tlm_log_track (vehicle, "heading", TLM_QUANTITY_ANGLE);
  TlmTrack *temperature = tlm_log_track (vehicle, "temperature", TLM_QUANTITY_TEMPERATURE);
  TlmTrack *pressure = tlm_log_track (vehicle, "pressure", TLM_QUANTITY_PRESSURE);
  for (int t = 0; t <= until; t++) {
    if (t <= 40 || t >= 60)
      tlm_series_append (altitude->series, t * TLM_SECOND, 1000 * sin (t / 20.0));
    tlm_series_append (heading->series, t * TLM_SECOND, fmod (300 + 2.0 * t, 360));
    tlm_series_append (temperature->series, t * TLM_SECOND, 280 + t);
    tlm_series_append (pressure->series, t * TLM_SECOND, 1000.0 * t);
  }
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  tlm_timeline_add_event (timeline, tlm_event_new (0, "liftoff", NULL, NULL, "test", TLM_CONFIDENCE_GIVEN));
  if (until >= 30)
    tlm_timeline_add_event (timeline, tlm_event_new (30 * TLM_SECOND, "meco", NULL, NULL, "test", TLM_CONFIDENCE_DETECTED));
  return timeline;
}

static char *
print_at (const TlmTimeline *timeline, const char *pattern, double t_s)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrTemplate) template = tlr_template_parse (pattern, &error);
  TlrSource source = { .timeline = timeline, .units = TLR_UNITS_METRIC, .marks = tlr_marks_for_language (NULL) };
  TlmChannelSet wanted = { 0 };
  char buf[TLR_TEMPLATE_SIZE];

  g_assert_no_error (error);
  g_autoptr (TlrText) text = tlr_text_new (template, &source, 0);
  tlr_text_add_channels (text, &wanted);
  tlr_text_add_signals (text, &wanted);
  tlm_timeline_at (timeline, (gint64) (t_s * 1e9), &wanted, snapshot);
  tlr_text_print (text, snapshot, buf, NULL);
  return g_strdup (buf);
}

/* By hand: sin peaks at 31.4 s, 1000 sin (31 / 20) = 999.78, sin (1.5) = .997495, sin (2) = .909297, sin (0.5) =
 * .479426, sin (0.45) = .434966, sin (3) = .141120. */
static void
test_print (void)
{
  static const struct { const char *pattern; double t; const char *text; } cases[] = {
    { "{altitude|max:m:1}", 10, "479.4" }, { "{altitude|max:m:1}", 35, "999.8" }, { "{altitude|max:m:1}", 50, "999.8" },
    { "{altitude|max:km:2} {altitude|max.unit:km}", 35, "1.00 km" }, { "{altitude|min:m:0}", 70, "\xe2\x88\x92" "351" },
    { "{altitude|max|whole:m:1}", 10, "999.8" }, { "{altitude|max:m:0}", -1, "---" },
    { "{altitude|altitude-msl|max:m:1}", 10, "479.4" }, { "{own|altitude|max:m:1}", 10, "479.4" },
    { "{altitude|max} {altitude|max.unit}", 35, "1,000 m" }, { "{altitude|max.size:m:0}", 35, "1,000" },
    { "{altitude|at:meco:m:1}", 35, "997.5" }, { "{altitude|at:meco:m:1}", 29, "---" },
    { "{altitude|at:meco|whole:m:1}", 20, "997.5" }, { "{altitude|at:meco:m:1}{altitude|at:meco.unit:m}", 50, "997.5m" },
    { "{altitude|since:meco:m:1}", 40, "\xe2\x88\x92" "88.2" }, { "{altitude|since:meco:m:1}", 29, "---" },
    { "{altitude|since:meco:m:1}", 50, "---" }, { "{altitude|rate:m/s:2}", 10, "44.46" },
    { "{altitude|rate:m/s:2} {altitude|rate.unit:m/s}", 10.9, "44.46 m/s" }, { "{altitude|rate:m/s:2}", 0, "---" },
    { "{altitude|rate:m/s:1}", 60, "---" }, { "{altitude|rate} {altitude|rate.unit}", 10, "44.5 m/s" },
    { "{heading|since:liftoff:\302\260:0}", 35, "70" }, { "{heading|rate:\302\260/s:1}", 30, "2.0" },
    { "{heading|at:meco:\302\260:0}", 35, "0" }, { "{temperature|since:liftoff:\302\260C:0}", 10, "10" },
    { "{temperature|since:liftoff:\302\260F:0}", 10, "18" }, { "{temperature|max:K:0}", 10, "290" },
    { "{pressure|rate:kPa:1} {pressure|rate.unit}", 10, "1.0 kPa/s" },
    { "{if altitude|max>990:m}high{else}low{end}", 50, "high" }, { "{if temperature|since:liftoff>9:\302\260C}warm{end}", 10, "warm" },
    { "{if temperature|since:liftoff>11:\302\260C}warm{end}", 10, "" },
  };
  g_autoptr (TlmTimeline) timeline = make_flight (80);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = print_at (timeline, cases[i].pattern, cases[i].t);

    g_test_message ("%s at %g", cases[i].pattern, cases[i].t);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static void
test_wrong (void)
{
  static const struct { const char *pattern, *says; } cases[] = {
    { "{altitude|at}", "name of an event" }, { "{altitude|at:}", "{altitude|at:meco" }, { "{altitude|max|all}", "whole" },
    { "{altitude|rate|whole}", "nothing may" }, { "{altitude|max|altitude-msl}", "whole" }, { "{altitude|max:kg}", "no unit of length" },
    { "{altitude|rate:km}", "no unit of speed" }, { "{altitude|at:meco:kmm}", "unknown unit" }, { "{altitude|at|x:meco}", "name of an event" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (tlr_template_parse (cases[i].pattern, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, cases[i].says));
  }
}

static const char *const patterns[] = {
  "{altitude|max:m:3}", "{altitude|min:m:3}", "{altitude|at:meco:m:3}", "{altitude|since:meco:m:3}", "{altitude|rate:m/s:3}",
  "{heading|max:\302\260:3}", "{heading|since:meco:\302\260:3}", "{heading|rate:\302\260/s:3}", "{pressure|max:Pa:1}",
  "{vertical-speed|at:meco:m/s:3}",
};

/* Nothing later than now: who knows no more than has come by then says the same, live. A vertical speed is derived, and its
 * value itself looks ahead a little, but for long after the event. */
static void
test_nothing_later (void)
{
  g_autoptr (TlmTimeline) whole = make_flight (80);

  for (int t = 0; t <= 80; t++) {
    g_autoptr (TlmTimeline) sofar = make_flight (t);

    tlm_timeline_set_open (sofar, TRUE);
    for (guint i = 0; i < G_N_ELEMENTS (patterns); i++) {
      g_autofree char *a = print_at (whole, patterns[i], t), *b = print_at (sofar, patterns[i], t);

      if (strstr (patterns[i], "vertical-speed") && t >= 30 && t < 60)
        continue;
      g_test_message ("%s at %d", patterns[i], t);
      g_assert_cmpstr (a, ==, b);
    }
  }
}

/* One text asked in any order says what a new one says: a seek spoils nothing, and growing neither. */
static void
test_any_order (void)
{
  g_autoptr (TlmTimeline) timeline = make_flight (80);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  TlrSource source = { .timeline = timeline, .units = TLR_UNITS_METRIC, .marks = tlr_marks_for_language (NULL) };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++) {
    g_autoptr (TlrTemplate) template = tlr_template_parse (patterns[i], NULL);
    g_autoptr (TlrText) text = tlr_text_new (template, &source, 0);

    for (guint k = 0; k < 50; k++) {
      double t = g_rand_double_range (rand, -5, 85);
      g_autofree char *anew = print_at (timeline, patterns[i], t);
      char buf[TLR_TEMPLATE_SIZE];

      tlm_timeline_at (timeline, (gint64) (t * 1e9), NULL, snapshot);
      tlr_text_print (text, snapshot, buf, NULL);
      g_assert_cmpstr (buf, ==, anew);
    }
  }
}

/* A live flight that has grown under a text says what a new one says. */
static void
test_growing (void)
{
  g_autoptr (TlmTimeline) live = make_flight (20);
  g_autoptr (TlrTemplate) template = tlr_template_parse ("{pressure|max:Pa:0}", NULL);
  TlrSource source = { .timeline = live, .units = TLR_UNITS_METRIC, .marks = tlr_marks_for_language (NULL) };
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  char buf[TLR_TEMPLATE_SIZE];

  tlm_timeline_set_open (live, TRUE);
  g_autoptr (TlrText) text = tlr_text_new (template, &source, 0);
  for (int t = 21; t < 60; t++) {
    g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
    g_autofree char *right = g_strdup_printf ("%d,000", t);

    log->clock = TLM_CLOCK_ELAPSED;
    tlm_series_append (tlm_log_track (tlm_log_vehicle (log, ""), "pressure", TLM_QUANTITY_PRESSURE)->series,
        t * TLM_SECOND, 1000.0 * t);
    tlm_log_seal (log);
    g_assert_true (tlm_timeline_extend (live, log, NULL, NULL));
    tlm_timeline_at (live, t * TLM_SECOND, NULL, snapshot);
    tlr_text_print (text, snapshot, buf, NULL);
    g_assert_cmpstr (buf, ==, right);
    tlm_timeline_at (live, 20 * TLM_SECOND, NULL, snapshot);
    tlr_text_print (text, snapshot, buf, NULL);
    g_assert_cmpstr (buf, ==, "20,000");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/past/print", test_print);
  g_test_add_func ("/past/wrong", test_wrong);
  g_test_add_func ("/past/nothing-later", test_nothing_later);
  g_test_add_func ("/past/any-order", test_any_order);
  g_test_add_func ("/past/growing", test_growing);
  return g_test_run ();
}
