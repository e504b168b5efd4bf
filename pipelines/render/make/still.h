/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"
#include "job/job.h"

G_BEGIN_DECLS

/* Writes each still that JOB asks for (place-output.h), upright and burned. Blocks. */
gboolean render_stills (const RenderJob *job, RenderClip *clip, GError **error);

G_END_DECLS
