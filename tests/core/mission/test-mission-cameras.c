/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/mission/mission.h"

static TlmMission *
parse (const char *lines, GError **error)
{
  g_autofree char *text = g_strconcat ("[mission]\nname=x\n[camera pad]\n", lines, NULL);

  return tlm_mission_parse (text, -1, "/flights/m.mission", error);
}

static void
test_all_keys (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmMission) mission = parse ("match=PAD*;*/pad/*\ntimecode-zero=T-3600\nrate=30000/1001\ndrop=yes\n"
      "start-timecode=01:00:00;00\ndrift=-12.5\ndistance=5200\ntemperature=31\n"
      "[camera plane]\nmarks=12.48@T+0;72@T+59.5\n[camera tower]\nfootage-start=2021-10-05T08:54:50Z\n", &error);
  const TlmMissionCamera *camera;

  g_assert_no_error (error);
  g_assert_cmpuint (mission->cameras->len, ==, 3);
  camera = mission->cameras->pdata[0];
  g_assert_cmpstr (camera->name, ==, "pad");
  g_assert_true (camera->has_timecode_zero && !camera->has_footage_start && !camera->marks);
  g_assert_cmpint (camera->timecode_zero.clock, ==, TLM_CLOCK_ELAPSED);
  g_assert_cmpint (camera->timecode_zero.time_ns, ==, -3600 * TLM_SECOND);
  g_assert_cmpint (camera->rate.fps_n, ==, 30000);
  g_assert_cmpint (camera->rate.fps_d, ==, 1001);
  g_assert_true (camera->rate.drop);
  g_assert_cmpfloat (camera->drift_ppm, ==, -12.5);
  g_assert_cmpfloat (camera->distance_m, ==, 5200);
  g_assert_cmpfloat (camera->temperature_c, ==, 31);
  camera = mission->cameras->pdata[2];
  g_assert_true (camera->has_footage_start);
  /* POSIX 1633424090; TAI is 37 s ahead. */
  g_assert_cmpint (camera->footage_start.time_ns, ==, 1633424127 * TLM_SECOND);
  g_assert_cmpfloat (camera->temperature_c, ==, 15);
}

static void
test_wrong (void)
{
  static const struct {
    const char *lines, *words;
  } wrong[] = {
    { "match=a\n", "footage-start, timecode-zero or marks does" },
    { "footage-start=T+0\nmarks=1@T+1\n", "exclude each other" },
    { "timecode-zero=T+0\n", "rate=30000/1001" },
    { "timecode-zero=T+0\nrate=29.97\n", "\"29.97\"" },
    { "timecode-zero=T+0\nrate=25\ndrop=yes\n", "drop=yes" },
    { "footage-start=T+0\nstart-timecode=10:42\n", "10:42:13:07" },
    { "footage-start=T+0\ndrift=fast\n", "-100000 to 100000 ppm" },
    { "footage-start=T+0\ndistance=-1\n", "0 to 1e+06 m" },
    { "footage-start=noon\n", "noon" },
    { "footage-strat=T+0\n", "footage-start" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (parse (wrong[i].lines, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_MISSION);
    g_assert_nonnull (strstr (error->message, wrong[i].words));
    g_assert_nonnull (strstr (error->message, "camera"));
  }
}

/* As many as the limit says are read, one more is not. */
static void
test_many (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmMission) mission = NULL, over = NULL;

  g_assert_true (tlm_limits_set ("cameras=2", NULL));
  mission = parse ("marks=1@T+1\n[camera b]\nmarks=1@T+1\n", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mission->cameras->len, ==, 2);
  over = parse ("marks=1@T+1\n[camera b]\nmarks=1@T+1\n[camera c]\nmarks=1@T+1\n", &error);
  tlm_limits_reset ();
  g_assert_null (over);
  g_assert_error (error, TLM_ERROR, TLM_ERROR_MISSION);
  g_assert_nonnull (strstr (error->message, "the limit cameras=2 "));
  g_assert_nonnull (strstr (error->message, "limits=cameras=4"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mission-cameras/all-keys", test_all_keys);
  g_test_add_func ("/mission-cameras/wrong", test_wrong);
  g_test_add_func ("/mission-cameras/many", test_many);
  return g_test_run ();
}
