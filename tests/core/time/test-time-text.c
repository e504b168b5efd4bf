/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/time/text.h"

static void
test_either (void)
{
  const struct { const char *text; TlmClock clock; gint64 ns; } cases[] = {
    { "2021-10-05T08:55:02Z", TLM_CLOCK_TAI, 1633424139 * TLM_SECOND },
    { "2021-278T08:55:02", TLM_CLOCK_TAI, 1633424139 * TLM_SECOND },
    { "20211005T085502Z", TLM_CLOCK_TAI, 1633424139 * TLM_SECOND },
    { "20211005", TLM_CLOCK_ELAPSED, 20211005 * TLM_SECOND },
    { "72.5", TLM_CLOCK_ELAPSED, 72500000000 },
    { "T-00:00:10", TLM_CLOCK_ELAPSED, -10 * TLM_SECOND },
    { "00:01:12", TLM_CLOCK_ELAPSED, 72 * TLM_SECOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmClock clock = TLM_CLOCK_TAI;
    gint64 out = 0;
    g_autoptr (GError) error = NULL;

    g_assert_true (tlm_time_parse (cases[i].text, -1, TLM_SCALE_UTC, &clock,
            &out, &error));
    g_assert_no_error (error);
    g_assert_cmpint (clock, ==, cases[i].clock);
    g_assert_cmpint (out, ==, cases[i].ns);
  }
}

static void
test_neither (void)
{
  const struct { const char *text, *says; } cases[] = {
    { "2021-13-05T08:55:02Z", "month" },
    { "tomorrow", "neither a date" },
    { "", "neither a date" },
    { "05.10.2021", "neither a date" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmClock clock = (TlmClock) 77;
    gint64 out = 4711;
    g_autoptr (GError) error = NULL;

    g_assert_false (tlm_time_parse (cases[i].text, -1, TLM_SCALE_UTC, &clock,
            &out, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
    g_assert_nonnull (strstr (error->message, cases[i].says));
    g_assert_cmpint (out, ==, 4711);
    g_assert_cmpint (clock, ==, 77);
  }
}

/* The scale is for absolute times alone. */
static void
test_scale (void)
{
  TlmClock clock;
  gint64 out;

  g_assert_true (tlm_time_parse ("2021-10-05T08:55:39", -1, TLM_SCALE_TAI,
          &clock, &out, NULL));
  g_assert_cmpint (out, ==, 1633424139 * TLM_SECOND);
  g_assert_true (tlm_time_parse ("72.5", -1, TLM_SCALE_TAI, &clock, &out, NULL));
  g_assert_cmpint (out, ==, 72500000000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-text/either", test_either);
  g_test_add_func ("/time-text/neither", test_neither);
  g_test_add_func ("/time-text/scale", test_scale);
  return g_test_run ();
}
