/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/mission.h"
#include "limits-reached.h"

static GString *
make_mission (guint n_sources, guint n_events, guint n_vehicles)
{
  GString *text = g_string_new ("[events]\n");

  for (guint i = 0; i < n_events; i++)
    g_string_append_printf (text, "e%u=%u\n", i, i);
  for (guint i = 0; i < n_sources; i++)
    g_string_append_printf (text, "[telemetry t%u]\nlocation=t%u.csv\n", i, i);
  for (guint i = 0; i < n_vehicles; i++)
    g_string_append_printf (text, "[vehicle v%u]\nlabel=V\n", i);
  return text;
}

/* The key file's limit is that of its bytes. */
static void
test_kinds (void)
{
  const struct {
    const char *limit;
    guint sources, events, vehicles;
  } kinds[] = { { "sources", 1, 0, 0 }, { "mission-events", 0, 1, 0 }, { "vehicles", 0, 0, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint more = 0; more < 2; more++) {
      const guint n = 5 + more;
      g_autoptr (GString) text = make_mission (n * kinds[i].sources, n * kinds[i].events, n * kinds[i].vehicles);
      g_autoptr (GError) error = NULL;
      limit_set (kinds[i].limit, 5);
      g_autoptr (TlmMission) mission = tlm_mission_parse (text->str, -1, "x.mission", &error);
      g_assert_true ((mission != NULL) == (more == 0));
      if (more == 1)
        limit_assert_says (error->message, kinds[i].limit, 5);
      limit_set ("key-file-bytes", text->len - more);
      g_clear_error (&error);
      g_autoptr (TlmMission) other = tlm_mission_parse (text->str, -1, "x.mission", &error);
      g_assert_true ((other != NULL) == (more == 0));
      if (more == 1)
        limit_assert_says (error->message, "key-file-bytes", text->len - 1);
      tlm_limits_reset ();
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits-mission/kinds", test_kinds);
  return g_test_run ();
}
