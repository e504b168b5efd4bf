/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Measured states as members of lines of JSON are read back to the bit, and broken ones are bad
 * records. */
#include <float.h>
#include <math.h>

#include "core/encode/log-json.h"
#include "core/encode/log-states.h"
#include "core/time/iso8601.h"
#include "decode-text.h"

#define START "2025-03-20T09:00:00Z"

typedef struct {
  const char *name;
  TlmFrame frame;
  TlmVec3 position_m, velocity_m_s;
  TlmDuration longest_gap_ns;
} Given;

#define NONE { NAN, NAN, NAN }

static const Given given[] = {
  { "itrf", TLM_FRAME_ITRF, { 6778137.123456789, -1.0 / 3, 0.1 }, { 7612.1, 1e-9, -2.0 / 7 }, 0 },
  { "itrf-place", TLM_FRAME_ITRF, { 6378137, 0.2, -4e6 }, NONE, 0 },
  { "eme2000", TLM_FRAME_EME2000, { -4e6, 5e6, 2.5e6 / 3 }, { -1, 7000.0 / 3, 5 }, 0 },
  { "eme2000-place", TLM_FRAME_EME2000, { -4e6, 5e6, 2.5e6 / 3 }, NONE, 30 * TLM_SECOND },
  { "teme", TLM_FRAME_TEME, { 7e6, 1, 2 }, { 3, 4, 5.55 }, 1500000001 },
  { "teme-place", TLM_FRAME_TEME, { 7e6, 1, 2 }, NONE, 0 },
  { "negative-zero", TLM_FRAME_ITRF, { 7e6, -0.0, 0.0 }, { -0.0, 7500, 0.0 }, 0 },
  { "huge", TLM_FRAME_EME2000, { DBL_MAX, -1e300, 1.7e308 }, { 1e300, -DBL_MAX, 1 }, 0 },
  { "tiny", TLM_FRAME_EME2000, { DBL_MIN, 7e6, -5e-324 }, { DBL_EPSILON, 1, 7000 }, 0 },
  { "seventeen-figures", TLM_FRAME_GCRF, { 6778136.9999999991, 0.30000000000000004, 1e16 + 2 },
    { 7668.5550000000003, 2.2204460492503131e-16, 123456.78901234567 }, 0 },
};

static TlmInstant
start (void)
{
  TlmInstant instant;

  g_assert_true (tlm_iso8601_parse (START, strlen (START), TLM_SCALE_UTC, &instant));
  return instant;
}

/* Three states of that kind, 1 s and 1 ns apart. */
static TlmLog *
log_of (const Given *from)
{
  TlmLog *log = tlm_log_new ("test", "states");
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, from->name);
  TlmState state = { from->position_m, from->velocity_m_s };

  segment.frame = from->frame;
  segment.is_measured = TRUE;
  segment.longest_gap_ns = from->longest_gap_ns;
  vehicle->ephemeris = tlm_ephemeris_new ();
  tlm_ephemeris_begin_segment (vehicle->ephemeris, &segment);
  for (int i = 0; i < 3; i++)
    g_assert_true (tlm_ephemeris_append (vehicle->ephemeris, start () + i * (TLM_SECOND + 1),
            &state, NULL, NULL));
  log->clock = TLM_CLOCK_TAI;
  tlm_log_seal (log);
  return log;
}

static void
assert_same_bits (TlmVec3 a, TlmVec3 b)
{
  const double x[] = { a.x, a.y, a.z }, y[] = { b.x, b.y, b.z };

  for (guint i = 0; i < 3; i++) {
    g_assert_cmpint (isnan (x[i]) != 0, ==, isnan (y[i]) != 0);
    if (!isnan (x[i]))
      g_assert_cmpmem (&x[i], sizeof x[i], &y[i], sizeof y[i]);
  }
}

