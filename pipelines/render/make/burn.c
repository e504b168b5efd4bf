/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "make/burn.h"

#include <gst/video/video.h>

#include "core/base/error.h"
#include "film/uncut.h"
#include "job/overlay.h"
#include "job/report.h"
#include "make/branch.h"
#include "make/burn-film.h"
#include "make/encoder.h"
#include "make/output.h"
#include "make/run.h"

char *
render_burn_decode_launch (const RenderClip *clip, const char *path)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (GST_TYPE_VIDEO_ORIENTATION_METHOD);
  const GEnumValue *turn = g_enum_get_value (class, clip->turn);
  g_autofree char *flip = clip->turn == GST_VIDEO_ORIENTATION_IDENTITY ? g_strdup ("") :
      g_strdup_printf (" ! videoflip video-direction=%s", turn->value_nick);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  return g_strdup_printf ("uridecodebin uri=\"%s\" caps=\"video/x-raw(ANY)\" expose-all-streams=false ! queue ! "
      "videoconvert%s", uri, flip);
}

/* What of the launch line is to be set by hand. */
GstElement *
render_burn_build (const RenderJob *job, const RenderBurnFilm *film, const RenderChoice *choice, RenderRun *run, GError **error)
{
  g_autofree char *uncut = g_strconcat (film->path, RENDER_OUTPUT_UNCUT, NULL);
  g_autofree char *decode = render_burn_decode_launch (film->clip, film->uncut ? uncut : film->clip->path), *code = render_choice_launch (choice, NULL);
  g_autofree char *front = g_strdup_printf ("%s ! telemetryoverlay name=overlay qos=false", decode);
  g_autoptr (GstElement) pipeline = gst_parse_launch (front, error);
  g_autoptr (GstElement) overlay = NULL;
  GstElement *sink;

  if (!pipeline)
    return NULL;
  overlay = gst_bin_get_by_name (GST_BIN (pipeline), "overlay");
  if (!render_overlay_set (overlay, job, error))
    return NULL;
  run->coder = gst_parse_bin_from_description (code, TRUE, error);
  if (!run->coder)
    return NULL;
  sink = gst_element_factory_make ("appsink", "sink");
  g_object_set (sink, "sync", FALSE, "max-buffers", 8, NULL);
  gst_bin_add_many (GST_BIN (pipeline), run->coder, sink, NULL);
  if (!gst_element_link_many (overlay, run->coder, sink, NULL)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s does not take these pictures", choice->name);
    return NULL;
  }
  return g_steal_pointer (&pipeline);
}

/* How many pictures the clip's file has that no decoder can show: those that lean on a group
 * before its start. */
static gboolean
check_count (RenderBurnFilm *film, const RenderRun *run, gboolean *leads, GError **error)
{
  guint64 wanted = film->clip->n_pictures - film->skipped;
  g_autofree char *why = run->trouble ? g_strdup_printf (" (%s)", run->trouble) : g_strdup ("");

  if (film->decoded == wanted && film->coded == film->decoded)
    return TRUE;
  if (film->coded != film->decoded) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "the encoder gave %" G_GUINT64_FORMAT " pictures for %"
        G_GUINT64_FORMAT, film->coded, film->decoded);
    return FALSE;
  }
  /* VP8 has pictures of their own in its packets that are not shown. */
  if (render_clip_video (film->clip)->codecpar->codec_id == AV_CODEC_ID_VP8 && film->decoded < wanted)
    return TRUE;
  if (film->skipped == 0 && film->clip->n_leading > 0 && film->decoded + film->clip->n_leading == wanted) {
    *leads = TRUE;
    return TRUE;
  }
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "the clip is damaged: %" G_GUINT64_FORMAT " of its %"
      G_GUINT64_FORMAT " pictures can be decoded%s", film->decoded, wanted, why);
  return FALSE;
}

/* The film, and what is made along with it. */
typedef struct {
  RenderBurnFilm *film;
  RenderAlong *along;
  guint skipped;             /* pictures at the start of the clip that turned out not to be shown */
} Pass;

/* The slowest of them. */
static guint64
done_of (gpointer data)
{
  const Pass *pass = data;

  return render_along_done (pass->along, render_burn_film_done (pass->film));
}

/* Whether the run failed by what is made along: it is to be run anew without that. */
static gboolean
failed_along (Pass *pass, RenderRun *run, GError **error)
{
  if (pass->film->error || !render_along_drop_part (pass->along, run->part, *error))
    return FALSE;
  g_clear_error (error);
  return TRUE;
}

/* One run with one encoder. AGAIN: it is to be run anew, knowing that the first pictures cannot be shown, or without what
 * failed beside it. */
static gboolean
burn_once (Pass *pass, const RenderJob *job, const RenderChoice *choice, RenderRun *run, gboolean *again, GError **error)
{
  RenderBurnFilm *film = pass->film;
  gboolean fine, leads = FALSE;

  film->codec = choice->codec;
  run->pipeline = render_burn_build (job, film, choice, run, error);
  if (!run->pipeline)
    return FALSE;
  run->data = pass;
  run->done = done_of;
  render_burn_film_attach (film, run->pipeline);
  *again = !render_along_join (pass->along, run->pipeline);
  fine = *again || render_run (run, error);
  if (!fine && failed_along (pass, run, error))
    fine = *again = TRUE;
  gst_clear_object (&run->pipeline);
  if (film->error) {
    g_clear_error (error);
    g_propagate_error (error, g_steal_pointer (&film->error));
    run->coder_failed = FALSE;
    fine = FALSE;
  }
  if (!fine || *again)
    return fine;
  if (!check_count (film, run, &leads, error))
    return FALSE;
  pass->skipped = leads ? film->clip->n_leading : film->skipped;
  *again = leads;
  return leads || render_burn_film_finish (film, error);
}

