/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/definition/program.h"

G_BEGIN_DECLS

/* Writes the operations of one container after another. A plain value. Static
 * offsets are found on the way. Not thread-safe. */
typedef struct {
  TlmPacketProgram *program;
  TlmPacketContainer *container;
  gint run;                /* index of the RUN that is being filled, -1: none */
  gint64 bit;              /* where in the packet; -1 when that varies */
  guint depth;             /* of loops */
  gboolean is_too_long;    /* more bits stand on each other than are counted */
} TlmProgramBuilder;

/* Begins a container (index in program->containers) at BIT of the packet, or at
 * one that varies (-1). */
guint tlm_program_begin (TlmProgramBuilder *builder, TlmPacketProgram *program, const char *name,
    gboolean abstract, gint64 bit);

/* Ends the container that was begun, and says where in the packet it ends. */
void tlm_program_end (TlmProgramBuilder *builder);

/* Says that a container which was begun is derived from BASE. */
void tlm_program_add_branch (TlmPacketProgram *program, TlmPacketContainer *base,
    const TlmPacketBranch *branch);

/* Slot of the field NAME, made when it is new; -1 past TLM_LIMIT_XTCE_FIELDS. */
gint tlm_program_field (TlmPacketProgram *program, const char *name, const TlmFieldType *type);

/* Says that the field of SLOT comes at least so often that steps up to LONGEST, ns, are no loss;
 * of several packets that have it the most frequent counts. Nothing for 0. */
void tlm_program_comes (TlmPacketProgram *program, guint slot, TlmDuration longest_ns);

/* A field of fixed size, TYPE->bits of it. ELEMENTS as in TlmPacketOp. All of
 * these: FALSE past TLM_LIMIT_XTCE_ENTRIES. */
gboolean tlm_program_add_fixed (TlmProgramBuilder *builder, guint slot, const TlmFieldType *type,
    const TlmPacketElements *elements);

/* Text or bytes whose size varies. */
gboolean tlm_program_add_sized (TlmProgramBuilder *builder, guint slot, const TlmFieldType *type,
    const TlmPacketSize *size, const TlmPacketElements *elements);

/* Passes over BITS. */
gboolean tlm_program_skip (TlmProgramBuilder *builder, guint64 bits);

/* On to a bit of the packet. */
gboolean tlm_program_seek (TlmProgramBuilder *builder, guint bit);

/* What is added until end_block() depends on CRITERIA. Returns the block, for
 * end_block(); -1 past TLM_LIMIT_XTCE_ENTRIES. */
gint tlm_program_begin_if (TlmProgramBuilder *builder, const TlmCriteria *criteria);

/* The same for what comes SIZE times. */
gint tlm_program_begin_loop (TlmProgramBuilder *builder, const TlmPacketSize *size);

/* Why the last of them gave FALSE or -1. */
const char *tlm_program_problem (const TlmProgramBuilder *builder);

/* Ends the BLOCK that was begun last. */
void tlm_program_end_block (TlmProgramBuilder *builder, gint block);

G_END_DECLS
