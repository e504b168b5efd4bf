/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/reported-phases.h"

#include <stdio.h>
#include <string.h>

#include "core/time/utc.h"

#define SUMMARY "TRAJECTORY EVENT SUMMARY"
#define SUMMARY_END "End sequence of events"

/* "058:21:24:27.000" at the end of a word, or FALSE. */
static gboolean
read_gmt (const char *text, int *day, int *second_of_day, int *ms)
{
  int hour, minute, second, read = 0;

  if (sscanf (text, "%3d:%2d:%2d:%2d.%3d%n", day, &hour, &minute, &second, ms, &read) != 5 ||
      read != 16 || *day < 1 || *day > 366 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
      second < 0 || second > 59 || *ms < 0)
    return FALSE;
  *second_of_day = hour * 3600 + minute * 60 + second;
  return TRUE;
}

static gboolean
instant_of (int year, int day, int second_of_day, int ms, TlmInstant *out)
{
  int month, of_month;

  return tlm_date_from_day_of_year (year, day, &month, &of_month) &&
      tlm_instant_from_utc_day (tlm_days_from_date (year, month, of_month) * 86400, second_of_day,
          ms * 1000000, out);
}

/* The year goes without saying: the one nearest to the telemetry. */
static gboolean
nearest (TlmInstant about, int day, int second_of_day, int ms, TlmInstant *out)
{
  TlmInstant best = TLM_TIME_NONE, other;
  TlmUtc utc;

  if (!tlm_instant_to_utc (about, &utc))
    return FALSE;
  for (int year = MAX (utc.year - 1, TLM_YEAR_MIN + 1); year <= MIN (utc.year + 1, TLM_YEAR_MAX - 1); year++)
    if (instant_of (year, day, second_of_day, ms, &other) &&
        (best == TLM_TIME_NONE || ABS (other - about) < ABS (best - about)))
      best = other;
  if (best == TLM_TIME_NONE)
    return FALSE;
  *out = best;
  return TRUE;
}

/* " 91P Launch     058:21:24:27.000    0.0 …": two blanks end the name. */
static void
read_line (TlmTimeline *timeline, const TlmLog *log, const char *line, TlmInstant about)
{
  g_autofree char *copy = g_strstrip (g_strdup (line));
  char *gap = strstr (copy, "  ");
  g_autofree char *id = NULL;
  int day, second, ms;
  TlmInstant instant;
  gint64 time;

  if (!gap || !read_gmt (gap + strspn (gap, " "), &day, &second, &ms) ||
      !nearest (about, day, second, ms, &instant))
    return;
  *gap = '\0';
  id = tlm_event_make_id (copy);
  time = tlm_timeline_from_instant (timeline, instant);
  if (*id && time != TLM_TIME_NONE)
    tlm_timeline_add_event (timeline, tlm_event_new (time, id, copy, NULL, log->source,
            TLM_CONFIDENCE_GIVEN));
}

void
tlm_reported_phases_from_comments (TlmTimeline *timeline, const TlmLog *log)
{
  gboolean inside = FALSE;
  gint64 first, last;

  g_return_if_fail (timeline != NULL && log != NULL);
  if (!tlm_timeline_span (timeline, &first, &last))
    return;
  for (guint i = 0; i < log->notes->len; i++) {
    const char *note = log->notes->pdata[i];
    const char *text = strstr (note, "comment: ");
    if (!text)
      continue;
    if (strstr (text, SUMMARY))
      inside = TRUE;
    else if (strstr (text, SUMMARY_END))
      inside = FALSE;
    else if (inside)
      read_line (timeline, log, text + strlen ("comment: "),
          tlm_timeline_to_instant (timeline, first + (last - first) / 2));
  }
}
