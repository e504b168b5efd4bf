/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/definition/program.h"

static void
mark (guint slot, gpointer used)
{
  ((guint8 *) used)[slot] = 1;
}

static void
mark_size (const TlmPacketSize *size, guint8 *used)
{
  if (size->kind == TLM_SIZE_FIELD)
    used[size->slot] = 1;
  for (guint i = 0; size->lookups && i < size->lookups->len; i++)
    tlm_criteria_each_slot (((TlmPacketLookup *) size->lookups->pdata[i])->criteria, mark, used);
}

static void
mark_contexts (const TlmFieldType *type, guint8 *used)
{
  for (guint i = 0; type->contexts && i < type->contexts->len; i++)
    tlm_criteria_each_slot (((TlmFieldContext *) type->contexts->pdata[i])->criteria, mark, used);
}

/* Criteria of conditions and of branches, sizes and contexts. */
static void
mark_looked_at (const TlmPacketProgram *program, guint8 *used)
{
  for (guint i = 0; i < program->conditions->len; i++)
    tlm_criteria_each_slot (program->conditions->pdata[i], mark, used);
  for (guint i = 0; i < program->sizes->len; i++)
    mark_size (program->sizes->pdata[i], used);
  for (guint i = 0; i < program->types->len; i++)
    mark_contexts (program->types->pdata[i], used);
}

static gboolean
is_used (const TlmPacketOp *op, const guint8 *used)
{
  if (op->code < TLM_OP_UNSIGNED || op->code > TLM_OP_BLOB)
    return TRUE;
  if (!op->elements)
    return used[op->slot];
  for (guint i = 0; i < op->elements->n; i++)
    if (used[op->elements->slots[i]])
      return TRUE;
  return FALSE;
}

/* Appends to OUT what is used of N operations. */
static void
keep_used (GArray *out, const TlmPacketOp *ops, guint n, const guint8 *used)
{
  for (guint i = 0; i < n; i++) {
    guint at = out->len;
    if (!is_used (&ops[i], used))
      continue;
    g_array_append_val (out, ops[i]);
    if (ops[i].code != TLM_OP_IF && ops[i].code != TLM_OP_LOOP)
      continue;
    keep_used (out, &ops[i + 1], ops[i].at, used);
    g_array_index (out, TlmPacketOp, at).at = out->len - at - 1;
    i += ops[i].at;
  }
}

static GArray *
pruned (const GArray *ops, const guint8 *used)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (TlmPacketOp));

  keep_used (kept, (const TlmPacketOp *) (const void *) ops->data, ops->len, used);
  return kept;
}

/* WANTED, and what is looked at. */
static guint8 *
mark_used (const TlmPacketProgram *program, const guint8 *wanted)
{
  guint8 *used = g_malloc (program->fields->len + 1);

  for (guint i = 0; i < program->fields->len; i++)
    used[i] = wanted[i] || program->looked_at[i];
  return used;
}

void
tlm_packet_program_prune (TlmPacketProgram *program, const guint8 *wanted, const guint8 *first)
{
  g_autofree guint8 *used = NULL, *deciding = NULL;

  g_return_if_fail (program != NULL && wanted != NULL && first != NULL);
  program->looked_at = g_malloc0 (program->fields->len + 1);
  mark_looked_at (program, program->looked_at);
  used = mark_used (program, wanted);
  deciding = mark_used (program, first);
  for (guint i = 0; i < program->containers->len; i++) {
    TlmPacketContainer *container = program->containers->pdata[i];
    GArray *ops = container->ops;
    container->deciding = pruned (ops, deciding);
    container->ops = pruned (ops, used);
    g_array_unref (ops);
  }
}

/* RUN and NEXT are bits of the packet, as while it is read, and END is the last. */
static gboolean
find_places (const TlmPacketContainer *container, guint64 *run, guint64 *next, guint64 *end,
    TlmPacketPlace *places)
{
  if (container->base && !find_places (container->base, run, next, end, places))
    return FALSE;
  for (guint i = 0; i < container->ops->len; i++) {
    const TlmPacketOp *op = &g_array_index (container->ops, TlmPacketOp, i);
    if (op->code == TLM_OP_RUN) {
      *run = *next;
      *next += op->at;
    } else if (op->code == TLM_OP_SEEK) {
      *run = *next = op->at;
    } else if (op->code > TLM_OP_BLOB || op->type->contexts || *next > G_MAXUINT32) {
      return FALSE;
    } else {
      places[op->slot] = (TlmPacketPlace) {
        op->type, op->code, (guint) (*run + op->at), op->type->bits
      };
    }
    *end = MAX (*end, *next);
  }
  return TRUE;
}

gboolean
tlm_packet_program_places (const TlmPacketContainer *container, TlmPacketPlace *places,
    guint64 *bits)
{
  guint64 run = 0, next = 0;

  g_return_val_if_fail (container != NULL && places != NULL && bits != NULL, FALSE);
  *bits = 0;
  return find_places (container, &run, &next, bits, places);
}
