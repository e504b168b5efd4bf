/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/key-file.h"
#include "render/layout/keys.h"
#include "render/layout/layout.h"
#include "render/layout/widget-class.h"

G_BEGIN_DECLS

/* The shape of a frame, by width / height: below 0.8, below 1.45, above. A key
 * "size@tall" or "size@square" stands in for "size" in such frames. */
typedef enum { TLR_SHAPE_WIDE, TLR_SHAPE_SQUARE, TLR_SHAPE_TALL } TlrShape;

/* A group [widget NAME]. */
typedef struct {
  char *group;                     /* "widget speed" */
  const char *name;                /* "speed", inside group */
  const TlrWidgetClass *klass;
  int parent;                      /* index of a node above, or -1 */
} TlrNode;

struct _TlrLayout {
  int ref_count;
  TlmKeyFile *file;
  GPtrArray *nodes;                /* TlrNode *, in drawing order */
};

/* The value of a key of a group for a shape and language, or NULL when it is not
 * written. To be freed. */
char *tlr_layout_get (const TlrLayout *layout, const char *group, const char *key,
    TlrShape shape, const char *language);

/* Checks all groups and keys and fills the nodes (layout-check.c). */
gboolean tlr_layout_build (TlrLayout *layout, GError **error);

/* Keys of [layout], which are also defaults for all widgets that know them. */
const TlrKey *tlr_layout_keys (guint *n_keys);

G_END_DECLS
