/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decode-options.h"

G_BEGIN_DECLS

typedef struct FuzzTarget FuzzTarget;

/* Reads TEXT, whose LENGTH bytes a NUL follows: TRUE, or FALSE with an error. */
typedef gboolean (*FuzzRead) (const char *text, gsize length, GError **error);

/* One thing that reads what others have written. */
struct FuzzTarget {
  const char *name;          /* and of its folder in corpus/ */
  /* Runs it with LENGTH bytes, which are nobody else's and have no NUL behind them; aborts where what
   * comes out is wrong. */
  void (*run) (const FuzzTarget *target, const guint8 *data, gsize length);
  const char *dictionary;    /* words/NAME.dict */
  const char *seed;          /* a valid input, or NULL */
  gsize seed_length;         /* 0: of the text */
  const char *decoder;       /* its seeds are those of seeds.h; NULL: none of them */
  TlmDecodeOptions options;  /* of a decoder */
  FuzzRead read;             /* of fuzz_run_read() */
  gboolean is_utf8;          /* whoever calls READ has made sure of that */
  guint longest;             /* bytes that a fuzzer goes to; 0: FUZZ_LONGEST */
};

/* Targets that stand together. */
typedef struct {
  const FuzzTarget *targets;
  gsize n;
} FuzzSet;

/* Of each program its own; NULL at the end. */
extern const FuzzSet *const fuzz_sets[];

/* Of each program its own: that nothing is left out of its sets. A test. */
void fuzz_check_sets (void);

extern const FuzzSet fuzz_decoders, fuzz_core_texts, fuzz_core_edits, fuzz_core_timelines,
    fuzz_render_texts, fuzz_overlays, fuzz_writers;

/* Whether all checks are made of every input, as a replay does; else the dear ones of some, which ones
 * the input tells. */
extern gboolean fuzz_is_thorough;

/* How many inputs were read to their end and gave something. A seed that its own reader refuses leads a
 * fuzzer nowhere, so that a replay looks at it. */
extern guint fuzz_n_accepted;

/* The run() of a target with a read(): it reads, or says what is wrong in a text that can be shown. */
void fuzz_run_read (const FuzzTarget *target, const guint8 *data, gsize length);

/* entry.c: the target of that NAME, or NULL; and number INDEX of all, NULL past the last. */
const FuzzTarget *fuzz_target_by_name (const char *name);
const FuzzTarget *fuzz_target_nth (gsize index);

/* Gives each seed of TARGET to FUNC. */
void fuzz_foreach_seed (const FuzzTarget *target,
    void (*func) (guint index, const guint8 *data, gsize length, gpointer user), gpointer user);

/* What libFuzzer calls; a program without it has replay.c. */
int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

/* FNV-1a, 64 bits, of bytes; HASH is that of what was before, or FUZZ_HASH. */
#define FUZZ_HASH G_GUINT64_CONSTANT (0xcbf29ce484222325)

static inline guint64
fuzz_hash (guint64 hash, gconstpointer data, gsize length)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

G_END_DECLS
