/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/number.h"
#include "core/base/print-safe.h"
#include "core/decode/packets/definition/xtce-private.h"

static gboolean add_entries (TlmXtce *xtce, TlmProgramBuilder *builder, const TlmXtceItem *item,
    gint64 start, guint depth, GError **error);

static gboolean
add_location (TlmXtce *xtce, TlmProgramBuilder *builder, const xmlNode *node, gint64 start,
    GError **error)
{
  g_autofree char *from = tlm_xtce_attribute (node, "referenceLocation");
  const xmlNode *fixed = tlm_xtce_child (node, "FixedValue");
  gboolean of_start = from && strcmp (from, "containerStart") == 0;
  gint64 offset = 0;

  if (from && !of_start && strcmp (from, "previousEntry") != 0)
    return tlm_xtce_fail (xtce, node, error, "referenceLocation=\"%s\" is not read; write "
        "previousEntry or containerStart", tlm_head (from, 40).text);
  if (!fixed)
    return tlm_xtce_fail (xtce, node, error, "has no FixedValue; only fixed offsets are read");
  if (!tlm_xtce_text_integer (xtce, fixed, &offset, error))
    return FALSE;
  if (!of_start && offset >= 0 && offset <= G_MAXINT32)
    return tlm_program_skip (builder, (guint64) offset) || tlm_xtce_fail_built (xtce, node, builder, error);
  if ((of_start ? start : builder->bit) < 0)
    return tlm_xtce_fail (xtce, node, error, "counts from a place that varies from packet to "
        "packet; count from previousEntry, forwards");
  if (offset < -(gint64) G_MAXINT32 || offset > G_MAXINT32)
    return tlm_xtce_fail (xtce, node, error, "%" G_GINT64_FORMAT " bits are outside every packet",
        offset);
  offset += of_start ? start : builder->bit;
  if (offset < 0)
    return tlm_xtce_fail (xtce, node, error, "stands before the beginning of the packet");
  return tlm_program_seek (builder, (guint) offset) || tlm_xtce_fail_built (xtce, node, builder, error);
}

static gboolean
add_parameter (TlmXtce *xtce, TlmProgramBuilder *builder, const xmlNode *entry,
    const char *system, GError **error)
{
  const TlmXtceItem *parameter = tlm_xtce_resolve (xtce, xtce->parameters, entry, system,
      "parameterRef", "parameter", error);
  const TlmXtceItem *type = parameter ? tlm_xtce_type_of (xtce, parameter, error) : NULL;

  return type && tlm_xtce_add_value (xtce, builder, parameter->name, type, entry, error);
}

/* An entry without its conditions. */
static gboolean
add_plain_entry (TlmXtce *xtce, TlmProgramBuilder *builder, const xmlNode *entry,
    const char *system, guint depth, GError **error)
{
  gint64 bits = 0;

  if (tlm_xtce_is (entry, "ParameterRefEntry") || tlm_xtce_is (entry, "ArrayParameterRefEntry"))
    return add_parameter (xtce, builder, entry, system, error);
  if (tlm_xtce_is (entry, "ContainerRefEntry")) {
    const TlmXtceItem *item = tlm_xtce_resolve (xtce, xtce->containers, entry, system,
        "containerRef", "container", error);
    return item && add_entries (xtce, builder, item, builder->bit, depth + 1, error);
  }
  if (tlm_xtce_is (entry, "FixedValueEntry"))
    return tlm_xtce_read_integer (xtce, entry, "sizeInBits", &bits, error) &&
        (bits < 0 || bits > G_MAXINT32 ? tlm_xtce_fail (xtce, entry, error, "sizeInBits is out of range") :
            tlm_program_skip (builder, (guint64) bits) || tlm_xtce_fail_built (xtce, entry, builder, error));
  return tlm_xtce_fail (xtce, entry, error, "is no entry that is read; write ParameterRefEntry, "
      "ContainerRefEntry or FixedValueEntry");
}

/* Opens a block for an IncludeCondition or a RepeatEntry; BLOCK is -1 without. */
static gboolean
open_condition (TlmXtce *xtce, TlmProgramBuilder *builder, const xmlNode *entry,
    const char *system, gint *block, GError **error)
{
  const xmlNode *node = tlm_xtce_child (entry, "IncludeCondition");
  TlmCriteria *criteria;

  *block = -1;
  if (!node)
    return TRUE;
  criteria = tlm_xtce_criteria (xtce, node, system, error);
  if (!criteria)
    return FALSE;
  g_ptr_array_add (xtce->program->conditions, criteria);
  *block = tlm_program_begin_if (builder, criteria);
  return *block >= 0 || tlm_xtce_fail_built (xtce, entry, builder, error);
}

