/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "split/cut-list.h"

G_BEGIN_DECLS

/* Cuts JOB's clip, whose segments are to be of MADE_OF, unless that is done: writes where beside its output, and says what
 * will be made and in how many segments (report.h: "plan", "cut"); of a clip that is not split, why, and nothing is
 * written. Waits for another process that does the same. Blocks. */
gboolean render_cut (const RenderJob *job, const char *made_of, RenderWanted wanted, GError **error);

G_END_DECLS
