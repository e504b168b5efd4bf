/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A layout is the same on every pixel format, to the pixel: brightness, which has a
 * sample for each pixel in all of them, is that of RGBA; colour is the mean of what RGBA
 * has where a sample of it lies, with the fields apart where both are in a frame. */
#include "grey-frame.h"
#include "scene-data.h"

#define GROUND 0x50

/* How far brightness may be apart, codes of 8 bits: a rounding for each layer. */
#define LUMA_MOST 4.5

/* How far colour may: in the mean over all samples, of which an even ground rounds all
 * alike, and of one. Two letters, or a letter and an edge, that meet in a sample cover it
 * as if they overlapped. */
#define CHROMA_MEAN 0.6
#define CHROMA_MOST 16.0

typedef struct {
  const char *layout;
  int width, height;
} Picture;

/* With an odd row and column, and with hardly a pixel between letters. */
static const Picture pictures[] = {
  { "cockpit", 481, 271 }, { "webcast", 427, 241 }, { "station", 400, 226 }, { "hud", 322, 242 },
  { "data", 321, 180 },
};

/* Times with numbers of different widths, so that letters stand at each phase. */
static const int times_s[] = { 9, 38, 171, 330, 527 };

static TlrScene *
open_scene (const Picture *picture, TlmTimeline *timeline, const TlrPixelFormat *format,
    gboolean interlaced)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_load (picture->layout, &error);
  TlrSceneSpec spec = {
    .native = { .format = format, .colorimetry = test_bt709, .interlaced = interlaced },
    .width = picture->width, .height = picture->height,
  };

  g_assert_no_error (error);
  TlrScene *scene = tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error);
  g_assert_no_error (error);
  return scene;
}

static TestFrame
render (const Picture *picture, TlmTimeline *timeline, const char *name, gboolean interlaced, int t_s)
{
  const TlrPixelFormat *format = tlr_pixel_format_find (name);
  g_autoptr (TlrScene) scene = open_scene (picture, timeline, format, interlaced);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TestFrame frame;

  test_frame_init (&frame, format, picture->width, picture->height, 0);
  test_fill_grey (&frame, GROUND);
  tlm_timeline_at (timeline, t_s * TLM_SECOND + TLM_SECOND / 3, tlr_scene_channels (scene), snapshot);
  tlr_scene_update (scene, snapshot);
  tlr_scene_blend (scene, &frame.frame);
  return frame;
}

/* Y' of a pixel, 0 .. 255; of a format with colour its first sample says it, or all three. */
static double
luma_at (const TlrFrame *frame, int x, int y)
{
  double rgb[3];

  if (frame->format->model != TLR_MODEL_RGB)
    return (test_get (frame, &frame->format->components[0], x, y) / pow (2, frame->format->depth - 8) - 16) /
        219 * 255;
  test_decode (frame, x, y, rgb);
  return test_luma (rgb);
}

static double
luma_difference (const TlrFrame *a, const TlrFrame *b)
{
  double most = 0;

  for (int y = 0; y < a->height; y++)
    for (int x = 0; x < a->width; x++)
      most = MAX (most, fabs (luma_at (a, x, y) - luma_at (b, x, y)));
  return most;
}

/* Cb of the pixels of REFERENCE, an RGB frame, under a sample of the component. */
static double
mean_cb (const TlrFrame *reference, const TlrComponent *c, gboolean interlaced, int column, int row)
{
  double sum = 0;
  int n = 0;

  for (int k = 0; k < 1 << c->h_sub; k++) {
    int y = interlaced && c->h_sub ? (((row / 2) << c->h_sub) + k) * 2 + row % 2 : (row << c->h_sub) + k;
    for (int x = column << c->w_sub; x < MIN ((column + 1) << c->w_sub, reference->width); x++) {
      double rgb[3];
      if (y >= reference->height)
        continue;
      test_decode (reference, x, y, rgb);
      sum += 128 + 224 * 0.5 * (rgb[2] - test_luma (rgb)) / (1 - 0.0722) / 255;
      n++;
    }
  }
  return n ? sum / n : NAN;
}

