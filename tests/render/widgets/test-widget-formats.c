/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "render/widgets/layout-load.h"
#include "scene-data.h"

/* Every instrument, on values that move all the time, swing beyond their scales
 * and are lost for a while. */
static const char layout_text[] =
    "[layout]\nsafe=0\n"
    "[widget dial]\ntype=dial\nchannel=g-load\nmaximum=20\nunit=m/s²\noutline=2\n"
    "zones=0:10:#4cd964; 10:20:#ff3b30\nanchor=top-left\n"
    "[widget arc]\ntype=arc\nchannel=speed\nanchor=top\nticks=yes\n"
    "[widget meter]\ntype=g-meter\nanchor=top-right\n"
    "[widget left]\ntype=tape\nchannel=speed\nanchor=bottom-left\nlength=300\nmarks=1000\n"
    "[widget right]\ntype=tape\ndirection=left\nanchor=bottom-right\nlength=300\nbug=target\nmaximum=200\nunit=km\n"
    "[widget attitude]\ntype=attitude\nanchor=bottom\n";

typedef struct {
  const char *format;
  gboolean interlaced;
  int width, height, par_n, par_d;
} Case;

static const Case cases[] = {
  { "I420", FALSE, 640, 360, 1, 1 }, { "I420", TRUE, 720, 576, 16, 11 }, { "NV12", FALSE, 853, 481, 1, 1 },
  { "YUY2", FALSE, 641, 360, 1, 1 }, { "Y444", FALSE, 480, 480, 2, 1 }, { "P010_10LE", FALSE, 640, 362, 1, 1 },
  { "I422_10BE", TRUE, 720, 480, 10, 11 }, { "BGRA", FALSE, 640, 360, 1, 2 }, { "RGB", FALSE, 333, 500, 1, 1 },
  { "GRAY8", FALSE, 320, 180, 1, 1 }, { "A420", FALSE, 640, 360, 1, 1 }, { "AYUV64", FALSE, 400, 300, 1, 1 },
};

static TlmTimeline *
moving_timeline (void)
{
  static const struct { const char *name; TlmQuantity quantity; double reach, rate; } channels[] = {
    { "speed", TLM_QUANTITY_SPEED, 900, 0.05 }, { "altitude", TLM_QUANTITY_LENGTH, 230e3, 0.031 },
    { "target", TLM_QUANTITY_LENGTH, 120e3, 0.07 }, { "g-load", TLM_QUANTITY_ACCELERATION, 25, 0.11 },
    { "roll", TLM_QUANTITY_ANGLE, 170, 0.09 }, { "pitch", TLM_QUANTITY_ANGLE, 60, 0.13 },
    { "yaw", TLM_QUANTITY_ANGLE, 180, 0.021 },
  };
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");

  log->clock = TLM_CLOCK_ELAPSED;
  for (guint i = 0; i < G_N_ELEMENTS (channels); i++) {
    TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), channels[i].name, channels[i].quantity);

    for (int t = 0; t < 100; t++)
      if (t < 40 || t > 50)
        tlm_series_append (track->series, t * TLM_SECOND, channels[i].reach * sin (channels[i].rate * t));
  }
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

static TlrScene *
make_scene (const Case *c, TlrLayout *layout, TlmTimeline *timeline)
{
  g_autoptr (GError) error = NULL;
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find (c->format), .interlaced = c->interlaced },
    .width = c->width, .height = c->height, .par_n = c->par_n, .par_d = c->par_d };
  TlrScene *scene = tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error);

  g_assert_no_error (error);
  return scene;
}

static void
show (TlrScene *scene, TlmTimeline *timeline, double t_s, TlrFrame *frame)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  tlm_timeline_at (timeline, (gint64) (t_s * 1e9), NULL, snapshot);
  tlr_scene_update (scene, snapshot);
  tlr_scene_blend (scene, frame);
}

/* What has been played, a part here and a part there, is what a new scene shows. */
static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (TlmTimeline) timeline = moving_timeline ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_parse ("test.layout", layout_text, -1, &error);
  g_autoptr (TlrScene) playing = NULL;
  guint n_changed = 0;

  g_assert_no_error (error);
  playing = make_scene (c, layout, timeline);
  for (int i = 0; i < 150; i++) {
    double t = i < 60 ? 20 + i / 30.0 : fmod (i * 7.93, 110);
    TlrFrame a = frame_new (c->format, c->width, c->height), b = frame_new (c->format, c->width, c->height);
    TlrFrame bare = frame_new (c->format, c->width, c->height);

    show (playing, timeline, t, &a);
    if (i % 10 == 9) {
      g_autoptr (TlrScene) fresh = make_scene (c, layout, timeline);
      show (fresh, timeline, t, &b);
      g_assert_true (frames_equal (&a, &b));
      n_changed += !frames_equal (&a, &bare);
    }
    frame_clear (&a);
    frame_clear (&b);
    frame_clear (&bare);
  }
  g_assert_cmpuint (n_changed, ==, 15);
}

/* Frames with room for hardly a pixel of an instrument. */
static void
test_tiny (void)
{
  static const char *const types[] = { "arc", "attitude", "dial", "g-meter", "tape" };
  g_autoptr (TlmTimeline) timeline = moving_timeline ();

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (int size = 16; size < 40; size += 6) {
      const Case c = { "I420", FALSE, size, size, 1, 1 };
      g_autofree char *text = g_strdup_printf ("[widget w]\ntype=%s\n%s", types[i],
          i == 4 ? "length=20\n" : "diameter=16\n");
      g_autoptr (TlrLayout) layout = tlr_layout_parse ("test.layout", text, -1, NULL);
      TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find (c.format) },
        .width = c.width, .height = c.height };
      g_autoptr (TlrScene) scene = tlr_scene_new (layout, NULL, timeline, NULL, &spec, NULL);
      TlrFrame frame = frame_new (c.format, c.width, c.height);

      /* One that does not fit at all is an error. */
      for (int t = 0; scene && t < 100; t += 7)
        show (scene, timeline, t, &frame);
      frame_clear (&frame);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name = g_strdup_printf ("/instruments/%s-%dx%d%s", cases[i].format, cases[i].width,
        cases[i].height, cases[i].interlaced ? "-interlaced" : "");
    g_test_add_data_func (name, &cases[i], test_case);
  }
  g_test_add_func ("/instruments/tiny", test_tiny);
  return g_test_run ();
}
