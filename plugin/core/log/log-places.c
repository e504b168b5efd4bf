/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Places that are none. */
#include <string.h>

#include "core/log/log-private.h"
#include "core/log/series-private.h"

TlmSeries *
tlm_log_series (const TlmLogVehicle *vehicle, TlmChannelId channel)
{
  const char *name = tlm_channel_get (channel)->name;

  for (guint i = 0; i < vehicle->tracks->len; i++) {
    const TlmTrack *track = vehicle->tracks->pdata[i];
    if (strcmp (track->name, name) == 0)
      return track->series;
  }
  return NULL;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* The times at which SERIES says 0, of what was appended since the last seal. */
static GArray *
times_of_zeros (const TlmSeries *series)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = series->sealed; i < series->length; i++)
    if (series->samples[i].value == 0)
      g_array_append_val (times, series->samples[i].time_ns);
  g_array_sort (times, compare_times);
  return times;
}

/* Those of A that B has too. */
static void
intersect (GArray *a, const GArray *b)
{
  guint kept = 0;

  for (guint i = 0; i < a->len; i++) {
    gint64 time_ns = g_array_index (a, gint64, i);
    if (g_array_binary_search ((GArray *) b, &time_ns, compare_times, NULL))
      g_array_index (a, gint64, kept++) = time_ns;
  }
  g_array_set_size (a, kept);
}

/* Drops the zeros at TIMES, which ascend; how many. */
static gsize
drop_zeros (TlmSeries *series, GArray *times)
{
  gsize kept = series->sealed, dropped;
  gboolean was_zero = FALSE;

  for (gsize i = series->sealed; i < series->length; i++) {
    TlmSample sample = series->samples[i];
    gboolean is_zero = sample.value == 0 &&
        g_array_binary_search (times, &sample.time_ns, compare_times, NULL);
    if (is_zero && !was_zero)
      tlm_series_add_break (series, sample.time_ns);
    if (!is_zero)
      series->samples[kept++] = sample;
    was_zero = is_zero;
  }
  dropped = series->length - kept;
  series->length = kept;
  series->appended -= dropped;
  return dropped;
}

guint64
tlm_log_drop_no_places (TlmLogVehicle *vehicle)
{
  TlmSeries *latitude = tlm_log_series (vehicle, TLM_CHANNEL_LATITUDE);
  TlmSeries *longitude = tlm_log_series (vehicle, TLM_CHANNEL_LONGITUDE);
  g_autoptr (GArray) times = NULL;
  g_autoptr (GArray) others = NULL;

  if (!latitude || !longitude)
    return 0;
  times = times_of_zeros (latitude);
  if (times->len == 0)
    return 0;
  others = times_of_zeros (longitude);
  intersect (times, others);
  if (times->len == 0)
    return 0;
  drop_zeros (longitude, times);
  return drop_zeros (latitude, times);
}
