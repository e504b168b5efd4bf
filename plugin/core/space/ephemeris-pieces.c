/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which segment holds when. */
#include "core/space/ephemeris-private.h"

static int
compare_segments (gconstpointer a, gconstpointer b)
{
  const TlmSegment *x = *(TlmSegment *const *) a, *y = *(TlmSegment *const *) b;

  return (x->start > y->start) - (x->start < y->start);
}

static GPtrArray *
segments_in_time (const GPtrArray *segments)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < segments->len; i++) {
    TlmSegment *segment = g_ptr_array_index (segments, i);
    if (segment->start <= segment->stop)
      g_ptr_array_add (sorted, segment);
  }
  g_ptr_array_sort (sorted, compare_segments);
  return sorted;
}

static void
add_piece (GArray *pieces, const TlmSegment *segment, TlmInstant start, TlmInstant stop)
{
  TlmPiece piece = { segment, start, stop };

  if (start <= stop)
    g_array_append_val (pieces, piece);
}

/* Lays the segments on top of each other, the one that begins last topmost, and cuts
 * what can be seen into pieces. OPEN are those begun and not ended, topmost last, the
 * time from FROM on not yet given away. */
static void
end_open_ones (GArray *pieces, GPtrArray *open, TlmInstant *from, TlmInstant until)
{
  while (open->len > 0) {
    const TlmSegment *top = g_ptr_array_index (open, open->len - 1);
    if (top->stop >= until) {
      add_piece (pieces, top, *from, until - 1);
      break;
    }
    if (top->stop >= *from) {
      add_piece (pieces, top, *from, top->stop);
      *from = top->stop + 1;
    }
    g_ptr_array_set_size (open, (int) open->len - 1);
  }
  *from = until;
}

GArray *
tlm_pieces_new (const GPtrArray *segments)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (TlmPiece));
  g_autoptr (GPtrArray) sorted = segments_in_time (segments);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  TlmInstant from = 0;

  for (guint i = 0; i < sorted->len; i++) {
    TlmSegment *segment = g_ptr_array_index (sorted, i);
    end_open_ones (pieces, open, &from, segment->start);
    g_ptr_array_add (open, segment);
  }
  end_open_ones (pieces, open, &from, G_MAXINT64);
  return pieces;
}

const TlmPiece *
tlm_pieces_find (const GArray *pieces, TlmInstant instant)
{
  guint low = 0, high = pieces->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index (pieces, TlmPiece, middle).start <= instant)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? &g_array_index (pieces, TlmPiece, low - 1) : NULL;
}
