/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The grammar of conditions (core/condition/condition.h), a function a level. */
#include <string.h>

#include "core/base/print-safe.h"
#include "core/condition/parser.h"
#include "core/measure/unit.h"

static int parse_or (TlmParser *parser);

/* The unit of the number that is looked at; of length 0 where there is none. Right behind the
 * number, or after a colon. */
static TlmToken
unit_token (TlmParser *parser, gboolean *is_needed)
{
  const char *colon = parser->token.end + strspn (parser->token.end, " \t");

  *is_needed = *colon == ':';
  return *is_needed ? tlm_token_unit_behind_colon (colon + 1) : tlm_token_unit (parser->token.end);
}

static int
parse_number (TlmParser *parser)
{
  TlmConditionNode node = { .operator = TLM_CONDITION_NUMBER, .quantity = TLM_CONDITION_ANY,
    .number = parser->token.number, .column = tlm_parser_column (parser) };
  gboolean is_needed;
  TlmToken name = unit_token (parser, &is_needed);

  if (name.length > 0 || is_needed) {
    const TlmUnit *unit = name.length > 0 ? tlm_unit_find_n (name.start, name.length) : NULL;
    if (!unit)
      return tlm_parser_fail (parser, tlm_parser_column_of (parser, name.start),
          "\"%s\" is no known unit", tlm_head_of (name.start, name.length, 40).text);
    node.number = tlm_unit_to_si (unit, node.number);
    node.offset = unit->offset;
    node.quantity = (int) unit->quantity;
    parser->token = name;
  }
  tlm_parser_advance (parser);
  return tlm_parser_add (parser, node);
}

static int
parse_slope (TlmParser *parser, guint order)
{
  guint column = tlm_parser_column (parser);

  if (!tlm_parser_accept (parser, "("))
    return tlm_parser_fail_here (parser, "\"(\" after slope");
  if (tlm_parser_accept (parser, "slope"))
    return order < 2 ? tlm_parser_close (parser, parse_slope (parser, order + 1)) :
        tlm_parser_fail (parser, column, "a third slope is only noise; use two at most");
  return tlm_parser_close (parser, tlm_parser_channel (parser, order, TLM_READING_VALUE));
}

static int
parse_reading (TlmParser *parser, TlmReading reading)
{
  if (!tlm_parser_accept (parser, "("))
    return tlm_parser_fail_here (parser, "\"(\" after least or error");
  return tlm_parser_close (parser, tlm_parser_channel (parser, 0, reading));
}

static int
parse_around (TlmParser *parser, TlmConditionOperator operator, guint column)
{
  TlmConditionNode node = { .operator = operator, .column = column };
  int child;

  if (!tlm_parser_accept (parser, "("))
    return tlm_parser_fail_here (parser, "\"(\"");
  child = tlm_parser_close (parser, tlm_parser_want_number (parser, parse_or (parser)));
  if (child < 0)
    return -1;
  node.left = (guint) child;
  node.quantity = operator == TLM_CONDITION_ABS ? tlm_parser_node_at (parser, child)->quantity :
      (int) TLM_QUANTITY_NONE;
  return tlm_parser_add (parser, node);
}

/* What is looked at might be a channel of some source, but for where it stands. */
static int
fail_unknown (TlmParser *parser, guint column, const char *what)
{
  g_autofree char *name = g_strndup (parser->token.start, MIN (parser->token.length, TLM_CONDITION_MAX_NAME));
  g_autofree char *hint = tlm_vocabulary_hint (parser->vocabulary, name, NULL);

  return tlm_parser_fail (parser, column, "\"%s\" is %s%s", name, what, hint);
}

static int
parse_word (TlmParser *parser)
{
  guint column = tlm_parser_column (parser);
  const TlmConditionWord *word = parser->token.quoted ? NULL :
      tlm_vocabulary_find (parser->vocabulary, parser->token.start, parser->token.length);

  if (tlm_token_is (&parser->token, "and") || tlm_token_is (&parser->token, "or") || tlm_token_is (&parser->token, "not"))
    return tlm_parser_fail_here (parser, "a number, a channel or \"(\"");
  if (!word && parser->vocabulary->takes_own && *tlm_token_next (parser->token.end).start == '(')
    return fail_unknown (parser, column, "no word that brackets stand behind");
  if (!word)
    return tlm_parser_channel (parser, 0, TLM_READING_VALUE);
  tlm_parser_advance (parser);
  switch (word->kind) {
    case TLM_CONDITION_WORD_SLOPE:
      return parse_slope (parser, 1);
    case TLM_CONDITION_WORD_ABS:
      return parse_around (parser, TLM_CONDITION_ABS, column);
    case TLM_CONDITION_WORD_OF_PEAK:
      return parse_around (parser, TLM_CONDITION_OF_PEAK, column);
    case TLM_CONDITION_WORD_LEAST:
      return parse_reading (parser, TLM_READING_LEAST);
    case TLM_CONDITION_WORD_ERROR:
      return parse_reading (parser, TLM_READING_ERROR);
    default:
      return tlm_parser_word (parser, word, column);
  }
}

