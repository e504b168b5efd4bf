/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz/oracle.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/encode/log-json.h"
#include "core/time/sum.h"
#include "fuzz/target.h"

void
fuzz_check_text (const char *what, const char *text)
{
  if (text && !g_utf8_validate (text, -1, NULL))
    g_error ("%s is no UTF-8: %s", what, text);
}

void
fuzz_check_message (const char *what, const char *text)
{
  fuzz_check_text (what, text);
  for (const char *p = text ? text : ""; *p; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      g_error ("%s has a control character: %s", what, text);
}

static guint64
hash_text (guint64 hash, const char *text)
{
  return text ? fuzz_hash (hash, text, strlen (text) + 1) : fuzz_hash (hash, "\1", 1);
}

static guint64
hash_messages (guint64 hash, const char *what, const GPtrArray *messages)
{
  for (guint i = 0; i < messages->len; i++) {
    fuzz_check_message (what, messages->pdata[i]);
    hash = hash_text (hash, messages->pdata[i]);
  }
  return fuzz_hash (hash, &messages->len, sizeof messages->len);
}

static void
check_time (const TlmLog *log, const char *what, gint64 time_ns)
{
  if (!tlm_time_is_usual (log->clock, time_ns))
    g_error ("%s is at %" G_GINT64_FORMAT " ns, %s", what, time_ns, tlm_time_unusual_text (log->clock));
}

static guint64
check_track (const TlmLog *log, const TlmTrack *track, guint64 hash)
{
  const gsize n = tlm_series_length (track->series);

  fuzz_check_text ("a channel", track->name);
  fuzz_check_text ("a column", track->column);
  fuzz_check_text ("a unit", track->unit);
  g_assert_cmpuint (strlen (track->name), <=, tlm_limit (TLM_LIMIT_NAME_BYTES));
  hash = hash_text (hash_text (hash_text (hash, track->name), track->column), track->unit);
  hash = fuzz_hash (hash, &track->quantity, sizeof track->quantity);
  for (gsize i = 0; i < n; i++) {
    const gint64 time_ns = tlm_series_time (track->series, i);
    const double value = tlm_series_value (track->series, i);
    check_time (log, track->name, time_ns);
    if (!isfinite (value))
      g_error ("%s is %f", track->name, value);
    hash = fuzz_hash (fuzz_hash (hash, &time_ns, sizeof time_ns), &value, sizeof value);
  }
  return hash;
}

static guint64
check_texts (const TlmLog *log, const TlmTextTrack *track, guint64 hash)
{
  fuzz_check_text ("a text channel", track->name);
  g_assert_cmpuint (strlen (track->name), <=, tlm_limit (TLM_LIMIT_NAME_BYTES));
  hash = hash_text (hash, track->name);
  for (guint i = 0; i < track->times->len; i++) {
    const gint64 time_ns = g_array_index (track->times, gint64, i);
    const char *text = track->values->pdata[i];
    check_time (log, track->name, time_ns);
    fuzz_check_text (track->name, text);
    g_assert_cmpuint (strlen (text), <=, tlm_limit (TLM_LIMIT_TEXT_BYTES));
    hash = hash_text (fuzz_hash (hash, &time_ns, sizeof time_ns), text);
  }
  return hash;
}

static gboolean
is_finite (const TlmVec3 *vector)
{
  return isfinite (vector->x) && isfinite (vector->y) && isfinite (vector->z);
}

/* What it says in the middle and at its ends. */
static guint64
check_ephemeris (const TlmEphemeris *ephemeris, guint64 hash)
{
  TlmInstant first, last;

  if (!tlm_ephemeris_span (ephemeris, &first, &last))
    return hash;
  if (!tlm_time_is_usual (TLM_CLOCK_TAI, first) || first > last)
    g_error ("states from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " ns", first, last);
  for (int i = 0; i <= 4; i++) {
    TlmEphemerisState state;
    if (!tlm_ephemeris_state (ephemeris, first + (last - first) / 4 * i, &state))
      continue;
    if (!is_finite (&state.state.position_m) || !is_finite (&state.state.velocity_m_s))
      g_error ("a state is not finite");
    hash = fuzz_hash (hash, &state.state, sizeof state.state);
  }
  return hash;
}

static guint64
check_vehicle (const TlmLog *log, const TlmLogVehicle *vehicle, guint64 hash)
{
  fuzz_check_text ("a vehicle", vehicle->name);
  g_assert_cmpuint (strlen (vehicle->name), <=, tlm_limit (TLM_LIMIT_NAME_BYTES));
  hash = hash_text (hash, vehicle->name);
  for (guint i = 0; i < vehicle->tracks->len; i++)
    hash = check_track (log, vehicle->tracks->pdata[i], hash);
  for (guint i = 0; i < vehicle->texts->len; i++)
    hash = check_texts (log, vehicle->texts->pdata[i], hash);
  return vehicle->ephemeris ? check_ephemeris (vehicle->ephemeris, hash) : hash;
}

static guint64
check_event (const TlmLog *log, const TlmEvent *event, guint64 hash)
{
  check_time (log, event->id, event->time_ns);
  fuzz_check_message ("an event", event->id);
  fuzz_check_text ("an event's label", event->label);
  fuzz_check_text ("an event's vehicle", event->vehicle);
  fuzz_check_text ("an event's reason", event->why);
  hash = fuzz_hash (hash, &event->time_ns, sizeof event->time_ns);
  return hash_text (hash_text (hash_text (hash, event->id), event->label), event->vehicle);
}

guint64
fuzz_check_log (const TlmLog *log)
{
  guint64 hash = hash_text (FUZZ_HASH, log->dialect);

  fuzz_check_message ("the dialect", log->dialect);
  fuzz_check_message ("the first fault", log->first_bad);
  fuzz_check_text ("the columns", log->columns);
  fuzz_check_text ("the better columns", log->better_columns);
  fuzz_check_text ("the hint", log->hint);
  hash = fuzz_hash (hash, &log->clock, sizeof log->clock);
  hash = hash_text (hash_text (hash, log->first_bad), log->columns);
  for (guint i = 0; i < log->vehicles->len; i++)
    hash = check_vehicle (log, log->vehicles->pdata[i], hash);
  for (guint i = 0; i < log->events->len; i++)
    hash = check_event (log, log->events->pdata[i], hash);
  hash = hash_messages (hash, "a note", log->notes);
  hash = hash_messages (hash, "a warning", log->warnings);
  return hash_messages (hash, "an unused channel", log->unused);
}

void
fuzz_check_json (const TlmLog *log)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GArray) lines = tlm_log_to_json (log, out);
  g_autoptr (JsonParser) parser = json_parser_new ();

  for (guint i = 0; i < lines->len; i++) {
    const TlmLogLine *line = &g_array_index (lines, TlmLogLine, i);
    g_autoptr (GError) error = NULL;
    if (!json_parser_load_from_data (parser, out->str + line->offset, (gssize) line->length, &error))
      g_error ("%s: %.*s", error->message, (int) line->length, out->str + line->offset);
  }
}
