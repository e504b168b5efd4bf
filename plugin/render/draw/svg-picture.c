/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/svg-picture.h"

#include <librsvg/rsvg.h>
#include <math.h>

#include "core/base/limits.h"
#include "core/base/timely.h"

/* Pixels of the longer side of the first drawing. */
#define TRIAL 256

struct _TlrSvgPicture {
  RsvgHandle *svg;
  double width, height;
  gboolean is_late;             /* it took too long once */
  cairo_surface_t *surface;     /* as it was drawn last, or NULL */
  cairo_matrix_t matrix;        /* of that, from the picture to the surface */
};

/* What a thread reads. */
typedef struct {
  GBytes *bytes;
  RsvgHandle *svg;
  GError *error;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_bytes_unref (reading->bytes);
  g_clear_object (&reading->svg);
  g_clear_error (&reading->error);
  g_free (reading);
}

/* Without a base URI nothing outside the document is loaded. */
static void
read_svg (gpointer data)
{
  Reading *reading = data;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (reading->bytes, &size);

  reading->svg = rsvg_handle_new_from_data (bytes, size, &reading->error);
  if (reading->svg)
    rsvg_handle_set_dpi (reading->svg, 96);
}

/* What a thread draws. */
typedef struct {
  RsvgHandle *svg;
  RsvgRectangle viewport;
  cairo_surface_t *surface;
  cairo_matrix_t matrix;
  gboolean is_done;             /* librsvg could, and there was memory for it */
  GError *error;                /* librsvg's, or NULL */
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  g_object_unref (drawing->svg);
  g_clear_pointer (&drawing->surface, cairo_surface_destroy);
  g_clear_error (&drawing->error);
  g_free (drawing);
}

static void
draw_svg (gpointer data)
{
  Drawing *drawing = data;
  cairo_t *cr = cairo_create (drawing->surface);

  cairo_set_matrix (cr, &drawing->matrix);
  drawing->is_done = rsvg_handle_render_document (drawing->svg, cr, &drawing->viewport, &drawing->error) &&
      cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_flush (drawing->surface);
}

/* The picture by MATRIX on a surface of its own, which it keeps. FALSE where it takes too long, or cannot be drawn, as
 * where there is no memory for so many pixels: what is painted with a broken surface breaks all that it is painted on. */
static gboolean
render (TlrSvgPicture *picture, int width, int height, const cairo_matrix_t *matrix, GError **error)
{
  Drawing *drawing = g_new0 (Drawing, 1);

  *drawing = (Drawing) {
    .svg = g_object_ref (picture->svg),
    .viewport = { 0, 0, picture->width, picture->height },
    .surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height),
    .matrix = *matrix,
  };
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
  if (cairo_surface_status (drawing->surface) != CAIRO_STATUS_SUCCESS) {
    drawing_free (drawing);
    return FALSE;
  }
  if (!tlm_timely_run (draw_svg, drawing, drawing_free, tlm_limit (TLM_LIMIT_IMAGE_MS))) {
    picture->is_late = TRUE;
    return FALSE;
  }
  if (drawing->is_done)
    picture->surface = g_steal_pointer (&drawing->surface);
  if (drawing->error)
    g_propagate_error (error, g_steal_pointer (&drawing->error));
  picture->matrix = *matrix;
  drawing_free (drawing);
  return picture->surface != NULL;
}

static gboolean
try_to_draw (TlrSvgPicture *picture, GError **error)
{
  double scale = TRIAL / MAX (picture->width, picture->height);
  cairo_matrix_t matrix;

  cairo_matrix_init_scale (&matrix, scale, scale);
  return render (picture, TRIAL, TRIAL, &matrix, error);
}

static void
find_size (TlrSvgPicture *picture)
{
  gboolean has_width, has_height, has_box;
  RsvgLength width, height;
  RsvgRectangle box;

  if (rsvg_handle_get_intrinsic_size_in_pixels (picture->svg, &picture->width, &picture->height))
    return;
  rsvg_handle_get_intrinsic_dimensions (picture->svg, &has_width, &width, &has_height, &height, &has_box,
      &box);
  picture->width = has_box ? box.width : 100;
  picture->height = has_box ? box.height : 100;
}

static gboolean
fail_late (char **problem)
{
  g_autofree char *words = tlm_limit_words (TLM_LIMIT_IMAGE_MS);

  *problem = g_strdup_printf ("takes too long to draw, %s", words);
  return FALSE;
}

