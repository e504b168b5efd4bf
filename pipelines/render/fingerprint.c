/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fingerprint.h"

#include <errno.h>
#include <gio/gio.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/error.h"
#include "core/base/location.h"
#include "core/mission/mission.h"

#define MIB ((gint64) 1 << 20)

static gboolean
fail (const char *path, const char *what, GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: %s", path, what);
  return FALSE;
}

/* LENGTH bytes from OFFSET on. */
static gboolean
add_bytes (GChecksum *sum, FILE *file, gint64 offset, gint64 length)
{
  guchar bytes[65536];
  size_t n;

  if (fseeko (file, offset, SEEK_SET) != 0)
    return FALSE;
  while (length > 0 && (n = fread (bytes, 1, (size_t) MIN (length, (gint64) sizeof bytes), file)) > 0) {
    g_checksum_update (sum, bytes, (gssize) n);
    length -= (gint64) n;
  }
  return !ferror (file);
}

/* Of a regular file; whole, or its ends alone. NULL with an error. */
static char *
hash_file (const char *path, gboolean whole, gint64 size, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  FILE *file = fopen (path, "rbe");
  gboolean fine = file != NULL;

  if (fine && (whole || size <= 2 * MIB))
    fine = add_bytes (sum, file, 0, G_MAXINT64);
  else if (fine)
    fine = add_bytes (sum, file, 0, MIB) && add_bytes (sum, file, size - MIB, MIB);
  if (!fine)
    fail (path, g_strerror (errno), error);
  if (file)
    fclose (file);
  return fine ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

static gboolean
find_regular (const char *path, struct stat *found, GError **error)
{
  if (stat (path, found) != 0)
    return fail (path, g_strerror (errno), error);
  return S_ISREG (found->st_mode) || fail (path, "is no regular file", error);
}

/* A line for what LOCATION has; nothing for NULL. */
static gboolean
add_content (GString *text, const char *what, const char *location, GHashTable *cache, GError **error)
{
  g_autofree char *path = NULL;
  const char *hash;
  struct stat found;

  if (!location)
    return TRUE;
  if (tlm_location_is_uri (location)) {
    g_autoptr (GFile) file = tlm_location_file (location);
    path = g_file_get_path (file);
    if (!path)
      return fail (location, "is no file of this machine", error);
  } else {
    path = g_strdup (location);
  }
  hash = g_hash_table_lookup (cache, path);
  if (!hash) {
    char *made = find_regular (path, &found, error) ? hash_file (path, TRUE, found.st_size, error) : NULL;
    if (!made)
      return FALSE;
    g_hash_table_insert (cache, g_strdup (path), made);
    hash = made;
  }
  g_string_append_printf (text, "%s=%s\n", what, hash);
  return TRUE;
}

static gboolean
add_sources (GString *text, const GPtrArray *sources, GHashTable *cache, GError **error)
{
  for (guint i = 0; i < sources->len; i++) {
    const TlmMissionSource *source = sources->pdata[i];
    g_auto (GStrv) definitions = g_strsplit (source->definition ? source->definition : "", ";", -1);
    if (!add_content (text, "source", source->location, cache, error))
      return FALSE;
    for (char **definition = definitions; *definition; definition++)
      if (**definition && !g_file_test (*definition, G_FILE_TEST_IS_DIR) &&
          !add_content (text, "definition", *definition, cache, error))
        return FALSE;
  }
  return TRUE;
}

static gboolean
add_mission (GString *text, const RenderJob *job, GHashTable *cache, GError **error)
{
  g_autoptr (TlmMission) mission = NULL;

  if (!job->mission)
    return TRUE;
  if (!add_content (text, "mission", job->mission, cache, error))
    return FALSE;
  mission = tlm_mission_load (job->mission, error);
  return mission && (job->telemetry || add_sources (text, mission->sources, cache, error)) &&
      add_sources (text, mission->planned, cache, error) &&
      add_content (text, "earth-orientation", mission->earth_orientation, cache, error) &&
      (!mission->profile || !strchr (mission->profile, '/') ||
      add_content (text, "profile", mission->profile, cache, error));
}

static gboolean
add_clip (GString *text, const char *path, gboolean verify, GError **error)
{
  g_autofree char *hash = NULL;
  struct stat found;

  if (!find_regular (path, &found, error))
    return FALSE;
  hash = hash_file (path, verify, found.st_size, error);
  if (!hash)
    return FALSE;
  g_string_append_printf (text, "clip-size=%jd\n", (intmax_t) found.st_size);
  if (!verify)
    g_string_append_printf (text, "clip-date=%jd.%09ld\n", (intmax_t) found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
  g_string_append_printf (text, "clip-%s=%s\n", verify ? "whole" : "ends", hash);
  return TRUE;
}

char *
render_fingerprint (const RenderJob *job, gboolean verify, GHashTable *cache, GError **error)
{
  g_autoptr (GString) text = g_string_new ("telemetry-render=" PLUGIN_VERSION "\n");
  g_autofree char *asked = render_job_to_text (job), *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, asked, -1);
  const char *layout = render_job_get (job, "layout");

  g_string_append_printf (text, "asked=%s\n", hash);
  if (!add_clip (text, job->clip, verify, error) || !add_content (text, "telemetry", job->telemetry, cache, error) ||
      !add_mission (text, job, cache, error) ||
      (layout && strchr (layout, '/') && !add_content (text, "layout", layout, cache, error)))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}
