/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/condition.h"

#include <string.h>

#include "core/base/error.h"
#include "core/timeline/timeline-live.h"
#include "counted-malloc.h"

static void
add_event (TlmTimeline *timeline, double t_s, const char *id, const char *vehicle, TlmConfidence confidence)
{
  TlmEvent *event = tlm_event_new ((gint64) (t_s * 1e9), id, NULL, vehicle, "test", confidence);

  event->typical = confidence == TLM_CONFIDENCE_NOMINAL && strcmp (id, "apogee") == 0;
  tlm_timeline_add_event (timeline, event);
}

static void
add_seconds (TlmLog *log, const char *vehicle, const char *channel, guint from_s, guint to_s, double base,
    double slope)
{
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, vehicle), channel, TLM_QUANTITY_NONE);

  for (guint t = from_s; t <= to_s; t++)
    tlm_series_append (track->series, t * TLM_SECOND, base + slope * t);
}

/* Vehicle 0 is "a": altitude 100 m and speed 10 m/s for each second, tank.level 1 - 0.01, a sample each
 * second from 0 to 60 and, but for tank.level, again from 100 to 120. Vehicle 1 is "b": altitude 500 m
 * from 50 to 120. "flow rate" and "time" are channels of a's own.
 *
 * Liftoff at 0 (given, of all) leads to ascent; max-q at 30 (found, of a) to nothing; b is armed at 45
 * (given); meco is planned at 45 and found at 48 (of a) and leads to coast; separation at 50 (given, of
 * b) leads to free; apogee at 80 is only typical; landing at 110 (of a), which would lead to landed, is only planned. Two engine
 * starts are planned, at 10 and 90; the first is found at 11. */
static TlmTimeline *
make_flight (void)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  g_autoptr (GHashTable) phases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  log->clock = TLM_CLOCK_ELAPSED;
  add_seconds (log, "a", "altitude", 0, 60, 0, 100);
  add_seconds (log, "a", "altitude", 100, 120, 0, 100);
  add_seconds (log, "a", "speed", 0, 60, 0, 10);
  add_seconds (log, "a", "speed", 100, 120, 0, 10);
  add_seconds (log, "a", "tank.level", 0, 60, 1, -0.01);
  add_seconds (log, "a", "flow rate", 0, 60, 2, 0);
  add_seconds (log, "a", "time", 0, 60, 7, 0);
  add_seconds (log, "b", "altitude", 50, 120, 500, 0);
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  g_hash_table_insert (phases, g_strdup ("liftoff"), g_strdup ("ascent"));
  g_hash_table_insert (phases, g_strdup ("meco"), g_strdup ("coast"));
  g_hash_table_insert (phases, g_strdup ("separation"), g_strdup ("free"));
  g_hash_table_insert (phases, g_strdup ("landing"), g_strdup ("landed"));
  tlm_timeline_set_phases (timeline, phases);
  add_event (timeline, 0, "liftoff", NULL, TLM_CONFIDENCE_GIVEN);
  add_event (timeline, 10, "engine-start", "a", TLM_CONFIDENCE_NOMINAL);
  add_event (timeline, 90, "engine-start", "a", TLM_CONFIDENCE_NOMINAL);
  add_event (timeline, 11, "engine-start", "a", TLM_CONFIDENCE_DETECTED);
  add_event (timeline, 30, "max-q", "a", TLM_CONFIDENCE_DETECTED);
  add_event (timeline, 45, "armed", "b", TLM_CONFIDENCE_GIVEN);
  add_event (timeline, 45, "meco", "a", TLM_CONFIDENCE_NOMINAL);
  add_event (timeline, 48, "meco", "a", TLM_CONFIDENCE_DETECTED);
  add_event (timeline, 50, "separation", "b", TLM_CONFIDENCE_GIVEN);
  add_event (timeline, 80, "apogee", NULL, TLM_CONFIDENCE_NOMINAL);
  add_event (timeline, 110, "landing", "a", TLM_CONFIDENCE_NOMINAL);
  return timeline;
}

static TlrCondition *
read_condition (const char *text, const TlmTimeline *timeline, int vehicle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmCondition) parsed = NULL;

  tlr_condition_parse (text, &parsed, &error);
  g_assert_no_error (error);
  g_assert_nonnull (parsed);
  return tlr_condition_new (parsed, timeline, vehicle);
}

