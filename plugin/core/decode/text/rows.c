/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/rows.h"

#include <math.h>
#include <string.h>

#include "core/decode/text/cell-time.h"
#include "core/decode/text/decimal.h"

#define MAX_EVENT 256      /* bytes of an event's text */
#define MAX_TEXT 4096      /* bytes of any other text */

/* Where a column's samples of one vehicle go. */
typedef struct {
  TlmTrack *track;
  TlmTextTrack *text;
  char *event;             /* the state that was an event last, or NULL */
  double minimum, maximum; /* of the track's values */
} Target;

/* A vehicle whose rows come by. */
typedef struct {
  char *key;               /* the text in the vehicle column as a name, or NULL */
  const char *name;        /* that, or whose rows are that name no vehicle */
  TlmLogVehicle *vehicle;
  GArray *targets;         /* Target, by column */
  gint64 last[TLM_COLUMNS_MAX_TIMES];
} Owner;

struct _TlmRows {
  TlmLog *log;
  const TlmColumns *columns;
  char point;
  char *vehicle;
  const char *record;
  GPtrArray *owners;
  double *values;          /* of the row, by column; NAN where there is none */
  guint capacity;
  gboolean any_time;
  guint64 backwards, standing, first_backwards_line;
};

static void
target_clear (gpointer data)
{
  g_clear_pointer (&((Target *) data)->event, g_free);
}

static void
owner_free (gpointer data)
{
  Owner *owner = data;

  if (!owner)
    return;
  g_free (owner->key);
  g_array_unref (owner->targets);
  g_free (owner);
}

TlmRows *
tlm_rows_new (TlmLog *log, const TlmColumns *columns, char point, const char *vehicle,
    const char *record)
{
  TlmRows *rows = g_new0 (TlmRows, 1);

  rows->log = log;
  rows->columns = columns;
  rows->point = point;
  rows->record = record;
  rows->vehicle = g_strdup (vehicle ? vehicle : "");
  rows->owners = g_ptr_array_new_with_free_func (owner_free);
  return rows;
}

