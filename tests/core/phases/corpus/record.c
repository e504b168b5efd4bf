/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "record.h"

#include <math.h>
#include <string.h>
#include <stdio.h>

static const TlmChannelId channel_ids[RECORD_N] = {
  [RECORD_ALTITUDE] = TLM_CHANNEL_ALTITUDE, [RECORD_SPEED] = TLM_CHANNEL_SPEED,
  [RECORD_VERTICAL_SPEED] = TLM_CHANNEL_VERTICAL_SPEED,
  [RECORD_ACCELERATION] = TLM_CHANNEL_ACCELERATION, [RECORD_G_LOAD] = TLM_CHANNEL_G_LOAD,
  [RECORD_RANGE] = TLM_CHANNEL_RANGE, [RECORD_RANGE_RATE] = TLM_CHANNEL_RANGE_RATE,
};

/* Where the instants of state vectors begin: any day. */
#define FIRST_DAY (18900 * 86400 * TLM_SECOND)

const char *
corpus_channel_name (CorpusChannel channel)
{
  return tlm_channel_get (channel_ids[channel])->name;
}

double
corpus_record_true (const CorpusRecord *record, CorpusChannel channel, double t_s)
{
  const CorpusFlight *flight = record->flight;
  CorpusPoint at = corpus_at (flight, t_s);

  switch (channel) {
    case RECORD_ALTITUDE:
      return record->variant->above_sea ? at.height_m : at.height_m - flight->ground_m;
    case RECORD_SPEED: return hypot (at.up_m_s, at.along_m_s);
    case RECORD_VERTICAL_SPEED: return at.up_m_s;
    case RECORD_ACCELERATION: return at.felt_m_s2 - corpus_gravity (flight->body, 0);
    case RECORD_G_LOAD: return at.load_m_s2;
    case RECORD_RANGE: return at.range_m;
    case RECORD_RANGE_RATE: return at.closing_m_s;
    default: return NAN;
  }
}

static double
gauss (GRand *random)
{
  double u = g_rand_double_range (random, 1e-12, 1), v = g_rand_double (random);

  return sqrt (-2 * log (u)) * cos (2 * G_PI * v);
}

static gboolean
is_written (const CorpusWriting *writing)
{
  return writing->exact || writing->step > 0 || writing->noise > 0;
}

static double
written (const CorpusWriting *writing, double value, GRand *random)
{
  value += writing->noise > 0 ? writing->noise * gauss (random) : 0;
  return writing->step > 0 ? round (value / writing->step) * writing->step + 0.0 : value;
}

const CorpusGap *
corpus_record_gap (const CorpusRecord *record, double t_s)
{
  for (guint i = 0; i < record->gaps->len; i++) {
    const CorpusGap *gap = &g_array_index (record->gaps, CorpusGap, i);
    if (t_s > gap->from_s && t_s < gap->to_s)
      return gap;
  }
  return NULL;
}

static void
make_gaps (CorpusRecord *record, GRand *random)
{
  const GArray *events = record->flight->truth->events;
  double span = record->last_s - record->first_s;

  for (guint i = 0; i < record->variant->gaps; i++) {
    double length = fmin (g_rand_double_range (random, 5, 60), span / 8);
    double at = record->first_s + span * g_rand_double_range (random, 0.15, 0.85);
    if (i == 0 && events->len > 0)
      at = g_array_index (events, CorpusEvent, g_rand_int_range (random, 0, (gint32) events->len)).t_s;
    double from = at - length * g_rand_double_range (random, 0.2, 0.8);
    CorpusGap gap = { from, from + length };
    if (length >= 4 && gap.from_s > record->first_s + 2 && gap.to_s < record->last_s - 2)
      g_array_append_val (record->gaps, gap);
  }
}

/* The gap as it turned out: between two samples. */
static void
settle_gaps (CorpusRecord *record)
{
  for (guint i = 0; i < record->gaps->len; i++) {
    CorpusGap *gap = &g_array_index (record->gaps, CorpusGap, i);
    double before = record->first_s, after = record->last_s;
    for (guint j = 0; j < record->times->len; j++) {
      double t = g_array_index (record->times, double, j);
      before = t <= gap->from_s ? t : before;
      after = t >= gap->to_s ? fmin (after, t) : after;
    }
    *gap = (CorpusGap) { before, after };
  }
}

