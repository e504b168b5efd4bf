/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"
#include "job/job.h"
#include "job/wanted.h"

G_BEGIN_DECLS

/* The shortest segment that is cut unless it is asked for, s. */
#define RENDER_SHORTEST_SEGMENT 10

/* Pictures of a clip, by their number in the order in which they are shown, from 0. */
typedef struct {
  guint64 first, n;
} RenderRange;

/* Where a clip is cut, and what else is known only when all of it was read. */
typedef struct {
  char *made_of;             /* by what the segments know that they are of this */
  RenderWanted wanted;
  char *why;                 /* it is not split; NULL: it is */
  GArray *ranges;            /* RenderRange, one at least */
  GArray *times;             /* the clip's */
  gint64 last_duration;      /* the clip's */
  RenderReading reading;     /* the clip's */
} RenderCutList;

/* Reads CLIP and cuts it at closed groups, for JOB. Of what cannot be cut WHY says the reason, and all of it is one
 * range. An error is the clip's. To be freed. Blocks. */
RenderCutList *render_cut_list_new (const RenderJob *job, RenderClip *clip, RenderWanted wanted, GError **error);

/* Reads the list beside OUTPUT; NULL with an error where there is none, or it is of something else than MADE_OF.
 * To be freed. */
RenderCutList *render_cut_list_load (const char *output, const char *made_of, GError **error);

/* Writes it into the file PATH. */
gboolean render_cut_list_write (const RenderCutList *list, const char *path, GError **error);

/* Makes CLIP as if its times were read. */
void render_cut_list_apply (const RenderCutList *list, RenderClip *clip);

/* Takes NULL. */
void render_cut_list_free (RenderCutList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RenderCutList, render_cut_list_free)

G_END_DECLS
