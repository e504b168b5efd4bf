/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "batch/dry-run.h"

#include <stdio.h>

#include "batch/span.h"
#include "batch/view.h"
#include "core/base/print-safe.h"
#include "make/burn.h"
#include "make/encoder.h"
#include "record/record.h"
#include "split/cut-list.h"

static void
print (const char *what, const char *text)
{
  g_autofree char *safe = tlm_print_safe (text);

  printf ("  %-10s %s\n", what, safe);
}

static void
print_outputs (const RenderJob *job, const char *state)
{
  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    if (job->outputs[kind]) {
      g_autofree char *text = g_strconcat (job->outputs[kind], state, NULL);
      print (render_kind_name (kind), text);
    }
  for (guint i = 0; i < job->stills->len; i++)
    print ("still", job->stills->pdata[i]);
}

static gboolean
print_encoder (const RenderJob *job, const RenderClip *clip, GError **error)
{
  const RenderContainer *container;
  g_autoptr (GPtrArray) choices = NULL;

  if (!job->outputs[RENDER_BURN])
    return TRUE;
  container = render_container_of (job->outputs[RENDER_BURN], error);
  choices = container ? render_encoder_candidates (clip, container, job->encoder, FALSE, error) : NULL;
  if (!choices)
    return FALSE;
  print ("encoder", ((const RenderChoice *) choices->pdata[0])->name);
  return TRUE;
}

static void
print_ranges (const RenderCutList *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (list->why)
    g_string_append_printf (text, "none: %s", list->why);
  else
    g_string_append_printf (text, "%u, of", list->ranges->len);
  for (guint i = 0; !list->why && i < list->ranges->len; i++)
    g_string_append_printf (text, "%s %" G_GUINT64_FORMAT, i > 0 ? "," : "", g_array_index (list->ranges, RenderRange, i).n);
  if (!list->why)
    g_string_append (text, " pictures");
  print ("segments", text->str);
}

/* Reads all of the clip. */
static gboolean
print_segments (const RenderJob *job, RenderClip *clip, guint most, guint clips, GError **error)
{
  RenderWanted wanted;
  RenderCutList *list;

  if (!job->segments || !job->outputs[RENDER_BURN])
    return TRUE;
  if (!render_wanted_parse (job->segments, most, clips, &wanted, error))
    return FALSE;
  list = render_cut_list_new (job, clip, wanted, error);
  if (list)
    print_ranges (list);
  render_cut_list_free (list);
  return list != NULL;
}

/* What is asked of all jobs. */
typedef struct {
  gboolean force, verify;
  guint most, clips;
} Asked;

static gboolean
print_job (const RenderJob *job, const Asked *asked, GHashTable *cache)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RenderClip) clip = render_clip_open (job->clip, &error);
  g_autofree char *span = clip ? render_span (job, clip, &error) : NULL, *safe = tlm_print_safe (job->clip);
  g_autofree char *why = asked->force ? g_strdup ("forced") : render_record_explain (job, asked->verify, cache);

  printf ("%s\n", safe);
  print_outputs (job, why ? "" : " (up to date)");
  if (span && print_encoder (job, clip, &error)) {
    print ("shows", span);
    if (print_segments (job, clip, asked->most, asked->clips, &error))
      return TRUE;
  }
  fflush (stdout);
  render_view_complain (NULL, "", error->message);
  return FALSE;
}

gboolean
render_dry_run (const GPtrArray *jobs, gboolean force, gboolean verify, guint most)
{
  const Asked asked = { .force = force, .verify = verify, .most = most, .clips = jobs->len };
  g_autoptr (GHashTable) cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean fine = TRUE;

  for (guint i = 0; i < jobs->len; i++)
    fine &= print_job (jobs->pdata[i], &asked, cache);
  return fine;
}

gboolean
render_print_pipelines (const GPtrArray *jobs)
{
  gboolean fine = TRUE;

  for (guint i = 0; i < jobs->len; i++) {
    const RenderJob *job = jobs->pdata[i];
    g_autoptr (GError) error = NULL;
    g_autoptr (RenderClip) clip = job->outputs[RENDER_BURN] ? render_clip_open (job->clip, &error) : NULL;
    g_autofree char *line = clip ? render_burn_launch (job, clip, &error) : NULL;
    if (line)
      puts (line);
    else if (error)
      render_view_complain (NULL, "", error->message);
    fine &= error == NULL;
  }
  return fine;
}
