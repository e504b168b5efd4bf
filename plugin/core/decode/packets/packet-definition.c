/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/packet-definition.h"

#include <gio/gio.h>

#include "core/base/error.h"
#include "core/decode/packets/definition/field-map.h"
#include "core/decode/packets/definition/xtce.h"

static TlmPacketProgram *
read_definition (const char *location, gint apid, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (location);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = g_path_get_basename (location);
  gsize length;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL,
      &problem);
  if (info && (guint64) g_file_info_get_size (info) > TLM_XTCE_MAX_BYTES) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "definition %s is larger than 64 MiB; name an "
        "XTCE or a table of fields", location);
    return NULL;
  }
  if (!info || !g_file_load_contents (file, NULL, &text, &length, NULL, &problem)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "definition %s cannot be read: %s", location,
        problem->message);
    return NULL;
  }
  return tlm_xtce_probe (text, length) ? tlm_xtce_read (text, length, name, error) :
      tlm_field_map_read (text, length, name, apid, error);
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
