/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/limits.h"
#include "inspect.h"

void
inspect_print_limits_help (FILE *out)
{
  fputs ("What files from anybody may cost. --limit NAME=VALUE (limits=NAME=VALUE of the elements) sets one, up to\n"
      "what stands behind it in brackets; VALUE is a whole number, or one with k, M or G behind it (of 1024).\n\n",
      out);
  for (guint i = 0; i < TLM_N_LIMITS; i++) {
    const TlmLimit *row = tlm_limit_row (i);
    fprintf (out, "  %s=%" G_GUINT64_FORMAT " %s (%" G_GUINT64_FORMAT ")\n      %s\n", row->name, tlm_limit (i),
        row->unit, row->most, row->bounds);
  }
}
