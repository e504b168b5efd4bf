/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/definition/field-type.h"

G_BEGIN_DECLS

typedef enum {
  TLM_COMPARE_EQUAL,
  TLM_COMPARE_NOT_EQUAL,
  TLM_COMPARE_LESS,
  TLM_COMPARE_LESS_EQUAL,
  TLM_COMPARE_GREATER,
  TLM_COMPARE_GREATER_EQUAL
} TlmComparison;

/* A condition on the fields of a packet: a comparison, or several conditions
 * that hold all together or at least one. Constant once made. */
typedef struct _TlmCriteria TlmCriteria;
struct _TlmCriteria {
  enum { TLM_CRITERIA_ALL, TLM_CRITERIA_ANY, TLM_CRITERIA_COMPARE } kind;
  GPtrArray *parts;        /* TlmCriteria *, of ALL and ANY */
  TlmComparison comparison;
  guint slot;              /* of the field compared */
  gboolean calibrated;     /* its value, not its raw number */
  const TlmFieldType *type;    /* its type */
  gint other;              /* slot it is compared with, -1: with the literal */
  gboolean other_calibrated;
  char *literal;           /* as written */
  gboolean is_integer;     /* the literal is the integer INTEGER */
  guint64 integer;
  double number;           /* the literal as a number, NaN when it is none */
  gboolean is_plain;       /* an unsigned number as it stands is compared with INTEGER */
};

/* A condition of KIND (TLM_CRITERIA_…) without parts, compared with a literal; to be freed. */
TlmCriteria *tlm_criteria_new (gint kind);

/* Frees a TlmCriteria with its parts; nothing for NULL. */
void tlm_criteria_free (gpointer criteria);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmCriteria, tlm_criteria_free)

/* Sets the literal of a comparison whose TYPE is set. FALSE when its field
 * cannot have such a value. */
gboolean tlm_criteria_set_literal (TlmCriteria *criteria, const char *literal);

/* Whether it holds for VALUES (by slot) of packet STAMP, whose bytes are DATA,
 * LENGTH of them. A field that was not read makes a comparison false. */
gboolean tlm_criteria_hold (const TlmCriteria *criteria, const TlmPacketValue *values,
    guint64 stamp, const guint8 *data, gsize length);

/* Calls CALL for each slot that is looked at. */
void tlm_criteria_each_slot (const TlmCriteria *criteria, void (*call) (guint slot, gpointer),
    gpointer user_data);

/* A calibration that holds where its criteria do. */
typedef struct {
  TlmCriteria *criteria;
  TlmCalibrator *calibrator;
} TlmFieldContext;

/* Frees a TlmFieldContext with its criteria and calibrator. */
void tlm_field_context_free (gpointer context);

G_END_DECLS
