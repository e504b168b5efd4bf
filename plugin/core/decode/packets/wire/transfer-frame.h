/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packet-options.h"

G_BEGIN_DECLS

/* Transfer frames of the TM (CCSDS 132.0-B-3) and AOS (732.0-B-4) space data
 * link protocols. Coding and randomization below them are the ground station's. */

#define TLM_FRAME_MARKER 0x1ACFFC1Du    /* attached sync marker, 131.0-B-5, 9.3.3 */
#define TLM_FRAME_MARKER_BYTES 4
#define TLM_FRAME_MIN 16                /* bytes of the shortest frame that is read */
#define TLM_FRAME_MAX 65536
#define TLM_FRAME_POINTER_NONE 0x7ff    /* no packet begins in the frame */
#define TLM_FRAME_POINTER_IDLE 0x7fe    /* the frame holds idle data only */

typedef enum { TLM_FRAME_TM, TLM_FRAME_AOS } TlmFrameKind;

/* A frame that was checked. DATA points into it. A plain value. */
typedef struct {
  guint spacecraft;        /* identifier: 10 bits in TM, 8 in AOS */
  guint channel;           /* virtual channel: 3 bits in TM, 6 in AOS */
  guint count;             /* of the virtual channel */
  guint modulus;           /* of the count: 256 or 2^24 */
  guint pointer;           /* first header pointer */
  const guint8 *data;      /* the packet zone */
  gsize length;
} TlmTransferFrame;

/* Reads the frame of LENGTH bytes at DATA. FALSE, PROBLEM (static) set, when it is
 * damaged (CRC), of another version, does not hold what its header says, or does
 * not hold packets. */
gboolean tlm_transfer_frame_read (TlmFrameKind kind, const TlmPacketOptions *options,
    const guint8 *data, gsize length, TlmTransferFrame *out, const char **problem);

G_END_DECLS
