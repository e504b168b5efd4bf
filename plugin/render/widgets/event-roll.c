/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/event-roll.h"

#include <math.h>
#include <string.h>

#include "render/draw/picture.h"
#include "render/draw/raster.h"
#include "render/widgets/event-dot.h"
#include "render/widgets/event-label.h"

/* Pictures kept: of twice the dots at once, for they change when an event passes. */
#define SPRITES (4 * TLR_LADDER_SLOTS_MAX)

typedef enum { PART_DOT, PART_LABEL } Part;

/* What is shown at once. A state of an item: its bytes are compared. */
typedef struct {
  TlrLadderPage page;
  gint32 step;                 /* how far the first dot has moved out, in steps */
  guint32 slots;               /* dots at once */
} RollState;

/* A dot or a label, painted for one event. */
typedef struct {
  guint64 mark;
  Part part;
  guint used;                  /* when it last was: the oldest makes room */
  TlrNative *picture;
} Sprite;

typedef struct {
  TlrItem item;
  TlrRoll roll;
  Sprite sprites[SPRITES];
  guint turn;
  int width[2], height[2];     /* of a dot's and a label's picture, on the grid */
  double anchor[2];            /* rows of a dot's middle and of a label's baseline in their pictures */
  TlrNative *whole, *scratch;  /* all that is shown; one sprite made fainter */
  RollState shown;             /* what whole shows */
  gboolean painted;
  const TlrLadderPage *page;   /* while a sprite is painted: what */
  guint dot;
  Part part;
} EventRoll;

static gsize
roll_state (TlrItem *item, const TlmSnapshot *snapshot, guint8 *state)
{
  const EventRoll *self = (EventRoll *) item;
  const TlrLadder *ladder = self->roll.ladder;
  double rolled = tlr_ladder_rolled (ladder, item->widget, snapshot->time_ns);
  RollState now;

  memset (&now, 0, sizeof now);
  if (tlr_ladder_state (ladder, item->widget, snapshot, (guint8 *) &now.page) == 0)
    return 0;
  now.step = (gint32) floor ((rolled - now.page.first) * self->roll.steps);
  now.slots = MIN (now.page.total, ladder->slots);
  memcpy (state, &now, sizeof now);
  return sizeof now;
}

static double
place_of (const EventRoll *self, const RollState *state, guint dot)
{
  return dot + 0.5 - (double) state->step / self->roll.steps;
}

/* What is half out at an end is half seen. */
static guint
level_of (const RollState *state, double place)
{
  double seen = 2 * MIN (place, state->slots - place);

  return (guint) (TLR_FADE_FULL * CLAMP (seen, 0, 1));
}

static void
draw_sprite (cairo_t *cr, gpointer data)
{
  EventRoll *self = data;
  const TlrLadder *ladder = self->roll.ladder;
  double middle = self->width[self->part] / 2.0;

  if (self->part == PART_DOT)
    tlr_ladder_draw_dot (ladder, self->item.widget, self->page, self->dot, middle,
        self->anchor[PART_DOT], cr);
  else
    tlr_ladder_draw_label (ladder, self->item.widget, self->page, self->dot, middle, self->anchor[PART_LABEL],
        self->roll.room, cr);
}

static Sprite *
find_sprite (EventRoll *self, guint64 mark, Part part)
{
  Sprite *oldest = NULL;

  for (guint i = 0; i < SPRITES; i++) {
    Sprite *sprite = &self->sprites[i];

    if (sprite->picture && sprite->mark == mark && sprite->part == part)
      return sprite;
    if (!oldest || sprite->used < oldest->used)
      oldest = sprite;
  }
  return oldest;
}

/* The picture of a part of a dot of the page. */
static const TlrNative *
take_sprite (EventRoll *self, const TlrLadderPage *page, guint dot, Part part)
{
  TlrRung rung = tlr_ladder_rung (self->item.widget, page, dot);
  guint64 mark = tlr_ladder_mark (self->item.widget, page->first + dot, rung);
  Sprite *sprite = find_sprite (self, mark, part);

  sprite->used = ++self->turn;
  if (sprite->picture && sprite->mark == mark && sprite->part == part)
    return sprite->picture;
  self->page = page;
  self->dot = dot;
  self->part = part;
  tlr_native_free (sprite->picture);
  sprite->picture = tlr_picture_draw (&self->item.widget->context->spec.native, self->width[part],
      self->height[part], draw_sprite, self);
  sprite->mark = mark;
  sprite->part = part;
  return sprite->picture;
}

