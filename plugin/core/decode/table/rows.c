/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/rows.h"

#include <math.h>

#include "core/decode/table/cell-time.h"
#include "core/decode/table/decimal.h"
#include "core/decode/table/rows-private.h"
#include "core/time/sum.h"

void
tlm_rows_free (TlmRows *rows)
{
  if (!rows)
    return;
  g_free (rows->vehicle);
  g_ptr_array_unref (rows->vehicles);
  tlm_name_index_clear (&rows->vehicle_names);
  g_ptr_array_unref (rows->delayed);
  g_free (rows->values);
  g_free (rows);
}

/* FALSE, and counted, for a time that no telemetry has. */
static gboolean
is_usual (TlmRows *rows, const TlmColumn *column, TlmCell cell, guint64 line, TlmClock clock,
    gint64 ns)
{
  if (tlm_time_is_usual (clock, ns))
    return TRUE;
  tlm_row_count_bad_cell (rows, line, column, cell, tlm_time_unusual_text (clock));
  return FALSE;
}

/* Takes a time of COLUMN; the first of all sets the clock of the log. FALSE, and counted,
 * when it is of another clock. */
static gboolean
take_time (TlmRows *rows, const TlmColumn *column, TlmCell cell, guint64 line, TlmClock clock,
    gint64 ns, gint64 *out)
{
  if (!is_usual (rows, column, cell, line, clock, ns))
    return FALSE;
  if (rows->columns->one_time) {
    tlm_row_alternatives_take (&rows->alternatives, clock, ns);
    return TRUE;
  }
  if (rows->any_time && clock != rows->log->clock) {
    tlm_row_count_bad_cell (rows, line, column, cell, clock == TLM_CLOCK_TAI ?
        "a date where time since liftoff is expected" :
        "time since liftoff where a date is expected");
    return FALSE;
  }
  rows->any_time = TRUE;
  rows->log->clock = clock;
  out[column->time] = ns;
  return TRUE;
}

/* A time of the row. FALSE, and counted, when the cell is no time of that clock. */
static gboolean
read_time (TlmRows *rows, const TlmColumn *column, TlmCell cell, guint64 line, gint64 *out)
{
  TlmClock clock = TLM_CLOCK_ELAPSED;
  gint64 ns = TLM_TIME_NONE;
  TlmDecimal result = !cell.text ? TLM_DECIMAL_MISSING :
      tlm_cell_time_read (column, tlm_cell_trim (cell), rows->point, &clock, &ns);

  if (result == TLM_DECIMAL_MISSING)
    return TRUE;
  if (result != TLM_DECIMAL_NUMBER || ns == TLM_TIME_NONE) {
    if (tlm_cell_year_is_unusual (tlm_cell_trim (cell))) {
      result = TLM_DECIMAL_INFINITE;
      clock = TLM_CLOCK_TAI;
    }
    tlm_row_count_bad_cell (rows, line, column, cell, result == TLM_DECIMAL_INFINITE ?
        tlm_time_unusual_text (clock) : "no time");
    return FALSE;
  }
  if (!is_usual (rows, column, cell, line, clock, ns))
    return FALSE;
  if (column->clock == TLM_COLUMN_CLOCK_ELAPSED && (column->exponent == -3 ||
          column->exponent == -6))
    ns = tlm_row_clock_count_on (rows, column, ns, line);
  return take_time (rows, column, cell, line, clock, ns, out);
}

/* A time that is put together, from its first column on. FALSE, and counted, when there is
 * no such time. */
static gboolean
read_parts (TlmRows *rows, const TlmCell *cells, guint n, guint first, guint64 line, gint64 *out)
{
  const TlmColumn *column = rows->columns->columns->pdata[first];
  guint time = column->time;
  TlmTimeParts parts = { 0 };
  TlmClock clock = TLM_CLOCK_ELAPSED;
  const char *problem = "no time";
  gint64 ns = TLM_TIME_NONE;
  TlmDecimal result;

  for (guint i = first; i < n; i++) {
    const TlmColumn *part = rows->columns->columns->pdata[i];
    if (part->role != TLM_ROLE_TIME || !part->is_part || part->time != time || !cells[i].text ||
        tlm_time_parts_take (&parts, part, tlm_cell_trim (cells[i]), rows->point) <
        TLM_DECIMAL_INFINITE)
      continue;
    rows->n_no_part++;
    tlm_row_count_bad_cell (rows, line, part, cells[i], "no part of a time");
    return FALSE;
  }
  result = tlm_time_parts_join (&parts, &rows->columns->times[time], &rows->tracks[time], &clock,
      &ns, &problem);
  if (rows->tracks[time].has_shown)
    tlm_row_zone_follow (rows, time, line);
  if (result == TLM_DECIMAL_MISSING)
    return TRUE;
  if (result != TLM_DECIMAL_NUMBER) {
    tlm_row_count_bad_cell (rows, line, column, cells[first], problem);
    return FALSE;
  }
  return take_time (rows, column, cells[first], line, clock, ns, out);
}

