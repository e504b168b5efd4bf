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
  { .line = "key=\\x \\", .value = NULL },
  { .line = "key=a\\", .value = NULL },
  { .line = "key=\\r\\\\n", .value = "\r\\n" },
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

/* A comment behind something else is none of it, and is said, with a line that works. */
static void
test_trailing_comment (void)
{
  static const struct { const char *line, *value; } rows[] = {
    { "key=Crew 2   # the name", NULL }, { "key=1\t#\tone", NULL }, { "key= # nothing", NULL },
    { "key=5 #", NULL }, { "key=#ff0000", "#ff0000" }, { "key=#f00 #0f0", "#f00 #0f0" },
    { "key=# 3", "# 3" }, { "key=C# 3", "C# 3" }, { "key=Flight\\s# 3", "Flight # 3" },
    { "key=file:///a#b", "file:///a#b" }, { "  # key=1\nkey=2", "2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strdup_printf ("[group]\n%s\n", rows[i].line);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmKeyFile) file = tlm_key_file_parse (text, -1, "test", TLM_ERROR_FORMAT, &error);
    g_autofree char *value = file ? tlm_key_file_get (file, "group", "key") : NULL;

    g_test_message ("%s: %s", rows[i].line, error ? error->message : value);
    g_assert_cmpstr (value, ==, rows[i].value);
    g_assert_true ((error != NULL) == (rows[i].value == NULL));
    if (error)
      g_assert_true (g_str_has_prefix (error->message, "test:2: a comment has a line of its own"));
  }
}

static void
test_group_comment (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmKeyFile) numbered = tlm_key_file_parse ("[vehicle Stage # 1]\nA # 2=x\n", -1, "test",
      TLM_ERROR_FORMAT, NULL);
  g_autoptr (TlmKeyFile) file = tlm_key_file_parse ("[stream]   # live\n", -1, "test",
      TLM_ERROR_FORMAT, &error);

  g_assert_nonnull (numbered);
  g_assert_null (file);
  g_assert_true (g_str_has_prefix (error->message, "test:1: a comment has a line of its own"));
}

/* Every indented block of a page that begins a group is read as somebody who copies it would. */
static guint
read_blocks (const char *page)
{
  g_autofree char *path = g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), page, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) block = g_string_new (NULL);
  g_auto (GStrv) all = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  all = g_strsplit (text, "\n", -1);
  for (char **line = all; *line; line++) {
    gboolean inside = g_str_has_prefix (*line, "    ");
    if (inside && (block->len > 0 || (*line)[4] == '['))
      g_string_append_printf (block, "%s\n", *line + 4);
    if (block->len > 0 && (!inside || !line[1])) {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlmKeyFile) file = tlm_key_file_parse (block->str, -1, page, TLM_ERROR_FORMAT, &error);
      g_assert_no_error (error);
      g_assert_nonnull (file);
      g_string_truncate (block, 0);
      n++;
    }
  }
  return n;
}

static void
test_pages (void)
{
  static const char *const pages[] = { "README.md", "pipelines/README.md",
    "pipelines/examples/README.md", "pipelines/examples/MISSION.md", "plugin/README.md",
    "plugin/data/layouts/README.md" };
  guint n = 0;

  if (!g_getenv ("TELEMETRY_SOURCE_ROOT")) {
    g_test_skip ("TELEMETRY_SOURCE_ROOT does not name the sources");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    n += read_blocks (pages[i]);
  g_test_message ("%u blocks", n);
  g_assert_cmpuint (n, >=, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-file/blanks", test_blanks);
  g_test_add_func ("/key-file/trailing-comment", test_trailing_comment);
  g_test_add_func ("/key-file/group-comment", test_group_comment);
  g_test_add_func ("/key-file/pages", test_pages);
  return g_test_run ();
}
