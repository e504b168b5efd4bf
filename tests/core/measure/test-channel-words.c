/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/measure/channel-words.h"

static guint
columns (const char *text)
{
  guint n = 0;

  for (; *text; text = g_utf8_next_char (text))
    n += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;
  return n;
}

static gboolean
has_script (const char *text, GUnicodeScript script, GUnicodeScript other)
{
  for (; *text; text = g_utf8_next_char (text)) {
    GUnicodeScript of = g_unichar_get_script (g_utf8_get_char (text));
    if (of == script || of == other)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_in_capitals (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (g_unichar_islower (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* A name that somebody forgot to translate is in the wrong letters. */
static void
check_script (TlmLanguageId language, const char *word)
{
  static const GUnicodeScript scripts[TLM_N_LANGUAGES][2] = {
    [TLM_LANGUAGE_EN] = { G_UNICODE_SCRIPT_LATIN, G_UNICODE_SCRIPT_LATIN },
    [TLM_LANGUAGE_RU] = { G_UNICODE_SCRIPT_CYRILLIC, G_UNICODE_SCRIPT_CYRILLIC },
    [TLM_LANGUAGE_ES] = { G_UNICODE_SCRIPT_LATIN, G_UNICODE_SCRIPT_LATIN },
    [TLM_LANGUAGE_FR] = { G_UNICODE_SCRIPT_LATIN, G_UNICODE_SCRIPT_LATIN },
    [TLM_LANGUAGE_DE] = { G_UNICODE_SCRIPT_LATIN, G_UNICODE_SCRIPT_LATIN },
    [TLM_LANGUAGE_ZH] = { G_UNICODE_SCRIPT_HAN, G_UNICODE_SCRIPT_HAN },
    [TLM_LANGUAGE_JA] = { G_UNICODE_SCRIPT_HAN, G_UNICODE_SCRIPT_KATAKANA },
  };

  if (!has_script (word, scripts[language][0], scripts[language][1]))
    g_error ("\"%s\" is not in the letters of language %d", word, language);
}

static void
test_names (void)
{
  for (guint id = 0; id < TLM_N_STANDARD_CHANNELS; id++)
    for (guint language = 0; language < TLM_N_LANGUAGES; language++) {
      const char *word = tlm_channel_word (id, language), *brief = tlm_channel_short_word (id, language);

      if (!word || !brief)
        g_error ("%s has no name in language %u", tlm_channel_get (id)->name, language);
      g_assert_true (g_utf8_validate (word, -1, NULL) && g_utf8_validate (brief, -1, NULL));
      g_assert_true (is_in_capitals (word) && is_in_capitals (brief));
      check_script (language, word);
      g_assert_cmpuint (columns (brief), <=, TLM_CHANNEL_SHORT_COLUMNS);
      g_assert_cmpuint (columns (brief), <=, columns (word));
    }
}

/* Two channels beside each other are told apart, in either length. */
static void
test_apart (void)
{
  for (guint language = 0; language < TLM_N_LANGUAGES; language++)
    for (guint a = 0; a < TLM_N_STANDARD_CHANNELS; a++)
      for (guint b = 0; b < a; b++) {
        g_assert_cmpstr (tlm_channel_word (a, language), !=, tlm_channel_word (b, language));
        g_assert_cmpstr (tlm_channel_short_word (a, language), !=, tlm_channel_short_word (b, language));
      }
}

static void
test_languages (void)
{
  gsize n;
  const TlmLanguage *table = tlm_language_table (&n);

  g_assert_cmpuint (n, ==, TLM_N_LANGUAGES);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpuint (table[i].id, ==, i);
  g_assert_cmpstr (tlm_channel_word (TLM_CHANNEL_PITCH, tlm_language_find ("ru_RU")->id), ==, "ТАНГАЖ");
  g_assert_cmpstr (tlm_channel_word (TLM_CHANNEL_MACH, tlm_language_find (NULL)->id), ==, "MACH");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/channel-words/names", test_names);
  g_test_add_func ("/channel-words/apart", test_apart);
  g_test_add_func ("/channel-words/languages", test_languages);
  return g_test_run ();
}