static void
chroma_difference (const TlrFrame *frame, const TlrFrame *reference, gboolean interlaced,
    double *mean, double *most)
{
  const TlrComponent *c = &frame->format->components[1];
  double sum = 0;
  int n = 0;

  *most = 0;
  for (int row = 0; row < test_rows (frame, c); row++)
    for (int column = 0; column < test_columns (frame, c); column++) {
      double got = test_get (frame, c, column, row) / pow (2, frame->format->depth - 8);
      double off = fabs (got - mean_cb (reference, c, interlaced, column, row));
      if (isnan (off))
        continue;
      sum += off;
      *most = MAX (*most, off);
      n++;
    }
  *mean = sum / n;
}

static void
check_format (const Picture *picture, TlmTimeline *timeline, const TlrPixelFormat *format,
    gboolean interlaced, int t_s, const TlrFrame *reference)
{
  TestFrame frame = render (picture, timeline, format->name, interlaced, t_s);
  double luma = luma_difference (&frame.frame, reference), mean = 0, most = 0;

  if (format->model == TLR_MODEL_YUV)
    chroma_difference (&frame.frame, reference, interlaced, &mean, &most);
  if (luma > LUMA_MOST || mean > CHROMA_MEAN || most > CHROMA_MOST)
    g_error ("%s on %s%s at %d s: brightness off by %.1f, colour by %.2f, at most %.1f",
        picture->layout, format->name, interlaced ? ", interlaced" : "", t_s, luma, mean, most);
  g_test_message ("%s on %s%s: %.1f, %.3f, %.1f", picture->layout, format->name,
      interlaced ? ", interlaced" : "", luma, mean, most);
  test_frame_clear (&frame);
}

/* Each format at one of the times, in turn; half of them with each picture. */
static void
test_picture (gconstpointer data)
{
  const Picture *picture = data;
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);
  guint n_formats;
  const TlrPixelFormat *formats = tlr_pixel_format_table (&n_formats);
  TestFrame references[G_N_ELEMENTS (times_s)];

  for (guint i = 0; i < G_N_ELEMENTS (times_s); i++)
    references[i] = render (picture, timeline, "RGBA64_LE", FALSE, times_s[i]);
  for (guint i = (guint) (picture - pictures) % 2; i < 2 * n_formats; i += 2) {
    guint format = i % n_formats, which = i % G_N_ELEMENTS (times_s);
    gboolean interlaced = i >= n_formats;

    /* Without rows of its own, chroma knows no fields. */
    if (interlaced && tlr_pixel_format_plane (&formats[format], formats[format].n_planes / 2).h_shift == 0)
      continue;
    check_format (picture, timeline, &formats[format], interlaced, times_s[which],
        &references[which].frame);
  }
  for (guint i = 0; i < G_N_ELEMENTS (times_s); i++)
    test_frame_clear (&references[i]);
}

/* Widgets have their place whatever the grid is. */
static void
test_places (void)
{
  static const char *const names[] = { "top", "clock", "speed", "altitude", "phase", "attitude", "ribbon" };
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);
  guint n_found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++) {
    g_autoptr (TlrScene) plain = open_scene (&pictures[i], timeline, tlr_pixel_format_find ("RGBA"), FALSE);
    g_autoptr (TlrScene) coarse = open_scene (&pictures[i], timeline, tlr_pixel_format_find ("YUV9"), TRUE);

    for (guint j = 0; j < G_N_ELEMENTS (names); j++) {
      TlrRect a, b;
      if (!tlr_scene_widget_rect (plain, names[j], &a))
        continue;
      g_assert_true (tlr_scene_widget_rect (coarse, names[j], &b));
      g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
      n_found++;
    }
  }
  g_assert_cmpuint (n_found, >, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++) {
    g_autofree char *name = g_strdup_printf ("/same-layout/%s-%dx%d", pictures[i].layout,
        pictures[i].width, pictures[i].height);
    g_test_add_data_func (name, &pictures[i], test_picture);
  }
  g_test_add_func ("/same-layout/places", test_places);
  return g_test_run ();
}
