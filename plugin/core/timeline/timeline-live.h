/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* A timeline that grows while it is asked: samples that arrive as the video
 * plays. Whoever adds and whoever asks take turns (the caller locks). */

/* How much of the past a live timeline keeps. */
typedef struct {
  TlmDuration history_ns;    /* kept at full rate; default 10 min */
  gsize thinned_samples;     /* samples of the time before that a channel keeps; default 4096 */
} TlmHistory;

#define TLM_HISTORY_DEFAULT ((TlmHistory) { 600 * TLM_SECOND, 4096 })

/* Takes over what LOG brings, as more of the same source: its samples go behind
 * (or, late ones, between) those of the tracks that are there, its measured states
 * among those that are there: once those around an instant have come, they say the same
 * of it as if all had been loaded at once. LOG is emptied.
 * Fails, changing nothing, when elapsed time and instants meet without an
 * epoch. */
gboolean tlm_timeline_extend (TlmTimeline *timeline, TlmLog *log, const TlmJoin *join,
    GError **error);

/* Lets go of what HISTORY does not keep: samples older than history_ns before
 * the newest, and measured states, are thinned evenly to the budget; of texts as old as many stay as the
 * budget has, the newest. Events stay. Costs nothing until a sixteenth is over due. */
void tlm_timeline_forget (TlmTimeline *timeline, const TlmHistory *history);

/* Whether more samples may come: silence is then a loss of signal, and not the
 * end. FALSE, the default, for a file. */
void tlm_timeline_set_open (TlmTimeline *timeline, gboolean open);
gboolean tlm_timeline_is_open (const TlmTimeline *timeline);

/* The events that are given, in order of time; owned by the timeline. CHANGES receives a count of what happened to the
 * list other than one more at its end. */
const GPtrArray *tlm_timeline_given_events (const TlmTimeline *timeline, guint64 *changes);

/* Time of the newest sample, or event that is not nominal; FALSE, TIME_NS untouched,
 * when there is none. */
gboolean tlm_timeline_newest (const TlmTimeline *timeline, gint64 *time_ns);

/* What is done when the clock of a stream turns out to be another one than it seemed. What
 * was received keeps its distances; whoever adds and whoever asks take turns. */

/* Moves what was received by OFFSET: measured values and texts, and the events that they
 * brought or rules found in them. What the mission says and what was planned stay. */
void tlm_timeline_shift (TlmTimeline *timeline, TlmDuration offset_ns);

/* Makes elapsed times instants: all that is in it is ZERO later, on TAI. Only for a timeline
 * on elapsed time without an epoch; the epoch stays unknown. */
void tlm_timeline_become_instants (TlmTimeline *timeline, TlmInstant zero);

G_END_DECLS
