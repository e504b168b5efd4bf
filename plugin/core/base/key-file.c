/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/key-file.h"

#include <gio/gio.h>
#include <string.h>

#include "core/base/input.h"
#include "core/base/location.h"
#include "core/base/print-safe.h"

TlmKeyFile *
tlm_key_file_new (const char *name, TlmError code)
{
  TlmKeyFile *file = g_new0 (TlmKeyFile, 1);

  file->name = g_strdup (name);
  file->code = code;
  file->keys = g_key_file_new ();
  file->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return file;
}

void
tlm_key_file_free (TlmKeyFile *file)
{
  if (!file)
    return;
  g_free (file->name);
  g_key_file_unref (file->keys);
  g_hash_table_unref (file->lines);
  g_free (file);
}

/* A line break stands in no group's name. */
static char *
line_id (const char *group, const char *key)
{
  return key ? g_strconcat (group, "\n", key, NULL) : g_strdup (group);
}

guint
tlm_key_file_line (const TlmKeyFile *file, const char *group, const char *key)
{
  g_return_val_if_fail (file != NULL && group != NULL, 0);
  g_autofree char *id = line_id (group, key);

  return GPOINTER_TO_UINT (g_hash_table_lookup (file->lines, id));
}

static gboolean G_GNUC_PRINTF (4, 5)
fail_at (const TlmKeyFile *file, guint line, GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, TLM_ERROR, file->code, "%s:%u: %s", file->name, line, text);
  return FALSE;
}

static gboolean
remember (TlmKeyFile *file, const char *group, const char *key, guint line, GError **error)
{
  guint before = tlm_key_file_line (file, group, key);

  if (before && key)
    return fail_at (file, line, error, "[%s] %s stands twice, first in line %u; remove one",
        group, key, before);
  if (before)
    return fail_at (file, line, error, "[%s] stands twice, first in line %u; join the two",
        group, before);
  g_hash_table_insert (file->lines, line_id (group, key), GUINT_TO_POINTER (line));
  return TRUE;
}

/* Where a comment seems to begin behind something else: # with blanks around it. */
static const char *
find_trailing_comment (const char *text)
{
  for (const char *hash = strchr (text, '#'); hash; hash = strchr (hash + 1, '#'))
    if (hash > text && g_ascii_isspace (hash[-1]) && (!hash[1] || g_ascii_isspace (hash[1])))
      return hash;
  return NULL;
}

/* A comment in a value would be shown on the film as a part of it. */
static gboolean
refuse_trailing_comment (const TlmKeyFile *file, const char *text, guint line, GError **error)
{
  const char *hash = find_trailing_comment (text);

  if (!hash)
    return TRUE;
  return fail_at (file, line, error, "a comment has a line of its own; put \"%s\" above; a # that "
      "belongs to a value is written as in name=Flight\\s# 3", tlm_head (hash, 60).text);
}

/* TEXT is one line without blanks around it; GROUP is the one it stands in. */
static gboolean
scan_line (TlmKeyFile *file, char *text, guint line, char **group, GError **error)
{
  gsize length = strlen (text);
  char *equals = strchr (text, '=');

  if (length == 0 || *text == '#')
    return TRUE;
  if (*text == '[' && text[length - 1] == ']') {
    g_free (*group);
    *group = g_strndup (text + 1, length - 2);
    return remember (file, *group, NULL, line, error);
  }
  if (*text == '[' && !refuse_trailing_comment (file, text, line, error))
    return FALSE;
  /* Without a group it may be any file, whose lines are nobody's business. */
  if (!*group)
    return fail_at (file, line, error, "this line stands before the first [group]; a key file is expected");
  if (!refuse_trailing_comment (file, equals ? equals : text, line, error))
    return FALSE;
  if (!equals || equals == text)
    return fail_at (file, line, error,
        "\"%s\" is neither [group], key=value nor # comment", tlm_head (text, 60).text);
  *equals = '\0';
  return remember (file, *group, g_strchomp (text), line, error);
}

static gboolean
scan (TlmKeyFile *file, const char *text, GError **error)
{
  g_autofree char *group = NULL;

  for (guint line = 1; *text; line++) {
    gsize length = strcspn (text, "\n");
    g_autofree char *copy = g_strndup (text, length);
    if (!scan_line (file, g_strstrip (copy), line, &group, error))
      return FALSE;
    text += length + (text[length] != '\0');
  }
  return TRUE;
}

