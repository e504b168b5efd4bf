/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "record/fingerprint.h"

#include <gio/gio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/language.h"
#include "core/base/location.h"
#include "core/mission/mission-keys.h"
#include "record/content.h"
#include "record/fonts.h"

/* A picture of a layout is smaller: what a value of it names by chance is not read whole. */
#define MOST_PICTURE ((goffset) 64 << 20)

/* Letters of numbers and names, whatever a layout has. */
#define LETTERS "0123456789 +-−.,:/% ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz"

/* What is being written down. */
typedef struct {
  GString *text;
  GString *sample;           /* text of mission and layout, whose letters the picture may have */
  GPtrArray *families;       /* char *, of fonts that the layout names */
  GHashTable *cache;         /* content.h */
} Print;

static gboolean
add_content (Print *print, const char *what, const char *location, GError **error)
{
  g_autofree char *hash = location ? render_content_hash (location, print->cache, error) : NULL;

  if (hash)
    g_string_append_printf (print->text, "%s=%s\n", what, hash);
  return hash || !location;
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
add_log (Print *print, const char *location, GError **error)
{
  g_autofree char *events = location && g_str_has_suffix (location, "-raw.json") ? resolve (location, "events.json") : NULL;

  return add_content (print, "telemetry", location, error) &&
      (!events || !g_file_test (events, G_FILE_TEST_EXISTS) || add_content (print, "events", events, error));
}

/* Each value whose key says that it is a file's, or a folder's. */
static gboolean
add_value (Print *print, const TlmMission *mission, const TlmMissionKey *key, const char *value, GError **error)
{
  g_auto (GStrv) paths = g_strsplit (value, key->kind == TLM_MISSION_PATHS ? ";" : "\n", -1);
  const char *suffix = key->kind == TLM_MISSION_PROFILE ? ".profile" : key->kind == TLM_MISSION_LAYOUT ? ".layout" : "";

  if (key->kind != TLM_MISSION_PATH && key->kind != TLM_MISSION_PATHS && !*suffix)
    return TRUE;
  for (char **path = paths; *path; path++) {
    g_autofree char *full = *g_strstrip (*path) ? resolve (mission->path, *path) : NULL;
    gboolean is_file = full && (!*suffix || strchr (*path, '/') || g_str_has_suffix (*path, suffix));
    /* What layout is shown is the job's to say. */
    if (is_file && key->kind != TLM_MISSION_LAYOUT && !add_log (print, full, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_group (Print *print, const TlmMission *mission, const char *group, gboolean has_log, GError **error)
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
    if (value && !add_value (print, mission, key, value, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_mission (Print *print, const TlmMission *mission, gboolean has_log, GError **error)
{
  g_auto (GStrv) groups = mission ? g_key_file_get_groups (mission->keys->keys, NULL) : NULL;
  g_autofree char *words = mission ? g_key_file_to_data (mission->keys->keys, NULL, NULL) : NULL;

  if (!mission || !add_content (print, "mission", mission->path, error))
    return !mission;
  g_string_append (print->sample, words);
  for (char **group = groups; *group; group++)
    if (!add_group (print, mission, *group, has_log, error))
      return FALSE;
  return TRUE;
}

/* A layout's pictures are values of its, seen from its folder. */
static gboolean
add_pictures (Print *print, const TlmKeyFile *layout, const char *path, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (layout->keys, group, NULL, NULL);

  for (char **key = keys; key && *key; key++) {
    g_autofree char *value = tlm_key_file_get (layout, group, *key);
    g_autofree char *file = value && *value ? resolve (path, value) : NULL;
    g_autoptr (GFile) picture = file && g_file_test (file, G_FILE_TEST_IS_REGULAR) ? g_file_new_for_path (file) : NULL;
    g_autoptr (GFileInfo) about = picture ? g_file_query_info (picture, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL) : NULL;
    if (value && strcmp (*key, "font") == 0)
      g_ptr_array_add (print->families, g_strdup (value));
    if (about && g_file_info_get_size (about) <= MOST_PICTURE && !add_content (print, "picture", file, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_layout (Print *print, const char *layout, GError **error)
{
  g_autoptr (TlmKeyFile) file = NULL;
  g_auto (GStrv) groups = NULL;
  g_autofree char *words = NULL;

  if (!layout || (!strchr (layout, '/') && !g_str_has_suffix (layout, ".layout")))
    return TRUE;
  if (!add_content (print, "layout", layout, error))
    return FALSE;
  file = tlm_key_file_load (layout, TLM_ERROR_LAYOUT, error);
  if (!file)
    return FALSE;
  words = g_key_file_to_data (file->keys, NULL, NULL);
  g_string_append (print->sample, words);
  groups = g_key_file_get_groups (file->keys, NULL);
  for (char **group = groups; *group; group++)
    if (!add_pictures (print, file, layout, *group, error))
      return FALSE;
  return TRUE;
}

/* Those of built-in layouts too. */
static void
add_fonts (Print *print, const RenderJob *job)
{
  g_auto (GStrv) languages = g_strsplit_set (job->languages ? job->languages : "en", " ,", -1);
  const char *language = render_job_get (job, "language"), *units;
  g_autofree char *hash = NULL, *key = NULL;
  const char *known;

  for (guint word = 0; word < TLM_N_WORDS; word++) {
    g_string_append (print->sample, tlm_language_find (language)->words[word]);
    for (char **one = languages; *one; one++)
      g_string_append (print->sample, tlm_language_find (*one)->words[word]);
  }
  units = tlm_language_unit (tlm_language_find (language), "km/h");
  g_string_append (print->sample, units);
  g_ptr_array_add (print->families, g_strdup ("Inter"));
  g_ptr_array_add (print->families, g_strdup ("DejaVu Sans Mono"));
  g_ptr_array_add (print->families, NULL);
  key = g_strjoinv (",", (char **) print->families->pdata);
  g_string_append (print->sample, key);
  known = g_hash_table_lookup (print->cache, print->sample->str);
  if (!known) {
    hash = render_fonts_hash ((const char *const *) print->families->pdata, print->sample->str);
    g_hash_table_insert (print->cache, g_strdup (print->sample->str), g_strdup (hash));
    known = hash;
  }
  g_string_append_printf (print->text, "fonts=%s\n", known);
}

char *
render_fingerprint (const RenderJob *job, GHashTable *cache, GError **error)
{
  g_autoptr (GString) text = g_string_new ("telemetry-render=" PLUGIN_VERSION "\n"), sample = g_string_new (LETTERS);
  g_autoptr (GPtrArray) families = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *asked = render_job_to_text (job), *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, asked, -1);
  g_autoptr (TlmMission) mission = job->mission ? tlm_mission_load (job->mission, error) : NULL;
  const char *layout = render_job_get (job, "layout");
  Print print = { .text = text, .sample = sample, .families = families, .cache = cache };

  if (job->mission && !mission)
    return NULL;
  if (!layout && mission)
    layout = mission->layout;
  g_string_append_printf (text, "asked=%s\n", hash);
  if (!render_content_add_clip (text, job->clip, error) || !add_log (&print, job->telemetry, error) ||
      !add_mission (&print, mission, job->telemetry != NULL, error) || !add_layout (&print, layout, error))
    return NULL;
  add_fonts (&print, job);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
