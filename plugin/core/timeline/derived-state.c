/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/derived-state.h"

static const TlmStateSource *
source_at (const GArray *states, guint index)
{
  return &g_array_index (states, TlmStateSource, index);
}

static void
shift (TlmEphemerisState *state, TlmDuration offset_ns)
{
  state->instant += offset_ns;
  if (state->epoch != TLM_TIME_NONE)
    state->epoch += offset_ns;
}

static gboolean
state_of (const TlmStateSource *source, TlmInstant instant, TlmEphemerisState *out)
{
  if (!tlm_ephemeris_state (source->ephemeris, instant - source->offset_ns, out))
    return FALSE;
  shift (out, source->offset_ns);
  return TRUE;
}

gboolean
tlm_derived_state_at (const GArray *states, TlmInstant instant, TlmEphemerisState *out)
{
  if (instant == TLM_TIME_NONE)
    return FALSE;
  for (guint i = 0; i < states->len; i++)
    if (state_of (source_at (states, i), instant, out))
      return TRUE;
  return FALSE;
}

gboolean
tlm_derived_last_state (const GArray *states, TlmInstant instant, TlmEphemerisState *out)
{
  gboolean found = FALSE;

  if (instant == TLM_TIME_NONE)
    return FALSE;
  if (tlm_derived_state_at (states, instant, out))
    return TRUE;
  for (guint i = 0; i < states->len; i++) {
    const TlmStateSource *source = source_at (states, i);
    TlmEphemerisState last;
    if (!tlm_ephemeris_last_before (source->ephemeris, instant - source->offset_ns, &last))
      continue;
    shift (&last, source->offset_ns);
    if (!found || last.instant > out->instant)
      *out = last;
    found = TRUE;
  }
  return found;
}

static gboolean
span_of (const TlmStateSource *source, TlmInstant *first, TlmInstant *last)
{
  if (!tlm_ephemeris_span (source->ephemeris, first, last))
    return FALSE;
  *first += source->offset_ns;
  *last += source->offset_ns;
  return TRUE;
}

gboolean
tlm_derived_first_state (const GArray *states, TlmEphemerisState *out)
{
  TlmInstant first, last;

  for (guint i = 0; i < states->len; i++)
    if (span_of (source_at (states, i), &first, &last) &&
        state_of (source_at (states, i), first, out))
      return TRUE;
  return FALSE;
}

gboolean
tlm_derived_states_span (const GArray *states, TlmInstant *first, TlmInstant *last)
{
  TlmInstant from, to;
  gboolean any = FALSE;

  for (guint i = 0; i < states->len; i++) {
    if (!span_of (source_at (states, i), &from, &to))
      continue;
    *first = any ? MIN (*first, from) : from;
    *last = any ? MAX (*last, to) : to;
    any = TRUE;
  }
  return any;
}
