/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "sim.h"

CorpusFlight *
corpus_flight_new (const CorpusBody *body, double mass_kg)
{
  CorpusFlight *flight = g_new0 (CorpusFlight, 1);

  flight->body = body;
  flight->mass_kg = mass_kg;
  flight->segments = g_array_new (FALSE, FALSE, sizeof (CorpusSegment));
  flight->points = g_array_new (FALSE, FALSE, sizeof (CorpusPoint));
  flight->truth = corpus_truth_new ();
  return flight;
}

void
corpus_flight_free (CorpusFlight *flight)
{
  if (!flight)
    return;
  g_array_unref (flight->segments);
  g_array_unref (flight->points);
  corpus_truth_free (flight->truth);
  g_free (flight);
}

void
corpus_add (CorpusFlight *flight, CorpusSegment segment)
{
  if (segment.most_s == 0)
    segment.most_s = 20000;
  if (segment.step_s == 0)
    segment.step_s = 0.04;
  g_array_append_val (flight->segments, segment);
}

/* Kepler's problem is not needed: PART is of the true anomaly. */
void
corpus_begin_orbit (CorpusFlight *flight, double perigee_m, double apogee_m, double part)
{
  const CorpusBody *body = flight->body;
  double rp = body->radius_m + perigee_m, ra = body->radius_m + apogee_m;
  double e = (ra - rp) / (ra + rp), p = rp * (1 + e), at = 2 * G_PI * part;
  double r = p / (1 + e * cos (at)), k = sqrt (body->gm_m3_s2 / p);

  flight->x = r * cos (at);
  flight->y = r * sin (at);
  flight->vx = -k * sin (at);
  flight->vy = k * (e + cos (at));
}

void
corpus_begin_path (CorpusFlight *flight, double height_m, double speed_m_s, double angle_deg)
{
  double angle = angle_deg * G_PI / 180;

  flight->x = flight->body->radius_m + flight->ground_m + height_m;
  flight->y = 0;
  flight->vx = speed_m_s * sin (angle);
  flight->vy = speed_m_s * cos (angle) + flight->body->turn_rad_s * flight->x;
}

double
corpus_perigee (const CorpusBody *body, double x, double y, double vx, double vy)
{
  double r = hypot (x, y), h = x * vy - y * vx, gm = body->gm_m3_s2;
  double energy = (vx * vx + vy * vy) / 2 - gm / r;
  double e = sqrt (fmax (0, 1 + 2 * energy * h * h / (gm * gm)));

  return h * h / gm / (1 + e) - body->radius_m;
}

static double
mixed (double a, double b, double part)
{
  return a + (b - a) * part;
}

/* A cubic through two values and their rates. */
static double
cubic (double a, double rate_a, double b, double rate_b, double span, double u)
{
  double uu = u * u, uuu = uu * u;

  return (2 * uuu - 3 * uu + 1) * a + (uuu - 2 * uu + u) * span * rate_a +
      (3 * uu - 2 * uuu) * b + (uuu - uu) * span * rate_b;
}

static CorpusPoint
between (const CorpusPoint *a, const CorpusPoint *b, double t_s)
{
  double span = b->t_s - a->t_s, u = span > 0 ? (t_s - a->t_s) / span : 0;

  return (CorpusPoint) { .t_s = t_s, .x = cubic (a->x, a->vx, b->x, b->vx, span, u),
    .y = cubic (a->y, a->vy, b->y, b->vy, span, u), .vx = mixed (a->vx, b->vx, u),
    .vy = mixed (a->vy, b->vy, u),
    .height_m = cubic (a->height_m, a->up_m_s, b->height_m, b->up_m_s, span, u),
    .up_m_s = mixed (a->up_m_s, b->up_m_s, u), .along_m_s = mixed (a->along_m_s, b->along_m_s, u),
    .inertial_m_s = mixed (a->inertial_m_s, b->inertial_m_s, u),
    .felt_m_s2 = mixed (a->felt_m_s2, b->felt_m_s2, u),
    .load_m_s2 = mixed (a->load_m_s2, b->load_m_s2, u),
    .pressure_pa = mixed (a->pressure_pa, b->pressure_pa, u),
    .range_m = mixed (a->range_m, b->range_m, u),
    .closing_m_s = mixed (a->closing_m_s, b->closing_m_s, u) };
}

CorpusPoint
corpus_at (const CorpusFlight *flight, double t_s)
{
  const CorpusPoint *points = (const CorpusPoint *) (gpointer) flight->points->data;
  guint low = 0, high = flight->points->len - 1;

  if (t_s <= points[low].t_s)
    return points[low];
  if (t_s >= points[high].t_s)
    return points[high];
  while (high - low > 1) {
    guint middle = low + (high - low) / 2;
    if (points[middle].t_s <= t_s)
      low = middle;
    else
      high = middle;
  }
  return between (&points[low], &points[high], t_s);
}
