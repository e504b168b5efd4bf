/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/decode/gopro/gpmf-private.h"
#include "core/time/utc.h"

#define KEY TLM_GPMF_KEY
#define STRM KEY ('S', 'T', 'R', 'M')
#define DVNM KEY ('D', 'V', 'N', 'M')
#define TYPE KEY ('T', 'Y', 'P', 'E')
#define SCAL KEY ('S', 'C', 'A', 'L')
#define GPSF KEY ('G', 'P', 'S', 'F')
#define GPSU KEY ('G', 'P', 'S', 'U')
#define GPSP KEY ('G', 'P', 'S', 'P')
#define GPSA KEY ('G', 'P', 'S', 'A')
#define GPS5 KEY ('G', 'P', 'S', '5')
#define GPS9 KEY ('G', 'P', 'S', '9')
#define ACCL KEY ('A', 'C', 'C', 'L')
#define GYRO KEY ('G', 'Y', 'R', 'O')
#define MSLV KEY ('M', 'S', 'L', 'V')

#define MAX_FIELDS 9
#define FIX_2D 2
#define FIX_3D 3

/* GPS5 is taken at 18.18 Hz: GPSU of neighbouring payloads differ by this
 * times the number of samples between them. */
#define GPS5_STEP_NS (G_GINT64_CONSTANT (55) * 1000000)
/* A payload of which nothing says how long it is: 30 frames of NTSC video. */
#define PAYLOAD_NS (G_GINT64_CONSTANT (1001) * 1000000)
#define EPOCH_2000 (G_GINT64_CONSTANT (10957) * 86400)

/* What a stream says before its samples. */
typedef struct {
  double scale[MAX_FIELDS];
  char types[MAX_FIELDS + 1];  /* of the fields of a complex sample */
  double dilution;
  guint fix;
  TlmDatum datum;
} Stream;

/* One payload of a device. */
typedef struct {
  TlmGpmfTrack *track;
  gint64 begin_ns;
  gint64 duration_ns;
} Payload;

static void
read_scale (Stream *stream, const TlmGpmfItem *item)
{
  guint size = tlm_gpmf_type_size (item->type), n;

  if (size == 0 || item->size < size)
    return;
  n = MIN (item->size / size * item->count, MAX_FIELDS);
  for (guint i = 0; i < MAX_FIELDS; i++) {
    double scale = tlm_gpmf_number (item->type, item->data + (gsize) size * MIN (i, n - 1));
    stream->scale[i] = n > 0 && isfinite (scale) && scale != 0 ? scale : 1;
  }
}

static gboolean
two_digits (const guint8 *p, gint *out)
{
  if (!g_ascii_isdigit (p[0]) || !g_ascii_isdigit (p[1]))
    return FALSE;
  *out = (p[0] - '0') * 10 + p[1] - '0';
  return TRUE;
}

/* GPSU: yymmddhhmmss.sss */
static gboolean
read_utc (const TlmGpmfItem *item, TlmInstant *out)
{
  TlmUtc utc = { 0 };
  gint *fields[] = { &utc.year, &utc.month, &utc.day, &utc.hour, &utc.minute, &utc.second };
  gint factor = 100000000;

  if ((gsize) item->size * item->count < 16)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!two_digits (item->data + 2 * i, fields[i]))
      return FALSE;
  for (gsize i = 13; i < 16 && g_ascii_isdigit (item->data[i]); i++, factor /= 10)
    utc.nanosecond += (item->data[i] - '0') * factor;
  utc.year += 2000;
  return tlm_instant_from_utc (&utc, out);
}

static gboolean
read_count (const TlmGpmfItem *item, double *out)
{
  guint size = tlm_gpmf_type_size (item->type);

  if (size == 0 || item->size < size || item->count < 1)
    return FALSE;
  *out = tlm_gpmf_number (item->type, item->data);
  return TRUE;
}

/* Sets what comes before samples. FALSE for an item that is samples. */
static gboolean
read_description (Stream *stream, const TlmGpmfItem *item)
{
  double number = 0;

  switch (item->key) {
    case SCAL:
      read_scale (stream, item);
      return TRUE;
    case TYPE:
      memset (stream->types, 0, sizeof stream->types);
      memcpy (stream->types, item->data, MIN ((gsize) item->size * item->count, MAX_FIELDS));
      return TRUE;
    case GPSF:
      stream->fix = read_count (item, &number) && number >= 0 && number < 256 ?
          (guint) number : 0;
      return TRUE;
    case GPSP:
      stream->dilution = read_count (item, &number) ? number / 100 : NAN;
      return TRUE;
    case GPSA:
      if ((gsize) item->size * item->count >= 4 && memcmp (item->data, "MSLV", 4) == 0)
        stream->datum = TLM_DATUM_MSL;
      return TRUE;
    default:
      return FALSE;
  }
}

