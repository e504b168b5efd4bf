/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bench-play.h"

#include <gst/check/gstharness.h>
#include <gst/video/video.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* As many as are in flight, and more than a second-level cache holds. */
#define FRAMES 8

double
bench_cpu_s (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

double
bench_children_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
      1e-6 * (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static GstCaps *
chain_caps (const BenchChain *chain, GstVideoInfo *info)
{
  GstCaps *caps = gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, chain->format,
      "width", G_TYPE_INT, chain->width, "height", G_TYPE_INT, chain->height,
      "framerate", GST_TYPE_FRACTION, 30, 1, NULL);

  g_assert_true (gst_video_info_from_caps (info, caps));
  return caps;
}

/* The chain alone has pads that are not for video. */
static GstHarness *
harness_for (const BenchChain *chain)
{
  g_autofree char *line = g_strdup_printf ("identity name=first silent=true ! %s ! "
      "identity name=last silent=true", chain->chain);
  g_autoptr (GError) error = NULL;
  GstElement *bin = gst_parse_bin_from_description (line, FALSE, &error);
  static const char *const ends[2][2] = { { "first", "sink" }, { "last", "src" } };

  if (error)
    g_error ("%s", error->message);
  for (int i = 0; i < 2; i++) {
    g_autoptr (GstElement) end = gst_bin_get_by_name (GST_BIN (bin), ends[i][0]);
    g_autoptr (GstPad) pad = gst_element_get_static_pad (end, ends[i][1]);
    gst_element_add_pad (bin, gst_ghost_pad_new (ends[i][1], pad));
  }
  GstHarness *harness = gst_harness_new_with_element (bin, "sink", "src");
  gst_object_unref (bin);
  return harness;
}

static GstBufferPool *
frame_pool (GstCaps *caps, const GstVideoInfo *info)
{
  GstBufferPool *pool = gst_video_buffer_pool_new ();
  GstStructure *config = gst_buffer_pool_get_config (pool);

  gst_buffer_pool_config_set_params (config, caps, (guint) GST_VIDEO_INFO_SIZE (info), FRAMES, FRAMES);
  g_assert_true (gst_buffer_pool_set_config (pool, config));
  g_assert_true (gst_buffer_pool_set_active (pool, TRUE));
  return pool;
}

static void
change_texts (GstHarness *harness, int frame)
{
  static const char *const units[] = { "km/h", "km", "s" };

  for (int i = 0; i < 3; i++) {
    g_autofree char *name = g_strdup_printf ("t%d", i);
    g_autofree char *text = g_strdup_printf ("%.2f %s", 1000 * (i + 1) + 1.23 * frame, units[i]);
    g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (harness->element), name);
    g_object_set (overlay, "text", text, NULL);
  }
}

static GstBuffer *
take_frame (GstBufferPool *pool, int frame, gboolean shared)
{
  GstBuffer *buffer;

  g_assert_cmpint (gst_buffer_pool_acquire_buffer (pool, &buffer, NULL), ==, GST_FLOW_OK);
  if (shared) {
    GstBuffer *kept = buffer;
    buffer = gst_buffer_copy (kept);
    gst_buffer_add_parent_buffer_meta (buffer, kept);
    gst_buffer_unref (kept);
  }
  GST_BUFFER_PTS (buffer) = gst_util_uint64_scale ((guint64) frame, GST_SECOND, 30);
  GST_BUFFER_DURATION (buffer) = GST_SECOND / 30;
  return buffer;
}

/* CPU time of the cheapest block of frames after the first, s. */
static double
run_s (const BenchChain *chain, int n_blocks)
{
  GstVideoInfo info;
  g_autoptr (GstCaps) caps = chain_caps (chain, &info);
  g_autoptr (GstBufferPool) pool = frame_pool (caps, &info);
  GstHarness *harness = harness_for (chain);
  double best = G_MAXDOUBLE, before = 0;

  gst_harness_set_drop_buffers (harness, TRUE);
  gst_harness_set_src_caps (harness, g_steal_pointer (&caps));
  for (int i = 0; i <= n_blocks * BENCH_BLOCK; i++) {
    if (i % BENCH_BLOCK == 0) {
      double now = bench_cpu_s ();
      best = i > BENCH_BLOCK ? MIN (best, now - before) : best;
      before = now;
    }
    if (strstr (chain->chain, "name=t0"))
      change_texts (harness, i);
    g_assert_cmpint (gst_harness_push (harness, take_frame (pool, i, chain->shared)), ==, GST_FLOW_OK);
  }
  gst_harness_teardown (harness);
  gst_buffer_pool_set_active (pool, FALSE);
  return best;
}

