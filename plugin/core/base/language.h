/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words that layouts and elements write of themselves. */
typedef enum {
  TLM_WORD_ALTITUDE,
  TLM_WORD_SPEED,
  TLM_WORD_VERTICAL_SPEED,
  TLM_WORD_DOWNRANGE,
  TLM_WORD_ACCELERATION,
  TLM_WORD_DYNAMIC_PRESSURE,
  TLM_WORD_RANGE_RATE,
  TLM_WORD_PERIGEE,
  TLM_WORD_STALE,
  TLM_WORD_NO_SIGNAL,
  TLM_WORD_MEASURED,
  TLM_WORD_RECONSTRUCTED,
  TLM_WORD_SIMULATED,
  TLM_WORD_PREDICTED,
  TLM_WORD_NOMINAL,
  TLM_WORD_NEXT,
  TLM_WORD_HOLD,
  TLM_N_WORDS
} TlmWord;

/* How one language writes numbers, units and our own words, whatever the
 * locale of the process. Rows of a const table, valid for ever.
 * Number forms: Unicode CLDR 42, main/<language>.xml, <numbers>. */
typedef struct {
  const char *code;            /* ISO 639-1: "ru" */
  const char *decimal_mark;    /* UTF-8 */
  const char *group_mark;      /* between groups of three digits, UTF-8 */
  guint least_grouped;         /* digits a number needs to be grouped */
  const char *words[TLM_N_WORDS];
} TlmLanguage;

/* The row of a language ("de", "de_AT", "zh-Hans-CN.UTF-8"); English for NULL
 * and for a language that is not in the table. */
const TlmLanguage *tlm_language_find (const char *name);

/* All languages; stores their number. */
const TlmLanguage *tlm_language_table (gsize *n_languages);

/* The symbol of a unit (core/measure/unit.h: "km/h") as LANGUAGE writes it ("км/ч" in
 * Russian: GOST 8.417); SYMBOL itself where it is the same. */
const char *tlm_language_unit (const TlmLanguage *language, const char *symbol);

G_END_DECLS
