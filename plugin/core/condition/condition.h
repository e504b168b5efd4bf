/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/error.h"
#include "core/measure/channel.h"

G_BEGIN_DECLS

/* The language in which layouts, templates and phase profiles say when something is so.
 *
 *   altitude > 20.5:km and (phase=ascent,coast or not signal=lost)
 *
 *   condition = all { "or" all }             all = not { ("and" or ";") not }
 *   not       = "not" not | compare          compare = sum [ ("<" "<=" ">" ">=" "=" "!=") sum ]
 *   sum       = product { ("+" "-") product }
 *   product   = factor { ("*" "/") factor }
 *   factor    = number [[":"] unit] | channel { "|" channel } [ "|" reading ] | word | call
 *             | word ("=" "!=") name { "," name } | "(" condition ")" | "-" factor
 *   call      = word "(" ... ")", by the kind of the word (TlmConditionWordKind)
 *   reading   = "max" | "min" | "at" ":" event | "since" ":" event | "rate"; and "|whole" behind some
 *
 * Which words there are is the vocabulary's of whoever asks: phase profiles have other ones
 * than layouts (core/phases/rule.h, render/layout/condition.h). A number without a unit is in
 * the unit its channel is stored in. Names hold '-', so a minus sign between two names needs
 * blanks; a name with other signs stands in double quotes, and so does a channel that is
 * called like a word.
 *
 * What is not known (no sample, a gap) makes a comparison unknown: S. C. Kleene's strong
 * three-valued logic, or false where the view says so. */

/* Caps on what a condition may hold. */
#define TLM_CONDITION_MAX_NODES 256
#define TLM_CONDITION_MAX_DEPTH 32
#define TLM_CONDITION_MAX_NAMES 32
#define TLM_CONDITION_MAX_NAME 64       /* bytes */

/* Quantities beside TlmQuantity: of a bare number, a product, or a channel nobody knows yet;
 * and of what holds or not. */
#define TLM_CONDITION_ANY (-1)
#define TLM_CONDITION_TRUTH (-2)

/* What a word of a vocabulary is. */
typedef enum {
  TLM_CONDITION_WORD_NUMBER,        /* a number: time */
  TLM_CONDITION_WORD_TRUTH,         /* holds or not: vehicle.started */
  TLM_CONDITION_WORD_NAMES,         /* is compared with names: phase=ascent,coast */
  TLM_CONDITION_WORD_CALL,          /* a number about a name: since(max-q) */
  TLM_CONDITION_WORD_SLOPE,         /* "(" channel or slope ")": per second */
  TLM_CONDITION_WORD_ABS,           /* "(" sum ")" */
  TLM_CONDITION_WORD_OF_PEAK,       /* "(" sum ")": now ÷ largest so far */
  TLM_CONDITION_WORD_LEAST,         /* "(" channel ")": value less three of its errors, towards nought */
  TLM_CONDITION_WORD_ERROR          /* "(" channel ")": one standard deviation */
} TlmConditionWordKind;

typedef struct {
  const char *name;
  TlmConditionWordKind kind;
  guint id;                     /* the user's own, of the first four kinds */
  int quantity;                 /* of the first and the fourth */
  const char *const *names;     /* the only ones right, NULL-terminated, up to 64; NULL: any */
  gboolean takes_whole;         /* of the fourth: "until(meco|whole)" */
  const char *example, *blurb;  /* for people: a whole condition, and what it means */
} TlmConditionWord;

/* What a user of the language has words for. Static. */
typedef struct {
  const TlmConditionWord *words;
  guint n_words;
  /* A channel by its name, with what it measures; FALSE, outputs untouched, for none. */
  gboolean (*find_channel) (const char *name, guint *channel, int *quantity);
  /* The INDEXth name of a channel, for suggestions; NULL behind the last. */
  const char *(*channel_name) (guint index);
  gboolean takes_own;           /* any other name may be a channel of some source, one of several be meant,
                                 * and their past be asked for: altitude|altitude-msl|max */
  gboolean (*has_error) (guint channel);      /* for TLM_CONDITION_WORD_LEAST and _ERROR; or NULL */
  const char *with_error;       /* those in words */
  TlmError code;                /* of errors */
  const char *noun;             /* "rule" */
} TlmVocabulary;

typedef enum {
  TLM_CONDITION_NUMBER,   /* number, in storage units */
  TLM_CONDITION_SIGNAL,   /* channel, slope of it, slope of its slope, by order */
  TLM_CONDITION_ASK,      /* a word of the vocabulary: a number, or a truth */
  TLM_CONDITION_OF_PEAK,  /* nodes with children from here on */
  TLM_CONDITION_ABS,
  TLM_CONDITION_NEGATE,
  TLM_CONDITION_ADD,
  TLM_CONDITION_SUBTRACT,
  TLM_CONDITION_MULTIPLY,
  TLM_CONDITION_DIVIDE,
  TLM_CONDITION_LESS,
  TLM_CONDITION_LESS_OR_EQUAL,
  TLM_CONDITION_GREATER,
  TLM_CONDITION_GREATER_OR_EQUAL,
  TLM_CONDITION_EQUAL,
  TLM_CONDITION_NOT_EQUAL,
  TLM_CONDITION_NOT,
  TLM_CONDITION_AND,
  TLM_CONDITION_OR
} TlmConditionOperator;

