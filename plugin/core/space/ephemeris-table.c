/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/ephemeris-table.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/space/ephemeris-private.h"
#include "core/time/select.h"

#define NO_VECTOR ((TlmVec3) { NAN, NAN, NAN })

static void
segment_free (gpointer data)
{
  TlmSegment *segment = data;

  g_array_unref (segment->epochs);
  g_array_unref (segment->vectors);
  g_array_unref (segment->coasts);
  g_array_unref (segment->refusals);
  g_clear_pointer (&segment->steps, g_array_unref);
  g_free (segment->plans);
  g_free (segment);
}

TlmEphemerisTable *
tlm_ephemeris_table_new (void)
{
  TlmEphemerisTable *table = g_new0 (TlmEphemerisTable, 1);

  table->segments = g_ptr_array_new_with_free_func (segment_free);
  table->pieces = g_array_new (FALSE, FALSE, sizeof (TlmPiece));   /* until sealed */
  table->refusals = g_array_new (FALSE, FALSE, sizeof (TlmEphemerisRefusal));
  table->last = -1;
  table->most_states = tlm_limit (TLM_LIMIT_STATES);
  return table;
}

void
tlm_ephemeris_table_free (TlmEphemerisTable *table)
{
  g_ptr_array_unref (table->segments);
  g_array_unref (table->pieces);
  g_array_unref (table->refusals);
  g_free (table);
}

void
tlm_ephemeris_table_begin (TlmEphemerisTable *table, const TlmEphemerisSegment *info)
{
  TlmSegment *segment = g_new0 (TlmSegment, 1);

  segment->info = *info;
  if (!segment->info.centre)
    segment->info.centre = tlm_body_earth ();
  segment->epochs = g_array_new (FALSE, FALSE, sizeof (TlmInstant));
  segment->vectors = g_array_new (FALSE, FALSE, sizeof (TlmVec3));
  segment->coasts = g_array_new (FALSE, FALSE, sizeof (TlmSegmentCoast));
  segment->refusals = g_array_new (FALSE, FALSE, sizeof (TlmSegmentRefusal));
  g_ptr_array_add (table->segments, segment);
}

static gboolean
is_finite (TlmVec3 a)
{
  return isfinite (a.x) && isfinite (a.y) && isfinite (a.z);
}

static gboolean
check_node (const TlmSegment *segment, const TlmState *state, const TlmVec3 *acceleration,
    GError **error)
{
  gboolean has_velocity = !isnan (state->velocity_m_s.x);

  if (!is_finite (state->position_m) || (has_velocity && !is_finite (state->velocity_m_s))
      || (acceleration && !is_finite (*acceleration))) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE,
        "found a state that is not a finite number, expected numbers");
    return FALSE;
  }
  if (segment->epochs->len > 0 && has_velocity != segment->has_velocity) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "found a state with%s velocity, expected all "
        "states of a segment to have one or none", has_velocity ? "" : "out");
    return FALSE;
  }
  return TRUE;
}

gboolean
tlm_ephemeris_table_append (TlmEphemerisTable *table, TlmInstant instant, const TlmState *state,
    const TlmVec3 *acceleration, GError **error)
{
  TlmSegment *segment = g_ptr_array_index (table->segments, table->segments->len - 1);

  if (!check_node (segment, state, acceleration, error))
    return FALSE;
  if (segment->epochs->len > 0
      && instant <= tlm_segment_epoch (segment, segment->epochs->len - 1)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
        "found a time that is not after the one before, expected times in increasing order");
    return FALSE;
  }
  if (table->n_states >= table->most_states) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "found more states: %s",
        tlm_limit_said_of (TLM_LIMIT_STATES, table->most_states));
    return FALSE;
  }
  if (segment->epochs->len == 0) {
    segment->has_velocity = !isnan (state->velocity_m_s.x);
    segment->has_acceleration = acceleration != NULL;
    segment->stride = 1u + !!segment->has_velocity + !!segment->has_acceleration;
  }
  g_array_append_val (segment->epochs, instant);
  g_array_append_val (segment->vectors, state->position_m);
  if (segment->has_velocity)
    g_array_append_val (segment->vectors, state->velocity_m_s);
  if (segment->has_acceleration) {
    TlmVec3 kept = acceleration ? *acceleration : NO_VECTOR;
    g_array_append_val (segment->vectors, kept);
  }
  table->n_states++;
  return TRUE;
}

