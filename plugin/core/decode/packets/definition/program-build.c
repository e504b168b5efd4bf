/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/definition/program-build.h"

#include "core/base/limits.h"

static TlmPacketOp *
op_at (TlmProgramBuilder *builder, gint index)
{
  return &g_array_index (builder->container->ops, TlmPacketOp, index);
}

/* A run is one with what stands in it, and is not counted. */
static gboolean
append (TlmProgramBuilder *builder, TlmPacketOp op)
{
  if (op.code != TLM_OP_RUN && ++builder->program->n_ops > tlm_limit (TLM_LIMIT_XTCE_ENTRIES))
    return FALSE;
  g_array_append_val (builder->container->ops, op);
  return TRUE;
}

guint
tlm_program_begin (TlmProgramBuilder *builder, TlmPacketProgram *program, const char *name,
    gboolean abstract, gint64 bit)
{
  TlmPacketContainer *container = g_new0 (TlmPacketContainer, 1);

  container->name = g_strdup (name);
  container->abstract = abstract;
  container->ops = g_array_new (FALSE, FALSE, sizeof (TlmPacketOp));
  container->branches = g_array_new (FALSE, FALSE, sizeof (TlmPacketBranch));
  g_ptr_array_add (program->containers, container);
  *builder = (TlmProgramBuilder) { .program = program, .container = container, .run = -1,
    .bit = bit };
  return program->containers->len - 1;
}

void
tlm_program_add_branch (TlmPacketProgram *program, TlmPacketContainer *base,
    const TlmPacketBranch *branch)
{
  TlmPacketContainer *container = program->containers->pdata[branch->container];

  container->base = base;
  g_array_append_vals (base->branches, branch, 1);
}

void
tlm_program_end (TlmProgramBuilder *builder)
{
  builder->container->end_bit = builder->bit;
}

gint
tlm_program_field (TlmPacketProgram *program, const char *name, const TlmFieldType *type)
{
  gint slot = GPOINTER_TO_INT (g_hash_table_lookup (program->by_name, name)) - 1;
  TlmPacketField *field;

  if (slot >= 0 || program->fields->len >= tlm_limit (TLM_LIMIT_XTCE_FIELDS))
    return slot;
  field = g_new0 (TlmPacketField, 1);
  field->name = g_strdup (name);
  field->type = type;
  g_ptr_array_add (program->fields, field);
  g_hash_table_insert (program->by_name, field->name, GINT_TO_POINTER (program->fields->len));
  return (gint) program->fields->len - 1;
}

void
tlm_program_comes (TlmPacketProgram *program, guint slot, TlmDuration longest_ns)
{
  TlmPacketField *field = program->fields->pdata[slot];

  if (longest_ns > 0 && (field->longest_gap_ns == 0 || field->longest_gap_ns > longest_ns))
    field->longest_gap_ns = longest_ns;
}

/* Room for BITS in the run, and where in it. */
static gboolean
extend_run (TlmProgramBuilder *builder, guint64 bits, guint32 *at)
{
  TlmPacketOp *run;

  if (builder->run < 0) {
    if (!append (builder, (TlmPacketOp) { .code = TLM_OP_RUN }))
      return FALSE;
    builder->run = (gint) builder->container->ops->len - 1;
  }
  run = op_at (builder, builder->run);
  builder->is_too_long = run->at + bits > G_MAXUINT32;
  if (builder->is_too_long)
    return FALSE;
  *at = run->at;
  run->at += (guint32) bits;
  if (builder->bit >= 0)
    builder->bit += (gint64) bits;
  return TRUE;
}

static TlmOpCode
code_of (const TlmFieldType *type)
{
  if (type->kind == TLM_FIELD_TEXT || type->kind == TLM_FIELD_BYTES)
    return TLM_OP_BLOB;
  if (type->swap_bytes || type->reverse_bits || type->calibrator || type->contexts)
    return TLM_OP_NUMBER;
  if (type->encoding == TLM_ENCODING_UNSIGNED)
    return TLM_OP_UNSIGNED;
  return type->encoding == TLM_ENCODING_IEEE754 && type->bits == 32 ? TLM_OP_FLOAT :
      TLM_OP_NUMBER;
}

gboolean
tlm_program_add_fixed (TlmProgramBuilder *builder, guint slot, const TlmFieldType *type,
    const TlmPacketElements *elements)
{
  TlmPacketOp op = {
    .code = (guint8) code_of (type), .bits = (guint8) MIN (type->bits, 64), .slot = slot,
    .type = type, .elements = elements
  };

  return extend_run (builder, type->bits, &op.at) && append (builder, op);
}

static void
lose_track (TlmProgramBuilder *builder)
{
  builder->run = -1;
  builder->bit = -1;
}

gboolean
tlm_program_add_sized (TlmProgramBuilder *builder, guint slot, const TlmFieldType *type,
    const TlmPacketSize *size, const TlmPacketElements *elements)
{
  TlmPacketOp op = {
    .code = TLM_OP_SIZED, .slot = slot, .type = type, .size = size, .elements = elements
  };

  lose_track (builder);
  return append (builder, op);
}

gboolean
tlm_program_skip (TlmProgramBuilder *builder, guint64 bits)
{
  guint32 at;

  return bits == 0 || extend_run (builder, bits, &at);
}

gboolean
tlm_program_seek (TlmProgramBuilder *builder, guint bit)
{
  builder->run = -1;
  builder->bit = bit;
  return append (builder, (TlmPacketOp) { .code = TLM_OP_SEEK, .at = bit });
}

static gint
begin_block (TlmProgramBuilder *builder, TlmPacketOp op)
{
  lose_track (builder);
  return append (builder, op) ? (gint) builder->container->ops->len - 1 : -1;
}

gint
tlm_program_begin_if (TlmProgramBuilder *builder, const TlmCriteria *criteria)
{
  return begin_block (builder, (TlmPacketOp) { .code = TLM_OP_IF, .criteria = criteria });
}

gint
tlm_program_begin_loop (TlmProgramBuilder *builder, const TlmPacketSize *size)
{
  builder->depth++;
  return begin_block (builder, (TlmPacketOp) { .code = TLM_OP_LOOP, .size = size });
}

const char *
tlm_program_problem (const TlmProgramBuilder *builder)
{
  return builder->is_too_long ? "its end is more than 4294967295 bits behind the beginning, where no packet reaches" :
      tlm_limit_said (TLM_LIMIT_XTCE_ENTRIES);
}

void
tlm_program_end_block (TlmProgramBuilder *builder, gint block)
{
  TlmPacketOp *op = op_at (builder, block);

  op->at = builder->container->ops->len - (guint) block - 1;
  builder->depth -= op->code == TLM_OP_LOOP;
  lose_track (builder);
}
