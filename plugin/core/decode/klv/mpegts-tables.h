/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tables of a transport stream that say where its KLV is: ISO/IEC 13818-1,
 * 2.4.4, and MISB ST 1402 for how KLV is announced. A plain value, all zero at
 * the beginning. */

#define TLM_MPEGTS_PROGRAMS 16
#define TLM_MPEGTS_STREAMS 32
#define TLM_MPEGTS_SECTION 1024
#define TLM_MPEGTS_NO_PID 0x1fff

/* A section whose packets are coming in. */
typedef struct {
  guint16 pid;
  guint length;
  gboolean begun;
  guint8 data[TLM_MPEGTS_SECTION];
} TlmMpegtsSection;

/* A stream that can have KLV in it. */
typedef struct {
  guint16 pid;
  gboolean is_klv;          /* as announced; what is not may be */
  gboolean in_cells;        /* a metadata stream, of access unit cells */
} TlmMpegtsStream;

typedef struct {
  TlmMpegtsSection association;                   /* the PAT, PID 0 */
  TlmMpegtsSection maps[TLM_MPEGTS_PROGRAMS];     /* the PMT of each program */
  guint n_maps;
  TlmMpegtsStream streams[TLM_MPEGTS_STREAMS];    /* by the order they were announced in */
  guint n_streams;
} TlmMpegtsTables;

/* Takes the payload of a packet of PID, which is passed over when it is no
 * table; START says that a section begins in it. Broken sections are ignored:
 * tables are sent again and again. */
void tlm_mpegts_tables_push (TlmMpegtsTables *tables, guint16 pid, gboolean start,
    const guint8 *payload, gsize length);

/* The stream of PID, or NULL. */
const TlmMpegtsStream *tlm_mpegts_tables_find (const TlmMpegtsTables *tables, guint16 pid);

G_END_DECLS
