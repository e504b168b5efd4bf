/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* CSV and NMEA on telemetry_sink as they come, 10 times a second, from senders whose clocks do what
 * clocks do. Altitude is 100 + 10 m a second of when it was sent: what is shown is that, or nothing,
 * and something again within two seconds. */
#include <math.h>
#include <string.h>

#include "elements/stream/receiver.h"
#include "elements/stream/stream-timeline.h"

#define STEP_MS 100
#define END_MS 40000
#define FROM_MS 10000          /* the clock does it from here … */
#define TO_MS 20000            /* … to here */
#define MOST_BLANK_MS 2000
#define POSIX_S G_GINT64_CONSTANT (1714813200)     /* 2024-05-04T09:00:00Z */

/* What the sender's clock shows at MS, ms. */
typedef gint64 (*Clock) (gint64 ms);

typedef struct {
  const char *name, *caps;
  void (*write) (GString *out, gint64 stamp_ms, double altitude);
  Clock clock;
  guint most_blank_ms;         /* longest time without a number; 0: MOST_BLANK_MS */
} Case;

static void
write_utc (GString *out, gint64 stamp_ms, double altitude)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (stamp_ms / 1000);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  if (out->len == 0)
    g_string_append (out, "time,altitude (m)\n");
  g_string_append_printf (out, "%s.%03dZ,%.3f\n", text, (int) (stamp_ms % 1000), altitude);
}

static void
write_elapsed (GString *out, gint64 stamp_ms, double altitude)
{
  if (out->len == 0)
    g_string_append (out, "t (ms),altitude (m)\n");
  g_string_append_printf (out, "%" G_GINT64_FORMAT ",%.3f\n", stamp_ms, altitude);
}

static void
add_sentence (GString *out, const char *body)
{
  guint8 sum = 0;

  for (const char *p = body; *p; p++)
    sum ^= (guint8) *p;
  g_string_append_printf (out, "$%s*%02X\r\n", body, sum);
}

static void
write_nmea (GString *out, gint64 stamp_ms, double altitude)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (stamp_ms / 1000);
  g_autofree char *clock = g_date_time_format (time, "%H%M%S"), *date = g_date_time_format (time,
      "%d%m%y");
  g_autofree char *gga = g_strdup_printf ("GPGGA,%s.%03d,4807.038,N,01131.000,E,1,08,0.9,%.3f,M,46.9,"
      "M,,", clock, (int) (stamp_ms % 1000), altitude);
  g_autofree char *rmc = g_strdup_printf ("GPRMC,%s.%03d,A,4807.038,N,01131.000,E,1.0,0.0,%s,,,A",
      clock, (int) (stamp_ms % 1000), date);

  add_sentence (out, gga);
  add_sentence (out, rmc);
}

static gint64
right (gint64 ms)
{
  return POSIX_S * 1000 + ms;
}

static gint64
undated_first (gint64 ms)
{
  return ms < FROM_MS ? G_GINT64_CONSTANT (315964800000) + ms : right (ms);
}

static gint64
undated_between (gint64 ms)
{
  return ms >= FROM_MS && ms < TO_MS ? ms - FROM_MS : right (ms);
}

static gint64
reset_between (gint64 ms)
{
  return ms >= FROM_MS && ms < TO_MS ? G_GINT64_CONSTANT (315964800000) + ms : right (ms);
}

static gint64
rounds_early (gint64 ms)
{
  return right (ms) - (ms < FROM_MS ? G_GINT64_CONSTANT (1024) * 7 * 86400000 : 0);
}

static gint64
hour_off (gint64 ms)
{
  return right (ms) + (ms >= FROM_MS ? 3600000 : 0);
}

static gint64
one_ahead (gint64 ms)
{
  return right (ms) + (ms == FROM_MS || ms == TO_MS ? 90000000 : 0);
}

static gint64
reboot (gint64 ms)
{
  return ms < FROM_MS ? 500000 + ms : ms - FROM_MS;
}

static gint64
wrap (gint64 ms)
{
  return (G_GINT64_CONSTANT (4294967296) - FROM_MS + ms) % G_GINT64_CONSTANT (4294967296);
}

static gint64
stuck (gint64 ms)
{
  return 500000 + MIN (ms, FROM_MS);
}

static gint64
nought (gint64 ms)
{
  return 0;
}

static gint64
nought_at_first (gint64 ms)
{
  return ms < FROM_MS ? 0 : ms;
}

