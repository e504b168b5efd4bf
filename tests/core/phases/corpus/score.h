/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/profile.h"
#include "visible.h"

/* What was right and wrong in the events of one or of many records. */
typedef struct {
  guint flights;
  guint asked, found;
  guint misplaced;           /* of those missed: said, at another time */
  guint missed;
  guint said, invented;
  guint wrong_flights;       /* flights with a wrong phase for more than 3 s at a stretch */
  double wrong_s;            /* all such stretches together */
} CorpusScore;

/* Compares the events of TIMELINE with what was true. Each fault is a line of FAULTS (char *),
 * which may be NULL. */
CorpusScore corpus_score (const CorpusRecord *record, const TlmProfile *profile,
    const TlmTimeline *timeline, GPtrArray *faults);

/* Each true event in the recording that is not asked for, and why: a line of OUT (char *). */
void corpus_list_unasked (const CorpusRecord *record, GPtrArray *out);

void corpus_score_add (CorpusScore *sum, const CorpusScore *one);

/* What an event's identifier says; FALSE for one that no row is about. IGNORED: it says nothing
 * physical that the corpus knows. */
gboolean corpus_meaning (const char *id, CorpusEventKind *kind, guint *states, gboolean *ignored);
