/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/edit/edit-private.h"
#include "core/edit/edit-xml.h"

G_BEGIN_DECLS

/* What fcp7.c, fcp7-clip.c and fcp7-value.c build of Final Cut Pro 7 XML. */

#define TLM_FCP7_MOST_FRAMES (G_GINT64_CONSTANT (1) << 40)

typedef struct {
  TlmEditTree *tree;
  GHashTable *files;           /* id to the xmlNode of the file that says what it is */
  GHashTable *ids;             /* id of a sequence to its TlmEditSequence */
  GHashTable *sequences;       /* xmlNode of a sequence to its TlmEditSequence */
  GHashTable *used;            /* ids of sequences that stand in others */
  GPtrArray *nodes;            /* xmlNode of each sequence, in the document's order */
  gboolean has_sound;
  GError **error;
} TlmFcp7;

/* A clip's place on the sequence, transitions counted in, frames of the sequence. */
typedef struct {
  gint64 start, end;
} TlmFcp7Span;

/* Whether the child NAME of NODE is TRUE, in any spelling; FALLBACK where there is none. */
gboolean tlm_fcp7_is (const xmlNode *node, const char *name, gboolean fallback);

/* Frames that the child NAME of NODE says; FALSE where there is none. */
gboolean tlm_fcp7_frames (const xmlNode *node, const char *name, gint64 *frames);

/* The rate of NODE (may be NULL), left as it is where it says none. */
void tlm_fcp7_rate (const xmlNode *node, TlmTimecodeRate *rate);

/* Seconds of FRAMES, of at most TLM_FCP7_MOST_FRAMES. */
TlmRational tlm_fcp7_seconds (const TlmTimecodeRate *rate, gint64 frames);

/* The first frame's label of NODE's timecode, with its rate. FALSE where there is none. */
gboolean tlm_fcp7_start (const xmlNode *node, TlmTimecodeRate *rate, gint64 *frame);

/* "clipitem-4", or its line; to be freed. */
char *tlm_fcp7_place (const xmlNode *node);

/* What a clipitem of a sequence of RATE shows: source or sequence, media_in, speed; or why that is not known,
 * constant. */
void tlm_fcp7_clip (TlmFcp7 *fcp7, const xmlNode *node, const TlmTimecodeRate *rate, const TlmFcp7Span *span,
    TlmEditItem *item);

G_END_DECLS
