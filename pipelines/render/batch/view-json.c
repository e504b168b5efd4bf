/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What each process said, with its clip; then how each ended, then all. */
#include <json-glib/json-glib.h>
#include <stdio.h>

#include "batch/view.h"

static void
put_text (JsonObject *object, const char *name, const char *text)
{
  g_autofree char *valid = text ? g_utf8_make_valid (text, -1) : NULL;

  if (valid)
    json_object_set_string_member (object, name, valid);
}

static void
print (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *line = json_to_string (node, FALSE);

  puts (line);
  fflush (stdout);
}

static void
json_said (const GPtrArray *tasks, const RenderTask *task, const char *event, const char *line)
{
  g_autoptr (JsonNode) node = json_from_string (line, NULL);
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (!object)
    return;
  put_text (object, "clip", task->job->clip);
  print (object);
}

static void
json_warned (const GPtrArray *tasks, const RenderTask *task, const char *text)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "event", "warning");
  put_text (object, "text", text);
  put_text (object, "clip", task->job->clip);
  print (object);
}

static void
json_changed (const GPtrArray *tasks, const RenderTask *task)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "event", "state");
  put_text (object, "clip", task->job->clip);
  json_object_set_string_member (object, "state", render_task_state_name (task->state));
  if (task->state == RENDER_TASK_DONE) {
    json_object_set_int_member (object, "frames", (gint64) task->frame);
    json_object_set_double_member (object, "frames-per-second", render_task_speed (task, 0));
    put_text (object, "encoder", task->encoder);
  }
  put_text (object, "reason", task->failure);
  print (object);
}

static void
json_end (const GPtrArray *tasks, gint64 took_us)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "event", "end");
  for (int state = RENDER_TASK_DONE; state < RENDER_TASK_N_STATES; state++) {
    gint64 n = 0;
    for (guint i = 0; i < tasks->len; i++)
      n += ((const RenderTask *) tasks->pdata[i])->state == (RenderTaskState) state;
    json_object_set_int_member (object, render_task_state_name (state), n);
  }
  json_object_set_double_member (object, "seconds", (double) took_us / G_USEC_PER_SEC);
  print (object);
}

const RenderView render_view_json = { .said = json_said, .warned = json_warned, .changed = json_changed, .end = json_end };
