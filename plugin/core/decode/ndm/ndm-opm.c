/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/ndm/ndm-internal.h"

/* From the last manoeuvre before EPOCH to the first after it. */
static gboolean
read_coast (const TlmNdm *ndm, TlmInstant epoch, TlmInstant *start, TlmInstant *stop,
    GError **error)
{
  for (guint i = 0; i < ndm->ignitions->len; i++) {
    TlmNdmBlock one = { 0 };
    TlmInstant at;

    one.values[TLM_NDM_MAN_EPOCH_IGNITION] = g_array_index (ndm->ignitions, TlmNdmValue, i);
    if (!tlm_ndm_block_time (&one, TLM_NDM_MAN_EPOCH_IGNITION, ndm->scale, 0, &at, error))
      return FALSE;
    if (at < epoch)
      *start = MAX (*start, at);
    else if (*stop == TLM_TIME_NONE || at < *stop)
      *stop = at;
  }
  return TRUE;
}

gboolean
tlm_ndm_opm_end (TlmNdm *ndm, guint line, GError **error)
{
  TlmInstant epoch, start = TLM_TIME_NONE, stop = TLM_TIME_NONE;
  TlmState state;

  if (!tlm_ndm_metadata (ndm, line, error)
      || !tlm_ndm_read_state (ndm, line, &epoch, &state, NULL, error)
      || !read_coast (ndm, epoch, &start, &stop, error))
    return FALSE;
  if (!tlm_ephemeris_add_orbit (ndm->vehicle->ephemeris, ndm->frame, ndm->centre, epoch, &state,
          start, stop, error)) {
    g_prefix_error (error, "line %u: ", ndm->block.values[TLM_NDM_X].line);
    return FALSE;
  }
  tlm_log_note (ndm->log, "%s: one state, propagated on its Keplerian orbit for one revolution "
      "at most: a prediction", ndm->vehicle->name);
  ndm->log->n_good++;
  return TRUE;
}
