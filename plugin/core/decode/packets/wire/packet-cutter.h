/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/wire/packet-check.h"
#include "core/decode/packets/wire/space-packet.h"

G_BEGIN_DECLS

/* The first packet from POSITION on, or where to look again. */
typedef enum {
  TLM_CUT_PACKET,          /* one stands at POSITION */
  TLM_CUT_GARBAGE,         /* none is at POSITION; it moved past bytes that begin none */
  TLM_CUT_MORE             /* what stands at POSITION needs more bytes */
} TlmCut;

/* Cuts a stream of bytes into packets, and finds the next one after garbage by
 * the plausibility of a chain of headers (133.0-B-2 has no marker). What it does
 * depends on the bytes alone, not on the pieces they came in, unless it is PROMPT: then
 * nobody waits to see that a plausible header follows on a packet whose length varies, and it is
 * believed when that header has not come. Not thread-safe. */
typedef struct _TlmPacketCutter TlmPacketCutter;

/* PREFIX bytes stand before each packet and are not looked at. KNOWN (may be
 * NULL, copied): one byte for each APID, non-zero for those that occur. With it
 * a stream begins without waiting for a second packet, and no other APID is
 * believed where garbage ends. CHECK: what each packet but idle ones ends with; one of
 * which it does not hold is garbage, one of 16 bits vouches for a packet. PROMPT: see above. */
TlmPacketCutter *tlm_packet_cutter_new (gsize prefix, const guint8 *known, TlmPacketCheck check, gboolean prompt);

/* Frees the cutter; nothing for NULL. */
void tlm_packet_cutter_free (TlmPacketCutter *cutter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmPacketCutter, tlm_packet_cutter_free)

/* Looks at DATA, LENGTH bytes, from POSITION on. On TLM_CUT_PACKET, HEADER
 * receives its header and POSITION becomes where the header stands (the packet
 * follows in place, header->length bytes; go on behind it). LAST: no more bytes
 * will come. At most 8 packets are waited for. */
TlmCut tlm_packet_cutter_next (TlmPacketCutter *cutter, const guint8 *data, gsize length,
    gboolean last, gsize *position, TlmSpacePacket *header);

/* The next byte follows on none before. */
void tlm_packet_cutter_reset (TlmPacketCutter *cutter);

G_END_DECLS
