/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Recorded packets of JPSS-1 against what was computed from them elsewhere. */
#include <math.h>

#include "core/encode/log-states.h"
#include "core/space/frames/geodetic.h"
#include "core/time/iso8601.h"
#include "core/timeline/timeline.h"
#include "packets-util.h"

#define COLUMNS 19
#define FIRST_COUNT 2606
enum { T_PKT = 1, T_EPH, T_ATT, POSITION, VELOCITY = 7, LATITUDE = 10, LONGITUDE, ALTITUDE, SPEED,
  Q1 = 15 };

static TlmInstant
instant_of (const char *text)
{
  TlmInstant instant;

  g_assert_true (tlm_iso8601_parse (text, strlen (text), TLM_SCALE_UTC, &instant));
  return instant;
}

static void
check_sample (const TlmLog *log, const char *channel, gsize i, const char *at, const char *value)
{
  const TlmTrack *track = find_track (log, channel);

  g_assert_nonnull (track);
  g_assert_cmpint (tlm_series_time (track->series, i), ==, instant_of (at));
  g_assert_cmpfloat_with_epsilon (tlm_series_value (track->series, i),
      g_ascii_strtod (value, NULL), 1e-12);
}

static void
check_state (const TlmLog *log, gsize i, char **cells)
{
  const TlmLogVehicle *vehicle = log->vehicles->pdata[0];
  TlmEphemerisState node;
  TlmGeodetic place;

  g_assert_true (tlm_ephemeris_node (vehicle->ephemeris, 0, i, &node));
  g_assert_cmpint (node.instant, ==, instant_of (cells[T_EPH]));
  g_assert_cmpint (node.frame, ==, TLM_FRAME_ITRF);
  g_assert_cmpfloat (node.state.position_m.x, ==, g_ascii_strtod (cells[POSITION], NULL));
  g_assert_cmpfloat (node.state.position_m.y, ==, g_ascii_strtod (cells[POSITION + 1], NULL));
  g_assert_cmpfloat (node.state.position_m.z, ==, g_ascii_strtod (cells[POSITION + 2], NULL));
  g_assert_cmpfloat (node.state.velocity_m_s.x, ==, g_ascii_strtod (cells[VELOCITY], NULL));
  g_assert_cmpfloat (node.state.velocity_m_s.y, ==, g_ascii_strtod (cells[VELOCITY + 1], NULL));
  g_assert_cmpfloat (node.state.velocity_m_s.z, ==, g_ascii_strtod (cells[VELOCITY + 2], NULL));
  place = tlm_geodetic_from_itrf (node.state.position_m);
  g_assert_cmpfloat_with_epsilon (place.latitude_rad * 180 / G_PI,
      g_ascii_strtod (cells[LATITUDE], NULL), 1e-9);
  g_assert_cmpfloat_with_epsilon (place.longitude_rad * 180 / G_PI,
      g_ascii_strtod (cells[LONGITUDE], NULL), 1e-9);
  g_assert_cmpfloat_with_epsilon (place.height_m, g_ascii_strtod (cells[ALTITUDE], NULL), 1e-4);
  g_assert_cmpfloat_with_epsilon (tlm_vec3_norm (node.state.velocity_m_s),
      g_ascii_strtod (cells[SPEED], NULL), 1e-6);
}

static void
check_rows (const TlmLog *log)
{
  g_autoptr (GBytes) expected = load_shared ("packets/jpss/expected.csv");
  g_autofree char *text = g_strndup (g_bytes_get_data (expected, NULL),
      g_bytes_get_size (expected));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gsize rows = 0;

  for (char **line = lines + 1; *line && **line; line++, rows++) {
    g_auto (GStrv) cells = g_strsplit (g_strchomp (*line), ",", -1);
    g_assert_cmpuint (g_strv_length (cells), ==, COLUMNS);
    /* Not every packet has a row: the sequence count says which one it is. */
    gsize i = (gsize) g_ascii_strtoull (cells[0], NULL, 10) - FIRST_COUNT;
    check_state (log, i, cells);
    check_sample (log, "quaternion-x", i, cells[T_ATT], cells[Q1]);
    check_sample (log, "quaternion-y", i, cells[T_ATT], cells[Q1 + 1]);
    check_sample (log, "quaternion-z", i, cells[T_ATT], cells[Q1 + 2]);
    check_sample (log, "quaternion-w", i, cells[T_ATT], cells[Q1 + 3]);
    check_sample (log, "scid", i, cells[T_PKT], "159");
  }
  g_assert_cmpuint (rows, >, 0);
  g_test_message ("%" G_GSIZE_FORMAT " rows", rows);
}

