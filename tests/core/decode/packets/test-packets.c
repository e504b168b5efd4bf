/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Streams of packets and frames: cuts, garbage, counters, groups, damage. */
#include <glib/gstdio.h>

#include "core/base/error.h"
#include "core/decode/crc16.h"
#include "core/decode/packets/wire/sequence.h"
#include "core/decode/packets/wire/space-packet.h"
#include "packets-util.h"

#define FIELDS "T:uint32,A:int16,B:uint8,PAD:fill8"

static TlmDecodeOptions
plain_options (void)
{
  return (TlmDecodeOptions) {
    .format = "ccsds-spp",
    .packets = { .fields = FIELDS, .time = "T:ms", .map = "a=A,b=B" }
  };
}

/* N packets of APID 5 from COUNT on, each 14 bytes. */
static GByteArray *
make_packets (guint count, guint n)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = count; i < count + n; i++) {
    guint8 packet[64], data[8] = {
      0, 0, (guint8) (i >> 2), (guint8) (i * 64), (guint8) (i >> 8), (guint8) i, (guint8) (i * 7), 0
    };
    g_byte_array_append (out, packet, (guint) write_packet (packet, 5, 3, i & 16383, data, 8));
  }
  return out;
}

static void
test_crc (void)
{
  g_assert_cmphex (tlm_crc16 ((const guint8 *) "123456789", 9), ==, 0x29b1);
  g_assert_cmphex (tlm_crc16 ((const guint8 *) "", 0), ==, 0xffff);
}

static void
test_sequence (void)
{
  static const struct {
    guint count;
    TlmSequenceStep step;
    guint missing;
  } steps[] = {
    { 16380, TLM_SEQUENCE_NEXT, 0 }, { 16381, TLM_SEQUENCE_NEXT, 0 },
    { 16381, TLM_SEQUENCE_DUPLICATE, 0 }, { 2, TLM_SEQUENCE_GAP, 4 },
    { 0, TLM_SEQUENCE_LATE, 0 }, { 0, TLM_SEQUENCE_DUPLICATE, 0 },
    { 16370, TLM_SEQUENCE_DUPLICATE, 0 }, { 3, TLM_SEQUENCE_NEXT, 0 },
    { 12000, TLM_SEQUENCE_NEXT, 0 }, { 12001, TLM_SEQUENCE_NEXT, 0 },
  };
  TlmSequence sequence = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    guint missing;
    g_assert_cmpint (tlm_sequence_step (&sequence, steps[i].count, 16384, &missing), ==,
        steps[i].step);
    g_assert_cmpuint (missing, ==, steps[i].missing);
  }
}

/* Pushes DATA in pieces of pseudo-random sizes up to MOST. */
static char *
decode_pieces (const GByteArray *data, const TlmDecodeOptions *options, guint most, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  const TlmDecoder *decoder = tlm_decoder_find (data->data, data->len, NULL, options, &error);
  g_autoptr (TlmFeed) feed = tlm_feed_new (decoder, "test", options, &error);

  g_assert_no_error (error);
  for (guint at = 0; at < data->len;) {
    guint n = (guint) g_rand_int_range (random, 1, (gint) most + 1);
    n = MIN (n, data->len - at);
    g_assert_true (tlm_feed_push (feed, data->data + at, n, &error));
    at += n;
  }
  tlm_feed_finish (feed, NULL);
  g_autoptr (TlmLog) log = tlm_feed_take (feed);
  return log ? describe_log (log) : g_strdup ("nothing");
}

static void
check_pieces (const GByteArray *data, const TlmDecodeOptions *options)
{
  g_autofree char *whole = decode_pieces (data, options, data->len, 1);

  for (guint most = 1; most < 200; most += most < 16 ? 1 : 37) {
    g_autofree char *cut = decode_pieces (data, options, most, most);
    g_assert_cmpstr (cut, ==, whole);
  }
}

static void
append_garbage (GByteArray *out, guint n, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n; i++) {
    guint8 byte = (guint8) g_rand_int (random);
    g_byte_array_append (out, &byte, 1);
  }
}

