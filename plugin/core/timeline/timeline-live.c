/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/timeline-live.h"

#include <string.h>

#include "core/log/outliers.h"
#include "core/time/sum.h"
#include "core/timeline/plan-name.h"
#include "core/timeline/timeline-private.h"

static TlmTrack *
known_track (TlmTimeline *timeline, TlmTimelineVehicle *vehicle, const TlmTrack *track,
    const char *prefix)
{
  g_autofree char *name = g_strconcat (prefix ? prefix : "", track->name, NULL);
  guint channel;
  const GPtrArray *tracks;

  if (!tlm_timeline_find_channel (timeline, name, &channel) || channel >= vehicle->channels->len)
    return NULL;
  tracks = vehicle->channels->pdata[channel];
  return tracks ? tracks->pdata[0] : NULL;
}

/* Moves the samples of tracks that are known; new tracks stay in the log. */
static void
append_tracks (TlmTimeline *timeline, TlmTimelineVehicle *vehicle, TlmLogVehicle *from,
    gint64 offset_ns, const char *prefix)
{
  for (guint i = from->tracks->len; i-- > 0;) {
    const TlmTrack *track = from->tracks->pdata[i];
    TlmTrack *known = known_track (timeline, vehicle, track, prefix);
    if (!known)
      continue;
    tlm_series_append_series (known->series, track->series, offset_ns);
    tlm_series_seal (known->series);
    g_ptr_array_remove_index (from->tracks, i);
  }
}

static TlmSeries *
series_of (const TlmTimelineVehicle *vehicle, guint channel)
{
  const GPtrArray *tracks = tlm_timeline_tracks (vehicle, channel);

  return tracks ? ((TlmTrack *) tracks->pdata[0])->series : NULL;
}

/* What has come may confirm what came before it. */
static void
judge (const TlmTimelineVehicle *vehicle)
{
  TlmSeries *latitude = series_of (vehicle, TLM_CHANNEL_LATITUDE);
  TlmSeries *longitude = series_of (vehicle, TLM_CHANNEL_LONGITUDE);

  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    if (series_of (vehicle, i))
      tlm_outliers_judge (series_of (vehicle, i), i, TLM_OUTLIERS_MORE);
  if (latitude && longitude)
    tlm_outliers_judge_place (latitude, longitude, TLM_OUTLIERS_MORE);
}

static void
append_text (TlmTextTrack *to, const TlmTextTrack *from, gint64 offset_ns)
{
  guint n = to->times->len;
  gboolean late = n > 0 && from->times->len > 0 && g_array_index (to->times, gint64, n - 1) >
      g_array_index (from->times, gint64, 0) + offset_ns;

  for (guint i = 0; i < from->times->len; i++)
    tlm_text_track_append (to, g_array_index (from->times, gint64, i) + offset_ns,
        from->values->pdata[i]);
  if (late)
    tlm_text_track_seal (to);
}

static void
append_texts (TlmTimelineVehicle *vehicle, TlmLogVehicle *from, gint64 offset_ns)
{
  for (guint i = from->texts->len; i-- > 0;) {
    const TlmTextTrack *text = from->texts->pdata[i];
    for (guint j = 0; j < vehicle->texts->len; j++) {
      TlmTextTrack *known = vehicle->texts->pdata[j];
      if (strcmp (known->name, text->name) != 0)
        continue;
      append_text (known, text, offset_ns);
      g_ptr_array_remove_index (from->texts, i);
      break;
    }
  }
}

/* Measured states go to those that are known; any others stay in the log. */
static void
append_states (TlmTimelineVehicle *vehicle, TlmLogVehicle *from, gint64 offset_ns,
    const char *prefix)
{
  gboolean planned = prefix && strcmp (prefix, TLM_PLANNED_PREFIX) == 0;
  GArray *states = vehicle->states[planned ? TLM_PLANNED : TLM_ACTUAL];

  if (!from->ephemeris || (prefix && !planned))
    return;
  for (guint i = 0; i < states->len; i++) {
    const TlmStateSource *known = &g_array_index (states, TlmStateSource, i);
    if (!tlm_ephemeris_extend (known->ephemeris, from->ephemeris, offset_ns - known->offset_ns))
      continue;
    g_clear_pointer (&from->ephemeris, tlm_ephemeris_free);
    return;
  }
}

