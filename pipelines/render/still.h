/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "clip.h"
#include "job.h"

G_BEGIN_DECLS

/* FILE of STILL, "PLACE=FILE"; NULL where there is none. STILL's. */
const char *render_still_file (const char *still);

/* The kind of picture that PATH's ending says (.png, .jpg, .jpeg); NULL where it says none. Never freed. */
const char *render_still_caps (const char *path);

/* Writes each still that JOB asks for (place-output.h), upright and burned. Blocks. */
gboolean render_stills (const RenderJob *job, RenderClip *clip, GError **error);

G_END_DECLS
