/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Phases that a channel says, in words or numbers. */
#include "core/mission/reported-phases.h"

#include <math.h>
#include <string.h>

#include "core/base/print-safe.h"
#include "core/base/suggest.h"
#include "core/decode/table/column-option.h"
#include "core/phases/profile.h"

#define GROUP "phases"
/* The channel that columns=phase=NAME makes. */
#define PHASE_CHANNEL "phase"
#define MAX_WORDS 256
/* A channel that changes more often does not say a phase. */
#define MAX_CHANGES 1024

/* What AltOS calls them: "drogue" begins at apogee, "fast" is boost beyond
 * where its barometer can be trusted. */
static const char altos_column[] = "state_name";
static const char altos_map[] =
    "startup:,idle:,pad:,boost:liftoff,fast:,coast:burnout,drogue:drogue,main:main,landed:landing";

/* A channel that says the phase, for whoever reads it. */
typedef struct {
  TlmTimeline *timeline;
  const TlmMission *mission;
  const char *key;           /* of [phases], that asks for it; NULL: it goes without saying */
  const char *name;          /* as the person calls it */
  const char *column;        /* as the telemetry does */
  gboolean numbers_too;      /* numbers alone, with no word for any, are phases as well */
  char **map;
} Reader;

static gboolean
is_number (const char *word)
{
  char *end;

  g_ascii_strtod (word, &end);
  return end != word && *end == '\0';
}

/* WORD without blanks around it, a number in its shortest form: "63.0" is "63". */
static char *
tidy (const char *text, gsize length)
{
  char *word = g_strstrip (g_strndup (text, length));
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (!is_number (word))
    return word;
  g_ascii_formatd (number, sizeof number, "%.15g", g_ascii_strtod (word, NULL));
  g_free (word);
  return g_strdup (number);
}

/* What MAP has after the colon for WORD, NULL when it is not in it. MAP's. */
static const char *
meaning (char **map, const char *word)
{
  for (char **entry = map; entry && *entry; entry++) {
    const char *text = g_strstrip (*entry);
    const char *colon = strrchr (text, ':');
    g_autofree char *value = colon ? tidy (text, (gsize) (colon - text)) : NULL;
    if (value && strcmp (value, word) == 0)
      return colon + 1 + strspn (colon + 1, " ");
  }
  return NULL;
}

/* An identifier for a word of a script that has no ASCII letters. */
static char *
make_id (const char *text)
{
  char *id = tlm_event_make_id (text);

  if (*id || !*text)
    return id;
  g_free (id);
  return g_strdup_printf ("said-%08x", g_str_hash (text));
}

/* What a person wrote for it is its label, unless that is the name of an event that profiles
 * label in each language. */
static char *
make_label (const char *text, const char *id)
{
  g_autofree char *known = tlm_profile_label (NULL, id, NULL);

  return known || strcmp (text, id) == 0 ? NULL : g_strdup (text);
}

/* The step to TIME_NS lies in a gap of whatever came with the word: it became so somewhere in
 * it. FALSE where something of the vehicle tells that it was followed without a gap. */
static gboolean
lies_in_gap (const TlmTimeline *timeline, guint vehicle, gint64 time_ns, gint64 *after_ns)
{
  gint64 after = G_MININT64;

  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++) {
    const TlmTrack *track = tlm_timeline_track (timeline, vehicle, i);
    gssize at = track ? tlm_series_find (track->series, time_ns) : -1;
    if (at < 1 || tlm_series_time (track->series, (gsize) at) != time_ns)
      continue;
    if (!tlm_series_is_gap (track->series, (gsize) at - 1))
      return FALSE;
    after = MAX (after, tlm_series_time (track->series, (gsize) at - 1));
  }
  *after_ns = after;
  return after != G_MININT64;
}

/* The event that begins with WORD at TIME; NULL for none, or where it is LAST again. */
static TlmEvent *
event_of (const Reader *reader, guint vehicle, const char *word, gint64 time_ns, const char *last)
{
  const char *name = tlm_timeline_vehicle_name (reader->timeline, vehicle);
  const char *told = meaning (reader->map, word);
  g_autofree char *source = g_strconcat ("column ", reader->name, NULL);
  g_autofree char *id = make_id (told ? told : word);
  g_autofree char *label = told ? make_label (told, id) :
      g_str_has_prefix (id, "said-") ? g_strdup (word) : NULL;
  TlmEvent *event;

  if (*id == '\0' || g_strcmp0 (id, last) == 0)
    return NULL;
  event = tlm_event_new (time_ns, id, label, *name ? name : NULL, source, TLM_CONFIDENCE_GIVEN);
  event->says_phase = TRUE;
  event->why = g_strdup_printf ("%s is \"%s\"", reader->name, tlm_head (word, 80).text);
  return event;
}

