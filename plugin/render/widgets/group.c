/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/widget.h"
#include "render/widgets/widgets.h"

typedef enum { ARRANGE_ROW, ARRANGE_COLUMN, ARRANGE_STACK, ARRANGE_CROWN } Arrange;
typedef enum { JUSTIFY_START, JUSTIFY_CENTER, JUSTIFY_END, JUSTIFY_BETWEEN } Justify;
typedef enum { ALIGN_START, ALIGN_CENTER, ALIGN_END, ALIGN_STRETCH, ALIGN_BASELINE } Align;

/* Arranges other widgets in a row, in a column, on one another, or three of them
 * with the middle one above the two others (the wide row of a portrait frame). */
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

/* What child I takes along the arrangement with the gap after it: one that has
 * nothing to say leaves no hole. */
static double
advance (const Group *group, guint i)
{
  double own = extent (group, i, FALSE);

  return own > 0 ? own + group->gap : 0;
}

static double
total (const Group *group)
{
  double sum = 0;

  for (guint i = 0; i < group->widget.children->len; i++)
    sum += advance (group, i);
  return sum != 0 ? sum - group->gap : 0;
}

static gboolean
is_crown (const Group *group)
{
  return group->arrange == ARRANGE_CROWN && group->widget.children->len == 3;
}

static void
measure_crown (const Group *group, double *width, double *height)
{
  const TlrWidget *const *c = (const TlrWidget *const *) group->widget.children->pdata;
  double outer = 2 * MAX (c[0]->measured_width, c[2]->measured_width) + 2 * group->gap;

  *width = MAX (outer, c[1]->measured_width);
  *height = c[1]->measured_height + group->gap + MAX (c[0]->measured_height, c[2]->measured_height);
}

/* The two below are centred in the halves. */
static void
arrange_crown (Group *group)
{
  TlrWidget **c = (TlrWidget **) group->widget.children->pdata;
  const TlrRect *r = &group->widget.rect;
  TlrContext *context = group->widget.context;
  double half = r->width / 2.0, below = r->y + c[1]->measured_height + group->gap;

  c[1]->rect = tlr_context_align (context, r->x + half - c[1]->measured_width / 2, r->y,
      c[1]->measured_width, c[1]->measured_height);
  for (int i = 0; i < 3; i += 2)
    c[i]->rect = tlr_context_align (context,
        r->x + (i ? half : 0) + (half - c[i]->measured_width) / 2, below,
        c[i]->measured_width, c[i]->measured_height);
}

/* The most that any child of a row has below its baseline. */
static double
deepest (const Group *group)
{
  double below = 0;

  for (guint i = 0; i < group->widget.children->len; i++)
    below = MAX (below, ((TlrWidget *) group->widget.children->pdata[i])->below);
  return below;
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  Group *group = (Group *) widget;

  if (is_crown (group)) {
    measure_crown (group, width, height);
    return;
  }
  double along = group->arrange == ARRANGE_STACK ? 0 : total (group), across = 0;

  for (guint i = 0; i < widget->children->len; i++) {
    double drop = group->align == ALIGN_BASELINE ?
        deepest (group) - ((TlrWidget *) widget->children->pdata[i])->below : 0;

    across = MAX (across, extent (group, i, TRUE) + drop);
    if (group->arrange == ARRANGE_STACK)
      along = MAX (along, extent (group, i, FALSE));
  }
  *width = (group->arrange == ARRANGE_ROW ? along : across) + 2 * group->padding_x;
  *height = (group->arrange == ARRANGE_ROW ? across : along) + 2 * group->padding_y;
}

/* Of three between two ends the middle one stands in the middle, unless an outer
 * one is too wide for that: figures are worth more than symmetry. */
static double
middle_start (const Group *group, double room)
{
  double own = extent (group, 1, FALSE), first = extent (group, 0, FALSE) + group->gap;
  double last = room - extent (group, 2, FALSE) - group->gap - own;

  return CLAMP ((room - own) / 2, first, MAX (first, last));
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
        return middle_start (group, room);
      return n > 1 ? sum + slack * i / (n - 1) : sum;
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

  if (is_crown (group)) {
    arrange_crown (group);
    return;
  }
  for (guint i = 0; i < widget->children->len; i++) {
    TlrWidget *child = widget->children->pdata[i];
    double own = extent (group, i, FALSE), across = extent (group, i, TRUE);
    double a = start_along (group, i, sum, room);

    if (group->align == ALIGN_STRETCH)
      across = MAX (across, room_across);
    double b = start_across (group, across, room_across);
    if (group->align == ALIGN_BASELINE)
      b -= deepest (group) - child->below;
    child->rect = tlr_context_align (widget->context,
        widget->rect.x + group->padding_x + (row ? a : b),
        widget->rect.y + group->padding_y + (row ? b : a), row ? own : across, row ? across : own);
    if (group->arrange != ARRANGE_STACK)
      sum += advance (group, i);
  }
}

static const TlrKey keys[] = {
  { .name = "arrange", .kind = TLR_KEY_CHOICE, .fallback = "row",
    .choices = "row|column|stack|crown", .blurb = "the widgets in it" },
  { .name = "justify", .kind = TLR_KEY_CHOICE, .fallback = "start",
    .choices = "start|center|end|between", .blurb = "along the row or column" },
  { .name = "align", .kind = TLR_KEY_CHOICE, .fallback = "start",
    .choices = "start|center|end|stretch|baseline", .inherited = TRUE, .blurb = "across it" },
  { .name = "gap", .kind = TLR_KEY_LENGTH, .minimum = -100, .maximum = 500, .fallback = "0",
    .blurb = "between two of them" },
  { .name = "padding", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "0",
    .blurb = "around them" },
};

const TlrWidgetClass tlr_widget_group = {
  .name = "group",
  .description = "Arranges other widgets",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Group),
  .is_group = TRUE,
  .init = init,
  .measure = measure,
  .arrange = arrange,
};
