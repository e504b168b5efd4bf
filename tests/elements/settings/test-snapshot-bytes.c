/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A snapshot as bytes: the same comes back, and nothing comes of bytes that are cut, mended or made up. Where metas leave
 * a process (GStreamer 1.24), the same through gst_meta_serialize(). */
#include <gst/telemetry/telemetry.h>
#include <math.h>
#include <string.h>

#include "lib/snapshot-bytes.h"
#include "lib/snapshot-make.h"

#define UTC G_GINT64_CONSTANT (0x0102030405060708)
#define ELAPSED (-3 * (GstClockTimeDiff) GST_SECOND)
#define FORM "(xxmsa(msms)asa(ss)a(uudxub))"

static GstTelemetrySnapshot *
example (void)
{
  static const gchar *const vehicles[] = { "", "Союз", NULL };
  static const gchar *const channels[] = { "unused", "altitude", "speed", NULL };
  static const gchar *const units[] = { "", "m", "m/s", NULL };
  static const GstTelemetryPhase phases[] = { { "coast", "Coast" }, { NULL, NULL }, { "coast", "Свободный полёт" } };
  static const GstTelemetrySnapshotEntry entries[] = {
    { .vehicle = 0, .channel = 1, .value = { .value = 418000.5, .age = 7, .validity = GST_TELEMETRY_VALIDITY_FRESH } },
    { .vehicle = 0, .channel = 2, .value = { .value = NAN, .age = 9 * GST_SECOND, .validity = GST_TELEMETRY_VALIDITY_LOST } },
    { .vehicle = 1, .channel = 2, .value = { .value = -7660, .validity = GST_TELEMETRY_VALIDITY_STALE, .derived = TRUE } },
  };
  GstTelemetryNames *names = gst_telemetry_make_names (vehicles, channels, units);
  GstTelemetrySnapshot *snapshot = gst_telemetry_make_snapshot (names, UTC, ELAPSED, phases, entries,
      G_N_ELEMENTS (entries));

  gst_telemetry_drop_names (names);
  return snapshot;
}

static void
assert_same (const GstTelemetrySnapshot *a, const GstTelemetrySnapshot *b)
{
  const guint n = gst_telemetry_snapshot_get_n_values (a), n_vehicles = gst_telemetry_snapshot_get_n_vehicles (a);
  gint64 utc[2];
  GstClockTimeDiff elapsed[2];

  g_assert_true (gst_telemetry_snapshot_get_utc (a, &utc[0]) && gst_telemetry_snapshot_get_utc (b, &utc[1]));
  g_assert_cmpint (utc[0], ==, utc[1]);
  g_assert_true (gst_telemetry_snapshot_get_elapsed (a, &elapsed[0]) &&
      gst_telemetry_snapshot_get_elapsed (b, &elapsed[1]));
  g_assert_cmpint (elapsed[0], ==, elapsed[1]);
  g_assert_cmpuint (gst_telemetry_snapshot_get_n_values (b), ==, n);
  g_assert_cmpuint (gst_telemetry_snapshot_get_n_vehicles (b), ==, n_vehicles);
  for (guint i = 0; i <= n_vehicles; i++) {
    const gchar *vehicle = i < n_vehicles ? gst_telemetry_snapshot_get_vehicle (a, i) : NULL;
    g_assert_cmpstr (vehicle, ==, i < n_vehicles ? gst_telemetry_snapshot_get_vehicle (b, i) : NULL);
    g_assert_cmpstr (gst_telemetry_snapshot_get_phase (a, vehicle), ==, gst_telemetry_snapshot_get_phase (b, vehicle));
    g_assert_cmpstr (gst_telemetry_snapshot_get_phase_label (a, vehicle), ==,
        gst_telemetry_snapshot_get_phase_label (b, vehicle));
  }
  for (guint i = 0; i < n; i++) {
    const gchar *vehicle[2], *channel[2], *unit[2];
    GstTelemetryValue value[2];
    g_assert_true (gst_telemetry_snapshot_get_nth_value (a, i, &vehicle[0], &channel[0], &unit[0], &value[0]));
    g_assert_true (gst_telemetry_snapshot_get_nth_value (b, i, &vehicle[1], &channel[1], &unit[1], &value[1]));
    g_assert_cmpstr (vehicle[0], ==, vehicle[1]);
    g_assert_cmpstr (channel[0], ==, channel[1]);
    g_assert_cmpstr (unit[0], ==, unit[1]);
    g_assert_cmpmem (&value[0].value, sizeof (double), &value[1].value, sizeof (double));
    g_assert_cmpint (value[0].age, ==, value[1].age);
    g_assert_cmpint (value[0].validity, ==, value[1].validity);
    g_assert_cmpint (value[0].derived, ==, value[1].derived);
  }
}

