/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/edit/edit.h"

G_BEGIN_DECLS

/* What a reader of an edit fills: sequences of items, which may stand in one another as the format has
 * it. tlm_edit_tree_unroll() makes the list of it. */

typedef struct TlmEditSequence TlmEditSequence;
typedef struct TlmEditTree TlmEditTree;

/* A stretch of a sequence. Texts are copied. */
typedef struct {
  TlmRational record_in, record_out;   /* on the sequence's time, whose 0 is its first frame */
  TlmRational media_in;        /* of the source, or on the time of the sequence INSIDE, at RECORD_IN */
  TlmRational speed;
  TlmRational fade_in, fade_out;   /* seconds, from its beginning and to its end, in which it covers
                                * what is under it more and more, and less and less */
  guint track;                 /* 0 is the lowest */
  guint source;                /* tlm_edit_tree_source(), or TLM_EDIT_NOTHING */
  const TlmEditSequence *inside;   /* what is shown instead of a source; or NULL */
  gboolean sees_through;
  const char *unknown;         /* or NULL, as TlmEditEvent */
  const char *place;           /* or NULL */
} TlmEditItem;

/* Speed 1, no source. */
#define TLM_EDIT_ITEM_INIT ((TlmEditItem) { .record_in = TLM_RATIONAL_ZERO, \
    .record_out = TLM_RATIONAL_ZERO, .media_in = TLM_RATIONAL_ZERO, .speed = TLM_RATIONAL_ONE, \
    .fade_in = TLM_RATIONAL_ZERO, .fade_out = TLM_RATIONAL_ZERO, .source = TLM_EDIT_NOTHING })

/* FORMAT is constant. To be freed. */
TlmEditTree *tlm_edit_tree_new (const char *format);
void tlm_edit_tree_free (TlmEditTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmEditTree, tlm_edit_tree_free)

/* The list to be, for title, rate and start. */
TlmEdit *tlm_edit_tree_edit (TlmEditTree *tree);

/* The index of a source that says the same, added where there is none; texts are copied, and made
 * valid UTF-8. */
guint tlm_edit_tree_source (TlmEditTree *tree, const TlmEditSource *source);

/* A new sequence, the tree's; NAME (may be NULL) is for messages. */
TlmEditSequence *tlm_edit_tree_sequence (TlmEditTree *tree, const char *name);

/* An item more; one that is empty (OUT not after IN) adds nothing. FALSE with TLM_ERROR_RANGE past the
 * limit edit-events. */
gboolean tlm_edit_sequence_add (TlmEditSequence *sequence, const TlmEditItem *item, GError **error);

/* Something that is left aside; RECORD is film time, or NULL. Past 1,000 they are only counted. */
void tlm_edit_tree_note (TlmEditTree *tree, const TlmRational *record, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Unrolls ROOT to the list, which the caller owns; the tree is of no use after it but to be freed.
 * Sequences in themselves, deeper than 64 or of too many events are a TLM_ERROR_FORMAT or
 * TLM_ERROR_RANGE with the name and place. */
TlmEdit *tlm_edit_tree_unroll (TlmEditTree *tree, const TlmEditSequence *root, GError **error);

/* Moves all of it by FRAMES of its rate. FALSE where that leaves what can be counted. */
gboolean tlm_edit_shift (TlmEdit *edit, gint64 frames);

/* Puts the events of a list that is whole in order of time. */
void tlm_edit_settle (TlmEdit *edit);

G_END_DECLS
