/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Drawings whose elements show, hide, take colours and move. */
#include <glib/gstdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "render/draw/svg-document.h"
#include "scene-data.h"
#include "widget-data.h"

/* Four squares of 20 on 100 by 100, which are 400 by 400 pixels of the frame: one pixel of the drawing is four. */
static const char squares[] = "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>"
    "<g id='a' transform='translate(10,10)'><rect width='20' height='20' style='fill:#ff0000'/>"
    "<rect x='30' width='20' height='20' fill='none'/></g>"
    "<rect id='b' x='70' y='10' width='20' height='20' fill='#00ff00' stroke='none'/>"
    "<rect id='c' x='10' y='70' width='20' height='20' fill='#0000ff' style='display:none'/></svg>";

typedef struct {
  char *folder, *layout;
} Fixture;

static void
write_svg (const Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("telemetry-svg-XXXXXX", NULL);
  fixture->layout = g_build_filename (fixture->folder, "test.layout", NULL);
  write_svg (fixture, "a.svg", squares);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder))) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
    g_remove (path);
  }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->layout);
}

static TlrLayout *
load (const Fixture *fixture, const char *keys, GError **error)
{
  g_autofree char *text = g_strconcat ("[layout]\nsafe=0\n[widget s]\ntype=svg\n", keys, NULL);

  return tlr_layout_parse (fixture->layout, text, -1, error);
}

/* Throttle climbs from 0 to 1 in 10 s; pitch from 0 to 90 degrees. */
static TlmTimeline *
make_timeline (void)
{
  static const WidgetChannel channels[] = {
    { "throttle", TLM_QUANTITY_FRACTION, { 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1 }, 11 },
    { "pitch", TLM_QUANTITY_ANGLE, { 0, 9, 18, 27, 36, 45, 54, 63, 72, 81, 90 }, 11 },
  };

  return widget_timeline (channels, G_N_ELEMENTS (channels));
}

static cairo_surface_t *
picture (const Fixture *fixture, const char *keys, double t_s)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autofree char *all = g_strconcat ("file=a.svg\nheight=100%\nwidth=100%\n", keys, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = load (fixture, all, &error);
  TlrBackdrop black = { NULL, { 0, 0, 0, 1 } };

  g_assert_no_error (error);
  tlm_timeline_at (timeline, (gint64) (t_s * 1e9), NULL, snapshot);
  cairo_surface_t *surface = tlr_preview_draw (layout, NULL, timeline, NULL, snapshot, 400, 400, &black, &error);
  g_assert_no_error (error);
  return surface;
}

/* What is at a place of the drawing. */
static guint32
at (cairo_surface_t *surface, double x, double y)
{
  return widget_pixel (surface, (int) (4 * x), (int) (4 * y));
}

static void
check_picture (const Fixture *fixture, const char *keys, double t_s, const double places[][2], const guint32 *colours,
    guint n)
{
  cairo_surface_t *surface = picture (fixture, keys, t_s);

  for (guint i = 0; i < n; i++) {
    g_test_message ("%s at %g s, place %u", keys, t_s, i);
    g_assert_cmphex (at (surface, places[i][0], places[i][1]), ==, colours[i]);
  }
  cairo_surface_destroy (surface);
}

#define CHECK(keys, t, places, ...) G_STMT_START { \
  const guint32 colours[] = { __VA_ARGS__ }; \
  check_picture (fixture, keys, t, places, colours, G_N_ELEMENTS (colours)); \
} G_STMT_END

static void
test_sight (Fixture *fixture, gconstpointer data)
{
  static const double places[][2] = { { 20, 20 }, { 80, 20 }, { 20, 80 }, { 50, 20 } };

  CHECK ("", 5, places, 0xff0000, 0x00ff00, 0, 0);
  CHECK ("id.b=show when throttle>0.7\nid.c=hide when throttle>0.7\n", 5, places, 0xff0000, 0, 0x0000ff, 0);
  CHECK ("id.b=show when throttle>0.7\nid.c=hide when throttle>0.7\n", 8, places, 0xff0000, 0x00ff00, 0, 0);
  /* What hides stands above what shows. */
  CHECK ("id.b=show when throttle>0.1; hide when pitch>20\n", 8, places, 0xff0000, 0, 0, 0);
  /* Another value for another shape of frame. */
  CHECK ("id.b=hide when throttle>0\nid.b@square=show when throttle>0\n", 5, places, 0xff0000, 0x00ff00, 0, 0);
}

