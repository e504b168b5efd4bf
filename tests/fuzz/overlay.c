/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The whole overlay: a layout, telemetry and the shape of a frame, all of them anybody's, as far as the
 * frame's own pixels. An input is a head of six letters (pixel format, width, height, time, flags, how it
 * comes there, and in which pose), the layout, and after a line "====" telemetry in any format; without one, a flight of
 * ours. Nothing outside the scene's regions is touched, and what is shown depends on the instant alone. */
#include <math.h>
#include <string.h>

#include "core/decode/registry.h"
#include "fuzz/oracle.h"
#include "fuzz/target.h"
#include "render/scene-data.h"
#include "render/scene/stage.h"

#define HEAD 6
#define PARTED "\n====\n"

/* What an input says. */
typedef struct {
  const guint8 *head;        /* HEAD bytes */
  const char *layout, *telemetry;        /* telemetry NULL: of ours */
  gsize layout_length, telemetry_length;
} Input;

static gboolean
take_apart (const guint8 *data, gsize length, Input *input)
{
  const char *text = (const char *) data + HEAD, *part;

  if (length < HEAD)
    return FALSE;
  length -= HEAD;
  part = memmem (text, length, PARTED, strlen (PARTED));
  *input = (Input) { .head = data, .layout = text, .layout_length = part ? (gsize) (part - text) : length };
  if (part) {
    input->telemetry = part + strlen (PARTED);
    input->telemetry_length = length - (gsize) (input->telemetry - text);
  }
  return TRUE;
}

static TlmTimeline *
read_telemetry (const Input *input)
{
  g_autoptr (TlmTimeline) timeline = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TlmLog) log = NULL;

  if (!input->telemetry)
    return flight_timeline (1 + (input->head[4] & 1));
  timeline = tlm_timeline_new ();
  bytes = g_bytes_new (input->telemetry, input->telemetry_length);
  log = tlm_decode_bytes (bytes, "x", NULL, NULL);
  return log && tlm_timeline_add_log (timeline, log, NULL, NULL) ? g_steal_pointer (&timeline) : NULL;
}

static void
check_snapshot (const TlmSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->n_vehicles; i++)
    for (guint j = 0; j < snapshot->n_channels; j++) {
      const TlmValue *value = &snapshot->vehicles[i].values[j];
      if (tlm_value_is_shown (value) && !isfinite (value->value))
        g_error ("channel %u of vehicle %u is %f", j, i, value->value);
    }
}

/* As it is laid out, or where a bit says so anyhow: also beyond the ranges. */
static TlrPose
pose_of (const guint8 *head, guint8 letter)
{
  if (!(head[4] >> 7))
    return TLR_POSE_PRESET;
  return (TlrPose) { .opacity = (letter & 3) / 2.0, .scale = (letter >> 2 & 7) / 3.0 - 0.1,
    .x = (letter >> 5 & 1) * (head[0] - 128) / 100.0, .y = (letter >> 6) * (head[1] - 128) / 300.0 };
}

static void
show (TlrStage *stage, TlmTimeline *timeline, gint64 time_ns, const TlrPose *pose, TlrFrame *frame)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  tlm_timeline_at (timeline, time_ns, tlr_scene_channels (tlr_stage_scene (stage)), snapshot);
  check_snapshot (snapshot);
  tlr_stage_update (stage, snapshot, pose);
  tlr_stage_blend_rows (stage, frame, 0, frame->height);
}

/* Rows of the frame that no region has are as they were. */
static void
check_rows (const TlrStage *stage, const TlrFrame *frame, const TlrFrame *before)
{
  g_autofree guint8 *covered = g_new0 (guint8, frame->height);

  for (guint i = 0; i < tlr_stage_n_regions (stage); i++) {
    TlrRect rect;
    tlr_stage_region (stage, i, &rect, NULL, NULL);
    for (int y = MAX (rect.y, 0); y < MIN (rect.y + rect.height, frame->height); y++)
      covered[y] = 1;
  }
  for (guint i = 0; i < frame->format->n_planes; i++) {
    const guint shift = tlr_pixel_format_plane (frame->format, i).h_shift;
    for (int y = 0; y < frame->height; y++)
      if (!covered[y] && (shift == 0 || (y % (1 << shift) == 0 &&
              !memchr (covered + y, 1, (gsize) MIN (1 << shift, frame->height - y)))) &&
          memcmp (frame->data[i] + (y >> shift) * frame->stride[i],
              before->data[i] + (y >> shift) * frame->stride[i], (gsize) frame->stride[i]) != 0)
        g_error ("row %d of plane %u is touched, which no region has", y, i);
  }
}

