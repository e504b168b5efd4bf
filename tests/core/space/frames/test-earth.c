/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/space/frames/cip.h"
#include "core/space/frames/earth.h"
#include "core/space/frames/geodetic.h"
#include "frames-util.h"
#include "shared-data.h"

#define KM 1e3

/* Vallado, Fundamentals of Astrodynamics and Applications, example 3-15 and
 * table 3-6: 2004-04-06T07:51:28.386009 UTC. */
static TlmInstant
vallado_instant (void)
{
  return instant_from_utc (2004, 4, 6, 7, 51, 28.386009);
}

static const TlmState vallado_itrf = {
  { -1033.4793830 * KM, 7901.2952754 * KM, 6380.3565958 * KM },
  { -3.225636520 * KM, -2.872451450 * KM, 5.531924446 * KM }
};

/* The example's own Earth orientation, the same on both days around it. */
static TlmEop *
vallado_eop (void)
{
  static const char csv[] = "DATE,MJD,X,Y,UT1-UTC,LOD,DPSI,DEPS,DX,DY,DAT,DATA_TYPE\n"
      "2004-04-06,53101,-0.140682,0.333309,-0.4399619,0.0015563,0,0,0,0,32,O\n"
      "2004-04-07,53102,-0.140682,0.333309,-0.4399619,0.0015563,0,0,0,0,32,O\n";
  g_autoptr (GError) error = NULL;
  TlmEop *eop = tlm_eop_parse (csv, "vallado", &error);

  g_assert_no_error (error);
  return eop;
}

/* The published vectors, each with its tolerance:
 * GCRF: eraC2t06a with these parameters gives 5102.508965812, 6123.011397148,
 *   6378.136925304 km (SOFA values in Vallado's own test program); the book adds
 *   dX, dY (0.25 mas, 12 mm at this radius), which is left out here: 0.02 m.
 * TIRS: printed to 0.1 mm: 1 mm. TEME (AIAA 2006-6753 appendix C): the paper's
 *   UT1 is one double of Julian days, 40 us a step, at 580 m/s: 0.025 m.
 * CIRS: printed by the book to 0.1 mm with dX, dY: 0.02 m.
 * TOD and MOD: the book's are of IAU-76/FK5, whose equinox of the day is
 *   corrected by dpsi = -52 mas (1.9 m at this radius): 2.5 m and 3 m, where
 *   the one taken for the other is 580 m off. */
static const struct {
  TlmFrame frame;
  TlmVec3 position_km, velocity_km_s;
  double position_tolerance_m, velocity_tolerance_m_s;
} vallado[] = {
  { TLM_FRAME_GCRF, { 5102.508959, 6123.011401, 6378.136925 },
      { -4.743220156, 0.790536497, 5.533755728 }, 0.02, 1e-4 },
  { TLM_FRAME_TIRS, { -1033.4750312, 7901.3055856, 6380.3445327 },
      { -3.225632747, -2.872442511, 5.531931288 }, 1e-3, 1e-5 },
  { TLM_FRAME_CIRS, { 5100.0184047, 6122.7863648, 6380.3445327 },
      { -4.745380330, 0.790341453, 5.531931288 }, 0.02, 1e-4 },
  { TLM_FRAME_TEME, { 5094.1801621, 6127.6446595, 6380.3445327 },
      { -4.746131487, 0.785818041, 5.531931288 }, 0.025, 2e-5 },
  { TLM_FRAME_TOD, { 5094.5162083, 6127.3652769, 6380.3445327 },
      { -4.7460883847, 0.7860784222, 5.5319312880 }, 2.5, 2e-3 },
  { TLM_FRAME_MOD, { 5094.0283745, 6127.8708164, 6380.2485164 },
      { -4.7462630521, 0.7860140455, 5.5317905620 }, 3.0, 3e-3 },
};

