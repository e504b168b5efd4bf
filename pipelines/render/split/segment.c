/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "split/segment.h"

#include <string.h>

#include "core/base/error.h"
#include "film/spool.h"
#include "job/report.h"
#include "make/burn-film.h"
#include "make/burn.h"
#include "make/output.h"
#include "record/encoder-name.h"
#include "split/cut-list.h"
#include "split/places.h"

/* What is being made. */
typedef struct {
  const RenderCutList *list;
  const RenderRange *range;
  RenderOutput output;
  RenderSpool *spool;        /* NULL before the first picture */
  const RenderChoice *choice;
  gboolean unsplit;
} Segment;

/* Whether the file at PATH has RANGE, all of it, by an encoder that is here in the same version. */
static gboolean
is_made (const char *path, const char *made_of, const RenderRange *range)
{
  g_autoptr (RenderSpool) spool = render_spool_open (path, NULL);
  const RenderSpoolHead *head = spool ? render_spool_head (spool) : NULL;
  g_autofree char *element = head ? g_strndup (head->encoder, strcspn (head->encoder, " ")) : NULL;
  g_autofree char *here = element ? render_encoder_name (element) : NULL;

  return here && strcmp (here, head->encoder) == 0 && strcmp (head->made_of, made_of) == 0 && head->first == range->first &&
      head->n == range->n;
}

static gboolean
keep (gpointer keeper, const GstCaps *caps, AVPacket *packet, GError **error)
{
  Segment *segment = keeper;
  g_autofree char *text = segment->spool ? NULL : gst_caps_to_string (caps);
  const RenderSpoolHead head = { .made_of = segment->list->made_of, .first = segment->range->first, .n = segment->range->n,
    .encoder = segment->choice->name, .caps = text };

  if (!segment->spool)
    segment->spool = render_spool_new (segment->output.part, &head, error);
  return segment->spool && render_spool_put (segment->spool, packet, error);
}

/* Plays what RUN has from where the window begins. */
static gboolean
play (RenderBurnFilm *film, RenderRun *run, GError **error)
{
  g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (run->pipeline), "overlay");
  gboolean fine;

  run->data = film;
  run->done = render_burn_film_done;
  run->goes_on = film->window->first > 0;
  film->window->clock = &film->clock;
  render_burn_film_attach (film, run->pipeline);
  fine = render_window_seek (film->window, run, overlay, error) && render_run (run, error);
  gst_element_set_state (run->pipeline, GST_STATE_NULL);
  if (film->error) {
    g_clear_error (error);
    g_propagate_error (error, g_steal_pointer (&film->error));
    run->coder_failed = FALSE;
    fine = FALSE;
  }
  return fine;
}

static gboolean
check (Segment *segment, RenderBurnFilm *film, GError **error)
{
  segment->unsplit = !render_window_check (film->window);
  if (segment->unsplit)
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_READ, film->window->fault);
  else if (film->coded != segment->range->n)
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "the encoder gave %" G_GUINT64_FORMAT " pictures for %" G_GUINT64_FORMAT,
        film->coded, segment->range->n);
  else
    return TRUE;
  return FALSE;
}

/* RenderAttempt. */
static gboolean
make (const RenderJob *job, RenderClip *clip, const RenderChoice *choice, gpointer data, gboolean *coder_failed, GError **error)
{
  Segment *segment = data;
  RenderWindow window = { .first = segment->range->first, .n = segment->range->n };
  RenderBurnFilm film = { .clip = clip, .path = segment->output.part, .codec = choice->codec, .window = &window, .keep = keep,
    .keeper = segment };
  RenderRun run = { NULL };
  gboolean fine;

  segment->choice = choice;
  render_report_plan (choice->name, window.n, 0);
  run.pipeline = render_burn_build (job, &film, choice, &run, error);
  fine = run.pipeline && play (&film, &run, error) && check (segment, &film, error) &&
      render_spool_finish (segment->spool, error);
  *coder_failed = run.coder_failed;
  render_report_progress (film.coded);
  gst_clear_object (&run.pipeline);
  g_clear_pointer (&segment->spool, render_spool_free);
  render_burn_film_clear (&film);
  render_window_clear (&window);
  render_run_clear (&run);
  return fine;
}

static gboolean
make_any (const RenderJob *job, RenderClip *clip, Segment *segment, GError **error)
{
  const RenderContainer *container = render_container_of (job->outputs[RENDER_BURN], error);
  g_autoptr (GPtrArray) choices = container ? render_encoder_candidates (clip, container, job->encoder, FALSE, error) : NULL;
  RenderMade made = { .kind = "segment" };

  if (!choices || !render_burn_with_any (job, clip, choices, make, segment, error))
    return FALSE;
  if (job->strict && render_report_warnings () > 0) {
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_RANGE, "--strict: warnings are failures");
    return FALSE;
  }
  made.encoder = segment->choice->name;
  return render_output_finish (&segment->output, &made, error) && render_outputs_name (error);
}

gboolean
render_segment (const RenderJob *job, const char *made_of, guint number, gboolean *unsplit, GError **error)
{
  g_autoptr (RenderCutList) list = render_cut_list_load (job->outputs[RENDER_BURN], made_of, error);
  g_autofree char *path = render_place_segment (job->outputs[RENDER_BURN], number);
  g_autoptr (RenderClip) clip = NULL;
  Segment segment = { .list = list };
  gboolean fine;

  if (!list)
    return FALSE;
  if (number < 1 || number > list->ranges->len) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: is cut in %u segments by now; give the same line again",
        job->outputs[RENDER_BURN], list->ranges->len);
    return FALSE;
  }
  segment.range = &g_array_index (list->ranges, RenderRange, number - 1);
  if (is_made (path, made_of, segment.range)) {
    render_report_progress (segment.range->n);
    return TRUE;
  }
  clip = render_clip_open (job->clip, error);
  if (!clip || !render_output_open (&segment.output, path, error))
    return FALSE;
  render_cut_list_apply (list, clip);
  fine = make_any (job, clip, &segment, error);
  render_output_abandon (&segment.output);
  *unsplit = segment.unsplit;
  return fine;
}
