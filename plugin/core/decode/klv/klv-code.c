/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/klv/klv-code.h"

#include <math.h>

#include "core/decode/bytes.h"
#include "core/decode/crc16.h"

const guint8 tlm_klv_key_0601[TLM_KLV_KEY] = { 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x0b, 0x01, 0x01,
  0x0e, 0x01, 0x03, 0x01, 0x01, 0x00, 0x00, 0x00 };
const guint8 tlm_klv_key_0104[TLM_KLV_KEY] = { 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x01, 0x01, 0x01,
  0x0e, 0x01, 0x01, 0x02, 0x01, 0x01, 0x00, 0x00 };
const guint8 tlm_klv_key_1107[TLM_KLV_KEY] = { 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x0b, 0x01, 0x01,
  0x0e, 0x01, 0x03, 0x03, 0x22, 0x00, 0x00, 0x00 };

gboolean
tlm_klv_length (const guint8 *data, gsize length, gsize *position, gsize *value)
{
  gsize n, at = *position;

  if (at >= length)
    return FALSE;
  n = data[at++];
  if (n >= 0x80) {
    gsize size = n & 0x7f;
    if (size == 0 || size > 4 || size > length - at)
      return FALSE;
    n = (gsize) tlm_be (data + at, size);
    at += size;
  }
  *position = at;
  *value = n;
  return TRUE;
}

gboolean
tlm_klv_next_item (const guint8 *packet, gsize length, gsize *position, guint *tag, gsize *size)
{
  guint number = 0;
  guint8 byte;

  if (length - *position >= 2 && packet[*position] < 0x80 && packet[*position + 1] < 0x80) {
    *tag = packet[*position];
    *size = packet[*position + 1];
    *position += 2;
    return *size <= length - *position;
  }
  do {
    if (*position >= length || number > G_MAXUINT16)
      return FALSE;
    byte = packet[(*position)++];
    number = number << 7 | (byte & 0x7f);
  } while (byte & 0x80);
  *tag = number;
  return tlm_klv_length (packet, length, position, size) && *size <= length - *position;
}

const char *
tlm_klv_check_items (const guint8 *packet, gsize length, gsize position, guint time,
    guint checksum, gboolean *has_time, guint64 *time_us)
{
  guint tag = 0;
  gsize size = 0;

  while (position < length) {
    if (!tlm_klv_next_item (packet, length, &position, &tag, &size))
      return "the items of a local set do not fit into it";
    if (tag == time && size == 8) {
      *has_time = TRUE;
      *time_us = tlm_be64 (packet + position);
    }
    position += size;
  }
  return tag == checksum && size == 2 ? NULL : "a local set does not end with a checksum";
}

guint16
tlm_klv_running_sum (const guint8 *packet, gsize length)
{
  guint32 even = 0, odd = 0;

  for (gsize i = 0; i + 1 < length; i += 2) {
    even += packet[i];
    odd += packet[i + 1];
  }
  if (length % 2 == 1)
    even += packet[length - 1];
  return (guint16) ((even << 8) + odd);
}

guint16
tlm_klv_crc (const guint8 *packet, gsize length)
{
  static const guint8 zero[2] = { 0, 0 };

  return tlm_crc16_update (tlm_crc16 (zero, sizeof zero), packet, length);
}

/* MISB ST 1201.4, 7.2: steps per unit, and where 0 is a code of its own. */
static void
imapb_scale (gsize size, double low, double high, double *scale, double *zero)
{
  guint bits = 8 * (guint) size - 1;

  *scale = exp2 (bits - ceil (log2 (high - low)));
  *zero = low < 0 && high > 0 ? *scale * low - floor (*scale * low) : 0;
}

double
tlm_klv_read_imapb (const guint8 *p, gsize size, double low, double high)
{
  guint64 code;
  double scale, zero;

  if (size < 1 || size > 8)
    return NAN;
  code = tlm_be (p, size);
  if (code > G_GUINT64_CONSTANT (1) << (8 * size - 1))
    return NAN;
  imapb_scale (size, low, high, &scale, &zero);
  return ((double) code - zero) / scale + low;
}

void
tlm_klv_write_be (guint8 *p, gsize size, guint64 code)
{
  for (gsize i = 0; i < size; i++)
    p[i] = (guint8) (code >> 8 * (size - 1 - i));
}

gboolean
tlm_klv_write_imapb (guint8 *p, gsize size, double low, double high, double value)
{
  double scale, zero;

  g_return_val_if_fail (size >= 1 && size <= 7, FALSE);
  if (!(value >= low && value <= high))
    return FALSE;
  imapb_scale (size, low, high, &scale, &zero);
  tlm_klv_write_be (p, size, (guint64) floor (scale * (value - low) + zero));
  return TRUE;
}

gboolean
tlm_klv_write_number (guint8 *p, const TlmKlvItem *item, double value)
{
  guint bits = 8 * item->size;

  switch (item->code) {
    case TLM_KLV_IMAPB:
      return tlm_klv_write_imapb (p, item->size, item->minimum, item->maximum, value);
    case TLM_KLV_UNSIGNED:
      if (!(value >= item->minimum && value <= item->maximum))
        return FALSE;
      tlm_klv_write_be (p, item->size, (guint64) llround ((value - item->minimum) /
              (item->maximum - item->minimum) * (exp2 (bits) - 1)));
      return TRUE;
    case TLM_KLV_SIGNED:
      if (!(fabs (value) <= item->maximum))
        return FALSE;
      tlm_klv_write_be (p, item->size, (guint64) llround (value / item->maximum *
              (exp2 (bits - 1) - 1)));
      return TRUE;
    case TLM_KLV_INTEGER:
      if (!(value >= G_MININT8 && value <= G_MAXINT8))
        return FALSE;
      tlm_klv_write_be (p, item->size, (guint64) llround (value));
      return TRUE;
    default:
      return FALSE;
  }
}
