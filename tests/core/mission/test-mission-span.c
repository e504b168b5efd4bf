/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Spans of a mission carry their unit; offsets keep their sign and their sense. */
#include <string.h>

#include "core/base/error.h"
#include "core/footage/sync.h"
#include "core/mission/mission-span.h"
#include "core/time/iso8601.h"
#include "flight-folder.h"

#define MS G_GINT64_CONSTANT (1000000)

/* Worked out by hand. */
static void
test_units (void)
{
  static const struct { const char *text; gint64 ns; } rows[] = {
    { "2", 2 * TLM_SECOND }, { "2.5", 2500 * MS }, { "-0.4", -400 * MS }, { "12.5s", 12500 * MS },
    { "2500ms", 2500 * MS }, { "-40 ms", -40 * MS }, { "+1.5min", 90 * TLM_SECOND },
    { "2h", 7200 * TLM_SECOND }, { "0.5h", 1800 * TLM_SECOND }, { "40us", 40000 },
    { "40\xc2\xb5s", 40000 }, { "40\xce\xbcs", 40000 }, { "7ns", 7 }, { "-7ns", -7 },
    { "1.9ns", 1 }, { "1.5d", 129600 * TLM_SECOND }, { " 3 s ", 3 * TLM_SECOND },
    { "00:01:12.5", 72500 * MS }, { "-1d02:03:04", -93784 * TLM_SECOND },
    { "0.1ms", 100000 }, { ".5s", 500 * MS }, { "0.0000000000000000000000000001s", 0 },
    { "36525d", G_GINT64_CONSTANT (3155760000) * TLM_SECOND },
    { "3155760000000ms", G_GINT64_CONSTANT (3155760000) * TLM_SECOND },
    { "00000000000000000000000000000000001ms", MS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmDuration span = 0;
    g_test_message ("%s", rows[i].text);
    g_assert_true (tlm_span_parse (rows[i].text, &span));
    g_assert_cmpint (span, ==, rows[i].ns);
  }
}

static void
test_wrong_spans (void)
{
  static const char *const rows[] = { "", " ", "ms", "2m", "2 minutes", "1e3", "1e3ms", "2,5ms",
    "--2ms", "2ms2", "1.2.3ms", "0x10ms", "36525.1d", "3155760000001ms", "99999999999999999999999h",
    "3155760001", "nan", "\xffms" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmDuration span = 42;
    g_autofree char *shown = g_strescape (rows[i], NULL);
    g_test_message ("%s", shown);
    g_assert_false (tlm_span_parse (rows[i], &span));
    g_assert_cmpint (span, ==, 42);
  }
}

static void
test_event_times (void)
{
  TlmClock clock = TLM_CLOCK_TAI;
  gint64 time = 42;
  g_autoptr (GError) error = NULL;

  g_assert_true (tlm_event_time_parse ("T-1:30", &clock, &time, NULL));
  g_assert_cmpint (clock, ==, TLM_CLOCK_ELAPSED);
  g_assert_cmpint (time, ==, -90 * TLM_SECOND);
  g_assert_true (tlm_event_time_parse ("1.5min", &clock, &time, NULL));
  g_assert_cmpint (time, ==, 90 * TLM_SECOND);
  /* 1970-01-01T00:01:00Z is 60 s of POSIX time; TAI was 10 s ahead when UTC had whole
   * leap seconds first, in 1972: 63072000 s of POSIX time. */
  g_assert_true (tlm_event_time_parse ("1972-01-01T00:00:00Z", &clock, &time, NULL));
  g_assert_cmpint (clock, ==, TLM_CLOCK_TAI);
  g_assert_cmpint (time, ==, (63072000 + 10) * TLM_SECOND);
  time = 42;
  g_assert_false (tlm_event_time_parse ("soon", &clock, &time, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
  g_assert_cmpint (time, ==, 42);
}

/* What [mission] time-offset gives, and how many warnings. */
static void
test_mission_offset (void)
{
  static const struct { const char *text; gint64 ns; const char *warning; } rows[] = {
    { "2", 2 * TLM_SECOND, NULL }, { "-2.5", -2500 * MS, NULL }, { "2500ms", 2500 * MS, NULL },
    { "-40ms", -40 * MS, NULL }, { "999999", 999999 * TLM_SECOND, NULL },
    { "2500000000", G_GINT64_CONSTANT (2500000000) * TLM_SECOND,
      "/x/a.mission:2: [mission] time-offset: 2500000000 seconds looks like nanoseconds; write 2.5 or 2500ms" },
    { "-1500000000", G_GINT64_CONSTANT (-1500000000) * TLM_SECOND, "write -1.5 or -1500ms" },
    { "500000000", 500000000 * TLM_SECOND, "write 0.5 or 500ms" },
    { "-40000000", -40000000 * TLM_SECOND, "write -0.04 or -40ms" },
    { "2500000000ns", 2500 * MS, NULL }, { "2500000000s", G_GINT64_CONSTANT (2500000000) * TLM_SECOND, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strconcat ("[mission]\ntime-offset=", rows[i].text, "\n", NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmMission) mission = tlm_mission_parse (text, -1, "/x/a.mission", &error);
    g_test_message ("%s", rows[i].text);
    g_assert_no_error (error);
    g_assert_cmpint (mission->time_offset_ns, ==, rows[i].ns);
    g_assert_cmpuint (mission->warnings->len, ==, rows[i].warning ? 1 : 0);
    if (rows[i].warning)
      g_assert_nonnull (strstr (mission->warnings->pdata[0], rows[i].warning));
  }
}

/* The altitude in the log is 10 m for each second of its stamps. */
#define LOG "time(s),altitude(m)\n0,0\n1,10\n2,20\n3,30\n4,40\n5,50\n"

static double
altitude_at (const TlmFlight *flight, gint64 time_ns)
{
  return tlm_timeline_value (flight->timeline, 0, TLM_CHANNEL_ALTITUDE, time_ns).value;
}

/* A stamp offset is added to the stamps: half a second more, and the same value is
 * there half a second later. Its older name means the same. */
static void
test_stamp_offset (void)
{
  static const struct { const char *key; double altitude_m; } rows[] = {
    { "stamp-offset=0.5", 25 }, { "stamp-offset=-500ms", 35 }, { "time-offset=0.5", 25 },
    { "time-offset=-500ms", 35 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (FlightFolder) folder = flight_folder_new ();
    g_autofree char *text = g_strconcat ("[telemetry]\nlocation=log.csv\n", rows[i].key, "\n", NULL);
    g_autoptr (GError) error = NULL;
    flight_folder_put (folder, "log.csv", LOG);
    flight_folder_put (folder, "a.mission", text);
    g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
    g_assert_no_error (error);
    g_assert_cmpfloat_with_epsilon (altitude_at (flight, 3 * TLM_SECOND), rows[i].altitude_m, 1e-9);
    g_assert_cmpuint (flight->warnings->len, ==, 0);
  }
}

/* 1024 weeks after noon of 18 December 2004 is noon of 3 August 2024, though five leap
 * seconds lie between. */
static void
test_calendar_offset (void)
{
  static const char *const offsets[] = { "+1024 weeks", "1024week", "7168 days", "7168d" };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++) {
    g_autoptr (FlightFolder) folder = flight_folder_new ();
    g_autofree char *text = g_strdup_printf ("[telemetry]\nlocation=log.csv\nstamp-offset=%s\n",
        offsets[i]);
    g_autoptr (GError) error = NULL;
    TlmInstant due = 0;
    flight_folder_put (folder, "log.csv", "utc,altitude(m)\n2004-12-18T12:00:00Z,1\n"
        "2004-12-18T12:00:10Z,11\n");
    flight_folder_put (folder, "a.mission", text);
    g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
    g_assert_no_error (error);
    g_assert_true (tlm_iso8601_parse ("2024-08-03T12:00:05Z", 20, TLM_SCALE_UTC, &due));
    g_assert_cmpfloat_with_epsilon (altitude_at (flight, due), 6, 1e-9);
  }
}

/* Times of day are of the day that the footage, or liftoff, is of: here and in their zone. */
static void
test_day_of_footage (void)
{
  static const struct { const char *said, *zone, *due; } rows[] = {
    { "footage-start=2024-08-17T16:00:00Z", "+00:00", "2024-08-17T16:20:05Z" },
    { "footage-start=2024-08-17T03:00:00Z", "+12:00", "2024-08-17T04:20:05Z" },
    { "liftoff=2024-08-18T00:20:00Z", "America/New_York", "2024-08-17T20:20:05Z" },
    { "liftoff=2024-08-18T23:20:00Z", "Pacific/Auckland", "2024-08-19T04:20:05Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (FlightFolder) folder = flight_folder_new ();
    g_autofree char *text = g_strdup_printf ("[mission]\n%s\n[telemetry]\nlocation=log.csv\n"
        "timezone=%s\n", rows[i].said, rows[i].zone);
    g_autoptr (GError) error = NULL;
    TlmInstant due = 0;
    flight_folder_put (folder, "log.csv", "Time,altitude(m)\n16:20:00,1\n16:20:10,11\n");
    flight_folder_put (folder, "a.mission", text);
    g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
    g_test_message ("%s", rows[i].said);
    g_assert_no_error (error);
    g_assert_true (tlm_iso8601_parse (rows[i].due, strlen (rows[i].due), TLM_SCALE_UTC, &due));
    g_assert_cmpfloat_with_epsilon (altitude_at (flight, due), 6, 1e-9);
  }
}

/* An offset of the mission is added to the frame's time: half a second more, and the
 * same frame shows what is half a second later. */
static void
test_frame_offset (void)
{
  static const struct { const char *offset; double altitude_m; } rows[] = {
    { "0.5", 35 }, { "-500ms", 25 }, { "0", 30 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strconcat ("[mission]\nliftoff-at=0\ntime-offset=", rows[i].offset,
        "\n[telemetry]\nlocation=log.csv\n", NULL);
    g_autoptr (FlightFolder) folder = flight_folder_new ();
    g_autoptr (GError) error = NULL;
    TlmSync sync = TLM_SYNC_NONE;
    flight_folder_put (folder, "log.csv", LOG);
    flight_folder_put (folder, "a.mission", text);
    g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
    g_assert_no_error (error);
    TlmSyncText written = { .liftoff_at = flight->mission->liftoff_at };
    sync.time_offset_ns = flight->mission->time_offset_ns;
    g_assert_true (tlm_sync_read (&sync, &written, NULL));
    TlmSyncResult result = tlm_sync_resolve (&sync, flight->timeline, 0, 1);
    g_assert_cmpfloat_with_epsilon (altitude_at (flight, tlm_sync_apply (&result, 3 * TLM_SECOND)),
        rows[i].altitude_m, 1e-9);
  }
}

/* What a mission may be meant otherwise is said of the flight too. */
static void
test_warning (void)
{
  g_autoptr (FlightFolder) folder = flight_folder_new ();
  g_autoptr (GError) error = NULL;

  flight_folder_put (folder, "a.mission", "[mission]\ntime-offset=2500000000\n");
  g_autoptr (TlmFlight) flight = flight_folder_open (folder, "a.mission", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flight->warnings->len, ==, 1);
  g_assert_nonnull (strstr (flight->warnings->pdata[0], "looks like nanoseconds; write 2.5 or 2500ms"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mission-span/units", test_units);
  g_test_add_func ("/mission-span/wrong", test_wrong_spans);
  g_test_add_func ("/mission-span/event-times", test_event_times);
  g_test_add_func ("/mission-span/mission-offset", test_mission_offset);
  g_test_add_func ("/mission-span/stamp-offset", test_stamp_offset);
  g_test_add_func ("/mission-span/calendar-offset", test_calendar_offset);
  g_test_add_func ("/mission-span/day-of-footage", test_day_of_footage);
  g_test_add_func ("/mission-span/frame-offset", test_frame_offset);
  g_test_add_func ("/mission-span/warning", test_warning);
  return g_test_run ();
}
