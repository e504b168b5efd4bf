/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <json-glib/json-glib.h>
#include <math.h>

#include "core/encode/sample-json.h"

/* Any text comes back as the same text, invalid UTF-8 made valid. */
static void
test_string (void)
{
  const char *hostile = "\"\\\n\t\x01\x7f</script>\xe2\x80\xae{\"";
  g_autoptr (GString) out = g_string_new ("[");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *array;

  tlm_json_append_string (out, hostile);
  g_string_append_c (out, ',');
  tlm_json_append_string (out, "a\xff" "b");
  g_string_append_c (out, ']');
  g_assert_true (json_parser_load_from_data (parser, out->str, -1, NULL));
  array = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpstr (json_array_get_string_element (array, 0), ==, hostile);
  g_assert_cmpstr (json_array_get_string_element (array, 1), ==, "a\xef\xbf\xbd" "b");
}

/* JSON has no word for what is not finite. */
static void
test_number (void)
{
  static const double numbers[] = { 1.5, NAN, INFINITY };
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    tlm_json_append_number (out, numbers[i]);
    g_string_append_c (out, ' ');
  }
  g_assert_cmpstr (out->str, ==, "1.5 null null ");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-json/string", test_string);
  g_test_add_func ("/sample-json/number", test_number);
  return g_test_run ();
}
