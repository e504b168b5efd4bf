/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/film.h"

/* How far from a frame's beginning, ns, a time is still that: containers round to microseconds. */
#define NEAR_NS 1000

struct TlmFilm {
  gint n_users;
  TlmRational rate;
  GArray *pieces;            /* TlmFilmPiece */
  GPtrArray *warps;          /* TlmWarp *, a camera each */
};

TlmFilm *
tlm_film_new (TlmRational rate)
{
  TlmFilm *film = g_new0 (TlmFilm, 1);

  film->n_users = 1;
  film->rate = rate;
  film->pieces = g_array_new (FALSE, FALSE, sizeof (TlmFilmPiece));
  film->warps = g_ptr_array_new_with_free_func (g_free);
  return film;
}

TlmFilm *
tlm_film_ref (TlmFilm *film)
{
  if (film)
    g_atomic_int_inc (&film->n_users);
  return film;
}

void
tlm_film_unref (TlmFilm *film)
{
  if (!film || !g_atomic_int_dec_and_test (&film->n_users))
    return;
  g_array_unref (film->pieces);
  g_ptr_array_unref (film->warps);
  g_free (film);
}

guint
tlm_film_add_camera (TlmFilm *film, const TlmWarp *warp)
{
  g_return_val_if_fail (film != NULL && warp != NULL, 0);
  g_ptr_array_add (film->warps, g_memdup2 (warp, sizeof *warp));
  return film->warps->len - 1;
}

void
tlm_film_add (TlmFilm *film, const TlmFilmPiece *piece)
{
  g_return_if_fail (film != NULL && piece != NULL && piece->camera < film->warps->len);
  g_array_append_val (film->pieces, *piece);
}

guint
tlm_film_length (const TlmFilm *film)
{
  g_return_val_if_fail (film != NULL, 0);
  return film->pieces->len;
}

const TlmFilmPiece *
tlm_film_get (const TlmFilm *film, guint i)
{
  g_return_val_if_fail (film != NULL && i < film->pieces->len, NULL);
  return &g_array_index (film->pieces, TlmFilmPiece, i);
}

TlmRational
tlm_film_time (const TlmFilm *film, TlmDuration film_ns)
{
  TlmRational time = tlm_rational_from_ns (film_ns), frame, at, half = { .n = 1, .d = 2 };
  gint64 at_ns;

  g_return_val_if_fail (film != NULL, time);
  if (film->rate.n <= 0 || !tlm_rational_multiply (time, film->rate, &frame) ||
      !tlm_rational_add (frame, half, &frame))
    return time;
  frame = (TlmRational) { .n = tlm_rational_floor (frame), .d = 1 };
  if (!tlm_rational_divide (frame, film->rate, &at) || !tlm_rational_to_ns (at, &at_ns) ||
      ABS (at_ns - film_ns) > NEAR_NS)
    return time;
  return at;
}

const TlmFilmPiece *
tlm_film_at (const TlmFilm *film, TlmRational time)
{
  guint low = 0, high;
  const TlmFilmPiece *piece;

  g_return_val_if_fail (film != NULL, NULL);
  high = film->pieces->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (tlm_rational_compare (tlm_film_get (film, middle)->in, time) <= 0)
      low = middle + 1;
    else
      high = middle;
  }
  piece = low > 0 ? tlm_film_get (film, low - 1) : NULL;
  return piece && tlm_rational_compare (time, piece->out) < 0 ? piece : NULL;
}

gint64
tlm_film_apply (const TlmFilm *film, TlmDuration film_ns)
{
  const TlmFilmPiece *piece;
  TlmRational time, since;
  gint64 footage_ns;

  g_return_val_if_fail (film != NULL, TLM_TIME_NONE);
  if (film_ns == TLM_TIME_NONE)
    return TLM_TIME_NONE;
  time = tlm_film_time (film, film_ns);
  piece = tlm_film_at (film, time);
  if (!piece || !tlm_rational_subtract (time, piece->in, &since) ||
      !tlm_rational_multiply (since, piece->speed, &since) ||
      !tlm_rational_add (piece->footage, since, &since) || !tlm_rational_to_ns (since, &footage_ns))
    return TLM_TIME_NONE;
  return tlm_warp_apply (film->warps->pdata[piece->camera], footage_ns);
}

/* Film time at which a piece that runs on reaches FOOTAGE_NS, after its beginning. */
static TlmDuration
reach (const TlmFilmPiece *piece, gint64 footage_ns)
{
  TlmRational time;
  gint64 ns;

  if (piece->speed.n <= 0 || !tlm_rational_subtract (tlm_rational_from_ns (footage_ns), piece->footage, &time) ||
      !tlm_rational_divide (time, piece->speed, &time) || !tlm_rational_add (piece->in, time, &time) ||
      tlm_rational_compare (time, piece->out) >= 0 || !tlm_rational_to_ns (time, &ns))
    return TLM_TIME_NONE;
  return ns;
}

TlmDuration
tlm_film_invert (const TlmFilm *film, gint64 time_ns)
{
  g_return_val_if_fail (film != NULL, TLM_TIME_NONE);
  for (guint i = 0; time_ns != TLM_TIME_NONE && i < film->pieces->len; i++) {
    const TlmFilmPiece *piece = tlm_film_get (film, i);
    const TlmWarp *warp = film->warps->pdata[piece->camera];
    gint64 in_ns, footage_ns;
    TlmDuration reached;
    if (!tlm_rational_to_ns (piece->in, &in_ns) || !tlm_rational_to_ns (piece->footage, &footage_ns))
      continue;
    if (tlm_warp_apply (warp, footage_ns) >= time_ns)
      return in_ns;
    footage_ns = tlm_warp_invert (warp, time_ns);
    reached = footage_ns == TLM_TIME_NONE ? TLM_TIME_NONE : reach (piece, footage_ns);
    if (reached != TLM_TIME_NONE)
      return reached;
  }
  return TLM_TIME_NONE;
}
