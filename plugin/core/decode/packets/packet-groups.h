/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/wire/space-packet.h"

G_BEGIN_DECLS

/* Joins grouped packets (133.0-B-2, 4.1.3.4.2.2): the first one whole, and the
 * data of those that follow on it by count. Not thread-safe. */
typedef struct _TlmPacketGroups TlmPacketGroups;

/* Most bytes of one group, and most groups (one an APID) that are open at once. */
#define TLM_GROUP_MAX_OPEN 64

/* SKIP bytes come after the primary header of each later packet and are left out:
 * its secondary header. So are TAIL bytes at the end of each but the last: its check. */
TlmPacketGroups *tlm_packet_groups_new (gsize skip, gsize tail);

/* Frees the groups and what is open; nothing for NULL. */
void tlm_packet_groups_free (TlmPacketGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmPacketGroups, tlm_packet_groups_free)

/* Takes a PACKET that is part of a group. The whole group, LENGTH bytes that
 * stay valid until the next call, when it was the last of it; NULL otherwise.
 * BROKEN becomes TRUE when this or an earlier part of a group had to be thrown
 * away. */
const guint8 *tlm_packet_groups_push (TlmPacketGroups *groups, const TlmSpacePacket *header,
    const guint8 *packet, gsize *length, gboolean *broken);

/* Throws away what is open; how many groups that were. */
guint tlm_packet_groups_reset (TlmPacketGroups *groups);

G_END_DECLS
