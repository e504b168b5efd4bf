/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/clock-watch.h"

#define SECOND TLM_SECOND
#define HOUR (3600 * SECOND)

static const TlmClockLimits limits = {
  .agree_ns = SECOND, .steady_ns = SECOND / 4, .settle_ns = SECOND, .early_ns = 5 * SECOND,
};

static void
test_goes_on (void)
{
  TlmClockWatch watch = { 0 };

  g_assert_cmpint (tlm_clock_watch_note (&watch, &limits, 500 * SECOND, 7 * SECOND), ==,
      TLM_CLOCK_TIED);
  for (int i = 1; i < 1000; i++)   /* jitter of up to 0.9 s, either way */
    g_assert_cmpint (tlm_clock_watch_note (&watch, &limits, (500 + i) * SECOND,
            (7 + i) * SECOND + (i % 19 - 9) * SECOND / 10), ==, TLM_CLOCK_AGREES);
  g_assert_cmpint (tlm_clock_watch_even (&watch, 600 * SECOND), ==, 107 * SECOND);
  g_assert_cmpuint (watch.n_steps, ==, 0);
}

/* Steps of every kind: seen a second after, by the least delayed reading. */
static void
test_steps (void)
{
  static const gint64 steps[] = { HOUR, -HOUR, 3 * SECOND, -2 * SECOND, G_MAXINT64 / 2,
    -500 * SECOND, 19 * 365 * 24 * HOUR };

  for (gsize k = 0; k < G_N_ELEMENTS (steps); k++) {
    TlmClockWatch watch = { 0 };
    tlm_clock_watch_note (&watch, &limits, 100 * SECOND, 10 * SECOND);
    for (int i = 1; i <= 10; i++) {
      TlmClockVerdict verdict = tlm_clock_watch_note (&watch, &limits,
          100 * SECOND + i * SECOND / 5 + steps[k],
          10 * SECOND + i * SECOND / 5 + (i == 3 ? 0 : SECOND / 20));
      if (i < 6)
        g_assert_cmpint (verdict, ==, TLM_CLOCK_DOUBTED);
      else if (i == 6)
        g_assert_cmpint (verdict, ==, TLM_CLOCK_STEPPED);
      else
        g_assert_cmpint (verdict, ==, TLM_CLOCK_AGREES);
    }
    g_assert_cmpint (watch.step_ns, ==, steps[k]);
    g_assert_cmpuint (watch.n_steps, ==, 1);
    g_assert_cmpint (tlm_clock_watch_late (&watch, 100 * SECOND + steps[k], 10 * SECOND), ==, 0);
  }
}

/* One reading ahead in time, also one that comes twice at once, moves nothing. */
static void
test_one_alone (void)
{
  TlmClockWatch watch = { 0 };

  for (int i = 0; i < 100; i++) {
    gboolean odd = i == 40 || i == 41 || i == 70;
    gint64 even = i * SECOND / 10 - (i == 41 ? SECOND / 10 : 0);
    TlmClockVerdict verdict = tlm_clock_watch_note (&watch, &limits,
        even + (odd ? HOUR : 0), even);
    g_assert_cmpint (verdict, ==, odd ? TLM_CLOCK_DOUBTED : i == 0 ? TLM_CLOCK_TIED :
        TLM_CLOCK_AGREES);
  }
}

/* What an outage held back comes at once, or a little faster than it plays; or all of it is
 * sent as fast as it can be: late or early, but no step. */
static void
test_backlog (void)
{
  static const double speeds[] = { 1.5, 2, 20, 1000 };

  for (gsize k = 0; k < G_N_ELEMENTS (speeds); k++) {
    for (int outage = 0; outage <= 10; outage += 10) {
      TlmClockWatch watch = { 0 };
      tlm_clock_watch_note (&watch, &limits, 0, 0);
      for (int i = 1; i <= 300; i++) {
        gint64 even = outage * SECOND + (gint64) ((double) i * SECOND / 10 / speeds[k]);
        TlmClockVerdict verdict = tlm_clock_watch_note (&watch, &limits, i * SECOND / 10, even);
        g_assert_true (verdict == TLM_CLOCK_AGREES || verdict == TLM_CLOCK_FOLLOWS);
      }
      g_assert_cmpuint (watch.n_steps, ==, 0);
    }
  }
}

/* The first readings were held back for 3 s: those that follow are early until they have
 * been so for long. */
static void
test_early (void)
{
  TlmClockWatch watch = { 0 };

  for (int i = 0; i < 100; i++) {
    gint64 even = i < 3 ? 3 * SECOND : 3 * SECOND / 10 + i * SECOND / 10;
    TlmClockVerdict verdict = tlm_clock_watch_note (&watch, &limits, i * SECOND / 10, even);
    g_assert_cmpint (verdict, ==, i == 0 ? TLM_CLOCK_TIED : i < 3 || i > 53 ? TLM_CLOCK_AGREES :
        i == 53 ? TLM_CLOCK_SLID : TLM_CLOCK_FOLLOWS);
  }
  g_assert_cmpint (watch.offset_ns, ==, 3 * SECOND / 10);
}

