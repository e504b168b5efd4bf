/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Counts of a stream whose flight is another one meanwhile. */
#include <gst/gst.h>

#include "core/base/limits.h"
#include "core/mission/flight.h"
#include "elements/stream/stream-timeline.h"

/* Six events, from SECOND on. */
static void
deliver (GstTelemetryStreamTimeline *live, int second)
{
  g_autoptr (GError) error = NULL;
  GstTelemetryDelivery delivery = { .log = tlm_log_new ("test", "x"), .came = GST_CLOCK_TIME_NONE };
  GstClockTime reached;

  delivery.log->clock = TLM_CLOCK_ELAPSED;
  for (int i = 0; i < 6; i++) {
    g_autofree char *id = g_strdup_printf ("e%d", second + i);
    tlm_log_add_event (delivery.log, tlm_event_new ((second + i) * TLM_SECOND, id, NULL, NULL, NULL,
            TLM_CONFIDENCE_GIVEN));
  }
  tlm_log_seal (delivery.log);
  g_assert_true (gst_telemetry_stream_timeline_extend (live, &delivery, &reached, &error));
  g_assert_no_error (error);
  tlm_log_free (delivery.log);
}

/* What a flight has forgotten was told; of the next one it is more. */
static void
test_thinned (void)
{
  const TlmAgeLimits limits = TLM_AGE_LIMITS_DEFAULT;
  TlmFlight *flights[2];
  GstTelemetryStreamTimeline live;
  guint64 before = 0;

  g_assert_true (tlm_limits_set ("events=8", NULL));
  gst_telemetry_stream_timeline_init (&live);
  for (int i = 0; i < 2; i++) {
    flights[i] = tlm_flight_new_empty (&limits);
    gst_telemetry_stream_timeline_set_flight (&live, flights[i]);
    g_assert_cmpuint (live.stats.events_thinned, ==, before);
    deliver (&live, 0);
    g_assert_cmpuint (live.stats.events_thinned, ==, before);
    deliver (&live, 6);
    g_assert_cmpuint (live.stats.events_thinned, ==,
        before + tlm_timeline_n_thinned_events (flights[i]->timeline));
    g_assert_cmpuint (live.stats.events_thinned, >, before);
    before = live.stats.events_thinned;
  }
  g_assert_cmpuint (live.warnings->len, ==, 1);
  g_assert_nonnull (strstr (live.warnings->pdata[0], "limits=events=16"));
  tlm_limits_reset ();
  gst_telemetry_stream_timeline_clear (&live);
  for (int i = 0; i < 2; i++)
    tlm_flight_free (flights[i]);
}

/* Heights of N times ten seconds, from SECOND on. */
static void
deliver_heights (GstTelemetryStreamTimeline *live, int second, int n)
{
  GstTelemetryDelivery delivery = { .log = tlm_log_new ("test", "x"), .came = GST_CLOCK_TIME_NONE };
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (delivery.log, ""), "altitude", TLM_QUANTITY_LENGTH);
  GstClockTime reached;

  delivery.log->clock = TLM_CLOCK_ELAPSED;
  for (int i = 0; i < n; i++)
    tlm_series_append (track->series, (second + 10 * i) * TLM_SECOND, second / 10 + i);
  tlm_log_seal (delivery.log);
  g_assert_true (gst_telemetry_stream_timeline_extend (live, &delivery, &reached, NULL));
  tlm_log_free (delivery.log);
}

/* What comes too late for the phases is told of once, however often it comes. */
static void
test_late (void)
{
  const TlmAgeLimits limits = TLM_AGE_LIMITS_DEFAULT;
  TlmFlight *flight = tlm_flight_new_empty (&limits);
  GstTelemetryStreamTimeline live;

  flight->profile = tlm_profile_load (TLM_PROFILE_GENERIC, NULL);
  gst_telemetry_stream_timeline_init (&live);
  live.history = (TlmHistory) { 600 * TLM_SECOND, 64 };
  gst_telemetry_stream_timeline_set_flight (&live, flight);
  for (int minute = 0; minute < 6 * 60; minute++)
    deliver_heights (&live, minute * 60, 6);
  deliver_heights (&live, 6 * 3600 - 1795, 1);
  deliver_heights (&live, 6 * 3600, 6);
  g_assert_cmpuint (live.warnings->len, ==, 0);
  for (int i = 1; i < 3; i++) {
    deliver_heights (&live, 600 + i, 1);
    deliver_heights (&live, 6 * 3600 + i * 60, 6);
  }
  g_assert_cmpuint (live.warnings->len, ==, 1);
  g_assert_nonnull (strstr (live.warnings->pdata[0], "an hour old"));
  gst_telemetry_stream_timeline_clear (&live);
  tlm_flight_free (flight);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stream-stats/thinned", test_thinned);
  g_test_add_func ("/stream-stats/late", test_late);
  return g_test_run ();
}
