/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/base/suggest.h"
#include "core/measure/unit.h"
#include "core/phases/rule-private.h"

/* A recursive descent; each level returns the index of its node, or -1 once
 * the error is set. Conditions have the quantity CONDITION. */
#define CONDITION (-2)

typedef struct {
  const char *text;
  TlmToken token;
  GArray *nodes;
  guint depth;
  GError **error;
} Parser;

static int parse_or (Parser *parser);

static guint
column_of (const Parser *parser, const char *place)
{
  return (guint) g_utf8_pointer_to_offset (parser->text, place) + 1;
}

static int G_GNUC_PRINTF (3, 4)
fail (Parser *parser, guint column, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (parser->error, TLM_ERROR, TLM_ERROR_PROFILE, "column %u: %s", column, reason);
  return -1;
}

static int
fail_here (Parser *parser, const char *wanted)
{
  guint column = column_of (parser, parser->token.start);

  if (parser->token.kind == TLM_TOKEN_END)
    return fail (parser, column, "the rule ends where %s is expected", wanted);
  return fail (parser, column, "\"%.*s\" stands where %s is expected",
      (int) MIN (parser->token.length, 40), parser->token.start, wanted);
}

static void
advance (Parser *parser)
{
  parser->token = tlm_token_next (parser->token.start + parser->token.length);
}

static gboolean
accept (Parser *parser, const char *text)
{
  if (!tlm_token_is (&parser->token, text))
    return FALSE;
  advance (parser);
  return TRUE;
}

static const TlmRuleNode *
node_at (const Parser *parser, int index)
{
  return &g_array_index (parser->nodes, TlmRuleNode, index);
}

static int
add (Parser *parser, TlmRuleNode node)
{
  if (parser->nodes->len >= TLM_RULE_MAX_NODES) {
    g_free (node.name);
    return fail (parser, node.column, "the rule has over %d parts; simplify it", TLM_RULE_MAX_NODES);
  }
  g_array_append_val (parser->nodes, node);
  return (int) parser->nodes->len - 1;
}

static int
want_number (Parser *parser, int index)
{
  if (index >= 0 && node_at (parser, index)->quantity == CONDITION)
    return fail (parser, node_at (parser, index)->column, "a number is expected, not a condition");
  return index;
}

static int
want_condition (Parser *parser, int index)
{
  if (index >= 0 && node_at (parser, index)->quantity != CONDITION)
    return fail (parser, node_at (parser, index)->column,
        "a condition is expected; compare this with something, as in speed > 10 m/s");
  return index;
}

static int
parse_number (Parser *parser)
{
  TlmRuleNode node = { .operator = TLM_RULE_NUMBER, .quantity = TLM_QUANTITY_NONE };
  const TlmUnit *unit;
  TlmToken name;

  node.column = column_of (parser, parser->token.start);
  node.number = parser->token.number;
  name = tlm_token_unit (parser->token.start + parser->token.length);
  if (name.length > 0) {
    unit = tlm_unit_find_n (name.start, name.length);
    if (!unit)
      return fail (parser, column_of (parser, name.start), "\"%.*s\" is no known unit",
          (int) MIN (name.length, 40), name.start);
    node.number = tlm_unit_to_si (unit, node.number);
    node.quantity = unit->quantity;
    parser->token = name;
  } else if (node.number == 0) {
    node.quantity = TLM_RULE_ANY;
  }
  advance (parser);
  return add (parser, node);
}

static int
fail_word (Parser *parser, guint column, const char *word)
{
  static const char *const more[] = {
    "axial-acceleration", "elapsed", "slope", "abs", "since", "of-peak"
  };
  const char *known[TLM_N_STANDARD_CHANNELS + G_N_ELEMENTS (more) + 1] = { NULL };

  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    known[i] = tlm_channel_get (i)->name;
  memcpy (known + TLM_N_STANDARD_CHANNELS, more, sizeof more);
  g_autofree char *hint = tlm_suggest_hint (word, known);
  return fail (parser, column, "unknown channel \"%s\"%s", word, hint);
}

static int
parse_channel (Parser *parser, guint order)
{
  TlmRuleNode node = { .operator = TLM_RULE_SIGNAL, .order = order };
  g_autofree char *word = g_strndup (parser->token.start, MIN (parser->token.length, 64));

  node.column = column_of (parser, parser->token.start);
  if (parser->token.kind != TLM_TOKEN_WORD)
    return fail_here (parser, "a channel");
  if (!tlm_rule_channel (word, &node.channel))
    return fail_word (parser, node.column, word);
  node.quantity = node.channel < TLM_N_STANDARD_CHANNELS ?
      tlm_channel_get (node.channel)->quantity : TLM_QUANTITY_ACCELERATION;
  for (guint i = 0; i < order; i++)
    node.quantity = node.quantity == TLM_QUANTITY_LENGTH ? TLM_QUANTITY_SPEED :
        node.quantity == TLM_QUANTITY_SPEED ? TLM_QUANTITY_ACCELERATION :
        node.quantity == TLM_QUANTITY_ANGLE ? TLM_QUANTITY_ANGULAR_RATE : TLM_RULE_ANY;
  advance (parser);
  return add (parser, node);
}

