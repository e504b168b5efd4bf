/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/warp.h"
#include "core/time/rational.h"

G_BEGIN_DECLS

/* A film that was cut: which instant each of its frames shows, as pieces that are straight lines to the
 * time of a camera, and each camera's own way to the telemetry's clock. Between pieces, the film shows
 * something else. Reference counted; immutable once all was added, and then thread safe. */

typedef struct {
  TlmRational in, out;       /* film time, s; OUT is the first frame after it */
  TlmRational footage;       /* the camera's footage time at IN, s */
  TlmRational speed;         /* of that, a second of film */
  guint camera;              /* index of tlm_film_add_camera() */
} TlmFilmPiece;

typedef struct TlmFilm TlmFilm;

/* RATE is the film's frames a second; 0/1: not known. To be unreferenced. */
TlmFilm *tlm_film_new (TlmRational rate);
TlmFilm *tlm_film_ref (TlmFilm *film);
void tlm_film_unref (TlmFilm *film);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmFilm, tlm_film_unref)

/* A camera's footage time to the telemetry's clock; its index. */
guint tlm_film_add_camera (TlmFilm *film, const TlmWarp *warp);

/* Pieces come in order of time, none over the one before. */
void tlm_film_add (TlmFilm *film, const TlmFilmPiece *piece);

/* How many there are, and one of them. */
guint tlm_film_length (const TlmFilm *film);
const TlmFilmPiece *tlm_film_get (const TlmFilm *film, guint i);

/* The exact film time of a time in nanoseconds: where that is a frame's beginning, cut or rounded to
 * nanoseconds, the frame's. */
TlmRational tlm_film_time (const TlmFilm *film, TlmDuration film_ns);

/* The piece that is seen at a film time, or NULL. */
const TlmFilmPiece *tlm_film_at (const TlmFilm *film, TlmRational time);

/* The telemetry's time that is seen at FILM_NS; TLM_TIME_NONE between pieces, and for
 * TLM_TIME_NONE. */
gint64 tlm_film_apply (const TlmFilm *film, TlmDuration film_ns);

/* The first film time whose telemetry's time is TIME_NS or later; TLM_TIME_NONE where there is none. Looks
 * at each piece. */
TlmDuration tlm_film_invert (const TlmFilm *film, gint64 time_ns);

G_END_DECLS
