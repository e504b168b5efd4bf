/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* SVG that costs more to draw than its size says, and pictures outside a layout's folder. */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <librsvg/rsvg.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "render/draw/image-file.h"
#include "render/draw/svg-check.h"
#include "render/draw/svg-picture.h"

#define SVG(INSIDE) "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" " \
    "width=\"100\" height=\"100\">" INSIDE "</svg>"
#define FILTER(STEPS) "<defs><filter id=\"f\">" STEPS "</filter></defs>"
#define FILTERED "<rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>"

static char *
check (const char *text)
{
  return tlr_svg_check ((const guint8 *) text, strlen (text));
}

static void
test_filters (void)
{
  const struct {
    const char *text;
    gboolean is_right;
  } rows[] = {
    { SVG ("<rect width=\"9\" height=\"9\"/>"), TRUE },
    { SVG (FILTER ("<feGaussianBlur stdDeviation=\"2\"/><feOffset dx=\"1\"/>") FILTERED), TRUE },
    { SVG (FILTER ("<feTurbulence baseFrequency=\"0.1\" numOctaves=\"4\"/>") FILTERED), TRUE },
    { SVG (FILTER ("<feTurbulence baseFrequency=\"0.1\" numOctaves=\"2000\"/>") FILTERED), FALSE },
    { SVG (FILTER ("<feTurbulence numOctaves=\"99999999999999999999\"/>") FILTERED), FALSE },
    { SVG (FILTER ("<feConvolveMatrix order=\"9 9\"/>") FILTERED), FALSE },
    { "<!DOCTYPE svg [<!ENTITY n \"2000\">]>" SVG (FILTER ("<feTurbulence numOctaves=\"&n;\"/>") FILTERED), FALSE },
    { SVG (FILTER ("<feOffset dx=\"1\"/>") FILTERED "<use xlink:href=\"#a\"/>"), FALSE },
    { SVG (FILTER ("<feOffset dx=\"1\"/>") "<style>rect { filter: url(#f) }</style>"), FALSE },
    { "\x1f\x8b packed", FALSE },
    { "no XML at all", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *problem = check (rows[i].text);
    g_test_message ("row %u: %s", (guint) i, problem ? problem : "right");
    g_assert_true ((problem == NULL) == rows[i].is_right);
  }
}

/* An SVG with a picture of so many pixels in it, N times. */
static char *
with_picture (int size, guint n)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, size, size);
  g_autofree char *data = NULL, *text = NULL;
  GString *inside = g_string_new (NULL);
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, NULL));
  text = g_base64_encode ((const guchar *) data, length);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (inside, "<image xlink:href=\" DATA:image/png;base64,%s\"/>", text);
  g_autofree char *body = g_string_free (inside, FALSE);
  return g_strdup_printf (SVG ("%s"), body);
}

static void
test_pictures (void)
{
  const struct {
    int size;
    guint n;
    gboolean is_right;
  } rows[] = { { 100, 1, TRUE }, { 101, 1, FALSE }, { 50, 4, TRUE }, { 50, 5, FALSE } };
  g_assert_true (tlm_limits_set ("image-pixels=10000", NULL));
  g_autofree char *other = check (SVG ("<image href=\"data:image/svg+xml;base64,PHN2Zy8+\"/>"));

  g_assert_nonnull (other);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = with_picture (rows[i].size, rows[i].n);
    g_autofree char *problem = check (text);
    g_assert_true ((problem == NULL) == rows[i].is_right);
    g_assert_true (!problem || strstr (problem, "image-pixels=10000"));
  }
  tlm_limits_reset ();
}

static gboolean
loads (const TlmKeyFile *layout, const char *name)
{
  g_autoptr (GError) error = NULL;
  TlrImage *image = tlr_image_load (name, layout, "widget a", "file", &error);
  gboolean result = image != NULL;

  if (error)
    g_test_message ("%s", error->message);
  tlr_image_free (image);
  return result;
}

