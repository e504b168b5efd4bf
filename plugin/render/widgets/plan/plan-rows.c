/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/plan/plan-rows.h"

#include <math.h>
#include <string.h>

#include "core/time/elapsed.h"

/* From so many seconds on a difference is minutes and seconds. */
#define MINUTES_FROM 100.0

static void
row_clear (gpointer data)
{
  TlrPlanRow *row = data;

  tlm_event_unref (row->planned);
  tlm_event_unref (row->actual);
}

void
tlr_plan_rows_clear (TlrPlanRows *rows)
{
  g_clear_pointer (&rows->rows, g_array_unref);
}

/* Whether it is the widget's vehicle's, or any where that shows the mission. */
static gboolean
is_shown (const TlrWidget *widget, const TlmEvent *event)
{
  const TlmTimeline *timeline = widget->context->timeline;

  return widget->vehicle < 0 || !event->vehicle || ((guint) widget->vehicle < tlm_timeline_n_vehicles (timeline) &&
      strcmp (event->vehicle, tlm_timeline_vehicle_name (timeline, (guint) widget->vehicle)) == 0);
}

static TlrPlanRow *
find_row (TlrPlanRows *rows, const TlmEvent *event)
{
  for (guint i = 0; i < rows->rows->len; i++) {
    TlrPlanRow *row = &g_array_index (rows->rows, TlrPlanRow, i);

    if (strcmp (row->planned->id, event->id) == 0 && g_strcmp0 (row->planned->vehicle, event->vehicle) == 0)
      return row;
  }
  return NULL;
}

/* A plan that was changed is the later one. */
static void
add_planned (TlrPlanRows *rows, const TlmEvent *event)
{
  TlrPlanRow *known = find_row (rows, event), row = { tlm_event_ref ((TlmEvent *) event), NULL };

  if (known) {
    tlm_event_unref (known->planned);
    known->planned = row.planned;
  } else {
    g_array_append_val (rows->rows, row);
  }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const TlrPlanRow *) a)->planned->time_ns, y = ((const TlrPlanRow *) b)->planned->time_ns;

  return (x > y) - (x < y);
}

void
tlr_plan_rows_update (TlrPlanRows *rows, const TlrWidget *widget)
{
  const TlmTimeline *timeline = widget->context->timeline;
  guint64 revision = tlm_timeline_get_revision (timeline);

  if (rows->rows && rows->revision == revision)
    return;
  tlr_plan_rows_clear (rows);
  rows->revision = revision;
  rows->rows = g_array_new (FALSE, FALSE, sizeof (TlrPlanRow));
  g_array_set_clear_func (rows->rows, row_clear);
  for (guint i = 0; i < tlm_timeline_n_planned_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_planned_event (timeline, i);
    if (!event->typical && is_shown (widget, event))
      add_planned (rows, event);
  }
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    TlrPlanRow *row = event->confidence > TLM_CONFIDENCE_NOMINAL ? find_row (rows, event) : NULL;
    if (row && !row->actual)
      row->actual = tlm_event_ref ((TlmEvent *) event);
  }
  g_array_sort (rows->rows, compare_rows);
}

static gboolean
has_come (const TlrPlanRow *row, gint64 time_ns)
{
  return row->actual && row->actual->time_ns <= time_ns;
}

TlrPlanPage
tlr_plan_rows_page (const TlrPlanRows *rows, guint n, gint64 time_ns)
{
  guint total = rows->rows->len, after_last = 0;
  TlrPlanPage page;

  memset (&page, 0, sizeof page);
  page.revision = rows->revision;
  page.overdue = -1;
  page.count = MIN (MIN (n, TLR_PLAN_ROWS), total);
  for (guint i = 0; i < total; i++)
    if (has_come (&g_array_index (rows->rows, TlrPlanRow, i), time_ns))
      after_last = i + 1;
  if (after_last + 1 > page.count)
    page.first = MIN (after_last + 1 - page.count, total - page.count);
  for (guint i = 0; i < page.count; i++)
    page.came |= (guint32) has_come (&g_array_index (rows->rows, TlrPlanRow, page.first + i), time_ns) << i;
  if (after_last < total && time_ns != TLM_TIME_NONE) {
    TlmDuration late = time_ns - g_array_index (rows->rows, TlrPlanRow, after_last).planned->time_ns;
    page.overdue = late >= TLM_SECOND ? (gint32) after_last : -1;
    page.overdue_ns = late >= TLM_SECOND ? tlm_elapsed_cut (late, 0) : 0;
  }
  return page;
}

TlmDuration
tlr_plan_row_late (const TlrPlanRow *row)
{
  return row->actual ? row->actual->time_ns - row->planned->time_ns : TLM_TIME_NONE;
}

void
tlr_plan_print_difference (TlmDuration difference, guint decimals, const TlrMarks *marks, char buf[TLR_NUMBER_SIZE])
{
  TlmElapsedFormat format = { .style = TLM_ELAPSED_MINUTES, .true_minus = TRUE };
  double seconds = tlm_duration_to_s (difference), unit = pow (10, decimals);
  guint sign;

  buf[0] = 0;
  if (difference == TLM_TIME_NONE)
    return;
  sign = round (seconds * unit) > 0;
  if (sign)
    g_strlcpy (buf, "+", TLR_NUMBER_SIZE);
  if (fabs (seconds) < MINUTES_FROM)
    tlr_number_print (seconds, decimals, marks, buf + sign, TLR_NUMBER_SIZE - sign);
  else
    tlm_elapsed_print ((TlmDuration) round (seconds) * TLM_SECOND, &format, buf + sign, TLR_NUMBER_SIZE - sign);
}
