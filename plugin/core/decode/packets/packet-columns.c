/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/packet-columns.h"

#define N_MAX TLM_PACKET_COLUMNS_MAX
#define MAX_TIMES 16
#define MAX_AXES 6

/* A sink whose field the packets have. */
typedef struct {
  TlmPacketSink *sink;
  TlmPacketPlace place;
} Column;

/* A field that decides which container a packet is. */
typedef struct {
  guint bit, bits;
  guint64 value;
} Key;

struct _TlmPacketColumns {
  GArray *columns;         /* Column */
  GArray *keys;            /* Key */
  gsize least;             /* bytes of a packet; 0 when nothing is remembered */
  gsize least_known;       /* what LEAST is to become; 0 when keys cannot be compared */
  TlmPacketPlace axes[MAX_AXES];
  guint n_axes;            /* 0 when the packets lack one */
  guint n, n_times;
  const guint8 *data[N_MAX];
  gsize lengths[N_MAX];
  guint64 numbers[N_MAX];
  gint64 at[MAX_TIMES][N_MAX];
  guint bad[N_MAX];          /* values that are no use, by packet */
};

static void
find_keys (TlmPacketColumns *columns, const TlmPacketProgram *program, const TlmPacketPlace *places,
    guint64 bits)
{
  columns->least_known = bits / 8 + (bits % 8 != 0);
  for (guint i = 0; i < program->fields->len; i++) {
    Key key = { places[i].bit, places[i].bits, 0 };
    if (!program->looked_at[i] || !places[i].type)
      continue;
    if (places[i].code == TLM_OP_BLOB)
      columns->least_known = 0;
    g_array_append_val (columns->keys, key);
  }
}

static void
find_axes (TlmPacketColumns *columns, const TlmPacketPlace *places, const guint *axes, guint n)
{
  for (guint i = 0; i < n; i++) {
    if (!places[axes[i]].type)
      return;
    columns->axes[i] = places[axes[i]];
  }
  columns->n_axes = n;
}

TlmPacketColumns *
tlm_packet_columns_new (const TlmPacketProgram *program, const TlmPacketContainer *container,
    GArray *sinks, const guint *axes, guint n_axes)
{
  g_autofree TlmPacketPlace *places = NULL;
  TlmPacketColumns *columns;
  guint64 bits;

  g_return_val_if_fail (program && container && sinks && n_axes <= MAX_AXES, NULL);
  places = g_new0 (TlmPacketPlace, program->fields->len + 1);
  if (!tlm_packet_program_places (container, places, &bits))
    return NULL;
  columns = g_new0 (TlmPacketColumns, 1);
  columns->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  for (guint i = 0; i < sinks->len; i++) {
    TlmPacketSink *sink = &g_array_index (sinks, TlmPacketSink, i);
    Column column = { sink, places[sink->slot] };
    if (column.place.type)
      g_array_append_val (columns->columns, column);
  }
  find_axes (columns, places, axes, n_axes);
  columns->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  find_keys (columns, program, places, bits);
  return columns;
}

void
tlm_packet_columns_free (TlmPacketColumns *columns)
{
  if (!columns)
    return;
  g_array_unref (columns->columns);
  g_array_unref (columns->keys);
  g_free (columns);
}

void
tlm_packet_columns_remember (TlmPacketColumns *columns, const guint8 *data, gsize length)
{
  columns->least = columns->least_known;
  for (guint i = 0; i < columns->keys->len && columns->least > 0; i++) {
    Key *key = &g_array_index (columns->keys, Key, i);
    key->value = tlm_bits_read (data, length, key->bit, key->bits);
  }
}

gboolean
tlm_packet_columns_match (const TlmPacketColumns *columns, const guint8 *data, gsize length)
{
  if (columns->least == 0 || length < columns->least)
    return FALSE;
  for (guint i = 0; i < columns->keys->len; i++) {
    const Key *key = &g_array_index (columns->keys, Key, i);
    if (tlm_bits_read (data, length, key->bit, key->bits) != key->value)
      return FALSE;
  }
  return TRUE;
}

gboolean
tlm_packet_columns_add (TlmPacketColumns *columns, const guint8 *data, gsize length,
    const gint64 *at, guint n_times, guint64 number)
{
  guint i = columns->n++;

  columns->data[i] = data;
  columns->lengths[i] = length;
  columns->numbers[i] = number;
  columns->n_times = n_times;
  for (guint k = 0; k < n_times; k++)
    columns->at[k][i] = at[k];
  return columns->n == N_MAX;
}