static gboolean
open_repeat (TlmXtce *xtce, TlmProgramBuilder *builder, const xmlNode *entry,
    const char *system, gint *block, GError **error)
{
  const xmlNode *node = tlm_xtce_child (entry, "RepeatEntry");
  const xmlNode *count = node ? tlm_xtce_child (node, "Count") : NULL;
  const TlmPacketSize *size;

  *block = -1;
  if (!node)
    return TRUE;
  if (!count || tlm_xtce_child (node, "Offset"))
    return tlm_xtce_fail (xtce, node, error, "needs a Count, and no Offset is read");
  size = tlm_xtce_size (xtce, count, system, error);
  if (!size)
    return FALSE;
  *block = tlm_program_begin_loop (builder, size);
  return *block >= 0 || tlm_xtce_fail_built (xtce, entry, builder, error);
}

static gboolean
add_entry (TlmXtce *xtce, TlmProgramBuilder *builder, const xmlNode *entry, const char *system,
    gint64 start, guint depth, GError **error)
{
  const xmlNode *location = tlm_xtce_child (entry, "LocationInContainerInBits");
  TlmDuration longest_gap_ns = xtce->longest_gap_ns;
  gint condition, loop;

  if (++xtce->work > tlm_limit (TLM_LIMIT_XTCE_ENTRIES))
    return tlm_xtce_fail_large (xtce, entry, TLM_LIMIT_XTCE_ENTRIES, error);
  if (!open_condition (xtce, builder, entry, system, &condition, error) ||
      (location && !add_location (xtce, builder, location, start, error)) ||
      !open_repeat (xtce, builder, entry, system, &loop, error))
    return FALSE;
  if (condition >= 0)
    xtce->longest_gap_ns = 0;
  if (!add_plain_entry (xtce, builder, entry, system, depth, error))
    return FALSE;
  xtce->longest_gap_ns = longest_gap_ns;
  if (loop >= 0)
    tlm_program_end_block (builder, loop);
  if (condition >= 0)
    tlm_program_end_block (builder, condition);
  return TRUE;
}

static TlmXtceItem *
base_of (const TlmXtce *xtce, const TlmXtceItem *item, GError **error)
{
  const xmlNode *base = tlm_xtce_child (item->node, "BaseContainer");

  return base ? tlm_xtce_resolve (xtce, xtce->containers, base, item->system, "containerRef",
      "container", error) : NULL;
}

/* Entries of a container that another one includes, those of its base first. */
static gboolean
add_entries (TlmXtce *xtce, TlmProgramBuilder *builder, const TlmXtceItem *item, gint64 start,
    guint depth, GError **error)
{
  const xmlNode *list = tlm_xtce_child (item->node, "EntryList");
  const TlmXtceItem *base;
  g_autoptr (GError) problem = NULL;

  if (depth > TLM_PROGRAM_MAX_DEPTH)
    return tlm_xtce_fail (xtce, item->node, error, "is nested more than %d deep, or in itself",
        TLM_PROGRAM_MAX_DEPTH);
  base = depth > 0 ? base_of (xtce, item, &problem) : NULL;
  if (problem) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (base && !add_entries (xtce, builder, base, start, depth + 1, error))
    return FALSE;
  for (xmlNode *at = list ? tlm_xtce_first (list) : NULL; at; at = tlm_xtce_next (at))
    if (!add_entry (xtce, builder, at, item->system, start, depth, error))
      return FALSE;
  return TRUE;
}

static gboolean make_container (TlmXtce *xtce, const TlmXtceItem *item, gint64 bit, guint depth,
    guint *index, GError **error);

static gboolean
add_branch (TlmXtce *xtce, guint parent, const TlmXtceItem *item, guint depth, GError **error)
{
  TlmPacketContainer *container = xtce->program->containers->pdata[parent];
  const xmlNode *base = tlm_xtce_child (item->node, "BaseContainer");
  const xmlNode *restriction = tlm_xtce_child (base, "RestrictionCriteria");
  TlmPacketBranch branch = { 0 };

  if (restriction && tlm_xtce_first (restriction)) {
    branch.criteria = tlm_xtce_criteria (xtce, restriction, item->system, error);
    if (!branch.criteria)
      return FALSE;
    g_ptr_array_add (xtce->program->conditions, branch.criteria);
  }
  if (!make_container (xtce, item, container->end_bit, depth + 1, &branch.container, error))
    return FALSE;
  tlm_program_add_branch (xtce->program, container, &branch);
  return TRUE;
}

