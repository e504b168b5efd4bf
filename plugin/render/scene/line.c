/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/line.h"

#include <math.h>
#include <string.h>

#include "render/draw/strip-text.h"
#include "render/scene/line-roll.h"
#include "render/scene/widget.h"

typedef struct {
  TlrItem item;
  TlrRun runs[TLR_LINE_MAX_RUNS];
  guint n_runs;
  guint n_yielding;        /* runs that give way when all are too wide together */
  guint lead;              /* the run that rolls, and without which there is no line */
  int baseline;
  guint align;
  TlrLineRoll *roll;       /* or NULL */
} TlrLine;

/* Behind the runs' texts: how far what the leading one, at LEAD, said before has rolled away, two digits,
 * and that, with its end. */
static gsize
append_old (const TlrLine *line, guint8 *state, gsize used, gsize lead, const char *old, guint step)
{
  const char *text = (const char *) state + lead;
  gsize length = strlen (old) + 1;

  if (!old[0] || strcmp (old, text) == 0 || !tlr_line_roll_fits (line->runs[line->lead].strip, old, text))
    return used;
  state[used] = (guint8) ('0' + step / 10);
  state[used + 1] = (guint8) ('0' + step % 10);
  memcpy (state + used + 2, old, length);
  return used + 2 + length;
}

/* Prints a run, cut at a character where the state has no room beside the ends of all runs and what rolls. */
static gsize
print_run (const TlrLine *line, guint run, const TlmSnapshot *snapshot, guint8 *state, gsize used,
    TlmValidity *validity)
{
  char text[TLR_TEMPLATE_SIZE];
  gsize kept = used + (line->n_runs - run) + TLR_TEMPLATE_SIZE + 2;
  gsize length = tlr_text_print (line->runs[run].text, snapshot, text, validity);
  gsize room = TLR_ITEM_STATE_SIZE > kept ? TLR_ITEM_STATE_SIZE - kept : 0;

  if (length > room)
    length = (gsize) (g_utf8_find_prev_char (text, text + room + 1) - text);
  memcpy (state + used, text, length);
  state[used + length] = 0;
  return length;
}

/* A byte whether it is stale, then the runs' texts, each with its end. */
static gsize
line_state (TlrItem *item, const TlmSnapshot *snapshot, guint8 *state)
{
  TlrLine *line = (TlrLine *) item;
  TlmValidity worst = TLM_VALIDITY_FRESH, validity;
  char old[TLR_TEMPLATE_SIZE] = "";
  guint step = 0;
  gsize used = 1, lead = 1;

  if (line->roll)
    snapshot = tlr_line_roll_at (line->roll, snapshot, &item->widget->context->channels,
        line->runs[line->lead].text, old, &step);
  for (guint i = 0; i < line->n_runs; i++) {
    gsize length = print_run (line, i, snapshot, state, used, &validity);

    worst = MIN (worst, validity);
    if (i == line->lead && length == 0)
      return 0;
    lead = i == line->lead ? used : lead;
    used += length + 1;
  }
  state[0] = worst == TLM_VALIDITY_STALE;
  return append_old (line, state, used, lead, old, step);
}

/* The texts of a state; returns what is behind them. */
static const char *
read_texts (const TlrLine *line, const guint8 *state, const char *texts[TLR_LINE_MAX_RUNS])
{
  const char *p = (const char *) state + 1;

  for (guint i = 0; i < line->n_runs; i++, p += strlen (p) + 1)
    texts[i] = p;
  return p;
}

/* Where a run stands, columns of the frame. */
typedef struct {
  int x, width;
} Span;

/* Without one that is said to, the first gives way. */
static gboolean
yields (const TlrLine *line, guint run)
{
  return line->n_yielding ? line->runs[run].yields : run == 0;
}

/* Columns kept for a run. A number that is longer than anybody thought moves nothing. */
static int
run_room (const TlrRun *run, const char *text)
{
  int own = text[0] ? tlr_strip_width (run->strip, text) : 0;

  return run->slot > 0 && run->is_number ? run->slot : MAX (run->slot, own);
}