void
tlm_rows_free (TlmRows *rows)
{
  if (!rows)
    return;
  g_free (rows->vehicle);
  g_ptr_array_unref (rows->owners);
  g_free (rows->values);
  g_free (rows);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static TlmCell
trim (TlmCell cell)
{
  while (cell.length > 0 && is_blank (*cell.text)) {
    cell.text++;
    cell.length--;
  }
  while (cell.length > 0 && is_blank (cell.text[cell.length - 1]))
    cell.length--;
  return cell;
}

static gboolean
is_missing (TlmCell cell)
{
  double number;

  return !cell.text ||
      tlm_decimal_parse (cell.text, cell.length, '.', &number) == TLM_DECIMAL_MISSING;
}

static void
bad_cell (TlmRows *rows, guint64 line, const TlmColumn *column, TlmCell cell, const char *what)
{
  g_autofree char *shown = tlm_cell_dup (cell, 40);

  tlm_log_bad (rows->log, "%s %" G_GUINT64_FORMAT ": %.64s is \"%s\", %s", rows->record, line,
      column->name, shown, what);
}

/* A time of the row; the first of all sets the clock of the log. */
static gboolean
take_time (TlmRows *rows, const TlmColumn *column, TlmCell cell, guint64 line, gint64 *out)
{
  TlmClock clock = TLM_CLOCK_ELAPSED;
  gint64 ns = TLM_TIME_NONE;
  TlmDecimal result = cell.text ? tlm_cell_time_read (column, trim (cell), rows->point, &clock, &ns) :
      TLM_DECIMAL_MISSING;

  if (result == TLM_DECIMAL_MISSING)
    return TRUE;
  if (result != TLM_DECIMAL_NUMBER || ns == TLM_TIME_NONE) {
    bad_cell (rows, line, column, cell, "no time");
    return FALSE;
  }
  if (rows->any_time && clock != rows->log->clock) {
    if (rows->columns->one_time)
      return TRUE;
    bad_cell (rows, line, column, cell, clock == TLM_CLOCK_TAI ?
        "a date where time since liftoff is expected" :
        "time since liftoff where a date is expected");
    return FALSE;
  }
  rows->any_time = TRUE;
  rows->log->clock = clock;
  if (!rows->columns->one_time)
    out[column->time] = ns;
  else if (out[0] == TLM_TIME_NONE)
    out[0] = ns;
  return TRUE;
}

/* The value of a column in storage units; NAN when there is none. FALSE when
 * the cell is garbage. */
static gboolean
take_number (TlmRows *rows, const TlmColumn *column, TlmCell cell, guint64 line, double *out)
{
  double number;

  *out = NAN;
  switch (tlm_decimal_parse (cell.text, cell.length, rows->point, &number)) {
    case TLM_DECIMAL_NUMBER:
      *out = column->unit ? tlm_unit_to_si (column->unit, number) : number;
      return TRUE;
    case TLM_DECIMAL_MISSING:
      return TRUE;
    case TLM_DECIMAL_INFINITE:
      bad_cell (rows, line, column, cell, "infinite: left out");
      return TRUE;
    case TLM_DECIMAL_BAD:
      break;
  }
  bad_cell (rows, line, column, cell, "no number");
  return FALSE;
}

/* Takes over KEY. */
static Owner *
owner_new (TlmRows *rows, char *key)
{
  Owner *owner = g_new0 (Owner, 1);

  owner->key = key;
  owner->name = key ? key : rows->vehicle;
  owner->targets = g_array_new (FALSE, TRUE, sizeof (Target));
  g_array_set_clear_func (owner->targets, target_clear);
  for (guint i = 0; i < TLM_COLUMNS_MAX_TIMES; i++)
    owner->last[i] = TLM_TIME_NONE;
  g_ptr_array_add (rows->owners, owner);
  return owner;
}

/* The owner of that name, that of rows without one where it is empty; or NULL. */
static Owner *
known_owner (const TlmRows *rows, TlmCell name)
{
  for (guint i = 0; i < rows->owners->len; i++) {
    Owner *owner = rows->owners->pdata[i];
    if (owner->key ? tlm_cell_equal (name, owner->key) : name.length == 0)
      return owner;
  }
  return NULL;
}

/* Whose the row is; NULL, and counted, past the most vehicles a log takes. A name that
 * is known as it stands, which most are, need not be made text first. */
static Owner *
find_owner (TlmRows *rows, TlmCell cell, guint64 line)
{
  TlmCell name = cell.text ? trim (cell) : cell;
  Owner *owner = known_owner (rows, name);
  g_autofree char *key = NULL;

  if (owner)
    return owner;
  key = tlm_log_name (name);
  owner = known_owner (rows, (TlmCell) { key, strlen (key) });
  if (owner)
    return owner;
  if (rows->owners->len < TLM_LOG_MAX_VEHICLES)
    return owner_new (rows, *key ? g_steal_pointer (&key) : NULL);
  tlm_log_bad (rows->log, "%s %" G_GUINT64_FORMAT ": more than %d vehicles", rows->record, line,
      TLM_LOG_MAX_VEHICLES);
  return NULL;
}

/* The vehicle of a column: its own, or the row's. */
static TlmLogVehicle *
vehicle_of (TlmRows *rows, Owner *owner, const TlmColumn *column)
{
  if (column->vehicle)
    return tlm_log_vehicle (rows->log, column->vehicle);
  if (!owner->vehicle)
    owner->vehicle = tlm_log_vehicle (rows->log, owner->name);
  return owner->vehicle;
}

static Target *
target_of (Owner *owner, const TlmColumn *column)
{
  if (owner->targets->len <= column->index)
    g_array_set_size (owner->targets, column->index + 1);
  return &g_array_index (owner->targets, Target, column->index);
}

static TlmTrack *
make_track (TlmRows *rows, Owner *owner, const TlmColumn *column)
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
aim (TlmRows *rows, Owner *owner, const TlmColumn *column, Target *target)
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
store_number (TlmRows *rows, Owner *owner, const TlmColumn *column, gint64 ns, double value,
    TlmCell cell, guint64 line)
{
  Target *target = target_of (owner, column);

  if (!target->track)
    aim (rows, owner, column, target);
  if (!target->track || value < target->minimum || value > target->maximum)
    bad_cell (rows, line, column, cell, "more than this channel can be: left out");
  else if (!tlm_series_append (target->track->series, ns, value))
    bad_cell (rows, line, column, cell, "a sample too many");
}

static gboolean
says_already (const TlmTextTrack *track, gint64 ns, TlmCell cell)
{
  guint n = track->values->len;

  return n > 0 && tlm_cell_equal (cell, track->values->pdata[n - 1]) &&
      g_array_index (track->times, gint64, n - 1) <= ns;
}

static void
store_text (TlmRows *rows, Owner *owner, const TlmColumn *column, gint64 ns, TlmCell cell)
{
  Target *target = target_of (owner, column);
  g_autofree char *text = NULL;

  cell = trim (cell);
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
store_any (TlmRows *rows, Owner *owner, const TlmColumn *column, gint64 ns, TlmCell cell,
    guint64 line)
{
  Target *target = target_of (owner, column);
  double number;
  TlmDecimal result = tlm_decimal_parse (cell.text, cell.length, rows->point, &number);

  if (result == TLM_DECIMAL_MISSING)
    return;
  if (target->text || (!target->track && result != TLM_DECIMAL_NUMBER))
    store_text (rows, owner, column, ns, cell);
  else if (result == TLM_DECIMAL_NUMBER)
    store_number (rows, owner, column, ns, number, cell, line);
  else
    bad_cell (rows, line, column, cell, "no number: left out");
}

/* Beside measurements, a state that is repeated on each row is one event; in a
 * list of events each row is one. */
static void
store_event (TlmRows *rows, Owner *owner, const TlmColumn *column, gint64 ns, TlmCell cell)
{
  Target *target = target_of (owner, column);
  g_autofree char *text = NULL, *id = NULL;

  cell = is_missing (cell) ? (TlmCell) { NULL, 0 } : trim (cell);
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
store (TlmRows *rows, Owner *owner, const TlmColumn *column, gint64 ns, TlmCell cell, double value,
    guint64 line)
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

static void
watch_times (TlmRows *rows, Owner *owner, const gint64 *times, guint64 line)
{
  gboolean backwards = FALSE, standing = FALSE;

  for (guint i = 0; i < rows->columns->n_times; i++) {
    if (times[i] == TLM_TIME_NONE)
      continue;
    backwards |= times[i] < owner->last[i];
    standing |= times[i] == owner->last[i];
    owner->last[i] = times[i];
  }
  if (backwards && rows->backwards++ == 0)
    rows->first_backwards_line = line;
  rows->standing += standing && !backwards;
}

static void
grow (TlmRows *rows)
{
  if (rows->capacity >= rows->columns->columns->len)
    return;
  rows->capacity = rows->columns->columns->len;
  rows->values = g_renew (double, rows->values, rows->capacity);
}

static gboolean
says_something (const TlmCell *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!is_missing (cells[i]))
      return TRUE;
  return FALSE;
}

/* All that can be wrong with a row, before any of it is stored. */
static gboolean
read_row (TlmRows *rows, const TlmCell *cells, guint n, guint64 line, gint64 *times,
    TlmCell *vehicle)
{
  for (guint i = 0; i < n; i++) {
    const TlmColumn *column = rows->columns->columns->pdata[i];
    if (column->role == TLM_ROLE_TIME && !take_time (rows, column, cells[i], line, times))
      return FALSE;
    if (column->role == TLM_ROLE_VEHICLE)
      *vehicle = cells[i];
    rows->values[i] = NAN;
    if (column->role == TLM_ROLE_NUMBER && cells[i].text &&
        !take_number (rows, column, cells[i], line, &rows->values[i]))
      return FALSE;
  }
  for (guint i = 0; i < rows->columns->n_times; i++)
    if (times[i] != TLM_TIME_NONE)
      return TRUE;
  if (says_something (cells, n))
    tlm_log_bad (rows->log, "%s %" G_GUINT64_FORMAT ": no time", rows->record, line);
  return FALSE;
}

gboolean
tlm_rows_push (TlmRows *rows, const TlmCell *cells, guint n_cells, guint64 line)
{
  gint64 times[TLM_COLUMNS_MAX_TIMES];
  TlmCell vehicle = { NULL, 0 };
  guint n = MIN (n_cells, rows->columns->columns->len);
  Owner *owner;

  for (guint i = 0; i < TLM_COLUMNS_MAX_TIMES; i++)
    times[i] = TLM_TIME_NONE;
  grow (rows);
  if (!read_row (rows, cells, n, line, times, &vehicle))
    return FALSE;
  owner = find_owner (rows, vehicle, line);
  if (!owner)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const TlmColumn *column = rows->columns->columns->pdata[i];
    if ((cells[i].text || column->role == TLM_ROLE_EVENT) &&
        times[column->time] != TLM_TIME_NONE)
      store (rows, owner, column, times[column->time], cells[i], rows->values[i], line);
  }
  watch_times (rows, owner, times, line);
  rows->log->n_good++;
  return TRUE;
}

void
tlm_rows_finish (TlmRows *rows)
{
  if (rows->backwards > 0)
    tlm_log_note (rows->log, "time steps back %" G_GUINT64_FORMAT " times, first at %s %"
        G_GUINT64_FORMAT ": samples were put in order", rows->backwards, rows->record,
        rows->first_backwards_line);
  if (rows->standing > 0)
    tlm_log_note (rows->log, "time stands still on %" G_GUINT64_FORMAT
        " rows: of samples at one time the last counts", rows->standing);
}
