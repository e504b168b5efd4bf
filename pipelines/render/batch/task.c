/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "batch/task.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "batch/parts.h"
#include "core/base/print-safe.h"
#include "job/still-name.h"
#include "make/output.h"

static const char *const names[RENDER_TASK_N_STATES] = {
  [RENDER_TASK_WAITING] = "waiting",
  [RENDER_TASK_RUNNING] = "running",
  [RENDER_TASK_DONE] = "done",
  [RENDER_TASK_SKIPPED] = "up to date",
  [RENDER_TASK_STALE] = "out of date",
  [RENDER_TASK_FAILED] = "failed",
  [RENDER_TASK_CANCELLED] = "cancelled",
};

const char *
render_task_state_name (RenderTaskState state)
{
  g_return_val_if_fail (state < RENDER_TASK_N_STATES, NULL);
  return names[state];
}

RenderTask *
render_task_new (RenderJob *job, guint number)
{
  RenderTask *task = g_new0 (RenderTask, 1);

  task->job = job;
  task->number = number;
  task->due = RENDER_STEP_WHOLE;
  task->warnings = g_ptr_array_new_with_free_func (g_free);
  return task;
}

void
render_task_free (RenderTask *task)
{
  if (!task)
    return;
  render_parts_drop (task);
  render_job_free (task->job);
  g_free (task->encoder);
  render_record_clear (&task->record);
  g_ptr_array_unref (task->warnings);
  g_free (task->failure);
  g_free (task);
}

static void
take_plan (RenderTask *task, JsonObject *said)
{
  g_free (task->encoder);
  task->encoder = g_strdup (json_object_get_string_member_with_default (said, "encoder", ""));
  task->frames = (guint64) json_object_get_int_member_with_default (said, "frames", 0);
  task->seconds = json_object_get_double_member_with_default (said, "seconds", 0);
  task->frame = 0;
  task->moving_us = 0;
}

static void
take_progress (RenderTask *task, JsonObject *said)
{
  task->frame = (guint64) json_object_get_int_member_with_default (said, "frame", 0);
  if (task->frame > 0 && task->moving_us == 0)
    task->moving_us = g_get_monotonic_time ();
}

static void
take_warning (RenderTask *task, JsonObject *said)
{
  g_ptr_array_add (task->warnings, g_strdup (json_object_get_string_member_with_default (said, "text", "")));
}

static void
take_done (RenderTask *task, JsonObject *said)
{
  guint64 frames = (guint64) json_object_get_int_member_with_default (said, "frames", 0);
  const char *kind = json_object_get_string_member_with_default (said, "kind", "");

  task->frame = MAX (task->frame, frames);
  for (int i = 0; i < RENDER_N_KINDS; i++)
    if (strcmp (kind, render_kind_name (i)) == 0) {
      g_free (task->record.encoders[i]);
      task->record.encoders[i] = g_strdup (json_object_get_string_member_with_default (said, "encoder", NULL));
    }
}

static void
take_clip (RenderTask *task, JsonObject *said)
{
  g_free (task->record.whole);
  task->record.whole = g_strdup (json_object_get_string_member_with_default (said, "whole", NULL));
}

static void
take_failed (RenderTask *task, JsonObject *said)
{
  g_free (task->failure);
  task->failure = g_strdup (json_object_get_string_member_with_default (said, "text", ""));
}

/* In how many segments, which only people are told (parts.h). */
static void
take_cut (RenderTask *task, JsonObject *said)
{
}

static const struct {
  const char *event;
  void (*take) (RenderTask *task, JsonObject *said);
} events[] = {
  { "plan", take_plan },
  { "progress", take_progress },
  { "warning", take_warning },
  { "clip", take_clip },
  { "cut", take_cut },
  { "done", take_done },
  { "failed", take_failed },
};

const char *
render_task_take (RenderTask *task, const char *line)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = json_parser_load_from_data (parser, line, -1, NULL) ? json_parser_get_root (parser) : NULL;
  const char *event;

  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  event = json_object_get_string_member_with_default (json_node_get_object (root), "event", "");
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (strcmp (events[i].event, event) == 0) {
      events[i].take (task, json_node_get_object (root));
      return events[i].event;
    }
  return NULL;
}

double
render_task_speed (const RenderTask *task, gint64 now_us)
{
  gint64 end = task->ended_us ? task->ended_us : now_us, begin = task->ended_us ? task->begun_us : task->moving_us;

  return begin && end > begin ? (double) task->frame * G_USEC_PER_SEC / (double) (end - begin) : 0;
}

char *
render_task_name (const RenderTask *task)
{
  g_autofree char *name = g_path_get_basename (task->job->clip);

  return tlm_print_safe (name);
}

void
render_task_clean (const RenderTask *task)
{
  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    if (task->job->outputs[kind])
      render_output_sweep (task->job->outputs[kind]);
  for (guint i = 0; i < task->job->stills->len; i++)
    render_output_sweep (render_still_file (task->job->stills->pdata[i]));
}