double
bench_cost_ms (const BenchChain *chain, int n_blocks)
{
  double best = G_MAXDOUBLE;

  for (int i = 0; i < 2; i++)
    best = MIN (best, run_s (chain, n_blocks));
  return 1e3 * best / BENCH_BLOCK;
}

/* What becomes of a frame whose bytes all are VALUE. */
static void
mark_changes (const BenchChain *chain, guint8 value, guint8 *changed, gsize size)
{
  GstVideoInfo info;
  GstHarness *harness = harness_for (chain);
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, size, NULL);
  GstMapInfo map;

  gst_harness_set_src_caps (harness, chain_caps (chain, &info));
  gst_buffer_memset (buffer, 0, value, size);
  GST_BUFFER_PTS (buffer) = 0;
  g_assert_cmpint (gst_harness_push (harness, buffer), ==, GST_FLOW_OK);
  g_autoptr (GstBuffer) out = gst_harness_pull (harness);
  gst_buffer_map (out, &map, GST_MAP_READ);
  for (gsize i = 0; i < size; i++)
    changed[i] |= map.data[i] != value;
  gst_buffer_unmap (out, &map);
  gst_harness_teardown (harness);
}

static gsize
word_size (const BenchChain *chain)
{
  return GST_VIDEO_FORMAT_INFO_DEPTH (gst_video_format_get_info (
              gst_video_format_from_string (chain->format)), 0) > 8 ? 2 : 1;
}

gsize
bench_count_changes (const BenchChain *chain)
{
  GstVideoInfo info;
  g_autoptr (GstCaps) caps = chain_caps (chain, &info);
  gsize size = GST_VIDEO_INFO_SIZE (&info), word = word_size (chain), n = 0;
  g_autofree guint8 *changed = g_malloc0 (size);

  mark_changes (chain, 235, changed, size);
  mark_changes (chain, 16, changed, size);
  for (gsize i = 0; i + word <= size; i += word)
    n += changed[i] | changed[i + word - 1];
  return n;
}

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define CLONES __attribute__ ((target_clones ("avx2", "default")))
#else
#define CLONES
#endif

CLONES static void
bare_blend_8 (guint8 *restrict d, const guint8 *restrict s, const guint8 *restrict a, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    guint16 p = (guint16) (d[i] * (255 - a[i]) + 128);
    d[i] = (guint8) (s[i] + (guint8) ((p + (p >> 8)) >> 8));
  }
}

CLONES static void
bare_blend_16 (guint16 *restrict d, const guint16 *restrict s, const guint16 *restrict a, gsize n)
{
  for (gsize i = 0; i < n; i++)
    d[i] = (guint16) (s[i] + ((guint32) d[i] * (guint16) (65535 - a[i]) >> 16));
}

double
bench_floor_ms (const BenchChain *chain, gsize n_samples)
{
  GstVideoInfo info;
  g_autoptr (GstCaps) caps = chain_caps (chain, &info);
  gsize size = GST_VIDEO_INFO_SIZE (&info), word = word_size (chain);
  g_autofree guint8 *frames = g_malloc0 (FRAMES * size), *s = g_malloc0 (n_samples * word);
  g_autofree guint8 *a = g_malloc (n_samples * word);
  double best = G_MAXDOUBLE;

  memset (a, 100, n_samples * word);
  for (int i = 0; i < 32; i++) {
    double before = bench_cpu_s ();
    for (gsize k = 0; k < BENCH_BLOCK; k++) {
      guint8 *d = frames + k % FRAMES * size;
      if (word == 1)
        bare_blend_8 (d, s, a, n_samples);
      else
        bare_blend_16 ((guint16 *) d, (const guint16 *) s, (const guint16 *) a, n_samples);
    }
    best = MIN (best, bench_cpu_s () - before);
  }
  return 1e3 * best / BENCH_BLOCK;
}
