/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/feed.h"
#include "limits-reached.h"

static void
test_set (void)
{
  guint8 set_of[200] = { 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x0b, 0x01, 0x01, 0x0e, 0x01, 0x03, 0x01, 0x01, 0, 0, 0, 100 };
  g_autoptr (TlmFeed) feed = tlm_feed_new (tlm_decoder_by_name ("klv"), "x", NULL, NULL);

  limit_set ("klv-set-bytes", 99);
  g_assert_true (tlm_feed_push (feed, set_of, sizeof set_of, NULL));
  g_autoptr (TlmLog) log = tlm_feed_take (feed);
  limit_assert_says (log->first_bad, "klv-set-bytes", 99);
  limit_set ("klv-set-bytes", 100);
  g_autoptr (TlmFeed) fits = tlm_feed_new (tlm_decoder_by_name ("klv"), "x", NULL, NULL);
  g_assert_true (tlm_feed_push (fits, set_of, sizeof set_of, NULL));
  g_autoptr (TlmLog) other = tlm_feed_take (fits);
  g_assert_true (!other || !other->first_bad || !strstr (other->first_bad, "klv-set-bytes"));
  tlm_limits_reset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits-klv/set", test_set);
  return g_test_run ();
}
