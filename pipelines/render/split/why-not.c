/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "split/why-not.h"

#include <string.h>

#include "film/entry.h"

static char *
of_job (const RenderJob *job, const RenderClip *clip)
{
  return job->outputs[RENDER_BURN] ? NULL : g_strdup ("nothing is burned");
}

/* Others go by what a decoder saw before. */
static char *
of_time_source (const RenderJob *job, const RenderClip *clip)
{
  const char *source = render_job_get (job, "time-source");

  return !source || strcmp (source, "stream-time") == 0 || strcmp (source, "pts") == 0 ? NULL :
      g_strdup_printf ("time-source=%s goes by pictures before", source);
}

/* GStreamer's demuxers go to a picture exactly where an index, or each cluster, says its time. */
static char *
of_container (const RenderJob *job, const RenderClip *clip)
{
  const char *name = clip->input->iformat->name;

  return strstr (name, "mov") || strstr (name, "matroska") ? NULL :
      g_strdup_printf ("no picture can be gone to exactly in its container (%s); MP4, QuickTime, Matroska and WebM are split",
          name);
}

static char *
of_codec (const RenderJob *job, const RenderClip *clip)
{
  const AVCodecParameters *parameters = render_clip_video (clip)->codecpar;

  if (!render_entry_is_known (parameters))
    return g_strdup_printf ("where a closed group of pictures begins in %s is not known here",
        avcodec_get_name (parameters->codec_id));
  return clip->changes ? g_strdup ("how its pictures are coded changes on the way") : NULL;
}

static char *
of_edits (const RenderJob *job, const RenderClip *clip)
{
  if (clip->n_discarded > 0)
    return g_strdup ("its edit list leaves pictures out");
  return clip->n_leading > 0 ? g_strdup ("its first pictures lean on others before its start") : NULL;
}

static char *
of_times (const RenderJob *job, const RenderClip *clip)
{
  const gint64 *times = (const gint64 *) (gpointer) clip->times->data;

  if (clip->times->len == 0)
    return g_strdup ("it does not say when each picture is shown");
  for (guint i = 1; i < clip->times->len; i++)
    if (times[i] <= times[i - 1])
      return g_strdup_printf ("its pictures %u and %u are shown at the same time", i - 1, i);
  return NULL;
}

static char *(*const reasons[]) (const RenderJob *job, const RenderClip *clip) = {
  of_job, of_time_source, of_container, of_codec, of_edits, of_times
};

char *
render_why_not (const RenderJob *job, const RenderClip *clip)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++) {
    char *why = reasons[i] (job, clip);
    if (why)
      return why;
  }
  return NULL;
}
