/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "sim-private.h"

/* The flight as it goes. */
typedef struct {
  CorpusFlight *flight;
  SimState state;
  double t_s;
  gboolean grounded, landed, hangs, burns;
  gboolean flown;            /* it has left the ground, or begun in the air */
  gboolean in_orbit;
  CorpusState burning;       /* the state of the engine that runs, or ran last */
  SimView view;
  double most_pressure_pa, most_pressure_s;
} Pilot;

/* Lowest perigee of an orbit: air drags whatever is lower down within a revolution. */
static double
lowest_orbit (const CorpusBody *body)
{
  return body == &corpus_earth ? 120e3 : body->air_top_m * 0.6;
}

static void
stand (Pilot *pilot)
{
  double turn = pilot->flight->body->turn_rad_s;
  double r = pilot->flight->body->radius_m + pilot->flight->ground_m;

  pilot->state.x = r * pilot->view.up_x;
  pilot->state.y = r * pilot->view.up_y;
  pilot->state.vx = -turn * pilot->state.y;
  pilot->state.vy = turn * pilot->state.x;
}

static CorpusState
state_of (const Pilot *pilot)
{
  if (pilot->landed)
    return STATE_LANDED;
  if (pilot->grounded)
    return STATE_GROUND;
  if (pilot->burns)
    return pilot->burning;
  if (pilot->hangs)
    return STATE_PARACHUTE;
  if (pilot->in_orbit)
    return STATE_ORBIT;
  return pilot->view.up_m_s > 0 ? STATE_COAST_UP : STATE_FREE_DESCENT;
}

static void
note_state (Pilot *pilot, const CorpusSegment *segment)
{
  gboolean rises = segment->lift_n > 0 && !pilot->grounded && !pilot->landed;

  corpus_truth_state (pilot->flight->truth, pilot->t_s, rises ? STATE_RISING : state_of (pilot));
}

static void
keep (Pilot *pilot, const SimContext *context, double s)
{
  const SimState *state = &pilot->state;
  SimView *view = &pilot->view;
  double up, along, drag, speed;
  CorpusPoint point = { .t_s = pilot->t_s, .x = state->x, .y = state->y, .vx = state->vx,
    .vy = state->vy };

  *view = sim_view (pilot->flight, state);
  speed = hypot (view->air_up_m_s, view->air_along_m_s);
  sim_steer (context, state, view, s, &up, &along);
  drag = sim_drag (context, view, s);
  point.height_m = view->height_m + pilot->flight->ground_m;
  point.up_m_s = view->up_m_s;
  point.along_m_s = view->along_m_s;
  point.inertial_m_s = hypot (state->vx, state->vy);
  point.pressure_pa = 0.5 * speed * speed *
      corpus_density (pilot->flight->body, point.height_m);
  if (pilot->grounded)
    point.felt_m_s2 = point.load_m_s2 = view->pull_m_s2;
  else {
    double share_up = speed > 0 ? view->air_up_m_s / speed : 1;
    double share_along = speed > 0 ? view->air_along_m_s / speed : 0;
    up += context->segment->lift_n - drag * share_up;
    along -= drag * share_along;
    point.load_m_s2 = hypot (up, along) / state->mass_kg;
    point.felt_m_s2 = (up * share_up + along * share_along) / state->mass_kg;
  }
  g_array_append_val (pilot->flight->points, point);
  if (point.pressure_pa > pilot->most_pressure_pa && view->up_m_s > 0) {
    pilot->most_pressure_pa = point.pressure_pa;
    pilot->most_pressure_s = pilot->t_s;
  }
}

static void
event (Pilot *pilot, CorpusEventKind kind, double t_s)
{
  corpus_truth_event (pilot->flight->truth, kind, t_s, pilot->burning);
}

/* Drag at the maximum of air load has to matter: 1 kPa. */
static void
note_max_q (Pilot *pilot)
{
  if (pilot->most_pressure_pa > 1000 && pilot->flight->body == &corpus_earth)
    event (pilot, TRUTH_MAX_Q, pilot->most_pressure_s);
  pilot->most_pressure_pa = G_MAXDOUBLE;
}

