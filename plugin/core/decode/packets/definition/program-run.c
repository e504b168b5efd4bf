/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/definition/program.h"

TlmPacketState *
tlm_packet_state_new (const TlmPacketProgram *program)
{
  TlmPacketState *state = g_new0 (TlmPacketState, 1);

  /* One more: array elements that have no name go there. */
  state->values = g_new0 (TlmPacketValue, program->fields->len + 1);
  return state;
}

void
tlm_packet_state_free (TlmPacketState *state)
{
  if (!state)
    return;
  g_free (state->values);
  g_free (state);
}

/* A packet while it is read. */
typedef struct {
  const TlmPacketProgram *program;
  TlmPacketState *state;
  TlmPacketValue *values;
  const guint8 *data;
  gsize length;
  guint64 bits;            /* of the packet */
  guint64 run, next;       /* where the run begins and where it ends */
} Run;

static gboolean
fail (Run *run, const char *problem)
{
  run->state->problem = problem;
  return FALSE;
}

static gboolean
take (Run *run, guint64 bits)
{
  if (bits > run->bits - run->next)
    return fail (run, "is shorter than its definition");
  run->run = run->next;
  run->next += bits;
  return TRUE;
}

static gboolean
is_current (const Run *run, guint slot)
{
  return run->values[slot].stamp == run->state->stamp;
}

/* Of the bits after the run; -1 with a problem when it cannot be told. */
static gint64
measure (Run *run, const TlmPacketSize *size)
{
  double value;

  switch (size->kind) {
    case TLM_SIZE_FIXED:
      return size->fixed;
    case TLM_SIZE_REST:
      return MAX (0, (gint64) (run->bits - run->next) - size->fixed);
    case TLM_SIZE_FIELD:
      if (!is_current (run, size->slot))
        break;
      value = size->calibrated ? run->values[size->slot].value :
          (double) (gint64) run->values[size->slot].raw;
      value = value * size->slope + size->intercept;
      return value >= 0 && value <= 1e9 ? (gint64) value : -1;
    case TLM_SIZE_LOOKUP:
      for (guint i = 0; i < size->lookups->len; i++) {
        const TlmPacketLookup *lookup = size->lookups->pdata[i];
        if (tlm_criteria_hold (lookup->criteria, run->values, run->state->stamp, run->data,
                run->length))
          return lookup->value;
      }
      break;
    default:
      break;
  }
  return -1;
}

static guint
slot_of (const Run *run, const TlmPacketOp *op, guint64 index)
{
  if (G_LIKELY (!op->elements))
    return op->slot;
  return index < op->elements->n ? op->elements->slots[index] : run->program->fields->len;
}

static void
store (Run *run, guint slot, guint64 bit, guint64 bits, guint64 raw, double value)
{
  run->values[slot] = (TlmPacketValue) {
    .raw = raw,
    .value = value,
    .bit = (guint32) bit,
    .bits = (guint32) bits,
    .stamp = run->state->stamp,
  };
}

static const TlmCalibrator *
choose_calibrator (const Run *run, const TlmFieldType *type)
{
  for (guint i = 0; type->contexts && i < type->contexts->len; i++) {
    const TlmFieldContext *context = type->contexts->pdata[i];
    if (tlm_criteria_hold (context->criteria, run->values, run->state->stamp, run->data,
            run->length))
      return context->calibrator;
  }
  return type->calibrator;
}

static void
read_number (Run *run, const TlmPacketOp *op, guint64 index)
{
  const TlmFieldType *type = op->type;
  guint64 bit = run->run + op->at, raw;
  double value = tlm_field_decode (type, tlm_bits_read (run->data, run->length, bit, type->bits),
      &raw);
  const TlmCalibrator *calibrator;
  guint slot = slot_of (run, op, index);

  /* A context may look at the raw value of the field itself. */
  store (run, slot, bit, type->bits, raw, value);
  calibrator = choose_calibrator (run, type);
  if (calibrator)
    run->values[slot].value = tlm_calibrate (calibrator, value);
}

static void
read_float (Run *run, const TlmPacketOp *op, guint64 index)
{
  guint64 bit = run->run + op->at;
  guint32 word = (guint32) tlm_bits_read (run->data, run->length, bit, 32);
  float value;

  memcpy (&value, &word, sizeof value);
  store (run, slot_of (run, op, index), bit, 32, word, (double) value);
}

/* A text that ends with a byte, or begins with its length. */
static gboolean
read_delimited (Run *run, const TlmPacketSize *size, guint64 *bits)
{
  guint64 at = run->next;

  if (size->kind == TLM_SIZE_LEADING) {
    if (!take (run, (guint64) size->fixed))
      return FALSE;
    *bits = tlm_bits_read (run->data, run->length, run->run, (guint) size->fixed);
    return TRUE;
  }
  for (; at + 8 <= run->bits; at += 8)
    if (tlm_bits_read (run->data, run->length, at, 8) == size->terminator)
      break;
  if (at + 8 > run->bits)
    return fail (run, "has a text without an end");
  *bits = at - run->next;
  return TRUE;
}

