/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/base/error.h"
#include "render/widgets/layout-load.h"
#include "widget-data.h"

/* A folder with a layout's pictures. */
typedef struct {
  char *folder, *layout;
} Fixture;

static void
write_file (const Fixture *fixture, const char *name, gconstpointer data, gssize size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, size, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 40, 20);
  cairo_t *cr = cairo_create (surface);

  fixture->folder = g_dir_make_tmp ("telemetry-image-XXXXXX", NULL);
  fixture->layout = g_build_filename (fixture->folder, "test.layout", NULL);
  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_rectangle (cr, 0, 0, 20, 20);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, 0, 1, 0, 0.5);
  cairo_rectangle (cr, 20, 0, 20, 20);
  cairo_fill (cr);
  cairo_destroy (cr);
  g_autofree char *path = g_build_filename (fixture->folder, "half.png", NULL);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
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
  g_autofree char *text = g_strconcat ("[layout]\nsafe=0\n[widget i]\ntype=image\n", keys, NULL);

  return tlr_layout_parse (fixture->layout, text, -1, error);
}

static cairo_surface_t *
picture (const Fixture *fixture, const char *keys)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = load (fixture, keys, &error);
  TlrBackdrop black = { NULL, { 0, 0, 0, 1 } };

  g_assert_no_error (error);
  tlm_timeline_at (timeline, 0, NULL, snapshot);
  cairo_surface_t *surface = tlr_preview_draw (layout, NULL, timeline, NULL, snapshot, 500, 500, &black,
      &error);
  g_assert_no_error (error);
  return surface;
}

/* 200 rows of 500 high, and by its proportions 400 columns wide. */
static void
test_png (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *surface = picture (fixture, "file=half.png\nheight=400\n");

  g_assert_cmphex (widget_pixel (surface, 50, 100), ==, 0xff0000);
  g_assert_cmphex (widget_pixel (surface, 2, 198), ==, 0xff0000);
  g_assert_cmphex (widget_pixel (surface, 350, 100) & 0xfff0ff, ==, 0x008000);
  g_assert_cmphex (widget_pixel (surface, 402, 100), ==, 0);
  g_assert_cmphex (widget_pixel (surface, 50, 202), ==, 0);
  cairo_surface_destroy (surface);
}

/* A JPEG, which the loader's own writer makes; its colours are nearly right. */
static void
test_jpeg (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 64);
  g_autofree char *path = g_build_filename (fixture->folder, "grey.jpg", NULL);
  cairo_surface_t *surface;

  gdk_pixbuf_fill (pixbuf, 0x4080c0ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "jpeg", NULL, "quality", "95", NULL));
  surface = picture (fixture, "file=grey.jpg\nheight=200\n");
  for (int shift = 0; shift < 24; shift += 8)
    g_assert_cmpint (ABS ((int) (widget_pixel (surface, 50, 50) >> shift & 255) - (0x4080c0 >> shift & 255)), <=, 4);
  cairo_surface_destroy (surface);
}

/* In a square box it keeps its proportions, in the middle; opacity dims it. */
static void
test_fit (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *surface = picture (fixture, "file=half.png\nheight=400\nwidth=400\nopacity=0.5\n");

  g_assert_cmphex (widget_pixel (surface, 50, 100) >> 16, >=, 0x7e);
  g_assert_cmphex (widget_pixel (surface, 50, 100) >> 16, <=, 0x81);
  g_assert_cmphex (widget_pixel (surface, 50, 40), ==, 0);
  g_assert_cmphex (widget_pixel (surface, 50, 160), ==, 0);
  cairo_surface_destroy (surface);
}

/* What an SVG would look up elsewhere it does not get. */
static void
test_svg (Fixture *fixture, gconstpointer data)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
      "width='100' height='100'><rect width='50' height='100' fill='#0000ff'/>"
      "<image x='50' width='50' height='100' xlink:href='half.png' preserveAspectRatio='none'/></svg>";
  cairo_surface_t *surface;

  write_file (fixture, "a.svg", svg, -1);
  surface = picture (fixture, "file=a.svg\nheight=400\n");
  g_assert_cmphex (widget_pixel (surface, 50, 100), ==, 0x0000ff);
  g_assert_cmphex (widget_pixel (surface, 120, 100), ==, 0);
  cairo_surface_destroy (surface);
  surface = picture (fixture, "file=builtin:orbit\nheight=400\n");
  g_assert_cmpuint (widget_count (surface, 0xffffff), >, 500);
  cairo_surface_destroy (surface);
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
  g_assert_nonnull (strstr (error->message, "[widget i]"));
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  /* IHDR of 65536x65536 pixels and some of IDAT, both with their right CRC. */
  static const guint8 huge[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44,
    0x52, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x08, 0x06, 0x00, 0x00, 0x00, 0x6c,
    0x84, 0x30, 0xe3, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x60,
    0xa0, 0x3d, 0x00, 0x00, 0x00, 0x64, 0x00, 0x01, 0x86, 0x64, 0x3c, 0x35
  };
  g_autofree char *path = g_build_filename (fixture->folder, "half.png", NULL);
  g_autofree guint8 *bytes = NULL;
  gsize size;

  write_file (fixture, "huge.png", huge, sizeof huge);
  write_file (fixture, "text.png", "not a picture", -1);
  g_assert_true (g_file_get_contents (path, (char **) &bytes, &size, NULL));
  write_file (fixture, "cut.png", bytes, 45);
  check_error (fixture, "", "no file=");
  check_error (fixture, "file=none.png\n", "cannot be read");
  check_error (fixture, "file=../half.png\n", "outside");
  check_error (fixture, "file=/etc/passwd\n", "outside");
  check_error (fixture, "file=huge.png\n", "image-side");
  check_error (fixture, "file=text.png\n", "neither PNG, JPEG nor SVG");
  check_error (fixture, "file=cut.png\n", "broken picture");
  check_error (fixture, "file=builtin:cat\n", "builtin:orbit");
  write_file (fixture, "wide.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='9'/>", -1);
  check_error (fixture, "file=wide.svg\n", "image-side");
  g_autofree char *long_svg = g_strnfill (1024 * 1024 + 1, ' ');
  write_file (fixture, "long.svg", long_svg, -1);
  check_error (fixture, "file=long.svg\n", "svg-bytes=1048576");
}

/* Frames may be as wide; Cairo has no pictures so. */
static void
test_wide_preview (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = load (fixture, "file=half.png\n", &error);

  tlm_timeline_at (timeline, 0, NULL, snapshot);
  g_assert_null (tlr_preview_draw (layout, NULL, timeline, NULL, snapshot, 32768, 16, NULL, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "32768 x 16"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/image/png", Fixture, NULL, set_up, test_png, tear_down);
  g_test_add ("/image/jpeg", Fixture, NULL, set_up, test_jpeg, tear_down);
  g_test_add ("/image/fit", Fixture, NULL, set_up, test_fit, tear_down);
  g_test_add ("/image/svg", Fixture, NULL, set_up, test_svg, tear_down);
  g_test_add ("/image/wide-preview", Fixture, NULL, set_up, test_wide_preview, tear_down);
  g_test_add ("/image/hostile", Fixture, NULL, set_up, test_hostile, tear_down);
  return g_test_run ();
}
