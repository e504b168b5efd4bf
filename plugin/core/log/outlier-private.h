/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* A height, distance or speed in the first, or all three of a place. */
typedef struct {
  double x[3];
} TlmJudgedPoint;

/* A sample as the judge sees it: metres, or metres per second. */
typedef struct {
  gint64 time_ns;
  TlmJudgedPoint at;
} TlmJudged;

typedef enum {
  TLM_JUDGED_NONE,
  TLM_JUDGED_SPEED,          /* its change is bounded */
  TLM_JUDGED_POSITION        /* the change of its change is bounded */
} TlmJudgedOrder;

#define TLM_JUDGED_HISTORY 16

/* The samples accepted last, the newest last, how far each was off what those before it
 * foretold, and how far from the one before. All zero at the beginning. */
typedef struct {
  TlmJudged samples[2];
  guint n_samples;
  double off[TLM_JUDGED_HISTORY], step[TLM_JUDGED_HISTORY];  /* in turn */
  guint n, next;
} TlmJudgedPast;

/* Whether SAMPLE is off by all three measures of core/log/outliers.h, REACHES times
 * further than a vehicle can get. */
gboolean tlm_judged_is_off (const TlmJudgedPast *past, TlmJudgedOrder order,
    const TlmJudged *sample, double reaches);

/* Whether LATER is not off, and nearer to what the past foretells than to SAMPLE. */
gboolean tlm_judged_is_back (const TlmJudgedPast *past, TlmJudgedOrder order,
    const TlmJudged *sample, const TlmJudged *later);

/* Takes SAMPLE into the past. */
void tlm_judged_accept (TlmJudgedPast *past, TlmJudgedOrder order, const TlmJudged *sample);

G_END_DECLS
