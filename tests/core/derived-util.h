/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"
#include "frames-util.h"

/* A log with one nameless vehicle. */
static inline TlmLog *
new_log (TlmClock clock)
{
  TlmLog *log = tlm_log_new ("test", "test");

  log->clock = clock;
  tlm_log_vehicle (log, "");
  return log;
}

/* Adds N samples STEP_S apart of FUNCTION (of seconds) to a channel. */
static inline TlmTrack *
add_samples (TlmLog *log, const char *channel, guint n, double step_s,
    double (*function) (double t))
{
  TlmTrack *track = tlm_log_track (log->vehicles->pdata[0], channel, TLM_QUANTITY_NONE);

  for (guint i = 0; i < n; i++)
    tlm_series_append (track->series, llround (i * step_s * 1e9), function (i * step_s));
  return track;
}

static inline void
join (TlmTimeline *timeline, TlmLog *log, const char *prefix)
{
  TlmJoin how = { .prefix = prefix };
  g_autoptr (GError) error = NULL;

  tlm_log_seal (log);
  tlm_timeline_add_log (timeline, log, &how, &error);
  g_assert_no_error (error);
}

static inline TlmEphemeris *
new_ephemeris (TlmLog *log, TlmFrame frame)
{
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;
  TlmLogVehicle *vehicle = log->vehicles->pdata[0];

  segment.frame = frame;
  vehicle->ephemeris = tlm_ephemeris_new ();
  tlm_ephemeris_begin_segment (vehicle->ephemeris, &segment);
  return vehicle->ephemeris;
}

static inline void
append_state (TlmEphemeris *ephemeris, TlmInstant at, const TlmState *state)
{
  g_autoptr (GError) error = NULL;

  tlm_ephemeris_append (ephemeris, at, state, NULL, &error);
  g_assert_no_error (error);
}

/* The value of a channel by name; fails when there is none to show. */
static inline TlmValue
shown_at (TlmTimeline *timeline, const char *channel, gint64 time_ns)
{
  TlmValue value;
  guint id;

  g_assert_true (tlm_timeline_find_channel (timeline, channel, &id));
  value = tlm_timeline_value (timeline, 0, id, time_ns);
  if (!tlm_value_is_shown (&value))
    g_error ("%s has no value", channel);
  return value;
}

static inline double
number_at (TlmTimeline *timeline, const char *channel, gint64 time_ns)
{
  return shown_at (timeline, channel, time_ns).value;
}

static inline void
assert_absent (TlmTimeline *timeline, const char *channel, gint64 time_ns)
{
  TlmValue value = TLM_VALUE_ABSENT;
  guint id;

  if (tlm_timeline_find_channel (timeline, channel, &id))
    value = tlm_timeline_value (timeline, 0, id, time_ns);
  if (value.validity != TLM_VALIDITY_ABSENT)
    g_error ("%s is %g and should be absent", channel, value.value);
}
