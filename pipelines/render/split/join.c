/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "split/join.h"

#include <string.h>

#include "core/base/error.h"
#include "film/spool.h"
#include "film/writer.h"
#include "job/report.h"
#include "make/burn.h"
#include "make/output.h"
#include "split/cut-list.h"
#include "split/decode-times.h"
#include "split/in-band.h"
#include "split/places.h"

/* The segments of one clip. */
typedef struct {
  RenderCutList *list;
  const char *output;
  char *encoder;             /* of the first */
  AVCodecParameters *picture; /* of the first */
  gboolean in_band;          /* others have other parameter sets: each brings its own */
} Joint;

static RenderSpool *
open_segment (const Joint *joint, guint i, GError **error)
{
  g_autofree char *path = render_place_segment (joint->output, i + 1);
  const RenderRange *range = &g_array_index (joint->list->ranges, RenderRange, i);
  g_autoptr (RenderSpool) spool = render_spool_open (path, error);
  const RenderSpoolHead *head = spool ? render_spool_head (spool) : NULL;

  if (!head)
    return NULL;
  if (strcmp (head->made_of, joint->list->made_of) == 0 && head->first == range->first && head->n == range->n)
    return g_steal_pointer (&spool);
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: is of something else; give the same line again", path);
  return NULL;
}

/* To be freed; NULL where CAPS are of no codec that is known. */
static AVCodecParameters *
parameters_of (const char *text)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (text);
  const RenderCodec *codec = caps && gst_caps_is_fixed (caps) ? render_codec_by_caps (caps) : NULL;
  AVCodecParameters *parameters = codec ? avcodec_parameters_alloc () : NULL;

  if (parameters)
    render_codec_parameters (codec, caps, parameters);
  return parameters;
}

static gboolean
are_equal (const AVCodecParameters *one, const AVCodecParameters *other)
{
  return one->codec_id == other->codec_id && one->codec_tag == other->codec_tag && one->width == other->width &&
      one->height == other->height && one->extradata_size == other->extradata_size &&
      (one->extradata_size == 0 || memcmp (one->extradata, other->extradata, (gsize) one->extradata_size) == 0);
}

/* Whether ITS parameters may follow those of the first. */
static gboolean
may_follow (Joint *joint, const AVCodecParameters *its)
{
  if (are_equal (joint->picture, its))
    return TRUE;
  if (!render_in_band_fits (render_container_of (joint->output, NULL), joint->picture, its))
    return FALSE;
  joint->in_band = TRUE;
  return TRUE;
}

/* Whether segment I is coded as the first, but for what it may bring along; WHY it is not. */
static gboolean
is_coded_alike (Joint *joint, const RenderSpoolHead *head, guint i, char **why)
{
  AVCodecParameters *its = parameters_of (head->caps);
  gboolean same_encoder = !joint->encoder || strcmp (joint->encoder, head->encoder) == 0;
  gboolean alike = its && same_encoder && (!joint->picture || may_follow (joint, its));

  if (!alike)
    *why = same_encoder ? g_strdup_printf ("the parameter sets of segment %u are others than those before, and may not stand "
        "among its pictures", i + 1) :
        g_strdup_printf ("segment %u is coded by %s, others by %s", i + 1, head->encoder, joint->encoder);
  if (alike && !joint->picture) {
    joint->encoder = g_strdup (head->encoder);
    joint->picture = g_steal_pointer (&its);
  }
  avcodec_parameters_free (&its);
  return alike;
}

/* Reads the times of all. WHY is set where they are no one film. */
static gboolean
look (Joint *joint, RenderDecodeTimes *times, char **why, GError **error)
{
  AVPacket *packet = av_packet_alloc ();
  gboolean fine = TRUE;

  for (guint i = 0; fine && !*why && i < joint->list->ranges->len; i++) {
    g_autoptr (RenderSpool) spool = open_segment (joint, i, error);
    g_autoptr (GError) reason = NULL;
    fine = spool != NULL;
    if (!fine || !is_coded_alike (joint, render_spool_head (spool), i, why))
      break;
    while (render_spool_next (spool, packet, FALSE, &reason))
      render_decode_times_add (times, packet->pts);
    fine = reason == NULL;
    if (reason)
      g_propagate_error (error, g_steal_pointer (&reason));
  }
  av_packet_free (&packet);
  if (fine && !*why && !render_decode_times_settle (times))
    *why = g_strdup ("its segments have other times than the clip");
  return fine;
}

