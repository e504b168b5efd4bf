/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Measured states that come in pieces say what the same file says. */
#include <math.h>

#include "core/timeline/timeline-live.h"
#include "core/timeline/vehicle-signal.h"
#include "derived-util.h"
#include "packets-util.h"

#define GM 3.986004418e14            /* WGS84 */
#define RADIUS_M 6778137.0
#define INCLINATION (51.6 * G_PI / 180)
#define PLACE_NOISE_M 0.5
#define SPEED_NOISE_M_S 0.005

/* A circular orbit about the Earth in axes of date. */
static TlmState
circular (double t)
{
  double rate = sqrt (GM / (RADIUS_M * RADIUS_M * RADIUS_M)), u = rate * t;
  double c = cos (u), s = sin (u), ci = cos (INCLINATION), si = sin (INCLINATION);

  return (TlmState) {
    { RADIUS_M * c, RADIUS_M * s * ci, RADIUS_M * s * si },
    { -RADIUS_M * rate * s, RADIUS_M * rate * c * ci, RADIUS_M * rate * c * si } };
}

static TlmVec3
scatter (GRand *random, double sigma)
{
  double half = sigma * sqrt (3);   /* standard deviation of a rectangle */

  return (TlmVec3) { g_rand_double_range (random, -half, half),
    g_rand_double_range (random, -half, half), g_rand_double_range (random, -half, half) };
}

static TlmInstant
start (void)
{
  return instant_from_iso ("2025-03-20T09:00:00");
}

/* Two hours at 1 Hz with noise, a silence of 100 s, a time at 0.5 Hz, a jump that nothing makes. */
static TlmLog *
noisy_orbit (void)
{
  TlmLog *log = new_log (TLM_CLOCK_TAI);
  TlmEphemeris *ephemeris = tlm_ephemeris_new ();
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;
  g_autoptr (GRand) random = g_rand_new_with_seed (8);

  ((TlmLogVehicle *) log->vehicles->pdata[0])->ephemeris = ephemeris;
  segment.frame = TLM_FRAME_TOD;
  segment.is_measured = TRUE;
  tlm_ephemeris_begin_segment (ephemeris, &segment);
  for (int i = 0; i < 7200; i++) {
    TlmState state = circular (i);
    if ((i > 1000 && i < 1100) || (i > 3000 && i < 3500 && i % 2))
      continue;
    state.position_m = tlm_vec3_add (state.position_m, scatter (random, PLACE_NOISE_M));
    state.velocity_m_s = tlm_vec3_add (state.velocity_m_s, scatter (random, SPEED_NOISE_M_S));
    if (i == 5000)
      state.position_m = tlm_vec3_scale (state.position_m, 1.1);
    append_state (ephemeris, start () + i * TLM_SECOND, &state);
  }
  tlm_log_seal (log);
  return log;
}

/* All instants at which the log says anything, in order. */
static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static GArray *
times_of (const TlmLog *log)
{
  const TlmLogVehicle *vehicle = log->vehicles->pdata[0];
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint kept = 0;
  TlmEphemerisState node;

  for (gsize i = 0; vehicle->ephemeris && tlm_ephemeris_node (vehicle->ephemeris, 0, i, &node); i++)
    g_array_append_val (times, node.instant);
  for (guint i = 0; i < vehicle->tracks->len; i++) {
    const TlmSeries *series = ((const TlmTrack *) vehicle->tracks->pdata[i])->series;
    for (gsize j = 0; j < tlm_series_length (series); j++) {
      gint64 t = tlm_series_time (series, j);
      g_array_append_val (times, t);
    }
  }
  g_array_sort (times, compare_times);
  for (guint i = 0; i < times->len; i++)
    if (kept == 0 || g_array_index (times, gint64, i) != g_array_index (times, gint64, kept - 1))
      g_array_index (times, gint64, kept++) = g_array_index (times, gint64, i);
  g_array_set_size (times, kept);
  return times;
}

