/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/encode/log-json.h"

#include <math.h>
#include <string.h>

#include "core/encode/sample-json.h"
#include "core/encode/state-json.h"
#include "core/log/log-cursor.h"
#include "core/time/iso8601.h"
#include "core/timeline/plan-name.h"

static gboolean
append_time (GString *out, TlmClock clock, gint64 time_ns)
{
  char utc[TLM_ISO8601_SIZE];

  if (clock == TLM_CLOCK_ELAPSED) {
    g_string_append (out, "{\"met\":");
    tlm_json_append_seconds (out, time_ns);
    return TRUE;
  }
  if (!tlm_instant_print_utc (time_ns, time_ns % 1000000 == 0 ? 3 : 9, FALSE, utc, sizeof utc))
    return FALSE;
  g_string_append_printf (out, "{\"utc\":\"%s\"", utc);
  return TRUE;
}

/* Writes what the vehicle says at TIME, and steps over it; the names of what only follows
 * from its states to DERIVED. */
static guint
append_values (GString *out, TlmLogCursor *cursor, gint64 time_ns, GString *derived)
{
  guint n = 0;

  for (guint i = 0; i < cursor->vehicle->tracks->len; i++) {
    const TlmTrack *track = cursor->vehicle->tracks->pdata[i];
    double value;
    if (!tlm_log_cursor_value (cursor, i, time_ns, &value) || tlm_json_is_reserved (track->name) ||
        !isfinite (value))
      continue;
    tlm_json_append_key (out, tlm_log_channel_name (track));
    tlm_json_append_number (out, tlm_channel_written (tlm_planned_kind (track->name), NULL,
            TLM_DECIMALS_EXACT, value));
    n++;
    if (!track->of_states)
      continue;
    if (derived->len > 0)
      g_string_append_c (derived, ',');
    tlm_json_append_string (derived, tlm_log_channel_name (track));
  }
  return n;
}

static guint
append_texts (GString *out, TlmLogCursor *cursor, gint64 time_ns)
{
  guint n = 0;

  for (guint i = 0; i < cursor->vehicle->texts->len; i++) {
    const TlmTextTrack *text = cursor->vehicle->texts->pdata[i];
    const char *last = tlm_log_cursor_text (cursor, i, time_ns);
    if (!last || tlm_json_is_reserved (text->name))
      continue;
    tlm_json_append_key (out, text->name);
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

/* The earliest time of which something was not written yet. */
static gboolean
next_time (const TlmLogCursor *cursor, const TlmStateCursor *states, gint64 *time_ns)
{
  gint64 of_samples, of_states;
  gboolean samples = tlm_log_cursor_next (cursor, &of_samples);
  gboolean any = tlm_state_cursor_next (states, &of_states);

  if (samples || any)
    *time_ns = MIN (samples ? of_samples : G_MAXINT64, any ? of_states : G_MAXINT64);
  return samples || any;
}

static void
write_vehicle (const TlmLog *log, const TlmLogVehicle *vehicle, GString *out, GArray *lines)
{
  g_autoptr (GString) derived = g_string_new (NULL);
  TlmStateCursor states;
  TlmLogCursor cursor;
  gint64 time_ns;

  tlm_log_cursor_init (&cursor, vehicle);
  tlm_state_cursor_init (&states, log, vehicle);
  while (next_time (&cursor, &states, &time_ns)) {
    gsize start = out->len;
    gboolean written = append_time (out, log->clock, time_ns);
    guint n;
    tlm_json_append_vehicle (out, vehicle->name);
    g_string_truncate (derived, 0);
    n = append_values (out, &cursor, time_ns, derived);
    n += append_texts (out, &cursor, time_ns);
    n += tlm_state_cursor_append (&states, time_ns, derived->str, out);
    if (written && n > 0)
      end_line (out, lines, start, time_ns);
    else
      g_string_truncate (out, start);
  }
  tlm_log_cursor_clear (&cursor);
}

static void
write_events (const TlmLog *log, GString *out, GArray *lines)
{
  for (guint i = 0; i < log->events->len; i++) {
    const TlmEvent *event = log->events->pdata[i];
    gsize start = out->len;
    if (!append_time (out, log->clock, event->time_ns))
      continue;
    tlm_json_append_vehicle (out, event->vehicle);
    tlm_json_append_key (out, "event");
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
