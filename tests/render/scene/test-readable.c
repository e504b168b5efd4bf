/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "render/scene/preview.h"
#include "render/widgets/layout-load.h"
#include "scene-data.h"

#define WIDTH 1920
#define HEIGHT 1080

/* WCAG 2.2: relative luminance of an sRGB pixel. */
static double
luminance (guint32 pixel)
{
  static const double weights[] = { 0.0722, 0.7152, 0.2126 };
  double sum = 0;

  for (int i = 0; i < 3; i++) {
    double c = (pixel >> (8 * i) & 0xff) / 255.0;
    sum += weights[i] * (c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4));
  }
  return sum;
}

/* Contrast of the lightest to the darkest pixel in a rectangle: of the letters to
 * their ground, since the ground is darker. */
static double
contrast (cairo_surface_t *surface, const TlrRect *r)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  double low = 1, high = 0;

  for (int y = r->y; y < r->y + r->height; y++)
    for (int x = r->x; x < r->x + r->width; x++) {
      double l = luminance (((const guint32 *) (data + (gsize) y * stride))[x]);
      low = MIN (low, l);
      high = MAX (high, l);
    }
  return (high + 0.05) / (low + 0.05);
}

/* Parts of a widget's rect, per cent of its width and height: where a text of
 * its own colour stands, and when, 130 s unless told. */
typedef struct {
  const char *layout, *widget;
  guint n_vehicles;
  double left, top, right, bottom, time_s;
} Part;

static const Part parts[] = {
  { "webcast", "speed", 1, 0, 0, 30, 30 },          /* label */
  { "webcast", "speed", 1, 0, 40, 40, 90 },         /* number */
  { "webcast", "speed", 1, 60, 40, 100, 100 },      /* unit */
  { "webcast", "altitude", 1, 60, 0, 100, 30 },
  { "webcast", "clock", 1, 0, 0, 100, 100 },
  { "webcast", "phase", 1, 0, 0, 100, 100 },
  { "webcast", "provenance", 1, 0, 0, 100, 100 },
  { "webcast", "first-name", 2, 0, 0, 100, 100 },
  { "webcast", "second-speed", 2, 50, 0, 100, 30 },
  { "webcast", "events", 1, 2, 60, 15, 100 },       /* past */
  { "webcast", "events", 1, 86, 60, 99, 100 },      /* coming */
  { "station", "clock", 1, 0, 0, 100, 100 },
  { "station", "altitude", 1, 0, 0, 60, 30 },
  { "station", "altitude", 1, 60, 40, 100, 100 },
  { "station", "relative", 1, 0, 0, 100, 30 },
  { "station", "provenance", 1, 0, 0, 100, 100 },
  { "lower-third", "clock", 1, 0, 0, 100, 100 },
  { "lower-third", "speed", 1, 0, 0, 100, 100 },
  { "lower-third", "altitude", 1, 0, 0, 100, 100 },
  { "lower-third", "phase", 1, 0, 0, 100, 100 },
  { "lower-third", "provenance", 1, 0, 0, 100, 100 },
  { "hud", "clock", 1, 0, 0, 100, 100 },
  { "hud", "speed", 1, 0, 0, 100, 100 },
  { "hud", "altitude", 1, 0, 0, 100, 100 },
  { "hud", "phase", 1, 0, 0, 100, 100 },
  { "hud", "provenance", 1, 0, 0, 100, 100 },
  { "soyuz", "clock", 1, 0, 0, 100, 100 },
  { "soyuz", "speed", 1, 0, 0, 100, 100 },
  { "soyuz", "altitude", 1, 0, 0, 100, 100 },
  { "soyuz", "phase", 1, 0, 0, 100, 100 },
  { "soyuz", "provenance", 1, 0, 0, 100, 100 },
  { "cockpit", "clock", 1, 0, 0, 100, 100 },
  { "cockpit", "phase", 1, 0, 0, 100, 100 },
  { "cockpit", "provenance", 1, 0, 0, 100, 100 },
  { "cockpit", "speed", 1, 0, 0, 100, 8 },            /* label */
  { "cockpit", "speed", 1, 10, 10, 100, 40 },         /* scale */
  { "cockpit", "speed", 1, 10, 92, 90, 100 },         /* unit */
  { "cockpit", "altitude", 1, 0, 45, 100, 55 },
  { "cockpit", "climb", 1, 30, 32, 70, 42 },          /* label */
  { "cockpit", "climb", 1, 25, 74, 75, 88 },          /* number */
  { "data", "clock", 1, 0, 0, 100, 100 },
  { "data", "channels", 1, 0, 0, 30, 100 },
  { "data", "provenance", 1, 0, 0, 100, 100 },
  { "tracking", "clock", 1, 0, 0, 100, 100 },
  { "tracking", "altitude", 1, 0, 0, 60, 30 },
  { "tracking", "speed", 1, 60, 40, 100, 100 },
  { "tracking", "phase", 1, 0, 0, 100, 100 },
  { "tracking", "provenance", 1, 0, 0, 100, 100 },
  { "tracking", "course", 1, 0, 85, 60, 100 },      /* numbers below the plot */
  { "minimal", "clock", 1, 0, 0, 100, 100 },
  { "minimal", "speed", 1, 70, 0, 100, 100 },
  { "minimal", "phase", 1, 0, 0, 100, 100 },
  { "minimal", "provenance", 1, 0, 0, 100, 100 },
  { "broadcast", "speed", 1, 0, 0, 30, 30 },          /* label */
  { "broadcast", "phase", 1, 0, 0, 100, 100 },
  { "broadcast", "arc", 1, 15, 0, 40, 70 },            /* past */
  { "broadcast", "arc", 1, 60, 0, 85, 70 },           /* coming */
  { "broadcast", "provenance", 1, 0, 0, 100, 100 },
  { "film", "line", 1, 0, 0, 100, 100, 120 },
  { "console", "clock", 1, 0, 0, 100, 100 },
  { "console", "utc", 1, 0, 0, 45, 100 },
  { "console", "phase", 1, 0, 0, 100, 100 },
  { "console", "channels", 1, 0, 0, 25, 100 },
  { "console", "provenance", 1, 0, 0, 100, 100 },
  { "docking", "clock", 1, 0, 0, 100, 100 },
  { "docking", "phase", 1, 0, 0, 100, 100 },
  { "docking", "provenance", 1, 0, 0, 100, 100 },
  { "club", "clock", 1, 0, 0, 100, 100 },
  { "club", "phase", 1, 0, 0, 100, 100 },
  { "club", "imperial", 1, 0, 0, 100, 100 },
  { "club", "peaks", 1, 0, 0, 100, 100 },
  { "club", "provenance", 1, 0, 0, 100, 100 },
};

