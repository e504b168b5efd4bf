/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/clock-tie.h"

/* 2021-10-05T08:55:02Z, POSIX seconds; any instant would do. */
#define INSTANT (1633424102 * GST_SECOND)

static const struct {
  const char *name;
  TlmClock clock;
  gint64 first_ns;               /* on the telemetry's clock */
  GstClockTime stream_time;
  gint64 plays_at_ns;            /* where that sample comes in the stream */
} cases[] = {
  { "elapsed-with-time", TLM_CLOCK_ELAPSED, 12 * GST_SECOND, 3 * GST_SECOND, 3 * GST_SECOND },
  { "elapsed-before-liftoff-with-time", TLM_CLOCK_ELAPSED, -(gint64) (10 * GST_SECOND), GST_SECOND,
    GST_SECOND },
  { "instant-with-time", TLM_CLOCK_TAI, INSTANT, 5 * GST_SECOND, 5 * GST_SECOND },
  { "elapsed", TLM_CLOCK_ELAPSED, 12 * GST_SECOND, GST_CLOCK_TIME_NONE, 12 * GST_SECOND },
  { "elapsed-at-liftoff", TLM_CLOCK_ELAPSED, 0, GST_CLOCK_TIME_NONE, 0 },
  { "elapsed-before-liftoff", TLM_CLOCK_ELAPSED, -(gint64) (10 * GST_SECOND), GST_CLOCK_TIME_NONE,
    0 },
  { "instant", TLM_CLOCK_TAI, INSTANT, GST_CLOCK_TIME_NONE, 0 },
};

static void
test_case (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  g_assert_cmpint (cases[i].first_ns + gst_telemetry_clock_tie (cases[i].clock, cases[i].first_ns,
          cases[i].stream_time), ==, cases[i].plays_at_ns);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/clock-tie/%s", cases[i].name);
    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
  }
  return g_test_run ();
}
