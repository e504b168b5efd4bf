/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/decode/decoders.h"
#include "core/decode/packets/frame-channel.h"
#include "core/decode/packets/wire/bits.h"

/* TM and AOS frames, each behind its sync marker, or one after another. */

#define CHANNEL_KEY(frame) GUINT_TO_POINTER ((frame)->spacecraft << 6 | (frame)->channel)
#define MAX_CHANNELS 1024

typedef struct {
  TlmFrameKind kind;
  TlmLog *log;
  TlmPacketOptions options;    /* texts are not used */
  TlmPacketReader *packets;
  GHashTable *channels;
  enum { UNKNOWN, MARKED, BARE } mode;
  gsize length;            /* of a frame; 0: not known yet */
  gboolean in_garbage;
  guint64 position;        /* of the stream, bytes */
  guint64 n_frames, n_missing;
  const char *problem;     /* of the first frame that was wrong; static */
} Frames;

static gboolean
has_marker (const guint8 *data, gsize length, gsize at)
{
  return at + TLM_FRAME_MARKER_BYTES <= length &&
      tlm_be (data + at, TLM_FRAME_MARKER_BYTES) == TLM_FRAME_MARKER;
}

/* Where the next marker is from AT on, or where one may begin that is cut off. */
static gsize
next_marker (const guint8 *data, gsize length, gsize at)
{
  for (; at + TLM_FRAME_MARKER_BYTES <= length; at++) {
    const guint8 *found = memchr (data + at, TLM_FRAME_MARKER >> 24, length - at);
    at = found ? (gsize) (found - data) : length;
    if (has_marker (data, length, at) || at + TLM_FRAME_MARKER_BYTES > length)
      return at;
  }
  return MIN (at, length);
}

static guint
probe_version (const guint8 *head, gsize length, guint version)
{
  return has_marker (head, length, 0) && length > TLM_FRAME_MARKER_BYTES &&
      head[TLM_FRAME_MARKER_BYTES] >> 6 == version ? 40 : 0;
}

/* Two markers as far from each other as a frame is long at least, and the version behind
 * both. */
static guint
search_version (const guint8 *head, gsize length, guint version)
{
  gsize first = next_marker (head, length, 0), second;

  if (!probe_version (head + first, length - first, version))
    return 0;
  second = next_marker (head, length, first + TLM_FRAME_MARKER_BYTES);
  return second - first >= TLM_FRAME_MIN &&
      probe_version (head + second, length - second, version) ? 60 : 0;
}

static guint
tm_search (const guint8 *head, gsize length, const TlmDecodeOptions *options)
{
  return search_version (head, length, 0);
}

static guint
aos_search (const guint8 *head, gsize length, const TlmDecodeOptions *options)
{
  return search_version (head, length, 1);
}

static guint
tm_probe (const guint8 *head, gsize length)
{
  return probe_version (head, length, 0);
}

static guint
aos_probe (const guint8 *head, gsize length)
{
  return probe_version (head, length, 1);
}

static void
frames_close (gpointer data)
{
  Frames *frames = data;

  tlm_packet_reader_free (frames->packets);
  g_hash_table_unref (frames->channels);
  g_free (frames);
}

static gpointer
frames_open (TlmFrameKind kind, TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  Frames *frames;
  guint length = options->packets.frame_length;

  if (length != 0 && (length < TLM_FRAME_MIN || length > TLM_FRAME_MAX)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "frame-length=%u: a frame has %d to %d bytes, "
        "its sync marker not counted", length, TLM_FRAME_MIN, TLM_FRAME_MAX);
    return NULL;
  }
  frames = g_new0 (Frames, 1);
  frames->kind = kind;
  frames->log = log;
  frames->options = options->packets;
  frames->length = length;
  frames->channels = g_hash_table_new_full (NULL, NULL, NULL, tlm_frame_channel_free);
  frames->packets = tlm_packet_reader_new (log, options, error);
  if (frames->packets)
    return frames;
  frames_close (frames);
  return NULL;
}

static gpointer
tm_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  return frames_open (TLM_FRAME_TM, log, options, error);
}

static gpointer
aos_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  return frames_open (TLM_FRAME_AOS, log, options, error);
}

