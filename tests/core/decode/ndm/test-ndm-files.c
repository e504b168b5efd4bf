/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/decode/registry.h"
#include "core/space/frames/earth.h"
#include "core/space/frames/geodetic.h"
#include "frames-util.h"
#include "shared-data.h"

/* The only vehicle's ephemeris, or NULL after a skip. */
static const TlmEphemeris *
open_file (const char *relative, TlmLog **log)
{
  g_autofree char *path = shared_data_path (relative);
  g_autoptr (GError) error = NULL;

  if (!path)
    return NULL;
  *log = tlm_decode_file (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint ((*log)->clock, ==, TLM_CLOCK_TAI);
  return ((TlmLogVehicle *) g_ptr_array_index ((*log)->vehicles, 0))->ephemeris;
}

/* Every file of the folder, and how it must come out. */
typedef struct {
  const char *file;
  const char *format;          /* or NULL for a refusal */
  const char *message;         /* part of the refusal */
  const char *vehicle;
  guint n_segments, n_elements, n_orbits;
  guint64 n_good;
} FileCase;

static const FileCase file_cases[] = {
  { "oem-python/v2-01.oem", "oem", NULL, "MARS GLOBAL SURVEYOR", 1, 0, 0, 3 },
  { "oem-python/v2-02.oem", "oem", NULL, "MARS GLOBAL SURVEYOR", 1, 0, 0, 3 },
  { "oem-python/v2-03.oem", "oem", NULL, "MARS GLOBAL SURVEYOR", 1, 0, 0, 3 },
  { "oem-python/v2-04.oem", "oem", NULL, "MARS GLOBAL SURVEYOR", 2, 0, 0, 6 },
  /* The last line of this one has no end: its state is not used. */
  { "oem-python/v2-05.oem", "oem", NULL, "MARS GLOBAL SURVEYOR", 1, 0, 0, 2 },
  { "oem-python/v2-06.oem", "oem", NULL, "MARS GLOBAL SURVEYOR", 1, 0, 0, 3 },
  { "oem-python/v2-07.oem", "oem", NULL, "MARS GLOBAL SURVEYOR", 1, 0, 0, 3 },
  { "oem-python/v2-08.oem", "oem", NULL, "MARS GLOBAL SURVEYOR", 1, 0, 0, 3 },
  { "oem-python/v2-09.oem", "oem", NULL, "MARS GLOBAL SURVEYOR", 1, 0, 0, 3 },
  { "oem-python/v2-10.oem", "oem", NULL, "MARS GLOBAL SURVEYOR", 1, 0, 0, 4 },
  { "oem-python/v2-11.oem", NULL, "line 15: found TIME_SYSTEM \"ABCD\", expected UTC" },
  { "oem-python/v2-12.oem", "oem", NULL, "MARS GLOBAL SURVEYOR", 1, 0, 0, 3 },
  { "oem-python/CompareExample1.oem", "oem", NULL, "TESTSAT1", 1, 0, 0, 61 },
  { "oem-python/CompareExample2.oem", "oem", NULL, "TESTSAT2", 1, 0, 0, 61 },
  { "oem-python/GEO_20s.oem", "oem", NULL, "TEST_OBJ", 1, 0, 0, 181 },
  { "oem-python/GEO_60s.oem", "oem", NULL, "TEST_OBJ", 1, 0, 0, 61 },
  { "oem-python/LEO_10s.oem", "oem", NULL, "TEST_OBJ", 1, 0, 0, 361 },
  { "oem-python/LEO_60s.oem", "oem", NULL, "TEST_OBJ", 1, 0, 0, 61 },
  { "oem-python/MEO_20s.oem", "oem", NULL, "TEST_OBJ", 1, 0, 0, 181 },
  { "oem-python/MEO_60s.oem", "oem", NULL, "TEST_OBJ", 1, 0, 0, 61 },
  { "orekit/ISS.resampled.truncated.txt", "oem", NULL, "ISS", 1, 0, 0, 25 },
  { "orekit/OEMExample1.txt", "oem", NULL, "MARS GLOBAL SURVEYOR", 3, 0, 0, 12 },
  { "orekit/OEMExample2.txt", NULL, "line 13: found TIME_SYSTEM \"MRT\"" },
  { "orekit/OEMExample3.txt", "oem", NULL, "MARS GLOBAL SURVEYOR", 3, 0, 0, 9 },
  { "orekit/OEMExample3.xml", "oem", NULL, "MARS GLOBAL SURVEYOR", 1, 0, 0, 4 },
  { "orekit/OEMExample4.txt", "oem", NULL, "MARS GLOBAL SURVEYOR", 1, 0, 0, 3 },
  { "orekit/OEMExample5.txt", "oem", NULL, "ISS", 1, 0, 0, 49 },
  { "orekit/OEMExample5ITRF.txt", "oem", NULL, "ISS", 1, 0, 0, 49 },
  { "orekit/OMMExample1.txt", "omm", NULL, "GOES 9", 0, 1, 0, 1 },
  { "orekit/OMMExample2.txt", "omm", NULL, "GOES 9", 0, 1, 0, 1 },
  { "orekit/OMMExample2.xml", "omm", NULL, "GOES-9", 0, 1, 0, 1 },
  { "orekit/OMMExample3.txt", NULL, "line 14: found MEAN_ELEMENT_THEORY \"SOME THEORY\"" },
  { "orekit/OPMExample1.txt", "opm", NULL, "GODZILLA 5", 0, 0, 1, 1 },
  { "orekit/OPMExample2.txt", "opm", NULL, "EUTELSAT W4", 0, 0, 1, 1 },
  { "orekit/OPMExample3.txt", "opm", NULL, "OSPREY 5", 0, 0, 1, 1 },
  { "orekit/OPMExample3.xml", "opm", NULL, "OSPREY 5", 0, 0, 1, 1 },
  { "orekit/OPMExample4.txt", "opm", NULL, "EUTELSAT W4", 0, 0, 1, 1 },
};

static void
check_refusal (const FileCase *row, TlmLog *log, const GError *error)
{
  g_assert_null (log);
  g_assert_nonnull (error);
  if (!strstr (error->message, row->message))
    g_error ("%s: \"%s\" does not say \"%s\"", row->file, error->message, row->message);
}

static void
check_contents (const FileCase *row, const TlmLog *log)
{
  const TlmLogVehicle *vehicle = g_ptr_array_index (log->vehicles, 0);
  TlmInstant first, last;
  TlmEphemerisState state;

  g_assert_cmpstr (log->format, ==, row->format);
  g_assert_cmpuint (log->vehicles->len, ==, 1);
  g_assert_cmpstr (vehicle->name, ==, row->vehicle);
  g_assert_cmpuint (log->n_good, ==, row->n_good);
  g_assert_cmpuint (tlm_ephemeris_n_segments (vehicle->ephemeris), ==, row->n_segments);
  g_assert_cmpuint (tlm_ephemeris_n_elements (vehicle->ephemeris), ==, row->n_elements);
  g_assert_cmpuint (tlm_ephemeris_n_orbits (vehicle->ephemeris), ==, row->n_orbits);
  if (tlm_ephemeris_span (vehicle->ephemeris, &first, &last)) {
    g_assert_true (tlm_ephemeris_state (vehicle->ephemeris, first, &state));
    g_assert_true (tlm_ephemeris_state (vehicle->ephemeris, last, &state));
  }
}

static void
test_every_file (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (file_cases); i++) {
    const FileCase *row = &file_cases[i];
    g_autofree char *relative = g_build_filename ("ndm", row->file, NULL);
    g_autofree char *path = shared_data_path (relative);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = NULL;

    if (!path)
      return;
    g_test_message ("%s", row->file);
    log = tlm_decode_file (path, NULL, &error);
    if (!row->format) {
      check_refusal (row, log, error);
    } else {
      g_assert_no_error (error);
      check_contents (row, log);
    }
  }
}

