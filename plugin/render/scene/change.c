/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/change.h"

#include <string.h>

#include "render/scene/item.h"
#include "render/scene/widget.h"

/* Parts of the time in which the one goes and the other comes. */
#define SHARE 0.6

struct _TlrChange {
  TlrMotion motion;
  TlmSnapshot *snapshot;
  gint64 before_ns;            /* when the state before is of; TLM_TIME_NONE: none */
  guint64 revision;            /* of the timeline, when that was asked */
  gsize length;                /* of the state */
  guint8 state[TLR_ITEM_STATE_SIZE];
  guint mix;                   /* part of the change that is over, to TLR_FADE_FULL */
  gboolean painted;            /* before shows the state */
  TlrNative *before, *scratch; /* of the item's cover; NULL before the first change */
};

TlrChange *
tlr_change_new (const TlrMotion *motion)
{
  TlrChange *change = g_new0 (TlrChange, 1);

  change->motion = *motion;
  change->snapshot = tlm_snapshot_new ();
  change->before_ns = TLM_TIME_NONE;
  change->mix = TLR_FADE_FULL;
  return change;
}

void
tlr_change_free (TlrChange *change)
{
  if (!change)
    return;
  tlm_snapshot_free (change->snapshot);
  tlr_native_free (change->before);
  tlr_native_free (change->scratch);
  g_free (change);
}

/* The latest event that the widget can show at a time, and the instant before it; FALSE where
 * there is none. */
static gboolean
find_event (const TlrWidget *widget, gint64 now_ns, gint64 *event_ns, gint64 *before_ns)
{
  const TlmTimeline *timeline = widget->context->timeline;
  TlmAgenda agenda = tlm_timeline_agenda (timeline, widget->vehicle, now_ns);
  TlmDuration period;

  if (agenda.due == 0)
    return FALSE;
  *event_ns = tlm_timeline_event_of (timeline, widget->vehicle, agenda.due - 1)->time_ns;
  *before_ns = *event_ns - 1;
  if (!widget->refresh)
    return TRUE;
  /* What it shows is that of the last multiple of a period. */
  period = tlr_refresh_get_period (widget->refresh);
  *event_ns = tlr_refresh_time (timeline, period, tlr_refresh_slot (timeline, period, *before_ns) + 1);
  *before_ns = *event_ns - period;
  return *event_ns <= now_ns;
}

/* What was said right before. */
static void
find_before (TlrItem *item, gint64 before_ns)
{
  TlrChange *change = item->change;
  const TlrContext *context = item->widget->context;
  guint64 revision = tlm_timeline_get_revision (context->timeline);

  if (change->before_ns == before_ns && change->revision == revision)
    return;
  tlm_timeline_at (context->timeline, before_ns, &context->channels, change->snapshot);
  change->length = item->klass->state (item, change->snapshot, change->state);
  change->before_ns = before_ns;
  change->revision = revision;
  change->painted = FALSE;
}

static guint
find_mix (TlrItem *item, const TlmSnapshot *now)
{
  TlrChange *change = item->change;
  const TlrMotion *motion = &change->motion;
  gint64 event_ns, before_ns;

  if (item->next == 0 || now->time_ns == TLM_TIME_NONE ||
      !find_event (item->widget, now->time_ns, &event_ns, &before_ns) ||
      now->time_ns - event_ns >= motion->duration_ns)
    return TLR_FADE_FULL;
  find_before (item, before_ns);
  if (change->length > 0 &&
      item->klass->says_same (item, change->state, change->length, item->next_state, item->next))
    return TLR_FADE_FULL;
  return (guint) (TLR_FADE_FULL * (now->time_ns - event_ns) / motion->duration_ns);
}

/* How much is seen of what was there, or of what comes. Both together would be hard to read: what
 * was there has all but gone when the other comes. */
static guint
level (const TlrChange *change, gboolean of_new)
{
  TlrEasing easing = change->motion.easing == TLR_EASING_UNSAID ? TLR_EASING_IN_OUT : change->motion.easing;
  double over = (double) change->mix / TLR_FADE_FULL;
  double done = tlr_ease (easing, (of_new ? over - (1 - SHARE) : over) / SHARE);

  return (guint) (TLR_FADE_FULL * (of_new ? done : 1 - done) + 0.5);
}

gboolean
tlr_change_update (TlrItem *item, const TlmSnapshot *now)
{
  TlrChange *change = item->change;
  guint was = change->mix;
  gint64 before_ns = change->before_ns;

  change->mix = find_mix (item, now);
  return change->mix != was || (was < TLR_FADE_FULL && change->before_ns != before_ns);
}

gboolean
tlr_change_goes_on (const TlrItem *item)
{
  return item->change && item->change->mix < TLR_FADE_FULL;
}

/* Of PICTURE, a part as strong as STRENGTH of TLR_FADE_FULL. */
static void
lay (TlrItem *item, const TlrNative *picture, guint strength, TlrNative *canvas, const TlrRect *part,
    int x, int y)
{
  TlrNative *scratch = item->change->scratch;

  if (strength == 0)
    return;
  if (picture != scratch)
    tlr_native_copy_rect (scratch, x, y, picture, x, y, part->width, part->height);
  tlr_native_fade_rect (scratch, x, y, part->width, part->height, strength, TLR_FADE_FULL);
  tlr_native_over (canvas, part->x, part->y, scratch, x, y, part->width, part->height);
}

static void
paint_before (TlrItem *item)
{
  TlrChange *change = item->change;
  TlrRect all = { 0, 0, item->cover.width, item->cover.height };
  gsize shown = item->shown;

  if (!change->before) {
    const TlrNativeSpec *spec = &item->widget->context->spec.native;

    change->before = tlr_native_new (spec, item->cover.width, item->cover.height);
    change->scratch = tlr_native_new (spec, item->cover.width, item->cover.height);
  }
  if (change->painted)
    return;
  tlr_native_clear_rect (change->before, 0, 0, all.width, all.height);
  item->shown = change->length;
  if (change->length > 0)
    item->klass->compose (item, change->state, change->before, item->cover.x, item->cover.y, &all);
  item->shown = shown;
  change->painted = TRUE;
}

void
tlr_change_compose (TlrItem *item, TlrNative *canvas, int origin_x, int origin_y, const TlrRect *clip)
{
  TlrChange *change = item->change;
  TlrRect own = { item->cover.x - origin_x, item->cover.y - origin_y, item->cover.width,
    item->cover.height };
  TlrRect part = tlr_rect_intersect (&own, clip);
  TlrRect inside = { part.x - own.x, part.y - own.y, part.width, part.height };

  if (!change || change->mix == TLR_FADE_FULL) {
    item->klass->compose (item, item->shown_state, canvas, origin_x, origin_y, clip);
    return;
  }
  if (tlr_rect_is_empty (&part))
    return;
  paint_before (item);
  lay (item, change->before, level (change, FALSE), canvas, &part, inside.x, inside.y);
  tlr_native_clear_rect (change->scratch, inside.x, inside.y, inside.width, inside.height);
  item->klass->compose (item, item->shown_state, change->scratch, item->cover.x, item->cover.y, &inside);
  lay (item, change->scratch, level (change, TRUE), canvas, &part, inside.x, inside.y);
}

gsize
tlr_change_get_size (const TlrChange *change)
{
  return change->before ? tlr_native_get_size (change->before) + tlr_native_get_size (change->scratch) : 0;
}
