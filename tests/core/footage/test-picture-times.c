/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/picture-times.h"

#define MS (TLM_SECOND / 1000)

/* Pictures of a rate that changes: the fourth is not where any rate has it. */
static void
test_settle (void)
{
  static const TlmDuration times[] = { 0, 40 * MS, 80 * MS, 200 * MS, 320 * MS };
  const TlmPictureTimes pictures = { G_N_ELEMENTS (times), times };
  TlmSync sync = TLM_SYNC_NONE;
  TlmSyncText text = { .liftoff_at = "#3", .marks = "#4@T+1; 12.5@T+9; 00:00:20:00@T+20" };

  g_assert_true (tlm_sync_read (&sync, &text, NULL));
  g_assert_cmpint (tlm_sync_last_frame (&sync), ==, 4);
  g_assert_true (tlm_sync_settle_frames (&sync, &pictures));
  g_assert_cmpint (sync.liftoff_at.kind, ==, TLM_PLACE_TIME);
  g_assert_cmpint (sync.liftoff_at.time_ns, ==, 200 * MS);
  g_assert_cmpint (sync.marks.marks[0].place.time_ns, ==, 320 * MS);
  g_assert_cmpint (sync.marks.marks[1].place.time_ns, ==, 12500 * MS);
  g_assert_cmpint (sync.marks.marks[2].place.kind, ==, TLM_PLACE_TIMECODE);
  g_assert_cmpint (tlm_sync_last_frame (&sync), ==, -1);
}

/* Frames before the first picture and after the last that is known stay frames. */
static void
test_beyond (void)
{
  static const TlmDuration times[] = { 0, 40 * MS };
  const TlmPictureTimes pictures = { G_N_ELEMENTS (times), times };
  static const char *const beyond[] = { "#2", "#-1" };

  for (gsize i = 0; i < G_N_ELEMENTS (beyond); i++) {
    TlmSync sync = TLM_SYNC_NONE;
    g_assert_true (tlm_sync_read (&sync, &(TlmSyncText) { .liftoff_at = beyond[i] }, NULL));
    g_assert_false (tlm_sync_settle_frames (&sync, &pictures));
    g_assert_cmpint (sync.liftoff_at.kind, ==, TLM_PLACE_FRAME);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-times/settle", test_settle);
  g_test_add_func ("/picture-times/beyond", test_beyond);
  return g_test_run ();
}
