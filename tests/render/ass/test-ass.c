/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <ass/ass.h>
#include <math.h>
#include <string.h>

#include "core/mission/flight.h"
#include "render/ass/ass.h"
#include "render/scene/scene.h"
#include "render/widgets/layout-load.h"

#define WIDTH 1920
#define HEIGHT 1080

/* How far apart burned text and that of libass may be, pixels and codes. */
#define PLACE_TOLERANCE 2
#define COLOUR_TOLERANCE 2

/* Part of the ink that two rasterizers may set apart at the edges of letters. */
#define STRAY_TOLERANCE 0.15

typedef struct {
  TlmFlight *flight;
  TlrLayout *layout;
  TlrCueSpec spec;
} Fixture;

/* Layouts of ephemerides have the station as their example, others the rocket. */
static void
fixture_init (Fixture *fixture, const char *layout, const char *language)
{
  const char *example = g_str_equal (layout, "station") ? "station.mission" : "sounding-rocket.mission";
  g_autofree char *mission = g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), "pipelines",
      "examples", example, NULL);
  TlmFlightSource source = { .mission = mission };
  g_autoptr (GError) error = NULL;
  TlmSync sync = TLM_SYNC_NONE;

  fixture->flight = tlm_flight_open (&source, &error);
  g_assert_no_error (error);
  g_assert_true (tlm_sync_read (&sync, &(TlmSyncText) { fixture->flight->mission->liftoff_at,
              fixture->flight->mission->footage_start, fixture->flight->mission->marks }, &error));
  fixture->layout = tlr_layout_load (layout, &error);
  g_assert_no_error (error);
  fixture->spec = (TlrCueSpec) { .timeline = fixture->flight->timeline,
    .mission = fixture->flight->mission, .layout = fixture->layout,
    .style = { TLR_UNITS_LAYOUT, language },
    .sync = tlm_sync_resolve (&sync, fixture->flight->timeline, 0, 1),
    .width = WIDTH, .height = HEIGHT };
}

static void
fixture_clear (Fixture *fixture)
{
  tlr_layout_unref (fixture->layout);
  tlm_flight_free (fixture->flight);
}

/* A picture of three bytes a pixel, RGB. */
typedef struct {
  guint8 *rgb;
} Picture;