static gboolean
is_orbit (const Pilot *pilot)
{
  const SimState *state = &pilot->state;

  return !pilot->grounded && corpus_perigee (pilot->flight->body, state->x, state->y, state->vx,
      state->vy) > lowest_orbit (pilot->flight->body);
}

static void
engine (Pilot *pilot, const CorpusSegment *segment)
{
  gboolean burns = segment->thrust_n > 0 && segment->steer != STEER_HOLD && !pilot->landed;
  gboolean was_orbit = pilot->in_orbit;

  if (burns) {
    pilot->burning = segment->powered ? segment->powered : STATE_POWERED_ASCENT;
    if (!pilot->burns && pilot->flown)
      event (pilot, TRUTH_THRUST_START, pilot->t_s);
  } else if (pilot->burns && !pilot->landed) {
    event (pilot, TRUTH_THRUST_END, pilot->t_s);
    pilot->in_orbit = is_orbit (pilot);
    if (pilot->in_orbit && !was_orbit && pilot->burning == STATE_POWERED_ASCENT)
      event (pilot, TRUTH_ORBIT_INSERTION, pilot->t_s);
  }
  pilot->burns = burns;
}

static void
begin_segment (Pilot *pilot, const CorpusSegment *segment)
{
  if (segment->mass_kg > 0)
    pilot->state.mass_kg = segment->mass_kg;
  engine (pilot, segment);
  if (segment->parachute && segment->open_s > 0 && !pilot->landed)
    event (pilot, TRUTH_PARACHUTE, pilot->t_s);
  pilot->hangs = segment->parachute;
  note_state (pilot, segment);
}

static void
touch_down (Pilot *pilot, double before_s, double before_m)
{
  double part = before_m > 0 ? before_m / (before_m - pilot->view.height_m) : 0;

  event (pilot, TRUTH_LANDING, before_s + part * (pilot->t_s - before_s));
  if (pilot->burns)
    event (pilot, TRUTH_THRUST_END, pilot->t_s);
  pilot->landed = pilot->grounded = TRUE;
  pilot->burns = FALSE;
  stand (pilot);
}

/* What happened in the step from BEFORE on. */
static void
look (Pilot *pilot, const SimView *before, double before_s)
{
  const CorpusFlight *flight = pilot->flight;
  const SimView *now = &pilot->view;
  double was = before->height_m + flight->ground_m, is = now->height_m + flight->ground_m;

  if (before->up_m_s > 0 && now->up_m_s <= 0 && !pilot->burns && !pilot->in_orbit && pilot->flown)
    event (pilot, TRUTH_APOGEE, before_s + (pilot->t_s - before_s) * before->up_m_s /
        (before->up_m_s - now->up_m_s));
  if (before->up_m_s > 0 && now->up_m_s <= 0 && pilot->flown && pilot->most_pressure_pa < 1e300)
    note_max_q (pilot);
  if (was > 100e3 && is <= 100e3 && flight->body->air_top_m > 0)
    event (pilot, TRUTH_ENTRY, before_s + (pilot->t_s - before_s) * (was - 100e3) / (was - is));
  if (now->height_m <= 0 && now->up_m_s <= 0 && pilot->flown)
    touch_down (pilot, before_s, before->height_m);
}

/* One step; on the ground nothing moves until the push exceeds the weight. */
static void
step (Pilot *pilot, SimContext *context, double s)
{
  double dt = context->segment->step_s, before_s = pilot->t_s;
  SimView before = pilot->view;

  if (pilot->landed || context->segment->steer == STEER_HOLD) {
    double angle = pilot->flight->body->turn_rad_s * dt, c = cos (angle), n = sin (angle);
    double x = pilot->state.x, y = pilot->state.y;
    pilot->state.x = x * c - y * n;
    pilot->state.y = x * n + y * c;
    pilot->view = sim_view (pilot->flight, &pilot->state);
    stand (pilot);
  } else {
    pilot->state = sim_step (context, &pilot->state, s, dt);
    pilot->view = sim_view (pilot->flight, &pilot->state);
    if (pilot->grounded && pilot->view.up_m_s > 0) {
      event (pilot, TRUTH_LIFTOFF, pilot->t_s);
      pilot->grounded = FALSE;
      pilot->flown = TRUE;
    } else if (pilot->grounded)
      stand (pilot);
  }
  pilot->t_s += dt;
  look (pilot, &before, before_s);
}

