/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How each kind of value is read, freed and described: a row a kind. */
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "core/base/location.h"
#include "core/base/suggest.h"
#include "core/footage/marks.h"
#include "core/measure/channel.h"
#include "core/mission/mission-private.h"
#include "core/mission/mission-span.h"
#include "core/time/iso8601.h"
#include "core/timeline/derived.h"

/* Reads TEXT into FIELD, which has the kind's type. */
typedef gboolean (*Read) (const TlmMissionPlace *place, const char *text, gpointer field,
    GError **error);

static gboolean G_GNUC_PRINTF (3, 4)
fail (const TlmMissionPlace *place, GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *reason = g_strdup_vprintf (format, args);
  va_end (args);
  tlm_key_file_error (place->mission->keys, place->group, place->name, error, "%s", reason);
  return FALSE;
}

/* At most 64 characters of TEXT, for a message. */
static char *
shorten (const char *text)
{
  return g_utf8_substring (text, 0, MIN (64, g_utf8_strlen (text, -1)));
}

static gboolean
set_text (gpointer field, char *text)
{
  char **out = field;

  g_free (*out);
  *out = text;
  return TRUE;
}

static gboolean
read_text (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  return set_text (field, g_strdup (text));
}

/* URIs and absolute paths stay; the rest is seen from the folder of the mission. */
static char *
resolve (const char *mission, const char *location)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) target = NULL;

  if (tlm_location_is_uri (location))
    return g_strdup (location);
  file = tlm_location_file (mission);
  folder = g_file_get_parent (file);
  target = folder ? g_file_resolve_relative_path (folder, location) :
      g_file_new_for_path (location);
  char *path = g_file_get_path (target);
  return path ? path : g_file_get_uri (target);
}

static gboolean
read_path (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  return set_text (field, resolve (place->mission->path, text));
}

static gboolean
read_paths (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  g_auto (GStrv) paths = g_strsplit (text, ";", -1);

  for (char **path = paths; *path; path++) {
    char *resolved = *g_strstrip (*path) ? resolve (place->mission->path, *path) : g_strdup ("");
    g_free (*path);
    *path = resolved;
  }
  return set_text (field, g_strjoinv (";", paths));
}

/* A built-in thing by its name, or a file of one's own, which has a "/" or ends in SUFFIX. */
static gboolean
read_named (const TlmMissionPlace *place, const char *text, const char *suffix, gpointer field, GError **error)
{
  gboolean is_path = tlm_location_is_own (text, suffix);

  return (is_path ? read_path : read_text) (place, text, field, error);
}

static gboolean
read_profile (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  return read_named (place, text, ".profile", field, error);
}

static gboolean
read_layout (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  return read_named (place, text, ".layout", field, error);
}

static gboolean
read_place (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  g_autoptr (GError) reason = NULL;
  TlmPlace parsed;

  return tlm_place_parse (text, &parsed, &reason) ? read_text (place, text, field, error) :
      fail (place, error, "%s", reason->message);
}

static gboolean
read_footage_start (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  g_autoptr (GError) reason = NULL;
  TlmFootageStart parsed;

  return tlm_footage_start_parse (text, &parsed, &reason) ? read_text (place, text, field, error) :
      fail (place, error, "%s", reason->message);
}

static gboolean
read_marks (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  g_autoptr (GError) reason = NULL;
  TlmMarks parsed;

  return tlm_marks_parse (text, &parsed, &reason) ? read_text (place, text, field, error) :
      fail (place, error, "%s", reason->message);
}

/* Where a value was in nanoseconds once and looks as if it still were. */
static gboolean
fail_span (const TlmMissionPlace *place, const char *text, GError **error)
{
  g_autofree char *seconds =
      place->key->was_nanoseconds ? tlm_span_from_nanoseconds (text) : NULL;
  g_autofree char *shown = shorten (text);

  if (seconds)
    return fail (place, error, "\"%s\" is no span of time up to 100 years; it looks like "
        "nanoseconds, write %s", shown, seconds);
  return fail (place, error, "\"%s\" is no span of time up to 100 years; write seconds, as in 2.5, "
      "a unit, as in 2500ms, or HH:MM:SS.mmm", shown);
}

