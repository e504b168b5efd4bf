/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "film/picture-clock.h"
#include "film/writer.h"

G_BEGIN_DECLS

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

  RenderWriter *writer;
  RenderPictureClock clock;
  GstClockTime first_in, first_out; /* stamps of the first picture, after the overlay and coded */
  guint64 stamped;           /* pictures that left the overlay */
  guint64 came;              /* pictures that came to the overlay, or were left out before it */
  guint64 decoded, coded;    /* pictures before the overlay, and out of the encoder */
  GError *error;             /* of the writer */
} RenderBurnFilm;

void render_burn_film_attach (RenderBurnFilm *film, GstElement *pipeline);

/* How many pictures are coded; any thread. */
guint64 render_burn_film_done (gpointer film);

/* Ends the film, after the pipeline's end. */
gboolean render_burn_film_finish (RenderBurnFilm *film, GError **error);

/* Frees what it holds. */
void render_burn_film_clear (RenderBurnFilm *film);

G_END_DECLS
