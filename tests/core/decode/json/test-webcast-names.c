/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* "time", "velocity" and "altitude" are anybody's names: whose they are is asked for, but
 * where the file's name or its numbers say it. */
#include "core/base/error.h"
#include "decode-text.h"

static TlmLog *
try_read (const char *text, const char *source, const char *columns, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  TlmDecodeOptions options = { .columns = columns };

  return tlm_decode_bytes (bytes, source, &options, error);
}

/* A climb of 100 s at 20 m/s2, straight up, in units of SPEED m/s and HEIGHT m; where it
 * begins at START s of it. */
static char *
make_climb (double speed, double height, double start)
{
  static const char *const names[] = { "time", "velocity", "altitude" };
  GString *text = g_string_new ("{");

  for (guint k = 0; k < G_N_ELEMENTS (names); k++) {
    g_string_append_printf (text, "%s\"%s\":[", k > 0 ? "," : "", names[k]);
    for (guint i = 0; i <= 200; i++) {
      double t = start + i * 0.5;
      g_string_append_printf (text, "%s%.4f", i > 0 ? "," : "", k == 0 ? t : k == 1 ?
          20 * t / speed : 10 * t * t / height);
    }
    g_string_append_c (text, ']');
  }
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static void
test_numbers (void)
{
  static const struct {
    double speed, height, start;
    gboolean is_webcast;
  } rows[] = {
    { 1, 1000, 0, TRUE },            /* m/s and km */
    { 1, 1, 0, FALSE },              /* m/s and m: a hobby log */
    { 0.3048, 0.3048, 0, FALSE },    /* feet */
    { 1 / 3.6, 1000, 0, FALSE },     /* km/h and km */
    { 1 / 3.6, 1, 0, FALSE },
    { 1609.344 / 3600, 1609.344, 0, FALSE },   /* mph and miles */
    { 0.3048, 1000, 0, FALSE },      /* ft/s and km */
    { 1, 1852, 0, FALSE },           /* m/s and nautical miles */
    { 1852.0 / 3600, 1000, 0, FALSE },
    { 1, 1000, 300, FALSE },         /* not from the pad on */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = make_climb (rows[i].speed, rows[i].height, rows[i].start);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = try_read (text, "a.json", NULL, &error);
    g_test_message ("row %zu: %s", i, error ? error->message : "read");
    if (rows[i].is_webcast) {
      g_assert_no_error (error);
      g_assert_cmpstr (log->dialect, ==, "spacex-webcast");
    } else {
      g_assert_error (error, TLM_ERROR, TLM_ERROR_COLUMNS);
      g_assert_nonnull (strstr (error->message, "columns=\"dialect=spacex-webcast\""));
    }
  }
}

/* The refusal's line, and units, read it; the name of the webcasts' files does too. */
static void
test_words (void)
{
  static const char *const texts[] = {
    "{\"time\":[0,1],\"velocity\":[1,2],\"altitude\":[0,1]}",
    "[{\"time\":0,\"velocity\":1,\"altitude\":0},{\"time\":1,\"velocity\":2,\"altitude\":1}]",
    "{\"time\":0,\"velocity\":1,\"altitude\":0}\n{\"time\":1,\"velocity\":2,\"altitude\":1}\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (try_read (texts[i], "flight.json", NULL, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_COLUMNS);
    g_autoptr (TlmLog) told = try_read (texts[i], "flight.json", "dialect=spacex-webcast", NULL);
    g_autoptr (TlmLog) named = try_read (texts[i], "stage1-raw.json", NULL, NULL);
    g_autoptr (TlmLog) units = try_read (texts[i], "flight.json",
        "time=time:s,speed=velocity:ft/s,altitude=altitude:ft", NULL);
    g_assert_cmpfloat (tlm_series_value (track_of (told, "", "altitude")->series, 1), ==, 1000);
    g_assert_cmpfloat (tlm_series_value (track_of (named, "", "altitude")->series, 1), ==, 1000);
    g_assert_cmpfloat (tlm_series_value (track_of (units, "", "altitude")->series, 1), ==, 0.3048);
    g_assert_null (units->dialect);
  }
}

static void
test_wrong_dialect (void)
{
  static const struct {
    const char *columns, *said;
  } rows[] = {
    { "dialect=spacex", "is not known; starship-telemetry, " },
    { "dialect=altos", "these are not its columns" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (try_read ("{\"time\":[0],\"velocity\":[1],\"altitude\":[0]}", "a.json",
            rows[i].columns, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_COLUMNS);
    g_assert_nonnull (strstr (error->message, rows[i].said));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/webcast-names/numbers", test_numbers);
  g_test_add_func ("/webcast-names/words", test_words);
  g_test_add_func ("/webcast-names/wrong-dialect", test_wrong_dialect);
  return g_test_run ();
}
