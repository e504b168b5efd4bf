/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/widget.h"

#include <string.h>

#include "render/layout/key-value.h"
#include "render/layout/layout-keys.h"

/* The part of the frame's height that a font may take to be read. */
#define SIZE_PART 18.0

/* As written for the widget, as written for the whole layout, or the fallback. */
static char *
get_value (const TlrWidget *widget, const char *name, const TlrKey **key)
{
  const TlrContext *context = widget->context;
  const TlrKey *known = tlr_widget_find_key (widget->klass, name);

  *key = known;
  g_return_val_if_fail (known != NULL, NULL);
  char *value = tlr_layout_get (context->layout, widget->group, name, context->shape,
      context->language);
  if (!value && known->inherited)
    value = tlr_layout_get (context->layout, "layout", name, context->shape, context->language);
  return value ? value : g_strdup (known->fallback);
}

static TlrLength
get_length (const TlrWidget *widget, const char *name)
{
  TlrLength length = { 0, FALSE };
  const TlrKey *key;
  g_autofree char *value = get_value (widget, name, &key);

  if (value)
    tlr_key_read_length (value, &length);
  return length;
}

double
tlr_widget_columns (const TlrWidget *widget, const char *name)
{
  const TlrContext *context = widget->context;
  TlrLength length = get_length (widget, name);

  if (length.percent)
    return length.value / 100 * context->safe.width;
  return length.value * context->unit * context->x_scale;
}

double
tlr_widget_rows (const TlrWidget *widget, const char *name)
{
  TlrLength length = get_length (widget, name);

  if (length.percent)
    return length.value / 100 * widget->context->safe.height;
  return length.value * widget->context->unit;
}

double
tlr_widget_number (const TlrWidget *widget, const char *name)
{
  double number = 0;
  const TlrKey *key;
  g_autofree char *value = get_value (widget, name, &key);

  if (value)
    tlr_key_read_number (value, &number);
  return number;
}

guint
tlr_widget_choice (const TlrWidget *widget, const char *name)
{
  guint choice = 0;
  const TlrKey *key;
  g_autofree char *value = get_value (widget, name, &key);

  if (value)
    tlr_key_read_choice (key, value, &choice);
  return choice;
}

void
tlr_widget_colour (const TlrWidget *widget, const char *name, double rgba[4])
{
  const TlrKey *key;
  g_autofree char *value = get_value (widget, name, &key);

  memset (rgba, 0, 4 * sizeof *rgba);
  if (value)
    tlr_key_read_colour (value, rgba);
  rgba[3] *= widget->opacity;
}

char *
tlr_widget_text (const TlrWidget *widget, const char *name)
{
  const TlrKey *key;

  return get_value (widget, name, &key);
}

TlrTextStyle
tlr_widget_text_style (const TlrWidget *widget, const char *size_key, const char *colour_key)
{
  g_autofree char *font = tlr_widget_text (widget, "font");
  g_autofree char *families = g_strconcat (font, ",DejaVu Sans,sans-serif", NULL);
  TlrTextStyle style;

  memset (&style, 0, sizeof style);
  style.family = g_intern_string (families);
  style.fonts = widget->context->fonts;
  double least = MIN (widget->context->least_size, widget->context->spec.height / SIZE_PART) *
      widget->context->shrink;
  style.size = MAX (tlr_widget_rows (widget, size_key), least);
  style.x_scale = widget->context->x_scale;
  style.spacing = tlr_widget_rows (widget, "spacing");
  style.outline = tlr_widget_rows (widget, "outline");
  style.shadow = tlr_widget_rows (widget, "shadow");
  style.weight = (int) tlr_widget_number (widget, "weight");
  tlr_widget_colour (widget, colour_key, style.rgba);
  tlr_widget_colour (widget, "outline-colour", style.outline_rgba);
  tlr_widget_colour (widget, "shadow-colour", style.shadow_rgba);
  return style;
}

/* More than any timeline has. */
#define NOBODY G_MAXINT

/* A number, or a name known to the timeline; one that is not is never there. */
static int
read_vehicle (const TlrWidget *widget)
{
  g_autofree char *text = tlr_widget_text (widget, "vehicle");
  double number;
  guint index;

  if (!text || !text[0])
    return widget->parent ? widget->parent->vehicle : -1;
  if (tlr_key_read_number (text, &number))
    return (int) CLAMP (number, 0, NOBODY);
  if (tlm_timeline_find_vehicle (widget->context->timeline, text, &index))
    return (int) index;
  return NOBODY;
}

gboolean
tlr_widget_is_absent (const TlrWidget *widget)
{
  const TlrContext *context = widget->context;
  int n_vehicles = (int) MAX (tlm_timeline_n_vehicles (context->timeline), 1);

  return widget->left_out || (widget->parent && widget->parent->absent) || widget->vehicle >= n_vehicles ||
      (widget->when &&
      !tlr_condition_possible (widget->when, tlr_context_provenance (context, G_MAXUINT, NULL)));
}

gboolean
tlr_widget_has_condition (const TlrWidget *widget)
{
  return widget->when != NULL;
}

static TlrMotion
read_motion (const TlrWidget *widget, const char *key)
{
  g_autofree char *text = tlr_widget_text (widget, key);
  TlrMotion motion = { 0 };

  if (text)
    tlr_motion_read (text, &motion, NULL);
  return motion;
}

void
tlr_widget_set_motion (TlrWidget *widget, const TlrMotion *enter, const TlrMotion *leave)
{
  widget->enter = *enter;
  widget->leave = *leave;
  if (!tlr_widget_has_condition (widget) || enter->duration_ns + leave->duration_ns == 0)
    return;
  g_clear_pointer (&widget->fade, tlr_fade_free);
  tlr_presence_free (widget->presence);
  widget->presence = tlr_presence_new (widget->context->timeline, enter->duration_ns, leave->duration_ns);
}

