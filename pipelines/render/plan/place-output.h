/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job/job.h"

G_BEGIN_DECLS

/* Whether PATH names a folder: it ends in a slash, or is one. */
gboolean render_place_is_folder (const char *path);

/* Where KIND of JOB's clip goes: TEXT, seen from FOLDER (NULL: the working one), with {name} for the clip's
 * name without its ending; in it, under the clip's name, where that is a folder. To be freed. */
char *render_place_output (const char *text, const char *folder, const RenderJob *job, RenderKind kind);

/* Appends a still to JOB: TEXT is PLACE=FILE, FILE as TEXT above (in a folder NAME.png). An error where it is none, or
 * FILE's ending says no kind of picture. */
gboolean render_place_still (const char *text, const char *folder, RenderJob *job, GError **error);

G_END_DECLS