/* The states from FROM to before UNTIL. */
static void
cut_states (TlmLogVehicle *to, const TlmEphemeris *all, gint64 from, gint64 until)
{
  TlmEphemerisState node;

  for (gsize i = 0; tlm_ephemeris_node (all, 0, i, &node); i++) {
    if (node.instant < from || node.instant >= until)
      continue;
    if (!to->ephemeris) {
      to->ephemeris = tlm_ephemeris_new ();
      tlm_ephemeris_begin_segment (to->ephemeris, tlm_ephemeris_segment (all, 0, NULL, NULL));
    }
    append_state (to->ephemeris, node.instant, &node.state);
  }
}

static TlmLog *
cut (const TlmLog *log, gint64 from, gint64 until)
{
  const TlmLogVehicle *vehicle = log->vehicles->pdata[0];
  TlmLog *piece = tlm_log_new ("test", "piece");
  TlmLogVehicle *to = tlm_log_vehicle (piece, vehicle->name);

  piece->clock = log->clock;
  if (vehicle->ephemeris)
    cut_states (to, vehicle->ephemeris, from, until);
  for (guint i = 0; i < vehicle->tracks->len; i++) {
    const TlmTrack *track = vehicle->tracks->pdata[i];
    gssize last = tlm_series_find (track->series, until - 1);
    gsize first = (gsize) (tlm_series_find (track->series, from - 1) + 1);
    if (last < (gssize) first)
      continue;
    TlmTrack *copy = tlm_log_track (to, track->name, track->quantity);
    copy->datum = track->datum;
    for (gsize j = first; (gssize) j <= last; j++)
      tlm_series_append (copy->series, tlm_series_time (track->series, j),
          tlm_series_value (track->series, j));
  }
  tlm_log_seal (piece);
  return piece;
}

static guint
compare_at (const TlmTimeline *whole, const TlmTimeline *live, gint64 time_ns)
{
  guint n = 0;

  for (guint i = 0; i < tlm_timeline_n_channels (whole); i++) {
    TlmValue a = tlm_timeline_value (whole, 0, i, time_ns), b = TLM_VALUE_ABSENT;
    guint channel;
    if (tlm_timeline_find_channel (live, tlm_timeline_channel_name (whole, i), &channel))
      b = tlm_timeline_value (live, 0, channel, time_ns);
    if (a.validity == TLM_VALIDITY_ABSENT && b.validity == TLM_VALIDITY_ABSENT)
      continue;
    if (a.validity != b.validity || a.age_ns != b.age_ns || a.origin != b.origin ||
        fabs (a.value - b.value) > 1e-12 * fmax (fabs (a.value), 1e-3))
      g_error ("%s at %" G_GINT64_FORMAT ": %.17g (%d, age %" G_GINT64_FORMAT ") of the file, "
          "%.17g (%d, %" G_GINT64_FORMAT ") of the stream", tlm_timeline_channel_name (whole, i),
          time_ns, a.value, a.validity, a.age_ns, b.value, b.validity, b.age_ns);
    n++;
  }
  return n;
}

/* Steps behind the newest sample from which on nothing changes any more. */
#define WINDOW 10

/* Feeds LOG in pieces of SIZE samples. What is said between samples that are a window old, and
 * at the end what is said of all of it, is what the file says. */
static void
compare_pieces (TlmLog *(*make) (gconstpointer data), gconstpointer data, guint size)
{
  g_autoptr (TlmLog) log = make (data), file = make (data);
  g_autoptr (TlmTimeline) whole = tlm_timeline_new (), live = tlm_timeline_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (size);
  guint n = 0, pieces = 0;

  if (!log)
    return;
  g_autoptr (GArray) times = times_of (log);
  g_assert_true (tlm_timeline_add_log (whole, file, NULL, NULL));
  for (guint i = 0; i < times->len; i += size, pieces++) {
    gint64 until = i + size < times->len ? g_array_index (times, gint64, i + size) : G_MAXINT64;
    g_autoptr (TlmLog) piece = cut (log, g_array_index (times, gint64, i), until);
    guint newest = MIN (i + size, times->len) - 1;
    g_assert_true (tlm_timeline_extend (live, piece, NULL, NULL));
    if (newest < WINDOW || pieces % 23 != 0)
      continue;
    gint64 from = g_array_index (times, gint64, newest - WINDOW);
    gint64 to = g_array_index (times, gint64, newest - WINDOW + 1);
    n += compare_at (whole, live, from);
    n += compare_at (whole, live, from + (gint64) (g_rand_double (random) * (double) (to - from)));
  }
  gint64 first = g_array_index (times, gint64, 0);
  gint64 last = g_array_index (times, gint64, times->len - 1);
  for (guint i = 0; i < 2000; i++)
    n += compare_at (whole, live, first +
        (gint64) (g_rand_double_range (random, -0.01, 1.01) * (double) (last - first)));
  g_test_message ("pieces of %u: %u values", size, n);
  g_assert_cmpuint (n, >, 2000);
}

