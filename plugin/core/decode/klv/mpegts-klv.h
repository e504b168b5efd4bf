/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decoder.h"

G_BEGIN_DECLS

/* The KLV on one PID of a transport stream: packets of 188 bytes become PES packets, and
 * these, or the access unit cells in them (ISO/IEC 13818-1, 2.12.4), KLV sets. */
typedef struct _TlmMpegtsKlv TlmMpegtsKlv;

/* One that fills LOG, which outlives it; IN_CELLS: its stream type is that of metadata.
 * NULL with an error. */
TlmMpegtsKlv *tlm_mpegts_klv_new (guint16 pid, gboolean in_cells, TlmLog *log,
    const TlmDecodeOptions *options, GError **error);

/* Frees it; nothing for NULL. */
void tlm_mpegts_klv_free (TlmMpegtsKlv *klv);

guint16 tlm_mpegts_klv_pid (const TlmMpegtsKlv *klv);

/* Whose the sets are that follow, copied; not NULL. Nothing changes once a sample came. */
void tlm_mpegts_klv_set_vehicle (TlmMpegtsKlv *klv, const char *vehicle);

/* Takes the payload of a packet; START: a PES packet begins in it, which plays at
 * MEDIA_NS (TLM_TIME_NONE: not known). COUNTER is the packet's. FALSE with an error when
 * nothing that follows can be read. */
gboolean tlm_mpegts_klv_push (TlmMpegtsKlv *klv, guint counter, gboolean start, gint64 media_ns,
    const guint8 *payload, gsize length, GError **error);

/* What was not read will not go on. */
void tlm_mpegts_klv_discont (TlmMpegtsKlv *klv);

/* The end. FALSE with an error when LOG has no set that can be read. */
gboolean tlm_mpegts_klv_finish (TlmMpegtsKlv *klv, GError **error);

/* Whether a PES packet says when it is played, and its PTS, counted at 90 kHz (2.4.3.6). */
gboolean tlm_mpegts_read_pts (const guint8 *pes, gsize length, gint64 *pts);

G_END_DECLS