static const Case cases[] = {
  { "right", "text/csv", write_utc, right },
  { "1980 first", "text/csv", write_utc, undated_first },
  { "1970 between", "text/csv", write_utc, undated_between },
  { "1024 weeks early", "text/csv", write_utc, rounds_early },
  { "an hour off", "text/csv", write_utc, hour_off },
  { "single rows ahead", "text/csv", write_utc, one_ahead },
  { "reboot", "text/csv", write_elapsed, reboot },
  { "2^32 ms", "text/csv", write_elapsed, wrap },
  { "stuck", "text/csv", write_elapsed, stuck, 3000 },
  { "always nought", "text/csv", write_elapsed, nought, 3000 },
  { "nought at first", "text/csv", write_elapsed, nought_at_first, 3000 },
  { "NMEA, right", "application/x-nmea0183", write_nmea, right },
  { "NMEA, 1980 first", "application/x-nmea0183", write_nmea, undated_first },
  { "NMEA, 1024 weeks early", "application/x-nmea0183", write_nmea, rounds_early },
  { "NMEA, 1980 between", "application/x-nmea0183", write_nmea, reset_between },
};

/* Sends what is written at MS; where a time is said it comes then. */
static void
deliver (GstTelemetryReceiver *receiver, GstTelemetryStreamTimeline *live, const char *text,
    gint64 ms)
{
  GstBuffer *buffer = gst_buffer_new_memdup (text, strlen (text));
  GstTelemetryDelivery delivery;
  g_autoptr (GError) error = NULL;
  GstClockTime reached;

  gst_telemetry_receiver_push (receiver, buffer, (GstClockTime) ms * GST_MSECOND, &delivery, &error);
  g_assert_no_error (error);
  gst_telemetry_stream_timeline_extend (live, &delivery, &reached, &error);
  g_assert_no_error (error);
  tlm_log_free (delivery.log);
  gst_buffer_unref (buffer);
}

/* What is shown at MS, NAN for nothing. */
static double
shown (const GstTelemetryStreamTimeline *live, gint64 ms)
{
  gint64 at = gst_telemetry_stream_timeline_at (live, (GstClockTime) ms * GST_MSECOND);
  TlmValue value = TLM_VALUE_ABSENT;

  if (at != TLM_TIME_NONE && tlm_timeline_n_vehicles (live->timeline) > 0)
    value = tlm_timeline_value (live->timeline, 0, TLM_CHANNEL_ALTITUDE, at);
  return value.validity == TLM_VALIDITY_FRESH ? value.value : NAN;
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  const TlmAgeLimits limits = TLM_AGE_LIMITS_DEFAULT;
  TlmFlight *flight = tlm_flight_new_empty (&limits);
  GstTelemetryReceiver *receiver = gst_telemetry_receiver_new ();
  g_autoptr (GstCaps) caps = gst_caps_from_string (row->caps);
  g_autoptr (GString) all = g_string_new (NULL);
  GstTelemetryStreamTimeline live;
  gint64 blank_ms = 0, longest_ms = 0;
  double worst = 0;

  gst_telemetry_stream_timeline_init (&live);
  gst_telemetry_stream_timeline_set_flight (&live, flight);
  g_assert_true (gst_telemetry_receiver_set_caps (receiver, caps, NULL));
  for (gint64 ms = 0; ms < END_MS; ms += STEP_MS) {
    gsize before = all->len;
    double due = 100 + 10 * (double) ms / 1000, now;
    row->write (all, row->clock (ms), due);
    deliver (receiver, &live, all->str + before, ms);
    now = shown (&live, ms);
    blank_ms = isnan (now) ? blank_ms + STEP_MS : 0;
    longest_ms = MAX (longest_ms, blank_ms);
    if (!isnan (now))
      worst = MAX (worst, fabs (now - due));
  }
  g_test_message ("%s: blank for %d ms, %g m off", row->name, (int) longest_ms, worst);
  g_assert_cmpint (longest_ms, <=, row->most_blank_ms ? row->most_blank_ms : MOST_BLANK_MS);
  g_assert_cmpfloat (worst, <=, 25);
  gst_telemetry_stream_timeline_clear (&live);
  gst_telemetry_receiver_free (receiver);
  tlm_flight_free (flight);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/live-clocks/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_case);
  }
  return g_test_run ();
}
