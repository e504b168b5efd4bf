/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* Frames counted as timecode (SMPTE ST 12-1). A plain value. */
typedef struct {
  int fps_n, fps_d;          /* 30000/1001; above 0 */
  gboolean drop;             /* drop-frame counting, 29.97 and 59.94 alone */
  gint64 start;              /* frame number of footage 0 */
} InspectTimecode;

#define INSPECT_TIMECODE_SIZE 32

/* Reads "30000/1001" or "25"; and "01:00:00;00" at that rate. The errors show
 * what is right. */
gboolean inspect_timecode_read_rate (InspectTimecode *timecode, const char *text, GError **error);
gboolean inspect_timecode_read_start (InspectTimecode *timecode, const char *text, GError **error);

/* Frames in a second as they are counted: 30 for 30000/1001. */
int inspect_timecode_nominal (const InspectTimecode *timecode);

/* The number of the first frame at or after a footage time. */
gint64 inspect_timecode_frame (const InspectTimecode *timecode, gint64 time_ns);

/* The timecode of a frame, counted from footage 0; days wrap. */
void inspect_timecode_print (const InspectTimecode *timecode, gint64 frame, char *buf);
