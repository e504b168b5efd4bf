/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/column-role.h"

#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/decode/table/column-option.h"
#include "core/decode/table/column-times.h"
#include "core/decode/table/decimal.h"

/* Reserves a channel of a vehicle; FALSE when another column has it. */
static gboolean
take (TlmColumns *columns, const char *vehicle, const char *channel)
{
  TlmChannelId id;
  const char *name = tlm_channel_from_name (channel, &id) ? tlm_channel_get (id)->name : channel;

  return g_hash_table_add (columns->taken,
      g_strconcat (vehicle ? vehicle : "", "/", name, NULL));
}

static const char *
datum_channel (TlmDatum datum)
{
  switch (datum) {
    case TLM_DATUM_AGL:
      return "altitude-agl";
    case TLM_DATUM_MSL:
      return "altitude-msl";
    case TLM_DATUM_ELLIPSOID:
      return "altitude-ellipsoid";
    case TLM_DATUM_UNDECLARED:
      break;
  }
  return NULL;
}

/* Gives a column its channel. Where two columns mean the same one the first has
 * it; an altitude may still be the one of its datum, and anything else keeps
 * the name it has in the source. */
static void
give_channel (TlmColumns *columns, TlmColumn *column, const char *channel)
{
  const char *by_datum = datum_channel (column->datum);
  guint number = column->index + 1;

  if (take (columns, column->vehicle, channel)) {
    column->channel = g_strdup (channel);
  } else if (strcmp (channel, "altitude") == 0 && by_datum &&
      take (columns, column->vehicle, by_datum)) {
    column->channel = g_strdup (by_datum);
  } else {
    TlmChannelId id;
    if (!tlm_channel_from_name (column->name, &id) &&
        take (columns, column->vehicle, column->name))
      column->channel = g_strdup (column->name);
    else
      column->channel = g_strdup_printf ("%s#%u", tlm_head (column->name, 100).text, number);
    tlm_log_note (columns->log, "column %u, \"%s\": there is a column for %s already; "
        "this one is \"%s\"", number, tlm_head (column->name, 64).text, channel, tlm_head (column->channel, 64).text);
  }
}

static gboolean
is_primary (TlmChannelId channel)
{
  switch (channel) {
    case TLM_CHANNEL_ALTITUDE:
    case TLM_CHANNEL_ALTITUDE_AGL:
    case TLM_CHANNEL_ALTITUDE_MSL:
    case TLM_CHANNEL_ALTITUDE_ELLIPSOID:
    case TLM_CHANNEL_SPEED:
    case TLM_CHANNEL_SPEED_INERTIAL:
    case TLM_CHANNEL_SPEED_RELATIVE:
    case TLM_CHANNEL_VERTICAL_SPEED:
    case TLM_CHANNEL_HORIZONTAL_SPEED:
      return TRUE;
    default:
      return FALSE;
  }
}

/* A channel whose unit is not known is read as it is, under a name that no layout
 * takes for a measure. */
static void
give_raw (TlmColumns *columns, TlmColumn *column)
{
  g_autofree char *raw = NULL;
  TlmChannelId id;

  column->role = TLM_ROLE_AUTO;
  column->unit = NULL;
  if (tlm_channel_from_name (column->name, &id))
    raw = g_strdup_printf ("%s-raw", tlm_head (column->name, 100).text);
  give_channel (columns, column, raw ? raw : column->name);
}

/* The channel is known; is its unit? */
static void
give_standard (TlmColumns *columns, TlmColumn *column, TlmChannelId id, gboolean *unit_missing)
{
  const TlmChannel *channel = tlm_channel_get (id);
  const char *by_datum = datum_channel (column->datum);

  column->role = TLM_ROLE_NUMBER;
  if (!column->unit && (id == TLM_CHANNEL_LATITUDE || id == TLM_CHANNEL_LONGITUDE)) {
    column->unit = tlm_unit_find (tlm_quantity_si_symbol (TLM_QUANTITY_ANGLE));
    tlm_log_note (columns->log, "column \"%s\" names no unit: read in degrees", tlm_head (column->name, 64).text);
  }
  if (!column->unit && channel->quantity != TLM_QUANTITY_NONE) {
    *unit_missing = is_primary (id);
    give_raw (columns, column);
    return;
  }
  if (id == TLM_CHANNEL_ALTITUDE_AGL && !by_datum)
    column->datum = TLM_DATUM_AGL;
  else if (id == TLM_CHANNEL_ALTITUDE_MSL && !by_datum)
    column->datum = TLM_DATUM_MSL;
  else if (id == TLM_CHANNEL_ALTITUDE_ELLIPSOID && !by_datum)
    column->datum = TLM_DATUM_ELLIPSOID;
  give_channel (columns, column, channel->name);
}

