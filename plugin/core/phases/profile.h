/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/key-file.h"
#include "core/log/event.h"
#include "core/phases/rule.h"
#include "core/time/instant.h"

G_BEGIN_DECLS

/* A phase: it begins with the event of the same identifier. */
typedef struct {
  char *id;                  /* stable: "entry-burn" */
  char *phase;               /* identifier of the state it leads to: "coast"; ID when not said */
  char *track;               /* name of its track, "" when not said */
  char **after;              /* phases or ends it may follow; NULL or empty: none */
  gboolean start;            /* may be the first one seen: a recording that begins in flight */
  gboolean first;            /* … and only that: under way when the recording begins */
  TlmDuration together_ns;   /* its time is that of the phase before, where RULE held so soon after */
  gboolean afresh;           /* ARM counts once it was seen not to hold */
  gboolean strict;           /* between where RULE was seen not to hold and where it holds */
  gboolean backdate;         /* ARM and RULE may have held since the phase before began */
  gboolean by_arm;           /* its time is where ARM began to hold for the last time */
  gboolean repeat;           /* may come again */
  gboolean prompt;           /* live it is said as soon as it is found */
  TlmCondition *arm;              /* has to have held before RULE counts, or NULL */
  TlmCondition *rule;             /* enters it, or NULL: only given or nominal */
  TlmCondition *refute;           /* shows that it was not this after all, or NULL */
  TlmCondition *certain;          /* shows that it is this for good, or NULL */
  TlmCondition *leave;            /* ends it, or NULL: the next phase does */
  TlmCondition *at;               /* its time is where this was largest; NULL: where RULE began to hold */
  int edge;                  /* … or where the slope of this channel breaks near there; -1: none */
  int zero;                  /* … or where this signal passes 0 near there; -1: none */
  char *end;                 /* event at its end, or NULL */
  TlmDuration dwell_ns;      /* RULE has to hold so long */
  TlmDuration leave_dwell_ns;
  TlmDuration wait_ns;       /* live it is said so long after it was found, or once CERTAIN held */
  TlmDuration nominal_ns;    /* after T-0, as such flights do, or TLM_TIME_NONE */
  char **once;               /* NOMINAL_NS stands once one of these was seen; NULL: at once */
} TlmPhase;

/* A sequence of phases that runs beside others. */
typedef struct {
  char *name;
  char **vehicles;           /* patterns (* and ?), or NULL for every vehicle */
  gboolean common;           /* one for all vehicles: its events name none */
} TlmPhaseTrack;

/* A phase profile: data, read from a key file (core/base/key-file.h).
 *
 *   [profile]
 *   label=Falcon 9              labels may have languages: label[ru]=…
 *   dialect=altos,cats          logs of which this is the profile when no other is named,
 *                               where it is a built-in one
 *
 *   [track NAME]                left out where there is only one
 *   vehicle=*1*,booster*        names of vehicles; all when left out
 *   common=yes                  shared by the vehicles: its events name none
 *
 *   [phase IDENTIFIER]          in order
 *   label=…  short=…            where they differ from the common ones
 *   phase=coast                 what the flight is in from here on; none: what it was in
 *   track=NAME
 *   after=meco,apogee           what it may follow; no cycles but through repeat=yes
 *   start=yes                   may be the first phase of a recording
 *   first=yes                   may only be that, under way when the recording begins
 *   together=30                 the event is that of the phase it follows, where RULE held no more
 *                               than so many seconds after it
 *   afresh=yes                  ARM counts only once it was seen not to hold, so that what the
 *                               phase before was found by is not taken twice
 *   strict=yes                  the event is no later than RULE holds, and no earlier than it was last
 *                               seen not to hold, whatever else breaks near it
 *   backdate=yes                ARM and RULE are asked from where the phase before began, however
 *                               late that was known
 *   by-arm=yes                  the event is where ARM began to hold for the last time
 *   repeat=yes                  may come again after another phase
 *   arm=…  rule=…  leave=…      core/phases/rule.h
 *   refute=falling              for two seconds before the next phase: it was not this, and the flight
 *                               is still in the phase before
 *   prompt=yes                  live it is said as soon as its rule is seen to hold; else once samples to
 *                               come will not change what that rests on
 *   wait=60                     live it is said no sooner than so many seconds after it was found, if nothing
 *                               refuted it; not with prompt=
 *   certain=on-ground           … or, if that is sooner, once this has held since
 *   dwell=2  leave-dwell=2      seconds the rule has to hold
 *   at=dynamic-pressure         the event is at the maximum of this
 *   edge=speed                  the event is where the slope of this channel breaks, within
 *                               seconds of where RULE begins to hold, or with by-arm= between
 *                               ARM and RULE; of hold, where that rose most since ARM
 *   zero=climb                  the event is where this passes 0, just before RULE holds
 *   end=boostback-burn-end      event when LEAVE holds
 *   nominal=147                 T+seconds or [-]HH:MM:SS.mmm, as such flights do: gives the order
 *                               of what comes, as much earlier or later as one came that it
 *                               follows; only a mission's times are counted down to
 *   once=entry-burn,boostback-burn
 *                               NOMINAL stands only when one of these was seen
 *
 * Immutable; any number of threads may read it. */
