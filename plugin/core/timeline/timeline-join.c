/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/log/event-index.h"
#include "core/time/sum.h"
#include "core/timeline/plan-name.h"
#include "core/timeline/timeline-live.h"
#include "core/timeline/timeline-private.h"

static void
shift_times (GArray *times, gint64 offset_ns)
{
  for (guint i = 0; i < times->len; i++)
    g_array_index (times, gint64, i) += offset_ns;
}

static void
shift_tracks (GPtrArray *tracks, gint64 offset_ns)
{
  for (guint i = 0; i < tracks->len; i++)
    tlm_series_shift (((TlmTrack *) tracks->pdata[i])->series, offset_ns);
}

/* From elapsed time to instants, once the first source with instants comes. */
static void
move_to_tai (TlmTimeline *timeline, TlmInstant zero)
{
  for (guint i = 0; i < timeline->vehicles->len; i++) {
    TlmTimelineVehicle *vehicle = timeline->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->channels->len; j++)
      if (vehicle->channels->pdata[j])
        shift_tracks (vehicle->channels->pdata[j], zero);
    for (guint j = 0; j < vehicle->texts->len; j++)
      shift_times (((TlmTextTrack *) vehicle->texts->pdata[j])->times, zero);
  }
  tlm_events_move (timeline->events, zero);
  tlm_events_move (timeline->planned, zero);
  tlm_timeline_share_events (timeline);
  timeline->clock = TLM_CLOCK_TAI;
}

/* Whether all times stay such as telemetry may have when they are moved. */
static gboolean
can_move (const TlmTimeline *timeline, TlmDuration offset_ns, GError **error)
{
  gint64 first, last;

  if (!tlm_timeline_span (timeline, &first, &last) ||
      (tlm_time_is_usual (TLM_CLOCK_TAI, tlm_time_moved (first, offset_ns)) &&
          tlm_time_is_usual (TLM_CLOCK_TAI, tlm_time_moved (last, offset_ns))))
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "telemetry that counts from liftoff is %s by "
      "liftoff= in [mission]; say when that was", tlm_time_unusual_text (TLM_CLOCK_TAI));
  return FALSE;
}

/* A log of bad records alone has no time, so its clock does not matter. */
static gboolean
has_times (const TlmLog *log)
{
  gint64 first, last;

  if (log->events->len > 0 || tlm_log_span (log, &first, &last))
    return TRUE;
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    if (vehicle->texts->len > 0 || vehicle->ephemeris)
      return TRUE;
  }
  return FALSE;
}

gboolean
tlm_timeline_settle_clock (TlmTimeline *timeline, const TlmLog *log, gint64 *offset_ns, GError **error)
{
  *offset_ns = 0;
  if (!has_times (log))
    return TRUE;
  if (!timeline->has_clock || log->clock == timeline->clock) {
    timeline->clock = log->clock;
    timeline->has_clock = TRUE;
    return TRUE;
  }
  if (timeline->epoch == TLM_TIME_NONE) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
        "%s counts %s and other telemetry of this flight %s: say when liftoff was, "
        "liftoff=YYYY-MM-DDThh:mm:ssZ in the [mission] group of a mission file",
        log->source ? log->source : "this telemetry",
        log->clock == TLM_CLOCK_TAI ? "in UTC" : "from liftoff",
        log->clock == TLM_CLOCK_TAI ? "counts from liftoff" : "in UTC");
    return FALSE;
  }
  if (log->clock == TLM_CLOCK_TAI && !can_move (timeline, timeline->epoch, error))
    return FALSE;
  if (log->clock == TLM_CLOCK_TAI)
    move_to_tai (timeline, timeline->epoch);
  else
    *offset_ns = timeline->epoch;
  return TRUE;
}

static void
take_track (TlmTimeline *timeline, TlmTimelineVehicle *vehicle, TlmTrack *track,
    gint64 offset_ns, const char *prefix)
{
  guint channel;
  GPtrArray *tracks;

  if (prefix) {
    char *name = g_strconcat (prefix, track->name, NULL);
    g_free (track->name);
    track->name = name;
  }
  if (offset_ns != 0)
    tlm_series_shift (track->series, offset_ns);
  channel = tlm_timeline_intern_channel (timeline, track->name, track->quantity);
  if (channel >= vehicle->channels->len)
    g_ptr_array_set_size (vehicle->channels, (gint) channel + 1);
  tracks = vehicle->channels->pdata[channel];
  if (!tracks)
    tracks = vehicle->channels->pdata[channel] = g_ptr_array_new_with_free_func (tlm_track_free);
  g_ptr_array_add (tracks, track);
}

/* An ephemeris under a prefix that is not "planned." has no channels to go to. */
static void
take_ephemeris (TlmTimelineVehicle *vehicle, TlmEphemeris *ephemeris, gint64 offset_ns,
    const char *prefix)
{
  TlmStateSource source = { ephemeris, offset_ns };

  if (!prefix)
    g_array_append_val (vehicle->states[TLM_ACTUAL], source);
  else if (strcmp (prefix, TLM_PLANNED_PREFIX) == 0)
    g_array_append_val (vehicle->states[TLM_PLANNED], source);
  else
    tlm_ephemeris_free (ephemeris);
}

