/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Ephemerides of many kinds against flights that are known at every instant: what is
 * shown is right, within 2 m and 0.05 m/s, or 1e-6 of the distance beyond 60,000 km;
 * and where nothing is wrong with the ephemeris nearly everything is shown. */
#include "core/space/ephemeris.h"
#include "core/space/frames/earth.h"
#include "ephemeris-truth.h"

#define AT(seconds) ((TlmInstant) llround ((TRUTH_EPOCH_S + (seconds)) * 1e9))

/* Until when, nodes come every STEP_S. */
typedef struct {
  double until_s, step_s;
} Steps;

typedef struct {
  const char *name;
  TruthFlight flight;
  Steps steps[6];
  TlmEphemerisMethod method;
  guint degree;
  double least_coverage;       /* of the time from first to last node */
  double moved_s, moved_m;     /* a node that is wrong; 0: none */
  double removed_s;            /* a node that is missing */
  TlmFrame frame;              /* NONE: GCRF */
  double grain_m;              /* positions rounded to this, velocities to a thousandth */
} Case;

#define LEO { { 6778137, 0, 0 }, { 0, 4766, 6009 } }
#define LEO_BACK { { 7078137, 0, 0 }, { 0, -1300, 7390 } }
#define LOW { { 6578137, 0, 0 }, { 0, 6800, 3800 } }
#define GEO { { 42164170, 0, 0 }, { 0, 3074.66, 10 } }
/* Perigee 600 km, 12 hours, 63.4 degrees; from a quarter before it. */
#define MOLNIYA { { -9.0e6, 7.5e6, 1.5e7 }, { -3350, -1200, -2390 } }
/* On its way out at 200 km, 50 m/s short of an escape. */
#define TRANSFER { { 6578137, 0, 0 }, { 0, 9780, 4770 } }
#define PARKED { { 6578137, 0, 0 }, { 0, 6985, 3407 } }
#define PAD { { 5632000, 0, 2998000 }, { 20, 411, 10 } }

