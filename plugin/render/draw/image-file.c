/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/image-file.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <librsvg/rsvg.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/input.h"
#include "core/base/location.h"
#include "render/draw/svg-check.h"

#define BUILTIN "builtin:"
#define RESOURCE "/org/gst-telemetry/images/%s.svg"

GResource *telemetry_layouts_get_resource (void);

struct _TlrImage {
  cairo_surface_t *surface;    /* of a PNG or JPEG, or NULL */
  RsvgHandle *svg;             /* or NULL */
  double width, height;
};

/* Where an error belongs. */
typedef struct {
  const TlmKeyFile *layout;
  const char *group, *key, *name;
  GError **error;
} Place;

static gboolean
fail (const Place *place, const char *words)
{
  tlm_key_file_error (place->layout, place->group, place->key, place->error, "\"%.120s\" %s",
      place->name, words);
  return FALSE;
}

/* The path of FILE with all symbolic links followed, or NULL. */
static char *
real_path (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  return path ? realpath (path, NULL) : NULL;
}

/* Whether FILE lies in FOLDER or below, also where a symbolic link says otherwise. What is not there
 * yet, or is no path, lies where its name says. */
static gboolean
lies_in (GFile *file, GFile *folder)
{
  char *real = real_path (file), *within = real_path (folder);
  gsize length = within ? strlen (within) : 0;
  gboolean result = g_file_has_prefix (file, folder) && (!real || !within ||
      (strncmp (real, within, length) == 0 && (within[length - 1] == '/' || real[length] == '/')));

  free (real);
  free (within);
  return result;
}

/* The file, which lies in the layout's own folder or below. */
static GFile *
find_file (const Place *place)
{
  g_autoptr (GFile) layout = tlm_location_file (place->layout->name);
  g_autoptr (GFile) folder = g_file_get_parent (layout);
  g_autoptr (GFile) file = folder ? g_file_resolve_relative_path (folder, place->name) : NULL;

  return file && lies_in (file, folder) ? g_steal_pointer (&file) : NULL;
}

static GBytes *
read_file (const Place *place)
{
  g_autoptr (GFile) file = find_file (place);
  g_autoptr (GError) why = NULL;
  GBytes *bytes;

  if (!file) {
    fail (place, "is outside the layout's folder; give a path inside it, or builtin:orbit");
    return NULL;
  }
  bytes = tlm_input_read (file, TLR_IMAGE_MAX_PIXEL_BYTES, FALSE, &why);
  if (!bytes)
    fail (place, why->message);
  return bytes;
}

static GBytes *
read_bytes (const Place *place)
{
  if (!g_str_has_prefix (place->name, BUILTIN))
    return read_file (place);
  g_autofree char *path = g_strdup_printf (RESOURCE, place->name + strlen (BUILTIN));
  GBytes *bytes = g_resource_lookup_data (telemetry_layouts_get_resource (), path,
      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (!bytes)
    fail (place, "is no built-in picture; there is builtin:orbit");
  return bytes;
}

/* PNG and JPEG */

static const char *
find_pixel_format (const guint8 *data, gsize size)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };

  if (size >= sizeof png && memcmp (data, png, sizeof png) == 0)
    return "png";
  return size >= sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0 ? "jpeg" : NULL;
}

static gboolean
size_is_right (double width, double height)
{
  return width >= 1 && height >= 1 && width <= TLR_IMAGE_MAX_SIZE && height <= TLR_IMAGE_MAX_SIZE &&
      width * height <= TLR_IMAGE_MAX_PIXELS;
}

/* One of Cairo's premultiplied words of R, G, B and, in 4 CHANNELS, A. */
static guint32
premultiply (const guint8 *p, int channels)
{
  guint32 alpha = channels == 4 ? p[3] : 255, pixel = alpha << 24;

  for (int i = 0; i < 3; i++)
    pixel |= (p[i] * alpha + 127) / 255 << (16 - 8 * i);
  return pixel;
}

static cairo_surface_t *
to_surface (const GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf), stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint8 *data = cairo_image_surface_get_data (surface);

  for (int y = 0; data && y < height; y++) {
    guint32 *line = (guint32 *) (void *) (data + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));
    for (int x = 0; x < width; x++)
      line[x] = premultiply (pixels + (gsize) y * (gsize) stride + (gsize) x * (gsize) channels, channels);
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* Called before there is memory for any pixel; of a size of 0 the loader makes none. */
static void
take_size (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  TlrImage *image = data;

  image->width = width;
  image->height = height;
  if (!size_is_right (width, height))
    gdk_pixbuf_loader_set_size (loader, 0, 0);
}

