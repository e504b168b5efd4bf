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

G_END_DECLS
