/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/text-box.h"

#include <math.h>
#include <string.h>

/* What is left of a stale number's strength. */
#define DIM 0.65

void
tlr_text_box_add_template (TlrTextBox *box, TlrWidget *widget, guint vehicle, TlrTemplate *text,
    const TlrTextStyle *style, double gap)
{
  TlrContext *context = widget->context;
  TlrTextStyle dim = *style;

  if (box->n_runs == TLR_LINE_MAX_RUNS) {
    tlr_template_free (text);
    return;
  }
  dim.rgba[3] *= DIM;
  box->templates[box->n_runs] = text;
  box->runs[box->n_runs++] = (TlrRun) {
    .text = tlr_text_new (text, &context->source, vehicle),
    .strip = tlr_context_strip (context, style),
    .dim = tlr_context_strip (context, &dim),
    .gap = (int) round (gap),
    .is_number = tlr_template_is_number (text),
  };
}

void
tlr_text_box_add (TlrTextBox *box, TlrWidget *widget, const char *text,
    const TlrTextStyle *style, double gap)
{
  TlrTemplate *parsed = text && text[0] ? tlr_template_parse (text, NULL) : NULL;

  if (parsed)
    tlr_text_box_add_template (box, widget, widget->vehicle < 0 ? TLR_TEXT_MISSION :
      (guint) widget->vehicle, parsed, style, gap);
}

void
tlr_text_box_add_cut (TlrTextBox *box, TlrWidget *widget, const char *text, const TlrTextStyle *style)
{
  int blank = tlr_strip_width (tlr_context_strip (widget->context, style), " ");
  g_autofree char *rest = g_strdup (text ? text : "");
  char *before, *number, *behind;

  while (box->n_runs + 3 <= TLR_LINE_MAX_RUNS && tlr_template_split (rest, &before, &number, &behind)) {
    tlr_text_box_add (box, widget, before, style, blank);
    tlr_text_box_add (box, widget, number, style, blank);
    g_free (before);
    g_free (number);
    g_free (rest);
    rest = behind;
  }
  tlr_text_box_add (box, widget, rest, style, blank);
  box->n_first = box->n_runs;
}

/* Up to whole pixels. */
static int
up (double value)
{
  return (int) ceil (value - 1e-9);
}

/* Exponents of units stand above digits. */
static gboolean
is_raised (const char *text)
{
  return strstr (text, "\xc2\xb2") || strstr (text, "\xc2\xb3");
}

static int
width_in_strip (gpointer strip, const char *text)
{
  return tlr_strip_width (strip, text);
}

/* Whether the first text has nothing but what a strip covers. */
static gboolean
has_numbers_only (const TlrTextBox *box)
{
  char all[TLR_TEMPLATE_SIZE];
  gboolean any = FALSE;

  for (guint i = 0; i < MIN (box->n_runs, MAX (box->n_first, 1)); i++) {
    tlr_text_print_all (box->runs[i].text, all);
    if (!tlr_strip_covers (box->runs[i].strip, all))
      return FALSE;
    any |= all[0] != 0;
  }
  return any;
}

/* Beside a number everything has its place. Of several, all give way together. */
static void
set_slots (TlrTextBox *box)
{
  guint n_numbers = 0;

  for (guint i = 0; i < box->n_runs; i++)
    n_numbers += box->runs[i].is_number != FALSE;
  for (guint i = 0; n_numbers > 0 && i < box->n_runs; i++) {
    TlrRun *run = &box->runs[i];
    TlrRuler ruler = { width_in_strip, run->strip };
    char widest[TLR_TEMPLATE_SIZE];

    if (run->is_number)
      tlr_text_print_slot (run->text, widest);
    else
      tlr_text_print_widest (run->text, &ruler, widest);
    run->slot = widest[0] ? tlr_strip_width (run->strip, widest) : 0;
    run->yields = run->is_number || n_numbers > 1;
  }
}

void
tlr_text_box_measure (TlrTextBox *box, TlrWidget *widget)
{
  char widest[TLR_TEMPLATE_SIZE], all[TLR_TEMPLATE_SIZE];
  double above = 0, below = 0, ink_above, ink_below;
  int margin = 0;
  gboolean empty = TRUE;

  box->width = 0;
  box->numbers = has_numbers_only (box);
  set_slots (box);
  for (guint i = 0; i < box->n_runs; i++) {
    TlrStrip *strip = box->runs[i].strip;
    TlrRuler ruler = { width_in_strip, strip };

    tlr_text_print_widest (box->runs[i].text, &ruler, widest);
    tlr_text_print_all (box->runs[i].text, all);
    empty &= !widest[0];
    /* A slot leaves room for what a derived channel may come to, which is not known as the widest. */
    box->width += MAX (tlr_strip_width (strip, widest), box->runs[i].slot) + (i ? box->runs[i].gap : 0);
    above = MAX (above, tlr_strip_above (strip, box->numbers && !is_raised (all)));
    below = MAX (below, tlr_strip_below (strip, box->numbers || i >= MAX (box->n_first, 1)));
    margin = MAX (margin, tlr_strip_margin (strip));
    if (box->numbers)
      continue;
    tlr_strip_reach (strip, all, &ink_above, &ink_below);
    above = MAX (above, ink_above);
    below = MAX (below, ink_below);
  }
  /* Words that never come take no room at all. */
  if (empty) {
    box->width = box->above = box->below = 0;
    return;
  }
  box->wanted = box->width;
  if (box->max_width > 0)
    box->width = MIN (box->width, up (box->max_width));
  box->width += 2 * margin;
  box->above = up (above) + margin;
  box->below = up (below) + margin;
}

void
tlr_text_box_place (TlrTextBox *box, TlrWidget *widget, double x, double y, double width)
{
  TlrContext *context = widget->context;

  if (box->n_runs == 0)
    return;
  TlrRect rect = tlr_context_align (context, x, y, width, box->above + box->below);
  TlrItem *line = tlr_line_new (widget, box->runs, box->n_runs, &rect, rect.y + box->above, box->align);
  tlr_context_add_item (context, box->rolls ? tlr_line_with_roll (line) : line);
  /* The line owns the texts now. */
  for (guint i = 0; i < box->n_runs; i++)
    box->runs[i].text = NULL;
}

void
tlr_text_box_finish (TlrTextBox *box)
{
  for (guint i = 0; i < box->n_runs; i++) {
    tlr_text_free (box->runs[i].text);
    tlr_template_free (box->templates[i]);
  }
  box->n_runs = 0;
}
