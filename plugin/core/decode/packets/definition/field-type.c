/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/definition/field-type.h"

#include <math.h>

TlmFieldType *
tlm_field_type_new (TlmFieldKind kind)
{
  TlmFieldType *type = g_new0 (TlmFieldType, 1);

  type->kind = kind;
  type->epoch = TLM_TIME_NONE;
  return type;
}

void
tlm_calibrator_free (TlmCalibrator *calibrator)
{
  if (!calibrator)
    return;
  g_free (calibrator->coefficients);
  g_free (calibrator->points);
  g_free (calibrator);
}

void
tlm_field_label_free (gpointer data)
{
  TlmFieldLabel *label = data;

  if (!label)
    return;
  g_free (label->text);
  g_free (label);
}

void
tlm_field_type_free (gpointer data)
{
  TlmFieldType *type = data;

  if (!type)
    return;
  tlm_calibrator_free (type->calibrator);
  g_clear_pointer (&type->contexts, g_ptr_array_unref);
  g_clear_pointer (&type->labels, g_ptr_array_unref);
  g_free (type->unit);
  g_free (type);
}

gboolean
tlm_encoding_takes (TlmEncoding encoding, guint bits)
{
  switch (encoding) {
    case TLM_ENCODING_IEEE754:
      return bits == 16 || bits == 32 || bits == 64;
    case TLM_ENCODING_MIL1750A:
      return bits == 32 || bits == 48;
    case TLM_ENCODING_BCD:
      return bits >= 8 && bits <= 64 && bits % 8 == 0;
    case TLM_ENCODING_PACKED_BCD:
      return bits >= 4 && bits <= 64 && bits % 4 == 0;
    default:
      return bits >= 1 && bits <= 64;
  }
}

static gint64
extend_sign (guint64 bits, guint n)
{
  return (gint64) (bits << (64 - n)) >> (64 - n);
}

static guint64
sign_magnitude (guint64 bits, guint n)
{
  guint64 sign = G_GUINT64_CONSTANT (1) << (n - 1);

  return bits & sign ? 0 - (bits & ~sign) : bits;
}

/* A negative number has all its bits inverted: one more than in two's complement. */
static guint64
ones_complement (guint64 bits, guint n)
{
  gint64 value = extend_sign (bits, n);

  return (guint64) (value < 0 ? value + 1 : value);
}

static gboolean
read_digits (guint64 bits, guint n, guint width, guint64 *out)
{
  guint64 value = 0;

  for (guint at = n; at > 0; at -= width) {
    guint digit = bits >> (at - width) & 15;
    if (digit > 9)
      return FALSE;
    value = value * 10 + digit;
  }
  *out = value;
  return TRUE;
}

/* Half precision, IEEE 754-2019, 3.6. */
static double
half_float (guint64 bits)
{
  int exponent = bits >> 10 & 31;
  double fraction = (double) (bits & 1023);
  double sign = bits & 0x8000 ? -1.0 : 1.0;

  if (exponent == 31)
    return fraction == 0 ? sign * INFINITY : NAN;
  if (exponent == 0)
    return sign * ldexp (fraction, -24);
  return sign * ldexp (fraction + 1024, exponent - 25);
}

static double
ieee_float (guint64 bits, guint n)
{
  guint32 word = (guint32) bits;
  float single;
  double wide;

  if (n == 16)
    return half_float (bits);
  if (n == 32) {
    memcpy (&single, &word, sizeof single);
    return (double) single;
  }
  memcpy (&wide, &bits, sizeof wide);
  return wide;
}

/* MIL-STD-1750A, 4.1.5 and 4.1.6: a 24-bit fraction in two's complement, 8 bits
 * of exponent, and in the extended form 16 more bits of fraction. */
static double
mil1750a (guint64 bits, guint n)
{
  guint64 word = n == 32 ? bits : bits >> 16;
  gint64 fraction = extend_sign (word >> 8 & 0xffffff, 24);
  int exponent = (int) extend_sign (word & 0xff, 8);

  if (n == 32)
    return ldexp ((double) fraction, exponent - 23);
  fraction = fraction * 65536 + (gint64) (bits & 0xffff);
  return ldexp ((double) fraction, exponent - 39);
}

double
tlm_field_decode (const TlmFieldType *type, guint64 bits, guint64 *raw)
{
  guint n = type->bits;

  if (G_UNLIKELY (type->swap_bytes))
    bits = tlm_bits_swap (bits, n);
  if (G_UNLIKELY (type->reverse_bits))
    bits = tlm_bits_reverse (bits, n);
  *raw = bits;
  switch (type->encoding) {
    case TLM_ENCODING_UNSIGNED:
      return (double) bits;
    case TLM_ENCODING_TWOS_COMPLEMENT:
      *raw = (guint64) extend_sign (bits, n);
      return (double) (gint64) *raw;
    case TLM_ENCODING_SIGN_MAGNITUDE:
      *raw = sign_magnitude (bits, n);
      return (double) (gint64) *raw;
    case TLM_ENCODING_ONES_COMPLEMENT:
      *raw = ones_complement (bits, n);
      return (double) (gint64) *raw;
    case TLM_ENCODING_BCD:
      return read_digits (bits, n, 8, raw) ? (double) *raw : NAN;
    case TLM_ENCODING_PACKED_BCD:
      return read_digits (bits, n, 4, raw) ? (double) *raw : NAN;
    case TLM_ENCODING_IEEE754:
      return ieee_float (bits, n);
    case TLM_ENCODING_MIL1750A:
      return mil1750a (bits, n);
  }
  return NAN;
}

static double
follow_spline (const TlmCalibrator *spline, double raw)
{
  const TlmSplinePoint *p = spline->points;
  guint i = 0;
  double slope;

  if (!spline->extrapolate && (raw < p[0].raw || raw > p[spline->n - 1].raw))
    return NAN;
  while (i + 2 < spline->n && raw >= p[i + 1].raw)
    i++;
  if (spline->flat)
    return raw >= p[i + 1].raw ? p[i + 1].calibrated : p[i].calibrated;
  slope = (p[i + 1].calibrated - p[i].calibrated) / (p[i + 1].raw - p[i].raw);
  return p[i].calibrated + slope * (raw - p[i].raw);
}

double
tlm_calibrate (const TlmCalibrator *calibrator, double raw)
{
  double value;

  if (calibrator->spline)
    return follow_spline (calibrator, raw);
  value = calibrator->coefficients[calibrator->n - 1];
  for (guint i = calibrator->n - 1; i > 0; i--)
    value = value * raw + calibrator->coefficients[i - 1];
  return value;
}

const char *
tlm_field_label (const TlmFieldType *type, guint64 raw)
{
  gint64 number = (gint64) raw;

  for (guint i = 0; type->labels && i < type->labels->len; i++) {
    const TlmFieldLabel *label = type->labels->pdata[i];
    if (number >= label->from && number <= label->to)
      return label->text;
  }
  return NULL;
}
