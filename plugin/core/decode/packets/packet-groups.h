/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/wire/space-packet.h"

G_BEGIN_DECLS

/* Joins grouped packets (133.0-B-2, 4.1.3.4.2.2): the first one whole, and the
 * data of those that follow on it by count. Not thread-safe. */
typedef struct _TlmPacketGroups TlmPacketGroups;

/* Most groups (one an APID) that are open at once. The bytes of each are at most TLM_LIMIT_PACKET_GROUP_BYTES. */
#define TLM_GROUP_MAX_OPEN 64

/* What was wrong with a packet of a group, or the group before it. */
typedef enum {
  TLM_GROUP_FINE,
  TLM_GROUP_NOT_WHOLE,     /* a packet before it is missing, or too many groups are open */
  TLM_GROUP_TOO_LARGE      /* over TLM_LIMIT_PACKET_GROUP_BYTES */
} TlmGroupFault;

/* SKIP bytes come after the primary header of each later packet and are left out:
 * its secondary header. So are TAIL bytes at the end of each but the last: its check. */
TlmPacketGroups *tlm_packet_groups_new (gsize skip, gsize tail);

/* Frees the groups and what is open; nothing for NULL. */
void tlm_packet_groups_free (TlmPacketGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmPacketGroups, tlm_packet_groups_free)

/* Takes a PACKET that is part of a group. The whole group, LENGTH bytes that
 * stay valid until the next call, when it was the last of it; NULL otherwise.
 * FAULT receives why this or an earlier part of a group had to be thrown away. */
const guint8 *tlm_packet_groups_push (TlmPacketGroups *groups, const TlmSpacePacket *header,
    const guint8 *packet, gsize *length, TlmGroupFault *fault);

/* Throws away what is open; how many groups that were. */
guint tlm_packet_groups_reset (TlmPacketGroups *groups);

G_END_DECLS
