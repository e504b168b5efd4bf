/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/clock-parts.h"

#include "core/time/gps.h"
#include "core/time/iso8601.h"
#include "core/time/sum.h"
#include "core/time/utc.h"

/* How soon after a rollover is mended the next record comes, at most. */
#define MOST_GAP_NS (3600 * TLM_SECOND)

/* Where clocks begin that do not know the date: POSIX, GPS and its rollovers (IS-GPS-200),
 * and what real-time clocks are made with. */
static const struct {
  gint year, month, day;
  gint days;               /* such a clock has run no longer than this */
  gboolean is_never;       /* nothing real is of then */
} resets[] = {
  { .year = 1970, .month = 1, .day = 1, .days = 14, .is_never = TRUE },
  { .year = 1980, .month = 1, .day = 6, .days = 14, .is_never = TRUE },
  { .year = 1999, .month = 8, .day = 22, .days = 1 },
  { .year = 2000, .month = 1, .day = 1, .days = 1 },
  { .year = 2019, .month = 4, .day = 7, .days = 1 },
};

static gint64
distance (const TlmClockPart *part, gint64 ns)
{
  return ns < part->first_ns ? tlm_time_apart (ns, part->first_ns) :
      ns > part->last_ns ? tlm_time_apart (part->last_ns, ns) : 0;
}

void
tlm_clock_parts_take (TlmClockParts *parts, TlmInstant instant, guint64 record)
{
  TlmClockPart *part = &parts->parts[parts->now];

  if (parts->n == 0 || distance (part, instant) > TLM_CLOCK_PARTS_JUMP_NS) {
    guint i;
    for (i = 0; i < parts->n && distance (&parts->parts[i], instant) > TLM_CLOCK_PARTS_JUMP_NS; i++);
    if (i == TLM_CLOCK_PARTS_MAX)
      return;
    if (i == parts->n)
      parts->parts[parts->n++] = (TlmClockPart) { .first_ns = instant, .last_ns = instant,
        .first_record = record };
    parts->now = i;
    part = &parts->parts[i];
  }
  part->first_ns = MIN (part->first_ns, instant);
  part->last_ns = MAX (part->last_ns, instant);
  part->n++;
}

static gboolean
is_reset (const TlmClockPart *part, gboolean certainly)
{
  TlmUtc utc;

  if (!tlm_instant_to_utc (part->first_ns, &utc))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (resets); i++) {
    gint64 days = tlm_days_from_date (utc.year, utc.month, utc.day) -
        tlm_days_from_date (resets[i].year, resets[i].month, resets[i].day);
    if (days >= -1 && days < resets[i].days && (resets[i].is_never || !certainly))
      return TRUE;
  }
  return FALSE;
}

gboolean
tlm_clock_is_never (TlmInstant instant)
{
  const TlmClockPart part = { .first_ns = instant };

  return is_reset (&part, TRUE);
}

gint64
tlm_clock_parts_rounds (TlmInstant last, TlmInstant next, gint64 *offset_ns)
{
  gint64 round_ns = 1024 * TLM_GPS_WEEK, rounds = tlm_time_apart (last, next) / round_ns;
  gboolean in_leap;
  gint64 offset, gap;

  if (rounds < 1 || rounds > 3)
    return 0;
  offset = rounds * round_ns;
  offset += tlm_tai_minus_utc (last + offset, &in_leap) - tlm_tai_minus_utc (last, &in_leap);
  gap = tlm_time_apart (last + offset, next);
  if (gap < 0 || gap > MOST_GAP_NS)
    return 0;
  *offset_ns = offset;
  return rounds;
}

static gboolean
mend_rollover (const TlmClockParts *parts, guint index, TlmLog *log, const char *word)
{
  const TlmClockPart *part = &parts->parts[index];
  gint64 offset = 0, rounds;

  for (guint i = 0; i < parts->n; i++) {
    rounds = i == index ? 0 : tlm_clock_parts_rounds (part->last_ns, parts->parts[i].first_ns,
        &offset);
    if (rounds == 0)
      continue;
    tlm_log_amend_span (log, part->first_ns, part->last_ns + 1, offset);
    tlm_log_note (log, "%" G_GUINT64_FORMAT " records from %s %" G_GUINT64_FORMAT " on are stamped %"
        G_GINT64_FORMAT " weeks early, as by a receiver that lost them: they are put where they "
        "belong", part->n, word, part->first_record, 1024 * rounds);
    return TRUE;
  }
  return FALSE;
}

void
tlm_clock_parts_settle (const TlmClockParts *parts, TlmLog *log, const char *word)
{
  guint known = 0;

  if (log->is_stream || log->clock != TLM_CLOCK_TAI || parts->n == 0)
    return;
  for (guint i = 0; i < parts->n; i++)
    known += !is_reset (&parts->parts[i], parts->n == 1);
  for (guint i = 0; i < parts->n; i++) {
    const TlmClockPart *part = &parts->parts[i];
    g_autofree char *date = tlm_instant_format_utc (part->first_ns, 0, FALSE);
    if (parts->n > 1 && mend_rollover (parts, i, log, word))
      continue;
    if (!is_reset (part, parts->n == 1))
      continue;
    if (known == 0) {
      tlm_log_warn (log, "the times are of %s, as of a clock that does not know the date: they do "
          "not tell where in a recording anything is", date);
      continue;
    }
    tlm_log_amend_span (log, part->first_ns, part->last_ns + 1, TLM_TIME_NONE);
    tlm_log_note (log, "%" G_GUINT64_FORMAT " records from %s %" G_GUINT64_FORMAT " on are stamped %s, "
        "by a clock that did not know the date yet: left out", part->n, word, part->first_record,
        date);
  }
}