static Stream
stream_new (void)
{
  Stream stream = { .dilution = NAN, .datum = TLM_DATUM_ELLIPSOID };

  for (guint i = 0; i < MAX_FIELDS; i++)
    stream.scale[i] = 1;
  return stream;
}

/* The first N fields of sample INDEX, scaled. FALSE when they are not there. */
static gboolean
read_fields (const Stream *stream, const TlmGpmfItem *item, guint index, guint n, double *out)
{
  const guint8 *p = item->data + (gsize) index * item->size;
  guint at = 0;

  for (guint i = 0; i < n; i++) {
    char type = item->type == '?' ? stream->types[i] : item->type;
    guint size = tlm_gpmf_type_size (type);
    if (size == 0 || at + size > item->size)
      return FALSE;
    out[i] = tlm_gpmf_number (type, p + at) / stream->scale[i];
    at += size;
  }
  return TRUE;
}

/* Latitude, longitude, altitude, horizontal and total speed. */
static void
put_fix (Payload *payload, const Stream *stream, guint fix, gint64 time_ns,
    const double *fields)
{
  TlmWriter *writer = &payload->track->writer;

  if (fix < FIX_2D) {
    if (!payload->track->is_lost)
      tlm_writer_lose_fix (writer, time_ns);
    payload->track->is_lost = TRUE;
    return;
  }
  payload->track->is_lost = FALSE;
  tlm_writer_put (writer, TLM_CHANNEL_LATITUDE, time_ns, fields[0]);
  tlm_writer_put (writer, TLM_CHANNEL_LONGITUDE, time_ns, fields[1]);
  tlm_writer_put (writer, TLM_CHANNEL_HORIZONTAL_SPEED, time_ns, fields[3]);
  if (fix < FIX_3D)
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

/* When sample INDEX of N was taken. */
static gint64
sample_time (const Payload *payload, guint index, guint n)
{
  return payload->begin_ns + payload->duration_ns * index / n;
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
read_gps5 (Payload *payload, const Stream *stream, const TlmGpmfItem *item)
{
  double fields[5];

  if (is_said_better (payload))
    return;
  if (stream->fix >= FIX_2D)
    put_dilution (payload, payload->begin_ns, stream->dilution);
  for (guint i = 0; i < item->count; i++)
    if (read_fields (stream, item, i, 5, fields))
      put_fix (payload, stream, stream->fix, sample_time (payload, i, item->count), fields);
}

/* Days since 2000 and seconds of the day, UTC. */
static gboolean
gps9_time (const double *fields, TlmInstant *out)
{
  double whole = floor (fields[6]), days = fields[5];

  if (!(days >= 0 && days < 40000 && whole >= 0 && whole <= 86400))
    return FALSE;
  return tlm_instant_from_utc_day (EPOCH_2000 + (gint64) days * 86400, (gint) whole,
      MIN ((gint) lround ((fields[6] - whole) * 1e9), 999999999), out);
}

/* Each sample of GPS9 has its own time; in a film it has the film's. */
static void
read_gps9 (Payload *payload, const Stream *stream, const TlmGpmfItem *item)
{
  const TlmGpmfTrack *track = payload->track;
  gboolean own = track->film_start == TLM_TIME_NONE && track->writer.log->clock == TLM_CLOCK_TAI;
  double fields[9];

  for (guint i = 0; i < item->count; i++) {
    gint64 time_ns = sample_time (payload, i, item->count);
    if (!read_fields (stream, item, i, 9, fields) || !(fields[8] >= 0 && fields[8] < 256) ||
        (own && !gps9_time (fields, &time_ns)))
      continue;
    put_fix (payload, stream, (guint) fields[8], time_ns, fields);
    if (fields[8] >= FIX_2D)
      put_dilution (payload, time_ns, fields[7]);
  }
}

/* The length of a vector sensor's samples: what is felt does not depend on how
 * the camera is mounted. */
static void
read_vector (Payload *payload, const Stream *stream, const TlmGpmfItem *item,
    TlmChannelId channel, double factor)
{
  double v[3];

  for (guint i = 0; i < item->count; i++)
    if (read_fields (stream, item, i, 3, v))
      tlm_writer_put (&payload->track->writer, channel, sample_time (payload, i, item->count),
          factor * sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]));
}

