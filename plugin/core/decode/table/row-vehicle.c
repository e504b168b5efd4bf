/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/decode/table/decimal.h"
#include "core/decode/table/rows-private.h"

#define MAX_EVENT 256      /* bytes of an event's text */
#define MAX_TEXT 4096      /* bytes of any other text */

static void
target_clear (gpointer data)
{
  g_clear_pointer (&((TlmRowTarget *) data)->event, g_free);
}

void
tlm_row_vehicle_free (gpointer data)
{
  TlmRowVehicle *owner = data;

  if (!owner)
    return;
  g_free (owner->key);
  g_array_unref (owner->targets);
  g_free (owner);
}

/* Takes over KEY. */
static TlmRowVehicle *
owner_new (TlmRows *rows, char *key)
{
  TlmRowVehicle *owner = g_new0 (TlmRowVehicle, 1);

  owner->key = key;
  owner->name = key ? key : rows->vehicle;
  owner->targets = g_array_new (FALSE, TRUE, sizeof (TlmRowTarget));
  g_array_set_clear_func (owner->targets, target_clear);
  for (guint i = 0; i < TLM_COLUMNS_MAX_TIMES; i++)
    owner->last[i] = TLM_TIME_NONE;
  owner->leap_ns = TLM_TIME_NONE;
  g_ptr_array_add (rows->vehicles, owner);
  return owner;
}

static const char *
name_of (gconstpointer owner)
{
  const char *key = ((const TlmRowVehicle *) owner)->key;

  return key ? key : "";
}

/* So many are compared before one is looked for by its name. */
#define FEW 4

/* Bytes of a name that is looked for as it stands. */
#define SHORT 256

/* The vehicle that is called NAME as it stands, that of rows without one where it is empty; or NULL. Nothing is
 * allocated, as this is asked of each row. */
static TlmRowVehicle *
known_as_it_stands (TlmRows *rows, TlmCell name)
{
  char text[SHORT];

  for (guint i = 0; i < MIN (rows->vehicles->len, FEW); i++) {
    TlmRowVehicle *owner = rows->vehicles->pdata[i];
    if (owner->key ? tlm_cell_equal (name, owner->key) : name.length == 0)
      return owner;
  }
  if (rows->vehicles->len <= FEW || name.length >= SHORT)
    return NULL;
  if (name.length > 0)
    memcpy (text, name.text, name.length);
  text[name.length] = '\0';
  if (memchr (text, '\0', name.length))
    return NULL;
  return tlm_name_index_find (&rows->vehicle_names, rows->vehicles, name_of, text);
}

/* A name that is known as it stands, which most are, need not be made text first. */
TlmRowVehicle *
tlm_row_vehicle_find (TlmRows *rows, TlmCell cell, guint64 line)
{
  TlmCell name = cell.text ? tlm_cell_trim (cell) : cell;
  TlmRowVehicle *owner = known_as_it_stands (rows, name);
  g_autofree char *key = NULL;

  if (owner)
    return owner;
  key = tlm_log_name (name);
  owner = tlm_name_index_find (&rows->vehicle_names, rows->vehicles, name_of, key);
  if (owner)
    return owner;
  if (rows->vehicles->len < tlm_limit (TLM_LIMIT_VEHICLES))
    return owner_new (rows, *key ? g_steal_pointer (&key) : NULL);
  tlm_log_bad_limit (rows->log, TLM_LIMIT_VEHICLES, rows->record, line);
  return NULL;
}

TlmLogVehicle *
tlm_row_vehicle_log (TlmRows *rows, TlmRowVehicle *owner)
{
  if (!owner->vehicle)
    owner->vehicle = tlm_log_vehicle (rows->log, owner->name);
  return owner->vehicle;
}

/* The vehicle of a column: its own, or the row's. */
static TlmLogVehicle *
vehicle_of (TlmRows *rows, TlmRowVehicle *owner, const TlmColumn *column)
{
  if (column->vehicle)
    return tlm_log_vehicle (rows->log, column->vehicle);
  return tlm_row_vehicle_log (rows, owner);
}

static TlmRowTarget *
target_of (TlmRowVehicle *owner, const TlmColumn *column)
{
  if (owner->targets->len <= column->index)
    g_array_set_size (owner->targets, column->index + 1);
  return &g_array_index (owner->targets, TlmRowTarget, column->index);
}

static TlmTrack *
make_track (TlmRows *rows, TlmRowVehicle *owner, const TlmColumn *column)
{
  TlmLogVehicle *vehicle = vehicle_of (rows, owner, column);
  TlmTrack *track = vehicle ? tlm_log_track (vehicle, column->channel,
          column->unit ? column->unit->quantity : TLM_QUANTITY_NONE) : NULL;

  if (track && !track->column) {
    track->column = g_strdup (column->name);
    track->unit = column->unit ? g_strdup (column->unit->symbol) : NULL;
    track->datum = column->datum;
  }
  return track;
}

