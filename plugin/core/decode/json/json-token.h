/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A pull reader of JSON (RFC 8259) over bytes in memory: no tree, no recursion
 * and no memory that grows with the input, so that telemetry of any size and
 * any depth of nesting is read in constant space, and what stands before a
 * damaged place is kept. NaN and Infinity, which many writers emit, with or without a sign
 * and in any case, count as values. Not thread-safe. */

/* Objects and arrays nest no deeper than this, to which TLM_LIMIT_JSON_DEPTH can be raised. */
#define TLM_JSON_MAX_DEPTH 2048

typedef enum {
  TLM_JSON_END,           /* of the input */
  TLM_JSON_ERROR,         /* see tlm_json_error() */
  TLM_JSON_OBJECT_BEGIN,
  TLM_JSON_OBJECT_END,
  TLM_JSON_ARRAY_BEGIN,
  TLM_JSON_ARRAY_END,
  TLM_JSON_KEY,           /* text: what stands between the quotes */
  TLM_JSON_STRING,        /* text: what stands between the quotes */
  TLM_JSON_NUMBER,        /* text: the number, or NaN, Infinity, -Infinity */
  TLM_JSON_TRUE,
  TLM_JSON_FALSE,
  TLM_JSON_NULL
} TlmJsonKind;

/* A token; TEXT points into the input. */
typedef struct {
  TlmJsonKind kind;
  const char *text;
  gsize length;
  gboolean escaped;       /* the string holds backslashes: tlm_json_unescape() */
} TlmJsonToken;

/* Fields are private, except for reading DEPTH and POSITION. */
typedef struct {
  const char *data;
  gsize length;
  gsize position;         /* bytes read */
  guint depth;            /* open objects and arrays */
  guint most_depth;       /* of them: TLM_LIMIT_JSON_DEPTH when it began */
  guint64 objects[TLM_JSON_MAX_DEPTH / 64];   /* bit per depth: an object, otherwise an array */
  int expect;
  const char *problem;
  gboolean is_too_deep;   /* that is the problem */
} TlmJsonReader;

/* Reads LENGTH bytes of DATA, which must outlive the reader. A copy of the
 * struct is a second, independent reader at the same place. */
void tlm_json_init (TlmJsonReader *reader, const char *data, gsize length);

/* The next token. Several values may follow one another at the top, as in JSON
 * Lines. After END and ERROR the same again. */
TlmJsonKind tlm_json_next (TlmJsonReader *reader, TlmJsonToken *token);

/* Reads on to the end of the object or array whose BEGIN was just read; FALSE
 * when the input ends or breaks before. */
gboolean tlm_json_skip (TlmJsonReader *reader);

/* What was wrong ("expected ':'"), or NULL. */
const char *tlm_json_error (const TlmJsonReader *reader);

/* Line of the input, from 1, in which byte POSITION stands. */
guint64 tlm_json_line (const TlmJsonReader *reader, gsize position);

/* The bytes of a string token without its escapes, appended to OUT; bad escapes become
 * U+FFFD. What was not escaped stays as it is: a cell, and no text yet. */
void tlm_json_unescape (const TlmJsonToken *token, GString *out);

/* The same as text: valid UTF-8 without NUL (core/base/cell.h). */
void tlm_json_append_text (const TlmJsonToken *token, GString *out);

G_END_DECLS
