/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/decode/registry.h"
#include "core/phases/engine.h"
#include "live-timeline.h"
#include "shared-data.h"

/* One sample on its way: when it was taken, and when it arrives. */
typedef struct {
  gint64 time_ns, arrival_ns;
  TlmChannelId channel;
  double value;
} Sample;

static TlmLog *
decode (const char *relative)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = shared_data_path (relative);
  TlmLog *log = path ? tlm_decode_file (path, NULL, &error) : NULL;

  g_assert_no_error (error);
  return log;
}

static int
by_arrival (gconstpointer a, gconstpointer b)
{
  const Sample *x = a, *y = b;

  return (x->arrival_ns > y->arrival_ns) - (x->arrival_ns < y->arrival_ns);
}

/* Every sample of the log, up to a second late, so that they overtake each
 * other. */
static GArray *
in_transit (const TlmLog *log, GRand *random)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  const TlmLogVehicle *vehicle = log->vehicles->pdata[0];

  for (guint i = 0; i < vehicle->tracks->len; i++) {
    const TlmTrack *track = vehicle->tracks->pdata[i];
    TlmChannelId id;
    if (!tlm_channel_from_name (track->name, &id) || id > TLM_CHANNEL_VERTICAL_SPEED)
      continue;
    for (gsize j = 0; j < tlm_series_length (track->series); j++) {
      Sample sample = { tlm_series_time (track->series, j), 0, id, tlm_series_value (track->series, j) };
      sample.arrival_ns = sample.time_ns + (gint64) (g_rand_double (random) * 1e9);
      g_array_append_val (samples, sample);
    }
  }
  g_array_sort (samples, by_arrival);
  return samples;
}

/* Feeds it all, asking for the phases after every STEP of arrival. */
static void
feed (TlmPhaseEngine *engine, TlmTimeline *timeline, const GArray *samples, TlmDuration step_ns)
{
  gint64 oldest = G_MAXINT64, due = G_MININT64;

  for (guint i = 0; i < samples->len; i++) {
    const Sample *sample = &g_array_index (samples, Sample, i);
    tlm_series_append (live_series (timeline, sample->channel), sample->time_ns, sample->value);
    oldest = MIN (oldest, sample->time_ns);
    if (sample->arrival_ns < due && i + 1 < samples->len)
      continue;
    live_seal (timeline);
    tlm_phase_engine_update (engine, timeline, oldest);
    oldest = G_MAXINT64;
    due = sample->arrival_ns + step_ns;
  }
  tlm_phase_engine_end (engine, timeline, G_MAXINT64);
}

typedef struct {
  const char *file, *profile;
} Case;

static const Case cases[] = {
  { "webcast/spacex-crs-12/stage1-raw.json", "falcon9" },
  { "webcast/iridium-next-8/stage1-raw.json", "falcon9" },
  { "webcast/tess/stage2-raw.json", "generic" },
  { "flight-computer/telemetrum_prometheus.csv", "sounding-rocket" },
  { "flight-computer/hedy_cats_flightInfo.csv", "sounding-rocket" },
  { "flight-computer/andromeda_flight_data.csv", "generic" },
};

static void
test_live_equals_file (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = decode (row->file);
  g_autoptr (TlmProfile) profile = tlm_profile_load (row->profile, &error);
  g_autoptr (GRand) random = g_rand_new_with_seed (20211005);

  g_assert_no_error (error);
  if (!log)
    return;
  g_autoptr (GArray) samples = in_transit (log, random);
  g_autoptr (TlmTimeline) live = live_timeline (0);
  g_autoptr (TlmTimeline) file = live_timeline (0);
  g_autoptr (TlmPhaseEngine) engine = tlm_phase_engine_new (profile);
  for (guint i = 0; i < samples->len; i++) {
    const Sample *sample = &g_array_index (samples, Sample, i);
    tlm_series_append (live_series (file, sample->channel), sample->time_ns,
        sample->value);
  }
  live_seal (file);
  tlm_phases_find (profile, file);
  feed (engine, live, samples, 7 * TLM_SECOND);
  live_assert_same_events (live, file);
  g_assert_cmpuint (tlm_timeline_n_events (file), >=, 3);
}

/* Long on the pad before a flight, and long after it: most of it is not gone through again each
 * time, and what is found at any moment is what a pass over all of it finds. */

#define WAIT_S 1000
#define REST_S 900
#define EVERY_S 5

/* A climb of 300 s under 20 m/s², a fall without air, a landing. */
static double
hop_m (double t_s)
{
  double burnt = CLAMP (t_s, 0, 60), up = burnt * burnt * 5, v = 10 * burnt, after = MAX (t_s - 60, 0);

  return t_s < 0 ? 0 : MAX (up + v * after - 4.9 * after * after, 0);
}

