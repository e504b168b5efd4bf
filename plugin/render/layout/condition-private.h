/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/layout/condition.h"
#include "render/layout/past.h"

G_BEGIN_DECLS

/* The words, TlmConditionNode.word. */
typedef enum {
  TLR_ASK_VEHICLES,
  TLR_ASK_EVENTS,
  TLR_ASK_TIME,
  TLR_ASK_PHASE,
  TLR_ASK_PHASE_TIME,
  TLR_ASK_EVENT,
  TLR_ASK_SINCE,
  TLR_ASK_UNTIL,
  TLR_ASK_SIGNAL,
  TLR_ASK_STARTED,
  TLR_ASK_HAS,
  TLR_ASK_PROVENANCE
} TlrAsk;

struct _TlrCondition {
  TlmCondition *parsed;
  const TlmTimeline *timeline;
  int vehicle;                 /* or TLR_CONDITION_MISSION */
  TlrPast **pasts;             /* one a node, NULL where it asks for none; NULL: no node does */
};

/* One evaluation. */
typedef struct {
  TlrCondition *condition;
  const char *provenance;      /* NULL: any */
  const TlmSnapshot *snapshot;
} TlrAsking;

/* The channel that a node of a channel means: FALSE where there is none yet. */
gboolean tlr_condition_find_channel (const TlrCondition *condition, const TlmConditionNode *node,
    guint *channel);

/* Seconds since the event of that name came, NAN before. */
double tlr_condition_since (const TlrAsking *asking, const char *event);

/* Seconds until the event of that name, NAN where nobody can say; WHOLE: as the whole recording tells. */
double tlr_condition_until (const TlrAsking *asking, const char *event, gboolean whole);

/* Whether one of NAMES is what came last. */
gboolean tlr_condition_is_latest (const TlrAsking *asking, char **names);

G_END_DECLS
