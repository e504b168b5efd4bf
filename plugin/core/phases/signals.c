/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/phases/signals-private.h"

static void
want (TlmSignals *signals, guint channel, guint order)
{
  TlmSignalChannel *signal = &signals->channels[channel];

  for (guint i = 0; i <= order; i++) {
    signal->wanted[i] = TRUE;
    if (!signal->values[i])
      signal->values[i] = g_array_new (FALSE, FALSE, sizeof (double));
  }
  if (channel == TLM_RULE_AXIAL_ACCELERATION) {
    want (signals, TLM_CHANNEL_ALTITUDE, 1);
    want (signals, TLM_CHANNEL_SPEED, 1);
  } else if (channel == TLM_CHANNEL_DYNAMIC_PRESSURE || channel == TLM_CHANNEL_MACH ||
      channel > TLM_RULE_AXIAL_ACCELERATION) {
    want (signals, TLM_CHANNEL_ALTITUDE, 0);
    want (signals, TLM_CHANNEL_SPEED, 0);
  }
  if (channel > TLM_RULE_AXIAL_ACCELERATION)
    signals->wants_kinematics = TRUE;
  if (channel == TLM_RULE_BRAKING)
    want (signals, TLM_CHANNEL_DYNAMIC_PRESSURE, 0);
  if (channel == TLM_CHANNEL_RANGE_RATE)
    want (signals, TLM_CHANNEL_RANGE, 0);
  if (channel == TLM_RULE_ON_ORBIT || channel == TLM_RULE_THRUSTING || channel == TLM_RULE_BRAKING)
    want (signals, TLM_RULE_AT_REST, 0);
  if (channel == TLM_RULE_ON_ORBIT) {
    want (signals, TLM_RULE_THRUSTING, 0);
    want (signals, TLM_CHANNEL_PERIGEE, 0);
  }
  if (channel == TLM_RULE_HEIGHT || channel == TLM_RULE_ON_GROUND)
    want (signals, TLM_RULE_AT_REST, 0);
}

static void
want_rule (TlmSignals *signals, const TlmCondition *rule)
{
  for (guint i = 0; rule && i < rule->nodes->len; i++) {
    const TlmConditionNode *node = &g_array_index (rule->nodes, TlmConditionNode, i);
    if (node->operator == TLM_CONDITION_SIGNAL)
      want (signals, node->channel, node->order);
  }
}

TlmSignals *
tlm_signals_new (const TlmProfile *profile)
{
  TlmSignals *signals = g_new0 (TlmSignals, 1);

  signals->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  signals->gaps = g_array_new (FALSE, TRUE, sizeof (guint8));
  signals->kinematics = g_array_new (FALSE, FALSE, sizeof (TlmKinematics));
  signals->first_ns = G_MAXINT64;
  signals->settled_ns = signals->firm_ns = G_MININT64;
  signals->ground_m = NAN;
  for (guint i = 0; i < profile->phases->len; i++) {
    const TlmPhase *phase = profile->phases->pdata[i];
    want_rule (signals, phase->arm);
    want_rule (signals, phase->rule);
    want_rule (signals, phase->leave);
    want_rule (signals, phase->refute);
    want_rule (signals, phase->certain);
    want_rule (signals, phase->at);
    if (phase->edge >= 0)
      want (signals, (guint) phase->edge, 0);
    if (phase->edge == TLM_CHANNEL_SPEED)
      want (signals, TLM_RULE_PACE, 0);
    if (phase->edge == TLM_RULE_HOLD)
      want (signals, TLM_RULE_BALLISTIC, 0);
    if (phase->zero >= 0)
      want (signals, (guint) phase->zero, 0);
  }
  /* A speed that was not measured is the slope of the altitude, or else what the motion tells. */
  if (signals->channels[TLM_CHANNEL_SPEED].wanted[0] &&
      (signals->channels[TLM_CHANNEL_SPEED].wanted[1] || !signals->wants_kinematics))
    want (signals, TLM_CHANNEL_ALTITUDE, 1);
  if (signals->wants_kinematics)
    want (signals, TLM_RULE_PACE, 1);
  signals->speed.made_ns = signals->climb.made_ns = signals->altitude.made_ns = G_MININT64;
  signals->speed.cursor = tlm_slope_cursor_new ();
  signals->climb.cursor = tlm_slope_cursor_new ();
  signals->altitude.cursor = tlm_slope_cursor_new ();
  return signals;
}

