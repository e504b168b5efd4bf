/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The grammar of rules (core/phases/rule.h), a function a level. */
#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/base/suggest.h"
#include "core/measure/unit.h"
#include "core/phases/rule-parser.h"

static int parse_or (TlmRuleParser *parser);

static int
parse_number (TlmRuleParser *parser)
{
  TlmRuleNode node = { .operator = TLM_RULE_NUMBER, .quantity = TLM_QUANTITY_NONE };
  const TlmUnit *unit;
  TlmToken name;

  node.column = tlm_parser_column_of (parser, parser->token.start);
  node.number = parser->token.number;
  name = tlm_token_unit (parser->token.start + parser->token.length);
  if (name.length > 0) {
    unit = tlm_unit_find_n (name.start, name.length);
    if (!unit)
      return tlm_parser_fail (parser, tlm_parser_column_of (parser, name.start),
          "\"%s\" is no known unit", tlm_head_of (name.start, name.length, 40).text);
    node.number = tlm_unit_to_si (unit, node.number);
    node.quantity = unit->quantity;
    parser->token = name;
  } else if (node.number == 0) {
    node.quantity = TLM_RULE_ANY;
  }
  tlm_parser_advance (parser);
  return tlm_parser_add (parser, node);
}

static int
fail_word (TlmRuleParser *parser, guint column, const char *word)
{
  static const char *const more[] = { "elapsed", "slope", "abs", "since", "of-peak", "least", "error" };
  const char *known[TLM_RULE_N_CHANNELS + G_N_ELEMENTS (more) + 1] = { NULL };

  for (guint i = 0; i < TLM_RULE_N_CHANNELS; i++)
    known[i] = tlm_rule_channel_name (i);
  memcpy (known + TLM_RULE_N_CHANNELS, more, sizeof more);
  g_autofree char *hint = tlm_suggest_hint (word, known);
  return tlm_parser_fail (parser, column, "unknown channel \"%s\"%s", word, hint);
}

static int
parse_channel (TlmRuleParser *parser, guint order, TlmRuleReading reading)
{
  TlmRuleNode node = { .operator = TLM_RULE_SIGNAL, .order = order, .reading = reading };
  g_autofree char *word = g_strndup (parser->token.start, MIN (parser->token.length, 64));

  node.column = tlm_parser_column_of (parser, parser->token.start);
  if (parser->token.kind != TLM_TOKEN_WORD)
    return tlm_parser_fail_here (parser, "a channel");
  if (!tlm_rule_channel (word, &node.channel))
    return fail_word (parser, node.column, word);
  node.quantity = tlm_rule_channel_quantity (node.channel);
  if (reading != TLM_RULE_VALUE && node.channel != TLM_RULE_CLIMB && node.channel != TLM_RULE_HEIGHT &&
      node.channel != TLM_CHANNEL_DYNAMIC_PRESSURE)
    return tlm_parser_fail (parser, node.column,
        "the error of %s is not known; that of climb, height and dynamic-pressure is", word);
  if (order > 0 && node.quantity == TLM_RULE_CONDITION)
    return tlm_parser_fail (parser, node.column, "%s is a condition and has no slope", word);
  for (guint i = 0; i < order; i++)
    node.quantity = node.quantity == TLM_QUANTITY_LENGTH ? TLM_QUANTITY_SPEED :
        node.quantity == TLM_QUANTITY_SPEED ? TLM_QUANTITY_ACCELERATION :
        node.quantity == TLM_QUANTITY_ANGLE ? TLM_QUANTITY_ANGULAR_RATE : TLM_RULE_ANY;
  tlm_parser_advance (parser);
  return tlm_parser_add (parser, node);
}

static int
close_call (TlmRuleParser *parser, int index)
{
  if (index < 0 || tlm_parser_accept (parser, ")"))
    return index;
  return tlm_parser_fail_here (parser, "\")\"");
}

