/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "job/sync.h"

#include <string.h>

#include "core/base/error.h"
#include "core/footage/place.h"
#include "core/time/elapsed.h"

static const char *const ties[] = { "liftoff-at", "footage-start", "marks", "mark" };

static gboolean
is_date (const char *text)
{
  return strlen (text) >= 10 && g_ascii_isdigit (text[0]) && text[4] == '-' && text[7] == '-';
}

gboolean
render_sync_is_tie (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (ties); i++)
    if (strcmp (key, ties[i]) == 0)
      return TRUE;
  return strcmp (key, "sync") == 0;
}

const char *
render_sync_of (const RenderJob *job)
{
  for (guint i = 0; i < G_N_ELEMENTS (ties); i++)
    if (render_job_get (job, ties[i]))
      return ties[i];
  return NULL;
}

void
render_sync_clear (RenderJob *job)
{
  for (guint i = 0; i < G_N_ELEMENTS (ties); i++)
    render_job_unset (job, ties[i]);
}

static void
tie (RenderJob *job, const char *name, const char *value)
{
  render_sync_clear (job);
  render_job_set (job, name, value);
}

gboolean
render_sync_set (RenderJob *job, const char *text, GError **error)
{
  g_autofree char *mark = NULL;
  TlmFootageStart start;
  TlmDuration elapsed;
  TlmPlace place;

  if (is_date (text)) {
    if (!tlm_footage_start_parse (text, &start, error))
      return FALSE;
    tie (job, "footage-start", text);
    return TRUE;
  }
  if (g_ascii_toupper (text[0]) == 'T') {
    if (!tlm_elapsed_read (text, -1, &elapsed, error))
      return FALSE;
    mark = g_strconcat ("0@", text, NULL);
    tie (job, "marks", mark);
    return TRUE;
  }
  if (!tlm_place_parse (text, &place, error))
    return FALSE;
  tie (job, "liftoff-at", text);
  return TRUE;
}
