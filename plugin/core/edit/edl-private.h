/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/edit/edit-private.h"
#include "core/edit/edit-read.h"
#include "core/edit/edl-line.h"

G_BEGIN_DECLS

/* What edl.c gathers and edl-speed.c judges. */

/* A line of an event, in frames. */
typedef struct {
  TlmEdlLine line;
  guint64 at;                /* its line in the file, from 1 */
  gint64 source_in, source_out, record_in, record_out;
  char *clip, *file;         /* or NULL */
  gboolean has_speed;
  double frames_per_second;
  guint decimals;
  gint64 speed_at;           /* M2's timecode */
  const char *wrong;         /* why it is not known what it shows; or NULL */
} TlmEdlCut;

typedef struct {
  TlmEditTree *tree;
  TlmEditSequence *sequence;
  const TlmEditOptions *options;
  TlmTimecodeRate rate;      /* without drop */
  TlmRational frame;         /* seconds */
  gint64 nominal;            /* frames that a label second counts */
  gboolean uses_semicolons;
  gboolean is_drop;          /* the last FCM */
  GArray *cuts;              /* TlmEdlCut */
  GError **error;
} TlmEdl;

/* The frame at record in, and the speed. NULL, or why they are not known: what says them disagrees. */
const char *tlm_edl_retime (const TlmEdl *edl, const TlmEdlCut *cut, gint64 *first, TlmRational *speed);

G_END_DECLS
