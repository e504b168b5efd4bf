/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/mission.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/base/suggest.h"

#define PATH "/flights/mission.ini"

static const char full[] =
    "\xef\xbb\xbf# A comment\r\n"
    "[mission]\r\n"
    "name = Soyuz MS-19 \r\n"
    "liftoff=2021-10-05T08:55:02Z\r\n"
    "liftoff-at=-00:01:12.500\r\n"
    "time-offset=-40ms\r\n"
    "profile=soyuz\r\n"
    "data=reconstructed\r\n"
    "credit=The project\r\n"
    "licence=CC0\r\n"
    "stale-after=1.5\r\n"
    "lost-after=00:00:10\r\n"
    "altitude=msl\r\n"
    "pad=45.996, 63.564, 90\r\n"
    "[telemetry]\n"
    "location=logs/first.csv\n"
    "columns=altitude=alt:ft,time=t:s\n"
    "time-offset=-0.4\n"
    "[telemetry chase plane]\n"
    "location=https://example.org/a.json\n"
    "format=json\n"
    "vehicle=plane\n"
    "[telemetry.third]\n"
    "location=/abs/b.csv\n"
    "[vehicle.soyuz]\n"
    "label=Soyuz\n"
    "label[ru]=Союз\n"
    "[vehicle plane]\n"
    "[events]\n"
    "MECO=147\n"
    "Max Q=00:01:02.250\n"
    "ignition=T-3\n"
    "docking=2021-10-05T12:22:31Z\n"
    "[event meco]\n"
    "label=Main engine cutoff\n"
    "[event landing]\n"
    "time=9:30\n"
    "vehicle=soyuz\n";

static void
test_flight (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmMission) mission = tlm_mission_parse (full, -1, PATH, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mission->path, ==, PATH);
  g_assert_cmpstr (mission->name, ==, "Soyuz MS-19");
  /* 2021-10-05T08:55:02Z is POSIX 1633424102; TAI is 37 s ahead. */
  g_assert_cmpint (mission->liftoff, ==, (G_GINT64_CONSTANT (1633424102) + 37) * TLM_SECOND);
  g_assert_cmpstr (mission->liftoff_at, ==, "-00:01:12.500");
  g_assert_cmpint (mission->time_offset_ns, ==, -40000000);
  g_assert_null (mission->footage_start);
  g_assert_cmpstr (mission->profile, ==, "soyuz");
  g_assert_cmpint (mission->provenance, ==, TLM_PROVENANCE_RECONSTRUCTED);
  g_assert_cmpstr (mission->credit, ==, "The project");
  g_assert_cmpstr (mission->licence, ==, "CC0");
  g_assert_cmpint (mission->limits.stale_after_ns, ==, 1500000000);
  g_assert_cmpint (mission->limits.lost_after_ns, ==, 10 * TLM_SECOND);
  g_assert_cmpint (mission->datum, ==, TLM_DATUM_MSL);
  g_assert_true (mission->has_pad);
  g_assert_cmpfloat (mission->pad.latitude_deg, ==, 45.996);
  g_assert_cmpfloat (mission->pad.longitude_deg, ==, 63.564);
  g_assert_cmpfloat (mission->pad.altitude_m, ==, 90);
}

static void
test_groups (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmMission) mission = tlm_mission_parse (full, -1, PATH, &error);
  const TlmMissionSource *source;
  const TlmMissionVehicle *vehicle;

  g_assert_no_error (error);
  g_assert_cmpuint (mission->sources->len, ==, 3);
  source = mission->sources->pdata[0];
  g_assert_cmpstr (source->location, ==, "/flights/logs/first.csv");
  g_assert_cmpstr (source->columns, ==, "altitude=alt:ft,time=t:s");
  g_assert_null (source->vehicle);
  g_assert_cmpint (source->stamp_offset_ns, ==, -400000000);
  source = mission->sources->pdata[1];
  g_assert_cmpstr (source->location, ==, "https://example.org/a.json");
  g_assert_cmpstr (source->format, ==, "json");
  g_assert_cmpstr (source->vehicle, ==, "plane");
  g_assert_cmpstr (source->group, ==, "telemetry chase plane");
  source = mission->sources->pdata[2];
  g_assert_cmpstr (source->location, ==, "/abs/b.csv");
  g_assert_cmpuint (mission->vehicles->len, ==, 2);
  vehicle = mission->vehicles->pdata[0];
  g_assert_cmpstr (vehicle->name, ==, "soyuz");
  g_assert_cmpstr (vehicle->label, ==, "Soyuz");
  vehicle = mission->vehicles->pdata[1];
  g_assert_cmpstr (vehicle->name, ==, "plane");
  g_assert_null (vehicle->label);
}

