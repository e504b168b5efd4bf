/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/wire/packet-check.h"

#include "core/decode/crc16.h"

const char *const tlm_packet_check_names[TLM_PACKET_N_CHECKS] = {
  [TLM_PACKET_CHECK_NONE] = "none",
  [TLM_PACKET_CHECK_CRC16] = "crc16",
  [TLM_PACKET_CHECK_ISO] = "iso",
  [TLM_PACKET_CHECK_SUM8] = "sum8",
  [TLM_PACKET_CHECK_SUM16] = "sum16",
  [TLM_PACKET_CHECK_XOR8] = "xor8",
};

static gboolean
crc16_holds (const guint8 *data, gsize length)
{
  return tlm_crc16 (data, length) == 0;
}

/* Both sums are 0 over all, and no octet of the checksum is 0. */
static gboolean
iso_holds (const guint8 *data, gsize length)
{
  guint c0 = 0, c1 = 0;

  for (gsize i = 0; i < length; i++) {
    c0 = (c0 + data[i]) % 255;
    c1 = (c1 + c0) % 255;
  }
  return c0 == 0 && c1 == 0 && data[length - 2] != 0 && data[length - 1] != 0;
}

static guint
sum (const guint8 *data, gsize length)
{
  guint total = 0;

  for (gsize i = 0; i < length; i++)
    total += data[i];
  return total;
}

static gboolean
sum8_holds (const guint8 *data, gsize length)
{
  return (guint8) sum (data, length - 1) == data[length - 1];
}

static gboolean
sum16_holds (const guint8 *data, gsize length)
{
  return (guint16) sum (data, length - 2) == (data[length - 2] << 8 | data[length - 1]);
}

static gboolean
xor8_holds (const guint8 *data, gsize length)
{
  guint8 all = 0;

  for (gsize i = 0; i < length; i++)
    all ^= data[i];
  return all == 0;
}

static const struct {
  gsize size;
  gboolean (*holds) (const guint8 *data, gsize length);
} checks[TLM_PACKET_N_CHECKS] = {
  [TLM_PACKET_CHECK_NONE] = { .size = 0 },
  [TLM_PACKET_CHECK_CRC16] = { .size = 2, .holds = crc16_holds },
  [TLM_PACKET_CHECK_ISO] = { .size = 2, .holds = iso_holds },
  [TLM_PACKET_CHECK_SUM8] = { .size = 1, .holds = sum8_holds },
  [TLM_PACKET_CHECK_SUM16] = { .size = 2, .holds = sum16_holds },
  [TLM_PACKET_CHECK_XOR8] = { .size = 1, .holds = xor8_holds },
};

gsize
tlm_packet_check_size (TlmPacketCheck check)
{
  g_return_val_if_fail (check < TLM_PACKET_N_CHECKS, 0);
  return checks[check].size;
}

gboolean
tlm_packet_check_holds (TlmPacketCheck check, const guint8 *data, gsize length)
{
  g_return_val_if_fail (check < TLM_PACKET_N_CHECKS && data != NULL, FALSE);
  return !checks[check].holds || (length > checks[check].size && checks[check].holds (data, length));
}
