/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/svg/svg-parts.h"

#include <math.h>
#include <string.h>

#include "render/widgets/trace.h"

/* What is driven by a stale value is so opaque. */
#define STALE 0.5

/* Parts of an opacity and of a colour that can be told apart. */
#define SHADES 255.0

typedef struct {
  char *id;
  TlrPart *part;
  struct {
    gboolean is_known;
    guint channel;
    TlrCondition *when;          /* or NULL: always; owned */
  } sources[TLR_PART_STEPS];
} TlrSvgPart;

typedef enum {
  STEP_OUT,            /* its condition does not hold, or it has no value */
  STEP_DONE,
  STEP_STALE,
  STEP_LOST            /* it moves its element, and nobody knows to where */
} StepState;

/* One step at one instant; bytes compared. */
typedef struct {
  gint32 sort;         /* StepState */
  gint32 numbers[2];   /* in grains; a colour as 0xaarrggbb, first */
} State;

G_STATIC_ASSERT (TLR_SVG_STEPS * sizeof (State) <= TLR_ITEM_STATE_SIZE);

static void
part_free (gpointer data)
{
  TlrSvgPart *part = data;

  for (guint i = 0; i < TLR_PART_STEPS; i++)
    tlr_condition_free (part->sources[i].when);
  tlr_part_free (part->part);
  g_free (part->id);
  g_free (part);
}

char *
tlr_svg_parts_name (const char *key)
{
  if (!g_str_has_prefix (key, TLR_SVG_KEY))
    return NULL;
  key += strlen (TLR_SVG_KEY);
  return g_strndup (key, strcspn (key, "@["));
}

