/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/overlay/frame-instant.h"

#include <string.h>

#include "core/footage/timecode.h"
#include "core/time/posix.h"

static TlmInstant
by_reference (GstBuffer *frame, const char *type, gboolean ntp)
{
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple (type);
  GstReferenceTimestampMeta *meta = gst_buffer_get_reference_timestamp_meta (frame, caps);
  TlmInstant instant = TLM_TIME_NONE;

  if (!meta || meta->timestamp > G_MAXINT64)
    return TLM_TIME_NONE;
  if (ntp)
    tlm_instant_from_ntp_ns (meta->timestamp, &instant);
  else
    tlm_instant_from_posix_ns ((gint64) meta->timestamp, &instant);
  return instant;
}

#if GST_CHECK_VERSION (1, 22, 0)
#include <gst/video/video-sei.h>

/* Identifiers of MISB ST 0604, for H.264 and for H.265. */
static const guint8 stamp_ids[2][16] = {
  { 'M', 'I', 'S', 'P', 'm', 'i', 'c', 'r', 'o', 's', 'e', 'c', 't', 'i', 'm', 'e' },
  { 0xa8, 0x68, 0x7d, 0xd4, 0xd7, 0x59, 0x37, 0x58, 0xa5, 0xce, 0xf0, 0x33, 0x8b, 0x65, 0x45,
      0xf1 },
};

/* A status byte, then microseconds since 1970 with FF after the second, fourth
 * and sixth byte, so that no start code appears in them. */
#define STAMP_BYTES 12

static gboolean
read_stamp (const guint8 *data, gsize size, guint64 *us)
{
  static const guint8 places[8] = { 1, 2, 4, 5, 7, 8, 10, 11 };

  if (size < STAMP_BYTES || data[3] != 0xff || data[6] != 0xff || data[9] != 0xff)
    return FALSE;
  *us = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    *us = *us << 8 | data[places[i]];
  return *us < G_MAXINT64 / 1000;
}

static TlmInstant
by_user_data (GstBuffer *frame)
{
  gpointer state = NULL;
  GstMeta *item;

  while ((item = gst_buffer_iterate_meta_filtered (frame, &state,
              GST_VIDEO_SEI_USER_DATA_UNREGISTERED_META_API_TYPE))) {
    const GstVideoSEIUserDataUnregisteredMeta *meta = (gpointer) item;
    TlmInstant instant;
    guint64 us;
    if ((memcmp (meta->uuid, stamp_ids[0], 16) == 0 || memcmp (meta->uuid, stamp_ids[1], 16) == 0) &&
        read_stamp (meta->data, meta->size, &us) &&
        tlm_instant_from_posix_ns ((gint64) us * 1000, &instant))
      return instant;
  }
  return TLM_TIME_NONE;
}
#else
static TlmInstant
by_user_data (GstBuffer *frame)
{
  return TLM_TIME_NONE;
}
#endif

TlmInstant
gst_telemetry_frame_instant (GstBuffer *frame)
{
  TlmInstant instant = by_reference (frame, "timestamp/x-unix", FALSE);

  if (instant == TLM_TIME_NONE)
    instant = by_reference (frame, "timestamp/x-ntp", TRUE);
  return instant != TLM_TIME_NONE ? instant : by_user_data (frame);
}

TlmDuration
gst_telemetry_frame_timecode (GstBuffer *frame, TlmDuration *day_ns)
{
  const GstVideoTimeCodeMeta *meta = gst_buffer_get_video_time_code_meta (frame);
  TlmTimecodeRate rate;
  TlmTimecode label;
  gint64 number;

  if (!meta)
    return TLM_TIME_NONE;
  rate = (TlmTimecodeRate) {
    .fps_n = (int) meta->tc.config.fps_n,
    .fps_d = (int) meta->tc.config.fps_d,
    .drop = (meta->tc.config.flags & GST_VIDEO_TIME_CODE_FLAGS_DROP_FRAME) != 0,
  };
  label = (TlmTimecode) {
    .hours = meta->tc.hours,
    .minutes = meta->tc.minutes,
    .seconds = meta->tc.seconds,
    .frames = meta->tc.frames,
  };
  if (!tlm_timecode_to_frame (&label, &rate, &number))
    return TLM_TIME_NONE;
  *day_ns = tlm_timecode_frame_time (tlm_timecode_frames_per_day (&rate), &rate);
  return tlm_timecode_frame_time (number, &rate);
}

TlmInstant
gst_telemetry_arrival_instant (void)
{
  TlmInstant instant = TLM_TIME_NONE;

  tlm_instant_from_posix_ns (g_get_real_time () * 1000, &instant);
  return instant;
}
