/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/mission.h"

G_BEGIN_DECLS

/* The count of a mission, which runs whether or not there is telemetry.
 *
 *   [clock]
 *   t-0=2021-10-05T08:55:02Z      planned liftoff; liftoff= of [mission] when left out
 *   holds=-00:04:00/10min,-00:00:40/90
 *                                 planned holds: the count at which it stops, for how long
 *   recycles=2021-10-05T08:50:00Z/-00:10:00,2021-10-05T09:10:00Z/2021-10-06T08:30:00Z
 *                                 from the first instant on, the count is put back to
 *                                 T-10 min and runs on through the holds that then
 *                                 still lie ahead, or T-0 is at the second
 *
 * T counts down to T-0 and stands still in holds. L is the time to liftoff by
 * the clock on the wall, and runs through them (NASA KSC launch countdown
 * usage). Once the mission has lifted off, T+ is the time since
 * liftoff= of [mission]. */

/* A planned hold. */
typedef struct {
  TlmDuration mark_ns;       /* T time at which the count stops, not after T-0 */
  TlmDuration length_ns;
} TlmHold;

/* A T-0 that holds from some instant on. */
typedef struct {
  TlmInstant from;           /* G_MININT64 for the first */
  TlmInstant t0;
  TlmDuration mark_ns;       /* holds at or before this count lie behind, G_MININT64: none do */
} TlmCount;

/* Immutable once read; any number of threads may ask it. */
typedef struct {
  TlmInstant liftoff;        /* TAI or TLM_TIME_NONE */
  GArray *holds;             /* TlmHold, latest mark first */
  GArray *counts;            /* TlmCount, in order of time; empty: no T-0 is known */
} TlmMissionClock;

/* Caps on what a mission may say. */
#define TLM_CLOCK_MAX_HOLDS 64
#define TLM_CLOCK_MAX_COUNTS 64

/* The count that MISSION says; to be freed. NULL with TLM_ERROR_MISSION, which names file
 * and line, when holds or recycles are not right or are more than the caps. MISSION is
 * no longer needed then. */
TlmMissionClock *tlm_mission_clock_new (const TlmMission *mission, GError **error);

/* Nothing for NULL. */
void tlm_mission_clock_free (TlmMissionClock *clock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmMissionClock, tlm_mission_clock_free)

/* The count at one instant, a plain value. */
typedef struct {
  TlmDuration t_ns;          /* T: negative before T-0; TLM_TIME_NONE: no T-0 is known */
  TlmDuration l_ns;          /* L: the same with holds counted in */
  gboolean holding;          /* T stands still */
  TlmDuration hold_left_ns;  /* of this hold, 0 outside */
  TlmInstant instant;        /* what was asked about, or TLM_TIME_NONE */
} TlmCountdown;

/* The count at INSTANT (TAI): a pure function. */
TlmCountdown tlm_mission_clock_at (const TlmMissionClock *clock, TlmInstant instant);

/* The same where only the time since liftoff is known. */
TlmCountdown tlm_mission_clock_at_elapsed (const TlmMissionClock *clock, TlmDuration elapsed_ns);

/* What is shown of it. */
typedef enum {
  TLM_CLOCK_FORM_T,          /* "T-", "00:04:00"; "T+", "00:01:12" */
  TLM_CLOCK_FORM_L,          /* "L-", "00:14:00" */
  TLM_CLOCK_FORM_UTC,        /* "UTC", "08:55:02" */
  TLM_CLOCK_FORM_GMT,        /* "GMT", "278/08:55:02": day of year, as in mission control */
  TLM_CLOCK_FORM_MET         /* "MET", "001/02:01:12": T with days, "-000/00:04:00" before it */
} TlmClockForm;

/* The parts of a clock's text. */
typedef struct {
  char prefix[8];
  char text[40];             /* "--:--:--" where it is not known */
  gboolean holding;
} TlmClockText;

/* Cut towards the past, as every span is (core/time/elapsed.h): T- 00:00:01 stands until T-0,
 * and T- 00:00:00 never. DECIMALS of the second, 0 to 3. */
TlmClockText tlm_countdown_text (const TlmCountdown *countdown, TlmClockForm form, guint decimals);

G_END_DECLS