static gboolean
load_pixels (TlrImage *image, const char *format, const guint8 *data, gsize size, const Place *place)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (format, &why);
  const GdkPixbuf *pixbuf = NULL;
  gboolean ok = loader != NULL;

  if (loader) {
    g_signal_connect (loader, "size-prepared", G_CALLBACK (take_size), image);
    ok = gdk_pixbuf_loader_write (loader, data, size, &why);
    gboolean closed = gdk_pixbuf_loader_close (loader, ok ? &why : NULL);
    if (image->width > 0 && !size_is_right (image->width, image->height))
      return fail (place, "has too many pixels; at most 8192 each way and 32 million in all are taken");
    pixbuf = ok && closed ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  }
  if (!pixbuf) {
    g_autofree char *words = g_strdup_printf ("is a broken picture: %s", why ? why->message : "nothing in it");
    return fail (place, words);
  }
  image->surface = to_surface (pixbuf);
  return TRUE;
}

/* SVG */

static void
find_svg_size (TlrImage *image)
{
  gboolean has_width, has_height, has_box;
  RsvgLength width, height;
  RsvgRectangle box;

  if (rsvg_handle_get_intrinsic_size_in_pixels (image->svg, &image->width, &image->height))
    return;
  rsvg_handle_get_intrinsic_dimensions (image->svg, &has_width, &width, &has_height, &height, &has_box,
      &box);
  image->width = has_box ? box.width : 100;
  image->height = has_box ? box.height : 100;
}

static gboolean
load_svg (TlrImage *image, GBytes *bytes, const Place *place)
{
  g_autoptr (GError) why = NULL;
  g_autofree char *refusal = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size > TLR_IMAGE_MAX_SVG_BYTES)
    return fail (place, "is neither a PNG, a JPEG nor an SVG of at most 1 MiB");
  refusal = tlr_svg_check (data, size, TLR_IMAGE_MAX_PIXELS);
  if (refusal)
    return fail (place, refusal);
  /* Without a base URI nothing outside the document is loaded. */
  image->svg = rsvg_handle_new_from_data (data, size, &why);
  if (!image->svg) {
    g_autofree char *words = g_strdup_printf ("is neither PNG, JPEG nor SVG: %s", g_strchomp (why->message));
    return fail (place, words);
  }
  rsvg_handle_set_dpi (image->svg, 96);
  find_svg_size (image);
  return size_is_right (image->width, image->height) ||
      fail (place, "has no size or a too large one; 1 to 8192 each way are right");
}

TlrImage *
tlr_image_load (const char *name, const TlmKeyFile *layout, const char *group, const char *key,
    GError **error)
{
  const Place place = { layout, group, key, name, error };
  g_autoptr (TlrImage) image = NULL;
  gsize size;

  g_return_val_if_fail (name != NULL && layout != NULL && group != NULL, NULL);
  g_autoptr (GBytes) bytes = read_bytes (&place);
  if (!bytes)
    return NULL;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  if (size > TLR_IMAGE_MAX_PIXEL_BYTES) {
    fail (&place, "has over 16 MiB");
    return NULL;
  }
  image = g_new0 (TlrImage, 1);
  const char *format = find_pixel_format (data, size);
  if (format ? !load_pixels (image, format, data, size, &place) : !load_svg (image, bytes, &place))
    return NULL;
  return g_steal_pointer (&image);
}

void
tlr_image_free (TlrImage *image)
{
  if (!image)
    return;
  g_clear_pointer (&image->surface, cairo_surface_destroy);
  g_clear_object (&image->svg);
  g_free (image);
}

double
tlr_image_get_width (const TlrImage *image)
{
  return image->width;
}

double
tlr_image_get_height (const TlrImage *image)
{
  return image->height;
}

void
tlr_image_draw (const TlrImage *image, cairo_t *cr, double x, double y, double width, double height)
{
  RsvgRectangle viewport = { 0, 0, image->width, image->height };

  g_return_if_fail (image != NULL && cr != NULL);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, width / image->width, height / image->height);
  if (image->svg) {
    rsvg_handle_render_document (image->svg, cr, &viewport, NULL);
  } else {
    cairo_set_source_surface (cr, image->surface, 0, 0);
    cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
    cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
    cairo_rectangle (cr, 0, 0, image->width, image->height);
    cairo_fill (cr);
  }
  cairo_restore (cr);
}
