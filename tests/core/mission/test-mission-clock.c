/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/mission/mission-clock.h"
#include "core/time/iso8601.h"

static TlmMissionClock *
read_clock (const char *text, GError **error)
{
  g_autoptr (TlmMission) mission = tlm_mission_parse (text, -1, "/x/y.mission", error);

  return mission ? tlm_mission_clock_new (mission, error) : NULL;
}

static TlmInstant
utc (const char *text)
{
  TlmInstant instant = 0;

  g_assert_true (tlm_iso8601_parse (text, strlen (text), TLM_SCALE_UTC, &instant));
  return instant;
}

/* What the wall says, what T and L say. Worked out by hand: T-0 at 12:00:00,
 * holds of 10 min at T-4 min and 90 s at T-40 s. */
static void
test_holds (void)
{
  static const struct { const char *wall, *t, *l; gboolean holding; } rows[] = {
    { "2021-10-05T11:30:00Z", "T-00:18:30", "L-00:30:00", FALSE },
    { "2021-10-05T11:44:29Z", "T-00:04:01", "L-00:15:31", FALSE },
    { "2021-10-05T11:44:30Z", "T-00:04:00", "L-00:15:30", TRUE },
    { "2021-10-05T11:54:29Z", "T-00:04:00", "L-00:05:31", TRUE },
    { "2021-10-05T11:54:30Z", "T-00:04:00", "L-00:05:30", FALSE },
    { "2021-10-05T11:57:50Z", "T-00:00:40", "L-00:02:10", TRUE },
    { "2021-10-05T11:59:20Z", "T-00:00:40", "L-00:00:40", FALSE },
    { "2021-10-05T11:59:59Z", "T-00:00:01", "L-00:00:01", FALSE },
    { "2021-10-05T12:00:00Z", "T+00:00:00", "L+00:00:00", FALSE },
    { "2021-10-06T13:01:12Z", "T+25:01:12", "L+25:01:12", FALSE },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmMissionClock) clock = read_clock ("[mission]\nliftoff=2021-10-05T12:00:00Z\n"
      "[clock]\nholds=-00:00:40/90, -00:04:00/00:10:00\n", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmCountdown count = tlm_mission_clock_at (clock, utc (rows[i].wall));
    TlmClockText t = tlm_countdown_text (&count, TLM_CLOCK_FORM_T, 0);
    TlmClockText l = tlm_countdown_text (&count, TLM_CLOCK_FORM_L, 0);
    g_autofree char *t_text = g_strconcat (t.prefix, t.text, NULL);
    g_autofree char *l_text = g_strconcat (l.prefix, l.text, NULL);
    g_assert_cmpstr (t_text, ==, rows[i].t);
    g_assert_cmpstr (l_text, ==, rows[i].l);
    g_assert_cmpint (t.holding, ==, rows[i].holding);
  }
}

/* A recycle to T-10 min at 11:58 gives T-0 at 12:08 and the holds beyond it; a
 * new T-0 the day after; it lifts off 3 s late. */
static void
test_recycles (void)
{
  static const struct { const char *wall, *t; } rows[] = {
    { "2021-10-05T11:57:00Z", "T-00:02:00" }, { "2021-10-05T11:58:00Z", "T-00:10:00" },
    { "2021-10-05T12:05:00Z", "T-00:03:00" }, { "2021-10-05T12:06:00Z", "T-00:02:00" },
    { "2021-10-05T12:07:30Z", "T-00:02:00" }, { "2021-10-05T12:08:00Z", "T-00:01:30" },
    { "2021-10-05T12:20:00Z", "T-23:38:30" }, { "2021-10-06T11:59:59Z", "T-00:00:01" },
    { "2021-10-06T12:00:01Z", "T+00:00:01" }, { "2021-10-06T12:00:03Z", "T+00:00:00" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmMissionClock) clock = read_clock ("[mission]\nliftoff=2021-10-06T12:00:03Z\n"
      "[clock]\nt-0=2021-10-05T12:00:00Z\nholds=-00:02:00/90\n"
      "recycles=2021-10-05T11:58:00Z/-00:10:00,2021-10-05T12:20:00Z/2021-10-06T12:00:00Z\n", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmCountdown count = tlm_mission_clock_at (clock, utc (rows[i].wall));
    TlmClockText t = tlm_countdown_text (&count, TLM_CLOCK_FORM_T, 0);
    g_autofree char *text = g_strconcat (t.prefix, t.text, NULL);
    g_test_message ("%s", rows[i].wall);
    g_assert_cmpstr (text, ==, rows[i].t);
  }
}

static void
test_forms (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmMissionClock) clock = read_clock ("[mission]\nliftoff=2021-10-05T08:55:02Z\n", &error);
  g_autoptr (TlmMissionClock) none = read_clock ("[mission]\nname=x\n", &error);
  TlmCountdown count = tlm_mission_clock_at (clock, utc ("2021-10-05T08:56:14.250Z"));

  g_assert_cmpstr (tlm_countdown_text (&count, TLM_CLOCK_FORM_T, 1).text, ==, "00:01:12.2");
  g_assert_cmpstr (tlm_countdown_text (&count, TLM_CLOCK_FORM_UTC, 0).text, ==, "08:56:14");
  g_assert_cmpstr (tlm_countdown_text (&count, TLM_CLOCK_FORM_GMT, 2).text, ==, "278/08:56:14.25");
  g_assert_cmpstr (tlm_countdown_text (&count, TLM_CLOCK_FORM_MET, 0).prefix, ==, "MET");
  g_assert_cmpstr (tlm_countdown_text (&count, TLM_CLOCK_FORM_MET, 1).text, ==, "000/00:01:12.2");
  count = tlm_mission_clock_at (clock, utc ("2021-10-17T04:35:00Z"));
  g_assert_cmpstr (tlm_countdown_text (&count, TLM_CLOCK_FORM_MET, 0).text, ==, "011/19:39:58");
  count = tlm_mission_clock_at (clock, utc ("2021-10-05T08:51:02Z"));
  g_assert_cmpstr (tlm_countdown_text (&count, TLM_CLOCK_FORM_MET, 0).text, ==, "-000/00:04:00");
  count = tlm_mission_clock_at (none, utc ("2021-10-05T08:56:14Z"));
  g_assert_cmpstr (tlm_countdown_text (&count, TLM_CLOCK_FORM_L, 0).text, ==, "--:--:--");
  g_assert_cmpstr (tlm_countdown_text (&count, TLM_CLOCK_FORM_L, 0).prefix, ==, "L-");
  count = tlm_mission_clock_at_elapsed (none, -90 * TLM_SECOND);
  g_assert_cmpstr (tlm_countdown_text (&count, TLM_CLOCK_FORM_T, 0).text, ==, "00:01:30");
  g_assert_cmpstr (tlm_countdown_text (&count, TLM_CLOCK_FORM_UTC, 0).text, ==, "--:--:--");
}