static void
append_all (GByteArray *out, GByteArray *from)
{
  g_byte_array_append (out, from->data, from->len);
  g_byte_array_unref (from);
}

static void
test_garbage (void)
{
  TlmDecodeOptions options = plain_options ();

  for (guint seed = 1; seed <= 60; seed++) {
    g_autoptr (GByteArray) data = g_byte_array_new ();
    append_garbage (data, seed * 3, seed);
    append_all (data, make_packets (100, 50));
    append_garbage (data, seed, seed + 1000);
    append_all (data, make_packets (150, 50));
    g_autoptr (TlmLog) log = decode_bytes (data->data, data->len, &options);
    /* Chains of counters that stand still, and other lengths, are not believed. */
    g_assert_cmpuint (log->n_good, >=, 98);
    g_assert_cmpuint (log->n_good, <=, 102);
    g_assert_cmpuint (log->n_bad, >=, 1);
    g_assert_cmpuint (log->n_bad, <=, 4);
    if (seed % 20 == 0)
      check_pieces (data, &options);
  }
}

static void
test_zeros (void)
{
  TlmDecodeOptions options = plain_options ();
  g_autoptr (GByteArray) data = make_packets (0, 10);
  guint8 zeros[1000] = { 0 };

  g_byte_array_append (data, zeros, sizeof zeros);
  append_all (data, make_packets (10, 10));
  g_autoptr (TlmLog) log = decode_bytes (data->data, data->len, &options);
  g_assert_cmpuint (log->n_good, ==, 20);
  g_assert_cmpuint (log->n_bad, ==, 1);
  g_assert_cmpuint (log->n_lost, ==, 0);
  g_assert_nonnull (strstr (log->first_bad, "byte 140"));
}

static void
test_counters (void)
{
  TlmDecodeOptions options = plain_options ();
  g_autoptr (GByteArray) data = make_packets (0, 10);

  append_all (data, make_packets (13, 5));
  append_all (data, make_packets (11, 1));
  append_all (data, make_packets (17, 1));
  append_all (data, make_packets (18, 2));
  g_autoptr (TlmLog) log = decode_bytes (data->data, data->len, &options);
  g_assert_cmpuint (log->n_good, ==, 19);
  g_assert_cmpuint (log->n_lost, ==, 2);   /* 10 and 12; 11 came after all */
  g_assert_cmpuint (log->n_out_of_order, ==, 1);
  g_assert_cmpuint (log->n_duplicate, ==, 1);
  /* The late one is used, the one that came again is no second sample. */
  g_assert_cmpuint (tlm_series_length (find_track (log, "a")->series), ==, 18);
  check_pieces (data, &options);
}

static void
test_prefix_and_idle (void)
{
  TlmDecodeOptions options = plain_options ();
  g_autoptr (GByteArray) plain = make_packets (0, 20);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 idle[32], fill[9] = { 0 };
  gsize n = write_packet (idle, TLM_SPACE_PACKET_IDLE, 3, 0, fill, sizeof fill);

  options.packets.prefix = 3;
  for (guint i = 0; i < 20; i++) {
    g_byte_array_append (data, (const guint8 *) "\x07\xff\x80", 3);
    g_byte_array_append (data, plain->data + 14 * i, 14);
    g_byte_array_append (data, (const guint8 *) "abc", 3);
    g_byte_array_append (data, idle, (guint) n);
  }
  g_autoptr (TlmLog) log = decode_bytes (data->data, data->len, &options);
  g_assert_cmpuint (log->n_good, ==, 20);
  g_assert_cmpuint (log->n_bad, ==, 0);
  check_pieces (data, &options);
}

