/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/bytes.h"

G_BEGIN_DECLS

/* Bits of a byte string are counted as CCSDS counts them: bit 0 is the most
 * significant one of the first byte. No function here checks where the data
 * ends beyond what its comment says: callers do, once for many fields. */

/* The unsigned number in the N bits (0 to 64) from bit BIT on. DATA must hold
 * them; LENGTH is how many bytes it has, for reading eight at a time. */
static inline guint64
tlm_bits_read (const guint8 *data, gsize length, gsize bit, guint n)
{
  gsize at = bit >> 3;
  guint shift = bit & 7;
  guint64 word;

  if (n == 0)
    return 0;
  if (at + 8 <= length && shift + n <= 64) {
    memcpy (&word, data + at, 8);
    return GUINT64_FROM_BE (word) << shift >> (64 - n);
  }
  if (shift + n <= 64)
    return tlm_be (data + at, (shift + n + 7) / 8)
        >> ((8 - ((shift + n) & 7)) & 7) & (G_MAXUINT64 >> (64 - n));
  return tlm_be (data + at, 8) << shift >> (64 - n) |
      (guint64) data[at + 8] >> (8 - (shift + n - 64));
}

/* VALUE of N bits (1 to 64) with its bits in the other order. */
static inline guint64
tlm_bits_reverse (guint64 value, guint n)
{
  guint64 out = 0;

  for (guint i = 0; i < n; i++, value >>= 1)
    out = out << 1 | (value & 1);
  return out;
}

/* VALUE of N bits (1 to 64), written with its least significant byte first, as
 * the number it means. Where N is no multiple of 8 the last byte is the short
 * one and the most significant. */
static inline guint64
tlm_bits_swap (guint64 value, guint n)
{
  guint64 out = 0;

  for (guint done = 0; done < n;) {
    guint width = MIN (8, n - done);
    out |= (value >> (n - done - width) & (0xffu >> (8 - width))) << done;
    done += width;
  }
  return out;
}

G_END_DECLS
