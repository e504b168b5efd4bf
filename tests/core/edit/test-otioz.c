/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Archives made here by the letter of APPNOTE 6.3, right and broken. */
#include <gio/gio.h>

#include "core/edit/zip.h"
#include "edit-text.h"

#define FILM "{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":[{\"OTIO_SCHEMA\":\"Track.1\"," \
    "\"children\":[{\"OTIO_SCHEMA\":\"Clip.1\",\"source_range\":{\"start_time\":{\"value\":77,\"rate\":24},\"duration\":" \
    "{\"value\":5,\"rate\":24}}}]}]}}"

/* Of "123456789", as everyone who publishes the checksum gives it. */
#define NINE_DIGITS 0xcbf43926u

/* As APPNOTE numbers them. */
typedef enum { STORED = 0, DEFLATED = 8 } Method;

static void
put (GByteArray *to, guint64 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++) {
    guint8 byte = i < sizeof value ? (guint8) (value >> 8 * i) : 0;
    g_byte_array_append (to, &byte, 1);
  }
}

static void
put_text (GByteArray *to, const char *text, gsize length)
{
  g_byte_array_append (to, (const guint8 *) text, (guint) length);
}

/* One bit at a time, unlike what is tested. */
static guint32
checksum (const char *text)
{
  guint32 sum = 0xffffffff;

  for (; *text; text++) {
    sum ^= (guint8) *text;
    for (int bit = 0; bit < 8; bit++)
      sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum;
}

static gsize
deflate (const char *text, char *out, gsize size)
{
  g_autoptr (GZlibCompressor) raw = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9);
  gsize read, written;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (raw), text, strlen (text), out, size, G_CONVERTER_INPUT_AT_END, &read,
          &written, NULL), ==, G_CONVERTER_FINISHED);
  return written;
}

/* What stands of a file both before it and in the directory, from the version on. */
static void
put_fields (GByteArray *zip, const char *name, const char *text, gsize packed, Method method)
{
  put (zip, 20, 2);
  put (zip, 0, 2);
  put (zip, method, 2);
  put (zip, 0, 4);
  put (zip, checksum (text), 4);
  put (zip, packed, 4);
  put (zip, strlen (text), 4);
  put (zip, strlen (name), 2);
  put (zip, 0, 2);
}

static GByteArray *
archive (const char *name, const char *text, Method method)
{
  GByteArray *zip = g_byte_array_new ();
  char packed[8192];
  gsize size = method == DEFLATED ? deflate (text, packed, sizeof packed) : strlen (text), directory;

  put_text (zip, "PK\3\4", 4);
  put_fields (zip, name, text, size, method);
  put_text (zip, name, strlen (name));
  put_text (zip, method == DEFLATED ? packed : text, size);
  directory = zip->len;
  put_text (zip, "PK\1\2", 4);
  put (zip, 20, 2);
  put_fields (zip, name, text, size, method);
  put (zip, 0, 14);
  put_text (zip, name, strlen (name));
  put_text (zip, "PK\5\6", 4);
  put (zip, 0, 4);
  put (zip, 1, 2);
  put (zip, 1, 2);
  put (zip, zip->len - 12 - directory, 4);
  put (zip, directory, 4);
  put (zip, 3, 2);
  put_text (zip, "end", 3);
  return zip;
}

static void
test_read (void)
{
  static const Method methods[] = { STORED, DEFLATED };

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++) {
    g_autoptr (GByteArray) zip = archive ("content.otio", FILM, methods[i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmEdit) edit = tlm_edit_read ((const char *) zip->data, zip->len, "film.otioz", NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (edit_frame (edit, 4, NULL), ==, 81);
    g_assert_cmpint (edit_frame (edit, 5, NULL), ==, -1);
  }
  g_assert_cmphex (checksum ("123456789"), ==, NINE_DIGITS);
}

static void
refuse (const GByteArray *zip, gsize length, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tlm_edit_read ((const char *) zip->data, length, "film.otioz", NULL, &error));
  g_assert_nonnull (error);
  if (!strstr (error->message, words))
    g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

/* VALUE put over BYTES bytes at AT. */
static void
refuse_with (const char *text, gsize at, guint32 value, guint bytes, const char *words)
{
  g_autoptr (GByteArray) zip = archive ("content.otio", text, DEFLATED), over = g_byte_array_new ();

  put (over, value, bytes);
  memcpy (zip->data + (at < 1000 ? at : zip->len - (2000 - at)), over->data, bytes);
  refuse (zip, zip->len, words);
}

/* A place counted from the archive's end. */
#define FROM_END(bytes) (2000 - (bytes))

/* The end is 22 bytes and 3 of comment, the directory 46 and 12 of its name before it. */
static void
test_broken (void)
{
  g_autoptr (GByteArray) zip = archive ("content.otio", FILM, DEFLATED), other = archive ("readme.txt", "hello", STORED);
  g_autoptr (GByteArray) no_json = archive ("content.otio", "{\"OTIO_SCHEMA\":\n", DEFLATED);

  for (gsize length = 4; length < zip->len - 3; length++)
    refuse (zip, length, "byte");
  refuse (other, other->len, "has no content.otio");
  refuse (no_json, no_json->len, "content.otio: line 2");
  refuse_with (FILM, FROM_END (25 - 16), 0x7fffffff, 4, "directory of the zip archive is broken");
  refuse_with (FILM, FROM_END (25 - 16), G_MAXUINT32, 4, "64-bit");
  refuse_with (FILM, FROM_END (83 - 30), 0xffff, 2, "directory of the zip archive is cut");
  refuse_with (FILM, FROM_END (83 - 42), 7, 4, "what is no file of it");
  refuse_with (FILM, FROM_END (83 - 8), 1, 2, "encrypted");
  refuse_with (FILM, FROM_END (83 - 10), 12, 2, "neither stored nor deflated");
  refuse_with (FILM, FROM_END (83 - 16), 12345, 4, "checksum");
  refuse_with (FILM, FROM_END (83 - 20), 0x7fffffff, 4, "the file ends before");
  refuse_with (FILM, FROM_END (83 - 20), 20, 4, "byte 0");
  refuse_with (FILM, FROM_END (83 - 24), 20, 4, "longer than the directory says");
  refuse_with (FILM, FROM_END (83 - 24), 3000, 4, "checksum");
  refuse_with (FILM, FROM_END (83 - 24), 0x7fffffff, 4, "edit-bytes");
  refuse_with (FILM, 42, 0xffffffff, 4, "byte 0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/otioz/read", test_read);
  g_test_add_func ("/otioz/broken", test_broken);
  return g_test_run ();
}
