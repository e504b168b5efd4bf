/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/channel.h"

G_BEGIN_DECLS

/* What was planned stands beside what was measured under names of its own:
 * planned.altitude, and delta.altitude = altitude - planned.altitude. */
#define TLM_PLANNED_PREFIX "planned."
#define TLM_DELTA_PREFIX "delta."

/* The name of the plan of CHANNEL, and of the difference to it. To be freed. */
char *tlm_planned_name (const char *channel);
char *tlm_delta_name (const char *channel);

/* The channel that NAME is the plan of, within NAME; NULL when it is no planned one. */
const char *tlm_planned_base (const char *name);

/* The standard channel that NAME is, or is the plan of; TLM_N_STANDARD_CHANNELS for any other,
 * differences too. */
TlmChannelId tlm_planned_kind (const char *name);

G_END_DECLS