static void
test_definition (gconstpointer name)
{
  g_autoptr (GBytes) packets = load_shared (JPSS_PACKETS);
  g_autofree char *path = packets ? shared_data_path (name) : NULL;
  TlmDecodeOptions options = {
    .format = "ccsds-spp",
    .packets = { .definition = path, .time = JPSS_TIMES, .map = JPSS_MAP }
  };

  if (!path)
    return;
  g_autoptr (TlmLog) log = decode_bytes (g_bytes_get_data (packets, NULL),
      g_bytes_get_size (packets), &options);
  g_assert_cmpuint (log->n_good, ==, JPSS_COUNT);
  g_assert_cmpuint (log->n_bad, ==, 0);
  g_assert_cmpuint (log->n_lost, ==, 0);
  g_assert_cmpuint (log->notes->len, ==, 0);
  check_rows (log);
}

/* Without a map every field is a channel, under its own name and unit. */
static void
test_unmapped (void)
{
  g_autoptr (GBytes) packets = load_shared (JPSS_PACKETS);
  g_autofree char *path = packets ?
      shared_data_path ("packets/jpss/jpss1_geolocation_xtce_v1.xml") : NULL;
  TlmDecodeOptions options = {
    .packets = { .definition = path, .time = "DOY:cds" }
  };
  const TlmTrack *track;

  if (!path)
    return;
  g_autoptr (TlmLog) log = decode_bytes (g_bytes_get_data (packets, NULL),
      g_bytes_get_size (packets), &options);
  g_assert_cmpstr (log->format, ==, "ccsds-spp");
  track = find_track (log, "ADGPSPOSX");
  g_assert_nonnull (track);
  g_assert_cmpuint (tlm_series_length (track->series), ==, JPSS_COUNT);
  g_assert_cmpint (track->quantity, ==, TLM_QUANTITY_LENGTH);
  g_assert_cmpfloat (tlm_series_value (track->series, 0), ==, 6389695.5);
  g_assert_null (find_track (log, "PKT_APID"));
}

/* A log of all packets, or NULL after a skip. */
static TlmLog *
decode_states (void)
{
  g_autoptr (GBytes) packets = load_shared (JPSS_PACKETS);
  g_autofree char *path = packets ?
      shared_data_path ("packets/jpss/jpss1_geolocation_xtce_v1.xml") : NULL;
  TlmDecodeOptions options = {
    .format = "ccsds-spp",
    .packets = { .definition = path, .time = JPSS_TIMES, .map = JPSS_MAP }
  };

  return path ? decode_bytes (g_bytes_get_data (packets, NULL), g_bytes_get_size (packets),
      &options) : NULL;
}

/* How far positions and velocities of neighbours contradict each other at the most: the
 * receiver's own scatter. The bend of the orbit is 1 mm of it. */
static double
scatter_m (const TlmEphemeris *ephemeris)
{
  TlmEphemerisState a, b;
  double most = 0;

  for (gsize i = 1; tlm_ephemeris_node (ephemeris, 0, i, &b); i++) {
    TlmVec3 way;
    g_assert_true (tlm_ephemeris_node (ephemeris, 0, i - 1, &a));
    way = tlm_vec3_scale (tlm_vec3_add (a.state.velocity_m_s, b.state.velocity_m_s),
        tlm_duration_to_s (b.instant - a.instant) / 2);
    most = fmax (most, tlm_vec3_norm (tlm_vec3_sub (tlm_vec3_sub (b.state.position_m,
                  a.state.position_m), way)));
  }
  return most;
}

