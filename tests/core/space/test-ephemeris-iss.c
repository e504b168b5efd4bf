/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The station's published ephemeris against dynamics between its nodes, and with faults
 * put in. What is right between two nodes: J2 from the node before, integrated here, and
 * what is then missing at the next node spread smoothly over the way. */
#include "core/decode/registry.h"
#include "core/space/frames/earth.h"
#include "core/space/frames/geodetic.h"
#include "ephemeris-truth.h"
#include "frames-util.h"
#include "shared-data.h"

#define FILE_NAME "ndm/iss-2025/ISS.OEM_J2K_EPH.xml"
#define QUARTERS 3

static TlmLog *log_of_file;

static GArray *
read_nodes (void)
{
  g_autofree char *path = shared_data_path (FILE_NAME);
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (TlmEphemerisState));
  const TlmEphemeris *ephemeris;
  TlmEphemerisState node;

  if (!path)
    return nodes;
  if (!log_of_file)
    log_of_file = tlm_decode_file (path, NULL, NULL);
  ephemeris = ((TlmLogVehicle *) log_of_file->vehicles->pdata[0])->ephemeris;
  for (gsize i = 0; tlm_ephemeris_node (ephemeris, 0, i, &node); i++)
    g_array_append_val (nodes, node);
  return nodes;
}

#define NODE(nodes, i) g_array_index (nodes, TlmEphemerisState, i)

static TlmEphemeris *
make_ephemeris (const GArray *nodes)
{
  TlmEphemeris *ephemeris = tlm_ephemeris_new ();
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;

  segment.frame = TLM_FRAME_EME2000;
  tlm_ephemeris_begin_segment (ephemeris, &segment);
  for (guint i = 0; i < nodes->len; i++)
    g_assert_true (tlm_ephemeris_append (ephemeris, NODE (nodes, i).instant,
            &NODE (nodes, i).state, NULL, NULL));
  tlm_ephemeris_seal (ephemeris);
  return ephemeris;
}

/* The states at the quarters between two nodes. */
static void
oracle (const TlmEphemerisState *a, const TlmEphemerisState *b, TlmState *quarters)
{
  const TruthFlight coast = { .dt_s = 0 };
  double h = tlm_duration_to_s (b->instant - a->instant);
  const guint steps = 40;
  TlmState state = a->state, at[QUARTERS];
  TlmVec3 dr, dv;

  for (guint i = 0; i < steps; i++) {
    state = truth_step (&coast, 0, &state, h / steps);
    if ((i + 1) % (steps / 4) == 0 && i + 1 < steps)
      at[(i + 1) / (steps / 4) - 1] = state;
  }
  dr = tlm_vec3_sub (b->state.position_m, state.position_m);
  dv = tlm_vec3_sub (b->state.velocity_m_s, state.velocity_m_s);
  for (int i = 0; i < QUARTERS; i++) {
    double s = (i + 1) / 4.0;
    quarters[i].position_m = tlm_vec3_add (at[i].position_m, tlm_vec3_add (
        tlm_vec3_scale (dr, s * s * (3 - 2 * s)), tlm_vec3_scale (dv, h * s * s * (s - 1))));
    quarters[i].velocity_m_s = tlm_vec3_add (at[i].velocity_m_s, tlm_vec3_add (
        tlm_vec3_scale (dr, 6 * s * (1 - s) / h), tlm_vec3_scale (dv, s * (3 * s - 2))));
  }
}

/* What EPHEMERIS says at the quarters of intervals FIRST to END - 1 of NODES is within
 * 1 m and 0.05 m/s. How many of them it says nothing of. */
static guint
check_intervals (const TlmEphemeris *ephemeris, const GArray *nodes, guint first, guint end)
{
  guint silent = 0;

  for (guint i = first; i < end; i++) {
    TlmInstant start = NODE (nodes, i).instant;
    TlmDuration step = NODE (nodes, i + 1).instant - start;
    TlmState right[QUARTERS];

    oracle (&NODE (nodes, i), &NODE (nodes, i + 1), right);
    for (int j = 0; j < QUARTERS; j++) {
      TlmEphemerisState state;
      if (!tlm_ephemeris_state (ephemeris, start + step / 4 * (j + 1), &state)) {
        silent++;
        continue;
      }
      assert_vec_near (state.state.position_m, right[j].position_m, 1.0);
      assert_vec_near (state.state.velocity_m_s, right[j].velocity_m_s, 0.05);
    }
  }
  return silent;
}

/* The last minutes have steps of 30.6 s whose stamps are cut to the millisecond, which is
 * 7.7 m along the way: nothing is shown where two stamps do not fit. */
static void
test_whole (void)
{
  g_autoptr (GArray) nodes = read_nodes ();
  guint silent;

  if (nodes->len == 0)
    return;
  g_autoptr (TlmEphemeris) ephemeris = make_ephemeris (nodes);
  g_assert_cmpuint (nodes->len, ==, 5413);
  g_assert_cmpuint (check_intervals (ephemeris, nodes, 0, 5402), ==, 0);
  silent = check_intervals (ephemeris, nodes, 5402, 5412);
  g_test_message ("silent in %u of 30 at the end", silent);
  g_assert_cmpuint (silent, <=, 15);
  g_assert_cmpuint (silent, ==, 3 * tlm_ephemeris_n_refusals (ephemeris));
}

/* Eight nodes across the change of step said 430,693.9 m. */
static void
test_change_of_step (void)
{
  g_autoptr (GArray) nodes = read_nodes ();
  TlmInstant at = instant_from_iso ("2025-03-13T11:46:54");
  TlmEphemerisState state;
  TlmState fixed;

  if (nodes->len == 0)
    return;
  g_autoptr (TlmEphemeris) ephemeris = make_ephemeris (nodes);
  g_assert_true (tlm_ephemeris_state (ephemeris, at, &state));
  tlm_frame_convert (state.frame, TLM_FRAME_ITRF, at, &state.state, NULL, &fixed);
  assert_near (tlm_geodetic_from_itrf (fixed.position_m).height_m, 430712.3, 1.0);
}