/* A sender that stands still for 5 s, or a link that delays by as much from then on. */
static void
test_slides (void)
{
  TlmClockWatch watch = { 0 };
  gint64 slid = 0;

  for (int i = 0; i < 100; i++) {
    gint64 even = i * SECOND / 10 + (i < 50 ? 0 : 5 * SECOND);
    TlmClockVerdict verdict = tlm_clock_watch_note (&watch, &limits, i * SECOND / 10, even);
    if (verdict == TLM_CLOCK_SLID)
      slid = even;
    else
      g_assert_cmpint (verdict, ==, i == 0 ? TLM_CLOCK_TIED : i >= 50 && slid == 0 ?
          TLM_CLOCK_FOLLOWS : TLM_CLOCK_AGREES);
  }
  g_assert_cmpint (slid, ==, 11 * SECOND);
  g_assert_cmpint (watch.step_ns, ==, -5 * SECOND);
}

/* Two senders of which one is an hour off: the first one's clock stays. */
static void
test_two (void)
{
  TlmClockWatch watch = { 0 };

  for (int i = 0; i < 200; i++)
    g_assert_cmpint (tlm_clock_watch_note (&watch, &limits, i * SECOND / 10 + i % 2 * HOUR,
            i * SECOND / 10), !=, TLM_CLOCK_STEPPED);
}

/* The first reading came 0.5 s late, and later all do by 0.3 s: within a second or two the tie
 * is near the least delayed. A jitter of 0.1 s moves nothing. */
static void
test_trimmed (void)
{
  TlmClockLimits trim = limits;
  TlmClockWatch watch = { 0 };
  guint trimmed = 0;

  trim.trim_ns = SECOND / 10;
  for (int i = 0; i < 200; i++) {
    gint64 delay = i == 0 ? SECOND / 2 : (i < 100 ? 0 : 3 * SECOND / 10) + i % 3 * SECOND / 20;
    TlmClockVerdict verdict = tlm_clock_watch_note (&watch, &trim, i * SECOND / 10,
        i * SECOND / 10 + delay);
    trimmed += verdict == TLM_CLOCK_TRIMMED;
    if (verdict != TLM_CLOCK_TRIMMED && i > 0)
      g_assert_cmpint (verdict, ==, TLM_CLOCK_AGREES);
    if (i == 25 || i == 90)
      g_assert_cmpint (ABS (watch.offset_ns), <=, SECOND / 10);
    if (i == 125 || i == 190)
      g_assert_cmpint (watch.offset_ns, ==, 3 * SECOND / 10);
  }
  g_assert_cmpuint (trimmed, ==, 2);
  g_assert_cmpuint (watch.n_steps, ==, 0);
}

/* Readings that change places, each 0.4 s early or late, move nothing. */
static void
test_shuffled (void)
{
  static const int order[] = { 0, 2, 1, 3, 5, 4, 6, 8, 7, 9, 11, 10 };
  TlmClockLimits trim = limits;
  TlmClockWatch watch = { 0 };

  trim.trim_ns = SECOND / 10;
  for (int i = 0; i < 120; i++)
    tlm_clock_watch_note (&watch, &trim, (i / 12 * 12 + order[i % 12]) * (2 * SECOND / 5),
        i * (2 * SECOND / 5));
  g_assert_cmpint (watch.offset_ns, ==, 0);
}

/* A delay of 3 s that lasts 3 s: the tie is back a second after it is over, where one that
 * was never there is early for 5 s. */
static void
test_delay_ends (void)
{
  TlmClockWatch watch = { 0 };

  for (int i = 0; i < 120; i++) {
    gboolean delayed = i >= 50 && i < 80;
    tlm_clock_watch_note (&watch, &limits, i * SECOND / 10,
        i * SECOND / 10 + (delayed ? 3 * SECOND : 0));
    if (i == 79)
      g_assert_cmpint (watch.offset_ns, ==, 3 * SECOND);
    if (i == 91)
      g_assert_cmpint (watch.offset_ns, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock-watch/goes-on", test_goes_on);
  g_test_add_func ("/clock-watch/steps", test_steps);
  g_test_add_func ("/clock-watch/one-alone", test_one_alone);
  g_test_add_func ("/clock-watch/backlog", test_backlog);
  g_test_add_func ("/clock-watch/early", test_early);
  g_test_add_func ("/clock-watch/slides", test_slides);
  g_test_add_func ("/clock-watch/two-senders", test_two);
  g_test_add_func ("/clock-watch/trimmed", test_trimmed);
  g_test_add_func ("/clock-watch/shuffled", test_shuffled);
  g_test_add_func ("/clock-watch/delay-ends", test_delay_ends);
  return g_test_run ();
}
