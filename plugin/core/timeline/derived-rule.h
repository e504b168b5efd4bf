/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/channel.h"
#include "core/measure/value.h"

G_BEGIN_DECLS

/* What there is to derive from. */
typedef enum {
  TLM_FACT_STATE = 1 << 0,         /* an ephemeris */
  TLM_FACT_EARTH = 1 << 1,         /* … about the Earth */
  TLM_FACT_PLACE = 1 << 2,         /* … or measured latitude and longitude */
  TLM_FACT_TRACK = 1 << 3,         /* place and some altitude */
  TLM_FACT_HEIGHT = 1 << 4,        /* some measured altitude */
  TLM_FACT_AIR = 1 << 5,           /* some altitude, not above an unknown pad */
  TLM_FACT_ORIGIN = 1 << 6,        /* a place to count downrange from */
  TLM_FACT_NODES = 1 << 7,
  TLM_FACT_GEOID = 1 << 8,
  TLM_FACT_IS_ELLIPSOID = 1 << 9,  /* the measured altitude has this datum */
  TLM_FACT_IS_MSL = 1 << 10,
  TLM_FACT_IS_AGL = 1 << 11,
  TLM_FACT_PAD_ELLIPSOID = 1 << 12, /* the pad's altitude is known above this */
  TLM_FACT_PAD_MSL = 1 << 13,
  TLM_FACT_ASK_ELLIPSOID = 1 << 14, /* the channel altitude is to have this datum */
  TLM_FACT_ASK_MSL = 1 << 15,
  TLM_FACT_ASK_AGL = 1 << 16,
  TLM_FACT_ASK_NONE = 1 << 17,
  TLM_FACT_EPOCH = 1 << 18         /* states that are propagated from an epoch */
} TlmFact;

typedef struct _TlmDerivedContext TlmDerivedContext;

/* One way to derive one channel. */
typedef struct {
  TlmChannelId channel;
  guint facts;                 /* TlmFact, all needed */
  guint64 inputs;              /* channels needed, a bit each, measured or derived */
  guint64 measured;            /* channels that must be measured */
  const char *formula;         /* one sentence */
  const char *reference;       /* the standard or paper, section */
  TlmValue (*compute) (TlmDerivedContext *context);   /* storage unit of the channel */
} TlmDerivedRule;

#define TLM_CHANNEL_BIT(id) (G_GUINT64_CONSTANT (1) << TLM_CHANNEL_##id)
G_STATIC_ASSERT (TLM_N_STANDARD_CHANNELS <= 64);

/* All rules (derived.c): a channel's better ones first, and inputs before what needs
 * them. Static. */
const TlmDerivedRule *tlm_derived_rules (gsize *n_rules);

G_END_DECLS
