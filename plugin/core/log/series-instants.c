/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Samples of one instant: what is laid out is a function of what was received, of three
 * neighbouring stamps to either side, so that a live series comes to what a file gives. */
#include "core/log/series-private.h"

/* How much of what was received may yet be laid out otherwise, and most samples that one
 * stamp can be of: further ones are left out. */
#define KEPT ((gsize) 4096)

/* The samples of one stamp: from FIRST to before END. */
typedef struct {
  gsize first, end;
  gint64 stamp_ns;
} Stamp;

#define NO_STAMP ((Stamp) { 0, 0, TLM_TIME_NONE })

static const TlmSample *
received (const TlmSeries *series)
{
  return (const TlmSample *) (const void *) series->received->data;
}

static gsize
count (const Stamp *stamp)
{
  return stamp->end - stamp->first;
}

/* The stamp whose first sample is FIRST. */
static Stamp
stamp_from (const TlmSeries *series, gsize first)
{
  const TlmSample *samples = received (series);
  Stamp stamp = { first, first, TLM_TIME_NONE };

  if (first >= series->received->len)
    return NO_STAMP;
  stamp.stamp_ns = samples[first].time_ns;
  while (stamp.end < series->received->len && samples[stamp.end].time_ns == stamp.stamp_ns)
    stamp.end++;
  return stamp;
}

/* The stamp whose last sample is before END. */
static Stamp
stamp_until (const TlmSeries *series, gsize end)
{
  gint64 time_ns = end > 0 ? received (series)[end - 1].time_ns : 0;

  return end == 0 ? NO_STAMP : (Stamp) {
    tlm_samples_before (received (series), end, time_ns), end, time_ns };
}

/* Whether stamps that far apart, LATER the second of them, are what cutting digits off
 * makes: a minute, or a decimal part of a second on its own grid. */
