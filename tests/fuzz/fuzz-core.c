/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/registry.h"
#include "fuzz/target.h"

const FuzzSet *const fuzz_sets[] = { &fuzz_decoders, &fuzz_core_texts, &fuzz_core_edits, &fuzz_core_timelines, NULL };

/* Each decoder has a target of its name. */
void
fuzz_check_sets (void)
{
  gsize n;
  const TlmDecoder *const *table = tlm_decoder_table (&n);

  for (gsize i = 0; i < n; i++) {
    const FuzzTarget *target = fuzz_target_by_name (table[i]->name);
    g_assert_nonnull (target);
    g_assert_cmpstr (target->decoder, ==, table[i]->name);
  }
}
