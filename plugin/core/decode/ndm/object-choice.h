/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of the objects in a file, the one that object= means. */

/* An object as its file calls it; strings are not owned and never NULL. */
typedef struct {
  const char *name;           /* OBJECT_NAME, or the line before an element set */
  const char *designator;     /* OBJECT_ID: "1998-067A" */
  guint32 number;             /* catalogue number; 0 not known */
} TlmObject;

/* Whether two are the same: by number where both have one, else by name and designator. */
gboolean tlm_object_equal (const TlmObject *a, const TlmObject *b);

/* The catalogue number that TEXT writes, in decimal or as alpha-5 (a letter but I and O
 * for the first two of six digits: A0001 is 100001). FALSE, OUT untouched, for others. */
gboolean tlm_object_number (const char *text, guint32 *out);

/* The index of the first of N objects that WANTED means: the one of that number, else of
 * that designator, else of that name, else the only one whose name has it as a part; case
 * does not count, nor do blanks around it. -1 with TLM_ERROR_RANGE when it means none, or
 * several (that differ by tlm_object_equal()); the error lists them. */
gssize tlm_object_choose (const TlmObject *objects, gsize n, const char *wanted, GError **error);

G_END_DECLS
