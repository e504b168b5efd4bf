/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Flights by equations of motion, so that it is known what happens when. */
#include <math.h>

#include "core/log/log.h"

/* A vehicle along one line: what it does each second. */
typedef struct {
  double height_m, climb_m_s, along_m_s;
} MadeBody;

/* Moves BODY by what happens in the tenth of a second from T on, but for its height. */
typedef void (*MadeStep) (double t, MadeBody *body);

/* Altitude and speed of BODY each INTERVAL seconds for so many SECONDS. To be freed. */
static inline TlmLog *
made_flight (const char *vehicle, MadeBody body, MadeStep step, double seconds, double interval)
{
  TlmLog *log = tlm_log_new ("test", "made");
  TlmLogVehicle *own = tlm_log_vehicle (log, vehicle);
  TlmTrack *altitude = tlm_log_track (own, "altitude", TLM_QUANTITY_LENGTH);
  TlmTrack *speed = tlm_log_track (own, "speed", TLM_QUANTITY_SPEED);
  double next = 0;

  for (double t = 0; t <= seconds; t += 0.1) {
    if (t >= next) {
      gint64 time = (gint64) (t * (double) TLM_SECOND);
      tlm_series_append (altitude->series, time, body.height_m);
      tlm_series_append (speed->series, time, hypot (body.climb_m_s, body.along_m_s));
      next += interval;
    }
    step (t, &body);
    body.height_m = MAX (body.height_m + body.climb_m_s * 0.1, 0);
  }
  tlm_log_seal (log);
  return log;
}

/* 4 s of thrust, then free fall with a parachute of 12 m/s from the top on. */
static inline void
made_model_rocket (double t, MadeBody *body)
{
  if (t < 4)
    body->climb_m_s += 6;
  else if (body->climb_m_s > -12)
    body->climb_m_s = MAX (body->climb_m_s - 0.98, -12);
  if (body->height_m <= 0 && t > 10)
    body->climb_m_s = 0;
}

static inline void
made_balloon (double t, MadeBody *body)
{
  body->climb_m_s = t < 5400 ? 5 : body->height_m > 0 ? -10 : 0;
}

static inline void
made_cruise (double t, MadeBody *body)
{
  body->along_m_s = 200;
  body->climb_m_s = t < 600 ? 8 : t < 3000 ? 0 : body->height_m > 0 ? -6 : 0;
}

/* In at 7.6 km/s; the air takes what exceeds it, then parachutes. */
static inline void
made_capsule (double t, MadeBody *body)
{
  double speed = hypot (body->climb_m_s, body->along_m_s);
  double drag = 0.5 * 1.6 * exp (-body->height_m / 7200) * speed / 400;

  body->along_m_s -= body->along_m_s * MIN (drag * 0.1, 0.5);
  body->climb_m_s -= body->climb_m_s * MIN (drag * 0.1, 0.5);
  body->climb_m_s -= (9.5 - body->along_m_s * body->along_m_s / 6.5e6) * 0.1;
  if (body->height_m < 6e3)
    body->climb_m_s = MAX (body->climb_m_s, -8);
  if (body->height_m <= 0)
    body->climb_m_s = body->along_m_s = 0;
}

/* 4 m/s2 of thrust against the orbit's speed, and a rate of fall by the height left. */
static inline void
made_lander (double t, MadeBody *body)
{
  body->along_m_s = MAX (body->along_m_s - 0.4, 0);
  body->climb_m_s = body->height_m > 0 ? -MAX (body->height_m / 200, 1) : 0;
}

/* 60 s of thrust to 2 km/s and space; comes back nose on and light, so that the air alone brakes
 * it more than any booster, and then by parachute. */
static inline void
made_sounding_rocket (double t, MadeBody *body)
{
  double drag = 0.008 * 0.5 * 1.6 * exp (-body->height_m / 7200) * fabs (body->climb_m_s);

  if (t < 45)
    body->climb_m_s += 3.2;
  else
    body->climb_m_s -= 0.98;
  body->climb_m_s -= body->climb_m_s * MIN (drag * 0.1, 0.5);
  if (t > 60 && body->height_m < 5e3)
    body->climb_m_s = MAX (body->climb_m_s, -9);
  if (t > 60 && body->height_m <= 0)
    body->climb_m_s = 0;
}
