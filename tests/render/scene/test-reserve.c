/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/reserve.h"

#include "core/base/error.h"
#include "orbit-data.h"
#include "render/widgets/layout-load.h"
#include "scene-data.h"

static void
test_parse (void)
{
  static const struct { const char *text; TlrReserve is; } right[] = {
    { "0", { 0, 0, 0, 0 } },
    { "12", { 0, 0, 0, 0.12 } },
    { "bottom 12%", { 0, 0, 0, 0.12 } },
    { " top 8 % ; right 20%", { 0, 0.2, 0.08, 0 } },
    { "left 5, bottom 12.5%", { 0.05, 0, 0, 0.125 } },
  };
  static const char *const wrong[] = { "", "bottom", "bottom -3%", "bottom 61%", "middle 3%", "3% bottom",
    "top 50%; bottom 50%", "bottom 12%;", "bottom 12px" };

  for (guint i = 0; i < G_N_ELEMENTS (right); i++) {
    TlrReserve is = { 1, 1, 1, 1 };
    g_autoptr (GError) error = NULL;

    g_assert_true (tlr_reserve_parse (right[i].text, &is, &error));
    g_assert_no_error (error);
    g_assert_cmpfloat_with_epsilon (is.left, right[i].is.left, 1e-12);
    g_assert_cmpfloat_with_epsilon (is.right, right[i].is.right, 1e-12);
    g_assert_cmpfloat_with_epsilon (is.top, right[i].is.top, 1e-12);
    g_assert_cmpfloat_with_epsilon (is.bottom, right[i].is.bottom, 1e-12);
  }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    TlrReserve is = { 1, 1, 1, 1 };
    g_autoptr (GError) error = NULL;

    g_assert_false (tlr_reserve_parse (wrong[i], &is, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    g_assert_cmpfloat (is.bottom, ==, 1);
  }
}

/* Nothing of a layout may lie in the strips, and what it shows is all there. */
static void
check (const char *name, TlmTimeline *timeline, const char *reserve, int width, int height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_load (name, &error);
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find ("BGRA") }, .width = width,
    .height = height };
  TlrStyle style = { 0 };

  g_assert_no_error (error);
  g_assert_true (tlr_reserve_parse (reserve, &style.reserve, &error));
  g_autoptr (TlrScene) scene = tlr_scene_new (layout, &style, timeline, NULL, &spec, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tlr_scene_n_regions (scene), >, 0);
  for (guint i = 0; i < tlr_scene_n_regions (scene); i++) {
    TlrRect r;

    tlr_scene_region (scene, i, &r, NULL, NULL);
    g_assert_cmpfloat (r.x, >=, style.reserve.left * width - 1e-6);
    g_assert_cmpfloat (r.y, >=, style.reserve.top * height - 1e-6);
    g_assert_cmpfloat (r.x + r.width, <=, (1 - style.reserve.right) * width + 1e-6);
    g_assert_cmpfloat (r.y + r.height, <=, (1 - style.reserve.bottom) * height + 1e-6);
  }
}

static void
test_layouts (void)
{
  static const char *const strips[] = { "bottom 12%", "bottom 25%; top 10%", "right 20%", "left 15%; top 12%" };
  static const struct { int width, height; } sizes[] = { { 1280, 720 }, { 540, 960 }, { 720, 720 }, { 320, 180 } };
  g_auto (GStrv) names = tlr_layout_list ();
  g_autoptr (TlmTimeline) one = flight_timeline (1);
  g_autoptr (TlmTimeline) two = flight_timeline (2);
  g_autoptr (TlmFlight) orbit = orbit_flight ();

  for (guint i = 0; names[i]; i++)
    for (guint j = 0; j < G_N_ELEMENTS (strips); j++)
      for (guint k = 0; k < G_N_ELEMENTS (sizes); k++) {
        check (names[i], one, strips[j], sizes[k].width, sizes[k].height);
        check (names[i], two, strips[j], sizes[k].width, sizes[k].height);
        check (names[i], orbit->timeline, strips[j], sizes[k].width, sizes[k].height);
      }
}

/* What was anchored in the strip stands above it, and no smaller. */
static void
test_moves (void)
{
  static const char text[] = "[layout]\nreserve=RESERVE\n[widget t]\ntype=text\ntext=12345\nanchor=bottom\n";
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  TlrRect rects[2];

  for (int i = 0; i < 2; i++) {
    g_autoptr (GString) own = g_string_new (text);
    g_string_replace (own, "RESERVE", i ? "bottom 30%" : "0", 1);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrLayout) layout = tlr_layout_parse ("t.layout", own->str, -1, &error);
    TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find ("I420") }, .width = 1920, .height = 1080 };
    g_assert_no_error (error);
    g_autoptr (TlrScene) scene = tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error);
    g_assert_no_error (error);
    g_assert_true (tlr_scene_widget_rect (scene, "t", &rects[i]));
  }
  g_assert_cmpint (rects[0].height, ==, rects[1].height);
  g_assert_cmpint (rects[0].width, ==, rects[1].width);
  g_assert_cmpint (rects[1].y + rects[1].height, <=, 1080 * 7 / 10);
  g_assert_cmpint (rects[1].y + rects[1].height, >=, 1080 * 7 / 10 - 54);
}

/* Players of upright clips on phones have their own words in the lower fifth and buttons at the right. */
static void
check_phone (const char *name, TlmTimeline *timeline, const char *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_load (name, &error);
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find ("BGRA") }, .width = 540, .height = 960 };
  TlrStyle style = { .language = language };

  g_assert_no_error (error);
  g_autoptr (TlrScene) scene = tlr_scene_new (layout, &style, timeline, NULL, &spec, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < tlr_scene_n_regions (scene); i++) {
    TlrRect r;

    tlr_scene_region (scene, i, &r, NULL, NULL);
    g_assert_cmpint (r.x + r.width, <=, 540 * 85 / 100);
    g_assert_cmpint (r.y + r.height, <=, 960 * 80 / 100);
  }
}

static void
test_phones (void)
{
  static const char *const names[] = { "broadcast", "cockpit", "data", "film", "hud", "lower-third", "minimal", "soyuz",
    "station", "tracking", "webcast" };
  static const char *const languages[] = { NULL, "ru", "fr" };
  g_autoptr (TlmTimeline) one = flight_timeline (1);
  g_autoptr (TlmTimeline) two = flight_timeline (2);
  g_autoptr (TlmFlight) orbit = orbit_flight ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++) {
      check_phone (names[i], one, languages[j]);
      check_phone (names[i], two, languages[j]);
      check_phone (names[i], orbit->timeline, languages[j]);
    }
}

/* A layout that cannot fit says which widget is in the way. */
static void
test_misfit (void)
{
  static const struct { const char *text, *says; } cases[] = {
    { "[widget vast]\ntype=plot\nlength=1000%\n", "vast is larger than the frame" },
    { "[widget first]\ntype=text\ntext=1\nanchor=top\n[widget second]\ntype=text\ntext=1\nanchor=top\n",
      "first and second overlap" },
  };
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find ("I420") }, .width = 1920, .height = 1080 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrLayout) layout = tlr_layout_parse ("t.layout", cases[i].text, -1, &error);

    g_assert_no_error (error);
    g_assert_null (tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    g_assert_nonnull (strstr (error->message, cases[i].says));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reserve/parse", test_parse);
  g_test_add_func ("/reserve/layouts", test_layouts);
  g_test_add_func ("/reserve/moves", test_moves);
  g_test_add_func ("/reserve/phones", test_phones);
  g_test_add_func ("/reserve/misfit", test_misfit);
  return g_test_run ();
}
