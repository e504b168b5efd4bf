/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/packet-reader.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/decode/packets/packet-columns.h"
#include "core/decode/packets/packet-definition.h"
#include "core/decode/packets/packet-ephemeris.h"
#include "core/decode/packets/packet-groups.h"
#include "core/decode/packets/packet-times.h"
#include "core/decode/packets/wire/sequence.h"

struct _TlmPacketReader {
  TlmLog *log;
  TlmLogVehicle *vehicle;
  TlmPacketProgram *program;
  TlmPacketState *state;
  TlmPacketGroups *groups;
  TlmPacketCheck check;
  gboolean is_trusted;     /* packets come checked */
  GPtrArray *map;
  GPtrArray *left_out;     /* char *, entries of a map for fields that are no channel as they are */
  GArray *sinks;           /* TlmPacketSink */
  TlmPacketTimes times;
  TlmPacketEphemeris ephemeris;
  TlmSequence sequences[TLM_SPACE_PACKET_APIDS];
  guint64 n_packets, n_unknown, n_timeless;
  GHashTable *columns;     /* TlmPacketContainer to its TlmPacketColumns, or to NULL */
  const TlmPacketContainer *gathered;   /* whose packets are gathered, or NULL */
  TlmPacketColumns *gathering;
  gboolean remembers;      /* the packet before was gathered, and nothing has happened since */
};

static gboolean
add_sink (TlmPacketReader *reader, const TlmChannelMapping *mapping, GError **error)
{
  TlmPacketSink sink;
  guint time;

  if (!tlm_packet_times_find (&reader->times, mapping, &time, error))
    return FALSE;
  tlm_packet_sink_init (&sink, mapping, reader->program->fields->pdata[mapping->slot],
      reader->vehicle);
  sink.time = time;
  g_array_append_val (reader->sinks, sink);
  return TRUE;
}

static void
add_axis (TlmPacketReader *reader, const TlmChannelMapping *mapping)
{
  const TlmPacketField *field = reader->program->fields->pdata[mapping->slot];

  reader->ephemeris.axes[mapping->axis] = mapping;
  reader->ephemeris.longest_gap_ns = MAX (reader->ephemeris.longest_gap_ns, field->longest_gap_ns);
}

static gboolean
set_up_channels (TlmPacketReader *reader, const char *text, GError **error)
{
  g_autofree guint8 *wanted = g_malloc0 (reader->program->fields->len + 1);
  g_autofree guint8 *first = g_malloc0 (reader->program->fields->len + 1);

  reader->map = text ? tlm_channel_map_parse (text, reader->program, error) :
      tlm_channel_map_all (reader->program, reader->left_out);
  if (!reader->map)
    return FALSE;
  for (guint i = 0; i < reader->map->len; i++) {
    const TlmChannelMapping *mapping = reader->map->pdata[i];
    wanted[mapping->slot] = 1;
    if (mapping->axis >= 0)
      add_axis (reader, mapping);
    else if (!add_sink (reader, mapping, error))
      return FALSE;
  }
  for (guint i = 0; i < reader->times.n; i++) {
    const TlmPacketTime *time = &reader->times.times[i];
    for (guint j = 0; j < time->n; j++)
      wanted[time->slots[j]] = first[time->slots[j]] = 1;
  }
  tlm_packet_program_prune (reader->program, wanted, first);
  /* What was asked for by name is there, without a sample too. */
  for (guint i = 0; text && i < reader->sinks->len; i++)
    tlm_packet_sink_open (&g_array_index (reader->sinks, TlmPacketSink, i));
  return tlm_packet_ephemeris_check (&reader->ephemeris, &reader->times, error);
}

TlmPacketReader *
tlm_packet_reader_new (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  g_autoptr (TlmPacketReader) reader = NULL;

  g_return_val_if_fail (log != NULL && options != NULL, NULL);
  reader = g_new0 (TlmPacketReader, 1);
  reader->log = log;
  reader->left_out = g_ptr_array_new_with_free_func (g_free);
  reader->sinks = g_array_new (FALSE, TRUE, sizeof (TlmPacketSink));
  reader->check = options->packets.check;
  reader->groups = tlm_packet_groups_new (options->packets.group_skip,
      tlm_packet_check_size (options->packets.check));
  reader->columns = g_hash_table_new_full (NULL, NULL, NULL,
      (GDestroyNotify) tlm_packet_columns_free);
  reader->program = tlm_packet_definition_load (&options->packets, error);
  if (!reader->program)
    return NULL;
  reader->vehicle = tlm_log_vehicle (log, options->vehicle ? options->vehicle : "");
  reader->ephemeris = (TlmPacketEphemeris) { .vehicle = reader->vehicle, .last = TLM_TIME_NONE };
  if (!tlm_packet_times_parse (&reader->times, options->packets.time, reader->program, error) ||
      !set_up_channels (reader, options->packets.map, error))
    return NULL;
  reader->state = tlm_packet_state_new (reader->program);
  log->clock = tlm_packet_times_clock (&reader->times);
  return g_steal_pointer (&reader);
}

void
tlm_packet_reader_free (TlmPacketReader *reader)
{
  if (!reader)
    return;
  tlm_packet_times_clear (&reader->times);
  g_hash_table_unref (reader->columns);
  tlm_packet_state_free (reader->state);
  tlm_packet_program_free (reader->program);
  tlm_packet_groups_free (reader->groups);
  g_clear_pointer (&reader->map, g_ptr_array_unref);
  g_ptr_array_unref (reader->left_out);
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
    TlmPacketSink *sink = &g_array_index (reader->sinks, TlmPacketSink, i);
    const TlmPacketValue *value = &state->values[sink->slot];
    if (value->stamp == state->stamp && reader->times.has[sink->time])
      unusable += !tlm_packet_sink_append (sink, value, data, reader->times.at[sink->time]);
  }
  tlm_packet_ephemeris_read (&reader->ephemeris, state, &reader->times);
  if (unusable > 0)
    count_unusable (reader, reader->n_packets, data, unusable);
}

