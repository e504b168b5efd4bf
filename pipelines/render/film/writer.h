/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"
#include "film/container.h"
#include "film/words.h"

G_BEGIN_DECLS

/* A film that is written with all that the clip has beside its picture: streams as they are, tags,
 * chapters, colours, timecode, dates. Times are the clip's, counted from where it begins. Belongs to
 * one thread at a time. */
typedef struct RenderWriter RenderWriter;

/* What a film is to be. */
typedef struct {
  const RenderContainer *container;
  const char *path;                     /* that is written */
  const RenderClip *clip;               /* outlives the writer */
  const AVCodecParameters *picture;     /* of pictures that are pushed; NULL: the clip's are copied */
  const AVCodecParameters *colours;     /* whose colours these have; NULL: the clip's */
  gboolean upright;                     /* they were turned: what turned them is not written */
  gboolean alone;                       /* none of the clip's other streams goes along */
  AVRational time_base;                 /* of what is pushed */
  const RenderWords *words;             /* that are added; or NULL */
} RenderFilm;

/* Begins the film. Streams that the container does not take are left out, each with a warning
 * (report.h); sound that it does not take is an error. To be freed. */
RenderWriter *render_writer_new (const RenderFilm *film, GError **error);

/* Writes a picture, and what the clip has up to it. PACKET's stamps are in the film's time base;
 * what it holds is taken. */
gboolean render_writer_push (RenderWriter *writer, AVPacket *packet, GError **error);

/* Writes what the clip has left, and the end. */
gboolean render_writer_finish (RenderWriter *writer, GError **error);

/* Closes the file. Takes NULL. */
void render_writer_free (RenderWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RenderWriter, render_writer_free)

G_END_DECLS