static gboolean
holds_at (TlrCondition *condition, const TlmTimeline *timeline, double t_s)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TlmChannelSet wanted = { 0 };

  tlr_condition_add_channels (condition, &wanted);
  tlm_timeline_at (timeline, (gint64) (t_s * 1e9), &wanted, snapshot);
  return tlr_condition_holds (condition, "simulated", snapshot);
}

typedef struct {
  const char *text;
  double t_s;
  int vehicle;
  gboolean holds;
} Row;

#define YES TRUE
#define NO FALSE

/* Worked out by hand from what make_flight() says. */
static const Row rows[] = {
  /* channels: at 20 s 2000 m, 200 m/s, 0.8 */
  { "altitude>1999", 20, 0, YES }, { "altitude>2000", 20, 0, NO }, { "altitude>=2000", 20, 0, YES },
  { "altitude<2000", 20, 0, NO }, { "altitude<=2000", 20, 0, YES }, { "altitude=2000", 20, 0, YES },
  { "altitude!=2000", 20, 0, NO }, { "altitude!=2001", 20, 0, YES }, { "altitude>1.9:km", 20, 0, YES },
  { "altitude > 2.1 km", 20, 0, NO }, { "altitude=2:km", 20, 0, YES }, { "speed=720:km/h", 20, 0, YES },
  { "speed<721 km/h", 20, 0, YES }, { "Altitude>1", 20, 0, YES }, { "tank.level<0.81", 20, 0, YES },
  { "tank.level<79:%", 20, 0, NO }, { "\"flow rate\"=2", 20, 0, YES }, { "\"time\"=7", 20, 0, YES },
  { "time=7", 7, 0, YES }, { "time=7", 20, 0, NO }, { "altitude>1999", 20, -1, YES },
  { "altitude=500", 60, 1, YES }, { "altitude=6000", 60, -1, YES },
  /* absent: b has no altitude before 50, nobody has a throttle, a is silent at 80 */
  { "altitude>0", 20, 1, NO }, { "altitude<=0", 20, 1, NO }, { "altitude!=0", 20, 1, NO },
  { "not altitude>0", 20, 1, YES }, { "not altitude!=0", 20, 1, YES }, { "throttle>1", 20, 0, NO },
  { "not throttle>1", 20, 0, YES }, { "not not throttle>1", 20, 0, NO }, { "throttle>1 or altitude>1", 20, 0, YES },
  { "altitude>0", 80, 0, NO }, { "not altitude>0", 80, 0, YES }, { "altitude-agl - altitude > 0", 20, 0, NO },
  { "altitude / speed = 10", 20, 0, YES }, { "speed/(altitude-altitude)>0", 20, 0, NO },
  /* alternatives */
  { "altitude-msl|altitude>1999", 20, 0, YES }, { "own|altitude=2000", 20, 0, YES },
  { "altitude|speed=2000", 20, 0, YES }, { "throttle|own>0", 20, 0, NO },
  /* the past: 100 m/s up to 60 s, nothing across the silence, 10,000 m again at 100 s */
  { "altitude|max=2000", 20, 0, YES }, { "altitude|max>2049", 20.5, 0, YES }, { "altitude|max>2051", 20.5, 0, NO },
  { "altitude|max=6000", 80, 0, YES }, { "altitude|max>6000", 99.9, 0, NO }, { "altitude|max=10:km", 100, 0, YES },
  { "altitude|max>0", -1, 0, NO }, { "altitude|max|whole=12000", 20, 0, YES }, { "altitude|max|whole=12:km", -5, 0, YES },
  { "altitude|min=0", 20, 0, YES }, { "altitude|min|whole=0", 110, 0, YES }, { "tank.level|min<0.81", 20, 0, YES },
  { "altitude-msl|altitude|max=2000", 20, 0, YES }, { "altitude|max=500", 110, 1, YES }, { "altitude|max>0", 49, 1, NO },
  { "altitude|at:max-q=3000", 40, 0, YES }, { "altitude|at:max-q>0", 29, 0, NO }, { "altitude|at:max-q=3:km", 80, 0, YES },
  { "altitude|at:max-q|whole=3000", 20, 0, YES }, { "altitude|at:max-q=3000", 60, 1, NO },
  { "altitude|at:separation=500", 60, 1, YES }, { "altitude|at:separation=5000", 60, -1, YES },
  { "altitude|at:meco=4800", 49, 0, YES }, { "altitude|at:meco>0", 46, 0, NO }, { "altitude|at:landing|whole>0", 20, 0, NO },
  { "altitude|since:max-q=1000", 40, 0, YES }, { "altitude|since:max-q>0", 29, 0, NO },
  { "not altitude|since:max-q>0", 29, 0, YES }, { "altitude|since:max-q>0", 80, 0, NO },
  { "altitude|since:liftoff=0", 0, 0, YES }, { "altitude|rate=100", 20, 0, YES }, { "altitude|rate=360:km/h", 20.5, 0, YES },
  { "speed|rate=10:m/s2", 20, 0, YES }, { "altitude|rate>0", 0, 0, NO }, { "altitude|rate>0", 80, 0, NO },
  { "altitude|rate>0", 100.5, 0, NO }, { "altitude|rate=100", 101, 0, YES }, { "altitude|rate=0", 60, 1, YES },
  { "altitude|max - altitude > 0", 20, 0, NO }, { "altitude|max - altitude|min = 2:km", 20, 0, YES },
  /* time, in seconds */
  { "time>19", 20, 0, YES }, { "time>20", 20, 0, NO }, { "elapsed=20", 20, 0, YES }, { "time>-10", -9, 0, YES },
  { "time>-10", -10, 0, NO }, { "time>=-10", -10, 0, YES }, { "time<0.5:min", 20, 0, YES }, { "time=+20", 20, 0, YES },
  /* phases: ascent from 0, coast from 48 (a), free from 50 (b) */
  { "phase=ascent", 20, 0, YES }, { "phase=ascent", -1, 0, NO }, { "phase!=ascent", -1, 0, YES },
  { "phase=coast,ascent", 20, 0, YES }, { "phase=coast, free", 20, 0, NO }, { "phase=liftoff", 20, 0, YES },
  { "phase=ascent", 47.5, 0, YES }, { "phase=coast", 48, 0, YES }, { "phase=coast", 60, 0, YES },
  { "phase=free", 60, 1, YES }, { "phase=free", 60, 0, NO }, { "phase=free", 60, -1, YES },
  { "phase=landed", 115, 0, NO }, { "phase=coast", 115, 0, YES }, { "phase=landed", 115, -1, NO },
  { "phase-time<5", 4, 0, YES }, { "phase-time<5", 5, 0, NO }, { "phase-time<5", 49, 0, YES },
  { "phase-time>0", -1, 0, NO }, { "not phase-time>0", -1, 0, YES }, { "phase-time=10", 60, 1, YES },
  /* events: the latest one, of the vehicle, or of all */
  { "event=liftoff", 5, 0, YES }, { "event=max-q", 30, 0, YES }, { "event=max-q", 29, 0, NO },
  { "event=max-q", 47, 0, YES }, { "event=max-q", 49, 0, NO }, { "event!=max-q", 49, 0, YES },
  { "event=armed", 46, -1, YES }, { "event=armed", 46, 0, NO }, { "event=meco,armed", 48, 0, YES },
  { "event=liftoff", 44, 1, YES }, { "event=separation", 119, 0, NO }, { "event=separation", 119, 1, YES },
  { "event=landing", 115, 0, NO }, { "event=max-q", -5, 0, NO },
  { "since(max-q)<8", 37, 0, YES }, { "since(max-q)<8", 38, 0, NO }, { "since(max-q)<8", 29, 0, NO },
  { "not since(max-q)<8", 29, 0, YES }, { "since(max-q)=0", 30, 0, YES }, { "since(max-q)>0", 37, 1, NO },
  { "since(liftoff)=37", 37, 1, YES }, { "since(landing)>0", 115, 0, NO }, { "since(engine-start)=9", 20, 0, YES },
  { "since(separation)=10", 60, -1, YES }, { "since(separation)=10", 60, 0, NO },
  /* to come: given and planned ones, and what rules find of the whole recording alone */
  { "until(meco)<10", 36, 0, YES }, { "until(meco)<10", 35, 0, NO }, { "until(meco)=5", 40, 0, YES },
  { "until(meco)<10", 46, 0, NO }, { "until(meco)<10", 49, 0, NO }, { "until(meco|whole)=8", 40, 0, YES },
  { "until(meco|whole)=2", 46, 0, YES }, { "until(meco|whole)>0", 49, 0, NO }, { "until(max-q)>0", 20, 0, NO },
  { "until(max-q|whole)=10", 20, 0, YES }, { "until(separation)=10", 40, 1, YES },
  { "until(separation)=10", 40, -1, YES }, { "until(separation)=10", 40, 0, NO }, { "until(apogee)>0", 70, 0, NO },
  { "until(apogee|whole)>0", 70, 0, NO }, { "until(landing)=10", 100, 0, YES }, { "until(landing)>-99", 111, 0, NO },
  { "until(engine-start)=4", 6, 0, YES }, { "until(engine-start)=70", 20, 0, YES },
  { "until(landing|whole)=10", 100, 0, YES },
  /* signal: a's is there to 60, stale after 2 s, lost after 5 s, back at 100, and ends at 120 */
  { "signal=found", 20, 0, YES }, { "signal=fresh", 20, 0, YES }, { "signal=stale", 20, 0, NO },
  { "signal=stale", 63, 0, YES }, { "signal=found", 63, 0, YES }, { "signal=fresh", 63, 0, NO },
  { "signal=lost", 70, 0, YES }, { "signal=absent", 70, 0, YES }, { "signal=ended", 70, 0, NO },
  { "signal=fresh,stale", 70, 0, NO }, { "signal!=lost", 70, 0, NO }, { "signal=none", 20, 1, YES },
  { "signal=absent", 20, 1, YES }, { "signal=ended", 126, 0, YES }, { "signal=lost", 126, 0, NO },
  { "vehicle.started", 20, 0, YES }, { "vehicle.started", 44, 1, NO }, { "vehicle.started", 45, 1, YES },
  { "not vehicle.started", 44, 1, YES }, { "vehicle.started", -1, 0, NO }, { "vehicle.started", 0, -1, YES },
  /* what the flight has */
  { "vehicles=2", 20, 0, YES }, { "vehicles>=3", 20, 0, NO }, { "events>=9", 20, 0, YES }, { "events<9", 20, 0, NO },
  { "has=throttle,speed", 20, 0, YES }, { "has=tank.level", 90, 0, YES }, { "has=tank.level", 90, 1, NO },
  { "has!=throttle", 20, 0, YES }, { "has=\"flow rate\"", 20, 0, YES }, { "provenance=simulated", 20, 0, YES },
  { "provenance!=measured", 20, 0, YES }, { "provenance=measured,predicted", 20, 0, NO },
  /* and, or, not, brackets: and before or */
  { "time>1 and time>99", 20, 0, NO }, { "time>1 or time>99", 20, 0, YES }, { "time>1;time<30", 20, 0, YES },
  { "time>1 or time>99 and time>99", 20, 0, YES }, { "(time>1 or time>99) and time>99", 20, 0, NO },
  { "time>99 and time>99 or time>1", 20, 0, YES }, { "time>99 and (time>99 or time>1)", 20, 0, NO },
  { "time>1 or time>1;time>99", 20, 0, YES }, { "not time>1 or time>1", 20, 0, YES },
  { "not (time>1 or time>1)", 20, 0, NO }, { "not time>99 and not time>98", 20, 0, YES },
  { "not (time>99 and time>1)", 20, 0, YES }, { "((time>1))", 20, 0, YES }, { ";time>1;;time>2;", 20, 0, YES },
  { "time>1 and time>2 and time>3 and time>99", 20, 0, NO }, { "time>99 or time>98 or time>97 or time>1", 20, 0, YES },
  { "(time>1 and time>99 or time>2) and not time>98", 20, 0, YES },
  { "throttle>1 and time>1 or not throttle>1 and time<99", 20, 0, YES }, { "abs(time - 25)=5", 20, 0, YES },
  { "altitude>10*speed - 1", 20, 0, YES }, { "-time<-19", 20, 0, YES }, { "2 * (time + 1) = 42", 20, 0, YES },
};

