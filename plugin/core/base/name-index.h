/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Finds what has a name in an array of many, so that making N of them does not cost N². All zero is
 * an empty one. What is found is compared with the array, which may lose members at any time and get new ones
 * behind its end after each was looked for. Whoever gives a member another name clears it. Not thread-safe. */
typedef struct {
  /*< private >*/
  GHashTable *places;    /* name, of its own, to index + 1; NULL while the array is small */
  guint n;               /* members that it knows */
  gpointer last;         /* of them: another one stands there where one was lost */
} TlmNameIndex;

/* Name of a member of the array, owned by it. */
typedef const char *(*TlmNameOf) (gconstpointer member);

/* The first of MEMBERS that is called NAME, or NULL. */
gpointer tlm_name_index_find (TlmNameIndex *index, const GPtrArray *members, TlmNameOf name_of,
    const char *name);

/* Frees what it holds; it is empty then. */
void tlm_name_index_clear (TlmNameIndex *index);

G_END_DECLS