/* A number as it is written is one node, sign and all. */
static int
negate (TlmParser *parser, int child, guint column)
{
  TlmConditionNode *node = tlm_parser_node_at (parser, child);
  TlmConditionNode negated = { .operator = TLM_CONDITION_NEGATE, .left = (guint) child,
    .quantity = node->quantity, .column = column };

  if (node->operator != TLM_CONDITION_NUMBER)
    return tlm_parser_add (parser, negated);
  node->number = -node->number;
  node->column = column;
  return child;
}

static int
parse_negative (TlmParser *parser, guint column)
{
  int child;

  child = parser->token.kind == TLM_TOKEN_NUMBER ? parse_number (parser) :
      parser->token.kind == TLM_TOKEN_WORD ? parse_word (parser) :
      tlm_parser_accept (parser, "(") ? tlm_parser_close (parser, parse_or (parser)) :
      tlm_parser_fail_here (parser, "a number or a channel");
  return tlm_parser_want_number (parser, child) < 0 ? -1 : negate (parser, child, column);
}

static int
parse_factor (TlmParser *parser)
{
  guint column = tlm_parser_column (parser);

  if (tlm_parser_accept (parser, "-"))
    return parse_negative (parser, column);
  if (tlm_parser_accept (parser, "("))
    return tlm_parser_close (parser, parse_or (parser));
  if (tlm_token_is (&parser->token, "+") && tlm_token_next (parser->token.end).kind == TLM_TOKEN_NUMBER)
    tlm_parser_advance (parser);
  if (parser->token.kind == TLM_TOKEN_NUMBER)
    return parse_number (parser);
  if (parser->token.kind == TLM_TOKEN_WORD)
    return parse_word (parser);
  return tlm_parser_fail_here (parser, "a number, a channel or \"(\"");
}

static const char *
quantity_text (int quantity)
{
  return quantity == (int) TLM_QUANTITY_NONE ? "a number without unit" : tlm_quantity_name ((TlmQuantity) quantity);
}

/* Two numbers that are compared or added must measure the same. */
static gboolean
check_same (TlmParser *parser, int left, int right)
{
  const TlmConditionNode *a = tlm_parser_node_at (parser, left), *b = tlm_parser_node_at (parser, right);

  if (a->quantity == b->quantity || a->quantity == TLM_CONDITION_ANY || b->quantity == TLM_CONDITION_ANY)
    return TRUE;
  tlm_parser_fail (parser, b->column,
      "%s meets %s here; give the number a unit that fits, as in 10 m/s", quantity_text (a->quantity), quantity_text (b->quantity));
  return FALSE;
}

static int
join (TlmParser *parser, TlmConditionOperator operator, int quantity, int left, int right)
{
  return tlm_parser_add (parser, (TlmConditionNode) { .operator = operator, .left = (guint) left,
      .right = (guint) right, .quantity = quantity,
      .column = tlm_parser_node_at (parser, left)->column });
}

static int
parse_product (TlmParser *parser)
{
  int left = parse_factor (parser);

  while (left >= 0 && (tlm_token_is (&parser->token, "*") || tlm_token_is (&parser->token, "/"))) {
    TlmConditionOperator operator = *parser->token.start == '*' ? TLM_CONDITION_MULTIPLY : TLM_CONDITION_DIVIDE;
    int right;
    tlm_parser_advance (parser);
    if (tlm_parser_want_number (parser, left) < 0 ||
        (right = tlm_parser_want_number (parser, parse_factor (parser))) < 0)
      return -1;
    left = join (parser, operator, TLM_CONDITION_ANY, left, right);
  }
  return left;
}

static int
parse_sum (TlmParser *parser)
{
  int left = parse_product (parser);

  while (left >= 0 && (tlm_token_is (&parser->token, "+") || tlm_token_is (&parser->token, "-"))) {
    TlmConditionOperator operator = *parser->token.start == '+' ? TLM_CONDITION_ADD : TLM_CONDITION_SUBTRACT;
    int right, quantity;
    tlm_parser_advance (parser);
    if (tlm_parser_want_number (parser, left) < 0 ||
        (right = tlm_parser_want_number (parser, parse_product (parser))) < 0 ||
        !check_same (parser, left, right))
      return -1;
    quantity = tlm_parser_node_at (parser, left)->quantity;
    if (quantity == TLM_CONDITION_ANY)
      quantity = tlm_parser_node_at (parser, right)->quantity;
    left = join (parser, operator, quantity, left, right);
  }
  return left;
}

