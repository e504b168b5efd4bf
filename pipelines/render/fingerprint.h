/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job.h"

G_BEGIN_DECLS

/* All that an output was made of, so that a later run knows whether it is still that: text of lines
 * "what=value", always in the same order. The clip goes by its size, its date and its first and last MiB,
 * or whole where VERIFY; what is asked for, telemetry, mission with the files it names, and layout by
 * content; ours by its version. CACHE (path → hash, both freed by it) spares reading a log once for each clip. NULL with an error
 * where a file cannot be read, or is none that can be read twice. To be freed. Blocks. */
char *render_fingerprint (const RenderJob *job, gboolean verify, GHashTable *cache, GError **error);

G_END_DECLS
