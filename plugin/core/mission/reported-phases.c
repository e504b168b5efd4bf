/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/reported-phases.h"

#include <stdio.h>
#include <string.h>

#include "core/time/utc.h"

#define GROUP "phases"

/* What AltOS calls them: "drogue" begins at apogee, "fast" is boost beyond
 * where its barometer can be trusted. */
static const char altos_column[] = "state_name";
static const char altos_map[] =
    "startup:,idle:,pad:,boost:liftoff,fast:,coast:burnout,drogue:drogue,main:main,landed:landing";

/* The event that WORD stands for in MAP, its own identifier when it is not in
 * it; "" for none. To be freed. */
static char *
meaning (char **map, const char *word)
{
  gsize length = strlen (word);

  for (char **entry = map; entry && *entry; entry++) {
    const char *text = g_strstrip (*entry);
    if (strncmp (text, word, length) == 0 && text[length] == ':')
      return tlm_event_make_id (text + length + 1);
  }
  return tlm_event_make_id (word);
}

/* What the first sample says began before it, nobody knows when. */
static void
read_track (TlmTimeline *timeline, const char *vehicle, const TlmTextTrack *track, char **map)
{
  g_autofree char *source = g_strconcat ("column ", track->name, NULL);

  for (guint i = 0; i < track->times->len; i++) {
    g_autofree char *word = g_strstrip (g_strdup (track->values->pdata[i]));
    g_autofree char *id = meaning (map, word);
    TlmEvent *event;
    if (*id == '\0')
      continue;
    event = tlm_event_new (g_array_index (track->times, gint64, i), id, NULL,
        *vehicle ? vehicle : NULL, source, TLM_CONFIDENCE_GIVEN);
    event->under_way = i == 0;
    tlm_timeline_add_event (timeline, event);
  }
}

static gboolean
read_column (TlmTimeline *timeline, const char *column, const char *words)
{
  g_auto (GStrv) map = g_strsplit (words ? words : "", ",", 256);
  gboolean found = FALSE;

  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++) {
    for (guint j = 0; j < tlm_timeline_n_texts (timeline, i); j++) {
      const TlmTextTrack *track = tlm_timeline_text_track (timeline, i, j);
      if (strcmp (track->name, column) != 0)
        continue;
      read_track (timeline, tlm_timeline_vehicle_name (timeline, i), track, map);
      found = TRUE;
    }
  }
  return found;
}

gboolean
tlm_reported_phases_from_columns (TlmTimeline *timeline, const TlmMission *mission,
    GError **error)
{
  g_return_val_if_fail (timeline != NULL && mission != NULL, FALSE);
  const char *column = mission->phases_column, *map = mission->phases_map;

  if (!column && !map) {
    read_column (timeline, altos_column, altos_map);
    return TRUE;
  }
  if (!column) {
    tlm_key_file_error (mission->keys, GROUP, NULL, error,
        "names no column; add column= with the name of a text channel");
    return FALSE;
  }
  if (read_column (timeline, column, map) || tlm_timeline_n_vehicles (timeline) == 0)
    return TRUE;
  tlm_key_file_error (mission->keys, GROUP, "column", error,
      "the telemetry has no text channel \"%s\"", column);
  return FALSE;
}

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