/* In the GIVEN columns from x of a slot of so many, squeezed as all of it is: a number ends with them; one that is
 * too long goes on to the left as far as LEFT. */
static Span
stand_in_slot (const TlrRun *run, const char *text, int x, int given, int left)
{
  int own = text[0] ? tlr_strip_width (run->strip, text) : 0;

  own = given < run->slot ? MAX ((int) ((gint64) own * given / run->slot), 1) : own;
  if (!run->is_number)
    return (Span) { x, MIN (own, given) };
  own = MIN (own, x + given - left);
  return (Span) { x + given - own, own };
}

/* Takes what all are too wide together from those that yield, by their shares; the last one takes the rest. */
static void
give_way (const TlrLine *line, int *rooms, int excess)
{
  guint left = line->n_yielding;
  int total = 0;

  for (guint i = 0; i < line->n_runs; i++)
    total += yields (line, i) ? rooms[i] : 0;
  for (guint i = 0; i < line->n_runs && total > 0; i++) {
    if (!yields (line, i))
      continue;
    int share = --left == 0 ? excess : (int) ((gint64) excess * rooms[i] / total);

    total -= rooms[i];
    excess -= share;
    rooms[i] = rooms[i] ? MAX (rooms[i] - share, 1) : 0;
  }
}

static void
place_runs (const TlrLine *line, const char *const *texts, Span *spans)
{
  int rooms[TLR_LINE_MAX_RUNS], margin = tlr_strip_margin (line->runs[0].strip), total = 0;
  int left = line->item.rect.x + margin, room = line->item.rect.width - 2 * margin;

  for (guint i = 0; i < line->n_runs; i++) {
    rooms[i] = run_room (&line->runs[i], texts[i]);
    total += rooms[i] ? rooms[i] + (i ? line->runs[i].gap : 0) : 0;
  }
  int x = left + MAX (room - total, 0) * (int) line->align / 2;
  if (total > room)
    give_way (line, rooms, total - room);
  for (guint i = 0; i < line->n_runs; i++) {
    const TlrRun *run = &line->runs[i];

    if (!rooms[i])
      continue;
    x += i ? run->gap : 0;
    spans[i] = run->slot > 0 ? stand_in_slot (run, texts[i], x, rooms[i], i ? x : left) : (Span) { x, rooms[i] };
    x += rooms[i];
  }
}

/* Of a stale line its numbers, or the first run. */
static gboolean
is_marked (const TlrLine *line, guint run)
{
  return run == line->lead || line->runs[run].is_number;
}

/* OLD is what append_old() wrote. */
static void
compose_rolling (const TlrLine *line, TlrStrip *strip, const char *old, const char *text, TlrNative *canvas,
    int x, int origin_x, int origin_y, const TlrRect *clip)
{
  const TlrRect *cover = &line->item.cover;
  TlrRect own = { cover->x - origin_x, cover->y - origin_y, cover->width, cover->height };
  TlrRect inside = tlr_rect_intersect (&own, clip);

  tlr_line_roll_compose (strip, old + 2, text, (guint) (10 * (old[0] - '0') + (old[1] - '0')), canvas, x,
      line->baseline - origin_y, &inside);
}

static void
line_compose (TlrItem *item, const guint8 *state, TlrNative *canvas, int origin_x,
    int origin_y, const TlrRect *clip)
{
  TlrLine *line = (TlrLine *) item;
  const char *texts[TLR_LINE_MAX_RUNS], *end = read_texts (line, state, texts);
  const char *old = (gsize) (end - (const char *) state) < item->shown ? end : NULL;
  int baseline = line->baseline - origin_y;
  Span spans[TLR_LINE_MAX_RUNS];

  place_runs (line, texts, spans);
  for (guint i = 0; i < line->n_runs; i++) {
    TlrStrip *strip = state[0] ? line->runs[i].dim : line->runs[i].strip;
    int x = spans[i].x - origin_x, width = spans[i].width;

    if (!texts[i][0])
      continue;
    if (i == line->lead && old && width == tlr_strip_width (strip, texts[i]))
      compose_rolling (line, strip, old, texts[i], canvas, x, origin_x, origin_y, clip);
    else
      tlr_strip_compose (strip, texts[i], canvas, x, baseline, width, clip);
    if (state[0] && is_marked (line, i))
      tlr_strip_compose_mark (strip, canvas, x, baseline, width, clip);
  }
}