/* Altitude, place and speeds of an Earth orbiter. */
typedef struct {
  double altitude_m, latitude_deg, longitude_deg, inertial_m_s, relative_m_s, vertical_m_s;
} Numbers;

static Numbers
numbers_at (const TlmEphemeris *ephemeris, TlmInstant instant)
{
  TlmEphemerisState at;
  TlmState fixed, inertial;
  TlmGeodetic place;

  g_assert_true (tlm_ephemeris_state (ephemeris, instant, &at));
  g_assert_true (at.centre == tlm_body_earth ());
  g_assert_true (at.instant == instant);
  tlm_frame_convert (at.frame, TLM_FRAME_ITRF, instant, &at.state, NULL, &fixed);
  tlm_frame_convert (at.frame, TLM_FRAME_GCRF, instant, &at.state, NULL, &inertial);
  place = tlm_geodetic_from_itrf (fixed.position_m);
  return (Numbers) { place.height_m, place.latitude_rad * 180 / G_PI,
    place.longitude_rad * 180 / G_PI, tlm_vec3_norm (inertial.velocity_m_s),
    tlm_vec3_norm (fixed.velocity_m_s),
    tlm_local_motion (&place, fixed.velocity_m_s).vertical_m_s };
}

/* Altitude, place and speeds at and between nodes, from an independent tool. */
static void
test_iss_expected (void)
{
  g_autoptr (TlmLog) log = NULL;
  const TlmEphemeris *ephemeris = open_file ("ndm/iss-2025/ISS.OEM_J2K_EPH.xml", &log);
  g_autofree char *path = shared_data_path ("ndm/iss-2025/expected.csv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!ephemeris || !path)
    return;
  g_assert_cmpuint (log->n_good, ==, 5413);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  for (guint i = 1; lines[i]; i++, n++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
    Numbers numbers = numbers_at (ephemeris, instant_from_iso (cells[0]));

    assert_near (numbers.altitude_m, g_ascii_strtod (cells[1], NULL), 1.0);
    assert_near (numbers.latitude_deg, g_ascii_strtod (cells[2], NULL), 1e-5);
    assert_near (numbers.longitude_deg, g_ascii_strtod (cells[3], NULL), 1e-5);
    assert_near (numbers.inertial_m_s, g_ascii_strtod (cells[4], NULL), 0.01);
    assert_near (numbers.relative_m_s, g_ascii_strtod (cells[5], NULL), 0.01);
    assert_near (numbers.vertical_m_s, g_ascii_strtod (cells[6], NULL), 0.01);
  }
  g_assert_cmpuint (n, ==, 120);
}

/* A copy of a table with every second node left out and another method. */
static TlmEphemeris *
thin_out (const TlmEphemeris *ephemeris, TlmEphemerisMethod method)
{
  TlmEphemeris *thin = tlm_ephemeris_new ();
  TlmEphemerisSegment segment = *tlm_ephemeris_segment (ephemeris, 0, NULL, NULL);
  TlmEphemerisState node;

  segment.method = method;
  tlm_ephemeris_begin_segment (thin, &segment);
  for (gsize i = 0; tlm_ephemeris_node (ephemeris, 0, i, &node); i += 2)
    g_assert_true (tlm_ephemeris_append (thin, node.instant, &node.state, NULL, NULL));
  tlm_ephemeris_seal (thin);
  return thin;
}

/* The published nodes in between are the truth. States 480 s apart (240 s at the odd
 * place); a source that says linear, which is four times the 62 km off that it is at
 * 240 s, does not get its way. */
static void
test_iss_between_nodes (void)
{
  g_autoptr (TlmLog) log = NULL;
  const TlmEphemeris *ephemeris = open_file ("ndm/iss-2025/ISS.OEM_J2K_EPH.xml", &log);
  static const TlmEphemerisMethod methods[] = { TLM_EPHEMERIS_HERMITE, TLM_EPHEMERIS_DEFAULT,
    TLM_EPHEMERIS_LINEAR };
  TlmEphemerisState node, thin;

  for (guint m = 0; ephemeris && m < G_N_ELEMENTS (methods); m++) {
    g_autoptr (TlmEphemeris) by_method = thin_out (ephemeris, methods[m]);
    double worst_m = 0;
    guint shown = 0;
    for (gsize i = 21; i < 1001; i += 2) {
      g_assert_true (tlm_ephemeris_node (ephemeris, 0, i, &node));
      if (!tlm_ephemeris_state (by_method, node.instant, &thin))
        continue;
      shown++;
      worst_m = MAX (worst_m, tlm_vec3_norm (tlm_vec3_sub (thin.state.position_m,
                  node.state.position_m)));
    }
    g_test_message ("480 s apart, %s: at most %.3f m off, %u of 490 shown",
        tlm_ephemeris_method_name (methods[m]), worst_m, shown);
    g_assert_cmpfloat (worst_m, <, 2.0);
    g_assert_cmpuint (shown, >=, 485);
  }
}

/* Linear interpolation of states 240 s apart is 62 km off (facts of the field);
 * the chord of a circle says so too: r (1 - cos (w t / 2)). */
static void
test_linear_trap (void)
{
  g_autoptr (TlmLog) log = NULL;
  const TlmEphemeris *ephemeris = open_file ("ndm/iss-2025/ISS.OEM_J2K_EPH.xml", &log);
  TlmEphemerisState a, b, between;
  TlmVec3 chord_m;

  if (!ephemeris)
    return;
  g_assert_true (tlm_ephemeris_node (ephemeris, 0, 100, &a));
  g_assert_true (tlm_ephemeris_node (ephemeris, 0, 101, &b));
  g_assert_true (tlm_ephemeris_state (ephemeris, a.instant + (b.instant - a.instant) / 2, &between));
  chord_m = tlm_vec3_scale (tlm_vec3_add (a.state.position_m, b.state.position_m), 0.5);
  assert_near (tlm_vec3_norm (tlm_vec3_sub (between.state.position_m, chord_m)), 62e3, 1.5e3);
}

static void
check_agreement (const char *fine_file, const char *coarse_file)
{
  g_autoptr (TlmLog) fine_log = NULL, coarse_log = NULL;
  const TlmEphemeris *fine = open_file (fine_file, &fine_log);
  const TlmEphemeris *coarse = open_file (coarse_file, &coarse_log);
  TlmInstant first, last;
  double worst_m = 0;

  if (!fine || !coarse)
    return;
  g_assert_true (tlm_ephemeris_span (fine, &first, &last));
  for (TlmInstant t = first; t <= last; t += TLM_SECOND) {
    TlmEphemerisState a, b;

    g_assert_true (tlm_ephemeris_state (fine, t, &a));
    g_assert_true (tlm_ephemeris_state (coarse, t, &b));
    worst_m = MAX (worst_m, tlm_vec3_norm (tlm_vec3_sub (a.state.position_m, b.state.position_m)));
    assert_vec_near (a.state.velocity_m_s, b.state.velocity_m_s, 0.01);
  }
  g_test_message ("%s and %s: at most %.2e m apart", fine_file, coarse_file, worst_m);
  g_assert_cmpfloat (worst_m, <=, 1.0);
}

static void
test_steps_agree (void)
{
  check_agreement ("ndm/oem-python/LEO_10s.oem", "ndm/oem-python/LEO_60s.oem");
  check_agreement ("ndm/oem-python/MEO_20s.oem", "ndm/oem-python/MEO_60s.oem");
  check_agreement ("ndm/oem-python/GEO_20s.oem", "ndm/oem-python/GEO_60s.oem");
}

/* One orbit in two frames, at its nodes. */
static void
test_twin (void)
{
  g_autoptr (TlmLog) log = NULL, twin_log = NULL;
  const TlmEphemeris *ephemeris = open_file ("ndm/orekit/OEMExample5.txt", &log);
  const TlmEphemeris *twin = open_file ("ndm/orekit/OEMExample5ITRF.txt", &twin_log);
  TlmEphemerisState node;
  gsize n = 0;

  if (!ephemeris || !twin)
    return;
  for (; tlm_ephemeris_node (ephemeris, 0, n, &node); n++) {
    Numbers a = numbers_at (ephemeris, node.instant), b = numbers_at (twin, node.instant);

    assert_near (a.altitude_m, b.altitude_m, 1.0);
    assert_near (a.relative_m_s, b.relative_m_s, 0.01);
  }
  g_assert_cmpuint (n, ==, 49);
  g_assert_true (tlm_ephemeris_node (ephemeris, 0, 0, &node));
  assert_near (tlm_vec3_norm (node.state.position_m), 6772678.141, 0.001);
  assert_near (tlm_vec3_norm (node.state.velocity_m_s), 7676.141, 0.001);
  g_assert_true (tlm_ephemeris_node (twin, 0, 0, &node));
  assert_near (tlm_vec3_norm (node.state.velocity_m_s), 7372.261, 0.001);
}

/* The useable times are read. These states, the standard's own example, are no orbit, nor
 * anything else that moves at its speed, and are not shown. */
static void
test_useable (void)
{
  g_autoptr (TlmLog) log = NULL;
  const TlmEphemeris *ephemeris = open_file ("ndm/oem-python/v2-09.oem", &log);
  const TlmEphemerisSegment *segment;
  TlmEphemerisState state;
  TlmInstant first, last;

  if (!ephemeris)
    return;
  segment = tlm_ephemeris_segment (ephemeris, 0, NULL, NULL);
  g_assert_true (segment->useable_start == instant_from_iso ("1996-12-18T12:01:00"));
  g_assert_true (segment->useable_stop == instant_from_iso ("1996-12-28T21:28:00"));
  g_assert_cmpstr (segment->centre->name, ==, "MARS");
  g_assert_false (tlm_ephemeris_span (ephemeris, &first, &last));
  g_assert_false (tlm_ephemeris_state (ephemeris, segment->useable_start, &state));
  g_assert_cmpuint (tlm_ephemeris_n_refusals (ephemeris), ==, 1);
}

/* The events that the station's ephemeris carries in its comments. */
static void
test_comments (void)
{
  g_autoptr (TlmLog) log = NULL;
  gboolean found = FALSE;

  if (!open_file ("ndm/iss-2025/ISS.OEM_J2K_EPH.xml", &log))
    return;
  for (guint i = 0; i < log->notes->len; i++)
    found |= strstr (g_ptr_array_index (log->notes, i), "91P Dock") != NULL;
  g_assert_true (found);
}

static void
test_speed (void)
{
  g_autofree char *path = shared_data_path ("ndm/iss-2025/ISS.OEM_J2K_EPH.xml");
  g_autoptr (TlmLog) log = NULL;
  const TlmEphemeris *ephemeris;
  TlmEphemerisState state;
  TlmInstant first, last;
  gint64 start;
  double open_ms, state_us;
  const guint n = 200000;
  guint shown = 0;

  if (!path)
    return;
  start = g_get_monotonic_time ();
  log = tlm_decode_file (path, NULL, NULL);
  open_ms = (double) (g_get_monotonic_time () - start) / 1e3;
  ephemeris = ((TlmLogVehicle *) g_ptr_array_index (log->vehicles, 0))->ephemeris;
  g_assert_true (tlm_ephemeris_span (ephemeris, &first, &last));
  start = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    shown += tlm_ephemeris_state (ephemeris,
        first + (TlmInstant) (i * 2654435761u % 1000003u) * ((last - first) / 1000003), &state);
  state_us = (double) (g_get_monotonic_time () - start) / n;
  g_test_message ("open %.1f ms, a state %.2f us, %.1f bytes a number", open_ms, state_us,
      (double) tlm_ephemeris_bytes (ephemeris) / (5413 * 7));
  g_assert_cmpuint (shown, >, n / 1000 * 999);
  g_assert_cmpuint (tlm_ephemeris_bytes (ephemeris), <=, 24 * 5413 * 7);
  if (g_test_perf ()) {
    g_assert_cmpfloat (open_ms, <=, 300);
    g_assert_cmpfloat (state_us, <=, 3);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!shared_data_there ("/ndm-files/third-party"))
    return g_test_run ();
  g_test_add_func ("/ndm-files/every-file", test_every_file);
  g_test_add_func ("/ndm-files/iss-expected", test_iss_expected);
  g_test_add_func ("/ndm-files/iss-between-nodes", test_iss_between_nodes);
  g_test_add_func ("/ndm-files/linear-trap", test_linear_trap);
  g_test_add_func ("/ndm-files/steps-agree", test_steps_agree);
  g_test_add_func ("/ndm-files/twin", test_twin);
  g_test_add_func ("/ndm-files/useable", test_useable);
  g_test_add_func ("/ndm-files/comments", test_comments);
  g_test_add_func ("/ndm-files/speed", test_speed);
  return g_test_run ();
}
