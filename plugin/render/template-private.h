/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/template.h"

G_BEGIN_DECLS

/* What a piece of a template prints. */
typedef enum {
  TLR_TOKEN_LITERAL,
  TLR_TOKEN_CHANNEL,
  TLR_TOKEN_UNIT,
  TLR_TOKEN_AGE,
  TLR_TOKEN_CLOCK,
  TLR_TOKEN_UTC,
  TLR_TOKEN_DATE,
  TLR_TOKEN_PHASE,
  TLR_TOKEN_PHASE_TIME,
  TLR_TOKEN_NEXT,
  TLR_TOKEN_NEXT_COUNTDOWN,
  TLR_TOKEN_VEHICLE,
  TLR_TOKEN_MISSION,
  TLR_TOKEN_CREDIT,
  TLR_TOKEN_PROVENANCE,
  TLR_TOKEN_TEXT
} TlrTokenKind;

typedef struct {
  TlrTokenKind kind;
  char *text;            /* literal, or name of the channel or text channel */
  const TlmUnit *unit;   /* or NULL: the expected one */
  int decimals;          /* or -1: the expected ones */
} TlrToken;

struct _TlrTemplate {
  guint n_tokens;
  TlrToken tokens[TLR_TEMPLATE_MAX_TOKENS];
};

G_END_DECLS
