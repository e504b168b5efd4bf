/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/measure/channel.h"

#include <math.h>

#include "core/base/number.h"

/* Text of the number as it is written. */
static char *
written (TlmChannelId id, const char *unit, guint decimals, double value)
{
  double number = tlm_channel_written (id, unit ? tlm_unit_find (unit) : NULL, decimals, value);

  if (decimals == TLM_DECIMALS_EXACT) {
    GString *out = g_string_new (NULL);
    tlm_number_append (out, number);
    return g_string_free (out, FALSE);
  }
  return g_strdup_printf ("%.*f", (int) decimals, number);
}

/* Directions go from 0 to below a full turn. */
static void
test_direction (void)
{
  static const struct { double value; const char *unit; guint decimals; const char *text; } cases[] = {
    { 0, NULL, 1, "0.0" }, { 359.94, NULL, 1, "359.9" }, { 359.96, NULL, 1, "0.0" },
    { 359.95, NULL, 1, "0.0" }, { 359.9949, NULL, 2, "359.99" }, { 359.995, NULL, 2, "0.00" },
    { 359.5, NULL, 0, "0" }, { 359.49, NULL, 0, "359" }, { 360, NULL, 1, "0.0" },
    { -0.0, NULL, 1, "0.0" }, { -0.02, NULL, 1, "0.0" }, { -0.06, NULL, 1, "359.9" },
    { -90, NULL, 0, "270" }, { -360, NULL, 0, "0" }, { 720, NULL, 0, "0" },
    { 450, NULL, 0, "90" }, { -0.0, NULL, TLM_DECIMALS_EXACT, "0" },
    { 360, NULL, TLM_DECIMALS_EXACT, "0" }, { -1e-20, NULL, TLM_DECIMALS_EXACT, "0" },
    { 359.96, NULL, TLM_DECIMALS_EXACT, "359.96" }, { -90, NULL, TLM_DECIMALS_EXACT, "270" },
    { 359.96, "rad", 1, "0.0" }, { 357.8, "rad", 1, "6.2" }, { 358.7, "rad", 1, "0.0" },
    { 359.96, "rad", 3, "6.282" }, { 180, "rev", 1, "0.5" }, { 350, "rev", 1, "0.0" },
    { 359.999, "arcmin", 0, "0" }, { 359.99, "arcmin", 0, "21599" },
  };
  static const TlmChannelId directions[] = { TLM_CHANNEL_HEADING, TLM_CHANNEL_YAW };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    for (guint j = 0; j < G_N_ELEMENTS (directions); j++) {
      g_autofree char *text = written (directions[j], cases[i].unit, cases[i].decimals,
          cases[i].value);
      if (g_strcmp0 (text, cases[i].text) != 0)
        g_error ("%.17g: %s, not %s", cases[i].value, text, cases[i].text);
    }
  }
}

/* What is no direction keeps its number, and loses the sign of nothing. */
static void
test_others (void)
{
  static const struct { guint id; double value; const char *text; } cases[] = {
    { TLM_CHANNEL_LONGITUDE, 180, "180" }, { TLM_CHANNEL_LONGITUDE, -179.5, "-179.5" },
    { TLM_CHANNEL_ROLL, -90, "-90" }, { TLM_CHANNEL_ROLL, 359.9, "359.9" },
    { TLM_CHANNEL_ALTITUDE, -0.0, "0" }, { TLM_CHANNEL_SPEED, 12.5, "12.5" },
    { TLM_N_STANDARD_CHANNELS, -90, "-90" }, { G_MAXUINT, -0.0, "0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = written (cases[i].id, NULL, TLM_DECIMALS_EXACT, cases[i].value);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
  g_assert_true (isnan (tlm_channel_written (TLM_CHANNEL_HEADING, NULL, 1, NAN)));
  g_assert_true (isinf (tlm_channel_written (TLM_CHANNEL_HEADING, NULL, 1, INFINITY)));
}

/* Every angle that wraps does so after one whole turn, which is in its range. */
static void
test_table (void)
{
  guint n = 0;

  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++) {
    const TlmChannel *channel = tlm_channel_get (i);
    if (channel->wraps_deg == 0)
      continue;
    g_assert_cmpfloat (channel->wraps_deg, ==, 360);
    g_assert_cmpint (channel->quantity, ==, TLM_QUANTITY_ANGLE);
    g_assert_cmpint (channel->interpolation, ==, TLM_INTERPOLATION_ANGLE);
    g_assert_cmpfloat (channel->maximum, >=, 360);
    n++;
  }
  g_assert_cmpuint (n, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/channel/direction", test_direction);
  g_test_add_func ("/channel/others", test_others);
  g_test_add_func ("/channel/table", test_table);
  return g_test_run ();
}
