/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a log says as lines of JSON is what is read back from them. */
#include <math.h>

#include "core/encode/log-json.h"
#include "core/encode/log-states.h"
#include "core/time/iso8601.h"
#include "decode-text.h"
#include "shared-data.h"
#include "wire-util.h"

/* The lines, one text. */
static char *
lines_of (const char *text, const char *columns)
{
  g_autoptr (TlmLog) log = decode_text (text, columns);
  GString *out = g_string_new (NULL);
  g_autoptr (GArray) lines = tlm_log_to_json (log, out);
  gsize length = 0;

  for (guint i = 0; i < lines->len; i++)
    length += g_array_index (lines, TlmLogLine, i).length;
  g_assert_cmpuint (length, ==, out->len);
  return g_string_free (out, FALSE);
}

static void
test_elapsed (void)
{
  g_autofree char *text = lines_of ("time[s],altitude[m],speed[m/s]\n-1.5,0,0\n0.1,12.25,\n",
      NULL);

  g_assert_cmpstr (text, ==, "{\"met\":-1.5,\"altitude\":0,\"speed\":0}\n"
      "{\"met\":0.1,\"altitude\":12.25}\n");
}

static void
test_instants (void)
{
  g_autofree char *text = lines_of ("{\"utc\":\"2016-12-31T23:59:60.5Z\",\"vehicle\":\"a\\\"b\","
      "\"speed\":0.1,\"mode\":\"SAFE\"}\n{\"utc\":\"2017-01-01T00:00:00.000000001Z\","
      "\"event\":\"meco\"}\n", NULL);

  g_assert_cmpstr (text, ==, "{\"utc\":\"2016-12-31T23:59:60.500Z\",\"vehicle\":\"a\\\"b\","
      "\"speed\":0.1,\"mode\":\"SAFE\"}\n{\"utc\":\"2017-01-01T00:00:00.000000001Z\","
      "\"event\":\"meco\"}\n");
}

/* An altitude above the sea does not become one above anything. */
static void
test_datum (void)
{
  g_autofree char *text = lines_of ("time[s],altitude[m-msl]\n0,100\n1,101\n", NULL);

  g_assert_cmpstr (text, ==, "{\"met\":0,\"altitude-msl\":100}\n{\"met\":1,\"altitude-msl\":101}\n");
}

/* Every sample of a real log, through JSON and back, is the same to the bit. */
static void
test_round_trip (void)
{
  g_autofree char *path = shared_data_path ("klv/aphill_klv_10s.ts");
  g_autoptr (GHashTable) before = wire_samples_new (), after = wire_samples_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = NULL, back = NULL;

  if (!path)
    return;
  log = tlm_decode_file (path, NULL, &error);
  g_assert_no_error (error);
  wire_collect (before, log);
  g_autoptr (GArray) lines = tlm_log_to_json (log, out);
  g_assert_cmpuint (lines->len, ==, 300);
  back = decode_text (out->str, NULL);
  g_assert_cmpint (back->clock, ==, log->clock);
  wire_collect (after, back);
  wire_assert_same (before, after);
}

/* Whether the row is of a node; its numbers are then those of the tracks. */
static gboolean
check_row (TlmLog *log, const char *row)
{
  static const struct {
    const char *channel;
    guint column;
    double tolerance;
  } columns[] = {
    { "altitude", 1, 0.01 }, { "latitude", 2, 1e-6 }, { "longitude", 3, 1e-6 },
    { "speed-inertial", 4, 1e-3 }, { "speed-relative", 5, 1e-3 }, { "vertical-speed", 6, 1e-3 },
  };
  g_auto (GStrv) cells = g_strsplit (row, ",", -1);
  TlmInstant instant;

  g_assert_true (tlm_iso8601_parse (cells[0], strlen (cells[0]), TLM_SCALE_UTC, &instant));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    const TlmSeries *series = wire_track (log, "ISS", columns[i].channel)->series;
    gssize at = tlm_series_find (series, instant);
    if (at < 0 || tlm_series_time (series, (gsize) at) != instant)
      return FALSE;
    g_assert_cmpfloat_with_epsilon (tlm_series_value (series, (gsize) at),
        g_ascii_strtod (cells[columns[i].column], NULL), columns[i].tolerance);
  }
  return TRUE;
}

