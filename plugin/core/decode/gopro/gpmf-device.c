/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/decode/bytes.h"
#include "core/decode/gopro/gpmf-stream.h"
#include "core/time/elapsed.h"

/* One payload of a device. */
typedef struct {
  TlmGpmfTrack *track;
  gint64 begin_ns;
  gint64 duration_ns;
} Payload;

/* Latitude, longitude, altitude, horizontal and total speed. */
static void
put_fix (Payload *payload, const TlmGpmfStream *stream, guint fix, gint64 time_ns,
    const double *fields)
{
  TlmWriter *writer = &payload->track->writer;

  if (fix < TLM_GPMF_FIX_2D) {
    if (!payload->track->is_lost)
      tlm_writer_lose_fix (writer, time_ns);
    payload->track->is_lost = TRUE;
    return;
  }
  payload->track->is_lost = FALSE;
  tlm_writer_put (writer, TLM_CHANNEL_LATITUDE, time_ns, fields[0]);
  tlm_writer_put (writer, TLM_CHANNEL_LONGITUDE, time_ns, fields[1]);
  tlm_writer_put (writer, TLM_CHANNEL_HORIZONTAL_SPEED, time_ns, fields[3]);
  if (fix < TLM_GPMF_FIX_3D)
    return;
  tlm_writer_put_altitude (writer, stream->datum, time_ns, fields[2]);
  tlm_writer_put (writer, TLM_CHANNEL_SPEED, time_ns, fields[4]);
}

static void
put_dilution (Payload *payload, gint64 time_ns, double dilution)
{
  if (isfinite (dilution))
    tlm_writer_put_own (&payload->track->writer, &payload->track->dilution,
        "dilution-of-precision", TLM_QUANTITY_NONE, time_ns, dilution);
}

/* From one of N samples to the next. A sensor keeps its rate: where a payload has clearly
 * fewer samples than the one before (at the end of a film, after a loss), they are not
 * stretched over all of it. */
static gint64
sample_step (const Payload *payload, TlmGpmfRate rate, guint n)
{
  gint64 *before = &payload->track->steps_ns[rate];
  gint64 step = n > 0 ? payload->duration_ns / n : 0;

  if (*before > 0 && step > *before + *before / 4)
    return *before;
  *before = step;
  return step;
}

/* HERO11 says each place in GPS5 and in GPS9, which has a time and a fix for each sample:
 * one receiver, of which the better account is taken. */
static gboolean
is_said_better (Payload *payload)
{
  TlmGpmfTrack *track = payload->track;

  if (!track->has_gps9)
    return FALSE;
  if (!track->said_both)
    tlm_log_note (track->writer.log, "places are in two streams, GPS5 and GPS9: GPS9 is taken, "
        "which has a time and a fix for each sample");
  track->said_both = TRUE;
  return TRUE;
}

static void
read_gps5 (Payload *payload, const TlmGpmfStream *stream, const TlmGpmfItem *item)
{
  double fields[5];
  gint64 step;

  if (is_said_better (payload))
    return;
  if (stream->fix >= TLM_GPMF_FIX_2D)
    put_dilution (payload, payload->begin_ns, stream->dilution);
  step = sample_step (payload, TLM_GPMF_RATE_GPS5, item->count);
  for (guint i = 0; i < item->count; i++)
    if (tlm_gpmf_stream_fields (stream, item, i, 5, fields))
      put_fix (payload, stream, stream->fix, payload->begin_ns + step * i, fields);
}

