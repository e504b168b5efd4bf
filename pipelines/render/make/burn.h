/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "film/clip.h"
#include "job/job.h"
#include "make/encoder.h"

G_BEGIN_DECLS

/* Burns JOB's telemetry into CLIP, upright, with all else the clip has, into its output, and makes along with it what
 * branch.h says; says what it does (report.h). Nothing is left of an output that is not whole. Blocks. */
gboolean render_burn (const RenderJob *job, RenderClip *clip, GError **error);

/* The same without what is made along with it. */
gboolean render_burn_alone (const RenderJob *job, RenderClip *clip, GError **error);

/* One way to code CLIP. CODER_FAILED is set where another encoder may do better. */
typedef gboolean RenderAttempt (const RenderJob *job, RenderClip *clip, const RenderChoice *choice, gpointer data,
    gboolean *coder_failed, GError **error);

/* ATTEMPT, for DATA, with the first of CHOICES (encoder.h) that works, and where that fails on the way with the next. */
gboolean render_burn_with_any (const RenderJob *job, RenderClip *clip, const GPtrArray *choices, RenderAttempt *attempt,
    gpointer data, GError **error);

/* The line of a shell that burns the same, but for what GStreamer's muxers lose. To be freed; NULL
 * with an error as above. */
char *render_burn_launch (const RenderJob *job, const RenderClip *clip, GError **error);

/* The part of it that decodes PATH, the clip or what is decoded instead (uncut.h), and turns it upright. To be freed. */
char *render_burn_decode_launch (const RenderClip *clip, const char *path);

/* The telemetry alone, with alpha (overlay-only.c). */
gboolean render_overlay_only (const RenderJob *job, RenderClip *clip, GError **error);

G_END_DECLS