static gboolean
is_over (const Pilot *pilot, const CorpusSegment *segment, double s)
{
  const SimView *view = &pilot->view;
  const SimState *state = &pilot->state;

  if (s >= segment->most_s - segment->step_s / 2)
    return TRUE;
  switch (segment->end) {
    case END_TIME: return s >= segment->end_value - segment->step_s / 2;
    case END_ABOVE: return view->height_m >= segment->end_value;
    case END_BELOW: return view->height_m <= segment->end_value && view->up_m_s < 0;
    case END_APEX: return view->up_m_s <= 0 && !pilot->grounded;
    case END_GROUND: return pilot->landed;
    case END_PERIGEE: return corpus_perigee (pilot->flight->body, state->x, state->y, state->vx,
        state->vy) >= segment->end_value;
    case END_BACKWARD: return view->along_m_s <= segment->end_value;
    case END_SLOWER: return hypot (view->air_up_m_s, view->air_along_m_s) <= segment->end_value;
    case END_BRAKE: return view->up_m_s < 0 && view->height_m < 4000 && view->up_m_s * view->up_m_s >=
        2 * segment->end_value * fmax (view->height_m, 0);
  }
  return TRUE;
}

static void
fly_segment (Pilot *pilot, const CorpusSegment *segment, double area_before_m2)
{
  SimContext context = { pilot->flight, segment, area_before_m2 };
  double s = 0;

  begin_segment (pilot, segment);
  keep (pilot, &context, 0);
  while (!is_over (pilot, segment, s)) {
    s += segment->step_s;
    step (pilot, &context, s - segment->step_s);
    keep (pilot, &context, s);
    note_state (pilot, segment);
    if (pilot->landed && segment->end != END_TIME)
      break;
  }
}

static void
set_out (Pilot *pilot)
{
  CorpusFlight *flight = pilot->flight;

  pilot->state = (SimState) { flight->x, flight->y, flight->vx, flight->vy, flight->mass_kg };
  if (flight->x == 0 && flight->y == 0) {
    pilot->grounded = TRUE;
    pilot->view = (SimView) { .up_x = 1 };
    stand (pilot);
  } else
    pilot->flown = TRUE;
  pilot->view = sim_view (flight, &pilot->state);
  pilot->in_orbit = is_orbit (pilot);
}

/* Two names for one instant: the engine's last moment is a landing or an insertion. And an
 * entry is where the air of the Earth begins. */
static void
allow (CorpusTruth *truth, const CorpusBody *body)
{
  for (guint i = 0; i < truth->events->len; i++) {
    CorpusEvent *end = &g_array_index (truth->events, CorpusEvent, i);
    end->optional = end->kind == TRUTH_ENTRY && body != &corpus_earth;
    for (guint j = 0; end->kind == TRUTH_THRUST_END && j < truth->events->len; j++) {
      const CorpusEvent *other = &g_array_index (truth->events, CorpusEvent, j);
      if ((other->kind == TRUTH_LANDING ||
              (other->kind == TRUTH_ORBIT_INSERTION && body == &corpus_earth)) &&
          fabs (other->t_s - end->t_s) < 0.5)
        end->optional = TRUE;
    }
  }
}

void
corpus_fly (CorpusFlight *flight)
{
  Pilot pilot = { .flight = flight };
  double area = 0;

  set_out (&pilot);
  for (guint i = 0; i < flight->segments->len; i++) {
    const CorpusSegment *segment = &g_array_index (flight->segments, CorpusSegment, i);
    fly_segment (&pilot, segment, area);
    area = segment->drag_area_m2;
  }
  if (pilot.most_pressure_pa < 1e300 && pilot.most_pressure_pa > 0 && !pilot.grounded)
    note_max_q (&pilot);
  flight->end_s = pilot.t_s;
  allow (flight->truth, flight->body);
}
