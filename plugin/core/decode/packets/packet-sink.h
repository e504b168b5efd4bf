/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/channel-map.h"
#include "core/log/log.h"

G_BEGIN_DECLS

/* Where the values of one field of packets go: a track of numbers or of text. The
 * track is the log's, mapping and field are the reader's. */
typedef struct {
  guint slot;              /* of the field */
  guint time;              /* index of the time that its samples are of */
  double factor, offset;   /* to the channel's storage unit */
  double minimum, maximum; /* of the track's values, finite */
  TlmTrack *track;         /* NULL for text, and before open() */
  TlmTextTrack *text;      /* NULL for numbers, and before open() */
  gboolean is_full;        /* the vehicle had no room for the track */
  const TlmChannelMapping *mapping;
  const TlmPacketField *field;
  TlmLogVehicle *vehicle;
  const TlmFieldType *type;
} TlmPacketSink;

/* Makes the sink of a MAPPING whose field is FIELD, for a track of VEHICLE; all three
 * outlive it. */
void tlm_packet_sink_init (TlmPacketSink *sink, const TlmChannelMapping *mapping,
    const TlmPacketField *field, TlmLogVehicle *vehicle);

/* Makes its track where it has none yet. FALSE, then and ever after, when the vehicle has
 * too many already. */
gboolean tlm_packet_sink_open (TlmPacketSink *sink);

/* Appends VALUE of the packet at DATA as a sample at AT, and opens the sink. FALSE, and
 * nothing appended, for a number that the channel cannot have. */
gboolean tlm_packet_sink_append (TlmPacketSink *sink, const TlmPacketValue *value,
    const guint8 *data, gint64 at);

G_END_DECLS
