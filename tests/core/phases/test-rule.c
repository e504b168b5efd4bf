/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/phases/rule.h"

/* altitude 5000 m, its slope 80 m/s, speed 100 m/s, climb -16 m/s ± 4 m/s, all else unknown. */
static double
signal_of (gpointer data, guint channel, guint order)
{
  if (channel == TLM_CHANNEL_ALTITUDE)
    return order == 0 ? 5000 : order == 1 ? 80 : -9.8;
  if (channel == TLM_CHANNEL_SPEED && order == 0)
    return 100;
  return channel == TLM_RULE_CLIMB && order == 0 ? -16 : NAN;
}

static double
since (gpointer data, const char *phase)
{
  return strcmp (phase, "meco") == 0 ? 12 : NAN;
}

static double
of_peak (gpointer data, const TlmConditionNode *node, double now)
{
  return now / 10000;
}

static double
error_of (gpointer data, guint channel)
{
  return channel == TLM_RULE_CLIMB ? 4 : NAN;
}

static double
value_of (const char *text, gboolean condition)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmCondition) rule = condition ? tlm_rule_parse (text, &error) :
      tlm_rule_parse_number (text, &error);
  TlmRuleView view = { .signal = signal_of, .since = since, .of_peak = of_peak, .error = error_of, .elapsed = 42 };

  g_assert_no_error (error);
  return tlm_rule_evaluate (rule, &view);
}

static void
test_numbers (void)
{
  static const struct { const char *text; double value; } rows[] = {
    { "1 + 2 * 3", 7 }, { "(1 + 2) * 3", 9 }, { "10 - 4 - 3", 3 }, { "24 / 4 / 2", 3 },
    { "-3 + 1", -2 }, { "20.5:km", 20500 }, { "-2:km/s", -2000 }, { "3:m*s-1", 3 }, { "+3 + 1", 4 }, { "- (2 + 3)", -5 }, { "abs(-2.5e1)", 25 }, { "2 km", 2000 },
    { "36 km/h", 10 }, { "1000 ft", 304.8 }, { "altitude + 1 km", 6000 }, { "elapsed", 42 },
    { "slope(altitude)", 80 }, { "slope ( slope ( altitude ) )", -9.8 }, { "since(meco)", 12 },
    { "of-peak(altitude)", 0.5 }, { "speed * speed / 2", 5000 }, { "ALTITUDE", 5000 },
    { "climb", -16 }, { "least(climb)", -4 }, { "error(climb)", 4 }, { "abs(least( climb ))", 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].text);
    g_assert_cmpfloat_with_epsilon (value_of (rows[i].text, FALSE), rows[i].value, 1e-9);
  }
  g_assert_true (isnan (value_of ("mach", FALSE)));
  g_assert_true (isnan (value_of ("speed / 0", FALSE)));
}

