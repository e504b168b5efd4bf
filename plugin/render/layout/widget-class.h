/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>

#include "core/base/key-file.h"
#include "render/draw/sketch.h"
#include "render/layout/keys.h"

G_BEGIN_DECLS

typedef struct _TlrWidget TlrWidget;
typedef struct _TlrWidgetClass TlrWidgetClass;

/* A kind of widget: a row of the table, one file each under widgets/. The life
 * of a widget: init reads its keys, measure says how large it would be, arrange
 * sets the rects of a group's children (or, for a ground, its own), place adds
 * the items that change (render/scene/item.h), draw paints what never does. All but
 * init and measure may be NULL. */
struct _TlrWidgetClass {
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
};

/* Keys of widgets that show text, to be put at the start of their tables. */
#define TLR_TEXT_KEYS \
  { .name = "font", .kind = TLR_KEY_TEXT, .fallback = "Inter", .inherited = TRUE, \
    .blurb = "family of the font" }, \
  { .name = "weight", .kind = TLR_KEY_NUMBER, .minimum = 100, .maximum = 1000, .fallback = "500", \
    .inherited = TRUE, .blurb = "400 is normal, 700 bold" }, \
  { .name = "colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff", .inherited = TRUE, \
    .blurb = "of the letters" }, \
  { .name = "outline", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 50, .fallback = "0", \
    .inherited = TRUE, .blurb = "width of the line around the letters" }, \
  { .name = "outline-colour", .kind = TLR_KEY_COLOUR, .fallback = "#000000c0", \
    .inherited = TRUE, .blurb = "of the line around" }, \
  { .name = "shadow", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 50, .fallback = "0", \
    .inherited = TRUE, .blurb = "softness of the shadow" }, \
  { .name = "shadow-colour", .kind = TLR_KEY_COLOUR, .fallback = "#000000b0", \
    .inherited = TRUE, .blurb = "of the shadow" }, \
  { .name = "spacing", .kind = TLR_KEY_LENGTH, .minimum = -10, .maximum = 100, .fallback = "0", \
    .inherited = TRUE, .blurb = "added between letters" }, \
  { .name = "align", .kind = TLR_KEY_CHOICE, .fallback = "left", .choices = "left|center|right", \
    .inherited = TRUE, .blurb = "of the text in its box" }, \
  { .name = "max-width", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 10000, \
    .fallback = "90%", .inherited = TRUE, .blurb = "longer texts are made smaller" }

G_END_DECLS