/* What is written: the burned film, and what is made along with it. */
typedef struct {
  RenderOutput output;
  RenderAlong along;
} Outputs;

static gboolean
burn_with (const RenderJob *job, RenderClip *clip, const RenderChoice *choice, gpointer data, gboolean *coder_failed,
    GError **error)
{
  Outputs *outputs = data;
  RenderOutput *output = &outputs->output;
  gboolean again = TRUE, fine = TRUE;

  for (guint skipped = 0; fine && again;) {
    RenderBurnFilm film = { .clip = clip, .path = output->part, .skipped = skipped, .uncut = render_uncut_is_needed (clip),
      .from_nothing = render_uncut_is_needed (clip) };
    RenderRun run = { NULL };
    Pass pass = { .film = &film, .along = &outputs->along, .skipped = skipped };
    again = FALSE;
    render_report_plan (choice->name, clip->n_pictures, render_clip_duration_ns (clip));
    film.container = render_container_of (output->path, NULL);
    fine = burn_once (&pass, job, choice, &run, &again, error);
    *coder_failed = run.coder_failed;
    if (pass.skipped != skipped) {
      skipped = pass.skipped;
      render_report_warning ("the first %u pictures of the clip lean on others before its start, and are left "
          "out", skipped);
    } else if (fine && !again) {
      RenderMade made = { .kind = render_kind_name (RENDER_BURN), .encoder = choice->name, .frames = film.coded };
      fine = render_output_finish (output, &made, error);
      render_along_finish (&outputs->along);
    }
    render_burn_film_clear (&film);
    render_run_clear (&run);
  }
  return fine;
}

gboolean
render_burn_with_any (const RenderJob *job, RenderClip *clip, const GPtrArray *choices, RenderAttempt *attempt, gpointer data,
    GError **error)
{
  for (guint i = 0; i < choices->len; i++) {
    const RenderChoice *choice = choices->pdata[i];
    gboolean is_last = i + 1 == choices->len, coder_failed = FALSE;
    g_autoptr (GError) reason = NULL;
    if (render_encoder_try (choice, clip, &reason)) {
      if (attempt (job, clip, choice, data, &coder_failed, &reason))
        return TRUE;
      if (!coder_failed || is_last) {
        g_propagate_error (error, g_steal_pointer (&reason));
        return FALSE;
      }
      render_report_warning ("%s failed on the way (%s): the next encoder begins anew", choice->name,
          reason->message);
    } else if (is_last) {
      g_propagate_prefixed_error (error, g_steal_pointer (&reason), "%s does not work here: ", choice->name);
      return FALSE;
    }
  }
  return FALSE;
}

/* What is decoded where the clip's edit list is one that GStreamer does not follow. */
static gboolean
write_uncut (const RenderClip *clip, const RenderOutput *output, GError **error)
{
  g_autofree char *path = g_strconcat (output->part, RENDER_OUTPUT_UNCUT, NULL);

  return !render_uncut_is_needed (clip) || render_uncut_write (clip, path, error);
}

static gboolean
burn (const RenderJob *job, RenderClip *clip, gboolean alone, GError **error)
{
  const RenderContainer *container = render_container_of (job->outputs[RENDER_BURN], error);
  g_autoptr (GPtrArray) choices = container ?
      render_encoder_candidates (clip, container, job->encoder, FALSE, error) : NULL;
  Outputs outputs = { .output = { NULL } };
  gboolean done;

  if (!choices || !render_clip_read_times (clip, error) ||
      !render_output_open (&outputs.output, job->outputs[RENDER_BURN], error))
    return FALSE;
  if ((clip->width % 2 || clip->height % 2) && ((const RenderChoice *) choices->pdata[0])->format)
    render_report_warning ("%dx%d is an odd number of pixels: colour is kept for each (4:4:4), which not every "
        "player takes", clip->width, clip->height);
  if (alone)
    render_along_init_none (&outputs.along);
  else
    render_along_init (&outputs.along, job, clip);
  done = write_uncut (clip, &outputs.output, error) &&
      render_burn_with_any (job, clip, choices, burn_with, &outputs, error);
  render_output_sweep_uncut (job->outputs[RENDER_BURN]);
  render_output_abandon (&outputs.output);
  if (done && outputs.along.error) {
    g_propagate_error (error, g_steal_pointer (&outputs.along.error));
    done = FALSE;
  }
  render_along_clear (&outputs.along);
  return done;
}

gboolean
render_burn (const RenderJob *job, RenderClip *clip, GError **error)
{
  return burn (job, clip, FALSE, error);
}

gboolean
render_burn_alone (const RenderJob *job, RenderClip *clip, GError **error)
{
  return burn (job, clip, TRUE, error);
}

char *
render_burn_launch (const RenderJob *job, const RenderClip *clip, GError **error)
{
  const RenderContainer *container = render_container_of (job->outputs[RENDER_BURN], error);
  g_autoptr (GPtrArray) choices = container ?
      render_encoder_candidates (clip, container, job->encoder, FALSE, error) : NULL;
  g_autofree char *decode = render_burn_decode_launch (clip, job->clip), *overlay = render_overlay_launch (job), *code = NULL, *file = NULL, *launch = NULL;
  char *line;

  if (!choices)
    return NULL;
  code = render_choice_launch (choices->pdata[0], NULL);
  file = render_launch_quote (job->outputs[RENDER_BURN]);
  launch = g_strdup_printf ("gst-launch-1.0 %s ! %s ! %s ! %s ! filesink location=%s", decode, overlay, code,
      container->muxer, file);
  line = render_launch_shell (launch);
  if (!line)
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: a name or a value in its launch line has a control character, which "
        "no line shows; rename it", job->clip);
  return line;
}
