/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which steps of a log are gaps: as its neighbours tell, and as the mission says, of a file and
 * of a stream alike. What is right was counted by hand from how each log is made. */
#include "core/decode/feed.h"
#include "core/decode/registry.h"
#include "core/timeline/timeline-live.h"
#include "flight-folder.h"

/* Runs of samples: N of them STEP s apart, the first AFTER s behind the last one before. */
typedef struct {
  double after, step;
  guint n;
} Run;

#define RUNS 8

static const struct {
  const char *name;
  Run runs[RUNS];
  guint repeat;            /* how often the runs come, one after the other */
  double longest_s;        /* what the mission says; 0: nothing */
  guint gaps;
} cases[] = {
  { "100 Hz up, 0.2 Hz down", { { 0, 0.01, 1000 }, { 5, 5, 60 } }, 1, 0, 0 },
  { "the same with 6 s said", { { 0, 0.01, 1000 }, { 5, 5, 60 } }, 1, 6, 0 },
  { "the same with 1 s said", { { 0, 0.01, 1000 }, { 5, 5, 60 } }, 1, 1, 60 },
  { "bursts of 1 s every 30 s", { { 30, 0.1, 10 } }, 12, 0, 11 },
  { "the same that are how it sends", { { 30, 0.1, 10 } }, 12, 31, 0 },
  { "a beacon once a minute", { { 60, 60, 1 } }, 30, 0, 0 },
  { "the same with 90 s said", { { 60, 60, 1 } }, 30, 90, 0 },
  { "the same with 30 s said", { { 60, 60, 1 } }, 30, 30, 29 },
  { "a beacon that missed one", { { 0, 60, 10 }, { 120, 60, 10 } }, 1, 0, 0 },
  { "the same with 90 s said", { { 0, 60, 10 }, { 120, 60, 10 } }, 1, 90, 1 },
  { "two samples", { { 0, 30, 2 } }, 1, 0, 0 },
  { "the same with 29 s said", { { 0, 30, 2 } }, 1, 29, 1 },
  { "the same with 30 s said", { { 0, 30, 2 } }, 1, 30, 0 },
  { "one lost second", { { 0, 1, 50 }, { 2, 1, 50 } }, 1, 0, 0 },
  { "the same with 1.5 s said", { { 0, 1, 50 }, { 2, 1, 50 } }, 1, 1.5, 1 },
  { "a pause", { { 0, 1, 50 }, { 45, 1, 50 } }, 1, 0, 1 },
  { "the same with a minute said", { { 0, 1, 50 }, { 45, 1, 50 } }, 1, 60, 0 },
  { "half a second lost of 100 Hz", { { 0, 0.01, 200 }, { 0.5, 0.01, 200 } }, 1, 0, 0 },
  { "the same with 0.1 s said", { { 0, 0.01, 200 }, { 0.5, 0.01, 200 } }, 1, 0.1, 1 },
  { "one and five seconds in turn", { { 5, 1, 2 } }, 30, 6, 0 },
  { "fading: lone samples 10 s apart", { { 0, 0.1, 100 }, { 10, 10, 2 }, { 10, 0.1, 100 } }, 1, 0, 3 },
  { "the same with 12 s said", { { 0, 0.1, 100 }, { 10, 10, 2 }, { 10, 0.1, 100 } }, 1, 12, 0 },
  { "a pause, after a jitter", { { 0, 1, 5 }, { 1.8, 0.3, 9 }, { 1.9, 1, 9 }, { 20, 1, 9 } }, 1, 2, 1 },
};

/* Its instants in ns; the first is 0. */
static GArray *
instants_of (guint i)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));
  double now = 0;

  for (guint j = 0; j < cases[i].repeat; j++) {
    for (guint k = 0; k < RUNS && cases[i].runs[k].n > 0; k++) {
      const Run *run = &cases[i].runs[k];
      for (guint m = 0; m < run->n; m++) {
        now += times->len == 0 ? 0 : m == 0 ? run->after : run->step;
        gint64 time_ns = (gint64) (now * 1e3 + 0.5) * 1000000;
        g_array_append_val (times, time_ns);
      }
    }
  }
  return times;
}