static GstTelemetrySnapshot *
read_bytes (GBytes *bytes, gchar **source)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return gst_telemetry_snapshot_read (data, size, source);
}

static void
test_round (void)
{
  g_autoptr (GstTelemetrySnapshot) snapshot = example (), back = NULL;
  g_autoptr (GBytes) bytes = gst_telemetry_snapshot_write (snapshot, "overlay0");
  g_autoptr (GBytes) nameless = gst_telemetry_snapshot_write (snapshot, NULL);
  g_autofree gchar *source = NULL;
  /* As GVariant's page has it: fixed members from the start, least significant byte first. */
  static const guint8 head[] = { 8, 7, 6, 5, 4, 3, 2, 1, 0x00, 0xa2, 0x2f, 0x4d, 0xff, 0xff, 0xff, 0xff };

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), sizeof head, head, sizeof head);
  back = read_bytes (bytes, &source);
  g_assert_nonnull (back);
  g_assert_cmpstr (source, ==, "overlay0");
  assert_same (snapshot, back);
  g_clear_pointer (&source, g_free);
  gst_telemetry_snapshot_unref (back);
  back = read_bytes (nameless, &source);
  g_assert_nonnull (back);
  g_assert_null (source);
}

/* Each beginning of it is none. */
static void
test_cut (void)
{
  g_autoptr (GstTelemetrySnapshot) snapshot = example ();
  g_autoptr (GBytes) bytes = gst_telemetry_snapshot_write (snapshot, "overlay0");
  gchar *source = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize n = 0; n < size; n++) {
    g_autofree guint8 *piece = g_memdup2 (data, n);
    g_assert_null (gst_telemetry_snapshot_read (piece, n, &source));
    g_assert_null (source);
  }
}

/* Walks all that a snapshot says: nothing in it points nowhere. */
static void
walk (GstTelemetrySnapshot *snapshot)
{
  g_autoptr (GBytes) again = gst_telemetry_snapshot_write (snapshot, NULL);
  GstStructure *structure = gst_telemetry_snapshot_to_structure (snapshot);

  g_assert_cmpuint (g_bytes_get_size (again), >, 0);
  gst_structure_free (structure);
}

/* Each byte another, and many bytes others: nothing comes of it, or a snapshot that can be walked. */
static void
test_mended (void)
{
  g_autoptr (GstTelemetrySnapshot) snapshot = example ();
  g_autoptr (GBytes) bytes = gst_telemetry_snapshot_write (snapshot, "overlay0");
  gsize size, n_read = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (guint run = 0; run < 20000; run++) {
    g_autofree guint8 *copy = g_memdup2 (data, size);
    g_autofree gchar *source = NULL;
    g_autoptr (GstTelemetrySnapshot) back = NULL;
    for (gint i = g_test_rand_int_range (1, 6); i > 0; i--)
      copy[g_test_rand_int_range (0, (gint) size)] = (guint8) g_test_rand_int_range (0, 256);
    back = gst_telemetry_snapshot_read (copy, size, &source);
    n_read += back != NULL;
    if (back)
      walk (back);
  }
  /* A digit of the altitude changed is a snapshot still. */
  g_assert_cmpuint (n_read, >, 0);
}

