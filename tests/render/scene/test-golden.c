/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Each built-in layout at three sizes, and upright and square in Russian, some in more, as pictures that somebody
 * has looked at (tests/golden), and on frames of each class of formats, as the same picture.
 *
 * Made anew by: TELEMETRY_GOLDEN_WRITE=FOLDER build/tests/render/test-golden
 * The largest is kept reduced, which shows where everything is and how it
 * weighs. */
#include <cairo.h>
#include <math.h>
#include <stdlib.h>

#include "core/mission/flight.h"
#include "golden.h"
#include "grey-frame.h"
#include "render/scene/scene.h"
#include "render/widgets/layout-load.h"

typedef struct {
  int width, height;
  int reduced;           /* pixels each way that one of the file stands for */
  const char *language;  /* NULL: English */
} Size;

static const Size sizes[] = { { 320, 180, 1 }, { 1280, 720, 1 }, { 3840, 2160, 4 } };

#define SMALL (&sizes[0])

/* Upright clear of the buttons of phones. */
static const Size shapes[] = { { 540, 960, 1, "ru" }, { 720, 720, 1, "ru" } };
/* Of the newer layouts: with those above, four sizes in two languages. */
static const Size more[] = {
  { 320, 180, 1, "ru" }, { 1280, 720, 1, "ru" }, { 540, 960, 1, "en" }, { 720, 720, 1, "en" },
};
static const char *const newer[] = { "broadcast", "club", "console", "docking", "film", NULL };

/* What a layout shows best; the rest show the first. */
static const struct {
  const char *layout, *mission;
  double time_s;         /* after the telemetry's beginning */
} flights[] = {
  { "", "sounding-rocket.mission", 97.4 },
  { "station", "station.mission", 1834.5 },
  { "soyuz", "station.mission", 1834.5 },
  { "tracking", "station.mission", 1834.5 },
  { "film", "sounding-rocket.mission", 29.4 },
  { "broadcast", "sounding-rocket.mission", 138.4 },
  { "console", "station.mission", 1834.5 },
  { "docking", "docking.mission", 410 },
};

/* The ground: middle grey, which light and dark both stand out from. */
#define GROUND 0x6b

static TlrScene *
open_scene (const char *name, const char *format, const TlrColorimetry *colorimetry, const Size *size)
{
  guint which = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  gint64 first, last;

  for (guint i = 1; i < G_N_ELEMENTS (flights); i++)
    which = g_str_equal (flights[i].layout, name) ? i : which;
  g_autofree char *path = g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), "pipelines", "examples",
      flights[which].mission, NULL);
  TlmFlightSource source = { .mission = path };
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find (format), .colorimetry = *colorimetry },
    .width = size->width, .height = size->height };
  g_autoptr (TlmFlight) flight = tlm_flight_open (&source, &error);
  g_assert_no_error (error);
  g_autoptr (TlrLayout) layout = tlr_layout_load (name, &error);
  g_assert_no_error (error);
  TlrStyle style = { .profile = flight->profile, .language = size->language };
  TlrScene *scene = tlr_scene_new (layout, &style, flight->timeline, flight->mission, &spec, &error);
  g_assert_no_error (error);
  g_assert_true (tlm_timeline_span (flight->timeline, &first, &last));
  tlm_timeline_at (flight->timeline, first + (gint64) (flights[which].time_s * 1e9),
      tlr_scene_channels (scene), snapshot);
  tlr_scene_update (scene, snapshot);
  return scene;
}

/* The picture as it is burned into grey RGB frames. */
static cairo_surface_t *
render (const char *name, const Size *size)
{
  static const TlrColorimetry rgb = { .matrix = TLR_MATRIX_RGB, .range = TLR_RANGE_FULL };
  g_autoptr (TlrScene) scene = open_scene (name, "BGRx", &rgb, size);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size->width, size->height);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  TlrFrame frame = { .format = tlr_pixel_format_find ("BGRx"), .width = size->width, .height = size->height,
    .data = { data }, .stride = { stride } };

  memset (data, GROUND, (gsize) stride * (gsize) size->height);
  tlr_scene_blend (scene, &frame);
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* Means of squares of so many pixels; takes the surface. */
static cairo_surface_t *
reduce (cairo_surface_t *large, int by)
{
  int width = cairo_image_surface_get_width (large) / by, height = cairo_image_surface_get_height (large) / by;
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < 3; c++) {
        int sum = 0;
        for (int k = 0; k < by * by; k++)
          sum += golden_pixel (large, x * by + k % by, y * by + k / by)[c];
        golden_pixel (small, x, y)[c] = (guint8) ((sum + by * by / 2) / (by * by));
      }
  cairo_surface_mark_dirty (small);
  cairo_surface_destroy (large);
  return small;
}

