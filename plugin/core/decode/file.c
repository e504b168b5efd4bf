/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gio/gio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/location.h"
#include "core/decode/registry.h"

#define PIECE (1 << 20)

static gboolean
too_large (GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ,
      "larger than %" G_GUINT64_FORMAT " GiB, which is more than is read; cut out the flight",
      TLM_DECODE_MAX_BYTES >> 30);
  return FALSE;
}

/* Says in one line why a file is no use before reading it. */
static gboolean
check_file (GFile *file, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file,
      G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
      G_FILE_QUERY_INFO_NONE, NULL, &problem);

  if (!info) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "cannot be read: %s",
        g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? "there is no such file" :
        problem->message);
    return FALSE;
  }
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ,
        "is a folder; name a telemetry file in it");
    return FALSE;
  }
  if ((guint64) g_file_info_get_size (info) > TLM_DECODE_MAX_BYTES)
    return too_large (error);
  return TRUE;
}

static gboolean
read_stream (GInputStream *stream, GByteArray *out, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize n;

  while ((n = g_input_stream_read (stream, piece, PIECE, NULL, &problem)) > 0) {
    if (out->len + (guint64) n > MIN (TLM_DECODE_MAX_BYTES, G_MAXUINT - PIECE))
      return too_large (error);
    g_byte_array_append (out, piece, (guint) n);
  }
  if (n == 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ,
      "reading stopped after %u bytes: %s; it may be cut or damaged", out->len, problem->message);
  return FALSE;
}

/* The whole stream. */
static GBytes *
read_all (GInputStream *stream, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();

  if (!read_stream (stream, data, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

static gboolean
is_gzip (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return length > 2 && data[0] == 0x1f && data[1] == 0x8b;
}

static GBytes *
unpack (GBytes *packed, GError **error)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (packed);
  g_autoptr (GZlibDecompressor) gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) stream =
      g_converter_input_stream_new (memory, G_CONVERTER (gzip));

  return read_all (stream, error);
}

/* Read and not mapped: a mapped log that another program cuts short would end
 * this one. */
static GBytes *
load (GFile *file, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &problem);

  if (stream)
    return read_all (G_INPUT_STREAM (stream), error);
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "cannot be read: %s", problem->message);
  return NULL;
}

static GBytes *
load_unpacked (const char *location, GError **error)
{
  g_autoptr (GFile) file = tlm_location_file (location);
  g_autoptr (GBytes) bytes = NULL;

  if (!check_file (file, error))
    return NULL;
  bytes = load (file, error);
  if (!bytes || !is_gzip (bytes))
    return g_steal_pointer (&bytes);
  return unpack (bytes, error);
}

/* "flight.csv.gz" holds "flight.csv". */
static char *
name_of (const char *location)
{
  g_autofree char *name = g_path_get_basename (location);

  if (g_str_has_suffix (name, ".gz"))
    name[strlen (name) - 3] = '\0';
  return g_steal_pointer (&name);
}

TlmLog *
tlm_decode_file (const char *location, const TlmDecodeOptions *options, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (location != NULL, NULL);
  bytes = load_unpacked (location, error);
  if (!bytes) {
    g_prefix_error (error, "%s: ", location);
    return NULL;
  }
  name = name_of (location);
  return tlm_decode_bytes (bytes, name, options, error);
}
