/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Widgets that come and go. TELEMETRY_SHEETS=FOLDER draws sheets of 60 frames each. */
#include "render/native/native.h"
#include "render/scene/presence.h"
#include "motion-data.h"

/* A white square of 100 pixels at 270, 190 of a frame of 640x480. */
#define SQUARE "[layout]\nsafe=0\n[widget s]\ntype=bar\nanchor=center\nchannel=speed\nminimum=-1\nmaximum=0\n" \
    "length=208.4\nthickness=208.4\nradius=0\ncolour=#ffffff\ntrack-colour=#ffffff\nwhen=time>=50;time<51\n"

static const char *const motions[] = {
  "fade 400ms linear", "slide left 400ms linear", "slide right 400ms", "slide top 400ms ease-in-out",
  "slide bottom 400ms ease-in", "wipe left 400ms linear", "wipe right 400ms", "wipe top 400ms ease-in-out",
  "wipe bottom 400ms ease-out", "grow 400ms ease-in-out",
};

static char *
square (const char *enter, const char *leave)
{
  return g_strdup_printf (SQUARE "enter=%s\nleave=%s\n", enter, leave);
}

static cairo_surface_t *
square_at (const char *enter, const char *leave, double t_s)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autofree char *text = square (enter, leave);

  return widget_picture (text, timeline, t_s, 640, 480);
}

static guint
white_at (const char *enter, const char *leave, double t_s)
{
  cairo_surface_t *surface = square_at (enter, leave, t_s);
  guint n = widget_count (surface, 0xffffff);

  cairo_surface_destroy (surface);
  return n;
}

/* Nothing before, all of it once the time to enter is over, to the very frame, and nothing once the
 * time to leave is; as one without a motion in between. */
static void
test_ends (void)
{
  guint whole = white_at ("none", "none", 50.5);

  g_assert_cmpuint (whole, >, 9900);
  for (guint i = 0; i < G_N_ELEMENTS (motions); i++) {
    g_assert_cmpuint (white_at (motions[i], motions[i], 49.999), ==, 0);
    g_assert_cmpuint (white_at (motions[i], motions[i], 50.4), ==, whole);
    g_assert_cmpuint (white_at (motions[i], motions[i], 50.999), ==, whole);
    g_assert_cmpuint (white_at (motions[i], motions[i], 51.4), ==, 0);
    g_assert_cmpuint (white_at (motions[i], "none", 51.001), ==, 0);
    g_assert_cmpuint (white_at ("none", motions[i], 50.001), ==, whole);
  }
}

static guint32
pixel_at (const char *enter, const char *leave, double t_s, int x, int y)
{
  cairo_surface_t *surface = square_at (enter, leave, t_s);
  guint32 pixel = widget_pixel (surface, x, y);

  cairo_surface_destroy (surface);
  return pixel;
}

/* The square is at 270..370, 190..290. Half of the way from beyond the left edge, 370 pixels away, is 185. */
static void
test_half_way (void)
{
  g_assert_cmpint (ABS ((int) (pixel_at ("fade 400ms linear", "none", 50.2, 300, 240) & 255) - 128), <=, 3);
  g_assert_cmphex (pixel_at ("slide left 400ms linear", "none", 50.2, 86, 240), ==, 0xffffff);
  g_assert_cmphex (pixel_at ("slide left 400ms linear", "none", 50.2, 83, 240), ==, 0);
  g_assert_cmphex (pixel_at ("slide left 400ms linear", "none", 50.2, 183, 240), ==, 0xffffff);
  g_assert_cmphex (pixel_at ("slide left 400ms linear", "none", 50.2, 187, 240), ==, 0);
  g_assert_cmphex (pixel_at ("wipe left 400ms linear", "none", 50.2, 318, 240), ==, 0xffffff);
  g_assert_cmphex (pixel_at ("wipe left 400ms linear", "none", 50.2, 322, 240), ==, 0);
  g_assert_cmphex (pixel_at ("none", "wipe right 400ms linear", 51.2, 322, 240), ==, 0xffffff);
  g_assert_cmphex (pixel_at ("none", "wipe right 400ms linear", 51.2, 318, 240), ==, 0);
  g_assert_cmphex (pixel_at ("grow 400ms linear", "none", 50.2, 297, 217), ==, 0xffffff);
  g_assert_cmphex (pixel_at ("grow 400ms linear", "none", 50.2, 292, 240), ==, 0);
  /* Ease-out has done 7/8 of it by half the time: of the fade 223. Leaving eases in: 7/8 are left. */
  g_assert_cmpint (ABS ((int) (pixel_at ("fade 400ms", "none", 50.2, 300, 240) & 255) - 223), <=, 3);
  g_assert_cmpint (ABS ((int) (pixel_at ("none", "fade 400ms", 51.2, 300, 240) & 255) - 223), <=, 3);
}

