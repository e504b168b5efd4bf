/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"

#define PIECE ((gsize) 1 << 20)

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "cannot be read: %s", what);
  return FALSE;
}

static gboolean
fail_errno (GError **error, int code)
{
  return fail (error, code == ENOENT ? "there is no such file" : g_strerror (code));
}

/* Whether what was opened may be read. */
static gboolean
check_kind (int fd, gboolean special, GError **error)
{
  struct stat info;

  if (fstat (fd, &info) < 0)
    return fail_errno (error, errno);
  if (S_ISREG (info.st_mode))
    return TRUE;
  if (S_ISDIR (info.st_mode)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "is a folder; name a file in it");
    return FALSE;
  }
  if (special)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "is no regular file but a pipe or a device, which may "
      "never end; where telemetry is meant to come out of it say special-files=true (elements) or "
      "--special-files (telemetry-inspect), or write - for standard input");
  return FALSE;
}

/* Reads on to the end; a read that is interrupted goes on. */
static GBytes *
read_descriptor (int fd, gsize most, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  gssize n = 1;

  while (n > 0 && data->len <= most) {
    const guint before = data->len;
    const gsize piece = MIN (PIECE, most + 1 - before);
    if (piece > G_MAXUINT - PIECE - before)
      break;
    g_byte_array_set_size (data, before + (guint) piece);
    do
      n = read (fd, data->data + before, piece);
    while (n < 0 && errno == EINTR);
    g_byte_array_set_size (data, before + (guint) MAX (n, 0));
  }
  if (n >= 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&data));
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "reading stopped after %u bytes: %s; it may be cut or "
      "damaged", data->len, g_strerror (errno));
  return NULL;
}

static GBytes *
read_path (const char *path, gsize most, gboolean special, GError **error)
{
  /* What is asked for is waited for: a pipe that nobody writes to yet would seem to be at its end. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (special ? 0 : O_NONBLOCK));
  GBytes *bytes = NULL;

  if (fd < 0) {
    fail_errno (error, errno);
    return NULL;
  }
  if (check_kind (fd, special, error))
    bytes = read_descriptor (fd, most, error);
  close (fd);
  return bytes;
}

/* What is no path: GIO knows how. */
static GBytes *
read_elsewhere (GFile *file, gsize most, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &problem);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize n = stream ? 1 : -1;

  while (n > 0 && data->len <= most && data->len < G_MAXUINT - PIECE) {
    n = g_input_stream_read (G_INPUT_STREAM (stream), piece, MIN (PIECE, most + 1 - data->len), NULL,
        &problem);
    if (n > 0)
      g_byte_array_append (data, piece, (guint) n);
  }
  if (n >= 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&data));
  fail (error, problem->message);
  return NULL;
}

GBytes *
tlm_input_read (GFile *file, gsize most, gboolean special, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (file != NULL && most < G_MAXSIZE, NULL);
  path = g_file_get_path (file);
  return path ? read_path (path, most, special, error) : read_elsewhere (file, most, error);
}

GBytes *
tlm_input_read_stdin (gsize most, GError **error)
{
  g_return_val_if_fail (most < G_MAXSIZE, NULL);
  return read_descriptor (STDIN_FILENO, most, error);
}
