/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/language.h"
#include "core/measure/unit.h"

static void
test_table (void)
{
  gsize n;
  const TlmLanguage *table = tlm_language_table (&n);

  g_assert_cmpuint (n, ==, 7);
  for (gsize i = 0; i < n; i++) {
    g_assert_true (tlm_language_find (table[i].code) == &table[i]);
    g_assert_cmpstr (table[i].decimal_mark, !=, table[i].group_mark);
    for (guint j = 0; j < TLM_N_WORDS; j++) {
      g_assert_nonnull (table[i].words[j]);
      g_assert_true (*table[i].words[j] && g_utf8_validate (table[i].words[j], -1, NULL));
    }
  }
}

static void
test_find (void)
{
  g_assert_cmpstr (tlm_language_find ("de_AT.UTF-8")->code, ==, "de");
  g_assert_cmpstr (tlm_language_find ("zh-Hans-CN")->code, ==, "zh");
  g_assert_cmpstr (tlm_language_find ("RU")->code, ==, "ru");
  g_assert_cmpstr (tlm_language_find (NULL)->code, ==, "en");
  g_assert_cmpstr (tlm_language_find ("")->code, ==, "en");
  g_assert_cmpstr (tlm_language_find ("rus")->code, ==, "en");
}

/* A symbol that is translated is one that the table of units writes so. */
static void
test_units (void)
{
  const TlmLanguage *russian = tlm_language_find ("ru");
  guint translated = 0;
  gsize n;
  const TlmUnit *units = tlm_unit_table (&n);

  g_assert_cmpstr (tlm_language_unit (russian, "km/h"), ==, "км/ч");
  g_assert_cmpstr (tlm_language_unit (russian, "km"), ==, "км");
  g_assert_cmpstr (tlm_language_unit (tlm_language_find ("de"), "km/h"), ==, "km/h");
  g_assert_cmpstr (tlm_language_unit (russian, "no such"), ==, "no such");
  for (gsize i = 0; i < n; i++)
    translated += tlm_language_unit (russian, units[i].symbol) != units[i].symbol;
  g_assert_cmpuint (translated, >=, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/table", test_table);
  g_test_add_func ("/language/find", test_find);
  g_test_add_func ("/language/units", test_units);
  return g_test_run ();
}
