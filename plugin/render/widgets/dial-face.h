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

#define TLR_DIAL_KEYS(channel, unit, start, sweep) \
  TLR_TEXT_KEYS, \
  TLR_GAUGE_KEYS (channel, unit), \
  { "diameter", TLR_KEY_LENGTH, 8, 2000, "220", NULL, "of the whole" }, \
  { "start", TLR_KEY_NUMBER, -360, 360, start, NULL, \
    "where the scale begins, degrees clockwise from straight up" }, \
  { "sweep", TLR_KEY_NUMBER, 10, 330, sweep, NULL, "how far it goes round, degrees" }, \
  { "size", TLR_KEY_LENGTH, 0, 500, "0", NULL, "of the number's font; 0: by the diameter" }, \
  { "label-size", TLR_KEY_LENGTH, 0, 500, "0", NULL, "of label and unit; 0: by the diameter" }, \
  { "tick-size", TLR_KEY_LENGTH, 0, 500, "0", NULL, "of the scale's numbers; 0: by the diameter" }, \
  { "label-colour", TLR_KEY_COLOUR, 0, 0, "#ffffffc8", NULL, "of label and unit" }, \
  { "tick-colour", TLR_KEY_COLOUR, 0, 0, "#ffffffe0", NULL, "of scale and numbers on it" }, \
  { "needle-colour", TLR_KEY_COLOUR, 0, 0, "#5ac8fa", NULL, "of the needle" }, \
  { "warning-colour", TLR_KEY_COLOUR, 0, 0, "#ff6b5e", NULL, "of the mark beside a pegged needle" }, \
  { "mark-colour", TLR_KEY_COLOUR, 0, 0, "#ffd60a", NULL, \
    "of the marks at the least (hollow) and greatest value so far" }, \
  { "face-colour", TLR_KEY_COLOUR, 0, 0, "#05080dc8", NULL, "behind all" }, \
  { "rim-colour", TLR_KEY_COLOUR, 0, 0, "#ffffff50", NULL, "of the rim" }, \
  { "line", TLR_KEY_LENGTH, 0.1, 50, "2", NULL, "of the rim and around what is stale" }

/* For TlrWidgetClass. */
void tlr_dial_init (TlrWidget *widget);
void tlr_dial_measure (TlrWidget *widget, double *width, double *height);
void tlr_dial_arrange (TlrWidget *widget);
void tlr_dial_draw (TlrWidget *widget, cairo_t *cr);
void tlr_dial_sketch (TlrWidget *widget, TlrSketch *sketch);
void tlr_dial_finish (TlrWidget *widget);
gboolean tlr_dial_is_outgrown (const TlrWidget *widget);

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
TlrDialState tlr_dial_state (TlrDial *dial, const TlmSnapshot *snapshot);

/* The step of a part of the scale, and the angle of a step, degrees. */
gint32 tlr_dial_step (const TlrDial *dial, double part);
double tlr_dial_angle (const TlrDial *dial, gint32 step);

/* Adds needle and marks to FIGURES; returns how many, at most
 * TLR_DIAL_NEEDLE_FIGURES. */
#define TLR_DIAL_NEEDLE_FIGURES 4
guint tlr_dial_needle (const TlrDial *dial, const TlrDialState *state, TlrFigure *figures);

/* A triangle at RADIUS that points outwards, or inwards with a negative SIZE;
 * LINE 0 fills it. */
TlrFigure tlr_dial_pointer (const TlrDial *dial, double radius, double size, double angle,
    double line, const double rgba[4]);

G_END_DECLS