static void
test_groups (void)
{
  TlmDecodeOptions options = plain_options ();
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 packet[32];
  static const struct {
    guint segment, count;
    const char *data;
    gsize n;
  } parts[] = {
    { 1, 0, "\0\0\0\1\377", 5 }, { 0, 1, "\376", 1 }, { 2, 2, "\5\0", 2 },
    { 1, 3, "\0\0\0\2\0", 5 }, { 2, 5, "\1\5\0", 3 },    /* one is missing within */
    { 1, 6, "\0\0\0\3\0", 5 }, { 2, 7, "\1\5\0", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_byte_array_append (data, packet, (guint) write_packet (packet, 5, parts[i].segment,
            parts[i].count, (const guint8 *) parts[i].data, parts[i].n));
  g_autoptr (TlmLog) log = decode_bytes (data->data, data->len, &options);
  const TlmTrack *track = find_track (log, "a");
  g_assert_cmpuint (tlm_series_length (track->series), ==, 2);
  g_assert_cmpfloat (tlm_series_value (track->series, 0), ==, -2);
  g_assert_cmpfloat (tlm_series_value (track->series, 1), ==, 1);
  g_assert_cmpuint (log->n_bad, ==, 1);
  g_assert_cmpuint (log->n_lost, ==, 1);
}

/* Frames around a stream of packets, by the standard's own figures: LENGTH bytes
 * each with CRC, packets where they fall. */
static GByteArray *
make_frames (const guint8 *packets, gsize n, gboolean aos, gsize length, gsize each,
    gboolean marker, guint drop)
{
  GByteArray *out = g_byte_array_new ();
  gsize head = aos ? 8 : 6, zone = length - head - 2, at = 0;

  for (guint count = 0; at + zone <= n; count++, at += zone) {
    g_autofree guint8 *frame = g_malloc0 (length);
    gsize first = (each - at % each) % each;
    guint pointer = first < zone ? (guint) first : 0x7ff;
    guint16 crc;
    if (aos) {
      const guint8 header[8] = { 0x40 | 3, 0x40 | 9, (guint8) (count >> 16), (guint8) (count >> 8),
        (guint8) count, 0, (guint8) (pointer >> 8), (guint8) pointer };
      memcpy (frame, header, 8);
    } else {
      const guint8 header[6] = { 3, 0x42, (guint8) count, (guint8) count,
        (guint8) (0x18 | pointer >> 8), (guint8) pointer };
      memcpy (frame, header, 6);
    }
    memcpy (frame + head, packets + at, zone);
    crc = tlm_crc16 (frame, length - 2);
    frame[length - 2] = (guint8) (crc >> 8);
    frame[length - 1] = (guint8) crc;
    if (drop > 0 && count % drop == drop - 1)
      continue;
    if (marker)
      g_byte_array_append (out, (const guint8 *) "\x1a\xcf\xfc\x1d", 4);
    g_byte_array_append (out, frame, (guint) length);
  }
  return out;
}

static void
check_frames (gboolean aos, gboolean marker, gsize length)
{
  g_autoptr (GByteArray) packets = make_packets (0, 600);
  g_autoptr (GByteArray) data = make_frames (packets->data, packets->len, aos, length, 14, marker,
      0);
  g_autoptr (GByteArray) lossy = make_frames (packets->data, packets->len, aos, length, 14, marker,
      length > 500 ? 4 : 10);
  TlmDecodeOptions options = plain_options ();
  gsize zone = length - (aos ? 10 : 8);
  gsize n = packets->len / zone * zone / 14;

  options.format = aos ? "ccsds-aos" : "ccsds-tm";
  options.packets.frame_length = marker ? 0 : (guint) length;
  g_autoptr (TlmLog) log = decode_bytes (data->data, data->len, &options);
  g_assert_cmpuint (log->n_good, ==, n);
  g_assert_cmpuint (log->n_bad, ==, 0);
  g_assert_cmpuint (log->n_lost, ==, 0);
  check_pieces (data, &options);
  /* With frames lost, what is left is right: counts and values belong together. */
  g_autoptr (TlmLog) rest = decode_bytes (lossy->data, lossy->len, &options);
  const TlmSeries *a = find_track (rest, "a")->series;
  g_assert_cmpuint (rest->n_good, <, n);
  g_assert_cmpuint (rest->n_good, >, n * 7 / 10);
  g_assert_cmpuint (rest->n_lost, >, 0);
  g_assert_cmpuint (rest->n_good + rest->n_lost, <=, n);
  for (gsize i = 0; i < tlm_series_length (a); i++) {
    guint k = (guint) tlm_series_value (a, i);
    g_assert_cmpint (tlm_series_time (a, i), ==,
        (gint64) (((k >> 2 & 255) << 8) | (k * 64 & 255)) * 1000000);
  }
}

static void
test_frames (void)
{
  for (gint i = 0; i < 4; i++) {
    check_frames (i & 1, i & 2, 100);
    check_frames (i & 1, i & 2, 20);
    check_frames (i & 1, i & 2, 1115);
  }
}

static void
test_frame_damage (void)
{
  g_autoptr (GByteArray) packets = make_packets (0, 600);
  TlmDecodeOptions options = plain_options ();

  for (gint marker = 0; marker < 2; marker++) {
    g_autoptr (GByteArray) data = make_frames (packets->data, packets->len, FALSE, 100, 14, marker,
        0);
    options.format = "ccsds-tm";
    options.packets.frame_length = 100;
    data->data[(marker ? 104 : 100) * 8 + 50] ^= 4;
    g_autoptr (TlmLog) log = decode_bytes (data->data, data->len, &options);
    g_assert_cmpuint (log->n_bad, ==, 2);    /* the frame, and the packet begun before it */
    g_assert_cmpuint (log->n_lost, >=, 6);
    g_assert_cmpuint (log->n_lost, <=, 8);
    check_pieces (data, &options);
  }
}

static void
test_mutations (void)
{
  static const char *const formats[] = { "ccsds-spp", "ccsds-tm", "ccsds-aos" };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GByteArray) packets = make_packets (0, 300);

  for (guint i = 0; i < 3000; i++) {
    TlmDecodeOptions options = plain_options ();
    g_autoptr (GByteArray) data = i % 3 == 0 ? make_packets (0, 40) :
        make_frames (packets->data, 1200, i % 3 == 2, 100, 14, i & 4, 0);
    options.format = formats[i % 3];
    options.packets.frame_length = i & 8 ? 100 : 0;
    options.packets.frame_no_crc = i & 16;
    options.packets.fields = i & 32 ? "T:uint32,N:uint8,X:uint16(N),S:str24,Y:int5(expand)" : FIELDS;
    options.packets.map = i & 32 ? NULL : "a=A";
    for (guint k = 0; k < 1 + i % 20; k++)
      data->data[g_rand_int_range (random, 0, (gint) data->len)] = (guint8) g_rand_int (random);
    g_autoptr (GBytes) bytes = g_bytes_new (data->data,
        (gsize) g_rand_int_range (random, 1, (gint) data->len + 1));
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "test", &options, &error);
    g_assert_true ((log != NULL) != (error != NULL));
  }
}

