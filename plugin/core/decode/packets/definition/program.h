/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/definition/criteria.h"
#include "core/decode/packets/wire/space-packet.h"
#include "core/time/instant.h"

G_BEGIN_DECLS

/* A packet definition made flat: containers, each a list of operations with bit
 * offsets that are known beforehand wherever the packet's layout allows, and the
 * conditions that lead from one to the containers derived from it. Made by
 * tlm_xtce_read() or tlm_field_map_read(). Constant once pruned; then any number
 * of threads may run it, each with a state of its own. */

/* Caps on what a definition can make us hold. */
#define TLM_PROGRAM_MAX_ELEMENTS 256       /* named elements of an array of varying size */
#define TLM_PROGRAM_MAX_DEPTH 16           /* of containers, aggregates and conditions in each other */

/* A field that a packet may have. */
typedef struct {
  char *name;              /* "ADGPSPOSX", "wheels[2].speed" */
  const TlmFieldType *type;
  TlmDuration longest_gap_ns;  /* as the definition says how often it comes; 0: it does not */
} TlmPacketField;

/* How many bits something has, or how many times something comes. */
typedef struct {
  enum {
    TLM_SIZE_FIXED,        /* FIXED */
    TLM_SIZE_FIELD,        /* SLOPE times a field plus INTERCEPT */
    TLM_SIZE_LOOKUP,       /* the first of LOOKUPS that holds */
    TLM_SIZE_TERMINATED,   /* bytes up to TERMINATOR, which is not part of it */
    TLM_SIZE_LEADING,      /* FIXED bits come first and say how many follow */
    TLM_SIZE_REST          /* all there is, but FIXED bits */
  } kind;
  gint64 fixed;
  guint slot;
  gboolean calibrated;
  double slope, intercept;
  guint8 terminator;
  GPtrArray *lookups;      /* TlmPacketLookup * */
} TlmPacketSize;

typedef struct {
  TlmCriteria *criteria;
  gint64 value;
} TlmPacketLookup;

/* Slots of the elements of an array whose size varies. */
typedef struct {
  guint n;
  guint32 slots[];
} TlmPacketElements;

typedef enum {
  TLM_OP_RUN,              /* the next AT bits belong together; those of the run before are done */
  TLM_OP_UNSIGNED,         /* SLOT is BITS bits at AT in the run, as they stand */
  TLM_OP_FLOAT,            /* the same, a big-endian float of 32 bits */
  TLM_OP_NUMBER,           /* the same, as TYPE says */
  TLM_OP_BLOB,             /* text or bytes, TYPE->bits at AT in the run */
  TLM_OP_SIZED,            /* text or bytes of SIZE after the run, which ends with them */
  TLM_OP_IF,               /* the next AT operations only where CRITERIA holds */
  TLM_OP_LOOP,             /* the next AT operations SIZE times */
  TLM_OP_SEEK              /* on to bit AT of the packet */
} TlmOpCode;

typedef struct {
  guint8 code, bits;
  guint32 slot, at;
  union {
    const TlmFieldType *type;
    const TlmCriteria *criteria;
  };
  const TlmPacketSize *size;
  const TlmPacketElements *elements;   /* within a loop: slots by its index, or NULL */
} TlmPacketOp;

/* A container derived from another. */
typedef struct {
  TlmCriteria *criteria;   /* when it is this one; NULL: always */
  guint container;
} TlmPacketBranch;

typedef struct _TlmPacketContainer TlmPacketContainer;
struct _TlmPacketContainer {
  char *name;
  gboolean abstract;       /* a packet is never only this */
  const TlmPacketContainer *base;      /* which it is derived from, or NULL */
  GArray *ops;             /* TlmPacketOp */
  GArray *deciding;        /* TlmPacketOp: those of OPS that say what the packet is */
  GArray *branches;        /* TlmPacketBranch */
  gint64 end_bit;          /* where it ends in the packet; -1 when that varies */
};

typedef struct {
  char *source;            /* what to call the definition in messages */
  GPtrArray *fields;       /* TlmPacketField *, by slot */
  GHashTable *by_name;     /* name to slot + 1 */
  GPtrArray *containers;   /* TlmPacketContainer * */
  guint root;
  GPtrArray *types;        /* TlmFieldType *, owned */
  GPtrArray *sizes;        /* TlmPacketSize *, owned */
  GPtrArray *conditions;   /* TlmCriteria *, owned */
  GPtrArray *elements;     /* TlmPacketElements *, owned */
  gboolean knows_apids;    /* KNOWN says which there are */
  guint8 known[TLM_SPACE_PACKET_APIDS];
  guint n_ops;
  guint8 *looked_at;       /* by slot, once pruned: conditions, sizes or contexts use it */
} TlmPacketProgram;

/* A program without containers, called SOURCE in messages, to be freed. */
TlmPacketProgram *tlm_packet_program_new (const char *source);

/* Frees a program with all that it owns; nothing for NULL. Its states are freed before it. */
void tlm_packet_program_free (TlmPacketProgram *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmPacketProgram, tlm_packet_program_free)

/* Slot of a field by its name, or by the end of its name after a "/" when only
 * one ends so; -1 when there is none. Members of aggregates may stand behind a "/"
 * as well as behind a ".". */
gint tlm_packet_program_find (const TlmPacketProgram *program, const char *name);

/* Throws away every operation that reads a field that is not used: WANTED has a byte
 * a slot, non-zero for those whose values are used, and FIRST for those that
 * tlm_packet_program_choose() is to read. Fields that conditions and sizes look at
 * stay in both. */
void tlm_packet_program_prune (TlmPacketProgram *program, const guint8 *wanted,
    const guint8 *first);

/* Where a field stands in each packet of a container. */
typedef struct {
  const TlmFieldType *type;    /* NULL: it is not in them */
  TlmOpCode code;          /* UNSIGNED, FLOAT, NUMBER or BLOB */
  guint bit, bits;
} TlmPacketPlace;

/* The places of the fields that are wanted, by slot, in PLACES, which is all zero
 * at the call and has one for each field; in BITS how long such a packet is at
 * least. FALSE when some place or calibration depends on what is in the packet.
 * Needs a pruned program. */
gboolean tlm_packet_program_places (const TlmPacketContainer *container, TlmPacketPlace *places,
    guint64 *bits);

/* Values of one packet at a time. */
typedef struct {
  TlmPacketValue *values;  /* by slot; of the packet when its stamp is STAMP */
  guint64 stamp;
  const TlmPacketContainer *container;   /* the most derived one that the packet is */
  const char *problem;     /* what was wrong with it; static, or NULL */
} TlmPacketState;

/* A state for packets of PROGRAM, whose fields are all known; to be freed. */
TlmPacketState *tlm_packet_state_new (const TlmPacketProgram *program);

/* Frees the state; nothing for NULL. */
void tlm_packet_state_free (TlmPacketState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmPacketState, tlm_packet_state_free)

/* Reads the packet DATA, LENGTH bytes from its primary header on (any bytes are
 * safe). FALSE when it is shorter than its definition says; PROBLEM and CONTAINER
 * then say what and where. A packet that is nothing concrete gives TRUE and an
 * abstract CONTAINER. */
gboolean tlm_packet_program_run (const TlmPacketProgram *program, TlmPacketState *state,
    const guint8 *data, gsize length);

/* The same, but of the values only those that FIRST named to prune(), and those
 * that decide what the packet is. */
gboolean tlm_packet_program_choose (const TlmPacketProgram *program, TlmPacketState *state,
    const guint8 *data, gsize length);

G_END_DECLS
