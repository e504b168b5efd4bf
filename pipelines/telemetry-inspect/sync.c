/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/elapsed.h"
#include "inspect.h"
#include "timecode.h"

gboolean
inspect_read_sync (const TlmFlight *flight, const InspectOptions *options, int fps_n, int fps_d,
    TlmSyncResult *sync, GError **error)
{
  const TlmMission *mission = flight->mission;
  TlmSyncText text = { .liftoff_at = mission->liftoff_at, .footage_start = mission->footage_start,
    .marks = mission->marks };
  g_autofree char *marks = options->marks ? g_strjoinv (";", options->marks) : NULL;
  TlmSync wish = TLM_SYNC_NONE;

  if (marks)
    text = (TlmSyncText) { .marks = marks };
  wish.time_offset_ns = mission->time_offset_ns;
  if (!tlm_sync_read (&wish, &text, error))
    return FALSE;
  *sync = tlm_sync_resolve (&wish, flight->timeline, fps_n, fps_d);
  return TRUE;
}

/* How fast the footage goes in each piece between marks. */
static void
print_pieces (const TlmWarp *warp, FILE *out)
{
  for (guint i = 1; i < warp->n; i++) {
    const TlmWarpKnot *a = &warp->knots[i - 1], *b = &warp->knots[i];
    double run = (double) (b->footage_ns - a->footage_ns);
    double gain = (double) (b->time_ns - a->time_ns - (b->footage_ns - a->footage_ns)) / run;
    g_autofree char *from = tlm_elapsed_seconds (a->footage_ns, 6);
    g_autofree char *to = tlm_elapsed_seconds (b->footage_ns, 6);
    fprintf (out, "            from %s s to %s s a second shows %.9g s (%+.2f ppm)\n", from, to,
        1 + gain, inspect_rounded (1e6 * gain, 2));
  }
}

gboolean
inspect_print_sync (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error)
{
  const TlmMission *mission = flight->mission;
  InspectTimecode timecode = { .rate = { .fps_d = 1 } };
  g_autofree char *problem = NULL, *zero = NULL;
  TlmSyncResult sync;

  if (!options->marks && !mission->liftoff_at && !mission->footage_start && !mission->marks)
    return TRUE;
  if ((options->fps && !inspect_timecode_read_rate (&timecode, options->fps, error)) ||
      !inspect_read_sync (flight, options, timecode.rate.fps_n, timecode.rate.fps_d, &sync,
          error))
    return FALSE;
  problem = tlm_sync_explain (&sync);
  if (problem) {
    fprintf (out, "Footage     not placed: %s\n", problem);
    return TRUE;
  }
  zero = inspect_time (flight->timeline, tlm_sync_apply (&sync, 0));
  fprintf (out, "Footage     its first frame shows %s\n", zero);
  print_pieces (&sync.warp, out);
  return TRUE;
}
