/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/words.h"

#include <string.h>

#include "core/measure/channel-words.h"

/* Names of events kept; a source that brings more is not naming phases. */
#define EVENTS_MAX 4096

/* Words of ours that every language has. */
static const struct {
  const char *word;
  TlmWord id;
} common[] = {
  { "reconstructed", TLM_WORD_RECONSTRUCTED }, { "simulated", TLM_WORD_SIMULATED },
  { "predicted", TLM_WORD_PREDICTED },
  { "next", TLM_WORD_NEXT }, { "nominal", TLM_WORD_NOMINAL }, { "hold", TLM_WORD_HOLD },
  { "Earth-relative", TLM_WORD_EARTH_RELATIVE }, { "inertial", TLM_WORD_INERTIAL },
  { "sunlit", TLM_WORD_SUNLIT }, { "penumbra", TLM_WORD_PENUMBRA }, { "eclipse", TLM_WORD_ECLIPSE },
  { "north", TLM_WORD_NORTH }, { "south", TLM_WORD_SOUTH }, { "east", TLM_WORD_EAST }, { "west", TLM_WORD_WEST },
};

struct _TlrWords {
  const TlmLanguage *language;
  char *code;              /* as asked for, or NULL */
  const TlmProfile *given; /* not owned, or NULL */
  TlmProfile *profile;     /* loaded with the first event, or NULL */
  char *profile_name;
  GHashTable *strings;
  GHashTable *events[2];   /* identifier to name, and to short name; to NULL where
                              there is none */
};

static void
read_strings (TlrWords *words, const TlrLayout *layout, TlrShape shape)
{
  g_auto (GStrv) keys = g_key_file_get_keys (layout->file->keys, "strings", NULL, NULL);

  for (guint i = 0; keys && keys[i]; i++) {
    char *bracket = strchr (keys[i], '[');

    if (bracket)
      *bracket = 0;
    char *word = tlr_layout_get (layout, "strings", keys[i], shape, words->code);
    if (word)
      g_hash_table_replace (words->strings, g_strdup (keys[i]), word);
  }
}

TlrWords *
tlr_words_new (const TlrLayout *layout, TlrShape shape, const char *language, const char *profile,
    const TlmProfile *given)
{
  TlrWords *words = g_new0 (TlrWords, 1);

  words->language = tlm_language_find (language);
  words->code = g_strdup (language);
  words->profile_name = g_strdup (profile);
  words->given = given;
  words->strings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (int i = 0; i < 2; i++)
    words->events[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_strings (words, layout, shape);
  return words;
}

void
tlr_words_free (TlrWords *words)
{
  if (!words)
    return;
  g_clear_pointer (&words->profile, tlm_profile_free);
  g_hash_table_unref (words->strings);
  g_hash_table_unref (words->events[0]);
  g_hash_table_unref (words->events[1]);
  g_free (words->profile_name);
  g_free (words->code);
  g_free (words);
}

const char *
tlr_words_find (const TlrWords *words, const char *word)
{
  const char *found = g_hash_table_lookup (words->strings, word);

  if (found)
    return found;
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (strcmp (common[i].word, word) == 0)
      return words->language->words[common[i].id];
  return tlm_language_unit (words->language, word);
}

const char *
tlr_words_channel (const TlrWords *words, guint channel, const char *name, gboolean brief)
{
  const char *found = g_hash_table_lookup (words->strings, name);

  if (found || channel >= TLM_N_STANDARD_CHANNELS)
    return found ? found : name;
  return (brief ? tlm_channel_short_word : tlm_channel_word) (channel, words->language->id);
}

/* The generic one brings the common labels. */
static const TlmProfile *
get_profile (TlrWords *words)
{
  if (words->given)
    return words->given;
  if (!words->profile && words->profile_name)
    words->profile = tlm_profile_load (words->profile_name, NULL);
  if (!words->profile)
    words->profile = tlm_profile_load (TLM_PROFILE_GENERIC, NULL);
  return words->profile;
}

const char *
tlr_words_event (TlrWords *words, const char *id, gboolean brief)
{
  GHashTable *events = words->events[brief != FALSE];
  gpointer name = NULL;

  if (g_hash_table_lookup_extended (events, id, NULL, &name))
    return name ? name : id;
  if (g_hash_table_size (events) >= EVENTS_MAX)
    return id;
  name = brief ? tlm_profile_short_label (get_profile (words), id, words->code) :
      tlm_profile_label (get_profile (words), id, words->code);
  g_hash_table_insert (events, g_strdup (id), name);
  return name ? name : id;
}

const char *
tlr_words_phase (TlrWords *words, const char *id, gboolean brief)
{
  const char *phase = words->given ? tlm_profile_phase_after (words->given, id) : id, *name;

  if (strcmp (phase, id) == 0)
    return NULL;
  name = tlr_words_event (words, phase, brief);
  return name == phase ? NULL : name;
}
