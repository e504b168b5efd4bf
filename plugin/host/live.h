/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "host/overlay.h"

G_BEGIN_DECLS

/* An overlay of telemetry that comes while it is shown. A program
 *
 *   1. opens it: tlh_live_open();
 *   2. feeds it, from a thread of its own, with what comes: tlh_live_feed();
 *   3. draws it as any other overlay. The places in the footage that the functions of host/overlay.h take are instants
 *      on the clock that says when bytes came: what is drawn is what was known of that instant by then, so that the
 *      present shows the newest.
 *
 * Memory is bounded: of what is older than the history some thousand samples a channel are kept. */

/* How it comes. */
typedef struct {
  const char *format;          /* jsonl, csv, nmea, klv, mavlink, ccsds-spp, …; NULL: the first bytes tell */
  gboolean datagrams;          /* each piece is one, and no record goes on in the next */
  gint64 history_ns;           /* how much of the past is kept at full rate; 0: ten minutes */
} TlhStream;

/* Opens it; to be unreffed. WISHES may name a mission, whose [stream] says what comes, and telemetry that is there
 * already, or nothing. NULL with an error as tlh_overlay_open(), and where FORMAT is not known or cannot be read while it
 * comes. Blocks while it reads. */
TlhOverlay *tlh_live_open (const TlhWishes *wishes, const TlhStream *stream, GError **error);

/* Takes LENGTH bytes that came at CAME_NS: 0 or more, on a clock that goes on evenly, never back. FALSE with an error
 * where they cannot be understood: what comes next is then taken for the beginning of a stream. Blocks drawing for
 * as long as samples are put on the timeline. From one thread at a time. */
gboolean tlh_live_feed (TlhOverlay *overlay, const guint8 *data, gsize length, gint64 came_ns, GError **error);

/* What comes next does not follow on what came: the sender is another. From the thread that feeds. */
void tlh_live_restart (TlhOverlay *overlay);

/* Liftoff is at PLACE_NS, whatever the mission or the telemetry say: the clock counts from it. FALSE where nothing has come
 * yet. From any thread. */
gboolean tlh_live_set_liftoff (TlhOverlay *overlay, gint64 place_ns);

/* The oldest line that people should see and that was not given yet; NULL: none. To be freed. From any thread. */
char *tlh_live_pop_warning (TlhOverlay *overlay);

G_END_DECLS
