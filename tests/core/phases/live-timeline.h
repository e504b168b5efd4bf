/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A timeline whose samples come one by one, and what is found in it. */
#include "core/timeline/timeline.h"

static const TlmChannelId live_channels[] = {
  TLM_CHANNEL_ALTITUDE, TLM_CHANNEL_SPEED, TLM_CHANNEL_VERTICAL_SPEED
};

/* With the channels, and a heading, and nothing in them; on TAI where ZERO is not 0, when there is a heading. */
static inline TlmTimeline *
live_timeline (TlmInstant zero)
{
  g_autoptr (TlmLog) log = tlm_log_new ("live", "live");
  TlmTimeline *timeline = tlm_timeline_new ();
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, "");
  TlmTrack *heading = tlm_log_track (vehicle, tlm_channel_get (TLM_CHANNEL_HEADING)->name, TLM_QUANTITY_NONE);

  log->clock = zero == 0 ? TLM_CLOCK_ELAPSED : TLM_CLOCK_TAI;
  if (zero != 0)
    tlm_series_append (heading->series, zero, 90);
  for (guint i = 0; i < G_N_ELEMENTS (live_channels); i++)
    tlm_log_track (vehicle, tlm_channel_get (live_channels[i])->name, TLM_QUANTITY_NONE);
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

static inline TlmSeries *
live_series (const TlmTimeline *timeline, TlmChannelId channel)
{
  return tlm_timeline_track (timeline, 0, channel)->series;
}

static inline void
live_seal (TlmTimeline *timeline)
{
  for (guint i = 0; i < G_N_ELEMENTS (live_channels); i++)
    tlm_series_seal (live_series (timeline, live_channels[i]));
}

/* The first event called ID, or NULL. */
static inline const TlmEvent *
live_event (const TlmTimeline *timeline, const char *id)
{
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++)
    if (g_str_equal (tlm_timeline_event (timeline, i)->id, id))
      return tlm_timeline_event (timeline, i);
  return NULL;
}

/* Whether A and B have the same events, one after the other. */
static inline void
live_assert_same_events (const TlmTimeline *a, const TlmTimeline *b)
{
  g_assert_cmpuint (tlm_timeline_n_events (a), ==, tlm_timeline_n_events (b));
  for (guint i = 0; i < tlm_timeline_n_events (a); i++) {
    const TlmEvent *x = tlm_timeline_event (a, i), *y = tlm_timeline_event (b, i);
    g_assert_cmpstr (x->id, ==, y->id);
    g_assert_cmpint (x->time_ns, ==, y->time_ns);
    g_assert_cmpint (x->confidence, ==, y->confidence);
    g_assert_cmpstr (x->source, ==, y->source);
  }
}
