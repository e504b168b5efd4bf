/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* A page that is written from the tables of the program: FILE below the folder of the sources says PAGE.
 * With TELEMETRY_WRITE_REFERENCE in the environment it is written first, as TEST, meson's name, tells. */
static inline void
reference_page_check (const char *file, const char *page, const char *test)
{
  g_autofree char *path = g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), file, NULL), *written = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("TELEMETRY_WRITE_REFERENCE")) {
    g_file_set_contents (path, page, -1, &error);
    g_assert_no_error (error);
  }
  g_file_get_contents (path, &written, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s: write it anew with TELEMETRY_WRITE_REFERENCE=1 meson test -C build %s", file, test);
  g_assert_cmpstr (written, ==, page);
}