static void
take_frame (Frames *frames, const TlmTransferFrame *frame)
{
  TlmFrameChannel *channel = g_hash_table_lookup (frames->channels, CHANNEL_KEY (frame));

  frames->n_frames++;
  frames->in_garbage = FALSE;
  if (!channel && g_hash_table_size (frames->channels) >= MAX_CHANNELS)
    return;
  if (!channel) {
    channel = tlm_frame_channel_new ();
    g_hash_table_insert (frames->channels, CHANNEL_KEY (frame), channel);
  }
  frames->n_missing += tlm_frame_channel_push (channel, frame, frames->packets, frames->log);
}

static void
count_bad (Frames *frames, gsize at, const char *problem)
{
  frames->problem = frames->problem ? frames->problem : problem;
  if (!frames->in_garbage)
    tlm_log_bad (frames->log, "byte %" G_GUINT64_FORMAT ": the frame %s", frames->position + at,
        problem);
  frames->in_garbage = TRUE;
}

/* The length of frames from the distance of two markers, the frame between them
 * being sound. FALSE when more bytes are needed. */
static gboolean
find_length (Frames *frames, const guint8 *data, gsize length, gsize at, gboolean last)
{
  gsize begin = at + TLM_FRAME_MARKER_BYTES, next = begin;
  gsize limit = MIN (length, begin + TLM_FRAME_MAX + TLM_FRAME_MARKER_BYTES);
  TlmTransferFrame frame;
  const char *problem;

  while ((next = next_marker (data, limit, next)) && has_marker (data, limit, next)) {
    if (next - begin >= TLM_FRAME_MIN && tlm_transfer_frame_read (frames->kind, &frames->options,
            data + begin, next - begin, &frame, &problem)) {
      frames->length = next - begin;
      return TRUE;
    }
    next++;
  }
  if (last && tlm_transfer_frame_read (frames->kind, &frames->options, data + begin,
          length - begin, &frame, &problem))
    frames->length = length - begin;
  return frames->length > 0 || last || length >= begin + TLM_FRAME_MAX + TLM_FRAME_MARKER_BYTES;
}

/* One step with markers; FALSE when more bytes are needed. */
static gboolean
step_marked (Frames *frames, const guint8 *data, gsize length, gboolean last, gsize *at)
{
  gsize begin = *at + TLM_FRAME_MARKER_BYTES, next;
  TlmTransferFrame frame;
  const char *problem = "does not begin with the marker 1ACFFC1D";

  if (*at + TLM_FRAME_MARKER_BYTES > length)
    return FALSE;
  if (has_marker (data, length, *at)) {
    if (frames->length == 0 && !find_length (frames, data, length, *at, last))
      return FALSE;
    if (frames->length > 0 && begin + frames->length > length && !last)
      return FALSE;
    problem = "is cut short";
    if (frames->length > 0 && begin + frames->length <= length &&
        tlm_transfer_frame_read (frames->kind, &frames->options, data + begin, frames->length,
            &frame, &problem)) {
      take_frame (frames, &frame);
      *at = begin + frames->length;
      return TRUE;
    }
    begin = *at + 1;
  } else {
    begin = *at;
  }
  count_bad (frames, *at, problem);
  next = next_marker (data, length, begin);
  if (next == *at)
    return FALSE;
  *at = next;
  return TRUE;
}

/* One step without markers. A frame that is wrong makes every byte behind it a
 * candidate. */
static gboolean
step_bare (Frames *frames, const guint8 *data, gsize length, gboolean last, gsize *at)
{
  TlmTransferFrame frame;
  const char *problem = "is cut short";

  if (*at + frames->length > length && !last)
    return FALSE;
  if (*at >= length)
    return FALSE;
  if (*at + frames->length <= length && tlm_transfer_frame_read (frames->kind,
          &frames->options, data + *at, frames->length, &frame, &problem)) {
    take_frame (frames, &frame);
    *at += frames->length;
    return TRUE;
  }
  count_bad (frames, *at, problem);
  (*at)++;
  return TRUE;
}

/* Markers are used when one stands within the first frame's reach. FALSE when
 * more bytes are needed to tell. */