static int
parse_slope (TlmRuleParser *parser, guint order)
{
  guint column = tlm_parser_column_of (parser, parser->token.start);

  if (!tlm_parser_accept (parser, "("))
    return tlm_parser_fail_here (parser, "\"(\" after slope");
  if (tlm_parser_accept (parser, "slope"))
    return order < 2 ? close_call (parser, parse_slope (parser, order + 1)) :
        tlm_parser_fail (parser, column, "a third slope is only noise; use two at most");
  return close_call (parser, parse_channel (parser, order, TLM_RULE_VALUE));
}

static int
parse_reading (TlmRuleParser *parser, TlmRuleReading reading)
{
  if (!tlm_parser_accept (parser, "("))
    return tlm_parser_fail_here (parser, "\"(\" after least or error");
  return close_call (parser, parse_channel (parser, 0, reading));
}

static int
parse_since (TlmRuleParser *parser)
{
  TlmRuleNode node = { .operator = TLM_RULE_SINCE, .quantity = TLM_QUANTITY_DURATION };

  if (!tlm_parser_accept (parser, "("))
    return tlm_parser_fail_here (parser, "\"(\" after since");
  node.column = tlm_parser_column_of (parser, parser->token.start);
  if (parser->token.kind != TLM_TOKEN_WORD)
    return tlm_parser_fail_here (parser, "the name of a phase");
  node.name = g_strndup (parser->token.start, MIN (parser->token.length, 64));
  tlm_parser_advance (parser);
  return close_call (parser, tlm_parser_add (parser, node));
}

static int
parse_around (TlmRuleParser *parser, TlmRuleOperator operator, guint column)
{
  TlmRuleNode node = { .operator = operator, .column = column };
  int child;

  if (!tlm_parser_accept (parser, "("))
    return tlm_parser_fail_here (parser, "\"(\"");
  child = close_call (parser, tlm_parser_want_number (parser, parse_or (parser)));
  if (child < 0)
    return -1;
  node.left = (guint) child;
  node.quantity = operator == TLM_RULE_ABS ? tlm_parser_node_at (parser, child)->quantity :
      (int) TLM_QUANTITY_NONE;
  return tlm_parser_add (parser, node);
}

static int
parse_word (TlmRuleParser *parser)
{
  guint column = tlm_parser_column_of (parser, parser->token.start);

  if (tlm_parser_accept (parser, "slope"))
    return parse_slope (parser, 1);
  if (tlm_parser_accept (parser, "abs"))
    return parse_around (parser, TLM_RULE_ABS, column);
  if (tlm_parser_accept (parser, "of-peak"))
    return parse_around (parser, TLM_RULE_OF_PEAK, column);
  if (tlm_parser_accept (parser, "since"))
    return parse_since (parser);
  if (tlm_parser_accept (parser, "least"))
    return parse_reading (parser, TLM_RULE_LEAST);
  if (tlm_parser_accept (parser, "error"))
    return parse_reading (parser, TLM_RULE_ERROR);
  if (tlm_parser_accept (parser, "elapsed"))
    return tlm_parser_add (parser, (TlmRuleNode) { .operator = TLM_RULE_ELAPSED, .column = column,
        .quantity = TLM_QUANTITY_DURATION });
  return parse_channel (parser, 0, TLM_RULE_VALUE);
}

static int
parse_negative (TlmRuleParser *parser, guint column)
{
  TlmRuleNode node = { .operator = TLM_RULE_NEGATE, .column = column };
  int child;

  if (parser->token.kind == TLM_TOKEN_SIGN && !tlm_token_is (&parser->token, "("))
    return tlm_parser_fail_here (parser, "a number or a channel");
  child = parser->token.kind == TLM_TOKEN_NUMBER ? parse_number (parser) :
      parser->token.kind == TLM_TOKEN_WORD ? parse_word (parser) :
      tlm_parser_accept (parser, "(") ? close_call (parser, parse_or (parser)) :
      tlm_parser_fail_here (parser, "a number or a channel");
  if (tlm_parser_want_number (parser, child) < 0)
    return -1;
  node.left = (guint) child;
  node.quantity = tlm_parser_node_at (parser, child)->quantity;
  return tlm_parser_add (parser, node);
}

