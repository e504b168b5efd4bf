/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/obs/module.h"

#include "hosts/obs/show.h"

#include <util/platform.h>

/* OBS's sources are under the GPL (2 or later), and so is this module as it is built. */
OBS_DECLARE_MODULE ()
OBS_MODULE_USE_DEFAULT_LOCALE ("obs-telemetry", "en-US")

/* So long a file that is being read for nobody may hold up the end of OBS. */
#define LONGEST_WAIT_S 5

static uint64_t loaded_ns;

gint64
telemetry_now_ns (void)
{
  return (gint64) (os_gettime_ns () - loaded_ns);
}

gint64
telemetry_frame_ns (void)
{
  return (gint64) (obs_get_video_frame_time () - loaded_ns);
}

const char *
obs_module_name (void)
{
  return "Spacecraft telemetry";
}

const char *
obs_module_description (void)
{
  return "Altitude, velocity and mission phase of a spacecraft, from files or live";
}

bool
obs_module_load (void)
{
  loaded_ns = os_gettime_ns ();
  obs_register_source (&telemetry_source_info);
  obs_register_source (&telemetry_filter_info);
  return true;
}

void
obs_module_unload (void)
{
  telemetry_show_wait_for_all (LONGEST_WAIT_S);
}