static const Case cases[] = {
  { "LEO, 60 s", { LEO, 20000, 1, .has_harmonics = TRUE }, { { 20000, 60 } }, 0, 0, 0.99 },
  { "LEO, 240 s", { LEO, 40000, 1, .has_harmonics = TRUE }, { { 40000, 240 } }, 0, 0, 0.99 },
  { "LEO, 240 s, Hermite 7", { LEO, 40000, 1 }, { { 40000, 240 } },
    TLM_EPHEMERIS_HERMITE, 7, 0.99 },
  { "LEO, 300 s, J2 alone", { LEO, 40000, 1 }, { { 40000, 300 } }, 0, 0, 0.99 },
  { "retrograde, 1 s, linear", { LEO_BACK, 1200, 0.25, .has_harmonics = TRUE }, { { 1200, 1 } },
    TLM_EPHEMERIS_LINEAR, 1, 0.99 },
  { "retrograde, 240 s, linear", { LEO_BACK, 40000, 1, .has_harmonics = TRUE }, { { 40000, 240 } },
    TLM_EPHEMERIS_LINEAR, 1, 0.99 },
  { "LEO, 60 s, Hermite 3", { LEO, 12000, 1, .has_harmonics = TRUE }, { { 12000, 60 } },
    TLM_EPHEMERIS_HERMITE, 3, 0.99 },
  { "LEO, 120 s, Hermite 3", { LEO, 12000, 1, .has_harmonics = TRUE }, { { 12000, 120 } },
    TLM_EPHEMERIS_HERMITE, 3, 0.99 },
  { "LEO, 30 s, Lagrange 5", { LEO, 12000, 1, .has_harmonics = TRUE }, { { 12000, 30 } },
    TLM_EPHEMERIS_LAGRANGE, 5, 0.99 },
  { "LEO, 120 s, Lagrange 9", { LEO, 12000, 1, .has_harmonics = TRUE }, { { 12000, 120 } },
    TLM_EPHEMERIS_LAGRANGE, 9, 0.99 },
  { "GEO, 20 min, Lagrange 9", { GEO, 172800, 10, TRUE, TRUE }, { { 172800, 1200 } },
    TLM_EPHEMERIS_LAGRANGE, 9, 0.99 },
  { "GEO, 10 min, Hermite 11", { GEO, 172800, 10, TRUE, TRUE }, { { 172800, 600 } },
    TLM_EPHEMERIS_HERMITE, 11, 0.99 },
  { "GEO, 10 min, a burn of 10 min at 60 s", { GEO, 86400, 5, TRUE, TRUE,
      { { 30000, 30600, 0.05 } } }, { { 30000, 600 }, { 30600, 60 }, { 86400, 600 } }, 0, 0, 0.99 },
  { "Molniya, 5 min", { MOLNIYA, 86000, 1, .has_harmonics = TRUE, .has_moon = TRUE },
    { { 86000, 300 } }, 0, 0, 0.99 },
  { "Molniya, 20 s and 10 min", { MOLNIYA, 43000, 1, .has_harmonics = TRUE, .has_moon = TRUE },
    { { 2000, 60 }, { 5000, 20 }, { 8000, 60 }, { 43000, 600 } }, TLM_EPHEMERIS_HERMITE, 11, 0.99 },
  { "lunar transfer, burn of 6 min at 10 s", { PARKED, 260000, 2, .has_harmonics = TRUE,
      .has_moon = TRUE, .burns = { { 3000, 3360, 8.6 } } },
    { { 3000, 60 }, { 3360, 10 }, { 6000, 30 }, { 20000, 120 }, { 60000, 600 }, { 260000, 1200 } },
    0, 0, 0.99 },
  { "lunar transfer, 4 min, Hermite 5", { TRANSFER, 200000, 2, TRUE, TRUE },
    { { 4000, 30 }, { 200000, 240 } }, TLM_EPHEMERIS_HERMITE, 5, 0.99 },
  { "station, reboost of 5 min at 30 s", { LEO, 20000, 1, .has_harmonics = TRUE,
      .burns = { { 9600, 9900, 0.02 } } },
    { { 9600, 240 }, { 9900, 30 }, { 20000, 240 } }, 0, 0, 0.99 },
  { "station, 2 s around the reboost", { LEO, 20000, 1, .has_harmonics = TRUE,
      .burns = { { 9600, 9900, 0.02 } } },
    { { 9600, 240 }, { 9602, 2 }, { 9898, 74 }, { 9900, 2 }, { 20000, 240 } }, 0, 0, 0.99 },
  { "reboost, 240 s throughout", { LEO, 20000, 1, .has_harmonics = TRUE,
      .burns = { { 9000, 9700, 0.02 } } }, { { 20000, 240 } }, 0, 0, 0.9 },
  { "burn of 5 s between nodes", { LEO, 20000, 1, .has_harmonics = TRUE,
      .burns = { { 9650, 9655, 0.5 } } }, { { 20000, 240 } }, TLM_EPHEMERIS_HERMITE, 7, 0.95 },
  { "burn of 5 s at a tenth", { LEO, 20000, 1, .has_harmonics = TRUE,
      .burns = { { 9700, 9705, 0.1 } } }, { { 20000, 240 } }, 0, 0, 0.95 },
  { "burn of 40 s between nodes", { LOW, 10000, 1, .has_harmonics = TRUE,
      .burns = { { 4010, 4050, 1 } } }, { { 10000, 60 } }, TLM_EPHEMERIS_LAGRANGE, 7, 0.95 },
  { "two burns", { LOW, 10000, 1, .has_harmonics = TRUE,
      .burns = { { 2000, 2100, 3 }, { 5000, 5100, -2 } } },
    { { 2000, 60 }, { 2100, 5 }, { 5000, 60 }, { 5100, 5 }, { 10000, 60 } }, 0, 0, 0.99 },
  { "ascent, 1 s, two stages", { PAD, 500, 0.05, .burns = { { 0, 150, 24 }, { 155, 480, 19 } } },
    { { 500, 1 } }, 0, 0, 0.99 },
  { "60 times 10 s, then 60 s", { LEO, 6600, 1, .has_harmonics = TRUE },
    { { 600, 10 }, { 6600, 60 } }, 0, 0, 0.99 },
  { "node moved by 100 m", { LEO, 20000, 1, .has_harmonics = TRUE }, { { 20000, 240 } }, 0, 0, 0.95,
    .moved_s = 9600, .moved_m = 100 },
  { "node moved by 10 m", { LEO, 20000, 1, .has_harmonics = TRUE }, { { 20000, 240 } }, 0, 0, 0.95,
    .moved_s = 9600, .moved_m = 10 },
  { "node moved by 100 m, 60 s, Lagrange 7", { LEO, 12000, 1, .has_harmonics = TRUE },
    { { 12000, 60 } }, TLM_EPHEMERIS_LAGRANGE, 7, 0.95, .moved_s = 6000, .moved_m = 100 },
  { "node moved by 100 m, GEO", { GEO, 86400, 10, TRUE, TRUE }, { { 86400, 600 } }, 0, 0, 0.95,
    .moved_s = 43200, .moved_m = 100 },
  { "node removed", { LEO, 20000, 1, .has_harmonics = TRUE }, { { 20000, 240 } }, 0, 0, 0.97,
    .removed_s = 9600 },
  { "Earth-fixed, 60 s", { LEO, 12000, 1, .has_harmonics = TRUE }, { { 12000, 60 } }, 0, 0, 0.99,
    .frame = TLM_FRAME_ITRF },
  { "Earth-fixed, node moved", { LEO, 12000, 1, .has_harmonics = TRUE }, { { 12000, 60 } }, 0, 0, 0.95,
    .frame = TLM_FRAME_ITRF, .moved_s = 6000, .moved_m = 100 },
  { "of date, 240 s and 30 s", { LEO, 12000, 1, .has_harmonics = TRUE },
    { { 4800, 240 }, { 4830, 30 }, { 12000, 240 } }, 0, 0, 0.99, .frame = TLM_FRAME_TOD },
  { "rounded to 1 m and 1 mm a second, 60 s", { LEO, 12000, 1, .has_harmonics = TRUE }, { { 12000, 60 } },
    0, 0, 0.99, .grain_m = 1 },
  { "rounded to 1 m and 1 mm a second, 10 s", { LEO, 6000, 1, .has_harmonics = TRUE }, { { 6000, 10 } },
    0, 0, 0.9, .grain_m = 1 },
};

