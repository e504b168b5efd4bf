/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/fade.h"

#include <string.h>

#include "render/scene/refresh.h"

/* Instants looked at: the cells of a duration and the one that leaves it. */
#define INSTANTS (TLR_FADE_CELLS + 1)

struct _TlrFade {
  const TlmTimeline *timeline;
  TlmDuration step_ns;
  TlmSnapshot *snapshot;
  gint64 newest;               /* number of the last instant in held */
  guint64 revision;            /* of the timeline, when it was asked */
  gboolean filled;
  guint8 held[INSTANTS];
};

TlrFade *
tlr_fade_new (const TlmTimeline *timeline, TlmDuration duration_ns)
{
  TlrFade *fade = g_new0 (TlrFade, 1);

  g_return_val_if_fail (duration_ns >= TLR_FADE_CELLS, NULL);
  fade->timeline = timeline;
  fade->step_ns = duration_ns / TLR_FADE_CELLS;
  fade->snapshot = tlm_snapshot_new ();
  return fade;
}

void
tlr_fade_free (TlrFade *fade)
{
  if (!fade)
    return;
  tlm_snapshot_free (fade->snapshot);
  g_free (fade);
}

/* Asks about the instants up to number NEWEST that are not known yet. */
static void
fill (TlrFade *fade, gint64 newest, const TlmChannelSet *channels, TlrFadeFunc holds, gpointer data)
{
  guint64 revision = tlm_timeline_get_revision (fade->timeline);
  gint64 moved = newest - fade->newest;
  guint keep = 0;

  if (fade->filled && fade->revision == revision && moved >= 0 && moved < INSTANTS)
    keep = INSTANTS - (guint) moved;
  memmove (fade->held, fade->held + (INSTANTS - keep), keep);
  for (guint i = keep; i < INSTANTS; i++) {
    tlm_timeline_at (fade->timeline, tlr_refresh_time (fade->timeline, fade->step_ns,
            newest - (INSTANTS - 1) + i), channels, fade->snapshot);
    fade->held[i] = holds (data, fade->snapshot);
  }
  fade->newest = newest;
  fade->revision = revision;
  fade->filled = TRUE;
}

guint
tlr_fade_level (TlrFade *fade, const TlmSnapshot *now, const TlmChannelSet *channels,
    TlrFadeFunc holds, gpointer data)
{
  gint64 slot;
  double part, sum = 0;

  if (now->time_ns == TLM_TIME_NONE)
    return holds (data, now) ? TLR_FADE_FULL : 0;
  slot = tlr_refresh_slot (fade->timeline, fade->step_ns, now->time_ns);
  fill (fade, slot, channels, holds, data);
  part = (double) (now->time_ns - tlr_refresh_time (fade->timeline, fade->step_ns, slot)) /
      (double) fade->step_ns;
  for (guint i = 1; i + 1 < INSTANTS; i++)
    sum += fade->held[i];
  sum += part * fade->held[INSTANTS - 1] + (1 - part) * fade->held[0];
  return (guint) (sum * TLR_FADE_FULL / TLR_FADE_CELLS + 0.5);
}
