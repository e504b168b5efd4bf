/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What telemetryoverlay costs, beside GStreamer's own text overlays, FFmpeg's, and
 * the floor, in one run:
 *
 *   bench-overlay [--blocks N] [--layout NAME]... [--no-peers] [LOG]
 *
 * One core of an AMD EPYC (Zen 5), AVX2, a quiet machine, one run; ms of CPU a frame
 * over the source, and times the floor:
 *
 *   webcast I420 1920x1080           0.053   1.13      not writable, copied    0.20
 *   webcast NV12 1920x1080           0.052   1.10      attached for a sink     0.14
 *   webcast I420 3840x2160           0.20    1.01      BGRA with alpha         0.26
 *   webcast NV12 3840x2160           0.21    0.95      v210, unpacked          3.0
 *   webcast P010_10LE 3840x2160      0.32    1.09      three numbers in boxes  0.028
 *   three textoverlay 8.9 (168 times), FFmpeg: three drawtext over a drawbox as
 *   large as the webcast's ground 2.1 (40 times), three drawtext in boxes 0.41 (15
 *   times the same three numbers), ass without a ground 0.52
 *   first frame 55 (45 of them to read 13684 samples and to find the phases), other
 *   caps 8 (16 on 2160p), pictures 3.8 MB, 29 MB on 2160p P010
 *
 * What made it so, on webcast frames: even grounds blended as tiles that stay in
 * registers, half of the memory traffic (0.09 to 0.05 on 1080p I420); 16 bit words
 * shifted by products, since vectors of 16 bit words have no shift by a variable
 * (0.64 to 0.50 on 2160p P010). Compiler's vectors and function clones reach the
 * floor, so that ORC has nothing to add.
 *
 * Budgets, which a row names where it has one: webcast 1.2 times its floor, BGRA 1.3 times, v210 0.5 ms, cockpit
 * 0.15 ms, tracking 0.20. Of two cores that others loaded as well: webcast 1.55 times, BGRA 2.0, v210 4.4 ms,
 * cockpit 0.51, tracking 0.10; all but the last are still beyond. Since rows of narrow pictures are asked for ahead
 * (the compiler had dropped that), cockpit costs 0.51 where it was 0.69.
 *
 * Frames come from a pool of eight and are writable, but in the cases that say
 * "shared". The floor is a bare vector blend over as many samples as the layout
 * changes of a white or a black frame. With --layout these layouts are measured
 * instead of the cases below. */
#include <gst/check/gstharness.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench-peers.h"
#include "bench-play.h"
#include "core/mission/flight.h"
#include "render/scene/scene.h"
#include "render/widgets/layout-load.h"

#define US "telemetryoverlay liftoff-at=-100 location="

typedef enum {
  KIND_SOURCE,
  KIND_WEBCAST,      /* compared with the peers */
  KIND_BOXED,
  KIND_SHARED,
  KIND_OTHER,
  KIND_PEER
} Kind;

typedef struct {
  const char *name;
  Kind kind;
  const char *options;       /* of the overlay */
  const char *format;
  int width, height;
  double most_floors;        /* times the floor that it may cost; 0: any */
  double most_ms;            /* of CPU a frame that it may cost; 0: any */
} Case;

static const Case cases[] = {
  { "source alone", KIND_SOURCE, NULL, "I420", 1920, 1080 },
  { "webcast", KIND_WEBCAST, "", "I420", 1920, 1080, .most_floors = 1.2 },
  { "webcast", KIND_OTHER, "", "NV12", 1920, 1080 },
  { "webcast", KIND_OTHER, "", "BGRA", 1920, 1080, .most_floors = 1.3 },
  { "webcast", KIND_OTHER, "", "v210", 1920, 1080, .most_ms = 0.5 },
  { "webcast, shared frames", KIND_SHARED, "", "I420", 1920, 1080 },
  { "webcast, attached", KIND_OTHER, "mode=attach", "I420", 1920, 1080 },
  { "webcast", KIND_OTHER, "", "I420", 3840, 2160 },
  { "webcast", KIND_OTHER, "", "NV12", 3840, 2160 },
  { "webcast", KIND_OTHER, "", "P010_10LE", 3840, 2160 },
  { "minimal", KIND_OTHER, "layout=minimal", "I420", 1920, 1080 },
  { "cockpit", KIND_OTHER, "layout=cockpit", "I420", 1920, 1080, .most_ms = 0.15 },
  { "tracking", KIND_OTHER, "layout=tracking", "I420", 1920, 1080, .most_ms = 0.20 },
  { "three numbers in boxes", KIND_BOXED, "layout=BOXED", "I420", 1920, 1080 },
  { "three textoverlay", KIND_PEER, NULL, "I420", 1920, 1080 },
};

