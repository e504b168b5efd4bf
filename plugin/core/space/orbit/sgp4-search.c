/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/orbit/sgp4-internal.h"

#include <math.h>

#include "core/base/number.h"

/* Steps of the search: this part of the distance over the speed, which on a circle
 * is a 25th of a revolution and near a perigee as short as it must be, and never
 * more than that part of the revolution at epoch. */
#define STEP_OF_MOTION 0.25
#define STEP_OF_PERIOD (1.0 / 25.0)

/* How near the first error is told, min: a millisecond. */
#define NEARNESS (0.001 / 60.0)

/* While the mean perigee of a near-Earth orbit is this far from the Earth's centre
 * (radii; 320 km high), periodics of some 30 km bring no error. */
#define SAFE_PERIGEE 1.05

/* And its changes are slow: looked at so often, min. */
#define PERIGEE_STEP 1440.0

#define NS_PER_MIN (60.0 * TLM_SECOND)

/* Where the satellite is MINUTES from the epoch, and how fast it leaves the Earth. */
typedef struct {
  double minutes;
  double distance, speed, radial; /* m, m/s, r.v in m^2/s */
  TlmSgp4Status status;
} Place;

static Place
place_at (const TlmSgp4 *sgp4, double minutes)
{
  Place place = { .minutes = minutes };
  double r[3] = { 0 }, v[3] = { 0 };

  place.status = tlm_sgp4_propagate (sgp4, minutes, r, v);
  place.distance = sqrt (r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
  place.speed = sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  place.radial = r[0] * v[0] + r[1] * v[1] + r[2] * v[2];
  return place;
}

/* The first error between FINE and BROKEN, which is no earlier than BROKEN. */
static Place
narrow (const TlmSgp4 *sgp4, double fine, Place broken)
{
  while (fabs (broken.minutes - fine) > NEARNESS) {
    Place middle = place_at (sgp4, 0.5 * (fine + broken.minutes));

    if (middle.status == TLM_SGP4_OK)
      fine = middle.minutes;
    else
      broken = middle;
  }
  return broken;
}

/* The next place to look at. Where the satellite passed a perigee in between, that is
 * looked at first: it is there that it is lowest. */
static Place
step (const TlmSgp4 *sgp4, const Place *from, double sign)
{
  double period = SGP4_TWO_PI / sgp4->epoch.n;
  double minutes = fmin (STEP_OF_PERIOD * period,
      STEP_OF_MOTION * from->distance / from->speed / 60.0);
  Place next = place_at (sgp4, from->minutes + sign * minutes), perigee;
  double before = sign * from->radial, after = sign * next.radial;

  if (next.status != TLM_SGP4_OK || !(before < 0.0 && after > 0.0))
    return next;
  perigee = place_at (sgp4, from->minutes + sign * minutes * before / (before - after));
  return perigee.status == TLM_SGP4_OK ? next : perigee;
}

static gint64
distance_ns (double minutes)
{
  gint64 ns;

  return tlm_number_to_int64 (fabs (minutes) * NS_PER_MIN, &ns) ? ns : G_MAXINT64;
}

/* Goes on from where the side was searched to at least DISTANCE_NS from the epoch. The
 * steps are the same whoever asks for what. */
static void
search (const TlmSgp4 *sgp4, TlmSgp4Side *side, double sign, gint64 distance)
{
  Place at = place_at (sgp4, side->minutes);

  while (at.status == TLM_SGP4_OK && distance_ns (at.minutes) < distance) {
    Place next = step (sgp4, &at, sign);

    at = next.status == TLM_SGP4_OK ? next : narrow (sgp4, at.minutes, next);
  }
  side->minutes = at.minutes;
  side->status = at.status;
  if (at.status != TLM_SGP4_OK)
    __atomic_store_n (&side->error_ns, distance_ns (at.minutes), __ATOMIC_RELEASE);
  __atomic_store_n (&side->searched_ns, at.status == TLM_SGP4_OK ? distance_ns (at.minutes)
      : G_MAXINT64, __ATOMIC_RELEASE);
}

/* Where the first error of a side is, or G_MAXINT64 when there is none up to DISTANCE.
 * What has been found never changes: a set that is shared stays constant to those who
 * ask. */
static gint64
error_of (const TlmSgp4 *sgp4, gboolean backwards, gint64 distance)
{
  TlmSgp4 *shared = (TlmSgp4 *) sgp4;
  TlmSgp4Side *side = &shared->sides[backwards];

  if (__atomic_load_n (&side->searched_ns, __ATOMIC_ACQUIRE) < distance) {
    g_mutex_lock (&shared->searching);
    if (side->searched_ns < distance)
      search (sgp4, side, backwards ? -1.0 : 1.0, distance);
    g_mutex_unlock (&shared->searching);
  }
  return __atomic_load_n (&side->error_ns, __ATOMIC_ACQUIRE);
}

TlmSgp4Status
tlm_sgp4_first_error (const TlmSgp4 *sgp4, gboolean backwards, TlmDuration within,
    TlmInstant *at)
{
  gint64 error_ns;

  g_return_val_if_fail (sgp4 && at, TLM_SGP4_OK);
  within = CLAMP (within, 0, TLM_SGP4_REACH);
  error_ns = error_of (sgp4, backwards, within);
  if (error_ns > within)
    return TLM_SGP4_OK;
  *at = sgp4->elements.epoch + (backwards ? -error_ns : error_ns);
  return sgp4->sides[backwards].status;
}

gboolean
tlm_sgp4_is_high (const TlmSgp4 *sgp4, TlmDuration within)
{
  double last = (double) within / NS_PER_MIN;

  g_return_val_if_fail (sgp4, FALSE);
  if (sgp4->deep)
    return FALSE;
  for (double t = -last; t < last + PERIGEE_STEP; t += PERIGEE_STEP) {
    double perigee = tlm_sgp4_mean_perigee (sgp4, t);

    /* written so that NaN is low */
    if (!(perigee >= SAFE_PERIGEE))
      return FALSE;
  }
  return TRUE;
}

TlmSgp4Status
tlm_sgp4_propagate_to (const TlmSgp4 *sgp4, TlmInstant instant, double position[3],
    double velocity[3])
{
  gboolean backwards;
  TlmSgp4Status status;
  TlmInstant end;
  gint64 distance;

  g_return_val_if_fail (sgp4 && instant != TLM_TIME_NONE, TLM_SGP4_FAR_FROM_EPOCH);
  if (__builtin_sub_overflow (instant, sgp4->elements.epoch, &distance)
      || distance > TLM_SGP4_REACH || distance < -TLM_SGP4_REACH)
    return TLM_SGP4_FAR_FROM_EPOCH;
  backwards = distance < 0;
  status = tlm_sgp4_first_error (sgp4, backwards, ABS (distance), &end);
  return status != TLM_SGP4_OK ? status
      : tlm_sgp4_propagate (sgp4, (double) distance / NS_PER_MIN, position, velocity);
}
