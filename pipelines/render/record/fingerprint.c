/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "record/fingerprint.h"

#include <string.h>

#include "core/base/language.h"
#include "core/mission/mission.h"
#include "job/sources.h"
#include "record/content.h"
#include "record/fonts.h"

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
add_file (gpointer data, const char *what, const char *location, GError **error)
{
  Print *print = data;
  g_autofree char *hash = render_content_hash (location, print->cache, error);

  if (hash)
    g_string_append_printf (print->text, "%s=%s\n", what, hash);
  return hash != NULL;
}

static void
add_words (gpointer data, const char *text)
{
  g_string_append (((Print *) data)->sample, text);
}

static void
add_family (gpointer data, const char *name)
{
  g_ptr_array_add (((Print *) data)->families, g_strdup (name));
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
  Print print = { .text = text, .sample = sample, .families = families, .cache = cache };
  const RenderSourceVisitor visitor = { .file = add_file, .words = add_words, .family = add_family, .data = &print };

  if (job->mission && !mission)
    return NULL;
  g_string_append_printf (text, "asked=%s\n", hash);
  if (!render_content_add_clip (text, job->clip, error) || !render_sources_visit (job, mission, &visitor, error))
    return NULL;
  add_fonts (&print, job);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