/* The value of a column in storage units; NAN when there is none. FALSE, and counted,
 * when the cell is no number. */
static gboolean
read_number (TlmRows *rows, const TlmColumn *column, TlmCell cell, guint64 line,
    double *out)
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
      tlm_row_count_bad_cell (rows, line, column, cell, "infinite: left out");
      return TRUE;
    case TLM_DECIMAL_BAD:
      break;
  }
  tlm_row_count_bad_cell (rows, line, column, cell, "no number");
  return FALSE;
}

/* How many rows a recording has at least, and how far its clock goes back at least when it
 * begins again: a row that was late is not a recording. */
#define RECORDING_ROWS 4
#define RECORDING_NS (2 * TLM_SECOND)

/* Follows the clock at TIME. TRUE for a row of another recording, which begins where time
 * goes back by more than half of all it has counted, and ends, if it was only late rows,
 * where time goes on by a leap. */
static gboolean
is_other_recording (TlmRowRestart *restart, gint64 time_ns)
{
  gint64 span = restart->most_ns - restart->first_ns;

  if (restart->is_other) {
    gboolean back = time_ns > restart->most_ns && time_ns - restart->before_ns > RECORDING_NS;
    restart->is_other = !back;
  } else if (restart->n_rows >= RECORDING_ROWS && restart->before_ns - time_ns > RECORDING_NS &&
      restart->before_ns - time_ns > span / 2) {
    restart->is_other = TRUE;
  }
  restart->before_ns = time_ns;
  if (restart->is_other)
    return TRUE;
  restart->first_ns = restart->n_rows > 0 ? MIN (restart->first_ns, time_ns) : time_ns;
  restart->most_ns = restart->n_rows > 0 ? MAX (restart->most_ns, time_ns) : time_ns;
  restart->n_rows++;
  return FALSE;
}

/* What the first recording has: another table under it, of other channels, is none. */
static void
mark_recorded (TlmRowVehicle *owner)
{
  for (guint i = 0; i < owner->targets->len; i++) {
    TlmRowTarget *target = &g_array_index (owner->targets, TlmRowTarget, i);
    target->is_recorded = target->track != NULL;
  }
}

static gboolean
is_recorded (const TlmRows *rows, const TlmRowVehicle *owner, const TlmCell *cells, guint n)
{
  for (guint i = 0; i < MIN (n, owner->targets->len); i++) {
    const TlmColumn *column = rows->columns->columns->pdata[i];
    if (g_array_index (owner->targets, TlmRowTarget, i).is_recorded && (!isnan (rows->values[i]) ||
            (column->role == TLM_ROLE_AUTO && !tlm_row_cell_is_missing (cells[i]))))
      return TRUE;
  }
  return FALSE;
}

/* Whether a row of N cells is left out for being of another recording. A date means the
 * same whenever it comes; of a live stream what is sent now is what is shown. */
static gboolean
leave_out (TlmRows *rows, TlmRowVehicle *owner, const TlmCell *cells, guint n,
    const gint64 *times, guint64 line)
{
  gboolean was_other = owner->restart.is_other;

  if (rows->log->is_live || rows->log->clock != TLM_CLOCK_ELAPSED || times[0] == TLM_TIME_NONE ||
      !is_other_recording (&owner->restart, times[0]))
    return FALSE;
  if (!was_other)
    mark_recorded (owner);
  if (!is_recorded (rows, owner, cells, n))
    return FALSE;
  if (rows->n_other++ == 0)
    rows->first_other_line = line;
  return TRUE;
}

static void
watch_times (TlmRows *rows, TlmRowVehicle *owner, const gint64 *times, guint64 line)
{
  gboolean backwards = FALSE;

  for (guint i = 0; i < rows->columns->n_times; i++) {
    if (times[i] == TLM_TIME_NONE)
      continue;
    backwards |= times[i] < owner->last[i];
    rows->n_same += i == 0 && times[i] == owner->last[i];
    owner->last[i] = times[i];
  }
  if (backwards && rows->backwards++ == 0)
    rows->first_backwards_line = line;
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
    if (!tlm_row_cell_is_missing (cells[i]))
      return TRUE;
  return FALSE;
}

