/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How long the events of a long log take: three hours at 100 samples a second, a launch to
 * orbit and what follows (at most 1 s is promised). */
#include <stdio.h>
#include <time.h>

#include "core/phases/engine.h"
#include "record.h"

#define SPAN_S (3 * 3600.0)

static double
cpu_s (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

static CorpusFlight *
long_flight (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  CorpusFlight *flight = corpus_kind_find ("orbit-relight")->make (random);

  corpus_add (flight, (CorpusSegment) { .end_value = SPAN_S, .step_s = 1 });
  corpus_fly (flight);
  flight->end_s = SPAN_S;
  return flight;
}

static void
bench (const CorpusFlight *flight, const CorpusVariant *variant, const TlmProfile *profile)
{
  g_autoptr (CorpusRecord) record = corpus_record_new (flight, variant, 3);
  g_autoptr (TlmTimeline) timeline = corpus_record_timeline (record, record->times->len);
  g_autofree char *what = g_strdup_printf ("events of 3 h at 100 Hz, %s", variant->name);
  double begin = cpu_s ();

  tlm_phases_find (profile, timeline);
  printf ("%-44s %9.3f s (%u samples a channel, %u events)\n", what, cpu_s () - begin,
      record->times->len, tlm_timeline_n_events (timeline));
}

int
main (void)
{
  static const CorpusVariant variants[] = {
    { .name = "altitude", .rate_hz = 100, .channels = { [RECORD_ALTITUDE] = { 0.1, 1 } } },
    { .name = "altitude and speed", .rate_hz = 100,
      .channels = { [RECORD_ALTITUDE] = { 0.1, 1 }, [RECORD_SPEED] = { 0.1, 0.1 } } },
    { .name = "and vertical speed, load", .rate_hz = 100,
      .channels = { [RECORD_ALTITUDE] = { 0.1, 1 }, [RECORD_SPEED] = { 0.1, 0.1 },
          [RECORD_VERTICAL_SPEED] = { 0.1, 0.1 }, [RECORD_G_LOAD] = { 0.01, 0.2 } } },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmProfile) profile = tlm_profile_load (TLM_PROFILE_GENERIC, &error);
  g_autoptr (CorpusFlight) flight = long_flight ();

  if (!profile) {
    fprintf (stderr, "%s\n", error->message);
    return 1;
  }
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    bench (flight, &variants[i], profile);
  return 0;
}
