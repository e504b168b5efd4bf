/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* Samples that cannot be: no vehicle was there, or that fast, between neighbours that
 * agree with each other. Heights, distances, speeds and places are judged; what may jump
 * (accelerations, pressures, angles, a source's own channels) is not.
 *
 * A sample is kept out (tlm_series_set_aside()) when it is off what the two before it
 * foretell, by more than a change of speed of 30 m/s and 1000 m/s2 could bring about in
 * the time (for more than a second: 1000 m/s in all), more than 8 times what any of the
 * 16 before it was off, and more than 2.5 steps of the rounding, while one of the two
 * after it is back. Where the two after it are not back, it is the truth that has jumped.
 * Of a stream that goes on it stays out until both have come; the last two of a file are
 * judged by what came before alone, and have to be off 20 times as far. The first two of a run are judged by those that
 * follow. Nothing is judged across a gap or break (tlm_series_is_gap()).
 *
 * A function of the samples alone, so that a live series comes to what a file gives: what
 * is judged anew is what lies near samples that have changed. */

/* What comes after the last sample. */
typedef enum {
  TLM_OUTLIERS_END,          /* nothing */
  TLM_OUTLIERS_MORE          /* more samples may */
} TlmOutliersEnd;

/* Judges the samples of a standard channel; nothing for one that is not judged so. */
void tlm_outliers_judge (TlmSeries *series, TlmChannelId channel, TlmOutliersEnd end);

/* Judges places, of which both numbers go or neither: where both series have a sample. */
void tlm_outliers_judge_place (TlmSeries *latitude, TlmSeries *longitude, TlmOutliersEnd end);

/* Judges each vehicle of a sealed log, unless the log says to keep them; of a whole log, after
 * speeds that have a sign got their right names (core/log/magnitudes.h). */
void tlm_outliers_judge_log (TlmLog *log, TlmOutliersEnd end);

G_END_DECLS
