/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/writer.h"

G_BEGIN_DECLS

/* Samples on a clock of the source's own (time of day, time since power on) that
 * wait until it is known how that clock relates to UTC; written through at once
 * from then on. Not thread-safe. */

/* Most samples that wait. */
#define TLM_HOLD_MAX 4096

/* How much of a stream's time waits: of one that is sent now, as somebody looks on, and of one out of
 * a file, which says UTC within that time if ever. */
#define TLM_HOLD_LIVE_NS (900 * (TLM_SECOND / 1000))
#define TLM_HOLD_PIPE_NS (15 * TLM_SECOND)

typedef struct {
  TlmWriter *writer;
  GArray *waiting;
  gboolean settled;
  gboolean is_patient;     /* UTC is said and not known yet: all wait that can */
  gboolean useless;        /* on another clock than the log: dropped */
  TlmClock clock;          /* that OFFSET_NS leads to */
  gint64 offset_ns;        /* from the source's clock to the log's */
  TlmDuration step_ns;     /* TlmWriter's, of what is put next */
} TlmHold;

/* WRITER must outlive the hold. */
void tlm_hold_init (TlmHold *hold, TlmWriter *writer);

/* Frees what waits. The writer stays. */
void tlm_hold_clear (TlmHold *hold);

/* As tlm_writer_put(), at LOCAL_NS on the source's clock. */
void tlm_hold_put (TlmHold *hold, TlmChannelId channel, gint64 local_ns, double value);

/* As tlm_writer_put_altitude(): m above what DATUM says. */
void tlm_hold_put_altitude (TlmHold *hold, TlmDatum datum, gint64 local_ns, double m);

/* As tlm_writer_put_own(). SLOT and NAME must outlive the hold. */
void tlm_hold_put_own (TlmHold *hold, TlmWriterSlot *slot, const char *name,
    TlmQuantity quantity, gint64 local_ns, double value);

/* As tlm_writer_put_text(). SLOT, NAME and TEXT must outlive the hold. */
void tlm_hold_put_text (TlmHold *hold, TlmWriterSlot *slot, const char *name, gint64 local_ns,
    const char *text);

/* As tlm_writer_lose_fix(), at LOCAL_NS on the source's clock. Once is enough for one
 * loss. */
void tlm_hold_lose_fix (TlmHold *hold, gint64 local_ns);

/* Whether no more than it has can wait: it is time to settle for what is known. */
gboolean tlm_hold_is_full (const TlmHold *hold);

/* Drops what waits. Returns how many samples it was. */
guint tlm_hold_drop (TlmHold *hold);

/* The source's first time that waits; FALSE when none does. */
gboolean tlm_hold_first (const TlmHold *hold, gint64 *local_ns);

/* Says that OFFSET added to the source's times gives CLOCK's, and writes what
 * waited. May be said again when the source's clock is set. A log has one clock: what
 * comes later on another one is dropped. A stream's is taken away as it comes, and
 * changes from elapsed time to instants when they are known at last. */
void tlm_hold_settle (TlmHold *hold, TlmClock clock, gint64 offset_ns);

G_END_DECLS
