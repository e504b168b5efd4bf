/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/glyphs.h"

static void
test_missing (void)
{
  g_autofree char *missing = tlr_glyphs_explain_missing (NULL);

  if (missing) {
    g_test_skip ("this machine has no fonts");
    return;
  }
  g_assert_true (tlr_glyphs_are_there ("T+ 00:01:12 km/h"));
  /* Private use, of plane 16: nobody's. */
  g_assert_false (tlr_glyphs_are_there ("km \xf4\x8f\xbf\xbd"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/glyphs/missing", test_missing);
  return g_test_run ();
}
