/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job/job.h"

G_BEGIN_DECLS

/* Where nothing says the telemetry of JOB's clip, what lies beside it under its name; an error where
 * nothing does. */
gboolean render_beside_find_telemetry (RenderJob *job, GError **error);

/* PATH without its ending. To be freed. */
char *render_beside_strip_ending (const char *path);

G_END_DECLS
