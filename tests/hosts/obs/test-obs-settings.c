/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The source's settings: each has an effect, what is wrong is said, and any number of changes does no harm. */
#include "cases.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* Every property has an effect: another value is another picture, or the same one elsewhere on the clock. */
static void
test_properties (void)
{
  const struct { const char *name, *value, *base; } cases[] = {
    { "layout", "\"hud\"", "" }, { "units", "\"imperial\"", "" }, { "language", "\"de\"", "" },
    { "reserve", "\"bottom 30%\"", "" }, { "liftoff", "\"20\"", "" }, { "offset", "\"7.5\"", "" },
    { "width", "320", "" }, { "height", "180", "" }, { "mission", "\"\"", "" }, { "telemetry", "\"/nowhere.csv\"", "" },
    { "columns", "\"time=time:s,speed=altitude:m/s,altitude=speed:m\"", "" }, { "confirm", "true", "" },
    { "live", "\"udp://127.0.0.1:0\"", "" }, { "live", "\"carrier pigeon\"", "" },
    { "format", "\"morse\"", "\"live\":\"unix:/tmp/telemetry-of-no-one\"" },
    { "history", "-5", "" }, { "history", "999999999", "" }, { "timezone", "\"Mars/Jezero\"", "" },
    { "units", "\"ells\"", "" }, { "layout", "\"webcats\"", "" }, { "liftoff", "\"soon\"", "" }, { "offset", "\"x\"", "" },
    { "width", "-1", "" }, { "height", "100000", "" }, { "reserve", "\"left\"", "" },
  };
  obs_source_t *source = flight_source ("");
  g_autofree guint8 *base = flight_shoot (source, 60000);

  studio_drop (source);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *values = flight_values (cases[i].base), *value = g_strdup_printf ("{\"%s\":%s}", cases[i].name,
        cases[i].value);
    g_autofree guint8 *shown = NULL;
    source = studio_source (SOURCE_ID, values);
    studio_set (source, value);
    guint frames = 0;
    do {
      studio_wait_frames (1);
      if (studio_status (source).place_ns != 60 * SECOND_NS)
        obs_source_media_set_time (source, 60000);
      g_free (shown);
      shown = studio_shoot (source);
    } while ((studio_is_empty (shown) || studio_is_same (base, shown)) && ++frames < STUDIO_MOST_FRAMES);
    if (studio_is_empty (shown) || studio_is_same (base, shown))
      g_error ("%s=%s changes nothing", cases[i].name, cases[i].value);
    studio_drop (source);
  }
}

/* What a source of that file shows ten seconds after its beginning. */
static guint8 *
shoot_file (const char *path, const char *more)
{
  g_autofree char *values = g_strdup_printf ("{\"telemetry\":\"%s\",\"layout\":\"station\",\"waits\":true,\"width\":%d,"
      "\"height\":%d,%s}", path, STUDIO_WIDTH, STUDIO_HEIGHT, more);
  obs_source_t *source = studio_source (SOURCE_ID, values);
  guint8 *shown;

  studio_wait_until (studio_status (source).readings > 0, "nothing is read");
  shown = flight_shoot (source, 10000);
  studio_drop (source);
  return shown;
}

/* Those that some files alone care for: two objects on circles of their own, and local times. */
static void
test_files (void)
{
  g_autoptr (GString) orbits = g_string_new ("CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2021-10-05T00:00:00\nORIGINATOR = TEST\n");
  const char *const names[] = { "ONE", "TWO" };
  g_autofree char *oem = NULL, *local = studio_write ("local.csv",
      "time,altitude[m]\n2021-10-05 10:00:00,100\n2021-10-05 10:01:00,200\n");
  g_autofree guint8 *one = NULL, *two = NULL, *east = NULL, *west = NULL;

  for (int k = 0; k < 2; k++) {
    double r_km = 6900 + 500 * k, n = sqrt (398600.4418 / (r_km * r_km * r_km));
    g_string_append_printf (orbits, "META_START\nOBJECT_NAME = %s\nOBJECT_ID = 2021-00%dA\nCENTER_NAME = EARTH\n"
        "REF_FRAME = EME2000\nTIME_SYSTEM = UTC\nSTART_TIME = 2021-10-05T09:00:00\nSTOP_TIME = 2021-10-05T09:09:00\n"
        "META_STOP\n", names[k], k + 1);
    for (int i = 0; i < 10; i++)
      g_string_append_printf (orbits, "2021-10-05T09:%02d:00 %.6f %.6f 0 %.9f %.9f 0\n", i, r_km * cos (n * 60 * i),
          r_km * sin (n * 60 * i), -r_km * n * sin (n * 60 * i), r_km * n * cos (n * 60 * i));
  }
  oem = studio_write ("two.oem", orbits->str);
  one = shoot_file (oem, "\"object\":\"ONE\"");
  two = shoot_file (oem, "\"object\":\"TWO\"");
  g_assert_false (studio_is_empty (one));
  g_assert_false (studio_is_same (one, two));
  east = shoot_file (local, "\"timezone\":\"+02:00\"");
  west = shoot_file (local, "\"timezone\":\"-02:00\"");
  g_assert_false (studio_is_same (east, west));
  g_remove (oem);
  g_remove (local);
}

