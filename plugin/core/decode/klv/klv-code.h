/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/klv/klv-0601-items.h"

G_BEGIN_DECLS

/* How KLV local sets are spelled: keys, numbers, check sums. For the decoders
 * and the encoder of KLV. Pure. */

#define TLM_KLV_KEY 16

/* UAS Datalink Local Set, MISB ST 0601.16, section 6. */
extern const guint8 tlm_klv_key_0601[TLM_KLV_KEY];
/* Predator UAV Basic Universal Metadata Set, MISB EG 0104.5. */
extern const guint8 tlm_klv_key_0104[TLM_KLV_KEY];
/* Metric Geopositioning Metadata Local Set, MISB ST 1107. */
extern const guint8 tlm_klv_key_1107[TLM_KLV_KEY];

/* Items of ST 1107 that are read and written: position (±1e9 m) and velocity
 * (±25 km/s), x, y, z, Earth-fixed, in IMAPB. */
#define TLM_KLV_1107_POSITION 1
#define TLM_KLV_1107_VELOCITY 4
#define TLM_KLV_1107_TIME 43
#define TLM_KLV_1107_VERSION 44
#define TLM_KLV_1107_CHECKSUM 45
#define TLM_KLV_1107_REACH_M 1e9
#define TLM_KLV_1107_REACH_M_S 25e3

/* A BER length (SMPTE 336, 3.2: short form, or long form of up to 4 bytes) at
 * POSITION, which moves past it. FALSE when DATA ends or the form is wrong. */
gboolean tlm_klv_length (const guint8 *data, gsize length, gsize *position, gsize *value);

/* The item at POSITION: its tag (BER-OID, SMPTE 336, 3.2), SIZE bytes of value at
 * POSITION after the call. FALSE when it does not fit into LENGTH bytes. */
gboolean tlm_klv_next_item (const guint8 *packet, gsize length, gsize *position, guint *tag,
    gsize *size);

/* Why the items from POSITION on do not fill a local set that ends with item
 * CHECKSUM of 2 bytes, or NULL. Finds the 8 bytes of item TIME. The sum itself is
 * not looked at. */
const char *tlm_klv_check_items (const guint8 *packet, gsize length, gsize position, guint time,
    guint checksum, gboolean *has_time, guint64 *time_us);

/* The check sum of ST 0601, item 1: the running sum of 16-bit words of a packet up
 * to and including the checksum's tag and length. */
guint16 tlm_klv_running_sum (const guint8 *packet, gsize length);

/* The check sum of ST 1107: CRC-16-CCITT over the same bytes, preset to ones and
 * fed 16 zero bits first. */
guint16 tlm_klv_crc (const guint8 *packet, gsize length);

/* A number in IMAPB (MISB ST 1201.4, 7.2) of 1 to 8 bytes between LOW and HIGH; NaN
 * for codes that are none. */
double tlm_klv_read_imapb (const guint8 *p, gsize size, double low, double high);

/* Writes VALUE so that this is read again, rounded down to a step of the code.
 * FALSE when it is outside LOW to HIGH. SIZE is 1 to 7. */
gboolean tlm_klv_write_imapb (guint8 *p, gsize size, double low, double high, double value);

/* Writes VALUE, in the item's own unit, as ITEM's size bytes. FALSE, nothing
 * written, when the item cannot hold it. Not for text. */
gboolean tlm_klv_write_number (guint8 *p, const TlmKlvItem *item, double value);

/* The low SIZE bytes of CODE, big-endian. */
void tlm_klv_write_be (guint8 *p, gsize size, guint64 code);

G_END_DECLS
