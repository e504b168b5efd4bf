/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/packets/packet-reader.h"

#include <math.h>

#include "core/error.h"
#include "core/packets/channel-map.h"
#include "core/packets/packet-definition.h"
#include "core/packets/packet-groups.h"
#include "core/packets/packet-names.h"
#include "core/packets/packet-time.h"

#define MAX_TIMES 16
#define AXES 6

/* A channel that is being filled. */
typedef struct {
  guint slot;
  guint time;              /* index */
  double factor, offset;
  double minimum, maximum;
  TlmTrack *track;         /* NULL for text */
  TlmTextTrack *text;
  const TlmFieldType *type;
} Sink;

struct _TlmPacketReader {
  TlmLog *log;
  TlmLogVehicle *vehicle;
  TlmPacketProgram *program;
  TlmPacketState *state;
  TlmPacketGroups *groups;
  GPtrArray *map;
  GArray *sinks;           /* Sink */
  TlmPacketTime times[MAX_TIMES];
  guint n_times;
  gint64 at[MAX_TIMES];    /* of the packet at hand */
  gboolean has[MAX_TIMES];
  const TlmChannelMapping *axes[AXES];
  gboolean has_state, has_velocity;
  guint state_time;
  TlmInstant last_state;
  TlmSequence sequences[TLM_SPACE_PACKET_APIDS];
  guint64 n_packets, n_unknown, n_timeless;
};

static gboolean
read_times (TlmPacketReader *reader, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", MAX_TIMES);

  for (char **part = parts; *part; part++) {
    TlmPacketTime *time = &reader->times[reader->n_times];
    if (!tlm_packet_time_parse (g_strstrip (*part), reader->program, time, error))
      return FALSE;
    reader->n_times++;
    if (tlm_packet_time_clock (time) == tlm_packet_time_clock (&reader->times[0]))
      continue;
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "time: %s is %s and %s is not; add @EPOCH, for "
        "example @2000-01-01T12:00:00, to the one that lacks it", time->name,
        tlm_packet_time_clock (time) == TLM_CLOCK_TAI ? "a date" : "elapsed time",
        reader->times[0].name);
    return FALSE;
  }
  return TRUE;
}

/* A definition may have a field that is the time. */
static gboolean
find_time (TlmPacketReader *reader, GError **error)
{
  g_autofree char *names = NULL;

  for (guint i = 0; i < reader->program->fields->len; i++) {
    const TlmPacketField *field = reader->program->fields->pdata[i];
    if (field->type->kind == TLM_FIELD_INSTANT)
      return read_times (reader, field->name, error);
  }
  names = tlm_packet_names (reader->program);
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "packets do not say which field is their time; add "
      "time=FIELD:FORMAT to [packets] of the mission, for example time=%s:cds; fields of %s: %s",
      reader->program->fields->len > 7 ?
      ((TlmPacketField *) reader->program->fields->pdata[7])->name : "FIELD",
      reader->program->source, names);
  return FALSE;
}

static gboolean
time_of (TlmPacketReader *reader, const TlmChannelMapping *mapping, guint *index, GError **error)
{
  *index = 0;
  if (!mapping->time)
    return TRUE;
  for (*index = 0; *index < reader->n_times; (*index)++)
    if (strcmp (reader->times[*index].name, mapping->time) == 0)
      return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "map: %s is of time %s, which is not in time=; "
      "add %s:FORMAT there", mapping->channel, mapping->time, mapping->time);
  return FALSE;
}

