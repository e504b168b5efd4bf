/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libavformat/avformat.h>

#include "film/running-hash.h"
#include "film/whole.h"

G_BEGIN_DECLS

/* A picture that is coded. */
typedef struct {
  gint64 time;               /* time base of the stream */
  gboolean is_shown;         /* FALSE: the edit list leaves it out */
  gboolean is_entry;         /* it begins a closed group: none from it on leans on one before it (entry.h) */
} RenderPicture;

/* A clip as libavformat reads it. Belongs to one thread. */
typedef struct {
  char *path;
  AVFormatContext *input;
  int video;                 /* index of its picture: the first video stream that is no cover */
  int turn;                  /* GstVideoOrientationMethod that makes the picture upright */
  int width, height;         /* pixels as they are stored */
  int depth;                 /* bits of a component */
  gint64 start_us;           /* where it begins, to be taken off all times; 0 where not said */
  GArray *times;             /* gint64, when each picture is shown, ascending, in the stream's time
                              * base; empty before render_clip_read_times(), or where the clip
                              * does not say them */
  guint64 n_pictures;        /* that are shown, after render_clip_read_times() */
  guint64 n_discarded;       /* pictures that its edit list leaves out, after the same */
  GArray *coded;             /* RenderPicture, all of them by time; empty where TIMES is */
  gboolean changes;          /* how they are coded, on the way; after the same */
  guint n_leading;           /* of these, before the first that leans on no other: no decoder shows them */
  gint64 last_duration;      /* of the last picture, time base; 0 where not said */
  RenderReading reading;     /* of its picture, after render_clip_read_times() */
  RenderRunningHash *hash;   /* sees its file when its packets are copied (source.h); NULL: nobody asks */
} RenderClip;

/* Opens PATH and looks at its streams. An error says what is wrong with the file, or that there
 * is no video, or that it is turned by no quarter of a turn. To be freed. Blocks. */
RenderClip *render_clip_open (const char *path, GError **error);

/* Takes NULL. */
void render_clip_free (RenderClip *clip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RenderClip, render_clip_free)

/* Its picture's stream. */
AVStream *render_clip_video (const RenderClip *clip);

/* Reads through the whole file for the time of each picture, without decoding. What is read after
 * that is its end; a second time does nothing. An error where the file is damaged, or less of it is there than its
 * index names. */
gboolean render_clip_read_times (RenderClip *clip, GError **error);

/* Makes render_clip_duration_ns() that of its pictures: it is for MP4 and QuickTime, which state the end of each stream;
 * others are read (render_clip_read_times()), since what they state is the sound's too. */
gboolean render_clip_know_duration (RenderClip *clip, GError **error);

/* How long it lasts, ns; 0 where it does not say. */
gint64 render_clip_duration_ns (const RenderClip *clip);

/* When its first picture is shown, microseconds since where the clip begins (start_us). */
gint64 render_clip_first_us (const RenderClip *clip);

/* Whether players turn it by a quarter, so that width and height are swapped. */
gboolean render_clip_is_on_its_side (const RenderClip *clip);

/* What libav calls CODE, for messages: "Invalid data found when processing input". Lives in
 * BUFFER of AV_ERROR_MAX_STRING_SIZE. */
const char *render_av_error (int code, char *buffer);

G_END_DECLS
