/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/edge.h"
#include "core/phases/machine.h"

G_BEGIN_DECLS

/* Largest value so far of an expression, and whether it had grown before. */
typedef struct {
  const TlmConditionNode *node;   /* NULL: of the key at= */
  double first, largest;
  gint64 time_ns;
} TlmMachinePeak;

#define TLM_MACHINE_PEAKS 8

typedef struct TlmMachineState TlmMachineState;

struct TlmMachineState {
  const TlmPhase *phase;
  TlmMachineState *before;   /* which it followed, or NULL */
  guint track;
  gboolean mine;             /* its track is this vehicle's, and nobody gave it */
  gboolean eligible, armed;
  gint64 armed_ns;           /* since when ARM holds or last held, or TLM_TIME_NONE */
  gboolean arm_holds;
  gint64 arm_failed_ns;      /* the last instant ARM was seen not to hold, or TLM_TIME_NONE */
  gint64 hold_ns;            /* since when RULE or LEAVE holds, or TLM_TIME_NONE */
  gsize hold_index;          /* … the instant */
  TlmDuration held_ns;       /* how long that was seen: gaps do not count */
  guint n_held;              /* instants */
  gint64 last_ns;            /* the last one */
  gint64 after_ns;           /* it began to hold in the gap after this, or TLM_TIME_NONE */
  gint64 failed_ns;          /* the last instant it was seen not to hold, or TLM_TIME_NONE */
  gboolean blind;            /* before HOLD, or up to now, it could not be told whether it held */
  gint64 begun_ns, ended_ns; /* TLM_TIME_NONE */
  gboolean seen_under_way;   /* given, and begun before BEGUN: a rule may find when */
  gint64 found_ns, left_ns;  /* instants at which its begin and its end were found, or TLM_TIME_NONE */
  gboolean certain;          /* CERTAIN has held since it was found */
  guint n_peaks;
  TlmMachinePeak peaks[TLM_MACHINE_PEAKS];
};

typedef struct {
  const TlmSignals *signals;
  const char *vehicle;
  gint64 t0_ns;
  gsize index;
  gint64 now_ns;
  guint n;
  TlmMachineState *states;
  TlmMachineState **current;           /* by track, or NULL */
  TlmMachineState *asking;
  GPtrArray *found;
  const TlmProfile *profile;
  gboolean under_way;        /* a rule has found something */
  gboolean is_behind_gap;    /* nothing is known between this instant and the one before */
  gint64 known_ns;           /* first instant with a speed, or TLM_TIME_NONE */
} TlmMachine;

/* A machine as it was before the instant INDEX. */
typedef struct {
  TlmMachineState *states;
  TlmMachineState *current[TLM_PROFILE_MAX_TRACKS];
  gsize index;                         /* the first instant not yet taken; 0: nothing is known */
  gint64 known_ns, t0_ns;
  gboolean under_way;
  GPtrArray *given, *found;            /* TlmEvent, owned: those that mattered, and were found, up to then */
} TlmMachineSave;

/* Oldest first: the one that no pass begins before once instants were dropped, the one that takes its
 * place when it is old enough, and the one that most passes go on from. */
enum { TLM_MACHINE_BASE, TLM_MACHINE_NEXT, TLM_MACHINE_RECENT, TLM_MACHINE_SAVES };

struct _TlmMachineMemory {
  const TlmProfile *profile;
  guint n;                             /* phases */
  TlmMachineState *states;             /* those of the passes: the saves point at them */
  TlmMachineState *current[TLM_PROFILE_MAX_TRACKS];
  TlmMachineSave saves[TLM_MACHINE_SAVES];
  TlmDuration keep_ns;                 /* before the last instant, in which passes may begin anew */
  gsize n_dropped;                     /* instants */
  gboolean was_moved;                  /* the base, and what is given is not known to it */
  guint64 n_taken;                     /* instants that all passes went through */
  guint64 n_late;                      /* what came too late for the base */
  GPtrArray *said;                     /* TlmEvent, owned: by the last pass, before the end */
};

/* machine-memory.c: the instant to go on from, with MACHINE as it was then; 0: begin anew, or at the base. */
gsize tlm_machine_recall (TlmMachine *machine, TlmMachineMemory *memory, const GPtrArray *given);

