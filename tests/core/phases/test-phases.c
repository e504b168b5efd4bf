/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "core/decode/registry.h"
#include "core/phases/engine.h"
#include "core/phases/fit.h"
#include "core/space/frames/atmosphere.h"
#include "shared-data.h"

static TlmTimeline *
load (const char *relative, const char *vehicle)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = shared_data_path (relative);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  TlmJoin join = { .vehicle = vehicle };

  if (!path)
    return NULL;
  g_autoptr (TlmLog) log = tlm_decode_file (path, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (log->events, 0);
  g_assert_true (tlm_timeline_add_log (timeline, log, &join, &error));
  return g_steal_pointer (&timeline);
}

static void
find_phases (const char *name, TlmTimeline *timeline)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmProfile) profile = tlm_profile_load (name, &error);

  g_assert_no_error (error);
  tlm_phases_find (profile, timeline);
}

/* Seconds of a detected event, or NAN. */
static double
detected (const TlmTimeline *timeline, const char *id)
{
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (event->confidence == TLM_CONFIDENCE_DETECTED && strcmp (event->id, id) == 0)
      return tlm_duration_to_s (event->time_ns);
  }
  return NAN;
}

/* How far an event is from THEIRS: one that lies in a gap from its nearer bound. NAN where it was
 * not found. */
static double
off_by (const TlmTimeline *timeline, const char *id, double theirs)
{
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (event->confidence != TLM_CONFIDENCE_DETECTED || strcmp (event->id, id) != 0)
      continue;
    if (event->after_ns == TLM_TIME_NONE)
      return tlm_duration_to_s (event->time_ns) - theirs;
    return MAX (tlm_duration_to_s (event->after_ns) - theirs, 0) +
        MIN (tlm_duration_to_s (event->before_ns) - theirs, 0);
  }
  return NAN;
}

static void
print_events (const char *title, const TlmTimeline *timeline)
{
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (event->confidence != TLM_CONFIDENCE_NOMINAL)
      g_test_message ("%-28s %8.2f s  %-20s %s", title, tlm_duration_to_s (event->time_ns),
          event->id, tlm_confidence_name (event->confidence));
  }
}

/* What events.json calls an event, what we do, and how far apart they may be:
 * whole seconds, read off the picture by a person. 0: printed only, since it is
 * when the announcer said it. */
static const struct { const char *theirs, *ours; double tolerance_s; } names[] = {
  { "maxq", "max-q", 0 }, { "meco", "meco", 1 }, { "ses1", "ses-1", 0 }, { "seco1", "seco-1", 0 },
  { "boostback_start", "boostback-burn", 3 }, { "boostback_end", "boostback-burn-end", 3 },
  { "apogee", "apogee", 2 }, { "entry_start", "entry-burn", 3 },
  { "entry_end", "entry-burn-end", 3 }, { "landing_start", "landing-burn", 3 },
  { "landing_end", "landing", 2 },
};

static JsonObject *
load_truth (const char *mission, JsonParser *parser)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *relative = g_strdup_printf ("webcast/%s/events.json", mission);
  g_autofree char *path = shared_data_path (relative);

  if (!path)
    return NULL;
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

