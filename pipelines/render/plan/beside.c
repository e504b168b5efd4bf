/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/beside.h"

#include <string.h>

#include "core/base/error.h"

static const char *const telemetry_endings[] = { ".mission", ".csv", ".json" };

char *
render_beside_strip_ending (const char *path)
{
  const char *dot = strrchr (path, '.'), *slash = strrchr (path, '/');

  return dot && (!slash || dot > slash + 1) ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);
}

gboolean
render_beside_find_telemetry (RenderJob *job, GError **error)
{
  g_autofree char *stem = render_beside_strip_ending (job->clip);

  for (guint i = 0; !job->telemetry && !job->mission && i < G_N_ELEMENTS (telemetry_endings); i++) {
    g_autofree char *beside = g_strconcat (stem, telemetry_endings[i], NULL);
    if (g_file_test (beside, G_FILE_TEST_EXISTS))
      *(i == 0 ? &job->mission : &job->telemetry) = g_steal_pointer (&beside);
  }
  if (job->telemetry || job->mission)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: no telemetry: --telemetry FILE or --mission FILE says it, or "
      "%s.mission or %s.csv beside it", job->clip, stem, stem);
  return FALSE;
}