static gboolean
choose_mode (Frames *frames, const guint8 *data, gsize length, gboolean last)
{
  gsize reach = (frames->length > 0 ? frames->length : TLM_FRAME_MAX) + 2 * TLM_FRAME_MARKER_BYTES;
  gsize seen = MIN (length, reach);

  if (has_marker (data, seen, next_marker (data, seen, 0)))
    frames->mode = MARKED;
  else if (length >= reach || last)
    frames->mode = BARE;
  return frames->mode != UNKNOWN;
}

static gboolean
cut (Frames *frames, const guint8 *data, gsize length, gboolean last, gsize *consumed,
    GError **error)
{
  gsize at = 0;

  if (frames->mode == UNKNOWN && !choose_mode (frames, data, length, last))
    return TRUE;
  if (frames->mode == BARE && frames->length == 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "there is no sync marker 1ACFFC1D that would "
        "show how long the frames are; add frame-length=BYTES to [packets]");
    return FALSE;
  }
  while (frames->mode == MARKED ? step_marked (frames, data, length, last, &at) :
      step_bare (frames, data, length, last, &at))
    continue;
  *consumed = at;
  frames->position += at;
  return TRUE;
}

static gboolean
frames_consume (gpointer data, const guint8 *bytes, gsize length, gsize *consumed, GError **error)
{
  return cut (data, bytes, length, FALSE, consumed, error);
}

/* Frames without markers that come one a datagram are as long as that. */
static void
measure_datagram (Frames *frames, const guint8 *data, gsize length)
{
  TlmTransferFrame frame;
  const char *problem;

  if (frames->length > 0 || length < TLM_FRAME_MIN || length > TLM_FRAME_MAX ||
      has_marker (data, length, 0) ||
      !tlm_transfer_frame_read (frames->kind, &frames->options, data, length, &frame, &problem))
    return;
  frames->length = length;
  frames->mode = BARE;
}

static gboolean
frames_take_datagram (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Frames *frames = data;
  gsize consumed = 0;

  measure_datagram (frames, bytes, length);
  frames->in_garbage = FALSE;
  if (!has_marker (bytes, length, 0) && frames->mode != MARKED &&
      (frames->length == 0 || length % frames->length != 0)) {
    count_bad (frames, 0, "is cut short, or something else");
    frames->position += length;
    return TRUE;
  }
  return cut (frames, bytes, length, TRUE, &consumed, error);
}

static gboolean
frames_finish (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Frames *frames = data;
  gsize consumed;

  if (!cut (frames, bytes, length, TRUE, &consumed, error))
    return FALSE;
  if (frames->n_missing > 0)
    tlm_log_note (frames->log, "%" G_GUINT64_FORMAT " frames are missing of %" G_GUINT64_FORMAT,
        frames->n_missing, frames->n_frames + frames->n_missing);
  if (frames->n_frames > 0)
    return tlm_packet_reader_finish (frames->packets, error);
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "there is no %s frame in it: the first %s",
      frames->kind == TLM_FRAME_TM ? "TM" : "AOS", frames->problem ? frames->problem :
      "is cut short");
  return FALSE;
}

static void
reset_channel (gpointer key, gpointer channel, gpointer user_data)
{
  tlm_frame_channel_reset (channel);
}

static void
frames_discont (gpointer data)
{
  Frames *frames = data;

  g_hash_table_foreach (frames->channels, reset_channel, NULL);
  tlm_packet_reader_discont (frames->packets);
}

static const TlmFeedClass tm_feed = {
  .open = tm_open,
  .consume = frames_consume,
  .take_datagram = frames_take_datagram,
  .finish = frames_finish,
  .close = frames_close,
  .discont = frames_discont,
};

static const TlmFeedClass aos_feed = {
  .open = aos_open,
  .consume = frames_consume,
  .take_datagram = frames_take_datagram,
  .finish = frames_finish,
  .close = frames_close,
  .discont = frames_discont,
};

const TlmDecoder tlm_decoder_ccsds_tm = {
  .name = "ccsds-tm",
  .description = "CCSDS TM transfer frames with Space Packets in them",
  .extensions = "tm",
  .probe = tm_probe,
  .search = tm_search,
  .feed = &tm_feed,
};

const TlmDecoder tlm_decoder_ccsds_aos = {
  .name = "ccsds-aos",
  .description = "CCSDS AOS transfer frames with Space Packets in them",
  .extensions = "aos",
  .probe = aos_probe,
  .search = aos_search,
  .feed = &aos_feed,
};
