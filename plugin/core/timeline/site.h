/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/measure/datum.h"

G_BEGIN_DECLS

/* The body that heights and air are of, where it is told: nothing is to be derived of the
 * Earth's shape, rotation, gravity or air about another one. */
typedef enum {
  TLM_SITE_UNKNOWN,            /* not told: what is derived of it takes the Earth */
  TLM_SITE_EARTH,
  TLM_SITE_MOON,
  TLM_SITE_MARS
} TlmSiteBody;

/* Where a flight begins, and which altitude its altitude is. All zero: not known. */
typedef struct {
  TlmDatum datum;              /* of a measured altitude that declares none, and of a derived one */
  gboolean has_pad;
  double pad_latitude_deg;     /* geodetic, -90..90 */
  double pad_longitude_deg;    /* east, -180..360 */
  double pad_altitude_m;       /* above mean sea level where DATUM says msl, else above WGS84 */
  TlmSiteBody body;
} TlmTimelineSite;

G_END_DECLS