/* The ISS ephemeris, through tracks at its nodes and JSON, against the published
 * table. */
static void
test_states (void)
{
  g_autofree char *path = shared_data_path ("ndm/iss-2025/ISS.OEM_J2K_EPH.xml");
  g_autofree char *table = shared_data_path ("ndm/iss-2025/expected.csv");
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = NULL, back = NULL;
  guint n_checked = 0;

  if (!path || !table)
    return;
  log = tlm_decode_file (path, NULL, &error);
  g_assert_no_error (error);
  tlm_log_flatten_states (log, 0);
  g_autoptr (GArray) lines = tlm_log_to_json (log, out);
  g_assert_cmpuint (lines->len, >=, 5400);
  back = decode_text (out->str, NULL);
  g_assert_true (g_file_get_contents (table, &text, NULL, NULL));
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);
  for (guint i = 1; rows[i] && *rows[i]; i++)
    n_checked += check_row (back, rows[i]);
  g_assert_cmpuint (n_checked, >=, 5);
}

/* N states of a circle over the equator from the FIRSTth on, 10 s apart. */
static TlmLog *
circle (int first, int n)
{
  TlmLog *log = tlm_log_new ("test", "circle");
  TlmEphemeris *ephemeris = tlm_ephemeris_new ();
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;

  segment.frame = TLM_FRAME_ITRF;
  tlm_ephemeris_begin_segment (ephemeris, &segment);
  for (int i = first; i < first + n; i++) {
    double angle = 0.01 * i, radius = 6778137;
    TlmState state = { { radius * cos (angle), radius * sin (angle), 0 },
      { -radius * 1e-3 * sin (angle), radius * 1e-3 * cos (angle), 0 } };
    g_assert_true (tlm_ephemeris_append (ephemeris, i * 10 * TLM_SECOND, &state, NULL, NULL));
  }
  log->clock = TLM_CLOCK_TAI;
  tlm_log_vehicle (log, "")->ephemeris = ephemeris;
  tlm_log_seal (log);
  return log;
}

/* However a stream of states is cut, the same comes of it: what hangs on the states
 * before and after is not in the pieces, and would be wrong there. */
static void
test_states_in_pieces (void)
{
  static const char *const hanging[] = { "downrange", "orbit-number", "acceleration", "g-load" };
  g_autoptr (TlmLog) whole = circle (0, 9);
  g_autoptr (GHashTable) together = wire_samples_new (), apart = wire_samples_new ();
  GHashTableIter iter;
  gpointer key, value;

  tlm_log_flatten_states (whole, 0);
  wire_collect (together, whole);
  for (int i = 0; i < 9; i += 1 + i % 2) {
    g_autoptr (TlmLog) piece = circle (i, 1 + i % 2);
    tlm_log_flatten_states (piece, 0);
    wire_collect (apart, piece);
  }
  g_assert_cmpuint (g_hash_table_size (together), ==, g_hash_table_size (apart));
  g_hash_table_iter_init (&iter, together);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const char *other = g_hash_table_lookup (apart, key);
    g_assert_nonnull (other);
    g_assert_cmpfloat_with_epsilon (g_ascii_strtod (other, NULL), g_ascii_strtod (value, NULL),
        1e-6);
  }
  g_assert_cmpfloat_with_epsilon (tlm_series_value (wire_track (whole, "", "altitude")->series, 7),
      400000, 1e-6);
  for (gsize i = 0; i < G_N_ELEMENTS (hanging); i++)
    for (guint j = 0; j < tlm_log_vehicle (whole, "")->tracks->len; j++)
      g_assert_cmpstr (((TlmTrack *) tlm_log_vehicle (whole, "")->tracks->pdata[j])->name, !=,
          hanging[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log-json/elapsed", test_elapsed);
  g_test_add_func ("/log-json/instants", test_instants);
  g_test_add_func ("/log-json/datum", test_datum);
  g_test_add_func ("/log-json/states-in-pieces", test_states_in_pieces);
  if (shared_data_there ("/log-json/third-party")) {
    g_test_add_func ("/log-json/round-trip", test_round_trip);
    g_test_add_func ("/log-json/states", test_states);
  }
  return g_test_run ();
}