static int
close_call (Parser *parser, int index)
{
  if (index < 0 || accept (parser, ")"))
    return index;
  return fail_here (parser, "\")\"");
}

static int
parse_slope (Parser *parser, guint order)
{
  guint column = column_of (parser, parser->token.start);

  if (!accept (parser, "("))
    return fail_here (parser, "\"(\" after slope");
  if (accept (parser, "slope"))
    return order < 2 ? close_call (parser, parse_slope (parser, order + 1)) :
        fail (parser, column, "a third slope is only noise; use two at most");
  return close_call (parser, parse_channel (parser, order));
}

static int
parse_since (Parser *parser)
{
  TlmRuleNode node = { .operator = TLM_RULE_SINCE, .quantity = TLM_QUANTITY_DURATION };

  if (!accept (parser, "("))
    return fail_here (parser, "\"(\" after since");
  node.column = column_of (parser, parser->token.start);
  if (parser->token.kind != TLM_TOKEN_WORD)
    return fail_here (parser, "the name of a phase");
  node.name = g_strndup (parser->token.start, MIN (parser->token.length, 64));
  advance (parser);
  return close_call (parser, add (parser, node));
}

static int
parse_around (Parser *parser, TlmRuleOperator operator, guint column)
{
  TlmRuleNode node = { .operator = operator, .column = column };
  int child;

  if (!accept (parser, "("))
    return fail_here (parser, "\"(\"");
  child = close_call (parser, want_number (parser, parse_or (parser)));
  if (child < 0)
    return -1;
  node.left = (guint) child;
  node.quantity = operator == TLM_RULE_ABS ? node_at (parser, child)->quantity :
      (int) TLM_QUANTITY_NONE;
  return add (parser, node);
}

static int
parse_word (Parser *parser)
{
  guint column = column_of (parser, parser->token.start);

  if (accept (parser, "slope"))
    return parse_slope (parser, 1);
  if (accept (parser, "abs"))
    return parse_around (parser, TLM_RULE_ABS, column);
  if (accept (parser, "of-peak"))
    return parse_around (parser, TLM_RULE_OF_PEAK, column);
  if (accept (parser, "since"))
    return parse_since (parser);
  if (accept (parser, "elapsed"))
    return add (parser, (TlmRuleNode) { .operator = TLM_RULE_ELAPSED, .column = column,
        .quantity = TLM_QUANTITY_DURATION });
  return parse_channel (parser, 0);
}

static int
parse_negative (Parser *parser, guint column)
{
  TlmRuleNode node = { .operator = TLM_RULE_NEGATE, .column = column };
  int child;

  if (parser->token.kind == TLM_TOKEN_SIGN && !tlm_token_is (&parser->token, "("))
    return fail_here (parser, "a number or a channel");
  child = parser->token.kind == TLM_TOKEN_NUMBER ? parse_number (parser) :
      parser->token.kind == TLM_TOKEN_WORD ? parse_word (parser) :
      accept (parser, "(") ? close_call (parser, parse_or (parser)) :
      fail_here (parser, "a number or a channel");
  if (want_number (parser, child) < 0)
    return -1;
  node.left = (guint) child;
  node.quantity = node_at (parser, child)->quantity;
  return add (parser, node);
}

static int
parse_factor (Parser *parser)
{
  guint column = column_of (parser, parser->token.start);

  if (accept (parser, "-"))
    return parse_negative (parser, column);
  if (accept (parser, "("))
    return close_call (parser, parse_or (parser));
  if (parser->token.kind == TLM_TOKEN_NUMBER)
    return parse_number (parser);
  if (parser->token.kind == TLM_TOKEN_WORD)
    return parse_word (parser);
  return fail_here (parser, "a number, a channel or \"(\"");
}

static const char *
quantity_text (int quantity)
{
  return quantity == TLM_QUANTITY_NONE ? "a number without unit" : tlm_quantity_name (quantity);
}

/* Two numbers that are compared or added must measure the same. */
static gboolean
check_same (Parser *parser, int left, int right)
{
  const TlmRuleNode *a = node_at (parser, left), *b = node_at (parser, right);

  if (a->quantity == b->quantity || a->quantity == TLM_RULE_ANY || b->quantity == TLM_RULE_ANY)
    return TRUE;
  fail (parser, b->column, "%s meets %s here; give the number a unit that fits, as in 10 m/s",
      quantity_text (a->quantity), quantity_text (b->quantity));
  return FALSE;
}

static int
join (Parser *parser, TlmRuleOperator operator, int quantity, int left, int right)
{
  return add (parser, (TlmRuleNode) { .operator = operator, .left = (guint) left,
      .right = (guint) right, .quantity = quantity, .column = node_at (parser, left)->column });
}