static TlmLog *
make_orbit (gconstpointer data)
{
  return noisy_orbit ();
}

static void
test_orbit (void)
{
  static const guint sizes[] = { 1, 2, 7, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    compare_pieces (make_orbit, NULL, sizes[i]);
}

/* The orbit itself is the truth: no more than the noise away, and no acceleration where none
 * was measured. */
static void
test_truth (void)
{
  g_autoptr (TlmLog) log = noisy_orbit ();
  g_autoptr (GArray) times = times_of (log);
  g_autoptr (TlmTimeline) live = tlm_timeline_new ();
  double speed = sqrt (GM / RADIUS_M);
  guint n = 0;

  for (guint i = 0; i < times->len; i++) {
    gint64 t = g_array_index (times, gint64, i);
    g_autoptr (TlmLog) piece = cut (log, t, t + 1);
    g_assert_true (tlm_timeline_extend (live, piece, NULL, NULL));
  }
  for (double t = 20.37; t < 7150; t += 13.77) {
    gint64 at = start () + (gint64) (t * 1e9);
    TlmValue shown = tlm_timeline_value (live, 0, TLM_CHANNEL_SPEED_INERTIAL, at);
    assert_absent (live, "acceleration", at);
    assert_absent (live, "g-load", at);
    if ((t > 995 && t < 1105) || (t > 4995 && t < 5005))
      continue;
    g_assert_true (tlm_value_is_shown (&shown));
    g_assert_cmpfloat_with_epsilon (shown.value, speed, 4 * SPEED_NOISE_M_S);
    n++;
  }
  g_assert_cmpuint (n, >, 400);
}

/* A silence is one while it lasts, and states that come late are put where they belong. */
static void
test_silence_and_late (void)
{
  g_autoptr (TlmLog) log = noisy_orbit ();
  g_autoptr (TlmTimeline) live = tlm_timeline_new (), whole = tlm_timeline_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  static const int pieces[][2] = { { 0, 100 }, { 200, 300 }, { 100, 150 }, { 160, 200 }, { 120, 170 },
    { 290, 1001 }, { -5, 3 } };
  TlmDuration age = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (TlmLog) piece = cut (log, start () + pieces[i][0] * TLM_SECOND,
        start () + pieces[i][1] * TLM_SECOND);
    g_assert_true (tlm_timeline_extend (live, piece, NULL, NULL));
  }
  tlm_timeline_set_open (live, TRUE);
  g_autoptr (TlmLog) first = cut (log, start (), start () + 1001 * TLM_SECOND);
  g_assert_true (tlm_timeline_add_log (whole, first, NULL, NULL));
  for (int i = 0; i < 1000; i++)
    compare_at (whole, live, start () + i * TLM_SECOND + 123456789);
  tlm_timeline_at (live, start () + 1012 * TLM_SECOND, NULL, snapshot);
  g_assert_cmpint (tlm_signal_at (live, 0, snapshot, &age), ==, TLM_SIGNAL_LOST);
  g_assert_cmpint (age, ==, 12 * TLM_SECOND);
  tlm_timeline_at (live, start () + 500 * TLM_SECOND, NULL, snapshot);
  g_assert_cmpint (tlm_signal_at (live, 0, snapshot, NULL), ==, TLM_SIGNAL_FOUND);
  tlm_timeline_at (whole, start () + 1012 * TLM_SECOND, NULL, snapshot);
  g_assert_cmpint (tlm_signal_at (whole, 0, snapshot, NULL), ==, TLM_SIGNAL_ENDED);
}

