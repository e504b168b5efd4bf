/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/time/ccsds-time.h"
#include "core/time/iso8601.h"
#include "shared-data.h"

static TlmInstant
utc (const char *text)
{
  TlmInstant out = TLM_TIME_NONE;

  g_assert_true (tlm_iso8601_read (text, -1, TLM_SCALE_UTC, &out, NULL));
  return out;
}

/* Bytes written in hexadecimal, blanks ignored. */
static GByteArray *
bytes (const char *hex)
{
  GByteArray *array = g_byte_array_new ();

  for (; *hex; hex++) {
    if (*hex == ' ')
      continue;
    guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4
        | g_ascii_xdigit_value (hex[1]));
    g_byte_array_append (array, &byte, 1);
    hex++;
  }
  return array;
}

static TlmInstant
read_hex (const char *hex, TlmInstant epoch)
{
  g_autoptr (GByteArray) data = bytes (hex);
  g_autoptr (GError) error = NULL;
  TlmInstant out = TLM_TIME_NONE;
  guint used = tlm_ccsds_time_read_preambled (data->data, data->len, epoch,
      &out, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (used, ==, data->len);
  return out;
}

static void
test_cuc_known (void)
{
  TlmInstant expected = utc ("2002-05-23T12:34:56.789Z");

  /* Three octets of fraction: within half of 2^-24 s. */
  TlmInstant got = read_hex ("1F 537F4090 C9FBE7", TLM_TIME_NONE);
  g_assert_cmpint (ABS (got - expected), <=, 30);
  g_assert_cmpint (read_hex ("1C 537F4090", TLM_TIME_NONE), ==,
      utc ("2002-05-23T12:34:56Z"));
  g_assert_cmpint (read_hex ("1C 00000000", TLM_TIME_NONE), ==,
      -378691200 * TLM_SECOND);
  /* Through the leap second: TAI goes on. */
  g_assert_cmpint (read_hex ("1D 6EFAA524 80", TLM_TIME_NONE), ==,
      utc ("2016-12-31T23:59:60.5Z"));
}

static void
test_cuc_agency (void)
{
  TlmInstant epoch = utc ("2000-01-01T12:00:00Z");

  g_assert_cmpint (read_hex ("2F 0000003C 400000", epoch), ==,
      utc ("2000-01-01T12:01:00.25Z"));
  g_assert_cmpint (read_hex ("20 FF", epoch), ==, utc ("2000-01-01T12:04:15Z"));
  g_assert_cmpint (read_hex ("24 0100", epoch), ==, utc ("2000-01-01T12:04:16Z"));
}

/* The second octet adds 3 coarse and 7 fine octets at most. */
static void
test_cuc_extended (void)
{
  g_assert_cmpint (read_hex ("9F 7C 000000537F4090 80000000000000000000",
          TLM_TIME_NONE), ==, utc ("2002-05-23T12:34:56.5Z"));
  g_assert_cmpint (read_hex ("9C 20 00537F4090", TLM_TIME_NONE), ==,
      utc ("2002-05-23T12:34:56Z"));
  g_assert_cmpint (read_hex ("9C 08 537F4090 4000", TLM_TIME_NONE), ==,
      utc ("2002-05-23T12:34:56.25Z"));
  /* 2^-72 s is nothing; a fraction of all ones is the next second. */
  g_assert_cmpint (read_hex ("9F 1C 537F4090 00000000000000000001",
          TLM_TIME_NONE), ==, utc ("2002-05-23T12:34:56Z"));
  g_assert_cmpint (read_hex ("9F 1C 537F4090 FFFFFFFFFFFFFFFFFFFF",
          TLM_TIME_NONE), ==, utc ("2002-05-23T12:34:57Z"));
}

static void
test_cds_known (void)
{
  g_assert_cmpint (read_hex ("42 3F55 02B32C95 00BC614E", TLM_TIME_NONE), ==,
      utc ("2002-05-23T12:34:56.789012345Z"));
  g_assert_cmpint (read_hex ("40 5AF8 01E9D670", TLM_TIME_NONE), ==,
      utc ("2021-10-05T08:55:02Z"));
  g_assert_cmpint (read_hex ("41 5AF8 01E9D670 03E7", TLM_TIME_NONE), ==,
      utc ("2021-10-05T08:55:02.000999Z"));
  g_assert_cmpint (read_hex ("44 005AF8 01E9D670", TLM_TIME_NONE), ==,
      utc ("2021-10-05T08:55:02Z"));
  /* Days since 1950, as the French archives have them. */
  g_assert_cmpint (read_hex ("4C 000001 00000000", utc ("1950-01-01T00:00:00Z")),
      ==, utc ("1950-01-02T00:00:00Z"));
}

/* 2016-12-31 is day 21549 = 542D since 1958. */
static void
test_cds_leap_second (void)
{
  g_assert_cmpint (read_hex ("40 542D 05265DF4", TLM_TIME_NONE), ==,
      utc ("2016-12-31T23:59:60.5Z"));
  g_assert_cmpint (read_hex ("40 542D 05265BFF", TLM_TIME_NONE), ==,
      utc ("2016-12-31T23:59:59.999Z"));
  g_assert_cmpint (read_hex ("40 542E 00000000", TLM_TIME_NONE), ==,
      utc ("2017-01-01T00:00:00Z"));
}

/* The first packet of a weather satellite: no P-field is sent. */
static void
test_cds_out_of_band (void)
{
  const guint8 field[] = { 0x5a, 0x45, 0, 0, 0, 7, 0, 0x89, 0xff };
  const TlmCcsdsTime format = { .code = TLM_CCSDS_CDS, .day_octets = 2,
    .submilli_octets = 2 };
  TlmInstant out;

  g_assert_cmpuint (tlm_ccsds_time_size (&format), ==, 8);
  g_assert_true (tlm_ccsds_time_read (&format, TLM_TIME_NONE, field,
          sizeof field, &out, NULL));
  g_assert_cmpint (out, ==, utc ("2021-04-09T00:00:00.007137Z"));
}

static void
test_ccs_known (void)
{
  g_assert_cmpint (read_hex ("50 2021 10 05 08 55 02", TLM_TIME_NONE), ==,
      utc ("2021-10-05T08:55:02Z"));
  g_assert_cmpint (read_hex ("58 2021 0278 08 55 02", TLM_TIME_NONE), ==,
      utc ("2021-10-05T08:55:02Z"));
  g_assert_cmpint (read_hex ("51 2021 10 05 08 55 02 44", TLM_TIME_NONE), ==,
      utc ("2021-10-05T08:55:02.44Z"));
  g_assert_cmpint (read_hex ("54 2021 10 05 08 55 02 44 20 00 01",
          TLM_TIME_NONE), ==, utc ("2021-10-05T08:55:02.44200001Z"));
  g_assert_cmpint (read_hex ("56 2021 10 05 08 55 02 12 34 56 78 91 23",
          TLM_TIME_NONE), ==, utc ("2021-10-05T08:55:02.123456789Z"));
  g_assert_cmpint (read_hex ("5D 2016 0366 23 59 60 99 99 99 99 99",
          TLM_TIME_NONE), ==, utc ("2016-12-31T23:59:60.999999999Z"));
}

/* All P-fields of one octet, and of two where there are two. */
static void
test_every_preamble (void)
{
  guint right = 0;

  for (guint first = 0; first < 256; first++) {
    for (guint second = 0; second < 256; second++) {
      const guint8 data[2] = { (guint8) first, (guint8) second };
      TlmCcsdsTime format = { 0 };
      guint used = tlm_ccsds_time_preamble (data, 2, &format, NULL);

      if (used == 0)
        continue;
      right++;
      g_assert_cmpuint (used, ==, first & 0x80 ? 2 : 1);
      g_assert_cmpuint (format.code, ==, first >> 4 & 7);
      guint size = tlm_ccsds_time_size (&format);
      g_assert_cmpuint (size, >=, 1);
      g_assert_cmpuint (size, <=, TLM_CCSDS_TIME_MAX);
    }
  }
  /* One octet: 32 of CUC, 12 of CDS, 14 of CCS, whatever follows them. Two:
   * 32 of CUC, and half of the second octets. */
  g_assert_cmpuint (right, ==, (32 + 12 + 14) * 256 + 32 * 128);
}

static void
test_wrong (void)
{
  const struct { const char *hex, *says; } cases[] = {
    { "", "no bytes are left" },
    { "9C", "second octet is cut off" },
    { "9C 80 00000000", "third octet" },
    { "00 00000000", "code 0" },
    { "30 00", "code 3" },
    { "60 00", "code 6" },
    { "70 00", "code 7" },
    { "43 0000 00000000", "resolution 11" },
    { "C0 00 0000 00000000", "no second octet" },
    { "57 2021 10 05 08 55 02", "resolution 111" },
    { "D0 00 2021 10 05 08 55 02", "no second octet" },
    { "1C 537F40", "3 bytes are left of a T-field of 4" },
    { "1C", "0 bytes are left" },
    { "2C 00000000", "epoch, which is not given" },
    { "48 0000 00000000", "epoch, which is not given" },
    { "9C 60 FFFFFFFFFFFFFF", "outside the years 1900 to 2200" },
    { "40 5AF8 05265C00", "has no millisecond 86400000" },
    { "40 542D 05265FE8", "has no millisecond" },
    { "40 5AF8 FFFFFFFF", "has no millisecond" },
    { "44 FFFFFF 00000000", "has no millisecond" },
    { "41 5AF8 00000000 03E8", "parts of a millisecond" },
    { "42 5AF8 00000000 3B9ACA00", "parts of a millisecond" },
    { "50 2021 1A 05 08 55 02", "no date and time" },
    { "50 2021 13 05 08 55 02", "no date and time" },
    { "50 2021 02 29 08 55 02", "no date and time" },
    { "50 2021 10 05 08 55 60", "no date and time" },
    { "50 A021 10 05 08 55 02", "no date and time" },
    { "51 2021 10 05 08 55 02 AA", "no date and time" },
    { "55 2021 10 05 08 55 02 00 00 00 00 0A", "no date and time" },
    { "58 2021 0366 08 55 02", "no date and time" },
    { "58 A021 0001 08 55 02", "no date and time" },
    { "58 2021 0A01 08 55 02", "no date and time" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GByteArray) data = bytes (cases[i].hex);
    g_autoptr (GError) error = NULL;
    const guint8 nothing = 0;
    TlmInstant out = 4711;

    g_assert_cmpuint (tlm_ccsds_time_read_preambled (
            data->len ? data->data : &nothing, data->len, TLM_TIME_NONE, &out,
            &error), ==, 0);
    g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
    if (!strstr (error->message, cases[i].says))
      g_error ("%s: %s", cases[i].hex, error->message);
    g_assert_cmpint (out, ==, 4711);
  }
}

static void
test_cds_epoch_is_midnight (void)
{
  g_autoptr (GByteArray) data = bytes ("48 0000 00000000");
  g_autoptr (GError) error = NULL;
  TlmInstant out;

  g_assert_cmpuint (tlm_ccsds_time_read_preambled (data->data, data->len,
          utc ("2000-01-01T12:00:00Z"), &out, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "midnight"));
}

static void
test_no_such_layout (void)
{
  const TlmCcsdsTime cases[] = {
    { 0 }, { .code = TLM_CCSDS_CUC_TAI },
    { .code = TLM_CCSDS_CUC_TAI, .coarse_octets = 8 },
    { .code = TLM_CCSDS_CUC_TAI, .coarse_octets = 4, .fine_octets = 11 },
    { .code = TLM_CCSDS_CDS }, { .code = TLM_CCSDS_CDS, .day_octets = 4 },
    { .code = TLM_CCSDS_CDS, .day_octets = 2, .submilli_octets = 3 },
    { .code = TLM_CCSDS_CCS, .subsecond_octets = 7 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (tlm_ccsds_time_size (&cases[i]), ==, 0);
}

/* Random instants, encoded here with 4 octets of seconds and 5 of fraction;
 * 2^-40 s is about 1 ps. */
static void
test_cuc_random (void)
{
  for (guint i = 0; i < 100000; i++) {
    TlmInstant out, t = (TlmInstant) g_test_rand_double_range (63072010,
        3e9) * TLM_SECOND + g_test_rand_int_range (0, 1000000000);
    guint64 seconds = (guint64) (t / TLM_SECOND) + 378691200;
    guint64 fraction = (guint64) ((long double) (t % TLM_SECOND) / 1e9L
        * 1099511627776.0L);
    guint8 data[11] = { 0x9f, 0x08 };

    for (guint k = 0; k < 4; k++)
      data[2 + k] = (guint8) (seconds >> (24 - 8 * k));
    for (guint k = 0; k < 5; k++)
      data[6 + k] = (guint8) (fraction >> (32 - 8 * k));
    g_assert_cmpuint (tlm_ccsds_time_read_preambled (data, sizeof data,
            TLM_TIME_NONE, &out, NULL), ==, sizeof data);
    g_assert_cmpint (out, ==, t);
  }
}

/* Each packet of 71 bytes has CDS stamps at bytes 6 and 15; the times beside
 * them are third-party decoded. */
static void
test_cds_packets (void)
{
  const TlmCcsdsTime format = { .code = TLM_CCSDS_CDS, .day_octets = 2,
    .submilli_octets = 2 };
  g_autofree char *path = shared_data_path (
      "packets/jpss/J01_G011_LZ_2021-04-09T00-00-00Z_V01.DAT1");
  g_autofree char *csv_path = path ? shared_data_path ("packets/jpss/expected.csv") : NULL;
  g_autofree char *data = NULL, *csv = NULL;
  const guint8 *packets[16384] = { NULL }; /* by sequence count */
  guint rows = 0;
  gsize len;

  if (!csv_path)
    return;
  g_assert_true (g_file_get_contents (path, &data, &len, NULL));
  g_assert_true (g_file_get_contents (csv_path, &csv, NULL, NULL));
  for (gsize at = 0; at + 71 <= len; at += 71) {
    const guint8 *packet = (const guint8 *) data + at;

    packets[(packet[2] & 0x3f) << 8 | packet[3]] = packet;
  }
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
  for (char **line = lines + 1; *line && **line; line++, rows++) {
    g_auto (GStrv) cells = g_strsplit (*line, ",", -1);
    const guint8 *packet = packets[g_ascii_strtoull (cells[0], NULL, 10) % 16384];
    TlmInstant out;

    g_assert_nonnull (packet);
    for (guint k = 0; k < 2; k++) {
      g_assert_true (tlm_ccsds_time_read (&format, TLM_TIME_NONE,
              packet + 6 + 9 * k, 65 - 9 * k, &out, NULL));
      g_assert_cmpint (out, ==, utc (cells[1 + k]));
    }
  }
  g_assert_cmpuint (rows, >, 10);
}

/* Random bytes, in buffers just as long, never read past their end (under
 * AddressSanitizer) and never give half a result. */
static void
test_fuzz (void)
{
  TlmInstant epoch = utc ("2000-01-01T00:00:00Z");

  for (guint i = 0; i < 500000; i++) {
    gsize len = (gsize) g_test_rand_int_range (1, 22);
    g_autofree guint8 *data = g_malloc (len);
    g_autoptr (GError) error = NULL;
    TlmInstant out = TLM_TIME_NONE;

    for (gsize k = 0; k < len; k++)
      data[k] = (guint8) (i & 1 ? g_test_rand_int ()
          : g_test_rand_int_range (0, 10) << 4 | g_test_rand_int_range (0, 10));
    guint used = tlm_ccsds_time_read_preambled (data, len,
        i & 2 ? epoch : TLM_TIME_NONE, &out, &error);
    g_assert_cmpuint (used, <=, len);
    g_assert_true ((used == 0) == (error != NULL));
    g_assert_true ((used == 0) == (out == TLM_TIME_NONE));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ccsds-time/cuc-known", test_cuc_known);
  g_test_add_func ("/ccsds-time/cuc-agency", test_cuc_agency);
  g_test_add_func ("/ccsds-time/cuc-extended", test_cuc_extended);
  g_test_add_func ("/ccsds-time/cds-known", test_cds_known);
  g_test_add_func ("/ccsds-time/cds-leap-second", test_cds_leap_second);
  g_test_add_func ("/ccsds-time/cds-out-of-band", test_cds_out_of_band);
  g_test_add_func ("/ccsds-time/ccs-known", test_ccs_known);
  g_test_add_func ("/ccsds-time/every-preamble", test_every_preamble);
  g_test_add_func ("/ccsds-time/wrong", test_wrong);
  g_test_add_func ("/ccsds-time/cds-epoch-is-midnight", test_cds_epoch_is_midnight);
  g_test_add_func ("/ccsds-time/no-such-layout", test_no_such_layout);
  g_test_add_func ("/ccsds-time/cuc-random", test_cuc_random);
  g_test_add_func ("/ccsds-time/cds-packets", test_cds_packets);
  g_test_add_func ("/ccsds-time/fuzz", test_fuzz);
  return g_test_run ();
}
