/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/key-file.h"
#include "render/draw/fonts.h"

G_BEGIN_DECLS

typedef struct _TlrWidgetClass TlrWidgetClass;

/* What an overlay looks like: a key file of widgets, in drawing order.
 *
 *   [layout]
 *   name=Webcast                     for people
 *   description=…
 *   units=metric                     metric, imperial, nautical
 *   safe=5                           margin on each side, per cent of the frame
 *                                    (EBU R 95: 5 per cent is graphics-safe)
 *   reserve=bottom 12%; right 20%    strips along the frame's edges kept free, for
 *                                    subtitles or a logo; none unless told
 *
 *   based-on=webcast                 keys of that one stand where this writes none
 *
 *   [colours]                        names that colours of the layout may be
 *   accent=#5ac8fa
 *
 *   [strings]                        words that are not a widget's own
 *   inertial=INERTIAL
 *   inertial[ru]=ИНЕРЦИАЛЬНАЯ
 *
 *   [widget speed]
 *   type=field                       a widget of the table (render/widgets/table.h)
 *   parent=left                      a group above, or none: then anchor places it
 *   anchor=bottom-left
 *   value={speed}
 *   label=Speed
 *   label[ru]=Скорость
 *   size@tall=70                     another value for frames taller than wide
 *
 * Lengths are in thousandths of the layout unit: the frame's height, or 1.35
 * times its width where that is less; a trailing % means of the frame's width
 * or height. A layout that does not fit a frame shrinks as a whole.
 * Immutable once loaded, shared by any number of threads. */
typedef struct {
  int ref_count;
  TlmKeyFile *file;        /* owned */
  GPtrArray *nodes;        /* TlrNode *, in drawing order */
  TlrFonts *fonts;         /* that it brings, or NULL; owned */
} TlrLayout;

/* A group [widget NAME]. */
typedef struct {
  char *group;             /* "widget speed" */
  const char *name;        /* "speed", inside group */
  const TlrWidgetClass *klass;
  int parent;              /* index of a node above, or -1 */
} TlrNode;

/* The shape of a frame, by width / height: below 0.8, below 1.45, above. A key
 * "size@tall" or "size@square" stands in for "size" in such frames. */
typedef enum { TLR_SHAPE_WIDE, TLR_SHAPE_SQUARE, TLR_SHAPE_TALL } TlrShape;

/* A layout of a file that it takes over, without nodes: those come with the check
 * (layout-check.h). render/widgets/layout-load.h does both. */
TlrLayout *tlr_layout_new (TlmKeyFile *file);

/* Another reference, for one more owner. */
TlrLayout *tlr_layout_ref (TlrLayout *layout);

/* Takes NULL; frees with the last reference. */
void tlr_layout_unref (TlrLayout *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrLayout, tlr_layout_unref)

/* The value of a key of a group for a shape and a language (NULL: none), without
 * blanks around it, or NULL when it is not written. To be freed. */
char *tlr_layout_get (const TlrLayout *layout, const char *group, const char *key,
    TlrShape shape, const char *language);

/* The fonts that it names and that are not there, a line each with what stands in, those whose digits differ in
 * width, and words of its own with letters that no font has: NULL-terminated, to be freed with g_strfreev(). From any thread. */
char **tlr_layout_missing_fonts (const TlrLayout *layout);

/* The same of a key of [layout], or the fallback of its row; NULL when it has none. To
 * be freed. */
char *tlr_layout_get_heading (const TlrLayout *layout, const char *key, TlrShape shape);

G_END_DECLS
