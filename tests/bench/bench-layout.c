/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* CPU per frame of a layout by itself, without a pipeline: the snapshot, the
 * recomposing of what changed, and the blend, at 30 frames a second of a flight on
 * which every channel changes all the time.
 *
 *   bench-layout [LAYOUT [FORMAT [WIDTH HEIGHT [OPACITY [SCALE [X [Y [STEP]]]]]]]]
 *
 * The last ones are a pose (render/scene/stage.h), of which X becomes STEP more with each frame.
 *
 * Frames rotate through a ring larger than the second-level cache. Measured at
 * 1920x1080 I420 on a quiet machine, ms a frame: two dials, arc, g-meter, plot and map
 * together (instruments.layout) 0.22, cockpit with its tapes and attitude 0.52,
 * tracking 0.08. On a busy one, 0.64 (blend 0.18) and 0.11. The webcast in a pose of its own, on a busy machine: 0.5 at scale 0.9, 2.0 at 1.2 (where
 * it is drawn twice as large), 2.8 while it moves. On a busy machine too: globe, Moon, drawing, tank and a dial that
 * follows (widgets.layout) 1.1, of which the globe is 0.6, over ground that goes by three times as fast as below a station;
 * a drawing of 324x324 pixels that turns in each frame 1.4, one that stands still 0.01. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/log/log.h"
#include "core/timeline/timeline.h"
#include "render/scene/stage.h"
#include "render/widgets/layout-load.h"

#define RING 8
#define FRAMES 240
#define PASSES 12      /* of which the least counts, since other load can only add */
#define WARM_UP 60

typedef struct {
  const char *name;
  TlmQuantity quantity;
  double reach, period_s;
} Channel;

static const Channel channels[] = {
  { "altitude", TLM_QUANTITY_LENGTH, 200e3, 900 }, { "speed", TLM_QUANTITY_SPEED, 7500, 700 },
  { "vertical-speed", TLM_QUANTITY_SPEED, 1200, 300 }, { "g-load", TLM_QUANTITY_ACCELERATION, 40, 120 },
  { "roll", TLM_QUANTITY_ANGLE, 60, 25 }, { "pitch", TLM_QUANTITY_ANGLE, 25, 18 },
  { "yaw", TLM_QUANTITY_ANGLE, 170, 90 }, { "latitude", TLM_QUANTITY_ANGLE, 51, 5400 },
  { "longitude", TLM_QUANTITY_ANGLE, 170, 5400 },
};

static double
cpu_seconds (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

static TlmTimeline *
make_flight (void)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("bench", "bench");
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, "");

  tlm_timeline_set_epoch (timeline, 1700000000 * TLM_SECOND);
  log->clock = TLM_CLOCK_ELAPSED;
  for (guint i = 0; i < G_N_ELEMENTS (channels); i++) {
    TlmTrack *track = tlm_log_track (vehicle, channels[i].name, channels[i].quantity);

    for (int k = 0; k < 6000; k++)
      tlm_series_append (track->series, k * TLM_SECOND / 20,
          channels[i].reach * sin (2 * G_PI * (k / 20.0) / channels[i].period_s));
  }
  tlm_log_seal (log);
  tlm_timeline_add_log (timeline, log, NULL, NULL);
  return timeline;
}

static void
frame_init (TlrFrame *frame, const TlrSceneSpec *spec)
{
  memset (frame, 0, sizeof *frame);
  frame->format = spec->native.format;
  frame->width = spec->width;
  frame->height = spec->height;
  for (guint i = 0; i < frame->format->n_planes; i++) {
    TlrPlaneLayout plane = tlr_pixel_format_plane (frame->format, i);
    gsize rows = (gsize) ((spec->height + (1 << plane.h_shift) - 1) >> plane.h_shift);

    frame->stride[i] = ((spec->width + (1 << plane.w_shift) - 1) >> plane.w_shift) *
        plane.group_words * frame->format->word;
    frame->data[i] = g_malloc (rows * (gsize) frame->stride[i]);
    memset (frame->data[i], 100, rows * (gsize) frame->stride[i]);
  }
}

