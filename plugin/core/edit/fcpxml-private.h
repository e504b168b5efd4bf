/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/edit/edit-private.h"
#include "core/edit/edit-read.h"
#include "core/edit/edit-xml.h"

G_BEGIN_DECLS

/* FCPXML, as Final Cut Pro and DaVinci Resolve write it. Each element has a time of its own, which begins
 * at its start; what stands in it or is connected to it has its offset on that time. A media resource is
 * read once, whoever refers to it, and from a list, so that no chain of them goes deep. */

typedef struct TlmFcpxml TlmFcpxml;
typedef struct TlmFcpxmlStory TlmFcpxmlStory;
struct TlmFcpxml {
  TlmEditTree *tree;
  const TlmEditOptions *options;
  GHashTable *resources;     /* id, or id and angle, to xmlNode, which the document has */
  GHashTable *sequences;     /* id, or id and angle, to TlmEditSequence */
  GArray *waiting;           /* TlmFcpxmlWaiting */
  gboolean has_sound;        /* a note says so */
  /* tlm_fcpxml_story(), for what it calls itself and what holds a story. */
  gboolean (*story) (TlmFcpxml *fcpxml, const xmlNode *holder, const TlmFcpxmlStory *story);
  GError **error;
};

/* A sequence that is referred to and not read yet. */
typedef struct {
  TlmEditSequence *sequence;
  const xmlNode *node;       /* <sequence> or <mc-angle> */
  TlmRational rate;          /* frames a second, 0 where not said */
} TlmFcpxmlWaiting;

/* Where elements are put: TIME of theirs stands at TIME + SHIFT of the sequence. */
struct TlmFcpxmlStory {
  TlmEditSequence *sequence;
  TlmRational shift;
  TlmRational begin;         /* of the first element, where it has no offset */
  TlmRational rate;
  guint track;
};

/* What an element shows: ITEM has source or inside, seen from ZERO of its time on, and no times. */
typedef struct {
  TlmEditItem item;
  TlmRational zero;
  gboolean has_first;        /* where its time begins is known: */
  TlmRational first;
  gboolean has_duration;     /* and how long it is: */
  TlmRational duration;
  gboolean is_empty;         /* nothing is seen */
} TlmFcpxmlContent;

/* Whether the attribute NAME of NODE is VALUE. */
gboolean tlm_fcpxml_has (const xmlNode *node, const char *name, const char *value);

/* Seconds of "1001/30000s"; TIME stays as it is where the attribute is not there, which IS_THERE (may be
 * NULL) says. FALSE with an error where it is no time. */
gboolean tlm_fcpxml_time (const TlmFcpxml *fcpxml, const xmlNode *node, const char *name, TlmRational *time,
    gboolean *is_there);

/* "line 12 (lift off)", to be freed. */
char *tlm_fcpxml_place (const xmlNode *node);

/* Sets an error at NODE. FALSE. */
gboolean tlm_fcpxml_fail (const TlmFcpxml *fcpxml, const xmlNode *node, const char *finding);

/* The key of an angle of a multicam among resources and sequences, to be freed. */
char *tlm_fcpxml_angle_key (const char *media, const char *angle);

/* The resource that ATTRIBUTE of NODE names, or NULL. */
const xmlNode *tlm_fcpxml_resource (const TlmFcpxml *fcpxml, const xmlNode *node, const char *attribute);

/* Frames a second of the format of NODE; 0 where it does not say. */
TlmRational tlm_fcpxml_rate (const TlmFcpxml *fcpxml, const xmlNode *node);

/* What NODE shows. FALSE with an error. */
gboolean tlm_fcpxml_content (TlmFcpxml *fcpxml, const xmlNode *node, const TlmFcpxmlStory *story, TlmFcpxmlContent *content);

/* Adds to ITEMS (TlmEditItem) what of CONTENT is seen while NODE lasts: from START of its time on, for
 * DURATION, at IN of the sequence. FALSE with an error. */
gboolean tlm_fcpxml_retime (const TlmFcpxml *fcpxml, const xmlNode *node, const TlmFcpxmlContent *content,
    const TlmFcpxmlStory *story, TlmRational in, TlmRational start, TlmRational duration, GArray *items);

/* Puts what a <spine>, <sequence>, <mc-angle>, <clip> or <sync-clip> holds into STORY. FALSE with an error. */
gboolean tlm_fcpxml_story (TlmFcpxml *fcpxml, const xmlNode *holder, const TlmFcpxmlStory *story);

G_END_DECLS
