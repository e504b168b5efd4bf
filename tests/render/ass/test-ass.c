/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <pango/pangocairo.h>

#include "libass-picture.h"

/* How far apart burned text and that of libass may be, pixels and codes. */
#define PLACE_TOLERANCE 2
#define COLOUR_TOLERANCE 2

/* Part of the ink that two rasterizers may set apart at the edges of letters; a black ground has none. */
#define STRAY_TOLERANCE 0.18

/* Of the 1 of the layouts' font, in pixels at 1000 an em. */
static PangoRectangle
ink_of_one (const char *features)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string ("Inter semi-bold");
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoRectangle rect;

  pango_font_description_set_absolute_size (font, 1000 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_attr_list_insert (attributes, pango_attr_font_features_new (features));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, "1", -1);
  pango_layout_get_pixel_extents (layout, &rect, NULL);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  g_object_unref (layout);
  g_object_unref (context);
  return rect;
}

/* A font may draw digits of equal width otherwise: the 1 of Inter 4.1 has a foot among
 * them. libass, to which nobody can name such features, draws it without. How far it reaches
 * out to one side, as a part of the height of digits; 0 where both are the same. */
static double
foot (void)
{
  static double part = -1;

  if (part < 0) {
    PangoRectangle burned = ink_of_one ("tnum=1, calt=0"), plain = ink_of_one ("calt=0");
    part = MAX (0, burned.width - plain.width) / (2.0 * plain.height);
    g_test_message ("the 1 of equal width reaches out by %.3f of its height", part);
  }
  return part;
}

/* A foot of digits 45 pixels high, light, in a box of 160x75: so many codes of its mean. */
#define FOOT_CODES 1

/* How much of the ink inside RECT is not where the other picture has it: letters
 * that stand side by side in one box, but each elsewhere, show. */
static double
strayed (const Picture *a, const Picture *b, const TlrRect *rect)
{
  double apart = 0, ink_of_both = 1;

  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++) {
      gsize at = 3 * ((gsize) y * WIDTH + (gsize) x) + 1;
      apart += abs (a->rgb[at] - b->rgb[at]);
      ink_of_both += a->rgb[at] + b->rgb[at];
    }
  return apart / ink_of_both;
}

/* FALSE when nothing is burned there. */
static gboolean
compare_box (const Picture *burned, const Picture *drawn, const TlrRect *rect, const char *name)
{
  TlrRect a = { 0 }, b = { 0 };
  guint8 colour_a[3], colour_b[3];
  int across;

  if (!ink (burned, rect, &a, colour_a))
    return FALSE;
  g_assert_true (ink (drawn, rect, &b, colour_b));
  g_test_message ("%s: burned %d,%d %dx%d (%u %u %u), libass %d,%d %dx%d (%u %u %u)", name,
      a.x, a.y, a.width, a.height, colour_a[0], colour_a[1], colour_a[2],
      b.x, b.y, b.width, b.height, colour_b[0], colour_b[1], colour_b[2]);
  across = PLACE_TOLERANCE + (int) ceil (foot () * b.height);
  g_assert_cmpint (ABS (a.x - b.x), <=, across);
  g_assert_cmpint (ABS (a.y - b.y), <=, PLACE_TOLERANCE);
  g_assert_cmpint (ABS (a.x + a.width - b.x - b.width), <=, across);
  g_assert_cmpint (ABS (a.y + a.height - b.y - b.height), <=, PLACE_TOLERANCE);
  for (int c = 0; c < 3; c++)
    g_assert_cmpint (ABS (colour_a[c] - colour_b[c]), <=, COLOUR_TOLERANCE);
  g_test_message ("%s: %.3f of the ink strayed", name, strayed (burned, drawn, rect));
  g_assert_cmpfloat (strayed (burned, drawn, rect), <=, STRAY_TOLERANCE);
  return TRUE;
}

/* Each line of text by itself: the widgets that have one. */
static void
compare (const char *layout, const char *language, gint64 footage_ns, const char *const *widgets)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  TlrScene *scene;
  guint n = 0;

  fixture_init (&fixture, layout, language);
  g_autoptr (TlrAss) ass = tlr_ass_new (&fixture.spec, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (tlr_ass_header (ass)), <, TLR_ASS_HEADER_SIZE);
  g_autofree char *text = script (ass, footage_ns, footage_ns + TLM_SECOND);
  g_auto (Picture) burned = burn (&fixture, footage_ns, 0, &scene);
  g_auto (Picture) drawn = render (text, footage_ns, 0);
  write_picture (&burned, "burned.ppm");
  write_picture (&drawn, "libass.ppm");
  for (; *widgets; widgets++) {
    TlrRect rect;
    g_assert_true (tlr_scene_widget_rect (scene, *widgets, &rect));
    n += compare_box (&burned, &drawn, &rect, *widgets);
  }
  g_assert_cmpuint (n, >, 0);
  tlr_scene_free (scene);
  fixture_clear (&fixture);
}

static void
test_webcast (void)
{
  static const char *const widgets[] = { "speed", "altitude", "clock", "phase", "provenance", NULL };

  compare ("webcast", NULL, 12 * TLM_SECOND, widgets);
  compare ("webcast", NULL, 134 * TLM_SECOND, widgets);
  compare ("webcast", "ru", 400 * TLM_SECOND, widgets);
}

