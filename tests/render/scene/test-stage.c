/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A picture that is moved, scaled and faded as a whole. The oracle is arithmetic on what the picture is
 * as it was laid out: places move, sizes change and differences to the ground shrink as said. */
#include "render/scene/stage.h"

#include <math.h>
#include <string.h>

#include "scene-data.h"

#define WIDTH 640
#define HEIGHT 360

static TlrStage *
stage_for (const char *layout_name, TlmTimeline *timeline, const char *format, int width, int height)
{
  static const TlrStyle style;
  g_autoptr (GError) error = NULL;
  TlrLayout *layout = tlr_layout_load (layout_name, &error);
  TlrStage *stage;
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find (format) }, .width = width, .height = height };

  if (spec.native.format->model == TLR_MODEL_RGB)
    spec.native.colorimetry.range = TLR_RANGE_FULL;
  stage = tlr_stage_new (layout, &style, timeline, NULL, &spec, &error);

  g_assert_no_error (error);
  tlr_layout_unref (layout);
  return stage;
}

static void
show (TlrStage *stage, TlmTimeline *timeline, double time_s, const TlrPose *pose, TlrFrame *frame)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  tlm_timeline_at (timeline, (gint64) (time_s * 1e9), tlr_scene_channels (tlr_stage_scene (stage)), snapshot);
  tlr_stage_update (stage, snapshot, pose);
  tlr_stage_blend_rows (stage, frame, 0, frame->height);
}

/* A frame of one code throughout, and what is shown on it. */
static TlrFrame
shown_on (guint8 code, const char *layout, const char *format, const TlrPose *pose)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlrStage) stage = stage_for (layout, timeline, format, WIDTH, HEIGHT);
  TlrFrame frame = frame_new (format, WIDTH, HEIGHT);

  for (guint i = 0; i < frame.format->n_planes; i++)
    memset (frame.data[i], code, frame_bytes (&frame, i));
  show (stage, timeline, 200, pose, &frame);
  return frame;
}

/* As it was laid out it is the scene, bit for bit; and again after other poses. */
static void
test_preset (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlrStage) stage = stage_for ("webcast", timeline, "I420", WIDTH, HEIGHT);
  g_autoptr (TlrScene) scene = scene_for ("webcast", timeline, "I420", WIDTH, HEIGHT);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  const TlrPose preset = TLR_POSE_PRESET, none = { .opacity = NAN, .scale = NAN, .x = NAN, .y = NAN },
      other = { .opacity = 0.4, .scale = 1.3, .x = 0.1 };
  const TlrPose *poses[] = { &preset, &other, &preset, &none };

  for (guint i = 0; i < G_N_ELEMENTS (poses); i++) {
    TlrFrame a = frame_new ("I420", WIDTH, HEIGHT), b = frame_new ("I420", WIDTH, HEIGHT);

    show (stage, timeline, 100 + i, poses[i], &a);
    tlm_timeline_at (timeline, (100 + i) * TLM_SECOND, tlr_scene_channels (scene), snapshot);
    tlr_scene_update (scene, snapshot);
    tlr_scene_blend (scene, &b);
    g_assert_true (frames_equal (&a, &b) == (poses[i] != &other));
    frame_clear (&a);
    frame_clear (&b);
  }
}

/* By whole samples of chroma, so that each sample goes to another as it is. Where the frame has other colours than
 * Cairo, what lies over each other was laid so in theirs: TOLERANCE, in codes. */
static void
check_moved (const char *layout, const char *format, int right, int down, int tolerance)
{
  const TlrPose preset = TLR_POSE_PRESET, moved = { .opacity = 1, .scale = 1, .x = (double) right / WIDTH,
    .y = (double) down / HEIGHT };
  TlrFrame a = shown_on (60, layout, format, &preset), b = shown_on (60, layout, format, &moved);
  guint n_shown = 0;

  for (guint i = 0; i < a.format->n_planes; i++) {
    TlrPlaneLayout plane = tlr_pixel_format_plane (a.format, i);
    int dx = (right >> plane.w_shift) * (int) plane.group_words, dy = down >> plane.h_shift;

    for (int y = 0; y < HEIGHT >> plane.h_shift; y++)
      for (int x = 0; x < a.stride[i]; x++) {
        int from_x = x - dx, from_y = y - dy;
        gboolean is_inside = from_x >= 0 && from_x < a.stride[i] && from_y >= 0 && from_y < HEIGHT >> plane.h_shift;
        guint8 want = is_inside ? a.data[i][from_y * a.stride[i] + from_x] : 60;

        g_assert_cmpint (ABS (b.data[i][y * b.stride[i] + x] - want), <=, tolerance);
        n_shown += want != 60;
      }
  }
  g_assert_cmpuint (n_shown, >, 1000);
  frame_clear (&a);
  frame_clear (&b);
}

