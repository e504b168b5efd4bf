/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "sim-private.h"

#define STANDARD_GRAVITY_M_S2 9.80665

SimView
sim_view (const CorpusFlight *flight, const SimState *state)
{
  const CorpusBody *body = flight->body;
  double r = hypot (state->x, state->y);
  SimView view = { .r_m = r, .height_m = r - body->radius_m - flight->ground_m };
  double level;

  view.up_x = state->x / r;
  view.up_y = state->y / r;
  view.along_x = -view.up_y;
  view.along_y = view.up_x;
  view.up_m_s = state->vx * view.up_x + state->vy * view.up_y;
  level = state->vx * view.along_x + state->vy * view.along_y;
  view.along_m_s = level - body->turn_rad_s * r;
  view.air_up_m_s = view.up_m_s;
  view.air_along_m_s = view.along_m_s - (view.height_m > 0 ? flight->wind_m_s : 0);
  view.pull_m_s2 = body->gm_m3_s2 / (r * r) - level * level / r;
  return view;
}

double
sim_drag (const SimContext *context, const SimView *view, double s)
{
  const CorpusSegment *segment = context->segment;
  const CorpusFlight *flight = context->flight;
  double speed = hypot (view->air_up_m_s, view->air_along_m_s);
  double density = corpus_density (flight->body, view->r_m - flight->body->radius_m);
  double area = segment->drag_area_m2;

  if (segment->open_s > 0 && s < segment->open_s)
    area = context->area_before_m2 + (area - context->area_before_m2) * s / segment->open_s;
  if (segment->lift_n > 0)
    area *= pow (1.225 / density, 2.0 / 3);
  return 0.5 * density * speed * speed * area;
}

typedef struct { double up, along; } Push;

static Push
push_towards (double up, double along, double size)
{
  double length = hypot (up, along);

  return length > 0 ? (Push) { up / length * size, along / length * size } : (Push) { size, 0 };
}

/* A commanded acceleration within what the engine can; it cannot pull. */
static Push
commanded (const CorpusSegment *segment, double mass_kg, double up_m_s2, double along_m_s2)
{
  double size = hypot (up_m_s2, along_m_s2), most = segment->thrust_n / mass_kg;

  return push_towards (up_m_s2, along_m_s2, fmin (size, most) * mass_kg);
}

static Push
to_orbit (const CorpusFlight *flight, const CorpusSegment *segment, const SimState *state,
    const SimView *view)
{
  double height = view->r_m - flight->body->radius_m, tau = segment->from;
  double want = (segment->to - height) / (tau * tau) - 2 * view->up_m_s / tau + view->pull_m_s2;
  double sine = CLAMP (want * state->mass_kg / segment->thrust_n, -0.5, 0.9);

  return (Push) { sine * segment->thrust_n, sqrt (1 - sine * sine) * segment->thrust_n };
}

static Push
braked (const CorpusSegment *segment, const SimState *state, const SimView *view)
{
  double height = fmax (view->height_m, 0);
  double want = -sqrt (2 * segment->from * height + segment->to * segment->to);
  double up = view->pull_m_s2 + (height > 0.2 ? segment->from : 0) + 1.5 * (want - view->up_m_s);
  double left = fmax (2 * height / fmax (-view->up_m_s, 1), 2);

  return commanded (segment, state->mass_kg, fmax (up, 0.2 * view->pull_m_s2),
      -1.5 * view->along_m_s / left);
}

static Push
through_gate (const CorpusSegment *segment, const SimState *state, const SimView *view, double s)
{
  double left = fmax (segment->end_value - s, 3);
  double up = 6 * (segment->from - view->height_m) / (left * left) -
      (4 * view->up_m_s + 2 * segment->to) / left + view->pull_m_s2;

  return commanded (segment, state->mass_kg, up, -view->along_m_s / left);
}

static Push
at_speed (const CorpusSegment *segment, const SimState *state, const SimView *view)
{
  double change = CLAMP (0.8 * (segment->to - view->up_m_s), -2.5, 2.5);

  return commanded (segment, state->mass_kg, view->pull_m_s2 + change, -0.5 * view->along_m_s);
}

