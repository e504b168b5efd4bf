/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The limits of tables, of JSON and of catalogues. */
#include "core/decode/feed.h"
#include "limits-reached.h"

static GString *
make_columns (guint n)
{
  GString *text = g_string_new ("t(s),alt(m)");

  for (guint i = 2; i < n; i++)
    g_string_append_printf (text, ",c%u", i);
  for (guint row = 0; row < 3; row++) {
    g_string_append_printf (text, "\n%u,%u", row, row);
    for (guint i = 2; i < n; i++)
      g_string_append (text, ",1");
  }
  return g_string_append_c (text, '\n');
}

static GString *
make_keys (guint n)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < 3; row++) {
    g_string_append_printf (text, "{\"t(s)\":%u,\"alt(m)\":%u", row, row);
    for (guint i = 2; i < n; i++)
      g_string_append_printf (text, ",\"c%u\":1", i);
    g_string_append (text, "}\n");
  }
  return text;
}

static GString *
make_arrays (guint n)
{
  GString *text = g_string_new ("{\"t(s)\":[0,1,2],\"alt(m)\":[0,1,2]");

  for (guint i = 2; i < n; i++)
    g_string_append_printf (text, ",\"c%u\":[0,1,2]", i);
  return g_string_append (text, "}");
}

/* Lines of 60 bytes and one of N. */
static GString *
make_lines (guint n)
{
  GString *text = g_string_new ("t(s),alt(m),text\n");

  for (guint row = 0; row < 3; row++) {
    gsize begin = text->len;
    g_string_append_printf (text, "%u,%u,", row, row);
    while (text->len - begin < (row == 1 ? n : 60))
      g_string_append_c (text, 'x');
    g_string_append_c (text, '\n');
  }
  return text;
}

static GString *
make_json_lines (guint n)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < 3; row++) {
    gsize begin = text->len;
    g_string_append_printf (text, "{\"t(s)\":%u,\"alt(m)\":%u,\"text\":\"", row, row);
    while (text->len - begin + 2 < (row == 1 ? n : 60))
      g_string_append_c (text, 'x');
    g_string_append (text, "\"}\n");
  }
  return text;
}

static GString *
make_catalogue (guint n)
{
  GString *text = g_string_new ("OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,"
      "ARG_OF_PERICENTER,MEAN_ANOMALY,NORAD_CAT_ID,BSTAR\n");

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text, "OBJ %u,1,2024-05-04T12:00:00,15.5,0.001,51.6,120,45,314,%u,0\n", i, i);
  return text;
}

/* N columns in a catalogue. */
static GString *
make_wide_catalogue (guint n)
{
  GString *text = g_string_new ("OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,"
      "ARG_OF_PERICENTER,MEAN_ANOMALY,NORAD_CAT_ID,BSTAR");

  for (guint i = 11; i < n; i++)
    g_string_append_printf (text, ",X%u", i);
  g_string_append (text, "\nOBJ,1,2024-05-04T12:00:00,15.5,0.001,51.6,120,45,314,5,0");
  for (guint i = 11; i < n; i++)
    g_string_append (text, ",");
  return g_string_append_c (text, '\n');
}

static GString *
make_vehicles (guint n)
{
  GString *text = g_string_new ("t(s),vehicle,alt(m)\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u,v%u,1\n", i, i);
  return text;
}

/* Channels beside the time. */
static GString *
make_channels (guint n)
{
  return make_columns (n + 1);
}

static GString *
make_json_depth (guint n)
{
  GString *text = g_string_new ("{\"t(s)\":0,\"alt(m)\":1}\n{\"t(s)\":1,\"alt(m)\":1,\"x\":");

  for (guint i = 1; i < n; i++)
    g_string_append (text, "{\"x\":");
  g_string_append_c (text, '1');
  for (guint i = 1; i < n; i++)
    g_string_append_c (text, '}');
  return g_string_append (text, "}\n");
}

static const LimitCase cases[] = {
  { .limit = "columns", .format = "csv", .value = 40, .make = make_columns },
  { .limit = "columns", .format = "jsonl", .value = 40, .make = make_keys },
  { .limit = "columns", .format = "json", .value = 40, .make = make_arrays },
  { .limit = "columns", .format = "omm-csv", .value = 40, .make = make_wide_catalogue },
  { .limit = "line-bytes", .format = "csv", .value = 100, .make = make_lines },
  { .limit = "line-bytes", .format = "jsonl", .value = 100, .make = make_json_lines },
  { .limit = "vehicles", .format = "csv", .value = 5, .make = make_vehicles, .is_read = TRUE },
  { .limit = "vehicles", .format = "omm-csv", .value = 5, .make = make_catalogue, .is_read = TRUE },
  { .limit = "samples", .format = "csv", .value = 10, .make = limit_make_samples, .is_read = TRUE },
  { .limit = "channels", .format = "csv", .value = 16, .make = make_channels, .is_read = TRUE },
  { .limit = "json-depth", .format = "jsonl", .value = 20, .make = make_json_depth, .is_read = TRUE },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    limit_check (&cases[i]);
}

static void
push (TlmFeed *feed, char c, guint n)
{
  g_autofree char *text = g_strnfill (n, c);

  g_assert_true (tlm_feed_push (feed, (const guint8 *) text, n, NULL));
}

/* A record that does not end. */
static void
test_record (void)
{
  g_autoptr (TlmFeed) feed = tlm_feed_new (tlm_decoder_by_name ("jsonl"), "x", NULL, NULL);
  TlmFeedStats stats;

  limit_set ("record-bytes", 100);
  push (feed, 'x', 100);
  tlm_feed_get_stats (feed, &stats);
  g_assert_cmpuint (stats.bad, ==, 0);
  push (feed, 'x', 1);
  tlm_feed_get_stats (feed, &stats);
  g_assert_cmpuint (stats.bad, ==, 1);
  g_autoptr (TlmLog) log = tlm_feed_take (feed);
  limit_assert_says (log->first_bad, "record-bytes", 100);
  tlm_limits_reset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits-tables/cases", test_cases);
  g_test_add_func ("/limits-tables/record", test_record);
  return g_test_run ();
}
