/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/base/suggest.h"
#include "core/footage/marks.h"
#include "core/mission/mission-private.h"
#include "core/time/iso8601.h"

#define GROUP "mission"

static const char *const provenances[] = {
  "measured", "reconstructed", "simulated", "predicted", NULL
};
/* In the order of TlmDatum, which begins with "undeclared". */
static const char *const datums[] = { "ellipsoid", "msl", "agl", NULL };

static gboolean
find_word (const char *const *words, const char *word, guint *index)
{
  for (guint i = 0; words[i]; i++) {
    if (strcmp (words[i], word) == 0) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}

const char *
tlm_provenance_name (TlmProvenance provenance)
{
  g_return_val_if_fail (provenance <= TLM_PROVENANCE_PREDICTED, "");
  return provenances[provenance];
}

gboolean
tlm_provenance_from_name (const char *name, TlmProvenance *out)
{
  guint index;

  g_return_val_if_fail (name != NULL && out != NULL, FALSE);
  if (!find_word (provenances, name, &index))
    return FALSE;
  *out = index;
  return TRUE;
}

const char *
tlm_datum_name (TlmDatum datum)
{
  g_return_val_if_fail (datum <= TLM_DATUM_AGL, NULL);
  return datum == TLM_DATUM_UNDECLARED ? NULL : datums[datum - 1];
}

gboolean
tlm_datum_from_name (const char *name, TlmDatum *out)
{
  guint index;

  g_return_val_if_fail (name != NULL && out != NULL, FALSE);
  if (!find_word (datums, name, &index))
    return FALSE;
  *out = index + 1;
  return TRUE;
}

static gboolean
fail_word (TlmMission *mission, const char *key, const char *word,
    const char *const *known, GError **error)
{
  g_autofree char *hint = tlm_suggest_hint (word, known);

  tlm_key_file_error (mission->keys, GROUP, key, error, "\"%s\" is unknown%s", word, hint);
  return FALSE;
}

static gboolean
read_words (TlmMission *mission, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *datum = NULL;

  if (!tlm_mission_read_text (mission, GROUP, "data", &data, error) ||
      !tlm_mission_read_text (mission, GROUP, "altitude", &datum, error))
    return FALSE;
  if (data && !tlm_provenance_from_name (data, &mission->provenance))
    return fail_word (mission, "data", data, provenances, error);
  if (datum && !tlm_datum_from_name (datum, &mission->datum))
    return fail_word (mission, "altitude", datum, datums, error);
  return TRUE;
}

static gboolean
read_texts (TlmMission *mission, GError **error)
{
  return tlm_mission_read_text (mission, GROUP, "name", &mission->name, error) &&
      tlm_mission_read_text (mission, GROUP, "profile", &mission->profile, error) &&
      tlm_mission_read_text (mission, GROUP, "credit", &mission->credit, error) &&
      tlm_mission_read_text (mission, GROUP, "licence", &mission->licence, error);
}

static gboolean
read_instant (TlmMission *mission, const char *key, TlmInstant *out, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;

  if (!tlm_mission_read_text (mission, GROUP, key, &text, error))
    return FALSE;
  if (!text || tlm_iso8601_read (text, -1, TLM_SCALE_UTC, out, &reason))
    return TRUE;
  tlm_key_file_error (mission->keys, GROUP, key, error, "%s", reason->message);
  return FALSE;
}

static gboolean
read_offset (TlmMission *mission, GError **error)
{
  g_autofree char *text = NULL;

  if (!tlm_mission_read_text (mission, GROUP, "time-offset", &text, error))
    return FALSE;
  if (!text || g_ascii_string_to_signed (text, 10, -G_MAXINT64, G_MAXINT64,
          &mission->time_offset_ns, NULL))
    return TRUE;
  tlm_key_file_error (mission->keys, GROUP, "time-offset", error,
      "\"%s\" is no whole number of nanoseconds; half a second is 500000000", text);
  return FALSE;
}

static gboolean
fail_reason (TlmMission *mission, const char *key, const GError *reason, GError **error)
{
  tlm_key_file_error (mission->keys, GROUP, key, error, "%s", reason->message);
  return FALSE;
}

/* What relates footage to telemetry is kept as it is written: what it means
 * hangs on the frame rate. */
static gboolean
read_places (TlmMission *mission, GError **error)
{
  g_autoptr (GError) reason = NULL;
  TlmFootageStart start;
  TlmPlace place;
  TlmMarks marks;

  if (!tlm_mission_read_text (mission, GROUP, "liftoff-at", &mission->liftoff_at, error) ||
      !tlm_mission_read_text (mission, GROUP, "footage-start", &mission->footage_start, error) ||
      !tlm_mission_read_text (mission, GROUP, "marks", &mission->marks, error))
    return FALSE;
  if (!tlm_place_parse (mission->liftoff_at, &place, &reason))
    return fail_reason (mission, "liftoff-at", reason, error);
  if (!tlm_footage_start_parse (mission->footage_start, &start, &reason))
    return fail_reason (mission, "footage-start", reason, error);
  if (!tlm_marks_parse (mission->marks, &marks, &reason))
    return fail_reason (mission, "marks", reason, error);
  if (place.kind == TLM_PLACE_NONE || start.instant == TLM_TIME_NONE)
    return TRUE;
  tlm_key_file_error (mission->keys, GROUP, "footage-start", error,
      "liftoff-at says the same in another way; remove one of the two");
  return FALSE;
}

static gboolean
read_sync (TlmMission *mission, GError **error)
{
  return read_instant (mission, "liftoff", &mission->liftoff, error) &&
      read_offset (mission, error) && read_places (mission, error);
}

static gboolean
read_limit (TlmMission *mission, const char *key, TlmDuration *out, GError **error)
{
  if (!tlm_mission_read_span (mission, GROUP, key, out, error))
    return FALSE;
  if (*out > 0 || !tlm_key_file_line (mission->keys, GROUP, key))
    return TRUE;
  tlm_key_file_error (mission->keys, GROUP, key, error, "must be more than 0 seconds");
  return FALSE;
}

static gboolean
read_limits (TlmMission *mission, GError **error)
{
  const TlmAgeLimits *limits = &mission->limits;

  if (!read_limit (mission, "stale-after", &mission->limits.stale_after_ns, error) ||
      !read_limit (mission, "lost-after", &mission->limits.lost_after_ns, error))
    return FALSE;
  if (!limits->stale_after_ns || !limits->lost_after_ns ||
      limits->stale_after_ns <= limits->lost_after_ns)
    return TRUE;
  tlm_key_file_error (mission->keys, GROUP, "lost-after", error, "is less than stale-after");
  return FALSE;
}

/* Reads a number alone in TEXT; stray blanks do no harm. */
static gboolean
parse_number (char *text, double low, double high, double *out)
{
  char *end;
  double value;

  g_strstrip (text);
  if (!*text || strspn (text, "+-.0123456789eE") != strlen (text))
    return FALSE;
  value = g_ascii_strtod (text, &end);
  if (*end || !(value >= low && value <= high))
    return FALSE;
  *out = value;
  return TRUE;
}

static gboolean
read_pad (TlmMission *mission, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  guint n;

  if (!tlm_mission_read_text (mission, GROUP, "pad", &text, error))
    return FALSE;
  if (!text)
    return TRUE;
  parts = g_strsplit (text, ",", 4);
  n = g_strv_length (parts);
  if (n >= 2 && n <= 3 && parse_number (parts[0], -90, 90, &mission->pad_latitude_deg) &&
      parse_number (parts[1], -180, 360, &mission->pad_longitude_deg) &&
      (n < 3 || parse_number (parts[2], -12e3, 1e5, &mission->pad_altitude_m))) {
    mission->has_pad = TRUE;
    return TRUE;
  }
  tlm_key_file_error (mission->keys, GROUP, "pad", error,
      "\"%s\" is not latitude deg, longitude deg, altitude m, as in 45.996,63.564,90", text);
  return FALSE;
}

gboolean
tlm_mission_read_flight (TlmMission *mission, GError **error)
{
  return read_texts (mission, error) && read_words (mission, error) &&
      read_sync (mission, error) && read_limits (mission, error) && read_pad (mission, error);
}
