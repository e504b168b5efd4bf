/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The overlay on nothing, picture for picture as the clip has them, for an editor to lay over it. */
#include "core/base/error.h"
#include "job/overlay.h"
#include "job/report.h"
#include "make/burn-film.h"
#include "make/burn.h"
#include "make/encoder.h"
#include "make/output.h"
#include "make/run.h"

static char *
launch_of (const RenderClip *clip, const RenderChoice *choice)
{
  const AVStream *video = render_clip_video (clip);
  gboolean side = render_clip_is_on_its_side (clip);
  AVRational shape = video->sample_aspect_ratio.num > 0 ? video->sample_aspect_ratio : (AVRational) { 1, 1 };
  AVRational rate = video->avg_frame_rate.num > 0 ? video->avg_frame_rate : (AVRational) { 25, 1 };
  g_autofree char *code = render_choice_launch (choice);

  return g_strdup_printf ("videotestsrc pattern=solid-color foreground-color=0 num-buffers=%" G_GUINT64_FORMAT " ! "
      "%s,width=%d,height=%d,framerate=%d/%d,pixel-aspect-ratio=%d/%d ! telemetryoverlay name=overlay qos=false ! queue ! "
      "%s ! appsink name=sink sync=false max-buffers=8", clip->n_pictures, choice->format, side ? clip->height : clip->width,
      side ? clip->width : clip->height, rate.num, rate.den, side ? shape.den : shape.num, side ? shape.num : shape.den,
      code);
}

static gboolean
write_film (const RenderJob *job, RenderBurnFilm *film, const RenderChoice *choice, GError **error)
{
  g_autofree char *launch = launch_of (film->clip, choice);
  g_autoptr (GstElement) pipeline = gst_parse_launch (launch, error);
  g_autoptr (GstElement) overlay = pipeline ? gst_bin_get_by_name (GST_BIN (pipeline), "overlay") : NULL;
  RenderRun run = { .pipeline = pipeline, .done = render_burn_film_done, .data = film };
  gboolean fine = overlay && render_overlay_set (overlay, job, error);

  if (!fine)
    return FALSE;
  render_burn_film_attach (film, pipeline);
  fine = render_run (&run, error);
  render_run_clear (&run);
  if (film->error) {
    g_clear_error (error);
    g_propagate_error (error, g_steal_pointer (&film->error));
    return FALSE;
  }
  return fine && render_burn_film_finish (film, error);
}

gboolean
render_overlay_only (const RenderJob *job, RenderClip *clip, GError **error)
{
  const char *path = job->outputs[RENDER_OVERLAY_ONLY];
  const RenderContainer *container = render_container_of (path, error);
  g_autoptr (GPtrArray) choices = container ?
      render_encoder_candidates (clip, container, job->outputs[RENDER_BURN] ? NULL : job->encoder, TRUE, error) : NULL;
  const RenderChoice *choice = choices ? choices->pdata[0] : NULL;
  RenderBurnFilm film = { .clip = clip, .container = container, .alone = TRUE, .from_nothing = TRUE };
  RenderOutput output = { NULL };
  RenderMade made;
  gboolean done;

  if (!choice || !render_clip_read_times (clip, error) || !render_output_open (&output, path, error))
    return FALSE;
  film.codec = choice->codec;
  film.path = output.part;
  render_report_plan (choice->name, clip->n_pictures, render_clip_duration_ns (clip));
  done = write_film (job, &film, choice, error);
  made = (RenderMade) { .kind = render_kind_name (RENDER_OVERLAY_ONLY), .encoder = choice->name, .frames = film.coded };
  done = done && render_output_finish (&output, &made, error);
  render_output_abandon (&output);
  render_burn_film_clear (&film);
  return done;
}