static void
read_unsigned (const TlmPacketColumns *columns, const TlmPacketPlace *place, double *values)
{
  guint bit = place->bit, bits = place->bits;

  for (guint i = 0; i < columns->n; i++)
    values[i] = (double) tlm_bits_read (columns->data[i], columns->lengths[i], bit, bits);
}

static void
read_floats (const TlmPacketColumns *columns, const TlmPacketPlace *place, double *values)
{
  for (guint i = 0; i < columns->n; i++) {
    guint32 word = (guint32) tlm_bits_read (columns->data[i], columns->lengths[i], place->bit, 32);
    float value;
    memcpy (&value, &word, sizeof value);
    values[i] = (double) value;
  }
}

static void
read_numbers (const TlmPacketColumns *columns, const TlmPacketPlace *place, double *values)
{
  const TlmFieldType *type = place->type;
  guint64 raw;

  for (guint i = 0; i < columns->n; i++) {
    values[i] = tlm_field_decode (type, tlm_bits_read (columns->data[i], columns->lengths[i],
            place->bit, place->bits), &raw);
    if (type->calibrator)
      values[i] = tlm_calibrate (type->calibrator, values[i]);
  }
}

static void
read_values (const TlmPacketColumns *columns, const TlmPacketPlace *place, double *values)
{
  if (place->code == TLM_OP_UNSIGNED)
    read_unsigned (columns, place, values);
  else if (place->code == TLM_OP_FLOAT)
    read_floats (columns, place, values);
  else
    read_numbers (columns, place, values);
}

/* To the channel's unit. FALSE when a value is one that the channel cannot have. */
static gboolean
scale (const TlmPacketSink *sink, double *values, guint n)
{
  double factor = sink->factor, offset = sink->offset;
  guint usable = 0;

  for (guint i = 0; i < n; i++) {
    values[i] = values[i] * factor + offset;
    usable += values[i] >= sink->minimum && values[i] <= sink->maximum;
  }
  return usable == n;
}

static void
append_usable (TlmPacketColumns *columns, const TlmPacketSink *sink, const double *values)
{
  for (guint i = 0; i < columns->n; i++)
    columns->bad[i] += values[i] < sink->minimum || !(values[i] <= sink->maximum) ||
        !tlm_series_append (sink->track->series, columns->at[sink->time][i], values[i]);
}

/* Labels and text, one by one: only changes are kept of them. */
static void
append_texts (TlmPacketColumns *columns, const Column *column)
{
  const TlmPacketPlace *place = &column->place;

  for (guint i = 0; i < columns->n; i++) {
    TlmPacketValue value = { .bit = place->bit, .bits = place->bits };
    if (place->code != TLM_OP_BLOB)
      tlm_field_decode (place->type, tlm_bits_read (columns->data[i], columns->lengths[i],
              place->bit, place->bits), &value.raw);
    tlm_packet_sink_append (column->sink, &value, columns->data[i],
        columns->at[column->sink->time][i]);
  }
}

static void
append_column (TlmPacketColumns *columns, const Column *column)
{
  TlmPacketSink *sink = column->sink;
  double values[N_MAX];

  if (!tlm_packet_sink_open (sink))
    return;
  if (sink->text) {
    append_texts (columns, column);
    return;
  }
  read_values (columns, &column->place, values);
  if (!scale (sink, values, columns->n) || !tlm_series_append_many (sink->track->series,
          columns->at[sink->time], values, columns->n))
    append_usable (columns, sink, values);
}

static void
give_states (TlmPacketColumns *columns, const TlmPacketColumnsCalls *calls)
{
  double values[MAX_AXES][N_MAX], axes[MAX_AXES];
  gint64 at[MAX_TIMES];

  for (guint k = 0; k < columns->n_axes; k++)
    read_values (columns, &columns->axes[k], values[k]);
  for (guint i = 0; i < columns->n; i++) {
    for (guint k = 0; k < columns->n_axes; k++)
      axes[k] = values[k][i];
    for (guint k = 0; k < columns->n_times; k++)
      at[k] = columns->at[k][i];
    calls->state (calls->user_data, axes, at);
  }
}

void
tlm_packet_columns_read (TlmPacketColumns *columns, const TlmPacketColumnsCalls *calls)
{
  g_return_if_fail (columns != NULL && calls != NULL);
  memset (columns->bad, 0, columns->n * sizeof *columns->bad);
  for (guint i = 0; i < columns->columns->len; i++)
    append_column (columns, &g_array_index (columns->columns, Column, i));
  if (columns->n_axes > 0)
    give_states (columns, calls);
  for (guint i = 0; i < columns->n; i++)
    if (columns->bad[i] > 0)
      calls->bad (calls->user_data, columns->numbers[i], columns->data[i], columns->bad[i]);
  columns->n = 0;
}