static gboolean
add_sink (TlmPacketReader *reader, const TlmChannelMapping *mapping, GError **error)
{
  TlmPacketField *field = reader->program->fields->pdata[mapping->slot];
  Sink sink = {
    .slot = mapping->slot, .factor = mapping->factor, .offset = mapping->offset,
    .minimum = -INFINITY, .maximum = INFINITY, .type = field->type
  };
  TlmChannelId id;

  if (!time_of (reader, mapping, &sink.time, error))
    return FALSE;
  if (mapping->text) {
    sink.text = tlm_log_text (reader->vehicle, mapping->channel);
  } else {
    sink.track = tlm_log_track (reader->vehicle, mapping->channel, mapping->quantity);
    if (field->type->kind == TLM_FIELD_LABEL && sink.track)
      sink.track->interpolation = TLM_INTERPOLATION_HOLD;
  }
  if (!sink.track && !sink.text) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "map: %s is one channel too many",
        mapping->channel);
    return FALSE;
  }
  if (sink.track && !sink.track->column) {
    sink.track->column = g_strdup (field->name);
    sink.track->unit = g_strdup (mapping->unit ? mapping->unit->symbol : NULL);
  }
  if (tlm_channel_from_name (mapping->channel, &id)) {
    sink.minimum = tlm_channel_get (id)->minimum;
    sink.maximum = tlm_channel_get (id)->maximum;
  }
  g_array_append_val (reader->sinks, sink);
  return TRUE;
}

/* The channels that make a state: three positions, with three velocities or none,
 * in one frame and at one time. */
static gboolean
check_state (TlmPacketReader *reader, GError **error)
{
  const TlmChannelMapping *first = NULL;
  guint positions = 0, velocities = 0;
  gboolean same = TRUE;

  for (guint i = 0; i < AXES; i++) {
    const TlmChannelMapping *axis = reader->axes[i];
    if (!axis)
      continue;
    first = first ? first : axis;
    positions += i < 3;
    velocities += i >= 3;
    same &= axis->frame == first->frame && g_strcmp0 (axis->time, first->time) == 0;
  }
  if (!first)
    return TRUE;
  if (!same || positions != 3 || velocities % 3 != 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "map: a state is position-x, position-y and "
        "position-z, and with them velocity-x, velocity-y and velocity-z or none of these, all in "
        "one frame and of one time");
    return FALSE;
  }
  reader->has_state = TRUE;
  reader->has_velocity = velocities == 3;
  if (tlm_packet_time_clock (&reader->times[0]) != TLM_CLOCK_TAI) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "map: a state needs a date; add @EPOCH to time=");
    return FALSE;
  }
  return time_of (reader, first, &reader->state_time, error);
}

static gboolean
set_up_channels (TlmPacketReader *reader, const char *text, GError **error)
{
  g_autofree guint8 *wanted = g_malloc0 (reader->program->fields->len + 1);

  reader->map = tlm_channel_map_parse (text, reader->program, error);
  if (!reader->map)
    return FALSE;
  for (guint i = 0; i < reader->map->len; i++) {
    const TlmChannelMapping *mapping = reader->map->pdata[i];
    wanted[mapping->slot] = 1;
    if (mapping->axis >= 0)
      reader->axes[mapping->axis] = mapping;
    else if (!add_sink (reader, mapping, error))
      return FALSE;
  }
  for (guint i = 0; i < reader->n_times; i++)
    for (guint j = 0; j < reader->times[i].n; j++)
      wanted[reader->times[i].slots[j]] = 1;
  tlm_packet_program_prune (reader->program, wanted);
  return check_state (reader, error);
}

TlmPacketReader *
tlm_packet_reader_new (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  g_autoptr (TlmPacketReader) reader = NULL;

  g_return_val_if_fail (log != NULL && options != NULL, NULL);
  reader = g_new0 (TlmPacketReader, 1);
  reader->log = log;
  reader->last_state = TLM_TIME_NONE;
  reader->sinks = g_array_new (FALSE, TRUE, sizeof (Sink));
  reader->groups = tlm_packet_groups_new (options->packets.group_skip);
  reader->program = tlm_packet_definition_load (&options->packets, error);
  if (!reader->program)
    return NULL;
  reader->vehicle = tlm_log_vehicle (log, options->vehicle ? options->vehicle : "");
  if (!(options->packets.time ? read_times (reader, options->packets.time, error) :
          find_time (reader, error)) ||
      !set_up_channels (reader, options->packets.map, error))
    return NULL;
  reader->state = tlm_packet_state_new (reader->program);
  log->clock = tlm_packet_time_clock (&reader->times[0]);
  return g_steal_pointer (&reader);
}

