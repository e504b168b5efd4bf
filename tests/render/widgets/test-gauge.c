/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/gauge.h"

/* A direction on a scale from 0 and on one around north. */
static void
test_direction (void)
{
  static const struct { double low, high, stored, shown; } cases[] = {
    { 0, 360, 359.96, 359.96 }, { 0, 360, 360, 0 }, { 0, 360, -90, 270 }, { 0, 360, -0.0, 0 },
    { -180, 180, 270, -90 }, { -180, 180, 90, 90 }, { -180, 180, 180, 180 }, { 0, 90, 270, 270 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlrGauge gauge = { .kind = TLM_CHANNEL_HEADING, .low = cases[i].low, .high = cases[i].high };
    g_assert_cmpfloat (tlr_gauge_value (&gauge, cases[i].stored), ==, cases[i].shown);
    gauge.kind = TLM_CHANNEL_ROLL;
    g_assert_cmpfloat (tlr_gauge_value (&gauge, cases[i].stored), ==, cases[i].stored);
  }
}

static void
test_print (void)
{
  static const struct { TlmChannelId kind; const char *unit; double value; guint decimals;
    const char *text; } cases[] = {
    { TLM_CHANNEL_HEADING, "deg", 360, 0, "0" }, { TLM_CHANNEL_HEADING, "deg", -10, 0, "350" },
    { TLM_CHANNEL_HEADING, "deg", 359.96, 1, "0.0" }, { TLM_CHANNEL_HEADING, NULL, 370, 1, "10.0" },
    { TLM_CHANNEL_HEADING, "rev", 0.25, 2, "0.25" }, { TLM_CHANNEL_HEADING, "rev", 1, 2, "0.00" },
    { TLM_CHANNEL_ROLL, "deg", 360, 0, "360" }, { TLM_CHANNEL_SPEED, "km/h", -0.0, 1, "0.0" },
    { TLM_N_STANDARD_CHANNELS, NULL, 360, 0, "360" },
  };
  TlrContext context = { .source.marks = tlr_marks_for_language (NULL) };
  TlrWidget widget = { .context = &context };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlrGauge gauge = { .kind = cases[i].kind,
      .unit = cases[i].unit ? tlm_unit_find (cases[i].unit) : NULL };
    char buf[TLR_NUMBER_SIZE];
    tlr_gauge_print (&gauge, &widget, cases[i].value, cases[i].decimals, buf);
    g_assert_cmpstr (buf, ==, cases[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gauge/direction", test_direction);
  g_test_add_func ("/gauge/print", test_print);
  return g_test_run ();
}
