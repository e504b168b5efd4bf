/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "render/widgets/attitude/attitude-state.h"
#include "widget-data.h"

#define SIZE 600

/* The ball is 87 % of the circle: 249 rows of 287 around 300, 299.5. Sky blue, ground red, nothing
 * else; 30° from its middle to its edge. */
#define LAYOUT "[layout]\nsafe=0\n[widget a]\ntype=attitude\nanchor=center\ndiameter=956\nview=30\n" \
    "sky-colour=#0000ff\nground-colour=#ff0000\nhorizon-colour=none\nsymbol-colour=none\n" \
    "face-colour=none\nrim-colour=none\nlabel-colour=none\ncolour=none\nwarning-colour=#00ff00\n"

#define BALL 249.0

static cairo_surface_t *
picture (double roll, double pitch, double t_s)
{
  const WidgetChannel channels[] = {
    { "roll", TLM_QUANTITY_ANGLE, { roll, roll }, 2 }, { "pitch", TLM_QUANTITY_ANGLE, { pitch, pitch }, 2 },
  };
  g_autoptr (TlmTimeline) timeline = widget_timeline (channels, G_N_ELEMENTS (channels));

  return widget_picture (LAYOUT, timeline, t_s, SIZE, SIZE);
}

/* Elevation seen at a place of the ball: of the vehicle's axes at that place, the
 * part along the vertical, which with the right wing down lies to the left. */
static void
check (double roll_deg, double pitch_deg)
{
  cairo_surface_t *surface = picture (roll_deg, pitch_deg, 0.5);
  double roll = roll_deg * G_PI / 180;
  guint n = 0;

  for (int y = 0; y < SIZE; y += 7)
    for (int x = 0; x < SIZE; x += 7) {
      double across = x + 0.5 - SIZE / 2.0, up = SIZE / 2.0 - y - 0.5;
      double elevation = pitch_deg + (up * cos (roll) - across * sin (roll)) * 30 / BALL;

      if (hypot (across, up) > BALL - 3 || fabs (elevation) < 0.4)
        continue;
      g_assert_cmphex (widget_pixel (surface, x, y), ==, elevation > 0 ? 0x0000ff : 0xff0000);
      n++;
    }
  g_assert_cmpuint (n, >, 2000);
  cairo_surface_destroy (surface);
}

static void
test_horizon (void)
{
  static const double cases[][2] = { { 0, 0 }, { 0, 15 }, { 0, -15 }, { 90, 0 }, { -90, 0 }, { 30, 10 },
    { -45, -5 }, { 180, 8 }, { 0, 80 }, { 0.4, 0.2 }, { 359, -3 }, { 123, 12 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (cases[i][0], cases[i][1]);
}

/* Data end at 1 s; lost: no ball, and a cross. */
static void
test_lost (void)
{
  cairo_surface_t *fresh = picture (10, 5, 1), *lost = picture (10, 5, 20);

  g_assert_cmpuint (widget_count (fresh, 0x0000ff), >, 50000);
  g_assert_cmpuint (widget_count (fresh, 0x00ff00), ==, 0);
  g_assert_cmpuint (widget_count (lost, 0x0000ff), ==, 0);
  g_assert_cmpuint (widget_count (lost, 0x00ff00), >, 300);
  cairo_surface_destroy (fresh);
  cairo_surface_destroy (lost);
}

/* Hamilton's product. */
static void
multiply (const double a[4], const double b[4], double out[4])
{
  out[0] = a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3];
  out[1] = a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2];
  out[2] = a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1];
  out[3] = a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0];
}

/* Yaw about down, then pitch about right, then roll about forward. */
static void
test_quaternion (void)
{
  static const TlrEuler cases[] = { { 0, 0, 0 }, { 30, 20, 110 }, { -170, -60, -30 }, { 90, 45, 179 },
    { 5, 85, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    double r = cases[i].roll * G_PI / 360, p = cases[i].pitch * G_PI / 360, h = cases[i].yaw * G_PI / 360;
    const double qz[4] = { cos (h), 0, 0, sin (h) }, qy[4] = { cos (p), 0, sin (p), 0 };
    const double qx[4] = { cos (r), sin (r), 0, 0 };
    double zy[4], q[4];

    multiply (qz, qy, zy);
    multiply (zy, qx, q);
    TlrEuler euler = tlr_euler_from_quaternion (3 * q[0], 3 * q[1], 3 * q[2], 3 * q[3]);
    g_assert_cmpfloat_with_epsilon (euler.roll, cases[i].roll, 1e-9);
    g_assert_cmpfloat_with_epsilon (euler.pitch, cases[i].pitch, 1e-9);
    g_assert_cmpfloat_with_epsilon (euler.yaw, cases[i].yaw, 1e-9);
  }
}

/* A roll of 90° as a quaternion alone: the right half is ground. */
static void
test_from_quaternion (void)
{
  const double h = sqrt (0.5);
  const WidgetChannel channels[] = {
    { "quaternion-w", TLM_QUANTITY_NONE, { h, h }, 2 }, { "quaternion-x", TLM_QUANTITY_NONE, { h, h }, 2 },
    { "quaternion-y", TLM_QUANTITY_NONE, { 0, 0 }, 2 }, { "quaternion-z", TLM_QUANTITY_NONE, { 0, 0 }, 2 },
  };
  g_autoptr (TlmTimeline) timeline = widget_timeline (channels, G_N_ELEMENTS (channels));
  cairo_surface_t *surface = widget_picture (LAYOUT "size=1\n", timeline, 0.5, SIZE, SIZE);

  g_assert_cmphex (widget_pixel (surface, 150, 300), ==, 0x0000ff);
  g_assert_cmphex (widget_pixel (surface, 450, 300), ==, 0xff0000);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attitude/horizon", test_horizon);
  g_test_add_func ("/attitude/lost", test_lost);
  g_test_add_func ("/attitude/quaternion", test_quaternion);
  g_test_add_func ("/attitude/from-quaternion", test_from_quaternion);
  return g_test_run ();
}
