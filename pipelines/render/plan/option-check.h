/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plan/options.h"

G_BEGIN_DECLS

/* Whether no two of OPTIONS exclude one another; the error names both. */
gboolean render_options_check (const RenderOptions *options, GError **error);

/* Whether each of OPTIONS does something to one of JOBS (RenderJob *), which were made by them; the error says what
 * would have it do something. */
gboolean render_options_check_use (const RenderOptions *options, const GPtrArray *jobs, GError **error);

/* Whether what JOB says of languages is known, and its files can hold it. */
gboolean render_languages_check (const RenderJob *job, GError **error);

G_END_DECLS
