/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/ephemeris-table.h"

#include <stdlib.h>

#include "core/base/error.h"
#include "core/space/interpolate.h"

/* Two neighbours further apart than this many median steps have a gap between. */
#define GAP_STEPS 3
#define GAP_MIN (2 * TLM_SECOND)

#define NO_VECTOR ((TlmVec3) { NAN, NAN, NAN })

/* One segment. A node is an epoch and STRIDE vectors: position, then velocity
 * and acceleration where there are any. */
typedef struct {
  TlmEphemerisSegment info;
  gboolean has_velocity, has_acceleration;
  guint stride;
  GArray *epochs;              /* TlmInstant */
  GArray *vectors;             /* TlmVec3 */
  TlmDuration step_ns;         /* median */
  TlmInstant start, stop;      /* where it holds; start > stop: nowhere */
} Segment;

/* Nodes FIRST to FIRST + N - 1 of a segment, no gap among them. */
typedef struct {
  const Segment *segment;
  gsize first, n;
  TlmInstant start, stop;      /* where states are given */
} Run;

struct _TlmEphemerisTable {
  GPtrArray *segments;         /* Segment *, in the order they came */
  GArray *runs;                /* Run, by start */
  gsize n_states;
  gboolean sealed;
};

static void
segment_free (gpointer data)
{
  Segment *segment = data;

  g_array_unref (segment->epochs);
  g_array_unref (segment->vectors);
  g_free (segment);
}

TlmEphemerisTable *
tlm_ephemeris_table_new (void)
{
  TlmEphemerisTable *table = g_new0 (TlmEphemerisTable, 1);

  table->segments = g_ptr_array_new_with_free_func (segment_free);
  table->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  return table;
}

void
tlm_ephemeris_table_free (TlmEphemerisTable *table)
{
  g_ptr_array_unref (table->segments);
  g_array_unref (table->runs);
  g_free (table);
}

void
tlm_ephemeris_table_begin (TlmEphemerisTable *table, const TlmEphemerisSegment *info)
{
  Segment *segment = g_new0 (Segment, 1);

  segment->info = *info;
  if (!segment->info.centre)
    segment->info.centre = tlm_body_earth ();
  segment->epochs = g_array_new (FALSE, FALSE, sizeof (TlmInstant));
  segment->vectors = g_array_new (FALSE, FALSE, sizeof (TlmVec3));
  g_ptr_array_add (table->segments, segment);
}

static inline TlmInstant
epoch_at (const Segment *segment, gsize node)
{
  return g_array_index (segment->epochs, TlmInstant, node);
}

static inline const TlmVec3 *
vectors_at (const Segment *segment, gsize node)
{
  return &g_array_index (segment->vectors, TlmVec3, node * segment->stride);
}

static gboolean
is_finite (TlmVec3 a)
{
  return isfinite (a.x) && isfinite (a.y) && isfinite (a.z);
}

static gboolean
check_node (const Segment *segment, const TlmState *state, const TlmVec3 *acceleration,
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
  Segment *segment = g_ptr_array_index (table->segments, table->segments->len - 1);

  if (!check_node (segment, state, acceleration, error))
    return FALSE;
  if (segment->epochs->len > 0 && instant <= epoch_at (segment, segment->epochs->len - 1)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
        "found a time that is not after the one before, expected times in increasing order");
    return FALSE;
  }
  if (table->n_states >= TLM_EPHEMERIS_MAX_STATES) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "found more than %" G_GSIZE_FORMAT
        " states, expected no more", TLM_EPHEMERIS_MAX_STATES);
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

static int
compare_durations (const void *a, const void *b)
{
  TlmDuration x = *(const TlmDuration *) a, y = *(const TlmDuration *) b;

  return (x > y) - (x < y);
}

static TlmDuration
median_step (const Segment *segment)
{
  guint n = segment->epochs->len;
  g_autofree TlmDuration *steps = NULL;

  if (n < 2)
    return 0;
  steps = g_new (TlmDuration, n - 1);
  for (guint i = 0; i + 1 < n; i++)
    steps[i] = epoch_at (segment, i + 1) - epoch_at (segment, i);
  qsort (steps, n - 1, sizeof *steps, compare_durations);
  return steps[(n - 1) / 2];
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

static void
seal_segment (Segment *segment)
{
  const TlmEphemerisSegment *info = &segment->info;
  guint n = segment->epochs->len;

  segment->epochs = trim (segment->epochs, sizeof (TlmInstant));
  segment->vectors = trim (segment->vectors, sizeof (TlmVec3));
  segment->step_ns = median_step (segment);
  segment->start = 1;
  segment->stop = 0;
  if (n == 0)
    return;
  segment->start = epoch_at (segment, 0);
  segment->stop = epoch_at (segment, n - 1);
  if (info->useable_start != TLM_TIME_NONE)
    segment->start = MAX (segment->start, info->useable_start);
  if (info->useable_stop != TLM_TIME_NONE)
    segment->stop = MIN (segment->stop, info->useable_stop);
}

static int
compare_segments (gconstpointer a, gconstpointer b)
{
  const Segment *x = *(Segment *const *) a, *y = *(Segment *const *) b;

  return (x->start > y->start) - (x->start < y->start);
}

/* Cuts each segment off where the next one begins. */
static GPtrArray *
segments_in_time (const TlmEphemerisTable *table)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < table->segments->len; i++) {
    Segment *segment = g_ptr_array_index (table->segments, i);
    if (segment->start <= segment->stop)
      g_ptr_array_add (sorted, segment);
  }
  g_ptr_array_sort (sorted, compare_segments);
  for (guint i = 0; i + 1 < sorted->len; i++) {
    Segment *segment = g_ptr_array_index (sorted, i);
    const Segment *next = g_ptr_array_index (sorted, i + 1);
    segment->stop = MIN (segment->stop, next->start);
  }
  return sorted;
}

