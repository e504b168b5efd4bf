/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/ass/ass-mark.h"

#include <math.h>
#include <string.h>

#include "render/ass/ass-event.h"
#include "render/draw/escape.h"

/* Control points of a quarter circle: 4/3 tan (π/8). */
#define KAPPA 0.5522847498

/* \p4: a pixel has 2^(4-1) steps. */
#define DRAWING_MODE 4
#define DRAWING_STEPS 8

void
tlr_ass_append_number (GString *out, double value)
{
  gint64 hundredths = (gint64) round (value * 100);
  guint64 size = (guint64) ABS (hundredths);

  if (hundredths < 0)
    g_string_append_c (out, '-');
  tlr_ass_append_whole (out, size / 100);
  if (size % 100 == 0)
    return;
  g_string_append_c (out, '.');
  g_string_append_c (out, (char) ('0' + size % 100 / 10));
  if (size % 10)
    g_string_append_c (out, (char) ('0' + size % 10));
}

static guint
code (double value)
{
  return (guint) (CLAMP (value, 0, 1) * 255 + 0.5);
}

void
tlr_ass_append_colour (GString *out, const double rgba[4])
{
  g_string_append_printf (out, "&H%02X%02X%02X%02X", 255 - code (rgba[3]), code (rgba[2]),
      code (rgba[1]), code (rgba[0]));
}

/* "\1c&HBBGGRR&\1a&HAA&" of colour N. */
static void
append_paint (GString *out, guint n, const double rgba[4], double alpha)
{
  g_string_append_printf (out, "\\%uc&H%02X%02X%02X&\\%ua&H%02X&", n, code (rgba[2]),
      code (rgba[1]), code (rgba[0]), n, 255 - code (rgba[3] * alpha));
}

static void
append_tag (GString *out, const char *tag, double value)
{
  g_string_append (out, tag);
  tlr_ass_append_number (out, value);
}

static void
append_position (GString *out, double x, double y)
{
  append_tag (out, "\\pos(", x);
  g_string_append_c (out, ',');
  tlr_ass_append_number (out, y);
  g_string_append_c (out, ')');
}

static void
append_fit (GString *out, const TlrMark *mark)
{
  double across = 100 * mark->fit;

  if (fabs (across - 100) > 0.005)
    append_tag (out, "\\fscx", across);
  if (fabs (mark->fit - 1) > 0.00005)
    append_tag (out, "\\fscy", 100 * mark->fit);
}

static void
append_font (GString *out, TlrAssFont *font)
{
  const TlrTextStyle *style = tlr_ass_font_get_style (font);
  g_autofree char *family = g_strdelimit (g_strdup (tlr_ass_font_get_family (font)), "{}\\,", ' ');

  g_string_append_printf (out, "\\fn%s", family);
  append_tag (out, "\\fs", tlr_ass_font_get_size (font));
  g_string_append_printf (out, "\\b%d", style->weight);
  append_tag (out, "\\bord", style->outline);
  append_paint (out, 1, style->rgba, 1);
  append_paint (out, 3, style->outline_rgba, 1);
}

/* Widths of the cells less those of the glyphs go half to each side: the pen is
 * moved by the spacing of the character before, which is squeezed as the letters
 * are. Spacing is written where it changes. START receives how far the first is
 * moved. What cells show needs no
 * escape: digits, signs and blanks. */
static void
append_cells (GString *out, const TlrMark *mark, TlrAssFont *font, double *start)
{
  double slack_before = 0, spacing = mark->style.spacing;
  const char *before = mark->text;

  for (const char *p = mark->text, *next; *p; p = next) {
    next = g_utf8_next_char (p);
    double cell = tlr_strip_width_n (mark->cells, p, (gsize) (next - p)) * mark->cell_scale;
    double slack = (cell - tlr_ass_font_advance (font, g_utf8_get_char (p))) / 2;

    if (p == mark->text) {
      *start = slack * mark->fit;
    } else if (fabs (slack_before + slack - spacing) > 0.02) {
      spacing = slack_before + slack;
      append_tag (out, "{\\fsp", spacing);
      g_string_append_c (out, '}');
    }
    g_string_append_len (out, before, p - before);
    before = p;
    slack_before = slack;
  }
  g_string_append (out, before);
}