void
tlm_packet_reader_free (TlmPacketReader *reader)
{
  if (!reader)
    return;
  for (guint i = 0; i < MAX_TIMES; i++)
    tlm_packet_time_clear (&reader->times[i]);
  tlm_packet_state_free (reader->state);
  tlm_packet_program_free (reader->program);
  tlm_packet_groups_free (reader->groups);
  g_clear_pointer (&reader->map, g_ptr_array_unref);
  g_array_unref (reader->sinks);
  g_free (reader);
}

const guint8 *
tlm_packet_reader_known (const TlmPacketReader *reader)
{
  g_return_val_if_fail (reader != NULL, NULL);
  return reader->program->knows_apids ? reader->program->known : NULL;
}

static void
append_text (TlmPacketReader *reader, const Sink *sink, const TlmPacketValue *value,
    const guint8 *data, gint64 at)
{
  const char *label = tlm_field_label (sink->type, value->raw);
  g_autofree char *text = NULL;
  gsize length = value->bits / 8;

  if (sink->type->kind == TLM_FIELD_LABEL) {
    text = label ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) value->raw);
    tlm_text_track_append (sink->text, at, label ? label : text);
    return;
  }
  if (value->bit % 8 != 0)
    return;
  if (sink->type->utf16)
    text = g_convert ((const char *) data + value->bit / 8, (gssize) (length & ~(gsize) 1), "UTF-8",
        "UTF-16BE", NULL, NULL, NULL);
  else
    text = g_strndup ((const char *) data + value->bit / 8, length);
  if (text)
    tlm_text_track_append (sink->text, at, g_strstrip (text));
}

/* FALSE for a number that the channel cannot have. */
static gboolean
append_number (const Sink *sink, const TlmPacketValue *value, gint64 at)
{
  double si = value->value * sink->factor + sink->offset;

  return si >= sink->minimum && si <= sink->maximum &&
      tlm_series_append (sink->track->series, at, si);
}

static gboolean
read_axis (const TlmPacketReader *reader, guint axis, double *out)
{
  const TlmChannelMapping *mapping = reader->axes[axis];
  const TlmPacketValue *value = mapping ? &reader->state->values[mapping->slot] : NULL;

  if (!value || value->stamp != reader->state->stamp)
    return FALSE;
  *out = value->value * mapping->factor + mapping->offset;
  return TRUE;
}

static void
append_state (TlmPacketReader *reader)
{
  double axes[AXES] = { NAN, NAN, NAN, NAN, NAN, NAN };
  TlmInstant at = reader->at[reader->state_time];
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;
  TlmState state;

  for (guint i = 0; i < (reader->has_velocity ? AXES : 3); i++)
    if (!read_axis (reader, i, &axes[i]))
      return;
  if (!reader->has[reader->state_time] ||
      (reader->last_state != TLM_TIME_NONE && at <= reader->last_state))
    return;
  if (!reader->vehicle->ephemeris) {
    segment.frame = reader->axes[0]->frame;
    reader->vehicle->ephemeris = tlm_ephemeris_new ();
    tlm_ephemeris_begin_segment (reader->vehicle->ephemeris, &segment);
  }
  state = (TlmState) { { axes[0], axes[1], axes[2] }, { axes[3], axes[4], axes[5] } };
  if (tlm_ephemeris_append (reader->vehicle->ephemeris, at, &state, NULL, NULL))
    reader->last_state = at;
}

static void
append_samples (TlmPacketReader *reader, const guint8 *data)
{
  const TlmPacketState *state = reader->state;
  guint unusable = 0;

  for (guint i = 0; i < reader->sinks->len; i++) {
    const Sink *sink = &g_array_index (reader->sinks, Sink, i);
    const TlmPacketValue *value = &state->values[sink->slot];
    if (value->stamp != state->stamp || !reader->has[sink->time])
      continue;
    if (sink->text)
      append_text (reader, sink, value, data, reader->at[sink->time]);
    else
      unusable += !append_number (sink, value, reader->at[sink->time]);
  }
  if (reader->has_state)
    append_state (reader);
  reader->log->n_good++;
  if (unusable > 0)
    tlm_log_bad (reader->log, "packet %" G_GUINT64_FORMAT " (APID %u): %u values that their "
        "channels cannot have", reader->n_packets, (data[0] & 7u) << 8 | data[1], unusable);
}

