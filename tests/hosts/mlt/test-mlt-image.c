/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The filter of MLT in each format that MLT has: over the same ground it draws what the facade draws, at the profile's
 * size and at that of a preview; frames by several threads, out of order, are those by one. */
#include <framework/mlt.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <string.h>
#include <unistd.h>

#include "host/overlay.h"

#define FRAMES 40

static char *folder, *mission;
static mlt_profile profile;

static void
write_flight (void)
{
  g_autoptr (GString) rows = g_string_new ("time[s],altitude[m],speed[m/s]\n");
  g_autofree char *csv = g_build_filename (folder, "flight.csv", NULL);

  for (int i = 0; i <= 1000; i++)
    g_string_append_printf (rows, "%d.%d,%d,10\n", i / 10, i % 10, 100 * i);
  g_assert_true (g_file_set_contents (csv, rows->str, -1, NULL));
  mission = g_build_filename (folder, "flight.mission", NULL);
  g_assert_true (g_file_set_contents (mission, "[mission]\nname=Test\n[telemetry]\nlocation=flight.csv\n[events]\nliftoff=0\n",
          -1, NULL));
}

/* A clip of colour, with the filter on it or without. */
static mlt_producer
make_clip (gboolean filtered)
{
  mlt_producer producer = mlt_factory_producer (profile, NULL, "colour:#405070");
  mlt_filter filter;

  g_assert_nonnull (producer);
  if (!filtered)
    return producer;
  filter = mlt_factory_filter (profile, "telemetry", mission);
  g_assert_nonnull (filter);
  mlt_properties_set (MLT_FILTER_PROPERTIES (filter), "layout", "webcast");
  mlt_properties_set (MLT_FILTER_PROPERTIES (filter), "liftoff", "0.4");
  mlt_producer_attach (producer, filter);
  mlt_filter_close (filter);
  return producer;
}

/* What the ground is in, as MLT says with the frame. */
static int ground_colorspace;

/* The bytes of frame NUMBER, to be freed; FORMAT, WIDTH and HEIGHT as asked for and as given. */
static guint8 *
draw (mlt_producer producer, int number, mlt_image_format *format, int *width, int *height, gsize *size)
{
  mlt_frame frame = NULL;
  uint8_t *image = NULL;
  guint8 *copy;

  mlt_producer_seek (producer, number);
  g_assert_cmpint (mlt_service_get_frame (MLT_PRODUCER_SERVICE (producer), &frame, 0), ==, 0);
  mlt_properties_set (MLT_FRAME_PROPERTIES (frame), "consumer.rescale", "nearest");
  mlt_properties_set_int (MLT_FRAME_PROPERTIES (frame), "colorspace", 709);
  g_assert_cmpint (mlt_frame_get_image (frame, &image, format, width, height, 0), ==, 0);
  ground_colorspace = mlt_properties_get_int (MLT_FRAME_PROPERTIES (frame), "colorspace");
  *size = (gsize) mlt_image_format_size (*format, *width, *height, NULL);
  copy = g_memdup2 (image, *size);
  mlt_frame_close (frame);
  return copy;
}

static TlhFrame
frame_of (guint8 *bytes, mlt_image_format format, int width, int height)
{
  int luma = width * height;
  TlhFrame frame = { .width = width, .height = height, .data = { bytes } };

  if (format == mlt_image_rgba) {
    frame.format = "RGBA";
    frame.stride[0] = 4 * width;
  } else if (format == mlt_image_yuv422) {
    frame.format = "YUY2";
    frame.stride[0] = 2 * width;
  } else {
    frame.format = "I420";
    frame.data[1] = bytes + luma;
    frame.data[2] = bytes + luma + luma / 4;
    frame.stride[0] = width;
    frame.stride[1] = frame.stride[2] = width / 2;
  }
  return frame;
}

