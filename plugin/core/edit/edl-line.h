/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/timecode.h"

G_BEGIN_DECLS

/* A line of a CMX 3600 edit decision list. */

typedef enum {
  TLM_EDL_OTHER,             /* nothing that is known, or nothing at all */
  TLM_EDL_TITLE,             /* TEXT */
  TLM_EDL_FCM,               /* IS_DROP */
  TLM_EDL_EVENT,
  TLM_EDL_EVENT_BROKEN,      /* begins as an event and is none: TEXT says why */
  TLM_EDL_SPEED,             /* M2: REEL, SPEED, SOURCE_IN */
  TLM_EDL_SPEED_BROKEN,
  TLM_EDL_FROM_CLIP,         /* TEXT */
  TLM_EDL_TO_CLIP,           /* TEXT */
  TLM_EDL_SOURCE_FILE        /* TEXT */
} TlmEdlKind;

typedef enum { TLM_EDL_CUT, TLM_EDL_DISSOLVE, TLM_EDL_WIPE, TLM_EDL_KEY } TlmEdlEffect;

/* A label as it is written. */
typedef struct {
  TlmTimecode at;
  gboolean has_semicolon;
} TlmEdlLabel;

typedef struct {
  TlmEdlKind kind;
  char text[256];
  gboolean is_drop;
  guint number;              /* of the event */
  char reel[130];
  gboolean is_video;
  guint track;               /* 0 for V and V1, 1 for V2 */
  TlmEdlEffect effect;
  guint effect_frames;       /* how long a dissolve or wipe is */
  double frames_per_second;  /* M2's, of any sign */
  guint decimals;            /* behind its point */
  TlmEdlLabel source_in, source_out, record_in, record_out;
} TlmEdlLine;

/* Reads LENGTH bytes, without the line's end. Texts that are longer are cut. */
void tlm_edl_line_read (const char *line, gsize length, TlmEdlLine *out);

G_END_DECLS