/* All that can be wrong with a row, before any of it is stored. */
static gboolean
read_row (TlmRows *rows, const TlmCell *cells, guint n, guint64 line, gint64 *times,
    TlmCell *vehicle)
{
  guint seen = 0;          /* bit per time that was put together */

  tlm_row_alternatives_begin (&rows->alternatives);
  for (guint i = 0; i < n; i++) {
    const TlmColumn *column = rows->columns->columns->pdata[i];
    if (column->role == TLM_ROLE_TIME && !column->is_part &&
        !read_time (rows, column, cells[i], line, times))
      return FALSE;
    if (column->role == TLM_ROLE_TIME && column->is_part && !(seen & 1u << column->time)) {
      seen |= 1u << column->time;
      if (!read_parts (rows, cells, n, i, line, times))
        return FALSE;
    }
    if (column->role == TLM_ROLE_VEHICLE)
      *vehicle = cells[i];
    rows->values[i] = NAN;
    if (column->role == TLM_ROLE_NUMBER && cells[i].text &&
        !read_number (rows, column, cells[i], line, &rows->values[i]))
      return FALSE;
  }
  if (rows->columns->one_time && !tlm_row_alternatives_settle (rows, line, &times[0]))
    return FALSE;
  for (guint i = 0; i < rows->columns->n_times; i++)
    if (times[i] != TLM_TIME_NONE)
      return TRUE;
  if (says_something (cells, n))
    tlm_log_bad (rows->log, "%s %" G_GUINT64_FORMAT ": no time", rows->record, line);
  return FALSE;
}

static gboolean
store_row (TlmRows *rows, TlmRowVehicle *owner, const TlmCell *cells, guint n,
    const gint64 *times, guint64 line)
{
  if (leave_out (rows, owner, cells, n, times, line))
    return FALSE;
  tlm_row_vehicle_store (rows, owner, cells, n, times, line);
  watch_times (rows, owner, times, line);
  rows->last = owner;
  rows->last_ns = times[0];
  rows->log->n_good++;
  return TRUE;
}

TlmRows *
tlm_rows_new (TlmLog *log, const TlmColumns *columns, char point, const char *vehicle,
    const char *record)
{
  TlmRows *rows = g_new0 (TlmRows, 1);

  rows->store = store_row;
  rows->log = log;
  rows->columns = columns;
  rows->point = point;
  rows->record = record;
  rows->vehicle = g_strdup (vehicle ? vehicle : "");
  rows->vehicles = g_ptr_array_new_with_free_func (tlm_row_vehicle_free);
  rows->delayed = g_ptr_array_new_with_free_func (tlm_row_delayed_free);
  return rows;
}

gboolean
tlm_rows_push (TlmRows *rows, const TlmCell *cells, guint n_cells, guint64 line)
{
  gint64 times[TLM_COLUMNS_MAX_TIMES];
  TlmCell vehicle = { NULL, 0 };
  guint n = MIN (n_cells, rows->columns->columns->len);
  TlmRowVehicle *owner;

  for (guint i = 0; i < TLM_COLUMNS_MAX_TIMES; i++)
    times[i] = TLM_TIME_NONE;
  grow (rows);
  if (!read_row (rows, cells, n, line, times, &vehicle))
    return FALSE;
  owner = tlm_row_vehicle_find (rows, vehicle, line);
  if (!owner)
    return FALSE;
  if (times[0] != TLM_TIME_NONE && rows->log->is_stream) {
    TlmRowFate fate = tlm_row_live_take (rows, owner, cells, n, times, line);
    if (fate != TLM_ROW_STORE)
      return fate == TLM_ROW_WAITS;
  } else if (times[0] != TLM_TIME_NONE) {
    tlm_row_clock_watch (rows, owner, times[0], line);
  }
  return store_row (rows, owner, cells, n, times, line);
}

TlmLogVehicle *
tlm_rows_last (TlmRows *rows, gint64 *time_ns)
{
  TlmLogVehicle *vehicle = rows->last ? tlm_row_vehicle_log (rows, rows->last) : NULL;

  if (vehicle)
    *time_ns = rows->last_ns;
  return vehicle;
}

gboolean
tlm_rows_finish (TlmRows *rows, GError **error)
{
  tlm_rows_flush (rows);
  if (rows->n_other > 0)
    tlm_log_note (rows->log, "the clock begins again at %s %" G_GUINT64_FORMAT ": %"
        G_GUINT64_FORMAT " rows are of another recording and left out; cut the file to show it",
        rows->record, rows->first_other_line, rows->n_other);
  if (rows->backwards > 0)
    tlm_log_note (rows->log, "time steps back %" G_GUINT64_FORMAT " times, first at %s %"
        G_GUINT64_FORMAT ": samples were put in order", rows->backwards, rows->record,
        rows->first_backwards_line);
  tlm_row_zone_finish (rows);
  tlm_row_clock_finish (rows);
  return tlm_rows_check_instants (rows, error);
}
