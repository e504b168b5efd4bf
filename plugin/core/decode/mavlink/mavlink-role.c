/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/mavlink/mavlink-role.h"

#define COMPONENT_AUTOPILOT 1
/* Cameras, servos, gimbals, companions, receivers and bridges from here on. */
#define COMPONENT_PERIPHERAL 100
/* Ground stations call themselves so. */
#define SYSTEM_GROUND 255
#define AUTOPILOT_INVALID 8

/* Types (MAV_TYPE) of what is no vehicle, whatever autopilot it has. */
static const guint8 no_vehicles[] = {
  5 /* antenna tracker */, 6 /* ground station */, 18 /* companion */, 26 /* gimbal */,
  27 /* ADS-B */, 30 /* camera */, 31 /* charging station */, 32 /* FLARM */, 33 /* servo */,
  34 /* remote identification */, 36 /* battery */, 37 /* parachute */, 38 /* log */,
  39 /* display */, 40 /* inertial unit */, 41 /* receiver */, 42 /* winch */,
  44 /* light */,
};

TlmMavlinkRole
tlm_mavlink_role_of_ids (guint8 system, guint8 component)
{
  if (system == SYSTEM_GROUND || component >= COMPONENT_PERIPHERAL)
    return TLM_MAVLINK_OTHER;
  return component == COMPONENT_AUTOPILOT ? TLM_MAVLINK_AUTOPILOT : TLM_MAVLINK_UNKNOWN_ROLE;
}

TlmMavlinkRole
tlm_mavlink_role_of_heartbeat (const guint8 *payload)
{
  guint8 type = payload[4], autopilot = payload[5];

  if (autopilot == AUTOPILOT_INVALID)
    return TLM_MAVLINK_OTHER;
  for (gsize i = 0; i < G_N_ELEMENTS (no_vehicles); i++)
    if (no_vehicles[i] == type)
      return TLM_MAVLINK_OTHER;
  return TLM_MAVLINK_AUTOPILOT;
}
