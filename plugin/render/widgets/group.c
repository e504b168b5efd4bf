/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/context.h"
#include "render/widgets/widgets.h"

typedef enum { ARRANGE_ROW, ARRANGE_COLUMN, ARRANGE_STACK } Arrange;
typedef enum { JUSTIFY_START, JUSTIFY_CENTER, JUSTIFY_END, JUSTIFY_BETWEEN } Justify;
typedef enum { ALIGN_START, ALIGN_CENTER, ALIGN_END, ALIGN_STRETCH } Align;

/* Arranges other widgets in a row, in a column, or on one another. */
typedef struct {
  TlrWidget widget;
  Arrange arrange;
  Justify justify;
  Align align;
  double gap;              /* along the arrangement */
  double padding_x, padding_y;
} Group;

static void
init (TlrWidget *widget)
{
  Group *group = (Group *) widget;

  group->arrange = tlr_widget_choice (widget, "arrange");
  group->justify = tlr_widget_choice (widget, "justify");
  group->align = tlr_widget_choice (widget, "align");
  group->gap = group->arrange == ARRANGE_ROW ? tlr_widget_columns (widget, "gap") :
      tlr_widget_rows (widget, "gap");
  group->padding_x = tlr_widget_columns (widget, "padding");
  group->padding_y = tlr_widget_rows (widget, "padding");
}

/* Measures of child I along (0) and across (1) the arrangement. */
static double
extent (const Group *group, guint i, gboolean across)
{
  const TlrWidget *child = group->widget.children->pdata[i];
  gboolean columns = (group->arrange == ARRANGE_ROW) != across;

  return columns ? child->measured_width : child->measured_height;
}

static double
total (const Group *group)
{
  guint n = group->widget.children->len;
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += extent (group, i, FALSE);
  return sum + (n > 1 ? (n - 1) * group->gap : 0);
}

/* Three between two ends: the middle one keeps to the middle, so the wider of
 * the outer ones counts twice. */
static double
needed (const Group *group)
{
  if (group->justify != JUSTIFY_BETWEEN || group->widget.children->len != 3)
    return total (group);
  return 2 * MAX (extent (group, 0, FALSE), extent (group, 2, FALSE)) +
      extent (group, 1, FALSE) + 2 * group->gap;
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  Group *group = (Group *) widget;
  double along = group->arrange == ARRANGE_STACK ? 0 : needed (group), across = 0;

  for (guint i = 0; i < widget->children->len; i++) {
    across = MAX (across, extent (group, i, TRUE));
    if (group->arrange == ARRANGE_STACK)
      along = MAX (along, extent (group, i, FALSE));
  }
  *width = (group->arrange == ARRANGE_ROW ? along : across) + 2 * group->padding_x;
  *height = (group->arrange == ARRANGE_ROW ? across : along) + 2 * group->padding_y;
}

/* Where child I begins along the arrangement; SUM is what those before took. */
static double
start_along (const Group *group, guint i, double sum, double room)
{
  guint n = group->widget.children->len;
  double slack = room - total (group), own = extent (group, i, FALSE);

  if (group->arrange == ARRANGE_STACK)
    slack = room - own;
  switch (group->justify) {
    case JUSTIFY_CENTER:
      return sum + slack / 2;
    case JUSTIFY_END:
      return sum + slack;
    case JUSTIFY_BETWEEN:
      if (n == 3 && i == 1)
        return (room - own) / 2;
      return n > 1 ? sum + slack * i / (n - 1) : sum + slack / 2;
    case JUSTIFY_START:
      break;
  }
  return sum;
}

static double
start_across (const Group *group, double own, double room)
{
  if (group->align == ALIGN_START || group->align == ALIGN_STRETCH)
    return 0;
  return group->align == ALIGN_CENTER ? (room - own) / 2 : room - own;
}

static void
arrange (TlrWidget *widget)
{
  Group *group = (Group *) widget;
  gboolean row = group->arrange == ARRANGE_ROW;
  double inner_width = widget->rect.width - 2 * group->padding_x;
  double inner_height = widget->rect.height - 2 * group->padding_y;
  double room = row ? inner_width : inner_height, room_across = row ? inner_height : inner_width;
  double sum = 0;

  for (guint i = 0; i < widget->children->len; i++) {
    TlrWidget *child = widget->children->pdata[i];
    double own = extent (group, i, FALSE), across = extent (group, i, TRUE);
    double a = start_along (group, i, sum, room);

    if (group->align == ALIGN_STRETCH)
      across = MAX (across, room_across);
    double b = start_across (group, across, room_across);
    child->rect = tlr_context_align (widget->context,
        widget->rect.x + group->padding_x + (row ? a : b),
        widget->rect.y + group->padding_y + (row ? b : a), row ? own : across, row ? across : own);
    if (group->arrange != ARRANGE_STACK)
      sum += own + group->gap;
  }
}

static const TlrKey keys[] = {
  { "arrange", TLR_KEY_CHOICE, 0, 0, "row", "row|column|stack", "the widgets in it" },
  { "justify", TLR_KEY_CHOICE, 0, 0, "start", "start|center|end|between", "along the row or column" },
  { "align", TLR_KEY_CHOICE, 0, 0, "start", "start|center|end|stretch", "across it" },
  { "gap", TLR_KEY_LENGTH, -100, 500, "0", NULL, "between two of them" },
  { "padding", TLR_KEY_LENGTH, 0, 500, "0", NULL, "around them" },
};

const TlrWidgetClass tlr_widget_group = {
  "group", "Arranges other widgets", keys, G_N_ELEMENTS (keys), sizeof (Group),
  TRUE, FALSE, init, measure, arrange, NULL, NULL, NULL
};
