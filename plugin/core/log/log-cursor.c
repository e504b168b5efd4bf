/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/log-cursor.h"

#include <string.h>

void
tlm_log_cursor_init (TlmLogCursor *cursor, const TlmLogVehicle *vehicle)
{
  g_return_if_fail (cursor != NULL && vehicle != NULL);
  *cursor = (TlmLogCursor) { vehicle, g_new0 (gsize, vehicle->tracks->len + 1),
    g_new0 (gsize, vehicle->texts->len + 1) };
}

void
tlm_log_cursor_clear (TlmLogCursor *cursor)
{
  g_return_if_fail (cursor != NULL);
  g_clear_pointer (&cursor->tracks, g_free);
  g_clear_pointer (&cursor->texts, g_free);
}

gboolean
tlm_log_cursor_next (const TlmLogCursor *cursor, gint64 *time_ns)
{
  const TlmLogVehicle *vehicle = cursor->vehicle;
  gboolean any = FALSE;

  *time_ns = G_MAXINT64;
  for (guint i = 0; i < vehicle->tracks->len; i++) {
    const TlmSeries *series = ((const TlmTrack *) vehicle->tracks->pdata[i])->series;
    if (cursor->tracks[i] >= tlm_series_length (series))
      continue;
    *time_ns = MIN (*time_ns, tlm_series_time (series, cursor->tracks[i]));
    any = TRUE;
  }
  for (guint i = 0; i < vehicle->texts->len; i++) {
    const TlmTextTrack *text = vehicle->texts->pdata[i];
    if (cursor->texts[i] >= text->times->len)
      continue;
    *time_ns = MIN (*time_ns, g_array_index (text->times, gint64, cursor->texts[i]));
    any = TRUE;
  }
  return any;
}

gboolean
tlm_log_cursor_value (TlmLogCursor *cursor, guint track, gint64 time_ns, double *value)
{
  const TlmSeries *series = ((const TlmTrack *) cursor->vehicle->tracks->pdata[track])->series;
  gsize at = cursor->tracks[track];

  if (at >= tlm_series_length (series) || tlm_series_time (series, at) != time_ns)
    return FALSE;
  cursor->tracks[track]++;
  *value = tlm_series_value (series, at);
  return TRUE;
}

const char *
tlm_log_cursor_text (TlmLogCursor *cursor, guint text, gint64 time_ns)
{
  const TlmTextTrack *track = cursor->vehicle->texts->pdata[text];
  const char *last = NULL;

  while (cursor->texts[text] < track->times->len &&
      g_array_index (track->times, gint64, cursor->texts[text]) == time_ns)
    last = track->values->pdata[cursor->texts[text]++];
  return last;
}

const char *
tlm_log_channel_name (const TlmTrack *track)
{
  static const TlmChannelId altitudes[] = {
    [TLM_DATUM_ELLIPSOID] = TLM_CHANNEL_ALTITUDE_ELLIPSOID,
    [TLM_DATUM_MSL] = TLM_CHANNEL_ALTITUDE_MSL,
    [TLM_DATUM_AGL] = TLM_CHANNEL_ALTITUDE_AGL,
  };

  g_return_val_if_fail (track != NULL, NULL);
  if (track->datum != TLM_DATUM_UNDECLARED &&
      strcmp (track->name, tlm_channel_get (TLM_CHANNEL_ALTITUDE)->name) == 0)
    return tlm_channel_get (altitudes[track->datum])->name;
  return track->name;
}