static void
read_packet (TlmPacketReader *reader, const guint8 *data, gsize length)
{
  guint apid = (data[0] & 7u) << 8 | data[1];
  gboolean any = FALSE;

  if (!tlm_packet_program_run (reader->program, reader->state, data, length)) {
    tlm_log_bad (reader->log, "packet %" G_GUINT64_FORMAT " (APID %u, %" G_GSIZE_FORMAT " bytes): "
        "%s: %s", reader->n_packets, apid, length, reader->state->container->name,
        reader->state->problem);
    return;
  }
  if (reader->state->container->abstract) {
    reader->log->n_good++;
    reader->n_unknown++;
    return;
  }
  for (guint i = 0; i < reader->n_times; i++)
    any |= reader->has[i] = tlm_packet_time_read (&reader->times[i], reader->state, data, length,
        &reader->at[i]);
  if (any) {
    append_samples (reader, data);
    return;
  }
  reader->log->n_good++;
  reader->n_timeless++;
}

static void
count_packet (TlmPacketReader *reader, const TlmSpacePacket *header)
{
  guint missing;

  reader->n_packets++;
  switch (tlm_sequence_step (&reader->sequences[header->apid], header->count,
          TLM_SPACE_PACKET_COUNTS, &missing)) {
    case TLM_SEQUENCE_GAP:
      reader->log->n_lost += missing;
      break;
    case TLM_SEQUENCE_DUPLICATE:
      reader->log->n_duplicate++;
      break;
    case TLM_SEQUENCE_LATE:
      reader->log->n_out_of_order++;
      break;
    case TLM_SEQUENCE_NEXT:
      break;
  }
}

void
tlm_packet_reader_push (TlmPacketReader *reader, const TlmSpacePacket *header,
    const guint8 *packet)
{
  gsize length = header->length;
  gboolean broken = FALSE;

  g_return_if_fail (reader != NULL && packet != NULL);
  if (header->apid == TLM_SPACE_PACKET_IDLE)
    return;
  count_packet (reader, header);
  if (header->segment != TLM_SEGMENT_WHOLE)
    packet = tlm_packet_groups_push (reader->groups, header, packet, &length, &broken);
  if (broken)
    tlm_log_bad (reader->log, "packet %" G_GUINT64_FORMAT " (APID %u): a group of packets is not "
        "whole", reader->n_packets, header->apid);
  if (packet)
    read_packet (reader, packet, length);
}

void
tlm_packet_reader_discont (TlmPacketReader *reader)
{
  g_return_if_fail (reader != NULL);
  tlm_packet_groups_reset (reader->groups);
}

gboolean
tlm_packet_reader_finish (TlmPacketReader *reader, GError **error)
{
  guint open;

  g_return_val_if_fail (reader != NULL, FALSE);
  open = tlm_packet_groups_reset (reader->groups);
  if (open > 0)
    tlm_log_bad (reader->log, "end: %u groups of packets are not whole", open);
  if (reader->n_unknown > 0)
    tlm_log_note (reader->log, "%" G_GUINT64_FORMAT " packets are not described by %s",
        reader->n_unknown, reader->program->source);
  if (reader->n_timeless > 0)
    tlm_log_note (reader->log, "%" G_GUINT64_FORMAT " packets have no time in the field %s and "
        "show nothing", reader->n_timeless, reader->times[0].name);
  if (reader->n_packets > 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "there is no Space Packet in it; a packet "
      "begins with version 000 and its length is in bytes 5 and 6; where something stands before "
      "each packet, say prefix=BYTES in [packets]");
  return FALSE;
}
