/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* World Geodetic System 1984, NGA.STND.0036_1.0.0_WGS84 (2014), table 3.1: the
 * defining parameters. */
#define TLM_WGS84_RADIUS_M 6378137.0                    /* equatorial radius, semi-major axis */
#define TLM_WGS84_FLATTENING (1.0 / 298.257223563)
#define TLM_WGS84_GM_M3_S2 3.986004418e14               /* with the mass of the atmosphere */
