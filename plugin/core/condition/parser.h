/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/condition/condition.h"
#include "core/condition/token.h"

G_BEGIN_DECLS

/* A parser by recursive descent. Each of its steps gives the index of the node it has
 * made, or -1 once the error is set. */
typedef struct {
  const char *text;         /* of the whole; the caller's */
  const TlmVocabulary *vocabulary;
  TlmToken token;           /* the one that is looked at */
  GArray *nodes;            /* TlmConditionNode; the condition's */
  guint depth;              /* brackets within each other */
  GError **error;
} TlmParser;

/* Column of a place in the text, counted in characters from 1. */
guint tlm_parser_column_of (const TlmParser *parser, const char *place);

/* Column of the token that is looked at. */
guint tlm_parser_column (const TlmParser *parser);

/* Sets the error "column N: …", or what stands where WANTED is expected. -1. */
int tlm_parser_fail (TlmParser *parser, guint column, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
int tlm_parser_fail_here (TlmParser *parser, const char *wanted);

/* Goes on to the next token. */
void tlm_parser_advance (TlmParser *parser);

/* Goes on where the token is TEXT; FALSE where it is another one. */
gboolean tlm_parser_accept (TlmParser *parser, const char *text);

/* INDEX once a closing bracket has come; else it fails. -1 stays -1. */
int tlm_parser_close (TlmParser *parser, int index);

/* Takes the name that is looked at, a copy for the caller; NULL with the error set where WANTED
 * ("the name of an event") is something else or too long. */
char *tlm_parser_take_name (TlmParser *parser, const char *wanted);

/* A node that was added. Holds until the next one is. */
TlmConditionNode *tlm_parser_node_at (const TlmParser *parser, int index);

/* Adds a node and takes over its names. Fails past TLM_CONDITION_MAX_NODES. */
int tlm_parser_add (TlmParser *parser, TlmConditionNode node);

/* INDEX where that is a number, or a condition; else they fail. -1 stays -1. */
int tlm_parser_want_number (TlmParser *parser, int index);
int tlm_parser_want_truth (TlmParser *parser, int index);

/* A condition or an expression, as far as it goes. */
int tlm_parser_condition (TlmParser *parser);

/* A channel, read as ORDER and READING say: it stands where the parser is. */
int tlm_parser_channel (TlmParser *parser, guint order, TlmReading reading);

/* WORD, behind whose name the parser is and which began at COLUMN: of the first four kinds. */
int tlm_parser_word (TlmParser *parser, const TlmConditionWord *word, guint column);

G_END_DECLS
