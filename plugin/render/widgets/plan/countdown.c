/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "render/scene/painting.h"
#include "render/widgets/widgets.h"

/* What is left, to a whole second. */
typedef enum { LEFT_UNKNOWN, LEFT_TIME, LEFT_NONE } Left;

typedef struct {
  TlmDuration left_ns;
  gint64 kind;                 /* Left */
} State;

/* The time to an instant of UTC, and words once that is past. */
typedef struct {
  TlrWidget widget;
  TlmInstant to;
  char *label, *passed;
  TlrTextStyle style;
  TlrFace *face;
  guint align;
} Countdown;

static void
init (TlrWidget *widget)
{
  Countdown *countdown = (Countdown *) widget;
  g_autofree char *to = tlr_widget_text (widget, "to");

  if (!tlm_iso8601_read (to ? to : "", -1, TLM_SCALE_UTC, &countdown->to, NULL))
    countdown->to = TLM_TIME_NONE;
  countdown->label = tlr_widget_text (widget, "label");
  countdown->passed = tlr_widget_text (widget, "passed");
  countdown->style = tlr_widget_text_style (widget, "size", "colour");
  countdown->face = tlr_face_new (&countdown->style);
  countdown->align = tlr_widget_choice (widget, "align");
}

/* A second is left until the instant itself. */
static State
find_state (const Countdown *countdown, const TlmSnapshot *snapshot)
{
  TlmDuration past;

  if (snapshot->instant == TLM_TIME_NONE || countdown->to == TLM_TIME_NONE)
    return (State) { 0, LEFT_UNKNOWN };
  past = snapshot->instant - countdown->to;
  if (past >= 0)
    return (State) { 0, LEFT_NONE };
  return (State) { -tlm_elapsed_cut (past, 0), LEFT_TIME };
}

static gsize
countdown_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  State state = find_state ((const Countdown *) widget, snapshot);

  memcpy (out, &state, sizeof state);
  return sizeof state;
}

/* Days are left out where there are none. */
static void
print_left (const State *state, char buf[TLM_ELAPSED_SIZE])
{
  const TlmElapsedFormat format = { .style = TLM_ELAPSED_CLOCK, .days = TRUE };

  if (state->kind == LEFT_UNKNOWN)
    g_strlcpy (buf, "--:--:--", TLM_ELAPSED_SIZE);
  else
    tlm_elapsed_print (state->left_ns, &format, buf, TLM_ELAPSED_SIZE);
}

/* To be freed. */
static char *
make_text (const Countdown *countdown, const State *state)
{
  char left[TLM_ELAPSED_SIZE];

  if (state->kind == LEFT_NONE && countdown->passed && countdown->passed[0])
    return g_strdup (countdown->passed);
  print_left (state, left);
  return countdown->label && countdown->label[0] ? g_strconcat (countdown->label, " ", left, NULL) : g_strdup (left);
}

/* As wide as with three digits of days, and as the words. */
static void
measure (TlrWidget *widget, double *width, double *height)
{
  Countdown *countdown = (Countdown *) widget;
  const State states[] = { { (888 * 86400LL + 80000) * TLM_SECOND, LEFT_TIME }, { 0, LEFT_UNKNOWN }, { 0, LEFT_NONE } };
  double margin = tlr_face_margin (&countdown->style);

  *width = 0;
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autofree char *text = make_text (countdown, &states[i]);
    *width = MAX (*width, tlr_face_measure (countdown->face, text).advance);
  }
  *width = MIN (*width + 2 * margin * countdown->style.x_scale, tlr_widget_columns (widget, "max-width"));
  widget->below = tlr_face_descent (countdown->face) + margin;
  *height = tlr_face_ascent (countdown->face) + margin + widget->below;
}

/* Aligned in its box; the numbers of one that runs stand where its text begins. */
static void
find_line (const Countdown *countdown, const char *text, double *x, double *baseline, double *fit)
{
  const TlrRect *r = &countdown->widget.rect;
  double margin = tlr_face_margin (&countdown->style), room = r->width - 2 * margin * countdown->style.x_scale;
  double advance = tlr_face_measure (countdown->face, text).advance;

  *fit = MIN (room / MAX (advance, 1), 1);
  *x = r->x + margin * countdown->style.x_scale + (room - *fit * advance) * countdown->align / 2;
  *baseline = r->y + r->height - countdown->widget.below;
}

static void
paint (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  Countdown *countdown = (Countdown *) widget;
  double x, baseline, fit;
  State state;

  memcpy (&state, bytes, sizeof state);
  g_autofree char *text = make_text (countdown, &state);
  find_line (countdown, text, &x, &baseline, &fit);
  tlr_face_draw (countdown->face, cr, text, x, baseline, fit);
}

static void
sketch (TlrWidget *widget, const guint8 *bytes, TlrSketch *out)
{
  Countdown *countdown = (Countdown *) widget;
  double x, baseline, fit;
  State state;

  memcpy (&state, bytes, sizeof state);
  g_autofree char *text = make_text (countdown, &state);
  find_line (countdown, text, &x, &baseline, &fit);
  tlr_sketch_text (out, &countdown->style, 1, text, x, baseline, fit, NULL);
}

static void
place (TlrWidget *widget)
{
  tlr_context_add_item (widget->context, tlr_painting_with_sketch (tlr_painting_new (widget, &widget->rect,
              countdown_state, paint), sketch));
}

static gboolean
check_instant (const TlmKeyFile *file, const char *group, const char *key, GError **error)
{
  g_autofree char *to = tlm_key_file_get (file, group, key);
  g_autoptr (GError) why = NULL;
  TlmInstant instant;

  if (to && tlm_iso8601_read (to, -1, TLM_SCALE_UTC, &instant, &why))
    return TRUE;
  tlm_key_file_error (file, group, to ? key : NULL, error, "%s; give an instant of UTC, as in to=2026-12-01T12:00:00Z",
      why ? why->message : "no to=");
  return FALSE;
}

/* Those for frames of other shapes too. */
static gboolean
check (const TlmKeyFile *file, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file->keys, group, NULL, NULL);

  for (char **key = keys; key && *key; key++)
    if (tlr_key_is_named (*key, "to") && !check_instant (file, group, *key, error))
      return FALSE;
  return check_instant (file, group, "to", error);
}

static void
finish (TlrWidget *widget)
{
  Countdown *countdown = (Countdown *) widget;

  tlr_face_free (countdown->face);
  g_free (countdown->label);
  g_free (countdown->passed);
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "40", .blurb = "of the font" },
  { .name = "to", .kind = TLR_KEY_TEXT, .blurb = "instant of UTC: 2026-12-01T12:00:00Z" },
  { .name = "label", .kind = TLR_KEY_TEXT, .fallback = "", .blurb = "stands before it: Docking in" },
  { .name = "passed", .kind = TLR_KEY_TEXT, .fallback = "",
    .blurb = "stands there once the instant is past; 00:00:00 unless told" },
};

const TlrWidgetClass tlr_widget_countdown = {
  .name = "countdown",
  .description = "The time to an instant of UTC",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Countdown),
  .init = init,
  .measure = measure,
  .place = place,
  .finish = finish,
  .check = check,
};