/* Steps of a packet that is to come so often, of which more are a loss, and under which never
 * is one: what holds among neighbours (core/log/series.h). */
#define LOSS_STEPS 3
#define NEVER_LOSS_S 2.0
#define LEAST_RATE_HZ 1e-6

/* How far apart packets of a container are at most, by the least rate that is to be expected
 * (XTCE 1.2, RateInStreamType); 0 where it does not say. */
static gboolean
read_rate (TlmXtce *xtce, const TlmXtceItem *item, GError **error)
{
  const xmlNode *rate = tlm_xtce_child (item->node, "DefaultRateInStream");
  g_autofree char *basis = rate ? tlm_xtce_attribute (rate, "basis") : NULL;
  double least_hz = 0;

  xtce->longest_gap_ns = 0;
  if (!rate || (basis && strcmp (basis, "perSecond") != 0))
    return TRUE;
  if (!tlm_xtce_read_number (xtce, rate, "minimumValue", &least_hz, error))
    return FALSE;
  /* To the nearest: where doubles have more digits than 64 bits hold, 3 / 0.05 s is less than a minute. */
  if (least_hz >= LEAST_RATE_HZ && least_hz < G_MAXDOUBLE)
    tlm_number_to_int64 (MAX (LOSS_STEPS / least_hz, NEVER_LOSS_S) * (double) TLM_SECOND, &xtce->longest_gap_ns);
  return TRUE;
}

static gboolean
make_container (TlmXtce *xtce, const TlmXtceItem *item, gint64 bit, guint depth, guint *index,
    GError **error)
{
  GPtrArray *derived = g_hash_table_lookup (xtce->derived, item->node);
  TlmProgramBuilder builder;

  if (depth > TLM_PROGRAM_MAX_DEPTH)
    return tlm_xtce_fail (xtce, item->node, error, "has more than %d bases, or is its own",
        TLM_PROGRAM_MAX_DEPTH);
  *index = tlm_program_begin (&builder, xtce->program, item->name,
      tlm_xtce_flag (item->node, "abstract", FALSE), bit);
  if (!read_rate (xtce, item, error) || !add_entries (xtce, &builder, item, 0, 0, error))
    return FALSE;
  tlm_program_end (&builder);
  for (guint i = 0; derived && i < derived->len; i++)
    if (!add_branch (xtce, *index, derived->pdata[i], depth, error))
      return FALSE;
  return TRUE;
}

/* How many containers derive from one, itself included. */
static guint
count_derived (const TlmXtce *xtce, const TlmXtceItem *item, guint depth)
{
  GPtrArray *derived = g_hash_table_lookup (xtce->derived, item->node);
  guint n = 1;

  for (guint i = 0; derived && i < derived->len && depth < TLM_PROGRAM_MAX_DEPTH; i++)
    n += count_derived (xtce, derived->pdata[i], depth + 1);
  return n;
}

static gboolean
find_derived (TlmXtce *xtce, GError **error)
{
  for (guint i = 0; i < xtce->container_list->len; i++) {
    TlmXtceItem *item = xtce->container_list->pdata[i], *base;
    GPtrArray *derived;
    if (!tlm_xtce_child (item->node, "BaseContainer"))
      continue;
    base = base_of (xtce, item, error);
    if (!base)
      return FALSE;
    derived = g_hash_table_lookup (xtce->derived, base->node);
    if (!derived) {
      derived = g_ptr_array_new ();
      g_hash_table_insert (xtce->derived, base->node, derived);
    }
    g_ptr_array_add (derived, item);
  }
  return TRUE;
}

static TlmXtceItem *
find_root (const TlmXtce *xtce)
{
  TlmXtceItem *root = NULL;
  guint most = 0;

  for (guint i = 0; i < xtce->container_list->len; i++) {
    TlmXtceItem *item = xtce->container_list->pdata[i];
    guint n = tlm_xtce_child (item->node, "BaseContainer") ? 0 : count_derived (xtce, item, 0);
    if (n > most) {
      root = item;
      most = n;
    }
  }
  return root;
}

gboolean
tlm_xtce_build (TlmXtce *xtce, GError **error)
{
  const TlmXtceItem *root;

  if (!find_derived (xtce, error))
    return FALSE;
  root = find_root (xtce);
  if (!root) {
    const TlmXtceItem *first = xtce->container_list->pdata[0];
    return tlm_xtce_fail (xtce, first->node, error, "every container has a base; one must have "
        "none");
  }
  return make_container (xtce, root, 0, 0, &xtce->program->root, error);
}
