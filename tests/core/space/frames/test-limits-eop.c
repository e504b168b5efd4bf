/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib/gstdio.h>

#include "core/space/frames/eop.h"
#include "limits-reached.h"

static void
test_bytes (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("eop-XXXXXX", &path, NULL);

  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, "0123456789", 10, NULL));
  limit_set ("eop-bytes", 10);
  g_assert_null (tlm_eop_load (path, &error));
  g_assert_null (strstr (error->message, "limit"));
  g_clear_error (&error);
  limit_set ("eop-bytes", 9);
  g_assert_null (tlm_eop_load (path, &error));
  limit_assert_says (error->message, "eop-bytes", 9);
  g_unlink (path);
  tlm_limits_reset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits-eop/bytes", test_bytes);
  return g_test_run ();
}