static void
test_events (void)
{
  static const struct { const char *id; TlmClock clock; gint64 time_ns; const char *label, *vehicle; } want[] = {
    { "meco", TLM_CLOCK_ELAPSED, 147 * TLM_SECOND, "Main engine cutoff", NULL },
    { "max-q", TLM_CLOCK_ELAPSED, 62250000000, NULL, NULL },
    { "ignition", TLM_CLOCK_ELAPSED, -3 * TLM_SECOND, NULL, NULL },
    { "docking", TLM_CLOCK_TAI, (G_GINT64_CONSTANT (1633436551) + 37) * TLM_SECOND, NULL, NULL },
    { "landing", TLM_CLOCK_ELAPSED, 570 * TLM_SECOND, NULL, "soyuz" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmMission) mission = tlm_mission_parse (full, -1, PATH, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mission->events->len, ==, G_N_ELEMENTS (want));
  for (guint i = 0; i < G_N_ELEMENTS (want); i++) {
    const TlmMissionEvent *event = mission->events->pdata[i];
    g_assert_cmpstr (event->id, ==, want[i].id);
    g_assert_cmpint (event->time.clock, ==, want[i].clock);
    g_assert_cmpint (event->time.time_ns, ==, want[i].time_ns);
    g_assert_cmpstr (event->label, ==, want[i].label);
    g_assert_cmpstr (event->vehicle, ==, want[i].vehicle);
  }
}

/* Each wrong file and what its error must say, line and remedy. */
static const struct { const char *text, *want; } wrong[] = {
  { "name=x\n", ":1: this line stands before the first [group]; a key file is expected" },
  { "[mission]\nhello\n", ":2: \"hello\" is neither [group], key=value nor # comment" },
  { "[mission]\nname=a\n\n[mission]\n", ":4: [mission] stands twice, first in line 1" },
  { "[mission]\nname=a\n# x\nname=b\n", ":4: [mission] name stands twice, first in line 2" },
  { "[misson]\n", ":1: [misson]: unknown group; did you mean \"mission\"?" },
  { "[weather]\n", "unknown group; known are: mission, telemetry, planned, stream, derived, packets, vehicle, events, nominal, event" },
  { "[mission]\nlift-off=1\n", ":2: [mission] lift-off: unknown key; did you mean \"liftoff\"?" },
  { "[telemetry]\nlocation=a\nfile=b\n", ":3: [telemetry] file: unknown key; known are: location, " },
  { "[mission a]\n", ":1: [mission a]: unknown group" },
  { "[vehicle]\n", ":1: [vehicle]: a name is missing: write [vehicle NAME]" },
  { "[vehicle a]\n[vehicle.a]\n", ":2: [vehicle.a]: this vehicle has a group already" },
  { "[mission]\nliftoff=12.5\n", ":2: [mission] liftoff: " },
  { "[mission]\nliftoff=2021-13-05T00:00:00Z\n", ":2: [mission] liftoff: " },
  { "[mission]\nliftoff-at=soon\n", ":2: [mission] liftoff-at: \"soon\" is no place" },
  { "[mission]\nliftoff-at=1\nfootage-start=2021-10-05T08:00:00Z\n", ":3: [mission] footage-start: liftoff-at says the same" },
  { "[mission]\ntime-offset=2 m\n", ":2: [mission] time-offset: \"2 m\" is no span of time up to 100 years; write seconds, as in 2.5, a unit, as in 2500ms" },
  { "[mission]\ntime-offset=9500000000\n", ":2: [mission] time-offset: \"9500000000\" is no span of time up to 100 years; it looks like nanoseconds, write 9.5 or 9500ms" },
  { "[telemetry]\nlocation=a\ntime-offset=1\nstamp-offset=1\n", ":3: [telemetry] time-offset: is another name for stamp-offset; remove one" },
  { "[telemetry]\nlocation=a\nstamp_offset=1\n", "did you mean \"stamp-offset\"?" },
  { "[packets]\napid=2048\n[stream]\n", ":2: [packets] apid: \"2048\" is no whole number of 0 to 2047" },
  { "[packets]\nframe-crc=true\n[stream]\n", ":2: [packets] frame-crc: \"true\" is neither yes nor no" },
  { "[packets]\ndefinition=a\nfields=b\n[stream]\n", ":3: [packets] fields: stands beside definition" },
  { "[derived]\nfirst-orbit=0\n", ":2: [derived] first-orbit: \"0\" is no whole number of 1 to 2147483647" },
  { "[clock]\nt-0=soon\n", ":2: [clock] t-0: " },
  { "[mission]\nbody=mon\n", ":2: [mission] body: \"mon\" is unknown; did you mean \"moon\"?" },
  { "[mission]\ndata=measurd\n", ":2: [mission] data: \"measurd\" is unknown; did you mean \"measured\"?" },
  { "[mission]\naltitude=sea\n", "known are: ellipsoid, msl, agl" },
  { "[mission]\npad=91,0,0\n", ":2: [mission] pad: \"91,0,0\" is not latitude" },
  { "[mission]\npad=1,nan\n", ":2: [mission] pad: " },
  { "[mission]\npad=1,2,3,4\n", ":2: [mission] pad: " },
  { "[mission]\npad=1\n", ":2: [mission] pad: " },
  { "[mission]\nstale-after=0\n", ":2: [mission] stale-after: must be more than 0" },
  { "[mission]\nstale-after=-1\n", ":2: [mission] stale-after: must be more than 0" },
  { "[mission]\nlost-after=fast\n", ":2: [mission] lost-after: \"fast\" is no span of time" },
  { "[mission]\nstale-after=5\nlost-after=2\n", ":3: [mission] lost-after: is less than stale-after" },
  { "[mission]\nname=a\\qb\n", ":2: [mission] name: a \\ begins none of the escapes" },
  { "[telemetry]\ncolumns=a=b\n", ":1: [telemetry]: names no telemetry; add location=" },
  { "[telemetry]\nlocation=\n", ":1: [telemetry]: names no telemetry" },
  { "[telemetry]\nlocation=a\ntime-offset=9000000000\n", ":3: [telemetry] time-offset: \"9000000000\" is no span of time up to 100 years" },
  { "[events]\nmeco=late\n", ":2: [events] meco: time \"late\" is neither" },
  { "[events]\nmeco=\n", ":2: [events] meco: has no time" },
  { "[events]\nmeco=9000000000\n", ":2: [events] meco: \"9000000000\" is more than 100 years" },
  { "[events]\nMax Q=1\nmax-q=2\n", ":3: [events] max-q: the event \"max-q\" stands twice" },
  { "[events]\nвзлёт=1\n", ":2: [events] взлёт: an event's name needs ASCII" },
  { "[event meco]\nlabel=x\n", ":1: [event meco]: has no time; add time=" },
  { "[events]\nmeco=1\n[event meco]\ntime=2\n", ":4: [event meco] time: the event \"meco\" has a time already" },
  { "[events]\na=1\n[event a]\nlabel=x\n[event.a]\nlabel=y\n", ":5: [event.a]: this event has a group already" },
  { "[mission]\nname=\xff\n", ":2: byte 15 is no UTF-8 text" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmMission) mission = tlm_mission_parse (wrong[i].text, -1, PATH, &error);

    g_test_message ("%u: %s", i, error ? error->message : "read");
    g_assert_null (mission);
    g_assert_error (error, TLM_ERROR, TLM_ERROR_MISSION);
    g_assert_true (g_str_has_prefix (error->message, PATH ":"));
    g_assert_nonnull (strstr (error->message, wrong[i].want));
    g_assert_null (strchr (error->message, '\n'));
  }
}

