/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job/job.h"

G_BEGIN_DECLS

/* Burns and codes the pictures of segment NUMBER (from 1) of JOB's clip, which is cut (cut.h), into a file beside its
 * output; one that is there and whole is left. UNSPLIT is set, and the result FALSE, where the pictures did not
 * come as the clip says: no segment of it is to be trusted. Blocks. */
gboolean render_segment (const RenderJob *job, const char *made_of, guint number, gboolean *unsplit, GError **error);

G_END_DECLS
