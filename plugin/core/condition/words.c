/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a vocabulary has, and how a condition names it. */
#include <string.h>

#include "core/base/print-safe.h"
#include "core/base/suggest.h"
#include "core/condition/parser.h"

const TlmConditionWord *
tlm_vocabulary_find (const TlmVocabulary *vocabulary, const char *name, gsize length)
{
  for (guint i = 0; i < vocabulary->n_words; i++)
    if (strlen (vocabulary->words[i].name) == length &&
        strncmp (vocabulary->words[i].name, name, length) == 0)
      return &vocabulary->words[i];
  return NULL;
}

/* Names of channels, words and MORE, in the order in which the nearest is taken. */
static GPtrArray *
all_names (const TlmVocabulary *vocabulary, const char *const *more)
{
  GPtrArray *names = g_ptr_array_new ();
  const char *channel;

  for (guint i = 0; (channel = vocabulary->channel_name (i)); i++)
    g_ptr_array_add (names, (gpointer) channel);
  for (guint i = 0; i < vocabulary->n_words; i++)
    g_ptr_array_add (names, (gpointer) vocabulary->words[i].name);
  for (; more && *more; more++)
    g_ptr_array_add (names, (gpointer) *more);
  g_ptr_array_add (names, NULL);
  return names;
}

const char *
tlm_vocabulary_suggest (const TlmVocabulary *vocabulary, const char *name, const char *const *more)
{
  g_autoptr (GPtrArray) names = all_names (vocabulary, more);

  return tlm_suggest (name, (const char *const *) names->pdata);
}

char *
tlm_vocabulary_hint (const TlmVocabulary *vocabulary, const char *name, const char *const *more)
{
  g_autoptr (GPtrArray) names = all_names (vocabulary, more);

  return tlm_suggest_hint (name, (const char *const *) names->pdata);
}

/* Channels */

static int
fail_channel (TlmParser *parser, guint column, const char *name)
{
  g_autofree char *hint = tlm_vocabulary_hint (parser->vocabulary, name, NULL);

  return tlm_parser_fail (parser, column, "unknown channel \"%s\"%s", name, hint);
}

/* Takes one name into NODE, which gets its channel and quantity. */
static gboolean
take_channel (TlmParser *parser, TlmConditionNode *node, GPtrArray *names)
{
  const TlmVocabulary *vocabulary = parser->vocabulary;
  guint column = tlm_parser_column (parser), channel = TLM_CONDITION_OWN_CHANNEL;
  gboolean quoted = parser->token.quoted;
  int quantity = TLM_CONDITION_ANY;
  char *name;

  if (parser->token.kind != TLM_TOKEN_WORD) {
    tlm_parser_fail_here (parser, "a channel");
    return FALSE;
  }
  name = tlm_parser_take_name (parser, "a channel");
  if (!name)
    return FALSE;
  g_ptr_array_add (names, name);
  if (!vocabulary->find_channel (name, &channel, &quantity) && !vocabulary->takes_own) {
    fail_channel (parser, column, name);
    return FALSE;
  }
  if (!quoted && tlm_vocabulary_find (vocabulary, name, strlen (name))) {
    tlm_parser_fail (parser, column, "%s is no channel", name);
    return FALSE;
  }
  node->channel = names->len > 1 ? TLM_CONDITION_OWN_CHANNEL : channel;
  node->quantity = names->len > 1 && node->quantity != quantity ? TLM_CONDITION_ANY : quantity;
  return TRUE;
}

static int
check_reading (TlmParser *parser, const TlmConditionNode *node, const char *name)
{
  const TlmVocabulary *vocabulary = parser->vocabulary;

  if (node->reading != TLM_READING_VALUE && !(vocabulary->has_error && vocabulary->has_error (node->channel)))
    return tlm_parser_fail (parser, node->column, "the error of %s is not known; that of %s is", name,
        vocabulary->with_error);
  if (node->order > 0 && node->quantity == TLM_CONDITION_TRUTH)
    return tlm_parser_fail (parser, node->column, "%s is a condition and has no slope", name);
  return 0;
}

/* "|whole", which not every reading takes. */
static gboolean
take_whole (TlmParser *parser, const TlmReadingHelp *help, TlmConditionNode *node)
{
  if (!tlm_parser_accept (parser, "|"))
    return TRUE;
  if (!help->takes_whole || !tlm_token_is (&parser->token, "whole")) {
    tlm_parser_fail_here (parser, help->takes_whole ? "whole" : "a comparison");
    return FALSE;
  }
  tlm_parser_advance (parser);
  node->whole = TRUE;
  return TRUE;
}

/* The word of the past that is looked at, with what belongs to it; TRUE, IS_ONE untouched, where it is another. */
static gboolean
take_reading (TlmParser *parser, TlmConditionNode *node, gboolean *is_one)
{
  TlmReadingHelp help;

  if (parser->token.kind != TLM_TOKEN_WORD || parser->token.quoted ||
      !tlm_reading_find (parser->token.start, parser->token.length, &help))
    return TRUE;
  *is_one = TRUE;
  node->reading = help.reading;
  tlm_parser_advance (parser);
  if (help.takes_event) {
    if (!tlm_parser_accept (parser, ":")) {
      tlm_parser_fail_here (parser, "\":\" with an event");
      return FALSE;
    }
    node->event = tlm_parser_take_name (parser, "the name of an event");
    if (!node->event)
      return FALSE;
  }
  return take_whole (parser, &help, node);
}