static gboolean
read_bytes (TlrSvgPicture *picture, GBytes *bytes, char **problem)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->bytes = g_bytes_ref (bytes);
  if (!tlm_timely_run (read_svg, reading, reading_free, tlm_limit (TLM_LIMIT_IMAGE_MS)))
    return fail_late (problem);
  picture->svg = g_steal_pointer (&reading->svg);
  if (!picture->svg)
    *problem = g_strdup_printf ("is neither PNG, JPEG nor SVG: %s", g_strchomp (reading->error->message));
  reading_free (reading);
  return picture->svg != NULL;
}

TlrSvgPicture *
tlr_svg_picture_new (GBytes *bytes, char **problem)
{
  g_autoptr (TlrSvgPicture) picture = g_new0 (TlrSvgPicture, 1);
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (bytes != NULL && problem != NULL, NULL);
  if (!read_bytes (picture, bytes, problem))
    return NULL;
  find_size (picture);
  if (picture->width > 0 && picture->height > 0 && !try_to_draw (picture, &error)) {
    if (picture->is_late)
      fail_late (problem);
    else
      *problem = g_strdup_printf ("cannot be drawn, even small (%s); give one that a browser shows",
          error ? g_strchomp (error->message) : "Cairo could not");
    return NULL;
  }
  return g_steal_pointer (&picture);
}

gboolean
tlr_svg_picture_replace (TlrSvgPicture *picture, GBytes *bytes)
{
  g_autofree char *problem = NULL;
  RsvgHandle *before;

  g_return_val_if_fail (picture != NULL && bytes != NULL, FALSE);
  before = picture->svg;
  if (picture->is_late)
    return FALSE;
  picture->svg = NULL;
  if (!read_bytes (picture, bytes, &problem)) {
    picture->svg = before;
    return FALSE;
  }
  g_object_unref (before);
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
  return TRUE;
}

void
tlr_svg_picture_free (TlrSvgPicture *picture)
{
  if (!picture)
    return;
  g_clear_object (&picture->svg);
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
  g_free (picture);
}

void
tlr_svg_picture_get_size (const TlrSvgPicture *picture, double *width, double *height)
{
  g_return_if_fail (picture != NULL && width != NULL && height != NULL);
  *width = picture->width;
  *height = picture->height;
}

/* The pixels of CR's target that the picture may touch: FALSE when there are none. */
static gboolean
find_pixels (const TlrSvgPicture *picture, cairo_t *cr, cairo_rectangle_int_t *pixels)
{
  double left, top, right, bottom, x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

  for (int corner = 0; corner < 4; corner++) {
    double x = corner & 1 ? picture->width : 0, y = corner & 2 ? picture->height : 0;
    cairo_user_to_device (cr, &x, &y);
    x0 = MIN (x0, x);
    y0 = MIN (y0, y);
    x1 = MAX (x1, x);
    y1 = MAX (y1, y);
  }
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  cairo_restore (cr);
  x0 = floor (MAX (x0, left));
  y0 = floor (MAX (y0, top));
  x1 = ceil (MIN (x1, right));
  y1 = ceil (MIN (y1, bottom));
  if (!(x1 > x0 && y1 > y0 && x1 - x0 <= G_MAXINT16 && y1 - y0 <= G_MAXINT16))
    return FALSE;
  *pixels = (cairo_rectangle_int_t) { (int) x0, (int) y0, (int) (x1 - x0), (int) (y1 - y0) };
  return TRUE;
}

/* Whether what was drawn last is the same. */
static gboolean
is_drawn (const TlrSvgPicture *picture, int width, int height, const cairo_matrix_t *matrix)
{
  const cairo_matrix_t *last = &picture->matrix;

  return picture->surface && cairo_image_surface_get_width (picture->surface) == width &&
      cairo_image_surface_get_height (picture->surface) == height &&
      fabs (last->xx - matrix->xx) + fabs (last->yx - matrix->yx) + fabs (last->xy - matrix->xy) +
      fabs (last->yy - matrix->yy) + fabs (last->x0 - matrix->x0) + fabs (last->y0 - matrix->y0) < 1e-9;
}

gboolean
tlr_svg_picture_draw (TlrSvgPicture *picture, cairo_t *cr)
{
  cairo_rectangle_int_t pixels;
  cairo_matrix_t matrix, shift;

  g_return_val_if_fail (picture != NULL && cr != NULL, FALSE);
  if (picture->is_late)
    return FALSE;
  if (!find_pixels (picture, cr, &pixels))
    return TRUE;
  cairo_get_matrix (cr, &matrix);
  cairo_matrix_init_translate (&shift, -pixels.x, -pixels.y);
  cairo_matrix_multiply (&matrix, &matrix, &shift);
  if (!is_drawn (picture, pixels.width, pixels.height, &matrix) &&
      !render (picture, pixels.width, pixels.height, &matrix, NULL))
    return FALSE;
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_set_source_surface (cr, picture->surface, pixels.x, pixels.y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
  return TRUE;
}