static gboolean
truth_of (JsonObject *truth, const char *name, double *seconds)
{
  JsonNode *node = json_object_get_member (truth, name);

  if (!node || JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  *seconds = json_node_get_double (node);
  return TRUE;
}

/* Peak of ½ρv², by brute force: means of one second of samples as they stand,
 * the standard atmosphere, the largest of all. Nothing of the engine is used. */
static double
independent_max_q (const TlmTimeline *timeline)
{
  const TlmSeries *speed = tlm_timeline_track (timeline, 0, TLM_CHANNEL_SPEED)->series;
  const TlmSeries *altitude = tlm_timeline_track (timeline, 0, TLM_CHANNEL_ALTITUDE)->series;
  double best = 0, best_time = NAN;

  for (double t = 20; t < 130; t += 0.25) {
    double v = 0, h = 0, n = 0, m = 0, th = 0, tth = 0, hh = 0;
    for (gsize i = 0; i < tlm_series_length (speed); i++) {
      double at = tlm_duration_to_s (tlm_series_time (speed, i)) - t;
      if (fabs (at) <= 0.5) {
        v += tlm_series_value (speed, i);
        n++;
      }
    }
    /* Least squares over 10 s see through quanta of 100 m. */
    for (gsize i = 0; i < tlm_series_length (altitude); i++) {
      double at = tlm_duration_to_s (tlm_series_time (altitude, i)) - t;
      if (fabs (at) <= 5) {
        double value = tlm_series_value (altitude, i);
        h += value;
        th += at;
        tth += at * at;
        hh += at * value;
        m++;
      }
    }
    if (n < 5 || m < 20)
      continue;
    double slope = (m * hh - th * h) / (m * tth - th * th);
    TlmAtmosphere air = tlm_atmosphere_geometric ((h - slope * th) / m);
    double q = air.density_kg_m3 * v / n * v / n / 2;
    if (q > best) {
      best = q;
      best_time = t;
    }
  }
  return best_time;
}

typedef struct {
  const char *mission;
  const char *stage;
  gboolean whole_ascent;
} Recording;

static const Recording recordings[] = {
  { "spacex-crs-12", "stage1", TRUE }, { "nrol-76", "stage1", TRUE },
  { "iridium-next-8", "stage1", TRUE }, { "tess", "stage2", TRUE },
  { "ses-10", "stage2", TRUE }, { "falcon-heavy-demo-1", "stage2", TRUE },
  { "iridium-next-8", "stage2", FALSE }, { "spacex-crs-12", "stage2", FALSE },
};

/* Telemetry of the second stage cannot show what the booster does. */
static gboolean
is_seen (const Recording *recording, const char *id)
{
  static const char *const booster[] = { "boostback-burn", "boostback-burn-end", "apogee",
    "entry-burn", "entry-burn-end", "landing-burn", "landing", NULL };
  static const char *const upper[] = { "ses-1", "seco-1", NULL };
  gboolean first = strcmp (recording->stage, "stage1") == 0;

  if (!recording->whole_ascent)
    return FALSE;
  return !g_strv_contains (first ? upper : booster, id);
}

static double
value_at (const TlmTimeline *timeline, guint channel, double seconds)
{
  return tlm_timeline_value (timeline, 0, channel, (gint64) (seconds * 1e9)).value;
}

/* Nothing but gravity changes the speed: no engine runs. Plain differences, so
 * that nothing of the engine is used. */
static gboolean
is_free_fall (const TlmTimeline *timeline, double from, double to)
{
  double v0 = value_at (timeline, TLM_CHANNEL_SPEED, from);
  double v1 = value_at (timeline, TLM_CHANNEL_SPEED, to);
  double h0 = value_at (timeline, TLM_CHANNEL_ALTITUDE, from);
  double h1 = value_at (timeline, TLM_CHANNEL_ALTITUDE, to);
  double ratio = 6371e3 / (6371e3 + (h0 + h1) / 2), span = to - from;
  double pull = -9.80665 * ratio * ratio * ((h1 - h0) / span) / ((v0 + v1) / 2);

  return span > 5 && fabs ((v1 - v0) / span - pull) < 0.5;
}

static guint
compare_all (const Recording *recording, const TlmTimeline *timeline, JsonObject *truth)
{
  guint wrong = 0;
  double theirs;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    double ours = detected (timeline, names[i].ours);
    if (!is_seen (recording, names[i].ours) || !truth_of (truth, names[i].theirs, &theirs))
      continue;
    double off = off_by (timeline, names[i].ours, theirs);
    gboolean bad = names[i].tolerance_s > 0 && !(fabs (off) <= names[i].tolerance_s);
    /* A burn cannot have ended after the vehicle fell freely. */
    gboolean refuted = bad && strstr (names[i].theirs, "_end") &&
        is_free_fall (timeline, ours + 2, theirs - 1);
    g_test_message ("%-20s %-20s annotated %6.1f  found %7.2f  error %+6.2f  allowed %g%s",
        recording->mission, names[i].ours, theirs, ours, off, names[i].tolerance_s,
        refuted ? "  annotation refuted: free fall before it" : bad ? "  WRONG" : "");
    wrong += bad && !refuted;
  }
  return wrong;
}

static guint
compare_max_q (const Recording *recording, const TlmTimeline *timeline)
{
  double ours, theirs;

  if (!recording->whole_ascent)
    return 0;
  ours = detected (timeline, "max-q");
  theirs = independent_max_q (timeline);
  g_test_message ("%-20s %-20s ½ρv²      %6.1f  found %7.2f  error %+6.2f  allowed 3",
      recording->mission, "max-q", theirs, ours, ours - theirs);
  return !(fabs (ours - theirs) <= 3);
}

static void
test_webcast (gconstpointer data)
{
  const Recording *recording = data;
  g_autofree char *file = g_strdup_printf ("webcast/%s/%s-raw.json", recording->mission, recording->stage);
  g_autoptr (TlmTimeline) timeline = load (file, recording->stage);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *truth = timeline ? load_truth (recording->mission, parser) : NULL;

  if (!truth)
    return;
  find_phases ("falcon9", timeline);
  print_events (recording->mission, timeline);
  g_assert_cmpuint (compare_all (recording, timeline, truth) + compare_max_q (recording, timeline), ==, 0);
}

