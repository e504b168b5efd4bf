/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "make/still-parts.h"

#include <gst/video/video.h>

#include "core/base/error.h"
#include "core/footage/place.h"
#include "job/still-name.h"

#define PATIENCE (60 * GST_SECOND)

const RenderMade render_still_made = { .kind = "still", .frames = 1 };

gint64
render_still_ticks_ns (const RenderClip *clip, gint64 ticks)
{
  return av_rescale_q (ticks, render_clip_video (clip)->time_base, (AVRational) { 1, 1000000000 });
}

gboolean
render_still_fail (GError **error, const char *text, const char *what)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "--still %s: %s", text, what);
  return FALSE;
}

gboolean
render_still_read_place (const RenderClip *clip, const char *text, const char *place, gint64 *time_ns, GError **error)
{
  AVRational rate = render_clip_video (clip)->avg_frame_rate;
  TlmPlace read;

  if (!tlm_place_parse (place, &read, error))
    return FALSE;
  if (read.kind == TLM_PLACE_FRAME && read.frame >= 0 && read.frame < (gint64) clip->times->len) {
    *time_ns = render_still_ticks_ns (clip, g_array_index (clip->times, gint64, read.frame) - g_array_index (clip->times, gint64, 0));
    return TRUE;
  }
  if (!tlm_place_resolve (&read, NULL, rate.num, rate.den ? rate.den : 1, time_ns) || *time_ns < 0 ||
      *time_ns >= render_clip_duration_ns (clip))
    return render_still_fail (error, text, "is not in the clip");
  return TRUE;
}

guint
render_still_index (const RenderClip *clip, gint64 time_ns)
{
  const gint64 *times = (const gint64 *) (gpointer) clip->times->data;
  guint i = 0;

  while (i + 1 < clip->times->len && render_still_ticks_ns (clip, times[i + 1] - times[0]) <= time_ns)
    i++;
  return i;
}

/* Through RGB: jpegenc 1.22 takes video range for JPEG's, which is full. */
static GstSample *
code_picture (GstSample *sample, const char *path, GError **error)
{
  g_autoptr (GstCaps) colours = gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, "RGB", NULL);
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple (render_still_caps (path));
  g_autoptr (GstSample) plain = gst_video_convert_sample (sample, colours, PATIENCE, error);

  return plain ? gst_video_convert_sample (plain, caps, PATIENCE, error) : NULL;
}

gboolean
render_still_write (GstSample *sample, const RenderOutput *output, GError **error)
{
  g_autoptr (GstSample) coded = code_picture (sample, output->path, error);
  GstBuffer *buffer = coded ? gst_sample_get_buffer (coded) : NULL;
  GstMapInfo map;
  gboolean fine;

  if (!buffer || !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return FALSE;
  /* The part is the one that is locked: it is filled, not replaced. */
  fine = g_file_set_contents_full (output->part, (const char *) map.data, (gssize) map.size, G_FILE_SET_CONTENTS_NONE, 0666,
      error);
  gst_buffer_unmap (buffer, &map);
  return fine;
}