/* Every second state left out, and asked for: within the scatter. */
static void
test_left_out (void)
{
  g_autoptr (TlmLog) log = decode_states ();
  const TlmEphemeris *all;
  g_autoptr (TlmEphemeris) half = tlm_ephemeris_new ();
  double worst_m = 0, worst_m_s = 0;
  TlmEphemerisState node, found;

  if (!log)
    return;
  all = ((TlmLogVehicle *) log->vehicles->pdata[0])->ephemeris;
  tlm_ephemeris_begin_segment (half, tlm_ephemeris_segment (all, 0, NULL, NULL));
  for (gsize i = 0; tlm_ephemeris_node (all, 0, i, &node); i += 2)
    g_assert_true (tlm_ephemeris_append (half, node.instant, &node.state, NULL, NULL));
  tlm_ephemeris_seal (half);
  for (gsize i = 1; i + 1 < JPSS_COUNT; i += 2) {
    g_assert_true (tlm_ephemeris_node (all, 0, i, &node));
    g_assert_true (tlm_ephemeris_state (half, node.instant, &found));
    g_assert_cmpint (found.origin, ==, TLM_EPHEMERIS_MEASURED);
    worst_m = fmax (worst_m, tlm_vec3_norm (tlm_vec3_sub (found.state.position_m,
                node.state.position_m)));
    worst_m_s = fmax (worst_m_s, tlm_vec3_norm (tlm_vec3_sub (found.state.velocity_m_s,
                node.state.velocity_m_s)));
  }
  g_test_message ("at most %.3f m and %.5f m/s off, scatter %.3f m", worst_m, worst_m_s,
      scatter_m (all));
  g_assert_cmpfloat (worst_m, <=, scatter_m (all));
  g_assert_cmpfloat (worst_m_s, <=, 0.01);
}

static TlmTimeline *
timeline_of (TlmLog *log)
{
  TlmTimeline *timeline = tlm_timeline_new ();

  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

/* A file, and the same as pieces of a stream: the same numbers between packets, and no
 * acceleration in free fall. */
static void
test_file_and_stream (void)
{
  static const struct {
    TlmChannelId channel;
    double tolerance;
  } rows[] = { { TLM_CHANNEL_ALTITUDE, 0.5 }, { TLM_CHANNEL_SPEED_INERTIAL, 0.005 },
    { TLM_CHANNEL_VERTICAL_SPEED, 0.01 }, { TLM_CHANNEL_LATITUDE, 1e-5 } };
  g_autoptr (TlmLog) log = decode_states (), stream = decode_states ();
  gint64 first, last;
  TlmValue value;

  if (!log)
    return;
  tlm_log_flatten_states (stream, 0);
  g_autoptr (TlmTimeline) by_file = timeline_of (log), by_stream = timeline_of (stream);
  g_assert_true (tlm_timeline_span (by_file, &first, &last));
  for (gint64 t = first + 10 * TLM_SECOND; t < last; t += 7 * TLM_SECOND + 123456789) {
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
      TlmValue a = tlm_timeline_value (by_file, 0, rows[i].channel, t);
      TlmValue b = tlm_timeline_value (by_stream, 0, rows[i].channel, t);
      g_assert_cmpint (a.validity, ==, TLM_VALIDITY_FRESH);
      g_assert_cmpint (b.validity, ==, TLM_VALIDITY_FRESH);
      g_assert_cmpfloat_with_epsilon (a.value, b.value, rows[i].tolerance);
    }
    value = tlm_timeline_value (by_file, 0, TLM_CHANNEL_G_LOAD, t);
    g_assert_cmpint (value.validity, ==, TLM_VALIDITY_ABSENT);
    value = tlm_timeline_value (by_file, 0, TLM_CHANNEL_ACCELERATION, t);
    g_assert_true (value.validity == TLM_VALIDITY_ABSENT || fabs (value.value) < 0.1);
  }
  /* A sample has an age. */
  value = tlm_timeline_value (by_file, 0, TLM_CHANNEL_ALTITUDE, last + 2500 * (TLM_SECOND / 1000));
  g_assert_cmpint (value.validity, ==, TLM_VALIDITY_STALE);
  g_assert_cmpint (value.age_ns, ==, 2500 * (TLM_SECOND / 1000));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!shared_data_there ("/packets/jpss/third-party"))
    return g_test_run ();
  g_test_add_data_func ("/packets/jpss/xtce", "packets/jpss/jpss1_geolocation_xtce_v1.xml",
      test_definition);
  g_test_add_data_func ("/packets/jpss/xtce-prefixed", "packets/jpss/test_xtce.xml",
      test_definition);
  g_test_add_data_func ("/packets/jpss/xtce-default-namespace",
      "packets/jpss/test_xtce_default_namespace.xml", test_definition);
  g_test_add_data_func ("/packets/jpss/xtce-inheritance",
      "packets/jpss/contrived_inheritance_structure.xml", test_definition);
  g_test_add_data_func ("/packets/jpss/field-map",
      "packets/jpss/ccsdspy_jpss1_geolocation.csv", test_definition);
  g_test_add_func ("/packets/jpss/unmapped", test_unmapped);
  g_test_add_func ("/packets/jpss/left-out", test_left_out);
  g_test_add_func ("/packets/jpss/file-and-stream", test_file_and_stream);
  return g_test_run ();
}