static void
append_words (GString *out, const TlrMark *mark, TlrAssFont *font, double *start)
{
  *start = 0;
  if (mark->cells)
    append_cells (out, mark, font, start);
  else
    tlr_escape_append (out, mark->text, TLR_ESCAPE_ASS);
}

void
tlr_ass_append_text (GString *out, const TlrMark *mark, TlrAssFont *font, gboolean overrides)
{
  g_autoptr (GString) words = g_string_new (NULL);
  double start;

  g_return_if_fail (out != NULL && mark != NULL && font != NULL);
  append_words (words, mark, font, &start);
  g_string_append_c (out, '{');
  append_position (out, mark->x + start, mark->y - tlr_ass_font_get_ascent (font) * mark->fit);
  append_fit (out, mark);
  if (overrides) {
    append_font (out, font);
    append_tag (out, "\\fsp", mark->style.spacing);
  } else if (mark->style.weight != 400 && mark->style.weight != 700) {
    /* Styles know bold and not, and no weights. */
    g_string_append_printf (out, "\\b%d", mark->style.weight);
  }
  g_string_append_c (out, '}');
  g_string_append (out, words->str);
}

void
tlr_ass_append_shadow (GString *out, const TlrMark *mark, TlrAssFont *font)
{
  const TlrTextStyle *style = tlr_ass_font_get_style (font);
  g_autoptr (GString) words = g_string_new (NULL);
  double start;

  g_return_if_fail (out != NULL && mark != NULL);
  if (style->shadow <= 0)
    return;
  append_words (words, mark, font, &start);
  g_string_append_c (out, '{');
  append_position (out, mark->x + start,
      mark->y + 0.4 * style->shadow - tlr_ass_font_get_ascent (font) * mark->fit);
  append_fit (out, mark);
  append_font (out, font);
  append_tag (out, "\\fsp", mark->style.spacing);
  append_tag (out, "\\bord", 0.55 * style->shadow);
  append_tag (out, "\\blur", 0.45 * style->shadow);
  append_paint (out, 1, style->shadow_rgba, 1);
  append_paint (out, 3, style->shadow_rgba, 1);
  g_string_append_c (out, '}');
  g_string_append (out, words->str);
}

/* Drawings: points are steps of a pixel from the position. */

static void
append_point (GString *out, double x, double y)
{
  g_string_append_printf (out, " %d %d", (int) round (x * DRAWING_STEPS),
      (int) round (y * DRAWING_STEPS));
}

static void
append_curve (GString *out, double x1, double y1, double x2, double y2, double x3, double y3)
{
  g_string_append (out, " b");
  append_point (out, x1, y1);
  append_point (out, x2, y2);
  append_point (out, x3, y3);
}

/* An ellipse inside the box at X, Y; backwards it makes a hole. */
static void
append_ellipse (GString *out, double x, double y, double rx, double ry, gboolean backwards)
{
  double cx = x + rx, cy = y + ry, sy = backwards ? -ry : ry;
  double kx = KAPPA * rx, ky = KAPPA * sy;

  g_string_append (out, "m");
  append_point (out, cx + rx, cy);
  append_curve (out, cx + rx, cy + ky, cx + kx, cy + sy, cx, cy + sy);
  append_curve (out, cx - kx, cy + sy, cx - rx, cy + ky, cx - rx, cy);
  append_curve (out, cx - rx, cy - ky, cx - kx, cy - sy, cx, cy - sy);
  append_curve (out, cx + kx, cy - sy, cx + rx, cy - ky, cx + rx, cy);
  g_string_append_c (out, ' ');
}