static void
test_refusals (void)
{
  static const struct {
    TlmPacketOptions packets;
    const char *format, *message;
  } cases[] = {
    { { 0 }, "ccsds-spp", "*add definition=FILE*" },
    { { .fields = FIELDS }, "ccsds-spp", "*add time=FIELD:FORMAT*T, A, B*" },
    { { .fields = FIELDS, .time = "X:ms" }, "ccsds-spp", "*no field \"X\"*" },
    { { .fields = FIELDS, .time = "T:parsec" }, "ccsds-spp", "*no time format*" },
    { { .fields = FIELDS, .time = "T:ms", .map = "altitude=A" }, "ccsds-spp", "*has no unit*" },
    { { .fields = FIELDS, .time = "T:ms", .map = "altitude=A:s" }, "ccsds-spp",
        "*another quantity*" },
    { { .fields = FIELDS, .time = "T:ms", .map = "position-x=A:m" }, "ccsds-spp", "*no frame*" },
    { { .fields = FIELDS, .time = "T:ms", .map = "position-x=A:m:ITRF" }, "ccsds-spp",
        "*position-x, position-y and position-z*" },
    { { .fields = FIELDS, .time = "T:ms", .map = "a=A@B" }, "ccsds-spp", "*add B:FORMAT*" },
    { { .fields = "T:wint8" }, "ccsds-spp", "*uint, int, float, str or fill*" },
    { { .fields = "T:uint65" }, "ccsds-spp", "*1 to 64 bits*" },
    { { .fields = "T:float24" }, "ccsds-spp", "*16, 32 or 64*" },
    { { .fields = FIELDS, .time = "T:ms" }, "ccsds-tm", "*frame-length=BYTES*" },
    { { .fields = FIELDS, .time = "T:ms", .frame_length = 3 }, "ccsds-aos", "*16 to 65536*" },
    { { .fields = FIELDS, .time = "T:ms", .frame_length = 20 }, "ccsds-tm", "*frame-crc=no*" },
  };
  g_autoptr (GByteArray) data = make_packets (0, 10);
  g_autoptr (GBytes) bytes = g_bytes_new (data->data, data->len);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmDecodeOptions options = { .format = cases[i].format, .packets = cases[i].packets };
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "test", &options, &error);
    g_assert_null (log);
    g_assert_nonnull (error);
    if (!g_pattern_match_simple (cases[i].message, error->message))
      g_error ("%s is not like %s", error->message, cases[i].message);
  }
}