static gint64
time_of (const TlmTimeline *timeline, guint8 letter)
{
  gint64 first = 0, last = 0;

  tlm_timeline_span (timeline, &first, &last);
  return letter == 255 ? TLM_TIME_NONE : first + (last / 235 - first / 235) * ((gint64) letter - 10);
}

static TlrSceneSpec
spec_of (const guint8 *head)
{
  guint n;
  const TlrPixelFormat *formats = tlr_pixel_format_table (&n);

  return (TlrSceneSpec) {
    .native = { .format = &formats[head[0] % n], .interlaced = head[4] >> 1 & 1 },
    .width = 16 + head[1] / 2 * 2 + (head[4] >> 2 & 1), .height = 16 + head[2] / 2 * 2 + (head[4] >> 3 & 1),
    .par_n = head[4] >> 4 & 1 ? 64 : 0, .par_d = head[4] >> 4 & 1 ? 45 : 0,
  };
}

static TlrFrame
frame_of (const TlrSceneSpec *spec)
{
  return frame_new (spec->native.format->name, spec->width, spec->height);
}

static void
draw (const Input *input, TlrLayout *layout, TlmTimeline *timeline)
{
  const TlrSceneSpec spec = spec_of (input->head);
  const TlrStyle style = { .units = input->head[4] >> 5 & 3 };
  const gint64 time_ns = time_of (timeline, input->head[3]);
  const TlrPose pose = pose_of (input->head, input->head[3]), other = pose_of (input->head, input->head[5]);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrStage) stage = tlr_stage_new (layout, &style, timeline, NULL, &spec, &error);
  TlrFrame untouched, frame, again;

  g_assert_true ((stage != NULL) == (error == NULL));
  fuzz_check_message ("the error", error ? error->message : NULL);
  if (!stage)
    return;
  fuzz_n_accepted++;
  untouched = frame_of (&spec);
  frame = frame_of (&spec);
  show (stage, timeline, time_ns, &pose, &frame);
  check_rows (stage, &frame, &untouched);
  again = frame_of (&spec);
  show (stage, timeline, time_of (timeline, input->head[5]), &other, &again);
  frame_clear (&again);
  again = frame_of (&spec);
  show (stage, timeline, time_ns, &pose, &again);
  if (!frames_equal (&frame, &again))
    g_error ("the picture of an instant depends on what was shown before it");
  frame_clear (&again);
  frame_clear (&frame);
  frame_clear (&untouched);
}

static void
run_overlay (const FuzzTarget *target, const guint8 *data, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmTimeline) timeline = NULL;
  TlrLayout *layout;
  Input input;

  if (!take_apart (data, length, &input))
    return;
  layout = tlr_layout_parse ("x.layout", input.layout, (gssize) input.layout_length, &error);
  fuzz_check_message ("the error", error ? error->message : NULL);
  timeline = layout ? read_telemetry (&input) : NULL;
  if (timeline)
    draw (&input, layout, timeline);
  tlr_layout_unref (layout);
}

static const FuzzTarget targets[] = {
  { .name = "overlay", .run = run_overlay, .dictionary = "layout",
    .seed = "AZZZAA[layout]\nname=x\n[widget a]\ntype=text\nanchor=top-left\ntext={altitude:km:1} {phase}\n"
        "[widget b]\ntype=channels\nanchor=right\n[widget c]\ntype=phase-bar\nanchor=bottom\n"
        "[widget d]\ntype=dial\nanchor=center\nchannel=speed\nmaximum=8000\n====\n"
        "time[s],altitude[m],speed[m/s],event\n0,1,2,liftoff\n1,5,9,\n2,9,30,meco\n" },
};

const FuzzSet fuzz_overlays = { .targets = targets, .n = G_N_ELEMENTS (targets) };