static void
test_round_trip (gconstpointer data)
{
  const Given *from = data;
  g_autoptr (TlmLog) log = log_of (from), back = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  const TlmEphemerisSegment *segment;
  TlmEphemerisState node;
  gsize n = 0;

  g_autoptr (GArray) lines = tlm_log_to_json (log, out);
  g_assert_cmpuint (lines->len, ==, 3);
  back = decode_text (out->str, NULL);
  g_assert_cmpuint (back->n_bad, ==, 0);
  g_assert_cmpuint (back->vehicles->len, ==, 1);
  segment = tlm_ephemeris_segment (tlm_log_vehicle (back, from->name)->ephemeris, 0, &n, NULL);
  g_assert_true (segment->is_measured);
  g_assert_cmpint (segment->frame, ==, from->frame);
  g_assert_cmpint (segment->longest_gap_ns, ==, from->longest_gap_ns);
  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < n; i++) {
    g_assert_true (tlm_ephemeris_node (tlm_log_vehicle (back, from->name)->ephemeris, 0, i, &node));
    g_assert_cmpint (node.instant, ==, start () + i * (TLM_SECOND + 1));
    assert_same_bits (node.state.position_m, from->position_m);
    assert_same_bits (node.state.velocity_m_s, from->velocity_m_s);
  }
}

/* What only follows from a state stands beside it, and is not read as samples; a channel of the
 * vehicle's own is. */
static void
test_derived (void)
{
  g_autoptr (TlmLog) log = log_of (&given[0]), back = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  TlmTrack *own = tlm_log_track (tlm_log_vehicle (log, "itrf"), "latitude", TLM_QUANTITY_ANGLE);

  tlm_series_append (own->series, start (), 12.5);
  tlm_log_seal (log);
  tlm_log_flatten_states (log, 0);
  g_autoptr (GArray) lines = tlm_log_to_json (log, out);
  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_nonnull (strstr (out->str, "\"longitude\":"));
  g_assert_nonnull (strstr (out->str, "\"altitude-ellipsoid\":"));
  back = decode_text (out->str, NULL);
  g_assert_null (track_of (back, "itrf", "longitude"));
  g_assert_null (track_of (back, "itrf", "altitude"));
  g_assert_cmpuint (tlm_series_length (track_of (back, "itrf", "latitude")->series), ==, 1);
  g_assert_nonnull (tlm_log_vehicle (back, "itrf")->ephemeris);
}

#define GOOD "{\"utc\":\"" START "\",\"speed\":1,\"state-vector\":" \
    "{\"frame\":\"ITRF\",\"position\":[7e6,0,1],\"velocity\":[0,7e3,2]}}\n"
#define AT "{\"utc\":\"2025-03-20T09:00:01Z\",\"speed\":2,\"state-vector\":"

