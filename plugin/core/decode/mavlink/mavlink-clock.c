/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/mavlink/mavlink-clock.h"

#define MS G_GINT64_CONSTANT (1000000)
/* Where time since boot wraps; in µs too, of senders that count it in ms. */
#define WRAP_NS (MS << 32)
/* A time since boot is less than ten years, one since 1970 is more. */
#define UNIX_US (G_GUINT64_CONSTANT (315360000) * 1000000)
/* Frames of one boot do not come out of order by more. */
#define FALL_NS (3 * TLM_SECOND)
/* A link may hold frames back for so long; their own times count then. */
#define DELAY_NS (10 * TLM_SECOND)

static const TlmClockLimits limits = {
  .agree_ns = TLM_SECOND,
  .steady_ns = TLM_SECOND / 4,
  .settle_ns = TLM_SECOND,
  .early_ns = 5 * TLM_SECOND,
};

/* The time since boot of a frame, modulo WRAP_NS; FALSE when it says none. */
static gboolean
read_boot (const TlmMavlinkTime *time, gint64 *boot_ns)
{
  switch (time->kind) {
    case TLM_MAVLINK_BOOT_MS:
      *boot_ns = (gint64) time->raw * MS;
      return time->raw != 0 && time->raw != G_MAXUINT32;
    case TLM_MAVLINK_SENSOR_US:
      *boot_ns = (gint64) (time->raw % UNIX_US) * 1000 % WRAP_NS;
      return time->raw != 0 && time->raw < UNIX_US;
    default:
      return FALSE;
  }
}

/* Counted on from the newest, whichever way is nearer. */
static gint64
unwrap (const TlmMavlinkClock *clock, gint64 boot_ns)
{
  gint64 ahead;

  if (!clock->any)
    return boot_ns;
  ahead = (boot_ns - clock->newest_ns) % WRAP_NS;
  if (ahead > WRAP_NS / 2)
    ahead -= WRAP_NS;
  else if (ahead <= -WRAP_NS / 2)
    ahead += WRAP_NS;
  return clock->newest_ns + ahead;
}

static void
move_on (TlmMavlinkClock *clock, gint64 boot_ns, gboolean anew)
{
  if (clock->any && !anew && boot_ns <= clock->newest_ns)
    return;
  clock->newest_ns = boot_ns;
  clock->any = TRUE;
  clock->n_moves++;
}

/* Time since boot went on, and what came was off by the same for good: by so much, no link
 * delays, and it was the reference that was set. */
static void
follow_slide (TlmMavlinkClock *clock)
{
  gint64 step_ns = clock->watch.step_ns;

  if (step_ns >= -DELAY_NS && step_ns <= DELAY_NS)
    return;
  clock->watch.offset_ns += step_ns;
  clock->base_ns += step_ns;
  clock->reference_step_ns = -step_ns;
  clock->n_reference_steps++;
}

/* Time since boot against when it came. What goes on evenly and comes late was held back;
 * what does neither is placed by when it came until it agrees with itself. */
static void
take_with_reference (TlmMavlinkClock *clock, gint64 boot_ns, gint64 reference_ns)
{
  gint64 late = tlm_clock_watch_late (&clock->watch, boot_ns, reference_ns);
  gboolean falls = clock->any && boot_ns < clock->newest_ns - FALL_NS;
  TlmClockVerdict verdict = TLM_CLOCK_AGREES;

  if (!clock->watch.tied || falls || late < 0 || late > DELAY_NS)
    verdict = tlm_clock_watch_note (&clock->watch, &limits, boot_ns, reference_ns);
  else
    clock->watch.last = (TlmClockReading) { boot_ns, reference_ns };
  if (verdict == TLM_CLOCK_DOUBTED) {
    clock->local_ns = reference_ns;
    return;
  }
  if (verdict == TLM_CLOCK_STEPPED)
    clock->n_restarts++;
  if (verdict == TLM_CLOCK_SLID)
    follow_slide (clock);
  move_on (clock, boot_ns, verdict == TLM_CLOCK_STEPPED);
  clock->local_ns = tlm_clock_watch_even (&clock->watch, boot_ns);
}

/* Whether a time goes on from one of those that came last: what came from further ahead
 * meanwhile was out of order, and this is no reboot. */
static gboolean
goes_on (const TlmMavlinkClock *clock, gint64 boot_ns)
{
  for (guint i = 0; i < MIN (clock->n_taken, TLM_MAVLINK_RECENT); i++)
    if (boot_ns >= clock->recent_ns[i] && boot_ns <= clock->recent_ns[i] + FALL_NS)
      return TRUE;
  return FALSE;
}