#define GROUP "[layout]\nsafe=4\n[widget plate]\ntype=panel\naround=g\ncolour=#203040e0\npadding-x=16\npadding-y=10\n" \
    "when=time>=50;time<51\n[widget g]\ntype=group\nanchor=%s\narrange=column\ngap=6\nwhen=time>=50;time<51\n" \
    "enter=%s\nleave=%s\n[widget a]\ntype=text\nparent=g\ntext=MAX Q\nsize=60\n[widget b]\ntype=field\nparent=g\n" \
    "value={speed}\nunit={speed.unit}\nlabel=SPEED\n[widget r]\ntype=bar\nparent=g\nchannel=altitude\nmaximum=8000\n" \
    "length=300\n[widget still]\ntype=text\nanchor=top\ntext={clock:1}\nsize=50\n"

/* The same bytes, however one comes to a frame, in and out, of a group under its panel. */
static void
test_pure (void)
{
  static const char *const formats[] = { "I420", "BGRA", "P010_10LE", "YUY2" };
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);

  for (guint i = 0; i < G_N_ELEMENTS (motions); i++) {
    g_autofree char *text = g_strdup_printf (GROUP, "bottom-left", motions[i], motions[i]);
    g_autofree char *name = g_strdup_printf ("motion-%u-%.4s", i, motions[i]);
    guint moves = motion_check (text, timeline, formats[i % G_N_ELEMENTS (formats)], 482, 270, 49.8);

    /* It moves on some frames of both 12, apart from the clock's ten a second. */
    g_assert_cmpuint (moves, >=, 20);
    motion_sheet (name, text, timeline, 320, 180, 49.8);
  }
}

/* Within one another, all at once and interrupted, with words that change meanwhile. */
static void
test_nested (void)
{
  static const char text[] = "[layout]\nsafe=4\n[widget plate]\ntype=panel\naround=g\ncolour=#203040e0\npadding-x=16\n"
      "[widget g]\ntype=group\nanchor=top-right\narrange=column\ngap=6\nwhen=time>=113.4;time<114.3\n"
      "enter=slide right 500ms ease-in-out\nleave=slide bottom 700ms\n"
      "[widget h]\ntype=group\nparent=g\narrange=row\nwhen=time>=113.5;time<114.2\nenter=grow 600ms\nleave=grow 900ms\n"
      "[widget a]\ntype=phase\nparent=h\nsize=60\ntimed=yes\nchange=fade 400ms\nwhen=time>=113.6\nenter=wipe top 800ms\n"
      "[widget b]\ntype=field\nparent=g\nvalue={speed}\nunit={speed.unit}\nroll=yes\nwhen=time<114\nleave=fade 600ms\n"
      "[widget r]\ntype=dial\nparent=g\nchannel=altitude\nfade=0.4\nwhen=time>=113.5\n"
      "[widget e]\ntype=phase-bar\nanchor=bottom\nwidth=100%\nmotion=continuous\nwhen=time<114.6\nleave=wipe left 400ms\n";
  static const char *const formats[] = { "I420", "BGRA", "v210", "YUY2", "P010_10LE", "AYUV64" };
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (tlr_pixel_format_find (formats[i]))
      g_assert_cmpuint (motion_check (text, timeline, formats[i], 482, 270, 113.3), >, 40);
  motion_sheet ("motion-nested", text, timeline, 480, 270, 113.3);
}

/* Nothing is drawn on reserved strips, wherever it comes from. */
static void
test_strips (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);

  for (guint i = 0; i < G_N_ELEMENTS (motions); i++) {
    g_autofree char *group = g_strdup_printf (GROUP, "center", motions[i], motions[i]);
    g_autofree char *text = g_strdup_printf ("[layout]\nreserve=left 10%%; right 10%%; top 10%%; bottom 10%%\n%s",
        group + strlen ("[layout]\n"));

    for (int k = 0; k < MOTION_FRAMES; k += 2) {
      cairo_surface_t *surface = widget_picture (text, timeline, 49.9 + k / 30.0, 640, 360);

      for (int y = 0; y < 360; y++)
        for (int x = 0; x < 640; x++)
          if (x < 64 || x >= 576 || y < 36 || y >= 324)
            g_assert_cmphex (widget_pixel (surface, x, y), ==, 0);
      cairo_surface_destroy (surface);
    }
  }
}