static void
test_moved (void)
{
  /* The pattern that edges of shades and plates are rounded by stays where it is. */
  check_moved ("webcast", "BGRx", 33, -17, 1);
  check_moved ("webcast", "I420", 64, -32, 4);
  check_moved ("data", "NV12", -128, 16, 4);
  check_moved ("hud", "BGRx", -300, 100, 1);
}

/* What is added to the ground is the part of it that is seen. */
static void
check_faded (double opacity, guint8 ground)
{
  const TlrPose preset = TLR_POSE_PRESET, faded = { .opacity = opacity, .scale = 1 };
  TlrFrame a = shown_on (ground, "webcast", "BGRx", &preset), b = shown_on (ground, "webcast", "BGRx", &faded);
  gsize n = frame_bytes (&a, 0);

  for (gsize i = 0; i < n; i++)
    if (i % 4 < 3)
      g_assert_cmpfloat_with_epsilon (b.data[0][i], ground + opacity * ((double) a.data[0][i] - ground), 2);
  frame_clear (&a);
  frame_clear (&b);
}

static void
test_faded (void)
{
  const double opacities[] = { 0, 0.01, 0.3, 0.5, 0.99, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (opacities); i++) {
    check_faded (opacities[i], 0);
    check_faded (opacities[i], 255);
    check_faded (opacities[i], 90);
  }
}

/* How much light there is on black, and where its middle is, from the middle of the frame. */
typedef struct {
  double sum, x, y;
} Light;

static Light
find_light (const TlrFrame *frame)
{
  Light light = { 0 };

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      double green = frame->data[0][y * frame->stride[0] + 4 * x + 1];

      light.sum += green;
      light.x += green * (x + 0.5 - WIDTH / 2);
      light.y += green * (y + 0.5 - HEIGHT / 2);
    }
  light.x /= light.sum;
  light.y /= light.sum;
  return light;
}

/* A picture all of which is within half the frame about its centre, so that twice as large it is whole. */
static const char centred[] = "[layout]\nname=x\n[widget a]\ntype=text\nanchor=center\ntext=A7 {altitude:km:1}\nsize=60\n";

static TlrFrame
centred_in (const TlrPose *pose)
{
  static const TlrStyle style;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  TlrLayout *layout = tlr_layout_parse ("x.layout", centred, -1, &error);

  g_assert_no_error (error);
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find ("BGRx") }, .width = WIDTH, .height = HEIGHT };
  TlrStage *stage = tlr_stage_new (layout, &style, timeline, NULL, &spec, &error);
  TlrFrame frame = frame_new ("BGRx", WIDTH, HEIGHT);

  g_assert_no_error (error);
  memset (frame.data[0], 0, frame_bytes (&frame, 0));
  show (stage, timeline, 200, pose, &frame);
  tlr_stage_free (stage);
  tlr_layout_unref (layout);
  return frame;
}

/* What is larger is laid out anew, twice as large, where letters are hinted otherwise and widths round otherwise. */
static void
check_scaled (double scale, double x, double y)
{
  const double room = scale > 1 ? 3 : 0.5;      /* pixels */
  const TlrPose preset = TLR_POSE_PRESET, pose = { .opacity = 1, .scale = scale, .x = x, .y = y };
  TlrFrame a = centred_in (&preset), b = centred_in (&pose);
  Light whole = find_light (&a), scaled = find_light (&b);

  g_assert_cmpfloat_with_epsilon (scaled.sum / whole.sum / (scale * scale), 1, 0.03);
  g_assert_cmpfloat_with_epsilon (scaled.x, whole.x * scale + x * WIDTH, room);
  g_assert_cmpfloat_with_epsilon (scaled.y, whole.y * scale + y * HEIGHT, room);
  frame_clear (&a);
  frame_clear (&b);
}

static void
test_scaled (void)
{
  check_scaled (0.5, 0, 0);
  check_scaled (0.77, 0.1, -0.15);
  check_scaled (0.25, -0.3, 0.3);
  check_scaled (1, 0.01234, 0.00456);
  check_scaled (1.5, 0, 0.05);
  check_scaled (2, 0.02, 0);
}