/* Keeps MACHINE as it is before the instant INDEX in the save WHICH; its own events are found from
 * N_FOUND_BEFORE on. */
void tlm_machine_memorise (const TlmMachine *machine, TlmMachineMemory *memory, guint which, gsize index,
    const GPtrArray *given, guint n_found_before);

/* Makes MACHINE what SAVE is of. */
void tlm_machine_restore (TlmMachine *machine, const TlmMachineMemory *memory, const TlmMachineSave *save);

/* SAVE becomes FROM, of the same memory. */
void tlm_machine_save_copy (const TlmMachineMemory *memory, TlmMachineSave *save, const TlmMachineSave *from);

/* Nothing is known. */
void tlm_machine_save_clear (TlmMachineSave *save);

/* Those of GIVEN that a pass looks at before the instant INDEX, which is not the first, become SAVE's. */
void tlm_machine_save_given (TlmMachineSave *save, const TlmMachine *machine, gsize index, const GPtrArray *given);

/* Whether two that were given are the same to a pass. */
gboolean tlm_machine_is_same_event (const TlmEvent *a, const TlmEvent *b);

/* The instants before which the machine is to be kept in a pass that begins at FROM, 0 for none: what is kept is
 * new enough. */
gsize tlm_machine_goal (const TlmSignals *signals, const TlmMachineMemory *memory);
gsize tlm_machine_next_goal (const TlmSignals *signals, const TlmMachineMemory *memory, gsize from);

/* machine-base.c: the instant to go on from with MACHINE as the base is, which takes up what of GIVEN came too late
 * for it; 0: nothing was dropped, begin anew. */
gsize tlm_machine_begin_at_base (TlmMachine *machine, TlmMachineMemory *memory, const GPtrArray *given);

/* machine-ask.c: what RULE of STATE says now. */
double tlm_machine_evaluate (TlmMachine *machine, TlmMachineState *state, const TlmCondition *rule);

/* … and the largest so far of its key at=. */
void tlm_machine_follow_maximum (TlmMachine *machine, TlmMachineState *state);

/* machine-track.c: the states of a machine that has seen nothing, all nought before. */
void tlm_machine_set_up (TlmMachine *machine, const GPtrArray *given);

/* … whether PHASE is looked for at all: its track is this vehicle's, and none of GIVEN, of whichever time, names it. */
gboolean tlm_machine_is_mine (const TlmMachine *machine, const TlmPhase *phase, const GPtrArray *given);

/* … STATE begins at TIME. */
void tlm_machine_begin (TlmMachine *machine, TlmMachineState *state, gint64 time_ns);

/* … EVENT, which was given, comes: at its own time, unless its track is further already. */
void tlm_machine_take_given (TlmMachine *machine, const TlmEvent *event);

/* … lets STATE, which may come now, see what it would have since what it follows
 * began. */
void tlm_machine_look_back (TlmMachine *machine, TlmMachineState *state);

/* machine-say.c: lets STATE, which the flight is in, see whether it is so for good. */
void tlm_machine_follow_certainty (TlmMachine *machine, TlmMachineState *state);

/* … takes from what was found, from N_FOUND_BEFORE on, what samples to come may still change and was not said before;
 * MEMORY knows that, and what is said now. */
void tlm_machine_hold_back (TlmMachine *machine, TlmMachineMemory *memory, guint n_found_before);

/* machine-time.c: when what STATE has seen to hold happened. */
TlmEdge tlm_machine_edge (TlmMachine *machine, TlmMachineState *state);

/* The same of its end. */
TlmEdge tlm_machine_end_edge (const TlmMachine *machine, const TlmMachineState *state);

/* Whether what begins is the liftoff of T-0. */
gboolean tlm_machine_is_t0 (const TlmMachine *machine, const TlmMachineState *state);

/* Adds the event ID, at EDGE, that RULE has decided. */
void tlm_machine_emit (TlmMachine *machine, const TlmMachineState *state, const char *id,
    const TlmCondition *rule, const TlmEdge *edge, gboolean under_way);

/* reason.c: what decided at the instant INDEX, in words: each signal that RULE names with its value, in
 * the storage unit, then the rule: "climb -0.6 m/s, thrusting no: climb < 0 and not
 * thrusting". To be freed. */
char *tlm_reason_text (const TlmSignals *signals, gsize index, const TlmCondition *rule);

G_END_DECLS