static int
parse_factor (TlmRuleParser *parser)
{
  guint column = tlm_parser_column_of (parser, parser->token.start);

  if (tlm_parser_accept (parser, "-"))
    return parse_negative (parser, column);
  if (tlm_parser_accept (parser, "("))
    return close_call (parser, parse_or (parser));
  if (parser->token.kind == TLM_TOKEN_NUMBER)
    return parse_number (parser);
  if (parser->token.kind == TLM_TOKEN_WORD)
    return parse_word (parser);
  return tlm_parser_fail_here (parser, "a number, a channel or \"(\"");
}

static const char *
quantity_text (int quantity)
{
  return quantity == TLM_QUANTITY_NONE ? "a number without unit" : tlm_quantity_name (quantity);
}

/* Two numbers that are compared or added must measure the same. */
static gboolean
check_same (TlmRuleParser *parser, int left, int right)
{
  const TlmRuleNode *a = tlm_parser_node_at (parser, left), *b = tlm_parser_node_at (parser, right);

  if (a->quantity == b->quantity || a->quantity == TLM_RULE_ANY || b->quantity == TLM_RULE_ANY)
    return TRUE;
  tlm_parser_fail (parser, b->column,
      "%s meets %s here; give the number a unit that fits, as in 10 m/s", quantity_text (a->quantity), quantity_text (b->quantity));
  return FALSE;
}

static int
join (TlmRuleParser *parser, TlmRuleOperator operator, int quantity, int left, int right)
{
  return tlm_parser_add (parser, (TlmRuleNode) { .operator = operator, .left = (guint) left,
      .right = (guint) right, .quantity = quantity,
      .column = tlm_parser_node_at (parser, left)->column });
}

static int
parse_product (TlmRuleParser *parser)
{
  int left = parse_factor (parser);

  while (left >= 0 && (tlm_token_is (&parser->token, "*") || tlm_token_is (&parser->token, "/"))) {
    TlmRuleOperator operator = *parser->token.start == '*' ? TLM_RULE_MULTIPLY : TLM_RULE_DIVIDE;
    int right;
    tlm_parser_advance (parser);
    if (tlm_parser_want_number (parser, left) < 0 ||
        (right = tlm_parser_want_number (parser, parse_factor (parser))) < 0)
      return -1;
    left = join (parser, operator, TLM_RULE_ANY, left, right);
  }
  return left;
}

static int
parse_sum (TlmRuleParser *parser)
{
  int left = parse_product (parser);

  while (left >= 0 && (tlm_token_is (&parser->token, "+") || tlm_token_is (&parser->token, "-"))) {
    TlmRuleOperator operator = *parser->token.start == '+' ? TLM_RULE_ADD : TLM_RULE_SUBTRACT;
    int right, quantity;
    tlm_parser_advance (parser);
    if (tlm_parser_want_number (parser, left) < 0 ||
        (right = tlm_parser_want_number (parser, parse_product (parser))) < 0 ||
        !check_same (parser, left, right))
      return -1;
    quantity = tlm_parser_node_at (parser, left)->quantity;
    if (quantity == TLM_RULE_ANY)
      quantity = tlm_parser_node_at (parser, right)->quantity;
    left = join (parser, operator, quantity, left, right);
  }
  return left;
}

