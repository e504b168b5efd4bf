/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/row.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/location.h"
#include "core/base/suggest.h"
#include "job/overlay.h"
#include "job/sync.h"
#include "job/wanted.h"
#include "plan/place-output.h"

RenderRow *
render_row_new (const char *file, guint line)
{
  RenderRow *row = g_new0 (RenderRow, 1);

  row->place = g_strdup_printf ("%s:%u", file, line);
  row->keys = g_ptr_array_new_with_free_func (g_free);
  row->values = g_ptr_array_new_with_free_func (g_free);
  row->places = g_ptr_array_new_with_free_func (g_free);
  return row;
}

void
render_row_free (RenderRow *row)
{
  g_free (row->place);
  g_ptr_array_unref (row->keys);
  g_ptr_array_unref (row->values);
  g_ptr_array_unref (row->places);
  g_free (row);
}

void
render_row_add (RenderRow *row, const char *place, const char *key, const char *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value));

  if (!*stripped)
    return;
  g_ptr_array_add (row->keys, g_strdup (key));
  g_ptr_array_add (row->values, g_steal_pointer (&stripped));
  g_ptr_array_add (row->places, g_strdup (place ? place : row->place));
}

const char *
render_row_get (const RenderRow *row, const char *key)
{
  for (guint i = row->keys->len; i > 0; i--)
    if (strcmp (row->keys->pdata[i - 1], key) == 0)
      return row->values->pdata[i - 1];
  return NULL;
}

char *
render_row_path (const char *value, const char *folder)
{
  return tlm_location_is_uri (value) ? g_strdup (value) : g_canonicalize_filename (value, folder);
}

static void
put (char **field, char *value)
{
  g_free (*field);
  *field = value;
}

/* A layout is a name, or a path where it looks like one. */
static char *
layout_of (const char *value, const char *folder)
{
  return tlm_location_is_own (value, ".layout") ? render_row_path (value, folder) : g_strdup (value);
}

/* Keys that say what is written, which the plan looks at. */
static gboolean
is_of_plan (const char *key)
{
  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    if (strcmp (key, render_kind_name (kind)) == 0)
      return TRUE;
  return strcmp (key, "clip") == 0 || strcmp (key, "output") == 0;
}

gboolean
render_row_check_key (const char *key, GError **error)
{
  static const char *const own[] = { "clip", "output", "telemetry", "mission", "encoder", "languages", "segments", "still", "sync", "layout",
    "burn", "soft", "overlay-only", "subtitles" };
  g_autofree const char **properties = render_overlay_names ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *hint = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    g_ptr_array_add (names, (gpointer) own[i]);
  for (const char **name = properties; *name; name++)
    g_ptr_array_add (names, (gpointer) *name);
  if (g_ptr_array_find_with_equal_func (names, key, g_str_equal, NULL))
    return TRUE;
  g_ptr_array_add (names, NULL);
  hint = tlm_suggest_hint (key, (const char *const *) names->pdata);
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "no column and no property of telemetryoverlay is called so%s", hint);
  return FALSE;
}

static gboolean
apply (const char *key, const char *value, const char *folder, RenderJob *job, GError **error)
{
  if (strcmp (key, "telemetry") == 0 || strcmp (key, "location") == 0) {
    put (&job->telemetry, render_row_path (value, folder));
  } else if (strcmp (key, "mission") == 0) {
    put (&job->mission, render_row_path (value, folder));
  } else if (strcmp (key, "encoder") == 0) {
    put (&job->encoder, g_strdup (value));
  } else if (strcmp (key, "languages") == 0) {
    put (&job->languages, g_strdup (value));
  } else if (strcmp (key, "segments") == 0) {
    RenderWanted wanted;
    put (&job->segments, g_strdup (value));
    return render_wanted_parse (value, 1, 1, &wanted, error);
  } else if (strcmp (key, "still") == 0) {
    return render_place_still (value, folder, job, error);
  } else if (strcmp (key, "sync") == 0) {
    return render_sync_set (job, value, error);
  } else if (strcmp (key, "layout") == 0) {
    g_autofree char *layout = layout_of (value, folder);
    render_job_set (job, "layout", layout);
  } else if (!is_of_plan (key)) {
    render_job_set (job, key, value);
    return render_overlay_check_value (key, value, error);
  }
  return TRUE;
}

/* What ties a clip in a row is all that does: what was said of it before says nothing more. */
static gboolean
renew_sync (const RenderRow *row, RenderJob *job, GError **error)
{
  g_autoptr (RenderJob) own = render_job_new ();
  const char *tied;

  for (guint i = 0; i < row->keys->len; i++)
    render_job_set (own, row->keys->pdata[i], row->values->pdata[i]);
  tied = render_sync_of (own);
  if (tied && render_row_get (row, "sync")) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: sync and %s both say what ties clip and flight; keep one of them",
        row->place, tied);
    return FALSE;
  }
  if (tied)
    render_sync_clear (job);
  return TRUE;
}

gboolean
render_row_apply (const RenderRow *row, const char *folder, RenderJob *job, GError **error)
{
  if (!renew_sync (row, job, error))
    return FALSE;
  for (guint i = 0; i < row->keys->len; i++)
    if (!apply (row->keys->pdata[i], row->values->pdata[i], folder, job, error)) {
      g_prefix_error (error, "%s: %s: ", (const char *) row->places->pdata[i], (const char *) row->keys->pdata[i]);
      return FALSE;
    }
  return TRUE;
}

GPtrArray *
render_rows_read (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  const char *start;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  if (!g_utf8_validate (text, -1, NULL)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: is no text in UTF-8", path);
    return NULL;
  }
  start = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
  while (*start == '#' || g_ascii_isspace (*start))
    start = *start == '#' && strchr (start, '\n') ? strchr (start, '\n') : start + 1;
  return *start == '[' ? render_rows_read_keys (path, text, error) : render_rows_read_csv (path, text, error);
}
