/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "film/clip.h"
#include "film/words.h"
#include "job/job.h"

G_BEGIN_DECLS

/* Adds to PIPELINE a bin that gives the words of JOB's languages in each of CODECS (AV_CODEC_ID_NONE at the end) to WORDS,
 * all zero before, while it runs: the telemetry is read once for all tracks. Chapters are the phases. To be cleared, whatever
 * comes of it, after the pipeline. The bin, PIPELINE's; NULL with an error. */
GstElement *render_words_join (const RenderJob *job, const RenderClip *clip, const enum AVCodecID *codecs, RenderWords *words,
    GstBin *pipeline, GError **error);

/* Whether each track of WORDS has got something, when the pipeline has ended. */
gboolean render_words_check (const RenderWords *words, GError **error);

/* Writes the words of JOB's languages in each of CODECS (AV_CODEC_ID_NONE at the end) into WORDS, all zero
 * before; chapters are the phases. To be cleared, whatever comes of it. Blocks. */
gboolean render_words_make (const RenderJob *job, const RenderClip *clip, const enum AVCodecID *codecs,
    RenderWords *words, GError **error);

/* Launch text from the telemetry to subtitles of FORMAT in LANGUAGE, with elements "telemetry" and "words";
 * render_words_set() sets the rest, of all that are called "words…". To be freed. */
char *render_words_launch (const RenderClip *clip, const char *format, const char *language);

/* Sets what JOB says on the elements of BIN. */
gboolean render_words_set (GstElement *bin, const RenderJob *job, const RenderClip *clip, GError **error);

/* The file of subtitles that JOB asks for. */
gboolean render_subtitles (const RenderJob *job, RenderClip *clip, GError **error);

/* The soft film that JOB asks for: the clip's streams untouched, subtitles and chapters added. */
gboolean render_soft (const RenderJob *job, RenderClip *clip, GError **error);

G_END_DECLS