static void
read_stream (Payload *payload, const guint8 *data, gsize length)
{
  Stream stream = stream_new ();
  TlmGpmfItem item;

  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);) {
    if (read_description (&stream, &item))
      continue;
    if (item.key == GPS5)
      read_gps5 (payload, &stream, &item);
    else if (item.key == GPS9)
      read_gps9 (payload, &stream, &item);
    else if (item.key == ACCL)
      read_vector (payload, &stream, &item, TLM_CHANNEL_G_LOAD, 1);
    else if (item.key == GYRO)
      read_vector (payload, &stream, &item, TLM_CHANNEL_ANGULAR_RATE, 180 / G_PI);
  }
}

/* What the GPS of a stream says of the payload: when it begins, and for how many
 * samples. */
static gboolean
find_gps (const guint8 *data, gsize length, TlmInstant *begin, guint *n_gps5,
    gboolean *has_gps9)
{
  Stream stream = stream_new ();
  TlmGpmfItem item;
  double fields[9];
  gboolean found = FALSE;

  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);) {
    read_description (&stream, &item);
    if (item.key == GPSU)
      found |= read_utc (&item, begin);
    else if (item.key == GPS5)
      *n_gps5 = item.count;
    else if (item.key == GPS9 && item.count > 0 && read_fields (&stream, &item, 0, 9, fields)) {
      *has_gps9 = TRUE;
      if (fields[8] >= FIX_2D)
        found |= gps9_time (fields, begin);
    }
  }
  return found;
}

static gboolean
find_time (const guint8 *data, gsize length, TlmInstant *begin, guint *n_gps5,
    gboolean *has_gps9)
{
  TlmGpmfItem item;
  gboolean found = FALSE;

  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);)
    if (item.key == STRM && item.type == 0)
      found |= find_gps (item.data, (gsize) item.size * item.count, begin, n_gps5, has_gps9);
  return found;
}

gboolean
tlm_gpmf_find_time (const guint8 *data, gsize length, TlmInstant *out)
{
  TlmGpmfItem item;
  guint n;
  gboolean has_gps9;

  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);)
    if (item.key == TLM_GPMF_DEVC && item.type == 0 &&
        find_time (item.data, (gsize) item.size * item.count, out, &n, &has_gps9))
      return TRUE;
  return FALSE;
}

/* The first payload settles the clock. */
static gboolean
find_begin (Payload *payload, gboolean has_utc, TlmInstant utc)
{
  TlmGpmfTrack *track = payload->track;
  TlmLog *log = track->writer.log;
  gboolean film = track->film_start != TLM_TIME_NONE && track->media_ns != TLM_TIME_NONE;

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

static void
say_camera (Payload *payload, const guint8 *data, gsize length)
{
  TlmGpmfTrack *track = payload->track;
  TlmGpmfItem item;

  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);)
    if (item.key == DVNM && item.type == 'c')
      tlm_writer_put_text (&track->writer, &track->camera, "camera", payload->begin_ns,
          (const char *) item.data, (gsize) item.size * item.count);
}

gboolean
tlm_gpmf_read_device (TlmGpmfTrack *track, const guint8 *data, gsize length)
{
  Payload payload = { .track = track };
  TlmInstant utc = 0;
  TlmGpmfItem item;
  guint n_gps5 = 0;
  gboolean has_utc = find_time (data, length, &utc, &n_gps5, &track->has_gps9);

  payload.duration_ns = track->duration_ns > 0 ? track->duration_ns :
      n_gps5 > 0 ? n_gps5 * GPS5_STEP_NS : PAYLOAD_NS;
  if (!find_begin (&payload, has_utc, utc))
    return FALSE;
  if (has_utc && track->media_ns != TLM_TIME_NONE)
    tlm_log_add_pair (track->writer.log, track->media_ns, utc, GPS5_STEP_NS);
  track->next_ns = payload.begin_ns + payload.duration_ns;
  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);)
    if (item.key == STRM && item.type == 0)
      read_stream (&payload, item.data, (gsize) item.size * item.count);
  say_camera (&payload, data, length);
  tlm_writer_count (&track->writer, payload.begin_ns);
  return TRUE;
}
