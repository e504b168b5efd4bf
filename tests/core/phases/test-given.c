/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Events that a stream gives for ever: what one more costs does not grow with those before it, and the phase is that of
 * looking through them all. */
#include "core/phases/given.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/phases/engine.h"
#include "core/timeline/snapshot.h"
#include "core/timeline/timeline-live.h"

static TlmEvent *
given_event (gint64 time_ns, const char *id, const char *vehicle)
{
  return tlm_event_new (time_ns, id, NULL, vehicle, "log", TLM_CONFIDENCE_GIVEN);
}

/* The phase by looking through all events: the last that leads somewhere, and since when in one stretch. */
static const char *
expected_phase (const TlmTimeline *timeline, gint64 time_ns, gint64 *since_ns)
{
  const char *phase = NULL;

  *since_ns = TLM_TIME_NONE;
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (event->time_ns > time_ns || event->confidence == TLM_CONFIDENCE_NOMINAL)
      continue;
    if (g_strcmp0 (phase, event->id) != 0)
      *since_ns = event->time_ns;
    phase = event->id;
  }
  return phase;
}

/* In any order, early ones among later ones, some that go again for a rival of more certainty. */
static void
test_phase (void)
{
  static const char *const ids[] = { "coast", "burn", "landing" };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  for (int i = 0; i < 400; i++) {
    TlmConfidence confidence = g_rand_boolean (random) ? TLM_CONFIDENCE_GIVEN : TLM_CONFIDENCE_DETECTED;
    gint64 time = g_rand_int_range (random, 0, 100000), since;
    const char *phase;
    tlm_timeline_add_event (timeline, tlm_event_new (time, ids[g_rand_int_range (random, 0, 3)], NULL, NULL, "log",
            confidence));
    time = g_rand_int_range (random, 0, 110000);
    phase = expected_phase (timeline, time, &since);
    tlm_timeline_at (timeline, time, NULL, snapshot);
    g_assert_cmpstr (snapshot->phase.current ? snapshot->phase.current->id : NULL, ==, phase);
    g_assert_cmpint (snapshot->phase.since_ns, ==, since);
  }
}

/* One more event is looked at once. One that comes late has all looked at anew. */
static void
test_cost (void)
{
  g_autoptr (TlmProfile) profile = tlm_profile_load ("generic", NULL);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  TlmGiven *given = tlm_given_new (profile);
  const GPtrArray *kept = NULL;

  for (guint i = 0; i < 20000; i++) {
    tlm_timeline_add_event (timeline, given_event (10 + i, i % 2 ? "liftoff" : "somebody-said-something", NULL));
    kept = tlm_given_update (given, timeline);
    g_assert_cmpuint (tlm_given_n_looked_at (given), ==, i + 1);
  }
  g_assert_cmpuint (kept->len, ==, TLM_GIVEN_MOST_ALIKE);
  g_assert_cmpint (((TlmEvent *) kept->pdata[0])->time_ns, ==, 11);
  g_assert_cmpint (((TlmEvent *) kept->pdata[kept->len - 1])->time_ns, ==, 10 + 19999);
  tlm_timeline_add_event (timeline, given_event (5, "liftoff", NULL));
  kept = tlm_given_update (given, timeline);
  g_assert_cmpuint (tlm_given_n_looked_at (given), ==, 20000 + 20001);
  g_assert_cmpint (((TlmEvent *) kept->pdata[0])->time_ns, ==, 5);
  tlm_given_free (given);
}

/* Each vehicle has its own: what one says does not displace what another does. */
static void
test_apart (void)
{
  static const char *const vehicles[] = { NULL, "", "x" };
  g_autoptr (TlmProfile) profile = tlm_profile_load ("generic", NULL);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  TlmGiven *given = tlm_given_new (profile);
  guint n_of[G_N_ELEMENTS (vehicles)] = { 0 };
  const GPtrArray *kept;

  for (guint i = 0; i < 3 * (TLM_GIVEN_MOST_ALIKE + 10); i++)
    tlm_timeline_add_event (timeline, given_event (i, "liftoff", vehicles[i % 3]));
  kept = tlm_given_update (given, timeline);
  for (guint i = 0; i < kept->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (vehicles); k++)
      n_of[k] += g_strcmp0 (((const TlmEvent *) kept->pdata[i])->vehicle, vehicles[k]) == 0;
  for (guint k = 0; k < G_N_ELEMENTS (vehicles); k++)
    g_assert_cmpuint (n_of[k], ==, TLM_GIVEN_MOST_ALIKE);
  tlm_given_free (given);
}

