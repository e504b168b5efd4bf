/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/edit/edit-private.h"

G_BEGIN_DECLS

/* What edit-tree.c gathers and edit-unroll.c reads. */

struct TlmEditSequence {
  TlmEditTree *tree;
  const char *name;
  GArray *items;               /* TlmEditItem, texts in the edit's chunk */
  gboolean is_open;            /* while it is unrolled: it is in itself when it is met again */
};

struct TlmEditTree {
  TlmEdit *edit;
  GPtrArray *sequences;        /* TlmEditSequence * */
  GHashTable *sources;         /* what a source says in one text to its index + 1 */
  guint n_items;
  guint n_unsaid;              /* notes past the most */
};

G_END_DECLS
