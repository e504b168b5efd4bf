/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/signals.h"

G_BEGIN_DECLS

/* An instant, and one standard deviation of it; where BEFORE is later than AFTER all that is known
 * is that it lies between them. */
typedef struct {
  gint64 time_ns;
  TlmDuration error_ns;
  gint64 after_ns, before_ns;
} TlmEdge;

/* Moves EDGE to where the slope of CHANNEL breaks most near it: the two lines of least
 * squares that meet there (D. J. Hudson, J. Am. Stat. Assoc. 61 (1966) 1097-1129), over some
 * seconds or samples to either side and within one stretch of samples. Untouched where two
 * lines are not better than one. Where no speed was measured the altitude is looked at, for two
 * parabolas that meet with one slope. */
void tlm_edge_find (const TlmSignals *signals, guint channel, TlmEdge *edge);

/* The same, anywhere from FROM to TO. */
void tlm_edge_find_between (const TlmSignals *signals, guint channel, gint64 from_ns, gint64 to_ns,
    TlmEdge *edge);

/* Moves EDGE to where CHANNEL passed 0 just before the instant INDEX. Untouched where it did
 * not. */
void tlm_edge_zero (const TlmSignals *signals, gsize index, guint channel, TlmEdge *edge);

/* onset.c: moves EDGE to where what holds the vehicle back rose most at once, from shortly before
 * ARMED, when it was seen to slow, up to the instant INDEX, and not before the air alone is known
 * to have held it; between the two where it was let go of shortly before ARMED. */
void tlm_edge_onset (const TlmSignals *signals, gsize index, gint64 armed_ns, TlmEdge *edge);

G_END_DECLS