static int
to_grid (double value, int origin, int grid)
{
  return (int) floor ((value - origin) / grid + 0.5) * grid;
}

/* A sprite with its upper left corner near x, y of the frame. */
static void
put (EventRoll *self, const TlrNative *sprite, Part part, double x, double y, guint level)
{
  const TlrContext *context = self->item.widget->context;
  const TlrRect *cover = &self->item.cover;
  TlrRect all = { 0, 0, cover->width, cover->height };
  TlrRect own = { to_grid (x, cover->x, context->columns), to_grid (y, cover->y, context->rows),
    self->width[part], self->height[part] };
  TlrRect inside = tlr_rect_intersect (&own, &all);

  if (tlr_rect_is_empty (&inside) || level == 0)
    return;
  if (level < TLR_FADE_FULL) {
    tlr_native_clear_rect (self->scratch, 0, 0, tlr_native_get_width (self->scratch),
        tlr_native_get_height (self->scratch));
    tlr_native_copy_rect (self->scratch, 0, 0, sprite, 0, 0, own.width, own.height);
    tlr_native_fade_rect (self->scratch, 0, 0, own.width, own.height, level, TLR_FADE_FULL);
    sprite = self->scratch;
  }
  tlr_native_over (self->whole, inside.x, inside.y, sprite, inside.x - own.x, inside.y - own.y,
      inside.width, inside.height);
}

/* The line, which does not show inside of hollow dots. */
static void
put_rail (EventRoll *self, const RollState *state)
{
  TlrWidget *widget = self->item.widget;
  const TlrRect *cover = &self->item.cover;
  TlrRect all = { 0, 0, cover->width, cover->height };
  TlrFigure figures[TLR_LADDER_SLOTS_MAX + 2];
  double from = 0;
  gboolean gap = FALSE;
  guint n = 0;

  for (guint i = 0; i < state->page.count && n < TLR_LADDER_SLOTS_MAX + 1; i++) {
    double place = place_of (self, state, i);

    if (tlr_ladder_rung (widget, &state->page, i) == TLR_RUNG_UNPROMISED || place <= from || place >= state->slots)
      continue;
    figures[n++] = self->roll.rail (widget, from, gap, place, TRUE);
    from = place;
    gap = TRUE;
  }
  figures[n++] = self->roll.rail (widget, from, gap, state->slots, FALSE);
  tlr_raster_compose (tlr_context_raster (widget->context), figures, n, self->whole, cover->x, cover->y, &all);
}

static void
paint (EventRoll *self, const RollState *state)
{
  if (self->painted && memcmp (&self->shown, state, sizeof *state) == 0)
    return;
  tlr_native_clear_rect (self->whole, 0, 0, self->item.cover.width, self->item.cover.height);
  put_rail (self, state);
  for (guint i = 0; i < state->page.count; i++) {
    double place = place_of (self, state, i);
    guint level = level_of (state, place);
    TlrRollSpot spot = self->roll.spot (self->item.widget, &state->page, i, CLAMP (place, 0, state->slots));

    if (level == 0)
      continue;
    put (self, take_sprite (self, &state->page, i, PART_DOT), PART_DOT, spot.x - self->width[PART_DOT] / 2.0,
        spot.y - self->anchor[PART_DOT], level);
    put (self, take_sprite (self, &state->page, i, PART_LABEL), PART_LABEL,
        spot.label_x - self->width[PART_LABEL] / 2.0, spot.baseline - self->anchor[PART_LABEL], level);
  }
  self->shown = *state;
  self->painted = TRUE;
}

/* FALSE where the timeline has fewer events by now. */
static gboolean
read_state (const TlrItem *item, const guint8 *bytes, RollState *state)
{
  TlrLadderPage page;

  memcpy (state, bytes, sizeof *state);
  return tlr_ladder_read (item->widget, (const guint8 *) &state->page, &page);
}

static void
roll_compose (TlrItem *item, const guint8 *bytes, TlrNative *canvas, int origin_x, int origin_y,
    const TlrRect *clip)
{
  EventRoll *self = (EventRoll *) item;
  TlrRect own = { item->cover.x - origin_x, item->cover.y - origin_y, item->cover.width, item->cover.height };
  TlrRect part = tlr_rect_intersect (&own, clip);
  RollState state;

  if (!read_state (item, bytes, &state) || tlr_rect_is_empty (&part))
    return;
  if (!self->whole) {
    const TlrNativeSpec *spec = &item->widget->context->spec.native;

    self->whole = tlr_native_new (spec, item->cover.width, item->cover.height);
    self->scratch = tlr_native_new (spec, MAX (self->width[0], self->width[1]), MAX (self->height[0], self->height[1]));
  }
  paint (self, &state);
  tlr_native_over (canvas, part.x, part.y, self->whole, part.x - own.x, part.y - own.y, part.width, part.height);
}

