/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "make/worker.h"

#include <gst/gst.h>
#include <pango/pangocairo.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/base/error.h"
#include "film/source.h"
#include "job/report.h"
#include "make/branch.h"
#include "make/burn.h"
#include "make/output.h"
#include "make/still.h"
#include "make/text.h"
#include "record/content.h"

/* How each kind is made; a kind that needs no clip of its own is given it all the same. */
static RenderMaker *const makers[RENDER_N_KINDS] = {
  [RENDER_BURN] = render_burn,
  [RENDER_SOFT] = render_soft,
  [RENDER_OVERLAY_ONLY] = render_overlay_only,
  [RENDER_SUBTITLES] = render_subtitles,
};

static RenderJob *
read_job (GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char bytes[4096];
  size_t n;

  while ((n = fread (bytes, 1, sizeof bytes, stdin)) > 0)
    g_string_append_len (text, bytes, (gssize) n);
  return render_job_from_text (text->str, text->len, error);
}

/* A recorder that lost its power leaves a file without its end, which plays up to there. */
static void
warn_of_short (const RenderClip *clip)
{
  g_autofree char *what = clip->reading.n == 0 ? NULL :
      render_whole_explain (clip->input, clip->video, &clip->reading, clip->path);

  if (what)
    render_report_warning ("%s", what);
}

static gpointer
hash_clip (gpointer data)
{
  g_autofree char *path = data;

  return render_content_whole (path, NULL);
}

/* One that fails takes no other along: FIRST is the reason of the first, those of others are said beside it. */
static void
make_one (RenderMaker *make, const RenderJob *job, RenderClip *clip, GError **first)
{
  g_autoptr (GError) reason = NULL;

  if (make (job, clip, &reason))
    return;
  if (*first)
    render_report_warning ("%s", reason->message);
  else
    *first = g_steal_pointer (&reason);
}

static gboolean
make_each (const RenderJob *job, RenderClip *clip, RenderMaker *burn, GError **error)
{
  GError *first = NULL;

  /* Where a film of segments is joined nothing is decoded that other kinds could be made along with. */
  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    if (job->outputs[kind] && (burn || !render_along_takes (job, clip, kind)))
      make_one (kind == RENDER_BURN && burn ? burn : makers[kind], job, clip, &first);
  if (job->stills->len > 0 && (burn || !render_along_takes (job, clip, RENDER_N_KINDS)))
    make_one (render_stills, job, clip, &first);
  if (first)
    g_propagate_error (error, first);
  return first == NULL;
}

/* A hash of the whole clip while it is made: of what passes by where its packets are copied and nothing else is made,
 * or beside the work, as it goes through the same file. */
typedef struct {
  RenderClip *clip;
  GThread *reader;           /* NULL: the clip's own hash */
} Hashing;

static Hashing
begin_hash (const RenderJob *job, RenderClip *clip)
{
  gboolean is_soft = job->outputs[RENDER_SOFT] && job->stills->len == 0;

  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    is_soft &= kind == RENDER_SOFT || !job->outputs[kind];
  if (!is_soft || !render_source_passes_all (clip))
    return (Hashing) { .clip = clip, .reader = g_thread_new ("hash", hash_clip, g_strdup (job->clip)) };
  clip->hash = render_running_hash_new ();
  return (Hashing) { .clip = clip };
}

/* NULL where it cannot be read. To be freed. */
static char *
end_hash (Hashing *hashing)
{
  if (hashing->reader)
    return g_thread_join (hashing->reader);
  return render_running_hash_read_rest (hashing->clip->hash, hashing->clip->path) ?
      render_running_hash_end (hashing->clip->hash) : NULL;
}

/* Each kind that is whole gets its name, whatever became of the others; where a warning is a failure, all or none. */
static gboolean
make_all (const RenderJob *job, RenderMaker *burn, GError **error)
{
  g_autoptr (RenderClip) clip = render_clip_open (job->clip, error);
  g_autofree char *whole = NULL;
  gboolean made;
  Hashing hashing;

  if (!clip)
    return FALSE;
  hashing = begin_hash (job, clip);
  made = make_each (job, clip, burn, error);
  /* Of what was not made nobody asks, and the process ends. */
  if (made)
    whole = end_hash (&hashing);
  else
    g_clear_pointer (&hashing.reader, g_thread_unref);
  if (whole)
    render_report_clip (whole);
  warn_of_short (clip);
  if (job->strict && made && render_report_warnings () > 0) {
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_RANGE, "--strict: warnings are failures");
    made = FALSE;
  }
  if (made)
    return render_outputs_name (error);
  if (job->strict)
    render_outputs_discard ();
  else
    render_outputs_name (NULL);
  return FALSE;
}

/* It dies with whoever started it, who also decides what Ctrl-C and a hangup do. One that died before that leaves its child to
 * another process, whatever number that has. */
static void
tie_to_parent (int parent)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  /* It was started as /proc/self/exe. */
  prctl (PR_SET_NAME, "telemetry-rende");
  signal (SIGINT, SIG_IGN);
  signal (SIGHUP, SIG_IGN);
  if (getppid () != (pid_t) parent)
    _exit (1);
}

/* What each job wants, before it is there to be read: the overlay's code, and Pango's fonts, which a thread of its own looks
 * through. */
static void
warm_up (void)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find ("telemetryoverlay");
  GstPluginFeature *loaded = NULL;

  if (factory)
    loaded = gst_plugin_feature_load (GST_PLUGIN_FEATURE (factory));
  g_clear_pointer (&loaded, gst_object_unref);
  pango_cairo_font_map_get_default ();
}

RenderJob *
render_worker_begin (int parent, GError **error)
{
  tie_to_parent (parent);
  av_log_set_level (AV_LOG_FATAL);
  warm_up ();
  return read_job (error);
}

int
render_worker_main (int parent, RenderMaker *burn, const char *joined_of)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RenderJob) job = render_worker_begin (parent, &error);

  if (job)
    job->joined_of = g_strdup (joined_of);
  if (job && make_all (job, burn, &error))
    return 0;
  render_report_failed (error->message);
  return 1;
}
