/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "core/key-file.h"
#include "render/condition.h"
#include "render/face.h"
#include "render/fade.h"
#include "render/keys.h"
#include "render/rect.h"
#include "render/refresh.h"
#include "render/sketch.h"

G_BEGIN_DECLS

typedef struct _TlrContext TlrContext;
typedef struct _TlrWidget TlrWidget;

/* A kind of widget: a row of the table, one file each under widgets/. The life
 * of a widget: init reads its keys, measure says how large it would be, arrange
 * sets the rects of a group's children (or, for a ground, its own), place adds
 * the items that change (render/item.h), draw paints what never does. All but
 * init and measure may be NULL. */
typedef struct {
  const char *name;
  const char *description;
  const TlrKey *keys;      /* its own, besides the common ones */
  guint n_keys;
  gsize size;              /* of its struct, which begins with TlrWidget */
  gboolean is_group;       /* other widgets may name it as parent */
  gboolean is_ground;      /* lies under others: takes no room and may overlap */
  void (*init) (TlrWidget *widget);
  void (*measure) (TlrWidget *widget, double *width, double *height);
  void (*arrange) (TlrWidget *widget);
  void (*place) (TlrWidget *widget);
  void (*draw) (TlrWidget *widget, cairo_t *cr);
  void (*finish) (TlrWidget *widget);
  void (*sketch) (TlrWidget *widget, TlrSketch *sketch);  /* what draw paints, as marks */
  /* Whether the keys of a group, each right by itself, fit together; may be NULL. */
  gboolean (*check) (const TlmKeyFile *file, const char *group, GError **error);
  gboolean (*is_outgrown) (const TlrWidget *widget);  /* the data went beyond what it was
                              arranged for: it wants to be made anew; may be NULL */
} TlrWidgetClass;

/* Common to all widgets. */
struct _TlrWidget {
  const TlrWidgetClass *klass;
  TlrContext *context;
  const char *group;       /* of the layout file, "widget speed" */
  const char *name;
  TlrWidget *parent;       /* or NULL */
  GPtrArray *children;     /* TlrWidget *, of a group, not owned; or NULL */
  TlrCondition when;
  int vehicle;             /* index, or -1: of the mission, the first one's values */
  gboolean absent;         /* cannot be seen with what the data has:
                              takes no room */
  double opacity;          /* with that of the parents */
  double margin_x, margin_y;   /* pixels, part of what is measured and not of rect */
  TlrFade *fade;           /* how it comes and goes with when, or NULL: at once */
  TlrRefresh *refresh;     /* of the context: when it may change, or NULL: always */
  double wanted_width, wanted_height;  /* pixels, 0: as measured */
  double measured_width, measured_height;
  double below;            /* rows from its baseline to its lower edge */
  TlrRect rect;            /* in the frame, on the grid; set before place */
};

/* All kinds, for lists and checks. */
const TlrWidgetClass *const *tlr_widget_table (guint *n_classes);
const TlrWidgetClass *tlr_widget_find (const char *name);

/* Keys that every widget has. */
const TlrKey *tlr_widget_common_keys (guint *n_keys);

/* The key of that name, own or common; NULL for an unknown name. */
const TlrKey *tlr_widget_find_key (const TlrWidgetClass *klass, const char *name);

/* Makes a widget for node INDEX of the context's layout, PARENT as resolved. */
TlrWidget *tlr_widget_new (TlrContext *context, guint index, TlrWidget *parent);
void tlr_widget_free (TlrWidget *widget);

/* Whether it cannot be seen with the vehicles, channels and events that the
 * timeline has now; the field absent is that of when it was made. */
gboolean tlr_widget_is_absent (const TlrWidget *widget);

/* Measures it with its children: fills measured_width and measured_height. */
void tlr_widget_measure (TlrWidget *widget);

/* Whether the widget and all its parents are to be seen. */
gboolean tlr_widget_is_visible (const TlrWidget *widget, const TlmSnapshot *snapshot);

/* How much of them is to be seen, 0 to TLR_FADE_FULL: between only while it or a
 * parent comes or goes. Is visible, where nothing fades. */
guint tlr_widget_level (const TlrWidget *widget, const TlmSnapshot *snapshot);

/* Whether that can be between. */
gboolean tlr_widget_fades (const TlrWidget *widget);

/* What it shows for the snapshot of a frame: that, or with refresh the one of the
 * last instant at which it may change. Valid until asked again. */
const TlmSnapshot *tlr_widget_snapshot (const TlrWidget *widget, const TlmSnapshot *snapshot);

/* Takes the margin from the rect, once that is set and before arrange. */
void tlr_widget_inset (TlrWidget *widget);

/* Whether that can change. */
gboolean tlr_widget_is_conditional (const TlrWidget *widget);

/* Values of keys, with their fallbacks; a checked layout always has a right one.
 * Lengths are pixels: columns across, rows down; per cent are of the safe area. */
double tlr_widget_columns (const TlrWidget *widget, const char *key);
double tlr_widget_rows (const TlrWidget *widget, const char *key);
double tlr_widget_number (const TlrWidget *widget, const char *key);
guint tlr_widget_choice (const TlrWidget *widget, const char *key);
void tlr_widget_colour (const TlrWidget *widget, const char *key, double rgba[4]);

/* The text of a key in the user's language, NULL when there is none. To be freed. */
char *tlr_widget_text (const TlrWidget *widget, const char *key);

/* Keys of widgets that show text, to be put at the start of their tables, and
 * the style they make with the size of SIZE_KEY and the colour of COLOUR_KEY. */
#define TLR_TEXT_KEYS \
  { "font", TLR_KEY_TEXT, 0, 0, "Inter", NULL, "family of the font" }, \
  { "weight", TLR_KEY_NUMBER, 100, 1000, "500", NULL, "400 is normal, 700 bold" }, \
  { "colour", TLR_KEY_COLOUR, 0, 0, "#ffffff", NULL, "of the letters" }, \
  { "outline", TLR_KEY_LENGTH, 0, 50, "0", NULL, "width of the line around the letters" }, \
  { "outline-colour", TLR_KEY_COLOUR, 0, 0, "#000000c0", NULL, "of the line around" }, \
  { "shadow", TLR_KEY_LENGTH, 0, 50, "0", NULL, "softness of the shadow" }, \
  { "shadow-colour", TLR_KEY_COLOUR, 0, 0, "#000000b0", NULL, "of the shadow" }, \
  { "spacing", TLR_KEY_LENGTH, -10, 100, "0", NULL, "added between letters" }, \
  { "align", TLR_KEY_CHOICE, 0, 0, "left", "left|center|right", "of the text in its box" }, \
  { "max-width", TLR_KEY_LENGTH, 1, 10000, "90%", NULL, "longer texts are made smaller" }
TlrTextStyle tlr_widget_text_style (const TlrWidget *widget, const char *size_key,
    const char *colour_key);

G_END_DECLS
