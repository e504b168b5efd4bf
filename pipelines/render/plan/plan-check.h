/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job/job.h"

G_BEGIN_DECLS

/* Whether no two of JOBS (RenderJob *) write the same file, and none writes over what one reads; each
 * property is one that telemetryoverlay has. Clips that a camera of their mission matches are tied by it (camera.h). */
gboolean render_plan_check (const GPtrArray *jobs, GError **error);

G_END_DECLS