static gboolean
is_cut (const TlmSeries *series, TlmDuration apart_ns, gint64 later_ns)
{
  static const TlmDuration steps[] = { 60 * TLM_SECOND, TLM_SECOND, TLM_SECOND / 10,
    TLM_SECOND / 100, TLM_SECOND / 1000 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (apart_ns == steps[i])
      return i == 0 || (later_ns - series->phase_ns) % apart_ns == 0;
  return FALSE;
}

static gboolean
differ (const TlmSeries *series, const Stamp *stamp)
{
  const TlmSample *samples = received (series);

  for (gsize i = stamp->first + 1; i < stamp->end; i++)
    if (samples[i].value != samples[stamp->first].value)
      return TRUE;
  return FALSE;
}

/* A stamp and those beside it; one that is not STEP away is NO_STAMP. */
typedef struct {
  Stamp before, here, after, later;
  TlmDuration step_ns;       /* 0: none */
} Place;

static TlmDuration
step_to (const TlmSeries *series, const Stamp *earlier, const Stamp *later)
{
  TlmDuration apart;

  if (count (earlier) == 0 || count (later) == 0)
    return G_MAXINT64;
  apart = later->stamp_ns - earlier->stamp_ns;
  return is_cut (series, apart, later->stamp_ns) ? apart : G_MAXINT64;
}

static Place
place_of (const TlmSeries *series, gsize first)
{
  Place place = { .before = stamp_until (series, first), .here = stamp_from (series, first) };
  TlmDuration back, on;

  place.after = stamp_from (series, place.here.end);
  place.later = count (&place.after) > 0 ? stamp_from (series, place.after.end) : NO_STAMP;
  back = step_to (series, &place.before, &place.here);
  on = step_to (series, &place.here, &place.after);
  place.step_ns = MIN (back, on);
  if (back != place.step_ns || back == G_MAXINT64)
    place.before = NO_STAMP;
  if (on != place.step_ns || on == G_MAXINT64)
    place.after = place.later = NO_STAMP;
  if (step_to (series, &place.after, &place.later) != place.step_ns)
    place.later = NO_STAMP;
  return place;
}

/* Whether a stamp of N samples is as full as the one BESIDE it: neither has more than twice
 * as many, but that N may be what is cut off at an end of the log. */
static gboolean
is_alike (gsize n, gsize beside, gboolean ends)
{
  return beside >= 2 && n <= 2 * beside && (ends || beside <= 2 * n);
}

/* Whether the log is faster than its stamps here. A stamp of one sample is the first
 * part of one where two fuller ones follow. Rows that were written twice, or more often,
 * are not: their values are the same. */
static gboolean
is_fast (const TlmSeries *series, const Place *place)
{
  gsize n = count (&place->here), before = count (&place->before), after = count (&place->after);

  if (n > KEPT || (!differ (series, &place->here) && !differ (series, &place->before) &&
      !differ (series, &place->after)))
    return FALSE;
  return n >= 2 ? is_alike (n, before, after == 0) || is_alike (n, after, before == 0) :
      before == 0 && after >= 2 && is_alike (after, count (&place->later), FALSE);
}

static void
put (TlmSeries *series, gint64 time_ns, double value)
{
  tlm_series_insert (series, series->length, (TlmSample) { time_ns, value });
}

static void
spread (TlmSeries *series, const Place *place)
{
  gsize n = count (&place->here), slots = n, skipped = 0;

  if (count (&place->before) == 0 && count (&place->after) > n) {
    slots = count (&place->after);
    skipped = slots - n;
  } else if (count (&place->after) == 0 && count (&place->before) > n) {
    slots = count (&place->before);
  }
  for (gsize i = 0; i < n; i++)
    put (series, place->here.stamp_ns + place->step_ns * (gint64) (skipped + i) / (gint64) slots,
        received (series)[place->here.first + i].value);
  if (n > series->spread_most) {
    series->spread_most = n;
    series->spread_over_ns = place->step_ns;
  }
}

/* Of what was received those stamps are settled that are not among the last ones. The
 * first two that stay tell how the next one lies. */
static void
trim (TlmSeries *series)
{
  gsize n = series->received->len, first;

  if (n <= 2 * KEPT)
    return;
  first = n - KEPT;
  for (guint i = 0; i < 6 && first > 0; i++)
    first = stamp_until (series, first).first;
  if (first == 0)
    return;
  g_array_remove_range (series->received, 0, (guint) first);
  series->is_trimmed = TRUE;
}

/* The first sample received of which the stamp may yet be laid out otherwise. */
static gsize
unsettled (const TlmSeries *series)
{
  gsize first = 0;

  for (guint i = 0; series->is_trimmed && i < 3 && first < series->received->len; i++)
    first = stamp_from (series, first).end;
  return first;
}

/* Lays out what was received from index CHANGED on, and the three stamps before it. */
static gsize
lay_out_from (TlmSeries *series, gsize changed)
{
  gsize first = changed, least = unsettled (series), kept;
  gint64 from;

  for (guint i = 0; i < 3 && first > least; i++)
    first = stamp_until (series, first).first;
  first = MAX (first, least);
  if (first >= series->received->len)
    return series->length;
  from = received (series)[first].time_ns;
  kept = series->length = tlm_samples_before (series->samples, series->length, from);
  tlm_series_forget_aside (series, from);
  while (first < series->received->len) {
    Place place = place_of (series, first);
    if (is_fast (series, &place))
      spread (series, &place);
    else
      put (series, place.here.stamp_ns, received (series)[first].value);
    if (count (&place.here) > 2 * KEPT)
      g_array_remove_range (series->received, (guint) (first + KEPT + 1),
          (guint) (count (&place.here) - KEPT - 1));
    first = stamp_from (series, first).end;
  }
  trim (series);
  return kept;
}

/* A sample of a stamp that is settled: its own time is all that there is. */
static gsize
insert_early (TlmSeries *series, TlmSample sample)
{
  gsize at = tlm_samples_before (series->samples, series->length, sample.time_ns);

  if (at == series->length || series->samples[at].time_ns != sample.time_ns)
    tlm_series_insert (series, at, sample);
  return at;
}

/* Sorts what was received at or after FROM; returns the first index of those. */
static gsize
sort_received (TlmSeries *series, gsize in_order, gint64 from_ns)
{
  TlmSample *samples = (TlmSample *) (void *) series->received->data;
  gsize first = tlm_samples_before (samples, in_order, from_ns), n = series->received->len - first;
  g_autofree TlmSample *spare = g_new (TlmSample, n);

  tlm_samples_sort (samples + first, spare, n);
  return first;
}

gsize
tlm_series_lay_out (TlmSeries *series)
{
  gsize n = series->length - series->sealed, changed = series->sealed, in_order;
  gsize least = unsettled (series);
  g_autofree TlmSample *fresh = g_memdup2 (series->samples + series->sealed, n * sizeof *fresh);
  gint64 settled = series->is_trimmed && least < series->received->len ?
      received (series)[least].time_ns : G_MININT64, from = G_MAXINT64;

  in_order = series->received->len;
  series->length = series->sealed;
  for (gsize i = 0; i < n; i++) {
    if (fresh[i].time_ns < settled) {
      gsize at = insert_early (series, fresh[i]);
      changed = MIN (changed, at);
      continue;
    }
    g_array_append_val (series->received, fresh[i]);
    from = MIN (from, fresh[i].time_ns);
  }
  if (from == G_MAXINT64)
    return changed;
  in_order = lay_out_from (series, sort_received (series, in_order, from));
  return MIN (changed, in_order);
}

gsize
tlm_series_lay_out_first (TlmSeries *series, gsize first)
{
  gsize from = first > 8 ? first - 8 : 0, late = series->length;
  gint64 least = series->samples[from].time_ns;

  series->received = g_array_new (FALSE, FALSE, sizeof (TlmSample));
  series->is_trimmed = from > 0;
  g_array_append_vals (series->received, series->samples + from, (guint) (late - from));
  for (gsize i = 0; i < tlm_series_n_aside (series); i++)
    if (g_array_index (series->aside, TlmSample, i).time_ns >= least)
      g_array_append_val (series->received, g_array_index (series->aside, TlmSample, i));
  sort_received (series, late - from, least);
  return lay_out_from (series, 0);
}
