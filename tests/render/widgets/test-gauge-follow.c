/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A scale that follows the value: which ends it has, when it grows and shrinks, and a seek as playing. */
#include <string.h>

#include "core/base/error.h"
#include "render/widgets/gauge-follow.h"
#include "scene-data.h"
#include "sketched.h"
#include "widget-data.h"

#define LAYOUT "[layout]\nsafe=0\n[widget d]\ntype=dial\nchannel=speed\nunit=m/s\nscale=follow\nhold=3\ndecimals=0\ndiameter=600\n"

static void
test_ends (void)
{
  static const struct { double value, end; } rows[] = {
    { 1, 1 }, { 1.001, 2 }, { 2, 2 }, { 2.1, 5 }, { 5, 5 }, { 5.5, 10 }, { 9.99, 10 }, { 10, 10 }, { 10.1, 20 },
    { 0.03, 0.05 }, { 0.001, 0.001 }, { 999, 1000 }, { 1000, 1000 }, { 7800, 10000 }, { 1e9, 1e9 }, { 1.5e12, 2e12 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gint16 code = tlr_gauge_follow_code (rows[i].value);

    g_assert_cmpfloat_with_epsilon (tlr_gauge_follow_end (code), rows[i].end, rows[i].end * 1e-9);
    g_assert_cmpfloat (tlr_gauge_follow_end ((gint16) (code + 1)), >, rows[i].end * 1.9);
  }
}

static TlmTimeline *
make_timeline (double sign)
{
  WidgetChannel channel = { "speed", TLM_QUANTITY_SPEED, { 0, 3, 8, 15, 45, 90, 95, 30, 4, 4, 4, 4 }, 12 };

  for (guint i = 0; i < channel.n; i++)
    channel.values[i] *= sign;
  return widget_timeline (&channel, 1);
}

/* The largest number on the face. */
static double
read_end (Sketched *sketched, double t_s)
{
  double most = 0;

  sketched_seek (sketched, (gint64) (t_s * 1e9));
  const GArray *marks = sketched_item (sketched, 0);
  for (guint i = 0; i < marks->len; i++) {
    const TlrMark *mark = &g_array_index (marks, TlrMark, i);
    if (mark->kind == TLR_MARK_TEXT)
      most = MAX (most, g_ascii_strtod (mark->text, NULL));
  }
  return most;
}

/* It grows at once, and shrinks when three seconds without the larger values have gone by; in any order of asking. */
static void
test_time (void)
{
  static const struct { double t_s, end; } rows[] = {
    { 1, 10 }, { 2, 10 }, { 3, 20 }, { 4, 50 }, { 5, 100 }, { 6, 100 }, { 8, 100 }, { 9, 100 }, { 9.9, 50 }, { 11, 10 },
  };
  g_autoptr (TlmTimeline) timeline = make_timeline (1);
  g_autoptr (TlrLayout) layout = widget_layout (LAYOUT);
  Sketched sketched;

  sketched_start (&sketched, layout, timeline, NULL, NULL, 1000, 1000);
  for (guint i = 0; i < 3 * G_N_ELEMENTS (rows); i++) {
    guint row = i < G_N_ELEMENTS (rows) ? i : i * 7 % G_N_ELEMENTS (rows);

    g_test_message ("at %g s", rows[row].t_s);
    g_assert_cmpfloat (read_end (&sketched, rows[row].t_s), ==, rows[row].end);
  }
  sketched_finish (&sketched);
}

static void
test_pure (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline (-1);
  g_autoptr (TlrScene) old = widget_scene (LAYOUT, timeline, "I420", 320, 240);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  for (int i = 0; i < 30; i++) {
    g_autoptr (TlrScene) fresh = widget_scene (LAYOUT, timeline, "I420", 320, 240);
    TlrFrame a = frame_new ("I420", 320, 240), b = frame_new ("I420", 320, 240);

    tlm_timeline_at (timeline, i == 9 ? TLM_TIME_NONE : (i * 17 % 30) * TLM_SECOND / 2, NULL, snapshot);
    tlr_scene_update (old, snapshot);
    tlr_scene_update (fresh, snapshot);
    tlr_scene_blend (old, &a);
    tlr_scene_blend (fresh, &b);
    g_assert_true (frames_equal (&a, &b));
    frame_clear (&a);
    frame_clear (&b);
  }
}

static void
test_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_parse ("test.layout", LAYOUT "maximum=5\n", -1, &error);

  g_assert_null (layout);
  g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
  g_assert_nonnull (strstr (error->message, "leave out maximum=5"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gauge-follow/ends", test_ends);
  g_test_add_func ("/gauge-follow/time", test_time);
  g_test_add_func ("/gauge-follow/pure", test_pure);
  g_test_add_func ("/gauge-follow/error", test_error);
  return g_test_run ();
}