static void
check (const Part *part, double ground, double time_s)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (part->n_vehicles);
  g_autoptr (TlrLayout) layout = tlr_layout_load (part->layout, NULL);
  g_autoptr (TlmMission) mission = tlm_mission_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TlrBackdrop backdrop = { NULL, { ground, ground, ground, 1 } };
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find ("BGRA") },
    .width = WIDTH, .height = HEIGHT };
  TlrRect r;

  mission->provenance = TLM_PROVENANCE_SIMULATED;
  tlm_timeline_at (timeline, (gint64) (time_s * 1e9), NULL, snapshot);
  cairo_surface_t *surface = tlr_preview_draw (layout, NULL, timeline, mission, snapshot,
      WIDTH, HEIGHT, &backdrop, NULL);
  g_autoptr (TlrScene) scene = tlr_scene_new (layout, NULL, timeline, mission, &spec, NULL);
  g_assert_true (tlr_scene_widget_rect (scene, part->widget, &r));
  TlrRect inner = { r.x + (int) (r.width * part->left / 100), r.y + (int) (r.height * part->top / 100),
    (int) (r.width * (part->right - part->left) / 100), (int) (r.height * (part->bottom - part->top) / 100) };
  double ratio = contrast (surface, &inner);
  g_test_message ("%s %s over %g: %.1f", part->layout, part->widget, ground, ratio);
  g_assert_cmpfloat (ratio, >=, 4.5);
  cairo_surface_destroy (surface);
}

static void
test_contrast (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (int ground = 0; ground <= 2; ground++)
      check (&parts[i], ground / 2.0, parts[i].time_s > 0 ? parts[i].time_s : 130);
}

/* A stale number is dimmed, and still to be read. */
static void
test_stale (void)
{
  static const Part number = { "webcast", "speed", 1, 0, 40, 60, 90 };

  check (&number, 1, 304);
  check (&number, 0, 304);
}

/* The ground of the words leaves the picture alone: a quarter of the frame at most. */
static void
test_ground (void)
{
  static const struct { const char *layout; double part; } cases[] = {
    { "webcast", 0.25 }, { "minimal", 0.185 }, { "station", 0.25 },
  };
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find ("BGRA") },
    .width = WIDTH, .height = HEIGHT };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TlmTimeline) timeline = flight_timeline (1);
    g_autoptr (TlrLayout) layout = tlr_layout_load (cases[i].layout, NULL);
    g_autoptr (TlrScene) scene = tlr_scene_new (layout, NULL, timeline, NULL, &spec, NULL);
    TlrRect r;

    g_assert_true (tlr_scene_widget_rect (scene, "shade", &r));
    g_test_message ("%s: %d rows", cases[i].layout, r.height);
    g_assert_cmpint (r.height, <=, (int) (cases[i].part * HEIGHT));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readable/contrast", test_contrast);
  g_test_add_func ("/readable/ground", test_ground);
  g_test_add_func ("/readable/stale", test_stale);
  return g_test_run ();
}
