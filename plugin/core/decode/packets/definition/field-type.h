/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/wire/bits.h"
#include "core/time/instant.h"

G_BEGIN_DECLS

/* What a field means to people. */
typedef enum {
  TLM_FIELD_NUMBER,
  TLM_FIELD_LABEL,         /* a number with a label for each value: enumerated, boolean */
  TLM_FIELD_TEXT,
  TLM_FIELD_BYTES,
  TLM_FIELD_INSTANT        /* seconds from an epoch */
} TlmFieldKind;

/* How a number stands in the bits (CCSDS 660.1, IntegerDataEncoding and
 * FloatDataEncoding). */
typedef enum {
  TLM_ENCODING_UNSIGNED,
  TLM_ENCODING_TWOS_COMPLEMENT,
  TLM_ENCODING_SIGN_MAGNITUDE,
  TLM_ENCODING_ONES_COMPLEMENT,
  TLM_ENCODING_BCD,        /* a decimal digit in each 8 bits */
  TLM_ENCODING_PACKED_BCD, /* a decimal digit in each 4 bits */
  TLM_ENCODING_IEEE754,    /* 16, 32, 64 bits */
  TLM_ENCODING_MIL1750A    /* 32, 48 bits */
} TlmEncoding;

/* A value of a field as it was read. All zero is none. A plain value. */
typedef struct {
  guint64 raw;             /* the number before calibration, sign extended; the bits of a float */
  double value;            /* after calibration */
  guint32 bit, bits;       /* where it stands in the packet */
  guint64 stamp;           /* number of the packet it is of (core/decode/packets/definition/program.h) */
} TlmPacketValue;

/* One piece of a spline, from RAW on. */
typedef struct {
  double raw, calibrated;
} TlmSplinePoint;

/* From a raw number to a calibrated one: a polynomial, or a spline. Constant. */
typedef struct {
  guint n;                 /* coefficients or points, at least 1; with points 2 */
  gboolean spline;
  gboolean flat;           /* spline of order 0: steps, not lines */
  gboolean extrapolate;    /* spline: lines go on beyond its ends; otherwise there is no value */
  double *coefficients;    /* of powers 0, 1, … */
  TlmSplinePoint *points;  /* raw ascending */
} TlmCalibrator;

typedef struct {
  gint64 from, to;         /* raw values, both included */
  char *text;
} TlmFieldLabel;

/* The type of a field. Constant once made. */
typedef struct {
  TlmFieldKind kind;
  TlmEncoding encoding;
  guint bits;              /* of a number: 1 to 64; fixed size of text and bytes, or 0 */
  gboolean swap_bytes;     /* least significant byte first */
  gboolean reverse_bits;   /* least significant bit first */
  TlmCalibrator *calibrator;   /* or NULL */
  GPtrArray *contexts;     /* TlmFieldContext *, the first that holds is used; or NULL */
  GPtrArray *labels;       /* TlmFieldLabel *, or NULL */
  char *unit;              /* as written, or NULL */
  TlmInstant epoch;        /* of an instant */
  gboolean utc;            /* its seconds leave leap seconds out (POSIX) */
  gboolean utf16;          /* text, big-endian */
} TlmFieldType;

/* A type of KIND, all else zero, to be freed. */
TlmFieldType *tlm_field_type_new (TlmFieldKind kind);

/* Frees a TlmFieldType with its calibrators and labels; nothing for NULL. */
void tlm_field_type_free (gpointer type);

/* Frees a calibrator with its coefficients or points; nothing for NULL. */
void tlm_calibrator_free (TlmCalibrator *calibrator);

/* Frees a TlmFieldLabel and its text; nothing for NULL. */
void tlm_field_label_free (gpointer label);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmFieldType, tlm_field_type_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmCalibrator, tlm_calibrator_free)

/* Whether ENCODING can have this many bits. */
gboolean tlm_encoding_takes (TlmEncoding encoding, guint bits);

/* Whether the raw number counts as signed; floats are neither. */
static inline gboolean
tlm_encoding_is_float (TlmEncoding encoding)
{
  return encoding >= TLM_ENCODING_IEEE754;
}

/* The number in BITS as type says, before calibration: as a double, with RAW
 * what comparisons use. NaN for what is none (a digit over 9). */
double tlm_field_decode (const TlmFieldType *type, guint64 bits, guint64 *raw);

/* NaN outside a spline that does not extrapolate. */
double tlm_calibrate (const TlmCalibrator *calibrator, double raw);

/* The label of RAW, or NULL. */
const char *tlm_field_label (const TlmFieldType *type, guint64 raw);

G_END_DECLS
