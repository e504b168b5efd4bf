/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "split/cut.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/error.h"
#include "job/report.h"
#include "make/encoder.h"
#include "make/output.h"
#include "split/places.h"

static void
report (const RenderJob *job, const RenderClip *clip, const RenderCutList *list)
{
  const RenderContainer *container = render_container_of (job->outputs[RENDER_BURN], NULL);
  g_autoptr (GPtrArray) choices = container ? render_encoder_candidates (clip, container, job->encoder, FALSE, NULL) : NULL;

  if (list->why)
    render_report_warning ("it is not split: %s", list->why);
  else if (choices && list->ranges->len > 1)
    render_report_plan (((const RenderChoice *) choices->pdata[0])->name, clip->n_pictures, render_clip_duration_ns (clip));
  render_report_cut (list->ranges->len);
}

/* NEW is where the list is written before it has its name. */
static gboolean
save (const RenderCutList *list, const char *path, const char *new, GError **error)
{
  if (!render_cut_list_write (list, new, error))
    return FALSE;
  if (g_rename (new, path) == 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: cannot be written: %s", path, g_strerror (errno));
  return FALSE;
}

/* No other process does so now. */
static gboolean
make (const RenderJob *job, RenderClip *clip, const char *made_of, RenderWanted wanted, GError **error)
{
  const char *output = job->outputs[RENDER_BURN];
  g_autofree char *path = render_place_cuts (output), *new = render_place_new_cuts (output);
  g_autoptr (RenderCutList) list = render_cut_list_load (output, made_of, NULL);

  if (list && list->wanted.n == wanted.n && list->wanted.is_auto == wanted.is_auto) {
    render_cut_list_apply (list, clip);
    report (job, clip, list);
    return TRUE;
  }
  g_clear_pointer (&list, render_cut_list_free);
  /* A list that is in use stays what it is, for those who go by it. */
  if (render_place_is_held (output)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: is being written by another telemetry-render, in other segments or of "
        "something else", output);
    return FALSE;
  }
  list = render_cut_list_new (job, clip, wanted, error);
  if (!list)
    return FALSE;
  list->made_of = g_strdup (made_of);
  if (list->ranges->len > 1 && !save (list, path, new, error))
    return FALSE;
  report (job, clip, list);
  return TRUE;
}

gboolean
render_cut (const RenderJob *job, const char *made_of, RenderWanted wanted, GError **error)
{
  const char *output = job->outputs[RENDER_BURN];
  g_autoptr (RenderClip) clip = render_clip_open (job->clip, error);
  g_autofree char *path = output ? render_place_cuts (output) : NULL, *part = path ? render_output_part (path) : NULL;
  g_autofree char *folder = path ? g_path_get_dirname (path) : NULL, *new = path ? render_place_new_cuts (output) : NULL;
  gboolean fine;
  int lock;

  if (!clip)
    return FALSE;
  if (!output) {
    render_report_warning ("it is not split: nothing is burned");
    render_report_cut (1);
    return TRUE;
  }
  /* The list itself is held for as long as its segments are worked on (places.h): whoever waits waits for another file. */
  g_mkdir_with_parents (folder, 0777);
  lock = g_open (part, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock < 0 || flock (lock, LOCK_EX) != 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: cannot be written: %s", part, g_strerror (errno));
    if (lock >= 0)
      close (lock);
    return FALSE;
  }
  fine = make (job, clip, made_of, wanted, error);
  g_unlink (new);
  g_unlink (part);
  close (lock);
  return fine;
}
