/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"
#include "job/job.h"

G_BEGIN_DECLS

/* Burns JOB's telemetry into CLIP, upright, with all else the clip has, into its output, and makes along with it what
 * branch.h says; says what it does (report.h). Nothing is left of an output that is not whole. Blocks. */
gboolean render_burn (const RenderJob *job, RenderClip *clip, GError **error);

/* The line of a shell that burns the same, but for what GStreamer's muxers lose. To be freed; NULL
 * with an error as above. */
char *render_burn_launch (const RenderJob *job, const RenderClip *clip, GError **error);

/* The part of it that decodes PATH, the clip or what is decoded instead (uncut.h), and turns it upright. To be freed. */
char *render_burn_decode_launch (const RenderClip *clip, const char *path);

/* The telemetry alone, with alpha (overlay-only.c). */
gboolean render_overlay_only (const RenderJob *job, RenderClip *clip, GError **error);

G_END_DECLS