static void
test_truth (void)
{
  g_autoptr (TlmTimeline) timeline = make_flight ();

  g_assert_cmpuint (G_N_ELEMENTS (rows), >=, 80);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlrCondition) condition = read_condition (rows[i].text, timeline, rows[i].vehicle);

    g_test_message ("%s at %g of %d", rows[i].text, rows[i].t_s, rows[i].vehicle);
    g_assert_cmpint (holds_at (condition, timeline, rows[i].t_s), ==, rows[i].holds);
  }
}

/* What is known at an instant is the same live, but that silence may end. */
static void
test_live (void)
{
  g_autoptr (TlmTimeline) timeline = make_flight ();

  tlm_timeline_set_open (timeline, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlrCondition) condition = read_condition (rows[i].text, timeline, rows[i].vehicle);
    gboolean is_end = strstr (rows[i].text, "signal=") && rows[i].t_s > 120;

    g_assert_cmpint (holds_at (condition, timeline, rows[i].t_s), ==, rows[i].holds != is_end);
  }
}

/* A seek spoils nothing: the answer goes by the instant, whatever was asked before. */
static void
test_any_order (void)
{
  g_autoptr (TlmTimeline) timeline = make_flight ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlrCondition) condition = read_condition (rows[i].text, timeline, rows[i].vehicle);

    for (guint k = 0; k < 5; k++)
      holds_at (condition, timeline, g_rand_double_range (rand, -20, 140));
    g_assert_cmpint (holds_at (condition, timeline, rows[i].t_s), ==, rows[i].holds);
  }
}

