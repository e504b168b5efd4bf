/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/decode/gopro/gpmf-stream.h"
#include "core/time/utc.h"

/* A payload of which nothing says how long it is: 30 frames of NTSC video. */
#define PAYLOAD_NS (G_GINT64_CONSTANT (1001) * 1000000)
#define EPOCH_2000 (G_GINT64_CONSTANT (10957) * 86400)

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

gboolean
tlm_gpmf_gps9_time (const double *fields, TlmInstant *out)
{
  double whole = floor (fields[6]), days = fields[5];

  if (!(days >= 0 && days < 40000 && whole >= 0 && whole <= 86400))
    return FALSE;
  return tlm_instant_from_utc_day (EPOCH_2000 + (gint64) days * 86400, (gint) whole,
      MIN ((gint) lround ((fields[6] - whole) * 1e9), 999999999), out);
}

/* The instant of the first sample of GPS9, if that had a fix. */
static gboolean
find_gps9 (const TlmGpmfStream *stream, const TlmGpmfItem *item, TlmInstant *out)
{
  double fields[9];

  return item->count > 0 && tlm_gpmf_stream_fields (stream, item, 0, 9, fields) && fields[8] >= TLM_GPMF_FIX_2D &&
      tlm_gpmf_gps9_time (fields, out);
}

/* What the GPS of a stream says of the payload. Without a fix GPSU is what the receiver
 * remembers, or invents. */
static void
look_at_stream (const guint8 *data, gsize length, TlmGpmfTime *time, guint *n_gps5)
{
  TlmGpmfStream stream = tlm_gpmf_stream_new ();
  TlmInstant gpsu = TLM_TIME_NONE;
  TlmGpmfItem item;

  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);) {
    tlm_gpmf_stream_describe (&stream, &item);
    time->has_receiver |= item.key == TLM_GPMF_GPSF || item.key == TLM_GPMF_GPSU || item.key == TLM_GPMF_GPS9;
    if (item.key == TLM_GPMF_GPSU && !read_utc (&item, &gpsu))
      gpsu = TLM_TIME_NONE;
    else if (item.key == TLM_GPMF_GPS5)
      *n_gps5 = item.count;
    else if (item.key == TLM_GPMF_GPS9)
      time->has_utc |= find_gps9 (&stream, &item, &time->utc);
  }
  if (gpsu != TLM_TIME_NONE && stream.fix >= TLM_GPMF_FIX_2D) {
    time->utc = gpsu;
    time->has_utc = TRUE;
  }
}

TlmGpmfTime
tlm_gpmf_look (const guint8 *data, gsize length)
{
  TlmGpmfTime time = { .utc = TLM_TIME_NONE };
  TlmGpmfItem item;
  guint n_gps5 = 0;

  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);)
    if (item.key == TLM_GPMF_STRM && item.type == 0)
      look_at_stream (item.data, (gsize) item.size * item.count, &time, &n_gps5);
  time.duration_ns = n_gps5 > 0 ? n_gps5 * TLM_GPMF_GPS5_STEP_NS : PAYLOAD_NS;
  return time;
}

gboolean
tlm_gpmf_find_time (const guint8 *data, gsize length, TlmInstant *out)
{
  TlmGpmfItem item;

  for (gsize i = 0; tlm_gpmf_next (data, length, &i, &item);) {
    TlmGpmfTime time = { .has_utc = FALSE };
    if (item.key == TLM_GPMF_DEVC && item.type == 0)
      time = tlm_gpmf_look (item.data, (gsize) item.size * item.count);
    if (time.has_utc) {
      *out = time.utc;
      return TRUE;
    }
  }
  return FALSE;
}
