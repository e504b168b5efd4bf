/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Space Packets, CCSDS 133.0-B-2. */

#define TLM_SPACE_PACKET_HEADER 6        /* bytes of the primary header */
#define TLM_SPACE_PACKET_MAX 65542       /* bytes of the longest packet */
#define TLM_SPACE_PACKET_APIDS 2048
#define TLM_SPACE_PACKET_IDLE 2047       /* APID of idle packets, 4.1.3.3.4.4 */
#define TLM_SPACE_PACKET_COUNTS 16384    /* sequence counts are modulo this */

/* Sequence flags, 4.1.3.4.2.2. */
typedef enum {
  TLM_SEGMENT_CONTINUATION,
  TLM_SEGMENT_FIRST,
  TLM_SEGMENT_LAST,
  TLM_SEGMENT_WHOLE
} TlmSegment;

/* A primary header, 4.1.3. A plain value. */
typedef struct {
  guint version;           /* 0 in every Space Packet */
  gboolean command;        /* packet type: not telemetry */
  gboolean secondary;      /* a secondary header comes first in the data */
  guint apid;              /* 0 to 2047 */
  TlmSegment segment;
  guint count;             /* 0 to 16383, a counter for each APID */
  gsize length;            /* of the whole packet, 7 to TLM_SPACE_PACKET_MAX bytes */
} TlmSpacePacket;

/* Reads the TLM_SPACE_PACKET_HEADER bytes at DATA; any bytes are some header. */
static inline TlmSpacePacket
tlm_space_packet_read (const guint8 *data)
{
  return (TlmSpacePacket) {
    .version = data[0] >> 5,
    .command = data[0] >> 4 & 1,
    .secondary = data[0] >> 3 & 1,
    .apid = (data[0] & 7u) << 8 | data[1],
    .segment = data[2] >> 6,
    .count = (data[2] & 63u) << 8 | data[3],
    .length = ((gsize) data[4] << 8 | data[5]) + TLM_SPACE_PACKET_HEADER + 1,
  };
}

/* What a packet's count says about those before it. */
typedef enum {
  TLM_SEQUENCE_NEXT,       /* in order, or the first, or after a restart of the counter */
  TLM_SEQUENCE_GAP,        /* in order, and some are missing before it */
  TLM_SEQUENCE_DUPLICATE,
  TLM_SEQUENCE_LATE        /* missing until now */
} TlmSequenceStep;

/* The last counts of one counter. All zero at the beginning; a plain value. */
typedef struct {
  gboolean begun;
  guint last;              /* the furthest count */
  guint64 seen;            /* bit i: the count LAST - i came */
} TlmSequence;

/* Takes the next COUNT of a counter modulo MODULUS (a power of two) and says
 * what it means; MISSING (may be NULL) receives how many were skipped by a GAP, 0
 * otherwise. A count up to 63 behind the furthest is late or a duplicate; further
 * behind, in the half of the range that lies behind, is a restart. */
TlmSequenceStep tlm_sequence_step (TlmSequence *sequence, guint count, guint modulus,
    guint *missing);

/* The first packet from POSITION on, or where to look again. */
typedef enum {
  TLM_CUT_PACKET,          /* one stands at POSITION */
  TLM_CUT_GARBAGE,         /* none is at POSITION; it moved past bytes that begin none */
  TLM_CUT_MORE             /* what stands at POSITION needs more bytes */
} TlmCut;

/* Cuts a stream of bytes into packets, and finds the next one after garbage by
 * the plausibility of a chain of headers (133.0-B-2 has no marker). What it does
 * depends on the bytes alone, never on the pieces they came in. Not thread-safe. */
typedef struct _TlmPacketCutter TlmPacketCutter;

/* PREFIX bytes stand before each packet and are not looked at. KNOWN (may be
 * NULL, copied): one byte for each APID, non-zero for those that occur. With it
 * a stream begins without waiting for a second packet, and no other APID is
 * believed where garbage ends. */
TlmPacketCutter *tlm_packet_cutter_new (gsize prefix, const guint8 *known);
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
