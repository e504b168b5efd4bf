/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/packet-reader.h"

#include <math.h>

#include "core/base/error.h"
#include "core/decode/packets/channel-map.h"
#include "core/decode/packets/packet-columns.h"
#include "core/decode/packets/packet-definition.h"
#include "core/decode/packets/packet-groups.h"
#include "core/decode/packets/packet-names.h"
#include "core/decode/packets/packet-time.h"

#define MAX_TIMES 16
#define AXES 6

struct _TlmPacketReader {
  TlmLog *log;
  TlmLogVehicle *vehicle;
  TlmPacketProgram *program;
  TlmPacketState *state;
  TlmPacketGroups *groups;
  GPtrArray *map;
  GArray *sinks;           /* TlmPacketSink */
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
  GHashTable *columns;     /* TlmPacketContainer to its TlmPacketColumns, or to NULL */
  const TlmPacketContainer *gathered;   /* whose packets are gathered, or NULL */
  TlmPacketColumns *gathering;
  gboolean sums;           /* some time is a sum of fields, whose values are needed */
  gboolean remembers;      /* the packet before was gathered, and nothing has happened since */
};

/* How many axes states have. */
static guint
n_axes (const TlmPacketReader *reader)
{
  return !reader->has_state ? 0 : reader->has_velocity ? 6 : 3;
}

