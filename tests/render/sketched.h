/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/timeline/timeline.h"
#include "render/scene/arrange.h"
#include "render/scene/context.h"

/* A layout placed on a frame, to be asked what it shows as marks. */
typedef struct {
  TlrContext context;
  GPtrArray *widgets;
  TlrSketch *sketch;
  TlmSnapshot *snapshot;
} Sketched;

static inline void
sketched_start (Sketched *sketched, TlrLayout *layout, TlmTimeline *timeline,
    const TlmMission *mission, const TlrStyle *style, int width, int height)
{
  g_autoptr (GError) error = NULL;

  memset (sketched, 0, sizeof *sketched);
  sketched->context.layout = layout;
  sketched->context.timeline = timeline;
  sketched->context.spec = (TlrSceneSpec) { { tlr_pixel_format_find ("BGRA") }, width, height };
  tlr_context_start (&sketched->context, style, mission);
  sketched->widgets = tlr_arrange_widgets (&sketched->context, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < sketched->widgets->len; i++) {
    TlrWidget *widget = sketched->widgets->pdata[i];
    if (!widget->absent && widget->klass->place)
      widget->klass->place (widget);
  }
  sketched->sketch = tlr_sketch_new ();
  sketched->snapshot = tlm_snapshot_new ();
}

static inline void
sketched_finish (Sketched *sketched)
{
  tlr_sketch_free (sketched->sketch);
  tlm_snapshot_free (sketched->snapshot);
  tlr_context_finish (&sketched->context);
  g_ptr_array_unref (sketched->widgets);
}

static inline void
sketched_seek (Sketched *sketched, gint64 time_ns)
{
  tlm_timeline_at (sketched->context.timeline, time_ns, NULL, sketched->snapshot);
}

/* Leaves in the sketch what an item shows, nothing when it is not to be seen. */
static inline const GArray *
sketched_item (Sketched *sketched, guint index)
{
  TlrItem *item = sketched->context.items->pdata[index];
  guint8 state[TLR_ITEM_STATE_SIZE] = { 0 };

  tlr_sketch_clear (sketched->sketch);
  if (item->klass->sketch && tlr_widget_is_visible (item->widget, sketched->snapshot) &&
      item->klass->state (item, sketched->snapshot, state) > 0)
    item->klass->sketch (item, state, sketched->sketch);
  return sketched->sketch->marks;
}
