/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/sync.h"

G_BEGIN_DECLS

/* Where footage and telemetry are in time, both on a timeline's clock. Where nothing of
 * one is known its first time is later than its last. */
typedef struct {
  gint64 footage_first_ns, footage_last_ns;
  gint64 telemetry_first_ns, telemetry_last_ns;
} TlmMeeting;

#define TLM_MEETING_NONE ((TlmMeeting) { G_MAXINT64, G_MININT64, G_MAXINT64, G_MININT64 })

/* The telemetry that TIMELINE has by now; FALSE when it has none. */
gboolean tlm_meeting_set_telemetry (TlmMeeting *meeting, const TlmTimeline *timeline);

/* Some footage shows TIME_NS; nothing for TLM_TIME_NONE. */
void tlm_meeting_add_footage (TlmMeeting *meeting, gint64 time_ns);

/* Whether both are known and have no instant in common. */
gboolean tlm_meeting_is_apart (const TlmMeeting *meeting);

/* Both spans and what to do, a sentence for people: UTC where TIMELINE knows it, else
 * since liftoff, else on the telemetry's own clock. To be freed. */
char *tlm_meeting_explain (const TlmMeeting *meeting, const TlmTimeline *timeline);

G_END_DECLS
