/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What packets end with, and lengths that are damaged. */
#include "core/decode/packets/wire/packet-check.h"
#include "packets-util.h"

/* Octets with both checks of ECSS-E-70-41A (annexes A.1.5 and A.2.5), which list them; the
 * sums were added by hand. */
static const struct {
  const char *data;
  gsize length;
  const char *ends[TLM_PACKET_N_CHECKS];
} vectors[] = {
  { .data = "\x00\x00", .length = 2, .ends = { [TLM_PACKET_CHECK_CRC16] = "\x1d\x0f",
      [TLM_PACKET_CHECK_ISO] = "\xff\xff" } },
  { .data = "\x00\x00\x00", .length = 3, .ends = { [TLM_PACKET_CHECK_CRC16] = "\xcc\x9c",
      [TLM_PACKET_CHECK_ISO] = "\xff\xff" } },
  { .data = "\xab\xcd\xef\x01", .length = 4, .ends = { [TLM_PACKET_CHECK_CRC16] = "\x04\xa2",
      [TLM_PACKET_CHECK_ISO] = "\x9c\xf8", [TLM_PACKET_CHECK_SUM8] = "\x68",
      [TLM_PACKET_CHECK_SUM16] = "\x02\x68", [TLM_PACKET_CHECK_XOR8] = "\x88" } },
  { .data = "\x14\x56\xf8\x9a\x00\x01", .length = 6, .ends = {
      [TLM_PACKET_CHECK_CRC16] = "\x7f\xd5", [TLM_PACKET_CHECK_ISO] = "\x24\xdc",
      [TLM_PACKET_CHECK_SUM8] = "\xfd", [TLM_PACKET_CHECK_SUM16] = "\x01\xfd",
      [TLM_PACKET_CHECK_XOR8] = "\x21" } },
};

static void
check_vector (guint i, TlmPacketCheck check)
{
  guint8 bytes[16];
  gsize size = tlm_packet_check_size (check), length = vectors[i].length + size;

  memcpy (bytes, vectors[i].data, vectors[i].length);
  memcpy (bytes + vectors[i].length, vectors[i].ends[check], size);
  g_assert_true (tlm_packet_check_holds (check, bytes, length));
  for (gsize bit = 0; bit < 8 * length; bit++) {
    bytes[bit / 8] ^= (guint8) (1 << bit % 8);
    /* 00 and FF are the same to sums modulo 255, but no such octet differs in one bit. */
    g_assert_false (tlm_packet_check_holds (check, bytes, length));
    bytes[bit / 8] ^= (guint8) (1 << bit % 8);
  }
  g_assert_false (tlm_packet_check_holds (check, bytes, size));
}

static void
test_vectors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    for (guint check = 1; check < TLM_PACKET_N_CHECKS; check++)
      if (vectors[i].ends[check])
        check_vector (i, check);
  g_assert_true (tlm_packet_check_holds (TLM_PACKET_CHECK_NONE, (const guint8 *) "x", 1));
}

/* Puts the check at the end of LENGTH bytes, the last of them its own; by arithmetic that is
 * not the one under test. */
static void
seal (TlmPacketCheck check, guint8 *data, gsize length)
{
  guint sum = 0, exclusive = 0, crc = 0xffff;
  gsize n = length - tlm_packet_check_size (check);

  for (gsize i = 0; i < n; i++) {
    sum += data[i];
    exclusive ^= data[i];
    for (guint bit = 0; bit < 8; bit++) {
      guint top = (crc >> 15 ^ data[i] >> (7 - bit)) & 1;
      crc = (crc << 1 & 0xffff) ^ (top ? 0x1021 : 0);
    }
  }
  if (check == TLM_PACKET_CHECK_SUM8 || check == TLM_PACKET_CHECK_XOR8) {
    data[n] = (guint8) (check == TLM_PACKET_CHECK_SUM8 ? sum : exclusive);
    return;
  }
  sum = check == TLM_PACKET_CHECK_CRC16 ? crc : sum;
  data[n] = (guint8) (sum >> 8);
  data[n + 1] = (guint8) sum;
}

#define FIELDS "T:uint32,A:uint16,B:uint16"

/* N packets of APID 5, 10 a second; A is 1000 and more, B is A backwards from 60000. LONGER:
 * every third has four bytes more. */
static GByteArray *
make_packets (guint n, TlmPacketCheck check, gboolean longer)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < n; i++) {
    guint a = 1000 + i, b = 60000 - a, ms = i * 100;
    guint8 packet[64], data[16] = { (guint8) (ms >> 24), (guint8) (ms >> 16), (guint8) (ms >> 8),
      (guint8) ms, (guint8) (a >> 8), (guint8) a, (guint8) (b >> 8), (guint8) b };
    gsize size = 8 + (longer && i % 3 == 0 ? 4 : 0) + tlm_packet_check_size (check);
    gsize length = write_packet (packet, 5, 3, i, data, size);
    if (check != TLM_PACKET_CHECK_NONE)
      seal (check, packet, length);
    g_byte_array_append (out, packet, (guint) length);
  }
  return out;
}

static TlmLog *
decode (const GByteArray *data, TlmPacketCheck check)
{
  TlmDecodeOptions options = {
    .format = "ccsds-spp",
    .packets = { .fields = FIELDS, .time = "T:ms", .map = "a=A,b=B", .check = (int) check }
  };

  return decode_bytes (data->data, data->len, &options);
}

