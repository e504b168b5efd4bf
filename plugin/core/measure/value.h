/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* May a value be shown as it is? */
typedef enum {
  TLM_VALIDITY_ABSENT,   /* there is none */
  TLM_VALIDITY_LOST,     /* too old to show: "---" */
  TLM_VALIDITY_STALE,    /* old: shown, and marked */
  TLM_VALIDITY_FRESH
} TlmValidity;

/* Where a value comes from. */
typedef enum {
  TLM_ORIGIN_MEASURED,   /* the telemetry said it */
  TLM_ORIGIN_DERIVED     /* computed from what the telemetry said */
} TlmOrigin;

/* One number at one instant. */
typedef struct {
  double value;          /* storage unit of its quantity; 0 when absent */
  TlmDuration age_ns;    /* 0 where interpolated; G_MAXINT64 when absent */
  TlmValidity validity;
  TlmOrigin origin;
} TlmValue;

#define TLM_VALUE_ABSENT ((TlmValue) { 0, G_MAXINT64, TLM_VALIDITY_ABSENT, TLM_ORIGIN_MEASURED })

/* A value that has a number: fresh or stale. */
static inline gboolean
tlm_value_is_shown (const TlmValue *value)
{
  return value->validity >= TLM_VALIDITY_STALE;
}

/* When a value that is no longer renewed stops being true. */
typedef struct {
  TlmDuration stale_after_ns;   /* default 2 s */
  TlmDuration lost_after_ns;    /* default 5 s */
} TlmAgeLimits;

#define TLM_AGE_LIMITS_DEFAULT ((TlmAgeLimits) { 2 * TLM_SECOND, 5 * TLM_SECOND })

/* Validity of a value of this age when samples come every STEP: one that has been missed
 * makes it stale, two make it lost, whatever the limits. For samples: a function of time
 * has no age. */
static inline TlmValidity
tlm_age_validity (const TlmAgeLimits *limits, TlmDuration age_ns, TlmDuration step_ns)
{
  if (age_ns > MAX (limits->lost_after_ns, 3 * step_ns))
    return TLM_VALIDITY_LOST;
  if (age_ns > MAX (limits->stale_after_ns, 2 * step_ns))
    return TLM_VALIDITY_STALE;
  return TLM_VALIDITY_FRESH;
}

G_END_DECLS
