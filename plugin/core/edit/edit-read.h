/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/edit/edit.h"
#include "core/footage/place.h"

G_BEGIN_DECLS

/* What whoever reads an edit knows of the film. All zero: nothing. */
typedef struct {
  TlmTimecodeRate rate;      /* of the film: of its frames' caps, or as said; 0/0: as the edit says */
  gboolean has_start;
  TlmPlace start;            /* label of the film's first frame, as edit-start= or the master has it */
} TlmEditOptions;

/* One format. */
typedef struct {
  const char *name;          /* "edl" */
  const char *description;   /* for people */
  /* Whether a file that begins with HEAD (LENGTH bytes, of at most 64 KiB) is in it. */
  gboolean (*probe) (const char *head, gsize length);
  /* The whole of it. */
  TlmEdit *(*read) (const char *data, gsize length, const TlmEditOptions *options, GError **error);
} TlmEditReader;

/* All formats, N of them. Constant. */
const TlmEditReader *const *tlm_edit_readers (guint *n);

/* Reads an edit, its format told from what it holds. NAME is said in errors. With a start in OPTIONS
 * and one of the edit's own, events move so that film time 0 is the former. TLM_ERROR_FORMAT where no
 * reader knows it, or it is what only its own program reads: then it says what to export instead. Thread
 * safe. */
TlmEdit *tlm_edit_read (const char *data, gsize length, const char *name, const TlmEditOptions *options,
    GError **error);

/* The bytes of a file, a path or URI, as far as edit-bytes allows. To be unreferenced. Blocks. */
GBytes *tlm_edit_load (const char *location, GError **error);

/* Both of them. */
TlmEdit *tlm_edit_open (const char *location, const TlmEditOptions *options, GError **error);

G_END_DECLS
