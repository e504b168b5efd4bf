/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The intervals of which nothing is believed. */
#include <math.h>

#include "core/space/ephemeris-private.h"

void
tlm_segment_refuse (TlmSegment *segment, gsize interval, double position_m, double velocity_m_s)
{
  TlmSegmentRefusal refusal = { interval, interval, position_m, velocity_m_s }, *last;

  if (segment->refusals->len > 0) {
    last = &g_array_index (segment->refusals, TlmSegmentRefusal, segment->refusals->len - 1);
    if (last->last + 1 == interval) {
      last->last = interval;
      last->position_m = fmax (last->position_m, position_m);
      last->velocity_m_s = fmax (last->velocity_m_s, velocity_m_s);
      return;
    }
  }
  g_array_append_val (segment->refusals, refusal);
}

/* The first refusal of a segment that ends after INSTANT. */
static guint
first_refusal (const TlmSegment *segment, TlmInstant instant)
{
  guint low = 0, high = segment->refusals->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    gsize last = g_array_index (segment->refusals, TlmSegmentRefusal, middle).last;
    if (tlm_segment_epoch (segment, last + 1) <= instant)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void
tlm_piece_refusals (const TlmPiece *piece, GArray *refusals)
{
  const TlmSegment *segment = piece->segment;

  for (guint i = first_refusal (segment, piece->start); i < segment->refusals->len; i++) {
    const TlmSegmentRefusal *from = &g_array_index (segment->refusals, TlmSegmentRefusal, i);
    TlmEphemerisRefusal refusal = {
      MAX (tlm_segment_epoch (segment, from->first), piece->start),
      MIN (tlm_segment_epoch (segment, from->last + 1), piece->stop),
      from->position_m, from->velocity_m_s };
    if (refusal.start >= refusal.stop || refusals->len >= TLM_EPHEMERIS_MAX_REFUSALS)
      break;
    g_array_append_val (refusals, refusal);
  }
}