/* Flight computers: when their own state column says so, or when the height was
 * largest, which is the published apogee; NAN where nobody says. AltOS waits
 * until the height has stood still for ten seconds and more before it says
 * "landed", so that its landing is taken from its height column. Its main parachute takes hold a
 * second after its charge. Cavour's, Bella Lui's and
 * Andromeda's logs begin in flight, at 5 to 11 m/s. */
typedef struct {
  const char *file;
  double liftoff, burnout, apogee, main;
  gboolean lands;
} Rocket;

static const Rocket rockets[] = {
  { "telemetrum_prometheus.csv", 0, 4.96, 29.93, 157.97, TRUE },
  { "altimeter_cavour.csv", NAN, NAN, 23.8, NAN, FALSE },
  { "bella_lui_flight_data_filtered.csv", NAN, NAN, 10.53, NAN, FALSE },
  { "hedy_cats_flightInfo.csv", 0, NAN, 33.289, NAN, FALSE },
  { "ndrt_2020_flight_data.csv", 0, NAN, 17.095, NAN, FALSE },
  { "andromeda_flight_data.csv", NAN, NAN, 26.75, NAN, FALSE },
};

static guint
compare_one (const Rocket *rocket, const char *id, double theirs, double ours)
{
  double allowed = strcmp (id, "main") == 0 ? 2 : 1;
  gboolean bad = !isnan (theirs) && !(fabs (ours - theirs) <= allowed);

  g_test_message ("%-36s %-10s said %7.2f  found %7.2f  error %+6.2f  allowed %g%s", rocket->file,
      id, theirs, ours, ours - theirs, allowed, bad ? "  WRONG" : "");
  return bad;
}

/* When the height first came within 1 m of where it ended (the median of its
 * last 50 samples). */
static double
touchdown (const TlmTimeline *timeline)
{
  const TlmSeries *height = tlm_timeline_track (timeline, 0, TLM_CHANNEL_ALTITUDE)->series;
  gsize n = tlm_series_length (height), i;
  double last[50];

  for (gsize j = 0; j < 50; j++)
    last[j] = tlm_series_value (height, n - 50 + j);
  for (gsize j = 1; j < 50; j++)
    for (gsize k = j; k > 0 && last[k] < last[k - 1]; k--) {
      double swap = last[k];
      last[k] = last[k - 1];
      last[k - 1] = swap;
    }
  i = (gsize) tlm_series_find (height, 60 * TLM_SECOND);
  while (tlm_series_value (height, i) > last[25] + 1)
    i++;
  return tlm_duration_to_s (tlm_series_time (height, i));
}

static void
test_rocket (gconstpointer data)
{
  const Rocket *rocket = data;
  g_autofree char *file = g_strconcat ("flight-computer/", rocket->file, NULL);
  g_autoptr (TlmTimeline) timeline = load (file, NULL);
  guint wrong = 0;

  if (!timeline)
    return;
  find_phases ("sounding-rocket", timeline);
  print_events (rocket->file, timeline);
  wrong += compare_one (rocket, "liftoff", rocket->liftoff, detected (timeline, "liftoff"));
  wrong += compare_one (rocket, "burnout", rocket->burnout, detected (timeline, "burnout"));
  wrong += compare_one (rocket, "apogee", rocket->apogee, detected (timeline, "apogee"));
  wrong += compare_one (rocket, "main", rocket->main, detected (timeline, "main"));
  if (rocket->lands)
    wrong += compare_one (rocket, "landing", touchdown (timeline), detected (timeline, "landing"));
  g_assert_cmpuint (wrong, ==, 0);
}

/* The whole stack tumbled and was destroyed: an ascent, a fall, no landing, no
 * orbit, no entry burn. Its engines went on while it tumbled, so that thrust along the path came
 * and went. */
static void
test_starship (gconstpointer data)
{
  static const char *const possible[] = { "liftoff", "max-q", "burnout", "ignition",
    "cutoff", "apogee", NULL };
  g_autoptr (TlmTimeline) timeline = load ("webcast/starship-ift-1/telemetry-10fps.csv", NULL);

  if (!timeline)
    return;
  find_phases (data, timeline);
  print_events (data, timeline);
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (event->confidence == TLM_CONFIDENCE_DETECTED)
      g_assert_true (g_strv_contains (possible, event->id));
  }
  g_assert_cmpfloat (detected (timeline, "liftoff"), ==, 0);
  g_assert_cmpfloat (detected (timeline, "max-q"), >, 55);
  g_assert_cmpfloat (detected (timeline, "max-q"), <, 95);
}