static gboolean
comparison (const TlmToken *token, TlmConditionOperator *operator)
{
  static const struct { const char *text; TlmConditionOperator operator; } signs[] = {
    { "<", TLM_CONDITION_LESS }, { "<=", TLM_CONDITION_LESS_OR_EQUAL },
    { ">", TLM_CONDITION_GREATER }, { ">=", TLM_CONDITION_GREATER_OR_EQUAL },
    { "=", TLM_CONDITION_EQUAL }, { "!=", TLM_CONDITION_NOT_EQUAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
    if (tlm_token_is (token, signs[i].text)) {
      *operator = signs[i].operator;
      return TRUE;
    }
  }
  return FALSE;
}

/* A change by 5 °C is one by 5 K. */
static gboolean
is_change (const TlmConditionNode *node)
{
  return node->operator == TLM_CONDITION_SIGNAL && node->reading == TLM_READING_CHANGE;
}

/* A number as it is written is part of the comparison, in the place of its node. */
static int
join_comparison (TlmParser *parser, TlmConditionOperator operator, int left, int right)
{
  TlmConditionNode *number = tlm_parser_node_at (parser, right);

  if (number->operator != TLM_CONDITION_NUMBER)
    return join (parser, operator, TLM_CONDITION_TRUTH, left, right);
  *number = (TlmConditionNode) { .operator = operator, .left = (guint) left,
    .number = number->number - (is_change (tlm_parser_node_at (parser, left)) ? number->offset : 0),
    .has_number = TRUE, .quantity = TLM_CONDITION_TRUTH, .column = tlm_parser_node_at (parser, left)->column };
  return right;
}

static int
parse_compare (TlmParser *parser)
{
  TlmToken first = parser->token;
  int left = parse_sum (parser), right;
  TlmConditionOperator operator;

  if (left < 0 || !comparison (&parser->token, &operator))
    return left;
  tlm_parser_advance (parser);
  if (tlm_parser_want_number (parser, left) < 0 ||
      (right = tlm_parser_want_number (parser, parse_sum (parser))) < 0 ||
      !check_same (parser, left, right))
    return -1;
  if (tlm_token_is (&parser->token, ",") && first.kind == TLM_TOKEN_WORD) {
    parser->token = first;
    return fail_unknown (parser, tlm_parser_column (parser), "no word that takes a list of names");
  }
  return join_comparison (parser, operator, left, right);
}

static int
parse_not (TlmParser *parser)
{
  guint column = tlm_parser_column (parser);
  guint times = 0;
  int child;

  while (tlm_parser_accept (parser, "not"))
    times++;
  child = parse_compare (parser);
  if (child < 0 || times == 0)
    return child;
  if (tlm_parser_want_truth (parser, child) < 0)
    return -1;
  return times % 2 == 0 ? child : tlm_parser_add (parser, (TlmConditionNode) { .operator = TLM_CONDITION_NOT,
      .left = (guint) child, .quantity = TLM_CONDITION_TRUTH, .column = column });
}

/* Whether a node from FIRST up to LAST remembers what it was asked: it has to be asked each time. */
static gboolean
remembers (const TlmParser *parser, int first, int last)
{
  for (int i = first; i <= last; i++)
    if (tlm_parser_node_at (parser, i)->operator == TLM_CONDITION_OF_PEAK)
      return TRUE;
  return FALSE;
}

static int
join_truths (TlmParser *parser, TlmConditionOperator operator, int left, int right)
{
  int index = join (parser, operator, TLM_CONDITION_TRUTH, left, right);

  if (index >= 0 && !remembers (parser, left + 1, right))
    tlm_parser_node_at (parser, left)->decides = (guint) index;
  return index;
}

/* What stands between semicolons may be nothing, as between those of other lists. */
static int
parse_and (TlmParser *parser)
{
  int left, right;

  while (tlm_parser_accept (parser, ";"))
    ;
  left = parse_not (parser);
  while (left >= 0 && (tlm_token_is (&parser->token, "and") || tlm_token_is (&parser->token, ";"))) {
    gboolean is_list = *parser->token.start == ';';

    tlm_parser_advance (parser);
    if (is_list && (parser->token.kind == TLM_TOKEN_END || tlm_token_is (&parser->token, ";")))
      continue;
    if (tlm_parser_want_truth (parser, left) < 0 ||
        (right = tlm_parser_want_truth (parser, parse_not (parser))) < 0)
      return -1;
    left = join_truths (parser, TLM_CONDITION_AND, left, right);
  }
  return left;
}

/* Every way down passes here, so this is where depth is counted. */
static int
parse_or (TlmParser *parser)
{
  int left, right;

  if (++parser->depth > TLM_CONDITION_MAX_DEPTH)
    return tlm_parser_fail (parser, tlm_parser_column (parser),
        "over %d brackets within each other; simplify the %s", TLM_CONDITION_MAX_DEPTH,
        parser->vocabulary->noun);
  left = parse_and (parser);
  while (left >= 0 && tlm_parser_accept (parser, "or")) {
    if (tlm_parser_want_truth (parser, left) < 0 ||
        (right = tlm_parser_want_truth (parser, parse_and (parser))) < 0)
      return -1;
    left = join_truths (parser, TLM_CONDITION_OR, left, right);
  }
  parser->depth--;
  return left;
}

int
tlm_parser_condition (TlmParser *parser)
{
  return parse_or (parser);
}
