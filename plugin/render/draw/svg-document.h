/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* The elements of an SVG, to draw it otherwise than it is written. Immutable; of one thread at a time. */
typedef struct _TlrSvgDocument TlrSvgDocument;

/* Whether an element is seen. */
typedef enum { TLR_SVG_AS_WRITTEN, TLR_SVG_SHOWN, TLR_SVG_HIDDEN } TlrSvgSight;

/* What is other about an element. */
typedef struct {
  const char *id;
  TlrSvgSight sight;
  gboolean has_fill, has_stroke;
  double fill[4], stroke[4];        /* not premultiplied; of all in it that has such a colour */
  double opacity;                   /* in place of its own; 1: as written */
  gboolean is_moved;
  cairo_matrix_t matrix;            /* after its own transform, in the coordinates where it stands */
} TlrSvgChange;

/* XML that may come from anybody, with entities put in and no other file opened; NULL where it is none. To be freed
 * with xmlFreeDoc(). */
xmlDoc *tlr_svg_parse (const guint8 *data, gsize length);

/* Of bytes that passed tlr_svg_check(); NULL where they are no XML. */
TlrSvgDocument *tlr_svg_document_new (GBytes *bytes);

/* Takes NULL. */
void tlr_svg_document_free (TlrSvgDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrSvgDocument, tlr_svg_document_free)

/* The names of its elements in their order, NULL-terminated, at most 1024. Owned by the document. */
const char *const *tlr_svg_document_ids (const TlrSvgDocument *document);

/* The SVG with these changes; ids that it has not are passed over. */
GBytes *tlr_svg_document_change (const TlrSvgDocument *document, const TlrSvgChange *changes, guint n_changes);

/* The middle of the root's view box, or of its width and height where it has none; 0, 0 where it has neither. */
void tlr_svg_document_middle (const TlrSvgDocument *document, double *x, double *y);

G_END_DECLS