static void
add_run (TlmEphemerisTable *table, const Segment *segment, gsize first, gsize end)
{
  Run run = { segment, first, end - first,
    MAX (segment->start, epoch_at (segment, first)),
    MIN (segment->stop, epoch_at (segment, end - 1)) };

  if (run.start <= run.stop && (run.n > 1 || segment->has_velocity))
    g_array_append_val (table->runs, run);
}

static void
split_at_gaps (TlmEphemerisTable *table, const Segment *segment)
{
  TlmDuration gap = MAX (GAP_STEPS * segment->step_ns, GAP_MIN);
  gsize first = 0, n = segment->epochs->len;

  for (gsize i = 1; i <= n; i++) {
    if (i < n && epoch_at (segment, i) - epoch_at (segment, i - 1) <= gap)
      continue;
    add_run (table, segment, first, i);
    first = i;
  }
}

void
tlm_ephemeris_table_seal (TlmEphemerisTable *table)
{
  g_autoptr (GPtrArray) sorted = NULL;

  if (table->sealed)
    return;
  table->sealed = TRUE;
  for (guint i = 0; i < table->segments->len; i++)
    seal_segment (g_ptr_array_index (table->segments, i));
  sorted = segments_in_time (table);
  for (guint i = 0; i < sorted->len; i++)
    split_at_gaps (table, g_ptr_array_index (sorted, i));
}

/* The last run that begins at or before T, or NULL. */
static const Run *
find_run (const TlmEphemerisTable *table, TlmInstant instant)
{
  guint low = 0, high = table->runs->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index (table->runs, Run, middle).start <= instant)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? &g_array_index (table->runs, Run, low - 1) : NULL;
}

/* The last node of RUN at or before T, which lies within it. */
static gsize
find_node (const Run *run, TlmInstant instant)
{
  gsize low = run->first, high = run->first + run->n;

  while (low < high) {
    gsize middle = low + (high - low) / 2;
    if (epoch_at (run->segment, middle) <= instant)
      low = middle + 1;
    else
      high = middle;
  }
  return low - 1;
}

static TlmEphemerisMethod
method_of (const Segment *segment)
{
  if (!segment->has_velocity && segment->info.method != TLM_EPHEMERIS_LINEAR)
    return TLM_EPHEMERIS_LAGRANGE;
  return segment->info.method == TLM_EPHEMERIS_DEFAULT ? TLM_EPHEMERIS_HERMITE
      : segment->info.method;
}

static guint
wanted_nodes (const Segment *segment)
{
  guint degree = MIN (segment->info.degree, 2 * TLM_EPHEMERIS_MAX_NODES - 1), n;

  if (segment->info.method == TLM_EPHEMERIS_DEFAULT)
    return TLM_EPHEMERIS_DEFAULT_NODES;
  if (segment->info.method == TLM_EPHEMERIS_LINEAR)
    return 2;
  n = method_of (segment) == TLM_EPHEMERIS_HERMITE ? degree / 2 + 1 : degree + 1;
  return CLAMP (n, 2, TLM_EPHEMERIS_MAX_NODES);
}

/* The nodes around an instant, gathered by kind. */
typedef struct {
  guint n;
  double times_s[TLM_INTERPOLATE_MAX_NODES];   /* from the instant */
  TlmVec3 vectors[3][TLM_INTERPOLATE_MAX_NODES];
} Stencil;

/* As many nodes on either side as there are; an odd one on the nearer side. */
static void
gather (const Run *run, TlmInstant instant, Stencil *stencil)
{
  const Segment *segment = run->segment;
  guint n = (guint) MIN ((gsize) wanted_nodes (segment), run->n);
  gsize node = find_node (run, instant), first, before = (n - 1) / 2;

  if (n % 2 == 1 && node + 1 < run->first + run->n
      && epoch_at (segment, node + 1) - instant < instant - epoch_at (segment, node))
    node++;
  first = node - run->first > before ? node - before : run->first;
  first = MIN (first, run->first + run->n - n);
  stencil->n = n;
  for (guint i = 0; i < n; i++) {
    const TlmVec3 *vectors = vectors_at (segment, first + i);

    stencil->times_s[i] = tlm_duration_to_s (epoch_at (segment, first + i) - instant);
    for (guint kind = 0; kind < segment->stride; kind++)
      stencil->vectors[kind][i] = vectors[kind];
  }
}

