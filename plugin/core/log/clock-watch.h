/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* How a sender's clock is tied to one that goes on evenly (arrival, a receiver's stamps,
 * the times of a medium), and whether it has stepped since: it was set, or counts anew. A
 * delay makes a reading late for a while and differently each time; a step makes all of
 * them late or early by the same, for good. */

/* What a watch takes for what. All of them ns, above 0. */
typedef struct {
  TlmDuration early_ns;    /* further ahead of the tie than this no reading agrees with it */
  TlmDuration late_ns;     /* further behind */
  TlmDuration agree_ns;    /* two that do not agree with it agree with each other this near */
  TlmDuration settle_ns;   /* for so long, on the even clock, before they are believed */
} TlmClockLimits;

/* One clock under watch. All zero at the beginning; a plain value. */
typedef struct {
  gboolean tied;
  gint64 offset_ns;        /* the even clock less the sender's, by the tie */
  gint64 step_ns;          /* by how much the sender's clock last went ahead; below 0: back */
  guint64 n_steps;
  guint n_doubted;         /* readings in a row that agree with each other and not with the tie */
  gint64 doubted_ns;       /* their least offset */
  gint64 doubted_spread_ns;  /* and how far above it the greatest is */
  gint64 doubted_since_ns; /* the first of them, on the even clock */
} TlmClockWatch;

typedef enum {
  TLM_CLOCK_TIED,          /* the first reading: the tie is made by it */
  TLM_CLOCK_AGREES,
  TLM_CLOCK_DOUBTED,       /* it does not agree with the tie, which stands as yet */
  TLM_CLOCK_STEPPED        /* it and some before it agree with each other: the tie is made anew */
} TlmClockVerdict;

/* Takes a reading: the sender's clock at CLOCK_NS when the even one is at EVEN_NS. Any
 * values are safe: differences are taken modulo 2^64. */
TlmClockVerdict tlm_clock_watch_note (TlmClockWatch *watch, const TlmClockLimits *limits,
    gint64 clock_ns, gint64 even_ns);

/* What CLOCK_NS is on the even clock, by the tie. */
gint64 tlm_clock_watch_even (const TlmClockWatch *watch, gint64 clock_ns);

/* How much later than the tie says a reading of CLOCK_NS at EVEN_NS is, ns; below 0: how
 * much earlier. */
gint64 tlm_clock_watch_late (const TlmClockWatch *watch, gint64 clock_ns, gint64 even_ns);

G_END_DECLS
