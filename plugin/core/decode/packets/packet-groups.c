/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/packet-groups.h"

#include "core/base/limits.h"

typedef struct {
  guint next;              /* count of the packet that follows */
  GByteArray *bytes;
} Group;

struct _TlmPacketGroups {
  gsize skip, tail;
  GHashTable *open;        /* APID to Group */
  GByteArray *whole;       /* what was given out last */
};

static void
group_free (gpointer data)
{
  Group *group = data;

  if (group->bytes)
    g_byte_array_unref (group->bytes);
  g_free (group);
}

TlmPacketGroups *
tlm_packet_groups_new (gsize skip, gsize tail)
{
  TlmPacketGroups *groups = g_new0 (TlmPacketGroups, 1);

  groups->skip = skip;
  groups->tail = tail;
  groups->open = g_hash_table_new_full (NULL, NULL, NULL, group_free);
  return groups;
}

void
tlm_packet_groups_free (TlmPacketGroups *groups)
{
  if (!groups)
    return;
  g_hash_table_unref (groups->open);
  if (groups->whole)
    g_byte_array_unref (groups->whole);
  g_free (groups);
}

static TlmGroupFault
begin (TlmPacketGroups *groups, const TlmSpacePacket *header, const guint8 *packet)
{
  gpointer key = GUINT_TO_POINTER (header->apid);
  TlmGroupFault before = g_hash_table_remove (groups->open, key) ? TLM_GROUP_NOT_WHOLE : TLM_GROUP_FINE;
  Group *group;

  if (g_hash_table_size (groups->open) >= TLM_GROUP_MAX_OPEN ||
      header->length <= TLM_SPACE_PACKET_HEADER + groups->tail)
    return TLM_GROUP_NOT_WHOLE;
  if (header->length - groups->tail > tlm_limit (TLM_LIMIT_PACKET_GROUP_BYTES))
    return TLM_GROUP_TOO_LARGE;
  group = g_new0 (Group, 1);
  group->bytes = g_byte_array_append (g_byte_array_new (), packet,
      (guint) (header->length - groups->tail));
  group->next = (header->count + 1) % TLM_SPACE_PACKET_COUNTS;
  g_hash_table_insert (groups->open, key, group);
  return before;
}

static TlmGroupFault
follow (TlmPacketGroups *groups, Group *group, const TlmSpacePacket *header, const guint8 *packet)
{
  gsize head = TLM_SPACE_PACKET_HEADER + groups->skip;
  gsize tail = header->segment == TLM_SEGMENT_LAST ? 0 : groups->tail;

  if (!group || header->count != group->next || head + tail > header->length)
    return TLM_GROUP_NOT_WHOLE;
  if (group->bytes->len + header->length - head - tail > tlm_limit (TLM_LIMIT_PACKET_GROUP_BYTES))
    return TLM_GROUP_TOO_LARGE;
  g_byte_array_append (group->bytes, packet + head, (guint) (header->length - head - tail));
  group->next = (header->count + 1) % TLM_SPACE_PACKET_COUNTS;
  return TLM_GROUP_FINE;
}

static const guint8 *
finish (TlmPacketGroups *groups, Group *group, guint apid, gsize *length)
{
  if (groups->whole)
    g_byte_array_unref (groups->whole);
  groups->whole = g_steal_pointer (&group->bytes);
  g_hash_table_remove (groups->open, GUINT_TO_POINTER (apid));
  *length = groups->whole->len;
  return groups->whole->data;
}

const guint8 *
tlm_packet_groups_push (TlmPacketGroups *groups, const TlmSpacePacket *header,
    const guint8 *packet, gsize *length, TlmGroupFault *fault)
{
  Group *group;

  g_return_val_if_fail (groups != NULL && header != NULL, NULL);
  g_return_val_if_fail (length != NULL && fault != NULL, NULL);
  if (header->segment == TLM_SEGMENT_FIRST) {
    *fault = begin (groups, header, packet);
    return NULL;
  }
  group = g_hash_table_lookup (groups->open, GUINT_TO_POINTER (header->apid));
  *fault = follow (groups, group, header, packet);
  if (*fault != TLM_GROUP_FINE) {
    g_hash_table_remove (groups->open, GUINT_TO_POINTER (header->apid));
    return NULL;
  }
  return header->segment == TLM_SEGMENT_LAST ? finish (groups, group, header->apid, length) :
      NULL;
}

guint
tlm_packet_groups_reset (TlmPacketGroups *groups)
{
  guint n;

  g_return_val_if_fail (groups != NULL, 0);
  n = g_hash_table_size (groups->open);
  g_hash_table_remove_all (groups->open);
  return n;
}
