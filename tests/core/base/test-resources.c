/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the bundle lists is what stands in the source folder. */
#include <string.h>

#include "core/base/resources.h"

GResource *tlm_phases_get_resource (void);

static const TlmResources profiles = {
  .bundle = tlm_phases_get_resource,
  .folder = "/telemetry/phases/",
  .suffix = ".profile"
};

static char *
source_folder (void)
{
  return g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), "plugin", "data", "phases", NULL);
}

static void
test_list (void)
{
  g_autofree char *folder = source_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_auto (GStrv) names = tlm_resources_list (&profiles);
  const char *file;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((file = g_dir_read_name (dir))) {
    g_autofree char *name = g_strndup (file, MAX (strlen (file), 8) - 8);
    if (!g_str_has_suffix (file, ".profile"))
      continue;
    g_assert_true (g_strv_contains ((const char *const *) names, name));
    n++;
  }
  g_assert_cmpuint (n, ==, g_strv_length (names));
  for (guint i = 1; i < n; i++)
    g_assert_cmpstr (names[i - 1], <, names[i]);
}

static void
test_load (void)
{
  g_autofree char *folder = source_folder ();
  g_auto (GStrv) names = tlm_resources_list (&profiles);

  for (char **name = names; *name; name++) {
    g_autofree char *file = g_strconcat (folder, "/", *name, ".profile", NULL);
    g_autoptr (GBytes) bytes = tlm_resources_load (&profiles, *name);
    g_autofree char *text = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (file, &text, &length, NULL));
    g_assert_nonnull (bytes);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, length);
  }
  g_assert_null (tlm_resources_load (&profiles, "no-such"));
  g_assert_null (tlm_resources_load (&profiles, "../layouts/hud"));
}

static void
test_nothing (void)
{
  TlmResources other = profiles;

  other.folder = "/no/such/folder/";
  g_auto (GStrv) none = tlm_resources_list (&other);
  g_assert_nonnull (none);
  g_assert_null (none[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resources/list", test_list);
  g_test_add_func ("/resources/load", test_load);
  g_test_add_func ("/resources/nothing", test_nothing);
  return g_test_run ();
}
