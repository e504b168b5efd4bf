/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What people should know of the samples of a log. */
#include "core/log/log-private.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"

/* Kinds of notes, as bits. */
enum {
  TOLD_REPEATED = 1 << 0,
  TOLD_SPREAD = 1 << 1,
  TOLD_NO_PLACE = 1 << 2,
  TOLD_ASIDE = 1 << 3
};

/* The most there is of something in any track. */
typedef struct {
  gsize repeated, spread;
  TlmDuration spread_over_ns;
  gboolean has_aside;
} Found;

static const TlmSeries *
series_of (const TlmLogVehicle *vehicle, guint track)
{
  return ((const TlmTrack *) vehicle->tracks->pdata[track])->series;
}

static void
look_at (const TlmSeries *series, Found *found)
{
  gsize most;
  TlmDuration over;

  found->repeated = MAX (found->repeated, tlm_series_duplicates (series));
  found->has_aside |= tlm_series_n_aside (series) > 0;
  if (!tlm_series_spread (series, &most, &over) || most <= found->spread)
    return;
  found->spread = most;
  found->spread_over_ns = over;
}

static Found
find (const TlmLog *log)
{
  Found found = { 0 };

  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->tracks->len; j++)
      look_at (series_of (vehicle, j), &found);
  }
  return found;
}

/* Whether it is the first time that there IS something of KIND to say. */
static gboolean
is_news (guint *told, guint kind, gboolean is)
{
  if (!is || (*told & kind))
    return FALSE;
  *told |= kind;
  return TRUE;
}

static char *
format_time (const TlmLog *log, gint64 time_ns)
{
  const TlmElapsedFormat format = { .style = TLM_ELAPSED_COMPACT, .decimals = 3 };

  return log->clock == TLM_CLOCK_TAI ? tlm_instant_format_utc (time_ns, 3, FALSE) :
      tlm_elapsed_format (time_ns, &format);
}

static void
tell_aside (TlmLog *log, const TlmLogVehicle *vehicle, guint track)
{
  const TlmSeries *series = series_of (vehicle, track);
  gsize n = tlm_series_n_aside (series);
  g_autofree char *first = NULL;

  if (n == 0)
    return;
  first = format_time (log, tlm_series_first_aside (series));
  tlm_log_note (log, "%s%s%s: %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " samples left out, first "
      "at %s, for no vehicle is there between its neighbours; outliers=keep in [telemetry] of "
      "a mission lets them in", vehicle->name, *vehicle->name ? " " : "",
      ((const TlmTrack *) vehicle->tracks->pdata[track])->name, n,
      n + tlm_series_length (series), first);
}

static void
tell_all_aside (TlmLog *log)
{
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->tracks->len; j++)
      tell_aside (log, vehicle, j);
  }
}

void
tlm_log_tell (TlmLog *log, guint *told)
{
  Found found;

  g_return_if_fail (log != NULL && told != NULL);
  found = find (log);
  if (is_news (told, TOLD_SPREAD, found.spread > 0)) {
    g_autofree char *apart = tlm_elapsed_seconds (found.spread_over_ns, 9);
    tlm_log_note (log, "stamps are %s s apart and up to %" G_GSIZE_FORMAT " samples have the "
        "same: they are spread evenly from a stamp to the next", apart, found.spread);
  }
  if (is_news (told, TOLD_REPEATED, found.repeated > 0))
    tlm_log_note (log, "%" G_GSIZE_FORMAT " samples of a channel are left out for having the "
        "same time as another: the first counts", found.repeated);
  if (is_news (told, TOLD_NO_PLACE, log->n_no_place > 0))
    tlm_log_note (log, "%" G_GUINT64_FORMAT " places at exactly 0, 0 are left out: receivers "
        "write that when they have none", log->n_no_place);
  if (is_news (told, TOLD_ASIDE, found.has_aside))
    tell_all_aside (log);
}
