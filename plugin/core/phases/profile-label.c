/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What events and phases are called, in the languages of the profile and of the
 * common labels. */
#include <string.h>

#include "core/base/resources.h"
#include "core/phases/profile-private.h"
#include "data/phases-resource.h"

TlmKeyFile *
tlm_profile_load_labels (GError **error)
{
  static const TlmResources files = {
    .bundle = tlm_phases_get_resource,
    .folder = TLM_PROFILE_FOLDER,
    .suffix = ".keys"
  };
  g_autoptr (GBytes) bytes = tlm_resources_load (&files, "labels");

  return tlm_key_file_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
      "labels.keys", TLM_ERROR_PROFILE, error);
}

/* The value for LANGUAGE ("pt_BR", then "pt"), or NULL when there is none. */
static char *
in_language (const TlmKeyFile *file, const char *group, const char *key, const char *language)
{
  gsize length = strcspn (language, ".@");

  while (length > 0) {
    g_autofree char *code = g_strndup (language, length);
    g_autofree char *full = g_strdup_printf ("%s[%s]", key, code);
    char *text = tlm_key_file_get (file, group, full);
    if (text)
      return text;
    while (length > 0 && language[length] != '_' && language[length] != '-')
      length--;
  }
  return NULL;
}

/* The first of KEYS that has a text in LANGUAGE; without one, in English. */
static char *
find (const TlmKeyFile *file, const char *group, const char *const *keys, const char *language)
{
  char *text = NULL;

  if (language && !g_str_has_prefix (language, "en")) {
    for (guint i = 0; keys[i] && !text; i++)
      text = in_language (file, group, keys[i], language);
  }
  for (guint i = 0; keys[i] && !text; i++)
    text = tlm_key_file_get (file, group, keys[i]);
  return text;
}

static char *
label (const TlmProfile *profile, const char *id, const char *const *keys, const char *language)
{
  g_autoptr (TlmKeyFile) loaded = NULL;
  const TlmKeyFile *common = profile ? profile->labels : NULL;
  char *text = NULL;

  if (profile && tlm_profile_find (profile, id)) {
    g_autofree char *group = tlm_profile_group (profile, "phase", id);
    text = find (profile->keys, group, keys, language);
  }
  if (!common)
    common = loaded = tlm_profile_load_labels (NULL);
  return text || !common ? text : find (common, id, keys, language);
}

char *
tlm_profile_label (const TlmProfile *profile, const char *id, const char *language)
{
  static const char *const keys[] = { "label", NULL };

  g_return_val_if_fail (id != NULL, NULL);
  return label (profile, id, keys, language);
}

char *
tlm_profile_short_label (const TlmProfile *profile, const char *id, const char *language)
{
  static const char *const keys[] = { "short", "label", NULL };

  g_return_val_if_fail (id != NULL, NULL);
  return label (profile, id, keys, language);
}

char *
tlm_profile_event_label (const TlmProfile *profile, const TlmEvent *event, const char *language)
{
  char *text;

  g_return_val_if_fail (event != NULL, NULL);
  if (event->label)
    return g_strdup (event->label);
  text = tlm_profile_label (profile, event->id, language);
  if (text)
    return text;
  text = g_strdelimit (g_strdup (event->id), "-", ' ');
  text[0] = g_ascii_toupper (text[0]);
  return text;
}

char *
tlm_profile_phase_label (const TlmProfile *profile, const TlmEvent *event, const char *language)
{
  const char *phase;
  char *text = NULL;

  g_return_val_if_fail (event != NULL, NULL);
  phase = profile ? tlm_profile_phase_after (profile, event->id) : event->id;
  if (strcmp (phase, event->id) != 0)
    text = tlm_profile_label (profile, phase, language);
  return text ? text : tlm_profile_event_label (profile, event, language);
}

char *
tlm_profile_title (const TlmProfile *profile, const char *language)
{
  static const char *const keys[] = { "label", NULL };

  g_return_val_if_fail (profile != NULL, NULL);
  return find (profile->keys, "profile", keys, language);
}
