/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/encode/klv-set.h"

#include "core/decode/klv/klv-code.h"

void
tlm_klv_set_append (GByteArray *items, guint tag, const guint8 *value, gsize size)
{
  const guint8 head[2] = { (guint8) tag, (guint8) size };

  g_byte_array_append (items, head, sizeof head);
  g_byte_array_append (items, value, (guint) size);
}

void
tlm_klv_set_append_time (GByteArray *items, guint tag, guint64 time_us)
{
  guint8 bytes[8];

  tlm_klv_write_be (bytes, sizeof bytes, time_us);
  tlm_klv_set_append (items, tag, bytes, sizeof bytes);
}

void
tlm_klv_set_close (GByteArray *items, const guint8 *key, guint checksum,
    guint16 (*sum) (const guint8 *packet, gsize length), GByteArray *out)
{
  guint start = out->len, length = items->len + 4;
  const guint8 size[3] = { 0x82, (guint8) (length >> 8), (guint8) length };
  guint8 end[4] = { (guint8) checksum, 2 };

  g_byte_array_append (out, key, TLM_KLV_KEY);
  if (length < 128)
    g_byte_array_append (out, &size[2], 1);
  else
    g_byte_array_append (out, size, sizeof size);
  g_byte_array_append (out, items->data, items->len);
  g_byte_array_append (out, end, 2);
  tlm_klv_write_be (end + 2, 2, sum (out->data + start, out->len - start));
  g_byte_array_append (out, end + 2, 2);
  g_byte_array_set_size (items, 0);
}
