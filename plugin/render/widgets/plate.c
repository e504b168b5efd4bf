/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/plate.h"

#include <string.h>

typedef struct {
  TlrTextStyle style;
  char *text;
  double x, baseline, fit;
} Word;

static void
word_free (gpointer data)
{
  g_free (((Word *) data)->text);
  g_free (data);
}

void
tlr_plate_finish (TlrPlate *plate)
{
  g_clear_pointer (&plate->figures, g_array_unref);
  g_clear_pointer (&plate->words, g_ptr_array_unref);
}

void
tlr_plate_add (TlrPlate *plate, TlrFigure figure)
{
  if (!plate->figures)
    plate->figures = g_array_new (FALSE, FALSE, sizeof (TlrFigure));
  g_array_append_val (plate->figures, figure);
}

double
tlr_plate_text_width (const TlrTextStyle *style, const char *text)
{
  g_autoptr (TlrFace) face = tlr_face_new (style);

  return tlr_face_measure (face, text).advance;
}

double
tlr_plate_digit_height (const TlrTextStyle *style)
{
  g_autoptr (TlrFace) face = tlr_face_new (style);

  return -tlr_face_measure (face, "0").top;
}

void
tlr_plate_add_text (TlrPlate *plate, const TlrTextStyle *style, const char *text, double x,
    double baseline, guint align, double max_width)
{
  double width = tlr_plate_text_width (style, text);
  Word *word = g_new0 (Word, 1);

  if (!plate->words)
    plate->words = g_ptr_array_new_with_free_func (word_free);
  word->style = *style;
  word->text = g_strdup (text);
  word->fit = max_width > 0 && width > max_width ? max_width / width : 1;
  word->x = x - width * word->fit * align / 2;
  word->baseline = baseline;
  g_ptr_array_add (plate->words, word);
}

void
tlr_plate_draw (const TlrPlate *plate, cairo_t *cr, double x_scale)
{
  if (plate->figures)
    tlr_figures_draw ((const TlrFigure *) (void *) plate->figures->data, plate->figures->len, cr,
        x_scale);
  for (guint i = 0; plate->words && i < plate->words->len; i++) {
    const Word *word = plate->words->pdata[i];
    g_autoptr (TlrFace) face = tlr_face_new (&word->style);

    tlr_face_draw (face, cr, word->text, word->x, word->baseline, word->fit);
  }
}

void
tlr_plate_sketch (const TlrPlate *plate, TlrSketch *sketch, double x_scale)
{
  if (plate->figures)
    tlr_figures_sketch ((const TlrFigure *) (void *) plate->figures->data, plate->figures->len,
        sketch, x_scale);
  for (guint i = 0; plate->words && i < plate->words->len; i++) {
    const Word *word = plate->words->pdata[i];

    tlr_sketch_text (sketch, &word->style, 1, word->text, word->x, word->baseline, word->fit, NULL);
  }
}
