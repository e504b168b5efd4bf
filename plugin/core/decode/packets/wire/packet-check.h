/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What packets end with so that damage is seen. */
typedef enum {
  TLM_PACKET_CHECK_NONE,
  TLM_PACKET_CHECK_CRC16,    /* 16 bits, CRC-16-CCITT preset to ones: packet error control of
                              * ECSS-E-ST-70-41C, annex B.1 */
  TLM_PACKET_CHECK_ISO,      /* 16 bits, ISO 8473 checksum: the other one of it, annex B.2 */
  TLM_PACKET_CHECK_SUM8,     /* the sum of the bytes before, modulo 256 */
  TLM_PACKET_CHECK_SUM16,    /* the same modulo 65536, most significant byte first */
  TLM_PACKET_CHECK_XOR8,     /* the exclusive or of the bytes before */
  TLM_PACKET_N_CHECKS
} TlmPacketCheck;

/* Their names in missions: "crc16". */
extern const char *const tlm_packet_check_names[TLM_PACKET_N_CHECKS];

/* How many bytes it has at the end of a packet. */
gsize tlm_packet_check_size (TlmPacketCheck check);

/* Whether LENGTH bytes, those of the check the last of them, are as they were sent, as far
 * as the check tells: sums do not see what cancels out. TRUE for NONE. */
gboolean tlm_packet_check_holds (TlmPacketCheck check, const guint8 *data, gsize length);

G_END_DECLS
