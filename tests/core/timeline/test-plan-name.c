/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/timeline/plan-name.h"

static void
test_make (void)
{
  g_autofree char *planned = tlm_planned_name ("altitude"), *delta = tlm_delta_name ("altitude");

  g_assert_cmpstr (planned, ==, "planned.altitude");
  g_assert_cmpstr (delta, ==, "delta.altitude");
}

static void
test_base (void)
{
  static const struct { const char *name, *base; } rows[] = {
    { "planned.altitude", "altitude" }, { "planned.", "" }, { "planned.planned.x", "planned.x" },
    { "planned", NULL }, { "delta.altitude", NULL }, { "altitude", NULL }, { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (tlm_planned_base (rows[i].name), ==, rows[i].base);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-name/make", test_make);
  g_test_add_func ("/plan-name/base", test_base);
  return g_test_run ();
}