static void
test_colour (Fixture *fixture, gconstpointer data)
{
  static const double places[][2] = { { 20, 20 }, { 80, 20 }, { 50, 20 } };

  /* A group's colour is that of all in it but what has none. */
  CHECK ("id.a=fill #ffffff when throttle>0.2\n", 5, places, 0xffffff, 0x00ff00, 0);
  CHECK ("id.a=fill #ffffff when throttle>0.2\n", 1, places, 0xff0000, 0x00ff00, 0);
  /* A fifth of the way from black to 255, 0, 0 is 51. */
  CHECK ("id.b=fill throttle 0..1 to #000000..#ff0000\n", 2, places, 0xff0000, 0x330000);
  CHECK ("id.b=fill throttle 0..0.5 to #000000..#ff0000\n", 9, places, 0xff0000, 0xff0000);
  /* No value: as it is drawn. */
  CHECK ("id.b=fill mass 0..1 to #000000..#ff0000\n", 2, places, 0xff0000, 0x00ff00);
  CHECK ("id.b=opacity throttle 0..1 to 0..1\n", 2, places, 0xff0000, 0x003300);
}

static void
test_motion (Fixture *fixture, gconstpointer data)
{
  static const double moved[][2] = { { 20, 20 }, { 80, 20 }, { 80, 80 }, { 15, 75 } };
  static const double turned[][2] = { { 80, 20 }, { 80, 80 }, { 20, 80 } };
  static const double scaled[][2] = { { 80, 12 }, { 80, 18 }, { 80, 22 }, { 80, 28 } };

  /* All the way down at the end, with the transform that the group has. */
  CHECK ("id.a=move throttle 0..1 to 0,0..0,60\n", 10, moved, 0, 0x00ff00, 0, 0xff0000);
  CHECK ("id.a=move throttle 0..1 to 0,0..0,60\n", 0, moved, 0xff0000, 0x00ff00, 0, 0);
  /* Clockwise about the middle of the drawing, and the other way round. */
  CHECK ("id.b=rotate pitch\n", 10, turned, 0, 0x00ff00, 0);
  CHECK ("id.a=hide when time>0\nid.b=rotate -pitch; rotate -pitch\n", 10, turned, 0, 0, 0x00ff00);
  /* About a corner of its own it stays in its place; half as high from its lower edge. */
  CHECK ("id.b=rotate pitch about 80,20\n", 10, turned, 0x00ff00, 0, 0);
  CHECK ("id.b=scale throttle 0..1 to 1,0..1,1 about 80,30\n", 5, scaled, 0, 0, 0x00ff00, 0x00ff00);
  /* Nobody knows where it is. */
  CHECK ("id.b=rotate yaw\n", 5, turned, 0, 0, 0);
}

/* A seek shows what playing shows, and what does not change is not drawn again. */
static void
test_pure (Fixture *fixture, gconstpointer data)
{
  static const char keys[] = "file=a.svg\nid.a=fill #ffffff when throttle>0.5; rotate pitch\nid.b=show when throttle<0.3\n"
      "id.c=show when throttle>0.3; opacity throttle 0..1 to 0..1\n";
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = load (fixture, keys, &error);
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find ("I420") }, .width = 320, .height = 240 };
  g_autoptr (TlrScene) old = tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  for (int i = 0; i < 24; i++) {
    g_autoptr (TlrScene) fresh = tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error);
    TlrFrame a = frame_new ("I420", 320, 240), b = frame_new ("I420", 320, 240);

    tlm_timeline_at (timeline, i == 5 ? TLM_TIME_NONE : i * 7 % 24 * TLM_SECOND / 2, NULL, snapshot);
    tlr_scene_update (old, snapshot);
    tlr_scene_update (fresh, snapshot);
    tlr_scene_blend (old, &a);
    tlr_scene_blend (fresh, &b);
    g_assert_true (frames_equal (&a, &b));
    frame_clear (&a);
    frame_clear (&b);
  }
}

static void
test_still (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = load (fixture, "file=a.svg\nid.a=show when throttle>0.45\n", &error);
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find ("BGRA") }, .width = 320, .height = 240 };
  g_autoptr (TlrScene) scene = tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error);
  guint before = widget_serial (scene, timeline, 1), after;

  g_assert_cmpuint (widget_serial (scene, timeline, 2), ==, before);
  g_assert_cmpuint (widget_serial (scene, timeline, 4.2), ==, before);
  after = widget_serial (scene, timeline, 5);
  g_assert_cmpuint (after, !=, before);
  g_assert_cmpuint (widget_serial (scene, timeline, 9), ==, after);
}

