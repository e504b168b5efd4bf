/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A damaged KLV set in a stream of bytes costs itself alone: the next one is read as soon as
 * it has come. */
#include "core/decode/reader.h"
#include "wire-make.h"
#include "wire-util.h"

#define N_SETS 6
#define DAMAGED 1            /* the set that is */
#define PIECE 7

/* What stands in the place of bytes FROM to TO (0: the end) of the damaged set. */
typedef struct {
  const char *what;
  guint from, to, n;
  guint8 bytes[40];
} Damage;

static const Damage damages[] = {
  { "a length of 127", 16, 17, 1, { 0x7f } },
  { "a length of 16", 16, 17, 1, { 0x10 } },
  { "a length of none", 16, 17, 1, { 0x80 } },
  { "a long length of 65,280", 16, 17, 3, { 0x82, 0xff, 0x00 } },
  { "a long length of 65,535 in four bytes", 16, 17, 5, { 0x84, 0, 0, 0xff, 0xff } },
  { "a long length of 2^32 - 1", 16, 17, 5, { 0x84, 0xff, 0xff, 0xff, 0xff } },
  { "a cut in the items", 30, 0, 0, { 0 } },
  { "a cut in the key", 12, 0, 0, { 0 } },
  { "a key of another set", 9, 10, 1, { 0x77 } },
  { "a false checksum", 30, 31, 1, { 0x99 } },
  { "junk with the beginnings of keys", 0, 0, 22, { 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x0b, 0x00, 0x06,
      0x0e, 0x06, 0x0e, 0x2b, 0x34, 0x82, 0xff, 0xff, 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x06 } },
};

static void
append_damaged (GByteArray *out, const Damage *damage)
{
  g_autoptr (GByteArray) set = g_byte_array_new ();

  make_klv_nth (set, DAMAGED);
  g_byte_array_append (out, set->data, damage->from);
  g_byte_array_append (out, damage->bytes, damage->n);
  if (damage->to > 0)
    g_byte_array_append (out, set->data + damage->to, set->len - damage->to);
}

static void
push (TlmReader *reader, const guint8 *data, gsize length)
{
  g_autoptr (GError) error = NULL;

  for (gsize at = 0; at < length; at += PIECE) {
    g_assert_true (tlm_reader_push (reader, data + at, MIN (PIECE, length - at), &error));
    g_assert_no_error (error);
  }
}

static void
check_values (TlmLog *log)
{
  TlmSeries *series;

  tlm_log_seal (log);
  series = wire_track (log, "", "altitude")->series;
  g_assert_cmpuint (tlm_series_length (series), ==, N_SETS - 1);
  for (guint i = 0, k = 0; i < N_SETS; i++)
    if (i != DAMAGED)
      g_assert_cmpfloat_with_epsilon (tlm_series_value (series, k++),
          MAKE_KLV_ALTITUDE_M (MAKE_KLV_CODE (i)), 1e-9);
}

static void
test_damages (void)
{
  for (gsize d = 0; d < G_N_ELEMENTS (damages); d++) {
    const TlmDecodeOptions none = { 0 };
    g_autoptr (TlmLog) log = tlm_log_new ("klv", "test");
    g_autoptr (GError) error = NULL;
    TlmReader reader;
    g_test_message ("%s", damages[d].what);
    g_assert_true (tlm_reader_init (&reader, wire_decoder ("klv")->feed, log, &none, &error));
    for (guint i = 0; i < N_SETS; i++) {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      if (i == DAMAGED)
        append_damaged (bytes, &damages[d]);
      else
        make_klv_nth (bytes, i);
      push (&reader, bytes->data, bytes->len);
      g_assert_cmpuint (log->n_good, ==, i < DAMAGED ? i + 1 : i);
    }
    g_assert_true (tlm_reader_finish (&reader, &error));
    tlm_reader_clear (&reader);
    check_values (log);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/klv-resync/damages", test_damages);
  return g_test_run ();
}
