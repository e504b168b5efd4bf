/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/strip.h"

#include <math.h>
#include <string.h>

#include "render/draw/picture.h"
#include "render/draw/strip-text.h"

typedef struct {
  char *text;
  int max_width;
  guint64 used;
  int left, top;       /* of the picture, from the start on the baseline */
  int width, height;
  TlrNative *picture;
} Word;

typedef struct {
  char *text;
  int width;           /* columns, not squeezed */
} Measured;

struct _TlrStrip {
  TlrTextStyle style;
  TlrNativeSpec spec;
  TlrFace *face;
  int columns, rows;                 /* of the grid */
  int margin;                        /* a multiple of both */
  double above, below;               /* of the characters' ink */
  double lower;                      /* rows that everything is drawn further down */
  double advance[TLR_STRIP_CHARACTERS];      /* as the font has it */
  int width[TLR_STRIP_CHARACTERS];           /* of the cell, on the grid */
  int offset[TLR_STRIP_CHARACTERS];          /* of the cell with margins, in the picture */
  int cell_top, cell_height;         /* rows from the baseline */
  int total;
  TlrNative *picture;                /* all cells, drawn at the first use */
  TlrNative *mark;
  guint64 clock;
  Word words[TLR_STRIP_WORDS];
  Measured measured[TLR_STRIP_WORDS];
  guint n_measured;                  /* ever; the next takes the place of the oldest */
};

static int
up (double value, int grid)
{
  return (int) ceil (value / grid - 1e-9) * grid;
}

static void
measure (TlrStrip *strip)
{
  double digits = 0;

  strip->above = strip->below = 0;
  for (guint i = 0; i < TLR_STRIP_CHARACTERS; i++) {
    TlrExtents extents = tlr_face_measure (strip->face, tlr_strip_characters[i]);

    strip->advance[i] = extents.advance;
    strip->above = MAX (strip->above, -extents.top);
    strip->below = MAX (strip->below, extents.bottom);
    if (i < TLR_STRIP_DIGITS)
      digits = MAX (digits, extents.advance);
  }
  for (guint i = 0; i < TLR_STRIP_CHARACTERS; i++) {
    strip->width[i] = up (i < TLR_STRIP_DIGITS ? digits : strip->advance[i], strip->columns);
    strip->offset[i] = strip->total;
    strip->total += strip->width[i] + 2 * strip->margin;
  }
}

TlrStrip *
tlr_strip_new (const TlrTextStyle *style, const TlrNativeSpec *spec)
{
  return tlr_strip_new_lowered (style, spec, 0);
}

TlrStrip *
tlr_strip_new_lowered (const TlrTextStyle *style, const TlrNativeSpec *spec, double lower)
{
  TlrStrip *strip = g_new0 (TlrStrip, 1);
  guint columns = 1, rows = 1;

  tlr_pixel_format_grid (spec->format, spec->interlaced, &columns, &rows);
  strip->style = *style;
  strip->spec = *spec;
  strip->face = tlr_face_new (style);
  strip->columns = (int) columns;
  strip->rows = (int) rows;
  strip->margin = up (MAX (tlr_face_margin (style) * MAX (style->x_scale, 1), 1),
      MAX (strip->columns, strip->rows));
  measure (strip);
  strip->cell_top = -up (strip->above, strip->rows) - strip->margin;
  strip->lower = lower;
  strip->cell_height = up (strip->below + lower, strip->rows) + strip->margin - strip->cell_top;
  return strip;
}

static void
word_clear (Word *word)
{
  g_clear_pointer (&word->text, g_free);
  g_clear_pointer (&word->picture, tlr_native_free);
}

void
tlr_strip_free (TlrStrip *strip)
{
  if (!strip)
    return;
  for (guint i = 0; i < TLR_STRIP_WORDS; i++) {
    word_clear (&strip->words[i]);
    g_free (strip->measured[i].text);
  }
  tlr_native_free (strip->picture);
  tlr_native_free (strip->mark);
  tlr_face_free (strip->face);
  g_free (strip);
}

const TlrTextStyle *
tlr_strip_get_style (const TlrStrip *strip)
{
  return &strip->style;
}

gboolean
tlr_strip_covers (const TlrStrip *strip, const char *text)
{
  while (*text)
    if (tlr_strip_next_character (&text) < 0)
      return FALSE;
  return TRUE;
}

int
tlr_strip_width_n (const TlrStrip *strip, const char *text, gsize length)
{
  const char *end = text + length;
  int width = 0;

  while (text < end)
    width += strip->width[tlr_strip_next_character (&text)];
  return width;
}

