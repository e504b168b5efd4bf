/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/definition/program.h"
#include "core/measure/channel.h"
#include "core/measure/unit.h"
#include "core/space/frames/frame.h"

G_BEGIN_DECLS

/* Which field of a packet is which channel. Written as a list of
 *   CHANNEL=FIELD[:UNIT[:FRAME]][@TIME]
 * UNIT (core/measure/unit.h) may be left out where the definition says it or the channel
 * has none; FRAME (core/space/frames/frame.h) is for position-x, -y, -z and velocity-x,
 * -y, -z, which make a state when all three, or six, are there; TIME is the first
 * field of another time than the packet's. */
typedef struct {
  char *channel;
  guint slot;
  double factor, offset;   /* to the channel's storage unit */
  TlmQuantity quantity;
  const TlmUnit *unit;     /* or NULL */
  TlmFrame frame;          /* or TLM_FRAME_NONE */
  char *time;              /* name of the time's first field, or NULL */
  gint axis;               /* 0 to 5: position-x, … velocity-z; -1: none of them */
  gboolean text;           /* labels or text, not numbers */
} TlmChannelMapping;

/* Reads TEXT. The mappings, at most TLM_LIMIT_CHANNELS, in a new array that owns them.
 * NULL with TLM_ERROR_COLUMNS. */
GPtrArray *tlm_channel_map_parse (const char *text, const TlmPacketProgram *program,
    GError **error);

/* A mapping for every field that has a meaning, under its own name. One that is called as
 * a standard channel (ALTITUDE, Vertical_Speed) is that where the definition gives it a
 * unit of what the channel measures; else it is left out, and LEFT_OUT receives the entry
 * of a map that takes it, "altitude=ALTITUDE:m" (char *). */
GPtrArray *tlm_channel_map_all (const TlmPacketProgram *program, GPtrArray *left_out);

G_END_DECLS
