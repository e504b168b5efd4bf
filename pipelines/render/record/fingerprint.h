/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "job/job.h"

G_BEGIN_DECLS

/* All that an output is made of, so that a later run knows whether it is still that: text of lines "what=value", in
 * the same order each time. The clip goes by its size, its date and its first and last MiB; what is asked for,
 * telemetry, the mission with the files and folders that its keys name, the layout with its pictures, and the fonts
 * that fontconfig gives for their letters, by content; ours by its version. CACHE is content.h's. NULL with an error
 * where a file cannot be read, or is none that can be read twice. To be freed. Blocks. */
char *render_fingerprint (const RenderJob *job, GHashTable *cache, GError **error);

G_END_DECLS