static int
parse_product (Parser *parser)
{
  int left = parse_factor (parser);

  while (left >= 0 && (tlm_token_is (&parser->token, "*") || tlm_token_is (&parser->token, "/"))) {
    TlmRuleOperator operator = *parser->token.start == '*' ? TLM_RULE_MULTIPLY : TLM_RULE_DIVIDE;
    int right;
    advance (parser);
    if (want_number (parser, left) < 0 ||
        (right = want_number (parser, parse_factor (parser))) < 0)
      return -1;
    left = join (parser, operator, TLM_RULE_ANY, left, right);
  }
  return left;
}

static int
parse_sum (Parser *parser)
{
  int left = parse_product (parser);

  while (left >= 0 && (tlm_token_is (&parser->token, "+") || tlm_token_is (&parser->token, "-"))) {
    TlmRuleOperator operator = *parser->token.start == '+' ? TLM_RULE_ADD : TLM_RULE_SUBTRACT;
    int right, quantity;
    advance (parser);
    if (want_number (parser, left) < 0 ||
        (right = want_number (parser, parse_product (parser))) < 0 ||
        !check_same (parser, left, right))
      return -1;
    quantity = node_at (parser, left)->quantity;
    left = join (parser, operator,
        quantity == TLM_RULE_ANY ? node_at (parser, right)->quantity : quantity, left, right);
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
parse_compare (Parser *parser)
{
  int left = parse_sum (parser), right;
  TlmRuleOperator operator;

  if (left < 0 || !comparison (&parser->token, &operator))
    return left;
  advance (parser);
  if (want_number (parser, left) < 0 || (right = want_number (parser, parse_sum (parser))) < 0 ||
      !check_same (parser, left, right))
    return -1;
  return join (parser, operator, CONDITION, left, right);
}

static int
parse_not (Parser *parser)
{
  guint column = column_of (parser, parser->token.start);
  guint times = 0;
  int child;

  while (accept (parser, "not"))
    times++;
  child = parse_compare (parser);
  if (child < 0 || times == 0)
    return child;
  if (want_condition (parser, child) < 0)
    return -1;
  return times % 2 == 0 ? child : add (parser, (TlmRuleNode) { .operator = TLM_RULE_NOT,
      .left = (guint) child, .quantity = CONDITION, .column = column });
}

static int
parse_and (Parser *parser)
{
  int left = parse_not (parser), right;

  while (left >= 0 && accept (parser, "and")) {
    if (want_condition (parser, left) < 0 ||
        (right = want_condition (parser, parse_not (parser))) < 0)
      return -1;
    left = join (parser, TLM_RULE_AND, CONDITION, left, right);
  }
  return left;
}

/* Every way down passes here, so this is where depth is counted. */
static int
parse_or (Parser *parser)
{
  int left, right;

  if (++parser->depth > TLM_RULE_MAX_DEPTH)
    return fail (parser, column_of (parser, parser->token.start),
        "over %d brackets within each other; simplify the rule", TLM_RULE_MAX_DEPTH);
  left = parse_and (parser);
  while (left >= 0 && accept (parser, "or")) {
    if (want_condition (parser, left) < 0 ||
        (right = want_condition (parser, parse_and (parser))) < 0)
      return -1;
    left = join (parser, TLM_RULE_OR, CONDITION, left, right);
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
parse (const char *text, gboolean condition, GError **error)
{
  g_autoptr (TlmRule) rule = g_new0 (TlmRule, 1);
  Parser parser = { .text = text, .error = error };
  int root;

  rule->text = g_strdup (text);
  rule->nodes = parser.nodes = g_array_new (FALSE, TRUE, sizeof (TlmRuleNode));
  g_array_set_clear_func (rule->nodes, node_clear);
  parser.token = tlm_token_next (text);
  root = parse_or (&parser);
  root = condition ? want_condition (&parser, root) : want_number (&parser, root);
  if (root < 0)
    return NULL;
  if (parser.token.kind != TLM_TOKEN_END) {
    fail_here (&parser, "and, or, or the end");
    return NULL;
  }
  return g_steal_pointer (&rule);
}

TlmRule *
tlm_rule_parse (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  return parse (text, TRUE, error);
}

TlmRule *
tlm_rule_parse_number (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  return parse (text, FALSE, error);
}

void
tlm_rule_free (TlmRule *rule)
{
  if (!rule)
    return;
  g_free (rule->text);
  g_array_unref (rule->nodes);
  g_free (rule);
}

gboolean
tlm_rule_channel (const char *name, guint *channel)
{
  TlmChannelId standard;

  g_return_val_if_fail (name != NULL && channel != NULL, FALSE);
  if (tlm_channel_from_name (name, &standard))
    *channel = standard;
  else if (strcmp (name, "axial-acceleration") == 0)
    *channel = TLM_RULE_AXIAL_ACCELERATION;
  else
    return FALSE;
  return TRUE;
}
