/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <locale.h>

#include "core/base/error.h"
#include "inspect.h"

static gboolean
wants_preview (const InspectOptions *options)
{
  return options->preview != NULL;
}

static gboolean
wants_contact_sheet (const InspectOptions *options)
{
  return options->contact_sheet != NULL;
}

static gboolean
wants_at (const InspectOptions *options)
{
  return options->at != NULL;
}

static gboolean
wants_table (const InspectOptions *options)
{
  return options->table != NULL;
}

static gboolean
wants_markers (const InspectOptions *options)
{
  return options->events && options->format;
}

static gboolean
wants_events (const InspectOptions *options)
{
  return options->events;
}

static gboolean
wants_overview (const InspectOptions *options)
{
  return TRUE;
}

static const InspectMode modes[] = {
  { "--preview", wants_preview, FALSE, inspect_preview },
  { "--contact-sheet", wants_contact_sheet, FALSE, inspect_contact_sheet },
  { "--at", wants_at, TRUE, inspect_at },
  { "--table", wants_table, FALSE, inspect_table },
  { "--format", wants_markers, FALSE, inspect_markers },
  { "--events", wants_events, TRUE, inspect_events },
  { NULL, wants_overview, FALSE, inspect_overview },
};

static int
complain (const char *message, int status)
{
  fprintf (stderr, "telemetry-inspect: %s\n", message);
  return status;
}

static const char description[] =
    "Several FILEs are sources of one flight: the first has priority, later ones fill what it\n"
    "lacks. FILEs stand in for the telemetry that a mission names.\n"
    "A single FILE called *.mission is a mission file.\n"
    "\n"
    "T is UTC (2021-10-05T08:55:02.5Z) or time since liftoff: T+72.5, T-3, 72.5, 00:01:12.5.\n"
    "With --json each T gives one line:\n"
    "  {\"t\":…,\"met\":…,\"phase\":…,\"event\":…,\"vehicles\":{\"NAME\":{\"phase\":…,\"event\":…,\"channels\":\n"
    "   {\"altitude\":{\"value\":…,\"unit\":\"m\",\"age\":…,\"valid\":true,\"origin\":\"measured\"}}}}}\n"
    "t is UTC where that is known, seconds since liftoff otherwise; event is the last one of its\n"
    "phase; age is in seconds. A speed had from states alone has a \"frame\": relative (to the\n"
    "turning Earth) or inertial.\n"
    "\n"
    "MAP says which columns are what: altitude=alt:ft,speed=vz:ft/s,time=t:s\n"
    "\n"
    "Exit status: 0, 1 when a file cannot be read or understood, 2 for a wrong command line.\n"
    "\n"
    "Examples:\n"
    "  telemetry-inspect flight.csv\n"
    "  telemetry-inspect flight.mission --at T+72.5 --json\n"
    "  telemetry-inspect --table 0.1 stage1-raw.json > stage1.csv\n"
    "  telemetry-inspect flight.csv --preview frame.png --at T+30 --layout minimal --over still.jpg";

static gboolean
parse_options (InspectOptions *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "mission", 'm', 0, G_OPTION_ARG_FILENAME, &options->mission, "Mission file", "FILE" },
    { "columns", 'c', 0, G_OPTION_ARG_STRING, &options->columns,
      "What the columns mean, and in which units", "MAP" },
    { "input-format", 'f', 0, G_OPTION_ARG_STRING, &options->input_format,
      "Read as this format instead of finding out", "NAME" },
    { "at", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &options->at,
      "Show everything known at an instant; may be repeated", "T" },
    { "table", 't', 0, G_OPTION_ARG_STRING, &options->table,
      "Write all channels as CSV in SI units, a row each STEP seconds", "STEP" },
    { "events", 'e', 0, G_OPTION_ARG_NONE, &options->events,
      "List events and phases, given, found and nominal", NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options->format,
      "Events as markers: ffmetadata, edl, otio, fcpxml7 or csv", "NAME" },
    { "fps", 0, 0, G_OPTION_ARG_STRING, &options->fps,
      "Frames a second of the footage, for --format (25 unless given) and --mark", "N[/D]" },
    { "drop-frame", 0, 0, G_OPTION_ARG_NONE, &options->drop_frame,
      "Drop-frame timecode, for --format", NULL },
    { "start-tc", 0, 0, G_OPTION_ARG_STRING, &options->start_tc,
      "Timecode of the first frame, for --format", "TC" },
    { "mark", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->marks,
      "Which instant a place in the footage shows, as in 12.48@T+0; may be repeated", "PLACE@T" },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options->json, "JSON Lines, with --at and --events", NULL },
    { "preview", 'p', 0, G_OPTION_ARG_FILENAME, &options->preview,
      "Draw a layout with what is known at T (else midway), as a PNG", "FILE" },
    { "contact-sheet", 0, 0, G_OPTION_ARG_FILENAME, &options->contact_sheet,
      "Draw it at each T (else at twelve instants) on one sheet, as a PNG", "FILE" },
    { "layout", 'l', 0, G_OPTION_ARG_FILENAME, &options->layout,
      "Layout to draw: a built-in name or a file; webcast unless told", "NAME" },
    { "size", 's', 0, G_OPTION_ARG_STRING, &options->size,
      "Of the frame; 1920x1080 unless told", "WIDTHxHEIGHT" },
    { "over", 'o', 0, G_OPTION_ARG_FILENAME, &options->over,
      "Picture under it (PNG, JPEG), or a colour, as in #406080", "IMAGE" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &options->language,
      "Of the words drawn, as in ru", "CODE" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->files, NULL, "[FILE…]" },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("— what a flight's telemetry says");

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_description (context, description);
  return g_option_context_parse (context, argc, argv, error);
}