static void
set_span (CorpusRecord *record, GRand *random)
{
  const CorpusFlight *flight = record->flight;
  double start = g_array_index (flight->points, CorpusPoint, 0).t_s, end = flight->end_s;

  record->first_s = start;
  record->last_s = end;
  if (record->variant->cut) {
    record->first_s = start + (end - start) * g_rand_double_range (random, 0.02, 0.45);
    record->last_s = end - (end - start) * g_rand_double_range (random, 0.02, 0.4);
  }
  record->zero_s = record->first_s - floor (g_rand_double_range (random, 100, 5000));
  for (guint i = 0; record->variant->since_liftoff && i < flight->truth->events->len; i++) {
    const CorpusEvent *event = &g_array_index (flight->truth->events, CorpusEvent, i);
    if (event->kind == TRUTH_LIFTOFF)
      record->zero_s = event->t_s;
  }
}

static void
fill (CorpusRecord *record, GRand *random)
{
  double step = 1 / record->variant->rate_hz, phase = g_rand_double (random) * step;

  for (guint n = 0; ; n++) {
    double t = record->first_s + phase + n * step;
    if (t > record->last_s)
      break;
    if (corpus_record_gap (record, t))
      continue;
    g_array_append_val (record->times, t);
    for (guint i = 0; i < RECORD_N; i++) {
      const CorpusWriting *writing = &record->variant->channels[i];
      if (!record->values[i])
        continue;
      double value = written (writing, corpus_record_true (record, (CorpusChannel) i, t), random);
      g_array_append_val (record->values[i], value);
    }
  }
}

CorpusRecord *
corpus_record_new (const CorpusFlight *flight, const CorpusVariant *variant, guint32 seed)
{
  CorpusRecord *record = g_new0 (CorpusRecord, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed + 77777);

  record->flight = flight;
  record->variant = variant;
  record->times = g_array_new (FALSE, FALSE, sizeof (double));
  record->gaps = g_array_new (FALSE, FALSE, sizeof (CorpusGap));
  for (guint i = 0; i < RECORD_N; i++)
    if (is_written (&variant->channels[i]))
      record->values[i] = g_array_new (FALSE, FALSE, sizeof (double));
  set_span (record, random);
  make_gaps (record, random);
  fill (record, random);
  settle_gaps (record);
  record->first_s = g_array_index (record->times, double, 0);
  record->last_s = g_array_index (record->times, double, record->times->len - 1);
  return record;
}

void
corpus_record_wait (CorpusRecord *record, guint before, guint after)
{
  const double step = 1 / record->variant->rate_hz;
  const double first = record->first_s, last = record->last_s;

  for (guint channel = 0; channel < RECORD_N; channel++) {
    GArray *values = record->values[channel];
    /* Copies, as the array may move while it grows. */
    double begin = values ? g_array_index (values, double, 0) : NAN;
    double end = values ? g_array_index (values, double, values->len - 1) : NAN;
    for (guint i = 0; values && i < before; i++)
      g_array_prepend_val (values, begin);
    for (guint i = 0; values && i < after; i++)
      g_array_append_val (values, end);
  }
  for (guint i = 1; i <= before; i++) {
    double at = first - i * step;
    g_array_prepend_val (record->times, at);
  }
  for (guint i = 1; i <= after; i++) {
    double at = last + i * step;
    g_array_append_val (record->times, at);
  }
  record->first_s = g_array_index (record->times, double, 0);
  record->last_s = g_array_index (record->times, double, record->times->len - 1);
}

void
corpus_record_free (CorpusRecord *record)
{
  if (!record)
    return;
  g_array_unref (record->times);
  g_array_unref (record->gaps);
  for (guint i = 0; i < RECORD_N; i++)
    g_clear_pointer (&record->values[i], g_array_unref);
  g_free (record);
}

