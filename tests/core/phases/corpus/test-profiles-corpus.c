/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Simulated flights read with the profile that was made for such flights, against what is known
 * of them: of each profile what it has rules for is asked.
 *
 *   test-profiles-corpus [PROFILE]             all profiles, or one
 *
 * TELEMETRY_CORPUS_LIST=1 lists each fault with the seed of its flight. */
#include <string.h>

#include "core/phases/engine.h"
#include "score.h"

/* What each profile reaches today, rounded down; found at least, invented and flights with a wrong
 * phase at most, all in per cent. Soyuz has one parachute where the corpus has two; a Starship's
 * booster burns on at MECO and not on its way down, which Falcon's flights do. */
static const struct {
  const char *profile, *kind, *vehicle;
  guint found, invented, wrong;
} rows[] = {
  { "sounding-rocket", "sounding", "", 100, 0, 0 },
  { "sounding-rocket", "sounding-parachute", "", 97, 0, 8 },
  { "sounding-rocket", "model-dual", "", 92, 3, 0 },
  { "balloon", "balloon", "", 100, 0, 0 },
  { "capsule-entry", "capsule-entry", "", 100, 0, 0 },
  { "soyuz", "capsule-entry", "", 68, 0, 0 },
  { "starship", "booster-return", "booster", 71, 0, 90 },
  { "shuttle", "orbit-boosters", "", 100, 0, 0 },
  { "lunar-landing", "moon-descent", "", 100, 0, 13 },
  { "lunar-landing", "moon-hover", "", 100, 0, 0 },
  { "new-shepard", "shepard-booster", "booster", 93, 0, 12 },
  { "new-shepard", "shepard-capsule", "capsule", 94, 0, 0 },
  { "falcon9", "booster-return", "booster", 98, 0, 0 },
  { "falcon9", "booster-ship", "booster", 96, 0, 0 },
  { "falcon9", "orbit-two-stages", "stage2", 96, 5, 20 },
  { "electron", "orbit-two-stages", "", 100, 0, 10 },
  { "ariane", "orbit-boosters", "", 100, 0, 0 },
  { "docking", "docking", "", 50, 0, 0 },
};

static const char *only_profile;

/* NASA's profile has entry begin at 400,000 ft, higher than the corpus does. */
#define ENTRY_INTERFACE_M 121920

static void
raise_entry (CorpusFlight *flight)
{
  for (guint i = 0; i < flight->truth->events->len; i++) {
    CorpusEvent *event = &g_array_index (flight->truth->events, CorpusEvent, i);
    double lower_s = event->t_s;
    if (event->kind != TRUTH_ENTRY)
      continue;
    event->t_s = -1e9;       /* a flight that begins below it has none */
    for (guint j = flight->points->len; event->t_s < 0 && j-- > 0;) {
      const CorpusPoint *point = &g_array_index (flight->points, CorpusPoint, j);
      if (point->t_s <= lower_s && point->height_m >= ENTRY_INTERFACE_M)
        event->t_s = point->t_s;
    }
  }
}

static CorpusScore
score_one (const TlmProfile *profile, const CorpusKind *kind, const CorpusVariant *variant,
    guint32 seed, const char *vehicle)
{
  g_autoptr (CorpusFlight) flight = corpus_kind_fly (kind, seed);
  g_autoptr (CorpusRecord) record = corpus_record_new (flight, variant, seed);
  g_autoptr (TlmTimeline) timeline = NULL;
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  CorpusScore score;

  if (strcmp (profile->name, "capsule-entry") == 0)
    raise_entry (flight);
  record->vehicle = vehicle;
  timeline = corpus_record_timeline (record, record->times->len);
  tlm_phases_find (profile, timeline);
  score = corpus_score (record, profile, timeline, faults);
  for (guint i = 0; g_getenv ("TELEMETRY_CORPUS_LIST") && i < faults->len; i++)
    g_print ("# %s --kind %s --variant %s --seed %u: %s\n", profile->name, kind->name,
        variant->name, seed, (const char *) faults->pdata[i]);
  return score;
}

/* Every recorder of such a flight that shows more than its height, at rates that are quick to read. */
static gboolean
is_read (const CorpusKind *kind, const CorpusVariant *variant)
{
  return (kind->recorders & variant->recorders) && variant->rate_hz <= 10 &&
      !g_str_has_prefix (variant->name, "altitude") && !g_str_has_suffix (variant->name, "-altitude");
}

static void
test_row (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data), k = 0;
  const CorpusKind *kind = corpus_kind_find (rows[row].kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmProfile) profile = tlm_profile_load (rows[row].profile, &error);
  CorpusScore sum = { 0 };

  g_assert_no_error (error);
  for (; strcmp (corpus_kinds[k].name, kind->name) != 0; k++) {
  }
  for (guint v = 0; v < corpus_n_variants (); v++) {
    CorpusScore one;
    if (!is_read (kind, &corpus_variants[v]))
      continue;
    one = score_one (profile, kind, &corpus_variants[v], 1000 * k + 10 * v, rows[row].vehicle);
    corpus_score_add (&sum, &one);
  }
  g_print ("# %-16s %-20s %3u flights, %3u of %3u found, %2u misplaced, %2u of %3u invented, "
      "wrong for %5.0f s in %u flights\n", profile->name, kind->name, sum.flights, sum.found,
      sum.asked, sum.misplaced, sum.invented, sum.said, sum.wrong_s, sum.wrong_flights);
  g_assert_cmpuint (sum.asked, >, 0);
  g_assert_cmpuint (100 * sum.found, >=, rows[row].found * sum.asked);
  g_assert_cmpuint (100 * sum.invented, <=, rows[row].invented * sum.said);
  g_assert_cmpuint (100 * sum.wrong_flights, <=, rows[row].wrong * sum.flights);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  only_profile = argc > 1 ? argv[1] : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *name = g_strdup_printf ("/profiles-corpus/%s/%s", rows[i].profile, rows[i].kind);
    if (!only_profile || strcmp (only_profile, rows[i].profile) == 0)
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_row);
  }
  return g_test_run ();
}
