/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/definition/criteria.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

TlmCriteria *
tlm_criteria_new (gint kind)
{
  TlmCriteria *criteria = g_new0 (TlmCriteria, 1);

  criteria->kind = kind;
  criteria->other = -1;
  if (kind != TLM_CRITERIA_COMPARE)
    criteria->parts = g_ptr_array_new_with_free_func (tlm_criteria_free);
  return criteria;
}

void
tlm_criteria_free (gpointer data)
{
  TlmCriteria *criteria = data;

  if (!criteria)
    return;
  g_clear_pointer (&criteria->parts, g_ptr_array_unref);
  g_free (criteria->literal);
  g_free (criteria);
}

void
tlm_field_context_free (gpointer data)
{
  TlmFieldContext *context = data;

  if (!context)
    return;
  tlm_criteria_free (context->criteria);
  tlm_calibrator_free (context->calibrator);
  g_free (context);
}

static gboolean
read_integer (const char *text, guint64 *out)
{
  gboolean negative = *text == '-';
  const char *digits = text + (negative || *text == '+');
  int base = g_str_has_prefix (digits, "0x") || g_str_has_prefix (digits, "0X") ? 16 : 10;
  char *end;
  guint64 value;

  if (!g_ascii_isdigit (*digits))
    return FALSE;
  errno = 0;
  value = g_ascii_strtoull (digits, &end, base);
  if (errno || *end != '\0')
    return FALSE;
  *out = negative ? 0 - value : value;
  return TRUE;
}

/* What a comparison looks at: a label by its text, or a number. */
static gboolean
compares_text (const TlmCriteria *criteria)
{
  TlmFieldKind kind = criteria->type->kind;

  return kind == TLM_FIELD_TEXT || kind == TLM_FIELD_BYTES ||
      (kind == TLM_FIELD_LABEL && criteria->calibrated && isnan (criteria->number));
}

static gboolean
has_label (const TlmFieldType *type, const char *text)
{
  for (guint i = 0; type->labels && i < type->labels->len; i++)
    if (g_ascii_strcasecmp (((TlmFieldLabel *) type->labels->pdata[i])->text, text) == 0)
      return TRUE;
  return FALSE;
}

/* The usual kind, which needs no second look for each packet. */
static gboolean
is_plain (const TlmCriteria *criteria)
{
  return criteria->is_integer && *criteria->literal != '-' &&
      criteria->type->encoding == TLM_ENCODING_UNSIGNED && !compares_text (criteria) &&
      !(criteria->calibrated && (criteria->type->calibrator || criteria->type->contexts));
}

gboolean
tlm_criteria_set_literal (TlmCriteria *criteria, const char *literal)
{
  char *end;

  g_return_val_if_fail (criteria != NULL && criteria->type != NULL, FALSE);
  g_return_val_if_fail (literal != NULL, FALSE);
  criteria->literal = g_strdup (literal);
  criteria->number = NAN;
  if (criteria->type->kind == TLM_FIELD_TEXT || criteria->type->kind == TLM_FIELD_BYTES)
    return TRUE;
  if (criteria->type->kind == TLM_FIELD_LABEL && criteria->calibrated &&
      has_label (criteria->type, literal))
    return TRUE;
  criteria->is_integer = read_integer (literal, &criteria->integer);
  criteria->number = g_ascii_strtod (literal, &end);
  criteria->is_plain = is_plain (criteria);
  if (criteria->is_integer && criteria->integer > G_MAXINT64 && *literal != '-')
    return TRUE;
  return end != literal && *end == '\0' && !isnan (criteria->number);
}

static gboolean
decide (TlmComparison comparison, int order)
{
  switch (comparison) {
    case TLM_COMPARE_EQUAL:
      return order == 0;
    case TLM_COMPARE_NOT_EQUAL:
      return order != 0;
    case TLM_COMPARE_LESS:
      return order < 0;
    case TLM_COMPARE_LESS_EQUAL:
      return order <= 0;
    case TLM_COMPARE_GREATER:
      return order > 0;
    case TLM_COMPARE_GREATER_EQUAL:
      return order >= 0;
  }
  return FALSE;
}

