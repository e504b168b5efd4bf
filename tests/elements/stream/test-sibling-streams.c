/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/sibling-streams.h"

static void
test_ids (void)
{
  static const struct { const char *a, *b; gboolean siblings; } cases[] = {
    { "7d1ab5/00000041", "7d1ab5/00000042", TRUE },       /* tsdemux */
    { "7d1ab5/001", "7d1ab5/002", TRUE },                 /* qtdemux */
    { "7d1ab5/00000041/x", "7d1ab5/00000041/y", TRUE },
    { "7d1ab5/00000041", "7d1ab5/00000041", FALSE },      /* one stream, by a tee */
    { "7d1ab5/00000041", "7d1ab5", FALSE },               /* what was demultiplexed, beside it */
    { "7d1ab5/00000041", "9e0c12/00000042", FALSE },
    { "7d1ab5/00000041/x", "7d1ab5/00000042", FALSE },
    { "7d1ab5", "9e0c12", FALSE }, { "/a", "/b", FALSE }, { "", "", FALSE },
    { NULL, "7d1ab5/00000042", FALSE }, { NULL, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_cmpint (gst_telemetry_stream_ids_are_siblings (cases[i].a, cases[i].b), ==,
        cases[i].siblings);
    g_assert_cmpint (gst_telemetry_stream_ids_are_siblings (cases[i].b, cases[i].a), ==,
        cases[i].siblings);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sibling-streams/ids", test_ids);
  return g_test_run ();
}
