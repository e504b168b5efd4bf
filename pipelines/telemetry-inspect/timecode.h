/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/footage/timecode.h"

/* Frames of the footage and their timecode, as the command line says them; the rest is
 * core/footage/timecode.h. A plain value. */
typedef struct {
  TlmTimecodeRate rate;      /* above 0 once it is read; not each has timecode */
  gint64 start;              /* number of the first frame since 00:00:00:00 */
} InspectTimecode;

/* "01:00:00;00" with its end. */
#define INSPECT_TIMECODE_SIZE 32

/* Reads "30000/1001" or "25", 1 to 1000 frames a second. FALSE, TIMECODE untouched,
 * with an error that shows what is right. */
gboolean inspect_timecode_read_rate (InspectTimecode *timecode, const char *text, GError **error);

/* Reads the timecode of the first frame, "01:00:00;00", at the rate that was read. FALSE,
 * TIMECODE untouched, with an error for what the rate does not have, and for drop-frame
 * where the rate is not. */
gboolean inspect_timecode_read_start (InspectTimecode *timecode, const char *text, GError **error);

/* Frames in a second as they are counted: 30 for 30000/1001. */
int inspect_timecode_nominal (const InspectTimecode *timecode);

/* The number of the first frame at or after a footage time. */
gint64 inspect_timecode_frame (const InspectTimecode *timecode, gint64 time_ns);

/* Writes the timecode of a frame, counted from footage 0, to BUF of INSPECT_TIMECODE_SIZE
 * bytes; days wrap. Nothing ("") at a rate that has no timecode. */
void inspect_timecode_print (const InspectTimecode *timecode, gint64 frame, char *buf);
