/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* How sure an event is. */
typedef enum {
  TLM_CONFIDENCE_NOMINAL,    /* planned: shown as coming, never as passed */
  TLM_CONFIDENCE_DETECTED,   /* found in the telemetry by a rule */
  TLM_CONFIDENCE_GIVEN       /* said by the mission or by the telemetry */
} TlmConfidence;

/* Something that happens at an instant. Immutable once it is in a timeline,
 * reference-counted (atomically), so that a snapshot outlives its timeline. */
typedef struct {
  gint64 time_ns;            /* on the clock of the log or timeline */
  char *id;                  /* stable identifier: "stage-separation" */
  char *label;               /* what the source calls it, or NULL: profiles name it */
  char *vehicle;             /* whose, or NULL for all */
  char *source;              /* where it comes from: "events.json", "mission", "rule meco" */
  TlmConfidence confidence;
  gboolean under_way;        /* it began before anything was known: TIME is when it was first
                              * seen. Set before it is shared; nothing counts down to it, and how
                              * long it has lasted is not known */
  gboolean says_phase;       /* a channel that says the phase has said it: it leads to a phase, its
                              * own where the profile has none, and what is found to the contrary
                              * leads to none (tlm_timeline_said_at()). Set before it is shared */
  gboolean typical;          /* nominal by what flights of this kind do, not by what this one plans:
                              * it tells the order of what comes, and nothing counts down to it.
                              * Set before it is shared */
  /* What is known of TIME; set before it is shared. */
  gint64 after_ns, before_ns;  /* it lies in a gap of the samples, after the one and before the
                                * other, and TIME is their middle; TLM_TIME_NONE: it was seen */
  TlmDuration error_ns;      /* one standard deviation of TIME, or TLM_TIME_NONE: not known */
  gboolean revised;          /* another time was said for it before */
  char *why;                 /* the rule and the values that decided, in words, or NULL */
} TlmEvent;

/* Copies the strings; NULL is right for label, vehicle and source. A reference that
 * the caller owns. */
TlmEvent *tlm_event_new (gint64 time_ns, const char *id, const char *label,
    const char *vehicle, const char *source, TlmConfidence confidence);

/* Whether all that is known of two events is the same. */
gboolean tlm_event_equal (const TlmEvent *a, const TlmEvent *b);

/* EVENT as VEHICLE's (NULL: of all), moved by OFFSET with its bounds. A reference that the
 * caller owns. */
TlmEvent *tlm_event_moved (const TlmEvent *event, gint64 offset_ns, const char *vehicle);

/* One reference more, and one less (NULL is fine); from any thread. */
TlmEvent *tlm_event_ref (TlmEvent *event);
void tlm_event_unref (TlmEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmEvent, tlm_event_unref)

/* An identifier in the form all events use, from any spelling ("Max Q" and
 * "maxq" stay apart: "max-q", "maxq"): lower case, runs of anything but ASCII
 * letters and digits become one '-'; at most 64 characters. "" where there is no
 * letter or digit. To be freed. */
char *tlm_event_make_id (const char *text);

/* "given", "detected" or "nominal". */
const char *tlm_confidence_name (TlmConfidence confidence);

G_END_DECLS