static TlmDuration
median_step (const TlmSegment *segment)
{
  guint n = segment->epochs->len;
  g_autofree TlmDuration *steps = NULL;

  if (n < 2)
    return 0;
  steps = g_new (TlmDuration, n - 1);
  for (guint i = 0; i + 1 < n; i++)
    steps[i] = tlm_segment_epoch (segment, i + 1) - tlm_segment_epoch (segment, i);
  return tlm_select_duration (steps, n - 1, (n - 1) / 2);
}

/* Gives over-allocated memory back. */
static GArray *
trim (GArray *array, guint element_size)
{
  GArray *exact = g_array_sized_new (FALSE, FALSE, element_size, array->len);

  if (array->len > 0)
    g_array_append_vals (exact, array->data, array->len);
  g_array_unref (array);
  return exact;
}

void
tlm_segment_limit (TlmSegment *segment)
{
  const TlmEphemerisSegment *info = &segment->info;
  guint n = segment->epochs->len;

  segment->start = 1;
  segment->stop = 0;
  if (n == 0)
    return;
  segment->start = tlm_segment_epoch (segment, 0);
  segment->stop = tlm_segment_epoch (segment, n - 1);
  if (info->useable_start != TLM_TIME_NONE)
    segment->start = MAX (segment->start, info->useable_start);
  if (info->useable_stop != TLM_TIME_NONE)
    segment->stop = MIN (segment->stop, info->useable_stop);
}

static void
seal_segment (TlmSegment *segment)
{
  segment->epochs = trim (segment->epochs, sizeof (TlmInstant));
  segment->vectors = trim (segment->vectors, sizeof (TlmVec3));
  segment->step_ns = median_step (segment);
  tlm_segment_limit (segment);
  tlm_segment_plan (segment);
}

/* Nobody measured what came after the table was made. */
static gboolean
is_after (const TlmSegment *segment, TlmInstant instant)
{
  return segment->info.created != TLM_TIME_NONE && instant > segment->info.created;
}

static gboolean
piece_state (const TlmPiece *piece, TlmInstant instant, TlmEphemerisState *out)
{
  const TlmSegment *segment = piece->segment;
  TlmEphemerisState state = { .instant = instant, .frame = segment->info.frame,
    .centre = segment->info.centre,
    .step_ns = segment->info.longest_gap_ns > 0 ? segment->info.longest_gap_ns / 2 : segment->step_ns,
    .origin = segment->info.is_measured ? TLM_EPHEMERIS_MEASURED : TLM_EPHEMERIS_INTERPOLATED,
    .is_predicted = is_after (segment, instant), .epoch = TLM_TIME_NONE };

  if (instant > piece->stop || !tlm_segment_state (segment, instant, &state))
    return FALSE;
  *out = state;
  return TRUE;
}

gboolean
tlm_ephemeris_table_state (const TlmEphemerisTable *table, TlmInstant instant,
    TlmEphemerisState *out)
{
  const TlmPiece *piece = tlm_pieces_find (table->pieces, instant);

  return piece && piece_state (piece, instant, out);
}

gboolean
tlm_ephemeris_table_last_before (const TlmEphemerisTable *table, TlmInstant instant,
    TlmEphemerisState *out)
{
  const TlmPiece *piece = tlm_pieces_find (table->pieces, instant);
  TlmInstant last;

  if (!piece)
    return FALSE;
  if (piece_state (piece, instant, out))
    return TRUE;
  if (!piece->segment->info.is_measured)
    return FALSE;
  last = MIN (instant, piece->stop);
  if (piece_state (piece, last, out))
    return TRUE;
  last = tlm_segment_epoch (piece->segment, tlm_segment_find (piece->segment, last));
  return last >= piece->start && piece_state (piece, last, out);
}

/* The first or, going back, the last instant of a piece that has a state. FALSE, EDGE
 * untouched, for none. */
static gboolean
edge_of_piece (const TlmPiece *piece, gboolean going_back, TlmInstant *edge)
{
  const TlmSegment *segment = piece->segment;
  gsize low = tlm_segment_find (segment, piece->start);
  gsize high = tlm_segment_find (segment, piece->stop);
  TlmInstant at = going_back ? piece->stop : piece->start;
  TlmEphemerisState state;

  for (gsize i = low; i <= high + 1; i++) {
    if (at >= piece->start && piece_state (piece, at, &state)) {
      *edge = at;
      return TRUE;
    }
    if (i <= high)
      at = tlm_segment_epoch (segment, going_back ? high + low - i : i);
  }
  return FALSE;
}

