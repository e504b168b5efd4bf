/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/rule.h"

G_BEGIN_DECLS

typedef enum {
  TLM_TOKEN_END,
  TLM_TOKEN_NUMBER,
  TLM_TOKEN_WORD,
  TLM_TOKEN_SIGN,       /* ( ) + - * / < <= > >= */
  TLM_TOKEN_BAD
} TlmTokenKind;

typedef struct {
  TlmTokenKind kind;
  const char *start;
  gsize length;         /* bytes */
  double number;
} TlmToken;

/* The token at TEXT, blanks skipped. */
TlmToken tlm_token_next (const char *text);

/* The unit that stands at TEXT, right after a number and maybe a blank: what
 * runs to the next blank or sign that no unit holds. Its length is 0 where
 * there is none, and for the words and, or, not. */
TlmToken tlm_token_unit (const char *text);

/* Whether a token is spelt TEXT. */
gboolean tlm_token_is (const TlmToken *token, const char *text);

G_END_DECLS
