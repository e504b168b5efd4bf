/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Pictures and telemetry of one demuxer, whose times do what tsdemux's do behind a new connection and
 * more: each picture shows the sample that was taken with it, to 0.2 s, 0.2 s and 2 s after that came.
 * A decoder lets no picture's time go back. Altitude is 100 + 10 m a second. */
#include <math.h>
#include <string.h>

#include "elements/stream/receiver.h"
#include "elements/stream/stream-timeline.h"

#define STEP_MS 40
#define N 1000
#define OFF_M 2.0              /* 0.2 s */
#define POSIX_S G_GINT64_CONSTANT (1714813200)     /* 2024-05-04T09:00:00Z */

typedef struct {
  const char *name;
  gint64 (*time) (gint64 ms);  /* that the demuxer gives to what is of MS, ms */
  gint64 (*clock) (gint64 ms); /* what the sender's clock shows, less its UTC at 0 */
  guint most_off;              /* so many pictures may be off: until a clock's step is believed */
} Case;

static gint64
even (gint64 ms)
{
  return ms;
}

static gint64
later (gint64 ms)
{
  return ms + (ms < 20000 ? 507 : 1794);
}

/* Samples 14400 to 20000 of a measured line: from 1.8 s late to 0.8 s, which goes back for a while. */
static gint64
bends (gint64 ms)
{
  double part = ms < 20000 ? 0 : MIN ((double) (ms - 20000) / 1000, 1);

  return ms + 1800 - (gint64) (1000 * part * part * (3 - 2 * part));
}

static gint64
outlier (gint64 ms)
{
  return ms + (ms == 20000 ? 4200 : 0);
}

static gint64
begins_anew (gint64 ms)
{
  return ms < 20000 ? ms + 30000 : ms + 55000;
}

static gint64
drifts (gint64 ms)
{
  return ms + ms / 50;
}

static gint64
jitters (gint64 ms)
{
  return ms + ms / STEP_MS * 7919 % 31;
}

static gint64
breathes (gint64 ms)
{
  return ms + 2000 + (gint64) (1200 * sin ((double) ms / 3000));
}

static gint64
hour_on (gint64 ms)
{
  return ms + (ms < 20000 ? 0 : 3600000);
}

static const Case cases[] = {
  { "even", even, even },
  { "later from 20 s on", later, even },
  { "bends back", bends, even },
  { "one far ahead", outlier, even, 1 },   /* whose own time is nowhere else */
  { "begins anew", begins_anew, even },
  { "drifts", drifts, even },
  { "jitters", jitters, even },
  { "breathes", breathes, even, 1 },         /* the first, by 0.1 s before all samples */
  { "an hour on", even, hour_on, 2000 / STEP_MS },
  { "an hour on where it bends", bends, hour_on, 2000 / STEP_MS },
};

static void
deliver (GstTelemetryReceiver *receiver, GstTelemetryStreamTimeline *live, const Case *row,
    gint64 ms)
{
  gint64 stamp_ms = POSIX_S * 1000 + row->clock (ms);
  g_autofree char *line = g_strdup_printf ("{\"unix_ms\":%" G_GINT64_FORMAT ",\"altitude_m\":%.3f}\n",
      stamp_ms, 100 + 10 * (double) ms / 1000);
  GstBuffer *buffer = gst_buffer_new_memdup (line, strlen (line));
  GstTelemetryDelivery delivery;
  g_autoptr (GError) error = NULL;
  GstClockTime reached;

  gst_telemetry_receiver_push (receiver, buffer, (GstClockTime) row->time (ms) * GST_MSECOND,
      &delivery, &error);
  g_assert_no_error (error);
  delivery.of_video = TRUE;
  gst_telemetry_stream_timeline_extend (live, &delivery, &reached, &error);
  g_assert_no_error (error);
  tlm_log_free (delivery.log);
  gst_buffer_unref (buffer);
}

static double
shown (const GstTelemetryStreamTimeline *live, gint64 ms)
{
  gint64 at = gst_telemetry_stream_timeline_at (live, (GstClockTime) ms * GST_MSECOND);
  TlmValue value = tlm_timeline_value (live->timeline, 0, TLM_CHANNEL_ALTITUDE, at);

  return value.validity == TLM_VALIDITY_FRESH ? value.value : NAN;
}

/* How many pictures show something else than their own. */
static guint
show_all (const Case *row, GstTelemetryReceiver *receiver, GstTelemetryStreamTimeline *live,
    gint64 lead)
{
  gint64 last_ms = -1;
  guint n_off = 0, n_judged = 0;

  for (gint64 i = 0; i < N + lead; i++) {
    gint64 ms = (i - lead) * STEP_MS, time_ms;
    if (i < N)
      deliver (receiver, live, row, i * STEP_MS);
    time_ms = i < lead ? last_ms : row->time (ms);
    if (time_ms <= last_ms)
      continue;
    n_judged++;
    n_off += !(fabs (shown (live, time_ms) - (100 + 10 * (double) ms / 1000)) <= OFF_M);
    last_ms = time_ms;
  }
  g_assert_cmpuint (n_judged, >, N / 2);
  g_test_message ("%s: %u of %u pictures are off", row->name, n_off, n_judged);
  return n_off;
}

static void
run (const Case *row, gint64 lead)
{
  const TlmAgeLimits limits = TLM_AGE_LIMITS_DEFAULT;
  TlmFlight *flight = tlm_flight_new_empty (&limits);
  GstTelemetryReceiver *receiver = gst_telemetry_receiver_new ();
  g_autoptr (GstCaps) caps = gst_caps_from_string ("application/x-telemetry,version=1");
  GstTelemetryStreamTimeline live;

  gst_telemetry_stream_timeline_init (&live);
  gst_telemetry_stream_timeline_set_flight (&live, flight);
  g_assert_true (gst_telemetry_receiver_set_caps (receiver, caps, NULL));
  g_assert_cmpuint (show_all (row, receiver, &live, lead), <=, row->most_off);
  gst_telemetry_stream_timeline_clear (&live);
  gst_telemetry_receiver_free (receiver);
  tlm_flight_free (flight);
}

static void
test_case (gconstpointer data)
{
  run (data, 5);
  run (data, 50);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/film-times/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_case);
  }
  return g_test_run ();
}