static const char peer[] =
    "textoverlay name=t0 font-desc=Sans,48 valignment=bottom halignment=left ! "
    "textoverlay name=t1 font-desc=Sans,48 valignment=bottom halignment=right ! "
    "textoverlay name=t2 font-desc=Sans,48 valignment=bottom halignment=center";

/* What FFmpeg's three drawtext with boxes show. */
static const char boxed_layout[] = "[layout]\nname=Boxed\n"
    "[widget a-box]\ntype=panel\naround=a\npadding-x=12\npadding-y=12\ncolour=#000000b2\n"
    "[widget a]\ntype=field\nvalue={speed}\nunit=km/h\nsize=48\nunit-size=48\nanchor=bottom-left\n"
    "[widget b-box]\ntype=panel\naround=b\npadding-x=12\npadding-y=12\ncolour=#000000b2\n"
    "[widget b]\ntype=field\nvalue={altitude}\nunit=km\nsize=48\nunit-size=48\nanchor=bottom\n"
    "[widget c-box]\ntype=panel\naround=c\npadding-x=12\npadding-y=12\ncolour=#000000b2\n"
    "[widget c]\ntype=text\ntext={speed:m/s:2}\nsize=48\nanchor=bottom-right\n";

static int n_blocks = 12;
static gboolean no_peers;
static char **layouts;
static char *boxed_path;
static const char *telemetry;

static char *
chain_of (const Case *test)
{
  g_autoptr (GString) chain = g_string_new (NULL);

  if (test->kind == KIND_SOURCE)
    return g_strdup ("identity silent=true");
  if (test->kind == KIND_PEER)
    return g_strdup (peer);
  g_string_printf (chain, US "%s %s", telemetry, test->options);
  g_string_replace (chain, "BOXED", boxed_path, 1);
  return g_strdup (chain->str);
}

static double
source_ms (const BenchChain *like)
{
  BenchChain alone = *like;

  alone.chain = "identity silent=true";
  return bench_cost_ms (&alone, n_blocks);
}

/* What a case may cost, where somebody said so, and whether it does. */
static void
print_budget (const Case *test, double cost, double floor)
{
  if (test->most_floors > 0 && floor > 0)
    g_print (", budget %.2f times: %s", test->most_floors, cost <= test->most_floors * floor ? "kept" : "BEYOND");
  if (test->most_ms > 0)
    g_print (", budget %.2f ms: %s", test->most_ms, cost <= test->most_ms ? "kept" : "BEYOND");
}

/* One line of the table; returns what it costs over the source. */
static double
measure (const Case *test)
{
  g_autofree char *text = chain_of (test);
  BenchChain chain = { text, test->format, test->width, test->height, test->kind == KIND_SHARED };
  double source = source_ms (&chain), cost = bench_cost_ms (&chain, n_blocks) - source, floor = 0;

  g_print ("%-26s %-10s %4dx%-4d %8.4f ms", test->name, test->format, test->width, test->height, cost);
  if (test->kind != KIND_PEER && test->kind != KIND_SOURCE && !strstr (test->options, "attach") &&
      strcmp (test->format, "v210") != 0) {
    gsize n = bench_count_changes (&chain);
    floor = bench_floor_ms (&chain, n);
    g_print (", %5.2f times the floor of %.4f ms (%.2f million samples)", cost / floor, floor, (double) n / 1e6);
  }
  print_budget (test, cost, floor);
  g_print ("\n");
  return cost;
}

/* Set-up */

static GstBuffer *
blank (int width, int height, int frame)
{
  gsize size = (gsize) width * (gsize) height * 3 / 2;
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, size, NULL);

  gst_buffer_memset (buffer, 0, 0x40, size);
  GST_BUFFER_PTS (buffer) = gst_util_uint64_scale ((guint64) frame, GST_SECOND, 30);
  GST_BUFFER_DURATION (buffer) = GST_SECOND / 30;
  return buffer;
}

static void
set_size (GstHarness *harness, int width, int height)
{
  g_autofree char *caps = g_strdup_printf ("video/x-raw,format=I420,width=%d,height=%d,framerate=30/1",
      width, height);

  gst_harness_set_src_caps_str (harness, caps);
}

static double
push_ms (GstHarness *harness, int width, int height, int frame)
{
  GstBuffer *buffer = blank (width, height, frame);
  double before = bench_cpu_s ();

  g_assert_cmpint (gst_harness_push (harness, buffer), ==, GST_FLOW_OK);
  gst_buffer_unref (gst_harness_pull (harness));
  return 1e3 * (bench_cpu_s () - before);
}

/* CPU time, all in this thread, to open, lay out and draw a first frame, then to go on after
 * caps of another size. */
