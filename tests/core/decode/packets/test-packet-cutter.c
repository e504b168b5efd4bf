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
  g_autoptr (TlmPacketCutter) cutter = tlm_packet_cutter_new (0, NULL, TLM_PACKET_CHECK_NONE, TRUE);
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
  g_autoptr (TlmPacketCutter) cutter = tlm_packet_cutter_new (0, NULL, TLM_PACKET_CHECK_NONE, FALSE);
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

/* Packets of two APIDs, whose lengths vary, with damage of every kind among them. */
static GByteArray *
make_damaged (GRand *rand)
{
  GByteArray *data = g_byte_array_new ();

  for (guint i = 0; i < 60; i++) {
    guint8 packet[64], body[48] = { 0 };
    const guint length = (guint) g_rand_int_range (rand, 4, 40), apid = (guint) g_rand_int_range (rand, 5, 7);
    for (guint k = 0; k < length; k++)
      body[k] = (guint8) g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 8 : 256);
    g_byte_array_append (data, packet, (guint) write_packet (packet, apid, 3, i & 16383, body, length));
  }
  for (gint n = g_rand_int_range (rand, 0, 6); n > 0; n--) {
    const guint at = (guint) g_rand_int_range (rand, 0, (gint32) data->len - 8);
    if (g_rand_boolean (rand))
      g_byte_array_remove_range (data, at, (guint) g_rand_int_range (rand, 1, 8));
    else
      data->data[at] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
  }
  return data;
}

/* Where packets stand in DATA that comes in pieces of SIZE. To be freed. */
static char *
cut_in_pieces (const GByteArray *data, gsize size)
{
  g_autoptr (TlmPacketCutter) cutter = tlm_packet_cutter_new (0, NULL, TLM_PACKET_CHECK_NONE, FALSE);
  GString *found = g_string_new (NULL);
  gsize at = 0;

  for (gsize length = MIN (size, data->len); ; length = MIN (length + size, data->len)) {
    /* A copy, so that nothing is read behind what has come. */
    g_autofree guint8 *come = g_memdup2 (data->data, length);
    TlmSpacePacket header;
    TlmCut cut;
    while ((cut = tlm_packet_cutter_next (cutter, come, length, length == data->len, &at, &header)) != TLM_CUT_MORE)
      if (cut == TLM_CUT_PACKET) {
        g_string_append_printf (found, "%" G_GSIZE_FORMAT "+%u ", at, (guint) header.length);
        at += header.length;
      }
    if (length == data->len)
      return g_string_free (found, FALSE);
  }
}

static void
test_pieces (void)
{
  static const gsize sizes[] = { 1, 3, 7, 16, 100, 1000 };

  for (guint32 seed = 0; seed < 2000; seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GByteArray) data = make_damaged (rand);
    g_autofree char *whole = cut_in_pieces (data, data->len);
    const gsize size = sizes[seed % G_N_ELEMENTS (sizes)];
    g_autofree char *cut = cut_in_pieces (data, size);
    if (strcmp (whole, cut) != 0)
      g_error ("seed %u, pieces of %" G_GSIZE_FORMAT ": %s; whole: %s", seed, size, cut, whole);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet-cutter/resync", test_resync);
  g_test_add_func ("/packet-cutter/long-packet", test_long_packet);
  g_test_add_func ("/packet-cutter/pieces", test_pieces);
  return g_test_run ();
}
