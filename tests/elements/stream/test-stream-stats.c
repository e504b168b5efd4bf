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

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stream-stats/thinned", test_thinned);
  return g_test_run ();
}
