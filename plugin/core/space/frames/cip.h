/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* The Earth's pole and the origins of right ascension at an instant, after the
 * IAU 2006 precession and the IAU 2000A nutation (IERS Conventions 2010,
 * TN 36, section 5.4), all in radians. */
typedef struct {
  double x, y;                  /* unit vector of the celestial intermediate pole, GCRS */
  double s;                     /* celestial intermediate origin locator */
  double eo;                    /* equation of the origins: ERA - GST */
} TlmCip;

/* The pole at an instant. From 1960 to 2100 it is interpolated (cubic) between
 * nodes 6 hours apart, within 0.05 mas (2 mm at orbit height) of the full
 * series; elsewhere it is the full series. A node is computed the first time
 * that it is wanted and kept, so that the answer depends on the instant alone.
 * From any thread. */
TlmCip tlm_cip_at (TlmInstant instant);

G_END_DECLS
