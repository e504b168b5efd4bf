/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/mavlink/mavlink-detect.h"

#include "core/decode/bytes.h"

/* 2100, µs since 1970: what a stamp can be. */
#define STAMP_MAX G_GUINT64_CONSTANT (4102444800000000)
/* Frames whose check sums are of messages that are known: chance makes one of them in some
 * hundred MiB, and not two. */
#define ENOUGH 2

/* Whether the mark of a frame stands behind a stamp. */
static gboolean
has_stamp (const guint8 *data, gsize length)
{
  return length > TLM_MAVLINK_STAMP && data[0] == 0 && tlm_be64 (data) <= STAMP_MAX &&
      tlm_mavlink_is_mark (data[TLM_MAVLINK_STAMP]);
}

TlmMavlinkResult
tlm_mavlink_read_record (const guint8 *data, gsize length, gboolean last, gboolean is_bare,
    TlmMavlinkFrame *frame, guint64 *stamp_us, gsize *step)
{
  gboolean zero = !is_bare && length > 0 && data[0] == 0;
  TlmMavlinkResult result;

  *stamp_us = 0;
  if (zero && length <= TLM_MAVLINK_STAMP)
    return TLM_MAVLINK_SHORT;
  if (is_bare || !has_stamp (data, length)) {
    result = tlm_mavlink_read (data, length, FALSE, last, frame);
    *step = frame->length;
    return result;
  }
  result = tlm_mavlink_read (data + TLM_MAVLINK_STAMP, length - TLM_MAVLINK_STAMP, TRUE, last, frame);
  *stamp_us = tlm_be64 (data);
  *step = TLM_MAVLINK_STAMP + frame->length;
  return result;
}

guint
tlm_mavlink_probe (const guint8 *head, gsize length)
{
  TlmMavlinkFrame frame = { 0 };
  guint64 stamp_us;
  gsize position = 0, step;
  guint good = 0;

  while (good < 4 &&
      tlm_mavlink_read_record (head + position, length - position, TRUE, FALSE, &frame, &stamp_us,
          &step) == TLM_MAVLINK_GOOD) {
    good++;
    position += step;
  }
  return good >= 4 || (good >= 1 && position == length) ? 95 : good > 1 ? 80 : 0;
}

/* Only messages whose CRC_EXTRA is known count: any sum is right for some other. */
guint
tlm_mavlink_search (const guint8 *head, gsize length, const TlmDecodeOptions *options)
{
  TlmMavlinkFrame frame;
  gsize at = 0;
  guint good = 0;

  while (good < ENOUGH && at < length) {
    gboolean found = tlm_mavlink_is_mark (head[at]) &&
        tlm_mavlink_read (head + at, length - at, FALSE, FALSE, &frame) == TLM_MAVLINK_GOOD &&
        tlm_mavlink_has_check (frame.message);
    good += found;
    at += found ? frame.length : 1;
  }
  return good >= ENOUGH ? 85 : 0;
}
