/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Against a sort. */
#include <stdlib.h>
#include <string.h>

#include "core/time/select.h"

#define MOST 3000

static int
compare (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
test_as_sorted (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  static gint64 durations[MOST], sorted[MOST];

  for (guint round = 0; round < 2000; round++) {
    gsize n = (gsize) g_rand_int_range (rand, 1, round % 10 == 0 ? MOST : 40);
    gint32 kinds = g_rand_int_range (rand, 1, round % 2 ? 4 : 1000000);
    gsize k = (gsize) g_rand_int_range (rand, 0, (gint32) n);
    for (gsize i = 0; i < n; i++)
      durations[i] = g_rand_int_range (rand, 0, kinds) - kinds / 2;
    memcpy (sorted, durations, n * sizeof *sorted);
    qsort (sorted, n, sizeof *sorted, compare);
    g_assert_cmpint (tlm_select_duration (durations, n, k), ==, sorted[k]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/select/as-sorted", test_as_sorted);
  return g_test_run ();
}
