/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/ephemeris.h"

#include "core/base/error.h"
#include "core/space/ephemeris-propagated-private.h"
#include "core/space/frames/earth.h"
#include "core/space/orbit/kepler.h"
#include "core/space/orbit/sgp4.h"

/* Position and velocity this near to parallel make no orbit but a fall. */
#define MIN_SINE 1e-6

static void
sgp4_free (gpointer sgp4)
{
  tlm_sgp4_free (sgp4);
}

TlmEphemeris *
tlm_ephemeris_new (void)
{
  TlmEphemeris *ephemeris = g_new0 (TlmEphemeris, 1);

  ephemeris->table = tlm_ephemeris_table_new ();
  ephemeris->elements = g_ptr_array_new_with_free_func (sgp4_free);
  ephemeris->orbits = g_array_new (FALSE, FALSE, sizeof (TlmSingleOrbit));
  ephemeris->predicted_after = TLM_EPHEMERIS_PREDICTED_AFTER;
  return ephemeris;
}

void
tlm_ephemeris_free (TlmEphemeris *ephemeris)
{
  if (!ephemeris)
    return;
  tlm_ephemeris_table_free (ephemeris->table);
  g_ptr_array_unref (ephemeris->elements);
  g_array_unref (ephemeris->orbits);
  g_free (ephemeris);
}

void
tlm_ephemeris_begin_segment (TlmEphemeris *ephemeris, const TlmEphemerisSegment *segment)
{
  g_return_if_fail (ephemeris && segment && segment->frame != TLM_FRAME_NONE);
  tlm_ephemeris_table_begin (ephemeris->table, segment);
}

gboolean
tlm_ephemeris_append (TlmEphemeris *ephemeris, TlmInstant instant, const TlmState *state,
    const TlmVec3 *acceleration_m_s2, GError **error)
{
  g_return_val_if_fail (ephemeris && state && instant != TLM_TIME_NONE, FALSE);
  g_return_val_if_fail (tlm_ephemeris_n_segments (ephemeris) > 0, FALSE);
  return tlm_ephemeris_table_append (ephemeris->table, instant, state, acceleration_m_s2, error);
}

gboolean
tlm_ephemeris_add_elements (TlmEphemeris *ephemeris, const TlmMeanElements *elements,
    GError **error)
{
  TlmSgp4 *sgp4;

  g_return_val_if_fail (ephemeris && elements, FALSE);
  sgp4 = tlm_sgp4_new (elements, error);
  if (!sgp4)
    return FALSE;
  g_ptr_array_add (ephemeris->elements, sgp4);
  return TRUE;
}

static gboolean
is_orbit (const TlmState *state)
{
  double r = tlm_vec3_norm (state->position_m), v = tlm_vec3_norm (state->velocity_m_s);
  double momentum = tlm_vec3_norm (tlm_vec3_cross (state->position_m, state->velocity_m_s));

  /* written so that NaN fails */
  return r > 0 && v > 0 && r < INFINITY && v < INFINITY && momentum > MIN_SINE * r * v;
}

gboolean
tlm_ephemeris_add_orbit (TlmEphemeris *ephemeris, TlmFrame frame, const TlmBody *centre,
    TlmInstant epoch, const TlmState *state, TlmInstant start, TlmInstant stop, GError **error)
{
  TlmSingleOrbit orbit = { frame, centre ? centre : tlm_body_earth (), epoch };
  TlmDuration reach;
  double period_s;

  g_return_val_if_fail (ephemeris && state && frame != TLM_FRAME_NONE, FALSE);
  g_return_val_if_fail (epoch != TLM_TIME_NONE, FALSE);
  orbit.state = *state;
  if (frame != TLM_FRAME_EME2000 && frame != TLM_FRAME_GCRF) {
    orbit.frame = TLM_FRAME_GCRF;
    tlm_frame_convert (frame, TLM_FRAME_GCRF, epoch, state, NULL, &orbit.state);
  }
  if (!is_orbit (&orbit.state)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "found a position and velocity that make no "
        "orbit, expected numbers away from the centre and not moving straight to or from it");
    return FALSE;
  }
  period_s = tlm_kepler_period_s (orbit.centre->gm_m3_s2, &orbit.state);
  reach = (TlmDuration) (MIN (period_s, tlm_duration_to_s (TLM_EPHEMERIS_ORBIT_REACH)) * 1e9);
  orbit.period = reach;
  orbit.start = start == TLM_TIME_NONE ? epoch - reach : MAX (start, epoch - reach);
  orbit.stop = stop == TLM_TIME_NONE ? epoch + reach : MIN (stop, epoch + reach);
  g_array_append_val (ephemeris->orbits, orbit);
  return TRUE;
}

static int
compare_elements (gconstpointer a, gconstpointer b)
{
  TlmInstant x = tlm_sgp4_get_elements (*(TlmSgp4 *const *) a)->epoch;
  TlmInstant y = tlm_sgp4_get_elements (*(TlmSgp4 *const *) b)->epoch;

  return (x > y) - (x < y);
}

static int
compare_orbits (gconstpointer a, gconstpointer b)
{
  const TlmSingleOrbit *x = a, *y = b;

  return (x->epoch > y->epoch) - (x->epoch < y->epoch);
}

void
tlm_ephemeris_set_longest_gap (TlmEphemeris *ephemeris, TlmDuration longest_ns)
{
  g_return_if_fail (ephemeris && longest_ns >= 0);
  tlm_ephemeris_table_set_longest_gap (ephemeris->table, longest_ns);
}

