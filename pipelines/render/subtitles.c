/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/gst.h>
#include <string.h>

#include "core/base/error.h"
#include "output.h"
#include "overlay.h"
#include "report.h"
#include "run.h"
#include "text.h"

/* A kind of subtitle file. */
static const struct {
  const char *ending;
  const char *format;        /* of telemetrysubtitle */
  const char *rest;          /* launch text behind it */
} files[] = {
  { ".srt", "utf8", "srtenc" },
  { ".vtt", "pango-markup", "webvttenc" },
  { ".ass", "any", "capsfilter caps=application/x-ass,format=file" },
};

static gboolean
write_file (const RenderJob *job, const RenderClip *clip, guint kind, RenderOutput *output, GError **error)
{
  g_auto (GStrv) languages = g_strsplit_set (job->languages ? job->languages : "en", " ,", 2);
  g_autofree char *front = render_words_launch (clip, files[kind].format, languages[0]);
  g_autofree char *part = render_launch_quote (output->part);
  g_autofree char *launch = g_strdup_printf ("%s ! %s ! filesink location=%s", front, files[kind].rest, part);
  g_autoptr (GstElement) pipeline = gst_parse_launch (launch, error);
  RenderRun run = { .pipeline = pipeline };
  gboolean fine = pipeline && render_words_set (pipeline, job, clip, error) && render_run (&run, error);

  render_run_clear (&run);
  return fine;
}

gboolean
render_subtitles (const RenderJob *job, RenderClip *clip, GError **error)
{
  const char *path = job->outputs[RENDER_SUBTITLES];
  RenderOutput output = { NULL };
  guint kind = 0;
  gboolean done;

  while (kind < G_N_ELEMENTS (files) && !g_str_has_suffix (path, files[kind].ending))
    kind++;
  if (kind == G_N_ELEMENTS (files)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: its ending says no kind of subtitles; known are .srt, .vtt, .ass",
        path);
    return FALSE;
  }
  if (!render_output_open (&output, path, error))
    return FALSE;
  done = write_file (job, clip, kind, &output, error) && render_output_finish (&output, 0, error);
  render_output_abandon (&output);
  return done;
}