/* Adds what WORD says from TIME on to EVENTS. What the first sample says began before it,
 * nobody knows when. */
static void
note_word (const Reader *reader, guint vehicle, const char *word, gint64 time_ns,
    gboolean is_first, GPtrArray *events)
{
  const TlmEvent *last = events->len > 0 ? events->pdata[events->len - 1] : NULL;
  g_autofree char *tidied = tidy (word, strlen (word));
  TlmEvent *event = event_of (reader, vehicle, tidied, time_ns, last ? last->id : NULL);
  gint64 after;

  if (!event)
    return;
  event->under_way = is_first;
  if (!is_first && lies_in_gap (reader->timeline, vehicle, time_ns, &after)) {
    event->after_ns = after;
    event->before_ns = time_ns;
    event->time_ns = after + (time_ns - after) / 2;
  }
  g_ptr_array_add (events, event);
}

static void
read_words (const Reader *reader, guint vehicle, const TlmTextTrack *track, GPtrArray *events)
{
  for (guint i = 0; i < track->times->len && events->len <= MAX_CHANGES; i++)
    note_word (reader, vehicle, track->values->pdata[i], g_array_index (track->times, gint64, i),
        i == 0, events);
}

static void
read_numbers (const Reader *reader, guint vehicle, const TlmTrack *track, GPtrArray *events)
{
  double last = NAN;

  for (gsize i = 0; i < tlm_series_length (track->series) && events->len <= MAX_CHANGES; i++) {
    double value = tlm_series_value (track->series, i);
    char word[G_ASCII_DTOSTR_BUF_SIZE];
    if (value == last)
      continue;
    last = value;
    note_word (reader, vehicle, g_ascii_formatd (word, sizeof word, "%.15g", value),
        tlm_series_time (track->series, i), i == 0, events);
  }
}

/* The rate of an engine, the phase of a signal: numbers without a word mean nothing. */
static gboolean
says_words (const TlmTextTrack *track)
{
  for (guint i = 0; i < track->values->len; i++)
    if (!is_number (track->values->pdata[i]) && *(char *) track->values->pdata[i])
      return TRUE;
  return FALSE;
}

/* The last thing that SOURCE has said of VEHICLE, or NULL. */
static const TlmEvent *
last_said (const TlmTimeline *timeline, const char *source, const char *vehicle)
{
  for (guint i = tlm_timeline_n_events (timeline); i-- > 0;) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (event->says_phase && g_strcmp0 (event->source, source) == 0 &&
        g_strcmp0 (event->vehicle, vehicle) == 0)
      return event;
  }
  return NULL;
}

/* Adds what is news after what was read before: that keeps its time, also where the samples of
 * old are thinned or forgotten since. */
static void
add_news (TlmTimeline *timeline, const GPtrArray *events)
{
  const TlmEvent *first = events->len > 0 ? events->pdata[0] : NULL;
  const TlmEvent *last = first ? last_said (timeline, first->source, first->vehicle) : NULL;

  for (guint i = 0; i < events->len; i++) {
    TlmEvent *event = events->pdata[i];
    if (last && (event->time_ns <= last->time_ns || strcmp (event->id, last->id) == 0))
      continue;
    tlm_timeline_add_event (timeline, tlm_event_ref (event));
    last = NULL;
  }
}

/* FALSE when it changes too often to say a phase. */
static gboolean
take_events (const Reader *reader, GPtrArray *events, GError **error)
{
  if (events->len > MAX_CHANGES) {
    if (!reader->key)
      return TRUE;
    tlm_key_file_error (reader->mission->keys, GROUP, reader->key, error,
        "\"%s\" changes over %d times, so it says no phase", reader->name, MAX_CHANGES);
    return FALSE;
  }
  add_news (reader->timeline, events);
  return TRUE;
}

static gboolean
read_vehicle (const Reader *reader, guint vehicle, gboolean *found, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  const TlmTrack *numbers;
  guint channel;

  for (guint i = 0; i < tlm_timeline_n_texts (reader->timeline, vehicle); i++) {
    const TlmTextTrack *track = tlm_timeline_text_track (reader->timeline, vehicle, i);
    if (strcmp (track->name, reader->column) != 0 || (!reader->numbers_too && !says_words (track)))
      continue;
    *found = TRUE;
    read_words (reader, vehicle, track, events);
    return take_events (reader, events, error);
  }
  if (!reader->numbers_too || !tlm_timeline_find_channel (reader->timeline, reader->column, &channel))
    return TRUE;
  numbers = tlm_timeline_track (reader->timeline, vehicle, channel);
  if (!numbers)
    return TRUE;
  *found = TRUE;
  read_numbers (reader, vehicle, numbers, events);
  return take_events (reader, events, error);
}