/* Instruments: words, and drawings of all that stands still or moves. */
static void
test_cockpit (void)
{
  static const char *const widgets[] = { "speed", "altitude", "acceleration", "path", "climb", "clock",
    NULL };

  compare ("cockpit", NULL, 20 * TLM_SECOND, widgets);
  compare ("cockpit", NULL, 134 * TLM_SECOND, widgets);
}

/* Other frames than 16:9, and pixels that are not square: 4:3, upright, and what tape
 * and HDV have. A renderer that knows the frame in its own pixels alone has to squeeze
 * letters as those are burned. */
static void
test_shapes (void)
{
  static const Shape shapes[] = { { 960, 720, 1, 1 }, { 720, 1280, 1, 1 }, { 720, 576, 64, 45 },
    { 720, 576, 16, 15 }, { 720, 480, 8, 9 }, { 1440, 1080, 4, 3 }, { 704, 576, 12, 11 } };
  static const char *const webcast[] = { "speed", "altitude", "clock", "phase", NULL };
  static const char *const minimal[] = { "clock", "speed", "altitude", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    shape = shapes[i];
    g_test_message ("%dx%d, pixels %d:%d", shape.width, shape.height, shape.par_n, shape.par_d);
    compare ("webcast", NULL, 134 * TLM_SECOND, webcast);
    compare ("minimal", NULL, 134 * TLM_SECOND, minimal);
  }
  shape = full_hd;
}

/* Words with soft shadows and no plates. */
static void
test_minimal (void)
{
  static const char *const widgets[] = { "clock", "speed", "altitude", "phase", "provenance", NULL };

  compare ("minimal", NULL, 12 * TLM_SECOND, widgets);
  compare ("minimal", "de", 134 * TLM_SECOND, widgets);
  compare ("minimal", "ru", 600 * TLM_SECOND, widgets);
}

static void
test_station (void)
{
  static const char *const widgets[] = { "vehicle", "sunlight", "provenance", "date", "clock", "zone",
    "altitude", "orbit", "inertial", "relative", "latitude", "longitude", NULL };

  compare ("station", NULL, 0, widgets);
  compare ("station", NULL, 1234 * TLM_SECOND, widgets);
  compare ("station", "ru", 3000 * TLM_SECOND, widgets);
}

/* Mean of a picture's codes inside RECT. */
static double
mean (const Picture *picture, const TlrRect *rect)
{
  double sum = 0;

  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++)
      for (int c = 0; c < 3; c++)
        sum += picture->rgb[3 * (y * WIDTH + x) + c];
  return sum / (3.0 * rect->width * rect->height);
}

/* On a bright ground shadows, plates and outlines show: together they darken it
 * alike. */
static void
test_ground (void)
{
  static const struct {
    const char *layout, *widget;
  } rows[] = {
    { "minimal", "clock" }, { "minimal", "speed" }, { "webcast", "speed" }, { "webcast", "altitude" },
    { "station", "altitude" }, { "station", "head" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    Fixture fixture;
    TlrScene *scene;
    TlrRect rect;

    fixture_init (&fixture, rows[i].layout, NULL);
    g_autoptr (TlrAss) ass = tlr_ass_new (&fixture.spec, FALSE, NULL);
    g_autofree char *text = script (ass, 60 * TLM_SECOND, 61 * TLM_SECOND);
    g_auto (Picture) burned = burn (&fixture, 60 * TLM_SECOND, 200, &scene);
    g_auto (Picture) drawn = render (text, 60 * TLM_SECOND, 200);
    g_assert_true (tlr_scene_widget_rect (scene, rows[i].widget, &rect));
    g_test_message ("%s %s: burned %.2f, libass %.2f", rows[i].layout, rows[i].widget,
        mean (&burned, &rect), mean (&drawn, &rect));
    g_assert_cmpfloat (fabs (mean (&burned, &rect) - mean (&drawn, &rect)), <=,
        COLOUR_TOLERANCE + (foot () > 0 ? FOOT_CODES : 0));
    tlr_scene_free (scene);
    fixture_clear (&fixture);
  }
}

/* What changes is said anew, and nothing else: marks beside it go on. Events of one
 * mark follow one another, and none is longer than the window. */
static void
test_events (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  guint clocks = 0, units = 0;

  fixture_init (&fixture, "webcast", NULL);
  g_autoptr (TlrAss) ass = tlr_ass_new (&fixture.spec, FALSE, &error);
  g_autofree char *text = script (ass, 20 * TLM_SECOND, 40 * TLM_SECOND);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    if (!g_str_has_prefix (lines[i], "Dialogue: "))
      continue;
    clocks += strstr (lines[i], ":{\\fsp") != NULL && strstr (lines[i], ",0:00:2") != NULL;
    units += g_str_has_suffix (lines[i], "km/h");
  }
  g_assert_cmpuint (clocks, >=, 10);
  /* One a window of 10 s, however often the number before it changes. */
  g_assert_cmpuint (units, ==, 2);
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ass/webcast", test_webcast);
  g_test_add_func ("/ass/cockpit", test_cockpit);
  g_test_add_func ("/ass/minimal", test_minimal);
  g_test_add_func ("/ass/shapes", test_shapes);
  g_test_add_func ("/ass/station", test_station);
  g_test_add_func ("/ass/ground", test_ground);
  g_test_add_func ("/ass/events", test_events);
  return g_test_run ();
}
