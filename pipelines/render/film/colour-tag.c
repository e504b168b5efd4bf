/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/colour-tag.h"

#include <libavutil/opt.h>

AVBSFContext *
render_colour_tag_new (const AVCodecParameters *parameters)
{
  const AVBitStreamFilter *filter = parameters->codec_id == AV_CODEC_ID_PRORES ?
      av_bsf_get_by_name ("prores_metadata") : NULL;
  AVBSFContext *tag = NULL;

  if (!filter || av_bsf_alloc (filter, &tag) < 0)
    return NULL;
  if (avcodec_parameters_copy (tag->par_in, parameters) < 0 ||
      av_opt_set_int (tag->priv_data, "color_primaries", parameters->color_primaries, 0) < 0 ||
      av_opt_set_int (tag->priv_data, "color_trc", parameters->color_trc, 0) < 0 ||
      av_opt_set_int (tag->priv_data, "colorspace", parameters->color_space, 0) < 0 || av_bsf_init (tag) < 0)
    av_bsf_free (&tag);
  return tag;
}

int
render_colour_tag_write (AVBSFContext *tag, AVPacket *packet)
{
  int code = av_bsf_send_packet (tag, packet);

  return code < 0 ? code : av_bsf_receive_packet (tag, packet);
}