static guint
line_of (const char *text, const char *place)
{
  guint line = 1;

  for (; text < place; text++)
    line += *text == '\n';
  return line;
}

TlmKeyFile *
tlm_key_file_parse_within (const char *text, gssize length, const char *name, TlmLimitId limit, TlmError code,
    GError **error)
{
  g_return_val_if_fail (text != NULL && name != NULL, NULL);
  g_autoptr (TlmKeyFile) file = tlm_key_file_new (name, code);
  g_autoptr (GError) reason = NULL;
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  const char *end;

  if (size > tlm_limit (limit)) {
    tlm_limit_fail (limit, code, error, "%s: ", name);
    return NULL;
  }
  if (!g_utf8_validate_len (text, size, &end)) {
    fail_at (file, line_of (text, end), error,
        "byte %" G_GSIZE_FORMAT " is no UTF-8 text; a key file is expected", (gsize) (end - text));
    return NULL;
  }
  g_autofree char *copy = g_strndup (text, size);
  const char *begin = g_str_has_prefix (copy, "\xef\xbb\xbf") ? copy + 3 : copy;
  if (!scan (file, begin, error))
    return NULL;
  if (!g_key_file_load_from_data (file->keys, begin, strlen (begin),
          G_KEY_FILE_KEEP_TRANSLATIONS, &reason)) {
    g_set_error (error, TLM_ERROR, code, "%s: %s", name, reason->message);
    return NULL;
  }
  return g_steal_pointer (&file);
}

TlmKeyFile *
tlm_key_file_parse (const char *text, gssize length, const char *name, TlmError code, GError **error)
{
  return tlm_key_file_parse_within (text, length, name, TLM_LIMIT_KEY_FILE_BYTES, code, error);
}

TlmKeyFile *
tlm_key_file_load_within (const char *location, TlmLimitId limit, TlmError code, GError **error)
{
  g_return_val_if_fail (location != NULL, NULL);
  g_autoptr (GFile) place = tlm_location_file (location);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = tlm_input_read (place, (gsize) tlm_limit (limit), FALSE, &reason);
  gsize length;

  if (!bytes) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: %s", location, reason->message);
    return NULL;
  }
  const char *text = g_bytes_get_data (bytes, &length);
  return tlm_key_file_parse_within (text ? text : "", length, location, limit, code, error);
}

TlmKeyFile *
tlm_key_file_load (const char *location, TlmError code, GError **error)
{
  return tlm_key_file_load_within (location, TLM_LIMIT_KEY_FILE_BYTES, code, error);
}

/* GLib gives a value where an escape is wrong, and where a second one is it sets an error over the first. */
static gboolean
has_right_escapes (const char *written)
{
  for (const char *at = written; *at; at++)
    if (*at == '\\' && (*++at == '\0' || !strchr ("sntr\\", *at)))
      return FALSE;
  return TRUE;
}

char *
tlm_key_file_get (const TlmKeyFile *file, const char *group, const char *key)
{
  g_return_val_if_fail (file != NULL && group != NULL && key != NULL, NULL);
  g_autofree char *written = g_key_file_get_value (file->keys, group, key, NULL);
  g_autofree char *value = written && has_right_escapes (written) ?
      g_key_file_get_string (file->keys, group, key, NULL) : NULL;
  gsize length = value ? strlen (value) : 0;

  if (!value)
    return NULL;
  /* Blanks that end the line are none of it, and GLib keeps them; those that were escaped
   * are. */
  for (gsize at = written ? strlen (written) : 0; at > 0 && length > 0 &&
      g_ascii_isspace (written[at - 1]); at--)
    value[--length] = '\0';
  return g_steal_pointer (&value);
}

void
tlm_key_file_error (const TlmKeyFile *file, const char *group, const char *key,
    GError **error, const char *format, ...)
{
  va_list args;

  g_return_if_fail (file != NULL && group != NULL && format != NULL);
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  fail_at (file, tlm_key_file_line (file, group, key), error, "[%s]%s%s: %s", group,
      key ? " " : "", key ? key : "", text);
}