/* What is whole, and says what no snapshot says. */
static void
test_made_up (void)
{
  static const struct { const char *text; gboolean good; } cases[] = {
    { "(0, 0, nothing, [(just 'a', just 'A'), (nothing, nothing)], [''], [('altitude', 'm')], [(0, 0, 1.0, 0, 3, false)])", TRUE },
    { "(0, 0, nothing, [(nothing, nothing)], @as [], @a(ss) [], @a(uudxub) [])", TRUE },
    { "(0, 0, nothing, [(nothing, nothing), (nothing, nothing)], [''], [('altitude', 'm')], [(1, 0, 1.0, 0, 3, false)])", FALSE },
    { "(0, 0, nothing, [(nothing, nothing), (nothing, nothing)], [''], [('altitude', 'm')], [(0, 1, 1.0, 0, 3, false)])", FALSE },
    { "(0, 0, nothing, [(nothing, nothing), (nothing, nothing)], [''], [('altitude', 'm')], [(0, 0, 1.0, 0, 4, false)])", FALSE },
    { "(0, 0, nothing, [(nothing, nothing), (nothing, nothing)], [''], [('altitude', 'm')], [(0, 0, inf, 0, 3, false)])", FALSE },
    { "(0, 0, nothing, [(nothing, nothing), (nothing, nothing)], [''], [('altitude', 'm')], [(0, 0, nan, 0, 2, false)])", FALSE },
    { "(0, 0, nothing, [(nothing, nothing)], [''], [('altitude', 'm')], [(0, 0, 1.0, 0, 3, false)])", FALSE },
    { "(0, 0, nothing, @a(msms) [], @as [], @a(ss) [], @a(uudxub) [])", FALSE },
    { "(0, 0, nothing, [(just 'a', nothing)], @as [], @a(ss) [], @a(uudxub) [])", FALSE },
    { "(0, 0, nothing, [(nothing, nothing), (nothing, nothing), (nothing, nothing)], ['a', 'b'], [('altitude', 'm')], "
        "[(1, 0, 1.0, 0, 3, false), (0, 0, 1.0, 0, 3, false)])", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GVariant) variant = g_variant_parse (G_VARIANT_TYPE (FORM), cases[i].text, NULL, NULL, &error);
    g_autoptr (GVariant) ordered = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GstTelemetrySnapshot) snapshot = NULL;
    gchar *source = NULL;
    g_assert_no_error (error);
    ordered = G_BYTE_ORDER == G_BIG_ENDIAN ? g_variant_byteswap (variant) : g_variant_ref (variant);
    bytes = g_variant_get_data_as_bytes (ordered);
    snapshot = read_bytes (bytes, &source);
    g_test_message ("%s", cases[i].text);
    g_assert_cmpint (snapshot != NULL, ==, cases[i].good);
    g_assert_null (source);
  }
}

#if GST_CHECK_VERSION (1, 24, 0)
/* From one buffer to another by way of bytes; what is cut is no meta. */
static void
test_meta (void)
{
  g_autoptr (GstBuffer) from = gst_buffer_new (), to = gst_buffer_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GstTelemetryMeta *meta = gst_buffer_add_telemetry_meta_from (from, example (), "overlay0"), *back;
  guint32 consumed = 0;

  g_assert_true (gst_meta_serialize_simple ((GstMeta *) meta, bytes));
  for (guint n = 1; n < bytes->len; n++) {
    g_autofree guint8 *piece = g_memdup2 (bytes->data, n);
    g_assert_null (gst_meta_deserialize (to, piece, n, &consumed));
  }
  g_assert_null (gst_buffer_get_telemetry_meta (to));
  g_byte_array_append (bytes, (const guint8 *) "more", 4);
  back = (GstTelemetryMeta *) gst_meta_deserialize (to, bytes->data, bytes->len, &consumed);
  g_assert_nonnull (back);
  g_assert_cmpuint (consumed, ==, bytes->len - 4);
  g_assert_true (back == gst_buffer_get_telemetry_meta_from (to, "overlay0"));
  assert_same (meta->snapshot, back->snapshot);
}
#else
static void
test_meta (void)
{
  g_test_skip ("metas leave a process from GStreamer 1.24 on");
}
#endif

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  /* So that bytes of a meta find what reads them. */
  g_assert_nonnull (gst_telemetry_meta_get_info ());
  g_test_add_func ("/snapshot-bytes/round", test_round);
  g_test_add_func ("/snapshot-bytes/cut", test_cut);
  g_test_add_func ("/snapshot-bytes/mended", test_mended);
  g_test_add_func ("/snapshot-bytes/made-up", test_made_up);
  g_test_add_func ("/snapshot-bytes/meta", test_meta);
  return g_test_run ();
}