static void
test_nul_bytes (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tlm_mission_parse ("[mission]\n\0a", 12, PATH, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_MISSION);
}

static void
test_large (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (tlm_limit (TLM_LIMIT_KEY_FILE_BYTES) + 1, '#');

  g_assert_null (tlm_mission_parse (text, -1, PATH, &error));
  g_assert_nonnull (strstr (error->message, "over the limit key-file-bytes=1048576"));
  text[tlm_limit (TLM_LIMIT_KEY_FILE_BYTES)] = '\0';
  g_autoptr (TlmMission) mission = tlm_mission_parse (text, -1, PATH, NULL);
  g_assert_nonnull (mission);
}

static void
test_many_events (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new ("[events]\n");

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "e%u=%u\n", i, i);
  g_assert_null (tlm_mission_parse (text->str, -1, PATH, &error));
  g_assert_nonnull (strstr (error->message, ":4098: [events] e4096: over the limit mission-events=4096 "));
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("mission-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "m.mission", NULL);

  g_assert_null (tlm_mission_load (path, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_READ);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);
  g_assert_null (tlm_mission_load (folder, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_READ);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "[telemetry]\nlocation=a.csv\n", -1, NULL));
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *log = g_build_filename (folder, "a.csv", NULL);
  g_autoptr (TlmMission) mission = tlm_mission_load (uri, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((TlmMissionSource *) mission->sources->pdata[0])->location, ==, log);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_empty (void)
{
  g_autoptr (TlmMission) mission = tlm_mission_new ();

  g_assert_cmpint (mission->liftoff, ==, TLM_TIME_NONE);
  g_assert_cmpint (mission->provenance, ==, TLM_PROVENANCE_MEASURED);
  g_assert_cmpuint (mission->sources->len, ==, 0);
  g_assert_nonnull (mission->keys);
}

