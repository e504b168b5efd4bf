/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* How two clocks go: that of telemetry (its UTC) and that of the medium it comes in
 * (time stamps of a transport stream, of a film's track). */

/* One record that has both times. */
typedef struct {
  gint64 media_ns;
  TlmInstant instant;
} TlmClockPair;

/* A line through pairs. A plain value. */
typedef struct {
  gsize n;                     /* pairs given */
  gsize n_outliers;            /* of them, left aside */
  gsize n_steps;               /* how often the telemetry's clock was set, or began anew */
  gint64 step_media_ns;        /* the first time it was, where it was at all … */
  TlmDuration step_ns;         /* … and by how much it went ahead; below 0: back */
  gint64 first_ns, last_ns;    /* media times of those kept */
  gint64 media_ns;             /* a media time, and the instant the line has there */
  TlmInstant instant;
  double drift_ppm;            /* how much faster than the medium the telemetry's clock goes */
  double drift_error_ppm;      /* standard error of that, and what the resolution leaves open */
  double noise_ns;             /* standard deviation of a pair from the line */
} TlmClockFit;

/* Fits a line that a minority of wrong pairs does not move: the median of the
 * slopes between pairs (Theil, Proc. K. Ned. Akad. Wet. 53 (1950) 386; Sen, J. Am.
 * Stat. Assoc. 63 (1968) 1379), then least squares over those within five standard
 * deviations of it, had from the median absolute one. RESOLUTION_NS is the step
 * in which the times are counted: what is closer than two of them is not wrong, and
 * half a step from one end to the other is no drift. The order does not matter. Where the
 * telemetry's clock steps (core/log/clock-watch.h) the line is that of the longest stretch
 * between steps: no line goes through them.
 * FALSE, FIT untouched, with fewer than three pairs or where media times do not
 * differ. */
gboolean tlm_clock_fit (const TlmClockPair *pairs, gsize n, TlmDuration resolution_ns,
    TlmClockFit *fit);

/* The instant that the line has at a media time; TLM_TIME_NONE outside 64 bits. */
TlmInstant tlm_clock_fit_at (const TlmClockFit *fit, gint64 media_ns);

/* Whether the drift is more than twice its standard error. */
gboolean tlm_clock_fit_has_drift (const TlmClockFit *fit);

G_END_DECLS
