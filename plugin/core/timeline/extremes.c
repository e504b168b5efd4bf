/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/extremes.h"

#include <math.h>

/* Intervals between the instants that a derived channel's reach is taken from. */
#define PROBES 24

/* Samples that share a place in the table. */
#define BLOCK 64

/* The least step of a derived channel's instants, and how many there are. */
#define STEP_NS (TLM_SECOND / 4)
#define INSTANTS_MAX 2048

/* How long before the end a derived value may yet change: the widest window of a
 * local fit (core/log/slope.h) on both sides. */
#define UNSETTLED_NS (20 * TLM_SECOND)

typedef struct {
  double low, high;        /* low > high: none yet */
} Range;

#define NO_RANGE ((Range) { G_MAXDOUBLE, -G_MAXDOUBLE })

/* A peak between two instants. */
typedef struct {
  gint64 time_ns;
  Range range;             /* of all peaks up to and with it */
} Peak;

/* How often the search for a peak makes its interval 0.62 times as long: to a 30,000th. */
#define NARROWINGS 22

#define GOLDEN 0.6180339887498949

/* The table's entry k is the range of all up to and with block (or instant) k. */
struct _TlmExtremes {
  const TlmTimeline *timeline;
  guint vehicle, channel;
  GArray *table;           /* Range */
  GArray *peaks;           /* Peak, in order of time; of a derived channel */
  const TlmSeries *series; /* of the table, NULL: of a derived channel */
  guint64 revision;        /* of the timeline then */
  gint64 first_ns, last_ns, step_ns;
};

static Range
range_add (Range range, double value)
{
  return (Range) { MIN (range.low, value), MAX (range.high, value) };
}

/* NAN where it is not known. */
static double
value_at (const TlmExtremes *extremes, gint64 time_ns)
{
  TlmValue value = tlm_timeline_value (extremes->timeline, extremes->vehicle, extremes->channel,
      time_ns);

  return tlm_value_is_shown (&value) ? value.value : NAN;
}

static Range
range_add_at (Range range, const TlmExtremes *extremes, gint64 time_ns)
{
  double value = value_at (extremes, time_ns);

  return isnan (value) ? range : range_add (range, value);
}

/* Whether the channel can have a value; SERIES receives its samples, or NULL. */
static gboolean
find_source (const TlmTimeline *timeline, guint vehicle, guint channel, const TlmSeries **series)
{
  TlmOrigin origin = TLM_ORIGIN_MEASURED;
  const TlmTrack *track;

  *series = NULL;
  if (!tlm_timeline_has_channel (timeline, vehicle, channel, &origin))
    return FALSE;
  track = origin == TLM_ORIGIN_MEASURED ? tlm_timeline_track (timeline, vehicle, channel) : NULL;
  if (track)
    *series = track->series;
  return TRUE;
}

gboolean
tlm_timeline_reach (const TlmTimeline *timeline, guint vehicle, guint channel, double *low,
    double *high)
{
  const TlmExtremes probe = { .timeline = timeline, .vehicle = vehicle, .channel = channel };
  const TlmSeries *series;
  Range range = NO_RANGE;
  gint64 first, last;

  g_return_val_if_fail (timeline != NULL && low != NULL && high != NULL, FALSE);
  if (!find_source (timeline, vehicle, channel, &series))
    return FALSE;
  if (series)
    return tlm_series_range (series, low, high);
  if (!tlm_timeline_span (timeline, &first, &last))
    return FALSE;
  for (int i = 0; i <= PROBES; i++)
    range = range_add_at (range, &probe, first + (last - first) / PROBES * i);
  if (range.low > range.high)
    return FALSE;
  *low = range.low;
  *high = range.high;
  return TRUE;
}

TlmExtremes *
tlm_extremes_new (const TlmTimeline *timeline, guint vehicle, guint channel)
{
  TlmExtremes *extremes;

  g_return_val_if_fail (timeline != NULL, NULL);
  extremes = g_new0 (TlmExtremes, 1);
  extremes->timeline = timeline;
  extremes->vehicle = vehicle;
  extremes->channel = channel;
  extremes->table = g_array_new (FALSE, FALSE, sizeof (Range));
  extremes->peaks = g_array_new (FALSE, FALSE, sizeof (Peak));
  return extremes;
}

