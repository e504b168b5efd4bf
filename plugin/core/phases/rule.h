/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/channel.h"

G_BEGIN_DECLS

/* The language in which a phase profile says when a phase begins or ends.
 *
 *   slope (altitude) < 0 and speed > 100 km/h
 *
 *   rule     = and { "or" and }          and = not { "and" not }
 *   not      = "not" not | compare       compare = sum [ ("<" "<=" ">" ">=") sum ]
 *   sum      = product { ("+" "-") product }
 *   product  = factor { ("*" "/") factor }
 *   factor   = number [unit] | channel | "elapsed" | call | "(" rule ")" | "-" factor
 *   call     = "slope" "(" channel or slope ")"   per second, from a robust fit
 *            | "abs" "(" sum ")"
 *            | "since" "(" phase ")"              s since that phase began
 *            | "least" "(" channel ")"            value less three of its errors, towards nought: of
 *                                               climb, height and dynamic-pressure
 *            | "error" "(" channel ")"            one standard deviation, of the same; 0 where it is not known
 *            | "of-peak" "(" sum ")"              now ÷ largest since the phase could come
 *
 * A unit stands behind its number without blanks in it: 27 km/h, 3 m/s2. Names
 * hold '-', so a minus sign between two names needs blanks. Besides the
 * standard channels there are what the motion tells, numbers and conditions
 * (core/phases/motion.h):
 *
 *   axial-acceleration   m/s²: rate of change of speed with gravity taken out, thrust less
 *                        drag per mass along the path
 *   climb                m/s: vertical speed, measured or from the altitude
 *   height               m above the ground that the recording began on
 *   pace                 m/s: how fast it is, along its path, or upward where no speed is known
 *   hold                 m/s2: what slows it along its path besides gravity, drag or an engine
 *   ballistic            1 while it falls in one shape: how heavy it is for its drag, of the most in
 *                        the last 8 s; small once a parachute has opened or an engine brakes
 *   slowing              s: for how long it has lost more than 1.5 m/s of its pace a second
 *   rising, falling      climb is beyond 0.5 m/s, and further than its error from 0
 *   thrusting            something pushes it along its path
 *   braking              something other than the air holds it back
 *   at-rest              it moves neither up nor along
 *   on-ground            … and no engine is taken to hold it there: it is as low as where the recording
 *                        began to rest, or the body pulls by more than 6 m/s2 and its height is not known
 *                        (what has flown like a rocket hovers there for moments only; a drone may not)
 *   on-orbit             it would come round again: perigee above 120 km
 *
 * What is not known (no sample, a gap) makes a comparison unknown, and a rule
 * that is unknown does not hold: S. C. Kleene's strong three-valued logic. */

/* Channels of rules alone, after the standard ones. */
enum {
  TLM_RULE_AXIAL_ACCELERATION = TLM_N_STANDARD_CHANNELS,
  TLM_RULE_CLIMB,
  TLM_RULE_HEIGHT,
  TLM_RULE_PACE,
  TLM_RULE_HOLD,
  TLM_RULE_BALLISTIC,
  TLM_RULE_SLOWING,
  TLM_RULE_RISING,        /* conditions from here on: 1, 0, or NAN for unknown */
  TLM_RULE_FALLING,
  TLM_RULE_THRUSTING,
  TLM_RULE_BRAKING,
  TLM_RULE_AT_REST,
  TLM_RULE_ON_GROUND,
  TLM_RULE_ON_ORBIT,
  TLM_RULE_N_CHANNELS
};

/* Caps on what a rule may hold. */
#define TLM_RULE_MAX_NODES 256
#define TLM_RULE_MAX_DEPTH 32

typedef enum {
  TLM_RULE_NUMBER,        /* number, in storage units */
  TLM_RULE_SIGNAL,        /* channel, slope of it, slope of its slope, by order */
  TLM_RULE_ELAPSED,       /* s since T-0 */
  TLM_RULE_SINCE,         /* s since the phase NAME */
  TLM_RULE_OF_PEAK,
  TLM_RULE_ABS,
  TLM_RULE_NEGATE,
  TLM_RULE_ADD,
  TLM_RULE_SUBTRACT,
  TLM_RULE_MULTIPLY,
  TLM_RULE_DIVIDE,
  TLM_RULE_LESS,
  TLM_RULE_LESS_OR_EQUAL,
  TLM_RULE_GREATER,
  TLM_RULE_GREATER_OR_EQUAL,
  TLM_RULE_NOT,
  TLM_RULE_AND,
  TLM_RULE_OR
} TlmRuleOperator;

/* What of a channel is meant: its value, that but as near nought as its error lets it be, or its error. */
typedef enum { TLM_RULE_VALUE, TLM_RULE_LEAST, TLM_RULE_ERROR } TlmRuleReading;

/* One node; children are indices into the rule's nodes, always smaller than
 * the node's own. */
typedef struct {
  TlmRuleOperator operator;
  guint left, right;
  double number;
  guint channel;          /* TlmChannelId, or one of rules alone */
  guint order;            /* 0 value, 1 slope, 2 slope of the slope */
  TlmRuleReading reading;
  char *name;             /* of a phase, or NULL */
  int quantity;           /* TlmQuantity, or TLM_RULE_ANY */
  guint column;           /* of its first character, from 1 */
} TlmRuleNode;

/* The quantity of a product or quotient, which nobody checks, and that of a condition. */
#define TLM_RULE_ANY (-1)
#define TLM_RULE_CONDITION (-2)

/* A parsed rule, immutable. */
typedef struct {
  char *text;
  GArray *nodes;          /* TlmRuleNode; the last is the root */
} TlmRule;

/* Reads a rule. The error (TLM_ERROR_PROFILE) says at which column, counted in
 * characters from 1, what was found and what would be right: a word that is no
 * channel, a unit of another quantity, a number without its unit, a rule that
 * is no condition. */
TlmRule *tlm_rule_parse (const char *text, GError **error);

/* Reads an expression that gives a number: what an extremum is taken of. */
TlmRule *tlm_rule_parse_number (const char *text, GError **error);

/* Takes NULL. */
void tlm_rule_free (TlmRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmRule, tlm_rule_free)

/* What a rule sees at one instant. Each function may be called many times. */
typedef struct {
  double (*signal) (gpointer data, guint channel, guint order);   /* NAN: not known */
  double (*since) (gpointer data, const char *phase);             /* s, NAN before it */
  double (*of_peak) (gpointer data, const TlmRuleNode *node, double now);
  double (*error) (gpointer data, guint channel);     /* one standard deviation, NAN: not known */
  double elapsed;                                                 /* s, or NAN */
  gpointer data;
} TlmRuleView;

/* The value of a rule: of a condition 1, 0, or NAN for unknown, else a number in the
 * storage unit. From any thread that may call the functions of VIEW. */
double tlm_rule_evaluate (const TlmRule *rule, const TlmRuleView *view);

/* Channel of rules by its name, standard or not; FALSE, CHANNEL untouched, when there
 * is none. */
gboolean tlm_rule_channel (const char *name, guint *channel);

/* Name of a channel of rules, and what it measures: a TlmQuantity, or TLM_RULE_CONDITION. */
const char *tlm_rule_channel_name (guint channel);
int tlm_rule_channel_quantity (guint channel);

G_END_DECLS
