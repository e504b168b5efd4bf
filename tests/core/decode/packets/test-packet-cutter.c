/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How much of a stream of packets something false among them costs. */
#include "core/decode/packets/wire/packet-cutter.h"
#include "packets-util.h"

/* N packets of APID 5, of 14 bytes, from COUNT on. */
static void
add_packets (GByteArray *out, guint count, guint n)
{
  for (guint i = count; i < count + n; i++) {
    guint8 packet[64], data[8] = { 1, 2, 3, 4, 5, 6, 7, (guint8) i };
    g_byte_array_append (out, packet, (guint) write_packet (packet, 5, 3, i & 16383, data, 8));
  }
}

/* Pushes DATA byte by byte, and returns after how many bytes behind FROM a packet of a COUNT
 * at or after AFTER came out. */
static gsize
bytes_until (const GByteArray *data, gsize from, guint after)
{
  g_autoptr (TlmPacketCutter) cutter = tlm_packet_cutter_new (0, NULL, TLM_PACKET_CHECK_NONE);
  gsize at = 0;

  for (gsize length = 1; length <= data->len; length++) {
    TlmSpacePacket header;
    TlmCut cut;
    g_autofree guint8 *copy = g_memdup2 (data->data, length);
    while ((cut = tlm_packet_cutter_next (cutter, copy, length, FALSE, &at, &header)) !=
        TLM_CUT_MORE) {
      if (cut == TLM_CUT_PACKET && header.apid == 5 && header.count >= after)
        return length - from;
      if (cut == TLM_CUT_PACKET)
        at += header.length;
    }
  }
  return G_MAXSIZE;
}

/* A header that says 64 KiB, of an APID that is known or not, random bytes, zeros, ones, and a
 * packet that lost its end: the next whole packet is there when the one behind it has begun. */
static void
test_resync (void)
{
  static const struct {
    const char *name;
    guint8 bytes[12];
    gsize length;
  } junk[] = {
    { "a new APID", { 0x07, 0x77, 0xc0, 0x01, 0xff, 0xff, 1, 2, 3, 4, 5, 6 }, 12 },
    { "the same APID", { 0x00, 0x05, 0xc0, 0x30, 0xff, 0xff, 1, 2, 3, 4, 5, 6 }, 12 },
    { "a short header", { 0x00, 0x05, 0xc0 }, 3 },
    { "noise", { 0x1a, 0x2b, 0xc3, 0x4d, 0x05, 0x6e, 0x71, 0x80, 0x93, 0x02, 0x11, 0xf0 }, 12 },
    { "zeros", { 0 }, 12 },
    { "a cut packet", { 0x00, 0x05, 0xc0, 0x14, 0x00, 0x07, 1, 2, 3 }, 9 },
    { "a lone end", { 5, 6, 7, 20 }, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (junk); i++) {
    g_autoptr (GByteArray) data = g_byte_array_new ();
    gsize from, bytes;
    add_packets (data, 0, 20);
    g_byte_array_append (data, junk[i].bytes, (guint) junk[i].length);
    from = data->len;
    add_packets (data, 40, 200);
    bytes = bytes_until (data, from, 40);
    g_test_message ("%s: %" G_GSIZE_FORMAT " bytes", junk[i].name, bytes);
    g_assert_cmpuint (bytes, <=, 3 * 14 + 6);
  }
}

/* A packet that is longer than all before it, and holds what looks like one header. */
static void
test_long_packet (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmPacketCutter) cutter = tlm_packet_cutter_new (0, NULL, TLM_PACKET_CHECK_NONE);
  guint8 packet[2100], inside[2000] = { 0 };
  TlmSpacePacket header;
  gsize at = 0;
  guint n = 0;

  add_packets (data, 0, 20);
  write_packet (inside + 100, 5, 3, 9, (const guint8 *) "12345678", 8);
  g_byte_array_append (data, packet,
      (guint) write_packet (packet, 5, 3, 20, inside, sizeof inside));
  add_packets (data, 21, 20);
  while (tlm_packet_cutter_next (cutter, data->data, data->len, TRUE, &at, &header) ==
      TLM_CUT_PACKET) {
    g_assert_cmpuint (header.count, ==, n++);
    at += header.length;
  }
  g_assert_cmpuint (n, ==, 41);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet-cutter/resync", test_resync);
  g_test_add_func ("/packet-cutter/long-packet", test_long_packet);
  return g_test_run ();
}
