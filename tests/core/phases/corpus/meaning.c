/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "phases-on-screen.h"
#include "score.h"

#define ANY 0xffffffffu
#define ASCENT (STATE_POWERED_ASCENT | STATE_RISING)
#define BURN (STATE_POWERED_ASCENT | STATE_ORBIT_BURN | STATE_POWERED_DESCENT | STATE_BOOSTBACK)
#define FREE (STATE_COAST_UP | STATE_FREE_DESCENT | STATE_ORBIT)

/* Which physical event an identifier is, and of an engine that runs in which states. The
 * first row that matches counts. */
static const struct {
  const char *pattern;
  CorpusEventKind kind;
  guint states;
  gboolean ignored;
} meanings[] = {
  { "liftoff", TRUTH_LIFTOFF, ANY },
  { "max-q", TRUTH_MAX_Q, ANY },
  { "boostback-burn-end", TRUTH_THRUST_END, STATE_BOOSTBACK },
  { "boostback-burn", TRUTH_THRUST_START, STATE_BOOSTBACK },
  { "entry-burn-end", TRUTH_THRUST_END, STATE_POWERED_DESCENT },
  { "entry-burn", TRUTH_THRUST_START, STATE_POWERED_DESCENT },
  { "landing-burn-end", TRUTH_THRUST_END, STATE_POWERED_DESCENT },
  { "landing-burn", TRUTH_THRUST_START, STATE_POWERED_DESCENT },
  { "braking-burn-end", TRUTH_THRUST_END, STATE_POWERED_DESCENT },
  { "braking-burn", TRUTH_THRUST_START, STATE_POWERED_DESCENT },
  { "orbit-burn-end", TRUTH_THRUST_END, STATE_ORBIT_BURN },
  { "orbit-burn", TRUTH_THRUST_START, STATE_ORBIT_BURN },
  { "deorbit-burn-end", TRUTH_THRUST_END, STATE_ORBIT_BURN },
  { "deorbit-burn", TRUTH_THRUST_START, STATE_ORBIT_BURN },
  { "burst", TRUTH_APOGEE, ANY },
  { "burnout*", TRUTH_THRUST_END, ANY },
  { "meco*", TRUTH_THRUST_END, ANY },
  { "seco*", TRUTH_THRUST_END, ANY },
  { "cutoff*", TRUTH_THRUST_END, ANY },
  { "ignition*", TRUTH_THRUST_START, ANY },
  { "ses-*", TRUTH_THRUST_START, ANY },
  { "apogee", TRUTH_APOGEE, ANY },
  { "orbit-insertion", TRUTH_ORBIT_INSERTION, ANY },
  { "entry-interface", TRUTH_ENTRY, ANY },
  { "parachute", TRUTH_PARACHUTE, ANY },
  { "parachutes*", TRUTH_PARACHUTE, ANY },
  { "drogue*", TRUTH_PARACHUTE, ANY },
  { "main*", TRUTH_PARACHUTE, ANY },
  { "landing", TRUTH_LANDING, ANY },
  { "splashdown", TRUTH_LANDING, ANY },
  { "capsule-landing", TRUTH_LANDING, ANY },
  { "catch", TRUTH_LANDING, ANY },
  { "docking", TRUTH_DOCKING, ANY },
  { "stage-separation", .ignored = TRUE },
  { "booster-separation", .ignored = TRUE },
  { "spacecraft-separation", .ignored = TRUE },
  { "plasma*", .ignored = TRUE },
  { "float", .ignored = TRUE },
  { "braking", .ignored = TRUE },
  { "approach", .ignored = TRUE },
  { "final-descent", .ignored = TRUE },
  { "second-stage-burn", .ignored = TRUE },
  { "rendezvous", .ignored = TRUE },
  { "flyaround", .ignored = TRUE },
  { "station-keeping", .ignored = TRUE },
  { "final-approach", .ignored = TRUE },
  /* What a recording begins in: no instant, and judged by what is on the screen. */
  { "powered-ascent", .ignored = TRUE },
  { "ascent", .ignored = TRUE },
  { "coast", .ignored = TRUE },
  { "descent", .ignored = TRUE },
  { "powered-descent", .ignored = TRUE },
  { "parachute-descent", .ignored = TRUE },
  { "orbit", .ignored = TRUE },
  { "landed", .ignored = TRUE },
};

gboolean
corpus_meaning (const char *id, CorpusEventKind *kind, guint *states, gboolean *ignored)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_pattern_match_simple (meanings[i].pattern, id)) {
      *kind = meanings[i].kind;
      *states = meanings[i].states;
      *ignored = meanings[i].ignored;
      return TRUE;
    }
  return FALSE;
}

/* What a phase on the screen may stand for. */
static const struct { const char *pattern; guint states; } screens[] = {
  { "countdown", STATE_GROUND },
  { "ascent", ASCENT },
  { "boost", ASCENT },
  { "float", STATE_RISING | STATE_FREE_DESCENT },
  { "max-q", ASCENT | STATE_COAST_UP },
  { "powered-ascent", STATE_POWERED_ASCENT },
  { "powered-flight", BURN },
  { "second-stage-burn", STATE_POWERED_ASCENT | STATE_ORBIT_BURN },
  { "coast", FREE },
  { "boostback*", STATE_BOOSTBACK },
  { "entry-burn", STATE_POWERED_DESCENT },
  { "landing-burn", STATE_POWERED_DESCENT },
  { "braking*", STATE_POWERED_DESCENT },
  { "powered-descent", STATE_POWERED_DESCENT },
  { "orbit-burn", STATE_ORBIT_BURN },
  { "deorbit-burn", STATE_ORBIT_BURN },
  { "burn", BURN },
  { "powered-flight", BURN },
  { "orbit*", STATE_ORBIT },
  { "approach", STATE_ORBIT | STATE_POWERED_DESCENT },
  { "final-approach", STATE_ORBIT },
  { "rendezvous", STATE_ORBIT },
  { "flyaround", STATE_ORBIT },
  { "station-keeping", STATE_ORBIT },
  { "final-descent", STATE_POWERED_DESCENT },
  { "plasma", STATE_FREE_DESCENT },
  { "docked", STATE_DOCKED },
  { "docking", STATE_DOCKED },
  { "descent", STATE_FREE_DESCENT | STATE_PARACHUTE | STATE_POWERED_DESCENT },
  { "entry", STATE_FREE_DESCENT },
  { "parachute*", STATE_PARACHUTE },
  { "drogue*", STATE_PARACHUTE },
  { "main*", STATE_PARACHUTE },
  { "landed", STATE_LANDED | STATE_GROUND },
  { "landing", STATE_LANDED | STATE_GROUND },
};

gboolean
corpus_on_screen (const char *phase, guint *states)
{
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    if (g_pattern_match_simple (screens[i].pattern, phase)) {
      *states = screens[i].states;
      return TRUE;
    }
  return FALSE;
}
