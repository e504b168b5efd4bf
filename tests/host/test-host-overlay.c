/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The facade for other programs: its picture is the element's, whoever draws and in whatever order; what is wrong is
 * said, and nothing is kept. */
#include "host/overlay.h"

#include <malloc.h>
#include <string.h>

#include "core/base/error.h"
#include "overlay-fixture.h"

#define WIDTH 1280
#define HEIGHT 720
#define INSTANTS 100

static Fixture fixture;

static TlhOverlay *
open_overlay (const char *layout)
{
  g_autoptr (GError) error = NULL;
  TlhWishes wishes = { .mission = fixture.mission, .layout = layout, .liftoff_at = "12.5" };
  TlhOverlay *overlay = tlh_overlay_open (&wishes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (overlay);
  return overlay;
}

/* Frames as the element gets them, in one piece. */
typedef struct {
  const char *format;
  GstVideoInfo info;
  guint8 *bytes;
} Picture;

static Picture
picture_new (const char *format)
{
  Picture picture = { .format = format };

  gst_video_info_set_format (&picture.info, gst_video_format_from_string (format), WIDTH, HEIGHT);
  picture.bytes = g_malloc (GST_VIDEO_INFO_SIZE (&picture.info));
  return picture;
}

static TlhFrame
picture_frame (const Picture *picture)
{
  TlhFrame frame = { .format = picture->format, .width = WIDTH, .height = HEIGHT };

  memset (picture->bytes, 0x40, GST_VIDEO_INFO_SIZE (&picture->info));
  for (guint i = 0; i < GST_VIDEO_INFO_N_PLANES (&picture->info); i++) {
    frame.data[i] = picture->bytes + GST_VIDEO_INFO_PLANE_OFFSET (&picture->info, i);
    frame.stride[i] = GST_VIDEO_INFO_PLANE_STRIDE (&picture->info, i);
  }
  return frame;
}

static void
check_same (GstHarness *harness, TlhOverlay *overlay, const Picture *picture, GstClockTime time)
{
  g_autoptr (GstBuffer) drawn = fixture_pass (harness, picture->format, WIDTH, HEIGHT, time);
  TlhFrame frame = picture_frame (picture);
  g_autoptr (GError) error = NULL;

  g_assert_true (tlh_overlay_draw (overlay, (gint64) time, NULL, &frame, &error));
  g_assert_no_error (error);
  if (gst_buffer_memcmp (drawn, 0, picture->bytes, GST_VIDEO_INFO_SIZE (&picture->info)) != 0)
    g_error ("%s: another picture at %" GST_TIME_FORMAT, picture->format, GST_TIME_ARGS (time));
}

static void
test_same_as_element (gconstpointer data)
{
  const char *layout = data;
  const char *const formats[] = { "RGBA", "I420", "YUY2", "BGRA" };
  g_autoptr (TlhOverlay) overlay = open_overlay (layout);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    GstHarness *harness = gst_harness_new ("telemetryoverlay");
    g_autofree char *caps = fixture_caps (formats[i], WIDTH, HEIGHT);
    Picture picture = picture_new (formats[i]);
    g_object_set (harness->element, "mission", fixture.mission, "layout", layout, "liftoff-at", "12.5", NULL);
    gst_harness_set_src_caps_str (harness, caps);
    for (int k = 0; k < INSTANTS / (int) G_N_ELEMENTS (formats); k++)
      check_same (harness, overlay, &picture, (GstClockTime) g_test_rand_int_range (0, 110 * 25) * GST_SECOND / 25);
    gst_harness_teardown (harness);
    g_free (picture.bytes);
  }
}

/* In any order, by several threads */

#define FRAMES 60
#define THREADS 4

typedef struct {
  TlhOverlay *overlay;
  int next;
  char *sums[FRAMES];
} Race;

