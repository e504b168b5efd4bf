/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The limits of a file and of what reading it costs. With --long, of what unpacks to more than 256 MiB. */
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "core/decode/cost.h"
#include "limits-reached.h"

/* DATA as a file of this NAME. */
static TlmLog *
decode_file (const char *name, const void *data, gsize length, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("limits-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  TlmLog *log;

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
  log = tlm_decode_file (path, NULL, error);
  g_unlink (path);
  g_rmdir (folder);
  return log;
}

static void
test_file (void)
{
  g_autoptr (GString) text = limit_make_samples (20);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) right = NULL;

  limit_set ("file-bytes", text->len);
  right = decode_file ("x.csv", text->str, text->len, &error);
  g_assert_no_error (error);
  limit_set ("file-bytes", text->len - 1);
  g_assert_null (decode_file ("x.csv", text->str, text->len, &error));
  limit_assert_says (error->message, "file-bytes", text->len - 1);
  tlm_limits_reset ();
}

static void
test_unpacked (void)
{
  g_autoptr (GString) text = limit_make_samples (20);
  g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autofree char *packed = g_malloc (text->len + 100);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) right = NULL;
  gsize n_read, n;

  g_assert_cmpint (g_converter_convert (gzip, text->str, text->len, packed, text->len + 100,
          G_CONVERTER_INPUT_AT_END, &n_read, &n, NULL), ==, G_CONVERTER_FINISHED);
  limit_set ("unpacked-bytes", text->len);
  right = decode_file ("x.csv.gz", packed, n, &error);
  g_assert_no_error (error);
  limit_set ("unpacked-bytes", text->len - 1);
  g_assert_null (decode_file ("x.csv.gz", packed, n, &error));
  limit_assert_says (error->message, "unpacked-bytes", text->len - 1);
  tlm_limits_reset ();
}

/* A thousand zeros a byte, past 256 MiB: of the ratio that is taken, and of less. */
static void
test_ratio (void)
{
  const gsize size = (gsize) 257 << 20;
  g_autofree char *zeros = g_malloc0 (size), *packed = g_malloc (1 << 20);
  g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GError) error = NULL, other = NULL;
  gsize n_read, n;

  g_assert_cmpint (g_converter_convert (gzip, zeros, size, packed, 1 << 20, G_CONVERTER_INPUT_AT_END, &n_read, &n,
          NULL), ==, G_CONVERTER_FINISHED);
  limit_set ("unpacked-ratio", size / n - 1);
  g_assert_null (decode_file ("x.csv.gz", packed, n, &error));
  limit_assert_says (error->message, "unpacked-ratio", size / n - 1);
  limit_set ("unpacked-ratio", size / n);
  g_assert_null (decode_file ("x.csv.gz", packed, n, &other));
  g_assert_null (strstr (other->message, "limit"));
  tlm_limits_reset ();
}

static void
test_memory (void)
{
  g_autoptr (GString) text = limit_make_samples (20);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) right = limit_decode (text, "csv", NULL), again = NULL;
  guint64 bytes = tlm_cost_bytes (right);

  g_assert_cmpuint (bytes, >=, 20 * 16);
  limit_set ("memory-bytes", bytes);
  again = limit_decode (text, "csv", &error);
  g_assert_no_error (error);
  limit_set ("memory-bytes", bytes - 1);
  g_assert_null (limit_decode (text, "csv", &error));
  limit_assert_says (error->message, "memory-bytes", bytes - 1);
  tlm_limits_reset ();
}

/* Rows that no processor reads in a millisecond. */
static void
test_time (void)
{
  g_autoptr (GString) text = limit_make_samples (300000);
  g_autoptr (GError) error = NULL;

  limit_set ("input-ms", 1);
  g_assert_null (limit_decode (text, "csv", &error));
  limit_assert_says (error->message, "input-ms", 1);
  tlm_limits_reset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits-files/file", test_file);
  g_test_add_func ("/limits-files/unpacked", test_unpacked);
  if (strcmp (argv[argc - 1], "--long") == 0)
    g_test_add_func ("/limits-files/ratio", test_ratio);
  g_test_add_func ("/limits-files/memory", test_memory);
  g_test_add_func ("/limits-files/time", test_time);
  return g_test_run ();
}
