/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/ass/ass-lane.h"

#include <string.h>

#include "render/ass/ass-mark.h"
#include "render/ass/ass-motion.h"
#include "render/scene/widget.h"

/* One mark as it is written, and since when it is shown. */
typedef struct {
  GString *text;
  const char *style;
  guint layer;
  guint order;             /* of the mark */
  gint64 start_ns;
  TlrAssMotion enter;      /* by which it came then */
} Shown;

struct _TlrAssLane {
  TlrItem *item;           /* or NULL */
  TlrWidget *ground;       /* or NULL */
  guint layer;
  gsize length;            /* of the state; 0: nothing to see; G_MAXSIZE: none yet */
  guint8 state[TLR_ITEM_STATE_SIZE];
  guint8 next_state[TLR_ITEM_STATE_SIZE];
  GPtrArray *shown;        /* Shown *: the marks of the state, then spare ones */
  guint n_shown;
  gboolean open;           /* they are to be seen */
  TlrAssMotion enter, leave; /* what begins at the time that is shown */
  GString *text;
};

static const TlrAssMotion at_once;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_string_free (shown->text, TRUE);
  g_free (shown);
}

/* Layers leave room for a shadow below each text. */
TlrAssLane *
tlr_ass_lane_new (TlrItem *item, TlrWidget *ground, guint order)
{
  TlrAssLane *lane = g_new0 (TlrAssLane, 1);

  lane->item = item;
  lane->ground = ground;
  lane->layer = 2 * order;
  lane->length = G_MAXSIZE;
  lane->shown = g_ptr_array_new_with_free_func (shown_free);
  lane->text = g_string_new (NULL);
  return lane;
}

void
tlr_ass_lane_free (TlrAssLane *lane)
{
  if (!lane)
    return;
  g_ptr_array_unref (lane->shown);
  g_string_free (lane->text, TRUE);
  g_free (lane);
}

/* LEAVE is how it goes from TIME on. */
static void
end_one (Shown *shown, gint64 time_ns, const TlrAssMotion *leave, const TlrAssPen *pen)
{
  g_autoptr (GString) moving = NULL;
  const char *text = shown->text->str;

  time_ns += leave->duration_ns;
  if (shown->enter.duration_ns > 0 || leave->duration_ns > 0) {
    moving = g_string_new (text);
    tlr_ass_motion_write (moving, &shown->enter, leave, time_ns - shown->start_ns);
    text = moving->str;
  }
  if (shown->start_ns < time_ns)
    tlr_ass_queue_add (pen->queue, &(TlrAssEvent) { shown->start_ns, time_ns, shown->layer,
        shown->order, shown->style, text });
}

/* Where the lane is written anew from its first mark on. */
typedef struct {
  TlrAssLane *lane;
  const TlrAssPen *pen;
  gint64 time_ns;
  guint next;              /* mark */
  gboolean redraw;         /* what is drawn from here on has to be drawn again, or it
                              would come to lie below what was changed */
} Rewriting;

/* Takes the text of the lane as its next mark: one that stays as it was goes on. */
static void
put (Rewriting *to, guint layer, const char *style, gboolean is_text)
{
  TlrAssLane *lane = to->lane;
  gboolean was = lane->open && to->next < lane->n_shown;
  Shown *shown;

  if (to->next == lane->shown->len) {
    shown = g_new0 (Shown, 1);
    shown->text = g_string_new (NULL);
    g_ptr_array_add (lane->shown, shown);
  }
  shown = lane->shown->pdata[to->next++];
  if (was && (is_text || !to->redraw) && shown->layer == layer && shown->style == style &&
      g_string_equal (shown->text, lane->text)) {
    g_string_truncate (lane->text, 0);
    return;
  }
  to->redraw = TRUE;
  if (was)
    end_one (shown, to->time_ns, &at_once, to->pen);
  GString *spare = shown->text;
  *shown = (Shown) { lane->text, style, layer, to->next, to->time_ns, lane->enter };
  lane->text = g_string_truncate (spare, 0);
}