/* Packets of another maker: labels, an array whose elements share an offset, and
 * sin (k times 45 degrees) in it. */
static void
test_hs (void)
{
  g_autoptr (GBytes) bytes = load_shared (
      "packets/hs/apid035/SSAT1_2015-180-00-00-00_2015-180-01-59-59_35_1_sim.tlm");
  g_autofree char *definition = bytes ? shared_data_path ("packets/hs/apid035/defs.csv") : NULL;
  TlmDecodeOptions options = {
    .format = "ccsds-spp",
    .packets = {
      .definition = definition, .has_apid = TRUE, .apid = 35,
      .time = "pkt35_time_secs:s+pkt35_time_msecs:ms@2015-01-01"
    }
  };

  if (!definition)
    return;
  g_autoptr (TlmLog) log = decode_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
      &options);
  g_assert_cmpuint (log->n_good, ==, 7200);
  g_assert_cmpuint (log->n_bad, ==, 0);
  for (guint k = 0; k < 8; k++) {
    g_autofree char *name = g_strdup_printf ("pkt35_flt_sin_2h[%u]", k);
    g_assert_cmpfloat_with_epsilon (tlm_series_value (find_track (log, name)->series, 0),
        sin (k * G_PI / 4), 1e-6);
  }
  g_assert_cmpfloat_with_epsilon (tlm_series_value (find_track (log, "pkt35_uint32_sin_1h")->series,
          0), 2000 - 0.002766 * 4135 + 0.0000535 * 4135 * 4135 - 0.00000000162 * 4135. * 4135 * 4135,
      1e-9);
  g_assert_cmpstr (tlm_text_track_at (find_text (log, "pkt35_cntoverflow"), G_MAXINT64, NULL), !=,
      NULL);
  /* 2015, day 180, midnight. */
  g_assert_cmpint (tlm_series_time (find_track (log, "pkt35_int8_cnt")->series, 0), ==,
      (G_GINT64_CONSTANT (1420070400) + 35 + 179 * 86400) * TLM_SECOND);
}

static void
test_hs_labels (void)
{
  g_autoptr (GBytes) bytes = load_shared (
      "packets/hs/apid001/SSAT1_2015-180-00-00-00_2015-180-01-59-58_1_1_sim.tlm");
  g_autofree char *definition = bytes ? shared_data_path ("packets/hs/apid001/defs.csv") : NULL;
  TlmDecodeOptions options = {
    .format = "ccsds-spp",
    .packets = { .definition = definition, .time = "pkt1_time_secs:cuc4.2@2015-01-01" }
  };

  if (!definition)
    return;
  g_autoptr (TlmLog) log = decode_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
      &options);
  g_assert_cmpuint (log->n_good + log->n_bad, ==, 1448);
  /* The first packet counts 199: "[110,255]". */
  g_assert_cmpstr (find_text (log, "pkt1_uint8_cnt")->values->pdata[0], ==, "DEFAULT");
  g_assert_cmpfloat (tlm_series_value (find_track (log, "pkt1_uint16_osc")->series, 0), ==, 0x6898);
}