static gboolean
comparison (const TlmToken *token, TlmRuleOperator *operator)
{
  static const struct { const char *text; TlmRuleOperator operator; } signs[] = {
    { "<", TLM_RULE_LESS }, { "<=", TLM_RULE_LESS_OR_EQUAL },
    { ">", TLM_RULE_GREATER }, { ">=", TLM_RULE_GREATER_OR_EQUAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
    if (tlm_token_is (token, signs[i].text)) {
      *operator = signs[i].operator;
      return TRUE;
    }
  }
  return FALSE;
}

static int
parse_compare (TlmRuleParser *parser)
{
  int left = parse_sum (parser), right;
  TlmRuleOperator operator;

  if (left < 0 || !comparison (&parser->token, &operator))
    return left;
  tlm_parser_advance (parser);
  if (tlm_parser_want_number (parser, left) < 0 ||
      (right = tlm_parser_want_number (parser, parse_sum (parser))) < 0 ||
      !check_same (parser, left, right))
    return -1;
  return join (parser, operator, TLM_RULE_CONDITION, left, right);
}

static int
parse_not (TlmRuleParser *parser)
{
  guint column = tlm_parser_column_of (parser, parser->token.start);
  guint times = 0;
  int child;

  while (tlm_parser_accept (parser, "not"))
    times++;
  child = parse_compare (parser);
  if (child < 0 || times == 0)
    return child;
  if (tlm_parser_want_condition (parser, child) < 0)
    return -1;
  return times % 2 == 0 ? child : tlm_parser_add (parser, (TlmRuleNode) { .operator = TLM_RULE_NOT,
      .left = (guint) child, .quantity = TLM_RULE_CONDITION, .column = column });
}

static int
parse_and (TlmRuleParser *parser)
{
  int left = parse_not (parser), right;

  while (left >= 0 && tlm_parser_accept (parser, "and")) {
    if (tlm_parser_want_condition (parser, left) < 0 ||
        (right = tlm_parser_want_condition (parser, parse_not (parser))) < 0)
      return -1;
    left = join (parser, TLM_RULE_AND, TLM_RULE_CONDITION, left, right);
  }
  return left;
}

/* Every way down passes here, so this is where depth is counted. */
static int
parse_or (TlmRuleParser *parser)
{
  int left, right;

  if (++parser->depth > TLM_RULE_MAX_DEPTH)
    return tlm_parser_fail (parser, tlm_parser_column_of (parser, parser->token.start),
        "over %d brackets within each other; simplify the rule", TLM_RULE_MAX_DEPTH);
  left = parse_and (parser);
  while (left >= 0 && tlm_parser_accept (parser, "or")) {
    if (tlm_parser_want_condition (parser, left) < 0 ||
        (right = tlm_parser_want_condition (parser, parse_and (parser))) < 0)
      return -1;
    left = join (parser, TLM_RULE_OR, TLM_RULE_CONDITION, left, right);
  }
  parser->depth--;
  return left;
}

static void
node_clear (gpointer data)
{
  g_free (((TlmRuleNode *) data)->name);
}

static TlmRule *
parse (const char *text, int (*want) (TlmRuleParser *, int), GError **error)
{
  g_autoptr (TlmRule) rule = g_new0 (TlmRule, 1);
  TlmRuleParser parser = { .text = text, .error = error };
  int root;

  rule->text = g_strdup (text);
  rule->nodes = parser.nodes = g_array_new (FALSE, TRUE, sizeof (TlmRuleNode));
  g_array_set_clear_func (rule->nodes, node_clear);
  parser.token = tlm_token_next (text);
  root = want (&parser, parse_or (&parser));
  if (root >= 0 && parser.token.kind != TLM_TOKEN_END)
    root = tlm_parser_fail_here (&parser, "and, or, or the end");
  if (root < 0) {
    tlm_error_make_safe (error);
    return NULL;
  }
  return g_steal_pointer (&rule);
}

TlmRule *
tlm_rule_parse (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  return parse (text, tlm_parser_want_condition, error);
}

TlmRule *
tlm_rule_parse_number (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  return parse (text, tlm_parser_want_number, error);
}