/* How many samples are not of a packet as it was sent. */
static guint
count_wrong (const TlmLog *log)
{
  const TlmSeries *a = find_track (log, "a")->series, *b = find_track (log, "b")->series;
  guint wrong = 0;

  for (gsize i = 0; i < tlm_series_length (a); i++)
    wrong += tlm_series_value (a, i) != 1000 + (double) tlm_series_time (a, i) / (TLM_SECOND / 10);
  for (gsize i = 0; i < tlm_series_length (b); i++)
    wrong += tlm_series_value (b, i) != 59000 - (double) tlm_series_time (b, i) / (TLM_SECOND / 10);
  return wrong;
}

static void
test_whole (void)
{
  for (guint check = 0; check < TLM_PACKET_N_CHECKS; check++) {
    if (check == TLM_PACKET_CHECK_ISO)
      continue;
    for (guint longer = 0; longer < 2; longer++) {
      g_autoptr (GByteArray) data = make_packets (60, check, longer);
      g_autoptr (TlmLog) log = decode (data, check);
      g_assert_cmpuint (log->n_good, ==, 60);
      g_assert_cmpuint (log->n_bad, ==, 0);
      g_assert_cmpuint (count_wrong (log), ==, 0);
    }
  }
}

/* A byte of a packet in the middle is another one, the nineteen kinds of place in turn: with
 * a CRC no value is wrong, and that packet alone is lost. */
static void
test_damage (void)
{
  for (guint longer = 0; longer < 2; longer++) {
    for (guint at = 0; at < 16 * 3; at++) {
      g_autoptr (GByteArray) data = make_packets (60, TLM_PACKET_CHECK_CRC16, longer);
      g_autoptr (TlmLog) log = NULL;
      data->data[20 * 16 + at] ^= 0x5a;
      log = decode (data, TLM_PACKET_CHECK_CRC16);
      g_assert_cmpuint (count_wrong (log), ==, 0);
      g_assert_cmpuint (log->n_good, ==, 59);
      g_assert_cmpuint (log->n_lost, ==, 1);
      g_assert_cmpuint (log->n_bad, ==, 1);
    }
  }
}

/* Without any check the lengths of a stream hold each other: one that is damaged costs that
 * packet and no other's values. */
static void
test_length (void)
{
  for (guint longer = 0; longer < 2; longer++) {
    for (guint bit = 0; bit < 16; bit++) {
      g_autoptr (GByteArray) data = make_packets (60, TLM_PACKET_CHECK_NONE, longer);
      g_autoptr (TlmLog) log = NULL;
      gsize at = 0;
      for (guint i = 0; i < 20; i++)
        at += 7 + ((gsize) data->data[at + 4] << 8 | data->data[at + 5]);
      data->data[at + 4 + bit / 8] ^= (guint8) (0x80 >> bit % 8);
      log = decode (data, TLM_PACKET_CHECK_NONE);
      g_test_message ("bit %u, longer %u: %lu good, %u wrong", bit, longer, (gulong) log->n_good,
          count_wrong (log));
      g_assert_cmpuint (count_wrong (log), ==, 0);
      g_assert_cmpuint (log->n_good, >=, 59);
      g_assert_cmpuint (log->n_good, <=, 60);
    }
  }
}

/* Packets that end otherwise than was said: the error names the key. */
static void
test_other (void)
{
  TlmDecodeOptions options = {
    .format = "ccsds-spp",
    .packets = { .fields = FIELDS, .time = "T:ms", .map = "a=A", .check = TLM_PACKET_CHECK_ISO }
  };
  g_autoptr (GByteArray) data = make_packets (60, TLM_PACKET_CHECK_CRC16, FALSE);
  g_autoptr (GBytes) bytes = g_bytes_new (data->data, data->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "test", &options, &error);

  g_assert_null (log);
  g_assert_nonnull (strstr (error->message, "iso"));
  g_assert_nonnull (strstr (error->message, "check=none"));
}

/* Groups: the check of each part is not data. */
static void
test_groups (void)
{
  TlmDecodeOptions options = {
    .format = "ccsds-spp",
    .packets = { .fields = FIELDS, .time = "T:ms", .map = "a=A,b=B",
      .check = TLM_PACKET_CHECK_CRC16 }
  };
  static const struct {
    guint segment, count;
    const char *data;
    gsize n;
  } parts[] = {
    { .segment = 1, .count = 0, .data = "\x00\x00\x00\x64\x03", .n = 5 },
    { .segment = 0, .count = 1, .data = "\xe9", .n = 1 },
    { .segment = 2, .count = 2, .data = "\xe6\x77", .n = 2 },
  };
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 packet[32], bytes[16];

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    gsize length;
    memcpy (bytes, parts[i].data, parts[i].n);
    length = write_packet (packet, 5, parts[i].segment, parts[i].count, bytes, parts[i].n + 2);
    seal (TLM_PACKET_CHECK_CRC16, packet, length);
    g_byte_array_append (data, packet, (guint) length);
  }
  g_autoptr (TlmLog) log = decode_bytes (data->data, data->len, &options);
  g_assert_cmpuint (tlm_series_length (find_track (log, "b")->series), ==, 1);
  g_assert_cmpuint (count_wrong (log), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet-check/vectors", test_vectors);
  g_test_add_func ("/packet-check/whole", test_whole);
  g_test_add_func ("/packet-check/damage", test_damage);
  g_test_add_func ("/packet-check/length", test_length);
  g_test_add_func ("/packet-check/other", test_other);
  g_test_add_func ("/packet-check/groups", test_groups);
  return g_test_run ();
}
