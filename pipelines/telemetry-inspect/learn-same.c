/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "learn.h"

static gboolean
is_same_track (const TlmTrack *a, const TlmTrack *b)
{
  gsize n;

  if (!a || !b)
    return !a && !b;
  n = tlm_series_length (a->series);
  if (a->quantity != b->quantity || a->interpolation != b->interpolation ||
      a->datum != b->datum || tlm_series_length (b->series) != n)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (tlm_series_time (a->series, i) != tlm_series_time (b->series, i) ||
        tlm_series_value (a->series, i) != tlm_series_value (b->series, i))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_text (const TlmTextTrack *a, const TlmTextTrack *b)
{
  if (strcmp (a->name, b->name) != 0 || a->times->len != b->times->len)
    return FALSE;
  for (guint i = 0; i < a->times->len; i++)
    if (g_array_index (a->times, gint64, i) != g_array_index (b->times, gint64, i) ||
        strcmp (a->values->pdata[i], b->values->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
have_same_texts (const TlmTimeline *a, const TlmTimeline *b, guint vehicle)
{
  guint n = tlm_timeline_n_texts (a, vehicle);

  if (tlm_timeline_n_texts (b, vehicle) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!is_same_text (tlm_timeline_text_track (a, vehicle, i),
            tlm_timeline_text_track (b, vehicle, i)))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_vehicle (const TlmTimeline *a, const TlmTimeline *b, guint vehicle)
{
  if (strcmp (tlm_timeline_vehicle_name (a, vehicle), tlm_timeline_vehicle_name (b, vehicle)) != 0)
    return FALSE;
  for (guint i = 0; i < tlm_timeline_n_channels (a); i++) {
    guint other;
    if (!tlm_timeline_find_channel (b, tlm_timeline_channel_name (a, i), &other) ||
        !is_same_track (tlm_timeline_track (a, vehicle, i), tlm_timeline_track (b, vehicle, other)))
      return FALSE;
  }
  return have_same_texts (a, b, vehicle);
}

gboolean
inspect_learn_is_same (const TlmFlight *a, const TlmFlight *b)
{
  const TlmTimeline *one = a->timeline, *two = b->timeline;
  guint n = tlm_timeline_n_vehicles (one);

  if (tlm_timeline_get_clock (one) != tlm_timeline_get_clock (two) ||
      tlm_timeline_n_vehicles (two) != n ||
      tlm_timeline_n_channels (one) != tlm_timeline_n_channels (two) ||
      tlm_timeline_n_events (one) != tlm_timeline_n_events (two))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!is_same_vehicle (one, two, i))
      return FALSE;
  return TRUE;
}
