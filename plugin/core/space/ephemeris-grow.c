/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Measured states that come one after the other while they are asked for. What they say at
 * an instant hangs on the states around it alone, however they came: as they would all at
 * once. */
#include <string.h>

#include "core/space/ephemeris-private.h"

/* The segment of a table that can grow, or NULL. */
static TlmSegment *
growing (const TlmEphemerisTable *table)
{
  TlmSegment *segment = table->segments->len == 1 ? table->segments->pdata[0] : NULL;

  return segment && table->sealed && segment->info.is_measured && segment->epochs->len > 0 ?
      segment : NULL;
}

static gboolean
are_alike (const TlmSegment *a, const TlmSegment *b)
{
  return a->info.frame == b->info.frame && a->info.centre == b->info.centre &&
      a->info.useable_start == b->info.useable_start && a->info.useable_stop == b->info.useable_stop &&
      a->has_velocity == b->has_velocity && a->has_acceleration == b->has_acceleration;
}

/* Where a step goes among the sorted ones. */
static guint
place_of_step (const GArray *steps, TlmDuration step)
{
  guint low = 0, high = steps->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index (steps, TlmDuration, middle) <= step)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static int
compare_durations (gconstpointer a, gconstpointer b)
{
  TlmDuration x = *(const TlmDuration *) a, y = *(const TlmDuration *) b;

  return (x > y) - (x < y);
}

/* The median of all steps, of which those from interval FIRST on are new; 0: all are. */
static void
find_median (TlmSegment *segment, gsize first)
{
  gsize n = segment->epochs->len - 1;

  if (!segment->steps)
    segment->steps = g_array_new (FALSE, FALSE, sizeof (TlmDuration));
  if (segment->steps->len != first || first == 0) {
    g_array_set_size (segment->steps, 0);
    for (gsize i = 0; i < n; i++) {
      TlmDuration step = tlm_segment_step (segment, i);
      g_array_append_val (segment->steps, step);
    }
    g_array_sort (segment->steps, compare_durations);
  } else {
    for (gsize i = first; i < n; i++) {
      TlmDuration step = tlm_segment_step (segment, i);
      g_array_insert_val (segment->steps, place_of_step (segment->steps, step), step);
    }
  }
  segment->step_ns = n > 0 ? g_array_index (segment->steps, TlmDuration, n / 2) : 0;
}

/* Forgets what is refused from interval FIRST on. */
static void
forget_refusals (TlmSegment *segment, gsize first)
{
  GArray *refusals = segment->refusals;

  while (refusals->len > 0) {
    TlmSegmentRefusal *last = &g_array_index (refusals, TlmSegmentRefusal, refusals->len - 1);
    if (last->first < first) {
      last->last = MIN (last->last, first - 1);
      return;
    }
    g_array_set_size (refusals, refusals->len - 1);
  }
}

/* Room for the plans of N intervals, doubled when there is none. */
static void
make_room (TlmSegment *segment, gsize n)
{
  gsize room = (gsize) 1 << g_bit_storage (n);

  segment->plans = g_renew (TlmPlan, segment->plans, room);
}

/* Plans anew what hangs on nodes from FIRST on, which are new or have new neighbours. */
static void
settle (TlmEphemerisTable *table, TlmSegment *segment, gsize first)
{
  gsize n = segment->epochs->len - 1, interval = first > 0 ? first - 1 : 0;
  gsize from = interval - MIN (interval, TLM_SEGMENT_MEASURED_REACH);

  table->n_states = segment->epochs->len;
  find_median (segment, interval);
  tlm_segment_limit (segment);
  if (n > 0) {
    make_room (segment, n);
    forget_refusals (segment, from);
    tlm_segment_plan_measured (segment, from);
  }
  tlm_ephemeris_table_join (table);
}

static void
append_node (TlmSegment *segment, const TlmSegment *from, gsize node, TlmDuration offset_ns)
{
  TlmInstant epoch = tlm_segment_epoch (from, node) + offset_ns;

  g_array_append_val (segment->epochs, epoch);
  g_array_append_vals (segment->vectors, tlm_segment_vectors (from, node), segment->stride);
}