static void
options_clear (InspectOptions *options)
{
  g_strfreev (options->files);
  g_free (options->mission);
  g_free (options->columns);
  g_free (options->input_format);
  g_strfreev (options->at);
  g_free (options->table);
  g_free (options->format);
  g_free (options->fps);
  g_free (options->start_tc);
  g_strfreev (options->marks);
  g_free (options->preview);
  g_free (options->contact_sheet);
  g_free (options->layout);
  g_free (options->size);
  g_free (options->over);
  g_free (options->language);
}

static TlmFlight *
open_files (const InspectOptions *options, const char *const *files, GError **error)
{
  TlmFlightSource source = {
    .location = files ? files[0] : NULL,
    .more = files && files[0] ? files + 1 : NULL,
    .mission = options->mission,
    .columns = options->columns,
    .format = options->input_format,
  };

  return tlm_flight_open (&source, error);
}

/* When several files cannot be opened together, every one that cannot be
 * opened alone is named, and if all can, what keeps them apart. */
static void
explain (const InspectOptions *options, const GError *error)
{
  gboolean found = FALSE;

  for (char **file = options->files; file && file[0] && options->files[1] && *file; file++) {
    const char *const alone[] = { *file, NULL };
    g_autoptr (GError) reason = NULL;
    g_autoptr (TlmFlight) flight = open_files (options, alone, &reason);
    if (!flight)
      complain (reason->message, INSPECT_FILE);
    found |= !flight;
  }
  if (!found)
    complain (error->message, INSPECT_FILE);
}

static const InspectMode *
find_mode (const InspectOptions *options)
{
  const InspectMode *mode = modes;

  while (!mode->is_wanted (options))
    mode++;
  return mode;
}

/* A mission may be named as if it were telemetry. */
static void
find_mission (InspectOptions *options)
{
  if (options->mission || !options->files || options->files[1] ||
      !g_str_has_suffix (options->files[0], ".mission"))
    return;
  options->mission = g_strdup (options->files[0]);
  g_clear_pointer (&options->files, g_strfreev);
}

static int
run (const InspectOptions *options)
{
  const InspectMode *mode = find_mode (options);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFlight) flight = NULL;

  if (!options->files && !options->mission)
    return complain ("no FILE and no --mission given; see --help", INSPECT_USAGE);
  if (options->at && options->table)
    return complain ("--at and --table exclude each other", INSPECT_USAGE);
  if (options->json && !mode->has_json)
    return complain ("--json needs --at or --events", INSPECT_USAGE);
  if ((options->format && !options->events) || ((options->start_tc || options->drop_frame) &&
          !options->format) || (options->fps && !options->format && !options->marks))
    return complain ("--format needs --events; --drop-frame and --start-tc need --format, --fps that "
        "or --mark", INSPECT_USAGE);
  flight = open_files (options, (const char *const *) options->files, &error);
  if (!flight) {
    explain (options, error);
    return INSPECT_FILE;
  }
  for (guint i = 0; i < flight->warnings->len; i++)
    fprintf (stderr, "telemetry-inspect: warning: %s\n", (char *) flight->warnings->pdata[i]);
  if (!mode->run (flight, options, stdout, &error))
    return complain (error->message, g_error_matches (error, TLM_ERROR, TLM_ERROR_READ) ?
        INSPECT_FILE : INSPECT_USAGE);
  if (fflush (stdout) != 0 || ferror (stdout))
    return complain ("the output cannot be written", INSPECT_FILE);
  return INSPECT_OK;
}

int
main (int argc, char **argv)
{
  InspectOptions options = { NULL };
  g_autoptr (GError) error = NULL;
  int status;

  setlocale (LC_ALL, "");
  /* Numbers are written for programs too. */
  setlocale (LC_NUMERIC, "C");
  if (parse_options (&options, &argc, &argv, &error)) {
    find_mission (&options);
    status = run (&options);
  } else {
    status = complain (error->message, INSPECT_USAGE);
  }
  options_clear (&options);
  return status;
}
