/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where an engine lights that slows what falls: it holds back more than the air makes of it. */
#include <math.h>

#include "core/phases/edge.h"

/* What is compared beside an onset: so long, and so many instants. */
#define BESIDE_NS (3 * TLM_SECOND / 2)
#define BESIDE_INSTANTS 2
#define ONSET_M_S2 2.0

/* What holds it back, and the air's pressure. */
typedef struct {
  double hold_m_s2, pressure_pa;
} Hold;

/* Their means beside the instant INDEX, before it or from it on; NAN where they are not known. */
static Hold
hold_beside (const TlmSignals *signals, gsize index, int direction)
{
  gsize length = tlm_signals_length (signals), i = direction < 0 ? index - 1 : index;
  gint64 now = tlm_signals_time (signals, index);
  Hold sum = { 0, 0 };
  guint n = 0;

  for (; i < length && (n < BESIDE_INSTANTS || ABS (tlm_signals_time (signals, i) - now) <= BESIDE_NS);
      i += (gsize) direction) {
    sum.hold_m_s2 += tlm_signals_value (signals, i, TLM_RULE_HOLD, 0);
    sum.pressure_pa += tlm_signals_value (signals, i, TLM_CHANNEL_DYNAMIC_PRESSURE, 0);
    n++;
  }
  return n < BESIDE_INSTANTS ? (Hold) { NAN, NAN } : (Hold) { sum.hold_m_s2 / n, sum.pressure_pa / n };
}

/* How much more it is held back from the instant INDEX on, beyond what the air makes of it. */
static double
onset_at (const TlmSignals *signals, gsize index)
{
  Hold before = hold_beside (signals, index, -1), after = hold_beside (signals, index, 1);
  double air = before.pressure_pa > 0 ? after.pressure_pa / before.pressure_pa : 1;

  return after.hold_m_s2 - before.hold_m_s2 * (isnan (air) ? 1 : MAX (air, 1));
}

/* What holds it back may be seen to slow it so much later. */
#define SLOWS_LATER_NS (4 * TLM_SECOND)

/* As heavy for its drag as it was: the air alone holds it. Far lighter: something else does. What it
 * was is not remembered for long (core/phases/drag.c), so that after a while of an engine it seems
 * to be the air again. */
#define DRAG_ALONE 0.95
#define HELD 0.5

/* The last instant from FROM up to INDEX at which nothing but the air held it back, before anything
 * else did; FROM where there is none. */
static gint64
last_drag_ns (const TlmSignals *signals, gsize index, gint64 from_ns)
{
  gint64 last = from_ns;

  for (gsize i = index; i > 0 && tlm_signals_time (signals, i) > from_ns; i--) {
    double part = tlm_signals_value (signals, i, TLM_RULE_BALLISTIC, 0);
    if (part < HELD)
      last = from_ns;
    else if (last == from_ns && part >= DRAG_ALONE)
      last = tlm_signals_time (signals, i);
  }
  return last;
}

#define RELEASE_NS (20 * TLM_SECOND)
#define GAINS_M_S 2.0
#define SIGMAS 3

/* What a pace may be wrong by, m/s, where it is the slope of a height. */
static double
pace_error_m_s (const TlmSignals *signals, gsize index)
{
  double error = tlm_signals_series (signals, TLM_CHANNEL_SPEED) ? 0 :
      tlm_signals_error (signals, index, TLM_RULE_CLIMB);

  return isnan (error) ? 0 : error;
}

static double
pace_at (const TlmSignals *signals, gsize index)
{
  return tlm_signals_value (signals, index, TLM_RULE_PACE, 0);
}

/* The instant at which a parachute, or another engine, let go of it so shortly before ARMED, when
 * an engine slows it: what it held back got faster. 0: nothing did. */
static gsize
find_release (const TlmSignals *signals, gint64 armed_ns)
{
  gsize armed = tlm_signals_find (signals, armed_ns), slowest = armed;
  double gained, error;

  for (gsize i = armed; i > 0 && !tlm_signals_is_behind_gap (signals, i) &&
      tlm_signals_time (signals, i - 1) >= armed_ns - RELEASE_NS; i--)
    if (pace_at (signals, i - 1) < pace_at (signals, slowest))
      slowest = i - 1;
  gained = pace_at (signals, armed) - pace_at (signals, slowest);
  error = hypot (pace_error_m_s (signals, armed), pace_error_m_s (signals, slowest));
  if (slowest < BESIDE_INSTANTS || !(gained > GAINS_M_S + SIGMAS * error) ||
      !(pace_at (signals, slowest - BESIDE_INSTANTS) >= pace_at (signals, slowest)) ||
      !(tlm_signals_value (signals, slowest - 1, TLM_RULE_HOLD, 0) > ONSET_M_S2))
    return 0;
  return slowest;
}

/* An engine may idle before it slows anything: it lit since the instant INDEX, and before ARMED. */
static void
place_between (const TlmSignals *signals, gsize index, gint64 armed_ns, TlmEdge *edge)
{
  edge->after_ns = tlm_signals_time (signals, index);
  edge->before_ns = MAX (armed_ns, tlm_signals_time (signals, index + 1));
  edge->time_ns = edge->after_ns + (edge->before_ns - edge->after_ns) / 2;
  edge->error_ns = (TlmDuration) ((double) (edge->before_ns - edge->after_ns) / sqrt (12));
}

void
tlm_edge_onset (const TlmSignals *signals, gsize index, gint64 armed_ns, TlmEdge *edge)
{
  gsize release = find_release (signals, armed_ns);
  gint64 from = last_drag_ns (signals, index, armed_ns - SLOWS_LATER_NS);
  double most = ONSET_M_S2;

  if (release > 0) {
    place_between (signals, release, armed_ns, edge);
    return;
  }
  edge->time_ns = MAX (edge->time_ns, from);
  for (gsize i = index; i > 0 && tlm_signals_time (signals, i) > from; i--) {
    double rise = onset_at (signals, i);
    if (tlm_signals_is_behind_gap (signals, i))
      break;
    if (rise > most) {
      most = rise;
      edge->time_ns = tlm_signals_time (signals, i - 1) / 2 + tlm_signals_time (signals, i) / 2;
      edge->error_ns = (tlm_signals_time (signals, i) - tlm_signals_time (signals, i - 1)) / 2;
    }
  }
}
