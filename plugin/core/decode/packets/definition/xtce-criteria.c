/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/print-safe.h"
#include "core/decode/packets/definition/xtce-private.h"

#define MAX_DEPTH 256

static const struct {
  const char *sign;
  TlmComparison comparison;
} signs[] = {
  { "==", TLM_COMPARE_EQUAL }, { "!=", TLM_COMPARE_NOT_EQUAL }, { "<", TLM_COMPARE_LESS },
  { "<=", TLM_COMPARE_LESS_EQUAL }, { ">", TLM_COMPARE_GREATER },
  { ">=", TLM_COMPARE_GREATER_EQUAL },
};

static gboolean
read_sign (const TlmXtce *xtce, const xmlNode *node, const char *text, TlmComparison *out,
    GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++) {
    if (strcmp (signs[i].sign, text) == 0) {
      *out = signs[i].comparison;
      return TRUE;
    }
  }
  return tlm_xtce_fail (xtce, node, error, "\"%s\" is no comparison; write ==, !=, <, <=, > "
      "or >=", tlm_head (text, 20).text);
}

/* The field on the left, named by an attribute of NODE. */
static TlmCriteria *
begin_comparison (TlmXtce *xtce, const xmlNode *node, const char *system, GError **error)
{
  g_autoptr (TlmCriteria) criteria = tlm_criteria_new (TLM_CRITERIA_COMPARE);

  if (!tlm_xtce_field (xtce, node, system, &criteria->slot, &criteria->type, error))
    return NULL;
  criteria->calibrated = tlm_xtce_flag (node, "useCalibratedValue", TRUE);
  return g_steal_pointer (&criteria);
}

static gboolean
set_literal (const TlmXtce *xtce, const xmlNode *node, TlmCriteria *criteria,
    const char *literal, GError **error)
{
  if (tlm_criteria_set_literal (criteria, literal))
    return TRUE;
  return tlm_xtce_fail (xtce, node, error, "\"%s\" is no value of %s; write a %s", tlm_head (literal, 40).text,
      ((TlmPacketField *) xtce->program->fields->pdata[criteria->slot])->name,
      criteria->type->kind == TLM_FIELD_LABEL ? "label of its enumeration, or a number with "
      "useCalibratedValue=\"false\"" : "number");
}

static TlmCriteria *
read_comparison (TlmXtce *xtce, const xmlNode *node, const char *system, GError **error)
{
  g_autofree char *value = tlm_xtce_attribute (node, "value");
  g_autofree char *sign = tlm_xtce_attribute (node, "comparisonOperator");
  g_autoptr (TlmCriteria) criteria = begin_comparison (xtce, node, system, error);

  if (!criteria)
    return NULL;
  if (!value) {
    tlm_xtce_fail (xtce, node, error, "has no value to compare with; add value=\"…\"");
    return NULL;
  }
  if (!read_sign (xtce, node, sign ? sign : "==", &criteria->comparison, error) ||
      !set_literal (xtce, node, criteria, value, error))
    return NULL;
  return g_steal_pointer (&criteria);
}

static gboolean
read_right_side (TlmXtce *xtce, const xmlNode *node, const char *system, TlmCriteria *criteria,
    GError **error)
{
  g_autofree char *text = NULL;
  const TlmFieldType *type;
  guint slot;

  if (!node)
    return FALSE;
  if (tlm_xtce_is (node, "Value")) {
    text = tlm_xtce_text (node);
    return set_literal (xtce, node, criteria, text, error);
  }
  if (!tlm_xtce_field (xtce, node, system, &slot, &type, error))
    return FALSE;
  criteria->other = (gint) slot;
  criteria->other_calibrated = tlm_xtce_flag (node, "useCalibratedValue", TRUE);
  return TRUE;
}

static TlmCriteria *
read_condition (TlmXtce *xtce, const xmlNode *node, const char *system, GError **error)
{
  const xmlNode *left = tlm_xtce_first (node);
  const xmlNode *sign = left ? tlm_xtce_next (left) : NULL;
  const xmlNode *right = sign ? tlm_xtce_next (sign) : NULL;
  g_autofree char *text = sign ? tlm_xtce_text (sign) : NULL;
  g_autoptr (TlmCriteria) criteria = NULL;

  if (!right) {
    tlm_xtce_fail (xtce, node, error, "is incomplete; it takes ParameterInstanceRef, "
        "ComparisonOperator and Value, in this order");
    return NULL;
  }
  criteria = begin_comparison (xtce, left, system, error);
  if (!criteria || !read_sign (xtce, sign, text, &criteria->comparison, error) ||
      !read_right_side (xtce, right, system, criteria, error))
    return NULL;
  return g_steal_pointer (&criteria);
}

static TlmCriteria *read_any (TlmXtce *xtce, const xmlNode *node, const char *system,
    guint depth, GError **error);

/* All elements within NODE, joined. */
static TlmCriteria *
read_list (TlmXtce *xtce, const xmlNode *node, const char *system, gint kind, guint depth,
    GError **error)
{
  g_autoptr (TlmCriteria) list = tlm_criteria_new (kind);

  for (xmlNode *part = tlm_xtce_first (node); part; part = tlm_xtce_next (part)) {
    TlmCriteria *one = read_any (xtce, part, system, depth + 1, error);
    if (!one)
      return NULL;
    g_ptr_array_add (list->parts, one);
  }
  if (list->parts->len == 0) {
    tlm_xtce_fail (xtce, node, error, "holds no condition; add one, or leave the element out");
    return NULL;
  }
  return g_steal_pointer (&list);
}

static TlmCriteria *
read_any (TlmXtce *xtce, const xmlNode *node, const char *system, guint depth, GError **error)
{
  if (depth > MAX_DEPTH) {
    tlm_xtce_fail (xtce, node, error, "conditions are nested more than %d deep", MAX_DEPTH);
    return NULL;
  }
  if (tlm_xtce_is (node, "Comparison"))
    return read_comparison (xtce, node, system, error);
  if (tlm_xtce_is (node, "Condition"))
    return read_condition (xtce, node, system, error);
  if (tlm_xtce_is (node, "ORedConditions"))
    return read_list (xtce, node, system, TLM_CRITERIA_ANY, depth, error);
  if (tlm_xtce_is (node, "ComparisonList") || tlm_xtce_is (node, "BooleanExpression") ||
      tlm_xtce_is (node, "ANDedConditions"))
    return read_list (xtce, node, system, TLM_CRITERIA_ALL, depth, error);
  tlm_xtce_fail (xtce, node, error, "is no condition that is read; write Comparison, "
      "ComparisonList or BooleanExpression");
  return NULL;
}

TlmCriteria *
tlm_xtce_criteria (TlmXtce *xtce, const xmlNode *node, const char *system, GError **error)
{
  return read_list (xtce, node, system, TLM_CRITERIA_ALL, 0, error);
}