/* Text ends with its field or at the first NUL. */
static gboolean
hold_text (const TlmCriteria *criteria, const TlmPacketValue *value, const guint8 *data,
    gsize length)
{
  const char *label;
  gsize n = strlen (criteria->literal), at = value->bit / 8, size = value->bits / 8;
  int order;

  if (criteria->type->kind == TLM_FIELD_LABEL) {
    label = tlm_field_label (criteria->type, value->raw);
    order = label ? g_ascii_strcasecmp (label, criteria->literal) : -1;
    return decide (criteria->comparison, order);
  }
  if (value->bit % 8 != 0 || at + size > length)
    return FALSE;
  size = strnlen ((const char *) data + at, size);
  order = memcmp (data + at, criteria->literal, MIN (size, n));
  if (order == 0)
    order = (size > n) - (size < n);
  return decide (criteria->comparison, order);
}

static double
number_of (const TlmPacketValue *value, gboolean calibrated, const TlmFieldType *type)
{
  if (calibrated || tlm_encoding_is_float (type->encoding))
    return value->value;
  return type->encoding == TLM_ENCODING_UNSIGNED ? (double) value->raw :
      (double) (gint64) value->raw;
}

static gboolean
hold_comparison (const TlmCriteria *criteria, const TlmPacketValue *values, guint64 stamp,
    const guint8 *data, gsize length)
{
  const TlmPacketValue *value = &values[criteria->slot];
  double a, b;

  if (value->stamp != stamp)
    return FALSE;
  if (G_LIKELY (criteria->is_plain))
    return decide (criteria->comparison, (value->raw > criteria->integer) -
        (value->raw < criteria->integer));
  if (criteria->other < 0 && compares_text (criteria))
    return hold_text (criteria, value, data, length);
  if (criteria->is_integer && !tlm_encoding_is_float (criteria->type->encoding) &&
      !(criteria->calibrated && (criteria->type->calibrator || criteria->type->contexts))) {
    if (criteria->type->encoding == TLM_ENCODING_UNSIGNED && *criteria->literal != '-')
      return decide (criteria->comparison, (value->raw > criteria->integer) -
          (value->raw < criteria->integer));
    return decide (criteria->comparison, ((gint64) value->raw > (gint64) criteria->integer) -
        ((gint64) value->raw < (gint64) criteria->integer));
  }
  a = number_of (value, criteria->calibrated, criteria->type);
  b = criteria->number;
  if (criteria->other >= 0) {
    if (values[criteria->other].stamp != stamp)
      return FALSE;
    b = criteria->other_calibrated ? values[criteria->other].value :
        (double) (gint64) values[criteria->other].raw;
  }
  return !isnan (a) && !isnan (b) && decide (criteria->comparison, (a > b) - (a < b));
}

gboolean
tlm_criteria_hold (const TlmCriteria *criteria, const TlmPacketValue *values, guint64 stamp,
    const guint8 *data, gsize length)
{
  gboolean all = criteria->kind == TLM_CRITERIA_ALL;

  if (criteria->kind == TLM_CRITERIA_COMPARE)
    return hold_comparison (criteria, values, stamp, data, length);
  for (guint i = 0; i < criteria->parts->len; i++)
    if (tlm_criteria_hold (criteria->parts->pdata[i], values, stamp, data, length) != all)
      return !all;
  return all;
}

void
tlm_criteria_each_slot (const TlmCriteria *criteria, void (*call) (guint slot, gpointer),
    gpointer user_data)
{
  if (criteria->kind != TLM_CRITERIA_COMPARE) {
    for (guint i = 0; i < criteria->parts->len; i++)
      tlm_criteria_each_slot (criteria->parts->pdata[i], call, user_data);
    return;
  }
  call (criteria->slot, user_data);
  if (criteria->other >= 0)
    call ((guint) criteria->other, user_data);
}