/* A link may lead about in the folder, and not out of it; a pipe is no picture. */
static void
test_links (void)
{
  g_autofree char *folder = g_dir_make_tmp ("layout-XXXXXX", NULL), *outside = g_dir_make_tmp ("out-XXXXXX", NULL);
  g_autofree char *layout_path = g_build_filename (folder, "x.layout", NULL);
  g_autofree char *picture = g_build_filename (folder, "in.svg", NULL), *secret = g_build_filename (outside, "out.svg", NULL);
  g_autofree char *link = g_build_filename (folder, "link.svg", NULL), *away = g_build_filename (folder, "away.svg", NULL);
  g_autofree char *there = g_build_filename (folder, "there", NULL), *zero = g_build_filename (folder, "zero.svg", NULL);
  g_autoptr (TlmKeyFile) layout = NULL;

  g_assert_true (g_file_set_contents (layout_path, "[widget a]\nfile=x\n", -1, NULL));
  g_assert_true (g_file_set_contents (picture, SVG (""), -1, NULL));
  g_assert_true (g_file_set_contents (secret, SVG (""), -1, NULL));
  g_assert_cmpint (symlink ("in.svg", link) | symlink (secret, away) | symlink (outside, there) |
      symlink ("/dev/zero", zero), ==, 0);
  layout = tlm_key_file_load (layout_path, TLM_ERROR_LAYOUT, NULL);
  g_assert_true (loads (layout, "in.svg"));
  g_assert_true (loads (layout, "link.svg"));
  g_assert_false (loads (layout, "away.svg"));
  g_assert_false (loads (layout, "there/out.svg"));
  g_assert_false (loads (layout, "zero.svg"));
  for (const char *const *at = (const char *const[]) { layout_path, picture, secret, link, away, there, zero, NULL }; *at; at++)
    g_unlink (*at);
  g_rmdir (folder);
  g_rmdir (outside);
}

/* Whether a layout takes the picture NAME with this limit, and what it says where it does not names it. */
static gboolean
loads_with (const TlmKeyFile *layout, const char *name, const char *limit, guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%s=%" G_GUINT64_FORMAT, limit, value);
  g_autoptr (GError) error = NULL;
  TlrImage *image;
  gboolean result;

  tlm_limits_reset ();
  g_assert_true (tlm_limits_set (text, NULL));
  image = tlr_image_load (name, layout, "widget a", "file", &error);
  result = image != NULL;
  if (error)
    g_test_message ("%s", error->message);
  g_assert_true (result || strstr (error->message, limit));
  tlr_image_free (image);
  tlm_limits_reset ();
  return result;
}

/* Each limit at what the picture has, and one less. */
static void
test_limits (void)
{
  g_autofree char *folder = g_dir_make_tmp ("layout-XXXXXX", NULL);
  g_autofree char *layout_path = g_build_filename (folder, "x.layout", NULL);
  g_autofree char *png = g_build_filename (folder, "a.png", NULL), *svg = g_build_filename (folder, "a.svg", NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 20, 10);
  static const char text[] = SVG (FILTER ("<feOffset dx=\"1\"/><feOffset dx=\"1\"/>") FILTERED FILTERED);
  g_autoptr (TlmKeyFile) layout = NULL;
  g_autofree char *data = NULL;
  gsize n_png;
  const struct {
    const char *name, *limit;
    guint64 value;
  } rows[] = {
    { "a.png", "image-side", 20 }, { "a.png", "image-pixels", 200 }, { "a.svg", "image-side", 100 },
    { "a.svg", "image-pixels", 10000 }, { "a.svg", "svg-bytes", strlen (text) }, { "a.svg", "image-bytes", strlen (text) },
    { "a.svg", "svg-elements", 7 }, { "a.svg", "svg-filtered", 2 }, { "a.svg", "svg-filter-work", 2 },
  };

  g_assert_true (g_file_set_contents (layout_path, "[widget a]\nfile=x\n", -1, NULL));
  g_assert_true (g_file_set_contents (svg, text, -1, NULL));
  gdk_pixbuf_fill (pixbuf, 0);
  g_assert_true (gdk_pixbuf_save (pixbuf, png, "png", NULL, NULL));
  g_assert_true (g_file_get_contents (png, &data, &n_png, NULL));
  layout = tlm_key_file_load (layout_path, TLM_ERROR_LAYOUT, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s %s", rows[i].name, rows[i].limit);
    g_assert_true (loads_with (layout, rows[i].name, rows[i].limit, rows[i].value));
    g_assert_false (loads_with (layout, rows[i].name, rows[i].limit, rows[i].value - 1));
  }
  g_assert_true (loads_with (layout, "a.png", "image-bytes", n_png));
  g_assert_false (loads_with (layout, "a.png", "image-bytes", n_png - 1));
  /* No time at all. */
  g_assert_false (loads_with (layout, "a.png", "image-ms", 0));
  g_assert_false (loads_with (layout, "a.svg", "image-ms", 0));
  for (const char *const *at = (const char *const[]) { layout_path, png, svg, NULL }; *at; at++)
    g_unlink (*at);
  g_rmdir (folder);
}

