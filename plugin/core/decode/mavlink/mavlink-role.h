/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a component of a system is (mavlink.io, minimal.xml: MAV_COMPONENT, MAV_TYPE,
 * MAV_AUTOPILOT). The vehicle is its autopilot; gimbals, cameras, companions and ground
 * stations have attitudes and clocks of their own. */
typedef enum {
  TLM_MAVLINK_UNKNOWN_ROLE,
  TLM_MAVLINK_AUTOPILOT,
  TLM_MAVLINK_OTHER
} TlmMavlinkRole;

/* What the numbers alone say: 1 is the autopilot, the user's own may be anything. */
TlmMavlinkRole tlm_mavlink_role_of_ids (guint8 system, guint8 component);

/* What the payload of its HEARTBEAT says; that is never unknown. */
TlmMavlinkRole tlm_mavlink_role_of_heartbeat (const guint8 *payload);

G_END_DECLS
