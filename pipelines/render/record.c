/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "record.h"

#include <json-glib/json-glib.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "encoder-name.h"
#include "fingerprint.h"

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

static gboolean
is_current (const char *output, const char *fingerprint)
{
  g_autofree char *path = render_record_path (output), *state = state_of (output);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = json_parser_load_from_file (parser, path, NULL) ? json_parser_get_root (parser) : NULL;
  JsonObject *record = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *encoder = record ? json_object_get_string_member_with_default (record, "encoder", "") : NULL;
  g_autofree char *element = encoder ? g_strndup (encoder, strcspn (encoder, " ")) : NULL;
  g_autofree char *here = element && *element ? render_encoder_name (element) : g_strdup ("");

  return record && says (record, "made-of", fingerprint) && says (record, "output", state) &&
      strcmp (encoder, here) == 0;
}

gboolean
render_record_is_current (const RenderJob *job, gboolean verify, GHashTable *cache)
{
  g_autofree char *fingerprint = render_fingerprint (job, verify, cache, NULL);
  gboolean any = FALSE;

  for (int kind = 0; fingerprint && kind < RENDER_N_KINDS; kind++) {
    if (job->outputs[kind] && !is_current (job->outputs[kind], fingerprint))
      return FALSE;
    any |= job->outputs[kind] != NULL;
  }
  return any && job->stills->len == 0;
}

void
render_record_write (const RenderJob *job, const char *encoder, gboolean verify, GHashTable *cache)
{
  g_autofree char *fingerprint = render_fingerprint (job, verify, cache, NULL);

  for (int kind = 0; fingerprint && kind < RENDER_N_KINDS; kind++) {
    g_autoptr (JsonObject) record = json_object_new ();
    g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), record);
    g_autofree char *state = NULL, *path = NULL, *text = NULL;
    if (!job->outputs[kind])
      continue;
    state = state_of (job->outputs[kind]);
    json_object_set_string_member (record, "made-of", fingerprint);
    json_object_set_string_member (record, "output", state ? state : "");
    json_object_set_string_member (record, "encoder", encoder ? encoder : "");
    text = json_to_string (root, TRUE);
    path = render_record_path (job->outputs[kind]);
    g_file_set_contents (path, text, -1, NULL);
  }
}