static void
add_second (TlmTimeline *timeline, gint64 second)
{
  for (gint64 i = 0; i < 5; i++) {
    gint64 time_ns = second * TLM_SECOND + i * TLM_SECOND / 5;
    double t_s = tlm_duration_to_s (time_ns), altitude = hop_m (t_s);
    double climb = (hop_m (t_s + 0.01) - hop_m (t_s - 0.01)) / 0.02;
    tlm_series_append (live_series (timeline, TLM_CHANNEL_ALTITUDE), time_ns, altitude);
    tlm_series_append (live_series (timeline, TLM_CHANNEL_SPEED), time_ns, ABS (climb));
    tlm_series_append (live_series (timeline, TLM_CHANNEL_VERTICAL_SPEED), time_ns, climb);
  }
  live_seal (timeline);
}

/* The events of a timeline, as text. */
static char *
events_text (const TlmTimeline *timeline)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %d; ", event->id, event->time_ns, event->confidence);
  }
  return g_string_free (text, FALSE);
}

static void
test_long_wait (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmProfile) profile = tlm_profile_load ("generic", &error);
  g_autoptr (TlmTimeline) live = live_timeline (0), other = live_timeline (0);
  g_autoptr (TlmPhaseEngine) engine = tlm_phase_engine_new (profile);
  g_autoptr (TlmPhaseEngine) forgetful = tlm_phase_engine_new (profile);
  guint n_events = 0;

  g_assert_no_error (error);
  for (gint64 second = -WAIT_S; second < REST_S; second++) {
    g_autofree char *found = NULL, *whole = NULL;
    add_second (live, second);
    add_second (other, second);
    if (second % EVERY_S != 0)
      continue;
    /* Moved by nothing, all is gone through again. */
    if (second % 100 == 0)
      tlm_phase_engine_shift (forgetful, 0);
    tlm_phase_engine_update (engine, live, (second - EVERY_S + 1) * TLM_SECOND);
    tlm_phase_engine_update (forgetful, other, (second - EVERY_S + 1) * TLM_SECOND);
    found = events_text (live);
    whole = events_text (other);
    g_assert_cmpstr (found, ==, whole);
    n_events = tlm_timeline_n_events (live);
  }
  g_assert_cmpuint (n_events, >=, 3);
  /* All but 600 s, 80 s that new samples change, and the stride. */
  g_assert_cmpuint (tlm_phase_engine_skips (engine, 0), >=, 5 * (WAIT_S + REST_S - 800));
}

/* What is remembered is never seen: at any moment there is what an engine finds that has not looked before. */

typedef struct {
  TlmProfile *profile;
  TlmTimeline *timeline;
  TlmPhaseEngine *engine;
} Watch;

static void
watch_begin (Watch *watch)
{
  g_autoptr (GError) error = NULL;

  watch->profile = tlm_profile_load ("generic", &error);
  g_assert_no_error (error);
  watch->timeline = live_timeline (0);
  watch->engine = tlm_phase_engine_new (watch->profile);
}

static void
watch_end (Watch *watch)
{
  tlm_phase_engine_free (watch->engine);
  tlm_timeline_unref (watch->timeline);
  tlm_profile_free (watch->profile);
}

static GPtrArray *
events_of (const TlmTimeline *timeline)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);

  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++)
    g_ptr_array_add (events, tlm_event_ref ((TlmEvent *) tlm_timeline_event (timeline, i)));
  return events;
}

/* What a new engine finds takes the place of what was found, which has to be the same. */
static void
watch_compare (Watch *watch)
{
  g_autoptr (TlmPhaseEngine) engine = tlm_phase_engine_new (watch->profile);
  g_autoptr (GPtrArray) remembered = events_of (watch->timeline);

  tlm_phase_engine_update (engine, watch->timeline, G_MININT64);
  g_assert_cmpuint (remembered->len, ==, tlm_timeline_n_events (watch->timeline));
  for (guint i = 0; i < remembered->len; i++)
    g_assert_true (tlm_event_equal (remembered->pdata[i], tlm_timeline_event (watch->timeline, i)));
}

/* Seconds FROM up to UNTIL, as they come. */
static void
watch_seconds (Watch *watch, gint64 from, gint64 until)
{
  for (gint64 second = from; second < until; second++) {
    add_second (watch->timeline, second);
    if ((second + WAIT_S) % EVERY_S == EVERY_S - 1 || second + 1 == until)
      tlm_phase_engine_update (watch->engine, watch->timeline, (second - EVERY_S) * TLM_SECOND);
  }
}

static void
watch_give (Watch *watch, gint64 time_ns, const char *id, const char *vehicle)
{
  tlm_timeline_add_event (watch->timeline, tlm_event_new (time_ns, id, NULL, vehicle, "log", TLM_CONFIDENCE_GIVEN));
}

/* Instants of the next update, of five a second. */
static guint64
watch_cost (Watch *watch, gint64 second)
{
  guint64 before = tlm_phase_engine_n_taken (watch->engine, 0);

  watch_seconds (watch, second, second + 1);
  return tlm_phase_engine_n_taken (watch->engine, 0) - before;
}

