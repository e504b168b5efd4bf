/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/key-file.h"

#include <string.h>

#include "core/base/error.h"

static const struct {
  const char *line, *value;
} lines[] = {
  { .line = "key=a b", .value = "a b" },
  { .line = "key=  a b \t ", .value = "a b" },
  { .line = "key=\\sa b\\s", .value = " a b " },
  { .line = "key= \\s a \\s  ", .value = "  a  " },
  { .line = "key=\\s", .value = " " },
  { .line = "key=\\s ", .value = " " },
  { .line = "key=a\\t", .value = "a\t" },
  { .line = "key=a\\n  ", .value = "a\n" },
  { .line = "key=a\\\\ ", .value = "a\\" },
  { .line = "key=", .value = "" },
  { .line = "key=   ", .value = "" },
  { .line = "key=\\x", .value = NULL },
};

/* Blanks around a value are none of it, those that are escaped are. */
static void
test_blanks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *text = g_strdup_printf ("[group]\n%s\n", lines[i].line);
    g_autoptr (GError) error = NULL;
    TlmKeyFile *file = tlm_key_file_parse (text, strlen (text), "test", TLM_ERROR_FORMAT, &error);
    g_autofree char *value = NULL;

    g_assert_no_error (error);
    value = tlm_key_file_get (file, "group", "key");
    g_assert_cmpstr (value, ==, lines[i].value);
    tlm_key_file_free (file);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-file/blanks", test_blanks);
  return g_test_run ();
}
