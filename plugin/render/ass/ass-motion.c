/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/ass/ass-motion.h"

#include <math.h>
#include <string.h>

#include "render/ass/ass-mark.h"

#define FRAME (TLM_SECOND / 25)
#define MILLISECOND (TLM_SECOND / 1000)

#define POSITION "{\\pos("

/* Whether it has come to its end, uninterrupted, once the time of the motion is over. */
static gboolean
is_finished (const TlrWidget *widget, gint64 time_ns, gboolean leaves)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  const TlrContext *context = widget->context;

  tlm_timeline_at (context->timeline, time_ns, &context->channels, snapshot);
  return tlr_widget_part (widget, snapshot).part == (leaves ? 0 : 1);
}

static gboolean
can_be_said (const TlrMotion *motion)
{
  return motion->easing == TLR_EASING_LINEAR &&
      (motion->kind == TLR_MOTION_FADE || motion->kind == TLR_MOTION_SLIDE);
}

/* The widget itself or the parent that begins to enter or to leave. */
static const TlrWidget *
find_mover (const TlrWidget *widget, const TlmSnapshot *snapshot, gboolean leaves)
{
  for (; widget; widget = widget->parent) {
    const TlrMotion *motion = leaves ? &widget->leave : &widget->enter;
    TlrPresenceAt at;

    if (!widget->presence || motion->duration_ns == 0)
      continue;
    at = tlr_widget_part (widget, snapshot);
    if (tlr_widget_condition_holds (widget, snapshot) != leaves &&
        (leaves ? at.leaves && 1 - at.part <= (double) FRAME / (double) motion->duration_ns :
         !at.leaves && at.part <= (double) FRAME / (double) motion->duration_ns))
      return widget;
  }
  return NULL;
}

static TlrRect
square (const TlrRect *rect, double stretch)
{
  int left = (int) round (rect->x * stretch);

  return (TlrRect) { left, rect->y, (int) round ((rect->x + rect->width) * stretch) - left, rect->height };
}

TlrAssMotion
tlr_ass_motion_find (const TlrWidget *widget, const TlmSnapshot *snapshot, gboolean leaves, double stretch)
{
  const TlrWidget *mover = find_mover (widget, snapshot, leaves);
  const TlrContext *context = widget->context;
  const TlrMotion *motion = mover ? leaves ? &mover->leave : &mover->enter : NULL;
  TlrPlacement out = TLR_PLACEMENT_REST;

  if (!motion || !can_be_said (motion) ||
      !is_finished (mover, snapshot->time_ns + motion->duration_ns, leaves))
    return (TlrAssMotion) { 0 };
  tlr_placement_move (&out, context, &mover->travel, motion, 1e-9);
  return (TlrAssMotion) {
    .duration_ns = motion->duration_ns,
    .slides = motion->kind == TLR_MOTION_SLIDE,
    .x = out.left * stretch,
    .y = out.top,
    .is_clipped = context->area.width != context->spec.width || context->area.height != context->spec.height,
    .area = square (&context->area, stretch),
  };
}

static void
append_numbers (GString *out, const double *numbers, guint n)
{
  for (guint i = 0; i < n; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    tlr_ass_append_number (out, numbers[i]);
  }
  g_string_append_c (out, ')');
}

/* From its place to out of sight, in the last part of the event, or from there in the first. */
static void
append_move (GString *out, const TlrAssMotion *motion, gboolean leaves, double x, double y, double length_ms)
{
  double time_ms = (double) motion->duration_ns / (double) MILLISECOND;
  double there[] = { x + motion->x, y + motion->y };
  const double enter[] = { there[0], there[1], x, y, 0, time_ms };
  const double leave[] = { x, y, there[0], there[1], length_ms - time_ms, length_ms };
  const TlrRect *area = &motion->area;
  const double clip[] = { area->x, area->y, area->x + area->width, area->y + area->height };

  g_string_append (out, "{\\move(");
  append_numbers (out, leaves ? leave : enter, 6);
  if (motion->is_clipped) {
    g_string_append (out, "\\clip(");
    append_numbers (out, clip, 4);
  }
}

static void
write_slide (GString *text, const TlrAssMotion *motion, gboolean leaves, TlmDuration length)
{
  g_autoptr (GString) move = g_string_new (NULL);
  char *end, *after;
  double x = g_ascii_strtod (text->str + strlen (POSITION), &end), y;

  if (*end != ',')
    return;
  y = g_ascii_strtod (end + 1, &after);
  if (*after != ')')
    return;
  append_move (move, motion, leaves, x, y, (double) length / (double) MILLISECOND);
  g_string_erase (text, 0, after + 1 - text->str);
  g_string_prepend (text, move->str);
}

void
tlr_ass_motion_write (GString *text, const TlrAssMotion *enter, const TlrAssMotion *leave, TlmDuration length)
{
  /* What has become another before it was all there did not come by that alone. */
  gboolean enters = enter->duration_ns > 0 && enter->duration_ns + leave->duration_ns <= length;
  gboolean leaves = leave->duration_ns > 0;
  double fade[2] = { 0, 0 };

  if (!g_str_has_prefix (text->str, POSITION) || leave->duration_ns > length)
    return;
  if (leaves && leave->slides)
    write_slide (text, leave, TRUE, length);
  else if (enters && enter->slides)
    write_slide (text, enter, FALSE, length);
  if (enters && !enter->slides)
    fade[0] = (double) enter->duration_ns / (double) MILLISECOND;
  if (leaves && !leave->slides)
    fade[1] = (double) leave->duration_ns / (double) MILLISECOND;
  if (fade[0] > 0 || fade[1] > 0) {
    g_autoptr (GString) tag = g_string_new ("\\fad(");

    append_numbers (tag, fade, 2);
    g_string_insert (text, 1, tag->str);
  }
}