static void
check_error (const Fixture *fixture, const char *keys, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = load (fixture, keys, &error);

  g_assert_null (layout);
  g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "test.layout:"));
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) many = g_string_new ("file=many.svg\n");

  check_error (fixture, "", "no file=");
  check_error (fixture, "file=../a.svg\n", "outside");
  check_error (fixture, "file=a.svg\nid.engine=show when time>0\n", "no element of the id \"engine\"; known are: a, b, c");
  check_error (fixture, "file=builtin:launcher\nid.boster-1=show when time>0\n", "did you mean \"booster-1\"");
  check_error (fixture, "file=a.svg\nid.=show when time>0\n", "no element of the id \"\"");
  check_error (fixture, "file=a.svg\nid.a=shout\n", "nothing that an element does");
  check_error (fixture, "file=a.svg\nid.a@round=show when time>0\n", "tall or square");
  write_svg (fixture, "none.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
  check_error (fixture, "file=none.svg\nid.a=show when time>0\n", "none of its elements has an id=");
  write_svg (fixture, "many.svg", squares);
  for (int i = 0; i < 6; i++)
    g_string_append_printf (many, "id.%c%s=fill #ffffff; fill #ffffff; fill #ffffff; fill #ffffff; fill #ffffff; "
        "fill #ffffff; fill #ffffff; fill #ffffff\n", "abc"[i % 3], i < 3 ? "" : "@tall");
  check_error (fixture, many->str, "more than 40 steps");
}

/* Entities that grow, deep elements, other files, names and styles with anything in them. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  static const char *const drawings[] = {
    "<!DOCTYPE svg [<!ENTITY e '<rect id=\"a\" width=\"9\" height=\"9\"/>'>]>"
      "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>&e;&e;</svg>",
    "<!DOCTYPE svg [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
      "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text id='a'>x</text></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g id='a' style='fill:none;;:;fill' "
      "transform='rotate(1' fill='&lt;&quot;&gt;'><g id='a'/><!-- id --></g><?id a?></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 nan 1e400' width='9' height='9'><g id='a'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><use id='a' href='a.svg#a'/></svg>",
  };
  g_autoptr (GString) deep = g_string_new ("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>");

  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++) {
    write_svg (fixture, "a.svg", drawings[i]);
    cairo_surface_destroy (picture (fixture, "id.a=fill #ffffff; rotate pitch; show when time>=0\n", 5));
  }
  for (int i = 0; i < 200; i++)
    g_string_append (deep, "<g>");
  g_string_append (deep, "<g id='a'/>");
  for (int i = 0; i < 200; i++)
    g_string_append (deep, "</g>");
  g_string_append (deep, "</svg>");
  write_svg (fixture, "a.svg", deep->str);
  cairo_surface_destroy (picture (fixture, "id.a=rotate pitch\n", 5));
}

/* What takes too long is not drawn, and the frame does not wait for it again. */
static void
test_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = load (fixture, "file=a.svg\nheight=400\nid.b=rotate pitch\n", &error);
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find ("BGRA") }, .width = 320, .height = 240 };
  g_autoptr (TlrScene) scene = tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error);

  g_assert_true (tlm_limits_set ("image-ms=0", NULL));
  widget_serial (scene, timeline, 2);
  tlm_limits_reset ();
  g_assert_cmpuint (tlr_scene_n_regions (scene), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/svg/sight", Fixture, NULL, set_up, test_sight, tear_down);
  g_test_add ("/svg/colour", Fixture, NULL, set_up, test_colour, tear_down);
  g_test_add ("/svg/motion", Fixture, NULL, set_up, test_motion, tear_down);
  g_test_add ("/svg/pure", Fixture, NULL, set_up, test_pure, tear_down);
  g_test_add ("/svg/still", Fixture, NULL, set_up, test_still, tear_down);
  g_test_add ("/svg/errors", Fixture, NULL, set_up, test_errors, tear_down);
  g_test_add ("/svg/hostile", Fixture, NULL, set_up, test_hostile, tear_down);
  g_test_add ("/svg/late", Fixture, NULL, set_up, test_late, tear_down);
  return g_test_run ();
}
