/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/event-label.h"

#include <string.h>

/* Labels looked at for the widest one. */
#define LABELS_MAX 256

/* The widest a label is taken for, and the space beside it, in sizes of its font. */
#define LABEL_WIDTH_MAX 11.0
#define LABEL_GAP 0.9

const char *
tlr_event_words (const TlrWidget *widget, const TlmEvent *event, gboolean brief, char *buf, gsize size)
{
  TlrWords *known = widget->context->words;
  const char *plain = event->label ? event->label : event->id;
  const char *words = tlr_words_find (known, plain), *end;

  if (words == event->id)
    words = tlr_words_event (known, event->id, brief);
  g_strlcpy (buf, words, size);
  if (words == event->id) {
    g_strdelimit (buf, "-", ' ');
    buf[0] = g_ascii_toupper (buf[0]);
  }
  for (char *p = buf; *p; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  if (!g_utf8_validate (buf, -1, &end))
    buf[end - buf] = 0;
  return buf;
}

double
tlr_ladder_label_width (const TlrLadder *ladder, const TlrWidget *widget)
{
  guint n = tlm_timeline_n_events_of (widget->context->timeline, widget->vehicle);
  double em = ladder->style.size * ladder->style.x_scale, widest = 5 * em;
  char buf[128];

  for (guint i = 0; i < MIN (n, LABELS_MAX); i++) {
    const char *words = tlr_event_words (widget, tlr_ladder_event (widget, i), TRUE, buf, sizeof buf);
    widest = MAX (widest, tlr_face_measure (ladder->bold, words).advance);
  }
  return MIN (widest, LABEL_WIDTH_MAX * em) + LABEL_GAP * em;
}

double
tlr_ladder_label_height (const TlrLadder *ladder)
{
  return tlr_face_ascent (ladder->face) + tlr_face_descent (ladder->face);
}

/* A label as it is drawn. */
typedef struct {
  const TlrTextStyle *style;
  TlrFace *face;
  char words[128];
  double x, advance, fit, alpha;
} Label;

/* How far words are squeezed before they are cut. */
#define FIT_MIN 0.75

/* Leaves out the end of words that ROOM does not hold. */
static double
cut_words (Label *label, double room)
{
  static const char ellipsis[] = "\xe2\x80\xa6";
  double advance = tlr_face_measure (label->face, label->words).advance;
  gsize length = strlen (label->words);

  while (advance * FIT_MIN > room && length > 0) {
    length = (gsize) (g_utf8_prev_char (label->words + length) - label->words);
    length = MIN (length, sizeof label->words - sizeof ellipsis);
    while (length > 0 && label->words[length - 1] == ' ')
      length--;
    memcpy (label->words + length, ellipsis, sizeof ellipsis);
    advance = tlr_face_measure (label->face, label->words).advance;
  }
  return advance;
}

static double
label_alpha (const TlrLadder *ladder, TlrRung rung)
{
  if (rung <= TLR_RUNG_CURRENT)
    return 1;
  return rung == TLR_RUNG_NEXT ? (1 + ladder->future[3]) / 2 : ladder->future[3];
}

static void
make_label (const TlrLadder *ladder, const TlrWidget *widget, const TlrLadderPage *page, guint dot,
    double x, double room, Label *label)
{
  TlrRung rung = tlr_ladder_rung (widget, page, dot);
  double advance;

  label->face = rung == TLR_RUNG_CURRENT ? ladder->bold : ladder->face;
  label->style = rung == TLR_RUNG_CURRENT ? &ladder->bold_style : &ladder->style;
  label->alpha = rung == TLR_RUNG_UNPROMISED ? 0 : label_alpha (ladder, rung);
  tlr_event_words (widget, tlr_ladder_event (widget, page->first + dot), TRUE, label->words,
      sizeof label->words);
  advance = cut_words (label, room);
  label->fit = MIN (1, room / MAX (advance, 1));
  label->advance = advance * label->fit;
  label->x = x - label->advance / 2;
}

double
tlr_ladder_label_advance (const TlrLadder *ladder, const TlrWidget *widget,
    const TlrLadderPage *page, guint dot, double room)
{
  Label label;

  make_label (ladder, widget, page, dot, 0, room, &label);
  return label.alpha > 0 ? label.advance : 0;
}

void
tlr_ladder_draw_label (const TlrLadder *ladder, const TlrWidget *widget, const TlrLadderPage *page,
    guint dot, double x, double baseline, double room, cairo_t *cr)
{
  Label label;

  make_label (ladder, widget, page, dot, x, room, &label);
  if (label.alpha <= 0)
    return;
  cairo_push_group (cr);
  tlr_face_draw (label.face, cr, label.words, label.x, baseline, label.fit);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, label.alpha);
}

void
tlr_ladder_sketch_label (const TlrLadder *ladder, const TlrWidget *widget,
    const TlrLadderPage *page, guint dot, double x, double baseline, double room,
    TlrSketch *sketch)
{
  Label label;

  make_label (ladder, widget, page, dot, x, room, &label);
  if (label.alpha > 0)
    tlr_sketch_text (sketch, label.style, label.alpha, label.words, label.x, baseline, label.fit,
        NULL);
}
