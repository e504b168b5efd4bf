/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Prints of each of JOBS (RenderJob *) what would become of it: outputs, encoder, the span of telemetry under
 * the clip, its segments where MOST processes run at a time. FALSE where one cannot be done, which is said. Blocks. */
gboolean render_dry_run (const GPtrArray *jobs, gboolean force, gboolean verify, guint most);

/* Prints the launch lines. FALSE where one cannot be made, which is said. */
gboolean render_print_pipelines (const GPtrArray *jobs);

G_END_DECLS
