/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/gopro/gpmf-starts.h"

#define MAX_STARTS 86400

void
tlm_gpmf_starts_add (TlmGpmfStarts *starts, TlmInstant start)
{
  guint at;

  g_return_if_fail (starts != NULL);
  if (!starts->sorted)
    starts->sorted = g_array_new (FALSE, FALSE, sizeof (TlmInstant));
  if (starts->sorted->len >= MAX_STARTS)
    return;
  at = starts->sorted->len;
  while (at > 0 && g_array_index (starts->sorted, TlmInstant, at - 1) > start)
    at--;
  g_array_insert_val (starts->sorted, at, start);
}

TlmInstant
tlm_gpmf_starts_median (const TlmGpmfStarts *starts)
{
  g_return_val_if_fail (starts != NULL, TLM_TIME_NONE);
  return starts->sorted ? g_array_index (starts->sorted, TlmInstant, starts->sorted->len / 2) :
      TLM_TIME_NONE;
}

void
tlm_gpmf_starts_clear (TlmGpmfStarts *starts)
{
  g_clear_pointer (&starts->sorted, g_array_unref);
}
