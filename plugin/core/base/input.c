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

/* Whether what was opened may be read, and how long it is. */
static gboolean
check_kind (int fd, gboolean special, struct stat *info, GError **error)
{
  if (fstat (fd, info) < 0)
    return fail_errno (error, errno);
  if (S_ISREG (info->st_mode))
    return TRUE;
  if (S_ISDIR (info->st_mode)) {
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

gboolean
tlm_bytes_buffer_reserve (TlmBytesBuffer *buffer, gsize n, GError **error)
{
  gsize wanted;
  guint8 *data;

  g_return_val_if_fail (buffer != NULL, FALSE);
  if (buffer->capacity - buffer->length >= n)
    return TRUE;
  wanted = MAX (buffer->length + n, buffer->capacity + buffer->capacity / 2);
  data = wanted > buffer->length ? g_try_realloc (buffer->data, wanted) : NULL;
  if (!data) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "is larger than the memory there is: %" G_GSIZE_FORMAT
        " bytes were read", buffer->length);
    return FALSE;
  }
  buffer->data = data;
  buffer->capacity = wanted;
  return TRUE;
}

GBytes *
tlm_bytes_buffer_take (TlmBytesBuffer *buffer)
{
  guint8 *data = buffer->length > 0 ? g_try_realloc (buffer->data, buffer->length) : NULL;
  GBytes *bytes = g_bytes_new_take (data ? data : g_steal_pointer (&buffer->data), buffer->length);

  *buffer = (TlmBytesBuffer) { 0 };
  return bytes;
}

/* One that became shorter while it was read has its beginning of one time and its end of another. One that
 * grew is as it was. */
static gboolean
check_whole (int fd, const struct stat *before, GError **error)
{
  struct stat after;

  if (!S_ISREG (before->st_mode) || fstat (fd, &after) < 0 || after.st_size >= before->st_size)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "became shorter while it was read: %" G_GINT64_FORMAT " bytes, and %"
      G_GINT64_FORMAT " before; read it again when whoever writes it is done", (gint64) after.st_size,
      (gint64) before->st_size);
  return FALSE;
}

/* Reads up to N bytes into TO; -1 with an error. A read that is interrupted goes on. */
typedef gssize (*ReadSome) (gpointer from, guint8 *to, gsize n, GError **error);

/* Reads on to the end, or one byte past MOST. */
static GBytes *
read_to_end (ReadSome read_some, gpointer from, gsize most, GError **error)
{
  TlmBytesBuffer data = { 0 };
  g_autoptr (GError) problem = NULL;
  gssize n = 1;

  while (n > 0 && data.length <= most) {
    const gsize piece = MIN (PIECE, most + 1 - data.length);
    if (!tlm_bytes_buffer_reserve (&data, piece, error))
      break;
    n = read_some (from, data.data + data.length, piece, &problem);
    data.length += (gsize) MAX (n, 0);
  }
  if (n == 0 || data.length > most)
    return tlm_bytes_buffer_take (&data);
  if (n < 0)
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "reading stopped after %" G_GSIZE_FORMAT
        " bytes: %s; it may be cut or damaged", data.length, problem->message);
  g_free (data.data);
  return NULL;
}

static gssize
read_some_descriptor (gpointer from, guint8 *to, gsize n, GError **error)
{
  gssize done;

  do
    done = read (GPOINTER_TO_INT (from), to, n);
  while (done < 0 && errno == EINTR);
  if (done < 0)
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_READ, g_strerror (errno));
  return done;
}

static gssize
read_some_stream (gpointer from, guint8 *to, gsize n, GError **error)
{
  return g_input_stream_read (from, to, n, NULL, error);
}

static GBytes *
read_descriptor (int fd, gsize most, GError **error)
{
  return read_to_end (read_some_descriptor, GINT_TO_POINTER (fd), most, error);
}

static GBytes *
read_path (const char *path, gsize most, gboolean special, GError **error)
{
  /* What is asked for is waited for: a pipe that nobody writes to yet would seem to be at its end. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (special ? 0 : O_NONBLOCK));
  GBytes *bytes = NULL;
  struct stat before;

  if (fd < 0) {
    fail_errno (error, errno);
    return NULL;
  }
  if (check_kind (fd, special, &before, error))
    bytes = read_descriptor (fd, most, error);
  if (bytes && !check_whole (fd, &before, error))
    g_clear_pointer (&bytes, g_bytes_unref);
  close (fd);
  return bytes;
}

/* What is no path: GIO knows how. */
static GBytes *
read_elsewhere (GFile *file, gsize most, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &problem);

  if (stream)
    return read_to_end (read_some_stream, stream, most, error);
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
