/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* What happens to a vehicle. */
typedef enum {
  TRUTH_LIFTOFF,
  TRUTH_THRUST_START,        /* later than liftoff */
  TRUTH_THRUST_END,
  TRUTH_MAX_Q,
  TRUTH_APOGEE,              /* zero of vertical speed, not under thrust and not in orbit */
  TRUTH_ORBIT_INSERTION,
  TRUTH_ENTRY,               /* 100 km downwards, where there is air */
  TRUTH_PARACHUTE,           /* begins to open */
  TRUTH_LANDING,
  TRUTH_DOCKING,
  TRUTH_N
} CorpusEventKind;

/* What a vehicle is in; bits, so that a phase may stand for several. */
typedef enum {
  STATE_GROUND = 1 << 0,
  STATE_POWERED_ASCENT = 1 << 1,
  STATE_COAST_UP = 1 << 2,
  STATE_FREE_DESCENT = 1 << 3,
  STATE_POWERED_DESCENT = 1 << 4,
  STATE_PARACHUTE = 1 << 5,
  STATE_ORBIT = 1 << 6,
  STATE_ORBIT_BURN = 1 << 7,
  STATE_BOOSTBACK = 1 << 8,
  STATE_RISING = 1 << 9,     /* a balloon, or an aircraft that hovers up */
  STATE_LANDED = 1 << 10,
  STATE_DOCKED = 1 << 11,
} CorpusState;

typedef struct {
  CorpusEventKind kind;
  double t_s;
  CorpusState state;         /* before it for an end of thrust, after it for a start */
  gboolean optional;         /* it may be said, but nobody asks for it */
} CorpusEvent;

typedef struct {
  double from_s;
  CorpusState state;
} CorpusStretch;

typedef struct {
  GArray *events;            /* CorpusEvent, ascending */
  GArray *stretches;         /* CorpusStretch, ascending */
} CorpusTruth;

CorpusTruth *corpus_truth_new (void);
void corpus_truth_free (CorpusTruth *truth);

void corpus_truth_event (CorpusTruth *truth, CorpusEventKind kind, double t_s, CorpusState state);

/* From T on it is in STATE. */
void corpus_truth_state (CorpusTruth *truth, double t_s, CorpusState state);

/* What it is in at T. */
CorpusState corpus_truth_at (const CorpusTruth *truth, double t_s);

const char *corpus_event_name (CorpusEventKind kind);
const char *corpus_state_name (CorpusState state);