gboolean
tlm_timeline_extend (TlmTimeline *timeline, TlmLog *log, const TlmJoin *join, GError **error)
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
  for (guint i = 0; i < log->vehicles->len; i++) {
    TlmLogVehicle *from = log->vehicles->pdata[i];
    const char *name = join->vehicle && log->vehicles->len == 1 ? join->vehicle : from->name;
    TlmTimelineVehicle *vehicle = tlm_timeline_intern_vehicle (timeline, name);
    append_tracks (timeline, vehicle, from, offset, join->prefix);
    append_texts (vehicle, from, offset);
    append_states (vehicle, from, offset, join->prefix);
    if (!log->keep_outliers)
      judge (vehicle);
  }
  tlm_outliers_judge_log (log, TLM_OUTLIERS_MORE);
  return tlm_timeline_add_log (timeline, log, join, error);
}

static void
forget_series (TlmSeries *series, gint64 newest_ns, const TlmHistory *history)
{
  gint64 before = newest_ns - history->history_ns, first;
  gsize n = tlm_series_length (series), old;
  TlmDuration spacing;

  if (n == 0)
    return;
  old = (gsize) (tlm_series_find (series, before) + 1);
  first = tlm_series_time (series, 0);
  if (old <= history->thinned_samples + history->thinned_samples / 16 + (n - old) / 16)
    return;
  spacing = (before - first) / (gint64) MAX (history->thinned_samples, 1) + 1;
  tlm_series_thin (series, before, spacing);
}

/* Text cannot be thinned: what came between two changes would be wrong. */
static void
forget_texts (TlmTextTrack *text, gint64 newest_ns, const TlmHistory *history)
{
  guint old = 0;

  while (old < text->times->len &&
      g_array_index (text->times, gint64, old) < newest_ns - history->history_ns)
    old++;
  if (old <= history->thinned_samples + history->thinned_samples / 16)
    return;
  old -= (guint) history->thinned_samples;
  g_array_remove_range (text->times, 0, old);
  g_ptr_array_remove_range (text->values, 0, old);
}

static void
forget_states (GArray *states, gint64 newest_ns, const TlmHistory *history)
{
  for (guint i = 0; i < states->len; i++) {
    const TlmStateSource *source = &g_array_index (states, TlmStateSource, i);
    tlm_ephemeris_thin (source->ephemeris, newest_ns - history->history_ns - source->offset_ns,
        history->thinned_samples);
  }
}

void
tlm_timeline_forget (TlmTimeline *timeline, const TlmHistory *history)
{
  gint64 newest;

  g_return_if_fail (timeline != NULL && history != NULL);
  if (!tlm_timeline_newest (timeline, &newest))
    return;
  timeline->revision++;
  for (guint i = 0; i < timeline->vehicles->len; i++) {
    const TlmTimelineVehicle *vehicle = timeline->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->channels->len; j++) {
      const GPtrArray *tracks = vehicle->channels->pdata[j];
      for (guint k = 0; tracks && k < tracks->len; k++)
        forget_series (((TlmTrack *) tracks->pdata[k])->series, newest, history);
    }
    for (guint j = 0; j < vehicle->texts->len; j++)
      forget_texts (vehicle->texts->pdata[j], newest, history);
    for (guint j = 0; j < TLM_N_PLANS; j++)
      forget_states (vehicle->states[j], newest, history);
  }
}

void
tlm_timeline_set_open (TlmTimeline *timeline, gboolean open)
{
  g_return_if_fail (timeline != NULL);
  timeline->open = open;
}

gboolean
tlm_timeline_is_open (const TlmTimeline *timeline)
{
  g_return_val_if_fail (timeline != NULL, FALSE);
  return timeline->open;
}

gboolean
tlm_timeline_newest (const TlmTimeline *timeline, gint64 *time_ns)
{
  gint64 first, newest;
  gboolean any = tlm_timeline_span (timeline, &first, &newest);

  for (guint i = timeline->events->len; i-- > 0;) {
    const TlmEvent *event = timeline->events->pdata[i];
    if (event->confidence == TLM_CONFIDENCE_NOMINAL)
      continue;
    newest = any ? MAX (newest, event->time_ns) : event->time_ns;
    any = TRUE;
    break;
  }
  if (any)
    *time_ns = newest;
  return any;
}
