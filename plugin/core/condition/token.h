/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  TLM_TOKEN_END,
  TLM_TOKEN_NUMBER,
  TLM_TOKEN_WORD,       /* a name, or what stands in double quotes, which are no part of it */
  TLM_TOKEN_SIGN,       /* ( ) + - * / , ; | : < <= > >= = != */
  TLM_TOKEN_BAD
} TlmTokenKind;

typedef struct {
  TlmTokenKind kind;
  const char *start;
  gsize length;         /* bytes */
  const char *end;      /* where the next one is looked for */
  double number;
  gboolean quoted;      /* a name and never a word of the language */
} TlmToken;

/* The token at TEXT, blanks skipped. */
TlmToken tlm_token_next (const char *text);

/* The name at TEXT, blanks skipped, which may begin with a digit; a token that is no word
 * where there is none. */
TlmToken tlm_token_name (const char *text);

/* The unit that stands at TEXT, right after a number and maybe a blank: what
 * runs to the next blank or sign that no unit holds. Its length is 0 where
 * there is none, and for the words and, or, not. */
TlmToken tlm_token_unit (const char *text);

/* The same behind "number:", where no sign of arithmetic can be meant: "m*s-1". */
TlmToken tlm_token_unit_behind_colon (const char *text);

/* Whether a token is spelt TEXT, without quotes. */
gboolean tlm_token_is (const TlmToken *token, const char *text);

G_END_DECLS