gboolean
tlm_column_unit_fits (const TlmColumn *column, TlmColumnMeaning meaning, TlmChannelId channel,
    const char *where, GError **error)
{
  TlmQuantity quantity = TLM_QUANTITY_DURATION;

  if (!column->unit || (meaning != TLM_COLUMN_CHANNEL && meaning != TLM_COLUMN_TIME))
    return TRUE;
  if (meaning == TLM_COLUMN_CHANNEL)
    quantity = tlm_channel_get (channel)->quantity;
  if (column->unit->quantity == quantity)
    return TRUE;
  if (column->unit->quantity == TLM_QUANTITY_NONE && quantity == TLM_QUANTITY_FRACTION)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS,
      "%s: column \"%s\": %s is a unit of %s; a unit of %s is due, such as %s", where,
      tlm_head (column->name, 64).text, column->unit->symbol, tlm_quantity_name (column->unit->quantity),
      tlm_quantity_name (quantity),
      quantity == TLM_QUANTITY_NONE ? "none" : tlm_quantity_si_symbol (quantity));
  return FALSE;
}

static gboolean
is_number (const TlmCell *cell)
{
  double number;

  return cell && cell->text &&
      (tlm_decimal_parse (cell->text, cell->length, '.', &number) == TLM_DECIMAL_NUMBER ||
      tlm_decimal_parse (cell->text, cell->length, ',', &number) == TLM_DECIMAL_NUMBER);
}

/* The power of ten a unit of time is of a second, or TLM_COLUMN_NO_EXPONENT. */
static int
exponent_of (const TlmUnit *unit)
{
  for (int exponent = -9; unit && exponent <= 0; exponent++)
    if (fabs (unit->factor * pow (10, -exponent) - 1) < 1e-12)
      return exponent;
  return TLM_COLUMN_NO_EXPONENT;
}

/* What is in a column of times that tells it neither by its name nor by columns=. */
static void
find_clock (TlmColumns *columns, TlmColumn *column, const TlmColumnKnown *known,
    const TlmCell *sample)
{
  if (column->unit && column->clock == TLM_COLUMN_CLOCK_UNKNOWN)
    column->clock = TLM_COLUMN_CLOCK_ELAPSED;
  if (known->is_part) {
    if (column->clock == TLM_COLUMN_CLOCK_ELAPSED)
      column->clock = TLM_COLUMN_CLOCK_SPAN;
    return;
  }
  if ((column->clock == TLM_COLUMN_CLOCK_TEXT || column->clock == TLM_COLUMN_CLOCK_STAMP) &&
      !known->told && is_number (sample))
    column->clock = TLM_COLUMN_CLOCK_UNKNOWN;
  if (sample && sample->text)
    tlm_column_time_guess (columns, column, known->told, *sample);
}

/* A column of times, when its clock and unit are known. Of several that are
 * known by name alone the first counts. */
static void
give_time (TlmColumns *columns, TlmColumn *column, const TlmColumnKnown *known,
    const TlmCell *sample, gboolean *unit_missing)
{
  gboolean again = known->is_part && columns->n_times > 0 &&
      (known->is_found || known->time < columns->n_times);

  if (!known->listed && !known->is_found && columns->n_times > 0)
    return;
  find_clock (columns, column, known, sample);
  if (column->clock == TLM_COLUMN_CLOCK_UNKNOWN) {
    *unit_missing = TRUE;
    return;
  }
  if (columns->n_times >= TLM_COLUMNS_MAX_TIMES && !again)
    return;
  column->role = TLM_ROLE_TIME;
  column->is_part = known->is_part || column->clock >= TLM_COLUMN_CLOCK_STAMP;
  column->time = known->told ? known->time : known->is_found ? 0 : columns->n_times;
  column->exponent = exponent_of (column->unit);
  columns->has_parts |= column->is_part;
  columns->n_times += !again;
}

/* Which time a channel goes by: columns= says, otherwise the last one before. */
static guint
time_of (const TlmColumns *columns, const TlmColumnKnown *known)
{
  if (columns->one_time)
    return 0;
  if (known->told || tlm_column_options_tell_time (columns->options))
    return known->time;
  return MAX (columns->n_times, 1) - 1;
}

void
tlm_column_give_role (TlmColumns *columns, TlmColumn *column, const TlmColumnKnown *known,
    const TlmCell *sample, gboolean *unit_missing)
{
  column->time = time_of (columns, known);
  switch (known->meaning) {
    case TLM_COLUMN_TIME:
      give_time (columns, column, known, sample, unit_missing);
      break;
    case TLM_COLUMN_CHANNEL:
      give_standard (columns, column, known->channel, unit_missing);
      break;
    case TLM_COLUMN_VEHICLE:
      column->role = TLM_ROLE_VEHICLE;
      break;
    case TLM_COLUMN_EVENT:
      column->role = TLM_ROLE_EVENT;
      break;
    case TLM_COLUMN_PHASE:
      column->role = TLM_ROLE_TEXT;
      give_channel (columns, column, "phase");
      break;
    case TLM_COLUMN_SKIP:
    case TLM_COLUMN_TIMEZONE:
    case TLM_COLUMN_FIRST_DATE:
    case TLM_COLUMN_DIALECT:
      break;
    case TLM_COLUMN_UNKNOWN:
      column->role = known->text ? TLM_ROLE_TEXT :
          column->unit ? TLM_ROLE_NUMBER : TLM_ROLE_AUTO;
      give_channel (columns, column, known->target);
      break;
  }
  columns->has_numbers |= column->role == TLM_ROLE_NUMBER;
}
