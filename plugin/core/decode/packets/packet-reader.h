/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decode-options.h"
#include "core/decode/packets/wire/packet-check.h"
#include "core/decode/packets/wire/space-packet.h"
#include "core/log/log.h"

G_BEGIN_DECLS

/* Turns whole Space Packets into samples of a log: counts them, joins groups,
 * reads the mapped fields and appends them. Nothing is copied of a packet that is
 * whole. Not thread-safe. */
typedef struct _TlmPacketReader TlmPacketReader;

/* Reads the definition that OPTIONS name and their time and map. LOG outlives
 * the reader. NULL with an error that says what to add. */
TlmPacketReader *tlm_packet_reader_new (TlmLog *log, const TlmDecodeOptions *options,
    GError **error);

/* Frees the reader; nothing for NULL. The log stays. */
void tlm_packet_reader_free (TlmPacketReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmPacketReader, tlm_packet_reader_free)

/* APIDs that the definition knows, a byte each; NULL when it does not say. */
const guint8 *tlm_packet_reader_known (const TlmPacketReader *reader);

/* Whoever pushes has checked what packets end with. */
void tlm_packet_reader_trust (TlmPacketReader *reader);

/* Takes a packet: HEADER is that of the header->length bytes at PACKET, which stay
 * there until flush(): packets of one kind are read together. A late
 * packet was counted as lost before; both counts stay. States that come late or
 * again are left out, since an ephemeris only grows. */
void tlm_packet_reader_push (TlmPacketReader *reader, const TlmSpacePacket *header,
    const guint8 *packet);

/* Reads what was taken: call it before the bytes go away. finish() does it too. */
void tlm_packet_reader_flush (TlmPacketReader *reader);

/* Forgets groups that were begun. */
void tlm_packet_reader_discont (TlmPacketReader *reader);

/* The end: notes what a person should know. FALSE with an error when there was
 * no packet at all. */
gboolean tlm_packet_reader_finish (TlmPacketReader *reader, GError **error);

G_END_DECLS
