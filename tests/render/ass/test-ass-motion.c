/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Motion in styled subtitles: what ASS can say within a frame is said. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/ass/ass.h"
#include "widget-data.h"
#include "scene-data.h"

typedef struct {
  gint64 start_ns, end_ns;
  char *text;
} Line;

static void
line_clear (gpointer line)
{
  g_free (((Line *) line)->text);
}

static void
collect (const TlrAssEvent *event, gpointer data)
{
  Line line = { event->start_ns, event->end_ns, g_strdup (event->text) };

  if (strstr (event->text, "HELLO"))
    g_array_append_val ((GArray *) data, line);
}

/* Every event that says HELLO from 45 s to 75 s, in frames of 30 a second. */
static GArray *
lines_of (const char *keys, TlrRect *rect)
{
  g_autofree char *text = g_strdup_printf ("[layout]\nsafe=0\n%s", keys);
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlrLayout) layout = widget_layout (text);
  g_autoptr (TlrScene) scene = widget_scene (text, timeline, "BGRA", 1000, 1000);
  g_autoptr (GError) error = NULL;
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  TlrCueSpec spec = { .timeline = timeline, .layout = layout, .width = 1000, .height = 1000, .fps_n = 30, .fps_d = 1,
    .sync = tlm_sync_shift (0) };
  g_autoptr (TlrAss) ass = tlr_ass_new (&spec, FALSE, &error);

  g_assert_no_error (error);
  g_array_set_clear_func (lines, line_clear);
  for (gint64 at = 45 * TLM_SECOND; at < 75 * TLM_SECOND;)
    at = tlr_ass_show (ass, at, 75 * TLM_SECOND, collect, lines);
  if (rect)
    g_assert_true (tlr_scene_widget_rect (scene, "t", rect));
  return lines;
}

#define TEXT "[widget t]\ntype=text\nanchor=center\ntext=HELLO\nsize=50\nwhen=phase=max-q\n"

/* The phase lasts from 64 s to 114 s. */
static void
test_fade (void)
{
  g_autoptr (GArray) lines = lines_of (TEXT "enter=fade 400ms linear\n", NULL);
  const Line *line = &g_array_index (lines, Line, 0);

  g_assert_cmpuint (lines->len, >=, 2);
  g_assert_cmpint (line->start_ns, ==, 64 * TLM_SECOND);
  g_assert_true (g_str_has_prefix (line->text, "{\\fad(400,0)\\pos("));
  /* After the cut at 70 s it only goes on. */
  g_assert_null (strstr (g_array_index (lines, Line, 1).text, "\\fad"));
}

/* From beyond the left edge: as far as the right edge of the box. */
static void
test_slide (void)
{
  TlrRect rect;
  g_autoptr (GArray) lines = lines_of (TEXT "enter=slide left 600ms linear\n", &rect);
  const Line *line = &g_array_index (lines, Line, 0);
  double x0, y0, x1, y1, t0, t1;

  g_assert_cmpint (sscanf (line->text, "{\\move(%lf,%lf,%lf,%lf,%lf,%lf)", &x0, &y0, &x1, &y1, &t0, &t1), ==, 6);
  g_assert_cmpfloat_with_epsilon (x1 - x0, rect.x + rect.width, 0.02);
  g_assert_cmpfloat (y0, ==, y1);
  g_assert_cmpfloat (t0, ==, 0);
  g_assert_cmpfloat (t1, ==, 600);
  g_assert_true (x1 >= rect.x - 1 && x1 < rect.x + rect.width);
  g_assert_null (strstr (line->text, "\\clip"));
}

/* It stays to be seen while it goes: until 60 s, and half a second more. */
static void
test_leave (void)
{
  static const char keys[] = "reserve=left 10%\n[widget t]\ntype=text\nanchor=center\ntext=HELLO\nsize=50\n"
      "when=time<55\nleave=slide top 500ms linear\n";
  g_autoptr (GArray) lines = lines_of (keys, NULL);
  const Line *line = &g_array_index (lines, Line, lines->len - 1);
  double numbers[6];

  g_assert_cmpint (line->end_ns, ==, 55 * TLM_SECOND + 500 * (TLM_SECOND / 1000));
  g_assert_cmpint (sscanf (line->text, "{\\move(%lf,%lf,%lf,%lf,%lf,%lf)", &numbers[0], &numbers[1], &numbers[2],
          &numbers[3], &numbers[4], &numbers[5]), ==, 6);
  g_assert_cmpfloat (numbers[3], <, numbers[1] - 400);
  g_assert_cmpfloat (numbers[5] - numbers[4], ==, 500);
  g_assert_cmpfloat (numbers[5], ==, (double) (line->end_ns - line->start_ns) / 1e6);
  g_assert_nonnull (strstr (line->text, "\\clip(100,0,1000,1000)"));
}

/* What it cannot say comes and goes at once: eased, wiped, or cut short. */
static void
test_cut (void)
{
  static const char *const keys[] = {
    TEXT "enter=fade 400ms\n", TEXT "enter=wipe left 400ms linear\n", TEXT "enter=grow 400ms linear\n", TEXT,
    "[widget t]\ntype=text\nanchor=center\ntext=HELLO\nsize=50\nwhen=time>=64;time<65\nenter=fade 5s linear\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (GArray) lines = lines_of (keys[i], NULL);

    g_assert_cmpuint (lines->len, >=, 1);
    g_assert_cmpint (g_array_index (lines, Line, 0).start_ns, ==, 64 * TLM_SECOND);
    for (guint k = 0; k < lines->len; k++)
      g_assert_true (g_str_has_prefix (g_array_index (lines, Line, k).text, "{\\pos("));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ass-motion/fade", test_fade);
  g_test_add_func ("/ass-motion/slide", test_slide);
  g_test_add_func ("/ass-motion/leave", test_leave);
  g_test_add_func ("/ass-motion/cut", test_cut);
  return g_test_run ();
}
