/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/klv/klv-code.h"
#include "core/decode/writer.h"

G_BEGIN_DECLS

/* KLV (SMPTE 336): a set is a key of 16 bytes, a BER length, and items. */

/* Where an item's value goes. */
typedef struct _TlmKlvSet0601 TlmKlvSet0601;
typedef struct _TlmKlvSet0104 TlmKlvSet0104;

/* The time that a set stands for when it says none (TLM_TIME_NONE: it is then of
 * no use) belongs to CLOCK; a set that has its own is on TAI. */

/* MISB ST 0601 UAS Datalink Local Set. WRITER must outlive the set. */
TlmKlvSet0601 *tlm_klv_0601_new (TlmWriter *writer);

/* Frees the set; nothing for NULL. */
void tlm_klv_0601_free (TlmKlvSet0601 *set);

/* Why a local set is no good, or NULL. PACKET is whole: KEY to checksum, its
 * items beginning at ITEMS. Nothing of a bad one is stored. */
const char *tlm_klv_0601_read (TlmKlvSet0601 *set, const guint8 *packet, gsize length,
    gsize items, gint64 media_ns);

/* MISB EG 0104.5 Predator UAV Basic Universal Metadata Set. WRITER must outlive the
 * set. */
TlmKlvSet0104 *tlm_klv_0104_new (TlmWriter *writer);

/* Frees the set; nothing for NULL. */
void tlm_klv_0104_free (TlmKlvSet0104 *set);

/* As tlm_klv_0601_read(), of a universal set. */
const char *tlm_klv_0104_read (TlmKlvSet0104 *set, const guint8 *packet, gsize length,
    gsize items, gint64 media_ns);

/* MISB ST 1107 Metric Geopositioning Metadata Local Set: position and velocity
 * in Earth-fixed axes, for what flies too high or too fast for ST 0601. In the same
 * way; a set with the time of the one before it is of the same record. */
const char *tlm_klv_1107_read (TlmWriter *writer, const guint8 *packet, gsize length,
    gsize items, gint64 media_ns);

/* The time of a set: STAMP_US since 1970 in UTC (MISB ST 0601, item 2: POSIX
 * microseconds), or the medium's when it has none. Sets the log's clock by the
 * first set; FALSE when a set's time is none or of the other kind. */
gboolean tlm_klv_time (TlmWriter *writer, gboolean has_stamp, guint64 stamp_us, gint64 media_ns,
    gint64 *out);

/* Tells an open reader of tlm_decoder_klv whose the sets are that follow, copied; no
 * matter once a sample came. */
void tlm_klv_set_vehicle (gpointer reader, const char *vehicle);

G_END_DECLS