static gint64
only_time (TlmGiven *given, const TlmTimeline *timeline)
{
  const GPtrArray *kept = tlm_given_update (given, timeline);

  g_assert_cmpuint (kept->len, ==, 1);
  return ((const TlmEvent *) kept->pdata[0])->time_ns;
}

/* As many events as before, all at other times: as a stream has that gave one liftoff alone. */
static void
test_moved (void)
{
  g_autoptr (TlmProfile) profile = tlm_profile_load ("generic", NULL);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new (), other = tlm_timeline_new ();
  TlmGiven *given = tlm_given_new (profile), *of_other = tlm_given_new (profile);

  tlm_timeline_add_event (timeline, given_event (10, "liftoff", NULL));
  g_assert_cmpint (only_time (given, timeline), ==, 10);
  tlm_timeline_shift (timeline, 7);
  g_assert_cmpint (only_time (given, timeline), ==, 17);
  tlm_timeline_shift (timeline, -9);
  g_assert_cmpint (only_time (given, timeline), ==, 8);
  tlm_timeline_add_event (other, given_event (10, "liftoff", NULL));
  g_assert_cmpint (only_time (of_other, other), ==, 10);
  tlm_timeline_become_instants (other, 1000 * TLM_SECOND);
  g_assert_cmpint (only_time (of_other, other), ==, 1000 * TLM_SECOND + 10);
  tlm_given_free (given);
  tlm_given_free (of_other);
}

/* A source with instants comes to one that counts from liftoff. */
static void
test_joined (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmProfile) profile = tlm_profile_load ("generic", NULL);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) first = tlm_log_new ("first", "first"), second = tlm_log_new ("second", "second");
  const gint64 epoch = 2000 * TLM_SECOND;
  TlmGiven *given = tlm_given_new (profile);
  const GPtrArray *kept;

  first->clock = TLM_CLOCK_ELAPSED;
  g_ptr_array_add (first->events, given_event (10, "liftoff", NULL));
  second->clock = TLM_CLOCK_TAI;
  g_ptr_array_add (second->events, given_event (epoch + 20, "landing", NULL));
  tlm_timeline_set_epoch (timeline, epoch);
  g_assert_true (tlm_timeline_add_log (timeline, first, NULL, &error));
  g_assert_cmpint (only_time (given, timeline), ==, 10);
  g_assert_true (tlm_timeline_add_log (timeline, second, NULL, &error));
  g_assert_no_error (error);
  kept = tlm_given_update (given, timeline);
  g_assert_cmpuint (kept->len, ==, 2);
  g_assert_cmpint (((const TlmEvent *) kept->pdata[0])->time_ns, ==, epoch + 10);
  g_assert_cmpint (((const TlmEvent *) kept->pdata[1])->time_ns, ==, epoch + 20);
  tlm_given_free (given);
}

/* Room was made, which left one, and one came: as many as before. */
static void
test_room (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmProfile) profile = tlm_profile_load ("generic", NULL);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  TlmGiven *given = tlm_given_new (profile);
  const GPtrArray *kept;

  g_assert_true (tlm_limits_set ("events=8", &error));
  tlm_timeline_add_event (timeline, given_event (1, "liftoff", NULL));
  tlm_timeline_add_event (timeline, given_event (2, "liftoff", NULL));
  for (gint64 i = 0; i < 6; i++)
    tlm_timeline_add_event (timeline, tlm_event_new (100 + i, "coast", NULL, NULL, "rule", TLM_CONFIDENCE_DETECTED));
  kept = tlm_given_update (given, timeline);
  g_assert_cmpuint (kept->len, ==, 2);
  tlm_timeline_add_event (timeline, given_event (3, "landing", NULL));
  g_assert_cmpuint (tlm_timeline_n_thinned_events (timeline), ==, 1);
  kept = tlm_given_update (given, timeline);
  g_assert_cmpuint (kept->len, ==, 2);
  g_assert_cmpint (((const TlmEvent *) kept->pdata[0])->time_ns, ==, 2);
  g_assert_cmpstr (((const TlmEvent *) kept->pdata[1])->id, ==, "landing");
  tlm_limits_reset ();
  tlm_given_free (given);
}

