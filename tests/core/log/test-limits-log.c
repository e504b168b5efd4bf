/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The limits of names, texts and events of a log. */
#include "limits-reached.h"

/* Longer names and texts are cut, between characters. */
static void
test_cut (void)
{
  g_autofree char *name = NULL;
  g_autoptr (TlmLog) log = tlm_log_new ("test", "x");
  TlmTextTrack *track;

  limit_set ("name-bytes", 8);
  name = tlm_log_name ((TlmCell) { "1234567é", 9 });
  g_assert_cmpstr (name, ==, "1234567");
  track = tlm_log_text (tlm_log_vehicle (log, ""), "t");
  limit_set ("text-bytes", 8);
  tlm_text_track_append (track, 0, "12345678");
  tlm_text_track_append (track, 1, "1234567é");
  g_assert_cmpstr (track->values->pdata[0], ==, "12345678");
  g_assert_cmpstr (track->values->pdata[1], ==, "1234567");
  tlm_limits_reset ();
}

static void
test_events (void)
{
  g_autoptr (TlmLog) log = tlm_log_new ("test", "x");

  limit_set ("events", 8);
  for (int i = 0; i < 8; i++)
    tlm_log_add_event (log, tlm_event_new (i, "a", NULL, NULL, NULL, TLM_CONFIDENCE_GIVEN));
  g_assert_cmpuint (log->warnings->len, ==, 0);
  tlm_log_add_event (log, tlm_event_new (8, "a", NULL, NULL, NULL, TLM_CONFIDENCE_GIVEN));
  g_assert_cmpuint (log->events->len, ==, 8);
  g_assert_cmpint (((TlmEvent *) log->events->pdata[7])->time_ns, ==, 8);
  limit_assert_says (log->warnings->pdata[0], "events", 8);
  tlm_limits_reset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits-log/cut", test_cut);
  g_test_add_func ("/limits-log/events", test_events);
  return g_test_run ();
}