/* Reads READER's channel of every vehicle. */
static gboolean
read_channel (Reader *reader, const char *map, gboolean *found, GError **error)
{
  g_auto (GStrv) words = g_strsplit (map ? map : "", ",", MAX_WORDS);
  gboolean good = TRUE;

  reader->map = words;
  for (guint i = 0; i < tlm_timeline_n_vehicles (reader->timeline) && good; i++)
    good = read_vehicle (reader, i, found, error);
  reader->map = NULL;
  return good;
}

/* Whether COLUMNS say phase=NAME; NAME NULL: any column. */
static gboolean
tells_phase (const char *columns, const char *name)
{
  g_autoptr (GPtrArray) options = tlm_column_options_parse (columns, NULL);

  for (guint i = 0; options && i < options->len; i++) {
    const TlmColumnOption *option = options->pdata[i];
    if (option->meaning == TLM_COLUMN_PHASE && (!name || g_strcmp0 (option->column, name) == 0))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_told (const TlmMission *mission, const char *asked, const char *name)
{
  if (asked)
    return tells_phase (asked, name);
  for (guint i = 0; i < mission->sources->len; i++)
    if (tells_phase (((const TlmMissionSource *) mission->sources->pdata[i])->columns, name))
      return TRUE;
  return tells_phase (mission->stream->columns, name);
}

/* An error that names what there is. */
static gboolean
fail_channel (const Reader *reader, const char *name, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autofree char *hint = NULL;
  const TlmTimeline *timeline = reader->timeline;

  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++) {
    for (guint j = 0; j < tlm_timeline_n_texts (timeline, i); j++)
      g_ptr_array_add (known, tlm_timeline_text_track (timeline, i, j)->name);
    for (guint j = 0; j < tlm_timeline_n_channels (timeline); j++)
      if (tlm_timeline_track (timeline, i, j))
        g_ptr_array_add (known, (gpointer) tlm_timeline_channel_name (timeline, j));
  }
  g_ptr_array_add (known, NULL);
  hint = tlm_suggest_hint (name, (const char *const *) known->pdata);
  tlm_key_file_error (reader->mission->keys, GROUP, reader->key, error,
      "the telemetry has no text or number channel \"%s\"%s", name, hint);
  return FALSE;
}

/* What [phases] says of one channel. */
static gboolean
read_asked (Reader *reader, const char *asked, const char *key, const char *name, const char *map,
    GError **error)
{
  gboolean found = FALSE;

  reader->key = key;
  reader->name = name;
  reader->numbers_too = TRUE;
  reader->column = is_told (reader->mission, asked, name) ? PHASE_CHANNEL : name;
  if (!read_channel (reader, map, &found, error))
    return FALSE;
  return found || tlm_timeline_n_vehicles (reader->timeline) == 0 ||
      fail_channel (reader, name, error);
}

/* What needs no group: columns=phase=NAME, a column called so, and AltOS's own. */
static gboolean
read_unasked (Reader *reader, const char *asked, GError **error)
{
  gboolean found = FALSE;

  reader->key = NULL;
  reader->name = reader->column = PHASE_CHANNEL;
  reader->numbers_too = is_told (reader->mission, asked, NULL);
  if (!read_channel (reader, NULL, &found, error))
    return FALSE;
  reader->name = reader->column = altos_column;
  reader->numbers_too = FALSE;
  return found || read_channel (reader, altos_map, &found, error);
}

gboolean
tlm_reported_phases_from_columns (TlmTimeline *timeline, const TlmMission *mission,
    const char *columns, GError **error)
{
  g_return_val_if_fail (timeline != NULL && mission != NULL, FALSE);
  Reader reader = { .timeline = timeline, .mission = mission };
  const char *column = mission->phases_column;

  if (!column && mission->phases_map && is_told (mission, columns, NULL))
    column = PHASE_CHANNEL;
  if (!column && mission->phases_map) {
    tlm_key_file_error (mission->keys, GROUP, NULL, error,
        "names no column; add column= with the name of a text or number channel");
    return FALSE;
  }
  if (column && !read_asked (&reader, columns, "column", column, mission->phases_map, error))
    return FALSE;
  for (guint i = 0; i < mission->phase_maps->len; i++) {
    const TlmMissionPhaseMap *map = mission->phase_maps->pdata[i];
    if (!read_asked (&reader, columns, map->column, map->column, map->map, error))
      return FALSE;
  }
  return column || mission->phase_maps->len > 0 || read_unasked (&reader, columns, error);
}