static void
test_allocates_nothing (void)
{
  g_autoptr (TlmTimeline) timeline = make_flight ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlrCondition) condition = read_condition (rows[i].text, timeline, rows[i].vehicle);
    guint before;

    tlm_timeline_at (timeline, 20 * TLM_SECOND, NULL, snapshot);
    tlr_condition_holds (condition, "measured", snapshot);
    before = n_allocations;
    for (guint k = 0; k < 3; k++)
      tlr_condition_holds (condition, "measured", snapshot);
    g_assert_cmpuint (n_allocations - before, ==, 0);
  }
}

/* Whether a place is kept for it: only what the flight has counts. */
static void
test_possible (void)
{
  static const struct { const char *text; gboolean possible; } cases[] = {
    { "vehicles=2", YES }, { "vehicles<2", NO }, { "not vehicles<2", YES }, { "altitude>99:km", YES },
    { "vehicles<2 or altitude>99:km", YES }, { "vehicles<2 and altitude>99:km", NO }, { "has=throttle", NO },
    { "has=throttle or signal=lost", YES }, { "not has=throttle", YES }, { "events<1", NO }, { "not events<1;time>1", YES },
    { "provenance!=measured", YES }, { "not altitude>1", YES }, { "vehicle.started and has=throttle", NO },
  };
  g_autoptr (TlmTimeline) timeline = make_flight ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TlrCondition) condition = read_condition (cases[i].text, timeline, 0);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpint (tlr_condition_possible (condition, NULL), ==, cases[i].possible);
  }
  g_autoptr (TlrCondition) measured = read_condition ("provenance!=measured", timeline, 0);
  g_assert_false (tlr_condition_possible (measured, "measured"));
}

