/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What XML may cost whoever reads it, judged by its bytes before a parser sees them: libxml2 compares
 * each attribute of an element with all others, and entities multiply. The limits are xml-depth, xml-attributes and xml-entities (core/base/limits.h). */

/* What there is of it, as far as it was read. */
typedef struct {
  guint depth, attributes, entities;   /* the most of each */
} TlmXmlExtent;

/* Measures TEXT in one pass, without memory. Thread safe. FALSE with a TLM_ERROR_FORMAT that says the
 * line and the limit where one is passed. What is no XML passes: the parser says what is wrong. */
gboolean tlm_xml_check (const char *text, gsize length, TlmXmlExtent *extent, GError **error);

/* XML_PARSE_HUGE where xml-depth was raised past what libxml2 reads without it; its own bounds on
 * entities then do not hold, those of this file do. Thread safe. */
int tlm_xml_parse_flags (void);

G_END_DECLS
