/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job/job.h"

G_BEGIN_DECLS

/* Where nothing of JOB ties its clip to the flight and its mission has a [camera NAME] that matches the clip
 * (name, path, or reel), ties it as that says. An error is that a clip lacks the timecode that its camera goes
 * by, or matches several. A mission that cannot be read is left to whoever reads it next. Blocks. */
gboolean render_camera_tie (RenderJob *job, GError **error);

G_END_DECLS
