/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A document of JSON that is held as a whole: an edit refers from one place of it to another. Flat, one
 * small node a value in the order of the text; a node is an index, 0 the first value. Texts point into
 * the input, which has to outlive the tree. */

typedef struct TlmJsonTree TlmJsonTree;

/* No value. All functions below take it, and give it or nothing back. */
#define TLM_JSON_NONE G_MAXUINT32

/* Reads LENGTH bytes. NULL with a TLM_ERROR_FORMAT that says the line where that is no JSON, nests too
 * deep (limit json-depth), and with a TLM_ERROR_RANGE where it has more than MOST values, which is what the
 * limit edit-events leaves. To be freed. */
TlmJsonTree *tlm_json_tree_new (const char *data, gsize length, guint32 most, GError **error);
void tlm_json_tree_free (TlmJsonTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmJsonTree, tlm_json_tree_free)

/* The value of KEY in the object NODE; of two with one key the first. */
guint32 tlm_json_tree_member (const TlmJsonTree *tree, guint32 node, const char *key);

/* The first value in the list or object LIST, and the one after NODE in it. */
guint32 tlm_json_tree_first (const TlmJsonTree *tree, guint32 list);
guint32 tlm_json_tree_next (const TlmJsonTree *tree, guint32 list, guint32 node);

/* The text of a string, valid UTF-8, to be freed; NULL of anything else. */
char *tlm_json_tree_text (const TlmJsonTree *tree, guint32 node);

/* The characters of a number as they are written, LENGTH of them; NULL of anything else. */
const char *tlm_json_tree_number (const TlmJsonTree *tree, guint32 node, gsize *length);

gboolean tlm_json_tree_is_object (const TlmJsonTree *tree, guint32 node);
gboolean tlm_json_tree_is_list (const TlmJsonTree *tree, guint32 node);

/* Whether it is the word false. */
gboolean tlm_json_tree_is_false (const TlmJsonTree *tree, guint32 node);

/* The line of the text in which it begins, from 1. */
guint tlm_json_tree_line (const TlmJsonTree *tree, guint32 node);

G_END_DECLS
