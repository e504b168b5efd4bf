/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/layout/condition.h"

G_BEGIN_DECLS

/* What an element of a drawing does: steps separated by ';', each
 *
 *   show when throttle>0                         seen only while that holds
 *   hide when phase=coast                        seen only while that does not
 *   fill #ff8800 when phase=ascent               its colour, or stroke: that of its lines
 *   opacity 0.3 when signal=lost                 0 to 1
 *   rotate -pitch about 50,80                    clockwise, by so many degrees
 *   rotate throttle 0..1 to -120..120 about 5,5  from one number to another
 *   move altitude 0..100:km to 0,0..0,-400       by so much right and down
 *   scale propellant 0..1 to 1,0..1,1 about 0,90 by so much across and down
 *   fill propellant 0..1 to #ff3b30..#4cd964     between two colours; stroke and opacity alike
 *
 * Behind any of them may stand "when" with a condition (render/layout/condition.h). Numbers of a channel are in
 * its storage unit or the unit behind the colon; beyond their range it stays at its end. Lengths are the drawing's
 * own, where the element stands in it. */
#define TLR_PART_STEPS 8
#define TLR_PART_CHANNEL 64

typedef enum {
  TLR_PART_SHOW,
  TLR_PART_HIDE,
  TLR_PART_FILL,
  TLR_PART_STROKE,
  TLR_PART_OPACITY,
  TLR_PART_ROTATE,
  TLR_PART_MOVE,
  TLR_PART_SCALE
} TlrPartKind;

/* One step. */
typedef struct {
  TlrPartKind kind;
  TlmCondition *when;               /* or NULL: always; owned */
  char channel[TLR_PART_CHANNEL];   /* "": none, what it does is first */
  double low, high;                 /* storage unit; low < high */
  double first[4], last[4];         /* at these: degrees, two lengths, two factors, a part, or a colour 0..1 */
  gboolean has_centre;
  double centre[2];                 /* of a rotation or scale */
} TlrPartStep;

/* All that one element does. Immutable, shared by any threads. */
typedef struct {
  guint n_steps;
  TlrPartStep steps[TLR_PART_STEPS];
} TlrPart;

/* One kind of step, for people. Static. */
typedef struct {
  const char *example;     /* that is read; NULL after the last one */
  const char *blurb;
} TlrPartHelp;

/* The INDEXth of them, from 0. */
TlrPartHelp tlr_part_help (guint index);

/* Reads it; the caller's. NULL with an error (TLM_ERROR_LAYOUT) that says what was found and shows what is right. */
TlrPart *tlr_part_parse (const char *text, GError **error);

/* Takes NULL. */
void tlr_part_free (TlrPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrPart, tlr_part_free)

/* Whether a step moves its element: that is then not seen while its channel has no value. */
gboolean tlr_part_step_moves (const TlrPartStep *step);

/* What it does at VALUE (storage unit) of its channel, in the units of first and last. */
void tlr_part_step_at (const TlrPartStep *step, double value, double out[4]);

G_END_DECLS
