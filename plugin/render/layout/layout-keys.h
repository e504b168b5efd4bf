/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/layout/widget-class.h"

G_BEGIN_DECLS

/* What the name of a widget's group begins with; the widget's own name follows. */
#define TLR_WIDGET_GROUP "widget "

/* A kind of group in a layout file. Rows of a const table. */
typedef struct {
  const char *name;      /* as in brackets; of widgets what that begins with */
  const char *title;     /* over it in the documentation, with the words under that */
  const char *blurb;
  const TlrKey *keys;    /* of widgets those that all of them have */
  guint n_keys;
  gboolean any_key;      /* keys of any name, with any text */
  gboolean is_widget;    /* one a widget, with the keys of its class as well */
} TlrKeyGroup;

/* All kinds, in the order of the documentation. */
const TlrKeyGroup *tlr_key_groups (guint *n_groups);

/* The kind of a group by the name in its brackets, or NULL. */
const TlrKeyGroup *tlr_key_group_find (const char *name);

/* The key of that name in [layout], or NULL. */
const TlrKey *tlr_layout_find_key (const char *name);

/* The key of that name of a widget, its own or one that all have, or NULL. */
const TlrKey *tlr_widget_find_key (const TlrWidgetClass *klass, const char *name);

G_END_DECLS
