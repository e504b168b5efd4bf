/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of files with colons in them are names of files, also where they are read. */
#include <glib/gstdio.h>
#include <string.h>

#include "core/base/key-file.h"
#include "core/base/location.h"
#include "core/decode/registry.h"

static void
test_kinds (void)
{
  static const struct {
    const char *location;
    gboolean is_uri;
  } rows[] = {
    { "file:///tmp/a.csv", TRUE }, { "file:/tmp/a.csv", TRUE }, { "FILE:///tmp/a.csv", TRUE },
    { "resource:///org/a.csv", TRUE }, { "http://example.org/a.csv", TRUE }, { "data:,1", TRUE },
    { "sftp+ssh://h/a", TRUE }, { "a:b.csv", FALSE }, { "c:\\log.csv", FALSE }, { "log.csv", FALSE },
    { "run:1/x://y.csv", FALSE }, { "2024-05-04T09:00.csv", FALSE }, { "./a:b.csv", FALSE },
    { "/tmp/a:b.csv", FALSE }, { "filex:1", FALSE }, { "", FALSE }, { ":", FALSE }, { "://", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].location);
    g_assert_cmpint (tlm_location_is_uri (rows[i].location), ==, rows[i].is_uri);
  }
}

static void
test_own (void)
{
  g_assert_false (tlm_location_is_own ("webcast", ".layout"));
  g_assert_true (tlm_location_is_own ("./webcast", ".layout"));
  g_assert_true (tlm_location_is_own ("mine.layout", ".layout"));
  g_assert_false (tlm_location_is_own ("mine.profile", ".layout"));
}

static void
test_read (void)
{
  g_autofree char *folder = g_dir_make_tmp ("location-XXXXXX", NULL);
  g_autofree char *before = g_get_current_dir ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_chdir (folder), ==, 0);
  g_assert_true (g_file_set_contents ("a:b.csv", "t(s),altitude(m)\n0,1\n1,2\n", -1, NULL));
  g_assert_true (g_file_set_contents ("a:b.mission", "[mission]\nname=x\n", -1, NULL));
  g_autoptr (TlmLog) log = tlm_decode_file ("a:b.csv", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (log->n_good, ==, 2);
  TlmKeyFile *file = tlm_key_file_load ("a:b.mission", TLM_ERROR_MISSION, &error);
  g_assert_no_error (error);
  tlm_key_file_free (file);
  g_assert_null (tlm_decode_file ("b:a.csv", NULL, &error));
  g_assert_nonnull (strstr (error->message, "no such file"));
  g_unlink ("a:b.csv");
  g_unlink ("a:b.mission");
  g_assert_cmpint (g_chdir (before), ==, 0);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/location/kinds", test_kinds);
  g_test_add_func ("/location/own", test_own);
  g_test_add_func ("/location/read", test_read);
  return g_test_run ();
}
