/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/orbit/sgp4-internal.h"

#include <erfa.h>

#include "core/base/error.h"
#include "core/time/utc.h"

/* Periods from here on are deep space, min (STR#3). */
#define DEEP_SPACE_PERIOD 225.0

static const char *const status_texts[] = {
  [TLM_SGP4_OK] = "a state was found",
  [TLM_SGP4_MEAN_ECCENTRICITY] = "the mean eccentricity is not within 0 to 1",
  [TLM_SGP4_MEAN_MOTION] = "the mean motion is not above 0",
  [TLM_SGP4_PERTURBED_ECCENTRICITY] = "the perturbed eccentricity is not within 0 to 1",
  [TLM_SGP4_SEMI_LATUS_RECTUM] = "the semi-latus rectum is below 0",
  [TLM_SGP4_SUBORBITAL] = "the elements at epoch are suborbital",
  [TLM_SGP4_DECAYED] = "the satellite has decayed",
  [TLM_SGP4_FAR_FROM_EPOCH] = "the time is too far from the epoch of the elements",
};

const char *
tlm_sgp4_status_text (TlmSgp4Status status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (status_texts), NULL);
  return status_texts[status];
}

/* The epoch's Julian date in UTC, as midnight and fraction. */
static void
epoch_julian_date (TlmInstant epoch, double *midnight, double *fraction)
{
  TlmUtc utc = { 0 };

  tlm_instant_to_utc (epoch, &utc);
  *midnight = 2440587.5 + (double) tlm_days_from_date (utc.year, utc.month, utc.day);
  *fraction = (utc.hour * 3600.0 + utc.minute * 60.0 + utc.second + utc.nanosecond * 1e-9)
      / 86400.0;
}

/* Greenwich sidereal time is the IAU 1982 one with UT1 taken as UTC
 * (revisited: improved mode). */
static void
deep_space_init (TlmSgp4 *sgp4)
{
  double midnight, fraction;

  epoch_julian_date (sgp4->elements.epoch, &midnight, &fraction);
  sgp4->sidereal_angle = eraGmst82 (midnight, fraction);
  tlm_sgp4_lunisolar_init (sgp4, midnight - 2415020.0 + fraction);
  tlm_sgp4_resonance_init (sgp4);
}

TlmSgp4 *
tlm_sgp4_new (const TlmMeanElements *elements, GError **error)
{
  TlmSgp4 *sgp4;

  g_return_val_if_fail (elements, NULL);
  if (!tlm_mean_elements_validate (elements, error))
    return NULL;
  sgp4 = g_new0 (TlmSgp4, 1);
  g_mutex_init (&sgp4->searching);
  for (guint i = 0; i < G_N_ELEMENTS (sgp4->sides); i++)
    sgp4->sides[i] = (TlmSgp4Side) { .searched_ns = -1, .error_ns = G_MAXINT64 };
  sgp4->elements = *elements;
  sgp4->epoch = tlm_sgp4_epoch_orbit (elements);
  sgp4->tilt = tlm_sgp4_tilt (sgp4->epoch.i);
  sgp4->rates = tlm_sgp4_oblate_rates (&sgp4->epoch);
  sgp4->deep = SGP4_TWO_PI / sgp4->epoch.n >= DEEP_SPACE_PERIOD;
  sgp4->drag = tlm_sgp4_drag (&sgp4->epoch, &sgp4->tilt, elements->bstar, sgp4->deep);
  if (sgp4->deep)
    deep_space_init (sgp4);
  return sgp4;
}

void
tlm_sgp4_free (TlmSgp4 *sgp4)
{
  if (!sgp4)
    return;
  g_mutex_clear (&sgp4->searching);
  g_free (sgp4);
}

const TlmMeanElements *
tlm_sgp4_get_elements (const TlmSgp4 *sgp4)
{
  g_return_val_if_fail (sgp4, NULL);
  return &sgp4->elements;
}

TlmSgp4Status
tlm_sgp4_get_epoch_status (const TlmSgp4 *sgp4)
{
  g_return_val_if_fail (sgp4, TLM_SGP4_OK);
  return sgp4->epoch.a * (1.0 - sgp4->epoch.e) >= 1.0 ? TLM_SGP4_OK : TLM_SGP4_SUBORBITAL;
}