static void
put_mark (Rewriting *to, const TlrMark *mark)
{
  TlrAssLane *lane = to->lane;
  TlrAssFont *font;
  const char *style;

  if (mark->kind != TLR_MARK_TEXT) {
    tlr_ass_append_shape (lane->text, to->pen->sketch, mark);
    if (lane->text->len > 0)
      put (to, lane->layer, TLR_ASS_SHAPE, FALSE);
    return;
  }
  font = tlr_ass_styles_find (to->pen->styles, &mark->style, &style);
  tlr_ass_append_shadow (lane->text, mark, font);
  if (lane->text->len > 0)
    put (to, lane->layer, TLR_ASS_SHAPE, FALSE);
  tlr_ass_append_text (lane->text, mark, font, style == NULL);
  put (to, lane->layer + 1, style ? style : TLR_ASS_SHAPE, TRUE);
}

static void
rewrite (TlrAssLane *lane, gint64 time_ns, const TlrAssPen *pen)
{
  Rewriting to = { .lane = lane, .pen = pen, .time_ns = time_ns };

  tlr_sketch_clear (pen->sketch);
  if (lane->ground)
    lane->ground->klass->sketch (lane->ground, pen->sketch);
  else if (lane->length > 0 && lane->item->klass->sketch)
    lane->item->klass->sketch (lane->item, lane->state, pen->sketch);
  if (pen->stretch != 1)
    tlr_sketch_make_square (pen->sketch, pen->stretch);
  if (lane->length > 0)
    for (guint i = 0; i < pen->sketch->marks->len; i++)
      put_mark (&to, &g_array_index (pen->sketch->marks, TlrMark, i));
  for (guint i = to.next; lane->open && i < lane->n_shown; i++)
    end_one (lane->shown->pdata[i], time_ns, &lane->leave, pen);
  lane->n_shown = to.next;
}

static gsize
find_state (TlrAssLane *lane, const TlmSnapshot *snapshot)
{
  TlrWidget *widget = lane->ground ? lane->ground : lane->item->widget;

  if (!tlr_widget_is_visible (widget, snapshot))
    return 0;
  if (lane->item)
    return lane->item->klass->state (lane->item, tlr_item_snapshot (lane->item, snapshot),
        lane->next_state);
  lane->next_state[0] = 1;
  return 1;
}

/* Whether it comes or goes at that time by a motion that can be written. */
static void
find_motion (TlrAssLane *lane, gsize length, const TlmSnapshot *snapshot, gint64 time_ns, const TlrAssPen *pen)
{
  const TlrWidget *widget = lane->ground ? lane->ground : lane->item->widget;

  lane->enter = lane->leave = at_once;
  if (length > 0)
    lane->enter = tlr_ass_motion_find (widget, snapshot, FALSE, pen->stretch);
  else if (lane->open && lane->length > 0)
    lane->leave = tlr_ass_motion_find (widget, snapshot, TRUE, pen->stretch);
  if (time_ns + lane->leave.duration_ns > pen->limit_ns)
    lane->leave = at_once;
}

void
tlr_ass_lane_show (TlrAssLane *lane, const TlmSnapshot *snapshot, gint64 time_ns,
    const TlrAssPen *pen)
{
  gsize length = find_state (lane, snapshot);

  find_motion (lane, length, snapshot, time_ns, pen);
  if (length != lane->length || memcmp (lane->state, lane->next_state, length) != 0) {
    memcpy (lane->state, lane->next_state, length);
    lane->length = length;
    rewrite (lane, time_ns, pen);
  } else if (!lane->open) {
    for (guint i = 0; i < lane->n_shown; i++) {
      Shown *shown = lane->shown->pdata[i];

      shown->start_ns = time_ns;
      shown->enter = lane->enter;
    }
  }
  lane->open = TRUE;
}

void
tlr_ass_lane_end (TlrAssLane *lane, gint64 time_ns, const TlrAssPen *pen)
{
  for (guint i = 0; lane->open && i < lane->n_shown; i++)
    end_one (lane->shown->pdata[i], time_ns, &at_once, pen);
  lane->open = FALSE;
}