static gboolean
read_times (TlmPacketReader *reader, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", MAX_TIMES);

  for (char **part = parts; *part; part++) {
    TlmPacketTime *time = &reader->times[reader->n_times];
    if (!tlm_packet_time_parse (g_strstrip (*part), reader->program, time, error))
      return FALSE;
    reader->n_times++;
    reader->sums |= time->kind == TLM_PACKET_TIME_SUM;
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
  TlmPacketSink sink;
  guint time;

  if (!time_of (reader, mapping, &time, error) ||
      !tlm_packet_sink_init (&sink, mapping, reader->program->fields->pdata[mapping->slot],
          reader->vehicle, error))
    return FALSE;
  sink.time = time;
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
  g_autofree guint8 *first = g_malloc0 (reader->program->fields->len + 1);

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
      wanted[reader->times[i].slots[j]] = first[reader->times[i].slots[j]] = 1;
  tlm_packet_program_prune (reader->program, wanted, first);
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
  reader->sinks = g_array_new (FALSE, TRUE, sizeof (TlmPacketSink));
  reader->groups = tlm_packet_groups_new (options->packets.group_skip);
  reader->columns = g_hash_table_new_full (NULL, NULL, NULL,
      (GDestroyNotify) tlm_packet_columns_free);
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
  g_hash_table_unref (reader->columns);
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

/* AXES before units, six of them, NaN where there is none. */
static void
append_state (TlmPacketReader *reader, const double *axes, gboolean has_time, TlmInstant at)
{
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;
  double si[AXES];
  TlmState state;

  if (!has_time || (reader->last_state != TLM_TIME_NONE && at <= reader->last_state))
    return;
  if (!reader->vehicle->ephemeris) {
    segment.frame = reader->axes[0]->frame;
    segment.is_measured = TRUE;
    reader->vehicle->ephemeris = tlm_ephemeris_new ();
    tlm_ephemeris_begin_segment (reader->vehicle->ephemeris, &segment);
  }
  for (guint i = 0; i < AXES; i++)
    si[i] = reader->axes[i] ? axes[i] * reader->axes[i]->factor + reader->axes[i]->offset : NAN;
  state = (TlmState) { { si[0], si[1], si[2] }, { si[3], si[4], si[5] } };
  if (tlm_ephemeris_append (reader->vehicle->ephemeris, at, &state, NULL, NULL))
    reader->last_state = at;
}

static void
read_state (TlmPacketReader *reader)
{
  double axes[AXES] = { NAN, NAN, NAN, NAN, NAN, NAN };

  for (guint i = 0; i < n_axes (reader); i++) {
    const TlmPacketValue *value = &reader->state->values[reader->axes[i]->slot];
    if (value->stamp != reader->state->stamp)
      return;
    axes[i] = value->value;
  }
  append_state (reader, axes, reader->has[reader->state_time], reader->at[reader->state_time]);
}

static void
count_unusable (gpointer data, guint64 number, const guint8 *packet, guint n)
{
  tlm_log_bad (((TlmPacketReader *) data)->log, "packet %" G_GUINT64_FORMAT " (APID %u): %u values "
      "that their channels cannot have", number, (packet[0] & 7u) << 8 | packet[1], n);
}

static void
append_samples (TlmPacketReader *reader, const guint8 *data)
{
  const TlmPacketState *state = reader->state;
  guint unusable = 0;

  for (guint i = 0; i < reader->sinks->len; i++) {
    const TlmPacketSink *sink = &g_array_index (reader->sinks, TlmPacketSink, i);
    const TlmPacketValue *value = &state->values[sink->slot];
    if (value->stamp == state->stamp && reader->has[sink->time])
      unusable += !tlm_packet_sink_append (sink, value, data, reader->at[sink->time]);
  }
  if (reader->has_state)
    read_state (reader);
  if (unusable > 0)
    count_unusable (reader, reader->n_packets, data, unusable);
}

/* The columns of a container, made when it comes for the first time. */
static TlmPacketColumns *
columns_of (TlmPacketReader *reader, const TlmPacketContainer *container)
{
  gpointer columns;
  guint slots[AXES];

  if (reader->gathered == container)
    return reader->gathering;
  if (g_hash_table_lookup_extended (reader->columns, container, NULL, &columns))
    return columns;
  for (guint i = 0; i < n_axes (reader); i++)
    slots[i] = reader->axes[i]->slot;
  columns = tlm_packet_columns_new (reader->program, container, reader->sinks, slots,
      n_axes (reader));
  g_hash_table_insert (reader->columns, (gpointer) container, columns);
  return columns;
}

static void
take_state (gpointer data, const double *axes, const gint64 *at)
{
  TlmPacketReader *reader = data;

  append_state (reader, axes, TRUE, at[reader->state_time]);
}

void
tlm_packet_reader_flush (TlmPacketReader *reader)
{
  const TlmPacketColumnsCalls calls = { count_unusable, take_state, reader };

  g_return_if_fail (reader != NULL);
  if (reader->gathered)
    tlm_packet_columns_read (reader->gathering, &calls);
  reader->gathered = NULL;
}

/* Gathers a packet that has all its times and whose fields stand at fixed
 * places; any other one is read at once. */
static void
take_packet (TlmPacketReader *reader, const guint8 *data, gsize length, gboolean all_times)
{
  const TlmPacketContainer *container = reader->state->container;
  TlmPacketColumns *columns = all_times ? columns_of (reader, container) : NULL;

  if (reader->gathered != container || !columns)
    tlm_packet_reader_flush (reader);
  if (!columns) {
    if (tlm_packet_program_run (reader->program, reader->state, data, length))
      append_samples (reader, data);
    return;
  }
  if (!reader->remembers)
    tlm_packet_columns_remember (columns, data, length);
  reader->remembers = !reader->sums;
  reader->gathered = container;
  reader->gathering = columns;
  if (tlm_packet_columns_add (columns, data, length, reader->at, reader->n_times,
          reader->n_packets))
    tlm_packet_reader_flush (reader);
}

/* Finds what a packet is. One that must be what the packet before was leaves the
 * state as it is: a time code then stands where it stood. */
static gboolean
choose (TlmPacketReader *reader, const guint8 *data, gsize length)
{
  if (reader->remembers && reader->gathered &&
      tlm_packet_columns_match (reader->gathering, data, length))
    return TRUE;
  reader->remembers = FALSE;
  return tlm_packet_program_choose (reader->program, reader->state, data, length);
}

static void
read_packet (TlmPacketReader *reader, const guint8 *data, gsize length)
{
  guint apid = (data[0] & 7u) << 8 | data[1];
  gboolean any = FALSE, all = TRUE;

  if (!choose (reader, data, length)) {
    tlm_log_bad (reader->log, "packet %" G_GUINT64_FORMAT " (APID %u, %" G_GSIZE_FORMAT " bytes): "
        "%s: %s", reader->n_packets, apid, length, reader->state->container->name,
        reader->state->problem);
    return;
  }
  reader->log->n_good++;
  if (reader->state->container->abstract) {
    reader->n_unknown++;
    return;
  }
  for (guint i = 0; i < reader->n_times; i++) {
    reader->has[i] = tlm_packet_time_read (&reader->times[i], reader->state, data, length,
        &reader->at[i]);
    any |= reader->has[i];
    all &= reader->has[i];
  }
  if (any)
    take_packet (reader, data, length, all);
  else
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
  /* A group stands in a place of its own, which the next one takes. */
  if (header->segment != TLM_SEGMENT_WHOLE)
    tlm_packet_reader_flush (reader);
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
  tlm_packet_reader_flush (reader);
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
