/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "job/wanted.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"

gboolean
render_wanted_parse (const char *text, guint jobs, guint clips, RenderWanted *wanted, GError **error)
{
  guint64 n;

  if (strcmp (text, "auto") == 0) {
    *wanted = (RenderWanted) { CLAMP (jobs / MAX (clips, 1), 1, RENDER_MOST_SEGMENTS), TRUE };
    return TRUE;
  }
  if (!g_ascii_string_to_unsigned (text, 10, 1, RENDER_MOST_SEGMENTS, &n, NULL)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "segments \"%s\": is no number from 1 to %d; as in 4, or auto",
        tlm_head (text, 40).text, RENDER_MOST_SEGMENTS);
    return FALSE;
  }
  *wanted = (RenderWanted) { (guint) n, FALSE };
  return TRUE;
}
