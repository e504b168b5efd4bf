/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/print-safe.h"

#include <string.h>

#include "core/base/error.h"
#include "core/decode/registry.h"
#include "core/mission/mission.h"
#include "core/phases/rule.h"
#include "core/time/text.h"

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

/* Cut between characters, and mended where the source cut them. */
static void
test_head (void)
{
  g_autofree char *longest = g_strnfill (500, 'x');

  g_assert_cmpstr (tlm_head ("speed", 40).text, ==, "speed");
  g_assert_cmpstr (tlm_head ("1234567é", 8).text, ==, "1234567");
  g_assert_cmpstr (tlm_head (NULL, 8).text, ==, "");
  g_assert_cmpstr (tlm_head_of ("1234567890", 4, 8).text, ==, "1234");
  g_assert_true (g_utf8_validate (tlm_head ("a\xff\xc3", 8).text, -1, NULL));
  g_assert_cmpuint (strlen (tlm_head (longest, 1000).text), ==, TLM_HEAD_MOST);
}

static void
check_error (GError *error)
{
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "\\x1b"));
  for (const char *p = error->message; *p; p++)
    g_assert_false (g_ascii_iscntrl (*p));
  g_error_free (error);
}

/* What a reader says is wrong quotes what it read. */
static void
test_errors (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("CCSDS_O\x1b[31m = 2.0\n", 20);
  const TlmDecodeOptions options = { .format = "oem" };
  GError *error = NULL;
  TlmClock clock;
  gint64 time_ns;

  g_assert_null (tlm_decode_bytes (bytes, "x", &options, &error));
  check_error (g_steal_pointer (&error));
  g_assert_null (tlm_mission_parse ("[mission]\nna\x1b[31mme=x\n", -1, "x.mission", &error));
  check_error (g_steal_pointer (&error));
  g_assert_null (tlm_rule_parse ("altitude > \x1b[31m", &error));
  check_error (g_steal_pointer (&error));
  g_assert_false (tlm_time_parse ("2021\x1b[31m", -1, TLM_SCALE_UTC, &clock, &time_ns, &error));
  check_error (g_steal_pointer (&error));
  g_assert_false (tlm_error_make_safe (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print-safe/text", test_text);
  g_test_add_func ("/print-safe/lines", test_lines);
  g_test_add_func ("/print-safe/head", test_head);
  g_test_add_func ("/print-safe/errors", test_errors);
  return g_test_run ();
}
