/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/strip-private.h"

#include <string.h>

#include "render/draw/picture.h"

static void
draw_cells (cairo_t *cr, gpointer data)
{
  TlrStrip *strip = data;

  for (guint i = 0; i < TLR_STRIP_CHARACTERS; i++) {
    int cell = strip->width[i] + 2 * strip->margin;
    double slack = (strip->width[i] - strip->advance[i]) / 2;

    cairo_save (cr);
    cairo_rectangle (cr, strip->offset[i], 0, cell, strip->cell_height);
    cairo_clip (cr);
    tlr_face_draw (strip->face, cr, tlr_strip_characters[i], strip->offset[i] + strip->margin + slack,
        strip->lower - strip->cell_top, 1);
    cairo_restore (cr);
  }
}

/* The part of a picture at x, y (in the canvas) that lies inside CLIP. */
static void
over_clipped (TlrNative *canvas, const TlrRect *clip, int x, int y, const TlrNative *source,
    int source_x, int width, int height)
{
  TlrRect target = { x, y, width, height };
  TlrRect part = tlr_rect_intersect (&target, clip);

  if (!tlr_rect_is_empty (&part))
    tlr_native_over (canvas, part.x, part.y, source, source_x + part.x - x, part.y - y,
        part.width, part.height);
}

void
tlr_strip_prepare (TlrStrip *strip)
{
  if (!strip->picture)
    strip->picture = tlr_picture_draw (&strip->spec, strip->total, strip->cell_height,
        draw_cells, strip);
}

static void
compose_cells (TlrStrip *strip, const char *text, TlrNative *canvas, int x, int baseline,
    const TlrRect *clip)
{
  tlr_strip_prepare (strip);
  while (*text) {
    int i = tlr_strip_next_character (&text);

    over_clipped (canvas, clip, x - strip->margin, baseline + strip->cell_top, strip->picture,
        strip->offset[i], strip->width[i] + 2 * strip->margin, strip->cell_height);
    x += strip->width[i];
  }
}

typedef struct {
  TlrStrip *strip;
  TlrStripWord *word;
  double fit;
} WordDrawing;

static void
draw_word (cairo_t *cr, gpointer data)
{
  WordDrawing *drawing = data;
  TlrStripWord *word = drawing->word;

  tlr_face_draw (drawing->strip->face, cr, word->text, -word->left,
      drawing->strip->lower - word->top, drawing->fit);
}

static TlrStripWord *
make_word (TlrStrip *strip, TlrStripWord *word, const char *text, int max_width)
{
  TlrExtents e = tlr_face_measure (strip->face, text);
  double fit = e.advance > max_width && max_width > 0 ? max_width / e.advance : 1;
  WordDrawing drawing = { strip, word, fit };
  double above = MIN (-e.top * fit, 2 * strip->style.size);
  double below = MIN (e.bottom * fit, 2 * strip->style.size);

  tlr_strip_word_clear (word);
  word->text = g_strdup (text);
  word->max_width = max_width;
  word->left = -tlr_strip_up (MAX (-e.left * fit, 0), strip->columns) - strip->margin;
  word->width = tlr_strip_up (MAX (e.right, e.advance) * fit, strip->columns) + strip->margin -
      word->left;
  word->top = -tlr_strip_up (MAX (above, 0), strip->rows) - strip->margin;
  word->height = tlr_strip_up (MAX (below, 0) + strip->lower, strip->rows) + strip->margin -
      word->top;
  word->width = MIN (word->width, TLR_NATIVE_MAX_SIZE / 2);
  word->picture = tlr_picture_draw (&strip->spec, word->width, word->height, draw_word, &drawing);
  return word;
}

static TlrStripWord *
find_word (TlrStrip *strip, const char *text, int max_width)
{
  TlrStripWord *oldest = &strip->words[0];

  for (guint i = 0; i < TLR_STRIP_WORDS; i++) {
    TlrStripWord *word = &strip->words[i];

    if (word->text && word->max_width == max_width && strcmp (word->text, text) == 0)
      return word;
    if (word->used < oldest->used)
      oldest = word;
  }
  return make_word (strip, oldest, text, max_width);
}

static void
compose_word (TlrStrip *strip, const char *text, TlrNative *canvas, int x, int baseline,
    int max_width, const TlrRect *clip)
{
  TlrStripWord *word = find_word (strip, text, max_width);

  word->used = ++strip->clock;
  over_clipped (canvas, clip, x + word->left, baseline + word->top, word->picture, 0,
      word->width, word->height);
}

static void
compose_pieces (TlrStrip *strip, const char *text, TlrNative *canvas, int x, int baseline,
    const TlrRect *clip)
{
  TlrPiece piece;

  while (*text) {
    text = tlr_strip_take_piece (text, &piece);
    if (piece.cells)
      compose_cells (strip, piece.text, canvas, x, baseline, clip);
    else
      compose_word (strip, piece.text, canvas, x, baseline, G_MAXINT, clip);
    x += tlr_strip_piece_width (strip, &piece);
  }
}

void
tlr_strip_compose (TlrStrip *strip, const char *text, TlrNative *canvas, int x, int baseline,
    int max_width, const TlrRect *clip)
{
  gboolean fits = tlr_strip_width (strip, text) <= max_width;

  if (!*text)
    return;
  if (fits && tlr_strip_covers (strip, text))
    compose_cells (strip, text, canvas, x, baseline, clip);
  else if (fits && tlr_strip_is_mixed (text))
    compose_pieces (strip, text, canvas, x, baseline, clip);
  else
    compose_word (strip, text, canvas, x, baseline, max_width, clip);
}

/* Dots a quarter of a digit apart, in the space that a comma takes. */
static void
draw_mark (cairo_t *cr, gpointer data)
{
  TlrStrip *strip = data;
  const double *rgba = strip->style.rgba;
  double radius = MAX (strip->style.size / 30, 0.6), step = strip->width[0] / 4.0;

  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], MIN (1, 1.6 * rgba[3]));
  for (int i = 0; i < 4; i++) {
    cairo_arc (cr, (i + 0.5) * step, radius + 0.5, radius, 0, 2 * G_PI);
    cairo_fill (cr);
  }
}

void
tlr_strip_compose_mark (TlrStrip *strip, TlrNative *canvas, int x, int baseline, int width,
    const TlrRect *clip)
{
  int height = tlr_strip_up (2 * MAX (strip->style.size / 30, 0.6) + 1, strip->rows);
  int y = baseline + tlr_strip_up (MAX (strip->style.size / 20, 1), strip->rows);

  if (!strip->mark)
    strip->mark = tlr_picture_draw (&strip->spec, strip->width[0], height, draw_mark, strip);
  for (int end = x + width; x < end; x += strip->width[0])
    over_clipped (canvas, clip, x, y, strip->mark, 0, MIN (strip->width[0], end - x), height);
}