static void
take_vehicle (TlmTimeline *timeline, TlmLogVehicle *from, const char *name, gint64 offset_ns,
    const char *prefix)
{
  TlmTimelineVehicle *vehicle = tlm_timeline_intern_vehicle (timeline, name);

  g_autofree gpointer *tracks, *texts;
  gsize n_tracks, n_texts;

  tracks = g_ptr_array_steal (from->tracks, &n_tracks);
  for (gsize i = 0; i < n_tracks; i++)
    take_track (timeline, vehicle, tracks[i], offset_ns, prefix);
  texts = g_ptr_array_steal (from->texts, &n_texts);
  for (gsize i = 0; i < n_texts; i++) {
    shift_times (((TlmTextTrack *) texts[i])->times, offset_ns);
    g_ptr_array_add (vehicle->texts, texts[i]);
  }
  if (from->ephemeris)
    take_ephemeris (vehicle, g_steal_pointer (&from->ephemeris), offset_ns, prefix);
}

static const char *
joined_name (const TlmLog *log, const TlmLogVehicle *vehicle, const TlmJoin *join)
{
  return join->vehicle && log->vehicles->len == 1 ? join->vehicle : vehicle->name;
}

static void
take_film (TlmTimeline *timeline, const TlmLog *log, gint64 offset_ns)
{
  if (timeline->film.n > 0 || log->film.n == 0 || log->clock != TLM_CLOCK_TAI)
    return;
  timeline->film = log->film;
  timeline->film.instant = tlm_time_moved (timeline->film.instant, offset_ns);
}

static void
add_events (TlmTimeline *timeline, const TlmLog *log, gint64 offset_ns, const char *vehicle)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new_full (log->events->len, NULL);

  for (guint i = 0; i < log->events->len; i++) {
    const TlmEvent *event = log->events->pdata[i];
    const char *whose = tlm_timeline_name_of_alias (timeline, event->vehicle ? event->vehicle : vehicle);
    g_ptr_array_add (moved, tlm_event_moved (event, offset_ns, whose));
  }
  tlm_timeline_add_events (timeline, moved);
}

gboolean
tlm_timeline_add_log (TlmTimeline *timeline, TlmLog *log, const TlmJoin *join, GError **error)
{
  static const TlmJoin plain = { 0 };
  gint64 offset;

  g_return_val_if_fail (timeline != NULL && log != NULL, FALSE);
  if (!join)
    join = &plain;
  if (!tlm_timeline_settle_clock (timeline, log, &offset, error))
    return FALSE;
  offset = tlm_time_moved (offset, join->offset_ns);
  if (!tlm_timeline_takes_times (timeline, log, offset, error))
    return FALSE;
  take_film (timeline, log, join->offset_ns);
  add_events (timeline, log, offset, join->vehicle);
  if (!join->events_only) {
    for (guint i = 0; i < log->vehicles->len; i++) {
      TlmLogVehicle *vehicle = log->vehicles->pdata[i];
      take_vehicle (timeline, vehicle, joined_name (log, vehicle, join), offset, join->prefix);
    }
  }
  timeline->revision++;
  tlm_timeline_settle (timeline);
  return TRUE;
}

/* Planned channels have names that say so. */
static void
shift_measured (TlmTimeline *timeline, const TlmTimelineVehicle *vehicle, TlmDuration offset_ns)
{
  for (guint i = 0; i < vehicle->channels->len; i++)
    if (vehicle->channels->pdata[i] &&
        !g_str_has_prefix (tlm_timeline_channel_row (timeline, i)->name, TLM_PLANNED_PREFIX))
      shift_tracks (vehicle->channels->pdata[i], offset_ns);
  for (guint i = 0; i < vehicle->texts->len; i++)
    shift_times (((TlmTextTrack *) vehicle->texts->pdata[i])->times, offset_ns);
}

/* What the mission gives stands where it stands. */
static gboolean
was_received (const TlmEvent *event)
{
  return event->confidence != TLM_CONFIDENCE_NOMINAL && g_strcmp0 (event->source, "mission") != 0;
}

void
tlm_timeline_shift (TlmTimeline *timeline, TlmDuration offset_ns)
{
  g_return_if_fail (timeline != NULL);
  if (timeline->clock == TLM_CLOCK_TAI && !can_move (timeline, offset_ns, NULL))
    return;
  for (guint i = 0; i < timeline->vehicles->len; i++)
    shift_measured (timeline, timeline->vehicles->pdata[i], offset_ns);
  for (guint i = 0; i < timeline->events->len; i++) {
    TlmEvent *event = timeline->events->pdata[i];
    if (!was_received (event))
      continue;
    timeline->events->pdata[i] = tlm_event_moved (event, offset_ns, event->vehicle);
    tlm_event_unref (event);
  }
  tlm_events_sort (timeline->events);
  tlm_timeline_share_events (timeline);
  timeline->revision++;
}

void
tlm_timeline_become_instants (TlmTimeline *timeline, TlmInstant zero)
{
  g_return_if_fail (timeline != NULL && timeline->clock == TLM_CLOCK_ELAPSED &&
      timeline->epoch == TLM_TIME_NONE);
  move_to_tai (timeline, zero);
  timeline->has_clock = TRUE;
  timeline->revision++;
}
