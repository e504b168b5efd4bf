/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/packet-definition.h"

#include <gio/gio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/input.h"
#include "core/base/limits.h"
#include "core/base/location.h"
#include "core/decode/packets/definition/field-map.h"
#include "core/decode/packets/definition/xtce.h"

/* A file of a definition. */
typedef struct {
  char *name, *text;
  gsize length;
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->name);
  g_free (part->text);
  g_free (part);
}

static gboolean
fail (GError **error, const char *location, const char *what)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "definition %s %s", location, what);
  return FALSE;
}

static gboolean
read_file (GPtrArray *parts, GFile *file, const char *location, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) problem = NULL;
  Part *part;

  if (parts->len >= tlm_limit (TLM_LIMIT_XTCE_DOCUMENTS))
    return tlm_limit_fail (TLM_LIMIT_XTCE_DOCUMENTS, TLM_ERROR_READ, error, "definition %s is of more files "
        "than are taken; name those that are needed, with semicolons between: ", location);
  bytes = tlm_input_read (file, (gsize) tlm_limit (TLM_LIMIT_XTCE_BYTES), FALSE, &problem);
  if (!bytes)
    return fail (error, location, problem->message);
  if (g_bytes_get_size (bytes) > tlm_limit (TLM_LIMIT_XTCE_BYTES))
    return tlm_limit_fail (TLM_LIMIT_XTCE_BYTES, TLM_ERROR_READ, error, "definition %s is ", location);
  part = g_new0 (Part, 1);
  part->name = g_file_get_basename (file);
  part->length = g_bytes_get_size (bytes);
  part->text = g_malloc (part->length + 1);
  if (part->length > 0)
    memcpy (part->text, g_bytes_get_data (bytes, NULL), part->length);
  part->text[part->length] = '\0';
  g_ptr_array_add (parts, part);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The XTCE documents of a folder, in the order of their names. */
static gboolean
read_folder (GPtrArray *parts, GFile *folder, const char *location, GError **error)
{
  g_autoptr (GFileEnumerator) list = g_file_enumerate_children (folder,
      G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GFileInfo *info;

  if (!list)
    return FALSE;
  while (g_file_enumerator_iterate (list, &info, NULL, NULL, NULL) && info)
    if (g_str_has_suffix (g_file_info_get_name (info), ".xml"))
      g_ptr_array_add (names, g_strdup (g_file_info_get_name (info)));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    g_autoptr (GFile) file = g_file_get_child (folder, names->pdata[i]);
    if (!read_file (parts, file, names->pdata[i], error))
      return FALSE;
  }
  return names->len > 0 || fail (error, location, "is a folder without any .xml; name the XTCE");
}

static gboolean
read_parts (GPtrArray *parts, const char *definition, GError **error)
{
  g_auto (GStrv) locations = g_strsplit (definition, ";", -1);

  for (char **at = locations; *at; at++) {
    g_autoptr (GFile) file = NULL;
    const char *location = g_strstrip (*at);
    gboolean is_folder;
    if (*location == '\0')
      continue;
    file = tlm_location_file (location);
    is_folder = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) ==
        G_FILE_TYPE_DIRECTORY;
    if (!(is_folder ? read_folder : read_file) (parts, file, location, error))
      return FALSE;
  }
  return parts->len > 0 || fail (error, definition, "names no file; write definition=bus.xml");
}

static TlmPacketProgram *
read_definition (const char *definition, gint apid, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  g_autofree TlmXtceText *texts = NULL;

  if (!read_parts (parts, definition, error))
    return NULL;
  texts = g_new (TlmXtceText, parts->len);
  for (guint i = 0; i < parts->len; i++) {
    const Part *part = parts->pdata[i];
    texts[i] = (TlmXtceText) { .text = part->text, .length = part->length, .source = part->name };
  }
  return parts->len > 1 || tlm_xtce_probe (texts->text, texts->length) ?
      tlm_xtce_read_all (texts, parts->len, error) :
      tlm_field_map_read (texts->text, texts->length, texts->source, apid, error);
}

TlmPacketProgram *
tlm_packet_definition_load (const TlmPacketOptions *options, GError **error)
{
  gint apid = options->has_apid ? (gint) options->apid : -1;

  if (options->definition)
    return read_definition (options->definition, apid, error);
  if (options->fields)
    return tlm_field_map_read_list (options->fields, apid, error);
  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "packets do not say what is in them; add "
      "definition=FILE (XTCE or a table of fields) or fields=NAME:uint16,… to [packets] of the "
      "mission");
  return NULL;
}
