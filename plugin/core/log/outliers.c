/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log/outliers.h"

#include <math.h>

#include "core/log/log-private.h"
#include "core/log/magnitudes.h"
#include "core/log/outlier-private.h"
#include "core/log/series-private.h"

/* Samples after one that may confirm it, and a run's first ones that those after judge. */
#define CONFIRM 2
#define FIRST 2
#define AFTER_FIRST 6

/* How much further than a vehicle can get the last samples of a run have to be off. */
#define LAST_REACHES 20

#define EARTH_M 6371e3

static TlmJudgedOrder
order_of (TlmChannelId channel)
{
  switch (channel) {
    case TLM_CHANNEL_ALTITUDE:
    case TLM_CHANNEL_ALTITUDE_ELLIPSOID:
    case TLM_CHANNEL_ALTITUDE_MSL:
    case TLM_CHANNEL_ALTITUDE_AGL:
    case TLM_CHANNEL_DOWNRANGE:
    case TLM_CHANNEL_RANGE:
      return TLM_JUDGED_POSITION;
    case TLM_CHANNEL_SPEED:
    case TLM_CHANNEL_VERTICAL_SPEED:
    case TLM_CHANNEL_HORIZONTAL_SPEED:
    case TLM_CHANNEL_SPEED_INERTIAL:
    case TLM_CHANNEL_SPEED_RELATIVE:
    case TLM_CHANNEL_RANGE_RATE:
      return TLM_JUDGED_SPEED;
    default:
      return TLM_JUDGED_NONE;
  }
}

/* What is judged: samples of one series, or pairs of two that have the same times. */
typedef struct {
  TlmSeries *series[2];      /* the second one NULL but for a place */
  GArray *pairs;             /* Pair; NULL but for a place */
  TlmJudgedOrder order;
  TlmOutliersEnd end;
  GArray *out;               /* gsize: what is to be kept out */
} Case;

typedef struct {
  gsize index[2];
} Pair;

static gsize
length_of (const Case *judge)
{
  return judge->pairs ? judge->pairs->len : judge->series[0]->length;
}

static const TlmSample *
sample_of (const Case *judge, guint which, gsize i)
{
  return &judge->series[which]->samples[judge->pairs ?
      g_array_index (judge->pairs, Pair, i).index[which] : i];
}

/* On a sphere as large as the Earth, where neither a pole nor a meridian is a special
 * place. */
static TlmJudgedPoint
point_of_place (double latitude_deg, double longitude_deg)
{
  double latitude = latitude_deg * G_PI / 180, longitude = longitude_deg * G_PI / 180;

  return (TlmJudgedPoint) { { EARTH_M * cos (latitude) * cos (longitude),
      EARTH_M * cos (latitude) * sin (longitude), EARTH_M * sin (latitude) } };
}

static TlmJudged
judged_of (const Case *judge, gsize i)
{
  const TlmSample *first = sample_of (judge, 0, i);
  TlmJudged judged = { first->time_ns, { { first->value, 0, 0 } } };

  if (judge->pairs)
    judged.at = point_of_place (first->value, sample_of (judge, 1, i)->value);
  return judged;
}

static gboolean
is_joined (const Case *judge, gsize i)
{
  gsize from = (gsize) (sample_of (judge, 0, i) - judge->series[0]->samples);
  gsize to = (gsize) (sample_of (judge, 0, i + 1) - judge->series[0]->samples);

  while (from < to && tlm_series_joined (judge->series[0], from))
    from++;
  return from == to;
}

/* Whether what is before END may go on. */
static gboolean
is_live_end (const Case *judge, gsize end)
{
  return judge->end == TLM_OUTLIERS_MORE && end == length_of (judge);
}

/* Whether one of the two after I is where those before it foretell, or I waits for them.
 * The run ends before END. */
static gboolean
is_excluded (const Case *judge, const TlmJudgedPast *past, gsize i, gsize end)
{
  TlmJudged judged = judged_of (judge, i), later;

  if (!tlm_judged_is_off (past, judge->order, &judged, 1))
    return FALSE;
  for (gsize j = i + 1; j <= i + CONFIRM && j < end; j++) {
    later = judged_of (judge, j);
    if (tlm_judged_is_back (past, judge->order, &judged, &later))
      return TRUE;
  }
  return i + CONFIRM >= end && (is_live_end (judge, end) ||
      tlm_judged_is_off (past, judge->order, &judged, LAST_REACHES));
}

static void
accept_at (const Case *judge, TlmJudgedPast *past, gsize i)
{
  TlmJudged judged = judged_of (judge, i);

  tlm_judged_accept (past, judge->order, &judged);
}

/* The first samples of a run have nothing before them: those after them judge. */
static void
judge_first (const Case *judge, gsize first, gsize end, gboolean *is_out)
{
  TlmJudgedPast past = { .n = 0 };

  if (end - first < FIRST + AFTER_FIRST)
    return;
  for (gsize i = first + FIRST + AFTER_FIRST; i-- > first + FIRST;)
    accept_at (judge, &past, i);
  for (gsize i = FIRST; i-- > 0;) {
    TlmJudged judged = judged_of (judge, first + i);
    is_out[i] = tlm_judged_is_off (&past, judge->order, &judged, 1);
    if (!is_out[i])
      tlm_judged_accept (&past, judge->order, &judged);
  }
}

/* Judges the run from FIRST to before END, or of one that began earlier what is from
 * NEWS on, by what was accepted before. */
static void
judge_run (const Case *judge, gsize first, gsize end, gsize news)
{
  gboolean is_out[FIRST] = { FALSE };
  TlmJudgedPast past = { .n = 0 };

  if (news == first)
    judge_first (judge, first, end, is_out);
  for (gsize i = first; i < end; i++) {
    if (i >= news && ((i - first < FIRST && is_out[i - first]) ||
            is_excluded (judge, &past, i, end)))
      g_array_append_val (judge->out, i);
    else
      accept_at (judge, &past, i);
  }
}

