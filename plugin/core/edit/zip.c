/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/edit/zip.h"

#include <gio/gio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"

/* Fixed parts of the three records, bytes. */
#define LOCAL_BYTES 30
#define ENTRY_BYTES 46
#define END_BYTES 22

#define MOST_COMMENT 65535
#define STEP_BYTES (64 << 10)

/* Past it an archive may not grow by more than unpacked-ratio. */
#define RATIO_FROM_BYTES (256 << 20)

enum { METHOD_STORED = 0, METHOD_DEFLATED = 8 };
enum { FLAG_ENCRYPTED = 1 };

typedef struct {
  const guint8 *data;
  gsize length;
  GError **error;
} Zip;

/* What the directory says of a file. */
typedef struct {
  guint flags, method;
  guint32 checksum, packed, unpacked, local;
} Entry;

static guint
u16 (const guint8 *at)
{
  return (guint) at[0] | (guint) at[1] << 8;
}

static guint32
u32 (const guint8 *at)
{
  return (guint32) u16 (at) | (guint32) u16 (at + 2) << 16;
}

static gboolean
is_at (const Zip *zip, gsize at, const char *signature, gsize size)
{
  return at <= zip->length && size <= zip->length - at && memcmp (zip->data + at, signature, 4) == 0;
}

static gboolean
fail (const Zip *zip, gsize at, const char *finding)
{
  g_set_error (zip->error, TLM_ERROR, TLM_ERROR_FORMAT, "byte %" G_GSIZE_FORMAT ": %s", at, finding);
  return FALSE;
}

/* The last record, behind which only a comment stands. */
static gboolean
find_end (const Zip *zip, gsize *end)
{
  gsize least = zip->length > END_BYTES + MOST_COMMENT ? zip->length - END_BYTES - MOST_COMMENT : 0;

  for (gsize at = zip->length >= END_BYTES ? zip->length - END_BYTES + 1 : 0; at > least; at--) {
    if (is_at (zip, at - 1, "PK\5\6", END_BYTES) && u16 (zip->data + at - 1 + 20) <= zip->length - (at - 1) - END_BYTES) {
      *end = at - 1;
      return TRUE;
    }
  }
  return fail (zip, zip->length, "the zip archive ends without its directory: it was cut, or is none");
}

static void
read_entry (const guint8 *at, Entry *entry)
{
  *entry = (Entry) { .flags = u16 (at + 8), .method = u16 (at + 10), .checksum = u32 (at + 16), .packed = u32 (at + 20),
    .unpacked = u32 (at + 24), .local = u32 (at + 42) };
}

static gboolean
find_entry (const Zip *zip, const char *name, Entry *entry)
{
  g_autofree char *finding = NULL;
  gsize end, at, size = strlen (name);
  guint n;

  if (!find_end (zip, &end))
    return FALSE;
  n = u16 (zip->data + end + 10);
  at = u32 (zip->data + end + 16);
  if (u16 (zip->data + end + 4) != 0 || at == G_MAXUINT32)
    return fail (zip, end, "the zip archive is in several files or of the 64-bit kind, which are not read");
  for (guint i = 0; i < n; i++) {
    gsize whole;
    if (!is_at (zip, at, "PK\1\2", ENTRY_BYTES))
      return fail (zip, at, "the directory of the zip archive is broken");
    whole = (gsize) ENTRY_BYTES + u16 (zip->data + at + 28) + u16 (zip->data + at + 30) + u16 (zip->data + at + 32);
    if (whole > zip->length - at)
      return fail (zip, at, "the directory of the zip archive is cut");
    if (u16 (zip->data + at + 28) == size && memcmp (zip->data + at + ENTRY_BYTES, name, size) == 0) {
      read_entry (zip->data + at, entry);
      return TRUE;
    }
    at += whole;
  }
  finding = g_strdup_printf ("the zip archive has no %s, which it has to have to be an edit", name);
  return fail (zip, end, finding);
}

static gboolean
fits (const Zip *zip, const Entry *entry)
{
  static const TlmLimitId bounds[] = { TLM_LIMIT_EDIT_BYTES, TLM_LIMIT_UNPACKED_BYTES };

  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    if (entry->unpacked > tlm_limit (bounds[i]))
      return tlm_limit_fail (bounds[i], TLM_ERROR_RANGE, zip->error, "byte %u: ", entry->local);
  if (entry->unpacked > RATIO_FROM_BYTES && entry->unpacked / tlm_limit (TLM_LIMIT_UNPACKED_RATIO) > entry->packed)
    return tlm_limit_fail (TLM_LIMIT_UNPACKED_RATIO, TLM_ERROR_RANGE, zip->error, "byte %u: ", entry->local);
  return TRUE;
}

