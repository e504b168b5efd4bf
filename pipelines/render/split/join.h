/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"
#include "job/job.h"

G_BEGIN_DECLS

/* As render_burn(), of the segments of CLIP, all of which are made (segment.h), of what JOB's joined_of says: one film, which has the times of
 * decoding, the edit list and all that is the clip's written once. Where segments have unequal parameter sets, or are of
 * two encoders, no film can be made of them: it is burned anew as a whole, which is said. Blocks. */
gboolean render_join (const RenderJob *job, RenderClip *clip, GError **error);

G_END_DECLS