static void
test_format (gconstpointer data)
{
  const mlt_image_format wanted = (mlt_image_format) GPOINTER_TO_INT (data);
  const int sizes[][2] = { { 640, 360 }, { 320, 180 }, { 480, 270 } };
  TlhWishes wishes = { .mission = mission, .layout = "webcast", .liftoff_at = "0.4" };
  g_autoptr (TlhOverlay) overlay = tlh_overlay_open (&wishes, NULL);
  mlt_producer plain = make_clip (FALSE), drawn = make_clip (TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int number = 0; number < 60; number += 13) {
      mlt_image_format format = wanted, other = wanted;
      int width = sizes[i][0], height = sizes[i][1], w = width, h = height;
      gsize size, other_size;
      g_autofree guint8 *ground = draw (plain, number, &format, &width, &height, &size);
      g_autofree guint8 *made = draw (drawn, number, &other, &w, &h, &other_size);
      TlhFrame frame = frame_of (ground, format, width, height);
      g_autofree guint8 *before = g_memdup2 (ground, size);
      g_assert_cmpint (format, ==, wanted);
      g_assert_cmpint (other, ==, wanted);
      g_assert_cmpuint (size, ==, other_size);
      g_assert_true (ground_colorspace == 601 || ground_colorspace == 709);
      frame.colorimetry.matrix = ground_colorspace == 601 ? TLR_MATRIX_BT601 : TLR_MATRIX_BT709;
      g_assert_true (tlh_overlay_draw (overlay, number * G_GINT64_CONSTANT (1000000000) / 25, NULL, &frame, NULL));
      g_assert_cmpint (memcmp (ground, before, size), !=, 0);
      if (memcmp (ground, made, size) != 0)
        g_error ("frame %d, %dx%d: another picture", number, w, h);
    }
  mlt_producer_close (plain);
  mlt_producer_close (drawn);
}

#ifndef __SANITIZE_ADDRESS__
static void
pass_frames (mlt_producer producer, int n)
{
  for (int i = 0; i < n; i++) {
    mlt_frame frame = NULL;
    mlt_producer_seek (producer, i % FRAMES);
    g_assert_cmpint (mlt_service_get_frame (MLT_PRODUCER_SERVICE (producer), &frame, 0), ==, 0);
    mlt_frame_close (frame);
  }
}
#endif

/* Frames whose image nobody asks for, as where sound alone is rendered, leave nothing behind. */
static void
test_frames_without_image (void)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("what is allocated cannot be told in this build");
#else
  mlt_producer producer = make_clip (TRUE);
  gsize before;

  pass_frames (producer, 500);
  before = mallinfo2 ().uordblks;
  pass_frames (producer, 5000);
  g_assert_cmpuint (mallinfo2 ().uordblks, <, before + (32 << 10));
  mlt_producer_close (producer);
#endif
}

/* Sizes at which half a chroma sample would lie beyond the edge, as previews have them. */
static void
test_odd (void)
{
  const mlt_image_format formats[] = { mlt_image_rgba, mlt_image_yuv422, mlt_image_yuv420p, mlt_image_rgb };
  const int sizes[][2] = { { 321, 181 }, { 320, 181 }, { 321, 180 }, { 17, 17 } };
  mlt_producer drawn = make_clip (TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++) {
      mlt_image_format format = formats[i];
      int width = sizes[k][0], height = sizes[k][1], different = 0;
      gboolean seen[256] = { FALSE };
      gsize size;
      g_autofree guint8 *made = draw (drawn, 30, &format, &width, &height, &size);
      for (gsize at = 0; at < size; at++)
        different += !seen[made[at]], seen[made[at]] = TRUE;
      /* The clip alone is of one colour: four values. */
      g_assert_cmpint (different, >, 8);
    }
  mlt_producer_close (drawn);
}

typedef struct {
  GMutex lock;
  int next;
  mlt_producer producer;
  char *sums[FRAMES];
} Race;

static char *
sum_of (mlt_frame frame)
{
  mlt_image_format format = mlt_image_rgba;
  int width = 640, height = 360;
  uint8_t *image = NULL;

  g_assert_cmpint (mlt_frame_get_image (frame, &image, &format, &width, &height, 0), ==, 0);
  return g_compute_checksum_for_data (G_CHECKSUM_MD5, image, (gsize) mlt_image_format_size (format, width, height, NULL));
}

/* As a consumer renders: frames are made one after another, their images by whoever is free. */
static mlt_frame
take_frame (Race *race, int *number)
{
  mlt_frame frame = NULL;

  g_mutex_lock (&race->lock);
  *number = race->next++;
  if (*number < FRAMES) {
    mlt_producer_seek (race->producer, *number * 17 % FRAMES);
    mlt_service_get_frame (MLT_PRODUCER_SERVICE (race->producer), &frame, 0);
  }
  g_mutex_unlock (&race->lock);
  return frame;
}

