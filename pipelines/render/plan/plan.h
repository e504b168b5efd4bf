/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plan/options.h"

G_BEGIN_DECLS

/* The jobs that OPTIONS ask for, in order: GPtrArray of RenderJob *. No two write the same file, none
 * writes over a clip or its telemetry. An error is the user's. To be unreffed. */
GPtrArray *render_plan (const RenderOptions *options, GError **error);

G_END_DECLS
