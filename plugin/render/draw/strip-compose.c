/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/strip-private.h"

#include <string.h>

#include "render/draw/picture.h"

/* Which of the pictures of a text is laid where. X and Y, of its start on the baseline in
 * the canvas, move to the grid. */
static TlrStripPhase
take_phase (const TlrStrip *strip, int *x, int *y)
{
  TlrStripPhase phase = { *x & (strip->columns - 1), *y & (strip->rows - 1) };

  *x -= phase.x;
  *y -= phase.y;
  return phase;
}

static gboolean
same_phase (TlrStripPhase a, TlrStripPhase b)
{
  return a.x == b.x && a.y == b.y;
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

typedef struct {
  TlrStrip *strip;
  const TlrStripCells *cells;
  TlrStripPhase phase;
} CellsDrawing;

static void
draw_cells (cairo_t *cr, gpointer data)
{
  const CellsDrawing *drawing = data;
  TlrStrip *strip = drawing->strip;

  for (guint i = 0; i < TLR_STRIP_CHARACTERS; i++) {
    int start = drawing->cells->offset[i] + strip->pad + drawing->phase.x;
    double slack = (strip->width[i] - strip->advance[i]) / 2;

    if (drawing->cells->width[i] == 0)
      continue;
    cairo_save (cr);
    cairo_rectangle (cr, start - strip->margin, 0, strip->width[i] + 2 * strip->margin,
        drawing->cells->height);
    cairo_clip (cr);
    tlr_face_draw (strip->face, cr, tlr_strip_characters[i], start + slack,
        drawing->phase.y + strip->lower - strip->top, 1);
    cairo_restore (cr);
  }
}

/* Spaces have no picture. */
static gboolean
is_blank (const char *character)
{
  return !g_unichar_isgraph (g_utf8_get_char (character));
}

static void
make_cells (TlrStrip *strip, TlrStripCells *cells, TlrStripPhase phase)
{
  CellsDrawing drawing = { strip, cells, phase };

  for (guint i = 0; i < TLR_STRIP_CHARACTERS; i++) {
    cells->offset[i] = cells->total;
    cells->width[i] = is_blank (tlr_strip_characters[i]) ? 0 :
        strip->pad + tlr_strip_up (phase.x + strip->width[i] + strip->margin, strip->columns);
    cells->total += cells->width[i];
  }
  cells->height = tlr_strip_up (phase.y + strip->below + strip->lower + strip->margin, strip->rows) -
      strip->top;
  cells->picture = tlr_picture_draw (&strip->spec, cells->total, cells->height, draw_cells, &drawing);
}

/* A line keeps its baseline, while its cells come to stand at any column. */
static void
prepare_row (TlrStrip *strip, int y)
{
  for (int x = 0; x < strip->columns && !strip->cells[y][x].picture; x++)
    make_cells (strip, &strip->cells[y][x], (TlrStripPhase) { x, y });
}

void
tlr_strip_prepare (TlrStrip *strip)
{
  for (int y = 0; y < strip->rows; y++)
    prepare_row (strip, y);
}

static void
compose_cells (TlrStrip *strip, const char *text, TlrNative *canvas, int x, int baseline,
    const TlrRect *clip)
{
  while (*text) {
    int i = tlr_strip_next_character (&text), left = x, top = baseline;
    TlrStripPhase phase = take_phase (strip, &left, &top);
    const TlrStripCells *cells = &strip->cells[phase.y][phase.x];

    if (!cells->picture)
      prepare_row (strip, phase.y);
    over_clipped (canvas, clip, left - strip->pad, top + strip->top, cells->picture,
        cells->offset[i], cells->width[i], cells->height);
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

  tlr_face_draw (drawing->strip->face, cr, word->text, word->phase.x - word->left,
      word->phase.y + drawing->strip->lower - word->top, drawing->fit);
}

static TlrStripWord *
make_word (TlrStrip *strip, TlrStripWord *word, const char *text, int max_width,
    TlrStripPhase phase)
{
  TlrExtents e = tlr_face_measure (strip->face, text);
  double fit = e.advance > max_width && max_width > 0 ? max_width / e.advance : 1;
  WordDrawing drawing = { strip, word, fit };
  double above = MIN (-e.top * fit, 2 * strip->style.size);
  double below = MIN (e.bottom * fit, 2 * strip->style.size);

  tlr_strip_word_clear (word);
  word->text = g_strdup (text);
  word->max_width = max_width;
  word->phase = phase;
  word->left = -tlr_strip_up (MAX (-e.left * fit, 0) + strip->margin, strip->columns);
  word->width = tlr_strip_up (phase.x + MAX (e.right, e.advance) * fit + strip->margin,
      strip->columns) - word->left;
  word->top = -tlr_strip_up (MAX (above, 0) + strip->margin, strip->rows);
  word->height = tlr_strip_up (phase.y + MAX (below, 0) + strip->lower + strip->margin, strip->rows) -
      word->top;
  word->width = MIN (word->width, TLR_NATIVE_MAX_SIZE / 2);
  word->picture = tlr_picture_draw (&strip->spec, word->width, word->height, draw_word, &drawing);
  return word;
}

static TlrStripWord *
find_word (TlrStrip *strip, const char *text, int max_width, TlrStripPhase phase)
{
  TlrStripWord *oldest = &strip->words[0];

  for (guint i = 0; i < TLR_STRIP_WORDS; i++) {
    TlrStripWord *word = &strip->words[i];

    if (word->text && word->max_width == max_width && same_phase (word->phase, phase) &&
        strcmp (word->text, text) == 0)
      return word;
    if (word->used < oldest->used)
      oldest = word;
  }
  return make_word (strip, oldest, text, max_width, phase);
}

static void
compose_word (TlrStrip *strip, const char *text, TlrNative *canvas, int x, int baseline,
    int max_width, const TlrRect *clip)
{
  TlrStripPhase phase = take_phase (strip, &x, &baseline);
  TlrStripWord *word = find_word (strip, text, max_width, phase);

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
  const TlrStripMark *mark = &strip->mark;
  const double *rgba = strip->style.rgba;
  double radius = MAX (strip->style.size / 30, 0.6), step = strip->width[0] / 4.0;

  cairo_translate (cr, mark->phase.x, mark->phase.y);
  cairo_rectangle (cr, 0, 0, mark->length, mark->height);
  cairo_clip (cr);
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], MIN (1, 1.6 * rgba[3]));
  for (int i = 0; i * step < mark->length; i++) {
    cairo_arc (cr, (i + 0.5) * step, radius + 0.5, radius, 0, 2 * G_PI);
    cairo_fill (cr);
  }
}

static void
make_mark (TlrStrip *strip, TlrStripPhase phase, int length)
{
  TlrStripMark *mark = &strip->mark;
  double height = 2 * MAX (strip->style.size / 30, 0.6) + 1;

  g_clear_pointer (&mark->picture, tlr_native_free);
  mark->phase = phase;
  mark->length = length;
  mark->width = tlr_strip_up (phase.x + length, strip->columns);
  mark->height = tlr_strip_up (phase.y + height, strip->rows);
  mark->picture = tlr_picture_draw (&strip->spec, mark->width, mark->height, draw_mark, strip);
}

void
tlr_strip_compose_mark (TlrStrip *strip, TlrNative *canvas, int x, int baseline, int width,
    const TlrRect *clip)
{
  const TlrStripMark *mark = &strip->mark;
  int y = baseline + tlr_strip_up (MAX (strip->style.size / 20, 1), 1);
  TlrStripPhase phase = take_phase (strip, &x, &y);

  width = MIN (width, TLR_NATIVE_MAX_SIZE / 2);
  if (!mark->picture || mark->length != width || !same_phase (mark->phase, phase))
    make_mark (strip, phase, width);
  over_clipped (canvas, clip, x, y, mark->picture, 0, mark->width, mark->height);
}
