/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/decode/gopro/gpmf-stream.h"

static void
read_scale (TlmGpmfStream *stream, const TlmGpmfItem *item)
{
  guint size = tlm_gpmf_type_size (item->type), n;

  if (size == 0 || item->size < size)
    return;
  n = MIN (item->size / size * item->count, TLM_GPMF_MAX_FIELDS);
  for (guint i = 0; i < TLM_GPMF_MAX_FIELDS; i++) {
    double scale = tlm_gpmf_number (item->type, item->data + (gsize) size * MIN (i, n - 1));
    stream->scale[i] = n > 0 && isfinite (scale) && scale != 0 ? scale : 1;
  }
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

gboolean
tlm_gpmf_stream_describe (TlmGpmfStream *stream, const TlmGpmfItem *item)
{
  double number = 0;

  switch (item->key) {
    case TLM_GPMF_SCAL:
      read_scale (stream, item);
      return TRUE;
    case TLM_GPMF_TYPE:
      memset (stream->types, 0, sizeof stream->types);
      memcpy (stream->types, item->data, MIN ((gsize) item->size * item->count, TLM_GPMF_MAX_FIELDS));
      return TRUE;
    case TLM_GPMF_GPSF:
      stream->fix = read_count (item, &number) && number >= 0 && number < 256 ?
          (guint) number : 0;
      return TRUE;
    case TLM_GPMF_GPSP:
      stream->dilution = read_count (item, &number) ? number / 100 : NAN;
      return TRUE;
    case TLM_GPMF_GPSA:
      if ((gsize) item->size * item->count >= 4 && memcmp (item->data, "MSLV", 4) == 0)
        stream->datum = TLM_DATUM_MSL;
      return TRUE;
    default:
      return FALSE;
  }
}

TlmGpmfStream
tlm_gpmf_stream_new (void)
{
  TlmGpmfStream stream = { .dilution = NAN, .datum = TLM_DATUM_ELLIPSOID };

  for (guint i = 0; i < TLM_GPMF_MAX_FIELDS; i++)
    stream.scale[i] = 1;
  return stream;
}

gboolean
tlm_gpmf_stream_fields (const TlmGpmfStream *stream, const TlmGpmfItem *item, guint index, guint n, double *out)
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
