/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/rule-private.h"

G_BEGIN_DECLS

/* A parser by recursive descent. Each of its steps gives the index of the node it has
 * made, or -1 once the error is set. */
typedef struct {
  const char *text;         /* of the whole rule; the caller's */
  TlmToken token;           /* the one that is looked at */
  GArray *nodes;            /* TlmRuleNode; the rule's */
  guint depth;              /* brackets within each other */
  GError **error;           /* TLM_ERROR_PROFILE */
} TlmRuleParser;

/* Column of a place in the text, counted in characters from 1. */
guint tlm_parser_column_of (const TlmRuleParser *parser, const char *place);

/* Sets the error "column N: …", or what stands where WANTED is expected. -1. */
int tlm_parser_fail (TlmRuleParser *parser, guint column, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
int tlm_parser_fail_here (TlmRuleParser *parser, const char *wanted);

/* Goes on to the next token. */
void tlm_parser_advance (TlmRuleParser *parser);

/* Goes on where the token is TEXT; FALSE where it is another one. */
gboolean tlm_parser_accept (TlmRuleParser *parser, const char *text);

/* A node that was added. Holds until the next one is. */
const TlmRuleNode *tlm_parser_node_at (const TlmRuleParser *parser, int index);

/* Adds a node and takes over its name. Fails past TLM_RULE_MAX_NODES. */
int tlm_parser_add (TlmRuleParser *parser, TlmRuleNode node);

/* INDEX where that is a number, or a condition; else they fail. -1 stays -1. */
int tlm_parser_want_number (TlmRuleParser *parser, int index);
int tlm_parser_want_condition (TlmRuleParser *parser, int index);

G_END_DECLS
