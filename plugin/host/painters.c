/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/painters.h"

/* A picture in full HD takes some MB: enough for the processors of a workstation, and for a preview beside. */
#define MOST_IDLE 16

struct _TlhPainters {
  TlhScenery scenery;
  GMutex lock;
  GQueue idle;                 /* TlhPainter *, the one used last in front */
  TlrSceneSpec unfit;          /* frames that the layout does not fit … */
  GError *why;                 /* … and why; NULL: there were none */
};

/* Field by field: there may be anything in the gaps. */
static gboolean
is_same (const TlrSceneSpec *a, const TlrSceneSpec *b)
{
  const TlrColorimetry *x = &a->native.colorimetry, *y = &b->native.colorimetry;

  return a->width == b->width && a->height == b->height && a->par_n == b->par_n && a->par_d == b->par_d &&
      a->native.format == b->native.format && a->native.interlaced == b->native.interlaced &&
      x->matrix == y->matrix && x->range == y->range && x->transfer == y->transfer &&
      x->primaries == y->primaries && x->graphics_white_cd_m2 == y->graphics_white_cd_m2;
}

static void
painter_free (gpointer data)
{
  TlhPainter *painter = data;

  tlr_stage_free (painter->stage);
  tlm_snapshot_free (painter->snapshot);
  g_free (painter);
}

static TlhPainter *
painter_new (const TlhScenery *scenery, const TlrSceneSpec *spec, GError **error)
{
  TlrStage *stage = tlr_stage_new (scenery->layout, scenery->style, scenery->timeline, scenery->mission, spec,
      error);
  TlhPainter *painter;

  if (!stage)
    return NULL;
  painter = g_new0 (TlhPainter, 1);
  painter->spec = *spec;
  painter->stage = stage;
  painter->snapshot = tlm_snapshot_new ();
  painter->channels = tlr_scene_channels (tlr_stage_scene (stage));
  return painter;
}

TlhPainters *
tlh_painters_new (const TlhScenery *scenery)
{
  TlhPainters *painters = g_new0 (TlhPainters, 1);

  painters->scenery = *scenery;
  g_mutex_init (&painters->lock);
  return painters;
}

void
tlh_painters_free (TlhPainters *painters)
{
  if (!painters)
    return;
  g_queue_clear_full (&painters->idle, painter_free);
  g_clear_error (&painters->why);
  g_mutex_clear (&painters->lock);
  g_free (painters);
}

/* With the lock held. */
static TlhPainter *
find_idle (TlhPainters *painters, const TlrSceneSpec *spec)
{
  for (GList *link = painters->idle.head; link; link = link->next) {
    TlhPainter *painter = link->data;
    if (!is_same (&painter->spec, spec))
      continue;
    g_queue_delete_link (&painters->idle, link);
    /* A live timeline has more by now than it was made for. */
    if (tlr_scene_is_current (tlr_stage_scene (painter->stage)))
      return painter;
    painter_free (painter);
    return find_idle (painters, spec);
  }
  return NULL;
}

/* Remembers WHY, which is copied, for frames that come after. */
static void
remember_unfit (TlhPainters *painters, const TlrSceneSpec *spec, const GError *why)
{
  g_mutex_lock (&painters->lock);
  g_clear_error (&painters->why);
  painters->unfit = *spec;
  painters->why = g_error_copy (why);
  g_mutex_unlock (&painters->lock);
}

TlhPainter *
tlh_painters_take (TlhPainters *painters, const TlrSceneSpec *spec, GError **error)
{
  g_autoptr (GError) why = NULL;
  TlhPainter *painter;

  g_mutex_lock (&painters->lock);
  painter = find_idle (painters, spec);
  if (!painter && painters->why && is_same (&painters->unfit, spec))
    why = g_error_copy (painters->why);
  g_mutex_unlock (&painters->lock);
  if (!painter && !why) {
    painter = painter_new (&painters->scenery, spec, &why);
    if (!painter)
      remember_unfit (painters, spec, why);
  }
  if (why)
    g_propagate_error (error, g_steal_pointer (&why));
  return painter;
}

void
tlh_painters_give_back (TlhPainters *painters, TlhPainter *painter)
{
  TlhPainter *oldest = NULL;

  g_mutex_lock (&painters->lock);
  g_queue_push_head (&painters->idle, painter);
  if (painters->idle.length > MOST_IDLE)
    oldest = g_queue_pop_tail (&painters->idle);
  g_mutex_unlock (&painters->lock);
  if (oldest)
    painter_free (oldest);
}
