/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/time/elapsed.h"
#include "render/scene/painting.h"
#include "render/widgets/event-label.h"
#include "render/widgets/plan/plan-rows.h"
#include "render/widgets/widgets.h"

/* Height of a row and the gap between columns, in sizes of the font. */
#define ROW 1.5
#define GAP 1.2

/* The widest a name is taken for, in sizes of the font. */
#define NAME_MOST 14.0

#define COLUMNS 4

/* Events as they were planned and as they came, with the difference. */
typedef struct {
  TlrWidget widget;
  TlrPlanRows rows;
  TlrTextStyle style;
  TlrFace *face;
  double planned_rgba[4], late_rgba[4], head_rgba[4];
  guint n_rows, decimals;
  TlmDuration tolerance_ns;
  char *titles[COLUMNS];
  double widths[COLUMNS];      /* columns of the frame */
} Plan;

/* One cell as it is drawn. */
typedef struct {
  guint column, row;           /* row 0 is the head */
  const double *rgba;          /* NULL: that of the style */
  char words[128];
} Cell;

typedef void (*CellFunc) (Plan *plan, const Cell *cell, gpointer data);

static void
init (TlrWidget *widget)
{
  Plan *plan = (Plan *) widget;

  plan->style = tlr_widget_text_style (widget, "size", "colour");
  plan->face = tlr_face_new (&plan->style);
  plan->n_rows = (guint) tlr_widget_number (widget, "rows");
  plan->decimals = (guint) tlr_widget_number (widget, "decimals");
  plan->tolerance_ns = (TlmDuration) (tlr_widget_number (widget, "tolerance") * TLM_SECOND);
  plan->titles[0] = g_strdup ("");
  plan->titles[1] = tlr_widget_text (widget, "planned-label");
  plan->titles[2] = tlr_widget_text (widget, "actual-label");
  plan->titles[3] = tlr_widget_text (widget, "difference-label");
  tlr_widget_colour (widget, "planned-colour", plan->planned_rgba);
  tlr_widget_colour (widget, "late-colour", plan->late_rgba);
  tlr_widget_colour (widget, "label-colour", plan->head_rgba);
}

static void
print_time (const Plan *plan, gint64 time_ns, char *buf, gsize size)
{
  TlmElapsedFormat format = { .style = TLM_ELAPSED_COMPACT, .decimals = plan->decimals, .true_minus = TRUE };

  tlm_elapsed_print (tlm_timeline_to_elapsed (plan->widget.context->timeline, time_ns), &format, buf, size);
}

static double
measure_words (const Plan *plan, const char *words)
{
  return tlr_face_measure (plan->face, words).advance;
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  Plan *plan = (Plan *) widget;
  double em = plan->style.size * plan->style.x_scale;
  char words[128], number[TLR_NUMBER_SIZE];

  tlr_plan_rows_update (&plan->rows, widget);
  plan->widths[0] = 5 * em;
  for (guint i = 0; i < plan->rows.rows->len; i++)
    plan->widths[0] = MAX (plan->widths[0], measure_words (plan, tlr_event_words (widget,
                g_array_index (plan->rows.rows, TlrPlanRow, i).planned, TRUE, words, sizeof words)));
  plan->widths[0] = MIN (plan->widths[0], NAME_MOST * em);
  print_time (plan, tlm_timeline_from_elapsed (widget->context->timeline, -28800 * TLM_SECOND), words, sizeof words);
  plan->widths[1] = MAX (measure_words (plan, words), measure_words (plan, plan->titles[1]));
  plan->widths[2] = MAX (measure_words (plan, words), measure_words (plan, plan->titles[2]));
  tlr_plan_print_difference (-88.8888 * TLM_SECOND, plan->decimals, &widget->context->source.marks, number);
  plan->widths[3] = MAX (measure_words (plan, number), measure_words (plan, plan->titles[3]));
  *width = (COLUMNS - 1) * GAP * em;
  for (guint i = 0; i < COLUMNS; i++)
    *width += plan->widths[i];
  *height = (plan->n_rows + 1) * ROW * plan->style.size;
}

static gsize
plan_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  Plan *plan = (Plan *) widget;
  TlrPlanPage page;

  tlr_plan_rows_update (&plan->rows, widget);
  if (tlm_timeline_from_elapsed (widget->context->timeline, 0) == TLM_TIME_NONE)
    return 0;
  page = tlr_plan_rows_page (&plan->rows, plan->n_rows, snapshot->time_ns);
  memcpy (out, &page, sizeof page);
  return page.count > 0 ? sizeof page : 0;
}

static const double *
difference_colour (const Plan *plan, TlmDuration late)
{
  return late != TLM_TIME_NONE && ABS (late) > plan->tolerance_ns ? plan->late_rgba : NULL;
}

static void
each_of_row (Plan *plan, const TlrPlanPage *page, guint index, CellFunc func, gpointer data)
{
  const TlrPlanRow *row = &g_array_index (plan->rows.rows, TlrPlanRow, page->first + index);
  const TlrMarks *marks = &plan->widget.context->source.marks;
  gboolean came = page->came >> index & 1, overdue = page->overdue == (gint32) (page->first + index);
  Cell cell = { .row = index + 1, .rgba = came ? NULL : plan->planned_rgba };
  TlmDuration late = came ? tlr_plan_row_late (row) : overdue ? page->overdue_ns : TLM_TIME_NONE;

  tlr_event_words (&plan->widget, row->planned, TRUE, cell.words, sizeof cell.words);
  func (plan, &cell, data);
  cell.column = 1;
  cell.rgba = plan->planned_rgba;
  print_time (plan, row->planned->time_ns, cell.words, sizeof cell.words);
  func (plan, &cell, data);
  cell.column = 2;
  cell.rgba = came ? NULL : plan->planned_rgba;
  cell.words[0] = 0;
  if (came)
    print_time (plan, row->actual->time_ns, cell.words, sizeof cell.words);
  func (plan, &cell, data);
  cell.column = 3;
  cell.rgba = difference_colour (plan, late);
  tlr_plan_print_difference (late, came ? plan->decimals : 0, marks, cell.words);
  func (plan, &cell, data);
}

