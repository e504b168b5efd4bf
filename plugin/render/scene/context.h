/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/mission/mission.h"
#include "render/draw/raster.h"
#include "render/draw/strip.h"
#include "render/layout/layout.h"
#include "render/layout/template.h"
#include "render/scene/item.h"
#include "render/scene/refresh.h"
#include "render/scene/scene-spec.h"
#include "render/scene/words.h"

G_BEGIN_DECLS

/* What the widgets of one scene share. */
typedef struct _TlrContext {
  const TlrLayout *layout;
  const TlmTimeline *timeline;
  TlrSceneSpec spec;
  TlrShape shape;
  char *language;            /* or NULL */
  int columns, rows;         /* of the format's grid, which nothing is laid out on */
  double x_scale;            /* columns per row of a square */
  double unit;               /* rows of a thousandth of the layout unit */
  double shrink;             /* what of its size was left for it to fit, 0 .. 1 */
  double least_size;         /* rows below which no font goes while shrink is 1 */
  TlrRect area;              /* the frame without reserved strips: nothing is laid out
                                outside it */
  TlrRect drawable;          /* the part of it that is on the grid: no other sample is touched */
  TlrRect safe;              /* the part of it widgets keep to */
  TlrSource source;          /* for templates */
  gboolean provenance_varies; /* with the vehicle and the instant */
  char *provenance_label;    /* of the mission's data, "" for measured */
  char *predicted_label;     /* where it varies, else NULL */
  TlmMission *mission;       /* name, credit and provenance alone */
  TlmMissionClock *clock;    /* or NULL */
  TlrWords *words;           /* in the user's language */
  PangoFontMap *fonts;       /* the layout's own and the machine's; NULL: the machine's alone */
  GPtrArray *strips;         /* TlrStrip *, shared by widgets of one style */
  GPtrArray *items;          /* TlrItem *, in drawing order */
  TlrRaster *raster;         /* made when first asked for */
  GPtrArray *refreshes;      /* TlrRefresh *, one for each period */
  TlmChannelSet channels;    /* that its widgets ask for; from the end of the making on all */
  TlmChannelSet watched;     /* that conditions and the age of the signal ask for */
} TlrContext;

/* Fills a context whose layout, timeline and spec are set: what the frame and
 * the user's style make of the layout. MISSION may be NULL; what is needed of
 * it is copied. The source points into the context, which must stay in place. */
void tlr_context_start (TlrContext *context, const TlrStyle *style, const TlmMission *mission);

/* The same without a frame, for text that is not drawn; spec is not looked at. */
void tlr_context_start_plain (TlrContext *context, const TlrStyle *style,
    const TlmMission *mission);

/* Frees what the context holds; items and strips with it. */
void tlr_context_finish (TlrContext *context);

/* "measured", …: of a vehicle (G_MAXUINT: of any) in SNAPSHOT; without one NULL where it
 * varies. Static. */
const char *tlr_context_provenance (const TlrContext *context, guint vehicle,
    const TlmSnapshot *snapshot);

/* The strip of a style, made when it is new. Owned by the context. */
TlrStrip *tlr_context_strip (TlrContext *context, const TlrTextStyle *style);

/* What may change every PERIOD, over 0. Owned by the context. */
TlrRefresh *tlr_context_refresh (TlrContext *context, TlmDuration period_ns);

/* What figures of this scene are composed with. Owned by the context. */
TlrRaster *tlr_context_raster (TlrContext *context);

/* Takes ownership of an item, whose rect is set. */
void tlr_context_add_item (TlrContext *context, TlrItem *item);

/* A rectangle grown to whole pixels and cut to the area: the same on every format. */
TlrRect tlr_context_align (const TlrContext *context, double x, double y, double width,
    double height);

/* That grown to the format's grid, for a picture of it: no chroma sample of it is shared
 * with what lies outside. Cut to what may be drawn on. */
TlrRect tlr_context_cover (const TlrContext *context, const TlrRect *rect);

G_END_DECLS
