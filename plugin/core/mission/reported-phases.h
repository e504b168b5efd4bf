/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/mission.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* Phases that the telemetry itself reports, as events. All are given, not
 * found. */

/* Phases that a channel says, in words or numbers: one event where it changes, marked
 * says_phase, in the middle of the gap where it changed in one; what it reads at its first
 * sample began earlier, nobody knows when, and is under way. Which channels, and what their
 * values mean, is in [phases] of MISSION:
 *
 *   PROG=63:Braking,64:Approach,20:      of the channel PROG, or of the column of columns=phase=PROG;
 *                                  value:event; nothing after the colon passes it over; a
 *                                  value that is not in the list is an event itself
 *   column=state_name              the same in two keys
 *   map=boost:liftoff,coast:burnout,fast:
 *
 * Without that group what is read is the column that columns=phase=NAME names (COLUMNS, or NULL:
 * those of MISSION's sources), whatever it says; one that calls itself phase, where it says words;
 * else the channel state_name of an AltOS log (AltOS flight states: boost, fast, coast,
 * drogue, main, landed). May be called again when the timeline has grown: what is said since is
 * added, what was said stays. FALSE with an error that names the line when the group names no
 * channel, one that no vehicle has, or one that changes over 1024 times. */
gboolean tlm_reported_phases_from_columns (TlmTimeline *timeline, const TlmMission *mission,
    const char *columns, GError **error);

/* The TRAJECTORY EVENT SUMMARY in the comments of NASA's ephemerides: lines of
 * a name and a GMT, DDD:HH:MM:SS.sss, of the year that is nearest to the
 * telemetry. LOG has its comments among its notes and is on the timeline. */
void tlm_reported_phases_from_comments (TlmTimeline *timeline, const TlmLog *log);

G_END_DECLS