/* One channel, or behind '|' others, and what of the past is asked of them. */
static gboolean
take_channels (TlmParser *parser, TlmConditionNode *node, GPtrArray *names)
{
  gboolean is_past = FALSE;

  do {
    if (names->len > 0 && !take_reading (parser, node, &is_past))
      return FALSE;
    if (is_past)
      break;
    if (names->len == TLM_CONDITION_MAX_NAMES) {
      tlm_parser_fail_here (parser, "no further channel");
      return FALSE;
    }
    if (!take_channel (parser, node, names))
      return FALSE;
  } while (parser->vocabulary->takes_own && tlm_parser_accept (parser, "|"));
  node->quantity = tlm_reading_quantity (node->reading, node->quantity);
  return TRUE;
}

int
tlm_parser_channel (TlmParser *parser, guint order, TlmReading reading)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  TlmConditionNode node = { .operator = TLM_CONDITION_SIGNAL, .order = order, .column = tlm_parser_column (parser) };

  if (!take_channels (parser, &node, names)) {
    g_free (node.event);
    return -1;
  }
  node.reading = reading != TLM_READING_VALUE ? reading : node.reading;
  if ((reading != TLM_READING_VALUE || order > 0) && check_reading (parser, &node, names->pdata[0]) < 0)
    return -1;
  for (guint i = 0; i < order; i++)
    node.quantity = tlm_reading_quantity (TLM_READING_RATE, node.quantity);
  if (node.channel == TLM_CONDITION_OWN_CHANNEL) {
    g_ptr_array_add (names, NULL);
    node.names = g_strdupv ((char **) names->pdata);
  }
  return tlm_parser_add (parser, node);
}

/* Words */

static gboolean
add_known (TlmParser *parser, const TlmConditionWord *word, const char *name, guint column, guint64 *among)
{
  for (guint i = 0; word->names[i]; i++)
    if (strcmp (word->names[i], name) == 0) {
      *among |= G_GUINT64_CONSTANT (1) << i;
      return TRUE;
    }
  g_autofree char *hint = tlm_suggest_hint (name, word->names);
  tlm_parser_fail (parser, column, "%s is never \"%s\"%s", word->name, name, hint);
  return FALSE;
}

static int
take_names (TlmParser *parser, const TlmConditionWord *word, TlmConditionNode *node, gboolean negated)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = 0;
  int index;

  do {
    guint column = tlm_parser_column (parser);
    g_autofree char *name = ++n > TLM_CONDITION_MAX_NAMES ? NULL : tlm_parser_take_name (parser, "a name");

    if (n > TLM_CONDITION_MAX_NAMES)
      return tlm_parser_fail (parser, column, "over %d names", TLM_CONDITION_MAX_NAMES);
    if (!name || (word->names && !add_known (parser, word, name, column, &node->among)))
      return -1;
    g_strv_builder_add (names, name);
  } while (tlm_parser_accept (parser, ","));
  node->names = g_strv_builder_end (names);
  index = tlm_parser_add (parser, *node);
  if (index < 0 || !negated)
    return index;
  return tlm_parser_add (parser, (TlmConditionNode) { .operator = TLM_CONDITION_NOT, .left = (guint) index,
      .quantity = TLM_CONDITION_TRUTH, .column = node->column });
}

/* Behind the sign a name may begin with a digit. */
static int
parse_names (TlmParser *parser, const TlmConditionWord *word, TlmConditionNode *node)
{
  gboolean negated = tlm_token_is (&parser->token, "!=");

  if (!negated && !tlm_token_is (&parser->token, "=")) {
    g_autofree char *wanted = g_strdup_printf ("= or != behind %s, as in %s,", word->name, word->example);
    return tlm_parser_fail_here (parser, wanted);
  }
  tlm_parser_advance (parser);
  node->quantity = TLM_CONDITION_TRUTH;
  return take_names (parser, word, node, negated);
}

static int
parse_call (TlmParser *parser, const TlmConditionWord *word, TlmConditionNode *node)
{
  g_autofree char *wanted = g_strdup_printf ("\"(\" after %s", word->name), *name = NULL;

  if (!tlm_parser_accept (parser, "("))
    return tlm_parser_fail_here (parser, wanted);
  node->column = tlm_parser_column (parser);
  node->quantity = word->quantity;
  name = tlm_parser_take_name (parser, "the name of a phase or event");
  if (!name)
    return -1;
  node->whole = word->takes_whole && tlm_parser_accept (parser, "|");
  if (node->whole && !tlm_parser_accept (parser, "whole"))
    return tlm_parser_fail_here (parser, "whole");
  node->names = g_new0 (char *, 2);
  node->names[0] = g_steal_pointer (&name);
  return tlm_parser_close (parser, tlm_parser_add (parser, *node));
}

int
tlm_parser_word (TlmParser *parser, const TlmConditionWord *word, guint column)
{
  TlmConditionNode node = { .operator = TLM_CONDITION_ASK, .word = word->id, .column = column };

  if (word->kind == TLM_CONDITION_WORD_NAMES)
    return parse_names (parser, word, &node);
  if (word->kind == TLM_CONDITION_WORD_CALL)
    return parse_call (parser, word, &node);
  node.quantity = word->kind == TLM_CONDITION_WORD_TRUTH ? TLM_CONDITION_TRUTH : word->quantity;
  return tlm_parser_add (parser, node);
}