static gpointer
render (gpointer data)
{
  Race *race = data;
  mlt_frame frame;
  int number;

  while ((frame = take_frame (race, &number))) {
    race->sums[number * 17 % FRAMES] = sum_of (frame);
    mlt_frame_close (frame);
  }
  return NULL;
}

/* MLT's own clip of colour converts its image when it is first asked for, by whoever asks first, and once in thirty runs
 * two who ask at once get another shade below what is drawn. */
static void
warm_up (mlt_producer producer)
{
  mlt_frame frame = NULL;

  mlt_producer_seek (producer, 0);
  g_assert_cmpint (mlt_service_get_frame (MLT_PRODUCER_SERVICE (producer), &frame, 0), ==, 0);
  g_free (sum_of (frame));
  mlt_frame_close (frame);
}

static void
run_race (Race *race, int n_threads)
{
  GThread *threads[4];

  race->producer = make_clip (TRUE);
  warm_up (race->producer);
  g_mutex_init (&race->lock);
  for (int i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("renders", render, race);
  for (int i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
  g_mutex_clear (&race->lock);
  mlt_producer_close (race->producer);
}

static void
test_threads (void)
{
  Race one = { .next = 0 }, four = { .next = 0 };
  g_autoptr (GHashTable) different = g_hash_table_new (g_str_hash, g_str_equal);

  run_race (&one, 1);
  run_race (&four, 4);
  for (int i = 0; i < FRAMES; i++) {
    g_assert_cmpstr (one.sums[i], ==, four.sums[i]);
    g_hash_table_add (different, one.sums[i]);
  }
  /* They are not all one picture: a tenth of a second is shown. */
  g_assert_cmpuint (g_hash_table_size (different), >, FRAMES / 4);
  for (int i = 0; i < FRAMES; i++) {
    g_free (one.sums[i]);
    g_free (four.sums[i]);
  }
}

static const char *const modules[] = { "libmltcore.so", "libmltavformat.so" };

/* A folder with MLT's own modules, as far as they are needed for its formats, and ours. */
static void
make_repository (void)
{
  g_autofree char *own = g_build_filename (g_getenv ("TELEMETRY_BUILD_ROOT"), "plugin/hosts/mlt/libmlttelemetry.so", NULL);
  g_autofree char *own_link = g_build_filename (folder, "libmlttelemetry.so", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (modules); i++) {
    g_autofree char *module = g_build_filename (MLT_MODULES, modules[i], NULL);
    g_autofree char *link = g_build_filename (folder, modules[i], NULL);
    g_assert_cmpint (symlink (module, link), ==, 0);
  }
  g_assert_cmpint (symlink (own, own_link), ==, 0);
}

int
main (int argc, char **argv)
{
  const char *const rest[] = { "flight.csv", "flight.mission", "libmltcore.so", "libmltavformat.so", "libmlttelemetry.so" };
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("telemetry-XXXXXX", NULL);
  write_flight ();
  make_repository ();
  g_assert_nonnull (mlt_factory_init (folder));
  /* Without MLT's own profiles, which are a package of their own, it would be standard definition of 1990. */
  profile = mlt_profile_init (NULL);
  profile->width = 640;
  profile->height = 360;
  profile->sample_aspect_num = profile->sample_aspect_den = 1;
  profile->display_aspect_num = 16;
  profile->display_aspect_den = 9;
  profile->frame_rate_num = 25;
  profile->frame_rate_den = 1;
  profile->progressive = 1;
  profile->colorspace = 709;
  g_test_add_data_func ("/mlt/format/rgba", GINT_TO_POINTER (mlt_image_rgba), test_format);
  g_test_add_data_func ("/mlt/format/yuv422", GINT_TO_POINTER (mlt_image_yuv422), test_format);
  g_test_add_data_func ("/mlt/format/yuv420p", GINT_TO_POINTER (mlt_image_yuv420p), test_format);
  g_test_add_func ("/mlt/frames-without-image", test_frames_without_image);
  g_test_add_func ("/mlt/odd-sizes", test_odd);
  g_test_add_func ("/mlt/threads", test_threads);
  status = g_test_run ();
  mlt_profile_close (profile);
  mlt_factory_close ();
  for (gsize i = 0; i < G_N_ELEMENTS (rest); i++) {
    g_autofree char *path = g_build_filename (folder, rest[i], NULL);
    g_unlink (path);
  }
  g_rmdir (folder);
  g_free (folder);
  g_free (mission);
  return status;
}