static void
sketch_piece (TlrSketch *sketch, TlrStrip *strip, const char *text, gboolean cells, int x, int baseline, double fit)
{
  tlr_sketch_text (sketch, tlr_strip_get_style (strip), 1, text, x, baseline, fit,
      cells ? strip : NULL);
}

/* A text as the strip composes it: squeezed to WIDTH where it is too wide, digits in
 * cells either way. */
static void
sketch_run (TlrSketch *sketch, TlrStrip *strip, const char *text, int x, int baseline, int width)
{
  int own = tlr_strip_width (strip, text);
  gboolean cells = tlr_strip_covers (strip, text);
  TlrPiece piece;

  if (own > width || cells || !tlr_strip_is_mixed (text)) {
    sketch_piece (sketch, strip, text, cells, x, baseline, own > width ? (double) width / own : 1);
    return;
  }
  while (*text) {
    text = tlr_strip_take_piece (text, &piece);
    sketch_piece (sketch, strip, piece.text, piece.cells, x, baseline, 1);
    x += tlr_strip_width (strip, piece.text);
  }
}

/* The dots of tlr_strip_compose_mark(). */
static void
sketch_stale (TlrSketch *sketch, TlrStrip *strip, int x, int baseline, int width)
{
  const TlrTextStyle *style = tlr_strip_get_style (strip);
  double radius = MAX (style->size / 30, 0.6), step = tlr_strip_width_n (strip, "0", 1) / 4.0;
  double y = baseline + ceil (MAX (style->size / 20, 1)) + radius + 0.5;
  double rgba[4] = { style->rgba[0], style->rgba[1], style->rgba[2], MIN (1, 1.6 * style->rgba[3]) };

  for (int i = 0; (i + 0.5) * step + radius <= width; i++)
    tlr_sketch_circle (sketch, x + (i + 0.5) * step, y, radius, radius, 0, rgba, 1);
}

static void
line_sketch (TlrItem *item, const guint8 *state, TlrSketch *sketch)
{
  TlrLine *line = (TlrLine *) item;
  const char *texts[TLR_LINE_MAX_RUNS];
  Span spans[TLR_LINE_MAX_RUNS];

  read_texts (line, state, texts);
  place_runs (line, texts, spans);
  for (guint i = 0; i < line->n_runs; i++) {
    TlrStrip *strip = state[0] ? line->runs[i].dim : line->runs[i].strip;

    if (!texts[i][0])
      continue;
    sketch_run (sketch, strip, texts[i], spans[i].x, line->baseline, spans[i].width);
    if (state[0] && is_marked (line, i))
      sketch_stale (sketch, strip, spans[i].x, line->baseline, spans[i].width);
  }
}

static void
line_finish (TlrItem *item)
{
  TlrLine *line = (TlrLine *) item;

  for (guint i = 0; i < line->n_runs; i++)
    tlr_text_free (line->runs[i].text);
  tlr_line_roll_free (line->roll);
}

static gboolean
same_rest (const TlrItem *item, gsize from)
{
  return item->shown == item->next &&
      memcmp (item->shown_state + from, item->next_state + from, item->next - from) == 0;
}

/* Whether all that differs from FIRST to before LAST is digits, which are equally wide. */
static gboolean
differ_in_digits (const char *old, const char *new, gsize first, gsize last)
{
  for (gsize i = first; i < last; i++)
    if (!g_ascii_isdigit (old[i]) != !g_ascii_isdigit (new[i]) ||
        (!g_ascii_isdigit (old[i]) && old[i] != new[i]))
      return FALSE;
  return TRUE;
}