/* The last ten minutes, what new samples change, and the stride. */
#define MOST_RECENT (5 * 700 + 256)

/* A stream that names a phase each second is gone through once, and not once a second. */
static void
test_named_each_second (void)
{
  Watch watch;

  watch_begin (&watch);
  watch_give (&watch, -WAIT_S * TLM_SECOND, "meco", NULL);
  watch_seconds (&watch, -WAIT_S, 0);
  for (gint64 second = 0; second < REST_S; second++) {
    watch_give (&watch, second * TLM_SECOND, "meco", NULL);
    g_assert_cmpuint (watch_cost (&watch, second), <=, MOST_RECENT);
    if (second % 200 == 199)
      watch_compare (&watch);
  }
  /* One not named before is not looked for any more, from the first instant on. */
  watch_give (&watch, REST_S * TLM_SECOND, "burnout", NULL);
  g_assert_cmpuint (watch_cost (&watch, REST_S), >, 5 * (WAIT_S + REST_S - 100));
  watch_compare (&watch);
  watch_end (&watch);
}

#define PAD_S 200

/* … now and then it names one late, or for the first time. */
static void
test_named_at_random (void)
{
  static const char *const ids[] = { "coast", "ignition", "stage-separation", "liftoff", "meco", "apogee", "landing" };
  g_autoptr (GRand) random = g_rand_new_with_seed (31);
  Watch watch;

  watch_begin (&watch);
  for (gint64 second = -PAD_S; second < REST_S; second += EVERY_S) {
    gint32 n = 1 + (gint32) (second + PAD_S) * 7 / (PAD_S + REST_S);
    gint64 late = g_rand_int_range (random, 0, 20) == 0 ? g_rand_int_range (random, 0, PAD_S) : 0;
    watch_give (&watch, (second - late) * TLM_SECOND, ids[g_rand_int_range (random, 0, n)],
        g_rand_boolean (random) ? "" : NULL);
    watch_seconds (&watch, second, second + EVERY_S);
    if (second % 100 == 0)
      watch_compare (&watch);
  }
  watch_end (&watch);
}

/* Over the Moon it hovers at 80 m for 30 s before it lands: neither is called a landing as long as it
 * could be the other, and then the instant is that of the touch. */
#define HOVERS_S 120
#define LANDS_S 230
#define WAITS_S 60

static double
lander_m (double t_s)
{
  return t_s < HOVERS_S ? 80 + 5 * (HOVERS_S - t_s) : t_s < HOVERS_S + 30 ? 80 :
      MAX (80.0 * (LANDS_S - t_s) / (LANDS_S - HOVERS_S - 30), 0);
}

/* Webcasts show so whole kilometres and km/h. */
static void
add_lander (TlmTimeline *timeline, guint second)
{
  double climb = lander_m (second + 0.01) - lander_m (second - 0.01);

  tlm_series_append (live_series (timeline, TLM_CHANNEL_ALTITUDE), second * TLM_SECOND,
      1000 * floor (lander_m (second) / 1000));
  tlm_series_append (live_series (timeline, TLM_CHANNEL_SPEED), second * TLM_SECOND,
      floor (fabs (climb) / 0.02 * 3.6) / 3.6);
  tlm_series_append (live_series (timeline, TLM_CHANNEL_VERTICAL_SPEED), second * TLM_SECOND,
      climb / 0.02);
  live_seal (timeline);
}

static void
test_hover (void)
{
  const TlmTimelineSite site = { .body = TLM_SITE_MOON };
  Watch watch;
  guint said = 0;

  watch_begin (&watch);
  tlm_timeline_set_site (watch.timeline, &site);
  for (guint second = 0; second < LANDS_S + 100; second++) {
    add_lander (watch.timeline, second);
    tlm_phase_engine_update (watch.engine, watch.timeline, second * TLM_SECOND);
    const TlmEvent *landing = live_event (watch.timeline, "landing");
    g_assert_true (!landing || ABS (landing->time_ns - LANDS_S * TLM_SECOND) <= 3 * TLM_SECOND);
    said = landing && said == 0 ? second : said;
  }
  g_assert_cmpuint (said, >=, LANDS_S + WAITS_S);
  g_assert_cmpuint (said, <=, LANDS_S + WAITS_S + 15);
  watch_end (&watch);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phases-live/long-wait", test_long_wait);
  g_test_add_func ("/phases-live/hover", test_hover);
  g_test_add_func ("/phases-live/named-each-second", test_named_each_second);
  g_test_add_func ("/phases-live/named-at-random", test_named_at_random);
  if (!shared_data_there ("/phases-live/third-party"))
    return g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/phases-live/%s", cases[i].file);
    g_test_add_data_func (path, &cases[i], test_live_equals_file);
  }
  return g_test_run ();
}