/* GRID is of formats that share chroma samples, "" for those that do not. */
static char *
golden_path (const char *folder, const char *layout, const Size *size, const char *grid)
{
  g_autofree char *file = size->language ?
      g_strdup_printf ("%s-%dx%d-%s.png", layout, size->width, size->height, size->language) :
      g_strdup_printf ("%s-%d%s.png", layout, size->height, grid);

  return g_build_filename (folder, file, NULL);
}

static cairo_surface_t *
load_golden (const char *layout, const Size *size, const char *grid)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), "tests", "golden", NULL);
  g_autofree char *path = golden_path (folder, layout, size, grid);
  cairo_surface_t *golden = cairo_image_surface_create_from_png (path);

  if (cairo_surface_status (golden) != CAIRO_STATUS_SUCCESS)
    g_error ("%s: %s", path, cairo_status_to_string (cairo_surface_status (golden)));
  return golden;
}

/* Another build of the font library may round an edge otherwise; anything that
 * moves, comes or goes is far above these. */
#define MEAN_LIMIT 0.05
#define MOST_LIMIT 96
/* Where letters stand between pixels: data's many small ones at 320x180 are 0.21 and 103. */
#define BETWEEN_MEAN_LIMIT 0.3
#define BETWEEN_MOST_LIMIT 112

static void
check_size (const char *layout, const Size *size)
{
  cairo_surface_t *golden = load_golden (layout, size, ""), *picture = reduce (render (layout, size), size->reduced);
  gboolean alike = golden_letters_stand_alike ();
  double mean;
  int most;

  golden_compare (golden, picture, &mean, &most);
  g_test_message ("%s at %dx%d: mean difference %.4f, largest %d", layout, size->width, size->height, mean, most);
  g_assert_cmpfloat (mean, <, alike || size != SMALL ? MEAN_LIMIT : BETWEEN_MEAN_LIMIT);
  g_assert_cmpint (most, <=, alike ? MOST_LIMIT : BETWEEN_MOST_LIMIT);
  cairo_surface_destroy (golden);
  cairo_surface_destroy (picture);
}

static void
check_or_write (const char *layout, const Size *size)
{
  const char *folder = g_getenv ("TELEMETRY_GOLDEN_WRITE");

  if (!folder) {
    check_size (layout, size);
    return;
  }
  g_autofree char *path = golden_path (folder, layout, size, "");
  cairo_surface_t *picture = reduce (render (layout, size), size->reduced);
  g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (picture);
}

static void
test_layout (gconstpointer layout)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    check_or_write (layout, &sizes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    check_or_write (layout, &shapes[i]);
  for (guint i = 0; g_strv_contains (newer, layout) && i < G_N_ELEMENTS (more); i++)
    check_or_write (layout, &more[i]);
}

/* One format of each class, and how far its picture may be from the golden one,
 * codes of 8 bits. A layout is the same on all of them: luma is compared with the picture
 * on RGB, colours with that of formats that share chroma samples alike, of which the
 * first here made the picture. Each layer that shows through may add half a code: of three
 * 1.51 at most in the letters of these fonts. */
typedef struct {
  const char *format;
  double mean, luma_most;
} FormatClass;

static const FormatClass classes[] = {
  { "RGB", 1.1, 3.6 }, { "ARGB", 1.1, 3.6 }, { "GBR", 1.1, 3.6 }, { "ARGB64", 0.3, 1.6 },
  { "Y444", 1.1, 3.6 }, { "AYUV", 1.1, 3.6 }, { "Y444_16BE", 0.3, 1.6 }, { "GRAY8", 1.1, 3.6 },
  { "GRAY16_LE", 0.3, 1.6 },
  { "I420", 1.1, 3.6 }, { "NV12", 1.1, 3.6 }, { "A420", 1.1, 3.6 }, { "I420_10LE", 1.1, 3.6 },
  { "P010_10LE", 1.1, 3.6 },
  { "YUY2", 1.1, 3.6 }, { "Y42B", 1.1, 3.6 }, { "I422_10LE", 1.1, 3.6 },
  { "Y41B", 1.1, 3.6 },
};

static char *
grid_of (const char *name)
{
  const TlrPixelFormat *format = tlr_pixel_format_find (name);
  guint columns, rows;

  tlr_pixel_format_grid (format, FALSE, &columns, &rows);
  return columns * rows == 1 ? g_strdup ("") : g_strdup_printf ("-%ux%u", columns, rows);
}

static TestFrame
render_class (const char *layout, const FormatClass *class)
{
  g_autoptr (TlrScene) scene = open_scene (layout, class->format, &test_bt709, SMALL);
  TestFrame frame;

  test_frame_init (&frame, tlr_pixel_format_find (class->format), SMALL->width, SMALL->height, 0);
  test_fill_grey (&frame, GROUND);
  tlr_scene_blend (scene, &frame.frame);
  return frame;
}