/* What of a channel is meant. */
typedef enum {
  TLM_READING_VALUE,      /* now */
  TLM_READING_LEAST,      /* as near nought as its error lets it be */
  TLM_READING_ERROR,      /* one standard deviation */
  TLM_READING_MAXIMUM,    /* so far, or of the whole recording */
  TLM_READING_MINIMUM,
  TLM_READING_AT,         /* at an event */
  TLM_READING_CHANGE,     /* since an event */
  TLM_READING_RATE        /* per second */
} TlmReading;

/* One that looks at the past, for people. Static. */
typedef struct {
  const char *word;       /* behind '|': "max"; NULL after the last one */
  TlmReading reading;
  gboolean takes_event;   /* ":EVENT" follows */
  gboolean takes_whole;   /* "|whole" may follow: by the whole recording */
  const char *example;    /* behind a channel: "at:meco" */
  const char *blurb;
} TlmReadingHelp;

/* The INDEXth of them, from 0. */
TlmReadingHelp tlm_reading_help (guint index);

/* The one of that word; FALSE, OUT untouched, for none. */
gboolean tlm_reading_find (const char *word, gsize length, TlmReadingHelp *out);

/* What a READING of a channel of QUANTITY measures: that, or for a rate of change what that is of, where
 * there is a quantity for it, else TLM_CONDITION_ANY. */
int tlm_reading_quantity (TlmReading reading, int quantity);

/* Of a channel that the vocabulary does not know: its names say which it is. */
#define TLM_CONDITION_OWN_CHANNEL G_MAXUINT

/* One node; children are indices into the condition's nodes, always smaller than
 * the node's own. */
typedef struct {
  TlmConditionOperator operator;
  guint left, right;
  guint decides;          /* the AND or OR whose left side this is and whose right side need not
                           * be looked at once this is false or true; 0: none */
  double number;
  double offset;          /* of a number in °C or °F: what of it is the scale's other zero, storage unit */
  gboolean has_number;    /* of a comparison: with NUMBER, and there is no right */
  guint channel;          /* the vocabulary's, or TLM_CONDITION_OWN_CHANNEL */
  guint order;            /* 0 value, 1 slope, 2 slope of the slope */
  TlmReading reading;
  guint word;             /* TlmConditionWord.id */
  char **names;           /* channels of which the first that there is is meant, where they are
                           * more than one or no vocabulary's; what a word is asked about; or NULL */
  char *event;            /* of the readings at an event and since it, or NULL */
  gboolean whole;         /* by the whole recording, and not by what is known at the instant */
  guint64 among;          /* of a word whose names are known: bits of those named */
  int quantity;           /* TlmQuantity, TLM_CONDITION_ANY or _TRUTH */
  guint column;           /* of its first character, from 1 */
} TlmConditionNode;

/* A parsed condition, immutable. */
typedef struct {
  char *text;
  GArray *nodes;          /* TlmConditionNode; the last is the root */
  gatomicrefcount references;
} TlmCondition;

/* Reads a condition. The error, of the vocabulary's code, says at which column, counted in
 * characters from 1, what was found and what would be right: a word that is unknown, a unit
 * of another quantity, too many parts, a text that is no condition. One reference. */
TlmCondition *tlm_condition_parse (const char *text, const TlmVocabulary *vocabulary,
    GError **error);

/* Reads an expression that gives a number: what an extremum is taken of. */
TlmCondition *tlm_condition_parse_number (const char *text, const TlmVocabulary *vocabulary,
    GError **error);

/* One reference more, and one less (NULL is fine); from any thread. */
TlmCondition *tlm_condition_ref (TlmCondition *condition);
void tlm_condition_unref (TlmCondition *condition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmCondition, tlm_condition_unref)

static inline const TlmConditionNode *
tlm_condition_node (const TlmCondition *condition, guint index)
{
  return &g_array_index (condition->nodes, TlmConditionNode, index);
}

/* What a condition sees at one instant. Each function may be called many times. */
typedef struct {
  /* The value of a _SIGNAL or _ASK, a truth as 1 or 0; NAN: not known. */
  double (*leaf) (gpointer data, const TlmConditionNode *node);
  double (*of_peak) (gpointer data, const TlmConditionNode *node, double now);  /* or NULL */
  gboolean absent_is_false;   /* what is compared with something unknown is false, and not unknown */
  gpointer data;
} TlmConditionView;

/* The value of a condition: 1, 0, or NAN for unknown; of an expression a number in the storage
 * unit. Allocates nothing. From any thread that may call the functions of VIEW. */
double tlm_condition_evaluate (const TlmCondition *condition, const TlmConditionView *view);

/* One rule of the grammar, the same in every vocabulary, for people. Static. */
typedef struct {
  const char *form;         /* "A and B"; NULL after the last one */
  const char *example;      /* a whole condition of standard channels */
  const char *blurb;
} TlmConditionHelp;

/* The INDEXth of them, from 0. */
TlmConditionHelp tlm_condition_help (guint index);

/* The word of that name; NULL for none. */
const TlmConditionWord *tlm_vocabulary_find (const TlmVocabulary *vocabulary, const char *name, gsize length);

/* The word or channel that NAME was most likely meant to be, or NULL. MORE (NULL-terminated;
 * may be NULL) are further ones. Static, or of MORE. */
const char *tlm_vocabulary_suggest (const TlmVocabulary *vocabulary, const char *name,
    const char *const *more);

/* The end of a message about NAME, as tlm_suggest_hint(). To be freed. */
char *tlm_vocabulary_hint (const TlmVocabulary *vocabulary, const char *name,
    const char *const *more);

G_END_DECLS
