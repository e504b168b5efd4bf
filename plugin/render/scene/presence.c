/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/presence.h"

#include <string.h>

#include "render/scene/refresh.h"

/* Parts of the shorter time that the instants are apart, and the most of these that both
 * times together have. */
#define PARTS 2
#define INSTANTS_MAX 64

/* How closely a change is found. */
#define CLOSE (TLM_SECOND / 1000000)

struct _TlrPresence {
  const TlmTimeline *timeline;
  TlmDuration enter_ns, leave_ns, step_ns;
  guint n;                     /* instants looked at */
  TlmSnapshot *snapshot;
  gint64 newest;               /* number of the last instant */
  guint64 revision;            /* of the timeline, when it was asked */
  gboolean filled;
  guint8 held[INSTANTS_MAX + 2];
  gint64 changed_ns[INSTANTS_MAX + 2]; /* of an instant that differs from the one before: when */
};

/* What the condition is asked with. */
typedef struct {
  TlrPresence *presence;
  const TlmChannelSet *channels;
  TlrHoldsFunc holds;
  gpointer data;
} Asking;

TlrPresence *
tlr_presence_new (const TlmTimeline *timeline, TlmDuration enter_ns, TlmDuration leave_ns)
{
  TlrPresence *presence = g_new0 (TlrPresence, 1);
  TlmDuration shorter = MIN (enter_ns, leave_ns) > 0 ? MIN (enter_ns, leave_ns) : MAX (enter_ns, leave_ns);
  TlmDuration both = enter_ns + leave_ns;

  presence->timeline = timeline;
  presence->enter_ns = enter_ns;
  presence->leave_ns = leave_ns;
  presence->step_ns = MAX (MAX (shorter / PARTS, both / INSTANTS_MAX + 1), 1);
  presence->n = (guint) (both / presence->step_ns) + 2;
  presence->snapshot = tlm_snapshot_new ();
  return presence;
}

void
tlr_presence_free (TlrPresence *presence)
{
  if (!presence)
    return;
  tlm_snapshot_free (presence->snapshot);
  g_free (presence);
}

static gboolean
holds_at (const Asking *asking, gint64 time_ns)
{
  tlm_timeline_at (asking->presence->timeline, time_ns, asking->channels, asking->presence->snapshot);
  return asking->holds (asking->data, asking->presence->snapshot);
}

/* The last instant found at which it still is as at LOW; at HIGH it is not. */
static gint64
find_change (const Asking *asking, gint64 low, gint64 high, gboolean held)
{
  while (high - low > CLOSE) {
    gint64 middle = low + (high - low) / 2;

    if (holds_at (asking, middle) == held)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static gint64
instant (const TlrPresence *presence, gint64 slot)
{
  return tlr_refresh_time (presence->timeline, presence->step_ns, slot);
}

/* Asks about the instants up to number NEWEST that are not known yet. */
static void
fill (const Asking *asking, gint64 newest)
{
  TlrPresence *presence = asking->presence;
  guint64 revision = tlm_timeline_get_revision (presence->timeline);
  gint64 moved = newest - presence->newest, oldest = newest - (presence->n - 1);
  guint n = presence->n, keep = 0;

  if (presence->filled && presence->revision == revision && moved >= 0 && moved < n)
    keep = n - (guint) moved;
  memmove (presence->held, presence->held + (n - keep), keep * sizeof *presence->held);
  memmove (presence->changed_ns, presence->changed_ns + (n - keep), keep * sizeof *presence->changed_ns);
  for (guint i = keep; i < n; i++) {
    gint64 at = instant (presence, oldest + i);

    presence->held[i] = (guint8) holds_at (asking, at);
    if (i > 0 && presence->held[i] != presence->held[i - 1])
      presence->changed_ns[i] = find_change (asking, at - presence->step_ns, at, presence->held[i - 1]);
  }
  presence->newest = newest;
  presence->revision = revision;
  presence->filled = TRUE;
}

/* Lets SPAN pass while the condition holds or does not. */
static void
pass (const TlrPresence *presence, TlrPresenceAt *at, gint64 span, gboolean holds)
{
  TlmDuration whole;

  if (at->part <= 0)
    at->leaves = FALSE;
  if (at->part >= 1)
    at->leaves = TRUE;
  whole = at->leaves ? presence->leave_ns : presence->enter_ns;
  if (whole <= 0)
    at->part = holds;
  else
    at->part = CLAMP (at->part + (holds ? 1 : -1) * ((double) span / (double) whole), 0, 1);
}

TlrPresenceAt
tlr_presence_at (TlrPresence *presence, const TlmSnapshot *now, const TlmChannelSet *channels,
    TlrHoldsFunc holds, gpointer data)
{
  const Asking asking = { presence, channels, holds, data };
  gboolean held = holds (data, now);
  TlrPresenceAt at = { .part = held, .leaves = held };
  gint64 since, newest;

  if (now->time_ns == TLM_TIME_NONE)
    return at;
  fill (&asking, tlr_refresh_slot (presence->timeline, presence->step_ns, now->time_ns));
  since = instant (presence, presence->newest - (presence->n - 1));
  at = (TlrPresenceAt) { .part = presence->held[0], .leaves = presence->held[0] };
  for (guint i = 1; i < presence->n; i++)
    if (presence->held[i] != presence->held[i - 1]) {
      pass (presence, &at, presence->changed_ns[i] - since, presence->held[i - 1]);
      since = presence->changed_ns[i];
    }
  newest = instant (presence, presence->newest);
  if (held != presence->held[presence->n - 1]) {
    gint64 changed = find_change (&asking, newest, now->time_ns, !held);

    pass (presence, &at, changed - since, !held);
    since = changed;
  }
  pass (presence, &at, now->time_ns - since, held);
  return at;
}
