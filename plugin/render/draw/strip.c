/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/strip-private.h"

#include <string.h>

#include "render/draw/strip-text.h"

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
  for (guint i = 0; i < TLR_STRIP_CHARACTERS; i++)
    strip->width[i] = tlr_strip_up (i < TLR_STRIP_DIGITS ? digits : strip->advance[i], 1);
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
  g_assert (columns <= TLR_STRIP_PHASES_X && rows <= TLR_STRIP_PHASES_Y);
  strip->margin = tlr_strip_up (MAX (tlr_face_margin (style) * MAX (style->x_scale, 1), 1), 1);
  strip->pad = tlr_strip_up (strip->margin, strip->columns);
  strip->lower = lower;
  measure (strip);
  strip->top = -tlr_strip_up (strip->above + strip->margin, strip->rows);
  return strip;
}

void
tlr_strip_word_clear (TlrStripWord *word)
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
    tlr_strip_word_clear (&strip->words[i]);
    g_free (strip->measured[i].text);
  }
  for (guint i = 0; i < TLR_STRIP_PHASES_X * TLR_STRIP_PHASES_Y; i++)
    tlr_native_free (strip->cells[i / TLR_STRIP_PHASES_X][i % TLR_STRIP_PHASES_X].picture);
  tlr_native_free (strip->mark.picture);
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
  TlrStripMeasured *measured;

  for (guint i = 0; i < TLR_STRIP_WORDS; i++)
    if (strip->measured[i].text && strcmp (strip->measured[i].text, text) == 0)
      return strip->measured[i].width;
  measured = &strip->measured[strip->n_measured++ % TLR_STRIP_WORDS];
  g_free (measured->text);
  *measured = (TlrStripMeasured) { g_strdup (text),
    tlr_strip_up (tlr_face_measure (strip->face, text).advance, 1) };
  return measured->width;
}

int
tlr_strip_piece_width (TlrStrip *strip, const TlrPiece *piece)
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
    width += tlr_strip_piece_width (strip, &piece);
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
  gsize size = strip->mark.picture ? tlr_native_get_size (strip->mark.picture) : 0;

  for (guint i = 0; i < TLR_STRIP_PHASES_X * TLR_STRIP_PHASES_Y; i++) {
    const TlrStripCells *cells = &strip->cells[i / TLR_STRIP_PHASES_X][i % TLR_STRIP_PHASES_X];

    size += cells->picture ? tlr_native_get_size (cells->picture) : 0;
  }
  for (guint i = 0; i < TLR_STRIP_WORDS; i++)
    if (strip->words[i].picture)
      size += tlr_native_get_size (strip->words[i].picture);
  return size;
}
