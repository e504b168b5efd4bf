/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/slope-memory.h"

/* Series that are remembered: those of a few vehicles. 60 KiB each. */
#define MOST 16

struct _TlmSlopeMemory {
  struct {
    const TlmSeries *series;   /* to be told from others only; not owned, may be gone */
    TlmSlopeCursor *cursor;
  } entries[MOST];
  guint n;
  guint oldest;                /* the next that is used for another series, once all are */
};

TlmSlopeMemory *
tlm_slope_memory_new (void)
{
  return g_new0 (TlmSlopeMemory, 1);
}

void
tlm_slope_memory_free (TlmSlopeMemory *memory)
{
  if (!memory)
    return;
  for (guint i = 0; i < memory->n; i++)
    tlm_slope_cursor_free (memory->entries[i].cursor);
  g_free (memory);
}

static TlmSlopeCursor *
cursor_of (TlmSlopeMemory *memory, const TlmSeries *series)
{
  guint i;

  for (i = 0; i < memory->n; i++)
    if (memory->entries[i].series == series)
      return memory->entries[i].cursor;
  if (memory->n < MOST)
    memory->entries[memory->n++].cursor = tlm_slope_cursor_new ();
  else
    i = memory->oldest++ % MOST;
  memory->entries[i].series = series;
  return memory->entries[i].cursor;
}

gboolean
tlm_slope_memory_at (TlmSlopeMemory *memory, const TlmSeries *series, gint64 time_ns,
    gboolean is_angle, TlmSlope *slope)
{
  return memory ?
      tlm_slope_cursor_at (cursor_of (memory, series), series, time_ns, is_angle, slope) :
      tlm_slope_at (series, time_ns, is_angle, slope);
}
