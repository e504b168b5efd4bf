/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* How something moves on the screen: "slide left 600ms ease-out". */

/* How a movement is spread over its time: the cubic easings of R. Penner (Programming
 * Macromedia Flash MX, 2002, chapter 7). */
typedef enum {
  TLR_EASING_UNSAID,      /* none was written: what enters eases out, what leaves eases in */
  TLR_EASING_LINEAR,      /* p */
  TLR_EASING_IN,          /* p^3: begins slowly */
  TLR_EASING_OUT,         /* 1 - (1 - p)^3: ends slowly */
  TLR_EASING_IN_OUT       /* 4 p^3, from the middle on 1 - 4 (1 - p)^3: both */
} TlrEasing;

typedef enum {
  TLR_MOTION_NONE,        /* at once */
  TLR_MOTION_FADE,        /* grows fainter or stronger */
  TLR_MOTION_SLIDE,       /* comes from beyond an edge of the picture */
  TLR_MOTION_WIPE,        /* is uncovered from one of its own edges on */
  TLR_MOTION_GROW         /* from a point in its middle */
} TlrMotionKind;

/* The edge that it comes from, and goes to. */
typedef enum { TLR_EDGE_LEFT, TLR_EDGE_RIGHT, TLR_EDGE_TOP, TLR_EDGE_BOTTOM } TlrEdge;

/* A plain value; all zero is none. */
typedef struct {
  TlrMotionKind kind;
  TlrEdge edge;                 /* of a slide or wipe */
  TlrEasing easing;
  TlmDuration duration_ns;      /* TLR_MOTION_LEAST to TLR_MOTION_MOST; 0 of none */
} TlrMotion;

#define TLR_MOTION_LEAST (TLM_SECOND / 50)
#define TLR_MOTION_MOST (10 * TLM_SECOND)

/* Reads "none" or KIND [EDGE] DURATION [EASING]: slide and wipe have an edge, a duration
 * ends in ms or s. OUT is untouched on failure; the error (TLM_ERROR_LAYOUT) says what
 * would be right. */
gboolean tlr_motion_read (const char *text, TlrMotion *out, GError **error);

/* How much of a movement is done when the part P, 0 to 1, of its time is over: 0 to 1,
 * without steps back. */
double tlr_ease (TlrEasing easing, double p);

G_END_DECLS