static void
picture_clear (Picture *picture)
{
  g_free (picture->rgb);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

static Picture
burn (const Fixture *fixture, gint64 footage_ns, guint8 ground, TlrScene **keep)
{
  TlrSceneSpec spec = { { tlr_pixel_format_find ("BGRx"), { TLR_MATRIX_RGB, TLR_RANGE_FULL } },
    WIDTH, HEIGHT };
  g_autoptr (GError) error = NULL;
  TlrScene *scene = tlr_scene_new (fixture->layout, &fixture->spec.style, fixture->spec.timeline,
      fixture->spec.mission, &spec, &error);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autofree guint8 *bgrx = g_malloc (4 * WIDTH * HEIGHT);
  TlrFrame frame = { .format = spec.native.format, .width = WIDTH, .height = HEIGHT,
    .data = { bgrx }, .stride = { 4 * WIDTH } };
  Picture picture = { g_malloc (3 * WIDTH * HEIGHT) };

  g_assert_no_error (error);
  memset (bgrx, ground, 4 * WIDTH * HEIGHT);
  tlm_timeline_at (fixture->spec.timeline, tlm_sync_apply (&fixture->spec.sync, footage_ns), NULL,
      snapshot);
  tlr_scene_update (scene, snapshot);
  tlr_scene_blend (scene, &frame);
  for (gsize i = 0; i < WIDTH * HEIGHT; i++)
    for (guint c = 0; c < 3; c++)
      picture.rgb[3 * i + c] = bgrx[4 * i + 2 - c];
  *keep = scene;
  return picture;
}

static void
take_event (const TlrAssEvent *event, gpointer data)
{
  tlr_ass_append_line (data, event);
}

static char *
script (TlrAss *ass, gint64 from_ns, gint64 end_ns)
{
  GString *text = g_string_new (tlr_ass_header (ass));

  g_string_append (text, TLR_ASS_EVENTS);
  while (from_ns < end_ns)
    from_ns = tlr_ass_show (ass, from_ns, end_ns, take_event, text);
  return g_string_free (text, FALSE);
}

/* Straight alpha over what is there. */
static void
blend_image (const ASS_Image *image, guint8 *rgb)
{
  for (int y = 0; y < image->h; y++)
    for (int x = 0; x < image->w; x++) {
      guint8 *pixel = rgb + 3 * ((image->dst_y + y) * WIDTH + image->dst_x + x);
      double alpha = image->bitmap[y * image->stride + x] / 255.0 * (255 - (image->color & 0xff)) / 255.0;

      for (int c = 0; c < 3; c++) {
        double colour = image->color >> (24 - 8 * c) & 0xff;
        pixel[c] = (guint8) (pixel[c] + (colour - pixel[c]) * alpha + 0.5);
      }
    }
}

static void
quiet (int level, const char *format, va_list args, void *data)
{
}

static Picture
render (const char *text, gint64 footage_ns, guint8 ground)
{
  ASS_Library *library = ass_library_init ();
  ASS_Renderer *renderer;
  ASS_Track *track;
  g_autofree char *copy = g_strdup (text);
  Picture picture = { g_malloc (3 * WIDTH * HEIGHT) };

  ass_set_message_cb (library, quiet, NULL);
  renderer = ass_renderer_init (library);
  ass_set_frame_size (renderer, WIDTH, HEIGHT);
  ass_set_fonts (renderer, NULL, "sans-serif", ASS_FONTPROVIDER_FONTCONFIG, NULL, 1);
  track = ass_read_memory (library, copy, strlen (copy), NULL);
  g_assert_nonnull (track);
  memset (picture.rgb, ground, 3 * WIDTH * HEIGHT);
  for (ASS_Image *image = ass_render_frame (renderer, track, footage_ns / 1000000, NULL); image;
      image = image->next)
    blend_image (image, picture.rgb);
  ass_free_track (track);
  ass_renderer_done (renderer);
  ass_library_done (library);
  return picture;
}

/* The box around what differs from the ground by more than half of the most,
 * inside RECT. FALSE when there is nothing. */
static gboolean
ink (const Picture *picture, const TlrRect *rect, TlrRect *box, guint8 brightest[3])
{
  int left = G_MAXINT, right = -1, top = G_MAXINT, bottom = -1, most = 0;

  memset (brightest, 0, 3);
  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++) {
      const guint8 *p = picture->rgb + 3 * (y * WIDTH + x);
      int sum = p[0] + p[1] + p[2];
      if (sum > most) {
        most = sum;
        memcpy (brightest, p, 3);
      }
    }
  if (most < 60)
    return FALSE;
  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++) {
      const guint8 *p = picture->rgb + 3 * (y * WIDTH + x);
      if (p[0] + p[1] + p[2] < most / 2)
        continue;
      left = MIN (left, x);
      right = MAX (right, x);
      top = MIN (top, y);
      bottom = MAX (bottom, y);
    }
  *box = (TlrRect) { left, top, right - left + 1, bottom - top + 1 };
  return TRUE;
}

static void
write_picture (const Picture *picture, const char *name)
{
  const char *folder = g_getenv ("TELEMETRY_KEEP_PICTURES");
  g_autofree char *path = folder ? g_build_filename (folder, name, NULL) : NULL;
  g_autoptr (GString) ppm = g_string_new (NULL);

  if (!path)
    return;
  g_string_append_printf (ppm, "P6\n%d %d\n255\n", WIDTH, HEIGHT);
  g_string_append_len (ppm, (const char *) picture->rgb, 3 * WIDTH * HEIGHT);
  g_file_set_contents (path, ppm->str, (gssize) ppm->len, NULL);
}

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
  TlrRect a, b;
  guint8 colour_a[3], colour_b[3];

  if (!ink (burned, rect, &a, colour_a))
    return FALSE;
  g_assert_true (ink (drawn, rect, &b, colour_b));
  g_test_message ("%s: burned %d,%d %dx%d (%u %u %u), libass %d,%d %dx%d (%u %u %u)", name,
      a.x, a.y, a.width, a.height, colour_a[0], colour_a[1], colour_a[2],
      b.x, b.y, b.width, b.height, colour_b[0], colour_b[1], colour_b[2]);
  g_assert_cmpint (ABS (a.x - b.x), <=, PLACE_TOLERANCE);
  g_assert_cmpint (ABS (a.y - b.y), <=, PLACE_TOLERANCE);
  g_assert_cmpint (ABS (a.x + a.width - b.x - b.width), <=, PLACE_TOLERANCE);
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
    g_assert_cmpfloat (fabs (mean (&burned, &rect) - mean (&drawn, &rect)), <=, COLOUR_TOLERANCE);
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
  g_test_add_func ("/ass/station", test_station);
  g_test_add_func ("/ass/ground", test_ground);
  g_test_add_func ("/ass/events", test_events);
  return g_test_run ();
}
