/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/log.h"

#include <string.h>

#include "core/log/event-index.h"
#include "core/log/log-private.h"

void
tlm_track_free (gpointer data)
{
  TlmTrack *track = data;

  if (!track)
    return;
  g_free (track->name);
  g_free (track->column);
  g_free (track->unit);
  tlm_series_free (track->series);
  g_free (track);
}

void
tlm_text_track_free (gpointer data)
{
  TlmTextTrack *track = data;

  if (!track)
    return;
  g_free (track->name);
  g_array_unref (track->times);
  g_ptr_array_unref (track->values);
  g_free (track);
}

static void
vehicle_free (gpointer data)
{
  TlmLogVehicle *vehicle = data;

  if (!vehicle)
    return;
  g_free (vehicle->name);
  g_ptr_array_unref (vehicle->tracks);
  g_ptr_array_unref (vehicle->texts);
  tlm_name_index_clear (&vehicle->track_names);
  tlm_name_index_clear (&vehicle->text_names);
  tlm_ephemeris_free (vehicle->ephemeris);
  g_free (vehicle);
}

TlmLog *
tlm_log_new (const char *format, const char *source)
{
  TlmLog *log = g_new0 (TlmLog, 1);

  log->format = g_strdup (format);
  log->source = source ? g_utf8_make_valid (source, -1) : NULL;
  log->clock = TLM_CLOCK_ELAPSED;
  log->vehicles = g_ptr_array_new_with_free_func (vehicle_free);
  log->events = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  log->unused = g_ptr_array_new_with_free_func (g_free);
  log->notes = g_ptr_array_new_with_free_func (g_free);
  log->warnings = g_ptr_array_new_with_free_func (g_free);
  log->pairs = g_array_new (FALSE, FALSE, sizeof (TlmClockPair));
  return log;
}

void
tlm_log_free (TlmLog *log)
{
  if (!log)
    return;
  g_free (log->format);
  g_free (log->dialect);
  g_free (log->source);
  g_free (log->first_bad);
  g_ptr_array_unref (log->vehicles);
  tlm_name_index_clear (&log->vehicle_names);
  g_ptr_array_unref (log->events);
  g_free (log->columns);
  g_free (log->hint);
  g_free (log->better_columns);
  g_ptr_array_unref (log->unused);
  g_ptr_array_unref (log->notes);
  g_ptr_array_unref (log->warnings);
  g_array_unref (log->pairs);
  g_free (log);
}

char *
tlm_log_name (TlmCell cell)
{
  return g_strstrip (g_strdelimit (tlm_cell_dup (cell, tlm_limit (TLM_LIMIT_NAME_BYTES)), "\n\r\v\f", ' '));
}

static char *
clean_name (const char *name)
{
  return tlm_log_name ((TlmCell) { name, strlen (name) });
}

static const char *
name_of_vehicle (gconstpointer vehicle)
{
  return ((const TlmLogVehicle *) vehicle)->name;
}

static const char *
name_of_track (gconstpointer track)
{
  return ((const TlmTrack *) track)->name;
}

static const char *
name_of_text (gconstpointer track)
{
  return ((const TlmTextTrack *) track)->name;
}

TlmLogVehicle *
tlm_log_vehicle (TlmLog *log, const char *name)
{
  g_autofree char *clean = NULL;
  TlmLogVehicle *vehicle;

  g_return_val_if_fail (log != NULL && name != NULL, NULL);
  clean = clean_name (name);
  vehicle = tlm_name_index_find (&log->vehicle_names, log->vehicles, name_of_vehicle, clean);
  if (vehicle || log->vehicles->len >= tlm_limit (TLM_LIMIT_VEHICLES))
    return vehicle;
  vehicle = g_new0 (TlmLogVehicle, 1);
  vehicle->name = g_steal_pointer (&clean);
  vehicle->tracks = g_ptr_array_new_with_free_func (tlm_track_free);
  vehicle->texts = g_ptr_array_new_with_free_func (tlm_text_track_free);
  g_ptr_array_add (log->vehicles, vehicle);
  return vehicle;
}

