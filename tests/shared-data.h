/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* Path of a file in the third-party data folder, or NULL after g_test_skip()
 * with the reason when that folder or file is not there. */
static inline char *
shared_data_path (const char *relative)
{
  const char *root = g_getenv ("TELEMETRY_SHARED_DATA");
  g_autofree char *path = root ? g_build_filename (root, relative, NULL) : NULL;

  if (path && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_autofree char *reason = g_strdup_printf ("third-party data %s is not there", relative);
  g_test_skip (reason);
  return NULL;
}

static inline void
shared_data_is_missing (void)
{
  g_test_skip ("there is no folder of third-party data: none of its tests was added");
}

/* Whether the folder is there, to be asked before a program adds its tests of it. Where it is not, adds PATH,
 * which skips in their place. */
static inline gboolean
shared_data_there (const char *path)
{
  const char *root = g_getenv ("TELEMETRY_SHARED_DATA");

  if (root && g_file_test (root, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_test_add_func (path, shared_data_is_missing);
  return FALSE;
}