static void
find_span (TlmEphemerisTable *table)
{
  guint n = table->pieces->len;

  for (guint i = 0; i < n; i++)
    if (edge_of_piece (&g_array_index (table->pieces, TlmPiece, i), FALSE, &table->first))
      break;
  for (guint i = n; i-- > 0;)
    if (edge_of_piece (&g_array_index (table->pieces, TlmPiece, i), TRUE, &table->last))
      break;
}

void
tlm_ephemeris_table_set_longest_gap (TlmEphemerisTable *table, TlmDuration longest_ns)
{
  for (guint i = 0; i < table->segments->len; i++) {
    TlmSegment *segment = table->segments->pdata[i];
    if (segment->info.is_measured)
      segment->info.longest_gap_ns = longest_ns;
  }
}

void
tlm_ephemeris_table_seal (TlmEphemerisTable *table)
{
  if (table->sealed)
    return;
  table->sealed = TRUE;
  for (guint i = 0; i < table->segments->len; i++)
    seal_segment (g_ptr_array_index (table->segments, i));
  tlm_ephemeris_table_join (table);
}

void
tlm_ephemeris_table_join (TlmEphemerisTable *table)
{
  g_array_unref (table->pieces);
  table->pieces = tlm_pieces_new (table->segments);
  table->first = 0;
  table->last = -1;
  g_array_set_size (table->refusals, 0);
  find_span (table);
  for (guint i = 0; i < table->pieces->len; i++)
    tlm_piece_refusals (&g_array_index (table->pieces, TlmPiece, i), table->refusals);
}

const GArray *
tlm_ephemeris_table_refusals (const TlmEphemerisTable *table)
{
  return table->refusals;
}

gboolean
tlm_ephemeris_table_span (const TlmEphemerisTable *table, TlmInstant *first, TlmInstant *last)
{
  if (table->first > table->last)
    return FALSE;
  *first = table->first;
  *last = table->last;
  return TRUE;
}

guint
tlm_ephemeris_table_n_segments (const TlmEphemerisTable *table)
{
  return table->segments->len;
}

const TlmEphemerisSegment *
tlm_ephemeris_table_segment (const TlmEphemerisTable *table, guint index, gsize *n_nodes,
    TlmDuration *step_ns)
{
  const TlmSegment *segment;

  if (index >= table->segments->len)
    return NULL;
  segment = g_ptr_array_index (table->segments, index);
  if (n_nodes)
    *n_nodes = segment->epochs->len;
  if (step_ns)
    *step_ns = segment->step_ns;
  return &segment->info;
}

gboolean
tlm_ephemeris_table_node (const TlmEphemerisTable *table, guint index, gsize node,
    TlmEphemerisState *out)
{
  const TlmSegment *segment;
  const TlmVec3 *vectors;

  if (index >= table->segments->len)
    return FALSE;
  segment = g_ptr_array_index (table->segments, index);
  if (node >= segment->epochs->len)
    return FALSE;
  vectors = tlm_segment_vectors (segment, node);
  *out = (TlmEphemerisState) {
    .state = { vectors[0], segment->has_velocity ? vectors[1] : NO_VECTOR },
    .acceleration_m_s2 = segment->has_acceleration ? vectors[segment->stride - 1] : NO_VECTOR,
    .instant = tlm_segment_epoch (segment, node), .frame = segment->info.frame,
    .is_predicted = is_after (segment, tlm_segment_epoch (segment, node)), .epoch = TLM_TIME_NONE,
    .centre = segment->info.centre, .step_ns = segment->step_ns };
  return TRUE;
}

gsize
tlm_ephemeris_table_bytes (const TlmEphemerisTable *table)
{
  gsize bytes = sizeof *table + table->pieces->len * sizeof (TlmPiece) +
      table->refusals->len * sizeof (TlmEphemerisRefusal);

  for (guint i = 0; i < table->segments->len; i++) {
    const TlmSegment *segment = g_ptr_array_index (table->segments, i);
    bytes += sizeof *segment + segment->epochs->len * (sizeof (TlmInstant) + sizeof (TlmPlan))
        + segment->vectors->len * sizeof (TlmVec3) + segment->coasts->len * sizeof (TlmSegmentCoast)
        + segment->refusals->len * sizeof (TlmSegmentRefusal);
  }
  return bytes;
}
