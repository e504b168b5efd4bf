/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A body that a state can be about. Static and constant. */
typedef struct {
  const char *name;             /* as a navigation message's CENTER_NAME, upper case */
  double gm_m3_s2;
  double equatorial_radius_m;   /* what orbital elements' altitudes are above */
  double reference_radius_m;    /* the sphere that an altitude is above; NaN for the
                                 * Earth, whose altitudes are above its ellipsoid */
} TlmBody;

/* Earth: WGS84 (NGA.STND.0036). Moon and Mars: mean radius of the Moon and
 * equatorial radius of Mars (IAU WGCCRE, Archinal et al. 2018, tables 4 and 5),
 * GM of JPL DE440 (Park et al. 2021; Mars with its moons). Case does not count.
 * NULL with TLM_ERROR_RANGE for any other, naming those that are known. */
const TlmBody *tlm_body_find (const char *name, GError **error);

/* The Earth; never NULL. */
const TlmBody *tlm_body_earth (void);

G_END_DECLS
