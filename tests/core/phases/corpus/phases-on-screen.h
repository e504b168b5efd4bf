/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "score.h"

/* The states that a phase may stand for; FALSE for one that no row is about. */
gboolean corpus_on_screen (const char *phase, guint *states);

/* Stretches of more than 3 s in which the phase on the screen was none that could be:
 * their seconds together. Each is a line of FAULTS, which may be NULL. */
double corpus_wrong_phases (const CorpusRecord *record, const TlmProfile *profile,
    const TlmTimeline *timeline, GPtrArray *faults);