static gboolean
read_page (Plan *plan, const guint8 *state, TlrPlanPage *page)
{
  memcpy (page, state, sizeof *page);
  tlr_plan_rows_update (&plan->rows, &plan->widget);
  return page->first + page->count <= plan->rows.rows->len;
}

/* Names begin at the left, times and differences end at the right of their column. */
static void
find_cell (const Plan *plan, const Cell *cell, double *x, double *baseline, double *fit)
{
  const TlrRect *r = &plan->widget.rect;
  double em = plan->style.size * plan->style.x_scale, advance = measure_words (plan, cell->words);

  *x = r->x;
  for (guint i = 0; i < cell->column; i++)
    *x += plan->widths[i] + GAP * em;
  *fit = MIN (plan->widths[cell->column] / MAX (advance, 1), 1);
  if (cell->column > 0)
    *x += plan->widths[cell->column] - *fit * advance;
  *baseline = r->y + (cell->row + 0.5) * ROW * plan->style.size + 0.36 * plan->style.size;
}

/* A style of another colour has a face of its own: it is drawn as a mask instead. */
static void
draw_cell (Plan *plan, const Cell *cell, gpointer data)
{
  cairo_t *cr = data;
  double x, baseline, fit;

  if (!cell->words[0])
    return;
  find_cell (plan, cell, &x, &baseline, &fit);
  if (!cell->rgba) {
    tlr_face_draw (plan->face, cr, cell->words, x, baseline, fit);
    return;
  }
  cairo_push_group (cr);
  tlr_face_draw (plan->face, cr, cell->words, x, baseline, fit);
  cairo_pattern_t *letters = cairo_pop_group (cr);
  cairo_set_source_rgba (cr, cell->rgba[0], cell->rgba[1], cell->rgba[2], cell->rgba[3]);
  cairo_mask (cr, letters);
  cairo_pattern_destroy (letters);
}

static void
sketch_cell (Plan *plan, const Cell *cell, gpointer data)
{
  TlrTextStyle style = plan->style;
  double x, baseline, fit;

  if (!cell->words[0])
    return;
  find_cell (plan, cell, &x, &baseline, &fit);
  if (cell->rgba)
    memcpy (style.rgba, cell->rgba, sizeof style.rgba);
  tlr_sketch_text (data, &style, 1, cell->words, x, baseline, fit, NULL);
}

static void
each_title (Plan *plan, CellFunc func, gpointer data)
{
  for (guint i = 0; i < COLUMNS; i++) {
    Cell cell = { .column = i, .rgba = plan->head_rgba };
    g_strlcpy (cell.words, plan->titles[i], sizeof cell.words);
    func (plan, &cell, data);
  }
}

static void
each_cell (Plan *plan, const guint8 *state, CellFunc func, gpointer data)
{
  TlrPlanPage page;

  if (!read_page (plan, state, &page))
    return;
  each_title (plan, func, data);
  for (guint i = 0; i < page.count; i++)
    each_of_row (plan, &page, i, func, data);
}

static void
paint (TlrWidget *widget, const guint8 *state, cairo_t *cr)
{
  each_cell ((Plan *) widget, state, draw_cell, cr);
}

static void
sketch (TlrWidget *widget, const guint8 *state, TlrSketch *out)
{
  each_cell ((Plan *) widget, state, sketch_cell, out);
}

static void
place (TlrWidget *widget)
{
  tlr_context_add_item (widget->context, tlr_painting_with_sketch (tlr_painting_new (widget, &widget->rect, plan_state,
              paint), sketch));
}

static void
finish (TlrWidget *widget)
{
  Plan *plan = (Plan *) widget;

  tlr_plan_rows_clear (&plan->rows);
  tlr_face_free (plan->face);
  for (guint i = 0; i < COLUMNS; i++)
    g_free (plan->titles[i]);
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "22", .blurb = "of the font" },
  { .name = "rows", .kind = TLR_KEY_NUMBER, .minimum = 1, .maximum = TLR_PLAN_ROWS, .fallback = "6",
    .blurb = "events at once" },
  { .name = "decimals", .kind = TLR_KEY_NUMBER, .minimum = 0, .maximum = 3, .fallback = "1",
    .blurb = "of the second" },
  { .name = "tolerance", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 0, .maximum = 86400, .fallback = "5",
    .blurb = "a difference above has the colour late-colour" },
  { .name = "planned-label", .kind = TLR_KEY_TEXT, .fallback = "PLANNED", .blurb = "over the times planned" },
  { .name = "actual-label", .kind = TLR_KEY_TEXT, .fallback = "FLOWN", .blurb = "over the times flown" },
  { .name = "difference-label", .kind = TLR_KEY_TEXT, .fallback = "DIFF", .blurb = "over the differences, seconds" },
  { .name = "planned-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffb0", .blurb = "of what was planned" },
  { .name = "late-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffb347", .blurb = "of large differences" },
  { .name = "label-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff90", .blurb = "of the head" },
};

const TlrWidgetClass tlr_widget_plan = {
  .name = "plan",
  .description = "Events as they were planned and as they came",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Plan),
  .init = init,
  .measure = measure,
  .place = place,
  .finish = finish,
};