/* The nodes of both in order of time, from the node FIRST of SEGMENT on; of two at one
 * instant that which was known. */
static void
merge (TlmSegment *segment, const TlmSegment *more, TlmDuration offset_ns, gsize first)
{
  TlmSegment old = *segment;
  TlmInstant known = first > 0 ? tlm_segment_epoch (segment, first - 1) : G_MININT64;
  gsize i = first, j = known == tlm_segment_epoch (more, 0) + offset_ns;

  segment->epochs = g_array_new (FALSE, FALSE, sizeof (TlmInstant));
  segment->vectors = g_array_new (FALSE, FALSE, sizeof (TlmVec3));
  g_array_append_vals (segment->epochs, old.epochs->data, (guint) first);
  g_array_append_vals (segment->vectors, old.vectors->data, (guint) first * old.stride);
  while (i < old.epochs->len || j < more->epochs->len) {
    TlmInstant a = i < old.epochs->len ? tlm_segment_epoch (&old, i) : G_MAXINT64;
    TlmInstant b = j < more->epochs->len ? tlm_segment_epoch (more, j) + offset_ns : G_MAXINT64;
    if (a <= b)
      append_node (segment, &old, i++, 0);
    else
      append_node (segment, more, j, offset_ns);
    j += b <= a;
  }
  g_array_unref (old.epochs);
  g_array_unref (old.vectors);
}

gboolean
tlm_ephemeris_table_extend (TlmEphemerisTable *table, const TlmEphemerisTable *more,
    TlmDuration offset_ns)
{
  TlmSegment *segment = growing (table), *added = growing (more);
  gsize n, first;

  if (!segment || !added || !are_alike (segment, added) ||
      added->epochs->len + table->n_states > table->most_states)
    return FALSE;
  n = segment->epochs->len;
  if (tlm_segment_epoch (added, 0) + offset_ns > tlm_segment_epoch (segment, n - 1)) {
    first = n;
    for (gsize i = 0; i < added->epochs->len; i++)
      append_node (segment, added, i, offset_ns);
  } else {
    first = tlm_segment_epoch (added, 0) + offset_ns < tlm_segment_epoch (segment, 0) ? 0 :
        tlm_segment_find (segment, tlm_segment_epoch (added, 0) + offset_ns) + 1;
    merge (segment, added, offset_ns, first);
    g_clear_pointer (&segment->steps, g_array_unref);
  }
  settle (table, segment, first);
  return TRUE;
}

/* Nodes before BEFORE that are SPACING or more apart, and all later ones. */
static void
keep (TlmSegment *segment, TlmInstant before, TlmDuration spacing_ns)
{
  gsize kept = 0;

  segment->thinned = 0;
  for (gsize i = 0; i < segment->epochs->len; i++) {
    TlmInstant epoch = tlm_segment_epoch (segment, i);
    if (epoch < before && kept > 0 && epoch - tlm_segment_epoch (segment, kept - 1) < spacing_ns)
      continue;
    g_array_index (segment->epochs, TlmInstant, kept) = epoch;
    memmove (&g_array_index (segment->vectors, TlmVec3, kept * segment->stride),
        tlm_segment_vectors (segment, i), segment->stride * sizeof (TlmVec3));
    kept++;
    segment->thinned += epoch < before;
  }
  g_array_set_size (segment->epochs, (guint) kept);
  g_array_set_size (segment->vectors, (guint) kept * segment->stride);
}

gboolean
tlm_ephemeris_table_thin (TlmEphemerisTable *table, TlmInstant before, gsize budget)
{
  TlmSegment *segment = growing (table);
  gsize n, old;

  if (!segment || before <= tlm_segment_epoch (segment, 0))
    return FALSE;
  n = segment->epochs->len;
  old = tlm_segment_find (segment, before) + 1;
  if (old <= budget + budget / 16 + (n - old) / 16)
    return FALSE;
  keep (segment, before, (before - tlm_segment_epoch (segment, 0)) / (gint64) MAX (budget, 1) + 1);
  g_clear_pointer (&segment->steps, g_array_unref);
  settle (table, segment, 0);
  return TRUE;
}
