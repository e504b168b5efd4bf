/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/face.h"
#include "render/layout/condition.h"
#include "render/layout/widget-class.h"
#include "render/native/rect.h"
#include "render/scene/context.h"
#include "render/scene/fade.h"
#include "render/scene/presence.h"
#include "render/scene/refresh.h"

G_BEGIN_DECLS

/* Common to all widgets. */
struct _TlrWidget {
  const TlrWidgetClass *klass;
  TlrContext *context;
  const char *group;       /* of the layout file, "widget speed" */
  const char *name;
  TlrWidget *parent;       /* or NULL */
  GPtrArray *children;     /* TlrWidget *, of a group, not owned; or NULL */
  TlrCondition *when;      /* or NULL: always */
  int vehicle;             /* index, or -1: of the mission, the first one's values */
  gboolean left_out;       /* show=no */
  gboolean absent;         /* cannot be seen with what the data has:
                              takes no room */
  double opacity;          /* with that of the parents */
  double margin_x, margin_y;   /* pixels, part of what is measured and not of rect */
  TlrMotion enter, leave;  /* how it comes and goes with when */
  TlrMotion change;        /* how its words become others */
  TlrPresence *presence;   /* of enter and leave; NULL without these or a condition */
  gboolean borrows_presence; /* it is another widget's, of the same condition */
  /* Of a kind of widget that comes and goes by itself, how far it has come; else NULL. Such a one
   * is moved by enter and leave beside its condition. */
  TlrPresenceAt (*own_part) (const TlrWidget *widget, const TlmSnapshot *snapshot);
  TlrRect travel;          /* what moves as one with it: rect, or that with a panel around it */
  TlrFade *fade;           /* how it comes and goes where neither is told, or NULL: at once */
  TlrRefresh *refresh;     /* of the context: when it may change, or NULL: always */
  double wanted_width, wanted_height;  /* pixels, 0: as measured */
  double measured_width, measured_height;
  double below;            /* rows from its baseline to its lower edge */
  TlrRect rect;            /* in the frame; set before place */
};

/* Makes a widget for node INDEX of the context's layout, PARENT as resolved. */
TlrWidget *tlr_widget_new (TlrContext *context, guint index, TlrWidget *parent);

/* Frees a widget, not its children; takes NULL. */
void tlr_widget_free (TlrWidget *widget);

/* Whether it cannot be seen with the vehicles, channels and events that the
 * timeline has now; the field absent is that of when it was made. */
gboolean tlr_widget_is_absent (const TlrWidget *widget);

/* Measures it with its children: fills measured_width and measured_height. */
void tlr_widget_measure (TlrWidget *widget);

/* Whether the widget and all its parents are to be seen. */
gboolean tlr_widget_is_visible (const TlrWidget *widget, const TlmSnapshot *snapshot);

/* Whether its own condition holds, its parents aside; and whether it has one. */
gboolean tlr_widget_condition_holds (const TlrWidget *widget, const TlmSnapshot *snapshot);
gboolean tlr_widget_has_condition (const TlrWidget *widget);

/* Lets it enter and leave so in place of fading, where it has a condition. */
void tlr_widget_set_motion (TlrWidget *widget, const TlrMotion *enter, const TlrMotion *leave);

/* Lets a panel, both rects being known, come and go as INNER does, which it lies around,
 * unless it has a motion of its own. */
void tlr_widget_move_with (TlrWidget *widget, TlrWidget *inner);

/* How far it has come by its own enter and leave; its presence is not NULL. */
TlrPresenceAt tlr_widget_part (const TlrWidget *widget, const TlmSnapshot *snapshot);

/* Where it stands, with its parents: somewhere else than it was laid out, or fainter, only
 * while it or one of these comes or goes; of level 0 while it is not to be seen. */
TlrPlacement tlr_widget_placement (const TlrWidget *widget, const TlmSnapshot *snapshot);

/* All that RECT, a part of the widget on the grid, may touch in its movements; on the grid. */
TlrRect tlr_widget_path (const TlrWidget *widget, const TlrRect *rect);

/* What it shows for the snapshot of a frame: that, or with refresh the one of the
 * last instant at which it may change. Valid until asked again. */
const TlmSnapshot *tlr_widget_snapshot (const TlrWidget *widget, const TlmSnapshot *snapshot);

/* The same for an item of a widget. */
const TlmSnapshot *tlr_item_snapshot (const TlrItem *item, const TlmSnapshot *snapshot);

/* Takes the margin from the rect, once that is set and before arrange. */
void tlr_widget_inset (TlrWidget *widget);

/* Whether that can change. */
gboolean tlr_widget_is_conditional (const TlrWidget *widget);

/* Values of keys, with their fallbacks; a checked layout always has a right one. KEY is
 * one of the widget's rows. Lengths in per cent are of the safe area. */

/* A length across, columns. */
double tlr_widget_columns (const TlrWidget *widget, const char *key);

/* A length down, rows. */
double tlr_widget_rows (const TlrWidget *widget, const char *key);

/* A number in the unit of the key's row. */
double tlr_widget_number (const TlrWidget *widget, const char *key);

/* The index of the word among the choices of the key's row. */
guint tlr_widget_choice (const TlrWidget *widget, const char *key);

/* A colour, 0..1 each, not premultiplied, its alpha times the widget's opacity. */
void tlr_widget_colour (const TlrWidget *widget, const char *key, double rgba[4]);

/* The text of a key in the user's language, NULL when there is none. To be freed. */
char *tlr_widget_text (const TlrWidget *widget, const char *key);

/* The style made by the keys TLR_TEXT_KEYS, the size of SIZE_KEY and the colour of
 * COLOUR_KEY. */
TlrTextStyle tlr_widget_text_style (const TlrWidget *widget, const char *size_key,
    const char *colour_key);

G_END_DECLS
