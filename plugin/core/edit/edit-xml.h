/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libxml/tree.h>

#include "core/time/rational.h"

G_BEGIN_DECLS

/* Edits in XML, as their readers see them. The document is not trusted: no entities, no files and no network; a
 * document type is passed over where it declares nothing, as that of xmeml. */

/* Reads all of it, to be freed with xmlFreeDoc(). NULL with a TLM_ERROR_FORMAT that says the line, or a TLM_ERROR_RANGE
 * where it has more tags and attributes than the limit edit-events leaves. */
xmlDoc *tlm_edit_xml_parse (const char *data, gsize length, GError **error);

/* Whether the first element of what begins with HEAD (LENGTH bytes) is called NAME. */
gboolean tlm_edit_xml_begins (const char *head, gsize length, const char *name);

/* The first element in NODE (may be NULL), and the next after one; NULL where there is none. */
const xmlNode *tlm_edit_xml_first (const xmlNode *node);
const xmlNode *tlm_edit_xml_next (const xmlNode *node);

/* The node of any kind that comes after NODE in ROOT, what is in it first; NULL after the last. */
const xmlNode *tlm_edit_xml_in_order (const xmlNode *node, const xmlNode *root);

/* Whether the element (may be NULL) is called NAME. */
gboolean tlm_edit_xml_is (const xmlNode *node, const char *name);

/* The first element in NODE (may be NULL) that is called NAME, or NULL. */
const xmlNode *tlm_edit_xml_child (const xmlNode *node, const char *name);

/* An attribute, and the text in an element (either may be NULL) without blanks around it: to be freed, NULL where there
 * is none. At most 64 KiB of a text are kept. */
char *tlm_edit_xml_attribute (const xmlNode *node, const char *name);
char *tlm_edit_xml_text (const xmlNode *node);

/* The text of the child called NAME, as above. */
char *tlm_edit_xml_child_text (const xmlNode *node, const char *name);

/* The whole number that TEXT (may be NULL) is, of at most MOST either side of 0. */
gboolean tlm_edit_xml_whole (const char *text, gint64 most, gint64 *out);

/* "line 12", to be freed. */
char *tlm_edit_xml_place (const xmlNode *node);

G_END_DECLS
