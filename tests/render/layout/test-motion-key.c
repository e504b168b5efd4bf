/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/error.h"
#include "render/layout/layout-keys.h"
#include "render/layout/motion.h"

/* By hand, from the definitions: 0.25^3 = 0.015625, 0.75^3 = 0.421875. */
static void
test_easing (void)
{
  static const struct { TlrEasing easing; double at[5]; } cases[] = {
    { TLR_EASING_LINEAR, { 0, 0.25, 0.5, 0.75, 1 } },
    { TLR_EASING_IN, { 0, 0.015625, 0.125, 0.421875, 1 } },
    { TLR_EASING_OUT, { 0, 0.578125, 0.875, 0.984375, 1 } },
    { TLR_EASING_IN_OUT, { 0, 0.0625, 0.5, 0.9375, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    double last = 0;

    for (guint k = 0; k < 5; k++)
      g_assert_cmpfloat_with_epsilon (tlr_ease (cases[i].easing, k / 4.0), cases[i].at[k], 1e-12);
    for (guint k = 0; k <= 1000; k++) {
      double now = tlr_ease (cases[i].easing, k / 1000.0);

      g_assert_cmpfloat (now, >=, last);
      last = now;
    }
    g_assert_cmpfloat (tlr_ease (cases[i].easing, -3), ==, 0);
    g_assert_cmpfloat (tlr_ease (cases[i].easing, 3), ==, 1);
  }
}

static void
test_right (void)
{
  static const struct { const char *text; TlrMotion motion; } cases[] = {
    { "none", { TLR_MOTION_NONE, TLR_EDGE_LEFT, TLR_EASING_UNSAID, 0 } },
    { "fade 400ms", { TLR_MOTION_FADE, TLR_EDGE_LEFT, TLR_EASING_UNSAID, 400000000 } },
    { "slide left 600ms ease-out", { TLR_MOTION_SLIDE, TLR_EDGE_LEFT, TLR_EASING_OUT, 600000000 } },
    { "wipe  right 0.5s", { TLR_MOTION_WIPE, TLR_EDGE_RIGHT, TLR_EASING_UNSAID, 500000000 } },
    { "slide top 10s linear", { TLR_MOTION_SLIDE, TLR_EDGE_TOP, TLR_EASING_LINEAR, 10000000000 } },
    { "wipe bottom 20ms ease-in", { TLR_MOTION_WIPE, TLR_EDGE_BOTTOM, TLR_EASING_IN, 20000000 } },
    { "grow 300ms ease-in-out", { TLR_MOTION_GROW, TLR_EDGE_LEFT, TLR_EASING_IN_OUT, 300000000 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlrMotion motion;
    g_autoptr (GError) error = NULL;

    g_assert_true (tlr_motion_read (cases[i].text, &motion, &error));
    g_assert_no_error (error);
    g_assert_cmpint (motion.kind, ==, cases[i].motion.kind);
    g_assert_cmpint (motion.edge, ==, cases[i].motion.edge);
    g_assert_cmpint (motion.easing, ==, cases[i].motion.easing);
    g_assert_cmpint (motion.duration_ns, ==, cases[i].motion.duration_ns);
  }
}

static void
test_wrong (void)
{
  static const char *const cases[] = { "", " ", "fade", "fade 400", "fade ms", "fade s", "fade 10ms", "fade 11s",
    "fade -1s", "fade nans", "slide 400ms", "slide middle 400ms", "fade left 400ms", "grow 1s bounce",
    "fade 1s linear now", "none 1s", "swim left 1s", "slide left 1s ease-in x y z", "a b c d e f g h i j k l m n" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlrMotion motion = { .kind = TLR_MOTION_GROW };
    g_autoptr (GError) error = NULL;

    g_assert_false (tlr_motion_read (cases[i], &motion, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    g_assert_nonnull (strstr (error->message, "slide left 600ms ease-out"));
    g_assert_cmpint (motion.kind, ==, TLR_MOTION_GROW);
  }
}

/* Words fade into one another or do not. */
static void
test_change (void)
{
  const TlrKey *key = tlr_layout_find_key ("change");
  g_autoptr (GError) error = NULL;

  g_assert_true (tlr_key_check (key, "fade 300ms", NULL));
  g_assert_true (tlr_key_check (key, "none", NULL));
  g_assert_false (tlr_key_check (key, "slide left 300ms", &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
  g_assert_nonnull (strstr (error->message, "fade 300ms"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/motion-key/easing", test_easing);
  g_test_add_func ("/motion-key/right", test_right);
  g_test_add_func ("/motion-key/wrong", test_wrong);
  g_test_add_func ("/motion-key/change", test_change);
  return g_test_run ();
}
