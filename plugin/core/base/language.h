/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The languages there are, in the order of the table. */
typedef enum {
  TLM_LANGUAGE_EN,
  TLM_LANGUAGE_RU,
  TLM_LANGUAGE_ES,
  TLM_LANGUAGE_FR,
  TLM_LANGUAGE_DE,
  TLM_LANGUAGE_ZH,
  TLM_LANGUAGE_JA,
  TLM_N_LANGUAGES
} TlmLanguageId;

/* Words that layouts and elements write of themselves; names of channels: core/measure/channel-words.h. */
typedef enum {
  TLM_WORD_STALE,
  TLM_WORD_NO_SIGNAL,
  TLM_WORD_MEASURED,
  TLM_WORD_RECONSTRUCTED,
  TLM_WORD_SIMULATED,
  TLM_WORD_PREDICTED,
  TLM_WORD_NOMINAL,
  TLM_WORD_NEXT,
  TLM_WORD_HOLD,
  TLM_WORD_EARTH_RELATIVE,
  TLM_WORD_INERTIAL,
  TLM_WORD_SUNLIT,
  TLM_WORD_PENUMBRA,
  TLM_WORD_ECLIPSE,
  TLM_WORD_NORTH,
  TLM_WORD_SOUTH,
  TLM_WORD_EAST,
  TLM_WORD_WEST,
  TLM_N_WORDS
} TlmWord;

/* How one language writes numbers, units and our own words, whatever the
 * locale of the process. Rows of a const table, valid for ever.
 * Number forms: Unicode CLDR 42, main/<language>.xml, <numbers>. */
typedef struct {
  TlmLanguageId id;
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
