/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* How a sender's clock is tied to one that goes on evenly (arrival, a receiver's stamps,
 * the times of a medium), and whether it has stepped since: it was set, or counts anew.
 * What is only delayed, or sent faster than it plays, follows on what came before. */

/* What a watch takes for what. All of them ns, above 0. */
typedef struct {
  TlmDuration agree_ns;    /* a reading this near the tie agrees with it */
  TlmDuration steady_ns;   /* those of a delay that stays differ by no more from each other */
  TlmDuration settle_ns;   /* for so long, on the even clock, before another tie is believed */
  TlmDuration early_ns;    /* … when all that is wrong is that readings follow early: they may be
                            * multiplexed ahead, and are right when their time comes */
  TlmDuration trim_ns;     /* a tie that for so long all readings are later than by so much is made
                            * anew by the least delayed, one that most are earlier than by their
                            * mean; 0: never */
} TlmClockLimits;

/* Of a sender whose telemetry is shown as it comes: another tie is believed when it is further than a second from the one
 * before, for a second; a delay, when it stays the same to 0.4 s; telemetry ahead of the video, when it is so for 5 s.
 * Nearer than a second, where for a second all are late by more than 0.1 s, or most are early by that. */
extern const TlmClockLimits tlm_clock_limits_live;

/* A reading: the sender's clock at an instant of the even one. */
typedef struct {
  gint64 clock_ns, even_ns;
} TlmClockReading;

/* One clock under watch. All zero at the beginning; a plain value. */
typedef struct {
  gboolean tied;
  gint64 offset_ns;        /* the even clock less the sender's, by the tie */
  gint64 step_ns;          /* by how much the sender's clock last went ahead; below 0: back */
  guint64 n_steps;
  TlmClockReading last;    /* that agreed with the tie, or followed on one that did */
  struct {
    guint n;               /* 0: none */
    gboolean jumped;       /* the first of them did not follow on LAST */
    gint64 since_ns;       /* the first of them, on the even clock */
    gint64 least_ns, most_ns;   /* their offsets */
    TlmClockReading last;
  } others;                /* readings in a row that do not agree with the tie */
  struct {
    guint n;               /* 0: none */
    gint64 since_ns;       /* the first of them, on the even clock */
    gint64 least_ns;       /* of their offsets, less that of the tie */
    guint n_early;         /* of them, more than can be trimmed … */
    gint64 early_ns;       /* … and the sum of theirs */
  } near;                  /* readings that agree with it, since it was last looked at */
  gboolean slid;           /* the last tie was made for a delay … */
  gint64 before_ns;        /* … and the offset before it */
} TlmClockWatch;

typedef enum {
  TLM_CLOCK_TIED,          /* the first reading: the tie is made by it */
  TLM_CLOCK_AGREES,
  TLM_CLOCK_FOLLOWS,       /* late, or early, but it goes on from the one before */
  TLM_CLOCK_DOUBTED,       /* on another clock, as yet alone; the tie stands */
  TLM_CLOCK_SLID,          /* it follows, and all are late or early by the same for good: the
                            * tie is made anew, and the sender's clock went on all the time */
  TLM_CLOCK_TRIMMED,       /* it agrees, and the tie was a little off: it is made anew */
  TLM_CLOCK_STEPPED        /* it and those doubted before are on another clock: the tie is
                            * made anew */
} TlmClockVerdict;

/* Takes a reading: the sender's clock at CLOCK_NS when the even one is at EVEN_NS. Any
 * values are safe: differences are taken modulo 2^64. */
TlmClockVerdict tlm_clock_watch_note (TlmClockWatch *watch, const TlmClockLimits *limits,
    gint64 clock_ns, gint64 even_ns);

/* The sender's clock turns out to have been STEP_NS ahead of what it was taken for, all the
 * time. */
void tlm_clock_watch_move (TlmClockWatch *watch, TlmDuration step_ns);

/* What CLOCK_NS is on the even clock, by the tie. */
gint64 tlm_clock_watch_even (const TlmClockWatch *watch, gint64 clock_ns);

/* How much later than the tie says a reading of CLOCK_NS at EVEN_NS is, ns; below 0: how
 * much earlier. */
gint64 tlm_clock_watch_late (const TlmClockWatch *watch, gint64 clock_ns, gint64 even_ns);

G_END_DECLS
