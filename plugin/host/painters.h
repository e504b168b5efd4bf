/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/stage.h"

G_BEGIN_DECLS

/* What paints frames of one kind: a stage and the snapshot it shows. Belongs to one thread at a time. */
typedef struct {
  TlrSceneSpec spec;
  TlrStage *stage;
  TlmSnapshot *snapshot;
  const TlmChannelSet *channels;       /* to ask the timeline for; the stage's */
} TlhPainter;

/* What the stages are made of; all of it outlives the painters. */
typedef struct {
  TlrLayout *layout;
  const TlrStyle *style;
  TlmTimeline *timeline;
  const TlmMission *mission;
} TlhScenery;

/* Painters that wait for work. As many are made as threads draw at once; some of each kind are kept, the ones used
 * last. Thread safe. */
typedef struct _TlhPainters TlhPainters;

TlhPainters *tlh_painters_new (const TlhScenery *scenery);

/* All are given back by then. Takes NULL. */
void tlh_painters_free (TlhPainters *painters);

/* A painter for frames of SPEC, for this thread until tlh_painters_give_back(). NULL with an error where the layout
 * does not fit: the same again, without another try, while such frames come. */
TlhPainter *tlh_painters_take (TlhPainters *painters, const TlrSceneSpec *spec, GError **error);
void tlh_painters_give_back (TlhPainters *painters, TlhPainter *painter);

G_END_DECLS
