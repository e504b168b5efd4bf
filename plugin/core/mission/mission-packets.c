/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/decode/packets/wire/space-packet.h"
#include "core/decode/packets/wire/transfer-frame.h"
#include "core/mission/mission-private.h"

/* "packets chase" for "telemetry chase" where there is one, else "packets". */
static char *
group_of (const TlmMission *mission, const TlmMissionSource *source)
{
  const char *rest = source->group + strcspn (source->group, " .");
  g_autofree char *named = g_strconcat ("packets", rest, NULL);

  return g_key_file_has_group (mission->keys->keys, named) ? g_steal_pointer (&named) :
      g_strdup ("packets");
}

static gboolean
read_number (const TlmMission *mission, const char *group, const char *key, guint most,
    gboolean *said, guint *out, GError **error)
{
  g_autofree char *text = NULL;
  guint64 value;

  if (!tlm_mission_read_text (mission, group, key, &text, error))
    return FALSE;
  if (said)
    *said = text != NULL;
  if (!text)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, most, &value, NULL)) {
    tlm_key_file_error (mission->keys, group, key, error, "\"%.40s\" is no number of 0 to %u", text,
        most);
    return FALSE;
  }
  *out = (guint) value;
  return TRUE;
}

static gboolean
read_flag (const TlmMission *mission, const char *group, const char *key, gboolean fallback,
    gboolean *out, GError **error)
{
  g_autofree char *text = NULL;

  if (!tlm_mission_read_text (mission, group, key, &text, error))
    return FALSE;
  *out = text ? strcmp (text, "yes") == 0 : fallback;
  if (!text || *out || strcmp (text, "no") == 0)
    return TRUE;
  tlm_key_file_error (mission->keys, group, key, error, "\"%.40s\" is neither yes nor no", text);
  return FALSE;
}

static gboolean
read_definition (const TlmMission *mission, const char *group, TlmPacketOptions *packets,
    GError **error)
{
  g_autofree char *definition = NULL;

  if (!tlm_mission_read_text (mission, group, "definition", &definition, error) ||
      !tlm_mission_read_text (mission, group, "fields", (char **) &packets->fields, error) ||
      !tlm_mission_read_text (mission, group, "map", (char **) &packets->map, error) ||
      !tlm_mission_read_text (mission, group, "time", (char **) &packets->time, error))
    return FALSE;
  if (definition)
    packets->definition = tlm_mission_resolve (mission->path, definition);
  if (!definition || !packets->fields)
    return TRUE;
  tlm_key_file_error (mission->keys, group, "fields", error, "stands beside definition; keep one");
  return FALSE;
}

static gboolean
read_frames (const TlmMission *mission, const char *group, TlmPacketOptions *packets,
    GError **error)
{
  gboolean crc;

  if (!read_number (mission, group, "frame-length", TLM_FRAME_MAX, NULL, &packets->frame_length,
          error) ||
      !read_flag (mission, group, "frame-crc", TRUE, &crc, error) ||
      !read_flag (mission, group, "frame-ocf", FALSE, &packets->frame_ocf, error) ||
      !read_flag (mission, group, "frame-header-crc", FALSE, &packets->frame_header_crc, error))
    return FALSE;
  packets->frame_no_crc = !crc;
  return read_number (mission, group, "frame-insert", TLM_FRAME_MAX, NULL, &packets->frame_insert,
      error);
}

gboolean
tlm_mission_read_packets (const TlmMission *mission, TlmMissionSource *source, GError **error)
{
  g_autofree char *group = group_of (mission, source);
  TlmPacketOptions *packets = &source->packets;

  if (!g_key_file_has_group (mission->keys->keys, group))
    return TRUE;
  return read_definition (mission, group, packets, error) &&
      read_number (mission, group, "apid", TLM_SPACE_PACKET_APIDS - 1, &packets->has_apid,
          &packets->apid, error) &&
      read_number (mission, group, "prefix", TLM_PACKETS_MAX_PREFIX, NULL, &packets->prefix,
          error) &&
      read_number (mission, group, "group-skip", TLM_SPACE_PACKET_MAX, NULL, &packets->group_skip,
          error) &&
      read_frames (mission, group, packets, error);
}
