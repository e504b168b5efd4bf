/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"
#include "job/job.h"

G_BEGIN_DECLS

/* What of the flight lies under the clip, for people: "T-00:00:12.480 to T+00:02:47.520; telemetry of … to …".
 * An error is that telemetry cannot be read, or that nothing says where it belongs. To be freed. Blocks. */
char *render_span (const RenderJob *job, const RenderClip *clip, GError **error);

G_END_DECLS