void
tlm_extremes_free (TlmExtremes *extremes)
{
  if (!extremes)
    return;
  g_array_unref (extremes->table);
  g_array_unref (extremes->peaks);
  g_free (extremes);
}

static Range
table_before (const TlmExtremes *extremes, gsize index)
{
  return index > 0 ? g_array_index (extremes->table, Range, index - 1) : NO_RANGE;
}

/* Measured */

static void
tabulate_series (TlmExtremes *extremes, const TlmSeries *series, gsize length)
{
  Range range = NO_RANGE;

  extremes->series = series;
  extremes->revision = tlm_timeline_get_revision (extremes->timeline);
  g_array_set_size (extremes->table, 0);
  for (gsize i = 0; i < length; i++) {
    range = range_add (range, tlm_series_value (series, i));
    if (i % BLOCK == BLOCK - 1)
      g_array_append_val (extremes->table, range);
  }
}

static Range
series_until (TlmExtremes *extremes, const TlmSeries *series, gint64 time_ns)
{
  gsize length = tlm_series_length (series);
  gssize last = tlm_series_find (series, time_ns);

  if (extremes->series != series ||
      extremes->revision != tlm_timeline_get_revision (extremes->timeline))
    tabulate_series (extremes, series, length);
  gsize block = (gsize) (last + 1) / BLOCK;
  Range range = last < 0 ? NO_RANGE : table_before (extremes, block);
  for (gsize i = block * BLOCK; (gssize) i <= last; i++)
    range = range_add (range, tlm_series_value (series, i));
  return range;
}

/* Derived */

