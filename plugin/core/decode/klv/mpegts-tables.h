/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tables of a transport stream that say where its KLV is: ISO/IEC 13818-1,
 * 2.4.4, and MISB ST 1402 for how KLV is announced. A plain value, all zero at
 * the beginning. */

#define TLM_MPEGTS_PROGRAMS 16
#define TLM_MPEGTS_SECTION 1024
#define TLM_MPEGTS_NO_PID 0x1fff

/* A section whose packets are coming in. */
typedef struct {
  guint16 pid;
  guint length;
  gboolean begun;
  guint8 data[TLM_MPEGTS_SECTION];
} TlmMpegtsSection;

typedef struct {
  TlmMpegtsSection association;                   /* the PAT, PID 0 */
  TlmMpegtsSection maps[TLM_MPEGTS_PROGRAMS];     /* the PMT of each program */
  guint n_maps;
  guint16 klv_pid;          /* of the first stream of KLV; 0 when none is known */
  gboolean klv_in_cells;    /* it is a metadata stream, of access unit cells */
} TlmMpegtsTables;

/* Takes the payload of a packet of PID, which is passed over when it is no
 * table; START says that a section begins in it. Broken sections are ignored:
 * tables are sent again and again. */
void tlm_mpegts_tables_push (TlmMpegtsTables *tables, guint16 pid, gboolean start,
    const guint8 *payload, gsize length);

G_END_DECLS
