/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/frame-channel.h"

#include "core/decode/packets/wire/sequence.h"

#define ENCAPSULATION_IDLE 0xe0    /* an idle packet of one byte, 133.1-B-3, 4.1.2 */

struct _TlmFrameChannel {
  TlmSequence sequence;
  GByteArray *partial;     /* a packet that was begun */
};

TlmFrameChannel *
tlm_frame_channel_new (void)
{
  TlmFrameChannel *channel = g_new0 (TlmFrameChannel, 1);

  channel->partial = g_byte_array_new ();
  return channel;
}

void
tlm_frame_channel_free (gpointer data)
{
  TlmFrameChannel *channel = data;

  if (!channel)
    return;
  g_byte_array_unref (channel->partial);
  g_free (channel);
}

void
tlm_frame_channel_reset (TlmFrameChannel *channel)
{
  g_return_if_fail (channel != NULL);
  channel->sequence = (TlmSequence) { 0 };
  g_byte_array_set_size (channel->partial, 0);
}

static void
drop_partial (TlmFrameChannel *channel, const TlmTransferFrame *frame, TlmLog *log)
{
  if (channel->partial->len > 0)
    tlm_log_bad (log, "virtual channel %u, frame %u: a packet that was begun is not whole",
        frame->channel, frame->count);
  g_byte_array_set_size (channel->partial, 0);
}

/* The packet of LENGTH bytes at most that begins at DATA; how many it has, or 0
 * when more are needed. */
static gsize
whole_packet (const guint8 *data, gsize length, TlmSpacePacket *header)
{
  if (length < TLM_SPACE_PACKET_HEADER)
    return 0;
  *header = tlm_space_packet_read (data);
  return header->length <= length ? header->length : 0;
}

/* The end of the packet that was begun, LENGTH bytes at DATA: all of them up to
 * where the pointer says the next one begins. */
static void
finish_partial (TlmFrameChannel *channel, const TlmTransferFrame *frame, gsize length,
    TlmPacketReader *reader, TlmLog *log)
{
  TlmSpacePacket header;
  gboolean ends = frame->pointer != TLM_FRAME_POINTER_NONE;
  gsize n;

  if (channel->partial->len == 0)
    return;
  g_byte_array_append (channel->partial, frame->data, (guint) length);
  n = whole_packet (channel->partial->data, channel->partial->len, &header);
  if (n == channel->partial->len) {
    tlm_packet_reader_push (reader, &header, channel->partial->data);
    tlm_packet_reader_flush (reader);
    g_byte_array_set_size (channel->partial, 0);
  } else if (ends || n > 0) {
    drop_partial (channel, frame, log);
  }
}

static void
read_packets (TlmFrameChannel *channel, const TlmTransferFrame *frame, TlmPacketReader *reader,
    TlmLog *log)
{
  gsize at = frame->pointer, n;
  TlmSpacePacket header;

  while (at < frame->length) {
    if (frame->data[at] == ENCAPSULATION_IDLE) {
      at++;
      continue;
    }
    if (frame->data[at] >> 5 != 0) {
      tlm_log_bad (log, "virtual channel %u, frame %u, byte %" G_GSIZE_FORMAT ": no Space Packet "
          "begins here", frame->channel, frame->count, at);
      return;
    }
    n = whole_packet (frame->data + at, frame->length - at, &header);
    if (n == 0)
      break;
    tlm_packet_reader_push (reader, &header, frame->data + at);
    at += n;
  }
  g_byte_array_append (channel->partial, frame->data + at, (guint) (frame->length - at));
}

guint
tlm_frame_channel_push (TlmFrameChannel *channel, const TlmTransferFrame *frame,
    TlmPacketReader *reader, TlmLog *log)
{
  gboolean begun, follows;
  guint last, missing;
  TlmSequenceStep step;

  g_return_val_if_fail (channel != NULL && frame != NULL, 0);
  begun = channel->sequence.begun;
  last = channel->sequence.last;
  step = tlm_sequence_step (&channel->sequence, frame->count, frame->modulus, &missing);
  follows = begun && ((frame->count - last) & (frame->modulus - 1)) == 1;
  /* One that came already has given its packets. */
  if (step == TLM_SEQUENCE_DUPLICATE)
    return 0;
  if (!follows)
    drop_partial (channel, frame, log);
  if (frame->pointer == TLM_FRAME_POINTER_IDLE)
    return missing;
  if (frame->pointer == TLM_FRAME_POINTER_NONE) {
    finish_partial (channel, frame, frame->length, reader, log);
    return missing;
  }
  finish_partial (channel, frame, frame->pointer, reader, log);
  read_packets (channel, frame, reader, log);
  tlm_packet_reader_flush (reader);
  /* The end of a late frame is not the beginning of the furthest one's. */
  if (step == TLM_SEQUENCE_LATE)
    g_byte_array_set_size (channel->partial, 0);
  return missing;
}
