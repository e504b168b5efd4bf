/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "record.h"

/* Whether a record can show an event, and how well. */
typedef struct {
  gboolean asked;
  double tolerance_s;        /* how far off an answer is still right */
  const char *why;           /* it is not asked: one phrase, static; else NULL */
} CorpusVisible;

CorpusVisible corpus_visible (const CorpusRecord *record, const CorpusEvent *event);