/* Half a second before T-0 a second is left; T- 00:00:00 never stands. */
static void
test_before_zero (void)
{
  static const struct {
    TlmDuration ms;
    guint decimals;
    const char *t, *met;
  } rows[] = {
    { -500, 0, "T-00:00:01", "-000/00:00:01" }, { -500, 1, "T-00:00:00.5", "-000/00:00:00.5" },
    { -1, 0, "T-00:00:01", "-000/00:00:01" }, { -1, 1, "T-00:00:00.1", "-000/00:00:00.1" },
    { -1000, 0, "T-00:00:01", "-000/00:00:01" }, { -1001, 0, "T-00:00:02", "-000/00:00:02" },
    { 0, 0, "T+00:00:00", "000/00:00:00" }, { 999, 0, "T+00:00:00", "000/00:00:00" },
    { -3599999, 0, "T-01:00:00", "-000/01:00:00" }, { 90061500, 1, "T+25:01:01.5", "001/01:01:01.5" },
  };
  g_autoptr (TlmMissionClock) none = read_clock ("[mission]\nname=x\n", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmCountdown count = tlm_mission_clock_at_elapsed (none, rows[i].ms * (TLM_SECOND / 1000));
    TlmClockText t = tlm_countdown_text (&count, TLM_CLOCK_FORM_T, rows[i].decimals);
    TlmClockText met = tlm_countdown_text (&count, TLM_CLOCK_FORM_MET, rows[i].decimals);
    g_autofree char *text = g_strconcat (t.prefix, t.text, NULL);
    g_assert_cmpstr (text, ==, rows[i].t);
    g_assert_cmpstr (met.text, ==, rows[i].met);
  }
}

static void
test_errors (void)
{
  static const char *const bad[] = {
    "[clock]\nt-0=soon\n", "[clock]\nt-0=T-10\n", "[clock]\nholds=-00:04:00\n",
    "[clock]\nholds=00:04:00/60\n", "[clock]\nholds=-240/-60\n", "[clock]\nholds=-240/\n",
    "[clock]\nrecycles=-240/-600\n", "[clock]\nrecycles=2021-10-05T08:50:00Z\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (read_clock (bad[i], &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_MISSION);
    g_assert_nonnull (strstr (error->message, "y.mission:2: [clock]"));
  }
}

/* Times that 64 bits do not tell apart are not told, and holds that would overflow are refused. */
static void
test_far (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmMissionClock) clock = read_clock ("[mission]\nliftoff=1900-01-02T00:00:00Z\n", &error);
  g_autoptr (TlmMissionClock) held = NULL;
  TlmCountdown count = tlm_mission_clock_at (clock, utc ("2199-12-30T00:00:00Z"));

  g_assert_no_error (error);
  g_assert_cmpint (count.t_ns, ==, TLM_TIME_NONE);
  count = tlm_mission_clock_at (clock, utc ("2190-01-02T00:00:00Z"));
  g_assert_cmpint (count.t_ns / TLM_SECOND / 86400, ==, 105921);
  g_clear_pointer (&clock, tlm_mission_clock_free);
  clock = read_clock ("[clock]\nt-0=2199-12-30T00:00:00Z\n", &error);
  g_assert_no_error (error);
  g_assert_cmpint (tlm_mission_clock_at (clock, utc ("1900-01-02T00:00:00Z")).t_ns, ==, TLM_TIME_NONE);
  held = read_clock ("[clock]\nt-0=2021-01-01T00:00:00Z\nholds=-1/3000000000, -2/3000000000\n", &error);
  g_assert_null (held);
  g_assert_nonnull (strstr (error->message, "100 years"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mission-clock/holds", test_holds);
  g_test_add_func ("/mission-clock/recycles", test_recycles);
  g_test_add_func ("/mission-clock/forms", test_forms);
  g_test_add_func ("/mission-clock/before-zero", test_before_zero);
  g_test_add_func ("/mission-clock/errors", test_errors);
  g_test_add_func ("/mission-clock/far", test_far);
  return g_test_run ();
}