static void
warn_of_nanoseconds (const TlmMissionPlace *place, const char *text)
{
  g_autofree char *seconds = tlm_span_from_nanoseconds (text);

  if (seconds)
    g_ptr_array_add (place->mission->warnings, g_strdup_printf ("%s:%u: [%s] %s: %s seconds looks "
            "like nanoseconds; write %s, or %ss where it is meant so", place->mission->path,
            tlm_key_file_line (place->mission->keys, place->group, place->name), place->group,
            place->name, text, seconds, text));
}

static gboolean
read_span (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  TlmDuration span;

  if (!tlm_span_parse (text, &span))
    return fail_span (place, text, error);
  if (place->key->above_zero && span <= 0)
    return fail (place, error, "must be more than 0 seconds");
  if (place->key->was_nanoseconds)
    warn_of_nanoseconds (place, text);
  *(TlmDuration *) field = span;
  return TRUE;
}

static gboolean
read_instant (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  g_autoptr (GError) reason = NULL;

  return tlm_iso8601_read (text, -1, TLM_SCALE_UTC, field, &reason) ||
      fail (place, error, "%s", reason->message);
}

static gboolean
read_time (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  g_autoptr (GError) reason = NULL;
  TlmMissionTime *time = field;

  return tlm_event_time_parse (text, &time->clock, &time->time_ns, &reason) ||
      fail (place, error, "%s", reason->message);
}

static gboolean
read_whole (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  const TlmMissionKey *key = place->key;
  g_autofree char *shown = shorten (text);
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, key->minimum, key->maximum, &value, NULL))
    return fail (place, error, "\"%s\" is no whole number of %u to %u%s%s", shown, key->minimum,
        key->maximum, key->unit ? " " : "", key->unit ? key->unit : "");
  *(guint *) field = (guint) value;
  return TRUE;
}

static gboolean
read_boolean (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  gboolean yes = strcmp (text, "yes") == 0;
  g_autofree char *shown = shorten (text);

  if (!yes && strcmp (text, "no") != 0)
    return fail (place, error, "\"%s\" is neither yes nor no", shown);
  *(gboolean *) field = yes != place->key->inverted;
  return TRUE;
}

static gboolean
read_choice (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  const TlmMissionKey *key = place->key;
  g_autofree const char **known = g_new0 (const char *, key->n_choices + 1);
  g_autofree char *shown = shorten (text);
  guint index, n = 0;

  if (tlm_mission_find_choice (key->choices, key->n_choices, text, &index)) {
    *(guint *) field = index;
    return TRUE;
  }
  for (guint i = 0; i < key->n_choices; i++)
    if (key->choices[i])
      known[n++] = key->choices[i];
  g_autofree char *hint = tlm_suggest_hint (text, known);
  return fail (place, error, "\"%s\" is unknown%s", shown, hint);
}

/* An error that names the channels that can be derived. */
static gboolean
fail_channel (const TlmMissionPlace *place, const char *name, GError **error)
{
  const char *known[TLM_N_STANDARD_CHANNELS + 1] = { NULL };
  g_autofree char *hint = NULL;
  g_autofree char *shown = shorten (name);
  guint n = 0;

  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    if (tlm_derived_formula (i))
      known[n++] = tlm_channel_get (i)->name;
  hint = tlm_suggest_hint (name, known);
  return fail (place, error, "\"%s\" is no channel that can be derived%s", shown, hint);
}

static gboolean
read_channels (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);
  TlmChannelSet channels = { 0 };

  for (char **name = names; *name; name++) {
    TlmChannelId channel;
    g_strstrip (*name);
    if (!tlm_channel_from_name (*name, &channel) || !tlm_derived_formula (channel))
      return fail_channel (place, *name, error);
    tlm_channel_set_add (&channels, channel);
  }
  *(TlmChannelSet *) field = channels;
  return TRUE;
}

