/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/clock-path.h"

#include <math.h>

#define BACK_NS TLM_SECOND
/* Half a picture of 25 a second. */
#define VERY_TIME_NS (TLM_SECOND / 50)

static gint64
minus (gint64 a, gint64 b)
{
  return (gint64) ((guint64) a - (guint64) b);
}

static gint64
plus (gint64 a, gint64 b)
{
  return (gint64) ((guint64) a + (guint64) b);
}

static const TlmClockReading *
reading_at (const TlmClockPath *path, guint i)
{
  return &path->readings[(path->first + i) % TLM_CLOCK_PATH_MOST];
}

void
tlm_clock_path_note (TlmClockPath *path, gint64 clock_ns, gint64 even_ns)
{
  g_return_if_fail (path != NULL);
  while (path->n > 0 && minus (even_ns, reading_at (path, path->n - 1)->even_ns) < -BACK_NS)
    path->strays[path->next_stray++ % TLM_CLOCK_PATH_STRAYS] = *reading_at (path, --path->n);
  if (path->n > 0) {
    const TlmClockReading *last = reading_at (path, path->n - 1);
    if (minus (clock_ns, last->clock_ns) <= 0)
      return;
    if (minus (even_ns, last->even_ns) < 0)
      even_ns = last->even_ns;
  }
  if (path->n == TLM_CLOCK_PATH_MOST) {
    path->first = (path->first + 1) % TLM_CLOCK_PATH_MOST;
    path->n--;
  }
  path->readings[(path->first + path->n++) % TLM_CLOCK_PATH_MOST] =
      (TlmClockReading) { clock_ns, even_ns };
}

void
tlm_clock_path_move (TlmClockPath *path, TlmDuration step_ns)
{
  g_return_if_fail (path != NULL);
  for (guint i = 0; i < TLM_CLOCK_PATH_MOST; i++)
    path->readings[i].clock_ns = plus (path->readings[i].clock_ns, step_ns);
  for (guint i = 0; i < TLM_CLOCK_PATH_STRAYS; i++)
    path->strays[i].clock_ns = plus (path->strays[i].clock_ns, step_ns);
}

/* How many readings are before EVEN_NS. */
static guint
count_before (const TlmClockPath *path, gint64 even_ns)
{
  guint low = 0, high = path->n;

  while (low < high) {
    guint middle = (low + high) / 2;
    if (minus (reading_at (path, middle)->even_ns, even_ns) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The reading of that very time that was ahead of the path, and is yet; or NULL. */
static const TlmClockReading *
find_stray (const TlmClockPath *path, gint64 even_ns)
{
  if (minus (even_ns, reading_at (path, path->n - 1)->even_ns) <= BACK_NS)
    return NULL;
  for (guint i = 0; i < MIN (path->next_stray, TLM_CLOCK_PATH_STRAYS); i++) {
    gint64 off_ns = minus (even_ns, path->strays[i].even_ns);
    if (off_ns >= -VERY_TIME_NS && off_ns <= VERY_TIME_NS)
      return &path->strays[i];
  }
  return NULL;
}

/* The path's own answer, of a path that has a reading. */
static gint64
clock_at (const TlmClockPath *path, gint64 even_ns)
{
  guint n = count_before (path, even_ns);
  const TlmClockReading *before = reading_at (path, n > 0 ? n - 1 : 0);
  const TlmClockReading *after = reading_at (path, n < path->n ? n : path->n - 1);
  const TlmClockReading *stray = n == path->n ? find_stray (path, even_ns) : NULL;
  gint64 wide = minus (after->even_ns, before->even_ns);
  gint64 ahead = minus (after->clock_ns, before->clock_ns);
  gint64 since = minus (even_ns, before->even_ns);

  if (stray)
    return plus (stray->clock_ns, minus (even_ns, stray->even_ns));
  if (wide <= 0 || ahead > G_MAXINT64 / 2)     /* at an end, or nothing to go evenly through */
    return plus (before->clock_ns, since);
  return plus (before->clock_ns, llround ((double) ahead * ((double) since / (double) wide)));
}

gint64
tlm_clock_path_at (const TlmClockPath *path, gint64 even_ns, gint64 tied_ns,
    TlmDuration slack_ns)
{
  gint64 off_ns;

  g_return_val_if_fail (path != NULL && slack_ns >= 0, tied_ns);
  if (path->n == 0)
    return tied_ns;
  off_ns = minus (clock_at (path, even_ns), tied_ns);
  if (off_ns >= -slack_ns && off_ns <= slack_ns)
    return tied_ns;
  if (off_ns > 2 * slack_ns || off_ns < -2 * slack_ns)
    return plus (tied_ns, off_ns);
  return plus (tied_ns, 2 * (off_ns > 0 ? off_ns - slack_ns : off_ns + slack_ns));
}
