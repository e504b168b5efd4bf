/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the processes of segments say, as if one process did it all. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "batch/parts.h"

static void
take_cut (RenderTask *task, JsonObject *said)
{
  gint64 n = json_object_get_int_member_with_default (said, "segments", 0);

  task->parts->n = (guint) CLAMP (n, 0, RENDER_MOST_SEGMENTS);
  g_free (task->parts->frames);
  task->parts->frames = g_new0 (guint64, task->parts->n + 1);
}

/* SAID gets the pictures of all. */
static gboolean
take_progress (RenderTask *task, const RenderOrder *order, JsonObject *said)
{
  RenderParts *parts = task->parts;
  guint64 sum = 0;

  if (order->number < 1 || order->number > parts->n)
    return FALSE;
  parts->frames[order->number - 1] = (guint64) json_object_get_int_member_with_default (said, "frame", 0);
  for (guint i = 0; i < parts->n; i++)
    sum += parts->frames[i];
  json_object_set_int_member (said, "frame", (gint64) sum);
  return TRUE;
}

/* What several segments say is said once. */
static gboolean
is_new (const RenderTask *task, JsonObject *said)
{
  const char *text = json_object_get_string_member_with_default (said, "text", "");

  return !g_ptr_array_find_with_equal_func (task->warnings, text, g_str_equal, NULL);
}

/* The first failure is the clip's; those that it stops fail too. */
static gboolean
take_failed (const RenderTask *task, const RenderOrder *order, JsonObject *said)
{
  const char *text = json_object_get_string_member_with_default (said, "text", "");
  g_autofree char *own = g_strdup_printf ("segment %u of %u: %s", order->number, task->parts->n, text);

  if (task->failure || task->parts->unsplit)
    return FALSE;
  json_object_set_string_member (said, "text", own);
  return TRUE;
}

/* Whether SAID, of EVENT, is for others. */
static gboolean
translate (RenderTask *task, const RenderOrder *order, const char *event, JsonObject *said)
{
  if (strcmp (event, "warning") == 0)
    return is_new (task, said);
  if (order->step == RENDER_STEP_CUT) {
    if (strcmp (event, "cut") == 0)
      take_cut (task, said);
    return strcmp (event, "cut") != 0 || task->parts->n > 1;
  }
  if (strcmp (event, "progress") == 0)
    return take_progress (task, order, said);
  if (strcmp (event, "unsplit") == 0 && !task->parts->unsplit)
    task->parts->unsplit = g_strdup (json_object_get_string_member_with_default (said, "text", ""));
  return strcmp (event, "failed") == 0 && take_failed (task, order, said);
}

void
render_parts_translate (RenderTask *task, const RenderOrder *order, char **line)
{
  g_autoptr (JsonNode) root = json_from_string (*line, NULL);
  JsonObject *said = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  gboolean passes = said && task->parts &&
      translate (task, order, json_object_get_string_member_with_default (said, "event", ""), said);

  g_free (*line);
  *line = passes ? json_to_string (root, FALSE) : NULL;
}