static gboolean
read_sized (Run *run, const TlmPacketOp *op, guint64 index)
{
  guint64 bits;
  gboolean delimited = op->size->kind == TLM_SIZE_LEADING ||
      op->size->kind == TLM_SIZE_TERMINATED;

  if (delimited) {
    if (!read_delimited (run, op->size, &bits))
      return FALSE;
  } else {
    gint64 measured = measure (run, op->size);
    if (measured < 0)
      return fail (run, "has a field whose size cannot be told");
    bits = (guint64) measured;
  }
  if (!take (run, bits))
    return FALSE;
  store (run, slot_of (run, op, index), run->run, bits, 0, 0);
  if (op->size->kind == TLM_SIZE_TERMINATED)
    run->next += 8;
  return TRUE;
}

static gboolean execute (Run *run, const TlmPacketOp *ops, guint n, guint64 index);

static gboolean
repeat (Run *run, const TlmPacketOp *op, const TlmPacketOp *body)
{
  gint64 times = measure (run, op->size);

  if (op->size->kind == TLM_SIZE_REST) {
    guint64 end = run->next + (guint64) times;
    for (guint64 i = 0, before = G_MAXUINT64; run->next < end && run->next != before; i++) {
      before = run->next;
      if (!execute (run, body, op->at, i))
        return FALSE;
    }
    return TRUE;
  }
  if (times < 0)
    return fail (run, "has an array whose size cannot be told");
  for (guint64 i = 0; i < (guint64) times; i++) {
    guint64 before = run->next;
    if (!execute (run, body, op->at, i))
      return FALSE;
    if (run->next == before)
      break;
  }
  return TRUE;
}

/* Leaves RUN where OP says, within the packet. */
static gboolean
seek (Run *run, guint64 bit)
{
  if (bit > run->bits)
    return fail (run, "is shorter than its definition");
  run->run = run->next = bit;
  return TRUE;
}

static gboolean
execute (Run *run, const TlmPacketOp *ops, guint n, guint64 index)
{
  for (const TlmPacketOp *op = ops, *end = ops + n; op < end; op++) {
    switch ((TlmOpCode) op->code) {
      case TLM_OP_RUN:
        if (!take (run, op->at))
          return FALSE;
        break;
      case TLM_OP_UNSIGNED: {
        guint64 bit = run->run + op->at;
        guint64 raw = tlm_bits_read (run->data, run->length, bit, op->bits);
        store (run, slot_of (run, op, index), bit, op->bits, raw, (double) raw);
        break;
      }
      case TLM_OP_FLOAT:
        read_float (run, op, index);
        break;
      case TLM_OP_NUMBER:
        read_number (run, op, index);
        break;
      case TLM_OP_BLOB:
        store (run, slot_of (run, op, index), run->run + op->at, op->type->bits, 0, 0);
        break;
      case TLM_OP_SIZED:
        if (!read_sized (run, op, index))
          return FALSE;
        break;
      case TLM_OP_IF:
        if (tlm_criteria_hold (op->criteria, run->values, run->state->stamp, run->data,
                run->length) && !execute (run, op + 1, op->at, index))
          return FALSE;
        op += op->at;
        break;
      case TLM_OP_LOOP:
        if (!repeat (run, op, op + 1))
          return FALSE;
        op += op->at;
        break;
      case TLM_OP_SEEK:
        if (!seek (run, op->at))
          return FALSE;
        break;
    }
  }
  return TRUE;
}

static const TlmPacketContainer *
choose_branch (const Run *run, const TlmPacketContainer *container)
{
  for (guint i = 0; i < container->branches->len; i++) {
    const TlmPacketBranch *branch = &g_array_index (container->branches, TlmPacketBranch, i);
    if (!branch->criteria || tlm_criteria_hold (branch->criteria, run->values,
            run->state->stamp, run->data, run->length))
      return run->program->containers->pdata[branch->container];
  }
  return NULL;
}

/* Goes through the containers, by all operations or by the deciding ones. */
static gboolean
descend (Run *run, gboolean all)
{
  const TlmPacketContainer *container = run->program->containers->pdata[run->program->root];

  run->state->stamp++;
  run->state->problem = NULL;
  for (; container; container = choose_branch (run, container)) {
    const GArray *ops = all ? container->ops : container->deciding;
    run->state->container = container;
    if (!execute (run, (const TlmPacketOp *) (const void *) ops->data, ops->len, 0))
      return FALSE;
  }
  return TRUE;
}

gboolean
tlm_packet_program_run (const TlmPacketProgram *program, TlmPacketState *state,
    const guint8 *data, gsize length)
{
  Run run = {
    .program = program,
    .state = state,
    .values = state->values,
    .data = data,
    .length = length,
    .bits = (guint64) length * 8,
  };

  g_return_val_if_fail (data != NULL && length <= G_MAXUINT32 / 8, FALSE);
  return descend (&run, TRUE);
}

gboolean
tlm_packet_program_choose (const TlmPacketProgram *program, TlmPacketState *state,
    const guint8 *data, gsize length)
{
  Run run = {
    .program = program,
    .state = state,
    .values = state->values,
    .data = data,
    .length = length,
    .bits = (guint64) length * 8,
  };

  g_return_val_if_fail (data != NULL && length <= G_MAXUINT32 / 8, FALSE);
  return descend (&run, FALSE);
}