/* The first picture of a segment, which is a key, brings its parameter sets. */
static gboolean
put_sets (const RenderSpool *spool, AVPacket *packet, GError **error)
{
  AVCodecParameters *parameters = parameters_of (render_spool_head (spool)->caps);
  gboolean fine = parameters && render_in_band_put (parameters, packet);

  avcodec_parameters_free (&parameters);
  if (!fine)
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_READ, "the parameter sets of a segment are damaged; --force makes it anew");
  return fine;
}

/* All of segment SPOOL, whose first picture is the INDEXth coded of all. */
static gboolean
copy_segment (const Joint *joint, RenderSpool *spool, const RenderDecodeTimes *times, guint64 *index, RenderWriter *writer,
    GError **error)
{
  AVPacket *packet = av_packet_alloc ();
  g_autoptr (GError) reason = NULL;
  gboolean fine = TRUE;

  for (gboolean is_first = TRUE; fine && render_spool_next (spool, packet, TRUE, &reason); is_first = FALSE) {
    packet->dts = render_decode_times_of (times, (*index)++);
    fine = (!is_first || !joint->in_band || put_sets (spool, packet, error)) && render_writer_push (writer, packet, error);
    av_packet_unref (packet);
  }
  av_packet_free (&packet);
  if (!reason)
    return fine;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
copy (const Joint *joint, const RenderDecodeTimes *times, RenderWriter *writer, GError **error)
{
  gboolean fine = TRUE;
  guint64 index = 0;

  for (guint i = 0; fine && i < joint->list->ranges->len; i++) {
    g_autoptr (RenderSpool) spool = open_segment (joint, i, error);
    fine = spool && copy_segment (joint, spool, times, &index, writer, error);
  }
  return fine && render_writer_finish (writer, error);
}

static gboolean
write_film (const Joint *joint, const RenderDecodeTimes *times, RenderClip *clip, GError **error)
{
  RenderMade made = { .kind = render_kind_name (RENDER_BURN), .encoder = joint->encoder, .frames = clip->n_pictures };
  RenderOutput output = { NULL };
  RenderFilm said = { .container = render_container_of (joint->output, error), .clip = clip, .picture = joint->picture,
    .upright = TRUE, .time_base = render_clip_video (clip)->time_base };
  RenderWriter *writer;
  gboolean fine;

  if (!said.container || !render_output_open (&output, joint->output, error))
    return FALSE;
  said.path = output.part;
  writer = render_writer_new (&said, error);
  fine = writer && copy (joint, times, writer, error);
  render_writer_free (writer);
  fine = fine && render_output_finish (&output, &made, error);
  render_output_abandon (&output);
  return fine;
}

gboolean
render_join (const RenderJob *job, RenderClip *clip, GError **error)
{
  Joint joint = { .output = job->outputs[RENDER_BURN] };
  RenderDecodeTimes *times;
  g_autofree char *why = NULL;
  gboolean fine;

  joint.list = render_cut_list_load (joint.output, job->joined_of, error);
  if (!joint.list)
    return FALSE;
  times = render_decode_times_new (joint.list->times);
  fine = look (&joint, times, &why, error);
  if (fine && why) {
    render_report_warning ("it is not split after all: %s", why);
    fine = render_burn_alone (job, clip, error);
  } else if (fine) {
    render_cut_list_apply (joint.list, clip);
    if (joint.in_band)
      joint.picture->codec_tag = render_in_band_tag (joint.picture->codec_id);
    fine = write_film (&joint, times, clip, error);
  }
  render_decode_times_free (times);
  avcodec_parameters_free (&joint.picture);
  g_free (joint.encoder);
  render_cut_list_free (joint.list);
  return fine;
}
