/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/clock-live.h"

#include "core/decode/table/clock-parts.h"
#include "core/time/iso8601.h"
#include "core/time/sum.h"

#define DAY_NS (86400 * TLM_SECOND)

static gboolean
is_near (gint64 a, gint64 b, gint64 ns)
{
  return tlm_time_apart (b, a) <= ns && tlm_time_apart (a, b) <= ns;
}

/* Whether the clock does not know the date; looked at anew where it steps. */
static gboolean
is_undated (const TlmClockLive *live, TlmInstant instant)
{
  if (live->any && is_near (instant, live->stamped_ns, DAY_NS / 2))
    return live->undated;
  return tlm_clock_is_never (instant);
}

/* Stamps that jump by rounds of 1024 weeks: those before were so many early, unless such jumps back came
 * before: then they are of two clocks. */
static void
follow_round (TlmClockLive *live, TlmLog *log, TlmInstant instant, guint64 record, const char *word)
{
  gint64 offset, rounds;

  if (is_near (instant, live->last_ns, TLM_CLOCK_PARTS_JUMP_NS) ||
      tlm_time_apart (live->last_ns, live->most_ns) > TLM_CLOCK_PARTS_JUMP_NS)
    return;
  rounds = tlm_clock_parts_rounds (live->last_ns, instant, &offset);
  if (rounds > 0) {
    tlm_log_move (log, offset);
    tlm_log_warn (log, "the stamps before %s %" G_GUINT64_FORMAT " were %" G_GINT64_FORMAT
        " weeks early, as of a receiver that had lost them: what they stamp is put where it belongs, and "
        "was shown at those dates until now", word, record, 1024 * rounds);
  } else if (!log->is_live) {
    tlm_log_warn (log, "the stamps jump by months at %s %" G_GUINT64_FORMAT ": what comes before and "
        "after is not of one recording, or of a clock that was set", word, record);
  }
}

/* The first date: what had none was placed by when it came. */
static void
follow_date (TlmClockLive *live, TlmLog *log, TlmInstant instant, gint64 before_ns,
    guint64 record, const char *word)
{
  gint64 passed_ns = log->arrival_ns - live->came_ns;

  if (!log->is_live || !log->has_arrival || log->clock != TLM_CLOCK_TAI || passed_ns < 0)
    return;
  tlm_log_move (log, tlm_time_apart (before_ns, tlm_time_moved (instant, -passed_ns)));
  tlm_log_warn (log, "the date is known from %s %" G_GUINT64_FORMAT " on: what came before is put to when "
      "it came, and was shown at the dates of a clock that did not know it", word, record);
}

/* A date was known and is not now. */
static TlmClockLiveVerdict
take_lost (TlmClockLive *live, TlmLog *log, TlmInstant *instant, guint64 record, const char *word)
{
  if (!live->told)
    tlm_log_warn (log, "the stamps from %s %" G_GUINT64_FORMAT " on are of a clock that does not know "
        "the date any more: %s until it does", word, record, log->has_arrival ?
        "they are placed by when they come" : "they are left out");
  live->told = TRUE;
  if (!log->has_arrival)
    return TLM_CLOCK_LIVE_LOST;
  *instant = tlm_time_moved (live->last_ns, log->arrival_ns - live->came_ns);
  return TLM_CLOCK_LIVE_DATED;
}

TlmClockLiveVerdict
tlm_clock_live_take (TlmClockLive *live, TlmLog *log, TlmInstant *instant, guint64 record,
    const char *word)
{
  gboolean undated = is_undated (live, *instant), was_undated = live->any && live->undated;
  gint64 before_ns = live->stamped_ns;

  live->any = TRUE;
  live->stamped_ns = *instant;
  live->undated = undated;
  if (undated && live->known)
    return take_lost (live, log, instant, record, word);
  if (live->known)
    follow_round (live, log, *instant, record, word);
  else if (!undated && was_undated)
    follow_date (live, log, *instant, before_ns, record, word);
  live->came_ns = log->arrival_ns;
  if (undated)
    return TLM_CLOCK_LIVE_UNDATED;
  live->last_ns = *instant;
  live->most_ns = live->known ? MAX (live->most_ns, *instant) : *instant;
  live->known = TRUE;
  return TLM_CLOCK_LIVE_DATED;
}

void
tlm_clock_live_tell_left_out (TlmLog *log, guint64 n, TlmInstant first)
{
  g_autofree char *date = tlm_instant_format_utc (first, 0, FALSE);

  tlm_log_note (log, "%" G_GUINT64_FORMAT " records are stamped %s, by a clock that did not know the "
      "date yet: left out", n, date);
}

void
tlm_clock_live_tell_undated (TlmLog *log, TlmInstant first)
{
  g_autofree char *date = tlm_instant_format_utc (first, 0, FALSE);

  tlm_log_warn (log, "the times are of %s, as of a clock that does not know the date: they do not "
      "tell where in a recording anything is", date);
}