/* A node that is 100 m off, in each direction and in several places: nothing at it nor
 * beside it, and everything else as right as it was. */
static void
test_moved (void)
{
  g_autoptr (GArray) nodes = read_nodes ();

  if (nodes->len == 0)
    return;
  g_array_set_size (nodes, 700);
  for (guint k = 3; k < 690; k += 13) {
    g_autoptr (GArray) moved = g_array_copy (nodes);
    double *axes = (double *) &NODE (moved, k).state.position_m;
    TlmEphemerisState state;

    axes[k % 3] += k % 2 ? 100 : -100;
    g_autoptr (TlmEphemeris) ephemeris = make_ephemeris (moved);
    g_assert_false (tlm_ephemeris_state (ephemeris, NODE (nodes, k).instant, &state));
    g_assert_cmpuint (check_intervals (ephemeris, nodes, k - 1, k + 1), ==, 2 * QUARTERS);
    g_assert_cmpuint (check_intervals (ephemeris, nodes, 0, k - 1), <=, QUARTERS);
    g_assert_cmpuint (check_intervals (ephemeris, nodes, k + 1, nodes->len - 1), <=, QUARTERS);
  }
}

/* The same of its velocity, 1 m/s off. */
static void
test_wrong_velocity (void)
{
  g_autoptr (GArray) nodes = read_nodes ();

  if (nodes->len == 0)
    return;
  g_array_set_size (nodes, 700);
  for (guint k = 3; k < 690; k += 29) {
    g_autoptr (GArray) wrong = g_array_copy (nodes);
    double *axes = (double *) &NODE (wrong, k).state.velocity_m_s;
    TlmEphemerisState state;

    axes[k % 3] += 1;
    g_autoptr (TlmEphemeris) ephemeris = make_ephemeris (wrong);
    g_assert_false (tlm_ephemeris_state (ephemeris, NODE (nodes, k).instant, &state));
    g_assert_cmpuint (check_intervals (ephemeris, nodes, k - 1, k + 1), ==, 2 * QUARTERS);
    g_assert_cmpuint (check_intervals (ephemeris, nodes, 0, k - 1), <=, QUARTERS);
  }
}

/* A node that is missing: right, or nothing. */
static void
test_removed (void)
{
  g_autoptr (GArray) nodes = read_nodes ();
  guint silent = 0, n = 0;

  if (nodes->len == 0)
    return;
  g_array_set_size (nodes, 700);
  for (guint k = 3; k < 690; k += 13, n++) {
    g_autoptr (GArray) fewer = g_array_copy (nodes);

    g_array_remove_index (fewer, k);
    g_autoptr (TlmEphemeris) ephemeris = make_ephemeris (fewer);
    silent += check_intervals (ephemeris, nodes, k - 1, k + 1);
    check_intervals (ephemeris, nodes, 0, nodes->len - 1);
  }
  g_test_message ("silent in %u of %u", silent, 2 * QUARTERS * n);
}

/* A burn that no node tells of, from somewhere in an interval: nothing wrong is shown. */
static void
test_burn (void)
{
  g_autoptr (GArray) nodes = read_nodes ();
  static const double lengths_s[] = { 5, 30, 300, 620 }, m_s2[] = { 0.005, 0.02, 0.5 };
  guint silent = 0, asked = 0;

  if (nodes->len == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (lengths_s) * G_N_ELEMENTS (m_s2); i++) {
    g_autoptr (GArray) burnt = g_array_copy (nodes);
    double from_s = 7 + 20 * i, until_s = from_s + lengths_s[i % 4];
    TruthFlight flight = { .start = NODE (nodes, 40).state, .span_s = 4800, .dt_s = 1,
      .burns = { { from_s, until_s, m_s2[i / 4] } } };
    gsize n;
    g_autofree TlmState *truth = truth_fly (&flight, &n);

    for (guint k = 0; k <= 20; k++)
      NODE (burnt, 40 + k).state = truth[240 * k];
    g_array_set_size (burnt, 61);
    g_autoptr (TlmEphemeris) ephemeris = make_ephemeris (burnt);
    for (gsize k = 0; k < n; k += 7, asked++) {
      TlmEphemerisState state;
      if (!tlm_ephemeris_state (ephemeris, NODE (nodes, 40).instant + (TlmInstant) k * TLM_SECOND,
              &state)) {
        silent++;
        continue;
      }
      assert_vec_near (state.state.position_m, truth[k].position_m, 2.0);
      assert_vec_near (state.state.velocity_m_s, truth[k].velocity_m_s, 0.05);
    }
  }
  g_test_message ("silent in %u of %u", silent, asked);
  g_assert_cmpuint (silent, <, asked / 8);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!shared_data_there ("/ephemeris-iss/third-party"))
    return g_test_run ();
  g_test_add_func ("/ephemeris-iss/whole", test_whole);
  g_test_add_func ("/ephemeris-iss/change-of-step", test_change_of_step);
  g_test_add_func ("/ephemeris-iss/moved", test_moved);
  g_test_add_func ("/ephemeris-iss/wrong-velocity", test_wrong_velocity);
  g_test_add_func ("/ephemeris-iss/removed", test_removed);
  g_test_add_func ("/ephemeris-iss/burn", test_burn);
  status = g_test_run ();
  if (log_of_file)
    tlm_log_free (log_of_file);
  return status;
}