/* Each sample of GPS9 has its own time; in a film it has the film's. */
static void
read_gps9 (Payload *payload, const TlmGpmfStream *stream, const TlmGpmfItem *item)
{
  const TlmGpmfTrack *track = payload->track;
  gboolean own = track->film_start == TLM_TIME_NONE && track->writer.log->clock == TLM_CLOCK_TAI;
  gint64 step = sample_step (payload, TLM_GPMF_RATE_GPS9, item->count);
  double fields[9];

  for (guint i = 0; i < item->count; i++) {
    gint64 time_ns = payload->begin_ns + step * i;
    if (!tlm_gpmf_stream_fields (stream, item, i, 9, fields) || !(fields[8] >= 0 && fields[8] < 256) ||
        (own && !tlm_gpmf_gps9_time (fields, &time_ns)))
      continue;
    put_fix (payload, stream, (guint) fields[8], time_ns, fields);
    if (fields[8] >= TLM_GPMF_FIX_2D)
      put_dilution (payload, time_ns, fields[7]);
  }
}

/* A sensor of three axes. */
typedef struct {
  TlmGpmfRate rate;
  TlmChannelId channel;
  double factor;           /* to the channel's unit */
} Vector;

static const Vector acceleration = { .rate = TLM_GPMF_RATE_ACCL, .channel = TLM_CHANNEL_G_LOAD,
  .factor = 1 };
static const Vector turning = { .rate = TLM_GPMF_RATE_GYRO, .channel = TLM_CHANNEL_ANGULAR_RATE,
  .factor = 180 / G_PI };

/* The length of a vector sensor's samples: what is felt does not depend on how
 * the camera is mounted. */
static void
read_vector (Payload *payload, const TlmGpmfStream *stream, const TlmGpmfItem *item,
    const Vector *vector)
{
  gint64 step = sample_step (payload, vector->rate, item->count);
  double v[3];

  for (guint i = 0; i < item->count; i++)
    if (tlm_gpmf_stream_fields (stream, item, i, 3, v))
      tlm_writer_put (&payload->track->writer, vector->channel, payload->begin_ns + step * i,
          vector->factor * sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]));
}

static void
read_stream (Payload *payload, const guint8 *data, gsize length)
{
  TlmGpmfStream stream = tlm_gpmf_stream_new ();
  TlmGpmfItem item;

  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);) {
    if (tlm_gpmf_stream_describe (&stream, &item))
      continue;
    if (item.key == TLM_GPMF_GPS5)
      read_gps5 (payload, &stream, &item);
    else if (item.key == TLM_GPMF_GPS9)
      read_gps9 (payload, &stream, &item);
    else if (item.key == TLM_GPMF_ACCL)
      read_vector (payload, &stream, &item, &acceleration);
    else if (item.key == TLM_GPMF_GYRO)
      read_vector (payload, &stream, &item, &turning);
  }
}

void
tlm_gpmf_set_begin (TlmGpmfTrack *track, TlmClock clock, gint64 begin_ns)
{
  track->writer.log->clock = clock;
  track->next_ns = begin_ns;
  track->has_clock = TRUE;
}

/* Whether some stream of the device holds an item of KEY. */
static gboolean
holds_key (const guint8 *data, gsize length, guint32 key)
{
  TlmGpmfItem stream, item;

  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &stream);)
    for (gsize k = 0; stream.key == TLM_GPMF_STRM && stream.type == 0 &&
        tlm_gpmf_next (stream.data, (gsize) stream.size * stream.count, &k, &item);)
      if (item.key == key)
        return TRUE;
  return FALSE;
}

static void
note_move (TlmLog *log, TlmDuration moved_ns)
{
  g_autofree char *text = tlm_elapsed_seconds (moved_ns, 3);

  tlm_log_note (log, "the GPS of the film was off by %s s at first: its UTC is moved by that", text);
}

/* What is played has the medium's times, as a whole film has: stamps of single payloads are
 * off by more. Which instant the film's 0 is, is what the payloads so far say, as all of them
 * do of a file. It moves only where it is off by more than a stamp of the receiver can tell,
 * and what came before moves along: a frame shows the same values, at the better instant. */
