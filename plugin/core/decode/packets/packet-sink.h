/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/channel-map.h"
#include "core/log/log.h"

G_BEGIN_DECLS

/* Where the values of one field of packets go: a track of numbers or of text. A
 * plain value; the track is the log's. */
typedef struct {
  guint slot;              /* of the field */
  guint time;              /* index of the time that its samples are of */
  double factor, offset;   /* to the channel's storage unit */
  double minimum, maximum; /* of the track's values, finite */
  TlmTrack *track;         /* NULL for text */
  TlmTextTrack *text;      /* NULL for numbers */
  const TlmFieldType *type;
} TlmPacketSink;

/* Makes the sink of a MAPPING whose field is FIELD; its track is made in VEHICLE.
 * FALSE with TLM_ERROR_COLUMNS when that has too many already. */
gboolean tlm_packet_sink_init (TlmPacketSink *sink, const TlmChannelMapping *mapping,
    const TlmPacketField *field, TlmLogVehicle *vehicle, GError **error);

/* Appends VALUE of the packet at DATA as a sample at AT. FALSE, and nothing
 * appended, for a number that the channel cannot have. */
gboolean tlm_packet_sink_append (const TlmPacketSink *sink, const TlmPacketValue *value,
    const guint8 *data, gint64 at);

G_END_DECLS
