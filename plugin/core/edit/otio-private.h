/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/edit/edit-private.h"
#include "core/edit/edit-read.h"
#include "core/edit/json-tree.h"

G_BEGIN_DECLS

/* OpenTimelineIO, a document of JSON: a timeline is a stack of tracks of clips, gaps and transitions, and
 * stacks and tracks may stand wherever a clip may. */

typedef struct {
  const TlmJsonTree *json;
  TlmEditTree *tree;
  const TlmEditOptions *options;
  guint depth;               /* stacks and tracks that are open */
  gboolean is_sound;         /* what is read is heard: only its length counts */
  gboolean has_rate;         /* the film's rate is known */
  GError **error;
} TlmOtio;

typedef struct {
  TlmRational start, duration;   /* seconds */
  TlmTimecodeRate rate;          /* that START counts at; 0/0 where that is no frame rate */
} TlmOtioRange;

/* A child of a track or stack. */
typedef struct {
  TlmEditItem item;          /* its record times and fades are the caller's */
  TlmRational duration;
  gboolean is_empty;         /* nothing is shown in it */
  char *place;               /* that ITEM points to */
} TlmOtioPart;

/* Whether NODE is of the schema NAME, of any version. */
gboolean tlm_otio_is (const TlmJsonTree *json, guint32 node, const char *name);

/* A number: up to six decimals exactly, else the nearest fraction of a divisor up to a million. FALSE
 * where it is none or its size is 10^9 or more. */
gboolean tlm_otio_number (const TlmJsonTree *json, guint32 node, TlmRational *number);

/* Seconds of a RationalTime; RATE may be NULL. FALSE where NODE is none. */
gboolean tlm_otio_time (const TlmJsonTree *json, guint32 node, TlmRational *seconds, TlmTimecodeRate *rate);

/* A TimeRange. FALSE where NODE is none. */
gboolean tlm_otio_range (const TlmJsonTree *json, guint32 node, TlmOtioRange *range);

/* "line 12 (lift off)", to be freed. */
char *tlm_otio_place (const TlmOtio *otio, guint32 node);

/* Sets an error at NODE. FALSE. */
gboolean tlm_otio_fail (const TlmOtio *otio, guint32 node, const char *finding);

/* The media reference that counts of a clip. */
guint32 tlm_otio_reference (const TlmOtio *otio, guint32 clip);

/* What the clip NODE shows, into PART; RANGE is what is known of its time. */
void tlm_otio_show (TlmOtio *otio, guint32 clip, const TlmOtioRange *range, TlmOtioPart *part);

/* What the effects of NODE make of the time of PART. */
void tlm_otio_retime (TlmOtio *otio, guint32 node, TlmOtioPart *part);

/* A sequence of the stack or track NODE, and how long it is. NULL with an error. */
TlmEditSequence *tlm_otio_composition (TlmOtio *otio, guint32 node, TlmRational *duration);

/* Any child but a transition, to be cleared. FALSE with an error. */
gboolean tlm_otio_part (TlmOtio *otio, guint32 node, TlmOtioPart *part);
void tlm_otio_part_clear (gpointer part);

/* Reads a document for the reader NAME. */
TlmEdit *tlm_otio_read (const char *data, gsize length, const TlmEditOptions *options, GError **error);

G_END_DECLS