static TlmTrack *
track_new (const char *name, TlmQuantity quantity)
{
  TlmTrack *track = g_new0 (TlmTrack, 1);
  TlmChannelId id;

  if (tlm_channel_from_name (name, &id)) {
    const TlmChannel *channel = tlm_channel_get (id);
    track->name = g_strdup (channel->name);
    track->quantity = channel->quantity;
    track->interpolation = channel->interpolation;
  } else {
    track->name = g_strdup (name);
    track->quantity = quantity;
    track->interpolation = TLM_INTERPOLATION_PCHIP;
  }
  track->series = tlm_series_new ();
  return track;
}

TlmTrack *
tlm_log_track (TlmLogVehicle *vehicle, const char *channel, TlmQuantity quantity)
{
  g_autofree char *clean = NULL;
  TlmChannelId id;
  const char *name;
  TlmTrack *track;

  g_return_val_if_fail (vehicle != NULL && channel != NULL, NULL);
  clean = clean_name (channel);
  name = tlm_channel_from_name (clean, &id) ? tlm_channel_get (id)->name : clean;
  track = tlm_name_index_find (&vehicle->track_names, vehicle->tracks, name_of_track, name);
  if (track || vehicle->tracks->len >= tlm_limit (TLM_LIMIT_CHANNELS))
    return track;
  g_ptr_array_add (vehicle->tracks, track_new (name, quantity));
  return vehicle->tracks->pdata[vehicle->tracks->len - 1];
}

TlmTextTrack *
tlm_log_text (TlmLogVehicle *vehicle, const char *name)
{
  g_autofree char *clean = NULL;
  TlmTextTrack *track;

  g_return_val_if_fail (vehicle != NULL && name != NULL, NULL);
  clean = clean_name (name);
  track = tlm_name_index_find (&vehicle->text_names, vehicle->texts, name_of_text, clean);
  if (track || vehicle->texts->len >= tlm_limit (TLM_LIMIT_CHANNELS))
    return track;
  track = g_new0 (TlmTextTrack, 1);
  track->name = g_steal_pointer (&clean);
  track->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  track->values = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (vehicle->texts, track);
  return track;
}

void
tlm_text_track_append (TlmTextTrack *track, gint64 time_ns, const char *text)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (track != NULL && text != NULL);
  valid = tlm_cell_dup ((TlmCell) { text, strlen (text) }, tlm_limit (TLM_LIMIT_TEXT_BYTES));
  if (track->values->len > 0 &&
      strcmp (track->values->pdata[track->values->len - 1], valid) == 0 &&
      g_array_index (track->times, gint64, track->times->len - 1) <= time_ns)
    return;
  g_array_append_val (track->times, time_ns);
  g_ptr_array_add (track->values, g_steal_pointer (&valid));
}

const char *
tlm_text_track_at (const TlmTextTrack *track, gint64 time_ns, gint64 *since_ns)
{
  guint low = 0, high;

  g_return_val_if_fail (track != NULL, NULL);
  high = track->times->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index (track->times, gint64, middle) <= time_ns)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0)
    return NULL;
  if (since_ns)
    *since_ns = g_array_index (track->times, gint64, low - 1);
  return track->values->pdata[low - 1];
}

typedef struct {
  gint64 time_ns;
  gpointer value;
} Text;

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  const Text *x = a, *y = b;

  return (x->time_ns > y->time_ns) - (x->time_ns < y->time_ns);
}

static gboolean
is_in_order (const GArray *times)
{
  for (guint i = 1; i < times->len; i++)
    if (g_array_index (times, gint64, i) < g_array_index (times, gint64, i - 1))
      return FALSE;
  return TRUE;
}

