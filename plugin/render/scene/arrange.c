/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/arrange.h"

#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "render/draw/glyphs.h"

/* Rows below which a font is hard to read, and below which it cannot be: small words
 * give way before figures do. */
#define FONT_GOOD 8.0
#define FONT_LEAST 7.0
#define FONT_STEP 0.5

/* The smallest that a layout may become, and how often that is tried. */
#define SCALE_MIN 0.2
#define TRIES_MAX 24

static GPtrArray *
make_widgets (TlrContext *context)
{
  const GPtrArray *nodes = context->layout->nodes;
  GPtrArray *widgets = g_ptr_array_new_with_free_func ((GDestroyNotify) tlr_widget_free);

  for (guint i = 0; i < nodes->len; i++) {
    const TlrNode *node = nodes->pdata[i];

    g_ptr_array_add (widgets, tlr_widget_new (context, i,
            node->parent >= 0 ? widgets->pdata[node->parent] : NULL));
  }
  return widgets;
}

static gboolean
is_root (const TlrWidget *widget)
{
  return !widget->parent && !widget->klass->is_ground && !widget->absent;
}

/* Anchors are three rows of three. */
static double
anchored (guint third, double start, double room, double own, double offset)
{
  if (third == 0)
    return start + offset;
  return third == 1 ? start + (room - own) / 2 + offset : start + room - own - offset;
}

static void
set_root_rect (TlrWidget *widget)
{
  static const struct { guint column, row; } anchors[] = {
    { 0, 0 }, { 1, 0 }, { 2, 0 }, { 0, 1 }, { 1, 1 }, { 2, 1 }, { 0, 2 }, { 1, 2 }, { 2, 2 },
  };
  TlrContext *context = widget->context;
  guint anchor = tlr_widget_choice (widget, "anchor");
  const TlrRect *safe = &context->safe;
  double x = anchored (anchors[anchor].column, safe->x, safe->width, widget->measured_width,
      tlr_widget_columns (widget, "x"));
  double y = anchored (anchors[anchor].row, safe->y, safe->height, widget->measured_height,
      tlr_widget_rows (widget, "y"));

  widget->rect = tlr_context_align (context, x, y, widget->measured_width, widget->measured_height);
}

/* By what factor a root, with what it keeps from the edge of its anchor, is too
 * large for the safe area; at most 1 when it fits. */
static double
excess (const TlrWidget *widget)
{
  const TlrRect *safe = &widget->context->safe;
  double x = MAX (tlr_widget_columns (widget, "x"), 0), y = MAX (tlr_widget_rows (widget, "y"), 0);

  return MAX ((widget->measured_width + x) / safe->width, (widget->measured_height + y) / safe->height);
}

/* What keeps a layout from fitting: one widget that is too large, or two that overlap. Owns the names. */
typedef struct {
  char *widget, *other;
} Misfit;

static void
misfit_clear (Misfit *misfit)
{
  g_clear_pointer (&misfit->widget, g_free);
  g_clear_pointer (&misfit->other, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Misfit, misfit_clear)

static void
misfit_set (Misfit *misfit, const TlrWidget *widget, const TlrWidget *other)
{
  misfit_clear (misfit);
  misfit->widget = g_strdup (widget->name);
  misfit->other = other ? g_strdup (other->name) : NULL;
}

/* The widget before that one which it overlaps, or NULL. */
static const TlrWidget *
collides_with (const GPtrArray *widgets, guint index)
{
  const TlrWidget *widget = widgets->pdata[index];

  for (guint i = 0; i < index; i++) {
    const TlrWidget *other = widgets->pdata[i];

    if (is_root (other) && tlr_rect_overlaps (&widget->rect, &other->rect))
      return other;
  }
  return NULL;
}

/* The factor by which everything must shrink; 1 when it fits. MISFIT is set where it does not. */
static double
fit (const GPtrArray *widgets, Misfit *misfit)
{
  double worst = 1;
  gboolean collision = FALSE;

  for (guint i = 0; i < widgets->len; i++) {
    TlrWidget *widget = widgets->pdata[i];

    if (!is_root (widget))
      continue;
    tlr_widget_measure (widget);
    set_root_rect (widget);
    const TlrWidget *other = collides_with (widgets, i);
    if (other && worst <= 1)
      misfit_set (misfit, widget, other);
    if (excess (widget) > worst)
      misfit_set (misfit, widget, NULL);
    worst = MAX (worst, excess (widget));
    collision |= other != NULL;
  }
  if (worst > 1.0005)
    return MIN (0.99, 1 / worst);
  return collision ? 0.94 : 1;
}

static TlrWidget *
find (const GPtrArray *widgets, const char *name)
{
  for (guint i = 0; name && i < widgets->len; i++)
    if (strcmp (((TlrWidget *) widgets->pdata[i])->name, name) == 0)
      return widgets->pdata[i];
  return NULL;
}

static void
arrange (const GPtrArray *widgets)
{
  for (guint i = 0; i < widgets->len; i++) {
    TlrWidget *widget = widgets->pdata[i];

    if (widget->klass->is_ground || widget->absent)
      continue;
    tlr_widget_inset (widget);
    if (widget->klass->arrange)
      widget->klass->arrange (widget);
    widget->travel = widget->rect;
  }
  for (guint i = 0; i < widgets->len; i++) {
    TlrWidget *widget = widgets->pdata[i];

    if (!widget->klass->is_ground || widget->absent)
      continue;
    g_autofree char *around = tlr_widget_text (widget, "around");
    TlrWidget *inner = find (widgets, around);
    widget->rect = inner ? inner->rect : widget->context->safe;
    if (!tlr_rect_is_empty (&widget->rect))
      widget->klass->arrange (widget);
    widget->travel = widget->rect;
    if (inner && !tlr_rect_is_empty (&widget->rect))
      tlr_widget_move_with (widget, inner);
  }
}

/* Boxes that stand for letters have a size of their own, so that without a font no size of the layout fits. */
static void
set_misfit_error (const TlrContext *context, const Misfit *misfit, GError **error)
{
  const char *name = context->layout->file->name;
  g_autofree char *no_font = tlr_glyphs_explain_no_font (), *why = NULL;

  if (no_font) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "%s: cannot be drawn. %s", name, no_font);
    return;
  }
  why = misfit->other ? g_strdup_printf ("%s and %s overlap; give one another anchor, x or y", misfit->other,
      misfit->widget) :
      g_strdup_printf ("%s is larger than the frame; make it smaller, or leave it out with show=no", misfit->widget);
  g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "%s: does not fit into %dx%d pixels even at a fifth of its size: %s",
      name, context->spec.width, context->spec.height, why);
}

GPtrArray *
tlr_arrange_widgets (TlrContext *context, GError **error)
{
  g_auto (Misfit) misfit = { NULL, NULL };
  double full = context->unit;

  context->shrink = 1;
  context->least_size = FONT_GOOD;
  for (guint i = 0; i < TRIES_MAX && context->shrink >= SCALE_MIN; i++) {
    g_autoptr (GPtrArray) widgets = make_widgets (context);
    double factor = fit (widgets, &misfit);

    if (factor >= 1) {
      arrange (widgets);
      return g_steal_pointer (&widgets);
    }
    if (context->least_size > FONT_LEAST)
      context->least_size -= FONT_STEP;
    else
      context->shrink *= factor;
    context->unit = full * context->shrink;
    g_ptr_array_set_size (context->strips, 0);
  }
  set_misfit_error (context, &misfit, error);
  return NULL;
}