static void
test_errors (void)
{
  static const struct { const char *text, *column, *says; } cases[] = {
    { "altitude", "column 1:", "compare" }, { "altitude>", "column 10:", "the condition ends" },
    { "altitude>3:kg", "column 10:", "length meets mass" }, { "altitude>3:kmm", "column 12:", "no known unit" },
    { "altitude>3:", "column 12:", "no known unit" }, { "time>3:km", "column 6:", "duration meets length" },
    { "signal=lsot", "column 8:", "did you mean \"lost\"" }, { "provenance=mesured", "column 12:", "\"measured\"" },
    { "phase", "column 6:", "= or !=" }, { "phase>ascent", "column 6:", "= or !=" }, { "phase=", "column 7:", "a name" },
    { "phase=ascent,", "column 14:", "a name" }, { "since(max-q", "column 12:", "\")\"" },
    { "since max-q>3", "column 7:", "\"(\"" }, { "until(meco|all)<3", "column 12:", "whole" },
    { "since(meco|whole)<3", "column 11:", "\")\"" }, { "since(max-q)", "column 7:", "compare" },
    { "time>1 and", "column 11:", "ends" }, { "time>1 or or time>2", "column 11:", "stands where" },
    { "time>1 time>2", "column 8:", "no known unit" }, { "(time>1", "column 8:", "\")\"" }, { "time>1)", "column 7:", "\")\"" },
    { "not", "column 4:", "ends" }, { "time => 3", "column 7:", "stands where" }, { "\"\">3", "column 1:", "stands where" },
    { "altitude|>3", "column 10:", "a channel" }, { "altitude|phase>3", "column 10:", "no channel" },
    { "altitude|at>3", "column 12:", "\":\" with an event" }, { "altitude|at:>3", "column 13:", "name of an event" },
    { "altitude|rate|whole>3", "column 15:", "a comparison" }, { "altitude|max|all>3", "column 14:", "whole" },
    { "altitude|max>3:s", "column 14:", "length meets duration" }, { "altitude|max", "column 1:", "compare" },
    { "altitude|rate>3:km", "column 15:", "speed meets length" },
    { "sicne(meco)<8", "column 1:", "did you mean \"since\"" }, { "time>1 and phse=ascent,coast", "column 12:", "did you mean \"phase\"" },
    { "vehicle.started>3", "column 1:", "a number is expected" }, { "altitude > 3 and speed", "column 18:", "compare" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmCondition) parsed = NULL;

    g_assert_false (tlr_condition_parse (cases[i].text, &parsed, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    g_test_message ("%s: %s", cases[i].text, error->message);
    g_assert_true (g_str_has_prefix (error->message, cases[i].column));
    g_assert_nonnull (strstr (error->message, cases[i].says));
  }
}

static void
refuse (char *text, const char *says)
{
  g_autofree char *owned = text;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmCondition) parsed = NULL;

  g_assert_false (tlr_condition_parse (owned, &parsed, &error));
  g_assert_nonnull (strstr (error->message, says));
}

static char *
repeated (const char *piece, guint times, const char *end)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, piece);
  g_string_append (text, end);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_caps (void)
{
  refuse (repeated ("time>1 and ", 10000, "time>1"), "over 256 parts");
  refuse (repeated ("(", 10000, "time>1"), "over 32 brackets");
  refuse (repeated ("abs(", 10000, "time>1"), "over 32 brackets");
  g_autofree char *names = repeated ("a,", 10000, "a"), *name = repeated ("x", 10000, "");
  refuse (g_strconcat ("phase=", names, NULL), "over 32 names");
  refuse (repeated ("altitude|", 10000, "max>1"), "no further channel");
  refuse (repeated ("x", 10000, ">1"), "over 64 bytes");
  refuse (g_strconcat ("has=", name, NULL), "over 64 bytes");
}

