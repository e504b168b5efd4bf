/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/widget.h"

G_BEGIN_DECLS

/* Events of the mission, or of the widget's vehicle, as dots with labels: what
 * phase-bar and phase-arc have in common. Dots are evenly spaced, so that a burst of
 * events stays readable. More events than fit turn pages, where the last dot of a page is
 * the first of the next, or roll: then now stands in the middle, but at both ends. */

/* Steps in which the light around a new event goes out. */
#define TLR_LADDER_GLOW_STEPS 5

/* Dots at once, at most. */
#define TLR_LADDER_SLOTS_MAX 7

/* How far an event has come. */
typedef enum {
  TLR_RUNG_PASSED,      /* certain to have come */
  TLR_RUNG_CURRENT,     /* the last one of these */
  TLR_RUNG_NEXT,        /* counted down to */
  TLR_RUNG_COMING,
  TLR_RUNG_OVERDUE,     /* planned for before now, and nobody has seen it */
  TLR_RUNG_UNPROMISED   /* planned for after one that is overdue: not shown */
} TlrRung;

typedef struct {
  TlrFace *face, *bold;         /* bold: of the current event's label */
  TlrTextStyle style, bold_style;
  double radius, line;          /* of a dot; width of the lines; rows */
  double accent[4], future[4];
  TlmDuration highlight_ns;     /* how long an event that has just come is lit */
  gboolean rolls;               /* in place of turning pages */
  guint slots;                  /* dots at once; the widget sets it once it knows its size */
} TlrLadder;

/* Keys of a widget with a ladder, to be put at the start of its table. */
#define TLR_LADDER_KEYS \
  TLR_TEXT_KEYS, \
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "18", \
    .blurb = "of the labels' font" }, \
  { .name = "current-weight", .kind = TLR_KEY_NUMBER, .minimum = 100, .maximum = 1000, \
    .fallback = "700", .blurb = "of the current event's label" }, \
  { .name = "dot", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 100, .fallback = "10", \
    .blurb = "diameter of a dot" }, \
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2", \
    .blurb = "width of the line" }, \
  { .name = "accent", .kind = TLR_KEY_COLOUR, .fallback = "#5ac8fa", \
    .blurb = "of the current event" }, \
  { .name = "highlight", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 0, .maximum = 3600, \
    .fallback = "6", .blurb = "how long an event is lit once it has come" }, \
  { .name = "future-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffa6", \
    .blurb = "of what is yet to come" }, \
  { .name = "motion", .kind = TLR_KEY_CHOICE, .fallback = "pages", .choices = "pages|continuous", \
    .blurb = "more events than fit turn pages, or slide past now" }

/* Reads the keys; SLOTS is left as it is. */
void tlr_ladder_init (TlrLadder *ladder, const TlrWidget *widget);

/* Frees what it holds. */
void tlr_ladder_finish (TlrLadder *ladder);

/* The event of that index among those that the widget shows; the timeline's. */
const TlmEvent *tlr_ladder_event (const TlrWidget *widget, guint index);

/* The dots shown at one instant. A state of an item: its bytes are compared. */
typedef struct {
  guint32 first, count;         /* index of the first dot's event; dots */
  guint32 total;                /* events there are */
  guint32 passed, due, next;    /* TlmAgenda's */
  guint64 hash;                 /* of what the dots say */
} TlrLadderPage;

/* Dots that the line has rolled on at an instant: of a page that turns those before its first
 * one. */
double tlr_ladder_rolled (const TlrLadder *ladder, const TlrWidget *widget, gint64 now_ns);

/* A number for what the dot of an event shows and says, with another RUNG another one. */
guint64 tlr_ladder_mark (const TlrWidget *widget, guint index, TlrRung rung);

/* TlrStateFunc without its widget: the page at the snapshot's time. */
gsize tlr_ladder_state (const TlrLadder *ladder, const TlrWidget *widget,
    const TlmSnapshot *snapshot, guint8 *state);

/* Reads the page out of a state; FALSE where the timeline has fewer events by now. */
gboolean tlr_ladder_read (const TlrWidget *widget, const guint8 *state, TlrLadderPage *page);

/* How far the event of a dot of the page has come. */
TlrRung tlr_ladder_rung (const TlrWidget *widget, const TlrLadderPage *page, guint dot);

/* Where the snapshot's time stands among the dots of its page: dot i is at i + 1/2, 0
 * and COUNT (may be NULL) are the ends; of a line that rolls, among those rolled on to. Waits at an event that is overdue while no
 * later one is certain. NAN where there is nothing to show. */
double tlr_ladder_position (const TlrLadder *ladder, const TlrWidget *widget,
    const TlmSnapshot *snapshot, guint *count);

/* The light around an event that has just come, apart from its dot because it changes
 * while that stands. A state of an item. */
typedef struct {
  guint32 dot, count;           /* whose; dots at once */
  guint32 steps;                /* of light left */
  float place;                  /* of the dot among those at once: i + 1/2, less what has rolled on */
} TlrLadderGlow;

/* TlrStateFunc without its widget; 0 when the light is out. */
gsize tlr_ladder_glow_state (const TlrLadder *ladder, const TlrWidget *widget,
    const TlmSnapshot *snapshot, guint8 *state);

G_END_DECLS
