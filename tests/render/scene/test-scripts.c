/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "widget-data.h"

/* Words of any script are drawn whole: they have ink, and none of it reaches the edge
 * of the room that was measured for them. */
static const struct { const char *name, *text; } words[] = {
  { "Latin", "Ågjpqy ÉÜ" },
  { "Cyrillic", "Союз МС-19 ЙЁ щу" },
  { "Chinese", "神舟十三号 飞行" },
  { "Japanese", "宇宙ステーション" },
  { "Arabic", "محطة الفضاء الدولية" },
  { "Devanagari", "गगनयान" },
  { "combining marks", "Ṩ̂ö́n̥d̰ȩ Z̷͔̊ą̈" },
};

static gboolean
is_bright (cairo_surface_t *surface, int x, int y)
{
  return (widget_pixel (surface, x, y) & 0xff) > 100;
}

static void
check (guint index, int width, int height)
{
  g_autofree char *text = g_strdup_printf ("[widget t]\ntype=text\nanchor=center\nsize=80\n"
      "text=%s\n", words[index].text);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlrScene) scene = widget_scene (text, timeline, "BGRA", width, height);
  cairo_surface_t *surface = widget_picture (text, timeline, 0, width, height);
  guint inside = 0, outside = 0, edge = 0;
  TlrRect r;

  g_assert_true (tlr_scene_widget_rect (scene, "t", &r));
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      gboolean in = x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height;
      gboolean rim = in && (x == r.x || x == r.x + r.width - 1 || y == r.y || y == r.y + r.height - 1);

      inside += in && is_bright (surface, x, y);
      outside += !in && is_bright (surface, x, y);
      edge += rim && is_bright (surface, x, y);
    }
  g_test_message ("%d,%d %dx%d %s at %dx%d: %u of %d pixels, %u at the edge, %u outside", r.x, r.y, r.width, r.height, words[index].name, width,
      height, inside, r.width * r.height, edge, outside);
  g_assert_cmpuint (inside, >, (guint) (r.width * r.height / 50));
  g_assert_cmpuint (outside, ==, 0);
  g_assert_cmpuint (edge, ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    check (i, 1280, 720);
    check (i, 320, 180);
    check (i, 540, 960);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scripts/words", test_words);
  return g_test_run ();
}
