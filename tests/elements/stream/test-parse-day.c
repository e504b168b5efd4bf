/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Times of day without a date, in a stream whose mission says when the footage or the flight began. */
#include <string.h>

#include <gst/check/gstharness.h>
#include <gst/gst.h>
#include <glib/gstdio.h>

typedef struct {
  const char *name;
  const char *mission, *stream;    /* lines of these groups */
  const char *times[2];            /* of the rows */
  const char *utc[2];              /* right; NULL: nothing comes out */
} Case;

#define UTC "timezone=+00:00\n"

static const Case cases[] = {
  { "the day", "footage-start=2024-05-04T12:00:00Z", UTC, { "12:00:10", "12:00:11" },
    { "2024-05-04T12:00:10Z", "2024-05-04T12:00:11Z" } },
  { "the next day", "footage-start=2024-05-04T23:59:50Z", UTC, { "00:00:05", "00:00:06" },
    { "2024-05-05T00:00:05Z", "2024-05-05T00:00:06Z" } },
  { "the day before", "footage-start=2024-05-04T00:00:10Z", UTC, { "23:59:55", "23:59:56" },
    { "2024-05-03T23:59:55Z", "2024-05-03T23:59:56Z" } },
  { "over midnight", "footage-start=2024-12-31T23:50:00Z", UTC, { "23:59:59", "00:00:01" },
    { "2024-12-31T23:59:59Z", "2025-01-01T00:00:01Z" } },
  { "an offset", "footage-start=2024-05-04T23:30:00Z", "timezone=+02:00\n", { "01:30:00", "01:30:01" },
    { "2024-05-04T23:30:00Z", "2024-05-04T23:30:01Z" } },
  { "a zone", "footage-start=2024-01-01T00:10:00Z", "timezone=Europe/Berlin\n",
    { "01:10:00", "01:10:01" }, { "2024-01-01T00:10:00Z", "2024-01-01T00:10:01Z" } },
  { "a zone beyond the date line", "footage-start=2024-05-04T11:00:00Z",
    "timezone=Pacific/Kiritimati\n", { "01:00:00", "01:00:01" },
    { "2024-05-04T11:00:00Z", "2024-05-04T11:00:01Z" } },
  { "leap day", "footage-start=2024-02-29T06:00:00Z", UTC, { "06:00:00", "06:00:01" },
    { "2024-02-29T06:00:00Z", "2024-02-29T06:00:01Z" } },
  { "a date that is said", "footage-start=2024-05-04T12:00:00Z", UTC "date=2023-01-02\n",
    { "12:00:00", "12:00:01" }, { "2023-01-02T12:00:00Z", "2023-01-02T12:00:01Z" } },
  { "liftoff", "liftoff=2021-10-05T08:55:02Z", UTC, { "08:55:00", "08:55:03" },
    { "2021-10-05T08:55:00Z", "2021-10-05T08:55:03Z" } },
  { "weeks that were lost", "", UTC "date=2004-09-18\nstamp-offset=+1024 weeks\n",
    { "12:00:10", "12:00:11" }, { "2024-05-04T12:00:10Z", "2024-05-04T12:00:11Z" } },
  { "a clock that is slow", "", UTC "date=2024-05-04\nstamp-offset=1h\n",
    { "11:00:10", "11:00:11" }, { "2024-05-04T12:00:10Z", "2024-05-04T12:00:11Z" } },
  { "nothing", "", UTC, { "08:55:00", "08:55:03" } },
};

static char *
text_of (GstBuffer *buffer)
{
  GstMapInfo map;
  char *text;

  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  text = g_strndup ((const char *) map.data, map.size);
  gst_buffer_unmap (buffer, &map);
  return text;
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autofree char *folder = g_dir_make_tmp ("day-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.mission", NULL);
  g_autofree char *mission = g_strdup_printf ("[mission]\n%s\n[stream]\ncolumns=time=clock:time\n"
      "%s", row->mission, row->stream);
  g_autofree char *line = g_strdup_printf ("telemetryparse mission=\"%s\"", path);
  g_autofree char *rows = g_strdup_printf ("clock,altitude (m)\n%s,100\n%s,101\n", row->times[0],
      row->times[1]);
  GstHarness *harness;

  g_assert_true (g_file_set_contents (path, mission, -1, NULL));
  harness = gst_harness_new_parse (line);
  gst_harness_set_src_caps_str (harness, "text/csv");
  gst_harness_push (harness, gst_buffer_new_memdup (rows, strlen (rows)));
  gst_harness_push_event (harness, gst_event_new_eos ());
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GstBuffer) buffer = gst_harness_try_pull (harness);
    g_autofree char *found = buffer ? text_of (buffer) : NULL;
    g_autofree char *due = row->utc[i] ? g_strdup_printf ("{\"utc\":\"%.19s.000Z\",\"altitude\":%u}\n",
        row->utc[i], 100 + i) : NULL;
    g_assert_cmpstr (found, ==, due);
  }
  gst_harness_teardown (harness);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/parse-day/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_case);
  }
  return g_test_run ();
}
