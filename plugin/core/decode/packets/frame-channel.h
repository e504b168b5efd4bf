/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/packet-reader.h"
#include "core/decode/packets/wire/transfer-frame.h"

G_BEGIN_DECLS

/* One virtual channel: packets put together from the packet zones of its frames.
 * A gap in the channel's count drops the packet that was begun. Not thread-safe. */
typedef struct _TlmFrameChannel TlmFrameChannel;

/* A channel of which no frame has come, to be freed. */
TlmFrameChannel *tlm_frame_channel_new (void);

/* Frees a TlmFrameChannel and the packet that was begun. */
void tlm_frame_channel_free (gpointer channel);

/* Takes the next frame of the channel, gives its packets to READER, and counts what
 * is broken in LOG. Returns how many frames are missing before it. */
guint tlm_frame_channel_push (TlmFrameChannel *channel, const TlmTransferFrame *frame,
    TlmPacketReader *reader, TlmLog *log);

/* Forgets the packet that was begun, and the count. */
void tlm_frame_channel_reset (TlmFrameChannel *channel);

G_END_DECLS
