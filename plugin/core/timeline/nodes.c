/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/nodes.h"

#include <math.h>

#include "core/base/number.h"
#include "core/space/frames/earth.h"
#include "core/space/frames/orbit.h"

struct _TlmNodes {
  GArray *times;               /* TlmInstant, ascending */
  TlmInstant first, last;      /* what was looked at, without a gap */
  TlmDuration step;            /* between the instants looked at */
  TlmInstant sure;             /* the last of them that did not hang on where the states end */
  guint n_sure;                /* times up to there */
  gboolean is_mean;            /* by elements instead */
  TlmMeanElements elements;
  TlmDuration offset_ns;       /* added to their epoch */
  gint64 first_orbit;          /* number at the first state or epoch; 0: not known */
};

#define MAX_STEPS 1000000

/* Steps of a twelfth of a revolution that may be without a state. */
#define HOLE_STEPS 4

/* Second zonal harmonic and equatorial radius of SGP4 (WGS-72), for the drift
 * of the perigee. */
#define J2 1.082616e-3
#define RADIUS_M 6378135.0
#define GM_M3_S2 3.986008e14

/* Whether the state stands north of the equator. */
static gboolean
is_north (const GArray *states, TlmInstant at, const TlmEop *eop, gboolean *north)
{
  TlmEphemerisState found;
  TlmMat3 turn;

  if (!tlm_derived_state_at (states, at, &found) || found.centre != tlm_body_earth ())
    return FALSE;
  turn = tlm_frame_rotation (found.frame, TLM_FRAME_ITRF, at, eop);
  *north = tlm_mat3_apply (&turn, found.state.position_m).z >= 0;
  return TRUE;
}

static TlmInstant
bisect (const GArray *states, TlmInstant south, TlmInstant north, const TlmEop *eop)
{
  while (north - south > TLM_SECOND / 1000) {
    TlmInstant middle = south + (north - south) / 2;
    gboolean is;
    if (!is_north (states, middle, eop, &is))
      break;
    *(is ? &north : &south) = middle;
  }
  return north;
}

/* A twelfth of the first state's period: no crossing is jumped over. 0 on an
 * open orbit. */
static TlmDuration
step_of (const GArray *states, const TlmEop *eop)
{
  TlmEphemerisState first;
  TlmState inertial;
  TlmOrbit orbit;

  if (!tlm_derived_first_state (states, &first) || first.centre != tlm_body_earth ())
    return 0;
  tlm_frame_convert (first.frame, TLM_FRAME_GCRF, first.instant, &first.state, eop, &inertial);
  orbit = tlm_orbit_from_state (&inertial, first.centre);
  return orbit.period_s < 1e9 ? MAX ((TlmDuration) (orbit.period_s / 12 * 1e9), 10 * TLM_SECOND)
      : 0;
}

/* The next instant that has a state, STEP after the last one looked at, or as far as a
 * third of a revolution on where there is none: over so short a hole no crossing can be
 * missed, for the way back south takes half a revolution. FALSE for a longer one. */
static gboolean
next_known (const TlmNodes *nodes, const GArray *states, TlmDuration step, TlmInstant end,
    const TlmEop *eop, TlmInstant *next, gboolean *north)
{
  for (int tries = 4; tries <= 4 * HOLE_STEPS; tries++) {
    *next = nodes->last + step / 4 * tries;
    *next = MIN (*next, end);
    if (is_north (states, *next, eop, north))
      return TRUE;
    if (*next == end)
      break;
  }
  return FALSE;
}

static void
scan (TlmNodes *nodes, const GArray *states, TlmDuration step, TlmInstant end, gboolean was,
    const TlmEop *eop)
{
  TlmInstant next;
  gboolean is;

  while (nodes->last < end) {
    if (!next_known (nodes, states, step, end, eop, &next, &is))
      return;
    if (is && !was) {
      TlmInstant node = bisect (states, nodes->last, next, eop);
      g_array_append_val (nodes->times, node);
    }
    was = is;
    nodes->last = next;
    if (next < end) {
      nodes->sure = next;
      nodes->n_sure = nodes->times->len;
    }
  }
}

static TlmNodes *
nodes_of_elements (const TlmStateSource *source, gint64 first_orbit)
{
  TlmNodes *nodes = g_new0 (TlmNodes, 1);

  nodes->is_mean = TRUE;
  nodes->elements = *tlm_ephemeris_elements (source->ephemeris, 0);
  nodes->offset_ns = source->offset_ns;
  nodes->first_orbit = first_orbit > 0 ? first_orbit :
      (gint64) CLAMP (nodes->elements.revolution_at_epoch, 0, 1e9);
  return nodes;
}

/* A node found here and the same node as the source gives it are not further
 * apart. */
#define SAME_NODE (60 * TLM_SECOND)

/* The number of the orbit before the first node found, from the one that the
 * source numbers; 0 when that node is not among those found. */
