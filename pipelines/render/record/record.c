/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "record/record.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "record/content.h"
#include "record/encoder-name.h"
#include "record/fingerprint.h"

char *
render_record_path (const char *output)
{
  g_autofree char *folder = g_path_get_dirname (output), *name = g_path_get_basename (output);
  g_autofree char *own = g_strdup_printf (".%s.telemetry.json", name);

  return g_build_filename (folder, own, NULL);
}

/* Size and date; NULL where it is not there. To be freed. */
static char *
state_of (const char *output)
{
  struct stat found;

  return stat (output, &found) != 0 ? NULL : g_strdup_printf ("%jd bytes, %jd.%09ld", (intmax_t) found.st_size,
      (intmax_t) found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
}

static gboolean
says (JsonObject *record, const char *name, const char *value)
{
  const char *said = json_object_get_string_member_with_default (record, name, NULL);

  return said && value && strcmp (said, value) == 0;
}

static JsonObject *
load (const char *output, JsonParser *parser)
{
  g_autofree char *path = render_record_path (output);
  JsonNode *root = json_parser_load_from_file (parser, path, NULL) ? json_parser_get_root (parser) : NULL;

  return root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

/* Whether the encoder is still the one that is here. */
static gboolean
has_encoder (JsonObject *record)
{
  const char *encoder = json_object_get_string_member_with_default (record, "encoder", "");
  g_autofree char *element = g_strndup (encoder, strcspn (encoder, " "));
  g_autofree char *here = *element ? render_encoder_name (element) : g_strdup ("");

  return strcmp (encoder, here) == 0;
}

/* The first line that two fingerprints do not share, by what stands before its equals sign; NULL: none. With
 * BY_CONTENT dates say nothing. To be freed. */
static char *
difference (const char *one, const char *other, gboolean by_content)
{
  g_auto (GStrv) a = g_strsplit (one, "\n", -1), b = g_strsplit (other, "\n", -1);

  for (guint i = 0; a[i] || b[i]; i++) {
    const char *line = b[i] ? b[i] : a[i];
    if (a[i] && b[i] && (strcmp (a[i], b[i]) == 0 || (by_content && g_str_has_prefix (line, "clip-date="))))
      continue;
    return g_strndup (line, strcspn (line, "="));
  }
  return NULL;
}

/* Whether WHOLE, filled in where it is NULL, is the hash of the clip that RECORD has; a record without one tells
 * nothing. */
static char *
explain_whole (JsonObject *record, const RenderJob *job, char **whole)
{
  g_autoptr (GError) error = NULL;

  if (!*whole)
    *whole = render_content_whole (job->clip, &error);
  if (!*whole)
    return g_strdup (error->message);
  if (says (record, "clip-whole", *whole))
    return NULL;
  return g_strdup (json_object_has_member (record, "clip-whole") ? "its clip is another within" :
      "its record has no hash of the whole clip");
}

static char *
explain (const RenderJob *job, const char *output, const char *fingerprint, gboolean verify, char **whole)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *state = state_of (output), *what = NULL;
  JsonObject *record = load (output, parser);
  const char *made_of = record ? json_object_get_string_member_with_default (record, "made-of", "") : NULL;

  if (!state)
    return g_strdup ("is not there");
  if (!record)
    return g_strdup ("has no record of what it was made of");
  if (!says (record, "output", state))
    return g_strdup ("was changed since it was made");
  if (!has_encoder (record))
    return g_strdup ("its encoder has another version here");
  what = difference (made_of, fingerprint, verify);
  if (what)
    return g_strdup_printf ("was made of something else: %s", *what ? what : "more");
  return verify ? explain_whole (record, job, whole) : NULL;
}

char *
render_record_explain (const RenderJob *job, gboolean verify, GHashTable *cache)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *fingerprint = render_fingerprint (job, cache, &error), *whole = NULL;

  if (!fingerprint)
    return g_strdup (error->message);
  for (int kind = 0; kind < RENDER_N_KINDS; kind++) {
    g_autofree char *why = job->outputs[kind] ? explain (job, job->outputs[kind], fingerprint, verify, &whole) : NULL;
    if (why)
      return g_strdup_printf ("%s: %s", job->outputs[kind], why);
  }
  return job->stills->len > 0 ? g_strdup ("stills have no record: they are made each time") : NULL;
}

void
render_record_clear (RenderRecord *record)
{
  g_free (record->made_of);
  g_free (record->whole);
  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    g_free (record->encoders[kind]);
  *record = (RenderRecord) { NULL };
}

static gboolean
write_one (const RenderJob *job, const RenderRecord *made, RenderKind kind, GError **error)
{
  const char *output = job->outputs[kind];
  g_autofree char *state = state_of (output), *path = render_record_path (output), *text = NULL;
  g_autoptr (JsonObject) record = json_object_new ();
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), record);

  json_object_set_string_member (record, "made-of", made->made_of);
  if (made->whole)
    json_object_set_string_member (record, "clip-whole", made->whole);
  json_object_set_string_member (record, "output", state ? state : "");
  json_object_set_string_member (record, "encoder", made->encoders[kind] ? made->encoders[kind] : "");
  text = json_to_string (root, TRUE);
  return g_file_set_contents (path, text, -1, error);
}

char *
render_record_write (const RenderJob *job, const RenderRecord *made, GHashTable *cache)
{
  g_autofree char *now = render_fingerprint (job, cache, NULL);
  g_autofree char *what = made->made_of && now ? difference (made->made_of, now, FALSE) : NULL;
  g_autoptr (GError) error = NULL;

  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    if (job->outputs[kind] && (what || !made->made_of || !now)) {
      g_autofree char *path = render_record_path (job->outputs[kind]);
      g_unlink (path);
    } else if (job->outputs[kind]) {
      write_one (job, made, kind, error ? NULL : &error);
    }
  if (error)
    return g_strdup_printf ("it has no record of what it is made of, and is made anew next time: %s", error->message);
  return what ? g_strdup_printf ("what it is made of was changed meanwhile (%s): it is made anew next time", what) : NULL;
}