/* A parent that moves takes along what is in it: the text of the group is a translate of itself. */
static void
test_as_one (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autofree char *text = g_strdup_printf (GROUP "x=0\n", "center", "slide top 400ms linear", "none");
  cairo_surface_t *rest = widget_picture (text, timeline, 50.8, 640, 480);
  cairo_surface_t *half = widget_picture (text, timeline, 50.3, 640, 480);
  g_autoptr (TlrScene) scene = widget_scene (text, timeline, "BGRA", 640, 480);
  TlrRect rect;
  int shift;

  /* A quarter of the way is left; the panel, which is 10 thousandths higher, is what leaves the frame. */
  g_assert_true (tlr_scene_widget_rect (scene, "plate", &rect));
  shift = (rect.y + rect.height + 2) / 4;
  guint same = 0, seen = 0;
  g_assert_true (tlr_scene_widget_rect (scene, "a", &rect));
  for (int y = rect.y; y < rect.y + rect.height; y++)
    for (int x = rect.x; x < rect.x + rect.width; x++) {
      guint32 there = widget_pixel (rest, x, y);

      seen += (there & 255) > 200;
      same += (there & 255) > 200 && widget_pixel (half, x, y - shift) == there;
    }
  g_assert_cmpuint (seen, >, 100);
  g_assert_cmpuint (same, ==, seen);
  cairo_surface_destroy (rest);
  cairo_surface_destroy (half);
}

static TlrScene *
scene_on (const char *text, TlmTimeline *timeline, const TlrPixelFormat *format, gboolean interlaced)
{
  g_autoptr (TlrLayout) layout = widget_layout (text);
  g_autoptr (GError) error = NULL;
  TlrSceneSpec spec = { .native = { .format = format, .interlaced = interlaced }, .width = 163, .height = 99 };
  TlrScene *scene = tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error);

  g_assert_no_error (error);
  return scene;
}

/* On every format, which grow and one of the others each, in frames whose size is not on its grid: at rest what stands there without a motion,
 * gone what was there before. */
static void
test_formats (void)
{
  static const double times[] = { 49.9, 50.05, 50.2, 50.35, 50.5, 51.1, 51.3, 51.6 };
  static const char *const some[] = { "fade 400ms", "slide right 400ms", "slide bottom 400ms", "wipe right 400ms",
    "wipe bottom 400ms", "grow 400ms" };
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  guint n;
  const TlrPixelFormat *formats = tlr_pixel_format_table (&n);

  for (guint f = 0; f < 2 * n; f++)
    for (guint i = 0; i < 2; i++) {
      const TlrPixelFormat *format = &formats[f / 2];
      const char *motion = some[i ? G_N_ELEMENTS (some) - 1 : f % (G_N_ELEMENTS (some) - 1)];
      g_autofree char *moving = g_strdup_printf (GROUP, "center", motion, motion);
      g_autofree char *plain = g_strdup_printf (GROUP, "center", "none", "none");
      g_autoptr (TlrScene) scene = scene_on (moving, timeline, format, f % 2);
      g_autoptr (TlrScene) still = scene_on (plain, timeline, format, f % 2);

      for (guint k = 0; k < G_N_ELEMENTS (times); k++) {
        gint64 at = (gint64) (times[k] * 1e9);
        g_autoptr (GBytes) a = motion_frame (scene, timeline, format->name, 163, 99, at);
        g_autoptr (GBytes) b = motion_frame (still, timeline, format->name, 163, 99, at);

        if (times[k] < 50 || times[k] == 50.5 || times[k] > 51.5)
          g_assert_true (g_bytes_equal (a, b));
        else if (times[k] == 50.05 || times[k] == 51.3)
          g_assert_false (g_bytes_equal (a, b));
      }
    }
}

static gboolean
holds (gpointer data, const TlmSnapshot *snapshot)
{
  const double *times = data;
  double now = (double) snapshot->time_ns / 1e9;

  for (guint i = 0; times[i] > 0; i += 2)
    if (now >= times[i] && now < times[i + 1])
      return TRUE;
  return FALSE;
}