static void
test_vallado (void)
{
  g_autoptr (TlmEop) eop = vallado_eop ();

  for (gsize i = 0; i < G_N_ELEMENTS (vallado); i++) {
    TlmState out;
    TlmVec3 position = tlm_vec3_scale (vallado[i].position_km, KM);
    TlmVec3 velocity = tlm_vec3_scale (vallado[i].velocity_km_s, KM);

    tlm_frame_convert (TLM_FRAME_ITRF, vallado[i].frame, vallado_instant (), &vallado_itrf, eop,
        &out);
    g_test_message ("%s: %.4f m, %.3g m/s off", tlm_frame_name (vallado[i].frame),
        tlm_vec3_norm (tlm_vec3_sub (out.position_m, position)),
        tlm_vec3_norm (tlm_vec3_sub (out.velocity_m_s, velocity)));
    assert_vec_near (out.position_m, position, vallado[i].position_tolerance_m);
    assert_vec_near (out.velocity_m_s, velocity, vallado[i].velocity_tolerance_m_s);
  }
}

/* Without polar motion (0.36 arc seconds, 17.9 m at this radius) the example
 * is met to that; it is the case that has only UT1. */
static void
test_vallado_without_polar_motion (void)
{
  TlmState out;
  TlmVec3 expected = { 5102508.96, 6123011.4, 6378136.9 };
  static const char csv[] = "DATE,MJD,X,Y,UT1-UTC,LOD,\n53101,53101,0,0,-0.4399619,0\n"
      "53102,53102,0,0,-0.4399619,0\n";
  g_autoptr (TlmEop) eop = tlm_eop_parse (csv, "ut1 alone", NULL);

  tlm_frame_convert (TLM_FRAME_ITRF, TLM_FRAME_GCRF, vallado_instant (), &vallado_itrf, eop,
      &out);
  assert_vec_near (out.position_m, expected, 20.0);
}

/* eraC2t06a, the full series, at 200 instants of 1990 to 2040, for a position
 * at orbit height; the issue allows 0.1 m, the grid is good for a millimetre
 * with UT1 rounded to a nanosecond. */
static void
test_against_erfa (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  TlmInstant first = instant_from_utc (1990, 1, 1, 0, 0, 0.0);
  TlmInstant last = instant_from_utc (2040, 1, 1, 0, 0, 0.0);
  double worst_m = 0.0;

  for (int i = 0; i < 200; i++) {
    TlmInstant at = first + (gint64) (g_rand_double (rand) * (double) (last - first));
    TlmState state = { { 4.2e6, -3.9e6, 3.6e6 }, { 1000.0, 2000.0, 3000.0 } }, out;
    double tai_utc = -tlm_eop_at (NULL, at).ut1_minus_tai_s;
    TlmJd tt = tlm_jd_tt (at), ut = tlm_jd_from_ns (at - (gint64) (tai_utc * 1e9));
    TlmMat3 full;

    eraC2t06a (tt.day, tt.fraction, ut.day, ut.fraction, 0.0, 0.0, full.m);
    tlm_frame_convert (TLM_FRAME_GCRF, TLM_FRAME_ITRF, at, &state, NULL, &out);
    worst_m = MAX (worst_m, tlm_vec3_norm (tlm_vec3_sub (out.position_m,
            tlm_mat3_apply (&full, state.position_m))));
  }
  g_test_message ("at most %.3g m from eraC2t06a", worst_m);
  g_assert_cmpfloat (worst_m, <, 0.005);
}

/* Beyond the grid the full series takes over without a step. */
static void
test_grid_ends (void)
{
  static const struct {
    int year;
  } ends[] = { { 1900 }, { 1959 }, { 1960 }, { 2099 }, { 2100 }, { 2200 } };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    TlmInstant at = instant_from_utc (ends[i].year, 12, 31, 13, 0, 0.0);
    TlmJd tt = tlm_jd_tt (at);
    TlmCip cip = tlm_cip_at (at);
    double x, y, s;

    eraXys06a (tt.day, tt.fraction, &x, &y, &s);
    assert_near (cip.x, x, 3e-10);
    assert_near (cip.y, y, 3e-10);
    assert_near (cip.s, s, 3e-10);
    assert_near (cip.eo, eraEo06a (tt.day, tt.fraction), 3e-10);
  }
}

/* The same instant gives the same bits however one comes to it. */
static void
test_no_history (void)
{
  TlmInstant at = instant_from_utc (2013, 5, 6, 7, 8, 9.0);
  TlmCip first = tlm_cip_at (at), again;

  for (int i = -40; i < 40; i++)
    tlm_cip_at (at + i * 3600 * TLM_SECOND);
  again = tlm_cip_at (at);
  g_assert_cmpmem (&first, sizeof first, &again, sizeof again);
}