/* Words are remembered: laying out text is slow, and a line asks at each change. */
static int
word_width (TlrStrip *strip, const char *text)
{
  Measured *measured;

  for (guint i = 0; i < TLR_STRIP_WORDS; i++)
    if (strip->measured[i].text && strcmp (strip->measured[i].text, text) == 0)
      return strip->measured[i].width;
  measured = &strip->measured[strip->n_measured++ % TLR_STRIP_WORDS];
  g_free (measured->text);
  *measured = (Measured) { g_strdup (text),
    up (tlr_face_measure (strip->face, text).advance, strip->columns) };
  return measured->width;
}

static int
piece_width (TlrStrip *strip, const TlrPiece *piece)
{
  return piece->cells ? tlr_strip_width_n (strip, piece->text, strlen (piece->text)) :
      word_width (strip, piece->text);
}

int
tlr_strip_width (TlrStrip *strip, const char *text)
{
  TlrPiece piece;
  int width = 0;

  if (tlr_strip_covers (strip, text))
    return tlr_strip_width_n (strip, text, strlen (text));
  if (!tlr_strip_is_mixed (text))
    return word_width (strip, text);
  while (*text) {
    text = tlr_strip_take_piece (text, &piece);
    width += piece_width (strip, &piece);
  }
  return width;
}

double
tlr_strip_above (const TlrStrip *strip, gboolean numbers)
{
  return numbers ? strip->above : tlr_face_ascent (strip->face);
}

double
tlr_strip_below (const TlrStrip *strip, gboolean numbers)
{
  return numbers ? strip->below : tlr_face_descent (strip->face);
}

void
tlr_strip_reach (TlrStrip *strip, const char *text, double *above, double *below)
{
  TlrExtents extents = tlr_face_measure (strip->face, text);

  *above = CLAMP (-extents.top, 0, 2 * strip->style.size);
  *below = CLAMP (extents.bottom, 0, 2 * strip->style.size);
}

int
tlr_strip_margin (const TlrStrip *strip)
{
  return strip->margin;
}

gsize
tlr_strip_get_size (const TlrStrip *strip)
{
  gsize size = strip->picture ? tlr_native_get_size (strip->picture) : 0;

  if (strip->mark)
    size += tlr_native_get_size (strip->mark);
  for (guint i = 0; i < TLR_STRIP_WORDS; i++)
    if (strip->words[i].picture)
      size += tlr_native_get_size (strip->words[i].picture);
  return size;
}

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
  Word *word;
  double fit;
} WordDrawing;

static void
draw_word (cairo_t *cr, gpointer data)
{
  WordDrawing *drawing = data;
  Word *word = drawing->word;

  tlr_face_draw (drawing->strip->face, cr, word->text, -word->left,
      drawing->strip->lower - word->top, drawing->fit);
}

static Word *
make_word (TlrStrip *strip, Word *word, const char *text, int max_width)
{
  TlrExtents e = tlr_face_measure (strip->face, text);
  double fit = e.advance > max_width && max_width > 0 ? max_width / e.advance : 1;
  WordDrawing drawing = { strip, word, fit };
  double above = MIN (-e.top * fit, 2 * strip->style.size);
  double below = MIN (e.bottom * fit, 2 * strip->style.size);

  word_clear (word);
  word->text = g_strdup (text);
  word->max_width = max_width;
  word->left = -up (MAX (-e.left * fit, 0), strip->columns) - strip->margin;
  word->width = up (MAX (e.right, e.advance) * fit, strip->columns) + strip->margin - word->left;
  word->top = -up (MAX (above, 0), strip->rows) - strip->margin;
  word->height = up (MAX (below, 0) + strip->lower, strip->rows) + strip->margin - word->top;
  word->width = MIN (word->width, TLR_NATIVE_MAX_SIZE / 2);
  word->picture = tlr_picture_draw (&strip->spec, word->width, word->height, draw_word, &drawing);
  return word;
}

static Word *
find_word (TlrStrip *strip, const char *text, int max_width)
{
  Word *oldest = &strip->words[0];

  for (guint i = 0; i < TLR_STRIP_WORDS; i++) {
    Word *word = &strip->words[i];

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
  Word *word = find_word (strip, text, max_width);

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
    x += piece_width (strip, &piece);
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
  int height = up (2 * MAX (strip->style.size / 30, 0.6) + 1, strip->rows);
  int y = baseline + up (MAX (strip->style.size / 20, 1), strip->rows);

  if (!strip->mark)
    strip->mark = tlr_picture_draw (&strip->spec, strip->width[0], height, draw_mark, strip);
  for (int end = x + width; x < end; x += strip->width[0])
    over_clipped (canvas, clip, x, y, strip->mark, 0, MIN (strip->width[0], end - x), height);
}
