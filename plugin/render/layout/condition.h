/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/unit.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* When a widget is shown: terms separated by ';' that must all hold.
 *
 *   vehicles=1   vehicles>=2       how many the data has
 *   provenance!=measured           where the data comes from (= or !=)
 *   has=range,range-rate           channels any of which the vehicle can have at
 *                                  any time, measured or derived (= or !=)
 *   phase=ascent,coast             the mission's phase, or the event it is in since
 *                                  (= or !=)
 *   signal=lost                    whether anything is heard of the vehicle: none, found,
 *                                  lost, ended (= or !=; core/timeline/vehicle-signal.h)
 *   time>-10     time<=600         seconds since liftoff
 *   altitude>100:km                a channel of the widget's vehicle; without a
 *                                  unit in its storage unit; false while unknown
 *   events>=1                      how many events the timeline has */
#define TLR_CONDITION_MAX_TERMS 4
#define TLR_CONDITION_MAX_WORD 64

typedef enum {
  TLR_TERM_VEHICLES,
  TLR_TERM_PROVENANCE,
  TLR_TERM_PHASE,
  TLR_TERM_SIGNAL,
  TLR_TERM_TIME,
  TLR_TERM_EVENTS,
  TLR_TERM_HAS,
  TLR_TERM_CHANNEL
} TlrTermKind;

typedef enum { TLR_IS, TLR_IS_NOT, TLR_BELOW, TLR_AT_MOST, TLR_ABOVE, TLR_AT_LEAST } TlrRelation;

/* One term; a plain value. */
typedef struct {
  TlrTermKind kind;
  TlrRelation relation;
  double number;                            /* storage unit of the channel */
  char name[TLR_CONDITION_MAX_WORD];        /* of the channel */
  char word[TLR_CONDITION_MAX_WORD];        /* provenance; phases, signals or channels with commas */
} TlrTerm;

/* One kind of term, for people. Static. */
typedef struct {
  const char *example;      /* that is read: "time>-10"; NULL after the last one */
  const char *blurb;
} TlrConditionHelp;

/* The INDEXth of them, from 0. */
TlrConditionHelp tlr_condition_help (guint index);

/* A condition; all zero always holds. A plain value. */
typedef struct {
  guint n_terms;
  TlrTerm terms[TLR_CONDITION_MAX_TERMS];
} TlrCondition;

/* Reads a condition; the error (TLM_ERROR_LAYOUT) shows what is right. */
gboolean tlr_condition_parse (const char *text, TlrCondition *out, GError **error);

/* Whether it holds for a vehicle. Allocates nothing. */
gboolean tlr_condition_holds (const TlrCondition *condition, const TlmTimeline *timeline,
    const char *provenance, guint vehicle, const TlmSnapshot *snapshot);

/* Whether it can hold while the timeline has its vehicles, channels and events of
 * now: looks at the terms on those and on provenance alone. A timeline without
 * any vehicle counts as one with one, and any provenance can be where PROVENANCE is NULL. */
gboolean tlr_condition_possible (const TlrCondition *condition, const TlmTimeline *timeline,
    const char *provenance, guint vehicle);

/* Adds the channels that it asks for, for a vehicle. */
void tlr_condition_add_channels (const TlrCondition *condition, const TlmTimeline *timeline,
    guint vehicle, TlmChannelSet *set);

G_END_DECLS
