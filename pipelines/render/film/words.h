/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libavcodec/avcodec.h>

G_BEGIN_DECLS

/* A track of subtitles that is written beside the clip's streams. */
typedef struct {
  AVCodecParameters *parameters;
  char *language;            /* ISO 639-2 for the container: "eng" */
  char *title;
  GPtrArray *cues;           /* AVPacket *, microseconds since the clip's first picture, ascending */
} RenderText;

void render_text_free (RenderText *text);

/* A part of the clip with a name. */
typedef struct {
  gint64 start_us, end_us;   /* since the clip's first picture */
  char *title;
} RenderChapter;

void render_chapter_free (RenderChapter *chapter);

/* All that is said of the clip in words. */
typedef struct {
  GPtrArray *tracks;         /* RenderText * */
  GPtrArray *chapters;       /* RenderChapter * */
} RenderWords;

void render_words_clear (RenderWords *words);

G_END_DECLS
