/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gio/gio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/input.h"
#include "core/base/limits.h"
#include "core/base/location.h"
#include "core/decode/registry.h"

#define PIECE (1 << 20)
/* So much is unpacked whatever its ratio. */
#define UNPACKED_FREE (256u << 20)

static gboolean
is_bomb (gsize packed, TlmLimitId limit, GError **error)
{
  return tlm_limit_fail (limit, TLM_ERROR_READ, error, "%" G_GSIZE_FORMAT " packed bytes unpack to more than "
      "is taken; unpack it first (gunzip) where it is a log: ", packed);
}

/* Whether a PACKED file may be of SIZE bytes. */
static gboolean
may_unpack_to (gsize packed, gsize size, GError **error)
{
  if (size > tlm_limit (TLM_LIMIT_UNPACKED_BYTES))
    return is_bomb (packed, TLM_LIMIT_UNPACKED_BYTES, error);
  if (size > UNPACKED_FREE && size / MAX (packed, 1) > tlm_limit (TLM_LIMIT_UNPACKED_RATIO))
    return is_bomb (packed, TLM_LIMIT_UNPACKED_RATIO, error);
  return TRUE;
}

static gboolean
read_stream (GInputStream *stream, gsize packed, TlmBytesBuffer *out, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gssize n;

  do {
    if (!tlm_bytes_buffer_reserve (out, PIECE, error))
      return FALSE;
    n = g_input_stream_read (stream, out->data + out->length, PIECE, NULL, &problem);
    if (n > 0 && !may_unpack_to (packed, out->length + (gsize) n, error))
      return FALSE;
    out->length += (gsize) MAX (n, 0);
  } while (n > 0);
  if (n == 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "reading stopped after %" G_GSIZE_FORMAT
      " bytes: %s; it may be cut or damaged", out->length, problem->message);
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
  TlmBytesBuffer data = { 0 };

  if (read_stream (stream, g_bytes_get_size (packed), &data, error))
    return tlm_bytes_buffer_take (&data);
  g_free (data.data);
  return NULL;
}

/* Read and not mapped: a mapped log that another program cuts short would end
 * this one. */
static GBytes *
load (const char *location, gboolean special, GError **error)
{
  const gsize most = (gsize) MIN (tlm_limit (TLM_LIMIT_FILE_BYTES), G_MAXSSIZE);
  g_autoptr (GFile) file = tlm_location_file (location);
  g_autoptr (GBytes) bytes = strcmp (location, TLM_INPUT_STDIN) == 0 ?
      tlm_input_read_stdin (most, error) : tlm_input_read (file, most, special, error);

  if (!bytes || g_bytes_get_size (bytes) <= most)
    return g_steal_pointer (&bytes);
  tlm_limit_fail (TLM_LIMIT_FILE_BYTES, TLM_ERROR_READ, error, "%s", "");
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
