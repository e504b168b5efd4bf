/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The source with a clock of its own. */
#include "cases.h"

#include <string.h>

static void
test_panel (void)
{
  const char *const ids[] = { SOURCE_ID, "spacecraft_telemetry_filter" };
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
  obs_source_t *source = flight_source (more);
  TlhWishes wishes = { .mission = flight_mission, .layout = layout };
  g_autoptr (TlhOverlay) overlay = tlh_overlay_open (&wishes, NULL);

  g_assert_cmpuint (obs_source_get_width (source), ==, STUDIO_WIDTH);
  for (gint64 ms = 0; ms < 200000; ms += 17320) {
    g_autofree guint8 *shown = flight_shoot (source, ms), *drawn = flight_draw (overlay, ms * 1000000);
    if (!studio_is_same (shown, drawn))
      g_error ("%s: another picture at %d ms", (const char *) layout, (int) ms);
  }
  studio_drop (source);
}

/* Nothing is uploaded or looked at while nothing becomes another; and of a running clock only what does. */
static void
test_idle (void)
{
  obs_source_t *source = flight_source ("");
  StudioStatus before, after;

  g_free (flight_shoot (source, 60000));
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

static void
test_hotkeys (void)
{
  obs_source_t *source = flight_source ("\"liftoff\":\"12.5\"");
  gint64 place_ns, pressed_us;
  g_autofree guint8 *on = NULL, *off = NULL, *again = NULL;

  g_assert_cmpint (studio_status (source).place_ns, ==, 0);
  g_assert_cmpint (obs_source_media_get_state (source), ==, OBS_MEDIA_STATE_PAUSED);
  pressed_us = g_get_monotonic_time ();
  studio_press (source, "telemetry.t0");
  place_ns = studio_status (source).place_ns;
  g_assert_cmpint (place_ns, >=, 12500000000);
  /* As long ago as it was pressed at most. */
  g_assert_cmpint (place_ns, <=, 12500000000 + (g_get_monotonic_time () - pressed_us + 1) * 1000);
  g_assert_cmpint (obs_source_media_get_state (source), ==, OBS_MEDIA_STATE_PLAYING);
  studio_wait_until (studio_status (source).place_ns > place_ns, "the clock stands");
  studio_press (source, "telemetry.hold");
  place_ns = studio_status (source).place_ns;
  studio_wait_frames (5);
  g_assert_cmpint (studio_status (source).place_ns, ==, place_ns);
  studio_press (source, "telemetry.resume");
  studio_wait_until (studio_status (source).place_ns > place_ns, "the clock stands");
  studio_press (source, "telemetry.hold");
  on = flight_shoot (source, 40000);
  g_assert_false (studio_is_empty (on));
  studio_press (source, "telemetry.off");
  off = studio_shoot (source);
  g_assert_true (studio_is_empty (off));
  studio_press (source, "telemetry.on");
  again = studio_shoot (source);
  g_assert_true (studio_is_same (on, again));
  studio_drop (source);
}

static void
test_confirm (void)
{
  obs_source_t *asks = flight_source ("\"confirm\":true"), *shows = flight_source ("");
  g_autofree guint8 *all = flight_shoot (shows, 100000), *before = flight_shoot (asks, 100000), *after = NULL;

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

/* A clock that nobody holds runs from the beginning. */
static void
test_runs (void)
{
  obs_source_t *source = flight_source ("");

  g_assert_cmpint (studio_status (source).place_ns, ==, 0);
  studio_set (source, "{\"waits\":false}");
  studio_wait_until (studio_status (source).place_ns > 0, "the clock stands");
  g_assert_cmpint (obs_source_media_get_state (source), ==, OBS_MEDIA_STATE_PLAYING);
  g_assert_cmpint (obs_source_media_get_duration (source), >=, 200000);
  obs_source_media_restart (source);
  obs_source_media_play_pause (source, true);
  studio_wait_until (obs_source_media_get_state (source) == OBS_MEDIA_STATE_PAUSED, "the clock runs");
  studio_drop (source);
}

/* Sources that are gone before what they read is. */
static void
test_brief (void)
{
  g_autofree char *values = flight_values ("");

  for (int i = 0; i < 30; i++)
    studio_drop (studio_source (SOURCE_ID, values));
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
  g_test_add_func ("/obs/runs", test_runs);
  g_test_add_func ("/obs/brief", test_brief);
}
