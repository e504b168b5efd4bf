/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/ephemeris.h"

struct _TlmEphemeris {
  TlmInstant first, last;
};

void
tlm_ephemeris_free (TlmEphemeris *ephemeris)
{
  g_free (ephemeris);
}

gboolean
tlm_ephemeris_span (const TlmEphemeris *ephemeris, TlmInstant *first, TlmInstant *last)
{
  g_return_val_if_fail (ephemeris != NULL, FALSE);
  *first = ephemeris->first;
  *last = ephemeris->last;
  return TRUE;
}
