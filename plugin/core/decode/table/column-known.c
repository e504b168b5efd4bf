/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/column-known.h"

#include <string.h>

#include "core/decode/table/column-option.h"

/* What the name says, and where that is no unit, what stands under it. */
static TlmColumnName
read_name (const TlmColumn *column)
{
  TlmColumnName name = tlm_column_name_read (column->name), under = { 0 };

  if (name.unit || !column->under || !*column->under ||
      !tlm_column_unit_read (column->under, strlen (column->under), &under))
    return name;
  name.unit = under.unit;
  name.datum = under.datum ? under.datum : name.datum;
  name.clock = under.clock ? under.clock : name.clock;
  return name;
}

static TlmColumnKnown
know_by_option (TlmColumn *column, TlmColumnOption *option)
{
  TlmColumnKnown known = { .meaning = option->meaning, .target = option->channel, .told = TRUE,
    .listed = TRUE, .time = option->time, .is_part = option->is_part };
  TlmColumnName name = read_name (column);

  option->found = TRUE;
  tlm_channel_from_name (option->channel, &known.channel);
  column->vehicle = g_strdup (option->vehicle);
  column->unit = option->has_unit ? option->unit.unit : name.unit;
  column->datum = option->unit.datum ? option->unit.datum : name.datum;
  column->clock = option->has_unit ? option->unit.clock : name.clock;
  column->scale = option->has_unit ? option->unit.scale : name.scale;
  column->order = option->unit.order;
  return known;
}

static TlmColumnKnown
know_by_dialect (TlmColumn *column, const TlmDialectColumn *row)
{
  TlmColumnKnown known = { .target = row->target, .listed = TRUE };
  TlmColumnName unit = { 0 };

  known.text = g_str_has_prefix (row->target, "text/");
  if (known.text)
    known.target += strlen ("text/");
  else
    known.meaning = tlm_column_meaning_from_target (row->target);
  tlm_channel_from_name (known.target, &known.channel);
  if (row->unit)
    tlm_column_unit_read (row->unit, strlen (row->unit), &unit);
  column->vehicle = g_strdup (row->vehicle);
  column->unit = unit.unit;
  column->datum = unit.datum;
  column->clock = unit.clock;
  return known;
}

static TlmColumnKnown
know_by_name (const TlmColumns *columns, TlmColumn *column)
{
  TlmColumnName name = read_name (column);
  TlmColumnKnown known = { .meaning = name.meaning, .channel = name.channel, .target = column->name };
  TlmChannelId id;

  column->unit = name.unit;
  column->datum = name.datum;
  column->clock = name.clock;
  if (columns->dialect && columns->dialect->si && !column->unit &&
      tlm_channel_from_name (column->name, &id))
    column->unit = tlm_unit_find (tlm_quantity_si_symbol (tlm_channel_get (id)->quantity));
  return known;
}

static guint
occurrence_of (const TlmColumns *columns, const TlmColumn *column)
{
  guint n = 0;

  for (guint i = 0; i < column->index; i++)
    n += strcmp (((TlmColumn *) columns->columns->pdata[i])->name, column->name) == 0;
  return n;
}

TlmColumnKnown
tlm_column_know (TlmColumns *columns, TlmColumn *column)
{
  guint occurrence = columns->repeated ? occurrence_of (columns, column) : 0;
  TlmColumnOption *option =
      tlm_column_options_find (columns->options, column->name, column->index, occurrence);
  const TlmDialectColumn *row = NULL;
  TlmColumnKnown known;

  if (option)
    return know_by_option (column, option);
  if (columns->dialect)
    row = tlm_dialect_column (columns->dialect, column->name, occurrence);
  known = row ? know_by_dialect (column, row) : know_by_name (columns, column);
  if (known.meaning == TLM_COLUMN_TIME && tlm_column_options_tell_time (columns->options))
    known.meaning = TLM_COLUMN_SKIP;
  return known;
}
