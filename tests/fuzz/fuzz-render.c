/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz/target.h"

const FuzzSet *const fuzz_sets[] = { &fuzz_render_texts, &fuzz_overlays, &fuzz_writers, NULL };

/* Each has something in it. */
void
fuzz_check_sets (void)
{
  for (guint i = 0; fuzz_sets[i]; i++)
    g_assert_cmpuint (fuzz_sets[i]->n, >, 0);
}
