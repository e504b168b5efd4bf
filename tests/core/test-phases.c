/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "core/decode/decoder.h"
#include "core/frames/atmosphere.h"
#include "core/phases/engine.h"
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
    gboolean bad = names[i].tolerance_s > 0 && !(fabs (ours - theirs) <= names[i].tolerance_s);
    /* A burn cannot have ended after the vehicle fell freely. */
    gboolean refuted = bad && strstr (names[i].theirs, "_end") &&
        is_free_fall (timeline, ours + 2, theirs - 1);
    g_test_message ("%-20s %-20s annotated %6.1f  found %7.2f  error %+6.2f  allowed %g%s",
        recording->mission, names[i].ours, theirs, ours, ours - theirs, names[i].tolerance_s,
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

/* Flight computers: when their own state column says so, or the published
 * apogee; NAN where nobody says. */
typedef struct {
  const char *file;
  double burnout, apogee, main, landing;
  double apogee_m;
} Rocket;

static const Rocket rockets[] = {
  { "telemetrum_prometheus.csv", 4.96, 29.93, 157.97, 237.94, 3903.77 },
  { "altimeter_cavour.csv", NAN, 23.8, NAN, NAN, 2789 },
  { "bella_lui_flight_data_filtered.csv", NAN, 10.53, NAN, NAN, 458.97 },
  { "hedy_cats_flightInfo.csv", NAN, 33.289, NAN, NAN, 5231.53 },
  { "ndrt_2020_flight_data.csv", NAN, 17.095, NAN, NAN, NAN },
  { "andromeda_flight_data.csv", NAN, 26.75, NAN, NAN, NAN },
};

static guint
compare_one (const Rocket *rocket, const char *id, double theirs, double ours)
{
  gboolean bad = !isnan (theirs) && !(fabs (ours - theirs) <= 1);

  g_test_message ("%-36s %-10s said %7.2f  found %7.2f  error %+6.2f  allowed 1%s", rocket->file,
      id, theirs, ours, ours - theirs, bad ? "  WRONG" : "");
  return bad;
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
  wrong += compare_one (rocket, "liftoff", 0, detected (timeline, "liftoff"));
  wrong += compare_one (rocket, "burnout", rocket->burnout, detected (timeline, "burnout"));
  wrong += compare_one (rocket, "apogee", rocket->apogee, detected (timeline, "apogee"));
  wrong += compare_one (rocket, "main", rocket->main, detected (timeline, "main"));
  wrong += compare_one (rocket, "landing", rocket->landing, detected (timeline, "landing"));
  g_assert_cmpuint (wrong, ==, 0);
}

/* The whole stack tumbled and was destroyed: an ascent, a fall, no landing, no
 * orbit, no entry burn. */
static void
test_starship (gconstpointer data)
{
  g_autoptr (TlmTimeline) timeline = load ("webcast/starship-ift-1/telemetry-10fps.csv", NULL);

  if (!timeline)
    return;
  find_phases (data, timeline);
  print_events (data, timeline);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
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
  return g_test_run ();
}
