/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <locale.h>
#include <math.h>

#include "core/measure/channel.h"
#include "render/draw/style.h"
#include "render/layout/readout.h"

static void
test_numbers (void)
{
  static const struct { double value; guint decimals; const char *language, *text; } cases[] = {
    { 0, 0, NULL, "0" }, { 0, 2, NULL, "0.00" }, { 999.4, 0, NULL, "999" },
    { 999.5, 0, NULL, "1,000" }, { 27600, 0, NULL, "27,600" }, { 1234567.25, 1, NULL, "1,234,567.3" },
    { -0.04, 1, NULL, "0.0" }, { -0.4, 0, NULL, "0" }, { -0.0, 0, NULL, "0" },
    { -0.05, 1, NULL, "\xe2\x88\x92" "0.1" }, { -12.3, 1, NULL, "\xe2\x88\x92" "12.3" },
    { 0.15, 1, NULL, "0.2" }, { 1.005, 2, NULL, "1.01" }, { 99.95, 1, NULL, "100.0" },
    { 27600.5, 1, "ru", "27\xc2\xa0" "600,5" }, { 27600.5, 1, "de_DE", "27.600,5" },
    { 7600.5, 1, "es", "7600,5" }, { 27600.5, 1, "es", "27.600,5" },
    { 27600.5, 1, "fr", "27\xe2\x80\xaf" "600,5" }, { 27600.5, 1, "pt_BR", "27\xe2\x80\xaf" "600,5" },
    { 27600.5, 1, "en_GB", "27,600.5" }, { 27600.5, 1, "zh", "27,600.5" },
    { NAN, 0, NULL, "---" }, { INFINITY, 0, NULL, "---" }, { 1e300, 0, NULL, "---" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlrMarks marks = tlr_marks_for_language (cases[i].language);
    char buf[TLR_NUMBER_SIZE];
    gsize length = tlr_number_print (cases[i].value, cases[i].decimals, &marks, buf, sizeof buf);

    g_assert_cmpstr (buf, ==, cases[i].text);
    g_assert_cmpuint (length, ==, strlen (cases[i].text));
  }
}

static void
test_small_buffer (void)
{
  TlrMarks marks = tlr_marks_for_language (NULL);
  char buf[8] = "xxxxxxx";

  g_assert_cmpuint (tlr_number_print (27600, 0, &marks, buf, 6), ==, 0);
  g_assert_cmpstr (buf, ==, "");
  g_assert_cmpuint (tlr_number_print (27600, 0, &marks, buf, 7), ==, 6);
}

/* A value, and how it is shown: number in its unit and the unit. */
static void
test_readouts (void)
{
  static const struct {
    TlrUnits units;
    TlmChannelId channel;
    double value, largest;
    const char *text;
  } cases[] = {
    { TLR_UNITS_METRIC, TLM_CHANNEL_ALTITUDE, 60900, 118e3, "60.9 km" },
    { TLR_UNITS_METRIC, TLM_CHANNEL_ALTITUDE, 118e3, 118e3, "118 km" },
    { TLR_UNITS_METRIC, TLM_CHANNEL_ALTITUDE, 99940, 118e3, "99.9 km" },
    { TLR_UNITS_METRIC, TLM_CHANNEL_ALTITUDE, 99960, 118e3, "100 km" },
    { TLR_UNITS_METRIC, TLM_CHANNEL_ALTITUDE, 100, 118e3, "0.1 km" },
    { TLR_UNITS_METRIC, TLM_CHANNEL_ALTITUDE, 459, 459, "459 m" },
    { TLR_UNITS_METRIC, TLM_CHANNEL_ALTITUDE, 5231.5, 5231.5, "5,232 m" },
    { TLR_UNITS_METRIC, TLM_CHANNEL_SPEED, 1655.555, 1655.6, "5,960 km/h" },
    { TLR_UNITS_IMPERIAL, TLM_CHANNEL_SPEED, 7660, 0, "17,135 mph" },
    { TLR_UNITS_IMPERIAL, TLM_CHANNEL_ALTITUDE, 420e3, 0, "261 mi" },
    { TLR_UNITS_NAUTICAL, TLM_CHANNEL_ALTITUDE, 420e3, 0, "227 nmi" },
    { TLR_UNITS_NAUTICAL, TLM_CHANNEL_SPEED, 100, 0, "194 kn" },
    { TLR_UNITS_METRIC, TLM_CHANNEL_RANGE, 255, 97e3, "255 m" },
    { TLR_UNITS_METRIC, TLM_CHANNEL_RANGE, 97e3, 97e3, "97.0 km" },
    { TLR_UNITS_METRIC, TLM_CHANNEL_RANGE_RATE, -0.25, 0, "\xe2\x88\x92" "0.25 m/s" },
    { TLR_UNITS_METRIC, TLM_CHANNEL_DYNAMIC_PRESSURE, 31584, 0, "31.6 kPa" },
  };
  TlrMarks marks = tlr_marks_for_language (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmQuantity quantity = tlm_channel_get (cases[i].channel)->quantity;
    TlrReadout readout = tlr_readout_choose (cases[i].units, quantity, cases[i].channel,
        cases[i].value, cases[i].largest);
    char number[TLR_NUMBER_SIZE];

    tlr_number_print (tlm_unit_from_si (readout.unit, cases[i].value), readout.decimals, &marks,
        number, sizeof number);
    g_autofree char *text = g_strdup_printf ("%s %s", number, readout.unit->symbol);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

/* Each quantity has a unit of its own kind in each family. */
static void
test_all_quantities (void)
{
  for (TlrUnits units = TLR_UNITS_LAYOUT; units <= TLR_UNITS_NAUTICAL; units++)
    for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++) {
      TlmQuantity quantity = tlm_channel_get (i)->quantity;
      TlrReadout readout = tlr_readout_choose (units, quantity, i, 1, 0);

      if (quantity == TLM_QUANTITY_NONE)
        g_assert_null (readout.unit);
      else
        g_assert_cmpint (readout.unit->quantity, ==, quantity);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/numbers", test_numbers);
  g_test_add_func ("/format/small-buffer", test_small_buffer);
  g_test_add_func ("/format/readouts", test_readouts);
  g_test_add_func ("/format/all-quantities", test_all_quantities);
  return g_test_run ();
}
