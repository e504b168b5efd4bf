/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "job/sources.h"

#include <gio/gio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/location.h"
#include "core/mission/flight.h"
#include "core/mission/mission-keys.h"

/* A picture of a layout is smaller: what a value of it names by chance is not read whole. */
#define MOST_PICTURE ((goffset) 64 << 20)

static gboolean
visit (const RenderSourceVisitor *visitor, const char *what, const char *location, GError **error)
{
  return !location || visitor->file (visitor->data, what, location, error);
}

/* What VALUE, seen from the folder of FILE, is; a path where it has one. To be freed. */
static char *
resolve (const char *file, const char *value)
{
  g_autoptr (GFile) from = tlm_location_file (file);
  g_autoptr (GFile) folder = g_file_get_parent (from);
  g_autoptr (GFile) target = folder && !tlm_location_is_uri (value) ? g_file_resolve_relative_path (folder, value) :
      tlm_location_file (value);
  char *path = g_file_get_path (target);

  return path ? path : g_file_get_uri (target);
}

/* A log, with the events that are read with a webcast's (core/mission/flight.h). */
static gboolean
visit_log (const RenderSourceVisitor *visitor, const char *location, GError **error)
{
  g_autofree char *events = location ? tlm_flight_events_beside (location) : NULL;

  return visit (visitor, "telemetry", location, error) && visit (visitor, "events", events, error);
}

/* Each value whose key says that it is a file's, or a folder's. */
static gboolean
visit_value (const RenderSourceVisitor *visitor, const TlmMission *mission, const TlmMissionKey *key, const char *value, GError **error)
{
  g_auto (GStrv) paths = g_strsplit (value, key->kind == TLM_MISSION_PATHS ? ";" : "\n", -1);
  const char *suffix = key->kind == TLM_MISSION_PROFILE ? ".profile" : key->kind == TLM_MISSION_LAYOUT ? ".layout" : "";

  if (key->kind != TLM_MISSION_PATH && key->kind != TLM_MISSION_PATHS && !*suffix)
    return TRUE;
  for (char **path = paths; *path; path++) {
    g_autofree char *full = *g_strstrip (*path) ? resolve (mission->path, *path) : NULL;
    gboolean is_file = full && (!*suffix || tlm_location_is_own (*path, suffix));
    /* What layout is shown is the job's to say. */
    if (is_file && key->kind != TLM_MISSION_LAYOUT && !visit_log (visitor, full, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
visit_group (const RenderSourceVisitor *visitor, const TlmMission *mission, const char *group, gboolean has_log, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (mission->keys->keys, group, NULL, NULL);
  gsize n;
  const TlmMissionGroup *table = tlm_mission_group_table (&n), *kind = NULL;

  for (gsize i = 0; !kind && i < n; i++)
    if (tlm_key_group_find (group, &table[i].group, 1, NULL))
      kind = &table[i];
  if (!kind || (has_log && kind->bit == TLM_MISSION_TELEMETRY))
    return TRUE;
  for (char **name = keys; name && *name; name++) {
    const TlmMissionKey *key = tlm_mission_key_find (kind->bit, *name);
    g_autofree char *value = key ? tlm_key_file_get (mission->keys, group, *name) : NULL;
    if (value && !visit_value (visitor, mission, key, value, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
visit_mission (const RenderSourceVisitor *visitor, const TlmMission *mission, gboolean has_log, GError **error)
{
  g_auto (GStrv) groups = mission ? g_key_file_get_groups (mission->keys->keys, NULL) : NULL;
  g_autofree char *words = mission ? g_key_file_to_data (mission->keys->keys, NULL, NULL) : NULL;

  if (!mission || !visit (visitor, "mission", mission->path, error))
    return !mission;
  if (visitor->words)
    visitor->words (visitor->data, words);
  for (char **group = groups; *group; group++)
    if (!visit_group (visitor, mission, *group, has_log, error))
      return FALSE;
  return TRUE;
}

/* A layout's pictures are values of its, seen from its folder. */
static gboolean
visit_pictures (const RenderSourceVisitor *visitor, const TlmKeyFile *layout, const char *path, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (layout->keys, group, NULL, NULL);

  for (char **key = keys; key && *key; key++) {
    g_autofree char *value = tlm_key_file_get (layout, group, *key);
    g_autofree char *file = value && *value ? resolve (path, value) : NULL;
    g_autoptr (GFile) picture = file && g_file_test (file, G_FILE_TEST_IS_REGULAR) ? g_file_new_for_path (file) : NULL;
    g_autoptr (GFileInfo) about = picture ? g_file_query_info (picture, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL) : NULL;
    if (value && visitor->family && strcmp (*key, "font") == 0)
      visitor->family (visitor->data, value);
    if (about && g_file_info_get_size (about) <= MOST_PICTURE && !visit (visitor, "picture", file, error))
      return FALSE;
  }
  return TRUE;
}

/* The files of a list, seen from the layout's folder. */
static gboolean
visit_fonts (const RenderSourceVisitor *visitor, const TlmKeyFile *layout, const char *path, GError **error)
{
  g_autofree char *list = tlm_key_file_get (layout, "layout", "fonts");
  g_auto (GStrv) names = g_strsplit (list ? list : "", ";", -1);

  for (char **name = names; *name; name++) {
    g_autofree char *file = *g_strstrip (*name) ? resolve (path, *name) : NULL;
    if (file && g_file_test (file, G_FILE_TEST_IS_REGULAR) && !visit (visitor, "font", file, error))
      return FALSE;
  }
  return TRUE;
}

/* Layouts begin from others; as deep as they may (render/widgets/layout-load.c). */
#define MOST_BASES 8

static gboolean
visit_layout (const RenderSourceVisitor *visitor, const char *layout, guint depth, GError **error)
{
  g_autoptr (TlmKeyFile) file = NULL;
  g_auto (GStrv) groups = NULL;
  g_autofree char *words = NULL;

  if (!layout || depth > MOST_BASES || !tlm_location_is_own (layout, ".layout"))
    return TRUE;
  if (!visit (visitor, "layout", layout, error))
    return FALSE;
  file = tlm_key_file_load (layout, TLM_ERROR_LAYOUT, error);
  if (!file)
    return FALSE;
  words = g_key_file_to_data (file->keys, NULL, NULL);
  if (visitor->words)
    visitor->words (visitor->data, words);
  groups = g_key_file_get_groups (file->keys, NULL);
  for (char **group = groups; *group; group++)
    if (!visit_pictures (visitor, file, layout, *group, error))
      return FALSE;
  g_autofree char *base = tlm_key_file_get (file, "layout", "based-on");
  g_autofree char *beside = base && tlm_location_is_own (base, ".layout") ? resolve (layout, base) : NULL;
  return visit_fonts (visitor, file, layout, error) && visit_layout (visitor, beside, depth + 1, error);
}

gboolean
render_sources_visit (const RenderJob *job, const TlmMission *mission, const RenderSourceVisitor *visitor, GError **error)
{
  const char *layout = render_job_get (job, "layout");

  if (!layout && mission)
    layout = mission->layout;
  return visit_log (visitor, job->telemetry, error) && visit_mission (visitor, mission, job->telemetry != NULL, error) &&
      visit_layout (visitor, layout, 0, error);
}