static gint64
number_of_source (const TlmNodes *nodes, const TlmStateSource *source)
{
  TlmInstant node;
  gint64 number;

  if (!tlm_ephemeris_numbered_orbit (source->ephemeris, &node, &number))
    return 0;
  for (guint i = 0; i < nodes->times->len; i++) {
    TlmInstant found = g_array_index (nodes->times, TlmInstant, i) - source->offset_ns;
    if (ABS (found - node) < SAME_NODE)
      return MAX (number - 1 - (gint64) i, 0);
  }
  return 0;
}

TlmNodes *
tlm_nodes_new (const GArray *states, const TlmEop *eop, gint64 first_orbit)
{
  const TlmStateSource *source = &g_array_index (states, TlmStateSource, 0);
  TlmDuration step;
  TlmInstant first, last;
  TlmNodes *nodes;
  gboolean north;

  if (tlm_ephemeris_n_segments (source->ephemeris) == 0 &&
      tlm_ephemeris_n_elements (source->ephemeris) > 0)
    return nodes_of_elements (source, first_orbit);
  step = step_of (states, eop);
  if (step == 0 || !tlm_derived_states_span (states, &first, &last) ||
      (last - first) / step > MAX_STEPS || !is_north (states, first, eop, &north))
    return NULL;
  nodes = g_new0 (TlmNodes, 1);
  nodes->times = g_array_new (FALSE, FALSE, sizeof (TlmInstant));
  nodes->first = nodes->last = nodes->sure = first;
  nodes->step = step;
  scan (nodes, states, step, last, north, eop);
  nodes->first_orbit = first_orbit > 0 ? first_orbit : number_of_source (nodes, source);
  return nodes;
}

void
tlm_nodes_extend (TlmNodes *nodes, const GArray *states, const TlmEop *eop)
{
  TlmInstant first, last;
  gboolean north;

  if (nodes->is_mean || !tlm_derived_states_span (states, &first, &last) || last <= nodes->last ||
      (last - nodes->first) / nodes->step > MAX_STEPS ||
      !is_north (states, nodes->sure, eop, &north))
    return;
  nodes->last = nodes->sure;
  g_array_set_size (nodes->times, nodes->n_sure);
  scan (nodes, states, nodes->step, last, north, eop);
}

void
tlm_nodes_free (TlmNodes *nodes)
{
  if (!nodes)
    return;
  if (nodes->times)
    g_array_unref (nodes->times);
  g_free (nodes);
}

/* Mean argument of latitude since the node before the epoch, rad: mean motion,
 * its change by drag, and the drift of the perigee by J2 (Vallado, 9.6.2). It
 * stays within half a revolution of the true one on every closed orbit. */
static double
mean_argument_rad (const TlmMeanElements *e, double elapsed_s)
{
  double axis = cbrt (GM_M3_S2 / (e->mean_motion * e->mean_motion));
  double p = axis * (1 - e->eccentricity * e->eccentricity) / RADIUS_M;
  double sine = sin (e->inclination);
  double drift = 0.75 * J2 / (p * p) * e->mean_motion * (4 - 5 * sine * sine);
  double start = fmod (e->argument_perigee + e->mean_anomaly, 2 * G_PI);

  if (start < 0)
    start += 2 * G_PI;
  return start + (e->mean_motion + drift) * elapsed_s +
      e->mean_motion_dot * elapsed_s * elapsed_s;
}

/* FALSE where the elements are those of no orbit that could be counted, as with an eccentricity of 1. */
static gboolean
count_by_elements (const TlmNodes *nodes, TlmInstant instant, double argument_rad, gint64 *number)
{
  double elapsed_s = tlm_duration_to_s (instant - nodes->elements.epoch - nodes->offset_ns);
  double mean = mean_argument_rad (&nodes->elements, elapsed_s);
  double turn = fmod (argument_rad, 2 * G_PI);

  return tlm_number_to_int64 ((mean - turn) / (2 * G_PI), number) &&
      !__builtin_add_overflow (*number, nodes->first_orbit, number);
}

gboolean
tlm_nodes_count (const TlmNodes *nodes, TlmInstant instant, double latitude_argument_rad,
    gint64 *number)
{
  guint low = 0, high;

  g_return_val_if_fail (nodes != NULL && number != NULL, FALSE);
  if (nodes->first_orbit == 0)
    return FALSE;
  if (nodes->is_mean)
    return count_by_elements (nodes, instant, latitude_argument_rad, number);
  if (instant < nodes->first || instant > nodes->last)
    return FALSE;
  for (high = nodes->times->len; low < high;) {
    guint middle = low + (high - low) / 2;
    if (g_array_index (nodes->times, TlmInstant, middle) <= instant)
      low = middle + 1;
    else
      high = middle;
  }
  *number = nodes->first_orbit + (gint64) low;
  return TRUE;
}
