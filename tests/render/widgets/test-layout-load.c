/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/layout-load.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"

#define TEXT "[widget a]\ntype=text\n"

static void
test_errors (void)
{
  static const struct { const char *text, *place, *says; } cases[] = {
    { "", "t.layout", "nothing to show" },
    { "[layout]\nname=x\n", "t.layout", "nothing to show" },
    { TEXT "size=big\n", "t.layout:3: [widget a] size", "not a length" },
    { TEXT "size=0\n", "t.layout:3: [widget a] size", "between 1 and 500" },
    { TEXT "sise=10\n", "t.layout:3: [widget a] sise", "\"size\"" },
    { TEXT "size@tal=10\n", "t.layout:3: [widget a] size@tal", "tall or square" },
    { TEXT "colour=#12345\n", "[widget a] colour", "#rrggbb" },
    { TEXT "colour=#gg0000\n", "[widget a] colour", "#rrggbb" },
    { TEXT "align=middle\n", "[widget a] align", "left|center|right" },
    { TEXT "opacity=2\n", "[widget a] opacity", "between 0 and 1" },
    { TEXT "text={altitude:parsec:1}\n", "[widget a] text", "unknown unit" },
    { TEXT "when=altitude~3\n", "[widget a] when", "a condition is expected" },
    { "[widget a]\ntype=bar\nunit=parsec\n", "t.layout:3: [widget a] unit", "a unit" },
    { TEXT "when=has>speed\n", "[widget a] when", "has=" },
    { "[widget a]\ntype=map\ntexture=nowhere.png\n", "t.layout:3: [widget a] texture", "nowhere.png" },
    { "[widget a]\ntype=map\nsouth=50\nnorth=40\n", "t.layout:3: [widget a] south", "less than north" },
    { TEXT "parent=b\n", "[widget a] parent", "\"b\"" },
    { "[widget a]\ntype=panel\naround=b\n", "t.layout:3: [widget a] around", "\"b\"" },
    { "[widget a]\ntype=dail\n", "t.layout:2: [widget a] type", "unknown widget \"dail\"" },
    { "[widget a]\ntype=txt\n", "t.layout:2: [widget a] type", "\"text\"" },
    { "[widget a]\nsize=10\n", "[widget a]", "type" },
    { "[wigdet a]\ntype=text\n", "[wigdet a]", "unknown group" },
    { "[layout]\nunits=furlongs\n" TEXT, "[layout] units", "metric|imperial|nautical" },
    { TEXT "size=10\nsize=12\n", "t.layout:4", "" },
    { TEXT TEXT, "t.layout:3", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrLayout) layout = tlr_layout_parse ("t.layout", cases[i].text, -1, &error);

    g_assert_null (layout);
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    if (!strstr (error->message, cases[i].place) || !strstr (error->message, cases[i].says))
      g_error ("case %u: %s", i, error->message);
  }
}

static void
test_caps (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *large = g_strnfill (tlm_limit (TLM_LIMIT_LAYOUT_BYTES) + 1, '#');
  g_autoptr (GError) error = NULL;

  for (int i = 0; i <= (int) tlm_limit (TLM_LIMIT_WIDGETS); i++)
    g_string_append_printf (many, "[widget w%d]\ntype=text\n", i);
  g_assert_null (tlr_layout_parse ("many", many->str, -1, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
  g_clear_error (&error);
  g_assert_null (tlr_layout_parse ("large", large, -1, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
  g_assert_nonnull (strstr (error->message, "limits=layout-bytes="));
}

/* Raised by one, both are taken. */
static void
test_raised (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  guint n = (guint) tlm_limit (TLM_LIMIT_WIDGETS) + 1;
  g_autofree char *text = g_strdup_printf ("widgets=%u", n);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (many, "[widget w%u]\ntype=text\n", i);
  g_assert_null (tlr_layout_parse ("many", many->str, -1, &error));
  g_assert_nonnull (strstr (error->message, "limits=widgets="));
  g_clear_error (&error);
  g_assert_true (tlm_limits_set (text, NULL));
  layout = tlr_layout_parse ("many", many->str, -1, &error);
  g_assert_no_error (error);
  tlm_limits_reset ();
}

static void
test_built_in (void)
{
  g_auto (GStrv) names = tlr_layout_list ();

  g_assert_true (g_strv_contains ((const char *const *) names, "webcast"));
  g_assert_true (g_strv_contains ((const char *const *) names, "minimal"));
  for (guint i = 0; names[i]; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrLayout) layout = tlr_layout_load (names[i], &error);

    g_assert_no_error (error);
    g_autofree char *name = tlr_layout_get_heading (layout, "name", TLR_SHAPE_WIDE);
    g_autofree char *description = tlr_layout_get_heading (layout, "description", TLR_SHAPE_WIDE);
    g_assert_cmpstr (name, !=, "");
    g_assert_cmpstr (description, !=, "");
  }
}

static void
test_load (void)
{
  static const struct { const char *name; TlmError code; const char *says; } cases[] = {
    { "webcats", TLM_ERROR_LAYOUT, "\"webcast\"" },
    { "/nowhere/x.layout", TLM_ERROR_READ, "/nowhere/x.layout" },
    { "/", TLM_ERROR_READ, "/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (tlr_layout_load (cases[i].name, &error));
    g_assert_error (error, TLM_ERROR, (gint) cases[i].code);
    g_assert_nonnull (strstr (error->message, cases[i].says));
  }
}

/* A file has the limit of layouts too, of which that of missions knows nothing. */
static void
test_large_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("layout-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "t.layout", NULL);
  g_autofree char *limits = g_strdup_printf ("key-file-bytes=8,layout-bytes=%u", (guint) strlen (TEXT));
  g_autoptr (TlrLayout) layout = NULL, over = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tlm_limits_set (limits, NULL));
  g_assert_true (g_file_set_contents (path, TEXT, -1, NULL));
  layout = tlr_layout_load (path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, TEXT "\n", -1, NULL));
  over = tlr_layout_load (path, &error);
  tlm_limits_reset ();
  g_unlink (path);
  g_rmdir (folder);
  g_assert_null (over);
  g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
  g_assert_nonnull (strstr (error->message, "t.layout"));
  g_assert_nonnull (strstr (error->message, "limits=layout-bytes="));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout-load/errors", test_errors);
  g_test_add_func ("/layout-load/caps", test_caps);
  g_test_add_func ("/layout-load/raised", test_raised);
  g_test_add_func ("/layout-load/built-in", test_built_in);
  g_test_add_func ("/layout-load/load", test_load);
  g_test_add_func ("/layout-load/large-file", test_large_file);
  return g_test_run ();
}
