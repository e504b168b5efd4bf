/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"
#include "job/job.h"

G_BEGIN_DECLS

/* Why CLIP, whose times are read, cannot be rendered for JOB in segments that come to the same pictures as the whole; for
 * people. NULL: it can. To be freed. */
char *render_why_not (const RenderJob *job, const RenderClip *clip);

G_END_DECLS
