/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "make/output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/error.h"

/* An output that is whole and has no name yet. */
typedef struct {
  RenderOutput output;
  RenderMade made;           /* its encoder is its own */
} Finished;

static GPtrArray *waiting;   /* Finished * */

static gboolean
fail (const char *path, const char *what, int number, GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: %s: %s", path, what, g_strerror (number));
  return FALSE;
}

char *
render_output_part (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *part = g_strdup_printf (".%s.part", name);

  return g_build_filename (folder, part, NULL);
}

gboolean
render_output_open (RenderOutput *output, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  RenderOutput mine = { .lock = -1 };

  if (g_mkdir_with_parents (folder, 0777) != 0)
    return fail (folder, "cannot be made", errno, error);
  mine.part = render_output_part (path);
  mine.lock = g_open (mine.part, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (mine.lock < 0 || flock (mine.lock, LOCK_EX | LOCK_NB) != 0) {
    fail (path, mine.lock < 0 ? "cannot be written" : "is being written by another telemetry-render", errno, error);
    if (mine.lock >= 0)
      close (mine.lock);
    g_free (mine.part);
    return FALSE;
  }
  mine.path = g_strdup (path);
  *output = mine;
  return TRUE;
}

static void
clear (RenderOutput *output)
{
  close (output->lock);
  g_free (output->path);
  g_free (output->part);
  *output = (RenderOutput) { NULL };
}

static void
free_finished (gpointer data)
{
  Finished *finished = data;

  render_output_abandon (&finished->output);
  g_free (finished->made.encoder);
  g_free (finished);
}

gboolean
render_output_finish (RenderOutput *output, const RenderMade *made, GError **error)
{
  Finished *finished;

  if (fsync (output->lock) != 0) {
    fail (output->path, "cannot be written", errno, error);
    render_output_abandon (output);
    return FALSE;
  }
  if (!waiting)
    waiting = g_ptr_array_new_with_free_func (free_finished);
  finished = g_new (Finished, 1);
  *finished = (Finished) { .output = *output, .made = *made };
  finished->made.encoder = g_strdup (made->encoder);
  g_ptr_array_add (waiting, finished);
  *output = (RenderOutput) { NULL };
  return TRUE;
}

void
render_outputs_discard (void)
{
  g_clear_pointer (&waiting, g_ptr_array_unref);
}

gboolean
render_outputs_name (GError **error)
{
  gboolean fine = TRUE;

  for (guint i = 0; fine && waiting && i < waiting->len; i++) {
    Finished *finished = waiting->pdata[i];
    RenderOutput *output = &finished->output;
    fine = g_rename (output->part, output->path) == 0 || fail (output->path, "cannot be written", errno, error);
    if (!fine)
      break;
    render_report_done (output->path, &finished->made);
    clear (output);
  }
  render_outputs_discard ();
  return fine;
}

void
render_output_abandon (RenderOutput *output)
{
  if (!output->path)
    return;
  g_unlink (output->part);
  clear (output);
}

void
render_output_sweep_uncut (const char *path)
{
  g_autofree char *part = render_output_part (path), *uncut = g_strconcat (part, RENDER_OUTPUT_UNCUT, NULL);

  g_unlink (uncut);
}

void
render_output_sweep (const char *path)
{
  g_autofree char *part = render_output_part (path);
  int lock = g_open (part, O_RDWR | O_CLOEXEC);

  if (lock < 0)
    return;
  if (flock (lock, LOCK_EX | LOCK_NB) == 0) {
    render_output_sweep_uncut (path);
    g_unlink (part);
  }
  close (lock);
}
