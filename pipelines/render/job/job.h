/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be made of a clip. */
typedef enum {
  RENDER_BURN,           /* telemetry in the picture, which is coded anew */
  RENDER_SOFT,           /* subtitle tracks and chapters beside streams that are copied */
  RENDER_OVERLAY_ONLY,   /* the telemetry alone, on nothing: a clip with alpha */
  RENDER_SUBTITLES,      /* a text file */
  RENDER_N_KINDS
} RenderKind;

/* "burn", "soft", "overlay-only", "subtitles": the options' names. Never freed. */
const char *render_kind_name (RenderKind kind);

/* All that is to be made of one clip. Strings are its own; NULL is not said. */
typedef struct {
  char *clip;                        /* absolute path */
  char *telemetry;                   /* log, ephemeris, element set: absolute path or URI */
  char *mission;                     /* mission file: the same */
  char *outputs[RENDER_N_KINDS];     /* absolute path of each kind that is wanted */
  GPtrArray *stills;                 /* char *, "PLACE=FILE", FILE absolute; never NULL */
  GPtrArray *properties;             /* char *, "NAME=VALUE" of telemetryoverlay, later ones
                                      * stand above earlier ones; never NULL */
  char *encoder;                     /* a name or a launch fragment; NULL: chosen */
  char *languages;                   /* of subtitles, blanks between; NULL: English */
  char *segments;                    /* in how many it is burned: "4", "auto"; NULL: one. The text of the job
                                      * is without: it changes nothing of what is made */
  char *joined_of;                   /* what segments are of that are joined (split/join.h); not in the text either */
  gboolean strict;                   /* a warning of our own elements is a failure */
} RenderJob;

/* A job without anything in it. */
RenderJob *render_job_new (void);

/* Takes NULL. */
void render_job_free (RenderJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RenderJob, render_job_free)

/* All but its clip and its outputs, as a start for the job of one clip. */
RenderJob *render_job_copy_settings (const RenderJob *job);

/* Sets NAME of telemetryoverlay, whatever was said of it before. */
void render_job_set (RenderJob *job, const char *name, const char *value);

/* Takes back all that was said of NAME. */
void render_job_unset (RenderJob *job, const char *name);

/* What was said last of NAME; NULL: nothing. The job's. */
const char *render_job_get (const RenderJob *job, const char *name);

/* The job as text and back: it goes to the process that does it. The text is the caller's;
 * NULL where TEXT is none. */
char *render_job_to_text (const RenderJob *job);
RenderJob *render_job_from_text (const char *text, gsize length, GError **error);

G_END_DECLS
