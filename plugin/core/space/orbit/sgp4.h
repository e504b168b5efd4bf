/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/space/orbit/elements.h"

G_BEGIN_DECLS

/* SGP4 with its deep-space part (SDP4, periods of 225 min and more):
 * F. R. Hoots, R. L. Roehrich, "Spacetrack Report No. 3: Models for
 * Propagation of NORAD Element Sets", 1980, sections 6, 7 and 10, with the
 * corrections of D. A. Vallado, P. Crawford, R. Hujsak, T. S. Kelso,
 * "Revisiting Spacetrack Report #3", AIAA 2006-6753: WGS-72 constants, which
 * element sets are fitted with, and the improved mode of operation ("i").
 *
 * Set up once from mean elements, never changed afterwards (what a search has found
 * is kept, behind a lock): any number of threads may use one at the same time, and
 * a state depends on the time asked for alone, never on earlier questions. */
typedef struct _TlmSgp4 TlmSgp4;

/* Why there is no state; the numbers 1 to 6 are those of AIAA 2006-6753. */
typedef enum {
  TLM_SGP4_OK = 0,
  TLM_SGP4_MEAN_ECCENTRICITY = 1,      /* mean eccentricity not within -0.001 to 1 */
  TLM_SGP4_MEAN_MOTION = 2,            /* mean motion not above 0 */
  TLM_SGP4_PERTURBED_ECCENTRICITY = 3, /* with lunisolar periodics, not within 0 to 1 */
  TLM_SGP4_SEMI_LATUS_RECTUM = 4,      /* semi-latus rectum below 0 */
  TLM_SGP4_SUBORBITAL = 5,             /* perigee of the epoch elements under the surface:
                                        * of tlm_sgp4_get_epoch_status() alone */
  TLM_SGP4_DECAYED = 6,                /* less than one Earth radius from the centre */
  TLM_SGP4_FAR_FROM_EPOCH = 7          /* further than TLM_SGP4_MAX_MINUTES, or not a number */
} TlmSgp4Status;

/* The furthest from the epoch a state is worked out, minutes: ten years. An
 * element set is worth little after weeks; the bound holds the cost of one
 * state of a resonant orbit to about a millisecond. */
#define TLM_SGP4_MAX_MINUTES (3653.0 * 1440.0)

/* Sets up the theory for ELEMENTS (copied). Free with tlm_sgp4_free(). NULL
 * with TLM_ERROR_RANGE when tlm_mean_elements_validate() refuses them. */
TlmSgp4 *tlm_sgp4_new (const TlmMeanElements *elements, GError **error);

/* Takes NULL. */
void tlm_sgp4_free (TlmSgp4 *sgp4);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmSgp4, tlm_sgp4_free)

/* The elements it was set up from; owned by SGP4. */
const TlmMeanElements *tlm_sgp4_get_elements (const TlmSgp4 *sgp4);

/* TLM_SGP4_OK, or TLM_SGP4_SUBORBITAL when the orbit at epoch reaches under
 * the surface. There may be states all the same, as published: a warning. */
TlmSgp4Status tlm_sgp4_get_epoch_status (const TlmSgp4 *sgp4);

/* Position (m) and velocity (m/s) MINUTES after the epoch (before it when
 * negative), in TEME (true equator, mean equinox) of that date. Outputs are
 * untouched unless the status is TLM_SGP4_OK. Pure; thread-safe. */
TlmSgp4Status tlm_sgp4_propagate (const TlmSgp4 *sgp4, double minutes, double position[3],
    double velocity[3]);

/* The furthest from the epoch a state at an instant is given: 90 days. */
#define TLM_SGP4_REACH (G_GINT64_CONSTANT (90) * 86400 * TLM_SECOND)

/* The same at an instant, which must not be TLM_TIME_NONE, within TLM_SGP4_REACH of
 * the epoch. Time since the epoch is counted in SI seconds, leap seconds between
 * included. After the first error there is no state any more: what has decayed does
 * not come back, though the theory has numbers for it again. The first question that
 * far from the epoch costs a search (25 states a revolution, some 10 ms a month of a
 * low orbit), later ones a comparison. */
TlmSgp4Status tlm_sgp4_propagate_to (const TlmSgp4 *sgp4, TlmInstant instant, double position[3],
    double velocity[3]);

/* The first error after the epoch, or before it with BACKWARDS, no further than WITHIN
 * (at most TLM_SGP4_REACH): its status, and in AT its instant to a millisecond. It is
 * looked for from the epoch outward in steps of at most a twentieth of a revolution and
 * at each perigee. TLM_SGP4_OK, AT untouched, when there is none. Thread-safe. */
TlmSgp4Status tlm_sgp4_first_error (const TlmSgp4 *sgp4, gboolean backwards, TlmDuration within,
    TlmInstant *at);

/* Whether a low orbit stays so far above the ground for so long on both sides of its
 * epoch that there can be no error: a quick look before a search. */
gboolean tlm_sgp4_is_high (const TlmSgp4 *sgp4, TlmDuration within);

/* What a status means, one English clause without a full stop; static. */
const char *tlm_sgp4_status_text (TlmSgp4Status status);

G_END_DECLS
