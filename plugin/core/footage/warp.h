/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* How footage time becomes a time on another clock, as a line through knots. One
 * knot is an offset; between two the line is straight; before the first and after
 * the last the nearest piece goes on. All in whole nanoseconds: no error adds up.
 * A plain value of pure functions, thread safe. */

#define TLM_WARP_MAX 65

typedef struct {
  TlmDuration footage_ns;
  gint64 time_ns;
} TlmWarpKnot;

typedef struct {
  guint n;                         /* 0: relates nothing */
  TlmWarpKnot knots[TLM_WARP_MAX]; /* both times strictly increasing */
} TlmWarp;

/* Longest stretch between two knots, ns (73 years), so that products stay in 128
 * bits. */
#define TLM_WARP_MAX_STRETCH (G_MAXINT64 / 4)

/* Puts the knots in order. FALSE when one does not increase on the one before in
 * both times, or is more than TLM_WARP_MAX_STRETCH after it: CULPRIT (may be
 * NULL) is its index in that order. */
gboolean tlm_warp_sort (TlmWarp *warp, guint *culprit);

/* The time at a footage time, to the nearest ns (a half goes up): never decreases.
 * TLM_TIME_NONE for TLM_TIME_NONE, without knots and outside 64 bits. */
gint64 tlm_warp_apply (const TlmWarp *warp, TlmDuration footage_ns);

/* The first footage time whose time is TIME_NS or later; TLM_TIME_NONE as
 * above. */
TlmDuration tlm_warp_invert (const TlmWarp *warp, gint64 time_ns);

G_END_DECLS