static void
free_rate (TlmRate *rate)
{
  tlm_slope_cursor_free (rate->cursor);
  tlm_series_free (rate->means);
}

void
tlm_signals_free (TlmSignals *signals)
{
  if (!signals)
    return;
  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++)
    for (guint j = 0; j < TLM_SIGNAL_ORDERS; j++)
      if (signals->channels[i].values[j])
        g_array_unref (signals->channels[i].values[j]);
  g_array_unref (signals->times);
  g_array_unref (signals->gaps);
  g_array_unref (signals->kinematics);
  free_rate (&signals->speed);
  free_rate (&signals->climb);
  free_rate (&signals->altitude);
  g_free (signals);
}

/* What stands in for a channel that was not measured: another datum has the
 * same slopes, and near the ground speed is vertical speed. */
static const TlmSeries *
find_series (const TlmTimeline *timeline, guint vehicle, guint channel, TlmQuantity *quantity)
{
  static const int altitudes[] = { TLM_CHANNEL_ALTITUDE, TLM_CHANNEL_ALTITUDE_AGL,
    TLM_CHANNEL_ALTITUDE_MSL, TLM_CHANNEL_ALTITUDE_ELLIPSOID, -1 };
  static const int speeds[] = { TLM_CHANNEL_SPEED, TLM_CHANNEL_SPEED_RELATIVE,
    TLM_CHANNEL_VERTICAL_SPEED, TLM_CHANNEL_SPEED_INERTIAL, -1 };
  const int own[] = { (int) channel, -1 };
  const int *list = channel == TLM_CHANNEL_ALTITUDE ? altitudes :
      channel == TLM_CHANNEL_SPEED ? speeds : own;

  if (channel >= TLM_N_STANDARD_CHANNELS)
    return NULL;
  *quantity = tlm_channel_get (channel)->quantity;
  for (; *list >= 0; list++) {
    const TlmTrack *track = tlm_timeline_track (timeline, vehicle, (guint) *list);
    if (track && tlm_series_length (track->series) > 0)
      return track->series;
  }
  return NULL;
}

/* Instants are kept apart by this much at TIME. */
static TlmDuration
spacing (const TlmSignals *signals, gint64 time_ns)
{
  gint64 age = time_ns - signals->first_ns;

  if (age < 3600 * TLM_SECOND)
    return TLM_SECOND / 10;
  return age < 86400 * TLM_SECOND ? TLM_SECOND : 60 * TLM_SECOND;
}

/* First sample of SERIES in the slot after the one of LAST, or G_MAXINT64. */
static gint64
next_in (const TlmSignals *signals, const TlmSeries *series, gint64 last_ns)
{
  gssize index;
  TlmDuration step;

  if (last_ns == G_MININT64)
    return tlm_series_time (series, 0);
  step = spacing (signals, last_ns);
  last_ns -= ((last_ns - signals->first_ns) % step + step) % step;
  index = tlm_series_find (series, last_ns + step - 1) + 1;
  return (gsize) index < tlm_series_length (series) ? tlm_series_time (series, (gsize) index) :
      G_MAXINT64;
}

static gint64
next_instant (const TlmSignals *signals, const TlmTimeline *timeline, gint64 last_ns)
{
  gint64 next = G_MAXINT64, from, to;

  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++) {
    if (signals->channels[i].series)
      next = MIN (next, next_in (signals, signals->channels[i].series, last_ns));
  }
  if (next != G_MAXINT64 || !tlm_timeline_span (timeline, &from, &to))
    return next;
  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++)
    if (signals->channels[i].series)
      return next;
  /* States alone: they are known at any instant, and 5000 are enough. */
  next = last_ns == G_MININT64 ? from : last_ns + MAX (TLM_SECOND, (to - from) / 5000);
  return next <= to ? next : last_ns < to ? to : G_MAXINT64;
}