/* Nothing tells how long a reboot took: as long as has been counted since, at least. One
 * frame from the past is none. */
static gboolean
take_alone (TlmMavlinkClock *clock, gint64 boot_ns)
{
  gboolean falls = clock->n_taken > 1 && boot_ns < clock->newest_ns - FALL_NS &&
      !goes_on (clock, boot_ns);

  clock->recent_ns[clock->n_taken++ % TLM_MAVLINK_RECENT] = falls ? G_MAXINT64 / 2 : boot_ns;
  clock->n_fallen = falls ? clock->n_fallen + 1 : 0;
  if (clock->n_fallen == 1)
    return FALSE;
  if (falls) {
    clock->watch.offset_ns = tlm_clock_watch_even (&clock->watch, clock->newest_ns);
    clock->n_restarts++;
    clock->n_fallen = clock->n_taken = 0;
    clock->recent_ns[clock->n_taken++] = boot_ns;
  }
  move_on (clock, boot_ns, falls);
  clock->local_ns = tlm_clock_watch_even (&clock->watch, boot_ns);
  return TRUE;
}

/* A frame without a time of its own, or with one that stands still. */
static TlmMavlinkTimeVerdict
take_now (TlmMavlinkClock *clock, gboolean still, gint64 reference_ns)
{
  gint64 late;

  if (reference_ns == TLM_TIME_NONE) {
    if (clock->any)
      clock->local_ns = tlm_clock_watch_even (&clock->watch, clock->newest_ns);
    return clock->any ? TLM_MAVLINK_TIME_KNOWN : TLM_MAVLINK_TIME_UNKNOWN;
  }
  late = tlm_clock_watch_late (&clock->watch, clock->newest_ns, reference_ns);
  clock->local_ns = reference_ns;
  if (clock->any && !still && late > -limits.agree_ns && late < limits.agree_ns)
    clock->local_ns = tlm_clock_watch_even (&clock->watch, clock->newest_ns);
  return TLM_MAVLINK_TIME_KNOWN;
}

/* Whether the message has said this very time before, and whether others went on since. */
static gboolean
is_repeated (TlmMavlinkClock *clock, const TlmMavlinkTime *time, gboolean *others)
{
  gboolean repeated = clock->seen[time->message].raw == time->raw;

  *others = repeated && clock->n_moves != clock->seen[time->message].n_moves;
  clock->seen[time->message].raw = time->raw;
  if (!repeated)
    clock->seen[time->message].n_moves = clock->n_moves;
  return repeated;
}

TlmMavlinkTimeVerdict
tlm_mavlink_clock_take (TlmMavlinkClock *clock, const TlmMavlinkTime *time, gint64 reference_ns)
{
  gboolean others = FALSE;
  gint64 boot_ns;

  g_return_val_if_fail (clock != NULL && time->message < TLM_MAVLINK_TIMED,
      TLM_MAVLINK_TIME_UNKNOWN);
  clock->reference_ns = reference_ns;
  if (reference_ns != TLM_TIME_NONE) {
    if (clock->any && !clock->watch.tied)
      clock->base_ns = clock->local_ns - reference_ns;
    reference_ns += clock->base_ns;
  }
  if (!read_boot (time, &boot_ns))
    return take_now (clock, time->kind != TLM_MAVLINK_NO_FIELD, reference_ns);
  if (is_repeated (clock, time, &others)) {
    TlmMavlinkTimeVerdict verdict = take_now (clock, TRUE, reference_ns);
    /* The same frame once more is of its own time, also where newer ones came before it. */
    if (reference_ns == TLM_TIME_NONE && clock->any)
      clock->local_ns = tlm_clock_watch_even (&clock->watch, unwrap (clock, boot_ns));
    return time->kind == TLM_MAVLINK_SENSOR_US && others ? TLM_MAVLINK_TIME_OLD : verdict;
  }
  boot_ns = unwrap (clock, boot_ns);
  if (reference_ns == TLM_TIME_NONE && !take_alone (clock, boot_ns))
    return TLM_MAVLINK_TIME_UNKNOWN;
  if (reference_ns != TLM_TIME_NONE)
    take_with_reference (clock, boot_ns, reference_ns);
  clock->seen[time->message].n_moves = clock->n_moves;
  return TLM_MAVLINK_TIME_KNOWN;
}
