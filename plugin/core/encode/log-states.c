/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/encode/log-states.h"

#include <math.h>

#include "core/encode/state-json.h"
#include "core/timeline/timeline.h"

/* Most times that are made of one ephemeris: 22 days at 30 s. */
#define MAX_TIMES 65536

/* What a state says by itself, whichever states come before and after it. The rest
 * (downrange, the number of the orbit, accelerations) hangs on the others, and a
 * piece of a stream does not have them; of the two speeds the timeline chooses. */
static const TlmChannelId by_itself[] = {
  TLM_CHANNEL_ALTITUDE, TLM_CHANNEL_ALTITUDE_MSL, TLM_CHANNEL_LATITUDE, TLM_CHANNEL_LONGITUDE,
  TLM_CHANNEL_VERTICAL_SPEED, TLM_CHANNEL_HORIZONTAL_SPEED, TLM_CHANNEL_SPEED_INERTIAL,
  TLM_CHANNEL_SPEED_RELATIVE, TLM_CHANNEL_HEADING, TLM_CHANNEL_FLIGHT_PATH_ANGLE,
  TLM_CHANNEL_APOGEE, TLM_CHANNEL_PERIGEE, TLM_CHANNEL_PERIOD, TLM_CHANNEL_INCLINATION,
  TLM_CHANNEL_SUNLIT,
};

static gboolean
is_by_itself (guint channel)
{
  for (gsize i = 0; i < G_N_ELEMENTS (by_itself); i++)
    if ((guint) by_itself[i] == channel)
      return TRUE;
  return FALSE;
}

/* The last time is that of the last node, whatever the step. */
static GArray *
times_of (const TlmEphemeris *ephemeris, TlmDuration step_ns)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));
  TlmInstant first, last;
  TlmEphemerisState node;

  if (step_ns > 0 && tlm_ephemeris_span (ephemeris, &first, &last)) {
    step_ns = MAX (step_ns, (last - first) / MAX_TIMES);
    for (TlmInstant t = first; t <= last - step_ns; t += step_ns)
      g_array_append_val (times, t);
    g_array_append_val (times, last);
    return times;
  }
  for (guint i = 0; i < tlm_ephemeris_n_segments (ephemeris); i++)
    for (gsize j = 0; tlm_ephemeris_node (ephemeris, i, j, &node); j++)
      g_array_append_val (times, node.instant);
  return times;
}

static gboolean
has_times (const TlmEphemeris *ephemeris, TlmDuration step_ns)
{
  TlmEphemerisState node;
  TlmInstant first, last;

  if (!ephemeris)
    return FALSE;
  return step_ns > 0 ? tlm_ephemeris_span (ephemeris, &first, &last) :
      tlm_ephemeris_n_segments (ephemeris) > 0 && tlm_ephemeris_node (ephemeris, 0, 0, &node);
}

/* What is derived, but the altitude above the ellipsoid, which is "altitude". */
static TlmTrack *
track_for (TlmLogVehicle *vehicle, TlmChannelId channel)
{
  const TlmChannel *row = tlm_channel_get (channel);
  TlmTrack *track;

  if (channel == TLM_CHANNEL_ALTITUDE_ELLIPSOID)
    return NULL;
  track = tlm_log_track (vehicle, row->name, row->quantity);
  if (!track || tlm_series_length (track->series) > 0)
    return NULL;
  track->of_states = TRUE;
  if (channel == TLM_CHANNEL_ALTITUDE)
    track->datum = TLM_DATUM_ELLIPSOID;
  return track;
}

static void
fill_tracks (TlmLogVehicle *vehicle, const TlmTimeline *timeline, const GArray *times,
    gboolean piece)
{
  TlmTrack *tracks[TLM_N_STANDARD_CHANNELS] = { NULL };
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    if ((!piece || is_by_itself (i)) && tlm_timeline_has_channel (timeline, 0, i, NULL))
      tracks[i] = track_for (vehicle, i);
  for (guint i = 0; i < times->len; i++) {
    gint64 t = g_array_index (times, gint64, i);
    tlm_timeline_at (timeline, t, NULL, snapshot);
    for (guint j = 0; j < TLM_N_STANDARD_CHANNELS; j++) {
      const TlmValue *value = &snapshot->vehicles[0].values[j];
      if (tracks[j] && tlm_value_is_shown (value) && isfinite (value->value))
        tlm_series_append (tracks[j]->series, t, value->value);
    }
  }
}

/* Measured states again, as they were given; NULL where that is not all there is. */
static TlmEphemeris *
copy_measured (const TlmEphemeris *ephemeris)
{
  const TlmEphemerisSegment *segment = tlm_measured_segment (ephemeris);
  TlmEphemerisState node;
  TlmEphemeris *copy;

  if (!segment)
    return NULL;
  copy = tlm_ephemeris_new ();
  tlm_ephemeris_begin_segment (copy, segment);
  for (gsize i = 0; tlm_ephemeris_node (ephemeris, 0, i, &node); i++)
    tlm_ephemeris_append (copy, node.instant, &node.state, NULL, NULL);
  return copy;
}

static void
flatten (TlmLogVehicle *vehicle, TlmDuration step_ns)
{
  g_autoptr (TlmLog) alone = tlm_log_new ("states", "states");
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (GArray) times = times_of (vehicle->ephemeris, step_ns);
  TlmEphemeris *measured = step_ns == 0 ? copy_measured (vehicle->ephemeris) : NULL;

  alone->clock = TLM_CLOCK_TAI;
  tlm_log_vehicle (alone, "")->ephemeris = g_steal_pointer (&vehicle->ephemeris);
  vehicle->ephemeris = measured;
  tlm_log_seal (alone);
  if (tlm_timeline_add_log (timeline, alone, NULL, NULL))
    fill_tracks (vehicle, timeline, times, step_ns == 0);
}

void
tlm_log_flatten_states (TlmLog *log, TlmDuration step_ns)
{
  gboolean any = FALSE;

  g_return_if_fail (log != NULL && step_ns >= 0);
  for (guint i = 0; i < log->vehicles->len; i++) {
    TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    if (!has_times (vehicle->ephemeris, step_ns))
      continue;
    flatten (vehicle, step_ns);
    any = TRUE;
  }
  if (any)
    tlm_log_seal (log);
}
