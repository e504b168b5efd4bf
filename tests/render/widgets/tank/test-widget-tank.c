/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tanks: how high the level stands, which number stands in it, what is nearly empty, stale or not known. */
#include <string.h>

#include "core/base/error.h"
#include "scene-data.h"
#include "sketched.h"
#include "widget-data.h"

#define FILL 0x0000ffu
#define LOW 0xff0000u

/* A unit is a pixel of 1000 rows: 406, less one and a half walls of 2 at either end, are 400 for what is in it. */
#define HEAD "[layout]\nsafe=0\n[widget t]\ntype=tank\nlength=406\nthickness=106\nline=2\nradius=0\nfill-colour=#0000ff\n" \
    "low-colour=#ff0000\nwall-colour=none\ntrack-colour=none\n"

/* Propellant falls from 1 to 0 in 10 s, mass from 2000 to 1000 kg. */
static TlmTimeline *
make_timeline (void)
{
  static const WidgetChannel channels[] = {
    { "propellant", TLM_QUANTITY_FRACTION, { 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0 }, 11 },
    { "mass", TLM_QUANTITY_MASS, { 2000, 1900, 1800, 1700, 1600, 1500, 1400, 1300, 1200, 1100, 1000 }, 11 },
  };

  return widget_timeline (channels, G_N_ELEMENTS (channels));
}

/* Rows of the column in the middle that have a colour, and the first of them. */
static int
count_rows (const char *keys, double t_s, guint32 colour, int *first)
{
  g_autofree char *text = g_strconcat (HEAD, keys, NULL);
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  cairo_surface_t *surface = widget_picture (text, timeline, t_s, 1000, 1000);
  int n = 0;

  for (int y = 999; y >= 0; y--)
    if (widget_pixel (surface, 53, y) == colour) {
      n++;
      *first = y;
    }
  cairo_surface_destroy (surface);
  return n;
}

static void
test_level (void)
{
  int first = 0;

  g_assert_cmpint (count_rows ("number=none\n", 0, FILL, &first), ==, 400);
  g_assert_cmpint (first, ==, 3);
  g_assert_cmpint (count_rows ("number=none\n", 7, FILL, &first), ==, 120);
  g_assert_cmpint (first, ==, 283);
  g_assert_cmpint (count_rows ("number=none\n", 10, FILL, &first), ==, 0);
  g_assert_cmpint (count_rows ("number=none\nlow=35\n", 7, LOW, &first), ==, 120);
  g_assert_cmpint (count_rows ("number=none\nlow=25\n", 7, LOW, &first), ==, 0);
  /* From 1 to 3 t, 1.75 t are three eighths of it: 150 rows. */
  g_assert_cmpint (count_rows ("number=none\nchannel=mass\nunit=t\nempty=1\nfull=3\n", 2.5, FILL, &first), ==, 150);
  /* More than full is full. */
  g_assert_cmpint (count_rows ("number=none\nchannel=mass\nfull=1500\n", 1, FILL, &first), ==, 400);
  g_assert_cmpint (count_rows ("number=none\nchannel=range\nfull=1500\n", 1, FILL, &first), ==, 0);
}

/* The number that stands in it, NULL: none. */
static void
check_number (const char *keys, double t_s, const char *number)
{
  g_autofree char *text = g_strconcat (HEAD, keys, NULL);
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (TlrLayout) layout = widget_layout (text);
  const char *found = NULL;
  Sketched sketched;

  sketched_start (&sketched, layout, timeline, NULL, NULL, 1000, 1000);
  sketched_seek (&sketched, (gint64) (t_s * 1e9));
  const GArray *marks = sketched_item (&sketched, 0);
  for (guint i = 0; i < marks->len; i++)
    if (g_array_index (marks, TlrMark, i).kind == TLR_MARK_TEXT)
      found = g_array_index (marks, TlrMark, i).text;
  g_assert_cmpstr (found, ==, number);
  sketched_finish (&sketched);
}

static void
test_number (void)
{
  check_number ("", 7, "30%");
  check_number ("decimals=1\n", 7.25, "27.5%");
  check_number ("number=none\n", 7, NULL);
  check_number ("channel=mass\nunit=kg\nfull=2000\nnumber=value\n", 5, "1,500");
  check_number ("channel=mass\nunit=t\nfull=2\nnumber=value\ndecimals=2\n", 5.5, "1.45");
  check_number ("channel=mass\nfull=2000\n", 5, "75%");
  check_number ("channel=range\nfull=2000\n", 5, NULL);
  /* Lost when nothing has come for long. */
  check_number ("", 60, NULL);
}

/* What is stale is a line around the level. */
static void
test_stale (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  cairo_surface_t *surface = widget_picture (HEAD "number=none\n", timeline, 1, 1000, 1000);
  guint full = widget_count (surface, FILL);

  cairo_surface_destroy (surface);
  g_autoptr (TlmTimeline) other = widget_timeline (&(WidgetChannel) { "propellant", TLM_QUANTITY_FRACTION,
      { 0.9, 0.9 }, 2 }, 1);
  surface = widget_picture (HEAD "number=none\n", other, 4, 1000, 1000);
  g_assert_cmpuint (widget_count (surface, FILL), >, 500);
  g_assert_cmpuint (widget_count (surface, FILL), <, full / 4);
  cairo_surface_destroy (surface);
}

static void
test_error (void)
{
  static const char *const wrong[] = { "full=0\n", "empty=2\n", "empty=5\nfull=5\n" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *text = g_strconcat (HEAD, wrong[i], NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrLayout) layout = tlr_layout_parse ("test.layout", text, -1, &error);

    g_assert_null (layout);
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    g_assert_nonnull (strstr (error->message, "full has to be more than empty"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tank/level", test_level);
  g_test_add_func ("/tank/number", test_number);
  g_test_add_func ("/tank/stale", test_stale);
  g_test_add_func ("/tank/error", test_error);
  return g_test_run ();
}
