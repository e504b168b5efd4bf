/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/timecode.h"
#include "core/time/rational.h"

G_BEGIN_DECLS

/* The cut of a film: which place of which source each instant of the film shows. One list for all
 * formats that editors write; sequences in sequences are unrolled, so that each event is a straight
 * line from film time to the time of a source. Times are exact seconds, and film time 0 is the film's
 * first frame. Immutable once read: any number of threads may read it. */

/* What the time of a source counts from. */
typedef enum {
  TLM_EDIT_FROM_FIRST_FRAME,   /* of the file */
  TLM_EDIT_FROM_LABEL_ZERO     /* timecode 00:00:00:00: frame counts of labels by the exact rate */
} TlmEditOrigin;

/* What is cut. Texts as the edit has them, valid UTF-8, each NULL where it is not said. */
typedef struct {
  char *name;                  /* of the clip */
  char *reel;                  /* tape or reel */
  char *path;                  /* of the medium, a path or URI */
  TlmEditOrigin origin;
  TlmTimecodeRate rate;        /* that labels or frames count at; 0/0 where not said */
  gboolean has_start;          /* the label of the first frame is known: */
  TlmRational start;           /* it, seconds from label zero */
} TlmEditSource;

/* An event without a source has this index. */
#define TLM_EDIT_NOTHING G_MAXUINT

typedef struct {
  TlmRational record_in, record_out;   /* film time; OUT is that of the first frame after it */
  TlmRational media_in;        /* what is shown at RECORD_IN, on the source's time */
  TlmRational speed;           /* seconds of the source a second of film: 0 freezes, below 0 runs back */
  TlmRational rise_from, rise_to;  /* film time in which it comes over what is under it; equal: at once */
  TlmRational fall_from, fall_to;  /* in which it uncovers that */
  guint source;                /* index, or TLM_EDIT_NOTHING */
  gboolean sees_through;       /* a title or a key: what is under it counts */
  const char *unknown;         /* why it is not known what is shown here, for people; or NULL */
  const char *place;           /* where the edit says it: "line 12", "clipitem-4"; or NULL */
} TlmEditEvent;

/* What was left aside, and where: at RECORD of the film where HAS_RECORD. */
typedef struct {
  char *text;                  /* a sentence */
  gboolean has_record;
  TlmRational record;
} TlmEditNote;

typedef struct {
  const char *format;          /* "edl", "otio", … */
  char *title;                 /* or NULL */
  TlmTimecodeRate rate;        /* of the film; 0/0 where the edit does not say */
  gboolean has_start;          /* the label of the film's first frame is known: */
  gint64 start_frame;          /* it, frames from label zero */
  GPtrArray *sources;          /* TlmEditSource * */
  GArray *events;              /* TlmEditEvent, the lowest first: later ones stand over those before */
  GArray *notes;               /* TlmEditNote */
  GStringChunk *texts;         /* that events point into */
  GArray *order;               /* guint: events by record_in */
  GArray *ends;                /* TlmRational: the last record_out of those up to there in ORDER */
} TlmEdit;

/* An event that is on the film at an instant. */
typedef struct {
  const TlmEditEvent *event;
  TlmRational media;           /* the source's time there */
  double opacity;              /* above 0, to 1 */
} TlmEditLayer;

/* Nothing for NULL. */
void tlm_edit_free (TlmEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmEdit, tlm_edit_free)

/* All that is on the film at TIME, the topmost first: TlmEditLayer, to be freed. */
GArray *tlm_edit_layers_at (const TlmEdit *edit, TlmRational time);

/* The event that counts at TIME, or NULL where the film shows nothing: the topmost that is no title and
 * covers half or more (of a dissolve's two the incoming from the middle frame on). MEDIA (may be NULL)
 * is the source's time. */
const TlmEditEvent *tlm_edit_event_at (const TlmEdit *edit, TlmRational time, TlmRational *media);

/* Film time of the end of the last event; 0 of an empty film. */
TlmRational tlm_edit_duration (const TlmEdit *edit);

/* The film time TIME as its editor reads it: timecode where the rate and start are known, counted
 * from 00:00:00:00 where only the rate is, else seconds. To be freed. */
char *tlm_edit_record_text (const TlmEdit *edit, TlmRational time);

G_END_DECLS
