/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is let go of is not missed: of random flights for hours, with gaps and with events that are given late, an engine
 * that lets go of the past says at any moment what one says that keeps it. */
#include <math.h>

#include "core/phases/engine.h"
#include "live-timeline.h"

#define EVERY_S 60

/* So many samples a minute for so many hours; close ones scatter, and are measured by their means. */
typedef struct {
  guint seed;
  gint64 per_minute, hours;
  double scatter_m;
} Row;

static const Row rows[] = {
  { 0, 15, 27 }, { 1, 15, 27 }, { 2, 15, 27 },
  { 5, 3000, 4, 0.3 },
};

/* What holds for long, what is dated back, by a maximum and by what armed it, what is refuted, and what comes again. */
static const char profile_text[] =
  "[track way]\n[track air]\n"
  "[phase rise]\ntrack=way\nstart=yes\nafter=rest,fall,sink,mark\nrepeat=yes\nrule=rising\ndwell=240\nedge=speed\n"
  "end=rise-end\nleave=not rising\nleave-dwell=60\n"
  "[phase fall]\ntrack=way\nstart=yes\nafter=rise,rise-end,rest\nrepeat=yes\narm=not rising\nrule=climb < -3 m/s\n"
  "dwell=20\nby-arm=yes\nzero=climb\n"
  "[phase sink]\ntrack=way\nafter=fall,rise,rest\nrepeat=yes\nrule=falling and climb > -2 m/s\nbackdate=yes\ndwell=120\n"
  "wait=300\n"
  "[phase rest]\ntrack=way\nafter=rise,rise-end,fall,sink\nrepeat=yes\nrule=not rising and not falling\ndwell=600\n"
  "refute=rising or falling\nwait=60\n"
  "[phase fastest]\ntrack=air\nafter=rise,note\nrepeat=yes\nrule=of-peak(pace) < 0.8\nat=pace\nbackdate=yes\ndwell=8\n"
  "[phase slow]\ntrack=air\nafter=fastest,note\nrepeat=yes\nrule=pace < 2 m/s and since(fastest) > 600 s\ndwell=40\nedge=speed\n"
  "[phase mark]\ntrack=way\nafter=rise,fall,rest,sink\nrepeat=yes\n"
  "[phase note]\ntrack=air\nafter=fastest,slow\nrepeat=yes\n";

typedef struct {
  TlmTimeline *timeline;
  TlmPhaseEngine *engine;
} Side;

/* So long one climb, or none at all. */
typedef struct {
  gint64 until_s;
  double climb_m_s, altitude_m;
  gboolean is_gap;
} Leg;

static void
next_leg (Leg *leg, GRand *random)
{
  static const double climbs_m_s[] = { -9, -5, -1, 0, 0, 1, 4, 12 };

  leg->until_s += g_rand_int_range (random, 120, 2400);
  leg->climb_m_s = climbs_m_s[g_rand_int_range (random, 0, G_N_ELEMENTS (climbs_m_s))];
  leg->is_gap = g_rand_int_range (random, 0, 8) == 0;
}

static void
fly (Leg *leg, double t_s, double step_s, GRand *random)
{
  if (t_s >= (double) leg->until_s)
    next_leg (leg, random);
  if (leg->altitude_m + step_s * leg->climb_m_s < 0)
    leg->climb_m_s = 0;
  leg->altitude_m += step_s * leg->climb_m_s;
}

static void
add_sample (const Side *side, gint64 time_ns, const Leg *leg, double off_m)
{
  const double values[] = { leg->altitude_m + off_m, fabs (leg->climb_m_s), leg->climb_m_s };

  for (guint i = 0; i < G_N_ELEMENTS (live_channels); i++)
    tlm_series_append (live_series (side->timeline, live_channels[i]), time_ns, values[i]);
}

static void
assert_alike (const TlmTimeline *a, const TlmTimeline *b)
{
  live_assert_same_events (a, b);
  for (guint i = 0; i < tlm_timeline_n_events (a); i++)
    g_assert_true (tlm_event_equal (tlm_timeline_event (a, i), tlm_timeline_event (b, i)));
}

static void
give (Side sides[2], gint64 time_s, const char *id)
{
  for (guint i = 0; i < 2; i++)
    tlm_timeline_add_event (sides[i].timeline, tlm_event_new (time_s * TLM_SECOND, id, NULL, NULL, "log",
            TLM_CONFIDENCE_GIVEN));
}

/* Once in an hour or two, up to fifty minutes late. */
static void
give_now_and_then (Side sides[2], gint64 second, GRand *random)
{
  static const char *const ids[] = { "mark", "note" };

  if (g_rand_int_range (random, 0, 90) == 0)
    give (sides, second - g_rand_int_range (random, 0, 3000), ids[g_rand_int_range (random, 0, G_N_ELEMENTS (ids))]);
}

/* A channel that no rule asks for, so that what rules ask for is the same for both. */
static void
thin_other (TlmTimeline *timeline, gint64 second)
{
  TlmSeries *series = live_series (timeline, TLM_CHANNEL_HEADING);

  for (gint64 now = second; now < second + EVERY_S; now += 4)
    tlm_series_append (series, now * TLM_SECOND, 90);
  tlm_series_seal (series);
  tlm_series_thin (series, (second - 1200) * TLM_SECOND, 600 * TLM_SECOND);
}

/* A minute of both. */
static void
fly_on (Side sides[2], Leg *leg, gint64 second, const Row *row, GRand *random)
{
  for (gint64 i = 0; i < row->per_minute; i++) {
    gint64 time_ns = second * TLM_SECOND + i * 60 * TLM_SECOND / row->per_minute;
    double off_m = row->scatter_m * g_rand_double_range (random, -1, 1);
    fly (leg, tlm_duration_to_s (time_ns), 60 / (double) row->per_minute, random);
    for (guint k = 0; k < 2 && !leg->is_gap; k++)
      add_sample (&sides[k], time_ns, leg, off_m);
  }
}

static void
test_random (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (row->seed);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmProfile) profile = tlm_profile_parse (profile_text, -1, "held", &error);
  Leg leg = { 0 };
  Side sides[2];

  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    sides[i] = (Side) { live_timeline (0), tlm_phase_engine_new (profile) };
  for (gint64 second = 0; second < row->hours * 3600; second += EVERY_S) {
    fly_on (sides, &leg, second, row, random);
    give_now_and_then (sides, second, random);
    for (guint i = 0; i < 2; i++) {
      live_seal (sides[i].timeline);
      if (i == 0)
        thin_other (sides[i].timeline, second);
      tlm_phase_engine_update (sides[i].engine, sides[i].timeline, second * TLM_SECOND);
    }
    assert_alike (sides[0].timeline, sides[1].timeline);
  }
  g_test_message ("%u events, %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " instants",
      tlm_timeline_n_events (sides[0].timeline), tlm_phase_engine_n_held (sides[0].engine, 0),
      tlm_phase_engine_n_held (sides[1].engine, 0));
  g_assert_cmpuint (tlm_timeline_n_events (sides[0].timeline), >, 5);
  g_assert_cmpuint (tlm_phase_engine_n_held (sides[0].engine, 0), <, tlm_phase_engine_n_held (sides[1].engine, 0) / 2);
  for (guint i = 0; i < 2; i++) {
    tlm_phase_engine_free (sides[i].engine);
    tlm_timeline_unref (sides[i].timeline);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("/phases-held/%u", i);
    g_test_add_data_func (path, &rows[i], test_random);
  }
  return g_test_run ();
}
