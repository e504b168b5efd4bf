/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The source with a clock of its own. */
#include "cases.h"

#include <glib/gstdio.h>
#include <string.h>

#define ID "spacecraft_telemetry"

static obs_source_t *
make (const char *more)
{
  g_autofree char *values = flight_values (more);
  obs_source_t *source = studio_source (ID, values);

  studio_wait_until (studio_status (source).readings > 0, "nothing is read");
  return source;
}

/* Stands at MS of its clock. */
static void
go_to (obs_source_t *source, gint64 ms)
{
  obs_source_media_set_time (source, ms);
  studio_wait_until (studio_status (source).place_ns == ms * 1000000, "the clock is elsewhere");
  studio_wait_frames (2);
}

static guint8 *
shoot_at (obs_source_t *source, gint64 ms)
{
  go_to (source, ms);
  return studio_shoot (source);
}

static void
test_panel (void)
{
  const char *const ids[] = { ID, "spacecraft_telemetry_filter" };
  const char *const names[] = { "mission", "telemetry", "layout", "units", "language", "timezone", "columns", "liftoff",
    "offset", "object", "reserve" };

  for (gsize k = 0; k < G_N_ELEMENTS (ids); k++) {
    obs_properties_t *panel = obs_get_source_properties (ids[k]);
    g_assert_nonnull (panel);
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      g_assert_nonnull (obs_properties_get (panel, names[i]));
    for (obs_property_t *row = obs_properties_first (panel); row; obs_property_next (&row)) {
      /* What the words lack is its own name. */
      g_assert_cmpstr (obs_property_description (row), !=, obs_property_name (row));
      g_assert_null (strstr (obs_property_description (row), ".help"));
      if (obs_property_get_type (row) == OBS_PROPERTY_LIST)
        g_assert_cmpuint (obs_property_list_item_count (row), >, 2);
      if (obs_property_long_description (row))
        g_assert_false (g_str_has_suffix (obs_property_long_description (row), ".help"));
    }
    obs_properties_destroy (panel);
    g_assert_cmpstr (obs_source_get_display_name (ids[k]), ==, k ? "Telemetry on this video" : "Spacecraft telemetry");
  }
}

static void
test_same_as_drawn (gconstpointer layout)
{
  g_autofree char *more = g_strdup_printf ("\"layout\":\"%s\"", (const char *) layout);
  obs_source_t *source = make (more);
  TlhWishes wishes = { .mission = flight_mission, .layout = layout };
  g_autoptr (TlhOverlay) overlay = tlh_overlay_open (&wishes, NULL);

  g_assert_cmpuint (obs_source_get_width (source), ==, STUDIO_WIDTH);
  for (gint64 ms = 0; ms < 200000; ms += 17320) {
    g_autofree guint8 *shown = shoot_at (source, ms), *drawn = flight_draw (overlay, ms * 1000000);
    if (!studio_is_same (shown, drawn))
      g_error ("%s: another picture at %d ms", (const char *) layout, (int) ms);
  }
  studio_drop (source);
}

/* Nothing is uploaded or looked at while nothing becomes another; and of a running clock only what does. */
static void
test_idle (void)
{
  obs_source_t *source = make ("");
  StudioStatus before, after;

  g_free (shoot_at (source, 60000));
  before = studio_status (source);
  g_assert_cmpint (before.uploads, >, 0);
  for (int i = 0; i < 30; i++) {
    studio_wait_frames (1);
    g_free (studio_shoot (source));
  }
  after = studio_status (source);
  g_assert_cmpint (after.uploads, ==, before.uploads);
  g_assert_cmpint (after.updates, ==, before.updates);
  /* Shown nowhere, a clock that runs costs nothing. */
  studio_press (source, "telemetry.resume");
  obs_source_dec_showing (source);
  studio_wait_frames (3);
  g_free (studio_shoot (source));
  before = studio_status (source);
  studio_wait_frames (15);
  g_free (studio_shoot (source));
  after = studio_status (source);
  g_assert_cmpint (after.place_ns, >, before.place_ns);
  g_assert_cmpint (after.updates, ==, before.updates);
  g_assert_cmpint (after.uploads, ==, before.uploads);
  obs_source_inc_showing (source);
  studio_wait_frames (3);
  g_free (studio_shoot (source));
  g_assert_cmpint (studio_status (source).uploads, >, after.uploads);
  studio_drop (source);
}

static gboolean
is_empty (const guint8 *bytes)
{
  for (gsize i = 0; i < (gsize) STUDIO_WIDTH * STUDIO_HEIGHT * 4; i++)
    if (bytes[i])
      return FALSE;
  return TRUE;
}

static void
test_hotkeys (void)
{
  obs_source_t *source = make ("\"liftoff\":\"12.5\"");
  gint64 place_ns;
  g_autofree guint8 *on = NULL, *off = NULL, *again = NULL;

  g_assert_cmpint (studio_status (source).place_ns, ==, 0);
  g_assert_cmpint (obs_source_media_get_state (source), ==, OBS_MEDIA_STATE_PAUSED);
  studio_press (source, "telemetry.t0");
  place_ns = studio_status (source).place_ns;
  g_assert_cmpint (place_ns, >=, 12500000000);
  g_assert_cmpint (place_ns, <, 17500000000);
  g_assert_cmpint (obs_source_media_get_state (source), ==, OBS_MEDIA_STATE_PLAYING);
  studio_wait_until (studio_status (source).place_ns > place_ns, "the clock stands");
  studio_press (source, "telemetry.hold");
  place_ns = studio_status (source).place_ns;
  studio_wait_frames (5);
  g_assert_cmpint (studio_status (source).place_ns, ==, place_ns);
  studio_press (source, "telemetry.resume");
  studio_wait_until (studio_status (source).place_ns > place_ns, "the clock stands");
  studio_press (source, "telemetry.hold");
  on = shoot_at (source, 40000);
  g_assert_false (is_empty (on));
  studio_press (source, "telemetry.off");
  off = studio_shoot (source);
  g_assert_true (is_empty (off));
  studio_press (source, "telemetry.on");
  again = studio_shoot (source);
  g_assert_true (studio_is_same (on, again));
  studio_drop (source);
}