static gpointer
sum_of_poles (gpointer data)
{
  double *sum = data;

  for (int i = 0; i < 400; i++)
    *sum += tlm_cip_at (instant_from_utc (1975, 3, 1, 0, 0, 0.0) + i * TLM_DAY / 8).x;
  return NULL;
}

/* Threads that meet on cold nodes all get the same. */
static void
test_threads (void)
{
  double sums[4] = { 0.0 };
  GThread *threads[4];

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("pole", sum_of_poles, &sums[i]);
  for (int i = 0; i < 4; i++)
    g_thread_join (threads[i]);
  for (int i = 1; i < 4; i++)
    g_assert_true (sums[i] == sums[0] && sums[0] != 0.0);
}

static void
test_bias (void)
{
  double rb[3][3], rp[3][3], rbp[3][3];
  TlmMat3 ours = tlm_frame_rotation (TLM_FRAME_GCRF, TLM_FRAME_EME2000,
      instant_from_utc (2025, 2, 26, 12, 0, 0.0), NULL);

  eraBp06 (2451545.0, 0.0, rb, rp, rbp);
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      assert_near (ours.m[i][j], rb[i][j], 2e-15);
}

/* There and back for every pair, to rounding: 1e-16 of 1e7 m a product. */
static void
test_round_trips (void)
{
  g_autoptr (TlmEop) eop = vallado_eop ();

  for (int from = TLM_FRAME_EME2000; from < TLM_N_FRAMES; from++)
    for (int to = TLM_FRAME_EME2000; to < TLM_N_FRAMES; to++) {
      TlmState out;

      tlm_frame_convert (from, to, vallado_instant (), &vallado_itrf, eop, &out);
      if (from != to)
        g_assert_cmpfloat (tlm_vec3_norm (tlm_vec3_sub (out.position_m,
                    vallado_itrf.position_m)), >, 0.01);
      tlm_frame_convert (to, from, vallado_instant (), &out, eop, &out);
      assert_vec_near (out.position_m, vallado_itrf.position_m, 2e-8);
      assert_vec_near (out.velocity_m_s, vallado_itrf.velocity_m_s, 2e-11);
    }
}

/* Velocity is the derivative of position: differences over 1 s of a point that
 * stands still on the ground, in each frame whose axes count as fixed. What the
 * axes drift (50 arc seconds a year) is 0.06 mm/s at this radius. */
static void
test_velocity_is_derivative (void)
{
  TlmInstant at = instant_from_utc (2021, 10, 5, 8, 55, 2.0);
  TlmState ground = { { 1.3e6, 4.4e6, 4.6e6 }, { 0.0, 0.0, 0.0 } };

  for (int to = TLM_FRAME_EME2000; to <= TLM_FRAME_CIRS; to++) {
    TlmState before, now, after;
    TlmVec3 rate;

    tlm_frame_convert (TLM_FRAME_ITRF, to, at - TLM_SECOND / 2, &ground, NULL, &before);
    tlm_frame_convert (TLM_FRAME_ITRF, to, at, &ground, NULL, &now);
    tlm_frame_convert (TLM_FRAME_ITRF, to, at + TLM_SECOND / 2, &ground, NULL, &after);
    rate = tlm_vec3_sub (after.position_m, before.position_m);
    g_assert_cmpfloat (tlm_vec3_norm (rate), >, 300.0);
    assert_vec_near (now.velocity_m_s, rate, 2e-4);
  }
}

typedef struct {
  TlmInstant instant;
  TlmState state;
} Node;

static double
xml_number (const char *from, const char *tag)
{
  g_autofree char *open = g_strdup_printf ("<%s", tag);
  const char *at = strstr (from, open);

  g_assert_nonnull (at);
  return g_ascii_strtod (strchr (at, '>') + 1, NULL);
}

