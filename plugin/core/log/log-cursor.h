/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* Goes through what one vehicle of a sealed log says, time by time: all values and
 * texts of one time together. Not thread-safe; the log must not change. */
typedef struct {
  const TlmLogVehicle *vehicle;
  gsize *tracks, *texts;   /* how far each track has been read */
} TlmLogCursor;

/* Begins before the first time; VEHICLE outlives it. Clear lets go of what it holds. */
void tlm_log_cursor_init (TlmLogCursor *cursor, const TlmLogVehicle *vehicle);
void tlm_log_cursor_clear (TlmLogCursor *cursor);

/* The earliest time that was not read yet; FALSE at the end. */
gboolean tlm_log_cursor_next (const TlmLogCursor *cursor, gint64 *time_ns);

/* Reads track TRACK at TIME, the next time: FALSE when it has no value then. */
gboolean tlm_log_cursor_value (TlmLogCursor *cursor, guint track, gint64 time_ns, double *value);

/* The last that text track TEXT says at TIME, the next time, or NULL; the log's.
 * Whatever is not read, of values and texts, comes with the same time again: read
 * all of them. */
const char *tlm_log_cursor_text (TlmLogCursor *cursor, guint text, gint64 time_ns);

/* The name that says which altitude an altitude is: that of the channel of its
 * datum ("altitude-msl"); the track's own name otherwise. */
const char *tlm_log_channel_name (const TlmTrack *track);

G_END_DECLS