static const struct {
  const char *line, *problem;
  guint n_speeds;          /* beside a good line: 1 where all of the line is refused */
} broken[] = {
  { AT "{\"frame\":\"ITRF\",\"position\":[7e6,NaN,1],\"velocity\":[0,7e3,2]}}", "position is", 1 },
  { AT "{\"frame\":\"ITRF\",\"position\":[7e6,1e999,1],\"velocity\":[0,7e3,2]}}", "position is", 1 },
  { AT "{\"frame\":\"ITRF\",\"position\":[7e6,null,1],\"velocity\":[0,7e3,2]}}", "position is", 1 },
  { AT "{\"frame\":\"ITRF\",\"position\":[7e6,1],\"velocity\":[0,7e3,2]}}", "position is", 1 },
  { AT "{\"frame\":\"ITRF\",\"position\":[7e6,1,2,3],\"velocity\":[0,7e3,2]}}", "position is", 1 },
  { AT "{\"frame\":\"ITRF\",\"position\":[],\"velocity\":[0,7e3,2]}}", "position is", 1 },
  { AT "{\"frame\":\"ITRF\",\"position\":7e6,\"velocity\":[0,7e3,2]}}", "position is", 1 },
  { AT "{\"frame\":\"ITRF\",\"position\":[7e6,[1],2],\"velocity\":[0,7e3,2]}}", "position is", 1 },
  { AT "{\"frame\":\"ITRF\",\"position\":[7e6,0,1],\"velocity\":[0,7e3]}}", "velocity is", 1 },
  { AT "{\"frame\":\"ITRF\",\"position\":[7e6,0,1],\"velocity\":\"fast\"}}", "velocity is", 1 },
  { AT "{\"frame\":\"B1950\",\"position\":[7e6,0,1]}}", "frame of reference", 1 },
  { AT "{\"frame\":\"NOWHERE\",\"position\":[7e6,0,1]}}", "frame of reference", 1 },
  { AT "{\"frame\":8,\"position\":[7e6,0,1]}}", "frame is no text", 1 },
  { AT "{\"position\":[7e6,0,1]}}", "needs a frame and a position", 1 },
  { AT "{\"frame\":\"ITRF\"}}", "needs a frame and a position", 1 },
  { AT "{\"frame\":\"ITRF\",\"position\":[7e6,0,1],\"longest-gap\":-1}}", "longest-gap", 1 },
  { AT "{\"frame\":\"ITRF\",\"position\":[7e6,0,1],\"derived\":[3]}}", "derived", 1 },
  { "{\"speed\":2,\"state-vector\":{\"frame\":\"ITRF\",\"position\":[7e6,0,1]}}", "utc", 1 },
  { AT "{\"frame\":\"TEME\",\"position\":[7e6,0,1],\"velocity\":[0,7e3,2]}}", "another frame", 2 },
  { AT "{\"frame\":\"ITRF\",\"position\":[7e6,0,1]}}", "have a velocity", 2 },
};

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autofree char *text = g_strconcat (GOOD, broken[i].line, "\n", NULL);
    g_autoptr (TlmLog) log = decode_text (text, NULL);
    TlmEphemerisState node;
    g_test_message ("%s", broken[i].line);
    g_assert_cmpuint (log->n_bad, ==, 1);
    g_assert_nonnull (strstr (log->first_bad, "line 2: state-vector"));
    g_assert_nonnull (strstr (log->first_bad, broken[i].problem));
    g_assert_cmpuint (tlm_series_length (track_of (log, "", "speed")->series), ==,
        broken[i].n_speeds);
    g_assert_true (tlm_ephemeris_node (tlm_log_vehicle (log, "")->ephemeris, 0, 0, &node));
    g_assert_false (tlm_ephemeris_node (tlm_log_vehicle (log, "")->ephemeris, 0, 1, &node));
  }
}

/* Members of another name may come, and one that is not later is left out as in packets. */
static void
test_passed_over (void)
{
  g_autoptr (TlmLog) log = decode_text (GOOD GOOD AT "{\"more\":{\"a\":[1,{}]},"
      "\"frame\":\"itrf2000\",\"position\":[7e6,0,1],\"velocity\":[0,7e3,2]}}\n", NULL);
  TlmEphemerisState node;

  g_assert_cmpuint (log->n_bad, ==, 0);
  g_assert_true (tlm_ephemeris_node (tlm_log_vehicle (log, "")->ephemeris, 0, 1, &node));
  g_assert_cmpint (node.instant, ==, start () + TLM_SECOND);
  g_assert_false (tlm_ephemeris_node (tlm_log_vehicle (log, "")->ephemeris, 0, 2, &node));
}

/* A single line is a file too. */
static void
test_one_line (void)
{
  g_autoptr (TlmLog) log = decode_text (GOOD, NULL);

  g_assert_cmpstr (log->format, ==, "jsonl");
  g_assert_nonnull (tlm_log_vehicle (log, "")->ephemeris);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    g_autofree char *name = g_strconcat ("/state-json/round-trip/", given[i].name, NULL);
    g_test_add_data_func (name, &given[i], test_round_trip);
  }
  g_test_add_func ("/state-json/derived", test_derived);
  g_test_add_func ("/state-json/broken", test_broken);
  g_test_add_func ("/state-json/passed-over", test_passed_over);
  g_test_add_func ("/state-json/one-line", test_one_line);
  return g_test_run ();
}
