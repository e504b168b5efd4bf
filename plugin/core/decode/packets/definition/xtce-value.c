/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/definition/xtce-private.h"

/* The names that one value of the definition goes by: one, or one for each
 * element of an array of varying size around it. */
typedef struct {
  GPtrArray *names;
  gboolean indexed;
} Names;

static Names
names_with (const Names *names, const char *suffix)
{
  Names out = { g_ptr_array_new_with_free_func (g_free), names->indexed };

  for (guint i = 0; i < names->names->len; i++)
    g_ptr_array_add (out.names, g_strconcat (names->names->pdata[i], suffix, NULL));
  return out;
}

/* Slots for all names; ELEMENTS only within a loop. */
static gboolean
make_slots (TlmXtce *xtce, const Names *names, const TlmFieldType *type, guint *slot,
    const TlmPacketElements **elements)
{
  TlmPacketElements *made;
  gint first = -1;

  made = g_malloc (sizeof *made + names->names->len * sizeof (guint32));
  g_ptr_array_add (xtce->program->elements, made);
  made->n = names->names->len;
  for (guint i = 0; i < made->n; i++) {
    gint one = tlm_program_field (xtce->program, names->names->pdata[i], type);
    if (one < 0)
      return FALSE;
    made->slots[i] = (guint32) one;
    tlm_program_comes (xtce->program, (guint) one, xtce->longest_gap_ns);
    first = i == 0 ? one : first;
  }
  *slot = (guint) first;
  *elements = names->indexed ? made : NULL;
  return TRUE;
}

static gboolean
add_scalar (TlmXtce *xtce, TlmProgramBuilder *builder, const Names *names,
    const TlmXtceItem *type, const xmlNode *where, GError **error)
{
  const TlmPacketSize *size = NULL;
  const TlmFieldType *made = tlm_xtce_field_type (xtce, type, &size, error);
  const TlmPacketElements *elements;
  guint slot;
  gboolean done;

  if (!made)
    return FALSE;
  if (!make_slots (xtce, names, made, &slot, &elements))
    return tlm_xtce_fail_large (xtce, where, TLM_LIMIT_XTCE_FIELDS, error);
  done = size ? tlm_program_add_sized (builder, slot, made, size, elements) :
      tlm_program_add_fixed (builder, slot, made, elements);
  return done || tlm_xtce_fail_built (xtce, where, builder, error);
}

static gboolean add_any (TlmXtce *xtce, TlmProgramBuilder *builder, const Names *names,
    const TlmXtceItem *type, const xmlNode *where, guint depth, GError **error);