static void
append_round_rect (GString *out, double x, double y, double w, double h, double r)
{
  double k = r * (1 - KAPPA), right = x + w, bottom = y + h;

  g_string_append (out, "m");
  append_point (out, x + r, y);
  g_string_append (out, " l");
  append_point (out, right - r, y);
  append_curve (out, right - k, y, right, y + k, right, y + r);
  g_string_append (out, " l");
  append_point (out, right, bottom - r);
  append_curve (out, right, bottom - k, right - k, bottom, right - r, bottom);
  g_string_append (out, " l");
  append_point (out, x + r, bottom);
  append_curve (out, x + k, bottom, x, bottom - k, x, bottom - r);
  g_string_append (out, " l");
  append_point (out, x, y + r);
  append_curve (out, x, y + k, x + k, y, x + r, y);
  g_string_append_c (out, ' ');
}

static void
append_rect (GString *out, double x, double y, double w, double h, double radius)
{
  double r = MIN (radius, MIN (w, h) / 2);

  if (r > 0.05) {
    append_round_rect (out, x, y, w, h, r);
    return;
  }
  g_string_append (out, "m");
  append_point (out, x, y);
  g_string_append (out, " l");
  append_point (out, x + w, y);
  append_point (out, x + w, y + h);
  append_point (out, x, y + h);
  g_string_append_c (out, ' ');
}

/* The same the other way round, inside another one. */
static void
append_rect_hole (GString *out, double x, double y, double w, double h)
{
  g_string_append (out, "m");
  append_point (out, x, y);
  g_string_append (out, " l");
  append_point (out, x, y + h);
  append_point (out, x + w, y + h);
  append_point (out, x + w, y);
  g_string_append_c (out, ' ');
}

/* Each contour begins with a move; LEFT, TOP is the mark's position. */
static void
append_path (GString *out, const TlrSketch *sketch, const TlrMark *mark, double left, double top)
{
  const TlrCorner *corners = &g_array_index (sketch->corners, TlrCorner, mark->first);

  for (guint i = 0; i < mark->n_corners; i++) {
    gboolean after_move = i > 0 && corners[i - 1].begins;

    g_string_append (out, corners[i].begins ? (i ? " m" : "m") : after_move ? " l" : "");
    append_point (out, corners[i].x - left, corners[i].y - top);
  }
  g_string_append_c (out, ' ');
}

/* Everything is drawn from the upper left corner of the mark's box, for
 * libass aligns a drawing by the box around it. */
void
tlr_ass_append_shape (GString *out, const TlrSketch *sketch, const TlrMark *mark)
{
  double half = mark->line / 2, rx = mark->width + half, ry = mark->height + half;
  gboolean circle = mark->kind == TLR_MARK_CIRCLE;
  double x = circle ? mark->x - rx : mark->x - half, y = circle ? mark->y - ry : mark->y - half;
  double left = floor (x), top = floor (y), dx = x - left, dy = y - top;
  double w = mark->width + mark->line, h = mark->height + mark->line;

  g_return_if_fail (out != NULL && sketch != NULL && mark->kind != TLR_MARK_TEXT);
  if (code (mark->rgba[3]) == 0)
    return;
  g_string_append_c (out, '{');
  append_position (out, left, top);
  append_paint (out, 1, mark->rgba, 1);
  g_string_append_printf (out, "\\p%d}", DRAWING_MODE);
  if (mark->kind == TLR_MARK_PATH) {
    append_path (out, sketch, mark, left, top);
  } else if (circle) {
    append_ellipse (out, dx, dy, rx, ry, FALSE);
    if (mark->line > 0 && mark->width > half && mark->height > half)
      append_ellipse (out, dx + mark->line, dy + mark->line, mark->width - half,
          mark->height - half, TRUE);
  } else {
    append_rect (out, dx, dy, w, h, mark->radius);
    if (mark->line > 0 && w > 2 * mark->line && h > 2 * mark->line)
      append_rect_hole (out, dx + mark->line, dy + mark->line, w - 2 * mark->line,
          h - 2 * mark->line);
  }
  g_string_append (out, "{\\p0}");
}
