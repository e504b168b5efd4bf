/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* One revolution a day in rad/s, and the first and second derivative's units
 * in rad/s^2 and rad/s^3: what element sets are published in. */
#define TLM_REV_PER_DAY (2.0 * G_PI / 86400.0)
#define TLM_REV_PER_DAY2 (TLM_REV_PER_DAY / 86400.0)
#define TLM_REV_PER_DAY3 (TLM_REV_PER_DAY2 / 86400.0)

/* One degree in radians. */
#define TLM_DEGREE (G_PI / 180.0)

/* The longest object name and international designator kept, in bytes with
 * the closing NUL. */
#define TLM_OBJECT_NAME_SIZE 72
#define TLM_INTERNATIONAL_DESIGNATOR_SIZE 16

/* Mean elements of an Earth satellite for SGP4, as a two-line set or an OMM
 * with MEAN_ELEMENT_THEORY SGP4 carries them (CCSDS 502.0-B-3, table 4-3),
 * in the true equator, mean equinox frame of the epoch (TEME). Mean in the
 * sense of Kozai: only SGP4 may be used on them. A plain value; filled in by
 * a reader and checked by tlm_mean_elements_validate(). */
typedef struct {
  TlmInstant epoch;
  double mean_motion;       /* rad/s, above 0; Kozai's */
  double eccentricity;      /* 0 to below 1 */
  double inclination;       /* rad, 0 to pi */
  double raan;              /* right ascension of the ascending node, rad */
  double argument_perigee;  /* rad */
  double mean_anomaly;      /* rad */
  double bstar;             /* drag term, 1/Earth radii (6378.135 km); may be negative */
  double mean_motion_dot;   /* half the first derivative as published, rad/s^2; SGP4 ignores it */
  double mean_motion_ddot;  /* a sixth of the second derivative, rad/s^3; SGP4 ignores it */
  double revolution_at_epoch; /* number of the revolution that the epoch is in, whole; 0 not known */
  guint32 catalogue_number; /* 0 to 999999999 */
  char international_designator[TLM_INTERNATIONAL_DESIGNATOR_SIZE]; /* "1998-067A"; "" not known */
  char name[TLM_OBJECT_NAME_SIZE]; /* UTF-8; "" not known */
} TlmMeanElements;

/* Whether every field lies in the range stated beside it (angles between -2pi
 * and 2pi; mean motion between 1e-6 and 20 revolutions a day). TRUE, or FALSE
 * with TLM_ERROR_RANGE naming the object, the field, what was found and what
 * would be right, in the units elements are published in. Pure. */
gboolean tlm_mean_elements_validate (const TlmMeanElements *elements, GError **error);

/* Whether an EPHEMERIS_TYPE (column 63 of element sets, 0 where it is blank) says that
 * elements are for SGP4: 0 as distributed, and 2 by name (CCSDS 502.0-B-3, table 4-3).
 * FALSE for all others, with the name of their theory in THEORY where it has one: static,
 * or untouched. Of 3 the sources differ: SDP4 (T. S. Kelso) or PPT3 (502.0-B-3). */
gboolean tlm_ephemeris_type_is_sgp4 (guint type, const char **theory);

G_END_DECLS