gint64
corpus_record_ns (const CorpusRecord *record, double t_s)
{
  gint64 ns = (gint64) llround ((t_s - record->zero_s) * 1e9);

  return record->variant->states ? FIRST_DAY + ns : ns;
}

double
corpus_record_s (const CorpusRecord *record, gint64 time_ns)
{
  gint64 ns = record->variant->states ? time_ns - FIRST_DAY : time_ns;

  return record->zero_s + (double) ns * 1e-9;
}

/* Measured states in inertial axes; the flight goes along the equator of its day, which precession
 * has moved by 0.1 degrees from that of the celestial frame: a metre a second of the ground's. */
static void
add_states (const CorpusRecord *record, TlmLogVehicle *vehicle, guint n)
{
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;
  g_autoptr (GRand) random = g_rand_new_with_seed (record->times->len);

  segment.frame = TLM_FRAME_TOD;
  segment.is_measured = TRUE;
  vehicle->ephemeris = tlm_ephemeris_new ();
  tlm_ephemeris_begin_segment (vehicle->ephemeris, &segment);
  for (guint i = 0; i < n; i++) {
    double t = g_array_index (record->times, double, i);
    CorpusPoint at = corpus_at (record->flight, t);
    TlmState state = { .position_m = { .x = at.x + 3 * gauss (random),
        .y = at.y + 3 * gauss (random), .z = 3 * gauss (random) },
      .velocity_m_s = { .x = at.vx + 0.05 * gauss (random), .y = at.vy + 0.05 * gauss (random),
        .z = 0.05 * gauss (random) } };
    tlm_ephemeris_append (vehicle->ephemeris, corpus_record_ns (record, t), &state, NULL, NULL);
  }
  tlm_ephemeris_seal (vehicle->ephemeris);
}

static void
append (const CorpusRecord *record, guint channel, guint from, guint to, TlmSeries *series)
{
  for (guint i = from; i < to; i++)
    tlm_series_append (series, corpus_record_ns (record, g_array_index (record->times, double, i)),
        g_array_index (record->values[channel], double, i));
}

/* As body= of a mission says it. */
static TlmSiteBody
body_of (const CorpusFlight *flight)
{
  static const struct { const char *name; TlmSiteBody body; } bodies[] = {
    { "moon", TLM_SITE_MOON }, { "mars", TLM_SITE_MARS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    if (strcmp (flight->body->name, bodies[i].name) == 0)
      return bodies[i].body;
  return TLM_SITE_EARTH;
}

TlmTimeline *
corpus_record_timeline (const CorpusRecord *record, guint n)
{
  g_autoptr (TlmLog) log = tlm_log_new ("corpus", "corpus");
  g_autoptr (GError) error = NULL;
  TlmTimeline *timeline = tlm_timeline_new ();
  TlmTimelineSite site = { .body = body_of (record->flight) };
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, record->vehicle ? record->vehicle : "");

  log->clock = record->variant->states ? TLM_CLOCK_TAI : TLM_CLOCK_ELAPSED;
  if (record->variant->states)
    add_states (record, vehicle, n);
  for (guint i = 0; i < RECORD_N; i++)
    if (record->values[i])
      append (record, i, 0, n, tlm_log_track (vehicle, corpus_channel_name ((CorpusChannel) i),
              TLM_QUANTITY_NONE)->series);
  tlm_log_seal (log);
  if (!tlm_timeline_add_log (timeline, log, NULL, &error))
    g_error ("%s", error->message);
  tlm_timeline_set_site (timeline, &site);
  return timeline;
}

TlmTimeline *
corpus_record_empty (const CorpusRecord *record)
{
  return corpus_record_timeline (record, 0);
}

void
corpus_record_feed (const CorpusRecord *record, TlmTimeline *timeline, guint from, guint to)
{
  for (guint i = 0; i < RECORD_N; i++) {
    const TlmTrack *track = record->values[i] ?
        tlm_timeline_track (timeline, 0, channel_ids[i]) : NULL;
    if (!track)
      continue;
    append (record, i, from, to, track->series);
    tlm_series_seal (track->series);
  }
}
