/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/gst.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "batch/batch.h"
#include "batch/dry-run.h"
#include "batch/parts.h"
#include "batch/process.h"
#include "plan/options.h"
#include "plan/plan.h"
#include "record/record.h"
#include "split/places.h"
#include "split/step.h"

static int
fail (const GError *error, int status)
{
  render_view_complain (NULL, "", error->message);
  return status;
}

/* What segments a run before this one left are of use to one that makes them alone. */
static void
sweep_segments (const RenderOptions *options, const RenderTask *task)
{
  const char *output = task->job->outputs[RENDER_BURN];

  if (output && !options->verify && (!task->job->segments || options->force || task->state == RENDER_TASK_SKIPPED))
    render_place_sweep (output, -1);
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

/* Those that are to be done in segments; what that is was checked by the plan. */
static void
split_tasks (const RenderOptions *options, GPtrArray *tasks, guint most)
{
  guint waiting = 0;

  for (guint i = 0; i < tasks->len; i++) {
    sweep_segments (options, tasks->pdata[i]);
    waiting += ((const RenderTask *) tasks->pdata[i])->state == RENDER_TASK_WAITING;
  }
  for (guint i = 0; i < tasks->len; i++) {
    RenderTask *task = tasks->pdata[i];
    RenderWanted wanted;
    gboolean is_of_use = task->job->segments && (task->job->outputs[RENDER_BURN] || options->segment > 0);
    if (is_of_use && render_wanted_parse (task->job->segments, most, waiting, &wanted, NULL))
      render_parts_split (task, wanted, (guint) options->segment);
  }
}

/* At a time. */
static guint
most_jobs (const RenderOptions *options)
{
  return options->jobs > 0 ? (guint) options->jobs : render_batch_default_jobs ();
}

static int
run_batch (const RenderOptions *options, GPtrArray *jobs)
{
  g_autoptr (GHashTable) cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) tasks = make_tasks (options, jobs, cache);
  guint most = most_jobs (options);
  RenderBatch batch = {
    .tasks = tasks,
    .most = most,
    .view = render_view_choose (options->json, options->quiet),
    .hashes = cache,
  };

  split_tasks (options, tasks, most);
  return render_batch_run (&batch);
}

static int
run (const RenderOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = NULL;

  if (options->parent != 0)
    return render_step_main (options->parent, options->step);
  jobs = render_plan (options, &error);
  if (!jobs)
    return fail (error, RENDER_USAGE);
  if (options->count)
    return printf ("%u\n", jobs->len) < 0 ? RENDER_FAILED : RENDER_OK;
  if (options->print_pipeline)
    return render_print_pipelines (jobs) ? RENDER_OK : RENDER_FAILED;
  if (options->dry_run)
    return render_dry_run (jobs, options->force, options->verify, most_jobs (options)) ? RENDER_OK : RENDER_FAILED;
  return run_batch (options, jobs);
}

/* Where segments are asked for the first process finds where to cut. */
static gboolean
renders_whole (const RenderOptions *options)
{
  return options->parent == 0 && !options->count && !options->print_pipeline && !options->dry_run && !options->verify &&
      !options->segments && options->segment == 0;
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
  /* As for the process of one clip, or where somebody said it: what stands there twice is gone through twice. */
  if (said && (strcmp (said, plugins) == 0 || (g_str_has_prefix (said, plugins) && said[strlen (plugins)] == G_SEARCHPATH_SEPARATOR)))
    return;
  g_setenv ("GST_PLUGIN_PATH", all, TRUE);
}

int
main (int argc, char **argv)
{
  RenderOptions options = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean is_understood;
  int status;

  setlocale (LC_ALL, "");
  /* Numbers are written for programs too. */
  setlocale (LC_NUMERIC, "C");
  find_plugin ();
  is_understood = render_options_parse (&options, &argc, &argv, &error);
  if (is_understood && renders_whole (&options))
    render_process_prepare ();
  gst_init (NULL, NULL);
  status = is_understood ? run (&options) : fail (error, RENDER_USAGE);
  render_process_discard ();
  render_options_clear (&options);
  return status;
}
