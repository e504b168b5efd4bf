/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/widgets/gauge.h"
#include "render/widgets/plate.h"
#include "render/widgets/text-box.h"

G_BEGIN_DECLS

/* A round scale with a needle and the number below its middle: what dial and
 * g-meter have in common. Lengths are rows both ways (render/draw/figure.h). */
typedef struct {
  TlrWidget widget;
  TlrGauge gauge;
  TlrPlate plate;
  TlrTextBox value;
  TlrTextStyle value_style, tick_style, label_style, sign_style;
  double x, y, radius;         /* the circle */
  double start, sweep;         /* of the scale, degrees clockwise from straight up */
  double outer, inner;         /* radii of the numbered ticks' ends */
  double reach;                /* of the needle */
  double line;                 /* of the rim, and of what is hollow */
  double face[4], rim[4], ticks[4], needle[4], warning[4], mark[4];
} TlrDial;

#define TLR_DIAL_KEYS(usual_channel, usual_unit, usual_start, usual_sweep) \
  TLR_TEXT_KEYS, \
  TLR_GAUGE_KEYS (usual_channel, usual_unit), \
  TLR_GAUGE_FOLLOW_KEYS, \
  { .name = "diameter", .kind = TLR_KEY_LENGTH, .minimum = 8, .maximum = 2000, .fallback = "220", \
    .blurb = "of the whole" }, \
  { .name = "start", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = -360, .maximum = 360, \
    .fallback = usual_start, .blurb = "where the scale begins, clockwise from straight up" }, \
  { .name = "sweep", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = 10, .maximum = 330, \
    .fallback = usual_sweep, .blurb = "how far it goes round" }, \
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "0", \
    .blurb = "of the number's font; 0: by the diameter" }, \
  { .name = "label-size", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "0", \
    .blurb = "of label and unit; 0: by the diameter" }, \
  { .name = "tick-size", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "0", \
    .blurb = "of the scale's numbers; 0: by the diameter" }, \
  { .name = "label-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffc8", \
    .blurb = "of label and unit" }, \
  { .name = "tick-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffe0", \
    .blurb = "of scale and numbers on it" }, \
  { .name = "needle-colour", .kind = TLR_KEY_COLOUR, .fallback = "#5ac8fa", \
    .blurb = "of the needle" }, \
  { .name = "warning-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ff6b5e", \
    .blurb = "of the mark beside a pegged needle" }, \
  { .name = "mark-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffd60a", \
    .blurb = "of the marks at the least (hollow) and greatest value so far" }, \
  { .name = "face-colour", .kind = TLR_KEY_COLOUR, .fallback = "#05080dc8", \
    .blurb = "behind all" }, \
  { .name = "rim-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff50", \
    .blurb = "of the rim" }, \
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2", \
    .blurb = "of the rim and around what is stale" }

/* TlrWidgetClass.init; the others follow. */
void tlr_dial_init (TlrWidget *widget);

/* TlrWidgetClass.measure. */
void tlr_dial_measure (TlrWidget *widget, double *width, double *height);

/* TlrWidgetClass.arrange. */
void tlr_dial_arrange (TlrWidget *widget);

/* TlrWidgetClass.draw. */
void tlr_dial_draw (TlrWidget *widget, cairo_t *cr);

/* TlrWidgetClass.sketch. */
void tlr_dial_sketch (TlrWidget *widget, TlrSketch *sketch);

/* TlrWidgetClass.finish. */
void tlr_dial_finish (TlrWidget *widget);

/* TlrWidgetClass.is_outgrown. */
gboolean tlr_dial_is_outgrown (const TlrWidget *widget);

/* Adds to the scene the face of a dial whose scale follows the value; before anything that lies on it. */
void tlr_dial_place_face (TlrDial *dial);

/* Adds the number's line to the scene. */
void tlr_dial_place_value (TlrDial *dial);

/* Where the needle stands, in steps of a quarter of a row that its tip goes. All
 * bytes are set, for they are compared. */
typedef struct {
  gint32 step;
  guint8 place;          /* TlrGaugePlace */
  guint8 stale;
  guint16 reserved;
} TlrDialState;

/* The state at a snapshot. */
TlrDialState tlr_dial_state (TlrDial *dial, const TlmSnapshot *snapshot);

/* The step of a part of the scale, 0..1. */
gint32 tlr_dial_step (const TlrDial *dial, double part);

/* The angle of a step, degrees clockwise from straight up. */
double tlr_dial_angle (const TlrDial *dial, gint32 step);

/* Figures of a needle with its marks, at most. */
#define TLR_DIAL_NEEDLE_FIGURES 4

/* Adds needle and marks to FIGURES; returns how many, at most
 * TLR_DIAL_NEEDLE_FIGURES. */
guint tlr_dial_needle (const TlrDial *dial, const TlrDialState *state, TlrFigure *figures);

/* A triangle at RADIUS that points outwards, or inwards with a negative SIZE;
 * LINE 0 fills it. */
TlrFigure tlr_dial_pointer (const TlrDial *dial, double radius, double size, double angle,
    double line, const double rgba[4]);

G_END_DECLS