static void
roll_sketch (TlrItem *item, const guint8 *bytes, TlrSketch *sketch)
{
  EventRoll *self = (EventRoll *) item;
  const TlrLadder *ladder = self->roll.ladder;
  TlrWidget *widget = item->widget;
  double from = 0;
  gboolean gap = FALSE;
  RollState state;

  if (!read_state (item, bytes, &state))
    return;
  for (guint i = 0; i <= state.page.count; i++) {
    double place = i < state.page.count ? place_of (self, &state, i) : state.slots;

    if (place <= from || place > state.slots || (i < state.page.count && (place >= state.slots ||
        tlr_ladder_rung (widget, &state.page, i) == TLR_RUNG_UNPROMISED)))
      continue;
    TlrFigure rail = self->roll.rail (widget, from, gap, place, i < state.page.count);
    tlr_figures_sketch (&rail, 1, sketch, widget->context->x_scale);
    from = place;
    gap = TRUE;
  }
  for (guint i = 0; i < state.page.count; i++) {
    double place = place_of (self, &state, i);

    if (level_of (&state, place) < TLR_FADE_FULL / 2)
      continue;
    TlrRollSpot spot = self->roll.spot (widget, &state.page, i, CLAMP (place, 0, state.slots));
    tlr_ladder_sketch_dot (ladder, widget, &state.page, i, spot.x, spot.y, sketch);
    tlr_ladder_sketch_label (ladder, widget, &state.page, i, spot.label_x, spot.baseline, self->roll.room, sketch);
  }
}

static void
roll_finish (TlrItem *item)
{
  EventRoll *self = (EventRoll *) item;

  for (guint i = 0; i < SPRITES; i++)
    tlr_native_free (self->sprites[i].picture);
  tlr_native_free (self->whole);
  tlr_native_free (self->scratch);
}

static gsize
roll_size (const TlrItem *item)
{
  const EventRoll *self = (const EventRoll *) item;
  gsize size = self->whole ? tlr_native_get_size (self->whole) + tlr_native_get_size (self->scratch) : 0;

  for (guint i = 0; i < SPRITES; i++)
    size += self->sprites[i].picture ? tlr_native_get_size (self->sprites[i].picture) : 0;
  return size;
}

static const TlrItemClass roll_class = {
  .state = roll_state,
  .compose = roll_compose,
  .finish = roll_finish,
  .size = roll_size,
  .sketch = roll_sketch,
};

static int
up_to (double size, int grid)
{
  return (int) ceil (size / grid) * grid;
}

/* How far a row is below the last one on the grid. */
static double
past_grid (double row, int grid)
{
  return row - floor (row / grid) * grid;
}

TlrItem *
tlr_event_roll_new (TlrWidget *widget, const TlrRect *rect, const TlrRoll *roll)
{
  EventRoll *self = g_new0 (EventRoll, 1);
  const TlrContext *context = widget->context;
  const TlrLadder *ladder = roll->ladder;
  double around = ladder->style.outline + ladder->style.shadow + 2, dot = 2 * ladder->radius + 2 * ladder->line + 2;

  self->item.klass = &roll_class;
  self->item.widget = widget;
  self->item.rect = *rect;
  self->roll = *roll;
  self->roll.steps = MAX (roll->steps, 1);
  self->width[PART_DOT] = up_to (dot * context->x_scale, context->columns);
  self->height[PART_DOT] = up_to (dot, context->rows) + context->rows;
  self->width[PART_LABEL] = up_to (roll->room + 2 * around, context->columns);
  self->height[PART_LABEL] = up_to (tlr_ladder_label_height (ladder) + 2 * around, context->rows) + context->rows;
  self->anchor[PART_DOT] = dot / 2;
  self->anchor[PART_LABEL] = around + tlr_face_ascent (ladder->face);
  if (roll->is_straight) {
    self->anchor[PART_DOT] += past_grid (roll->y - self->anchor[PART_DOT], context->rows);
    self->anchor[PART_LABEL] += past_grid (roll->baseline - self->anchor[PART_LABEL], context->rows);
  }
  return &self->item;
}