/* Entering in 1 s, leaving in 2 s; interrupted, each goes back as it came. */
static void
test_interrupted (void)
{
  static const double short_stay[] = { 10, 10.5, 0 }, come_back[] = { 10, 20, 21, 30, 0 };
  static const struct { const double *times; double at, part; gboolean leaves; } cases[] = {
    { short_stay, 10.25, 0.25, FALSE }, { short_stay, 10.5, 0.5, FALSE }, { short_stay, 10.75, 0.25, FALSE },
    { short_stay, 11, 0, FALSE }, { come_back, 9.9, 0, FALSE }, { come_back, 11, 1, TRUE },
    { come_back, 20.5, 0.75, TRUE }, { come_back, 21, 0.5, TRUE }, { come_back, 21.5, 0.75, TRUE },
    { come_back, 22, 1, TRUE }, { come_back, 31, 0.5, TRUE }, { come_back, 32, 0, FALSE },
  };
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlmSnapshot) now = tlm_snapshot_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TlrPresence) presence = tlr_presence_new (timeline, TLM_SECOND, 2 * TLM_SECOND);

    tlm_timeline_at (timeline, (gint64) (cases[i].at * 1e9), NULL, now);
    TlrPresenceAt at = tlr_presence_at (presence, now, NULL, holds, (gpointer) cases[i].times);
    g_assert_cmpfloat_with_epsilon (at.part, cases[i].part, 2e-6);
    if (at.part > 0.01 && at.part < 0.99)
      g_assert_cmpint (at.leaves, ==, cases[i].leaves);
  }
}

/* A picture half as large: its pixels are the means of four. */
static void
test_scale (void)
{
  static const char *const formats[] = { "BGRA", "I420", "YUY2", "P010_10LE", "NV12", "v308" };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++) {
    TlrNativeSpec spec = { .format = tlr_pixel_format_find (formats[f]) };

    if (!spec.format)
      continue;
    g_autoptr (TlrNative) from = tlr_native_new (&spec, 64, 64), to = tlr_native_new (&spec, 64, 64);
    guint32 pixels[32 * 32];
    TlrFrame frame = frame_new (formats[f], 64, 64), plain = frame_new (formats[f], 64, 64);

    for (guint i = 0; i < G_N_ELEMENTS (pixels); i++)
      pixels[i] = 0xffffffff;
    tlr_native_import (from, 16, 16, (const guint8 *) pixels, 32 * 4, 32, 32);
    tlr_native_scale (to, from, 0.5, 16, 16);
    tlr_native_update_spans (to, 0, 0, 64, 64);
    tlr_native_blend (to, 0, 0, &frame);
    tlr_native_clear_rect (to, 0, 0, 64, 64);
    tlr_native_import (to, 24, 24, (const guint8 *) pixels, 32 * 4, 16, 16);
    tlr_native_update_spans (to, 0, 0, 64, 64);
    tlr_native_blend (to, 0, 0, &plain);
    /* Well within and well outside of the square, which now is at 24..40. */
    for (guint p = 0; p < frame.format->n_planes; p++) {
      TlrPlaneLayout plane = tlr_pixel_format_plane (frame.format, p);
      int rows = 64 >> plane.h_shift, group = plane.group_words * frame.format->word;

      for (int y = 0; y < rows; y++)
        for (int x = 0; x < (64 >> plane.w_shift); x++) {
          int luma_x = x << plane.w_shift, luma_y = y << plane.h_shift;
          gboolean inside = luma_x >= 28 && luma_x < 36 && luma_y >= 28 && luma_y < 36;
          gboolean outside = luma_x < 20 || luma_x >= 44 || luma_y < 20 || luma_y >= 44;
          gsize at = (gsize) y * (gsize) frame.stride[p] + (gsize) (x * group);

          if (inside || outside)
            g_assert_cmpmem (frame.data[p] + at, group, plain.data[p] + at, group);
        }
    }
    frame_clear (&frame);
    frame_clear (&plain);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/motion/ends", test_ends);
  g_test_add_func ("/motion/half-way", test_half_way);
  g_test_add_func ("/motion/pure", test_pure);
  g_test_add_func ("/motion/nested", test_nested);
  g_test_add_func ("/motion/strips", test_strips);
  g_test_add_func ("/motion/formats", test_formats);
  g_test_add_func ("/motion/as-one", test_as_one);
  g_test_add_func ("/motion/interrupted", test_interrupted);
  g_test_add_func ("/motion/scale", test_scale);
  return g_test_run ();
}