static void
play_once (TlrStage *stage, const TlrPose *first, double step, TlmTimeline *timeline, TlrFrame *frames, double ms[3])
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  for (int i = -WARM_UP; i < FRAMES; i++) {
    const TlrPose pose = { first->opacity, first->scale, first->x + step * (i + WARM_UP), first->y };
    double start = cpu_seconds (), known, composed;

    tlm_timeline_at (timeline, (i + WARM_UP) * TLM_SECOND / 30, tlr_scene_channels (tlr_stage_scene (stage)), snapshot);
    known = cpu_seconds ();
    tlr_stage_update (stage, snapshot, &pose);
    composed = cpu_seconds ();
    tlr_stage_blend_rows (stage, &frames[(i + WARM_UP) % RING], 0, frames[0].height);
    if (i < 0)
      continue;
    ms[0] += 1e3 * (known - start) / FRAMES;
    ms[1] += 1e3 * (composed - known) / FRAMES;
    ms[2] += 1e3 * (cpu_seconds () - composed) / FRAMES;
  }
}

static void
play (TlrStage *stage, const TlrPose *first, double step, TlmTimeline *timeline, TlrFrame *frames, double ms[3])
{
  for (int pass = 0; pass < PASSES; pass++) {
    double now[3] = { 0, 0, 0 };

    play_once (stage, first, step, timeline, frames, now);
    if (pass == 0 || now[0] + now[1] + now[2] < ms[0] + ms[1] + ms[2])
      memcpy (ms, now, sizeof now);
  }
}

int
main (int argc, char **argv)
{
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find (argc > 2 ? argv[2] : "I420") },
    .width = argc > 4 ? atoi (argv[3]) : 1920, .height = argc > 4 ? atoi (argv[4]) : 1080 };
  const char *name = argc > 1 ? argv[1] : "cockpit";
  const TlrPose pose = { .opacity = argc > 5 ? g_ascii_strtod (argv[5], NULL) : 1,
    .scale = argc > 6 ? g_ascii_strtod (argv[6], NULL) : 1, .x = argc > 7 ? g_ascii_strtod (argv[7], NULL) : 0,
    .y = argc > 8 ? g_ascii_strtod (argv[8], NULL) : 0 };
  static const TlrStyle style;
  g_autoptr (TlmTimeline) timeline = make_flight ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_load (name, &error);
  TlrFrame frames[RING];
  double ms[3] = { 0, 0, 0 }, start = cpu_seconds ();

  if (!layout || !spec.native.format) {
    g_printerr ("%s\n", error ? error->message : "no such pixel format");
    return 1;
  }
  g_autoptr (TlrStage) stage = tlr_stage_new (layout, &style, timeline, NULL, &spec, &error);
  if (!stage) {
    g_printerr ("%s\n", error->message);
    return 1;
  }
  start = cpu_seconds () - start;
  for (int i = 0; i < RING; i++)
    frame_init (&frames[i], &spec);
  play (stage, &pose, argc > 9 ? g_ascii_strtod (argv[9], NULL) : 0, timeline, frames, ms);
  g_print ("%s %s %dx%d: %.3f ms a frame (snapshot %.3f, composing %.3f, blend %.3f), "
      "made in %.1f ms, %.1f MiB\n", name, spec.native.format->name, spec.width, spec.height,
      ms[0] + ms[1] + ms[2], ms[0], ms[1], ms[2], 1e3 * start,
      (double) tlr_scene_get_size (tlr_stage_scene (stage)) / 1048576);
  for (int i = 0; i < RING; i++)
    for (guint j = 0; j < spec.native.format->n_planes; j++)
      g_free (frames[i].data[j]);
  return 0;
}
