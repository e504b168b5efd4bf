/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/definition/xtce-private.h"

static gboolean
read_dynamic (TlmXtce *xtce, const xmlNode *node, const char *system, TlmPacketSize *size,
    GError **error)
{
  const xmlNode *ref = tlm_xtce_child (node, "ParameterInstanceRef");
  const xmlNode *adjust = tlm_xtce_child (node, "LinearAdjustment");
  const TlmFieldType *type;

  if (!ref)
    return tlm_xtce_fail (xtce, node, error, "names no field; add a ParameterInstanceRef");
  size->kind = TLM_SIZE_FIELD;
  size->slope = 1;
  size->calibrated = tlm_xtce_flag (ref, "useCalibratedValue", TRUE);
  return tlm_xtce_field (xtce, ref, system, &size->slot, &type, error) &&
      (!adjust || (tlm_xtce_read_number (xtce, adjust, "slope", &size->slope, error) &&
          tlm_xtce_read_number (xtce, adjust, "intercept", &size->intercept, error)));
}

static void
lookup_free (gpointer data)
{
  TlmPacketLookup *lookup = data;

  tlm_criteria_free (lookup->criteria);
  g_free (lookup);
}

static gboolean
read_lookups (TlmXtce *xtce, const xmlNode *node, const char *system, TlmPacketSize *size,
    GError **error)
{
  size->kind = TLM_SIZE_LOOKUP;
  size->lookups = g_ptr_array_new_with_free_func (lookup_free);
  for (xmlNode *at = tlm_xtce_first (node); at; at = tlm_xtce_next (at)) {
    TlmPacketLookup *lookup = g_new0 (TlmPacketLookup, 1);
    g_ptr_array_add (size->lookups, lookup);
    lookup->value = -1;
    lookup->criteria = tlm_xtce_criteria (xtce, at, system, error);
    if (!lookup->criteria || !tlm_xtce_read_integer (xtce, at, "value", &lookup->value, error))
      return FALSE;
  }
  return TRUE;
}

TlmPacketSize *
tlm_xtce_size (TlmXtce *xtce, const xmlNode *node, const char *system, GError **error)
{
  const xmlNode *fixed = tlm_xtce_child (node, "FixedValue");
  const xmlNode *dynamic = tlm_xtce_child (node, "DynamicValue");
  const xmlNode *list = tlm_xtce_child (node, "DiscreteLookupList");
  TlmPacketSize *size = g_new0 (TlmPacketSize, 1);
  gboolean done;

  g_ptr_array_add (xtce->program->sizes, size);
  if (fixed)
    done = tlm_xtce_text_integer (xtce, fixed, &size->fixed, error);
  else if (dynamic)
    done = read_dynamic (xtce, dynamic, system, size, error);
  else if (list)
    done = read_lookups (xtce, list, system, size, error);
  else
    done = tlm_xtce_fail (xtce, node, error, "says no size; write FixedValue, DynamicValue or "
        "DiscreteLookupList");
  if (done)
    return size;
  /* Half read it would not be whole for whoever walks all sizes. */
  g_ptr_array_remove (xtce->program->sizes, size);
  return NULL;
}
