/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/sketch.h"

#include <string.h>

TlrSketch *
tlr_sketch_new (void)
{
  TlrSketch *sketch = g_new0 (TlrSketch, 1);

  sketch->marks = g_array_new (FALSE, TRUE, sizeof (TlrMark));
  sketch->texts = g_string_chunk_new (512);
  sketch->corners = g_array_new (FALSE, FALSE, sizeof (TlrCorner));
  return sketch;
}

void
tlr_sketch_free (TlrSketch *sketch)
{
  if (!sketch)
    return;
  g_array_unref (sketch->marks);
  g_string_chunk_free (sketch->texts);
  g_array_unref (sketch->corners);
  g_free (sketch);
}

void
tlr_sketch_clear (TlrSketch *sketch)
{
  g_array_set_size (sketch->marks, 0);
  g_string_chunk_clear (sketch->texts);
  g_array_set_size (sketch->corners, 0);
}

void
tlr_sketch_make_square (TlrSketch *sketch, double stretch)
{
  for (guint i = 0; i < sketch->marks->len; i++) {
    TlrMark *mark = &g_array_index (sketch->marks, TlrMark, i);

    mark->x *= stretch;
    mark->width *= stretch;
    mark->cell_scale *= stretch;
    mark->style.x_scale = 1;
  }
  for (guint i = 0; i < sketch->corners->len; i++)
    g_array_index (sketch->corners, TlrCorner, i).x *= stretch;
}

static void
add (TlrSketch *sketch, TlrMark mark, const double rgba[4], double alpha)
{
  memcpy (mark.rgba, rgba, sizeof mark.rgba);
  mark.rgba[3] *= alpha;
  g_array_append_val (sketch->marks, mark);
}

void
tlr_sketch_text (TlrSketch *sketch, const TlrTextStyle *style, double alpha, const char *text,
    double x, double baseline, double fit, const TlrStrip *cells)
{
  TlrMark mark = { .kind = TLR_MARK_TEXT, .x = x, .y = baseline, .style = *style,
    .text = g_string_chunk_insert (sketch->texts, text), .cells = cells, .cell_scale = 1,
    .fit = fit };

  mark.style.rgba[3] *= alpha;
  mark.style.outline_rgba[3] *= alpha;
  mark.style.shadow_rgba[3] *= alpha;
  g_array_append_val (sketch->marks, mark);
}

void
tlr_sketch_rect (TlrSketch *sketch, double x, double y, double width, double height,
    double radius, const double rgba[4], double alpha)
{
  add (sketch, (TlrMark) { .kind = TLR_MARK_RECT, .x = x, .y = y, .width = width,
      .height = height, .radius = radius }, rgba, alpha);
}

void
tlr_sketch_circle (TlrSketch *sketch, double x, double y, double x_radius, double y_radius,
    double line, const double rgba[4], double alpha)
{
  add (sketch, (TlrMark) { .kind = TLR_MARK_CIRCLE, .x = x, .y = y, .width = x_radius,
      .height = y_radius, .line = line }, rgba, alpha);
}

void
tlr_sketch_border (TlrSketch *sketch, double x, double y, double width, double height,
    double radius, double line, const double rgba[4])
{
  add (sketch, (TlrMark) { .kind = TLR_MARK_RECT, .x = x, .y = y, .width = width,
      .height = height, .radius = radius, .line = line }, rgba, 1);
}

void
tlr_sketch_path (TlrSketch *sketch, const TlrCorner *corners, guint n_corners,
    const double rgba[4], double alpha)
{
  TlrMark mark = { .kind = TLR_MARK_PATH, .first = sketch->corners->len, .n_corners = n_corners };

  g_array_append_vals (sketch->corners, corners, n_corners);
  for (guint i = 0; i < n_corners; i++) {
    mark.x = i ? MIN (mark.x, corners[i].x) : corners[i].x;
    mark.y = i ? MIN (mark.y, corners[i].y) : corners[i].y;
  }
  add (sketch, mark, rgba, alpha);
}
