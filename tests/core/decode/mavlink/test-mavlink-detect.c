/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MAVLink that does not begin with its first frame: joined in the middle, behind garbage. */
#include "core/decode/registry.h"
#include "mavlink-frames.h"
#include "wire-make.h"

#define N 40
#define T0_US G_GUINT64_CONSTANT (1714813200000000)

typedef struct {
  const char *name;
  int version;
  gboolean stamped;
  guint cut, junk;             /* bytes that are missing, and that come before */
  const char *words;           /* that come before */
  guint others;                /* frames of a message that is not known, between */
  guint samples;               /* that must be there */
} Case;

/* The first frame behind garbage does not tell whether there are stamps, and is left out. */
static const Case cases[] = {
  { "version 2", 2, .samples = N },
  { "version 2, cut", 2, .cut = 1, .samples = N - 2 },
  { "version 2, cut in the check sum", 2, .cut = 38, .samples = N - 2 },
  { "version 2, cut in the tenth frame", 2, .cut = 9 * 40 + 20, .samples = N - 11 },
  { "version 1, cut", 1, .cut = 7, .samples = N - 2 },
  { "version 1 behind noise", 1, .junk = 3000, .samples = N - 1 },
  { "version 2 behind noise", 2, .junk = 60000, .samples = N - 1 },
  { "version 2 behind words", 2, .words = "Init ArduCopter\r\nFree RAM: 4096\r\n", .samples = N - 1 },
  { "a log, cut in a stamp", 2, .stamped = TRUE, .cut = 3, .samples = N - 1 },
  { "a log, cut in a frame", 1, .stamped = TRUE, .cut = 20, .samples = N - 2 },
  { "a log behind noise", 2, .stamped = TRUE, .junk = 777, .samples = N - 1 },
  { "unknown messages between", 2, .cut = 9, .others = 3, .samples = N - 1 },
  { "unknown messages, version 1", 1, .junk = 100, .others = 2, .samples = N - 1 },
};

static void
add_stamp (GByteArray *out, const Case *row, guint i)
{
  if (row->stamped)
    mav_add_stamp (out, T0_US + 100000 * (guint64) i);
}

static GByteArray *
make (const Case *row)
{
  GByteArray *out = g_byte_array_new ();
  guint8 number = 0;

  for (guint i = 0; i < N; i++) {
    guint8 p[28] = { 0 }, other[20] = { 1, 2, 3, [19] = 4 };
    mav_put32 (p, 60000 + 100 * (gint64) i);
    mav_put32 (p + 4, 473000000);
    mav_put32 (p + 8, 85000000);
    mav_put32 (p + 12, 100000 + 1000 * (gint64) i);
    mav_put16 (p + 26, 9000);
    add_stamp (out, row, i);
    mav_add_numbered (out, row->version, number++, 1, 1, 33, 104, p, sizeof p);
    for (guint k = 0; k < row->others; k++) {
      add_stamp (out, row, i);
      mav_add_numbered (out, row->version, number++, 1, 1, 200, 13, other, sizeof other);
    }
  }
  return out;
}

static GByteArray *
damage (const Case *row)
{
  g_autoptr (GByteArray) data = make (row);
  GByteArray *out = g_byte_array_new ();

  make_noise (out, row->junk, 77);
  if (row->words)
    make_text (out, row->words);
  g_byte_array_append (out, data->data + row->cut, data->len - row->cut);
  return out;
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GByteArray) all = damage (row);
  g_autoptr (GBytes) bytes = g_bytes_new (all->data, all->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = tlm_decode_bytes (bytes, "link", NULL, &error);
  TlmSeries *series;
  gsize n;

  g_assert_no_error (error);
  g_assert_cmpstr (log->format, ==, "mavlink");
  series = wire_track (log, "", "altitude")->series;
  n = tlm_series_length (series);
  g_assert_cmpuint (n, ==, row->samples);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (tlm_series_value (series, i), ==, 100 + N - (double) n + (double) i);
  wire_check_pieces ("mavlink", all->data, all->len);
}

/* One frame in noise may be chance, and frames with a wrong check sum are none. */
static void
test_not (void)
{
  const Case row = { "", 2, .junk = 500 };
  g_autoptr (GByteArray) all = damage (&row);
  const TlmDecoder *decoder = tlm_decoder_by_name ("mavlink");
  const TlmDecodeOptions none = { 0 };

  g_assert_cmpuint (decoder->search (all->data, 500 + 40, &none), ==, 0);
  g_assert_cmpuint (decoder->search (all->data, 500 + 3 * 40, &none), >, 0);
  for (guint i = 500 + 39; i < all->len; i += 20)
    all->data[i] ^= 0x55;
  g_assert_cmpuint (decoder->search (all->data, all->len, &none), ==, 0);
}

/* 2 MiB of noise, with the marks of frames eight times as often as in other noise. */
static void
test_noise (void)
{
  const TlmDecoder *decoder = tlm_decoder_by_name ("mavlink");
  const TlmDecodeOptions none = { 0 };

  for (guint32 k = 0; k < 32; k++) {
    g_autoptr (GByteArray) noise = g_byte_array_new ();
    make_noise (noise, 65536, 4000 + k);
    for (guint i = 0; i < noise->len; i += 16)
      noise->data[i] = k % 2 ? 0xfd : 0xfe;
    g_assert_cmpuint (decoder->search (noise->data, noise->len, &none), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/mavlink-detect/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/mavlink-detect/not", test_not);
  g_test_add_func ("/mavlink-detect/noise", test_noise);
  return g_test_run ();
}