static void
bind_track (TlmRows *rows, TlmRowVehicle *owner, const TlmColumn *column, TlmRowTarget *target)
{
  TlmChannelId id;

  target->track = make_track (rows, owner, column);
  target->minimum = -INFINITY;
  target->maximum = INFINITY;
  if (target->track && tlm_channel_from_name (target->track->name, &id)) {
    target->minimum = tlm_channel_get (id)->minimum;
    target->maximum = tlm_channel_get (id)->maximum;
  }
}

static void
store_number (TlmRows *rows, TlmRowVehicle *owner, const TlmColumn *column, gint64 ns,
    double value, TlmCell cell, guint64 line)
{
  TlmRowTarget *target = target_of (owner, column);

  if (!target->track)
    bind_track (rows, owner, column, target);
  if (!target->track)
    tlm_row_count_limited_cell (rows, line, column, cell, TLM_LIMIT_CHANNELS);
  else if (value < target->minimum || value > target->maximum)
    tlm_row_count_bad_cell (rows, line, column, cell, "more than this channel can be: left out");
  else if (!tlm_series_append (target->track->series, ns, value))
    tlm_row_count_limited_cell (rows, line, column, cell, TLM_LIMIT_SAMPLES);
}

static gboolean
says_already (const TlmTextTrack *track, gint64 ns, TlmCell cell)
{
  guint n = track->values->len;

  return n > 0 && tlm_cell_equal (cell, track->values->pdata[n - 1]) &&
      g_array_index (track->times, gint64, n - 1) <= ns;
}

static void
store_text (TlmRows *rows, TlmRowVehicle *owner, const TlmColumn *column, gint64 ns, TlmCell cell)
{
  TlmRowTarget *target = target_of (owner, column);
  g_autofree char *text = NULL;

  cell = tlm_cell_trim (cell);
  if (cell.length == 0)
    return;
  if (!target->text) {
    TlmLogVehicle *vehicle = vehicle_of (rows, owner, column);
    target->text = vehicle ? tlm_log_text (vehicle, column->channel) : NULL;
  }
  if (!target->text || says_already (target->text, ns, cell))
    return;
  text = tlm_cell_dup (cell, MAX_TEXT);
  tlm_text_track_append (target->text, ns, text);
}

/* A column of role AUTO holds numbers or text, as its first content does. */
static void
store_any (TlmRows *rows, TlmRowVehicle *owner, const TlmColumn *column, gint64 ns, TlmCell cell,
    guint64 line)
{
  TlmRowTarget *target = target_of (owner, column);
  double number;
  TlmDecimal result = tlm_decimal_parse (cell.text, cell.length, rows->point, &number);

  if (result == TLM_DECIMAL_MISSING)
    return;
  if (target->text || (!target->track && result != TLM_DECIMAL_NUMBER))
    store_text (rows, owner, column, ns, cell);
  else if (result == TLM_DECIMAL_NUMBER)
    store_number (rows, owner, column, ns, number, cell, line);
  else
    tlm_row_count_bad_cell (rows, line, column, cell, "no number: left out");
}

/* Beside measurements, a state that is repeated on each row is one event; in a
 * list of events each row is one. */
static void
store_event (TlmRows *rows, TlmRowVehicle *owner, const TlmColumn *column, gint64 ns, TlmCell cell)
{
  TlmRowTarget *target = target_of (owner, column);
  g_autofree char *text = NULL, *id = NULL;

  cell = tlm_row_cell_is_missing (cell) ? (TlmCell) { NULL, 0 } : tlm_cell_trim (cell);
  if (target->event ? tlm_cell_equal (cell, target->event) : cell.length == 0)
    return;
  text = tlm_cell_dup (cell, MAX_EVENT);
  if (g_strcmp0 (target->event, text) == 0)
    return;
  g_clear_pointer (&target->event, g_free);
  if (*text == '\0')
    return;
  if (rows->columns->has_numbers && !rows->columns->one_time)
    target->event = g_strdup (text);
  id = tlm_event_make_id (text);
  tlm_log_add_event (rows->log, tlm_event_new (ns, id, text,
          column->vehicle ? column->vehicle : owner->key, rows->log->source,
          TLM_CONFIDENCE_GIVEN));
}

static void
store (TlmRows *rows, TlmRowVehicle *owner, const TlmColumn *column, gint64 ns, TlmCell cell,
    double value, guint64 line)
{
  switch (column->role) {
    case TLM_ROLE_NUMBER:
      if (!isnan (value))
        store_number (rows, owner, column, ns, value, cell, line);
      break;
    case TLM_ROLE_TEXT:
      store_text (rows, owner, column, ns, cell);
      break;
    case TLM_ROLE_AUTO:
      store_any (rows, owner, column, ns, cell, line);
      break;
    case TLM_ROLE_EVENT:
      store_event (rows, owner, column, ns, cell);
      break;
    default:
      break;
  }
}

void
tlm_row_vehicle_store (TlmRows *rows, TlmRowVehicle *owner, const TlmCell *cells, guint n,
    const gint64 *times, guint64 line)
{
  for (guint i = 0; i < n; i++) {
    const TlmColumn *column = rows->columns->columns->pdata[i];
    if ((cells[i].text || column->role == TLM_ROLE_EVENT) &&
        times[column->time] != TLM_TIME_NONE)
      store (rows, owner, column, times[column->time], cells[i], rows->values[i], line);
  }
}