static Range
peaks_until (const TlmExtremes *extremes, gint64 time_ns)
{
  guint low = 0, high = extremes->peaks->len;

  while (low < high) {
    guint middle = (low + high) / 2;
    if (g_array_index (extremes->peaks, Peak, middle).time_ns <= time_ns)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? g_array_index (extremes->peaks, Peak, low - 1).range : NO_RANGE;
}

/* The largest SIGN times the value from FROM to TO, which rises and falls once: by golden section. */
static void
find_peak (const TlmExtremes *extremes, double sign, gint64 from_ns, gint64 to_ns, gint64 *time_ns, double *value)
{
  double width = (double) (to_ns - from_ns), left = (1 - GOLDEN) * width, right = GOLDEN * width, from = 0;
  double at_left = sign * value_at (extremes, from_ns + (gint64) left);
  double at_right = sign * value_at (extremes, from_ns + (gint64) right);

  for (guint i = 0; i < NARROWINGS; i++) {
    width *= GOLDEN;
    if (at_left > at_right) {
      right = left;
      at_right = at_left;
      left = from + (1 - GOLDEN) * width;
      at_left = sign * value_at (extremes, from_ns + (gint64) left);
    } else {
      from = left;
      left = right;
      at_left = at_right;
      right = from + GOLDEN * width;
      at_right = sign * value_at (extremes, from_ns + (gint64) right);
    }
  }
  *time_ns = from_ns + (gint64) (at_left > at_right ? left : right);
  *value = sign * MAX (at_left, at_right);
}

/* Three values a step apart, the last at T: what is between them may be beyond all that was, by no more
 * than they differ. */
static void
add_peak (TlmExtremes *extremes, const double values[3], gint64 time_ns)
{
  double low = MIN (values[0], values[2]), high = MAX (values[0], values[2]), middle = values[1], value;
  Range sofar = table_before (extremes, extremes->table->len), range;
  double sign = middle >= high && middle > low ? 1 : middle <= low && middle < high ? -1 : 0;
  double slack = MAX (fabs (middle - values[0]), fabs (middle - values[2]));
  gint64 peak_ns, from_ns = time_ns - 2 * extremes->step_ns;

  if (isnan (slack) || sign == 0 || (sign > 0 ? middle + slack < sofar.high : middle - slack > sofar.low))
    return;
  find_peak (extremes, sign, from_ns, time_ns, &peak_ns, &value);
  if (isnan (value))
    return;
  range = NO_RANGE;
  if (extremes->peaks->len > 0) {
    const Peak *last = &g_array_index (extremes->peaks, Peak, extremes->peaks->len - 1);
    range = last->range;
    peak_ns = MAX (peak_ns, last->time_ns);
  }
  Peak peak = { peak_ns, range_add (range, value) };
  g_array_append_val (extremes->peaks, peak);
}

/* The first KEPT instants stay as they are. */
static void
look_at_instants (TlmExtremes *extremes, gsize kept)
{
  gint64 begin_ns = extremes->first_ns + (gint64) kept * extremes->step_ns, step_ns = extremes->step_ns;
  double values[3] = { NAN, NAN, NAN };

  g_array_set_size (extremes->table, (guint) kept);
  while (extremes->peaks->len > 0 && (kept < 2 ||
      g_array_index (extremes->peaks, Peak, extremes->peaks->len - 1).time_ns >= begin_ns - 2 * step_ns))
    g_array_set_size (extremes->peaks, extremes->peaks->len - 1);
  for (gsize i = MIN (kept, 3); i > 0; i--)
    values[3 - i] = value_at (extremes, begin_ns - (gint64) i * step_ns);
  if (kept >= 3)
    add_peak (extremes, values, begin_ns - step_ns);
  for (gint64 t = begin_ns; t <= extremes->last_ns; t += step_ns) {
    Range range = table_before (extremes, extremes->table->len);

    values[0] = values[1];
    values[1] = values[2];
    values[2] = value_at (extremes, t);
    add_peak (extremes, values, t);
    range = isnan (values[2]) ? range : range_add (range, values[2]);
    g_array_append_val (extremes->table, range);
  }
}

static void
tabulate_instants (TlmExtremes *extremes, gint64 first_ns, gint64 last_ns)
{
  gint64 step_ns = STEP_NS, settled_ns = extremes->last_ns - UNSETTLED_NS;
  gsize kept = 0;

  while ((last_ns - first_ns) / step_ns >= INSTANTS_MAX)
    step_ns *= 2;
  if (!extremes->series && extremes->first_ns == first_ns && extremes->step_ns == step_ns &&
      settled_ns > first_ns && last_ns > extremes->last_ns)
    kept = MIN (extremes->table->len, (gsize) ((settled_ns - first_ns) / step_ns));
  extremes->series = NULL;
  extremes->revision = tlm_timeline_get_revision (extremes->timeline);
  extremes->first_ns = first_ns;
  extremes->last_ns = last_ns;
  extremes->step_ns = step_ns;
  look_at_instants (extremes, kept);
}

static Range
instants_until (TlmExtremes *extremes, gint64 time_ns)
{
  gint64 first, last;

  if (!tlm_timeline_span (extremes->timeline, &first, &last) || time_ns < first)
    return NO_RANGE;
  if (extremes->series || extremes->step_ns == 0 ||
      extremes->revision != tlm_timeline_get_revision (extremes->timeline))
    tabulate_instants (extremes, first, last);
  gsize index = (gsize) ((time_ns - first) / extremes->step_ns) + 1;
  Range range = table_before (extremes, MIN (index, extremes->table->len));
  Range peaks = peaks_until (extremes, time_ns);
  return (Range) { MIN (range.low, peaks.low), MAX (range.high, peaks.high) };
}

gboolean
tlm_extremes_at (TlmExtremes *extremes, gint64 time_ns, double *low, double *high)
{
  const TlmSeries *series;
  Range range;

  g_return_val_if_fail (extremes != NULL && low != NULL && high != NULL, FALSE);
  if (time_ns == TLM_TIME_NONE ||
      !find_source (extremes->timeline, extremes->vehicle, extremes->channel, &series))
    return FALSE;
  range = series ? series_until (extremes, series, time_ns) : instants_until (extremes, time_ns);
  range = range_add_at (range, extremes, time_ns);
  if (range.low > range.high)
    return FALSE;
  *low = range.low;
  *high = range.high;
  return TRUE;
}