/* How often it changes, and how it comes and goes. */
static void
read_pace (TlrWidget *widget)
{
  TlmDuration refresh = (TlmDuration) (tlr_widget_number (widget, "refresh") * TLM_SECOND);
  TlmDuration fade = (TlmDuration) (tlr_widget_number (widget, "fade") * TLM_SECOND);

  widget->refresh = widget->parent ? widget->parent->refresh : NULL;
  if (refresh > 0)
    widget->refresh = tlr_context_refresh (widget->context, refresh);
  if (fade >= TLR_FADE_CELLS && tlr_widget_has_condition (widget))
    widget->fade = tlr_fade_new (widget->context->timeline, fade);
  const TlrMotion enter = read_motion (widget, "enter"), leave = read_motion (widget, "leave");
  tlr_widget_set_motion (widget, &enter, &leave);
  widget->change = read_motion (widget, "change");
}

static void
read_condition (TlrWidget *widget)
{
  g_autofree char *when = tlr_widget_text (widget, "when");
  g_autoptr (TlmCondition) parsed = NULL;

  if (!when || !tlr_condition_parse (when, &parsed, NULL) || !parsed)
    return;
  widget->when = tlr_condition_new (parsed, widget->context->timeline, widget->vehicle);
  tlr_condition_add_channels (widget->when, &widget->context->watched);
}

static void
read_common (TlrWidget *widget)
{
  widget->vehicle = read_vehicle (widget);
  read_condition (widget);
  widget->left_out = tlr_widget_choice (widget, "show") == 0;
  widget->absent = tlr_widget_is_absent (widget);
  widget->opacity = tlr_widget_number (widget, "opacity") *
      (widget->parent ? widget->parent->opacity : 1);
  widget->margin_x = tlr_widget_columns (widget, "margin");
  widget->margin_y = tlr_widget_rows (widget, "margin");
  widget->wanted_width = tlr_widget_columns (widget, "width");
  widget->wanted_height = tlr_widget_rows (widget, "height");
}

TlrWidget *
tlr_widget_new (TlrContext *context, guint index, TlrWidget *parent)
{
  const TlrNode *node = context->layout->nodes->pdata[index];
  TlrWidget *widget = g_malloc0 (node->klass->size);

  widget->klass = node->klass;
  widget->context = context;
  widget->group = node->group;
  widget->name = node->name;
  widget->parent = parent;
  widget->children = node->klass->is_group ? g_ptr_array_new () : NULL;
  read_common (widget);
  if (parent && !widget->absent)
    g_ptr_array_add (parent->children, widget);
  read_pace (widget);
  widget->klass->init (widget);
  return widget;
}

void
tlr_widget_free (TlrWidget *widget)
{
  if (!widget)
    return;
  if (widget->klass->finish)
    widget->klass->finish (widget);
  g_clear_pointer (&widget->children, g_ptr_array_unref);
  if (!widget->borrows_presence)
    tlr_presence_free (widget->presence);
  tlr_fade_free (widget->fade);
  tlr_condition_free (widget->when);
  g_free (widget);
}

void
tlr_widget_measure (TlrWidget *widget)
{
  double width = 0, height = 0;

  for (guint i = 0; widget->children && i < widget->children->len; i++)
    tlr_widget_measure (widget->children->pdata[i]);
  widget->klass->measure (widget, &width, &height);
  widget->measured_width = MAX (width, widget->wanted_width) + 2 * widget->margin_x;
  widget->measured_height = MAX (height, widget->wanted_height) + 2 * widget->margin_y;
  widget->below += widget->margin_y;
}

void
tlr_widget_inset (TlrWidget *widget)
{
  TlrRect *r = &widget->rect;

  if (widget->margin_x > 0 || widget->margin_y > 0)
    *r = tlr_context_align (widget->context, r->x + widget->margin_x, r->y + widget->margin_y,
        r->width - 2 * widget->margin_x, r->height - 2 * widget->margin_y);
}

gboolean
tlr_widget_condition_holds (const TlrWidget *widget, const TlmSnapshot *snapshot)
{
  guint vehicle = widget->vehicle >= 0 ? (guint) widget->vehicle : G_MAXUINT;

  return !widget->when || tlr_condition_holds (widget->when,
      tlr_context_provenance (widget->context, vehicle, snapshot), snapshot);
}

gboolean
tlr_widget_is_visible (const TlrWidget *widget, const TlmSnapshot *snapshot)
{
  for (; widget; widget = widget->parent) {
    if (widget->vehicle >= 0 && (guint) widget->vehicle >= snapshot->n_vehicles)
      return FALSE;
    if (!tlr_widget_condition_holds (widget, snapshot))
      return FALSE;
  }
  return TRUE;
}

const TlmSnapshot *
tlr_widget_snapshot (const TlrWidget *widget, const TlmSnapshot *snapshot)
{
  if (!widget->refresh)
    return snapshot;
  return tlr_refresh_at (widget->refresh, &widget->context->channels, snapshot);
}

const TlmSnapshot *
tlr_item_snapshot (const TlrItem *item, const TlmSnapshot *snapshot)
{
  return item->has_own_pace ? snapshot : tlr_widget_snapshot (item->widget, snapshot);
}

gboolean
tlr_widget_is_conditional (const TlrWidget *widget)
{
  for (; widget; widget = widget->parent)
    if (widget->vehicle >= 0 || widget->when)
      return TRUE;
  return FALSE;
}
