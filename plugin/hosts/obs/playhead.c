/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/obs/playhead.h"

void
telemetry_playhead_init (TelemetryPlayhead *playhead)
{
  *playhead = (TelemetryPlayhead) { 0 };
  g_mutex_init (&playhead->lock);
}

void
telemetry_playhead_clear (TelemetryPlayhead *playhead)
{
  g_mutex_clear (&playhead->lock);
}

/* With the lock held, as the next. */
static gint64
at (const TelemetryPlayhead *playhead, gint64 now_ns)
{
  if (!playhead->runs)
    return playhead->place_ns;
  return playhead->is_live ? now_ns : playhead->place_ns + (now_ns - playhead->since_ns);
}

static void
set (TelemetryPlayhead *playhead, gint64 place_ns, gint64 now_ns)
{
  playhead->place_ns = place_ns;
  playhead->since_ns = now_ns;
  playhead->is_due = TRUE;
}

gint64
telemetry_playhead_at (TelemetryPlayhead *playhead, gint64 now_ns)
{
  gint64 place_ns;

  g_mutex_lock (&playhead->lock);
  place_ns = at (playhead, now_ns);
  g_mutex_unlock (&playhead->lock);
  return place_ns;
}

void
telemetry_playhead_set (TelemetryPlayhead *playhead, gint64 place_ns, gint64 now_ns)
{
  g_mutex_lock (&playhead->lock);
  set (playhead, place_ns, now_ns);
  g_mutex_unlock (&playhead->lock);
}

void
telemetry_playhead_run (TelemetryPlayhead *playhead, gboolean runs, gint64 now_ns)
{
  g_mutex_lock (&playhead->lock);
  if (runs != playhead->runs) {
    set (playhead, at (playhead, now_ns), now_ns);
    playhead->runs = runs;
  }
  g_mutex_unlock (&playhead->lock);
}

void
telemetry_playhead_let_wait (TelemetryPlayhead *playhead, gboolean waits)
{
  g_mutex_lock (&playhead->lock);
  playhead->waits = waits;
  g_mutex_unlock (&playhead->lock);
}

void
telemetry_playhead_switch (TelemetryPlayhead *playhead, gboolean is_on)
{
  g_mutex_lock (&playhead->lock);
  playhead->is_off = !is_on;
  g_mutex_unlock (&playhead->lock);
}

void
telemetry_playhead_touch (TelemetryPlayhead *playhead)
{
  g_mutex_lock (&playhead->lock);
  playhead->is_due = TRUE;
  g_mutex_unlock (&playhead->lock);
}

void
telemetry_playhead_take_up (TelemetryPlayhead *playhead, const TelemetryReady *ready, gint64 now_ns)
{
  g_mutex_lock (&playhead->lock);
  playhead->length_ns = ready->length_ns;
  if (ready->n_readings != playhead->n_readings) {
    playhead->n_readings = ready->n_readings;
    playhead->is_live = ready->is_live;
    playhead->runs = ready->is_live || !playhead->waits;
    set (playhead, 0, now_ns);
  }
  g_mutex_unlock (&playhead->lock);
}

gboolean
telemetry_playhead_moves (TelemetryPlayhead *playhead, gboolean is_new, gint64 now_ns, gint64 *place_ns)
{
  gboolean moves;

  g_mutex_lock (&playhead->lock);
  *place_ns = at (playhead, now_ns);
  moves = !playhead->is_off && (!playhead->is_live || playhead->runs || playhead->is_due || is_new);
  if (moves)
    playhead->is_due = FALSE;
  g_mutex_unlock (&playhead->lock);
  return moves;
}

TelemetryPlayhead
telemetry_playhead_look (TelemetryPlayhead *playhead)
{
  TelemetryPlayhead copy;

  g_mutex_lock (&playhead->lock);
  copy = *playhead;
  g_mutex_unlock (&playhead->lock);
  return copy;
}
