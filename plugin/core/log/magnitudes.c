/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/magnitudes.h"

#include <math.h>
#include <string.h>

#include "core/log/log-private.h"

/* Samples in a row that no stray one is taken for. */
#define IN_A_ROW 3

/* Of the most that a channel says: less than that below 0 is noise of a coarse instrument. */
#define NOISE_OF_MOST (1 / 50.0)

/* Of the steps in which a vehicle moves, so many go as a vertical speed would have it: the
 * rest is noise, and samples of another time. */
#define AGREEING (4 / 5.0)

typedef struct {
  TlmChannelId channel;
  double noise;          /* storage unit */
  const char *unit;      /* as a text after a number */
  const char *otherwise; /* the name of what it is with a sign */
} Magnitude;

static const Magnitude magnitudes[] = {
  { .channel = TLM_CHANNEL_SPEED, .noise = 3, .unit = " m/s", .otherwise = "signed-speed" },
  { .channel = TLM_CHANNEL_MACH, .noise = 0.01, .unit = "", .otherwise = "signed-mach" },
};

gboolean
tlm_channel_is_magnitude (guint id, double *noise)
{
  for (gsize i = 0; i < G_N_ELEMENTS (magnitudes); i++)
    if (magnitudes[i].channel == id) {
      *noise = magnitudes[i].noise;
      return TRUE;
    }
  return FALSE;
}

/* Whether three in a row are below 0, and not by noise. LOWEST receives the least. */
static gboolean
has_sign (const TlmSeries *series, double noise, double *lowest)
{
  double highest;
  guint row = 0, longest = 0;

  if (!tlm_series_range (series, lowest, &highest) || *lowest >= 0)
    return FALSE;
  noise = MAX (noise, NOISE_OF_MOST * MAX (-*lowest, highest));
  for (gsize i = 0; i < tlm_series_length (series) && longest < IN_A_ROW; i++) {
    row = tlm_series_value (series, i) < -noise ? row + 1 : 0;
    longest = MAX (longest, row);
  }
  return longest >= IN_A_ROW;
}

static const TlmSeries *
altitude_of (const TlmLogVehicle *vehicle)
{
  static const TlmChannelId kinds[] = { TLM_CHANNEL_ALTITUDE, TLM_CHANNEL_ALTITUDE_MSL,
    TLM_CHANNEL_ALTITUDE_ELLIPSOID, TLM_CHANNEL_ALTITUDE_AGL };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const TlmSeries *series = tlm_log_series (vehicle, kinds[i]);
    if (series && tlm_series_length (series) > IN_A_ROW)
      return series;
  }
  return NULL;
}

/* Whether ALTITUDE rises where SPEED is above 0 and falls where it is below. */
static gboolean
goes_with (const TlmSeries *speed, const TlmSeries *altitude, double noise)
{
  gsize agree = 0, moves = 0;

  for (gsize i = 0; i + 1 < tlm_series_length (altitude); i++) {
    double climb = tlm_series_value (altitude, i + 1) - tlm_series_value (altitude, i);
    gssize at = tlm_series_find (speed, tlm_series_time (altitude, i));
    double value = at < 0 ? 0 : tlm_series_value (speed, (gsize) at);
    if (climb == 0 || ABS (value) <= noise)
      continue;
    moves++;
    agree += (climb > 0) == (value > 0);
  }
  return moves > 0 && (double) agree >= AGREEING * (double) moves;
}

static gboolean
is_vertical (const TlmLogVehicle *vehicle, const Magnitude *magnitude, const TlmSeries *series)
{
  const TlmSeries *altitude = altitude_of (vehicle);

  return magnitude->channel == TLM_CHANNEL_SPEED &&
      !tlm_log_series (vehicle, TLM_CHANNEL_VERTICAL_SPEED) &&
      (!altitude || goes_with (series, altitude, magnitude->noise));
}

/* Why it is read so, or what to do. */
static const char *
reason (const TlmLogVehicle *vehicle, gboolean vertical)
{
  if (!vertical)
    return ", a channel of its own; say in columns what it is";
  return altitude_of (vehicle) ? ", as the altitude rises and falls" :
      "; if it is something else, say so in columns";
}

static void
settle_track (TlmLog *log, TlmLogVehicle *vehicle, TlmTrack *track, const Magnitude *magnitude)
{
  double lowest;
  gboolean vertical;
  char *becomes;

  if (!has_sign (track->series, magnitude->noise, &lowest))
    return;
  vertical = is_vertical (vehicle, magnitude, track->series);
  becomes = g_strdup (vertical ? tlm_channel_get (TLM_CHANNEL_VERTICAL_SPEED)->name : magnitude->otherwise);
  tlm_log_note (log, "%s%s\"%s\" goes below 0, to %.4g%s, which no %s does: it is read as %s%s",
      vehicle->name, *vehicle->name ? ": " : "", track->column ? track->column : track->name, lowest,
      magnitude->unit, track->name, becomes, reason (vehicle, vertical));
  g_free (track->name);
  track->name = becomes;
  tlm_name_index_clear (&vehicle->track_names);
}

void
tlm_log_settle_magnitudes (TlmLog *log)
{
  g_return_if_fail (log != NULL);
  for (guint i = 0; i < log->vehicles->len; i++) {
    TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->tracks->len; j++) {
      TlmTrack *track = vehicle->tracks->pdata[j];
      for (gsize k = 0; k < G_N_ELEMENTS (magnitudes); k++)
        if (strcmp (track->name, tlm_channel_get (magnitudes[k].channel)->name) == 0) {
          settle_track (log, vehicle, track, &magnitudes[k]);
          break;
        }
    }
  }
}
