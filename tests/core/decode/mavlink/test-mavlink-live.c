/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MAVLink as it comes, with the times at which it comes. */
#include "core/time/iso8601.h"
#include "mavlink-frames.h"

#define T0_US G_GUINT64_CONSTANT (1714813200000000)
#define MS G_GINT64_CONSTANT (1000000)

/* What came out so far: samples of altitude, and what was said. */
typedef struct {
  TlmFeed *feed;
  TlmClock clock;
  gint64 last_ns;
  double last;
  gsize n;
  guint warnings;
} Live;

static void
live_init (Live *live)
{
  *live = (Live) { .feed = tlm_feed_new (wire_decoder ("mavlink"), "live", NULL, NULL) };
}

/* Pushes what is in DATA at MEDIA_NS. Returns how many samples came out. */
static gsize
push (Live *live, GByteArray *data, gint64 media_ns)
{
  g_autoptr (TlmLog) log = NULL;
  const TlmTrack *track = NULL;
  gsize n = 0;

  tlm_feed_set_media_time (live->feed, media_ns, 0);
  g_assert_true (tlm_feed_push (live->feed, data->data, data->len, NULL));
  g_byte_array_set_size (data, 0);
  log = tlm_feed_take (live->feed);
  if (!log)
    return 0;
  live->clock = log->clock;
  live->warnings += log->warnings->len;
  if (log->vehicles->len > 0)
    track = wire_track (log, "", "altitude");
  n = track ? tlm_series_length (track->series) : 0;
  if (n > 0) {
    live->last_ns = tlm_series_time (track->series, n - 1);
    live->last = tlm_series_value (track->series, n - 1);
  }
  live->n += n;
  return n;
}

static gint64
instant (gint64 ms)
{
  TlmInstant t0;

  g_assert_true (tlm_iso8601_parse ("2024-05-04T09:00:00Z", 20, TLM_SCALE_UTC, &t0));
  return t0 + ms * MS;
}

/* Without UTC something is seen within a second, at any rate; with it later on, it is UTC. */
static void
test_within_a_second (void)
{
  static const gint64 periods[] = { 20, 100, 200, 500 };

  for (gsize k = 0; k < G_N_ELEMENTS (periods); k++) {
    g_autoptr (GByteArray) data = g_byte_array_new ();
    MavSender autopilot = { 1, 1, 0 };
    gint64 period = periods[k], ms = 0;
    Live live;

    live_init (&live);
    for (; live.n == 0; ms += period) {
      mav_add_position (data, &autopilot, (guint32) (60000 + ms), (double) ms);
      push (&live, data, 5000 * MS + ms * MS);
    }
    g_assert_cmpint (ms - period, <=, 1000);
    g_assert_cmpint (live.clock, ==, TLM_CLOCK_ELAPSED);
    g_assert_cmpint (live.last_ns, ==, (ms - period) * MS);
    mav_add_time (data, &autopilot, T0_US + (guint64) (3000 * 1000), 63000);
    mav_add_position (data, &autopilot, 63000, 3000);
    push (&live, data, 8000 * MS);
    g_assert_cmpint (live.clock, ==, TLM_CLOCK_TAI);
    g_assert_cmpint (live.last_ns, ==, instant (3000));
    tlm_feed_free (live.feed);
  }
}

/* A reboot: at most 0.25 s off when it came, from the first frame on. */
static void
test_reboot (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  MavSender autopilot = { 1, 1, 0 };
  TlmFeedStats stats;
  Live live;

  live_init (&live);
  for (gint64 ms = 0; ms < 30000; ms += 100) {
    gint64 jitter = ms * 7919 % 200;
    if (ms >= 10000 && ms < 14000)
      continue;
    if (ms == 14000)
      autopilot.sequence = 0;
    mav_add_position (data, &autopilot, (guint32) (ms < 14000 ? 600000 + ms : 2000 + ms - 14000),
        (double) ms);
    push (&live, data, (ms + jitter) * MS);
    g_assert_cmpint (ABS (live.last_ns - ms * MS), <=, ms < 900 ? G_MAXINT64 : 250 * MS);
  }
  g_assert_cmpfloat (live.last, ==, 29900);
  g_assert_cmpuint (live.warnings, ==, 1);
  tlm_feed_get_stats (live.feed, &stats);
  g_assert_cmpuint (stats.lost, ==, 0);
  g_assert_cmpuint (stats.good, ==, 260);
  tlm_feed_free (live.feed);
}