/* Names with and without a vehicle. */
static void
test_has (void)
{
  g_autoptr (TlmProfile) profile = tlm_profile_load ("generic", NULL);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  TlmGiven *given = tlm_given_new (profile);

  tlm_timeline_add_event (timeline, given_event (1, "a", "x"));
  tlm_timeline_add_event (timeline, given_event (2, "b", NULL));
  tlm_timeline_add_event (timeline, given_event (3, "d", ""));
  tlm_given_update (given, timeline);
  g_assert_true (tlm_given_has (given, "a", NULL) && tlm_given_has (given, "a", "x"));
  g_assert_false (tlm_given_has (given, "a", "y"));
  g_assert_true (tlm_given_has (given, "b", NULL) && tlm_given_has (given, "b", "y"));
  g_assert_false (tlm_given_has (given, "c", NULL));
  /* The vehicle without a name is one, and not all. */
  g_assert_true (tlm_given_has (given, "d", NULL) && tlm_given_has (given, "d", ""));
  g_assert_false (tlm_given_has (given, "d", "y"));
  g_assert_false (tlm_given_has (given, "a", ""));
  tlm_timeline_add_event (timeline, given_event (4, "d", NULL));
  tlm_timeline_add_event (timeline, given_event (5, "a", NULL));
  tlm_given_update (given, timeline);
  g_assert_true (tlm_given_has (given, "d", "y") && tlm_given_has (given, "a", ""));
  tlm_given_free (given);
}

/* What is found again as it was changes nothing, so that nothing is drawn anew. */
static void
test_found (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  guint64 revision = 0;

  for (int round = 0; round < 4; round++) {
    g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
    g_ptr_array_add (found, tlm_event_new (round == 3 ? 6 : 5, "liftoff", NULL, NULL, "rule liftoff",
            TLM_CONFIDENCE_DETECTED));
    tlm_timeline_set_found_events (timeline, found);
    g_assert_cmpuint (tlm_timeline_n_events (timeline), ==, 1);
    if (round == 1 || round == 2)
      g_assert_cmpuint (tlm_timeline_get_revision (timeline), ==, revision);
    else
      g_assert_cmpuint (tlm_timeline_get_revision (timeline), !=, revision);
    revision = tlm_timeline_get_revision (timeline);
  }
  g_assert_cmpint (tlm_timeline_event (timeline, 0)->time_ns, ==, 6);
}

/* TELEMETRY_FRAMES frames of a flight with TELEMETRY_EVENTS events, each with one event more and its phases: for callgrind, which counts
 * what a frame costs. */
static void
test_frames (void)
{
  const char *wanted = g_getenv ("TELEMETRY_EVENTS");
  const char *long_for = g_getenv ("TELEMETRY_FRAMES");
  const int n = wanted ? atoi (wanted) : 100, frames = long_for ? atoi (long_for) : 200;
  g_autoptr (TlmProfile) profile = tlm_profile_load ("generic", NULL);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TlmPhaseEngine *engine = tlm_phase_engine_new (profile);

  for (int i = 0; i < n + frames; i++) {
    tlm_timeline_add_event (timeline, given_event (i * TLM_SECOND, i % 3 ? "coast" : "beacon", NULL));
    if (i < n)
      continue;
    tlm_phase_engine_update (engine, timeline, i * TLM_SECOND);
    tlm_timeline_at (timeline, i * TLM_SECOND, NULL, snapshot);
    g_assert_nonnull (snapshot->phase.current);
  }
  tlm_phase_engine_free (engine);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/given/phase", test_phase);
  g_test_add_func ("/given/cost", test_cost);
  g_test_add_func ("/given/apart", test_apart);
  g_test_add_func ("/given/moved", test_moved);
  g_test_add_func ("/given/joined", test_joined);
  g_test_add_func ("/given/room", test_room);
  g_test_add_func ("/given/has", test_has);
  g_test_add_func ("/given/found", test_found);
  g_test_add_func ("/given/frames", test_frames);
  return g_test_run ();
}