typedef struct {
  char *name;                /* "falcon9", or the path */
  GPtrArray *phases;         /* TlmPhase * */
  GPtrArray *tracks;         /* TlmPhaseTrack *, at least one */
  TlmKeyFile *keys;
  TlmKeyFile *labels;        /* the common labels */
} TlmProfile;

/* Caps on what a profile may hold. */
#define TLM_PROFILE_MAX_PHASES 256
#define TLM_PROFILE_MAX_TRACKS 16

/* The built-in profiles that code asks for by name: of any flight, and of what is
 * on orbit all the time. */
#define TLM_PROFILE_GENERIC "generic"
#define TLM_PROFILE_STATION "station"

/* Phases that mean the same in every profile: the one that begins at T-0 where it
 * is seen close to it, and what a flight is in after the end of a phase that names
 * no other. */
#define TLM_PHASE_LIFTOFF "liftoff"
#define TLM_PHASE_COAST "coast"

/* What an event leads to that leaves the flight in the phase it is in. */
#define TLM_PHASE_NONE "none"

/* Names of the built-in profiles, sorted, NULL-terminated; to be freed with
 * g_strfreev(). */
char **tlm_profile_list (void);

/* Name of the built-in profile that says dialect=DIALECT (core/decode/table/dialect.h),
 * NULL when none does. To be freed. */
char *tlm_profile_for_dialect (const char *dialect);

/* A built-in profile by name, or one by path or URI (when NAME holds a '/' or
 * ends in ".profile"). Errors (TLM_ERROR_READ, TLM_ERROR_PROFILE) name file and
 * line. */
TlmProfile *tlm_profile_load (const char *name, GError **error);

/* The same from LENGTH bytes of TEXT (-1: terminated) called NAME. */
TlmProfile *tlm_profile_parse (const char *text, gssize length, const char *name, GError **error);

/* Takes NULL. */
void tlm_profile_free (TlmProfile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmProfile, tlm_profile_free)

/* The phase that begins with the event ID, or NULL. */
const TlmPhase *tlm_profile_find (const TlmProfile *profile, const char *id);

/* Identifier of the phase a flight is in after the event ID; ID itself where
 * the profile does not know it. Owned by the profile, or ID. */
const char *tlm_profile_phase_after (const TlmProfile *profile, const char *id);

/* All of them: identifiers of events to identifiers of the phases they lead to,
 * for tlm_timeline_set_phases(). A reference that the caller owns. */
GHashTable *tlm_profile_phase_table (const TlmProfile *profile);

/* What to call an event or a phase in LANGUAGE ("de", "pt_BR"; NULL: English),
 * and its short form for a bar. PROFILE may be NULL: the common labels alone.
 * NULL for an identifier nobody knows. To be freed. The locale of the process
 * does not matter. */
char *tlm_profile_label (const TlmProfile *profile, const char *id, const char *language);
char *tlm_profile_short_label (const TlmProfile *profile, const char *id, const char *language);

/* What an event is called: by its source, by the profile (may be NULL) in
 * LANGUAGE, or its identifier as words: "stage-separation" is "Stage separation".
 * To be freed. */
char *tlm_profile_event_label (const TlmProfile *profile, const TlmEvent *event,
    const char *language);

/* What the phase is called that EVENT leads to: by the profile, where that is
 * another than the event itself and has a name; else what the event is called.
 * To be freed. */
char *tlm_profile_phase_label (const TlmProfile *profile, const TlmEvent *event,
    const char *language);

/* The label of the profile itself, NULL when it has none. To be freed. */
char *tlm_profile_title (const TlmProfile *profile, const char *language);

G_END_DECLS
