/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whatever channel a built-in layout shows has a name in every language of the product. */
#include <string.h>

#include "core/measure/channel-words.h"
#include "render/scene/words.h"
#include "render/widgets/layout-load.h"

static const char *const frames[] = { "Earth-relative", "inertial", "sunlit", "penumbra", "eclipse" };

/* What is not written in Latin letters at all is not translated while it is. */
static void
check_word (const TlmLanguage *language, const char *layout, const char *what, const char *word)
{
  gboolean foreign = language->id == TLM_LANGUAGE_RU || language->id == TLM_LANGUAGE_ZH ||
      language->id == TLM_LANGUAGE_JA;

  if (!*word || strcmp (word, what) == 0 || (foreign && g_str_is_ascii (word)))
    g_error ("%s: \"%s\" is \"%s\" in %s", layout, what, word, language->code);
}

static void
check_language (const TlrLayout *layout, const char *name, const TlmLanguage *language)
{
  g_autoptr (TlrWords) words = tlr_words_new (layout, TLR_SHAPE_WIDE, language->code, NULL, NULL);

  for (guint id = 0; id < TLM_N_STANDARD_CHANNELS; id++) {
    const char *channel = tlm_channel_get (id)->name;
    check_word (language, name, channel, tlr_words_channel (words, id, channel, FALSE));
    check_word (language, name, channel, tlr_words_channel (words, id, channel, TRUE));
  }
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    check_word (language, name, frames[i], tlr_words_find (words, frames[i]));
}

/* A layout that has a word of its own for KEY has it in every language: else one in English would stand
 * above the language's. */
static void
check_strings (const TlrLayout *layout, const char *name, const char *key)
{
  gsize n;
  const TlmLanguage *languages = tlm_language_table (&n);

  if (!g_key_file_has_key (layout->file->keys, "strings", key, NULL))
    return;
  for (gsize i = 0; i < n; i++) {
    g_autofree char *own = g_strdup_printf ("%s[%s]", key, languages[i].code);
    if (languages[i].id != TLM_LANGUAGE_EN && !g_key_file_has_key (layout->file->keys, "strings", own, NULL))
      g_error ("%s: [strings] has %s, and no %s", name, key, own);
  }
}

/* A field {a|b.label} of a channel that is not standard would show an identifier. */
static void
check_labels (const TlrLayout *layout, const char *name)
{
  g_autoptr (GRegex) field = g_regex_new ("\\{([^{}]+)\\.label", 0, 0, NULL);
  g_autofree char *text = g_key_file_to_data (layout->file->keys, NULL, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (field, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL)) {
    g_autofree char *channels = g_match_info_fetch (match, 1);
    g_auto (GStrv) names = g_strsplit (channels, "|", -1);
    for (guint i = 0; names[i]; i++) {
      TlmChannelId id;
      if (!tlm_channel_from_name (names[i], &id))
        g_error ("%s: %s has no name for readers", name, names[i]);
    }
  }
}

static void
test_layouts (void)
{
  g_auto (GStrv) names = tlr_layout_list ();
  gsize n_languages;
  const TlmLanguage *languages = tlm_language_table (&n_languages);

  for (guint i = 0; names[i]; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrLayout) layout = tlr_layout_load (names[i], &error);
    g_assert_no_error (error);
    check_labels (layout, names[i]);
    for (guint id = 0; id < TLM_N_STANDARD_CHANNELS; id++)
      check_strings (layout, names[i], tlm_channel_get (id)->name);
    for (guint j = 0; j < G_N_ELEMENTS (frames); j++)
      check_strings (layout, names[i], frames[j]);
    for (gsize j = 0; j < n_languages; j++)
      check_language (layout, names[i], &languages[j]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/channel-names/layouts", test_layouts);
  return g_test_run ();
}
