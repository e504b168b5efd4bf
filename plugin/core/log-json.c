/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/log-json.h"

#include <math.h>
#include <string.h>

#include "core/sample-json.h"
#include "core/time/iso8601.h"

/* How far the writing of each track has come. */
typedef struct {
  const TlmLogVehicle *vehicle;
  gsize *tracks, *texts;
} Cursor;

static gboolean
next_of_track (const TlmTrack *track, gsize at, gint64 *time_ns)
{
  if (at >= tlm_series_length (track->series))
    return FALSE;
  *time_ns = MIN (*time_ns, tlm_series_time (track->series, at));
  return TRUE;
}

/* The earliest time that is not written; FALSE at the end. */
static gboolean
next_time (const Cursor *cursor, gint64 *time_ns)
{
  const TlmLogVehicle *vehicle = cursor->vehicle;
  gboolean any = FALSE;

  *time_ns = G_MAXINT64;
  for (guint i = 0; i < vehicle->tracks->len; i++)
    any |= next_of_track (vehicle->tracks->pdata[i], cursor->tracks[i], time_ns);
  for (guint i = 0; i < vehicle->texts->len; i++) {
    const TlmTextTrack *text = vehicle->texts->pdata[i];
    if (cursor->texts[i] >= text->times->len)
      continue;
    *time_ns = MIN (*time_ns, g_array_index (text->times, gint64, cursor->texts[i]));
    any = TRUE;
  }
  return any;
}

static gboolean
append_time (GString *out, TlmClock clock, gint64 time_ns)
{
  char utc[TLM_ISO8601_SIZE];

  if (clock == TLM_CLOCK_ELAPSED) {
    g_string_append (out, "{\"met\":");
    tlm_json_append_number (out, tlm_duration_to_s (time_ns));
    return TRUE;
  }
  if (!tlm_instant_print_utc (time_ns, time_ns % 1000000 == 0 ? 3 : 9, FALSE, utc, sizeof utc))
    return FALSE;
  g_string_append_printf (out, "{\"utc\":\"%s\"", utc);
  return TRUE;
}

static void
append_member (GString *out, const char *key)
{
  g_string_append_c (out, ',');
  tlm_json_append_string (out, key);
  g_string_append_c (out, ':');
}

static void
append_vehicle (GString *out, const char *name)
{
  if (!name || !*name)
    return;
  append_member (out, "vehicle");
  tlm_json_append_string (out, name);
}

static const char *
key_of (const TlmTrack *track)
{
  static const TlmChannelId altitudes[] = {
    [TLM_DATUM_ELLIPSOID] = TLM_CHANNEL_ALTITUDE_ELLIPSOID,
    [TLM_DATUM_MSL] = TLM_CHANNEL_ALTITUDE_MSL,
    [TLM_DATUM_AGL] = TLM_CHANNEL_ALTITUDE_AGL,
  };

  if (track->datum != TLM_DATUM_UNDECLARED &&
      strcmp (track->name, tlm_channel_get (TLM_CHANNEL_ALTITUDE)->name) == 0)
    return tlm_channel_get (altitudes[track->datum])->name;
  return track->name;
}

static gboolean
is_reserved (const char *name)
{
  static const char *const reserved[] = { "utc", "met", "vehicle", "event", NULL };

  return g_strv_contains (reserved, name);
}

/* Writes what the vehicle says at TIME, and steps over it. */
static guint
append_values (GString *out, Cursor *cursor, gint64 time_ns)
{
  guint n = 0;

  for (guint i = 0; i < cursor->vehicle->tracks->len; i++) {
    const TlmTrack *track = cursor->vehicle->tracks->pdata[i];
    gsize at = cursor->tracks[i];
    if (at >= tlm_series_length (track->series) || tlm_series_time (track->series, at) != time_ns)
      continue;
    cursor->tracks[i]++;
    if (is_reserved (track->name) || !isfinite (tlm_series_value (track->series, at)))
      continue;
    append_member (out, key_of (track));
    tlm_json_append_number (out, tlm_series_value (track->series, at));
    n++;
  }
  return n;
}

static guint
append_texts (GString *out, Cursor *cursor, gint64 time_ns)
{
  guint n = 0;

  for (guint i = 0; i < cursor->vehicle->texts->len; i++) {
    const TlmTextTrack *text = cursor->vehicle->texts->pdata[i];
    const char *last = NULL;
    while (cursor->texts[i] < text->times->len &&
        g_array_index (text->times, gint64, cursor->texts[i]) == time_ns)
      last = text->values->pdata[cursor->texts[i]++];
    if (!last || is_reserved (text->name))
      continue;
    append_member (out, text->name);
    tlm_json_append_string (out, last);
    n++;
  }
  return n;
}

static void
end_line (GString *out, GArray *lines, gsize start, gint64 time_ns)
{
  TlmLogLine line = { time_ns, start, 0 };

  g_string_append (out, "}\n");
  line.length = out->len - start;
  g_array_append_val (lines, line);
}

static void
write_vehicle (const TlmLog *log, const TlmLogVehicle *vehicle, GString *out, GArray *lines)
{
  g_autofree gsize *tracks = g_new0 (gsize, vehicle->tracks->len + 1);
  g_autofree gsize *texts = g_new0 (gsize, vehicle->texts->len + 1);
  Cursor cursor = { vehicle, tracks, texts };
  gint64 time_ns;

  while (next_time (&cursor, &time_ns)) {
    gsize start = out->len;
    gboolean written = append_time (out, log->clock, time_ns);
    guint n;
    append_vehicle (out, vehicle->name);
    n = append_values (out, &cursor, time_ns);
    n += append_texts (out, &cursor, time_ns);
    if (written && n > 0)
      end_line (out, lines, start, time_ns);
    else
      g_string_truncate (out, start);
  }
}

static void
write_events (const TlmLog *log, GString *out, GArray *lines)
{
  for (guint i = 0; i < log->events->len; i++) {
    const TlmEvent *event = log->events->pdata[i];
    gsize start = out->len;
    if (!append_time (out, log->clock, event->time_ns))
      continue;
    append_vehicle (out, event->vehicle);
    append_member (out, "event");
    tlm_json_append_string (out, event->id);
    end_line (out, lines, start, event->time_ns);
  }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const TlmLogLine *x = a, *y = b;

  if (x->time_ns != y->time_ns)
    return x->time_ns < y->time_ns ? -1 : 1;
  return (x->offset > y->offset) - (x->offset < y->offset);
}

GArray *
tlm_log_to_json (const TlmLog *log, GString *out)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (TlmLogLine));

  g_return_val_if_fail (log != NULL && out != NULL, lines);
  for (guint i = 0; i < log->vehicles->len; i++)
    write_vehicle (log, log->vehicles->pdata[i], out, lines);
  write_events (log, out, lines);
  g_array_sort (lines, compare_lines);
  return lines;
}