static Push
push_of (const SimContext *context, const SimState *state, const SimView *view, double s)
{
  const CorpusSegment *segment = context->segment;
  double part = segment->end_value > 0 ? CLAMP (s / segment->end_value, 0, 1) : 0;
  double thrust = segment->thrust_n * (1 + segment->regress * (0.5 - part));
  double turn = context->flight->body->turn_rad_s * view->r_m, pitch;

  switch (segment->steer) {
    case STEER_PROGRAM:
      pitch = (segment->from + (segment->to - segment->from) * pow (part, 0.7)) * G_PI / 180;
      return (Push) { sin (pitch) * thrust, cos (pitch) * thrust };
    case STEER_AGAINST:
      return push_towards (-view->air_up_m_s, -view->air_along_m_s, thrust);
    case STEER_BACK:
      return (Push) { 0, -thrust };
    case STEER_PROGRADE:
      return push_towards (view->up_m_s, view->along_m_s + turn, thrust);
    case STEER_RETROGRADE:
      return push_towards (-view->up_m_s, -view->along_m_s - turn, thrust);
    case STEER_ORBIT:
      return to_orbit (context->flight, segment, state, view);
    case STEER_SPEED:
      return at_speed (segment, state, view);
    case STEER_LAND:
      return braked (segment, state, view);
    case STEER_GATE:
      return through_gate (segment, state, view, s);
    default:
      return (Push) { 0, 0 };
  }
}

void
sim_steer (const SimContext *context, const SimState *state, const SimView *view, double s,
    double *up_n, double *along_n)
{
  Push push = push_of (context, state, view, s);

  *up_n = push.up;
  *along_n = push.along;
}

/* Rates of change: of position the velocity, of velocity gravity and forces over mass, of
 * mass what the engine throws out. */
static SimState
rates (const SimContext *context, const SimState *state, double s)
{
  const CorpusSegment *segment = context->segment;
  SimView view = sim_view (context->flight, state);
  double up, along, speed = hypot (view.air_up_m_s, view.air_along_m_s);
  double drag = sim_drag (context, &view, s);
  double gravity = context->flight->body->gm_m3_s2 / (view.r_m * view.r_m);

  sim_steer (context, state, &view, s, &up, &along);
  double flow = segment->isp_s > 0 ? hypot (up, along) / (segment->isp_s * STANDARD_GRAVITY_M_S2) : 0;
  if (speed > 0) {
    up -= drag * view.air_up_m_s / speed;
    along -= drag * view.air_along_m_s / speed;
  }
  up = (up + segment->lift_n) / state->mass_kg - gravity;
  along /= state->mass_kg;
  return (SimState) { state->vx, state->vy, up * view.up_x + along * view.along_x,
    up * view.up_y + along * view.along_y, -flow };
}

static SimState
moved (const SimState *state, const SimState *rate, double step_s)
{
  return (SimState) { state->x + rate->x * step_s, state->y + rate->y * step_s,
    state->vx + rate->vx * step_s, state->vy + rate->vy * step_s,
    state->mass_kg + rate->mass_kg * step_s };
}

SimState
sim_step (const SimContext *context, const SimState *state, double s, double step_s)
{
  SimState a = rates (context, state, s), at_b = moved (state, &a, step_s / 2);
  SimState b = rates (context, &at_b, s + step_s / 2), at_c = moved (state, &b, step_s / 2);
  SimState c = rates (context, &at_c, s + step_s / 2), at_d = moved (state, &c, step_s);
  SimState d = rates (context, &at_d, s + step_s);
  SimState mean = { (a.x + 2 * b.x + 2 * c.x + d.x) / 6, (a.y + 2 * b.y + 2 * c.y + d.y) / 6,
    (a.vx + 2 * b.vx + 2 * c.vx + d.vx) / 6, (a.vy + 2 * b.vy + 2 * c.vy + d.vy) / 6,
    (a.mass_kg + 2 * b.mass_kg + 2 * c.mass_kg + d.mass_kg) / 6 };

  return moved (state, &mean, step_s);
}