/* Outside, faded out or of no size: the frame is as it was. */
static void
test_nothing (void)
{
  const TlrPose poses[] = {
    { .opacity = 0, .scale = 1 }, { .opacity = 1, .scale = 0 }, { .opacity = 1, .scale = 1, .x = 1 },
    { .opacity = 1, .scale = 1, .y = -1 }, { .opacity = -5, .scale = 1 }, { .opacity = 1, .scale = 1e-3, .x = -1 },
    { .opacity = 1, .scale = 1, .x = INFINITY },
  };
  const char *const formats[] = { "I420", "BGRA", "P010_10LE", "YUY2" };

  for (guint i = 0; i < G_N_ELEMENTS (poses); i++)
    for (guint k = 0; k < G_N_ELEMENTS (formats); k++) {
      TlrFrame frame = shown_on (77, "data", formats[k], &poses[i]);

      for (guint plane = 0; plane < frame.format->n_planes; plane++)
        for (gsize j = 0; j < frame_bytes (&frame, plane); j++)
          g_assert_cmpint (frame.data[plane][j], ==, 77);
      frame_clear (&frame);
    }
}

static TlrPose
random_pose (GRand *random)
{
  if (g_rand_int_range (random, 0, 5) == 0)
    return TLR_POSE_PRESET;
  return (TlrPose) {
    .opacity = g_rand_boolean (random) ? 1 : g_rand_double_range (random, -0.1, 1.1),
    .scale = g_rand_boolean (random) ? 1 : g_rand_double_range (random, -0.1, 2.1),
    .x = g_rand_double_range (random, -1.1, 1.1), .y = g_rand_double_range (random, -1.1, 1.1),
  };
}

/* A stage that has been everywhere shows what a new one shows, and touches no row outside its regions. */
static void
check_pure (const char *layout, const char *format, int width, int height)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);
  g_autoptr (TlrStage) old = stage_for (layout, timeline, format, width, height);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < 30; i++) {
    g_autoptr (TlrStage) fresh = stage_for (layout, timeline, format, width, height);
    TlrFrame a = frame_new (format, width, height), b = frame_new (format, width, height);
    TlrPose pose = random_pose (random);
    double time_s = g_rand_double_range (random, -20, 620);

    for (guint k = 0; k < 2; k++) {
      TlrPose between = g_rand_boolean (random) ? pose : random_pose (random);
      TlrFrame skipped = frame_new (format, width, height);

      show (old, timeline, g_rand_double_range (random, -20, 620), &between, &skipped);
      frame_clear (&skipped);
    }
    show (old, timeline, time_s, &pose, &a);
    show (fresh, timeline, time_s, &pose, &b);
    g_assert_true (frames_equal (&a, &b));
    g_assert_cmpuint (tlr_stage_n_regions (old), ==, tlr_stage_n_regions (fresh));
    frame_clear (&a);
    frame_clear (&b);
  }
}

static void
test_pure (void)
{
  check_pure ("webcast", "I420", 640, 360);
  check_pure ("hud", "BGRA", 321, 181);
  check_pure ("data", "P010_10LE", 322, 182);
  check_pure ("soyuz", "YUY2", 361, 640);
}

/* Frame after frame in one pose a little becomes another each time: what is painted is what a new stage paints, which
 * paints all. */
static void
check_steps (const char *layout, const char *format, int width, int height, const TlrPose *pose)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);
  g_autoptr (TlrStage) old = stage_for (layout, timeline, format, width, height);

  for (guint i = 0; i < 6; i++) {
    g_autoptr (TlrStage) fresh = stage_for (layout, timeline, format, width, height);
    TlrFrame a = frame_new (format, width, height), b = frame_new (format, width, height);
    double time_s = 59.8 + i / 30.0 + (i > 4 ? 60 : 0);

    show (old, timeline, time_s, pose, &a);
    show (fresh, timeline, time_s, pose, &b);
    g_assert_true (frames_equal (&a, &b));
    frame_clear (&a);
    frame_clear (&b);
  }
}

static void
test_steps (void)
{
  static const TlrPose poses[] = {
    { .opacity = 0.8, .scale = 1 }, { .opacity = 1, .scale = 0.9, .x = 0.013 }, { .opacity = 0.9, .scale = 1.23, .y = -0.2 },
    { .opacity = 1, .scale = 0.3, .x = 0.2, .y = 0.1 }, { .opacity = 1, .scale = 1, .x = 0.0123, .y = 0.0051 },
    { .opacity = 1, .scale = 2 }, { .opacity = 1, .scale = 0.77, .x = -0.4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (poses); i++) {
    check_steps ("webcast", "I420", 640, 360, &poses[i]);
    check_steps ("cockpit", "BGRx", 321, 181, &poses[i]);
    check_steps ("data", "P010_10LE", 322, 182, &poses[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stage/steps", test_steps);
  g_test_add_func ("/stage/preset", test_preset);
  g_test_add_func ("/stage/moved", test_moved);
  g_test_add_func ("/stage/faded", test_faded);
  g_test_add_func ("/stage/scaled", test_scaled);
  g_test_add_func ("/stage/nothing", test_nothing);
  g_test_add_func ("/stage/pure", test_pure);
  return g_test_run ();
}