/* What is wrong is on the picture and in the log; and then it is right again. */
static void
test_words (void)
{
  const struct { const char *values, *logged; } cases[] = {
    { "{\"mission\":\"/nowhere.mission\"}", "/nowhere.mission" },
    { "{\"mission\":\"\"}", "no telemetry is named" },
    { "{\"layout\":\"webcats\"}", "did you mean" },
    { "{\"liftoff\":\"soon\"}", "soon" },
    { "{\"units\":\"ells\"}", "ells" },
    { "{\"history\":-5}", "history is -5; expected 1 to 86400" },
    { "{\"live\":\"tcp://x\"}", "live address: 'tcp://x'; expected udp://" },
    { "{\"live\":\"udp://127.0.0.1\"}", "expected udp://" },
    { "{\"live\":\"udp://127.0.0.1:99999\"}", "expected udp://" },
    { "{\"live\":\"udp://example.org:5600\"}", "expected udp://" },
    { "{\"live\":\"unix:here\"}", "expected udp://" },
    { "{\"live\":\"unix:/etc/hostname\"}", "no socket" },
    { "{\"live\":\"udp://:5600\",\"format\":\"gpx\"}", "live telemetry is jsonl" },
  };
  obs_source_t *source = flight_source ("");
  g_autofree guint8 *right = flight_shoot (source, 60000);
  obs_data_t *settings = obs_source_get_settings (source);
  g_autofree char *saved = g_strdup (obs_data_get_json (settings));

  obs_data_release (settings);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 readings = studio_status (source).readings;
    g_autofree guint8 *shown = NULL, *after = NULL;
    studio_forget_log ();
    studio_set (source, cases[i].values);
    studio_wait_until (strstr (studio_log (), cases[i].logged), cases[i].values);
    studio_wait_frames (3);
    shown = studio_shoot (source);
    g_assert_false (studio_is_empty (shown));
    g_assert_false (studio_is_same (right, shown));
    studio_set (source, "{\"live\":\"\",\"format\":\"\",\"history\":600,\"units\":\"layout\",\"liftoff\":\"\",\"layout\":\"\"}");
    studio_set (source, saved);
    studio_wait_until (studio_status (source).readings > readings || i == 2 || i == 3 || i == 4, "it does not come back");
    studio_wait_frames (5);
    after = flight_shoot (source, 60000);
    g_assert_true (studio_is_same (right, after));
  }
  studio_drop (source);
}

/* A file that vanishes is in memory; read again, its words say so; and it may come back. */
static void
test_vanish (void)
{
  g_autofree char *path = studio_write ("gone.csv", "time[s],altitude[m]\n0,0\n100,1000\n"), *values = g_strdup_printf (
      "{\"telemetry\":\"%s\",\"waits\":true,\"width\":%d,\"height\":%d}", path, STUDIO_WIDTH, STUDIO_HEIGHT);
  obs_source_t *source = studio_source (SOURCE_ID, values);
  obs_properties_t *panel = obs_source_properties (source);
  g_autofree guint8 *right = NULL, *kept = NULL;

  studio_wait_until (studio_status (source).readings == 1, "nothing is read");
  right = flight_shoot (source, 50000);
  g_remove (path);
  studio_forget_log ();
  kept = flight_shoot (source, 50000);
  g_assert_true (studio_is_same (right, kept));
  obs_property_button_clicked (obs_properties_get (panel, "again"), source);
  studio_wait_until (strstr (studio_log (), "gone.csv"), "nothing is said");
  g_free (studio_write ("gone.csv", "time[s],altitude[m]\n0,0\n100,1000\n"));
  obs_property_button_clicked (obs_properties_get (panel, "again"), source);
  studio_wait_until (studio_status (source).readings == 2, "it does not come back");
  g_free (kept);
  kept = flight_shoot (source, 50000);
  g_assert_true (studio_is_same (right, kept));
  obs_properties_destroy (panel);
  g_remove (path);
  studio_drop (source);
}

