/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/image-file.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "core/base/input.h"
#include "core/base/limits.h"
#include "core/base/print-safe.h"
#include "render/draw/beside.h"
#include "render/draw/svg-check.h"
#include "render/draw/svg-picture.h"

/* Bytes of a picture that are decoded at a time. */
#define PIECE ((gsize) 16384)

#define BUILTIN "builtin:"
#define RESOURCE "/org/gst-telemetry/images/%s.svg"

GResource *telemetry_layouts_get_resource (void);

struct _TlrImage {
  cairo_surface_t *surface;    /* of a PNG or JPEG, or NULL */
  TlrSvgPicture *svg;          /* or NULL */
  GBytes *svg_bytes;           /* of that, or NULL */
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
  tlm_key_file_error (place->layout, place->group, place->key, place->error, "\"%s\" %s",
      tlm_head (place->name, 120).text, words);
  return FALSE;
}

static GBytes *
read_file (const Place *place)
{
  g_autoptr (GFile) file = tlr_beside_find (place->layout->name, place->name);
  g_autoptr (GError) why = NULL;
  GBytes *bytes;

  if (!file) {
    fail (place, "is outside the layout's folder; give a path inside it, or builtin:orbit");
    return NULL;
  }
  bytes = tlm_input_read (file, (gsize) tlm_limit (TLM_LIMIT_IMAGE_BYTES), FALSE, &why);
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
    fail (place, "is no built-in picture; there are builtin:launcher, builtin:orbit, builtin:reticle");
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
  const double side = (double) tlm_limit (TLM_LIMIT_IMAGE_SIDE);

  return width >= 1 && height >= 1 && width <= side && height <= side &&
      width * height <= (double) tlm_limit (TLM_LIMIT_IMAGE_PIXELS);
}

static gboolean
fail_size (const Place *place, double width, double height)
{
  g_autofree char *words = NULL;

  if (!(width >= 1 && height >= 1))
    return fail (place, "has no size; give it a width and a height of at least 1 pixel");
  words = g_strdup_printf ("is %.0f x %.0f pixels, %s", width, height,
      tlm_limit_said (MAX (width, height) > (double) tlm_limit (TLM_LIMIT_IMAGE_SIDE) ? TLM_LIMIT_IMAGE_SIDE :
          TLM_LIMIT_IMAGE_PIXELS));
  return fail (place, words);
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

/* A surface that Cairo has no memory for has no data, and its status says so. */
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

/* Piece by piece, each of which takes little, for no longer than TLM_LIMIT_IMAGE_MS. */
static gboolean
decode_in_time (GdkPixbufLoader *loader, const guint8 *data, gsize size, GError **error)
{
  const gint64 until = g_get_monotonic_time () + (gint64) tlm_limit (TLM_LIMIT_IMAGE_MS) * 1000;

  for (gsize n; size > 0; data += n, size -= n) {
    n = MIN (size, PIECE);
    if (g_get_monotonic_time () >= until)
      return tlm_limit_fail (TLM_LIMIT_IMAGE_MS, TLM_ERROR_LAYOUT, error, "it takes too long, ");
    if (!gdk_pixbuf_loader_write (loader, data, n, error))
      return FALSE;
  }
  return TRUE;
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
    ok = decode_in_time (loader, data, size, &why);
    gboolean closed = gdk_pixbuf_loader_close (loader, ok ? &why : NULL);
    if (image->width > 0 && !size_is_right (image->width, image->height))
      return fail_size (place, image->width, image->height);
    pixbuf = ok && closed ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  }
  if (!pixbuf) {
    g_autofree char *words = g_strdup_printf ("is a broken picture: %s", why ? why->message : "nothing in it");
    return fail (place, words);
  }
  image->surface = to_surface (pixbuf);
  return cairo_surface_status (image->surface) == CAIRO_STATUS_SUCCESS ||
      fail (place, "is more pixels than there is memory for; give a smaller one");
}

/* SVG */

static gboolean
load_svg (TlrImage *image, GBytes *bytes, const Place *place)
{
  g_autofree char *refusal = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size > tlm_limit (TLM_LIMIT_SVG_BYTES)) {
    g_autofree char *words = tlm_limit_words (TLM_LIMIT_SVG_BYTES);
    refusal = g_strdup_printf ("is neither PNG nor JPEG, and %s", words);
    return fail (place, refusal);
  }
  refusal = tlr_svg_check (data, size);
  if (!refusal)
    image->svg = tlr_svg_picture_new (bytes, &refusal);
  if (!image->svg)
    return fail (place, refusal);
  image->svg_bytes = g_bytes_ref (bytes);
  tlr_svg_picture_get_size (image->svg, &image->width, &image->height);
  return size_is_right (image->width, image->height) || fail_size (place, image->width, image->height);
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
  if (size > tlm_limit (TLM_LIMIT_IMAGE_BYTES)) {
    g_autofree char *words = tlm_limit_words (TLM_LIMIT_IMAGE_BYTES);
    g_autofree char *is = g_strdup_printf ("is %s", words);
    fail (&place, is);
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
  g_clear_pointer (&image->svg, tlr_svg_picture_free);
  g_clear_pointer (&image->svg_bytes, g_bytes_unref);
  g_free (image);
}

GBytes *
tlr_image_get_svg (const TlrImage *image)
{
  return image->svg_bytes;
}

gboolean
tlr_image_set_svg (TlrImage *image, GBytes *bytes)
{
  g_return_val_if_fail (image != NULL && bytes != NULL, FALSE);
  return image->svg && tlr_svg_picture_replace (image->svg, bytes);
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

gboolean
tlr_image_draw (const TlrImage *image, cairo_t *cr, double x, double y, double width, double height)
{
  gboolean is_drawn = TRUE;

  g_return_val_if_fail (image != NULL && cr != NULL, FALSE);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, width / image->width, height / image->height);
  if (image->svg) {
    is_drawn = tlr_svg_picture_draw (image->svg, cr);
  } else {
    cairo_set_source_surface (cr, image->surface, 0, 0);
    cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
    cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
    cairo_rectangle (cr, 0, 0, image->width, image->height);
    cairo_fill (cr);
  }
  cairo_restore (cr);
  return is_drawn;
}