void
tlm_ephemeris_seal (TlmEphemeris *ephemeris)
{
  g_return_if_fail (ephemeris);
  tlm_ephemeris_table_seal (ephemeris->table);
  g_ptr_array_sort (ephemeris->elements, compare_elements);
  g_array_sort (ephemeris->orbits, compare_orbits);
}

static gboolean
is_table (const TlmEphemeris *ephemeris)
{
  return ephemeris->elements->len == 0 && ephemeris->orbits->len == 0;
}

gboolean
tlm_ephemeris_extend (TlmEphemeris *ephemeris, const TlmEphemeris *more, TlmDuration offset_ns)
{
  g_return_val_if_fail (ephemeris && more && ephemeris != more, FALSE);
  return is_table (ephemeris) && is_table (more)
      && tlm_ephemeris_table_extend (ephemeris->table, more->table, offset_ns);
}

gboolean
tlm_ephemeris_thin (TlmEphemeris *ephemeris, TlmInstant before, gsize budget)
{
  g_return_val_if_fail (ephemeris, FALSE);
  return is_table (ephemeris) && tlm_ephemeris_table_thin (ephemeris->table, before, budget);
}

gboolean
tlm_ephemeris_state (const TlmEphemeris *ephemeris, TlmInstant instant, TlmEphemerisState *out)
{
  g_return_val_if_fail (ephemeris && out, FALSE);
  if (instant == TLM_TIME_NONE)
    return FALSE;
  return tlm_ephemeris_table_state (ephemeris->table, instant, out)
      || tlm_ephemeris_propagated_state (ephemeris, instant, out);
}

gboolean
tlm_ephemeris_last_before (const TlmEphemeris *ephemeris, TlmInstant instant,
    TlmEphemerisState *out)
{
  g_return_val_if_fail (ephemeris && out, FALSE);
  if (instant == TLM_TIME_NONE)
    return FALSE;
  return tlm_ephemeris_state (ephemeris, instant, out)
      || tlm_ephemeris_table_last_before (ephemeris->table, instant, out);
}

gboolean
tlm_ephemeris_span (const TlmEphemeris *ephemeris, TlmInstant *first, TlmInstant *last)
{
  TlmInstant from = G_MAXINT64, to = G_MININT64, table_from, table_to;

  g_return_val_if_fail (ephemeris && first && last, FALSE);
  if (tlm_ephemeris_table_span (ephemeris->table, &table_from, &table_to)) {
    from = table_from;
    to = table_to;
  }
  tlm_ephemeris_propagated_span (ephemeris, &from, &to);
  if (from > to)
    return FALSE;
  *first = from;
  *last = to;
  return TRUE;
}

guint
tlm_ephemeris_n_segments (const TlmEphemeris *ephemeris)
{
  g_return_val_if_fail (ephemeris, 0);
  return tlm_ephemeris_table_n_segments (ephemeris->table);
}

guint
tlm_ephemeris_n_refusals (const TlmEphemeris *ephemeris)
{
  g_return_val_if_fail (ephemeris, 0);
  return tlm_ephemeris_table_refusals (ephemeris->table)->len;
}

const TlmEphemerisRefusal *
tlm_ephemeris_refusal (const TlmEphemeris *ephemeris, guint index)
{
  const GArray *refusals;

  g_return_val_if_fail (ephemeris, NULL);
  refusals = tlm_ephemeris_table_refusals (ephemeris->table);
  return index < refusals->len ? &g_array_index (refusals, TlmEphemerisRefusal, index) : NULL;
}

const TlmEphemerisSegment *
tlm_ephemeris_segment (const TlmEphemeris *ephemeris, guint index, gsize *n_nodes,
    TlmDuration *step_ns)
{
  g_return_val_if_fail (ephemeris, NULL);
  return tlm_ephemeris_table_segment (ephemeris->table, index, n_nodes, step_ns);
}

gboolean
tlm_ephemeris_node (const TlmEphemeris *ephemeris, guint segment, gsize node,
    TlmEphemerisState *out)
{
  g_return_val_if_fail (ephemeris && out, FALSE);
  return tlm_ephemeris_table_node (ephemeris->table, segment, node, out);
}

gsize
tlm_ephemeris_bytes (const TlmEphemeris *ephemeris)
{
  g_return_val_if_fail (ephemeris, 0);
  return sizeof *ephemeris + tlm_ephemeris_table_bytes (ephemeris->table);
}

const char *
tlm_ephemeris_method_name (TlmEphemerisMethod method)
{
  static const char *const names[] = { "default", "hermite", "linear", "lagrange" };

  return (guint) method < G_N_ELEMENTS (names) ? names[method] : "";
}

void
tlm_ephemeris_number_orbit (TlmEphemeris *ephemeris, TlmInstant node, gint64 number)
{
  g_return_if_fail (ephemeris != NULL);
  ephemeris->is_numbered = TRUE;
  ephemeris->numbered_node = node;
  ephemeris->number = number;
}

gboolean
tlm_ephemeris_numbered_orbit (const TlmEphemeris *ephemeris, TlmInstant *node, gint64 *number)
{
  g_return_val_if_fail (ephemeris != NULL && node != NULL && number != NULL, FALSE);
  if (!ephemeris->is_numbered)
    return FALSE;
  *node = ephemeris->numbered_node;
  *number = ephemeris->number;
  return TRUE;
}
