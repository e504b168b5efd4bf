/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A mission file for telemetry that a person had to say something about, so that it need not
 * be said again. */
#include "learn.h"

#include <string.h>

#include "core/time/elapsed.h"
#include "core/time/iso8601.h"

/* An instant in UTC with as many decimals as it needs: none, three, six or nine. */
static char *
utc_text (TlmInstant instant)
{
  g_autofree char *exact = tlm_instant_format_utc (instant, 9, FALSE);

  for (guint decimals = 0; exact && decimals < 9; decimals += 3) {
    char *text = tlm_instant_format_utc (instant, decimals, FALSE);
    gsize kept = strlen (text) - 1 + (decimals == 0);
    if (strspn (exact + kept, "0") == strlen (exact + kept) - 1)
      return text;
    g_free (text);
  }
  return g_steal_pointer (&exact);
}

/* The liftoff that the telemetry gives, else that the rules of the phases found; NULL where
 * it was not seen itself. */
static const TlmEvent *
find_liftoff (const TlmTimeline *timeline)
{
  const TlmEvent *found = NULL;

  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (strcmp (event->id, TLM_PHASE_LIFTOFF) != 0 || event->under_way ||
        event->confidence == TLM_CONFIDENCE_NOMINAL)
      continue;
    if (!found || event->confidence > found->confidence)
      found = event;
  }
  return found;
}

static void
print_liftoff (const TlmFlight *flight, FILE *out)
{
  const TlmEvent *event = find_liftoff (flight->timeline);
  gboolean given = event && event->confidence == TLM_CONFIDENCE_GIVEN;
  gint64 first = TLM_TIME_NONE, last;
  g_autofree char *utc = NULL;

  if (tlm_timeline_get_clock (flight->timeline) == TLM_CLOCK_TAI) {
    tlm_timeline_span (flight->timeline, &first, &last);
    utc = utc_text (event ? event->time_ns : first);
  }
  inspect_learn_print (out, utc && given ? INSPECT_LEARN_HOLDS : INSPECT_LEARN_SUGGESTED,
      !utc ? "When T-0 was in UTC: the telemetry does not say." :
      given ? "T-0: found in the file, its event liftoff." :
      event ? "T-0 as the rules of the phases found it: a suggestion." :
      "T-0 is not known. The first sample is of this instant; put the right one.",
      "liftoff", utc ? utc : "YYYY-MM-DDTHH:MM:SSZ");
}

/* What altitude is above, where that is one for all vehicles: undeclared otherwise. ORIGIN
 * receives whether all measure it; FALSE where none has any. */
static gboolean
find_datum (const TlmTimeline *timeline, TlmDatum *datum, TlmOrigin *origin)
{
  gboolean any = FALSE;

  *datum = TLM_DATUM_UNDECLARED;
  *origin = TLM_ORIGIN_MEASURED;
  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++) {
    TlmDatum own = tlm_timeline_altitude_datum (timeline, i);
    TlmOrigin way;
    if (!tlm_timeline_has_channel (timeline, i, TLM_CHANNEL_ALTITUDE, &way))
      continue;
    *datum = !any || own == *datum ? own : TLM_DATUM_UNDECLARED;
    if (way != TLM_ORIGIN_MEASURED)
      *origin = way;
    any = TRUE;
  }
  return any;
}

/* Of a derived altitude altitude= would say what it is derived from. */
static void
print_altitude (const TlmTimeline *timeline, FILE *out)
{
  TlmDatum datum = TLM_DATUM_UNDECLARED;
  TlmOrigin origin;
  gboolean known, measured;

  if (!find_datum (timeline, &datum, &origin))
    return;
  known = datum != TLM_DATUM_UNDECLARED;
  measured = origin == TLM_ORIGIN_MEASURED;
  inspect_learn_print (out, known && measured ? INSPECT_LEARN_HOLDS : INSPECT_LEARN_SUGGESTED,
      known && measured ? "What altitude is above: found in the file." :
      known ? "What altitude, which is derived, is above: a choice." :
      "What altitude is above is not declared: put ellipsoid (WGS84), msl (sea level), agl (pad).",
      "altitude", known ? tlm_datum_name (datum) : "msl");
}

static void
print_name (const char *file, FILE *out)
{
  g_autofree char *base = g_path_get_basename (file);
  g_autofree char *name = NULL;
  char *dot = strrchr (base, '.');

  if (dot && dot != base)
    *dot = '\0';
  name = g_strdelimit (g_filename_display_name (base), "\n\r", ' ');
  inspect_learn_print (out, INSPECT_LEARN_HOLDS, "From the file's name.", "name", name);
}

static void
print_mission (const TlmFlight *flight, const InspectOptions *options, FILE *out)
{
  g_autofree char *marks = options->marks ? g_strjoinv (";", options->marks) : NULL;

  fputs ("# Made by telemetry-inspect --learn. A line key=value holds; one that begins with #key=\n"
      "# is a suggestion: take the # away where it is right. --help-mission lists all keys.\n"
      "\n[mission]\n", out);
  print_name (options->files[0], out);
  print_liftoff (flight, out);
  if (marks)
    inspect_learn_print (out, INSPECT_LEARN_HOLDS, "Told on the command line, as --mark.", "marks",
        marks);
  print_altitude (flight->timeline, out);
  inspect_learn_print (out, INSPECT_LEARN_SUGGESTED,
      "Which phases are looked for: chosen by the shape of the flight.", "profile",
      flight->profile->name);
}

