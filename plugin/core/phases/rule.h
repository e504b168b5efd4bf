/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/condition/condition.h"

G_BEGIN_DECLS

/* The words of the conditions (core/condition/condition.h) by which a phase profile says when a
 * phase begins or ends.
 *
 *   slope (altitude) < 0 and speed > 100 km/h
 *
 *   elapsed, time             s since T-0
 *   slope(CHANNEL)            per second, from a robust fit; slope(slope(CHANNEL)) is that of the slope
 *   abs(SUM)                  magnitude
 *   since(PHASE)              s since that phase began
 *   least(CHANNEL)            value less three of its errors, towards nought: of climb, height and
 *                             dynamic-pressure
 *   error(CHANNEL)            one standard deviation, of the same; 0 where it is not known
 *   of-peak(SUM)              now ÷ largest since the phase could come
 *
 * Besides the standard channels there are what the motion tells, numbers and conditions
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
 * that is unknown does not hold. */

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

/* Reads a rule. Errors are TLM_ERROR_PROFILE. */
TlmCondition *tlm_rule_parse (const char *text, GError **error);

/* Reads an expression that gives a number: what an extremum is taken of. */
TlmCondition *tlm_rule_parse_number (const char *text, GError **error);

/* What a rule sees at one instant. Each function may be called many times. */
typedef struct {
  double (*signal) (gpointer data, guint channel, guint order);   /* NAN: not known */
  double (*since) (gpointer data, const char *phase);             /* s, NAN before it */
  double (*of_peak) (gpointer data, const TlmConditionNode *node, double now);
  double (*error) (gpointer data, guint channel);     /* one standard deviation, NAN: not known */
  double elapsed;                                                 /* s, or NAN */
  gpointer data;
} TlmRuleView;

/* The value of a rule: of a condition 1, 0, or NAN for unknown, else a number in the
 * storage unit. From any thread that may call the functions of VIEW. */
double tlm_rule_evaluate (const TlmCondition *rule, const TlmRuleView *view);

/* What rules have words for, for people: channels by tlm_rule_channel_name(). Static. */
const TlmVocabulary *tlm_rule_vocabulary (void);

/* Channel of rules by its name, standard or not; FALSE, CHANNEL untouched, when there
 * is none. */
gboolean tlm_rule_channel (const char *name, guint *channel);

/* Name of a channel of rules, and what it measures: a TlmQuantity, or TLM_CONDITION_TRUTH. */
const char *tlm_rule_channel_name (guint channel);
int tlm_rule_channel_quantity (guint channel);

G_END_DECLS
