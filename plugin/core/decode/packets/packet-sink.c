/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/packet-sink.h"

#include <math.h>

#include "core/base/limits.h"

/* Tracks take finite values only. */
static void
set_range (TlmPacketSink *sink, const char *channel)
{
  TlmChannelId id;

  sink->minimum = -G_MAXDOUBLE;
  sink->maximum = G_MAXDOUBLE;
  if (!tlm_channel_from_name (channel, &id))
    return;
  sink->minimum = MAX (sink->minimum, tlm_channel_get (id)->minimum);
  sink->maximum = MIN (sink->maximum, tlm_channel_get (id)->maximum);
}

static void
describe_track (TlmTrack *track, const TlmChannelMapping *mapping, const TlmPacketField *field)
{
  if (field->type->kind == TLM_FIELD_LABEL)
    track->interpolation = TLM_INTERPOLATION_HOLD;
  if (tlm_series_longest_gap (track->series) == 0)
    tlm_series_set_longest_gap (track->series, field->longest_gap_ns);
  if (track->column)
    return;
  track->column = g_strdup (field->name);
  track->unit = g_strdup (mapping->unit ? mapping->unit->symbol : NULL);
}

void
tlm_packet_sink_init (TlmPacketSink *sink, const TlmChannelMapping *mapping,
    const TlmPacketField *field, TlmLogVehicle *vehicle)
{
  g_return_if_fail (sink && mapping && field && vehicle);
  *sink = (TlmPacketSink) {
    .slot = mapping->slot, .factor = mapping->factor, .offset = mapping->offset,
    .mapping = mapping, .field = field, .vehicle = vehicle, .type = field->type
  };
  set_range (sink, mapping->channel);
}

gboolean
tlm_packet_sink_open (TlmPacketSink *sink)
{
  g_return_val_if_fail (sink != NULL, FALSE);
  if (sink->track || sink->text || sink->is_full)
    return !sink->is_full;
  if (sink->mapping->text)
    sink->text = tlm_log_text (sink->vehicle, sink->mapping->channel);
  else
    sink->track = tlm_log_track (sink->vehicle, sink->mapping->channel, sink->mapping->quantity);
  if (sink->track)
    describe_track (sink->track, sink->mapping, sink->field);
  sink->is_full = !sink->track && !sink->text;
  return !sink->is_full;
}

static void
append_label (const TlmPacketSink *sink, guint64 raw, gint64 at)
{
  const char *label = tlm_field_label (sink->type, raw);
  char number[24];

  if (!label)
    g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, (gint64) raw);
  tlm_text_track_append (sink->text, at, label ? label : number);
}

static void
append_text (const TlmPacketSink *sink, const TlmPacketValue *value, const guint8 *data, gint64 at)
{
  TlmCell cell = { (const char *) data + value->bit / 8, value->bits / 8 };
  g_autofree char *text = NULL;

  if (value->bit % 8 != 0)
    return;
  if (sink->type->utf16)
    text = g_convert (cell.text, (gssize) (cell.length & ~(gsize) 1), "UTF-8", "UTF-16BE", NULL, NULL, NULL);
  else
    text = tlm_cell_dup (tlm_cell_until_nul (cell), tlm_limit (TLM_LIMIT_TEXT_BYTES));
  if (text)
    tlm_text_track_append (sink->text, at, g_strstrip (text));
}

gboolean
tlm_packet_sink_append (TlmPacketSink *sink, const TlmPacketValue *value,
    const guint8 *data, gint64 at)
{
  double si = value->value * sink->factor + sink->offset;

  if (!tlm_packet_sink_open (sink))
    return TRUE;
  if (!sink->text)
    return si >= sink->minimum && si <= sink->maximum &&
        tlm_series_append (sink->track->series, at, si);
  if (sink->type->kind == TLM_FIELD_LABEL)
    append_label (sink, value->raw, at);
  else
    append_text (sink, value, data, at);
  return TRUE;
}
