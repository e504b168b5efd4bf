/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sim.h"

/* Who records such a flight: which variants (record.h) make sense of it. */
typedef enum {
  CORPUS_BY_WEBCAST = 1 << 0,  /* altitude and speed read off the picture */
  CORPUS_BY_COMPUTER = 1 << 1, /* a flight computer on board: barometer, receiver, sensors */
  CORPUS_BY_STATES = 1 << 2,   /* state vectors */
  CORPUS_IN_FEET = 1 << 3,
  CORPUS_BY_RANGE = 1 << 4,
} CorpusRecorders;

/* A kind of flight. Another RANDOM makes another flight of it. */
typedef struct {
  const char *name;
  CorpusFlight *(*make) (GRand *random);
  CorpusRecorders recorders;
} CorpusKind;

extern const CorpusKind corpus_kinds[];
guint corpus_n_kinds (void);

/* The kind of this name, or NULL. */
const CorpusKind *corpus_kind_find (const char *name);

/* A flight of KIND, flown. */
CorpusFlight *corpus_kind_fly (const CorpusKind *kind, guint32 seed);
