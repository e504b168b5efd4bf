/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/gst.h>
#include <gst/video/video.h>
#include <string.h>

#include "core/base/error.h"
#include "film/container.h"
#include "film/writer.h"
#include "job/report.h"
#include "make/output.h"
#include "make/text.h"

static const RenderContainer *
container_for (const RenderClip *clip, const char *path, GError **error)
{
  const RenderContainer *container = render_container_of (path, error);

  if (container && container->texts[0] == AV_CODEC_ID_NONE) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s takes no subtitles here; .mkv, .mp4 and .mov do", container->label);
    return NULL;
  }
  if (container && container->is_matroska && clip->turn != GST_VIDEO_ORIENTATION_IDENTITY) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "the clip is turned by its container, which libavformat cannot "
        "write into %s; .mp4 and .mov keep it", container->label);
    return NULL;
  }
  return container;
}

static gboolean
write_film (const RenderFilm *film, GError **error)
{
  g_autoptr (RenderWriter) writer = render_writer_new (film, error);

  return writer && render_writer_finish (writer, error);
}

gboolean
render_soft (const RenderJob *job, RenderClip *clip, GError **error)
{
  const char *path = job->outputs[RENDER_SOFT];
  const RenderContainer *container = container_for (clip, path, error);
  RenderOutput output = { NULL };
  RenderWords words = { NULL };
  const RenderMade made = { .kind = render_kind_name (RENDER_SOFT) };
  gboolean done = FALSE;

  if (container && render_words_make (job, clip, container->texts, &words, error) &&
      render_output_open (&output, path, error)) {
    RenderFilm film = { .container = container, .path = output.part, .clip = clip, .words = &words };
    done = write_film (&film, error) && render_output_finish (&output, &made, error);
  }
  render_output_abandon (&output);
  render_words_clear (&words);
  return done;
}