/* A thousand of them, faster than they are read; the last is what is shown. */
static void
test_changes (void)
{
  static const struct { const char *name, *values[4]; } rows[] = {
    { "layout", { "\"webcast\"", "\"hud\"", "\"soyuz\"", "\"nonsense\"" } },
    { "units", { "\"layout\"", "\"metric\"", "\"imperial\"", "\"\"" } },
    { "language", { "\"en\"", "\"ru\"", "\"zh\"", "\"xx\"" } },
    { "liftoff", { "\"\"", "\"3\"", "\"soon\"", "\"-1e300\"" } },
    { "offset", { "\"\"", "\"3\"", "\"-40ms\"", "\"nan\"" } },
    { "reserve", { "\"\"", "\"bottom 12%\"", "\"right 20%\"", "\"all\"" } },
    { "width", { "640", "16", "333", "-7" } },
    { "height", { "360", "16", "181", "0" } },
    { "live", { "\"\"", "\"\"", "\"unix:/nowhere/at/all\"", "\"udp://127.0.0.1:59999\"" } },
    { "confirm", { "true", "false", "true", "false" } },
    { "waits", { "true", "true", "true", "false" } },
    { "history", { "600", "1", "0", "-1" } },
    { "columns", { "\"\"", "\"\"", "\"speed=altitude:m/s\"", "\"x=y=z\"" } },
  };
  static const char *const keys[] = { "telemetry.t0", "telemetry.hold", "telemetry.resume", "telemetry.on", "telemetry.off",
    "telemetry.confirm" };
  obs_source_t *source = flight_source ("");
  g_autofree guint8 *right = flight_shoot (source, 60000), *after = NULL;
  obs_data_t *settings = obs_source_get_settings (source);
  g_autofree char *saved = g_strdup (obs_data_get_json (settings));

  obs_data_release (settings);
  for (int i = 0; i < 1000; i++) {
    int row = g_test_rand_int_range (0, G_N_ELEMENTS (rows));
    g_autofree char *values = g_strdup_printf ("{\"%s\":%s}", rows[row].name, rows[row].values[g_test_rand_int_range (0, 4)]);
    studio_set (source, values);
    if (i % 7 == 0)
      studio_press (source, keys[g_test_rand_int_range (0, G_N_ELEMENTS (keys))]);
    if (i % 10 == 0)
      g_free (studio_shoot (source));
  }
  studio_set (source, "{\"live\":\"\",\"liftoff\":\"\",\"offset\":\"\",\"reserve\":\"\",\"columns\":\"\",\"layout\":\"\","
      "\"units\":\"layout\",\"language\":\"en\",\"history\":600,\"confirm\":false}");
  studio_set (source, saved);
  studio_press (source, "telemetry.on");
  studio_press (source, "telemetry.hold");
  for (int i = 0; i < 300; i++) {
    obs_source_media_play_pause (source, true);
    g_free (after);
    obs_source_media_set_time (source, 60000);
    studio_wait_frames (3);
    after = studio_shoot (source);
    if (studio_is_same (right, after))
      break;
  }
  g_assert_true (studio_is_same (right, after));
  studio_drop (source);
}

void
add_settings_tests (void)
{
  g_test_add_func ("/obs/properties", test_properties);
  g_test_add_func ("/obs/files", test_files);
  g_test_add_func ("/obs/words", test_words);
  g_test_add_func ("/obs/vanish", test_vanish);
  g_test_add_func ("/obs/changes", test_changes);
}
