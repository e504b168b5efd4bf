/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/wire/transfer-frame.h"

#include "core/decode/crc16.h"
#include "core/decode/packets/wire/bits.h"

#define HEADER 6
#define OCF_BYTES 4
#define CRC_BYTES 2
#define POINTER_BITS 0x7ff
#define AOS_IDLE_CHANNEL 63    /* only idle data, 732.0-B-4, 4.1.2.3 */

static gboolean
fail (const char **problem, const char *what)
{
  *problem = what;
  return FALSE;
}

/* Takes N bytes off the end or the beginning of what is left. */
static gboolean
take (gsize *from, gsize *to, gsize head, gsize tail, const char **problem)
{
  if (*to - *from < head + tail)
    return fail (problem, "is too short for its header");
  *from += head;
  *to -= tail;
  return TRUE;
}

/* 132.0-B-3, 4.1.2 */
static gboolean
read_tm (const guint8 *data, gsize from, gsize to, TlmTransferFrame *frame, const char **problem)
{
  guint status = (guint) tlm_be (data + 4, 2);

  if (data[0] >> 6 != 0)
    return fail (problem, "is no TM frame: its version is not 00");
  frame->spacecraft = (guint) tlm_bits_read (data, to, 2, 10);
  frame->channel = data[1] >> 1 & 7;
  frame->count = data[3];
  frame->modulus = 256;
  frame->pointer = status & POINTER_BITS;
  if (status & 0x4000)
    return fail (problem, "holds no packets (its synchronization flag is set)");
  if (!take (&from, &to, HEADER, data[1] & 1 ? OCF_BYTES : 0, problem))
    return FALSE;
  if (status & 0x8000 && (data[6] >> 6 != 0 ||
          !take (&from, &to, (data[6] & 63u) + 1, 0, problem)))
    return fail (problem, "has a secondary header that is wrong");
  frame->data = data + from;
  frame->length = to - from;
  return TRUE;
}

/* 732.0-B-4, 4.1.2 and 4.1.4.2 */
static gboolean
read_aos (const TlmPacketOptions *options, const guint8 *data, gsize from, gsize to,
    TlmTransferFrame *frame, const char **problem)
{
  gsize head = HEADER + (options->frame_header_crc ? 2u : 0u) + options->frame_insert;

  if (data[0] >> 6 != 1)
    return fail (problem, "is no AOS frame: its version is not 01");
  frame->spacecraft = (guint) tlm_bits_read (data, to, 2, 8);
  frame->channel = data[1] & 63;
  frame->count = (guint) tlm_be (data + 2, 3);
  frame->modulus = 1u << 24;
  if (!take (&from, &to, head + 2, options->frame_ocf ? OCF_BYTES : 0, problem))
    return FALSE;
  frame->pointer = frame->channel == AOS_IDLE_CHANNEL ? TLM_FRAME_POINTER_IDLE :
      (guint) tlm_be (data + from - 2, 2) & POINTER_BITS;
  frame->data = data + from;
  frame->length = to - from;
  return TRUE;
}

gboolean
tlm_transfer_frame_read (TlmFrameKind kind, const TlmPacketOptions *options, const guint8 *data,
    gsize length, TlmTransferFrame *out, const char **problem)
{
  TlmTransferFrame frame = { 0 };
  gsize end = length;

  g_return_val_if_fail (data != NULL && out != NULL && problem != NULL, FALSE);
  if (length < TLM_FRAME_MIN)
    return fail (problem, "is too short for its header");
  if (!options->frame_no_crc) {
    if (tlm_crc16 (data, length) != 0)
      return fail (problem, "has a wrong CRC (if its frames have none, say frame-crc=no in "
          "[packets])");
    end -= CRC_BYTES;
  }
  if (!(kind == TLM_FRAME_TM ? read_tm (data, 0, end, &frame, problem) :
          read_aos (options, data, 0, end, &frame, problem)))
    return FALSE;
  if (frame.pointer < TLM_FRAME_POINTER_IDLE && frame.pointer >= frame.length)
    return fail (problem, "points at a packet behind its end");
  *out = frame;
  return TRUE;
}
