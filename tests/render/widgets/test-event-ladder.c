/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bar and arch of events: where the line ends, what is drawn as passed, coming or
 * not at all, pages, and whose events they are. */
#include <math.h>
#include <string.h>

#include "core/log/log.h"
#include "render/widgets/layout-load.h"
#include "sketched.h"

#define WIDTH 1000
#define HEIGHT 1000

typedef struct {
  int s;
  const char *id, *vehicle;
  TlmConfidence confidence;
} Row;

static TlmTimeline *
timeline_of (const Row *rows, guint n)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");

  log->clock = TLM_CLOCK_ELAPSED;
  for (int i = 0; i < 2; i++)
    tlm_series_append (tlm_log_track (tlm_log_vehicle (log, i ? "two" : "one"), "altitude",
            TLM_QUANTITY_LENGTH)->series, 0, 0);
  for (guint i = 0; i < n; i++)
    tlm_log_add_event (log, tlm_event_new (rows[i].s * TLM_SECOND, rows[i].id, NULL, rows[i].vehicle,
            "test", rows[i].confidence));
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

/* What is seen of a widget that is alone in a frame without margins. */
typedef struct {
  double end_x, end_y;   /* of the light at the end of the line */
  guint n_labels, n_dots, n_rings;
  char labels[256];      /* from the left, a blank after each */
  double top;            /* baseline of the highest label */
} Seen;

static Seen
look (TlmTimeline *timeline, const char *widget, double time_s)
{
  g_autofree char *text = g_strconcat ("[layout]\nsafe=0\n[widget w]\nwidth=100%\nsize=20\n"
      "dot=20\nline=4\nhighlight=0\n", widget, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_parse ("test", text, -1, &error);
  TlrStyle style = { TLR_UNITS_LAYOUT };
  Seen seen = { NAN, NAN, 0, 0, 0, "", HEIGHT };
  Sketched sketched;

  g_assert_no_error (error);
  sketched_start (&sketched, layout, timeline, NULL, &style, WIDTH, HEIGHT);
  sketched_seek (&sketched, (gint64) (time_s * TLM_SECOND));
  for (guint i = 0; i < sketched.context.items->len; i++) {
    const GArray *marks = sketched_item (&sketched, i);
    for (guint j = 0; j < marks->len; j++) {
      const TlrMark *mark = &g_array_index (marks, TlrMark, j);
      gboolean circle = mark->kind == TLR_MARK_CIRCLE;
      seen.n_dots += i == 0 && circle && mark->line <= 0;
      seen.n_rings += i == 0 && circle && mark->line > 0;
      if (i == 2 && circle)
        seen.end_x = mark->x, seen.end_y = mark->y;
      if (mark->kind == TLR_MARK_TEXT) {
        seen.n_labels++;
        seen.top = MIN (seen.top, mark->y);
        g_strlcat (seen.labels, mark->text, sizeof seen.labels);
        g_strlcat (seen.labels, " ", sizeof seen.labels);
      }
    }
  }
  sketched_finish (&sketched);
  return seen;
}

static const Row plain[] = {
  { 100, "one", NULL, TLM_CONFIDENCE_GIVEN }, { 200, "two", NULL, TLM_CONFIDENCE_GIVEN },
  { 210, "three", NULL, TLM_CONFIDENCE_DETECTED }, { 300, "four", NULL, TLM_CONFIDENCE_GIVEN },
};

/* Four dots share the width: they stand at 125, 375, 625 and 875. */
static void
test_bar_position (void)
{
  static const struct { double s, x; guint dots; } rows[] = {
    { 0, 0, 0 }, { 40, 0, 0 }, { 70, 62.5, 0 }, { 100, 125, 1 }, { 150, 250, 1 }, { 200, 375, 2 },
    { 205, 500, 2 }, { 210, 625, 3 }, { 255, 750, 3 }, { 300, 875, 4 }, { 330, 937.5, 4 },
    { 360, 1000, 4 }, { 900, 1000, 4 },
  };
  g_autoptr (TlmTimeline) timeline = timeline_of (plain, G_N_ELEMENTS (plain));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    Seen seen = look (timeline, "type=phase-bar\n", rows[i].s);
    g_assert_cmpfloat_with_epsilon (seen.end_x, rows[i].x, 1.01);
    g_assert_cmpuint (seen.n_dots, ==, rows[i].dots);
    g_assert_cmpuint (seen.n_dots + seen.n_rings, ==, 4);
    g_assert_cmpstr (seen.labels, ==, "One Two Three Four ");
  }
}

/* The light keeps to one circle, highest in the middle, and its way along it is as
 * even as on the bar. */
static void
test_arc_position (void)
{
  g_autoptr (TlmTimeline) timeline = timeline_of (plain, G_N_ELEMENTS (plain));
  Seen start = look (timeline, "type=phase-arc\nrise=200\n", 0);
  Seen middle = look (timeline, "type=phase-arc\nrise=200\n", 205);
  Seen end = look (timeline, "type=phase-arc\nrise=200\n", 400);
  double half = (end.end_x - start.end_x) / 2, rise = start.end_y - middle.end_y;
  double radius = (half * half + rise * rise) / (2 * rise), y = middle.end_y + radius;
  double reach = asin (half / radius);

  g_assert_cmpfloat_with_epsilon (rise, 200, 1);
  g_assert_cmpfloat_with_epsilon (middle.end_x, 500, 1);
  g_assert_cmpfloat_with_epsilon (start.end_y, end.end_y, 1);
  for (int s = 0; s <= 400; s += 10) {
    Seen bar = look (timeline, "type=phase-bar\n", s), arc = look (timeline,
        "type=phase-arc\nrise=200\n", s);
    double angle = atan2 (arc.end_x - 500, y - arc.end_y);
    g_assert_cmpfloat_with_epsilon (hypot (arc.end_x - 500, arc.end_y - y), radius, 1);
    g_assert_cmpfloat_with_epsilon (angle / reach, bar.end_x / 500 - 1, 5e-3);
    g_assert_cmpuint (arc.n_dots, ==, bar.n_dots);
    g_assert_cmpstr (arc.labels, ==, bar.labels);
    g_assert_cmpfloat (arc.top, <, arc.end_y);
  }
}

