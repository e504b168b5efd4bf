/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "score.h"

/* How late an event was first said, and how late it may be. */
typedef struct {
  CorpusEventKind kind;
  double delay_s, limit_s;   /* INFINITY: nothing was promised of such a record */
} CorpusDelay;

/* The same flights as they arrive. */
typedef struct {
  guint flights;
  guint said;                /* events that were said at any time */
  guint retracted;           /* … and were not there any more at some later time */
  guint retracted_flights;
  guint moved;               /* … and were moved by more than they were said to be uncertain */
  guint different;           /* flights whose events at the end are not those of the whole */
  GArray *delays;            /* CorpusDelay */
} CorpusLive;

CorpusLive *corpus_live_new (void);
void corpus_live_free (CorpusLive *live);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorpusLive, corpus_live_free)

/* Feeds RECORD (no state vectors) to an engine, second by second of its arrival, and counts.
 * Each fault is a line of FAULTS (char *), which may be NULL. */
void corpus_live_run (CorpusLive *live, const CorpusRecord *record, const TlmProfile *profile,
    GPtrArray *faults);

/* Delays of one kind: how many, the median, the worst, and how many above their limit. */
typedef struct { guint n, promised, late; double median_s, worst_s; } CorpusDelays;
CorpusDelays corpus_live_delays (const CorpusLive *live, CorpusEventKind kind);
