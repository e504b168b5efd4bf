/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/gst.h>
#include <locale.h>
#include <stdio.h>

#include "batch.h"
#include "burn.h"
#include "core/base/error.h"
#include "options.h"
#include "plan.h"
#include "worker.h"

static int
fail (const GError *error, int status)
{
  render_view_complain (NULL, "", error->message);
  return status;
}

static int
print_pipelines (const GPtrArray *jobs)
{
  int status = RENDER_OK;

  for (guint i = 0; i < jobs->len; i++) {
    const RenderJob *job = jobs->pdata[i];
    g_autoptr (GError) error = NULL;
    g_autoptr (RenderClip) clip = render_clip_open (job->clip, &error);
    g_autofree char *line = clip ? render_burn_launch (job, clip, &error) : NULL;
    if (line)
      puts (line);
    else
      status = fail (error, RENDER_FAILED);
  }
  return status;
}

static int
run_batch (const RenderOptions *options, GPtrArray *jobs)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) render_task_free);
  guint most = options->jobs > 0 ? (guint) options->jobs : render_batch_default_jobs ();

  g_ptr_array_set_free_func (jobs, NULL);
  for (guint i = 0; i < jobs->len; i++)
    g_ptr_array_add (tasks, render_task_new (jobs->pdata[i]));
  return render_batch_run (tasks, most, render_view_choose (options->json, options->quiet));
}

static int
run (const RenderOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = NULL;

  if (options->worker)
    return render_worker_main ();
  jobs = render_plan (options, &error);
  if (!jobs)
    return fail (error, RENDER_USAGE);
  if (options->print_pipeline)
    return print_pipelines (jobs);
  return run_batch (options, jobs);
}

int
main (int argc, char **argv)
{
  RenderOptions options = { NULL };
  g_autoptr (GError) error = NULL;
  int status;

  setlocale (LC_ALL, "");
  /* Numbers are written for programs too. */
  setlocale (LC_NUMERIC, "C");
  gst_init (NULL, NULL);
  if (render_options_parse (&options, &argc, &argv, &error))
    status = run (&options);
  else
    status = fail (error, RENDER_USAGE);
  render_options_clear (&options);
  return status;
}
