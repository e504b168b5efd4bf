/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

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
 *   [strings]                        words that are not a widget's own
 *   inertial=INERTIAL
 *   inertial[ru]=ИНЕРЦИАЛЬНАЯ
 *
 *   [widget speed]
 *   type=field                       a widget of the table (tlr_widget_table())
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
typedef struct _TlrLayout TlrLayout;

/* Caps on what a layout file may make us hold. */
#define TLR_LAYOUT_MAX_BYTES (256 * 1024)
#define TLR_LAYOUT_MAX_WIDGETS 256

/* Loads a built-in layout by its name ("webcast"), or a file by its path (what
 * has a '/' or ends in ".layout"). Unknown widgets, groups and keys, and values
 * out of range, are errors (TLM_ERROR_LAYOUT) that name file, group and key,
 * say what was found and what would be right. */
TlrLayout *tlr_layout_load (const char *name_or_path, GError **error);

/* The same from LENGTH bytes of text (-1: terminated); NAME is what errors call
 * it. */
TlrLayout *tlr_layout_parse (const char *name, const char *text, gssize length,
    GError **error);

TlrLayout *tlr_layout_ref (TlrLayout *layout);

/* Takes NULL. */
void tlr_layout_unref (TlrLayout *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrLayout, tlr_layout_unref)

/* Name and description for people, in LANGUAGE where translated; never NULL.
 * Free with g_free(). */
char *tlr_layout_get_name (const TlrLayout *layout, const char *language);
char *tlr_layout_get_description (const TlrLayout *layout, const char *language);

/* Names of the built-in layouts, sorted. Free with g_strfreev(). */
char **tlr_layout_list (void);

G_END_DECLS