static gboolean
add_members (TlmXtce *xtce, TlmProgramBuilder *builder, const Names *names,
    const TlmXtceItem *type, guint depth, GError **error)
{
  const xmlNode *list = tlm_xtce_child (type->node, "MemberList");

  for (xmlNode *at = list ? tlm_xtce_first (list) : NULL; at; at = tlm_xtce_next (at)) {
    g_autofree char *name = tlm_xtce_attribute (at, "name");
    g_autofree char *suffix = g_strconcat (".", name, NULL);
    const TlmXtceItem *member = tlm_xtce_resolve (xtce, xtce->types, at, type->system, "typeRef",
        "parameter type", error);
    Names names_of_member;
    gboolean done;
    if (!member)
      return FALSE;
    names_of_member = names_with (names, suffix);
    done = add_any (xtce, builder, &names_of_member, member, at, depth + 1, error);
    g_ptr_array_unref (names_of_member.names);
    if (!done)
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_fixed_array (TlmXtce *xtce, TlmProgramBuilder *builder, const Names *names,
    const TlmXtceItem *element, const xmlNode *where, gint64 first, gint64 last, guint depth,
    GError **error)
{
  gboolean done = TRUE;

  for (gint64 i = first; i <= last && done; i++) {
    g_autofree char *suffix = g_strdup_printf ("[%" G_GINT64_FORMAT "]", i);
    Names names_of_element = names_with (names, suffix);
    done = add_any (xtce, builder, &names_of_element, element, where, depth + 1, error);
    g_ptr_array_unref (names_of_element.names);
  }
  return done;
}

static gboolean
add_varying_array (TlmXtce *xtce, TlmProgramBuilder *builder, const Names *names,
    const TlmXtceItem *element, const xmlNode *where, TlmPacketSize *count, guint depth,
    GError **error)
{
  Names indexed = { g_ptr_array_new_with_free_func (g_free), TRUE };
  gint block;
  gboolean done;

  for (guint i = 0; i < TLM_PROGRAM_MAX_ELEMENTS; i++)
    g_ptr_array_add (indexed.names, g_strdup_printf ("%s[%u]", (char *) names->names->pdata[0], i));
  block = tlm_program_begin_loop (builder, count);
  done = block >= 0 ? add_any (xtce, builder, &indexed, element, where, depth + 1, error) :
      tlm_xtce_fail_built (xtce, where, builder, error);
  if (done)
    tlm_program_end_block (builder, block);
  g_ptr_array_unref (indexed.names);
  return done;
}

/* The dimension of an array type: from 0 to LAST, or as many as COUNT. */
static gboolean
read_dimension (TlmXtce *xtce, const TlmXtceItem *type, gint64 *first, gint64 *last,
    TlmPacketSize **count, GError **error)
{
  const xmlNode *list = tlm_xtce_child (type->node, "DimensionList");
  const xmlNode *dimension = list ? tlm_xtce_child (list, "Dimension") : NULL;
  const xmlNode *start = dimension ? tlm_xtce_child (dimension, "StartingIndex") : NULL;
  const xmlNode *end = dimension ? tlm_xtce_child (dimension, "EndingIndex") : NULL;
  TlmPacketSize *from, *to;

  if (!end)
    return tlm_xtce_fail (xtce, type->node, error, "says no size; add a DimensionList with one "
        "Dimension of StartingIndex and EndingIndex");
  if (tlm_xtce_next (dimension))
    return tlm_xtce_fail (xtce, type->node, error, "has more than one dimension; write an array of "
        "arrays");
  from = start ? tlm_xtce_size (xtce, start, type->system, error) : NULL;
  to = !start || from ? tlm_xtce_size (xtce, end, type->system, error) : NULL;
  if (!to)
    return FALSE;
  if (from && from->kind != TLM_SIZE_FIXED)
    return tlm_xtce_fail (xtce, start, error, "varies; a first index is a FixedValue");
  *first = from ? from->fixed : 0;
  *last = to->fixed;
  if (to->kind == TLM_SIZE_LOOKUP)
    return tlm_xtce_fail (xtce, end, error, "is looked up; write a FixedValue or DynamicValue");
  *count = to->kind == TLM_SIZE_FIXED ? NULL : to;
  to->intercept += 1 - (double) *first;
  return TRUE;
}

static gboolean
add_array (TlmXtce *xtce, TlmProgramBuilder *builder, const Names *names,
    const TlmXtceItem *type, const xmlNode *where, guint depth, GError **error)
{
  const TlmXtceItem *element = tlm_xtce_resolve (xtce, xtce->types, type->node, type->system,
      "arrayTypeRef", "parameter type", error);
  TlmPacketSize *count = NULL;
  gint64 first = 0, last = 0;

  if (!element || !read_dimension (xtce, type, &first, &last, &count, error))
    return FALSE;
  if (!count) {
    if (first < 0)
      return tlm_xtce_fail (xtce, type->node, error, "goes from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
          "; a first index is 0 or more", first, last);
    if ((guint64) (last - first) >= tlm_limit (TLM_LIMIT_XTCE_FIELDS))
      return tlm_xtce_fail (xtce, type->node, error, "goes from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ": %s",
          first, last, tlm_limit_said (TLM_LIMIT_XTCE_FIELDS));
    return add_fixed_array (xtce, builder, names, element, where, first, last, depth, error);
  }
  if (names->indexed)
    return tlm_xtce_fail (xtce, type->node, error, "varies in size within an array that does");
  return add_varying_array (xtce, builder, names, element, where, count, depth, error);
}

static gboolean
add_any (TlmXtce *xtce, TlmProgramBuilder *builder, const Names *names, const TlmXtceItem *type,
    const xmlNode *where, guint depth, GError **error)
{
  if (depth > TLM_PROGRAM_MAX_DEPTH)
    return tlm_xtce_fail (xtce, type->node, error, "is nested more than %d deep, or in itself",
        TLM_PROGRAM_MAX_DEPTH);
  /* The whole of an entry was counted with it. */
  if (depth > 0 && ++xtce->work > tlm_limit (TLM_LIMIT_XTCE_ENTRIES))
    return tlm_xtce_fail_large (xtce, where, TLM_LIMIT_XTCE_ENTRIES, error);
  if (tlm_xtce_is (type->node, "AggregateParameterType"))
    return add_members (xtce, builder, names, type, depth, error);
  if (tlm_xtce_is (type->node, "ArrayParameterType"))
    return add_array (xtce, builder, names, type, where, depth, error);
  return add_scalar (xtce, builder, names, type, where, error);
}

gboolean
tlm_xtce_add_value (TlmXtce *xtce, TlmProgramBuilder *builder, const char *name,
    const TlmXtceItem *type, const xmlNode *where, GError **error)
{
  Names names = { g_ptr_array_new_with_free_func (g_free), FALSE };
  gboolean done;

  g_ptr_array_add (names.names, g_strdup (name));
  done = add_any (xtce, builder, &names, type, where, 0, error);
  g_ptr_array_unref (names.names);
  return done;
}