/* States that come for days are thinned, the newest stay; what they say does not change. */
static void
test_forget (void)
{
  g_autoptr (TlmTimeline) live = tlm_timeline_new ();
  const TlmHistory history = { 60 * TLM_SECOND, 500 };
  double speed = sqrt (GM / RADIUS_M);
  TlmEphemerisState first;
  gint64 offset;

  for (int i = 0; i < 20000; i++) {
    g_autoptr (TlmLog) piece = new_log (TLM_CLOCK_TAI);
    TlmEphemeris *ephemeris = tlm_ephemeris_new ();
    TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;
    TlmState state = circular (i);
    ((TlmLogVehicle *) piece->vehicles->pdata[0])->ephemeris = ephemeris;
    segment.frame = TLM_FRAME_TOD;
    segment.is_measured = TRUE;
    tlm_ephemeris_begin_segment (ephemeris, &segment);
    append_state (ephemeris, start () + i * TLM_SECOND, &state);
    tlm_log_seal (piece);
    g_assert_true (tlm_timeline_extend (live, piece, NULL, NULL));
    tlm_timeline_forget (live, &history);
  }
  const TlmEphemeris *kept = tlm_timeline_ephemeris (live, 0, 0, &offset);
  gsize n;
  g_assert_nonnull (kept);
  g_assert_nonnull (tlm_ephemeris_segment (kept, 0, &n, NULL));
  g_assert_cmpuint (n, <, 700);
  g_assert_true (tlm_ephemeris_node (kept, 0, 0, &first));
  g_assert_cmpint (first.instant, ==, start ());
  for (double t = 0.5; t < 19999; t += 97.3) {
    TlmValue value = tlm_timeline_value (live, 0, TLM_CHANNEL_SPEED_INERTIAL,
        start () + (gint64) (t * 1e9));
    if (value.validity == TLM_VALIDITY_FRESH)
      g_assert_cmpfloat_with_epsilon (value.value, speed, 0.1);
  }
  g_assert_cmpfloat_with_epsilon (number_at (live, "speed-inertial",
          start () + 19990 * TLM_SECOND + 500000000), speed, 1e-6);
}

/* Recorded packets, by their definitions. */
static const struct {
  const char *file, *definition, *time, *map;
} recordings[] = {
  { JPSS_PACKETS, "packets/jpss/jpss1_geolocation_xtce_v1.xml", JPSS_TIMES, JPSS_MAP },
  { "packets/hs/apid035/SSAT1_2015-180-00-00-00_2015-180-01-59-59_35_1_sim.tlm",
    "packets/hs/apid035/defs.csv", "pkt35_time_secs:s+pkt35_time_msecs:ms@2015-01-01", NULL },
  { "packets/hs/apid001/SSAT1_2015-180-00-00-00_2015-180-01-59-58_1_1_sim.tlm",
    "packets/hs/apid001/defs.csv", "pkt1_time_secs:cuc4.2@2015-01-01", NULL },
};

static TlmLog *
make_recording (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GBytes) bytes = load_shared (recordings[i].file);
  g_autofree char *definition = bytes ? shared_data_path (recordings[i].definition) : NULL;
  TlmDecodeOptions options = { .format = "ccsds-spp", .packets = { .definition = definition,
      .time = (char *) recordings[i].time, .map = (char *) recordings[i].map } };

  return definition ? decode_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
      &options) : NULL;
}

static void
test_recording (gconstpointer data)
{
  static const guint sizes[] = { 1, 2, 7 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    compare_pieces (make_recording, data, sizes[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live-states/orbit", test_orbit);
  g_test_add_func ("/live-states/truth", test_truth);
  g_test_add_func ("/live-states/silence-and-late", test_silence_and_late);
  g_test_add_func ("/live-states/forget", test_forget);
  if (!shared_data_there ("/live-states/third-party"))
    return g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++) {
    g_autofree char *path = g_strdup_printf ("/live-states/%s", recordings[i].file);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_recording);
  }
  return g_test_run ();
}
