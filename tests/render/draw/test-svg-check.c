/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* SVG that costs more to draw than its size says, and pictures outside a layout's folder. */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "render/draw/image-file.h"
#include "render/draw/svg-check.h"

#define SVG(INSIDE) "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" " \
    "width=\"100\" height=\"100\">" INSIDE "</svg>"
#define FILTER(STEPS) "<defs><filter id=\"f\">" STEPS "</filter></defs>"
#define FILTERED "<rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>"
#define MOST_PIXELS 10000

static char *
check (const char *text)
{
  return tlr_svg_check ((const guint8 *) text, strlen (text), MOST_PIXELS);
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
  g_autofree char *other = check (SVG ("<image href=\"data:image/svg+xml;base64,PHN2Zy8+\"/>"));

  g_assert_nonnull (other);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = with_picture (rows[i].size, rows[i].n);
    g_autofree char *problem = check (text);
    g_assert_true ((problem == NULL) == rows[i].is_right);
  }
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/svg-check/filters", test_filters);
  g_test_add_func ("/svg-check/pictures", test_pictures);
  g_test_add_func ("/svg-check/links", test_links);
  return g_test_run ();
}