/* The second is overdue from 200 s on. It never counts as passed; the one planned after
 * it vanishes until the fourth, which is certain, has come. */
static void
test_overdue (void)
{
  static const Row planned[] = {
    { 100, "one", NULL, TLM_CONFIDENCE_GIVEN }, { 200, "two", NULL, TLM_CONFIDENCE_NOMINAL },
    { 300, "three", NULL, TLM_CONFIDENCE_NOMINAL }, { 400, "four", NULL, TLM_CONFIDENCE_GIVEN },
    { 500, "five", NULL, TLM_CONFIDENCE_NOMINAL }, { 600, "six", NULL, TLM_CONFIDENCE_NOMINAL },
  };
  static const struct { double s, x; guint dots; const char *labels; } rows[] = {
    { 150, 1000 * 1 / 6.0, 1, "One Two Three Four Five Six " },
    { 250, 1000 * 2 / 6.0, 1, "One Two Four " },
    { 350, 1000 * 3 / 6.0, 1, "One Two Three Four " },
    { 450, 1000 * 4 / 6.0, 2, "One Two Three Four Five Six " },
    /* Nothing certain is left: the line waits where it was to be. */
    { 550, 1000 * 4.5 / 6.0, 2, "One Two Three Four Five " },
    { 900, 1000 * 4.5 / 6.0, 2, "One Two Three Four Five Six " },
  };
  g_autoptr (TlmTimeline) timeline = timeline_of (planned, G_N_ELEMENTS (planned));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    Seen seen = look (timeline, "type=phase-bar\n", rows[i].s);
    g_assert_cmpfloat_with_epsilon (seen.end_x, rows[i].x, 1.01);
    g_assert_cmpuint (seen.n_dots, ==, rows[i].dots);
    g_assert_cmpstr (seen.labels, ==, rows[i].labels);
  }
}

/* Twenty events turn pages; the last of one is the first of the next. */
static void
test_pages (void)
{
  static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l",
    "m", "n", "o", "p", "q", "r", "s", "t" };
  Row rows[G_N_ELEMENTS (names)];
  g_autofree char *last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    rows[i] = (Row) { 10 * ((int) i + 1), names[i], NULL, TLM_CONFIDENCE_GIVEN };
  g_autoptr (TlmTimeline) timeline = timeline_of (rows, G_N_ELEMENTS (rows));
  for (int s = 5; s < 260; s += 10) {
    Seen seen = look (timeline, "type=phase-bar\n", s);
    guint passed = MIN ((guint) (s / 10), G_N_ELEMENTS (names));
    char now = (char) ('A' + (passed ? passed - 1 : 0)), next = (char) ('A' + MIN (passed, 19));

    g_assert_cmpuint (seen.n_labels, >=, 5);
    g_assert_nonnull (strchr (seen.labels, now));
    g_assert_nonnull (strchr (seen.labels, next));
    if (last && last[0] != seen.labels[0])
      g_assert_nonnull (strchr (last, seen.labels[0]));
    g_free (last);
    last = g_strdup (seen.labels);
  }
}

/* A widget of one vehicle has its events and those of all. */
static void
test_vehicles (void)
{
  static const Row rows[] = {
    { 0, "start", NULL, TLM_CONFIDENCE_GIVEN }, { 100, "back", "one", TLM_CONFIDENCE_GIVEN },
    { 150, "on", "two", TLM_CONFIDENCE_GIVEN }, { 200, "down", "one", TLM_CONFIDENCE_GIVEN },
  };
  static const char *const kinds[] = { "phase-bar", "phase-arc" };
  static const struct { const char *vehicle, *labels; guint dots; } wants[] = {
    { "", "Start Back On Down ", 3 }, { "vehicle=0\n", "Start Back Down ", 2 },
    { "vehicle=one\n", "Start Back Down ", 2 }, { "vehicle=two\n", "Start On ", 2 },
  };
  g_autoptr (TlmTimeline) timeline = timeline_of (rows, G_N_ELEMENTS (rows));

  for (guint i = 0; i < 2 * G_N_ELEMENTS (wants); i++) {
    g_autofree char *widget = g_strconcat ("type=", kinds[i % 2], "\n", wants[i / 2].vehicle, NULL);
    Seen seen = look (timeline, widget, 160);
    g_assert_cmpstr (seen.labels, ==, wants[i / 2].labels);
    g_assert_cmpuint (seen.n_dots, ==, wants[i / 2].dots);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-ladder/bar-position", test_bar_position);
  g_test_add_func ("/event-ladder/arc-position", test_arc_position);
  g_test_add_func ("/event-ladder/overdue", test_overdue);
  g_test_add_func ("/event-ladder/pages", test_pages);
  g_test_add_func ("/event-ladder/vehicles", test_vehicles);
  return g_test_run ();
}