/* Of a vehicle that the flight has not, or not yet, nothing is known. */
static void
test_no_such_vehicle (void)
{
  g_autoptr (TlmTimeline) timeline = make_flight ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlrCondition) condition = read_condition (rows[i].text, timeline, G_MAXINT);

    holds_at (condition, timeline, rows[i].t_s);
  }
  g_autoptr (TlrCondition) started = read_condition ("vehicle.started or until(landing)>0 or altitude>0", timeline, 7);
  g_assert_false (holds_at (started, timeline, 20));
}

static void
test_nothing_said (void)
{
  static const char *const texts[] = { "", " ", ";", " ; ;" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    TlmCondition *parsed = (gpointer) texts;

    g_assert_true (tlr_condition_parse (texts[i], &parsed, NULL));
    g_assert_null (parsed);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/condition/truth", test_truth);
  g_test_add_func ("/condition/live", test_live);
  g_test_add_func ("/condition/any-order", test_any_order);
  g_test_add_func ("/condition/allocates-nothing", test_allocates_nothing);
  g_test_add_func ("/condition/possible", test_possible);
  g_test_add_func ("/condition/errors", test_errors);
  g_test_add_func ("/condition/caps", test_caps);
  g_test_add_func ("/condition/no-such-vehicle", test_no_such_vehicle);
  g_test_add_func ("/condition/nothing-said", test_nothing_said);
  return g_test_run ();
}
