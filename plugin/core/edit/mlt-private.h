/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/edit/edit-private.h"
#include "core/edit/edit-xml.h"

G_BEGIN_DECLS

/* What mlt.c, mlt-clip.c, mlt-track.c and mlt-value.c build of MLT XML. Frames are of the profile's rate. */

/* More frames than any film, and few enough to add up in 64 bits. */
#define TLM_MLT_MOST_FRAMES (G_GINT64_CONSTANT (1) << 40)

/* What an id stands for: a medium, or a sequence that was made of a playlist or tractor. */
typedef struct {
  gint64 in, out;              /* frames of its own that it shows where nobody says; OUT is after the last */
  guint source;                /* or TLM_EDIT_NOTHING */
  const TlmEditSequence *inside;   /* or NULL */
  TlmRational media_zero;      /* what its frame 0 shows, seconds */
  TlmRational speed;
  gboolean sees_through;
  gboolean is_plain;           /* a colour and nothing else */
  gboolean is_sound;           /* shows nothing */
  char *unknown;               /* or NULL, as TlmEditItem */
} TlmMltService;

typedef struct TlmMlt TlmMlt;
struct TlmMlt {
  TlmEditTree *tree;
  TlmTimecodeRate rate;
  TlmRational frame;           /* seconds */
  GHashTable *services;        /* id to TlmMltService of ALL */
  GPtrArray *all;              /* TlmMltService, which it owns */
  /* Builds a service of any kind and remembers it by its id; SERVICE stays NULL for other elements. FALSE past
   * a limit. */
  gboolean (*build) (TlmMlt *mlt, const xmlNode *node, guint depth, const TlmMltService **service);
  GError **error;
};

/* All zero but for what shows nothing: no source, speed 1. To be freed. */
TlmMltService *tlm_mlt_service_new (void);
void tlm_mlt_service_free (gpointer service);

/* A property, to be freed; NULL where it is not there or empty. */
char *tlm_mlt_property (const xmlNode *node, const char *name);

/* Whether a property is there and not 0. */
gboolean tlm_mlt_is_set (const xmlNode *node, const char *name);

/* Frames of "25", "00:00:01.000" or "00:00:01:00"; FALSE where TEXT (may be NULL) is none of them. */
gboolean tlm_mlt_frames (const TlmMlt *mlt, const char *text, gint64 *frames);

/* The attributes in and out into what is there before; OUT is after the last. */
void tlm_mlt_range (const TlmMlt *mlt, const xmlNode *node, gint64 *in, gint64 *out);

/* Seconds of FRAMES. */
TlmRational tlm_mlt_seconds (const TlmMlt *mlt, gint64 frames);

/* Takes note of a filter or link in NODE that changes times. */
void tlm_mlt_look_at_filters (const xmlNode *node, TlmMltService *service);

/* A producer or chain. */
void tlm_mlt_clip (TlmMlt *mlt, const xmlNode *node, TlmMltService *service);

/* A playlist or a tractor; they may stand in one another to DEPTH 16. FALSE past a limit. */
gboolean tlm_mlt_playlist (TlmMlt *mlt, const xmlNode *node, guint depth, TlmMltService *service);
gboolean tlm_mlt_tractor (TlmMlt *mlt, const xmlNode *node, guint depth, TlmMltService *service);

G_END_DECLS