static void
tie_film (TlmGpmfTrack *track, TlmInstant utc)
{
  TlmLog *log = track->writer.log;
  TlmInstant start, before = track->film_start;

  if (track->said_ns != track->media_ns)     /* of several devices the first counts */
    tlm_gpmf_starts_add (&track->starts, utc - track->media_ns);
  track->said_ns = track->media_ns;
  start = tlm_gpmf_starts_median (&track->starts);
  if (before != TLM_TIME_NONE && ABS (start - before) <= TLM_GPMF_GPS5_STEP_NS)
    return;
  track->film_start = start;
  if (before == TLM_TIME_NONE && !track->has_clock)
    return;
  if (before == TLM_TIME_NONE) {
    tlm_log_shift (log, start);
    log->clock = TLM_CLOCK_TAI;              /* it counted from the film's 0 */
    return;
  }
  tlm_log_move (log, start - before);
  note_move (log, start - before);
}

/* The first payload settles the clock. */
static gboolean
find_begin (Payload *payload, gboolean has_utc, TlmInstant utc)
{
  TlmGpmfTrack *track = payload->track;
  TlmLog *log = track->writer.log;
  gboolean film;

  if (has_utc && track->media_ns != TLM_TIME_NONE && !track->is_file)
    tie_film (track, utc);
  film = track->film_start != TLM_TIME_NONE && track->media_ns != TLM_TIME_NONE;
  if (!track->has_clock)
    log->clock = has_utc || film ? TLM_CLOCK_TAI : TLM_CLOCK_ELAPSED;
  if (film)
    payload->begin_ns = track->film_start + track->media_ns;
  else if (log->clock == TLM_CLOCK_TAI && has_utc)
    payload->begin_ns = utc;
  else if (log->clock == TLM_CLOCK_ELAPSED && track->media_ns != TLM_TIME_NONE)
    payload->begin_ns = track->media_ns;
  else if (track->has_clock || log->clock == TLM_CLOCK_ELAPSED)
    payload->begin_ns = track->next_ns;
  else
    return FALSE;
  track->has_clock = TRUE;
  return TRUE;
}

/* Rates are of one device: payloads may hold several. */
static void
follow_device (TlmGpmfTrack *track, const guint8 *data, gsize length)
{
  TlmGpmfItem item;

  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);) {
    guint32 id = item.key == TLM_GPMF_DVID && (gsize) item.size * item.count == 4 ?
        tlm_be32 (item.data) : 0;
    if (id == 0 || id == track->device)
      continue;
    track->device = id;
    memset (track->steps_ns, 0, sizeof track->steps_ns);
  }
}

static void
say_camera (Payload *payload, const guint8 *data, gsize length)
{
  TlmGpmfTrack *track = payload->track;
  TlmGpmfItem item;

  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);)
    if (item.key == TLM_GPMF_DVNM && item.type == 'c')
      tlm_writer_put_text (&track->writer, &track->camera, "camera", payload->begin_ns,
          (const char *) item.data, (gsize) item.size * item.count);
}

gboolean
tlm_gpmf_read_device (TlmGpmfTrack *track, const guint8 *data, gsize length)
{
  Payload payload = { .track = track };
  TlmGpmfTime time = tlm_gpmf_look (data, length);
  TlmGpmfItem item;

  follow_device (track, data, length);
  track->has_gps9 |= holds_key (data, length, TLM_GPMF_GPS9);
  payload.duration_ns = track->duration_ns > 0 ? track->duration_ns : time.duration_ns;
  if (!find_begin (&payload, time.has_utc, time.utc))
    return FALSE;
  if (time.has_utc && track->media_ns != TLM_TIME_NONE)
    tlm_log_add_pair (track->writer.log, track->media_ns, time.utc, TLM_GPMF_GPS5_STEP_NS);
  track->next_ns = payload.begin_ns + payload.duration_ns;
  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);)
    if (item.key == TLM_GPMF_STRM && item.type == 0)
      read_stream (&payload, item.data, (gsize) item.size * item.count);
  say_camera (&payload, data, length);
  tlm_writer_count (&track->writer, payload.begin_ns);
  return TRUE;
}