/* CRC-32 of ISO 3309, four bits at a time. */
static guint32
checksum_of (const guint8 *data, gsize length)
{
  guint32 rows[16], sum = 0xffffffff;

  for (guint32 i = 0; i < 16; i++) {
    rows[i] = i;
    for (int bit = 0; bit < 4; bit++)
      rows[i] = rows[i] & 1 ? rows[i] >> 1 ^ 0xedb88320 : rows[i] >> 1;
  }
  for (gsize i = 0; i < length; i++) {
    sum ^= data[i];
    sum = sum >> 4 ^ rows[sum & 15];
    sum = sum >> 4 ^ rows[sum & 15];
  }
  return ~sum;
}

/* At most what the directory says; what would be more is broken. */
static gboolean
inflate_step (const Zip *zip, const Entry *entry, GConverter *inflate, const guint8 *in, gsize *used, GByteArray *out,
    gboolean *is_done)
{
  g_autofree guint8 *step = g_malloc (STEP_BYTES);
  g_autoptr (GError) problem = NULL;
  gsize read = 0, written = 0;
  GConverterResult result = g_converter_convert (inflate, in + *used, entry->packed - *used, step, STEP_BYTES,
      G_CONVERTER_INPUT_AT_END, &read, &written, &problem);

  if (result == G_CONVERTER_ERROR || written > entry->unpacked - out->len)
    return fail (zip, entry->local, "what is packed here is broken, or longer than the directory says");
  g_byte_array_append (out, step, (guint) written);
  *used += read;
  *is_done = result == G_CONVERTER_FINISHED;
  return *is_done || read + written > 0 || fail (zip, entry->local, "what is packed here ends too soon");
}

static gboolean
inflate (const Zip *zip, const Entry *entry, const guint8 *in, GByteArray *out)
{
  g_autoptr (GZlibDecompressor) deflated = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  gboolean is_done = FALSE;
  gsize used = 0;

  while (!is_done)
    if (!inflate_step (zip, entry, G_CONVERTER (deflated), in, &used, out, &is_done))
      return FALSE;
  return TRUE;
}

static gboolean
unpack (const Zip *zip, const Entry *entry, GByteArray *out)
{
  gsize begin = entry->local;

  if (!is_at (zip, begin, "PK\3\4", LOCAL_BYTES))
    return fail (zip, begin, "the directory of the zip archive points to what is no file of it");
  begin += (gsize) LOCAL_BYTES + u16 (zip->data + begin + 26) + u16 (zip->data + begin + 28);
  if (begin > zip->length || entry->packed > zip->length - begin)
    return fail (zip, entry->local, "the file ends before what is packed here does");
  if (entry->flags & FLAG_ENCRYPTED)
    return fail (zip, entry->local, "what is packed here is encrypted");
  if (entry->method == METHOD_DEFLATED) {
    if (!inflate (zip, entry, zip->data + begin, out))
      return FALSE;
  } else if (entry->method == METHOD_STORED && entry->packed == entry->unpacked) {
    g_byte_array_append (out, zip->data + begin, entry->packed);
  } else {
    return fail (zip, entry->local, "what is packed here is neither stored nor deflated");
  }
  if (out->len != entry->unpacked || checksum_of (out->data, out->len) != entry->checksum)
    return fail (zip, entry->local, "what is packed here has not the length and checksum that the directory says");
  return TRUE;
}

GBytes *
tlm_zip_unpack (const char *data, gsize length, const char *name, GError **error)
{
  Zip zip = { .data = (const guint8 *) data, .length = length, .error = error };
  g_autoptr (GByteArray) out = NULL;
  Entry entry;

  g_return_val_if_fail ((data != NULL || length == 0) && name != NULL, NULL);
  if (!find_entry (&zip, name, &entry) || !fits (&zip, &entry))
    return NULL;
  out = g_byte_array_new ();
  return unpack (&zip, &entry, out) ? g_byte_array_free_to_bytes (g_steal_pointer (&out)) : NULL;
}

gboolean
tlm_zip_probe (const char *head, gsize length)
{
  return length >= 4 && (memcmp (head, "PK\3\4", 4) == 0 || memcmp (head, "PK\5\6", 4) == 0);
}
