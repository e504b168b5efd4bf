/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What XML may cost whoever reads it, judged by its bytes before a parser sees them: libxml2 compares
 * each attribute of an element with all others, and entities multiply. */

#define TLM_XML_MAX_DEPTH 256          /* elements in one another */
#define TLM_XML_MAX_ATTRIBUTES 4096    /* of one element */
#define TLM_XML_MAX_ENTITIES 256       /* declared */

/* What there is of it, as far as it was read. */
typedef struct {
  guint depth, attributes, entities;   /* the most of each */
} TlmXmlExtent;

/* Measures TEXT in one pass, without memory. Thread safe. FALSE with a TLM_ERROR_FORMAT that says the
 * line and the limit where one is passed. What is no XML passes: the parser says what is wrong. */
gboolean tlm_xml_check (const char *text, gsize length, TlmXmlExtent *extent, GError **error);

G_END_DECLS
