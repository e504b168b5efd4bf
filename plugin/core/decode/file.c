/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gio/gio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/input.h"
#include "core/base/location.h"
#include "core/decode/registry.h"

#define PIECE (1 << 20)
/* So much is unpacked whatever its ratio. */
#define UNPACKED_FREE (256u << 20)

static gboolean
too_large (GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ,
      "larger than %" G_GUINT64_FORMAT " GiB, which is more than is read; cut out the flight",
      TLM_DECODE_MAX_BYTES >> 30);
  return FALSE;
}

static gboolean
is_bomb (gsize packed, GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%" G_GSIZE_FORMAT " packed bytes unpack to more than %"
      G_GUINT64_FORMAT " MiB or %d times as much, which is more than is taken; unpack it first (gunzip) "
      "where it is a log", packed, TLM_DECODE_MAX_UNPACKED >> 20, TLM_DECODE_MAX_RATIO);
  return FALSE;
}

static gboolean
read_stream (GInputStream *stream, gsize packed, GByteArray *out, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize n;

  while ((n = g_input_stream_read (stream, piece, PIECE, NULL, &problem)) > 0) {
    if (out->len + (guint64) n > TLM_DECODE_MAX_UNPACKED ||
        (out->len > UNPACKED_FREE && (out->len + (guint64) n) / MAX (packed, 1) > TLM_DECODE_MAX_RATIO))
      return is_bomb (packed, error);
    g_byte_array_append (out, piece, (guint) n);
  }
  if (n == 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ,
      "reading stopped after %u bytes: %s; it may be cut or damaged", out->len, problem->message);
  return FALSE;
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
  g_autoptr (GByteArray) data = g_byte_array_new ();

  if (!read_stream (stream, g_bytes_get_size (packed), data, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

/* Read and not mapped: a mapped log that another program cuts short would end
 * this one. */
static GBytes *
load (const char *location, gboolean special, GError **error)
{
  const gsize most = (gsize) MIN (TLM_DECODE_MAX_BYTES, G_MAXUINT - PIECE);
  g_autoptr (GFile) file = tlm_location_file (location);
  g_autoptr (GBytes) bytes = strcmp (location, TLM_INPUT_STDIN) == 0 ?
      tlm_input_read_stdin (most, error) : tlm_input_read (file, most, special, error);

  if (!bytes || g_bytes_get_size (bytes) <= most)
    return g_steal_pointer (&bytes);
  too_large (error);
  return NULL;
}

static GBytes *
load_unpacked (const char *location, gboolean special, GError **error)
{
  g_autoptr (GBytes) bytes = load (location, special, error);

  return !bytes || !is_gzip (bytes) ? g_steal_pointer (&bytes) : unpack (bytes, error);
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
  bytes = load_unpacked (location, options && options->special_files, error);
  if (!bytes) {
    g_prefix_error (error, "%s: ", location);
    return NULL;
  }
  name = name_of (location);
  return tlm_decode_bytes (bytes, name, options, error);
}
