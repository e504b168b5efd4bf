/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job/job.h"

G_BEGIN_DECLS

/* Where the rows' output goes unless they say it. */
typedef struct {
  const char *output;        /* seen from the working folder; or NULL */
  RenderKind kind;           /* that the column output is of */
  char **stills;             /* of each clip too (place-output.h), seen from the working folder; or NULL */
} RenderManifestOutput;

/* Appends the jobs of the manifest PATH to JOBS, each with SETTINGS first. A clip may be a glob, seen from the
 * manifest's folder; a row that names one of its clips by itself says of that what it says otherwise. Clips
 * with semicolons between them are one recording in parts, whose times go on. An error names the line. */
gboolean render_manifest_add (const char *path, const RenderJob *settings, const RenderManifestOutput *output,
    GPtrArray *jobs, GError **error);

G_END_DECLS