static void
interpolate (const Segment *segment, const Stencil *stencil, TlmEphemerisState *out)
{
  TlmEphemerisMethod method = method_of (segment);
  TlmPolynomialValue position, velocity;

  if (method == TLM_EPHEMERIS_HERMITE) {
    position = tlm_hermite_interpolate (stencil->n, stencil->times_s, stencil->vectors[0],
        stencil->vectors[1], 0.0);
    velocity = (TlmPolynomialValue) { .value = position.rate, .rate = position.rate2 };
  } else {
    position = tlm_lagrange_interpolate (stencil->n, stencil->times_s, stencil->vectors[0], 0.0);
    velocity = (TlmPolynomialValue) { .value = position.rate, .rate = position.rate2 };
    if (segment->has_velocity)
      velocity = tlm_lagrange_interpolate (stencil->n, stencil->times_s, stencil->vectors[1], 0.0);
  }
  out->state = (TlmState) { position.value, velocity.value };
  out->acceleration_m_s2 = method == TLM_EPHEMERIS_LINEAR || stencil->n < 2 ? NO_VECTOR
      : velocity.rate;
  if (segment->has_acceleration) {
    TlmVec3 tabulated = tlm_lagrange_interpolate (stencil->n, stencil->times_s,
        stencil->vectors[segment->stride - 1], 0.0).value;
    if (is_finite (tabulated))
      out->acceleration_m_s2 = tabulated;
  }
}

/* Nobody measured what came after the table was made. */
static gboolean
is_after (const Segment *segment, TlmInstant instant)
{
  return segment->info.created != TLM_TIME_NONE && instant > segment->info.created;
}

static gboolean
run_state (const Run *run, TlmInstant instant, TlmEphemerisState *out)
{
  const Segment *segment = run->segment;
  Stencil stencil;
  TlmEphemerisState state = { .instant = instant, .frame = segment->info.frame,
    .centre = segment->info.centre, .origin = TLM_EPHEMERIS_INTERPOLATED,
    .is_predicted = is_after (segment, instant), .epoch = TLM_TIME_NONE, .step_ns = segment->step_ns };

  gather (run, instant, &stencil);
  interpolate (segment, &stencil, &state);
  if (!is_finite (state.state.position_m) || !is_finite (state.state.velocity_m_s))
    return FALSE;
  *out = state;
  return TRUE;
}

gboolean
tlm_ephemeris_table_state (const TlmEphemerisTable *table, TlmInstant instant,
    TlmEphemerisState *out)
{
  const Run *run = find_run (table, instant);

  return run && instant <= run->stop && run_state (run, instant, out);
}

gboolean
tlm_ephemeris_table_last_before (const TlmEphemerisTable *table, TlmInstant instant,
    TlmEphemerisState *out)
{
  const Run *run = find_run (table, instant);

  return run && run_state (run, MIN (instant, run->stop), out);
}

gboolean
tlm_ephemeris_table_span (const TlmEphemerisTable *table, TlmInstant *first, TlmInstant *last)
{
  if (table->runs->len == 0)
    return FALSE;
  *first = g_array_index (table->runs, Run, 0).start;
  *last = g_array_index (table->runs, Run, table->runs->len - 1).stop;
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
  const Segment *segment;

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
  const Segment *segment;
  const TlmVec3 *vectors;

  if (index >= table->segments->len)
    return FALSE;
  segment = g_ptr_array_index (table->segments, index);
  if (node >= segment->epochs->len)
    return FALSE;
  vectors = vectors_at (segment, node);
  *out = (TlmEphemerisState) {
    .state = { vectors[0], segment->has_velocity ? vectors[1] : NO_VECTOR },
    .acceleration_m_s2 = segment->has_acceleration ? vectors[segment->stride - 1] : NO_VECTOR,
    .instant = epoch_at (segment, node), .frame = segment->info.frame,
    .is_predicted = is_after (segment, epoch_at (segment, node)), .epoch = TLM_TIME_NONE,
    .centre = segment->info.centre, .step_ns = segment->step_ns };
  return TRUE;
}

gsize
tlm_ephemeris_table_bytes (const TlmEphemerisTable *table)
{
  gsize bytes = sizeof *table + table->runs->len * sizeof (Run);

  for (guint i = 0; i < table->segments->len; i++) {
    const Segment *segment = g_ptr_array_index (table->segments, i);
    bytes += sizeof *segment + segment->epochs->len * sizeof (TlmInstant)
        + segment->vectors->len * sizeof (TlmVec3);
  }
  return bytes;
}
