/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/print-safe.h"

static void
test_text (void)
{
  const struct {
    const char *text, *safe;
  } rows[] = {
    { "", "" }, { "plain", "plain" },
    { "v\x1b]0;title\x07\x1b[31m", "v\\x1b]0;title\\a\\x1b[31m" },
    { "a\nb\tc\rd", "a\\nb\\tc\\rd" },
    { "\xc2\x9b" "31m", "\\u009b31m" }, { "\x7f", "\\u007f" },
    { "a\u202eb\u2066c\u2028d", "a\\u202eb\\u2066c\\u2028d" },
    { "\xff\xc3", "\\xff\\xc3" },
    { "м/с² 速度 é \u200d", "м/с² 速度 é \u200d" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *safe = tlm_print_safe (rows[i].text);
    g_assert_cmpstr (safe, ==, rows[i].safe);
  }
  g_assert_null (tlm_print_safe (NULL));
}

static void
test_lines (void)
{
  g_autoptr (GString) out = g_string_new ("> ");

  tlm_print_safe_lines ("a\n\tb\r\x1b\0c", 8, out);
  g_assert_cmpstr (out->str, ==, "> a\n\tb\\r\\x1b\\x00c");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print-safe/text", test_text);
  g_test_add_func ("/print-safe/lines", test_lines);
  return g_test_run ();
}
