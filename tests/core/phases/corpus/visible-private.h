/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "visible.h"

#define VISIBLE_SETTLED_S 2.0      /* how well a cut-off is to be found */

/* Between two samples. */
double corpus_step_s (const CorpusRecord *record);

/* One standard deviation of a sample; INFINITY where the channel is not written. */
double corpus_sigma_of (const CorpusRecord *record, CorpusChannel channel);

/* What has to be exceeded to be seen at all. */
double corpus_grain_of (const CorpusRecord *record, CorpusChannel channel);

/* Samples of W seconds that say something of their own. */
double corpus_readings (const CorpusRecord *record, CorpusChannel channel, double w, double slope);

/* Seconds of record around an event without a gap or an end. */
double corpus_whole_s (const CorpusRecord *record, const CorpusEvent *event);

CorpusVisible corpus_visible_max_q (const CorpusRecord *record, const CorpusEvent *event);
CorpusVisible corpus_visible_entry (const CorpusRecord *record, const CorpusEvent *event);
CorpusVisible corpus_visible_docking (const CorpusRecord *record, const CorpusEvent *event);
