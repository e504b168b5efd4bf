/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The filter over a media source. */
#include "cases.h"

#include <string.h>

#include "medium.h"

#define ID "spacecraft_telemetry_filter"
#define BYTES ((gsize) STUDIO_WIDTH * STUDIO_HEIGHT * 4)

typedef struct {
  obs_source_t *medium, *filter;
} Pair;

static Pair
make (const char *medium, const char *more)
{
  g_autofree char *values = flight_values (more);
  obs_data_t *settings = obs_data_create_from_json (values);
  Pair pair = { .medium = studio_source (medium, "{}"), .filter = obs_source_create (ID, "telemetry", settings, NULL) };

  obs_data_release (settings);
  g_assert_nonnull (pair.filter);
  obs_source_filter_add (pair.medium, pair.filter);
  return pair;
}

static void
drop (Pair *pair)
{
  obs_source_filter_remove (pair->medium, pair->filter);
  obs_source_release (pair->filter);
  studio_drop (pair->medium);
}

/* The medium's grey with the flight of that place over it. */
static guint8 *
draw_over (TlhOverlay *overlay, gint64 ms)
{
  guint8 *bytes = g_malloc (BYTES);
  TlhFrame frame = { .format = "RGBA", .width = STUDIO_WIDTH, .height = STUDIO_HEIGHT, .data = { bytes },
    .stride = { 4 * STUDIO_WIDTH }, .premultiplied = TRUE };

  memset (bytes, 64, BYTES);
  for (gsize i = 3; i < BYTES; i += 4)
    bytes[i] = 255;
  g_assert_true (tlh_overlay_draw (overlay, ms * 1000000, NULL, &frame, NULL));
  return bytes;
}

static gboolean
shows (const Pair *pair, TlhOverlay *overlay, gint64 ms)
{
  g_autofree guint8 *shown = studio_shoot (pair->medium), *wanted = draw_over (overlay, ms);

  return studio_is_same (shown, wanted);
}

/* Frame by frame forward, then by seeks in any direction. */
static void
test_time (gconstpointer layout)
{
  g_autofree char *more = g_strdup_printf ("\"layout\":\"%s\",\"liftoff\":\"10\"", (const char *) layout);
  Pair pair = make (MEDIUM_ID, more);
  TlhWishes wishes = { .mission = flight_mission, .layout = layout, .liftoff_at = "10" };
  g_autoptr (TlhOverlay) overlay = tlh_overlay_open (&wishes, NULL);

  medium_set (OBS_MEDIA_STATE_PLAYING, 0);
  studio_wait_until (shows (&pair, overlay, 0), "nothing is shown");
  for (gint64 ms = 40; ms < 400; ms += 40) {
    medium_set (OBS_MEDIA_STATE_PLAYING, ms);
    studio_wait_frames (2);
    g_assert_true (shows (&pair, overlay, ms));
  }
  for (int i = 0; i < 20; i++) {
    gint64 ms = g_test_rand_int_range (0, 210000);
    medium_set (i % 3 ? OBS_MEDIA_STATE_PLAYING : OBS_MEDIA_STATE_PAUSED, ms);
    studio_wait_frames (2);
    g_assert_true (shows (&pair, overlay, ms));
  }
  drop (&pair);
}

/* At the end the medium says any time: what was shown last stays; and it begins anew. */
static void
test_end (void)
{
  Pair pair = make (MEDIUM_ID, "");
  TlhWishes wishes = { .mission = flight_mission };
  g_autoptr (TlhOverlay) overlay = tlh_overlay_open (&wishes, NULL);

  medium_set (OBS_MEDIA_STATE_PLAYING, 150000);
  studio_wait_until (shows (&pair, overlay, 150000), "nothing is shown");
  medium_set (OBS_MEDIA_STATE_ENDED, 0);
  studio_wait_frames (5);
  g_assert_true (shows (&pair, overlay, 150000));
  medium_set (OBS_MEDIA_STATE_PLAYING, 200);
  studio_wait_frames (2);
  g_assert_true (shows (&pair, overlay, 200));
  drop (&pair);
}

/* Words over what has no time, and over what cannot be opened; the source below stays to be seen. */
static void
test_words (void)
{
  const struct { const char *medium, *more, *logged; } cases[] = {
    { STILL_ID, "", "no time of its own" },
    { MEDIUM_ID, "\"telemetry\":\"/nowhere.csv\"", "/nowhere.csv" },
    { MEDIUM_ID, "\"layout\":\"webcats\"", "webcats" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Pair pair;
    g_autofree guint8 *shown = NULL;
    guint words = 0;
    studio_forget_log ();
    pair = make (cases[i].medium, cases[i].more);
    studio_wait_until (strstr (studio_log (), cases[i].logged), cases[i].more);
    studio_wait_frames (3);
    shown = studio_shoot (pair.medium);
    for (gsize k = 0; k < BYTES; k += 4)
      words += shown[k] > 200;
    g_assert_cmpuint (words, >, 100);
    g_assert_cmpuint (ABS (shown[BYTES - 4] - 64), <=, 1);
    drop (&pair);
  }
}

void
add_filter_tests (void)
{
  g_test_add_data_func ("/obs/filter/webcast", "webcast", test_time);
  g_test_add_data_func ("/obs/filter/hud", "hud", test_time);
  g_test_add_func ("/obs/filter/end", test_end);
  g_test_add_func ("/obs/filter/words", test_words);
}