/* How many samples a judgement looks back at, at most: those that PAST has, and some. */
#define LOOK_BACK 48

/* Samples before the first that has changed whose judgement may change with it. */
#define UNDECIDED 4

/* The index from which all is judged anew: the first of its run, where that began not
 * long ago. FIRST receives where looking back begins. */
static gsize
find_news (const Case *judge, gsize changed, gsize *first)
{
  gsize begin = changed;

  while (begin > 0 && changed - begin < LOOK_BACK && is_joined (judge, begin - 1))
    begin--;
  *first = begin;
  return begin == 0 || changed - begin < LOOK_BACK ? begin : changed - UNDECIDED;
}

static gsize
index_from (const Case *judge, gint64 time_ns)
{
  gsize low = 0, high = length_of (judge);

  while (low < high) {
    gsize middle = low + (high - low) / 2;
    if (sample_of (judge, 0, middle)->time_ns < time_ns)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* All times near the first that has changed and after it that both series have. */
static void
find_pairs (Case *judge, gint64 changed_ns)
{
  const TlmSeries *a = judge->series[0], *b = judge->series[1];
  gsize until = tlm_samples_before (a->samples, a->length, changed_ns);
  Pair pair = { { until > 2 * LOOK_BACK ? until - 2 * LOOK_BACK : 0, 0 } };

  g_array_set_size (judge->pairs, 0);
  if (pair.index[0] > 0)
    pair.index[1] = tlm_samples_before (b->samples, b->length, a->samples[pair.index[0]].time_ns);
  while (pair.index[0] < a->length && pair.index[1] < b->length) {
    gint64 from = a->samples[pair.index[0]].time_ns, to = b->samples[pair.index[1]].time_ns;
    if (from == to)
      g_array_append_val (judge->pairs, pair);
    pair.index[0] += from <= to;
    pair.index[1] += to <= from;
  }
}

static void
set_aside (const Case *judge, guint which)
{
  g_autofree gsize *indices = g_new (gsize, judge->out->len + 1);

  for (guint i = 0; i < judge->out->len; i++) {
    gsize at = g_array_index (judge->out, gsize, i);
    indices[i] = judge->pairs ? g_array_index (judge->pairs, Pair, at).index[which] : at;
  }
  tlm_series_set_aside (judge->series[which], indices, judge->out->len);
}

static void
judge_changed (Case *judge, gint64 changed_ns)
{
  gsize first, news;

  if (judge->pairs)
    find_pairs (judge, changed_ns);
  if (length_of (judge) == 0)
    return;
  news = find_news (judge, index_from (judge, changed_ns), &first);
  if (news < length_of (judge)) {
    gint64 from = news == 0 ? G_MININT64 : sample_of (judge, 0, news)->time_ns;
    for (guint i = 0; i < 2 && judge->series[i]; i++)
      tlm_series_readmit (judge->series[i], from);
    if (judge->pairs)
      find_pairs (judge, changed_ns);
  }
  for (gsize end; first < length_of (judge); first = end, news = MAX (news, end)) {
    for (end = first + 1; end < length_of (judge) && is_joined (judge, end - 1);)
      end++;
    judge_run (judge, first, end, news);
  }
  for (guint i = 0; i < 2 && judge->series[i] && judge->out->len > 0; i++)
    set_aside (judge, i);
}

static void
judge_case (Case *judge)
{
  gint64 changed = judge->series[0]->changed_ns;

  if (judge->series[1])
    changed = MIN (changed, judge->series[1]->changed_ns);
  if (changed == G_MAXINT64)
    return;
  judge->out = g_array_new (FALSE, FALSE, sizeof (gsize));
  judge_changed (judge, changed);
  for (guint i = 0; i < 2 && judge->series[i]; i++)
    judge->series[i]->changed_ns = G_MAXINT64;
  g_array_unref (judge->out);
}

void
tlm_outliers_judge (TlmSeries *series, TlmChannelId channel, TlmOutliersEnd end)
{
  Case judge = { .series = { series }, .order = order_of (channel),
    .end = end };

  g_return_if_fail (series != NULL);
  if (judge.order != TLM_JUDGED_NONE)
    judge_case (&judge);
}

void
tlm_outliers_judge_place (TlmSeries *latitude, TlmSeries *longitude, TlmOutliersEnd end)
{
  Case judge = { .series = { latitude, longitude }, .order = TLM_JUDGED_POSITION,
    .end = end };

  g_return_if_fail (latitude != NULL && longitude != NULL);
  judge.pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  judge_case (&judge);
  g_array_unref (judge.pairs);
}

void
tlm_outliers_judge_log (TlmLog *log, TlmOutliersEnd end)
{
  g_return_if_fail (log != NULL);
  if (end == TLM_OUTLIERS_END)
    tlm_log_settle_magnitudes (log);
  for (guint i = 0; i < log->vehicles->len && !log->keep_outliers; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    TlmSeries *latitude = tlm_log_series (vehicle, TLM_CHANNEL_LATITUDE);
    TlmSeries *longitude = tlm_log_series (vehicle, TLM_CHANNEL_LONGITUDE);
    for (guint c = 0; c < TLM_N_STANDARD_CHANNELS; c++)
      if (order_of (c) != TLM_JUDGED_NONE && tlm_log_series (vehicle, c))
        tlm_outliers_judge (tlm_log_series (vehicle, c), c, end);
    if (latitude && longitude)
      tlm_outliers_judge_place (latitude, longitude, end);
  }
}
