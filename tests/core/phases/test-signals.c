/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the rules see: the same however samples came, and no more than is known of the body. */
#include <math.h>

#include "core/log/log.h"
#include "core/phases/signals.h"

static TlmTimeline *
timeline_of_two (TlmChannelId channel, TlmChannelId other)
{
  g_autoptr (TlmLog) log = tlm_log_new ("signals", "signals");
  TlmTimeline *timeline = tlm_timeline_new ();

  log->clock = TLM_CLOCK_ELAPSED;
  tlm_log_track (tlm_log_vehicle (log, ""), tlm_channel_get (channel)->name, TLM_QUANTITY_NONE);
  if (other != channel)
    tlm_log_track (tlm_log_vehicle (log, ""), tlm_channel_get (other)->name, TLM_QUANTITY_NONE);
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

static TlmTimeline *
timeline_of (TlmChannelId channel)
{
  return timeline_of_two (channel, channel);
}

static TlmSeries *
series_of (TlmTimeline *timeline, TlmChannelId channel)
{
  return tlm_timeline_track (timeline, 0, channel)->series;
}

static TlmProfile *
profile_of_thrust (void)
{
  g_autoptr (GError) error = NULL;
  TlmProfile *profile = tlm_profile_parse ("[phase burn]\nstart=yes\nrule=thrusting or braking\n", -1,
      "thrust", &error);

  g_assert_no_error (error);
  return profile;
}

#define RATE_HZ 100
#define SAMPLES (60 * RATE_HZ)

/* A barometer that is read a hundred times a second, with a gap, and steps of 0.1 m. */
static gboolean
sample_at (guint i, GRand *random, gint64 *time_ns, double *value)
{
  double t = (double) i / RATE_HZ, noise = g_rand_double_range (random, -1, 1);

  *time_ns = (gint64) i * TLM_SECOND / RATE_HZ;
  *value = 0.1 * floor (10 * (100 + (t < 10 ? 0 : 4 * (t - 10) * (t - 10)) + noise));
  return t < 30 || t > 36;
}

static void
assert_same (double a, double b)
{
  if (isnan (a) || isnan (b))
    g_assert_true (isnan (a) && isnan (b));
  else
    g_assert_cmpfloat (a, ==, b);
}

static void
assert_same_climb (const TlmSignals *a, const TlmSignals *b)
{
  guint known = 0;

  g_assert_cmpuint (tlm_signals_length (a), ==, tlm_signals_length (b));
  for (gsize i = 0; i < tlm_signals_length (a); i++) {
    double climb = tlm_signals_value (a, i, TLM_RULE_CLIMB, 0);
    assert_same (climb, tlm_signals_value (b, i, TLM_RULE_CLIMB, 0));
    assert_same (tlm_signals_error (a, i, TLM_RULE_CLIMB), tlm_signals_error (b, i, TLM_RULE_CLIMB));
    known += !isnan (climb);
  }
  g_assert_cmpuint (known, >, 300);
}

/* In pieces, and where LATE_EVERY is not 0 one of so many samples a second late. */
static void
test_grows (gconstpointer data)
{
  guint late_every = GPOINTER_TO_UINT (data);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (TlmProfile) profile = tlm_profile_parse ("[phase up]\nstart=yes\nrule=rising and climb > 1 m/s\n",
      -1, "up", NULL);
  g_autoptr (TlmTimeline) live = timeline_of (TLM_CHANNEL_ALTITUDE);
  g_autoptr (TlmTimeline) whole = timeline_of (TLM_CHANNEL_ALTITUDE);
  g_autoptr (TlmSignals) grown = tlm_signals_new (profile);
  g_autoptr (TlmSignals) once = tlm_signals_new (profile);
  TlmSeries *in = series_of (live, TLM_CHANNEL_ALTITUDE);
  TlmSeries *all = series_of (whole, TLM_CHANNEL_ALTITUDE);
  gint64 oldest = G_MAXINT64, late_ns = 0;
  double late_value = NAN;

  for (guint i = 0; i < SAMPLES; i++) {
    gint64 time;
    double value;
    if (!sample_at (i, random, &time, &value))
      continue;
    tlm_series_append (all, time, value);
    if (late_every > 0 && i % late_every == 0 && isnan (late_value)) {
      late_ns = time;
      late_value = value;
    } else {
      tlm_series_append (in, time, value);
      oldest = MIN (oldest, time);
    }
    if (!isnan (late_value) && (time - late_ns > TLM_SECOND || i + 1 == SAMPLES)) {
      tlm_series_append (in, late_ns, late_value);
      oldest = MIN (oldest, late_ns);
      late_value = NAN;
    }
    if (i % 37 != 0 && i + 1 < SAMPLES)
      continue;
    tlm_series_seal (in);
    tlm_signals_update (grown, live, 0, oldest);
    oldest = G_MAXINT64;
  }
  tlm_series_seal (all);
  tlm_signals_update (once, whole, 0, G_MININT64);
  assert_same_climb (grown, once);
}

/* Of a barometer read fifty times a second: what is left after the first instants were let go of, and what comes then, is
 * what it is where all are kept. */
static void
test_drop (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (TlmProfile) profile = tlm_profile_parse ("[phase up]\nstart=yes\nrule=rising and climb > 1 m/s\n",
      -1, "up", NULL);
  g_autoptr (TlmTimeline) timeline = timeline_of (TLM_CHANNEL_ALTITUDE);
  g_autoptr (TlmSignals) all = tlm_signals_new (profile);
  g_autoptr (TlmSignals) late = tlm_signals_new (profile);
  TlmSeries *series = series_of (timeline, TLM_CHANNEL_ALTITUDE);
  gsize dropped = 0;

  for (gint64 second = 0; second < 1800; second += 10) {
    for (gint64 i = 0; i < 500; i++)
      tlm_series_append (series, second * TLM_SECOND + i * TLM_SECOND / 50,
          3 * (double) second + 0.06 * (double) i + g_rand_double_range (random, -0.3, 0.3));
    tlm_series_seal (series);
    tlm_signals_update (all, timeline, 0, second * TLM_SECOND);
    tlm_signals_update (late, timeline, 0, second * TLM_SECOND);
    if (second == 1200)
      dropped = tlm_signals_drop (late, tlm_signals_find (late, 1000 * TLM_SECOND));
  }
  g_assert_cmpuint (dropped, >=, 3900);
  g_assert_cmpuint (tlm_signals_length (all), ==, dropped + tlm_signals_length (late));
  for (gsize i = 0; i < tlm_signals_length (late); i++) {
    g_assert_cmpint (tlm_signals_time (late, i), ==, tlm_signals_time (all, dropped + i));
    assert_same (tlm_signals_value (late, i, TLM_RULE_CLIMB, 0), tlm_signals_value (all, dropped + i, TLM_RULE_CLIMB, 0));
    assert_same (tlm_signals_error (late, i, TLM_RULE_CLIMB), tlm_signals_error (all, dropped + i, TLM_RULE_CLIMB));
  }
}

/* Climbs at 400 m/s, and slows as the Moon would slow it, 1.62 m/s²; before that, where FALLS, it
 * is seen to fall as only the Earth pulls. */
static double
thrusts (gboolean falls, TlmSiteBody body)
{
  g_autoptr (TlmProfile) profile = profile_of_thrust ();
  g_autoptr (TlmTimeline) timeline = timeline_of (TLM_CHANNEL_VERTICAL_SPEED);
  g_autoptr (TlmSignals) signals = tlm_signals_new (profile);
  TlmSeries *series = series_of (timeline, TLM_CHANNEL_VERTICAL_SPEED);
  const TlmTimelineSite site = { .body = body };

  tlm_timeline_set_site (timeline, &site);
  for (guint i = 0; falls && i < 200; i++)
    tlm_series_append (series, (gint64) i * TLM_SECOND / 10, 20 - 0.98 * i);
  for (guint i = 0; i < 300; i++)
    tlm_series_append (series, (gint64) (i + 400) * TLM_SECOND / 10, 400 - 0.162 * i);
  tlm_series_seal (series);
  tlm_signals_update (signals, timeline, 0, G_MININT64);
  return tlm_signals_value (signals, tlm_signals_find (signals, 55 * TLM_SECOND), TLM_RULE_THRUSTING, 0);
}

static void
test_gravity (void)
{
  g_assert_true (isnan (thrusts (FALSE, TLM_SITE_UNKNOWN)));
  g_assert_cmpfloat (thrusts (TRUE, TLM_SITE_UNKNOWN), ==, 1);
  g_assert_cmpfloat (thrusts (FALSE, TLM_SITE_EARTH), ==, 1);
  g_assert_cmpfloat (thrusts (FALSE, TLM_SITE_MOON), ==, 0);
}

/* Comes down at 3 m/s and stops at HOVER_M; where BEGINS_AT_REST it went up from the ground first. */
#define HOVER_M 80

static double
hover_m (double t_s, gboolean begins_at_rest)
{
  double down = MAX (HOVER_M, 500 - 3 * t_s);

  return begins_at_rest ? CLAMP (5 * (t_s - 20), 0, down) : down;
}

static double
on_ground (gboolean begins_at_rest, double ground_m, TlmSiteBody body)
{
  g_autoptr (TlmProfile) profile = tlm_profile_parse ("[phase down]\nstart=yes\nrule=on-ground and height < 9 m\n",
      -1, "down", NULL);
  g_autoptr (TlmTimeline) timeline = timeline_of (TLM_CHANNEL_ALTITUDE);
  g_autoptr (TlmSignals) signals = tlm_signals_new (profile);
  TlmSeries *series = series_of (timeline, TLM_CHANNEL_ALTITUDE);
  const TlmTimelineSite site = { .body = body };

  tlm_timeline_set_site (timeline, &site);
  for (guint i = 0; i < 2000; i++)
    tlm_series_append (series, (gint64) i * TLM_SECOND / 10,
        0.1 * floor (10 * (hover_m (i / 10.0, begins_at_rest) - ground_m)));
  tlm_series_seal (series);
  tlm_signals_update (signals, timeline, 0, G_MININT64);
  g_assert_cmpfloat (tlm_signals_value (signals, tlm_signals_find (signals, 180 * TLM_SECOND),
      TLM_RULE_AT_REST, 0), ==, 1);
  return tlm_signals_value (signals, tlm_signals_find (signals, 180 * TLM_SECOND), TLM_RULE_ON_GROUND, 0);
}

/* What stops above the ground may hover, and the ground is not where it first stops. */
static void
test_ground (void)
{
  g_assert_true (isnan (on_ground (FALSE, 0, TLM_SITE_MOON)));
  g_assert_true (isnan (on_ground (FALSE, 0, TLM_SITE_UNKNOWN)));
  g_assert_true (isnan (on_ground (TRUE, 0, TLM_SITE_UNKNOWN)));
  g_assert_true (isnan (on_ground (TRUE, 0, TLM_SITE_EARTH)));
  g_assert_cmpfloat (on_ground (FALSE, HOVER_M, TLM_SITE_MOON), ==, 1);
  g_assert_cmpfloat (on_ground (FALSE, 0, TLM_SITE_EARTH), ==, 1);
}

/* Driven to the pad, at rest there, up: the height counts from the pad. */
static void
test_driven (void)
{
  g_autoptr (TlmProfile) profile = tlm_profile_parse ("[phase up]\nstart=yes\nrule=height > 9 m and rising\n",
      -1, "up", NULL);
  g_autoptr (TlmTimeline) timeline = timeline_of_two (TLM_CHANNEL_ALTITUDE, TLM_CHANNEL_SPEED);
  g_autoptr (TlmSignals) signals = tlm_signals_new (profile);
  const TlmTimelineSite site = { .body = TLM_SITE_EARTH };

  tlm_timeline_set_site (timeline, &site);
  for (guint i = 0; i < 4000; i++) {
    const double t = i / 10.0, up = MAX (t - 300, 0), speed = t < 100 ? 12 : up > 0 ? 3 : 0;
    const gint64 time_ns = (gint64) i * TLM_SECOND / 10;
    tlm_series_append (series_of (timeline, TLM_CHANNEL_ALTITUDE), time_ns, 120 + 3 * up);
    tlm_series_append (series_of (timeline, TLM_CHANNEL_SPEED), time_ns, speed);
  }
  tlm_series_seal (series_of (timeline, TLM_CHANNEL_ALTITUDE));
  tlm_series_seal (series_of (timeline, TLM_CHANNEL_SPEED));
  tlm_signals_update (signals, timeline, 0, G_MININT64);
  g_assert_cmpfloat_with_epsilon (tlm_signals_value (signals, tlm_signals_find (signals, 380 * TLM_SECOND),
      TLM_RULE_HEIGHT, 0), 240, 1);
}

#define EARTH_GM 3.986004418e14
#define EARTH_M 6378137.0

/* T seconds after perigee on an ellipse about the Earth, which its two altitudes give, by Kepler's equation. */
static void
kepler (double perigee_m, double apogee_m, double t_s, double *altitude_m, double *speed_m_s)
{
  const double axis = EARTH_M + (perigee_m + apogee_m) / 2, e = (apogee_m - perigee_m) / 2 / axis;
  const double mean = t_s * sqrt (EARTH_GM / (axis * axis * axis));
  double anomaly = mean, radius;

  for (guint i = 0; i < 50; i++)
    anomaly -= (anomaly - e * sin (anomaly) - mean) / (1 - e * cos (anomaly));
  radius = axis * (1 - e * cos (anomaly));
  *altitude_m = radius - EARTH_M;
  *speed_m_s = sqrt (EARTH_GM * (2 / radius - 1 / axis));
}

/* What on-orbit is LOOK seconds after perigee, of an altitude in grains of GRAIN from FROM to TO. */
static double
on_orbit (double perigee_km, double apogee_km, double grain_m, gboolean has_speed, gint from_s, gint to_s,
    gint look_s)
{
  g_autoptr (TlmProfile) profile = tlm_profile_parse ("[phase orbit]\nstart=yes\nrule=on-orbit\n", -1, "orbit", NULL);
  g_autoptr (TlmTimeline) timeline = timeline_of_two (TLM_CHANNEL_ALTITUDE,
      has_speed ? TLM_CHANNEL_SPEED_INERTIAL : TLM_CHANNEL_ALTITUDE);
  g_autoptr (TlmSignals) signals = tlm_signals_new (profile);
  const TlmTimelineSite site = { .body = TLM_SITE_EARTH };

  tlm_timeline_set_site (timeline, &site);
  for (gint t = from_s; t <= to_s; t++) {
    double altitude, speed;
    kepler (perigee_km * 1e3, apogee_km * 1e3, t, &altitude, &speed);
    tlm_series_append (series_of (timeline, TLM_CHANNEL_ALTITUDE), t * TLM_SECOND, grain_m * floor (altitude / grain_m));
    if (has_speed)
      tlm_series_append (series_of (timeline, TLM_CHANNEL_SPEED_INERTIAL), t * TLM_SECOND, speed);
  }
  tlm_series_seal (series_of (timeline, TLM_CHANNEL_ALTITUDE));
  if (has_speed)
    tlm_series_seal (series_of (timeline, TLM_CHANNEL_SPEED_INERTIAL));
  tlm_signals_update (signals, timeline, 0, G_MININT64);
  return tlm_signals_value (signals, tlm_signals_find (signals, look_s * TLM_SECOND), TLM_RULE_ON_ORBIT, 0);
}

/* Yes or no only where the errors leave no other: what comes down in the air on its next turn is in no
 * orbit however coarse its altitude is, and the slow top of a long ellipse is no fall. */
static void
test_orbit (void)
{
  static const double low_km[] = { 20, 52, 77, 102 };

  /* A quarter of a turn after perigee it climbs fastest. */
  for (guint i = 0; i < G_N_ELEMENTS (low_km); i++)
    for (gint look = 1330; look <= 1420; look += 30)
      g_assert_false (on_orbit (low_km[i], 300, 1000, TRUE, 1320, 1320 + 120, look) == 1);
  g_assert_cmpfloat (on_orbit (180, 200, 1000, TRUE, 1320, 1440, 1400), ==, 1);
  g_assert_cmpfloat (on_orbit (180, 200, 1, TRUE, 1320, 1440, 1400), ==, 1);
  g_assert_cmpfloat (on_orbit (20, 300, 1, TRUE, 1320, 1440, 1400), ==, 0);
  g_assert_true (isnan (on_orbit (250, 35786, 1, FALSE, 15000, 22000, 18900)));
  g_assert_cmpfloat (on_orbit (250, 35786, 1, TRUE, 15000, 22000, 18900), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signals/drop", test_drop);
  g_test_add_data_func ("/signals/grows", GUINT_TO_POINTER (0), test_grows);
  g_test_add_data_func ("/signals/grows-late", GUINT_TO_POINTER (53), test_grows);
  g_test_add_func ("/signals/gravity", test_gravity);
  g_test_add_func ("/signals/ground", test_ground);
  g_test_add_func ("/signals/driven", test_driven);
  g_test_add_func ("/signals/orbit", test_orbit);
  return g_test_run ();
}
