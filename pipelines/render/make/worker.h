/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"
#include "job/job.h"

G_BEGIN_DECLS

/* How something is made of a clip. */
typedef gboolean RenderMaker (const RenderJob *job, RenderClip *clip, GError **error);

/* The process of one clip: what crashes in it takes no other clip along. Reads a job from standard
 * input, does it, says on standard output what becomes of it (report.h). It ends with the process PARENT, which started
 * it. BURN makes the burned film, of segments that are of JOINED_OF; NULL: render_burn() does. The exit status: 0 or 1. */
int render_worker_main (int parent, RenderMaker *burn, const char *joined_of);

/* The beginning of such a process that does something else: the job, NULL with an error. To be freed. */
RenderJob *render_worker_begin (int parent, GError **error);

G_END_DECLS