static void
assert_on_orbit_only (TlmTimeline *timeline)
{
  gint64 first, last;

  find_phases ("station", timeline);
  g_assert_true (tlm_timeline_span (timeline, &first, &last));
  g_assert_cmpuint (tlm_timeline_n_events (timeline), ==, 1);
  const TlmEvent *event = tlm_timeline_event (timeline, 0);
  g_assert_cmpstr (event->id, ==, "on-orbit");
  g_assert_cmpint (event->time_ns, ==, first);
}

/* The ISS is on orbit from its first state to its last, and nothing else. */
static void
test_station (void)
{
  g_autoptr (TlmTimeline) timeline = NULL;

  if (!tlm_decoder_by_name ("oem")) {
    g_test_skip ("this build reads no orbit ephemeris messages");
    return;
  }
  timeline = load ("ndm/iss-2025/ISS.OEM_J2K_EPH.xml", NULL);
  if (timeline)
    assert_on_orbit_only (timeline);
}

/* The same from a table of heights and speeds 240 s apart, over 15 days. */
static void
test_station_table (void)
{
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, "ISS");
  TlmTrack *altitude = tlm_log_track (vehicle, "altitude", TLM_QUANTITY_LENGTH);
  TlmTrack *speed = tlm_log_track (vehicle, "speed", TLM_QUANTITY_SPEED);

  log->clock = TLM_CLOCK_TAI;
  for (int i = 0; i < 5400; i++) {
    double turn = i * 240 / 5570.0 * 2 * G_PI;
    tlm_series_append (altitude->series, i * 240 * TLM_SECOND, 426e3 + 12e3 * sin (turn));
    tlm_series_append (speed->series, i * 240 * TLM_SECOND, 7355 - 15 * cos (turn));
  }
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  assert_on_orbit_only (timeline);
}

/* Wild points, up to a quarter of them, do not move the fit. */
static void
test_fit (void)
{
  double times[40], values[40];
  TlmFit fit;

  for (guint i = 0; i < 40; i++) {
    times[i] = i * 0.1 - 2;
    values[i] = 7 + 3 * times[i];
  }
  for (guint i = 0; i < 40; i += 4)
    values[i] = 1e6 * i;
  fit = tlm_fit_line (times, values, 40, 0);
  g_assert_cmpfloat_with_epsilon (fit.slope, 3, 1e-9);
  g_assert_cmpfloat_with_epsilon (fit.level, 7, 1e-9);
}

/* Free fall shown in whole kilometres, as webcasts do: the top of the parabola
 * is where it is, though 28 s around it look the same. */
static void
test_quantum (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();
  TlmGrain grain;
  TlmFit fit;

  for (int i = -3000; i <= 3000; i++) {
    double t = i / 30.0;
    g_assert_true (tlm_series_append (series, i * TLM_SECOND / 30, round (118.2 - 0.0049 * t * t) * 1000));
  }
  tlm_series_seal (series);
  grain = tlm_fit_grain (series, 0);
  g_assert_cmpfloat (grain.grain, ==, 1000);
  fit = tlm_fit_at (series, 0, tlm_fit_half_width (&grain, TLM_QUANTITY_LENGTH), &grain, NAN);
  g_assert_cmpfloat (fabs (fit.slope), <, 9.8);
  fit = tlm_fit_at (series, 10 * TLM_SECOND, tlm_fit_half_width (&grain, TLM_QUANTITY_LENGTH), &grain, NAN);
  g_assert_cmpfloat_with_epsilon (fit.slope, -98, 10);
}