/* The columns of a container, made when it comes for the first time. */
static TlmPacketColumns *
columns_of (TlmPacketReader *reader, const TlmPacketContainer *container)
{
  gpointer columns;
  guint slots[TLM_PACKET_AXES], n_axes = reader->ephemeris.n;

  if (reader->gathered == container)
    return reader->gathering;
  if (g_hash_table_lookup_extended (reader->columns, container, NULL, &columns))
    return columns;
  for (guint i = 0; i < n_axes; i++)
    slots[i] = reader->ephemeris.axes[i]->slot;
  columns = tlm_packet_columns_new (reader->program, container, reader->sinks, slots, n_axes);
  g_hash_table_insert (reader->columns, (gpointer) container, columns);
  return columns;
}

static void
take_state (gpointer data, const double *axes, const gint64 *at)
{
  TlmPacketReader *reader = data;

  tlm_packet_ephemeris_append (&reader->ephemeris, axes, at[reader->ephemeris.time]);
}

void
tlm_packet_reader_flush (TlmPacketReader *reader)
{
  const TlmPacketColumnsCalls calls = {
    .bad = count_unusable, .state = take_state, .user_data = reader
  };

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
  reader->remembers = !reader->times.sums;
  reader->gathered = container;
  reader->gathering = columns;
  if (tlm_packet_columns_add (columns, data, length, reader->times.at, reader->times.n,
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
  guint n_times;

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
  n_times = tlm_packet_times_read (&reader->times, reader->state, data, length);
  if (n_times > 0)
    take_packet (reader, data, length, n_times == reader->times.n);
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
      reader->log->n_lost -= MIN (reader->log->n_lost, 1);
      break;
    case TLM_SEQUENCE_NEXT:
      break;
  }
}

void
tlm_packet_reader_trust (TlmPacketReader *reader)
{
  g_return_if_fail (reader != NULL);
  reader->is_trusted = TRUE;
}

/* FALSE for a packet that was damaged: its header is not believed either. */
static gboolean
check_packet (TlmPacketReader *reader, const TlmSpacePacket *header, const guint8 *packet)
{
  if (reader->is_trusted || tlm_packet_check_holds (reader->check, packet, header->length))
    return TRUE;
  tlm_log_bad (reader->log, "packet %" G_GUINT64_FORMAT " (APID %u): its %s is wrong",
      reader->n_packets + 1, header->apid, tlm_packet_check_names[reader->check]);
  return FALSE;
}

void
tlm_packet_reader_push (TlmPacketReader *reader, const TlmSpacePacket *header,
    const guint8 *packet)
{
  gsize length = header->length;
  TlmGroupFault fault = TLM_GROUP_FINE;

  g_return_if_fail (reader != NULL && packet != NULL);
  if (header->apid == TLM_SPACE_PACKET_IDLE || !check_packet (reader, header, packet))
    return;
  count_packet (reader, header);
  if (header->segment != TLM_SEGMENT_WHOLE)
    packet = tlm_packet_groups_push (reader->groups, header, packet, &length, &fault);
  if (fault != TLM_GROUP_FINE)
    tlm_log_bad (reader->log, "packet %" G_GUINT64_FORMAT " (APID %u): a group of packets is %s", reader->n_packets,
        header->apid, fault == TLM_GROUP_TOO_LARGE ? tlm_limit_said (TLM_LIMIT_PACKET_GROUP_BYTES) : "not whole");
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

/* Names with commas between, as many as a person reads. */
static char *
join_first (const GPtrArray *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (names->len, 8); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", (const char *) names->pdata[i]);
  if (names->len > 8)
    g_string_append (text, ",…");
  return g_string_free (text, FALSE);
}

/* What of the definition is no channel, or has not come. */
static void
note_fields (TlmPacketReader *reader)
{
  g_autofree char *left_out = join_first (reader->left_out);
  guint full = 0;

  if (reader->left_out->len > 0)
    tlm_log_note (reader->log, "%u fields are called as channels and have no unit of theirs: they "
        "are left out; add what is right of map=\"%s\" to [packets]", reader->left_out->len,
        left_out);
  for (guint i = 0; i < reader->sinks->len; i++) {
    const TlmPacketSink *sink = &g_array_index (reader->sinks, TlmPacketSink, i);
    full += sink->is_full;
    if (!sink->track && !sink->text && !sink->is_full)
      g_ptr_array_add (reader->log->unused, g_strdup (sink->mapping->channel));
  }
  if (full > 0) {
    g_autofree char *words = tlm_limit_words (TLM_LIMIT_CHANNELS);
    tlm_log_warn (reader->log, "%u fields are left out, choose those that are shown with map= in [packets]: "
        "%s", full, words);
  }
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
        "show nothing", reader->n_timeless, reader->times.times[0].name);
  note_fields (reader);
  if (reader->n_packets > 0)
    return TRUE;
  if (reader->check != TLM_PACKET_CHECK_NONE) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "there is no Space Packet in it whose %s is "
        "right; where packets end otherwise, say check=none or another one in [packets]",
        tlm_packet_check_names[reader->check]);
    return FALSE;
  }
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "there is no Space Packet in it; a packet "
      "begins with version 000 and its length is in bytes 5 and 6; where something stands before "
      "each packet, say prefix=BYTES in [packets]");
  return FALSE;
}
