/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Settings that several threads change at once: each of them counts. A log that is a
 * FIFO keeps one thread in its loading for as long as another one takes. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "overlay-fixture.h"

typedef struct {
  Fixture fixture;
  char *log, *ready;             /* the FIFO, and the file that takes its place */
  char *text;                   /* what is in both */
  GstElement *overlay;
  GstHarness *harness;
} Rig;

static void
rig_init (Rig *rig)
{
  fixture_init (&rig->fixture);
  rig->log = g_build_filename (rig->fixture.folder, "piped.csv", NULL);
  rig->ready = g_build_filename (rig->fixture.folder, "ready.csv", NULL);
  g_assert_cmpint (mkfifo (rig->log, 0600), ==, 0);
  g_assert_true (g_file_get_contents (rig->fixture.log, &rig->text, NULL, NULL));
  fixture_write (rig->ready, rig->text);
  rig->overlay = gst_object_ref_sink (gst_element_factory_make ("telemetryoverlay", NULL));
  g_object_set (rig->overlay, "special-files", TRUE, NULL);
  rig->harness = NULL;
}

static void
rig_clear (Rig *rig)
{
  gst_harness_teardown (rig->harness);
  gst_object_unref (rig->overlay);
  g_remove (rig->log);
  g_free (rig->log);
  g_free (rig->ready);
  g_free (rig->text);
  fixture_clear (&rig->fixture);
}

static void
start (Rig *rig)
{
  g_autofree char *caps = fixture_caps ("I420", 640, 360);

  rig->harness = gst_harness_new_with_element (rig->overlay, "sink", "src");
  gst_harness_set_src_caps_str (rig->harness, caps);
}

/* Returns when somebody reads the FIFO. A second reader finds a file in its place. */
static int
await_reader (Rig *rig)
{
  int fd = open (rig->log, O_WRONLY);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (g_rename (rig->ready, rig->log), ==, 0);
  return fd;
}

/* Ends the first reading. */
static void
answer (const Rig *rig, int fd)
{
  g_assert_cmpint (write (fd, rig->text, strlen (rig->text)), ==, (gssize) strlen (rig->text));
  close (fd);
}

static gpointer
set_log (gpointer data)
{
  Rig *rig = data;

  g_object_set (rig->overlay, "location", rig->log, NULL);
  return NULL;
}

static gpointer
start_thread (gpointer data)
{
  start (data);
  return NULL;
}

/* The picture at 40 s, as a checksum. */
static char *
picture (GstHarness *harness)
{
  g_autoptr (GstBuffer) frame = fixture_pass (harness, "I420", 640, 360, 40 * GST_SECOND);

  return fixture_checksum (frame);
}

/* The same by an element that was told everything before it started. */
static char *
picture_of (Rig *rig, const char *units)
{
  Rig other = { .overlay = gst_object_ref_sink (
        gst_element_factory_make ("telemetryoverlay", NULL)) };
  char *sum;

  g_object_set (other.overlay, "location", rig->log, NULL);
  gst_util_set_object_arg (G_OBJECT (other.overlay), "units", units);
  start (&other);
  sum = picture (other.harness);
  gst_harness_teardown (other.harness);
  gst_object_unref (other.overlay);
  return sum;
}

static void
check (Rig *rig)
{
  g_autofree char *log = NULL, *is = picture (rig->harness);
  g_autofree char *right = picture_of (rig, "imperial"), *wrong = picture_of (rig, "metric");
  int units;

  g_object_get (rig->overlay, "location", &log, "units", &units, NULL);
  g_assert_cmpstr (log, ==, rig->log);
  g_assert_cmpint (units, ==, 2);
  g_assert_cmpstr (right, !=, wrong);
  g_assert_cmpstr (is, ==, right);
}

/* One thread is loading a log when another sets the units. */
static void
test_two_settings (void)
{
  GThread *thread;
  Rig rig;
  int fd;

  rig_init (&rig);
  start (&rig);
  thread = g_thread_new ("log", set_log, &rig);
  fd = await_reader (&rig);
  gst_util_set_object_arg (G_OBJECT (rig.overlay), "units", "imperial");
  answer (&rig, fd);
  g_thread_join (thread);
  check (&rig);
  rig_clear (&rig);
}

/* The element is starting when the units are set. */
static void
test_start (void)
{
  GThread *thread;
  Rig rig;
  int fd;

  rig_init (&rig);
  set_log (&rig);
  thread = g_thread_new ("start", start_thread, &rig);
  fd = await_reader (&rig);
  gst_util_set_object_arg (G_OBJECT (rig.overlay), "units", "imperial");
  answer (&rig, fd);
  g_thread_join (thread);
  check (&rig);
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  gst_init (NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/overlay-presentation/two-settings", test_two_settings);
  g_test_add_func ("/overlay-presentation/start", test_start);
  return g_test_run ();
}
