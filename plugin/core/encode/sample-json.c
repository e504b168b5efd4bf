/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/encode/sample-json.h"

#include <math.h>
#include <string.h>

#include "core/time/iso8601.h"

/* Whole numbers up to this size are exact in a double and need no exponent. */
#define WHOLE_MAX 1e15

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

/* At most 15 figures and 14 decimals, as nearly all that was measured has: a whole
 * number over a power of ten, whose quotient is rounded as a reader rounds those
 * digits. */
static gboolean
append_short (GString *out, double value)
{
  static const double powers[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14 };
  char digits[24];
  gsize at = sizeof digits;
  guint decimals = 0;
  guint64 whole;

  for (; decimals < G_N_ELEMENTS (powers); decimals++) {
    double scaled = round (fabs (value) * powers[decimals]);
    if (scaled >= WHOLE_MAX)
      return FALSE;
    if (scaled / powers[decimals] == fabs (value))
      break;
  }
  if (decimals == G_N_ELEMENTS (powers))
    return FALSE;
  whole = (guint64) round (fabs (value) * powers[decimals]);
  for (guint i = 0; i <= decimals || whole > 0; i++, whole /= 10) {
    if (i == decimals && decimals > 0)
      digits[--at] = '.';
    digits[--at] = (char) ('0' + whole % 10);
  }
  if (value < 0)
    digits[--at] = '-';
  g_string_append_len (out, digits + at, (gssize) (sizeof digits - at));
  return TRUE;
}

void
tlm_json_append_number (GString *out, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g" };
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value)) {
    g_string_append (out, "null");
    return;
  }
  if (append_short (out, value))
    return;
  /* From 1 on, whatever 15 figures say is short. */
  for (guint i = fabs (value) >= 1; i < G_N_ELEMENTS (formats); i++) {
    g_ascii_formatd (text, sizeof text, formats[i], value);
    if (g_ascii_strtod (text, NULL) == value) {
      g_string_append (out, text);
      return;
    }
  }
  g_string_append (out, g_ascii_formatd (text, sizeof text, "%.17g", value));
}

/* Seconds, exactly, without zeros that say nothing. */
static void
append_seconds (GString *out, TlmDuration time_ns)
{
  guint64 size = time_ns < 0 ? -(guint64) time_ns : (guint64) time_ns;

  g_string_append_printf (out, "%s%" G_GUINT64_FORMAT ".%09" G_GUINT64_FORMAT,
      time_ns < 0 ? "-" : "", size / TLM_SECOND, size % TLM_SECOND);
  while (out->str[out->len - 1] == '0')
    g_string_truncate (out, out->len - 1);
  if (out->str[out->len - 1] == '.')
    g_string_truncate (out, out->len - 1);
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
  append_seconds (out, elapsed_ns);
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
  static const char *const reserved[] = { "utc", "met", "vehicle", "event", NULL };

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
    tlm_json_append_number (out, value->value);
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