/* As lines of JSON: a climb of 2 m/s. */
static char *
lines_of (const GArray *times, guint first, guint end)
{
  GString *out = g_string_new (NULL);

  for (guint i = first; i < end; i++) {
    gint64 ms = g_array_index (times, gint64, i) / 1000000;
    g_string_append_printf (out, "{\"met\":%" G_GINT64_FORMAT ".%03d,\"altitude\":%" G_GINT64_FORMAT
        ".%03d}\n", ms / 1000, (int) (ms % 1000), 2 * ms / 1000, (int) (2 * ms % 1000));
  }
  return g_string_free (out, FALSE);
}

static void
put_mission (const FlightFolder *folder, const char *group, double longest_s)
{
  g_autofree char *said = longest_s > 0 ? g_strdup_printf ("longest-gap=%dms\n",
      (int) (longest_s * 1000 + 0.5)) : g_strdup ("");
  g_autofree char *text = g_strdup_printf ("[%s]\n%s%s", group,
      group[0] == 't' ? "location=log.jsonl\n" : "format=jsonl\n", said);

  flight_folder_put (folder, "flight.mission", text);
}

/* How many there are; in the middle of each the last value stands, elsewhere it is drawn. */
static guint
count_gaps (const TlmTimeline *timeline, const GArray *times)
{
  const TlmTrack *track = tlm_timeline_track (timeline, 0, TLM_CHANNEL_ALTITUDE);
  guint n = 0;

  g_assert_nonnull (track);
  g_assert_cmpuint (tlm_series_length (track->series), ==, times->len);
  for (guint i = 0; i + 1 < times->len; i++) {
    gint64 from = g_array_index (times, gint64, i), to = g_array_index (times, gint64, i + 1);
    gboolean is_gap = tlm_series_is_gap (track->series, i);
    TlmValue value = tlm_timeline_value (timeline, 0, TLM_CHANNEL_ALTITUDE, from + (to - from) / 2);
    double shown_s = tlm_duration_to_s (is_gap ? from : from + (to - from) / 2);
    g_assert_cmpfloat_with_epsilon (value.value, 2 * shown_s, 1e-3);
    g_assert_cmpint (value.age_ns, ==, is_gap ? (to - from) / 2 : 0);
    g_assert_true (is_gap || value.validity == TLM_VALIDITY_FRESH);
    n += is_gap;
  }
  return n;
}

static void
test_file (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GArray) times = instants_of (i);
  g_autofree char *lines = lines_of (times, 0, times->len);
  g_autoptr (GError) error = NULL;

  flight_folder_put (folder, "log.jsonl", lines);
  put_mission (folder, "telemetry", cases[i].longest_s);
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "flight.mission", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_gaps (flight->timeline, times), ==, cases[i].gaps);
}

static void
test_stream (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autofree char *path = g_build_filename (folder->path, "flight.mission", NULL);
  g_autoptr (GArray) times = instants_of (i);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (GError) error = NULL;

  put_mission (folder, "stream", cases[i].longest_s);
  g_autoptr (TlmMission) mission = tlm_mission_load (path, &error);
  g_assert_no_error (error);
  TlmDecodeOptions options = tlm_mission_source_options (mission->stream);
  g_autoptr (TlmFeed) feed = tlm_feed_new (tlm_decoder_by_name ("jsonl"), "the stream", &options,
      &error);
  g_assert_no_error (error);
  for (guint at = 0; at < times->len; at += 7) {
    g_autofree char *lines = lines_of (times, at, MIN (at + 7, times->len));
    g_assert_true (tlm_feed_push (feed, (const guint8 *) lines, strlen (lines), &error));
    g_autoptr (TlmLog) log = tlm_feed_take (feed);
    g_assert_true (!log || tlm_timeline_extend (timeline, log, NULL, NULL));
  }
  g_assert_true (tlm_feed_finish (feed, &error));
  g_autoptr (TlmLog) rest = tlm_feed_take (feed);     /* rows behind a leap wait for the next ones */
  g_assert_true (!rest || tlm_timeline_extend (timeline, rest, NULL, NULL));
  g_assert_cmpuint (count_gaps (timeline, times), ==, cases[i].gaps);
}

