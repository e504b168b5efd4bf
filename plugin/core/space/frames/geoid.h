/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Height of the EGM96 geoid (mean sea level) above the WGS84 ellipsoid, m, -107
 * to 86, at a geodetic latitude and longitude in radians. Interpolated bilinearly
 * between 15' nodes by PROJ (Debian's proj-data), within 0.1 m of NGA's own test
 * points. An altitude above mean sea level is the height above the ellipsoid less
 * this. NaN when the grid is not installed or a
 * coordinate is not finite. The grid is opened at the first call; the network is
 * never asked. From any thread. */
double tlm_geoid_undulation_m (double latitude_rad, double longitude_rad);

/* Whether the grid is there, so that the above can answer. */
gboolean tlm_geoid_available (void);

G_END_DECLS