/* A number that changed in some of its digits, with everything else in place. */
static TlrRect
line_damage (const TlrItem *item)
{
  const TlrLine *line = (const TlrLine *) item;
  TlrStrip *strip = line->runs[line->lead].strip;
  const char *texts[TLR_LINE_MAX_RUNS];
  Span spans[TLR_LINE_MAX_RUNS];

  read_texts (line, item->next_state, texts);
  const char *new = texts[line->lead];
  gsize at = (gsize) (new - (const char *) item->next_state), length = strlen (new), first = 0, last = length;
  if (item->shown_state[0] || item->next_state[0] || item->shown != item->next ||
      memcmp (item->shown_state, item->next_state, at) != 0)
    return item->rect;
  const char *old = (const char *) item->shown_state + at;
  if (strlen (old) != length || !same_rest (item, at + length) || !tlr_strip_covers (strip, old) ||
      !tlr_strip_covers (strip, new))
    return item->rect;
  place_runs (line, texts, spans);
  while (first < length && old[first] == new[first])
    first++;
  while (last > first && old[last - 1] == new[last - 1])
    last--;
  if (!differ_in_digits (old, new, first, last) || spans[line->lead].width != tlr_strip_width (strip, new))
    return item->rect;
  int margin = tlr_strip_margin (strip), x = spans[line->lead].x + tlr_strip_width_n (strip, new, first);
  TlrRect changed = { x - margin, item->rect.y,
    tlr_strip_width_n (strip, new + first, last - first) + 2 * margin, item->rect.height };
  return tlr_rect_intersect (&changed, &item->rect);
}

/* The same words but for their digits. */
static gboolean
line_says_same (const TlrItem *item, const guint8 *a, gsize a_size, const guint8 *b, gsize b_size)
{
  gsize i = 1, j = 1;

  for (; i < a_size || j < b_size; i++, j++) {
    while (i < a_size && g_ascii_isdigit (a[i]))
      i++;
    while (j < b_size && g_ascii_isdigit (b[j]))
      j++;
    if (i >= a_size || j >= b_size)
      return i >= a_size && j >= b_size;
    if (a[i] != b[j])
      return FALSE;
  }
  return TRUE;
}

static const TlrItemClass line_class = {
  .state = line_state,
  .compose = line_compose,
  .finish = line_finish,
  .damage = line_damage,
  .says_same = line_says_same,
  .sketch = line_sketch,
};

TlrItem *
tlr_line_new (TlrWidget *widget, const TlrRun *runs, guint n_runs, const TlrRect *rect,
    int baseline, guint align)
{
  TlrLine *line = g_new0 (TlrLine, 1);

  g_return_val_if_fail (n_runs > 0 && n_runs <= TLR_LINE_MAX_RUNS, NULL);
  line->item.klass = &line_class;
  line->item.widget = widget;
  line->item.rect = *rect;
  memcpy (line->runs, runs, n_runs * sizeof *runs);
  line->n_runs = n_runs;
  for (guint i = n_runs; i-- > 0; ) {
    line->n_yielding += runs[i].yields != FALSE;
    line->lead = runs[i].is_number ? i : line->lead;
  }
  line->baseline = baseline;
  line->align = align;
  for (guint i = 0; i < n_runs; i++) {
    tlr_text_add_channels (runs[i].text, &widget->context->channels);
    tlr_text_add_signals (runs[i].text, &widget->context->watched);
  }
  return &line->item;
}

TlrItem *
tlr_line_with_roll (TlrItem *item)
{
  TlrLine *line = (TlrLine *) item;
  const TlrWidget *widget = item->widget;

  line->roll = tlr_line_roll_new (widget->context->timeline,
      widget->refresh ? tlr_refresh_get_period (widget->refresh) : TLM_SECOND);
  item->has_own_pace = TRUE;
  return item;
}