#define RATED "<SpaceSystem name='S'><TelemetryMetaData><ParameterTypeSet>" \
    "<IntegerParameterType name='u16'><IntegerDataEncoding sizeInBits='16'/></IntegerParameterType>" \
    "<IntegerParameterType name='u48'><IntegerDataEncoding sizeInBits='48'/></IntegerParameterType>" \
    "</ParameterTypeSet><ParameterSet><Parameter name='HEAD' parameterTypeRef='u48'/>" \
    "<Parameter name='T' parameterTypeRef='u16'/><Parameter name='A' parameterTypeRef='u16'/>" \
    "</ParameterSet><ContainerSet><SequenceContainer name='C'>" \
    "<DefaultRateInStream minimumValue='0.05'/><EntryList><ParameterRefEntry parameterRef='HEAD'/>" \
    "<ParameterRefEntry parameterRef='T'/><ParameterRefEntry parameterRef='A'/></EntryList>" \
    "</SequenceContainer></ContainerSet></TelemetryMetaData></SpaceSystem>"

/* A beacon that says it comes three times a minute: one minute without is no loss, more is,
 * in a file and in a stream, from the second packet on. A mission's word stands above it. */
static void
test_declared_rate (void)
{
  static const guint seconds[] = { 0, 60, 121, 122, 180 };
  g_autofree char *folder = g_dir_make_tmp ("rate-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "rate.xml", NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  TlmDecodeOptions options = { .format = "ccsds-spp",
    .packets = { .definition = path, .time = "T:s", .map = "a=A" } };

  g_assert_true (g_file_set_contents (path, RATED, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++) {
    const guint8 data[4] = { (guint8) (seconds[i] >> 8), (guint8) seconds[i], 0, (guint8) i };
    guint8 packet[16];
    g_byte_array_append (bytes, packet, (guint) write_packet (packet, 5, 3, i, data, 4));
  }
  for (guint said = 0; said < 2; said++) {
    g_autoptr (GError) error = NULL;
    options.longest_gap_ns = said * 59 * TLM_SECOND;
    g_autoptr (TlmLog) whole = decode_bytes (bytes->data, bytes->len, &options);
    g_autoptr (TlmFeed) feed = tlm_feed_new (tlm_decoder_by_name ("ccsds-spp"), "test", &options, &error);
    g_assert_no_error (error);
    for (guint i = 0; i + 1 < G_N_ELEMENTS (seconds); i++)
      g_assert_cmpint (tlm_series_is_gap (find_track (whole, "a")->series, i), ==,
          seconds[i + 1] - seconds[i] > (said ? 59 : 60));
    for (guint i = 0, from = 0; i < 2; i++, from = 30) {
      g_assert_true (tlm_feed_push (feed, bytes->data + from, i ? bytes->len - from : 30, &error));
      if (i == 1)
        g_assert_true (tlm_feed_finish (feed, &error));
      g_autoptr (TlmLog) piece = tlm_feed_take (feed);
      g_assert_nonnull (piece);
      g_assert_cmpint (tlm_series_longest_gap (find_track (piece, "a")->series), ==,
          (said ? 59 : 60) * TLM_SECOND);
    }
  }
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packets/crc", test_crc);
  g_test_add_func ("/packets/sequence", test_sequence);
  g_test_add_func ("/packets/garbage", test_garbage);
  g_test_add_func ("/packets/zeros", test_zeros);
  g_test_add_func ("/packets/counters", test_counters);
  g_test_add_func ("/packets/prefix-and-idle", test_prefix_and_idle);
  g_test_add_func ("/packets/groups", test_groups);
  g_test_add_func ("/packets/frames", test_frames);
  g_test_add_func ("/packets/frame-damage", test_frame_damage);
  g_test_add_func ("/packets/mutations", test_mutations);
  g_test_add_func ("/packets/refusals", test_refusals);
  g_test_add_func ("/packets/declared-rate", test_declared_rate);
  if (shared_data_there ("/packets/third-party")) {
    g_test_add_func ("/packets/hs", test_hs);
    g_test_add_func ("/packets/hs-labels", test_hs_labels);
  }
  return g_test_run ();
}