/* Looks up this update's series and the earliest sample there is. */
static gint64
find_sources (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++) {
    TlmSignalChannel *signal = &signals->channels[i];
    signal->block = G_MININT64;
    signal->series = signal->wanted[0] ?
        find_series (timeline, vehicle, i, &signal->quantity) : NULL;
    if (signal->series)
      first = MIN (first, tlm_series_time (signal->series, 0));
  }
  return first;
}

static const TlmSeries *
measured (const TlmTimeline *timeline, guint vehicle, guint channel)
{
  const TlmTrack *track = tlm_timeline_track (timeline, vehicle, channel);

  return track && tlm_series_length (track->series) > 0 ? track->series : NULL;
}

/* A speed relative to the ground goes first: at rest it is nought. */
static void
find_rates (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle, gint64 from_ns)
{
  signals->altitude.series = signals->channels[TLM_CHANNEL_ALTITUDE].series;
  signals->climb.series = measured (timeline, vehicle, TLM_CHANNEL_VERTICAL_SPEED);
  signals->speed.series = measured (timeline, vehicle, TLM_CHANNEL_SPEED);
  if (!signals->speed.series)
    signals->speed.series = measured (timeline, vehicle, TLM_CHANNEL_SPEED_RELATIVE);
  signals->is_inertial = FALSE;
  if (!signals->speed.series) {
    signals->speed.series = measured (timeline, vehicle, TLM_CHANNEL_SPEED_INERTIAL);
    signals->is_inertial = signals->speed.series != NULL;
  }
  tlm_rate_calm (&signals->altitude, signals->first_ns, from_ns);
  tlm_rate_calm (&signals->climb, signals->first_ns, from_ns);
  tlm_rate_calm (&signals->speed, signals->first_ns, from_ns);
}

/* Whether nothing that was asked for was received just before the instant INDEX. */
static gboolean
is_behind_gap (const TlmSignals *signals, gsize index)
{
  gint64 now = g_array_index (signals->times, gint64, index);
  gboolean any = FALSE;

  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++) {
    const TlmSeries *series = signals->channels[i].series;
    gssize at = series ? tlm_series_find (series, now) : -1;
    if (at < 1 || tlm_series_time (series, (gsize) at) != now)
      continue;
    if (!tlm_series_is_gap (series, (gsize) at - 1))
      return FALSE;
    any = TRUE;
  }
  return any;
}

static void
find_gaps (TlmSignals *signals, gsize from)
{
  g_array_set_size (signals->gaps, signals->times->len);
  for (gsize i = from; i < signals->times->len; i++)
    g_array_index (signals->gaps, guint8, i) = is_behind_gap (signals, i);
}

/* FROM, or where that is of instants that stay as they are what all that was thinned since is known well enough from: what
 * is told of fewer samples than there were is worse than what was. */
static gint64
no_further_back (const TlmSignals *signals, gint64 from_ns)
{
  if (signals->fixed == 0 || from_ns > g_array_index (signals->times, gint64, signals->fixed - 1))
    return from_ns;
  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++) {
    gint64 whole = signals->channels[i].series ? tlm_series_whole_since (signals->channels[i].series) : G_MAXINT64;
    if (whole > from_ns && whole != G_MAXINT64)
      from_ns = whole + 2 * TLM_FIT_REACH_NS;
  }
  return from_ns;
}

/* Samples can change what is said of instants far before them (TLM_FIT_REACH_NS). While they come
 * that is done so far back only, and no less than until it is firm: what has been said for so long
 * stands until the end, when all is looked at once more. */
#define LIVE_REACH_NS (30 * TLM_SECOND)
#define LIVE_REACH_SAMPLES TLM_FIT_REACH_SAMPLES

/* The first instant that samples at or after FROM are taken to change. */
static gint64
reach_back (const TlmSignals *signals, gint64 from_ns)
{
  gint64 first = from_ns - MAX (LIVE_REACH_NS, signals->reach_ns);

  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++) {
    const TlmSeries *series = signals->channels[i].series;
    gssize index = series ? tlm_series_find (series, from_ns) - LIVE_REACH_SAMPLES : -1;
    if (series)
      first = MIN (first, tlm_series_time (series, (gsize) MAX (index, 0)));
  }
  return first;
}

