/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The hour that clocks show twice when they are put back, and the one that they never show. Which of
 * the two a row is of is known where rows come before or behind it within half an hour, or where
 * stamps step back in it. Else the first one is taken, and that is said. A stream whose first row was
 * in that hour is moved when the rows behind it tell; where others came before it, nothing can be. */
#include "core/decode/table/rows-private.h"
#include "core/time/posix.h"
#include "core/time/zone.h"

/* Rows this near follow on each other; out of order they are by less than the other. */
#define FOLLOWS_S 1800
#define ORDER_S 60

static char *
offset_text (gint64 offset_s)
{
  gint64 minutes = ABS (offset_s) / 60;

  return g_strdup_printf ("%c%02d:%02d", offset_s < 0 ? '-' : '+', (int) (minutes / 60),
      (int) (minutes % 60));
}

/* Says it once a recording: clocks are put back once a year. */
static void
tell_twice (TlmRows *rows, TlmRowZone *zone)
{
  g_autofree char *first = offset_text (zone->offset_s);
  g_autofree char *second = offset_text (zone->offset_s - zone->step_s);
  g_autofree char *text = NULL;

  if (zone->is_told)
    return;
  zone->is_told = TRUE;
  text = g_strdup_printf ("the local times from %s %" G_GUINT64_FORMAT " on are shown twice, as clocks "
      "of that zone are put back, and nothing tells which it was: the first is taken; say timezone=%s "
      "for that one, or timezone=%s for the second", rows->record, zone->line, first, second);
  if (rows->log->is_stream)
    tlm_log_warn (rows->log, "%s", text);
  else
    tlm_log_note (rows->log, "%s", text);
}

/* The same of a stream: all of it, where it began in that hour. What was given away is moved by
 * who has it. */
static void
move_stream (TlmRows *rows, TlmRowZone *zone)
{
  TlmDuration step_ns = zone->step_s * TLM_SECOND;

  if (!zone->is_first) {
    tell_twice (rows, zone);
    return;
  }
  tlm_log_move (rows->log, step_ns);
  tlm_row_delay_move (rows, step_ns);
  rows->clock_live.stamped_ns += step_ns;
  rows->clock_live.last_ns += step_ns;
  rows->clock_live.most_ns += step_ns;
  tlm_log_warn (rows->log, "the local times from %s %" G_GUINT64_FORMAT " on are shown twice, as clocks "
      "of that zone are put back: they are of the second time, as what follows shows, and were shown "
      "as of the first until now", rows->record, zone->line);
}

/* The rows of the hour were of the second one: in a file they are put there. */
static void
move_on (TlmRows *rows, TlmRowZone *zone)
{
  TlmInstant from, to;

  zone->is_settled = TRUE;
  if (rows->log->is_stream) {
    move_stream (rows, zone);
    return;
  }
  if (!tlm_instant_from_posix_ns (zone->from_s * TLM_SECOND, &from) ||
      !tlm_instant_from_posix_ns ((zone->last_s + 1) * TLM_SECOND, &to))
    return;
  tlm_log_amend_span (rows->log, from, to, zone->step_s * TLM_SECOND);
  tlm_log_note (rows->log, "the local times from %s %" G_GUINT64_FORMAT " on are shown twice, as clocks "
      "of that zone are put back: they are of the second time, as what follows shows", rows->record,
      zone->line);
}

static void
take_twice (TlmRows *rows, TlmRowZone *zone, const TlmTimeTrack *track, guint64 line)
{
  gint64 first_s = track->shown_s[0];

  if (!zone->in_hour) {
    zone->in_hour = TRUE;
    zone->line = line;
    zone->from_s = zone->last_s = first_s;
    zone->step_s = track->shown_s[1] - first_s;
    zone->offset_s = track->local_s - first_s;
    zone->is_first = track->before_s == G_MININT64 && rows->columns->n_times == 1;
    zone->is_settled = track->before_s != G_MININT64 && first_s - track->before_s <= FOLLOWS_S &&
        first_s - track->before_s >= -ORDER_S;
    if (!zone->is_settled && rows->log->is_live)
      tell_twice (rows, zone);
  }
  zone->is_settled |= track->last_utc_s != first_s;      /* the clock was put back */
  zone->from_s = MIN (zone->from_s, first_s);
  zone->last_s = MAX (zone->last_s, first_s);
}

static void
leave_hour (TlmRows *rows, TlmRowZone *zone, const TlmTimeTrack *track)
{
  gint64 after_s = track->last_utc_s - zone->last_s - zone->step_s;

  if (track->last_utc_s < zone->from_s && zone->from_s - track->last_utc_s <= ORDER_S)
    return;                /* a row of before it, out of order */
  zone->in_hour = FALSE;
  if (!zone->is_settled && after_s >= -ORDER_S && after_s <= FOLLOWS_S)
    move_on (rows, zone);
  if (!zone->is_settled)
    tell_twice (rows, zone);
}

void
tlm_row_zone_follow (TlmRows *rows, guint time, guint64 line)
{
  TlmRowZone *zone = &rows->zones[time];
  const TlmTimeTrack *track = &rows->tracks[time];

  if (track->n_shown == 0) {
    if (zone->n_never++ > 0)
      return;
    zone->never_line = line;
    zone->never_offset_s = tlm_zone_offset_before (rows->columns->times[time].zone, track->local_s);
  } else if (track->n_shown == 2) {
    take_twice (rows, zone, track, line);
  } else if (zone->in_hour) {
    leave_hour (rows, zone, track);
  }
}

void
tlm_row_zone_finish (TlmRows *rows)
{
  for (guint i = 0; i < TLM_COLUMNS_MAX_TIMES; i++) {
    TlmRowZone *zone = &rows->zones[i];
    g_autofree char *before = offset_text (zone->never_offset_s);
    if (zone->in_hour && !zone->is_settled)
      tell_twice (rows, zone);
    if (zone->n_never > 0)
      tlm_log_note (rows->log, "%" G_GUINT64_FORMAT " local times are never shown by clocks of that zone, "
          "which are put forward, first at %s %" G_GUINT64_FORMAT ": left out; where the recorder's "
          "clock was not, say timezone=%s", zone->n_never, rows->record, zone->never_line, before);
  }
}
