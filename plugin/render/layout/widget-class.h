/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "core/base/key-file.h"
#include "render/draw/sketch.h"
#include "render/layout/keys.h"

G_BEGIN_DECLS

typedef struct _TlrWidget TlrWidget;

/* A kind of widget: a row of the table, one file each under widgets/. The life
 * of a widget: init reads its keys, measure says how large it would be, arrange
 * sets the rects of a group's children (or, for a ground, its own), place adds
 * the items that change (render/scene/item.h), draw paints what never does. All but
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

/* All kinds, for lists and checks. */
const TlrWidgetClass *const *tlr_widget_table (guint *n_classes);
const TlrWidgetClass *tlr_widget_find (const char *name);

/* Keys that every widget has. */
const TlrKey *tlr_widget_common_keys (guint *n_keys);

/* The key of that name, own or common; NULL for an unknown name. */
const TlrKey *tlr_widget_find_key (const TlrWidgetClass *klass, const char *name);

/* Keys of widgets that show text, to be put at the start of their tables. */
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

G_END_DECLS