void
tlm_signals_update (TlmSignals *signals, const TlmTimeline *timeline, guint vehicle, gint64 from_ns)
{
  gint64 first, last = G_MININT64;
  gsize from = 0;

  g_return_if_fail (signals != NULL && timeline != NULL);
  first = find_sources (signals, timeline, vehicle);
  if (first < signals->first_ns && signals->fixed == 0) {
    signals->first_ns = first;
    from_ns = G_MININT64;
  }
  from_ns = no_further_back (signals, from_ns);
  if (from_ns == G_MININT64) {
    signals->settled_ns = signals->firm_ns = G_MININT64;
    signals->grain_m = 0;
  }
  find_rates (signals, timeline, vehicle, from_ns);
  tlm_signals_find_body (signals, timeline);
  if (from_ns != G_MININT64)
    from_ns = reach_back (signals, from_ns);
  if (signals->times->len > 0 && tlm_signals_time (signals, 0) < from_ns)
    from = tlm_signals_find (signals, from_ns - 1) + 1;
  signals->kept = from = MAX (from, signals->fixed);
  if (from > 0)
    last = g_array_index (signals->times, gint64, from - 1);
  g_array_set_size (signals->times, (guint) from);
  while ((last = next_instant (signals, timeline, last)) != G_MAXINT64)
    g_array_append_val (signals->times, last);
  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++)
    for (guint j = 0; j < TLM_SIGNAL_ORDERS; j++)
      if (signals->channels[i].values[j])
        g_array_set_size (signals->channels[i].values[j], signals->times->len);
  find_gaps (signals, from);
  tlm_signals_fill (signals, timeline, vehicle, TLM_CHANNEL_ALTITUDE, from);
  tlm_signals_fill_speed (signals, timeline, vehicle, from);
  for (guint i = 0; i <= TLM_RULE_AXIAL_ACCELERATION; i++)
    if (i != TLM_CHANNEL_ALTITUDE && i != TLM_CHANNEL_SPEED)
      tlm_signals_fill (signals, timeline, vehicle, i, from);
  if (signals->wants_kinematics)
    tlm_signals_fill_kinematics (signals, timeline, vehicle, from);
  tlm_signals_settle (signals);
}

gsize
tlm_signals_length (const TlmSignals *signals)
{
  return signals->times->len;
}

gsize
tlm_signals_settled (const TlmSignals *signals)
{
  gsize length = signals->times->len;

  if (length == 0 || !signals->wants_kinematics)
    return length;
  return tlm_signals_find (signals, signals->settled_ns) + 1;
}

gsize
tlm_signals_kept (const TlmSignals *signals)
{
  return signals->kept;
}

gint64
tlm_signals_time (const TlmSignals *signals, gsize index)
{
  return g_array_index (signals->times, gint64, index);
}

gsize
tlm_signals_find (const TlmSignals *signals, gint64 time_ns)
{
  gsize low = 0, high = signals->times->len;

  while (low < high) {
    gsize middle = low + (high - low) / 2;
    if (g_array_index (signals->times, gint64, middle) <= time_ns)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? low - 1 : 0;
}

double
tlm_signals_value (const TlmSignals *signals, gsize index, guint channel, guint order)
{
  g_return_val_if_fail (channel < TLM_RULE_N_CHANNELS && order < TLM_SIGNAL_ORDERS, NAN);
  return tlm_signals_at (signals, index, channel, order);
}

gboolean
tlm_signals_is_behind_gap (const TlmSignals *signals, gsize index)
{
  return g_array_index (signals->gaps, guint8, index) != 0;
}

const TlmSeries *
tlm_signals_series (const TlmSignals *signals, guint channel)
{
  g_return_val_if_fail (channel < TLM_RULE_N_CHANNELS, NULL);
  if (channel == TLM_CHANNEL_SPEED)
    return signals->speed.series ? signals->speed.series : signals->climb.series;
  return signals->channels[channel].series;
}
