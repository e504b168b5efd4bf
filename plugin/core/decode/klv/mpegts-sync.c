/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/klv/mpegts-sync.h"

#include <string.h>

/* Packets that must follow: of random bytes one place in 2^40 looks like that. */
#define SURE 5

static const gsize strides[] = { TLM_MPEGTS_PACKET, TLM_MPEGTS_TIMED, 204 };

static TlmMpegtsAnswer
follow (const guint8 *data, gsize length, gboolean last, gsize at, gsize stride)
{
  for (guint i = 0; i < SURE; i++, at += stride) {
    if (at >= length)
      return !last ? TLM_MPEGTS_WAIT : i >= 2 ? TLM_MPEGTS_YES : TLM_MPEGTS_NO;
    if (data[at] != TLM_MPEGTS_SYNC)
      return TLM_MPEGTS_NO;
  }
  return TLM_MPEGTS_YES;
}

TlmMpegtsAnswer
tlm_mpegts_follow (const guint8 *data, gsize length, gboolean last, gsize at, gsize *stride)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strides); i++) {
    TlmMpegtsAnswer answer = follow (data, length, last, at, strides[i]);
    if (answer == TLM_MPEGTS_YES)
      *stride = strides[i];
    if (answer != TLM_MPEGTS_NO)
      return answer;
  }
  return TLM_MPEGTS_NO;
}

/* What bytes that are the same at each stride by chance (text in columns, fillings)
 * do not have: headers that can be, and more than one kind of byte behind them. */
static gboolean
has_headers (const guint8 *head, gsize at, gsize stride)
{
  gboolean differs = FALSE;

  for (guint i = 0; i < SURE - 1; i++, at += stride) {
    if ((head[at + 3] & 0x30) == 0)
      return FALSE;
    differs |= memcmp (head + at, head + at + stride, 4) != 0;
  }
  return differs;
}

guint
tlm_mpegts_search (const guint8 *head, gsize length)
{
  const guint8 *hit;
  gsize stride;

  if (!memchr (head, 0, length))
    return 0;
  for (gsize at = 0; at < length && (hit = memchr (head + at, TLM_MPEGTS_SYNC, length - at));
      at++) {
    at = (gsize) (hit - head);
    if (tlm_mpegts_follow (head, length, FALSE, at, &stride) == TLM_MPEGTS_YES &&
        has_headers (head, at, stride))
      return 90;
  }
  return 0;
}
