/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/gst.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "batch/batch.h"
#include "batch/dry-run.h"
#include "make/worker.h"
#include "plan/options.h"
#include "plan/plan.h"
#include "record/record.h"

static int
fail (const GError *error, int status)
{
  render_view_complain (NULL, "", error->message);
  return status;
}

/* What is up to date is done before it begins; what is only verified is not begun. */
static void
settle_before (const RenderOptions *options, RenderTask *task, GHashTable *cache)
{
  char *why;

  if (!options->verify)
    render_task_clean (task);
  if (options->force)
    return;
  why = render_record_explain (task->job, options->verify, cache);
  if (!why)
    task->state = RENDER_TASK_SKIPPED;
  if (!why || !options->verify) {
    g_free (why);
    return;
  }
  task->state = RENDER_TASK_STALE;
  task->failure = why;
}

static GPtrArray *
make_tasks (const RenderOptions *options, GPtrArray *jobs, GHashTable *cache)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) render_task_free);

  g_ptr_array_set_free_func (jobs, NULL);
  for (guint i = 0; i < jobs->len; i++) {
    RenderTask *task = render_task_new (jobs->pdata[i], i + 1);
    settle_before (options, task, cache);
    g_ptr_array_add (tasks, task);
  }
  return tasks;
}

static int
run_batch (const RenderOptions *options, GPtrArray *jobs)
{
  g_autoptr (GHashTable) cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) tasks = make_tasks (options, jobs, cache);
  RenderBatch batch = {
    .tasks = tasks,
    .most = options->jobs > 0 ? (guint) options->jobs : render_batch_default_jobs (),
    .view = render_view_choose (options->json, options->quiet),
    .hashes = cache,
  };

  return render_batch_run (&batch);
}

static int
run (const RenderOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = NULL;

  if (options->parent != 0)
    return render_worker_main (options->parent);
  jobs = render_plan (options, &error);
  if (!jobs)
    return fail (error, RENDER_USAGE);
  if (options->count)
    return printf ("%u\n", jobs->len) < 0 ? RENDER_FAILED : RENDER_OK;
  if (options->print_pipeline)
    return render_print_pipelines (jobs) ? RENDER_OK : RENDER_FAILED;
  if (options->dry_run)
    return render_dry_run (jobs, options->force, options->verify) ? RENDER_OK : RENDER_FAILED;
  return run_batch (options, jobs);
}

/* In build/pipelines/render the plugin is in build/plugin, and nobody has to say so. */
static void
find_plugin (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self ? g_path_get_dirname (self) : NULL;
  const char *said = g_getenv ("GST_PLUGIN_PATH");

  if (!folder || !g_str_has_suffix (folder, "/pipelines/render"))
    return;
  folder[strlen (folder) - strlen ("pipelines/render")] = '\0';
  g_autofree char *plugins = g_build_filename (folder, "plugin", NULL);
  g_autofree char *all = g_strjoin (G_SEARCHPATH_SEPARATOR_S, plugins, said, NULL);
  g_setenv ("GST_PLUGIN_PATH", all, TRUE);
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
  find_plugin ();
  gst_init (NULL, NULL);
  if (render_options_parse (&options, &argc, &argv, &error))
    status = run (&options);
  else
    status = fail (error, RENDER_USAGE);
  render_options_clear (&options);
  return status;
}