static gboolean
has_part (const GPtrArray *parts, const char *id)
{
  for (guint i = 0; i < parts->len; i++)
    if (strcmp (((const TlrSvgPart *) parts->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static void
find_sources (TlrSvgPart *part, TlrWidget *widget)
{
  TlrContext *context = widget->context;

  for (guint i = 0; i < part->part->n_steps; i++) {
    const TlrPartStep *step = &part->part->steps[i];

    if (step->when) {
      part->sources[i].when = tlr_condition_new (step->when, context->timeline, widget->vehicle);
      tlr_condition_add_channels (part->sources[i].when, &context->channels);
    }
    part->sources[i].is_known = step->channel[0] && tlr_trace_channel (widget, step->channel, &part->sources[i].channel);
    if (part->sources[i].is_known)
      tlm_channel_set_add (&context->channels, part->sources[i].channel);
  }
}

static void
add_part (GPtrArray *parts, TlrWidget *widget, const char *id)
{
  g_autofree char *key = g_strconcat (TLR_SVG_KEY, id, NULL);
  g_autofree char *text = tlr_widget_text (widget, key);
  TlrSvgPart *part = g_new0 (TlrSvgPart, 1);

  part->id = g_strdup (id);
  g_ptr_array_add (parts, part);
  part->part = text ? tlr_part_parse (text, NULL) : NULL;
  if (!part->part)
    part->part = g_new0 (TlrPart, 1);
  find_sources (part, widget);
}

GPtrArray *
tlr_svg_parts_new (TlrWidget *widget)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  g_auto (GStrv) keys = g_key_file_get_keys (widget->context->layout->file->keys, widget->group, NULL, NULL);

  for (char **key = keys; key && *key; key++) {
    g_autofree char *id = tlr_svg_parts_name (*key);
    if (id && !has_part (parts, id))
      add_part (parts, widget, id);
  }
  return parts;
}

static gboolean
holds (TlrCondition *when, const TlrWidget *widget, const TlmSnapshot *snapshot)
{
  guint vehicle = widget->vehicle >= 0 ? (guint) widget->vehicle : G_MAXUINT;

  return !when || tlr_condition_holds (when, tlr_context_provenance (widget->context, vehicle, snapshot), snapshot);
}

static void
set_numbers (const TlrPartStep *step, double value, const TlrSvgGrain *grain, State *state)
{
  double at[4];
  guint32 colour = 0;

  tlr_part_step_at (step, value, at);
  switch (step->kind) {
    case TLR_PART_SHOW:
    case TLR_PART_HIDE:
      return;
    case TLR_PART_FILL:
    case TLR_PART_STROKE:
      for (guint i = 0; i < 4; i++)
        colour |= (guint32) (CLAMP (at[i], 0, 1) * SHADES + 0.5) << (8 * i);
      memcpy (state->numbers, &colour, sizeof colour);
      return;
    case TLR_PART_OPACITY:
      state->numbers[0] = (gint32) lround (at[0] * SHADES);
      return;
    case TLR_PART_ROTATE:
      state->numbers[0] = (gint32) lround (at[0] / grain->degrees);
      return;
    case TLR_PART_MOVE:
    case TLR_PART_SCALE:
      for (guint i = 0; i < 2; i++)
        state->numbers[i] = (gint32) lround (at[i] / (step->kind == TLR_PART_MOVE ? grain->length : grain->factor));
      return;
  }
}

static State
step_state (const TlrSvgPart *part, guint index, const TlrWidget *widget, const TlmSnapshot *snapshot,
    const TlrSvgGrain *grain)
{
  const TlrPartStep *step = &part->part->steps[index];
  TlmValue value = { .validity = TLM_VALIDITY_FRESH };
  State state = { STEP_OUT, { 0, 0 } };

  if (!holds (part->sources[index].when, widget, snapshot))
    return state;
  if (step->channel[0])
    value = part->sources[index].is_known ?
        tlm_snapshot_value (snapshot, (guint) MAX (widget->vehicle, 0), part->sources[index].channel) : TLM_VALUE_ABSENT;
  if (!tlm_value_is_shown (&value) || !isfinite (value.value)) {
    state.sort = tlr_part_step_moves (step) ? STEP_LOST : STEP_OUT;
    return state;
  }
  state.sort = value.validity == TLM_VALIDITY_STALE ? STEP_STALE : STEP_DONE;
  set_numbers (step, value.value, grain, &state);
  return state;
}

gsize
tlr_svg_parts_state (const GPtrArray *parts, const TlrWidget *widget, const TlmSnapshot *snapshot,
    const TlrSvgGrain *grain, guint8 *out)
{
  guint n = 0;

  for (guint i = 0; i < parts->len; i++) {
    const TlrSvgPart *part = parts->pdata[i];

    for (guint k = 0; k < part->part->n_steps && n < TLR_SVG_STEPS; k++) {
      State state = step_state (part, k, widget, snapshot, grain);
      memcpy (out + n++ * sizeof state, &state, sizeof state);
    }
  }
  /* A drawing of which nothing changes is seen all the same. */
  if (n == 0)
    out[0] = 1;
  return MAX (n * sizeof (State), 1);
}

static void
set_colour (const State *state, double rgba[4])
{
  guint32 colour;

  memcpy (&colour, state->numbers, sizeof colour);
  for (guint i = 0; i < 4; i++)
    rgba[i] = (colour >> (8 * i) & 255) / SHADES;
}

/* Done after what the element has been moved by before. */
static void
move (const TlrPartStep *step, const State *state, const TlrSvgGrain *grain, double x, double y, TlrSvgChange *change)
{
  cairo_matrix_t matrix;

  if (step->has_centre) {
    x = step->centre[0];
    y = step->centre[1];
  }
  if (step->kind == TLR_PART_MOVE) {
    cairo_matrix_init_translate (&matrix, state->numbers[0] * grain->length, state->numbers[1] * grain->length);
  } else {
    cairo_matrix_init_translate (&matrix, x, y);
    if (step->kind == TLR_PART_ROTATE)
      cairo_matrix_rotate (&matrix, state->numbers[0] * grain->degrees * G_PI / 180);
    else
      cairo_matrix_scale (&matrix, state->numbers[0] * grain->factor, state->numbers[1] * grain->factor);
    cairo_matrix_translate (&matrix, -x, -y);
  }
  cairo_matrix_multiply (&change->matrix, &change->matrix, &matrix);
  change->is_moved = TRUE;
}

static void
show (TlrSvgChange *change, gboolean is_shown)
{
  if (change->sight != TLR_SVG_HIDDEN)
    change->sight = is_shown ? TLR_SVG_SHOWN : TLR_SVG_HIDDEN;
}

static void
do_step (const TlrPartStep *step, const State *state, const TlrSvgGrain *grain, double x, double y,
    TlrSvgChange *change)
{
  if (step->kind == TLR_PART_SHOW || step->kind == TLR_PART_HIDE)
    show (change, (state->sort != STEP_OUT) == (step->kind == TLR_PART_SHOW));
  else if (state->sort == STEP_LOST)
    show (change, FALSE);
  else if (state->sort == STEP_OUT)
    return;
  else if (step->kind == TLR_PART_OPACITY)
    change->opacity = state->numbers[0] / SHADES;
  else if (step->kind == TLR_PART_FILL)
    set_colour (state, change->fill);
  else if (step->kind == TLR_PART_STROKE)
    set_colour (state, change->stroke);
  else
    move (step, state, grain, x, y, change);
  change->has_fill |= step->kind == TLR_PART_FILL;
  change->has_stroke |= step->kind == TLR_PART_STROKE;
}

void
tlr_svg_parts_changes (const GPtrArray *parts, const guint8 *bytes, const TlrSvgGrain *grain, double x, double y,
    TlrSvgChange *changes)
{
  guint n = 0;

  for (guint i = 0; i < parts->len; i++) {
    const TlrSvgPart *part = parts->pdata[i];
    gboolean is_stale = FALSE;

    changes[i] = (TlrSvgChange) { .id = part->id, .opacity = 1 };
    cairo_matrix_init_identity (&changes[i].matrix);
    for (guint k = 0; k < part->part->n_steps && n < TLR_SVG_STEPS; k++) {
      State state;

      memcpy (&state, bytes + n++ * sizeof state, sizeof state);
      is_stale |= state.sort == STEP_STALE;
      do_step (&part->part->steps[k], &state, grain, x, y, &changes[i]);
    }
    if (is_stale)
      changes[i].opacity *= STALE;
  }
}
