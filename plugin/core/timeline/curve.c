/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/curve.h"

#include <math.h>

#include "core/timeline/timeline-private.h"

/* A state or a count stands until the next one; anything else has an age only
 * where nothing is known. */
static gboolean
holds (const TlmTimeline *timeline, guint vehicle, guint channel)
{
  const TlmTrack *track = tlm_timeline_track (timeline, vehicle, channel);

  return track && track->interpolation == TLM_INTERPOLATION_HOLD;
}

/* Whether the source says that what is at TIME has nothing to do with what was a step
 * before. */
static gboolean
breaks_off (const TlmTimeline *timeline, guint vehicle, guint channel, gint64 time_ns,
    TlmDuration step_ns)
{
  const TlmTrack *track = tlm_timeline_track (timeline, vehicle, channel);
  gint64 from, to;

  if (!track)
    return FALSE;
  tlm_series_stretch (track->series, time_ns, &from, &to);
  return from != G_MININT64 && from > time_ns - step_ns;
}

static double
known (TlmValue value, gboolean held)
{
  return value.validity == TLM_VALIDITY_FRESH && (held || value.age_ns == 0) ? value.value : NAN;
}

void
tlm_curve_sample (const TlmTimeline *timeline, guint vehicle, const guint *channels,
    guint n_channels, gint64 first_ns, TlmDuration step_ns, gsize n, double *values)
{
  const TlmTimelineVehicle *self;
  g_autoptr (TlmSlopeMemory) slopes = tlm_slope_memory_new ();
  gboolean held[TLM_CURVE_MAX_CHANNELS];

  g_return_if_fail (timeline != NULL && channels != NULL && (values != NULL || n == 0));
  g_return_if_fail (n_channels > 0 && n_channels <= TLM_CURVE_MAX_CHANNELS);
  self = tlm_timeline_get_vehicle (timeline, vehicle);
  for (guint c = 0; c < n_channels; c++)
    held[c] = holds (timeline, vehicle, channels[c]);
  for (gsize i = 0; i < n; i++) {
    TlmEvaluation evaluation;

    if (self)
      tlm_evaluation_begin (&evaluation, timeline, self, slopes, first_ns + (gint64) i * step_ns);
    for (guint c = 0; c < n_channels; c++)
      values[c * n + i] = self && channels[c] < timeline->channels->len ?
          known (tlm_evaluation_get (&evaluation, channels[c]), held[c]) : NAN;
    for (guint c = 0; c < n_channels; c++)
      if (i > 0 && breaks_off (timeline, vehicle, channels[c], first_ns + (gint64) i * step_ns,
              step_ns))
        values[c * n + i] = NAN;
  }
}

gboolean
tlm_curve_range (const double *values, gsize n, double *minimum, double *maximum)
{
  double low = INFINITY, high = -INFINITY;

  g_return_val_if_fail (values != NULL || n == 0, FALSE);
  for (gsize i = 0; i < n; i++) {
    if (!isfinite (values[i]))
      continue;
    low = MIN (low, values[i]);
    high = MAX (high, values[i]);
  }
  if (low > high)
    return FALSE;
  *minimum = low;
  *maximum = high;
  return TRUE;
}
