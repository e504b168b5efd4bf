/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A film that was cut, frame by frame: what each shows, worked out here by hand. */
#include "overlay-fixture.h"

/* The mission's camera has UTC as timecode; the flight began at 09:00:00. 2 s as they are, 1 s of no camera,
 * 1 s gap, 1 s twice as fast, 1 s back from its last frame, and a dissolve of 10 frames. */
static const char edl[] =
    "TITLE: cut\n"
    "001  A1  V  C      09:00:10:00 09:00:12:00 10:00:00:00 10:00:02:00\n"
    "002  ZZ  V  C      09:00:10:00 09:00:11:00 10:00:02:00 10:00:03:00\n"
    "003  A1  V  C      09:00:20:00 09:00:22:00 10:00:04:00 10:00:05:00\n"
    "M2   A1      050.0 09:00:20:00\n"
    "004  A1  V  C      09:00:30:00 09:00:31:00 10:00:05:00 10:00:06:00\n"
    "M2   A1     -025.0 09:00:30:24\n"
    "005  A1  V  C      09:00:40:00 09:00:41:00 10:00:06:00 10:00:07:00\n"
    "006  A1  V  C      09:00:41:00 09:00:41:00 10:00:07:00 10:00:07:00\n"
    "006  A2  V  D 010  09:01:00:00 09:01:01:00 10:00:07:00 10:00:08:00\n";

/* Milliseconds since liftoff that film frame FRAME shows; -1: none. */
static gint64
expected_ms (int frame)
{
  const int in = frame % 25;

  if (frame < 50)
    return 10000 + frame * 40;
  if (frame < 100)
    return -1;
  if (frame < 125)
    return 20000 + in * 80;
  if (frame < 150)
    return 30960 - in * 40;
  if (frame < 175)
    return 40000 + in * 40;
  if (frame < 180)
    return 41000 + in * 40;
  return frame < 200 ? 60000 + in * 40 : -1;
}

typedef struct {
  Fixture fixture;
  char *edit;
  GstHarness *harness;
} Film;

static void
film_init (Film *film, const char *caps, const char *properties)
{
  g_autofree char *line = NULL;

  fixture_init (&film->fixture);
  film->edit = g_build_filename (film->fixture.folder, "cut.edl", NULL);
  fixture_write (film->edit, edl);
  fixture_write (film->fixture.mission, "[mission]\nliftoff=2021-10-05T09:00:00Z\n[telemetry]\nlocation=flight.csv\n"
      "[camera a]\nmatch=A?\ntimecode-zero=2021-10-05T00:00:00Z\nrate=25\n");
  line = g_strdup_printf ("telemetryoverlay mission=%s edit=%s layout=minimal %s", film->fixture.mission, film->edit,
      properties);
  film->harness = gst_harness_new_parse (line);
  gst_harness_set_src_caps_str (film->harness, caps);
}

static void
film_clear (Film *film)
{
  gst_harness_teardown (film->harness);
  g_remove (film->edit);
  g_free (film->edit);
  fixture_clear (&film->fixture);
}

/* What a frame says it shows, ms since liftoff; -1 where it was left as it is. */
static gint64
shown_ms (Film *film, int frame)
{
  g_autoptr (GstBuffer) plain = fixture_frame ("I420", 320, 180, 0);
  g_autoptr (GstBuffer) out = fixture_pass (film->harness, "I420", 320, 180, (GstClockTime) frame * 40 * GST_MSECOND);
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (out);
  g_autofree char *sum = fixture_checksum (out), *plain_sum = fixture_checksum (plain);
  GstClockTimeDiff elapsed;

  g_assert_cmpint (g_str_equal (sum, plain_sum), ==, meta == NULL);
  if (!meta)
    return -1;
  g_assert_true (gst_telemetry_snapshot_get_elapsed (meta->snapshot, &elapsed));
  g_assert_cmpint (elapsed % GST_MSECOND, ==, 0);
  return elapsed / GST_MSECOND;
}

static void
test_frames (void)
{
  g_autofree char *caps = fixture_caps ("I420", 320, 180);
  Film film;

  film_init (&film, caps, "");
  for (int i = 0; i < 205; i++)
    g_assert_cmpint (shown_ms (&film, i), ==, expected_ms (i));
  /* In any order. */
  for (int i = 0; i < 205; i++)
    g_assert_cmpint (shown_ms (&film, i * 97 % 205), ==, expected_ms (i * 97 % 205));
  film_clear (&film);
}

/* Later telemetry, and the same place in the film. */
static void
test_offset (void)
{
  g_autofree char *caps = fixture_caps ("I420", 320, 180);
  Film film;

  film_init (&film, caps, "time-offset=3000000000");
  for (int i = 0; i < 205; i += 7)
    g_assert_cmpint (shown_ms (&film, i), ==, expected_ms (i) < 0 ? -1 : expected_ms (i) + 3000);
  film_clear (&film);
}

/* A reel of the film that begins two seconds after the edit does; and one that begins before. */
static void
test_start (void)
{
  g_autofree char *caps = fixture_caps ("I420", 320, 180);
  Film film;

  film_init (&film, caps, "edit-start=10:00:04:00");
  for (int i = 0; i < 100; i += 3)
    g_assert_cmpint (shown_ms (&film, i), ==, expected_ms (i + 100));
  film_clear (&film);
  film_init (&film, caps, "edit-start=09:59:59:00");
  for (int i = 0; i < 100; i += 3)
    g_assert_cmpint (shown_ms (&film, i), ==, i < 25 ? -1 : expected_ms (i - 25));
  film_clear (&film);
}

/* A frame rate that nobody says: the frames stay as they are, and a warning says why. */
static void
test_no_rate (void)
{
  g_autoptr (GstBus) bus = gst_bus_new ();
  g_autoptr (GstElement) element = NULL;
  g_autoptr (GstMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  Film film;

  film_init (&film, "video/x-raw,format=I420,width=320,height=180,framerate=0/1", "");
  element = gst_harness_find_element (film.harness, "telemetryoverlay");
  gst_element_set_bus (element, bus);
  g_assert_cmpint (shown_ms (&film, 0), ==, -1);
  message = gst_bus_pop_filtered (bus, GST_MESSAGE_WARNING);
  g_assert_nonnull (message);
  gst_message_parse_warning (message, &error, NULL);
  g_assert_nonnull (strstr (error->message, "frame rate"));
  gst_element_set_bus (element, NULL);
  film_clear (&film);
}

int
main (int argc, char **argv)
{
  gst_init (NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/film-edit/frames", test_frames);
  g_test_add_func ("/film-edit/offset", test_offset);
  g_test_add_func ("/film-edit/start", test_start);
  g_test_add_func ("/film-edit/no-rate", test_no_rate);
  return g_test_run ();
}