/* Kleene's tables: U stands for unknown. */
static void
test_logic (void)
{
  static const struct { const char *text; char value; } rows[] = {
    { "altitude > 4 km", 'T' }, { "altitude < 4 km", 'F' }, { "mach > 1", 'U' },
    { "altitude >= 5 km", 'T' }, { "altitude <= 5 km", 'T' }, { "altitude < 5 km", 'F' },
    { "altitude > 4 km and speed > 300 km/h", 'T' }, { "altitude > 4 km and speed > 400 km/h", 'F' },
    { "altitude > 9 km or speed > 300 km/h", 'T' }, { "mach > 1 and altitude > 4 km", 'U' },
    { "mach > 1 and altitude < 4 km", 'F' }, { "mach > 1 or altitude > 4 km", 'T' },
    { "mach > 1 or altitude < 4 km", 'U' }, { "not mach > 1", 'U' }, { "not altitude > 4 km", 'F' },
    { "not not altitude > 4 km", 'T' }, { "not (altitude < 4 km or speed < 1 m/s)", 'T' },
    /* and binds more tightly than or */
    { "altitude > 4 km or speed > 1 m/s and altitude > 9 km", 'T' },
    { "(altitude > 4 km or speed > 1 m/s) and altitude > 9 km", 'F' },
    { "since(landing) > 1 s", 'U' },
    { "altitude > 4000", 'T' }, { "altitude = 5:km", 'T' }, { "altitude != 5:km", 'F' }, { "mach != 1", 'U' },
    { "altitude > 4 km; speed > 1 m/s;", 'T' }, { "altitude > 9 km; mach > 1", 'F' }, { "time > 41", 'T' },
    { "\"altitude\" > 4 km", 'T' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    double value = value_of (rows[i].text, TRUE);
    g_test_message ("%s", rows[i].text);
    g_assert_cmpint (isnan (value) ? 'U' : value == 1 ? 'T' : 'F', ==, rows[i].value);
  }
}

static void
test_errors (void)
{
  static const struct { const char *text, *column, *says; } rows[] = {
    { "altitude", "column 1:", "condition is expected" },
    { "altitude >", "column 11:", "ends where" },
    { "altidude > 3 km", "column 1:", "did you mean \"altitude\"" },
    { "altitude > 3 kmm", "column 14:", "no known unit" },
    { "altitude > 3 s", "column 12:", "length meets duration" },
    { "altitude > 3:s", "column 12:", "give the number a unit" },
    { "altitude > 3:", "column 14:", "no known unit" },
    { "speed > 3 m/s speed", "column 15:", "and, or, or the end" },
    { "(speed > 3 m/s", "column 15:", "\")\"" },
    { "speed > 3 m/s)", "column 14:", "\")\"" },
    { "slope(3) > 1", "column 7:", "a channel" },
    { "slope(slope(slope(altitude))) > 1", "column 12:", "third slope" },
    { "least(altitude) > 3 m", "column 7:", "that of climb, height and dynamic-pressure is" },
    { "least climb > 3 m/s", "column 7:", "\"(\" after least or error" },
    { "speed > 1 m/s > 2 m/s", "column 15:", "and, or" },
    { "speed and altitude > 1 m", "column 1:", "condition" },
    { "not speed", "column 5:", "condition" },
    { "é > 3", "column 1:", "unknown channel" },
    { "€ > 3", "column 1:", "stands where" },
    { "speed > 3 m/s and €", "column 19:", "stands where" },
    { "phase=meco", "column 1:", "unknown channel" },
    { "1.2.3 > speed", "column 1:", "stands where" },
    { "since() > 3 s", "column 7:", "name of a phase" },
    { "", "column 1:", "ends where" },
    { "(speed > 1 m/s) + 2", "column 2:", "a number is expected" },
    { "- - - speed > 1 m/s", "column 3:", "stands where" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (tlm_rule_parse (rows[i].text, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_PROFILE);
    g_test_message ("%s: %s", rows[i].text, error->message);
    g_assert_true (g_str_has_prefix (error->message, rows[i].column));
    g_assert_nonnull (strstr (error->message, rows[i].says));
  }
}

static char *
repeated (const char *piece, guint times, const char *end)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, piece);
  g_string_append (text, end);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Neither brackets without end nor rules without end get anywhere. */
static void
test_caps (void)
{
  static const char *const pieces[] = { "(", "abs(", "speed > 1 m/s or ", "-(", "of-peak(" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text = repeated (pieces[i], 100000, "speed > 1 m/s");
    g_assert_null (tlm_rule_parse (text, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_PROFILE);
  }
  g_autofree char *many = repeated ("not ", 100001, "altitude > 4 km");
  g_assert_cmpfloat (value_of (many, TRUE), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule/numbers", test_numbers);
  g_test_add_func ("/rule/logic", test_logic);
  g_test_add_func ("/rule/errors", test_errors);
  g_test_add_func ("/rule/caps", test_caps);
  return g_test_run ();
}
