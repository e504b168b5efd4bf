/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/clock-live.h"

#include "core/decode/table/clock-parts.h"
#include "core/time/iso8601.h"

#define DAY_NS (86400 * TLM_SECOND)

static gboolean
is_near (gint64 a, gint64 b, gint64 ns)
{
  return a - b <= ns && b - a <= ns;
}

/* Whether the clock does not know the date; looked at anew where it steps. */
static gboolean
is_undated (const TlmClockLive *live, TlmInstant instant)
{
  if (live->any && is_near (instant, live->stamped_ns, DAY_NS / 2))
    return live->undated;
  return tlm_clock_is_never (instant);
}

/* Stamps that jump by rounds of 1024 weeks go on where those before ended. */
static void
follow_round (TlmClockLive *live, TlmLog *log, TlmInstant instant, guint64 record, const char *word)
{
  gint64 offset, rounds;

  if (is_near (instant, live->last_ns, TLM_CLOCK_PARTS_JUMP_NS)) {
    live->offset_ns = 0;
    return;
  }
  if (is_near (instant + live->offset_ns, live->last_ns, TLM_CLOCK_PARTS_JUMP_NS))
    return;
  rounds = tlm_clock_parts_rounds (live->last_ns, instant, &offset);
  live->offset_ns = rounds > 0 ? -offset : 0;
  if (rounds > 0)
    tlm_log_warn (log, "the stamps go ahead by %" G_GINT64_FORMAT " weeks at %s %" G_GUINT64_FORMAT
        ", as of a receiver that had lost them: what follows goes on at the dates of before; "
        "stamp-offset=+%" G_GINT64_FORMAT " weeks in the mission puts all where it belongs",
        1024 * rounds, word, record, 1024 * rounds);
  else
    tlm_log_warn (log, "the stamps jump by months at %s %" G_GUINT64_FORMAT ": what comes before and "
        "after is not of one recording, or of a clock that was set", word, record);
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
  *instant = live->last_ns + (log->arrival_ns - live->came_ns);
  return TLM_CLOCK_LIVE_DATED;
}

TlmClockLiveVerdict
tlm_clock_live_take (TlmClockLive *live, TlmLog *log, TlmInstant *instant, guint64 record,
    const char *word)
{
  gint64 stamped = *instant;
  gboolean undated = is_undated (live, stamped);

  live->any = TRUE;
  live->stamped_ns = stamped;
  live->undated = undated;
  if (undated && live->known)
    return take_lost (live, log, instant, record, word);
  if (undated)
    return TLM_CLOCK_LIVE_UNDATED;
  if (live->known && !log->is_live)
    follow_round (live, log, stamped, record, word);
  *instant = stamped + live->offset_ns;
  live->last_ns = *instant;
  live->came_ns = log->arrival_ns;
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