/* g_array_sort() keeps the order of those of one time. */
void
tlm_text_track_seal (TlmTextTrack *track)
{
  g_autoptr (GArray) texts = NULL;

  g_return_if_fail (track != NULL);
  if (is_in_order (track->times))
    return;
  texts = g_array_sized_new (FALSE, FALSE, sizeof (Text), track->times->len);
  for (guint i = 0; i < track->times->len; i++) {
    Text text = { g_array_index (track->times, gint64, i), track->values->pdata[i] };
    g_array_append_val (texts, text);
  }
  g_array_sort (texts, compare_texts);
  for (guint i = 0; i < texts->len; i++) {
    g_array_index (track->times, gint64, i) = g_array_index (texts, Text, i).time_ns;
    track->values->pdata[i] = g_array_index (texts, Text, i).value;
  }
}

static void
thin_events (TlmLog *log)
{
  if (!log->has_thinned_events) {
    g_autofree char *words = tlm_limit_words (TLM_LIMIT_EVENTS);
    tlm_log_warn (log, "the first events are left out: %s", words);
  }
  log->has_thinned_events = TRUE;
  g_ptr_array_remove_range (log->events, 0, log->events->len / 8);
}

void
tlm_log_add_event (TlmLog *log, TlmEvent *event)
{
  g_return_if_fail (log != NULL && event != NULL);
  if (log->events->len >= tlm_limit (TLM_LIMIT_EVENTS))
    thin_events (log);
  g_ptr_array_add (log->events, event);
}

/* Pairs stand 2^k apart; when there are too many, every second one goes. */
static void
thin_pairs (GArray *pairs)
{
  for (guint i = 0; 2 * i < pairs->len; i++)
    g_array_index (pairs, TlmClockPair, i) = g_array_index (pairs, TlmClockPair, 2 * i);
  g_array_set_size (pairs, (pairs->len + 1) / 2);
}

void
tlm_log_add_pair (TlmLog *log, gint64 media_ns, TlmInstant instant, TlmDuration resolution_ns)
{
  TlmClockPair pair = { media_ns, instant };
  guint64 index, stride = 1;

  g_return_if_fail (log != NULL);
  index = log->n_pairs++;
  log->pair_resolution_ns = MAX (log->pair_resolution_ns, resolution_ns);
  while (index / stride >= TLM_LOG_MAX_PAIRS)
    stride *= 2;
  if (index % stride != 0)
    return;
  if (log->pairs->len >= TLM_LOG_MAX_PAIRS)
    thin_pairs (log->pairs);
  g_array_append_val (log->pairs, pair);
}

void
tlm_log_vehicle_break (TlmLogVehicle *vehicle, gint64 time_ns)
{
  g_return_if_fail (vehicle != NULL);
  for (guint i = 0; i < vehicle->tracks->len; i++)
    tlm_series_add_break (((TlmTrack *) vehicle->tracks->pdata[i])->series, time_ns);
}

/* Whoever says which steps are gaps knows it of the whole source. */
static void
tell_longest_gap (TlmLogVehicle *vehicle, TlmDuration longest_ns)
{
  for (guint i = 0; i < vehicle->tracks->len; i++)
    tlm_series_set_longest_gap (((TlmTrack *) vehicle->tracks->pdata[i])->series, longest_ns);
  if (vehicle->ephemeris)
    tlm_ephemeris_set_longest_gap (vehicle->ephemeris, longest_ns);
}

void
tlm_log_seal (TlmLog *log)
{
  g_return_if_fail (log != NULL);
  tlm_log_drop_unusual_times (log);
  for (guint i = 0; i < log->vehicles->len; i++) {
    TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    log->n_no_place += tlm_log_drop_no_places (vehicle);
    if (log->longest_gap_ns > 0)
      tell_longest_gap (vehicle, log->longest_gap_ns);
    for (guint j = 0; j < vehicle->tracks->len; j++)
      tlm_series_seal (((TlmTrack *) vehicle->tracks->pdata[j])->series);
    for (guint j = 0; j < vehicle->texts->len; j++)
      tlm_text_track_seal (vehicle->texts->pdata[j]);
    if (vehicle->ephemeris)
      tlm_ephemeris_seal (vehicle->ephemeris);
  }
  tlm_events_sort (log->events);
}
