/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "film/picture-clock.h"
#include "film/writer.h"
#include "job/job.h"
#include "make/encoder.h"
#include "make/run.h"
#include "make/slice-coder.h"
#include "make/window.h"

G_BEGIN_DECLS

/* Takes a picture that is coded as CAPS say, its stamps ticks of the clip; what it holds may be taken. */
typedef gboolean RenderKeeper (gpointer keeper, const GstCaps *caps, AVPacket *packet, GError **error);

/* The film that is made of what a pipeline with elements "overlay" and "sink" codes. All zero but what stands
 * before the gap; the streaming threads' while the pipeline runs. */
typedef struct {
  const RenderClip *clip;
  const RenderContainer *container;
  const RenderCodec *codec;
  const char *path;          /* that is written */
  guint skipped;             /* pictures at the start of the clip that cannot be shown */
  gboolean from_nothing;     /* pictures have the clip's times before the overlay: they come of no clip, … */
  gboolean uncut;            /* … or of the clip without its edit list (uncut.h), and some are left out */
  gboolean alone;            /* nothing of the clip goes along (RenderFilm) */
  const AVCodecParameters *colours; /* that the pictures are drawn in; NULL: the clip's */
  RenderWindow *window;      /* the pictures of the clip that are coded; NULL: all */
  RenderSliceCoder *slices;  /* codes what comes, which then is raw; its own; or NULL */
  RenderKeeper *keep;        /* takes what is coded instead of a film; or NULL */
  gpointer keeper;           /* for that */

  RenderWriter *writer;
  RenderPictureClock clock;
  GstClockTime first_in, first_out; /* stamps of the first picture, after the overlay and coded */
  guint64 stamped;           /* pictures that left the overlay */
  guint64 came;              /* pictures that came to the overlay, or were left out before it */
  guint64 decoded, coded;    /* pictures before the overlay, and out of the encoder */
  gint64 begin_ns;           /* when the first of them is shown, since the clip's first */
  GError *error;             /* of the writer */
} RenderBurnFilm;

/* The pipeline that burns JOB's telemetry into FILM's clip and codes it with CHOICE, without what
 * render_burn_film_attach() adds. RUN gets its coder. NULL with an error. To be unreffed. */
GstElement *render_burn_build (const RenderJob *job, const RenderBurnFilm *film, const RenderChoice *choice, RenderRun *run,
    GError **error);

/* Takes what comes of PIPELINE. */
void render_burn_film_attach (RenderBurnFilm *film, GstElement *pipeline);

/* How many pictures are coded; any thread. */
guint64 render_burn_film_done (gpointer film);

/* Ends the film, after the pipeline's end. */
gboolean render_burn_film_finish (RenderBurnFilm *film, GError **error);

/* Frees what it holds. */
void render_burn_film_clear (RenderBurnFilm *film);

G_END_DECLS