/* A picture that took too long once is left out from then on, and nothing is drawn of it. */
static void
test_late (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (SVG ("<rect width=\"100\" height=\"100\"/>"),
      sizeof SVG ("<rect width=\"100\" height=\"100\"/>") - 1);
  g_autofree char *problem = NULL;
  g_autoptr (TlrSvgPicture) picture = tlr_svg_picture_new (bytes, &problem);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 10, 10);
  cairo_t *cr = cairo_create (surface);

  g_assert_nonnull (picture);
  g_assert_true (tlm_limits_set ("image-ms=0", NULL));
  g_assert_false (tlr_svg_picture_draw (picture, cr));
  tlm_limits_reset ();
  g_assert_false (tlr_svg_picture_draw (picture, cr));
  cairo_surface_flush (surface);
  g_assert_cmpuint (*cairo_image_surface_get_data (surface), ==, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Where there is no memory for 4 GiB of pixels nothing is drawn, and what it was to be drawn on is as good as before. */
static void
test_no_memory (void)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("a sanitiser needs the addresses that this test takes away");
#else
  static const char text[] = SVG ("<rect width=\"100\" height=\"100\"/>");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autofree char *problem = NULL;
  g_autoptr (TlrSvgPicture) picture = tlr_svg_picture_new (bytes, &problem);
  const cairo_rectangle_t whole = { 0, 0, G_MAXINT16, G_MAXINT16 };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &whole);
  cairo_t *cr = cairo_create (surface);
  struct rlimit before, little;
  gboolean is_drawn;

  cairo_scale (cr, 400, 400);
  g_assert_cmpint (getrlimit (RLIMIT_AS, &before), ==, 0);
  little = before;
  little.rlim_cur = MIN ((rlim_t) 4 << 30, before.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_AS, &little), ==, 0);
  is_drawn = tlr_svg_picture_draw (picture, cr);
  g_assert_cmpint (setrlimit (RLIMIT_AS, &before), ==, 0);
  g_assert_false (is_drawn);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_scale (cr, 0.01, 0.01);
  g_assert_true (tlr_svg_picture_draw (picture, cr));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
#endif
}

/* Drawn beside what librsvg draws itself, where the picture stands between pixels and is turned. */
static void
test_drawn (void)
{
  static const char text[] = SVG ("<circle cx=\"50\" cy=\"50\" r=\"40\" fill=\"#c03060\" fill-opacity=\"0.7\"/>");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  RsvgHandle *handle = rsvg_handle_new_from_data ((const guint8 *) text, strlen (text), NULL);
  g_autofree char *problem = NULL;
  g_autoptr (TlrSvgPicture) picture = tlr_svg_picture_new (bytes, &problem);
  RsvgRectangle viewport = { 0, 0, 100, 100 };
  cairo_surface_t *surfaces[2];

  for (int i = 0; i < 2; i++) {
    cairo_t *cr;
    surfaces[i] = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 80, 80);
    cr = cairo_create (surfaces[i]);
    cairo_set_source_rgb (cr, 0.2, 0.5, 0.1);
    cairo_paint (cr);
    cairo_translate (cr, 20.3, 5.7);
    cairo_rotate (cr, 0.2);
    cairo_scale (cr, 0.5, 0.6);
    if (i == 0)
      g_assert_true (tlr_svg_picture_draw (picture, cr));
    else
      rsvg_handle_render_document (handle, cr, &viewport, NULL);
    cairo_destroy (cr);
    cairo_surface_flush (surfaces[i]);
  }
  for (int i = 0; i < 80 * 80 * 4; i++)
    g_assert_cmpint (ABS (cairo_image_surface_get_data (surfaces[0])[i] -
            cairo_image_surface_get_data (surfaces[1])[i]), <=, 2);
  g_object_unref (handle);
  for (int i = 0; i < 2; i++)
    cairo_surface_destroy (surfaces[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/svg-check/filters", test_filters);
  g_test_add_func ("/svg-check/pictures", test_pictures);
  g_test_add_func ("/svg-check/links", test_links);
  g_test_add_func ("/svg-check/limits", test_limits);
  g_test_add_func ("/svg-check/late", test_late);
  g_test_add_func ("/svg-check/no-memory", test_no_memory);
  g_test_add_func ("/svg-check/drawn", test_drawn);
  return g_test_run ();
}
