/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/sync.h"
#include "core/mission/mission.h"

G_BEGIN_DECLS

/* The layout by name or path: WISHED, else that of MISSION (or NULL), else webcast. */
const char *tlh_layout_name (const char *wished, const TlmMission *mission);

/* Reads what relates footage to telemetry. What OWN says of the footage's time stands alone: what the mission says of
 * it is about other footage. The mission's offset counts in any case. As tlm_sync_read(). */
gboolean tlh_sync_read (TlmSync *sync, const TlmSyncText *own, const TlmMission *mission, GError **error);

/* The footage time of the last sample or event of TIMELINE; FALSE where there is none, or no place for it. */
gboolean tlh_footage_end (const TlmTimeline *timeline, const TlmSyncResult *sync, TlmDuration *end_ns);

G_END_DECLS