static void
test_confirm (void)
{
  obs_source_t *asks = make ("\"confirm\":true"), *shows = make ("");
  g_autofree guint8 *all = shoot_at (shows, 100000), *before = shoot_at (asks, 100000), *after = NULL;

  g_assert_cmpstr (studio_status (shows).proposal, ==, "");
  g_assert_cmpstr (studio_status (asks).proposal, ==, "Max-Q");
  g_assert_false (studio_is_same (all, before));
  studio_press (asks, "telemetry.confirm");
  g_assert_cmpstr (studio_status (asks).proposal, ==, "");
  studio_press (asks, "telemetry.confirm");
  g_assert_nonnull (strstr (studio_log (), "nothing to confirm"));
  studio_wait_frames (2);
  after = studio_shoot (asks);
  /* What comes later is still kept back: the bar ends elsewhere. Here and now nothing is. */
  g_assert_false (studio_is_same (before, after));
  studio_drop (asks);
  studio_drop (shows);
}

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
  obs_source_t *source = make ("");
  g_autofree guint8 *base = shoot_at (source, 60000);

  studio_drop (source);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *values = flight_values (cases[i].base), *value = g_strdup_printf ("{\"%s\":%s}", cases[i].name,
        cases[i].value);
    g_autofree guint8 *shown = NULL;
    source = studio_source (ID, values);
    studio_set (source, value);
    gint64 until = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;
    do {
      studio_wait_frames (1);
      if (studio_status (source).place_ns != 60 * SECOND_NS)
        obs_source_media_set_time (source, 60000);
      g_free (shown);
      shown = studio_shoot (source);
    } while ((is_empty (shown) || studio_is_same (base, shown)) && g_get_monotonic_time () < until);
    if (is_empty (shown) || studio_is_same (base, shown))
      g_error ("%s=%s changes nothing", cases[i].name, cases[i].value);
    studio_drop (source);
  }
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
  obs_source_t *source = make ("");
  g_autofree guint8 *right = shoot_at (source, 60000);
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
    g_assert_false (is_empty (shown));
    g_assert_false (studio_is_same (right, shown));
    studio_set (source, "{\"live\":\"\",\"format\":\"\",\"history\":600,\"units\":\"layout\",\"liftoff\":\"\",\"layout\":\"\"}");
    studio_set (source, saved);
    studio_wait_until (studio_status (source).readings > readings || i == 2 || i == 3 || i == 4, "it does not come back");
    studio_wait_frames (5);
    after = shoot_at (source, 60000);
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
  obs_source_t *source = studio_source (ID, values);
  obs_properties_t *panel = obs_source_properties (source);
  g_autofree guint8 *right = NULL, *kept = NULL;

  studio_wait_until (studio_status (source).readings == 1, "nothing is read");
  right = shoot_at (source, 50000);
  g_remove (path);
  studio_forget_log ();
  kept = shoot_at (source, 50000);
  g_assert_true (studio_is_same (right, kept));
  obs_property_button_clicked (obs_properties_get (panel, "again"), source);
  studio_wait_until (strstr (studio_log (), "gone.csv"), "nothing is said");
  g_free (studio_write ("gone.csv", "time[s],altitude[m]\n0,0\n100,1000\n"));
  obs_property_button_clicked (obs_properties_get (panel, "again"), source);
  studio_wait_until (studio_status (source).readings == 2, "it does not come back");
  g_free (kept);
  kept = shoot_at (source, 50000);
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
  obs_source_t *source = make ("");
  g_autofree guint8 *right = shoot_at (source, 60000), *after = NULL;
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

/* Sources that are gone before what they read is. */
static void
test_brief (void)
{
  g_autofree char *values = flight_values ("");

  for (int i = 0; i < 30; i++)
    studio_drop (studio_source (ID, values));
}

void
add_source_tests (void)
{
  g_test_add_func ("/obs/panel", test_panel);
  g_test_add_data_func ("/obs/picture/webcast", "webcast", test_same_as_drawn);
  g_test_add_data_func ("/obs/picture/soyuz", "soyuz", test_same_as_drawn);
  g_test_add_data_func ("/obs/picture/hud", "hud", test_same_as_drawn);
  g_test_add_func ("/obs/idle", test_idle);
  g_test_add_func ("/obs/hotkeys", test_hotkeys);
  g_test_add_func ("/obs/confirm", test_confirm);
  g_test_add_func ("/obs/properties", test_properties);
  g_test_add_func ("/obs/words", test_words);
  g_test_add_func ("/obs/vanish", test_vanish);
  g_test_add_func ("/obs/changes", test_changes);
  g_test_add_func ("/obs/brief", test_brief);
}