/* The state vectors of the ISS ephemeris, EME2000. */
static GArray *
load_iss_nodes (void)
{
  g_autofree char *path = shared_data_path ("ndm/iss-2025/ISS.OEM_J2K_EPH.xml");
  g_autofree char *text = NULL;
  GArray *nodes;

  if (!path)
    return NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  for (const char *at = text; (at = strstr (at, "<stateVector>")); at++) {
    Node node = {
      instant_from_iso (strstr (at, "<EPOCH>") + strlen ("<EPOCH>")),
      { { xml_number (at, "X") * KM, xml_number (at, "Y") * KM, xml_number (at, "Z") * KM },
        { xml_number (at, "X_DOT") * KM, xml_number (at, "Y_DOT") * KM,
          xml_number (at, "Z_DOT") * KM } }
    };
    g_array_append_val (nodes, node);
  }
  g_assert_cmpuint (nodes->len, ==, 5413);
  return nodes;
}

static const Node *
find_node (GArray *nodes, TlmInstant instant)
{
  for (guint i = 0; i < nodes->len; i++) {
    const Node *node = &g_array_index (nodes, Node, i);

    if (node->instant == instant)
      return node;
  }
  return NULL;
}

/* A row of expected.csv against what the node's state gives; returns how far the
 * place is off, in degrees. 1e-6 degrees is 0.1 m: leaving the frame bias of
 * EME2000 out (0.8 m) shows. */
static double
check_iss_row (char **row, const Node *node)
{
  double latitude_deg, longitude_deg;

  TlmState fixed;
  TlmGeodetic place;
  TlmLocalMotion motion;

  tlm_frame_convert (TLM_FRAME_EME2000, TLM_FRAME_ITRF, node->instant, &node->state, NULL,
      &fixed);
  place = tlm_geodetic_from_itrf (fixed.position_m);
  motion = tlm_local_motion (&place, fixed.velocity_m_s);
  assert_near (place.height_m, g_ascii_strtod (row[1], NULL), 1.0);
  latitude_deg = g_ascii_strtod (row[2], NULL);
  longitude_deg = g_ascii_strtod (row[3], NULL);
  assert_near (place.latitude_rad * ERFA_DR2D, latitude_deg, 1e-6);
  assert_near (place.longitude_rad * ERFA_DR2D, longitude_deg, 1e-6);
  assert_near (tlm_vec3_norm (node->state.velocity_m_s), g_ascii_strtod (row[4], NULL), 0.01);
  assert_near (motion.speed_m_s, g_ascii_strtod (row[5], NULL), 0.01);
  assert_near (motion.vertical_m_s, g_ascii_strtod (row[6], NULL), 0.01);
  return MAX (fabs (place.latitude_rad * ERFA_DR2D - latitude_deg),
      fabs (place.longitude_rad * ERFA_DR2D - longitude_deg));
}

static void
test_iss (void)
{
  g_autoptr (GArray) nodes = load_iss_nodes ();
  g_autofree char *path = shared_data_path ("ndm/iss-2025/expected.csv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint checked = 0;
  double worst_deg = 0.0;

  if (!nodes || !path)
    return;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] && *lines[i]; i++) {
    g_auto (GStrv) row = g_strsplit (lines[i], ",", -1);
    const Node *node = find_node (nodes, instant_from_iso (row[0]));

    if (node) {
      worst_deg = MAX (worst_deg, check_iss_row (row, node));
      checked++;
    }
  }
  g_test_message ("%u of the rows are at nodes, at most %.2g deg off", checked, worst_deg);
  g_assert_cmpuint (checked, >=, 40);
}

/* Sidereal time without precession and nutation: right altitude, and a
 * longitude that is 32 km off after 25 years. This is what the test above is
 * there to catch, so the trap itself is measured. */
static void
test_rotation_alone_is_wrong (void)
{
  g_autoptr (GArray) nodes = load_iss_nodes ();
  const Node *node;
  TlmState fixed;
  TlmGeodetic right, wrong;
  TlmMat3 turn;
  TlmJd ut;
  double longitude_error_deg;

  if (!nodes)
    return;
  node = find_node (nodes, instant_from_utc (2025, 2, 26, 12, 24, 0.0));
  g_assert_nonnull (node);
  tlm_frame_convert (TLM_FRAME_EME2000, TLM_FRAME_ITRF, node->instant, &node->state, NULL,
      &fixed);
  right = tlm_geodetic_from_itrf (fixed.position_m);
  ut = tlm_jd_from_ns (node->instant - 37 * TLM_SECOND);
  turn = tlm_mat3_rotation_z (eraGmst82 (ut.day, ut.fraction));
  wrong = tlm_geodetic_from_itrf (tlm_mat3_apply (&turn, node->state.position_m));
  longitude_error_deg = fabs (wrong.longitude_rad - right.longitude_rad) * ERFA_DR2D;
  g_test_message ("rotation alone: %.0f m in altitude, %.3f deg in longitude",
      fabs (wrong.height_m - right.height_m), longitude_error_deg);
  g_assert_cmpfloat (fabs (wrong.height_m - right.height_m), <, 100.0);
  g_assert_cmpfloat (longitude_error_deg, >, 0.1);
}