/* While a stream is silent for no longer than is said it is not stale, and behind what was
 * thinned nothing is torn apart. */
static void
test_live (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  const TlmHistory history = { 120 * TLM_SECOND, 50 };
  TlmValue value;
  guint torn = 0;

  tlm_timeline_set_open (timeline, TRUE);
  for (int i = 0; i <= 2000; i++) {
    g_autoptr (TlmLog) log = tlm_log_new ("test", "piece");
    log->longest_gap_ns = 8 * TLM_SECOND;
    tlm_series_append (tlm_log_track (tlm_log_vehicle (log, ""), "altitude",
            TLM_QUANTITY_LENGTH)->series, i * TLM_SECOND, i);
    tlm_log_seal (log);
    g_assert_true (tlm_timeline_extend (timeline, log, NULL, NULL));
    tlm_timeline_forget (timeline, &history);
    if (i == 0) {
      value = tlm_timeline_value (timeline, 0, TLM_CHANNEL_ALTITUDE, 8 * TLM_SECOND);
      g_assert_cmpint (value.validity, ==, TLM_VALIDITY_FRESH);
      value = tlm_timeline_value (timeline, 0, TLM_CHANNEL_ALTITUDE, 8 * TLM_SECOND + 1);
      g_assert_cmpint (value.validity, ==, TLM_VALIDITY_STALE);
    }
  }
  const TlmSeries *series = tlm_timeline_track (timeline, 0, TLM_CHANNEL_ALTITUDE)->series;
  g_assert_cmpuint (tlm_series_length (series), <, 400);
  for (gsize i = 0; i + 1 < tlm_series_length (series); i++)
    torn += tlm_series_is_gap (series, i);
  g_assert_cmpuint (torn, ==, 0);
}

/* States are samples too, and never drawn over more than two minutes. */
static void
test_states (void)
{
  static const struct { gint64 longest_s; int silence_s; gboolean shown; } rows[] = {
    { 0, 2, TRUE }, { 0, 20, FALSE }, { 30, 20, TRUE }, { 10, 20, FALSE }, { 3600, 200, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlmEphemeris) ephemeris = tlm_ephemeris_new ();
    TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;
    TlmEphemerisState found;
    segment.frame = TLM_FRAME_ITRF;
    segment.is_measured = TRUE;
    tlm_ephemeris_begin_segment (ephemeris, &segment);
    for (int t = 0; t < 40; t++) {
      double x = t < 20 ? t : t + rows[i].silence_s - 1;
      TlmState state = { { 7e6, 7000 * x, 0 }, { 0, 7000, 0 } };
      g_assert_true (tlm_ephemeris_append (ephemeris, (gint64) x * TLM_SECOND, &state, NULL, NULL));
    }
    tlm_ephemeris_set_longest_gap (ephemeris, rows[i].longest_s * TLM_SECOND);
    tlm_ephemeris_seal (ephemeris);
    g_assert_cmpint (tlm_ephemeris_state (ephemeris, 20 * TLM_SECOND, &found), ==, rows[i].shown);
    g_assert_true (tlm_ephemeris_state (ephemeris, 10 * TLM_SECOND + 5, &found));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *file = g_strdup_printf ("/longest-gap/file/%u: %s", i, cases[i].name);
    g_autofree char *stream = g_strdup_printf ("/longest-gap/stream/%u: %s", i, cases[i].name);
    g_test_add_data_func (file, GUINT_TO_POINTER (i), test_file);
    g_test_add_data_func (stream, GUINT_TO_POINTER (i), test_stream);
  }
  g_test_add_func ("/longest-gap/live", test_live);
  g_test_add_func ("/longest-gap/states", test_states);
  return g_test_run ();
}