/* Reads a number alone in TEXT; stray blanks do no harm. */
static gboolean
read_double (char *text, double low, double high, double *out)
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
read_position (const TlmMissionPlace *place, const char *text, gpointer field, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", 4);
  guint n = g_strv_length (parts);
  g_autofree char *shown = shorten (text);
  TlmMissionPosition position = { 0 };

  if (n < 2 || n > 3 || !read_double (parts[0], -90, 90, &position.latitude_deg) ||
      !read_double (parts[1], -180, 360, &position.longitude_deg) ||
      (n == 3 && !read_double (parts[2], -12e3, 1e5, &position.altitude_m)))
    return fail (place, error, "\"%s\" is not latitude deg, longitude deg, altitude m, as in "
        "45.996,63.564,90", shown);
  *(TlmMissionPosition *) field = position;
  return TRUE;
}

static const struct {
  Read read;
  gboolean owns_text;          /* the field is a char * that is freed */
  const char *values;          /* what may be written, for people; NULL: see describe() */
} kinds[] = {
  [TLM_MISSION_TEXT] = { .read = read_text, .owns_text = TRUE, .values = "text" },
  [TLM_MISSION_LIST] = { .read = read_text, .owns_text = TRUE, .values = "list" },
  [TLM_MISSION_PATH] = { .read = read_path, .owns_text = TRUE,
    .values = "path from the mission's folder, or URI" },
  [TLM_MISSION_PATHS] = { .read = read_paths, .owns_text = TRUE,
    .values = "paths from the mission's folder, or URIs, with semicolons between" },
  [TLM_MISSION_PROFILE] = { .read = read_profile, .owns_text = TRUE,
    .values = "name, or path with a / or ending in .profile" },
  [TLM_MISSION_LAYOUT] = { .read = read_layout, .owns_text = TRUE,
    .values = "name, or path with a / or ending in .layout" },
  [TLM_MISSION_PLACE] = { .read = read_place, .owns_text = TRUE,
    .values = "s, HH:MM:SS.mmm, #FRAME or HH:MM:SS:FF" },
  [TLM_MISSION_FOOTAGE_START] = { .read = read_footage_start, .owns_text = TRUE,
    .values = "UTC, timecode, or a date with a timecode" },
  [TLM_MISSION_MARKS] = { .read = read_marks, .owns_text = TRUE,
    .values = "PLACE@INSTANT with semicolons between" },
  [TLM_MISSION_SPAN] = { .read = read_span, .values = "span" },
  [TLM_MISSION_INSTANT] = { .read = read_instant, .values = "instant" },
  [TLM_MISSION_TIME] = { .read = read_time, .values = "span since T-0, or instant" },
  [TLM_MISSION_WHOLE] = { .read = read_whole },
  [TLM_MISSION_BOOLEAN] = { .read = read_boolean, .values = "yes, no" },
  [TLM_MISSION_CHOICE] = { .read = read_choice },
  [TLM_MISSION_CHANNELS] = { .read = read_channels, .values = "channels with commas between" },
  [TLM_MISSION_POSITION] = { .read = read_position,
    .values = "latitude -90 to 90, longitude -180 to 360, altitude -12000 to 100000" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == TLM_MISSION_N_KINDS);

gboolean
tlm_mission_kind_read (const TlmMissionPlace *place, const char *text, gpointer field,
    GError **error)
{
  return kinds[place->key->kind].read (place, text, field, error);
}

void
tlm_mission_kind_clear (TlmMissionKind kind, gpointer field)
{
  if (kinds[kind].owns_text)
    g_clear_pointer ((char **) field, g_free);
}

static char *
list_choices (const TlmMissionKey *key)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < key->n_choices; i++)
    if (key->choices[i])
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", key->choices[i]);
  return g_string_free (list, FALSE);
}

char *
tlm_mission_key_values (const TlmMissionKey *key)
{
  g_return_val_if_fail (key != NULL, NULL);
  if (key->kind == TLM_MISSION_CHOICE)
    return list_choices (key);
  if (key->kind == TLM_MISSION_WHOLE)
    return g_strdup_printf ("%u to %u", key->minimum, key->maximum);
  return g_strconcat (kinds[key->kind].values, key->above_zero ? " above 0" : "", NULL);
}