/* A nominal time never counts as passed; overdue, it silences those after it. */
static void
test_nominal (void)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  static const struct { const char *id; int s; TlmConfidence confidence; } rows[] = {
    { "a", 10, TLM_CONFIDENCE_DETECTED }, { "b", 20, TLM_CONFIDENCE_NOMINAL },
    { "c", 30, TLM_CONFIDENCE_NOMINAL }, { "d", 40, TLM_CONFIDENCE_DETECTED },
    { "e", 50, TLM_CONFIDENCE_NOMINAL },
  };
  static const struct { int s; const char *current, *next; } want[] = {
    { 5, NULL, "a" }, { 15, "a", "b" }, { 25, "a", "d" }, { 35, "a", "d" }, { 45, "d", "e" },
    { 55, "d", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (found, tlm_event_new (rows[i].s * TLM_SECOND, rows[i].id, NULL, NULL, NULL,
            rows[i].confidence));
  tlm_timeline_set_found_events (timeline, found);
  for (guint i = 0; i < G_N_ELEMENTS (want); i++) {
    tlm_timeline_at (timeline, want[i].s * TLM_SECOND, NULL, snapshot);
    const TlmPhaseState *phase = &snapshot->phase;
    g_assert_cmpstr (phase->current ? phase->current->id : NULL, ==, want[i].current);
    g_assert_cmpstr (phase->next ? phase->next->id : NULL, ==, want[i].next);
  }
}

/* What the profile knows begins a phase, or goes on with it; what it does not
 * know is an event and no phase. */
static void
test_since (void)
{
  static const struct { const char *id; int s; } rows[] = {
    { "liftoff", 0 }, { "max-q", 60 }, { "91p-launch", 70 }, { "boostback-burn", 160 },
    { "boostback-burn-end", 210 }, { "apogee", 250 },
  };
  static const struct { int s; const char *current, *previous; int since; } want[] = {
    { 59, "liftoff", NULL, 0 }, { 65, "max-q", NULL, 0 }, { 75, "max-q", NULL, 0 },
    { 161, "boostback-burn", "max-q", 160 }, { 211, "boostback-burn-end", "boostback-burn", 210 },
  };
  g_autoptr (TlmProfile) profile = tlm_profile_load ("falcon9", NULL);
  g_autoptr (GHashTable) phases = tlm_profile_phase_table (profile);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  tlm_timeline_set_phases (timeline, phases);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    tlm_timeline_add_event (timeline, tlm_event_new (rows[i].s * TLM_SECOND, rows[i].id, NULL, NULL,
            NULL, TLM_CONFIDENCE_GIVEN));
  for (guint i = 0; i < G_N_ELEMENTS (want); i++) {
    tlm_timeline_at (timeline, want[i].s * TLM_SECOND, NULL, snapshot);
    const TlmPhaseState *phase = &snapshot->phase;
    g_assert_cmpstr (phase->current->id, ==, want[i].current);
    g_assert_cmpstr (phase->previous ? phase->previous->id : NULL, ==, want[i].previous);
    g_assert_cmpint (phase->since_ns, ==, want[i].since * TLM_SECOND);
  }
  tlm_timeline_at (timeline, 65 * TLM_SECOND, NULL, snapshot);
  g_assert_cmpstr (snapshot->phase.next->id, ==, "91p-launch");
}

/* A given event stands; no rule finds it again, and what follows it follows. */
static void
test_given (void)
{
  g_autoptr (TlmTimeline) timeline = load ("webcast/spacex-crs-12/stage1-raw.json", "stage1");

  if (!timeline)
    return;
  tlm_timeline_add_event (timeline, tlm_event_new (148 * TLM_SECOND, "meco", "Cutoff", NULL,
          "mission", TLM_CONFIDENCE_GIVEN));
  find_phases ("falcon9", timeline);
  g_assert_true (isnan (detected (timeline, "meco")));
  g_assert_cmpfloat_with_epsilon (detected (timeline, "boostback-burn"), 166, 3);
  g_assert_cmpfloat_with_epsilon (detected (timeline, "landing"), 466, 2);
  for (guint i = 0, n = 0; i < tlm_timeline_n_events (timeline); i++) {
    if (strcmp (tlm_timeline_event (timeline, i)->id, "meco") == 0)
      g_assert_cmpuint (++n, ==, 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phases/station-table", test_station_table);
  g_test_add_func ("/phases/fit", test_fit);
  g_test_add_func ("/phases/quantum", test_quantum);
  g_test_add_func ("/phases/nominal", test_nominal);
  g_test_add_func ("/phases/since", test_since);
  if (!shared_data_there ("/phases/third-party"))
    return g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++) {
    g_autofree char *path = g_strdup_printf ("/phases/%s/%s", recordings[i].mission, recordings[i].stage);
    g_test_add_data_func (path, &recordings[i], test_webcast);
  }
  for (guint i = 0; i < G_N_ELEMENTS (rockets); i++) {
    g_autofree char *path = g_strconcat ("/phases/rocket/", rockets[i].file, NULL);
    g_test_add_data_func (path, &rockets[i], test_rocket);
  }
  g_test_add_data_func ("/phases/starship/generic", "generic", test_starship);
  g_test_add_data_func ("/phases/starship/falcon9", "falcon9", test_starship);
  g_test_add_func ("/phases/station", test_station);
  g_test_add_func ("/phases/given", test_given);
  return g_test_run ();
}
