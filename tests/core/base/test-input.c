/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Files that are none, and packed ones that are far too much. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/base/input.h"
#include "core/decode/registry.h"
#include "core/mission/mission.h"

#define ROWS "time[s],altitude[m]\n0,1\n1,2\n2,3\n"

/* What becomes of a file before its first bytes are read: NULL, or its name and how long it is then. */
static struct {
  const char *path;
  off_t length;
} meanwhile;

ssize_t read (int fd, void *to, size_t n);

/* The C library's, for all of this program. */
__attribute__ ((visibility ("default"))) ssize_t
read (int fd, void *to, size_t n)
{
  const char *path = meanwhile.path;

  meanwhile.path = NULL;
  if (path)
    g_assert_cmpint (truncate (path, meanwhile.length), ==, 0);
  return syscall (SYS_read, fd, to, n);
}

static GBytes *
read_path (const char *path, gsize most, gboolean special, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return tlm_input_read (file, most, special, error);
}

/* None of them is waited for. */
static void
test_special (void)
{
  g_autofree char *folder = g_dir_make_tmp ("input-XXXXXX", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.csv", NULL);
  const struct {
    const char *path, *said;
  } rows[] = {
    { "/dev/zero", "no regular file" }, { pipe, "special-files=true" }, { folder, "is a folder" },
    { "/nowhere/at/all.csv", "no such file" },
  };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL, of_log = NULL, of_mission = NULL;
    g_autoptr (TlmLog) log = NULL;
    g_assert_null (read_path (rows[i].path, 1000, FALSE, &error));
    g_assert_nonnull (strstr (error->message, rows[i].said));
    log = tlm_decode_file (rows[i].path, NULL, &of_log);
    g_assert_null (log);
    g_assert_nonnull (strstr (of_log->message, rows[i].said));
    g_assert_null (tlm_mission_load (rows[i].path, &of_mission));
    g_assert_nonnull (strstr (of_mission->message, rows[i].said));
  }
  g_unlink (pipe);
  g_rmdir (folder);
}

static gpointer
write_rows (gpointer path)
{
  FILE *file = fopen (path, "w");

  fputs (ROWS, file);
  fclose (file);
  return NULL;
}

/* Asked for, a pipe is read to its end, and never more than is taken. */
static void
test_asked (void)
{
  g_autofree char *folder = g_dir_make_tmp ("input-XXXXXX", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.csv", NULL);
  const TlmDecodeOptions options = { .special_files = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmLog) log = NULL;
  g_autoptr (GBytes) zeros = NULL;
  GThread *writer;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  writer = g_thread_new ("writer", write_rows, pipe);
  log = tlm_decode_file (pipe, &options, &error);
  g_thread_join (writer);
  g_assert_no_error (error);
  g_assert_cmpuint (log->n_good, ==, 3);
  zeros = read_path ("/dev/zero", 5000, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (zeros), ==, 5001);
  g_unlink (pipe);
  g_rmdir (folder);
}

/* A log in a file of gzip: ROWS and N times a MiB of one letter. */
static char *
write_packed (const char *folder, guint n)
{
  char *path = g_build_filename (folder, "bomb.csv.gz", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) to = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (G_OUTPUT_STREAM (to), G_CONVERTER (gzip));
  g_autofree char *letters = g_malloc (1 << 20);

  memset (letters, '1', 1 << 20);
  g_assert_true (g_output_stream_write_all (stream, ROWS, strlen (ROWS), NULL, NULL, NULL));
  for (guint i = 0; i < n; i++)
    g_assert_true (g_output_stream_write_all (stream, letters, 1 << 20, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return path;
}

static void
test_packed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("input-XXXXXX", NULL);

  for (guint i = 0; i < 2; i++) {
    g_autofree char *path = write_packed (folder, i == 0 ? 1 : 270);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmLog) log = tlm_decode_file (path, NULL, &error);
    if (i == 0)
      g_assert_cmpuint (log->n_good, ==, 3);
    else
      g_assert_null (log);
    if (error)
      g_assert_nonnull (strstr (error->message, "gunzip"));
    g_unlink (path);
  }
  g_rmdir (folder);
}

/* A file that grows while it is read is read; one that shrinks, whose beginning may be of before, is not. */
static void
test_meanwhile (void)
{
  static const struct {
    off_t length;
    gboolean is_read;
  } rows[] = { { sizeof ROWS - 1, TRUE }, { sizeof ROWS + 10, TRUE }, { sizeof ROWS - 2, FALSE }, { 0, FALSE } };
  g_autofree char *folder = g_dir_make_tmp ("input-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "rows.csv", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_true (g_file_set_contents (path, ROWS, -1, NULL));
    meanwhile.length = rows[i].length;
    meanwhile.path = path;
    g_autoptr (GBytes) bytes = read_path (path, 1000, FALSE, &error);
    g_assert_null (meanwhile.path);
    g_assert_true ((bytes != NULL) == rows[i].is_read);
    if (bytes)
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, (gsize) rows[i].length);
    else
      g_assert_nonnull (strstr (error->message, "became shorter while it was read"));
  }
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/input/special", test_special);
  g_test_add_func ("/input/asked", test_asked);
  g_test_add_func ("/input/packed", test_packed);
  g_test_add_func ("/input/meanwhile", test_meanwhile);
  return g_test_run ();
}
