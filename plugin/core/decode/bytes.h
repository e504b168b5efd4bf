/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Numbers in a row of bytes at any alignment. The caller knows that the bytes
 * are there. */

/* Whether there is no byte that text does not have. */
static inline gboolean
tlm_bytes_are_text (const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] < 0x20 && !g_ascii_isspace (data[i]))
      return FALSE;
  return TRUE;
}

/* Big-endian. */
static inline guint16
tlm_be16 (const guint8 *p)
{
  return (guint16) (p[0] << 8 | p[1]);
}

static inline guint32
tlm_be32 (const guint8 *p)
{
  guint32 v;

  memcpy (&v, p, sizeof v);
  return GUINT32_FROM_BE (v);
}

static inline guint64
tlm_be64 (const guint8 *p)
{
  guint64 v;

  memcpy (&v, p, sizeof v);
  return GUINT64_FROM_BE (v);
}

/* An unsigned number of 1 to 8 bytes. */
static inline guint64
tlm_be (const guint8 *p, gsize size)
{
  guint64 v = 0;

  for (gsize i = 0; i < size; i++)
    v = v << 8 | p[i];
  return v;
}

/* IEEE 754 numbers of 4 and 8 bytes. */
static inline double
tlm_be_float (const guint8 *p)
{
  guint32 bits = tlm_be32 (p);
  float v;

  memcpy (&v, &bits, sizeof v);
  return (double) v;
}

static inline double
tlm_be_double (const guint8 *p)
{
  guint64 bits = tlm_be64 (p);
  double v;

  memcpy (&v, &bits, sizeof v);
  return v;
}

/* Little-endian. */
static inline guint16
tlm_le16 (const guint8 *p)
{
  return (guint16) (p[1] << 8 | p[0]);
}

static inline guint32
tlm_le32 (const guint8 *p)
{
  guint32 v;

  memcpy (&v, p, sizeof v);
  return GUINT32_FROM_LE (v);
}

static inline guint64
tlm_le64 (const guint8 *p)
{
  guint64 v;

  memcpy (&v, p, sizeof v);
  return GUINT64_FROM_LE (v);
}

static inline double
tlm_le_float (const guint8 *p)
{
  guint32 bits = tlm_le32 (p);
  float v;

  memcpy (&v, &bits, sizeof v);
  return (double) v;
}

G_END_DECLS
