/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libavformat/avformat.h>

G_BEGIN_DECLS

/* Whether a film is all there, by what its container states. libavformat takes the end of a file for the end of
 * the film, wherever a download or a card broke off. */

/* What was read of one stream so far, time base of the stream. All zero before. */
typedef struct {
  guint64 n;                 /* packets with a time */
  gint64 first, last, end;   /* times of the earliest and of the latest, and where the latest ends */
  gint64 longest;            /* step from one to the next, in the order of the file */
} RenderReading;

/* Notes PACKET of its stream. */
void render_reading_note (RenderReading *reading, const AVPacket *packet);

/* Whether no sample of INPUT's index lies behind the end of its file. Only for formats whose index names each
 * sample by its bytes before they are read (QuickTime and MP4); TRUE for others. The error says how much is there. */
gboolean render_whole_check_index (AVFormatContext *input, const char *path, GError **error);

/* What is to be said where the pictures of STREAM ended before their time, or the file before its own: a warning that
 * names PATH. NULL: nothing is, or nothing is stated (a transport stream; a recording whose end was never
 * written). A gap of less than half a second, or than the longest picture, is none: containers state the end of the
 * sound too. To be freed. */
char *render_whole_explain (const AVFormatContext *input, int stream, const RenderReading *reading, const char *path);

G_END_DECLS