static char *
draw_sum (TlhOverlay *overlay, int number)
{
  /* Frames of two sizes, since a program shows a small one while it renders. */
  int width = number % 3 ? 640 : 320, height = number % 3 ? 360 : 180;
  g_autofree guint8 *bytes = g_malloc0 ((gsize) width * height * 4);
  TlhFrame frame = { .format = "RGBA", .width = width, .height = height, .data = { bytes }, .stride = { 4 * width } };

  g_assert_true (tlh_overlay_draw (overlay, number * (GST_SECOND * 3 / 2), NULL, &frame, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_MD5, bytes, (gsize) width * height * 4);
}

static gpointer
race (gpointer data)
{
  Race *own = data;

  /* Each number once, far from the one before. */
  for (int i; (i = g_atomic_int_add (&own->next, 1)) < FRAMES;)
    own->sums[i * 37 % FRAMES] = draw_sum (own->overlay, i * 37 % FRAMES);
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (TlhOverlay) overlay = open_overlay ("webcast");
  Race own = { .overlay = overlay };
  GThread *threads[THREADS];
  g_autoptr (GHashTable) different = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("draws", race, &own);
  for (int i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  for (int i = 0; i < FRAMES; i++) {
    g_autofree char *alone = draw_sum (overlay, i);
    g_assert_cmpstr (own.sums[i], ==, alone);
    g_hash_table_add (different, own.sums[i]);
  }
  /* They are not all one picture. */
  g_assert_cmpuint (g_hash_table_size (different), >, FRAMES / 2);
  for (int i = 0; i < FRAMES; i++)
    g_free (own.sums[i]);
}

static void
test_wrong_wishes (void)
{
  g_autofree char *layout = g_build_filename (fixture.folder, "own.layout", NULL);
  const struct { TlhWishes wishes; const char *words; } wrong[] = {
    { { .layout = "webcast" }, "no telemetry is named" },
    { { .location = "/nowhere/flight.csv" }, "/nowhere/flight.csv" },
    { { .mission = fixture.mission, .layout = "webcats" }, "webcast" },
    { { .mission = fixture.mission, .layout = layout }, "column 1: \"altidude\" is no channel of this flight" },
    { { .mission = fixture.mission, .units = "furlongs" }, "metric, imperial or nautical" },
    { { .mission = fixture.mission, .liftoff_at = "soon" }, "soon" },
    { { .mission = fixture.mission, .liftoff_at = "#374" }, "frame rate" },
    { { .mission = fixture.mission, .reserve = "left half" }, "left" },
    { { .mission = fixture.mission, .offset = "a while" }, "2.5 or -40ms" },
  };

  fixture_write (layout, "[layout]\n[widget a]\ntype=text\ntext=HIGH\nwhen=altidude>3:km\n");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (tlh_overlay_open (&wrong[i].wishes, &error));
    g_assert_nonnull (error);
    if (!strstr (error->message, wrong[i].words))
      g_error ("'%s' says nothing of '%s'", error->message, wrong[i].words);
  }
  g_remove (layout);
}

static void
test_length (void)
{
  g_autoptr (TlhOverlay) overlay = open_overlay ("webcast");
  TlhWishes early = { .location = fixture.log, .liftoff_at = "-500" };
  g_autoptr (TlhOverlay) over = tlh_overlay_open (&early, NULL);
  gint64 length = -1;

  g_assert_true (tlh_overlay_length (overlay, &length));
  g_assert_cmpint (length, ==, 112500 * (gint64) GST_MSECOND);
  /* All of it was before the footage begins. */
  g_assert_true (tlh_overlay_length (over, &length));
  g_assert_cmpint (length, ==, 0);
  g_assert_nonnull (tlh_overlay_warnings (overlay));
}

static void
test_frames_that_cannot_be (void)
{
  g_autoptr (TlhOverlay) overlay = open_overlay ("webcast");
  guint8 bytes[16 * 16 * 4] = { 0 };
  TlhFrame wrong[] = {
    { .format = "NOSUCH", .width = 16, .height = 16, .data = { bytes }, .stride = { 64 } },
    { .format = NULL, .width = 16, .height = 16, .data = { bytes }, .stride = { 64 } },
    { .format = "RGBA", .width = 15, .height = 16, .data = { bytes }, .stride = { 64 } },
    { .format = "RGBA", .width = 16, .height = 40000, .data = { bytes }, .stride = { 64 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_false (tlh_overlay_draw (overlay, 0, NULL, &wrong[i], &error));
    g_assert_nonnull (error);
    g_assert_cmpuint (error->domain, ==, TLM_ERROR);
    tlh_frame_say (&wrong[i], "nothing to write on");
  }
  for (gsize i = 0; i < sizeof bytes; i++)
    g_assert_cmpuint (bytes[i], ==, 0);
  g_assert_true (tlh_format_is_known ("YUY2"));
  g_assert_false (tlh_format_is_known ("NOSUCH"));
  g_assert_false (tlh_format_is_known (NULL));
}

static void
test_say (void)
{
  const int sides[] = { 16, 17, 640 };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++) {
    gsize size = (gsize) sides[i] * sides[i] * 4, changed = 0;
    g_autofree guint8 *bytes = g_malloc (size);
    TlhFrame frame = { .format = "RGBA", .width = sides[i], .height = sides[i], .data = { bytes }, .stride = { 4 * sides[i] } };
    memset (bytes, 0x40, size);
    tlh_frame_say (&frame, "<b>50 % \xff is no text & this is no markup");
    for (gsize k = 0; k < size; k++)
      changed += bytes[k] != 0x40;
    g_assert_cmpuint (changed, >, 0);
  }
}

#ifndef __SANITIZE_ADDRESS__
static void
open_and_draw (void)
{
  g_autoptr (TlhOverlay) overlay = open_overlay ("webcast");
  g_autofree char *sum = draw_sum (overlay, 7);
}
#endif

static void
test_nothing_is_kept (void)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("what is allocated cannot be told in this build");
#else
  struct mallinfo2 before, after;

  for (int i = 0; i < 10; i++)
    open_and_draw ();
  before = mallinfo2 ();
  for (int i = 0; i < 100; i++)
    open_and_draw ();
  after = mallinfo2 ();
  g_assert_cmpuint (after.uordblks + after.hblkhd, <, before.uordblks + before.hblkhd + (128 << 10));
#endif
}

int
main (int argc, char **argv)
{
  int status;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_data_func ("/host/same-as-element/webcast", "webcast", test_same_as_element);
  g_test_add_data_func ("/host/same-as-element/soyuz", "soyuz", test_same_as_element);
  g_test_add_data_func ("/host/same-as-element/hud", "hud", test_same_as_element);
  g_test_add_func ("/host/threads", test_threads);
  g_test_add_func ("/host/wrong-wishes", test_wrong_wishes);
  g_test_add_func ("/host/length", test_length);
  g_test_add_func ("/host/frames-that-cannot-be", test_frames_that_cannot_be);
  g_test_add_func ("/host/say", test_say);
  g_test_add_func ("/host/nothing-is-kept", test_nothing_is_kept);
  status = g_test_run ();
  fixture_clear (&fixture);
  return status;
}