static void
measure_setup (const char *options, int width, int height)
{
  g_autofree char *chain = g_strdup_printf (US "%s %s", telemetry, options);
  double open = G_MAXDOUBLE, change = G_MAXDOUBLE;

  for (int i = 0; i < 7; i++) {
    double before = bench_cpu_s ();
    GstHarness *harness = gst_harness_new_parse (chain);
    set_size (harness, width, height);
    push_ms (harness, width, height, 0);
    open = MIN (open, 1e3 * (bench_cpu_s () - before));
    for (int frame = 1; frame < 20; frame++)
      push_ms (harness, width, height, frame);
    before = bench_cpu_s ();
    set_size (harness, width * 2 / 3, height * 2 / 3);
    push_ms (harness, width * 2 / 3, height * 2 / 3, 20);
    set_size (harness, width, height);
    push_ms (harness, width, height, 21);
    change = MIN (change, 1e3 * (bench_cpu_s () - before) / 2);
    gst_harness_teardown (harness);
  }
  g_print ("set-up %dx%d: %.1f ms to the first frame; other caps: %.1f ms (a frame at 30 a second: 33.3 ms)\n",
      width, height, open, change);
}

/* Pictures kept once everything has been shown. */
static void
measure_memory (const char *name, const char *format, int width, int height)
{
  g_autoptr (TlrLayout) layout = tlr_layout_load (name, NULL);
  TlmFlightSource source = { .location = telemetry };
  g_autoptr (TlmFlight) flight = tlm_flight_open (&source, NULL);
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find (format) }, .width = width, .height = height };
  g_autoptr (TlrScene) scene = tlr_scene_new (layout, NULL, flight->timeline, NULL, &spec, NULL);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  gint64 first, last;

  g_assert_true (tlm_timeline_span (flight->timeline, &first, &last));
  for (gint64 t = first; t < last; t += TLM_SECOND) {
    tlm_timeline_at (flight->timeline, t, tlr_scene_channels (scene), snapshot);
    tlr_scene_update (scene, snapshot);
  }
  g_print ("memory of %s %s %dx%d: %.1f MB\n", name, format, width, height, (double) tlr_scene_get_size (scene) / 1e6);
}

static void
run_layouts (void)
{
  for (char **name = layouts; *name; name++) {
    g_autofree char *options = g_strdup_printf ("layout=%s", *name);
    Case test = { *name, KIND_OTHER, options, "I420", 1920, 1080 };

    measure (&test);
    measure_setup (options, 1920, 1080);
    measure_memory (*name, "I420", 1920, 1080);
  }
}

static void
run_cases (void)
{
  double of[KIND_PEER + 1] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (cases[i].kind != KIND_PEER || !no_peers)
      of[cases[i].kind] = measure (&cases[i]);
  measure_setup ("", 1920, 1080);
  measure_setup ("", 3840, 2160);
  measure_memory ("webcast", "I420", 1920, 1080);
  measure_memory ("webcast", "P010_10LE", 3840, 2160);
  if (no_peers)
    return;
  g_print ("three textoverlay: %.0f times the webcast, %.0f times three numbers in boxes\n",
      of[KIND_PEER] / of[KIND_WEBCAST], of[KIND_PEER] / of[KIND_BOXED]);
  bench_compare_ffmpeg (of[KIND_WEBCAST], of[KIND_BOXED], of[KIND_SHARED]);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "blocks", 0, 0, G_OPTION_ARG_INT, &n_blocks, "Blocks of 50 frames to play, twice", "N" },
    { "layout", 0, 0, G_OPTION_ARG_STRING_ARRAY, &layouts, "Layout to measure instead", "NAME" },
    { "no-peers", 0, 0, G_OPTION_ARG_NONE, &no_peers, "Only ourselves", NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[LOG] - what the overlay costs");
  const char *data = g_getenv ("TELEMETRY_SHARED_DATA");
  g_autofree char *shared = g_build_filename (data ? data : "../shared/data",
      "webcast/spacex-crs-12/stage1-raw.json", NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_group (context, gst_init_get_option_group ());
  if (!g_option_context_parse (context, &argc, &argv, &error)) {
    g_printerr ("%s\n", error->message);
    return 2;
  }
  telemetry = argc > 1 ? argv[1] : shared;
  if (!g_file_test (telemetry, G_FILE_TEST_EXISTS)) {
    g_printerr ("no telemetry %s: name a log\n", telemetry);
    return 1;
  }
  boxed_path = g_build_filename (g_get_tmp_dir (), "bench-boxed.layout", NULL);
  g_file_set_contents (boxed_path, boxed_layout, -1, NULL);
  if (layouts)
    run_layouts ();
  else
    run_cases ();
  remove (boxed_path);
  return 0;
}