/* UTC is set in mid-flight: believed within 2 s and said. One wrong word is nothing. */
static void
test_utc_steps (void)
{
  static const gint64 steps[] = { 3600, -3600, 3, 86400 * 365 };

  for (gsize k = 0; k < G_N_ELEMENTS (steps); k++) {
    g_autoptr (GByteArray) data = g_byte_array_new ();
    MavSender autopilot = { 1, 1, 0 };
    Live live;

    live_init (&live);
    for (gint64 ms = 0; ms < 20000; ms += 100) {
      gint64 wrong = ms == 5000 ? 777000 : ms >= 10000 ? steps[k] * 1000 : 0;
      if (ms % 1000 == 0)
        mav_add_time (data, &autopilot, T0_US + (guint64) ((ms + wrong) * 1000),
            (guint32) (50000 + ms));
      mav_add_position (data, &autopilot, (guint32) (50000 + ms), (double) ms);
      push (&live, data, ms * MS);
      if (ms < 10000)
        g_assert_cmpint (live.last_ns, ==, instant (ms));
      else if (ms >= 12000)
        g_assert_cmpint (live.last_ns, ==, instant (ms + steps[k] * 1000));
    }
    g_assert_cmpuint (live.warnings, ==, 1);
    tlm_feed_free (live.feed);
  }
}

/* A source gives its first buffer no time. Another vehicle without UTC goes by the first. */
static void
test_late_reference (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  MavSender autopilot = { 1, 1, 0 }, other = { 2, 1, 0 };
  gint64 other_ns = TLM_TIME_NONE;
  Live live;

  live_init (&live);
  for (gint64 ms = 0; ms < 20000; ms += 100) {
    g_autoptr (TlmLog) log = NULL;
    mav_add_position (data, &autopilot, (guint32) (60000 + ms), (double) ms);
    if (ms >= 4000 && ms % 1000 == 0)
      mav_add_time (data, &autopilot, T0_US + (guint64) (ms * 1000), (guint32) (60000 + ms));
    push (&live, data, ms == 0 ? TLM_TIME_NONE : 7000 * MS + ms * MS);
    if (ms < 4000)
      continue;
    g_assert_cmpint (live.last_ns, ==, instant (ms));
    if (ms < 10000)
      continue;
    mav_add_position (data, &other, (guint32) (900000 + ms), 5);
    tlm_feed_set_media_time (live.feed, 7000 * MS + ms * MS, 0);
    g_assert_true (tlm_feed_push (live.feed, data->data, data->len, NULL));
    g_byte_array_set_size (data, 0);
    log = tlm_feed_take (live.feed);
    if (!log || log->vehicles->len == 0)
      continue;
    g_assert_cmpint (log->clock, ==, TLM_CLOCK_TAI);
    other_ns = tlm_series_time (wire_track (log, "system-2", "altitude")->series,
        tlm_series_length (wire_track (log, "system-2", "altitude")->series) - 1);
    g_assert_cmpint (ABS (other_ns - instant (ms)), <=, 100 * MS);
  }
  g_assert_cmpint (other_ns, !=, TLM_TIME_NONE);
  tlm_feed_free (live.feed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mavlink-live/within-a-second", test_within_a_second);
  g_test_add_func ("/mavlink-live/reboot", test_reboot);
  g_test_add_func ("/mavlink-live/late-reference", test_late_reference);
  g_test_add_func ("/mavlink-live/utc-steps", test_utc_steps);
  return g_test_run ();
}
