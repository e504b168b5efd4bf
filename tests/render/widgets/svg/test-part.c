/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the keys of a drawing's elements may say (render/layout/part.h). */
#include <string.h>

#include "core/base/error.h"
#include "render/layout/part.h"

static void
test_right (void)
{
  static const struct { const char *text; TlrPartKind kind; const char *channel; double low, high, first, last; } rows[] = {
    { "show when throttle>0", TLR_PART_SHOW, "", 0, 0, 0, 0 },
    { "hide when phase=coast,entry", TLR_PART_HIDE, "", 0, 0, 0, 0 },
    { "fill #ff0000", TLR_PART_FILL, "", 0, 0, 1, 0 },
    { "stroke white when altitude>100:km", TLR_PART_STROKE, "", 0, 0, 1, 0 },
    { "fill propellant 0..1 to #ff0000..#00ff00", TLR_PART_FILL, "propellant", 0, 1, 1, 0 },
    { "opacity 0.5", TLR_PART_OPACITY, "", 0, 0, 0.5, 0 },
    { "opacity throttle 0..100:% to 0.2..1", TLR_PART_OPACITY, "throttle", 0, 1, 0.2, 1 },
    { "rotate pitch", TLR_PART_ROTATE, "pitch", -3600, 3600, -3600, 3600 },
    { "rotate -pitch about 5,-6.5", TLR_PART_ROTATE, "pitch", -3600, 3600, 3600, -3600 },
    { "rotate speed -10..36:km/h to -120..120 about 5,5 when time>0", TLR_PART_ROTATE, "speed", -10 / 3.6, 10, -120, 120 },
    { "move altitude 0..100:km to 0,0..3,-400", TLR_PART_MOVE, "altitude", 0, 1e5, 0, 3 },
    { "scale propellant 0..1 to 1,0..1,1 about 0,90", TLR_PART_SCALE, "propellant", 0, 1, 1, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrPart) part = tlr_part_parse (rows[i].text, &error);

    g_assert_no_error (error);
    const TlrPartStep *step = part->steps;
    g_assert_cmpuint (part->n_steps, ==, 1);
    g_assert_cmpuint (step->kind, ==, rows[i].kind);
    g_assert_cmpstr (step->channel, ==, rows[i].channel);
    g_assert_cmpfloat_with_epsilon (step->low, rows[i].low, 1e-9);
    g_assert_cmpfloat_with_epsilon (step->high, rows[i].high, 1e-9);
    g_assert_cmpfloat_with_epsilon (step->first[0], rows[i].first, 1e-9);
    g_assert_cmpfloat_with_epsilon (step->last[0], rows[i].last, 1e-9);
    g_assert_true ((step->when != NULL) == (strstr (rows[i].text, " when ") != NULL));
    g_assert_true (step->has_centre == (strstr (rows[i].text, " about ") != NULL));
  }
}

static void
test_wrong (void)
{
  static const struct { const char *text, *words; } rows[] = {
    { "", "nothing that the element does" },
    { ";;", "nothing that the element does" },
    { "sow when time>0", "did you mean \"show\"" },
    { "show", "right is for example show when throttle>0" },
    { "show always", "show when" },
    { "show when", "show when" },
    { "show when altitude", "a condition is expected" },
    { "fill", "fill #ff8800" },
    { "fill red", "fill #ff8800" },
    { "fill #ff0000 #00ff00", "fill #ff8800" },
    { "fill propellant 1..0 to #ff0000..#00ff00", "fill #ff8800" },
    { "fill propellant 0..1 to 0..1", "fill #ff8800" },
    { "opacity 2", "opacity 0.3" },
    { "opacity throttle 0..1 to 0..1.5", "opacity 0.3" },
    { "opacity throttle", "opacity 0.3" },
    { "rotate 90", "rotate -pitch" },
    { "rotate -", "rotate -pitch" },
    { "rotate pitch about 5", "rotate -pitch" },
    { "rotate pitch about 5,5 6", "rotate -pitch" },
    { "rotate pitch 0..1:furlong to 0..90", "rotate -pitch" },
    { "rotate pitch 0..1 to 0..1e9", "rotate -pitch" },
    { "rotate pitch 0..nan to 0..9", "rotate -pitch" },
    { "move altitude 0..1 to 0,0", "move altitude" },
    { "move altitude 0..1 to 0,0..1,1 about 5,5", "move altitude" },
    { "scale altitude", "scale propellant" },
    { "fill #ff0000;fill #ff0000;fill #ff0000;fill #ff0000;fill #ff0000;fill #ff0000;fill #ff0000;fill #ff0000;"
      "fill #ff0000", "more than 8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrPart) part = tlr_part_parse (rows[i].text, &error);

    if (part)
      g_error ("\"%s\" was read", rows[i].text);
    g_test_message ("%s", error->message);
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    g_assert_nonnull (strstr (error->message, rows[i].words));
  }
}

/* What the page of layouts shows is read. */
static void
test_help (void)
{
  guint n = 0;

  for (; tlr_part_help (n).example; n++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrPart) part = tlr_part_parse (tlr_part_help (n).example, &error);

    g_assert_no_error (error);
    g_assert_nonnull (tlr_part_help (n).blurb);
  }
  g_assert_cmpuint (n, >=, 8);
}

/* A quarter of the way from 10 to 50 is 20 where the ends are 0 and 40; beyond it stays. */
static void
test_at (void)
{
  g_autoptr (TlrPart) part = tlr_part_parse ("move speed 10..50 to 0,100..40,0", NULL);
  g_autoptr (TlrPart) turn = tlr_part_parse ("rotate -pitch", NULL);
  double out[4];

  tlr_part_step_at (&part->steps[0], 20, out);
  g_assert_cmpfloat_with_epsilon (out[0], 10, 1e-12);
  g_assert_cmpfloat_with_epsilon (out[1], 75, 1e-12);
  tlr_part_step_at (&part->steps[0], 1e9, out);
  g_assert_cmpfloat_with_epsilon (out[0], 40, 1e-12);
  tlr_part_step_at (&turn->steps[0], 30, out);
  g_assert_cmpfloat_with_epsilon (out[0], -30, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/part/right", test_right);
  g_test_add_func ("/part/wrong", test_wrong);
  g_test_add_func ("/part/help", test_help);
  g_test_add_func ("/part/at", test_at);
  return g_test_run ();
}