/* FILE alone, as the command line says and FORMAT and COLUMNS; NULL where that is refused. */
static TlmFlight *
open_alone (const InspectOptions *options, const char *file, const char *format,
    const char *columns)
{
  TlmFlightSource source = { .location = file, .columns = columns, .format = format,
    .object = options->object, .pid = (guint) options->pid, .strict = options->strict,
    .special_files = options->special_files };

  return tlm_flight_open (&source, NULL);
}

/* Whether FILE with these words is what FLIGHT, FILE alone, is. */
static gboolean
holds (const TlmFlight *flight, const InspectOptions *options, const char *file,
    const char *format, const char *columns)
{
  g_autoptr (TlmFlight) again = open_alone (options, file, format, columns);

  return again && inspect_learn_is_same (flight, again);
}

/* The longest of the words about columns, of those that read FILE as it was read; to be
 * freed, NULL where there is none. FOUND are the entries of columns=, or NULL. */
static char *
choose_columns (const TlmFlight *flight, const InspectOptions *options, const char *file,
    const char *format, const char *found)
{
  const TlmLog *log = flight->logs->pdata[0];
  g_autofree char *dialect = log->dialect ? g_strconcat ("dialect=", log->dialect, NULL) : NULL;
  g_autofree char *both = dialect && found ? g_strjoin (",", dialect, found, NULL) : NULL;
  const char *const words[] = { both, found, dialect };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] && holds (flight, options, file, format, words[i]))
      return g_strdup (words[i]);
  return NULL;
}

static void
print_columns (const TlmFlight *flight, const InspectOptions *options, const char *file,
    const char *format, FILE *out)
{
  const char *found = ((const TlmLog *) flight->logs->pdata[0])->columns;
  g_autofree char *chosen = NULL;

  if (options->columns) {
    inspect_learn_print (out, INSPECT_LEARN_HOLDS, "Told on the command line, as --columns.",
        "columns", options->columns);
    return;
  }
  if (found)
    chosen = choose_columns (flight, options, file, format, found);
  if (chosen)
    inspect_learn_print (out, INSPECT_LEARN_HOLDS,
        "Found in the file: what its columns were taken for. What is not listed keeps its name.",
        "columns", chosen);
  else if (found)
    inspect_learn_print (out, INSPECT_LEARN_SUGGESTED,
        "What columns were taken for, by their names. More than this is needed to read the file\n"
        "# the same way, so that it is a suggestion.", "columns", found);
}

static void
print_format (const TlmFlight *flight, const InspectOptions *options, const char *file,
    const char **format, FILE *out)
{
  const TlmLog *log = flight->logs->pdata[0];

  *format = options->input_format ? options->input_format : log->format;
  if (options->input_format) {
    inspect_learn_print (out, INSPECT_LEARN_HOLDS, "Told on the command line, as --input-format.",
        "format", *format);
  } else if (holds (flight, options, file, *format, options->columns)) {
    inspect_learn_print (out, INSPECT_LEARN_HOLDS, "Found in the file.", "format", *format);
  } else {
    inspect_learn_print (out, INSPECT_LEARN_SUGGESTED,
        "Found in the file, which that word alone does not read the same way.", "format", *format);
    *format = NULL;
  }
}

/* A clock that began elsewhere than at liftoff. */
static void
print_offset (const TlmTimeline *timeline, FILE *out)
{
  const TlmEvent *event = find_liftoff (timeline);
  g_autofree char *offset = NULL;

  if (!event || tlm_timeline_get_clock (timeline) == TLM_CLOCK_TAI || event->time_ns == 0)
    return;
  offset = tlm_elapsed_seconds (-event->time_ns, 9);
  inspect_learn_print (out, INSPECT_LEARN_SUGGESTED,
      "Its times would count from liftoff, as that was found in them: a suggestion.",
      "stamp-offset", offset);
}

static void
print_source (const TlmFlight *flight, const InspectOptions *options, const char *file, FILE *out)
{
  g_autofree char *location = inspect_learn_location (file);
  g_autofree char *pid = g_strdup_printf ("%d", options->pid);
  const char *format;

  inspect_learn_print (out, INSPECT_LEARN_HOLDS, "As told; a relative name is seen from the folder "
      "of this mission file.", "location", location);
  print_format (flight, options, file, &format, out);
  print_columns (flight, options, file, format, out);
  if (options->object)
    inspect_learn_print (out, INSPECT_LEARN_HOLDS, "Told on the command line, as --object.",
        "object", options->object);
  if (options->pid > 0)
    inspect_learn_print (out, INSPECT_LEARN_HOLDS, "Told on the command line, as --pid.", "pid",
        pid);
  print_offset (flight->timeline, out);
}

/* A flight of several files is taken apart: the words of one are about it alone. */
static gboolean
print_sources (const TlmFlight *flight, const InspectOptions *options, FILE *out, GError **error)
{
  for (guint i = 0; options->files[i]; i++) {
    const char *file = options->files[i];
    g_autoptr (TlmFlight) alone = options->files[1] ?
        open_alone (options, file, options->input_format, options->columns) : NULL;
    if (i == 0)
      fputs ("\n[telemetry]\n", out);
    else
      fprintf (out, "\n[telemetry %u]\n", i + 1);
    if (options->files[1] && !alone) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: cannot be read alone", file);
      return FALSE;
    }
    print_source (alone ? alone : flight, options, file, out);
  }
  return TRUE;
}

gboolean
inspect_learn (const TlmFlight *flight, const InspectOptions *options, FILE *out, GError **error)
{
  TlmSyncResult sync;

  if (options->marks && !inspect_read_sync (flight, options, 0, 1, &sync, error))
    return FALSE;
  print_mission (flight, options, out);
  return print_sources (flight, options, out, error);
}
