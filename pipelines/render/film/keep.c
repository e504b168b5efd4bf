/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What of a clip is neither picture nor sound, and goes along. */
#include "film/keep.h"

#include <stdlib.h>

#include <libavutil/avutil.h>
#include <libavutil/mathematics.h>
#include <libavutil/mem.h>

#include "film/side-data.h"

/* Written by whoever writes the file. */
static const char *const own_tags[] = { "encoder", "major_brand", "minor_version", "compatible_brands",
  "DURATION", "NUMBER_OF_FRAMES", "NUMBER_OF_BYTES", "BPS", "_STATISTICS_WRITING_APP", "_STATISTICS_WRITING_DATE_UTC",
  "_STATISTICS_TAGS" };

static void
copy_tags (AVDictionary **to, AVDictionary *from)
{
  av_dict_copy (to, from, 0);
  for (guint i = 0; i < G_N_ELEMENTS (own_tags); i++)
    av_dict_set (to, own_tags[i], NULL, 0);
}

gboolean
render_muxer_takes (const RenderContainer *container, const AVStream *stream)
{
  AVFormatContext *trial = NULL;
  AVStream *copy;
  int level = av_log_get_level (), code;
  guint8 *bytes = NULL;

  if (avformat_alloc_output_context2 (&trial, NULL, container->format, NULL) < 0)
    return FALSE;
  copy = avformat_new_stream (trial, NULL);
  render_parameters_copy (copy->codecpar, stream->codecpar);
  copy->codecpar->codec_tag = 0;
  copy->time_base = stream->time_base;
  av_dict_copy (&copy->metadata, stream->metadata, 0);
  av_log_set_level (AV_LOG_QUIET);
  code = avio_open_dyn_buf (&trial->pb);
  if (code >= 0) {
    code = avformat_query_codec (trial->oformat, copy->codecpar->codec_id, FF_COMPLIANCE_NORMAL) == 0 ?
        AVERROR (EINVAL) : avformat_write_header (trial, NULL);
    avio_close_dyn_buf (trial->pb, &bytes);
    av_free (bytes);
    trial->pb = NULL;
  }
  av_log_set_level (level);
  avformat_free_context (trial);
  return code >= 0;
}

static AVChapter *
add_chapter (AVFormatContext *output, AVRational time_base, gint64 start, gint64 end)
{
  AVChapter *chapter = av_mallocz (sizeof *chapter);

  chapter->id = (gint64) output->nb_chapters + 1;
  chapter->time_base = time_base;
  chapter->start = MAX (start, 0);
  chapter->end = MAX (end, chapter->start);
  output->chapters[output->nb_chapters++] = chapter;
  return chapter;
}

static int
compare_chapters (gconstpointer a, gconstpointer b)
{
  const AVChapter *one = *(AVChapter *const *) a, *other = *(AVChapter *const *) b;

  return av_compare_ts (one->start, one->time_base, other->start, other->time_base);
}

/* QuickTime's chapters are a track, whose first is read as if it began with the film. */
static void
begin_at_zero (AVFormatContext *output)
{
  const AVChapter *first = output->chapters[0];
  AVChapter *added;

  for (unsigned i = 1; i < output->nb_chapters; i++)
    if (av_compare_ts (output->chapters[i]->start, output->chapters[i]->time_base, first->start, first->time_base) < 0)
      first = output->chapters[i];
  if (first->start == 0 || strstr (output->oformat->name, "matroska") || strstr (output->oformat->name, "webm"))
    return;
  added = add_chapter (output, first->time_base, 0, first->start);
  av_dict_set (&added->metadata, "title", "…", 0);
}

static void
keep_chapters (AVFormatContext *output, const RenderClip *clip, const GPtrArray *added)
{
  const AVFormatContext *input = clip->input;
  guint n_added = added ? added->len : 0;
  gint64 first_us = render_clip_first_us (clip);

  if (input->nb_chapters + n_added == 0)
    return;
  output->chapters = av_calloc (input->nb_chapters + n_added + 1, sizeof *output->chapters);
  for (unsigned i = 0; i < input->nb_chapters; i++) {
    const AVChapter *from = input->chapters[i];
    gint64 start = av_rescale_q (clip->start_us, AV_TIME_BASE_Q, from->time_base);
    AVChapter *to = add_chapter (output, from->time_base, from->start - start, from->end - start);
    av_dict_copy (&to->metadata, from->metadata, 0);
  }
  for (guint i = 0; i < n_added; i++) {
    const RenderChapter *from = added->pdata[i];
    AVChapter *to = add_chapter (output, AV_TIME_BASE_Q, from->start_us + first_us, from->end_us + first_us);
    av_dict_set (&to->metadata, "title", from->title, 0);
  }
  begin_at_zero (output);
  qsort (output->chapters, output->nb_chapters, sizeof *output->chapters, compare_chapters);
}

void
render_keep_film (AVFormatContext *output, const RenderClip *clip, const GPtrArray *added)
{
  copy_tags (&output->metadata, clip->input->metadata);
  keep_chapters (output, clip, added);
}

void
render_keep_colours (AVCodecParameters *to, const AVCodecParameters *from)
{
  to->color_range = from->color_range;
  to->color_primaries = from->color_primaries;
  to->color_trc = from->color_trc;
  to->color_space = from->color_space;
  to->chroma_location = from->chroma_location;
  to->field_order = from->field_order;
}

void
render_keep_stream (AVStream *to, const AVStream *from, RenderKeep keep)
{
  copy_tags (&to->metadata, from->metadata);
  if (keep != RENDER_KEEP_ALL)
    av_dict_set (&to->metadata, "rotate", NULL, 0);
  to->disposition = from->disposition;
  to->avg_frame_rate = from->avg_frame_rate;
  to->r_frame_rate = from->r_frame_rate;
  if (keep != RENDER_KEEP_NONE)
    render_side_data_copy (to, from, keep == RENDER_KEEP_UPRIGHT ? AV_PKT_DATA_DISPLAYMATRIX : AV_PKT_DATA_NB);
}
