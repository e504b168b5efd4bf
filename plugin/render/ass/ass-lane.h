/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/ass/ass-event.h"
#include "render/ass/ass-style.h"
#include "render/scene/item.h"

G_BEGIN_DECLS

/* What lanes write with; owned by whoever has the lanes. */
typedef struct {
  TlrAssStyles *styles;
  TlrAssQueue *queue;      /* gets the events that have ended */
  TlrSketch *sketch;
  gint64 limit_ns;         /* footage time up to which events are given now */
  double stretch;          /* rows that a column of the frame is wide: scripts have square pixels */
} TlrAssPen;

/* One item of a scene over time, as events: each mark of it (render/draw/sketch.h) is
 * one for as long as it does not change. Belongs to one thread. */
typedef struct _TlrAssLane TlrAssLane;

/* A lane for ITEM, or for the ground of a widget, which never changes; the other
 * is NULL. ORDER counts the lanes from below. */
TlrAssLane *tlr_ass_lane_new (TlrItem *item, TlrWidget *ground, guint order);

/* Takes NULL. */
void tlr_ass_lane_free (TlrAssLane *lane);

/* Shows SNAPSHOT from TIME on, footage time. */
void tlr_ass_lane_show (TlrAssLane *lane, const TlmSnapshot *snapshot, gint64 time_ns,
    const TlrAssPen *pen);

/* Ends what is shown. */
void tlr_ass_lane_end (TlrAssLane *lane, gint64 time_ns, const TlrAssPen *pen);

G_END_DECLS