static TlmState
in_frame (const Case *row, double t_s, const TlmState *state)
{
  TlmState out = *state;

  if (row->frame != TLM_FRAME_NONE)
    tlm_frame_convert (TLM_FRAME_GCRF, row->frame, AT (t_s), state, NULL, &out);
  return out;
}

static TlmVec3
rounded (TlmVec3 a, double grain)
{
  return (TlmVec3) { round (a.x / grain) * grain, round (a.y / grain) * grain,
    round (a.z / grain) * grain };
}

static void
add_node (const Case *row, TlmEphemeris *ephemeris, double t_s, const TlmState *truth)
{
  TlmState state = in_frame (row, t_s, truth);

  if (row->removed_s > 0 && t_s == row->removed_s)
    return;
  if (row->moved_m != 0 && t_s == row->moved_s)
    state.position_m.y += row->moved_m;
  if (row->grain_m > 0) {
    state.position_m = rounded (state.position_m, row->grain_m);
    state.velocity_m_s = rounded (state.velocity_m_s, row->grain_m / 1000);
  }
  g_assert_true (tlm_ephemeris_append (ephemeris, AT (t_s), &state, NULL, NULL));
}

static TlmEphemeris *
make_ephemeris (const Case *row, const TlmState *truth)
{
  TlmEphemeris *ephemeris = tlm_ephemeris_new ();
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;
  double t_s = 0;

  segment.frame = row->frame ? row->frame : TLM_FRAME_GCRF;
  segment.method = row->method;
  segment.degree = row->degree;
  tlm_ephemeris_begin_segment (ephemeris, &segment);
  add_node (row, ephemeris, 0, &truth[0]);
  for (guint i = 0; i < G_N_ELEMENTS (row->steps) && row->steps[i].until_s > 0; i++)
    while (t_s + row->steps[i].step_s <= row->steps[i].until_s) {
      t_s += row->steps[i].step_s;
      add_node (row, ephemeris, t_s, &truth[llround (t_s / row->flight.dt_s)]);
    }
  tlm_ephemeris_seal (ephemeris);
  return ephemeris;
}

typedef struct {
  double worst, worst_m, worst_m_s, at_s;   /* worst: part of what is allowed */
  gsize shown, asked;
} Outcome;

static void
check_instant (const Case *row, const TlmEphemeris *ephemeris, double t_s, const TlmState *truth,
    Outcome *outcome)
{
  TlmState right = in_frame (row, t_s, truth);
  TlmEphemerisState state;
  double r = tlm_vec3_norm (right.position_m), off_m, off_m_s, part;

  outcome->asked++;
  if (!tlm_ephemeris_state (ephemeris, AT (t_s), &state))
    return;
  outcome->shown++;
  off_m = tlm_vec3_norm (tlm_vec3_sub (state.state.position_m, right.position_m));
  off_m_s = tlm_vec3_norm (tlm_vec3_sub (state.state.velocity_m_s, right.velocity_m_s));
  part = fmax (off_m / ((r > 60e6 ? 1e-6 * r : 2) + row->grain_m), off_m_s / 0.05);
  outcome->worst_m = fmax (outcome->worst_m, off_m);
  outcome->worst_m_s = fmax (outcome->worst_m_s, off_m_s);
  if (part > outcome->worst) {
    outcome->worst = part;
    outcome->at_s = t_s;
  }
}

/* Every instant of the integration up to the last node, nodes included. */
static void
test_case (gconstpointer data)
{
  const Case *row = data;
  gsize n;
  g_autofree TlmState *truth = truth_fly (&row->flight, &n);
  g_autoptr (TlmEphemeris) ephemeris = make_ephemeris (row, truth);
  Outcome outcome = { 0 };
  TlmInstant first, last;
  double coverage;

  g_assert_true (tlm_ephemeris_span (ephemeris, &first, &last));
  for (gsize i = 0; i < n && AT ((double) i * row->flight.dt_s) <= last; i++)
    check_instant (row, ephemeris, (double) i * row->flight.dt_s, &truth[i], &outcome);
  coverage = (double) outcome.shown / (double) outcome.asked;
  g_test_message ("shown %.2f %%, at most %.3g m and %.3g m/s off, worst at %g s", 100 * coverage,
      outcome.worst_m, outcome.worst_m_s, outcome.at_s);
  g_assert_cmpfloat (outcome.worst, <=, 1);
  g_assert_cmpfloat (coverage, >=, row->least_coverage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/ephemeris-truth/%s", cases[i].name);
    g_test_add_data_func (path, &cases[i], test_case);
  }
  return g_test_run ();
}