/* The states of an OEM in KVN: lines that start with a year. */
static GArray *
load_kvn_states (const char *relative)
{
  g_autofree char *path = shared_data_path (relative);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GArray *nodes;

  if (!path)
    return NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  for (guint i = 0; lines[i]; i++) {
    double v[6];
    char *at = strchr (lines[i], ' ');
    Node node;

    if (!g_ascii_isdigit (lines[i][0]) || !at)
      continue;
    for (int k = 0; k < 6; k++)
      v[k] = g_ascii_strtod (at, &at) * KM;
    node = (Node) { instant_from_iso (lines[i]), { { v[0], v[1], v[2] }, { v[3], v[4], v[5] } } };
    g_array_append_val (nodes, node);
  }
  return nodes;
}

/* One orbit in two frames, converted by another program with the Earth
 * orientation of the day, which is not at hand: UT1-UTC was 0.46 s (34 m at
 * 7.37 km/s ... 212 m at the equator), polar motion 0.4 arc seconds (13 m), so
 * the place may be 250 m off, while altitude (1 m) and relative speed (0.01 m/s)
 * hardly depend on them. */
static void
test_oem_twin (void)
{
  g_autoptr (GArray) inertial = load_kvn_states ("ndm/orekit/OEMExample5.txt");
  g_autoptr (GArray) fixed = load_kvn_states ("ndm/orekit/OEMExample5ITRF.txt");
  double altitude_m = 0.0, speed_m_s = 0.0;

  if (!inertial || !fixed)
    return;
  g_assert_cmpuint (inertial->len, >=, 49);
  g_assert_cmpuint (inertial->len, ==, fixed->len);
  for (guint i = 0; i < fixed->len; i++) {
    const Node *a = &g_array_index (inertial, Node, i), *b = &g_array_index (fixed, Node, i);
    TlmState ours;

    g_assert_cmpint (a->instant, ==, b->instant);
    tlm_frame_convert (TLM_FRAME_GCRF, TLM_FRAME_ITRF, a->instant, &a->state, NULL, &ours);
    assert_vec_near (ours.position_m, b->state.position_m, 250.0);
    altitude_m = MAX (altitude_m, fabs (tlm_geodetic_from_itrf (ours.position_m).height_m
            - tlm_geodetic_from_itrf (b->state.position_m).height_m));
    speed_m_s = MAX (speed_m_s, fabs (tlm_vec3_norm (ours.velocity_m_s)
            - tlm_vec3_norm (b->state.velocity_m_s)));
  }
  g_test_message ("altitude within %.3f m, relative speed within %.5f m/s", altitude_m, speed_m_s);
  g_assert_cmpfloat (altitude_m, <, 1.0);
  g_assert_cmpfloat (speed_m_s, <, 0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/earth/vallado", test_vallado);
  g_test_add_func ("/earth/vallado-without-polar-motion", test_vallado_without_polar_motion);
  g_test_add_func ("/earth/against-erfa", test_against_erfa);
  g_test_add_func ("/earth/grid-ends", test_grid_ends);
  g_test_add_func ("/earth/no-history", test_no_history);
  g_test_add_func ("/earth/threads", test_threads);
  g_test_add_func ("/earth/bias", test_bias);
  g_test_add_func ("/earth/round-trips", test_round_trips);
  g_test_add_func ("/earth/velocity-is-derivative", test_velocity_is_derivative);
  if (shared_data_there ("/earth/third-party")) {
    g_test_add_func ("/earth/iss", test_iss);
    g_test_add_func ("/earth/rotation-alone-is-wrong", test_rotation_alone_is_wrong);
    g_test_add_func ("/earth/oem-twin", test_oem_twin);
  }
  return g_test_run ();
}
