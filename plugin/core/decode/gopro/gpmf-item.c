/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/decode/bytes.h"
#include "core/decode/gopro/gpmf-private.h"

#define MAX_DEPTH 8

gboolean
tlm_gpmf_next (const guint8 *data, gsize length, gsize *position, TlmGpmfItem *item)
{
  const guint8 *p = data + *position;
  gsize left = length - *position, size;

  if (left < TLM_GPMF_HEADER)
    return FALSE;
  *item = (TlmGpmfItem) { tlm_be32 (p), (char) p[4], p[5], tlm_be16 (p + 6),
    p + TLM_GPMF_HEADER };
  size = (gsize) item->size * item->count;
  if (size > left - TLM_GPMF_HEADER)
    return FALSE;
  *position += MIN (left, TLM_GPMF_HEADER + ((size + 3) & ~(gsize) 3));
  return TRUE;
}

static gboolean
is_key (guint32 key)
{
  for (int shift = 0; shift < 32; shift += 8)
    if (!g_ascii_isprint ((char) (key >> shift)))
      return FALSE;
  return TRUE;
}

static gboolean
is_whole (const guint8 *data, gsize length, guint depth)
{
  TlmGpmfItem item;
  gsize i = 0;

  while (tlm_gpmf_next (data, length, &i, &item)) {
    if (item.key == 0 && item.type == 0 && item.count == 0)
      continue;
    if (!is_key (item.key) || (item.type == 0 && (depth == 0 ||
                !is_whole (item.data, (gsize) item.size * item.count, depth - 1))))
      return FALSE;
  }
  return i == length;
}

gboolean
tlm_gpmf_is_whole (const guint8 *data, gsize length)
{
  return is_whole (data, length, MAX_DEPTH);
}

guint
tlm_gpmf_type_size (char type)
{
  switch (type) {
    case 'b':
    case 'B':
      return 1;
    case 's':
    case 'S':
      return 2;
    case 'l':
    case 'L':
    case 'f':
      return 4;
    case 'd':
    case 'j':
    case 'J':
      return 8;
    default:
      return 0;
  }
}

double
tlm_gpmf_number (char type, const guint8 *p)
{
  switch (type) {
    case 'b':
      return (gint8) p[0];
    case 'B':
      return p[0];
    case 's':
      return (gint16) tlm_be16 (p);
    case 'S':
      return tlm_be16 (p);
    case 'l':
      return (gint32) tlm_be32 (p);
    case 'L':
      return tlm_be32 (p);
    case 'f':
      return tlm_be_float (p);
    case 'd':
      return tlm_be_double (p);
    case 'j':
      return (double) (gint64) tlm_be64 (p);
    case 'J':
      return (double) tlm_be64 (p);
    default:
      return NAN;
  }
}