static void
test_suggest (void)
{
  static const char *const known[] = { "altitude", "speed", "sped", "location", NULL };

  g_assert_cmpstr (tlm_suggest ("altitide", known), ==, "altitude");
  g_assert_cmpstr (tlm_suggest ("ALTITUDE", known), ==, "altitude");
  g_assert_cmpstr (tlm_suggest ("psed", known), ==, "sped");      /* a swap is one step */
  g_assert_cmpstr (tlm_suggest ("speeed", known), ==, "speed");
  g_assert_cmpstr (tlm_suggest ("loc", known), ==, NULL);
  g_assert_cmpstr (tlm_suggest ("", known), ==, NULL);
  g_autofree char *huge = g_strnfill (100000, 'a');
  g_assert_cmpstr (tlm_suggest (huge, known), ==, NULL);
}

/* What comes live has no location; its packets are those of [packets], its vehicle
 * the only one. */
static void
test_stream (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmMission) mission = tlm_mission_parse ("[stream]\ncolumns=altitude=alt:ft\n"
      "[packets]\ndefinition=bus.xml\napid=11\n[vehicle orbiter]\n", -1, "/flights/a.mission", &error);
  g_autoptr (TlmMission) silent = tlm_mission_parse ("[mission]\nname=A\n", -1, PATH, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mission->sources->len, ==, 0);
  g_assert_null (mission->stream->location);
  g_assert_cmpstr (mission->stream->columns, ==, "altitude=alt:ft");
  g_assert_cmpstr (mission->stream->vehicle, ==, "orbiter");
  g_assert_cmpstr (mission->stream->packets.definition, ==, "/flights/bus.xml");
  g_assert_cmpuint (mission->stream->packets.apid, ==, 11);
  g_assert_nonnull (silent->stream);
  g_assert_null (silent->stream->packets.definition);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mission/flight", test_flight);
  g_test_add_func ("/mission/groups", test_groups);
  g_test_add_func ("/mission/events", test_events);
  g_test_add_func ("/mission/wrong", test_wrong);
  g_test_add_func ("/mission/nul-bytes", test_nul_bytes);
  g_test_add_func ("/mission/large", test_large);
  g_test_add_func ("/mission/many-events", test_many_events);
  g_test_add_func ("/mission/files", test_files);
  g_test_add_func ("/mission/empty", test_empty);
  g_test_add_func ("/mission/suggest", test_suggest);
  g_test_add_func ("/mission/stream", test_stream);
  return g_test_run ();
}
