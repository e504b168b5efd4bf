/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/mission.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* Phases that the telemetry itself reports in words, as events. All are given, not
 * found. */

/* Phases that a text channel names, one event where it changes; what it reads at its
 * first sample began earlier, nobody knows when, and is under way. Which channel, and what its words
 * mean, is in [phases] of MISSION:
 *
 *   column=state_name              text channel, of any vehicle
 *   map=boost:liftoff,coast:burnout,fast:     word:event; nothing after the
 *                                  colon passes it over; a word that is not
 *                                  in the list is an event itself
 *
 * Without that group, the channel state_name of an AltOS log is read (AltOS
 * flight states: boost, fast, coast, drogue, main, landed). FALSE with an error that
 * names the line when the group has no column, or one that no vehicle has. */
gboolean tlm_reported_phases_from_columns (TlmTimeline *timeline, const TlmMission *mission,
    GError **error);

/* The TRAJECTORY EVENT SUMMARY in the comments of NASA's ephemerides: lines of
 * a name and a GMT, DDD:HH:MM:SS.sss, of the year that is nearest to the
 * telemetry. LOG has its comments among its notes and is on the timeline. */
void tlm_reported_phases_from_comments (TlmTimeline *timeline, const TlmLog *log);

G_END_DECLS
