/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a packet's count says about those before it. */
typedef enum {
  TLM_SEQUENCE_NEXT,       /* in order, or the first, or after a restart of the counter */
  TLM_SEQUENCE_GAP,        /* in order, and some are missing before it */
  TLM_SEQUENCE_DUPLICATE,
  TLM_SEQUENCE_LATE        /* missing until now */
} TlmSequenceStep;

/* The last counts of one counter. All zero at the beginning; a plain value. */
typedef struct {
  gboolean begun;
  guint last;              /* the furthest count */
  guint64 seen;            /* bit i: the count LAST - i came */
} TlmSequence;

/* Takes the next COUNT of a counter modulo MODULUS (a power of two) and says
 * what it means; MISSING (may be NULL) receives how many were skipped by a GAP, 0
 * otherwise. A count up to 63 behind the furthest is late or a duplicate; further
 * behind, in the half of the range that lies behind, is a restart; so is a count near 0 more
 * than 1,024 ahead, where the range is 4,096 or more. */
TlmSequenceStep tlm_sequence_step (TlmSequence *sequence, guint count, guint modulus,
    guint *missing);

G_END_DECLS
