/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/encode/sample-json.h"

#include <math.h>
#include <string.h>

#include "core/base/number.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"

void
tlm_json_append_string (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *p = valid ? valid : text; *p; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_c (out, '\\');
    if ((guchar) *p < 0x20 || *p == 0x7f)
      g_string_append_printf (out, "\\u%04x", (guint) *p);
    else
      g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}

void
tlm_json_append_number (GString *out, double value)
{
  if (isfinite (value))
    tlm_number_append (out, value);
  else
    g_string_append (out, "null");
}

void
tlm_json_append_seconds (GString *out, TlmDuration time_ns)
{
  g_autofree char *text = tlm_elapsed_seconds (time_ns, 9);

  g_string_append (out, text ? text : "null");
}

/* The beginning of a line; FALSE when neither time is known. */
static gboolean
append_time (GString *out, TlmInstant instant, TlmDuration elapsed_ns)
{
  char utc[TLM_ISO8601_SIZE];

  if (instant != TLM_TIME_NONE && tlm_instant_print_utc (instant,
          instant % 1000000 == 0 ? 3 : 9, FALSE, utc, sizeof utc)) {
    g_string_append (out, "{\"utc\":\"");
    g_string_append (out, utc);
    g_string_append_c (out, '"');
    return TRUE;
  }
  if (elapsed_ns == TLM_TIME_NONE)
    return FALSE;
  g_string_append (out, "{\"met\":");
  tlm_json_append_seconds (out, elapsed_ns);
  return TRUE;
}

void
tlm_json_append_key (GString *out, const char *key)
{
  g_string_append_c (out, ',');
  tlm_json_append_string (out, key);
  g_string_append_c (out, ':');
}

void
tlm_json_append_vehicle (GString *out, const char *name)
{
  if (!name || !*name)
    return;
  tlm_json_append_key (out, "vehicle");
  tlm_json_append_string (out, name);
}

gboolean
tlm_json_is_reserved (const char *name)
{
  static const char *const reserved[] = { "utc", "met", "vehicle", "event", TLM_JSON_STATE, NULL };

  return g_strv_contains (reserved, name);
}

static guint
append_values (GString *out, const TlmTimeline *timeline, const TlmSnapshot *snapshot,
    guint vehicle)
{
  guint n = 0;

  for (guint i = 0; i < snapshot->n_channels; i++) {
    const TlmValue *value = &snapshot->vehicles[vehicle].values[i];
    const char *name = tlm_timeline_channel_name (timeline, i);
    if (!tlm_value_is_shown (value) || !isfinite (value->value) || tlm_json_is_reserved (name))
      continue;
    tlm_json_append_key (out, name);
    tlm_json_append_number (out, tlm_channel_written (tlm_timeline_channel_kind (timeline, i), NULL,
            TLM_DECIMALS_EXACT, value->value));
    n++;
  }
  return n;
}

static guint
append_texts (GString *out, const TlmTimeline *timeline, gint64 time_ns, guint vehicle)
{
  guint n = 0;

  for (guint i = 0; i < tlm_timeline_n_texts (timeline, vehicle); i++) {
    const TlmTextTrack *track = tlm_timeline_text_track (timeline, vehicle, i);
    const char *text = tlm_text_track_at (track, time_ns, NULL);
    if (!text || tlm_json_is_reserved (track->name))
      continue;
    tlm_json_append_key (out, track->name);
    tlm_json_append_string (out, text);
    n++;
  }
  return n;
}

gboolean
tlm_sample_json_append (GString *out, const TlmTimeline *timeline, const TlmSnapshot *snapshot,
    guint vehicle)
{
  gsize before;
  guint n;

  g_return_val_if_fail (out != NULL && timeline != NULL && snapshot != NULL, FALSE);
  before = out->len;
  if (vehicle >= snapshot->n_vehicles || vehicle >= tlm_timeline_n_vehicles (timeline) ||
      !append_time (out, snapshot->instant, snapshot->elapsed_ns))
    return FALSE;
  tlm_json_append_vehicle (out, tlm_timeline_vehicle_name (timeline, vehicle));
  n = append_values (out, timeline, snapshot, vehicle);
  n += append_texts (out, timeline, snapshot->time_ns, vehicle);
  if (n == 0) {
    g_string_truncate (out, before);
    return FALSE;
  }
  g_string_append (out, "}\n");
  return TRUE;
}

gboolean
tlm_sample_json_append_event (GString *out, const TlmTimeline *timeline, const TlmEvent *event)
{
  g_return_val_if_fail (out != NULL && timeline != NULL && event != NULL, FALSE);
  if (!append_time (out, tlm_timeline_to_instant (timeline, event->time_ns),
          tlm_timeline_to_elapsed (timeline, event->time_ns)))
    return FALSE;
  tlm_json_append_vehicle (out, event->vehicle);
  tlm_json_append_key (out, "event");
  tlm_json_append_string (out, event->id);
  g_string_append (out, "}\n");
  return TRUE;
}