static cairo_surface_t *
class_picture (const char *layout, const FormatClass *class)
{
  TestFrame frame = render_class (layout, class);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SMALL->width, SMALL->height);

  for (int y = 0; y < SMALL->height; y++)
    for (int x = 0; x < SMALL->width; x++) {
      double rgb[3];
      test_decode (&frame.frame, x, y, rgb);
      for (int c = 0; c < 3; c++)
        golden_pixel (surface, x, y)[2 - c] = (guint8) (CLAMP (rgb[c], 0, 255) + 0.5);
    }
  cairo_surface_mark_dirty (surface);
  test_frame_clear (&frame);
  return surface;
}

/* On RGB and on formats of one grid, of which CLASS is the first; where letters stand
 * otherwise than in the files, drawn anew. */
typedef struct {
  cairo_surface_t *plain, *golden;
} References;

static void
references_clear (References *references)
{
  g_clear_pointer (&references->plain, cairo_surface_destroy);
  g_clear_pointer (&references->golden, cairo_surface_destroy);
}

/* A file drawn where letters stood otherwise is near what is drawn now. */
static void
check_near (const char *layout, const char *grid, cairo_surface_t *drawn)
{
  cairo_surface_t *golden = load_golden (layout, SMALL, grid);
  double mean;
  int most;

  golden_compare (golden, drawn, &mean, &most);
  g_test_message ("%s%s: mean difference %.4f, largest %d", layout, grid, mean, most);
  g_assert_cmpfloat (mean, <, BETWEEN_MEAN_LIMIT);
  g_assert_cmpint (most, <=, BETWEEN_MOST_LIMIT);
  cairo_surface_destroy (golden);
}

static void
references_set (References *references, const char *layout, const FormatClass *class, const char *grid)
{
  gboolean alike = golden_letters_stand_alike ();

  references_clear (references);
  references->plain = alike ? load_golden (layout, SMALL, "") : render (layout, SMALL);
  references->golden = alike ? load_golden (layout, SMALL, grid) :
      *grid ? class_picture (layout, class) : cairo_surface_reference (references->plain);
  if (!alike)
    check_near (layout, grid, references->golden);
}

static void
check_class (const char *layout, const FormatClass *class, const References *references)
{
  TestFrame frame = render_class (layout, class);
  gboolean grey = frame.frame.format->model == TLR_MODEL_GREY;
  double sum = 0, luma_most = 0;

  for (int y = 0; y < SMALL->height; y++)
    for (int x = 0; x < SMALL->width; x++) {
      const guint8 *p = golden_pixel (references->golden, x, y);
      const guint8 *q = golden_pixel (references->plain, x, y);
      double wanted[3] = { p[2], p[1], p[0] }, got[3];
      double luma = test_luma ((double[3]) { q[2], q[1], q[0] });
      test_decode (&frame.frame, x, y, got);
      luma_most = MAX (luma_most, fabs (luma - test_luma (got)));
      for (int c = 0; c < 3; c++)
        sum += fabs (CLAMP (got[c], 0, 255) - (grey ? luma : wanted[c]));
    }
  sum /= 3.0 * SMALL->width * SMALL->height;
  g_test_message ("%s on %s: mean difference %.4f, largest of luma %.1f", layout, class->format, sum, luma_most);
  g_assert_cmpfloat (sum, <, class->mean);
  g_assert_cmpfloat (luma_most, <=, class->luma_most);
  test_frame_clear (&frame);
}

static void
write_class (const char *folder, const char *layout, const FormatClass *class, const char *grid)
{
  g_autofree char *path = golden_path (folder, layout, SMALL, grid);
  cairo_surface_t *surface = class_picture (layout, class);

  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static void
test_classes (gconstpointer layout)
{
  const char *folder = g_getenv ("TELEMETRY_GOLDEN_WRITE");
  g_autofree char *before = g_strdup ("-");
  References references = { NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
    g_autofree char *grid = grid_of (classes[i].format);
    gboolean is_first = strcmp (grid, before) != 0;

    if (folder && is_first && *grid)
      write_class (folder, layout, &classes[i], grid);
    if (!folder && is_first)
      references_set (&references, layout, &classes[i], grid);
    if (!folder)
      check_class (layout, &classes[i], &references);
    g_free (before);
    before = g_steal_pointer (&grid);
  }
  references_clear (&references);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) layouts = tlr_layout_list ();

  golden_fonts_use ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; layouts[i]; i++) {
    g_autofree char *sized = g_strdup_printf ("/golden/%s/sizes", layouts[i]);
    g_autofree char *formats = g_strdup_printf ("/golden/%s/formats", layouts[i]);
    g_test_add_data_func (sized, layouts[i], test_layout);
    g_test_add_data_func (formats, layouts[i], test_classes);
  }
  return g_test_run ();
}
