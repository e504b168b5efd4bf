/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "batch/parts.h"

#include <unistd.h>

#include "make/output.h"
#include "split/places.h"

void
render_parts_split (RenderTask *task, RenderWanted wanted, guint only)
{
  /* Of a farm's tasks the first makes what is not split. */
  if (wanted.n <= 1 && only > 1 && task->state == RENDER_TASK_WAITING)
    task->state = RENDER_TASK_DONE;
  if (wanted.n <= 1)
    return;
  task->parts = g_new0 (RenderParts, 1);
  *task->parts = (RenderParts) { .wanted = wanted, .only = only, .held = -1 };
  task->due = RENDER_STEP_CUT;
}

void
render_parts_drop (RenderTask *task)
{
  if (!task->parts)
    return;
  if (task->parts->held >= 0)
    close (task->parts->held);
  g_free (task->parts->made_of);
  g_free (task->parts->frames);
  g_free (task->parts->unsplit);
  g_clear_pointer (&task->parts, g_free);
}

/* What cannot be read is the whole's to say. */
void
render_parts_begin (RenderTask *task)
{
  if (task->record.made_of) {
    task->parts->made_of = g_compute_checksum_for_string (G_CHECKSUM_SHA256, task->record.made_of, -1);
  } else {
    render_parts_drop (task);
    task->due = RENDER_STEP_WHOLE;
  }
}

RenderOrder
render_parts_next (RenderTask *task)
{
  RenderParts *parts = task->parts;
  RenderOrder order = { .step = task->due };

  task->due = RENDER_STEP_NONE;
  if (!parts)
    return order;
  order.wanted = parts->wanted;
  order.made_of = g_strdup (parts->made_of);
  parts->running++;
  if (order.step == RENDER_STEP_SEGMENT) {
    order.number = parts->next++;
    if (parts->only == 0 && parts->next <= parts->n)
      task->due = RENDER_STEP_SEGMENT;
  }
  return order;
}

gboolean
render_step_is_part (RenderStep step)
{
  return step == RENDER_STEP_CUT || step == RENDER_STEP_SEGMENT;
}

gboolean
render_parts_run (const RenderTask *task)
{
  return task->parts && task->parts->running > 0;
}

/* Of a clip that is not split the first task of a farm makes all. */
static RenderPartsEnd
cut_ended (RenderTask *task)
{
  RenderParts *parts = task->parts;

  if (parts->n <= 1)
    return parts->only <= 1 ? RENDER_PARTS_WHOLE : RENDER_PARTS_DONE;
  if (parts->only > parts->n)
    return RENDER_PARTS_DONE;
  parts->held = render_place_hold (task->job->outputs[RENDER_BURN]);
  parts->next = MAX (parts->only, 1);
  task->due = RENDER_STEP_SEGMENT;
  return RENDER_PARTS_GO_ON;
}

RenderPartsEnd
render_parts_ended (RenderTask *task, const RenderOrder *order, gboolean fine)
{
  RenderParts *parts = task->parts;

  parts->running--;
  if (!fine || parts->unsplit || task->failure) {
    task->due = RENDER_STEP_NONE;
    if (parts->running > 0)
      return RENDER_PARTS_STOP;
    /* Of a farm's tasks each would render all of it. */
    if (parts->only > 0 && parts->unsplit && !task->failure)
      task->failure = g_strdup_printf ("cannot be split (%s): without --segment it is rendered as a whole", parts->unsplit);
    return parts->unsplit && !task->failure ? RENDER_PARTS_WHOLE : RENDER_PARTS_FAILED;
  }
  if (order->step == RENDER_STEP_CUT)
    return cut_ended (task);
  parts->done++;
  if (parts->only > 0)
    return RENDER_PARTS_DONE;
  if (parts->done == parts->n)
    task->due = RENDER_STEP_JOIN;
  return RENDER_PARTS_GO_ON;
}

char *
render_parts_give_up (RenderTask *task)
{
  char *why = task->parts->unsplit ? g_strdup_printf ("it is not split after all: %s", task->parts->unsplit) : NULL;

  render_parts_end (task, FALSE);
  render_parts_drop (task);
  task->frame = 0;
  task->moving_us = 0;
  task->due = RENDER_STEP_WHOLE;
  return why;
}

void
render_parts_end (RenderTask *task, gboolean keep)
{
  RenderParts *parts = task->parts;

  if (!parts || !task->job->outputs[RENDER_BURN])
    return;
  for (guint i = 1; i <= parts->n; i++) {
    g_autofree char *path = render_place_segment (task->job->outputs[RENDER_BURN], i);
    render_output_sweep (path);
  }
  if (!keep && parts->only == 0)
    render_place_sweep (task->job->outputs[RENDER_BURN], parts->held);
  else if (parts->held >= 0)
    close (parts->held);
  parts->held = -1;
}
