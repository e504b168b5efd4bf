/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/crc16.h"

#define POLYNOMIAL 0x1021
#define SLICES 4

/* Row s: what a byte does to the remainder s bytes later. */
static guint16 table[SLICES][256];

static guint16
divide (guint16 remainder)
{
  for (guint i = 0; i < 8; i++)
    remainder = (guint16) (remainder << 1 ^ (remainder & 0x8000 ? POLYNOMIAL : 0));
  return remainder;
}

static void
fill_table (void)
{
  for (guint i = 0; i < 256; i++)
    table[0][i] = divide ((guint16) (i << 8));
  for (guint s = 1; s < SLICES; s++)
    for (guint i = 0; i < 256; i++)
      table[s][i] = (guint16) (table[s - 1][i] << 8 ^ table[0][table[s - 1][i] >> 8]);
}

guint16
tlm_crc16 (const guint8 *data, gsize length)
{
  return tlm_crc16_update (0xffff, data, length);
}

guint16
tlm_crc16_update (guint16 crc, const guint8 *data, gsize length)
{
  static gsize ready = 0;

  g_return_val_if_fail (data != NULL || length == 0, 0);
  if (g_once_init_enter (&ready)) {
    fill_table ();
    g_once_init_leave (&ready, 1);
  }
  for (; length >= SLICES; data += SLICES, length -= SLICES)
    crc = table[3][(crc >> 8 ^ data[0]) & 0xff] ^ table[2][(crc ^ data[1]) & 0xff] ^
        table[1][data[2]] ^ table[0][data[3]];
  for (; length > 0; data++, length--)
    crc = (guint16) (crc << 8 ^ table[0][(crc >> 8 ^ *data) & 0xff]);
  return crc;
}
