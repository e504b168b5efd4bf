/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/decode/bytes.h"
#include "core/decode/mavlink/mavlink-private.h"

#define MAGIC_1 0xfe
#define MAGIC_2 0xfd
#define HEADER_1 6
#define HEADER_2 10
#define CHECKSUM 2
#define SIGNATURE 13
#define FLAG_SIGNED 1

/* What the definition of a message adds to its checksum (mavlink.io, common.xml). */
static const struct {
  guint32 message;
  guint8 extra;
} extras[] = {
  { 0, 50 }, { 2, 137 }, { 24, 24 }, { 30, 39 }, { 33, 104 }, { 74, 20 }, { 244, 95 },
  { 245, 130 },
};

guint16
tlm_mavlink_crc (guint16 crc, const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    guint8 t = data[i] ^ (guint8) crc;
    t ^= (guint8) (t << 4);
    crc = (guint16) ((crc >> 8) ^ (t << 8) ^ (t << 3) ^ (t >> 4));
  }
  return crc;
}

gboolean
tlm_mavlink_is_mark (guint8 byte)
{
  return byte == MAGIC_1 || byte == MAGIC_2;
}

static gboolean
find_extra (guint32 message, guint8 *extra)
{
  for (gsize i = 0; i < G_N_ELEMENTS (extras); i++) {
    if (extras[i].message == message) {
      *extra = extras[i].extra;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
tlm_mavlink_has_check (guint32 message)
{
  guint8 extra;

  return find_extra (message, &extra);
}

static gboolean
is_any_extra_right (guint16 crc, guint16 sum)
{
  for (guint extra = 0; extra < 256; extra++) {
    guint8 byte = (guint8) extra;
    if (tlm_mavlink_crc (crc, &byte, 1) == sum)
      return TRUE;
  }
  return FALSE;
}

/* Whether a frame whose checksum is SUM, CRC without CRC_EXTRA, is one; LEFT bytes
 * come NEXT. */
static TlmMavlinkResult
check (const guint8 *next, gsize left, gboolean stamped, gboolean last, guint32 message,
    guint16 crc, guint16 sum)
{
  guint8 extra;

  if (find_extra (message, &extra))
    return tlm_mavlink_crc (crc, &extra, 1) == sum ? TLM_MAVLINK_GOOD : TLM_MAVLINK_BAD;
  if (!is_any_extra_right (crc, sum))
    return TLM_MAVLINK_BAD;
  if (left == 0)
    return last ? TLM_MAVLINK_GOOD : TLM_MAVLINK_SHORT;
  if (stamped)
    return next[0] == 0 ? TLM_MAVLINK_GOOD : TLM_MAVLINK_BAD;
  return tlm_mavlink_is_mark (next[0]) ? TLM_MAVLINK_GOOD : TLM_MAVLINK_BAD;
}

static void
read_header (const guint8 *data, gboolean second, TlmMavlinkFrame *frame)
{
  const guint8 *p = data + (second ? 4 : 2);

  frame->sequence = p[0];
  frame->system = p[1];
  frame->component = p[2];
  frame->message = second ? (guint32) p[3] | (guint32) p[4] << 8 | (guint32) p[5] << 16 : p[3];
}

TlmMavlinkResult
tlm_mavlink_read (const guint8 *data, gsize length, gboolean stamped, gboolean last,
    TlmMavlinkFrame *frame)
{
  gboolean second = length > 0 && data[0] == MAGIC_2;
  gsize header = second ? HEADER_2 : HEADER_1, body, whole;
  guint16 crc;
  TlmMavlinkResult result;

  if (length < 1)
    return TLM_MAVLINK_SHORT;
  if (!second && data[0] != MAGIC_1)
    return TLM_MAVLINK_BAD;
  if (length < header)
    return TLM_MAVLINK_SHORT;
  if (second && data[2] & ~FLAG_SIGNED)
    return TLM_MAVLINK_BAD;
  body = header + data[1];
  whole = body + CHECKSUM + (second && data[2] & FLAG_SIGNED ? SIGNATURE : 0);
  if (length < whole)
    return TLM_MAVLINK_SHORT;
  read_header (data, second, frame);
  crc = tlm_mavlink_crc (0xffff, data + 1, body - 1);
  result = check (data + whole, length - whole, stamped, last, frame->message, crc,
      tlm_le16 (data + body));
  if (result != TLM_MAVLINK_GOOD)
    return result;
  frame->length = whole;
  frame->sum = (guint32) crc << 16 | (guint32) data[1] << 8 | (frame->message & 0xff);
  memset (frame->payload, 0, sizeof frame->payload);
  memcpy (frame->payload, data + header, data[1]);
  return TLM_MAVLINK_GOOD;
}
