/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "batch/view.h"

#include <stdio.h>
#include <unistd.h>

#include "core/base/print-safe.h"
#include "core/time/elapsed.h"

const RenderView *
render_view_choose (gboolean json, gboolean quiet)
{
  if (json)
    return &render_view_json;
  if (quiet)
    return &render_view_quiet;
  return isatty (STDOUT_FILENO) ? &render_view_terminal : &render_view_lines;
}

char *
render_view_span (gint64 microseconds)
{
  const TlmElapsedFormat format = { .style = TLM_ELAPSED_CLOCK };

  return tlm_elapsed_format (microseconds * 1000, &format);
}

char *
render_view_progress (const RenderTask *task)
{
  gint64 now = g_get_monotonic_time ();
  double speed = render_task_speed (task, now);
  g_autofree char *left = NULL;

  if (task->frames == 0 || speed <= 0)
    return g_strdup ("");
  left = render_view_span ((gint64) ((double) (task->frames - MIN (task->frame, task->frames)) / speed * G_USEC_PER_SEC));
  return g_strdup_printf ("%3.0f %%  %.1f frames/s  %.2fx  %s left",
      100.0 * (double) task->frame / (double) task->frames, speed,
      speed * task->seconds / (double) task->frames, left);
}

static guint
width_of (gunichar letter)
{
  return g_unichar_iszerowidth (letter) ? 0 : g_unichar_iswide (letter) ? 2 : 1;
}

/* Columns that TEXT takes. */
static guint
columns_of (const char *text)
{
  guint columns = 0;

  for (; *text; text = g_utf8_next_char (text))
    columns += width_of (g_utf8_get_char (text));
  return columns;
}

char *
render_view_cut (const char *text, guint columns)
{
  GString *cut = g_string_new (NULL);
  guint taken = 0;

  if (columns_of (text) <= columns) {
    g_string_append (cut, text);
    return g_string_free (cut, FALSE);
  }
  for (; *text && taken + width_of (g_utf8_get_char (text)) < columns; text = g_utf8_next_char (text)) {
    g_string_append_unichar (cut, g_utf8_get_char (text));
    taken += width_of (g_utf8_get_char (text));
  }
  g_string_append (cut, columns > 0 ? "…" : "");
  return g_string_free (cut, FALSE);
}

void
render_view_put (GString *line, const char *text, guint columns)
{
  g_autofree char *cut = render_view_cut (text, columns);

  g_string_append (line, cut);
  for (guint taken = columns_of (cut); taken < columns; taken++)
    g_string_append_c (line, ' ');
}

void
render_view_complain (const RenderTask *task, const char *kind, const char *text)
{
  g_autofree char *name = task ? render_task_name (task) : NULL, *safe = tlm_print_safe (text);

  fprintf (stderr, "telemetry-render: %s%s%s%s\n", name ? name : "", name ? ": " : "", kind, safe);
}

static void
quiet_changed (const GPtrArray *tasks, const RenderTask *task)
{
  if (task->failure)
    render_view_complain (task, task->state == RENDER_TASK_STALE ? "out of date: " : "", task->failure);
}

const RenderView render_view_quiet = { .changed = quiet_changed };
