/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "inspect.h"

/* An option: read into a field of InspectOptions, and freed, as its kind says. */
typedef struct {
  const char *name;
  char letter;               /* 0: none */
  GOptionArg kind;
  gsize offset;              /* in InspectOptions */
  const char *help;
  const char *value;         /* what stands after it, for people */
} Option;

#define INTO(field) .offset = G_STRUCT_OFFSET (InspectOptions, field)

static const Option table[] = {
  { .name = "mission", .letter = 'm', .kind = G_OPTION_ARG_FILENAME, INTO (mission),
    .help = "Mission file", .value = "FILE" },
  { .name = "columns", .letter = 'c', .kind = G_OPTION_ARG_STRING, INTO (columns),
    .help = "What the columns mean, and in which units", .value = "MAP" },
  { .name = "input-format", .letter = 'f', .kind = G_OPTION_ARG_STRING, INTO (input_format),
    .help = "Read as this format instead of finding out", .value = "NAME" },
  { .name = "object", .kind = G_OPTION_ARG_STRING, INTO (object),
    .help = "The one to read of several in orbit data and element sets, by name or number",
    .value = "NAME" },
  { .name = "pid", .kind = G_OPTION_ARG_INT, INTO (pid),
    .help = "The PID of a transport stream whose KLV is read; all that are KLV unless told",
    .value = "N" },
  { .name = "strict", .kind = G_OPTION_ARG_NONE, INTO (strict),
    .help = "Refuse orbit data that break their standard, instead of a note" },
  { .name = "special-files", .kind = G_OPTION_ARG_NONE, INTO (special_files),
    .help = "Read FILEs that are pipes or devices; - is standard input and needs none" },
  { .name = "limit", .kind = G_OPTION_ARG_STRING_ARRAY, INTO (limits),
    .help = "Let files cost more, or less, as in line-bytes=4M; may be repeated", .value = "NAME=VALUE" },
  { .name = "all", .kind = G_OPTION_ARG_NONE, INTO (all),
    .help = "List channels too that have no sample" },
  { .name = "at", .letter = 'a', .kind = G_OPTION_ARG_STRING_ARRAY, INTO (at),
    .help = "Show everything known at an instant; may be repeated", .value = "T" },
  { .name = "table", .letter = 't', .kind = G_OPTION_ARG_STRING, INTO (table),
    .help = "Write all channels as CSV in SI units, a row each STEP seconds", .value = "STEP" },
  { .name = "events", .letter = 'e', .kind = G_OPTION_ARG_NONE, INTO (events),
    .help = "List events and phases, given, found and nominal" },
  { .name = "why", .kind = G_OPTION_ARG_NONE, INTO (why),
    .help = "With --events: the rule and the values that decided each, or who says it" },
  { .name = "format", .kind = G_OPTION_ARG_STRING, INTO (format),
    .help = "Events as markers: ffmetadata, edl, otio, fcpxml7 or csv", .value = "NAME" },
  { .name = "edit", .kind = G_OPTION_ARG_FILENAME, INTO (edit),
    .help = "List the shots of a film, as its editor exported the cut, with what the flight did in each, as CSV; "
        "cameras are those of the mission", .value = "FILE" },
  { .name = "fps", .kind = G_OPTION_ARG_STRING, INTO (fps),
    .help = "Frames a second of the footage, for --format (25 unless given), --edit and --mark",
    .value = "N[/D]" },
  { .name = "drop-frame", .kind = G_OPTION_ARG_NONE, INTO (drop_frame),
    .help = "Drop-frame timecode, for --format" },
  { .name = "start-tc", .kind = G_OPTION_ARG_STRING, INTO (start_tc),
    .help = "Timecode of the first frame, for --format and --edit", .value = "TC" },
  { .name = "mark", .kind = G_OPTION_ARG_STRING_ARRAY, INTO (marks),
    .help = "Which instant a place in the footage shows, as in 12.48@T+0; may be repeated",
    .value = "PLACE@T" },
  { .name = "json", .letter = 'j', .kind = G_OPTION_ARG_NONE, INTO (json),
    .help = "JSON Lines, with --at and --events; alone an object of the overview" },
  { .name = "preview", .letter = 'p', .kind = G_OPTION_ARG_FILENAME, INTO (preview),
    .help = "Draw a layout with what is known at T (else midway), as a PNG", .value = "FILE" },
  { .name = "contact-sheet", .kind = G_OPTION_ARG_FILENAME, INTO (contact_sheet),
    .help = "Draw it at each T (else at twelve instants) on one sheet, as a PNG", .value = "FILE" },
  { .name = "preview-phases", .kind = G_OPTION_ARG_FILENAME, INTO (preview_phases),
    .help = "Draw altitude, speed and acceleration with the phases under them, as a PNG; 1600x900 "
        "unless --size tells", .value = "FILE" },
  { .name = "layout", .letter = 'l', .kind = G_OPTION_ARG_FILENAME, INTO (layout),
    .help = "Layout to draw: a built-in name or a file; the mission's, else webcast, unless told", .value = "NAME" },
  { .name = "size", .letter = 's', .kind = G_OPTION_ARG_STRING, INTO (size),
    .help = "Of the frame; 1920x1080 unless told", .value = "WIDTHxHEIGHT" },
  { .name = "over", .letter = 'o', .kind = G_OPTION_ARG_FILENAME, INTO (over),
    .help = "Picture under it (PNG, JPEG), or a colour, as in #406080", .value = "IMAGE" },
  { .name = "language", .kind = G_OPTION_ARG_STRING, INTO (language),
    .help = "Of the words drawn, as in ru", .value = "CODE" },
  { .name = "learn", .kind = G_OPTION_ARG_NONE, INTO (learn),
    .help = "Print a mission file that reads FILEs as they were read with these options" },
  { .name = "help-mission", .kind = G_OPTION_ARG_NONE, INTO (help_mission),
    .help = "Show all that a mission file may say" },
  { .name = "help-limits", .kind = G_OPTION_ARG_NONE, INTO (help_limits),
    .help = "Show what files may cost, for --limit" },
  { .name = G_OPTION_REMAINING, .kind = G_OPTION_ARG_FILENAME_ARRAY, INTO (files),
    .value = "[FILE…]" },
};

static const char description[] =
    "Several FILEs are sources of one flight: the first has priority, later ones fill what it\n"
    "lacks. FILEs stand in for the telemetry that a mission names.\n"
    "A single FILE called *.mission is a mission file; --help-mission lists its keys.\n"
    "\n"
    "T is UTC (2021-10-05T08:55:02.5Z) or time since liftoff: T+72.5, T-3, 72.5, 00:01:12.5.\n"
    "With --json each T gives one line:\n"
    "  {\"t\":…,\"met\":…,\"phase\":…,\"event\":…,\"vehicles\":{\"NAME\":{\"phase\":…,\"event\":…,\n"
    "   \"provenance\":\"measured\",\"epoch\":null,\"channels\":\n"
    "   {\"altitude\":{\"value\":…,\"unit\":\"m\",\"age\":…,\"valid\":true,\"origin\":\"measured\"}}}}}\n"
    "t is UTC where that is known, seconds since liftoff otherwise; event is the last one of its\n"
    "phase; age is in seconds. A speed had from states alone has a \"frame\": relative (to the\n"
    "turning Earth) or inertial. The provenance of a vehicle is measured, or predicted where its\n"
    "ephemeris is, unless data= of the mission says another; epoch is that of the elements or the\n"
    "state that its position is propagated from.\n"
    "\n"
    "With --events --json each event gives one: t, met, vehicle, event, phase, confidence, and\n"
    "what is known of its time: \"under-way\":true where it began before anything was known; \"after\"\n"
    "and \"before\", seconds since liftoff, where it lies in a gap between the two, of which met is\n"
    "the middle; \"error\", s, one standard deviation; \"revised\":true where another time was said\n"
    "before; null where there is none. --why adds \"why\".\n"
    "\n"
    "With --json alone: file, format, body, from and to (s since liftoff), the profile of the phases,\n"
    "the one most likely, its probability (0 to 1; 1 where the mission names it) and the reason.\n"
    "\n"
    "MAP says which columns are what: altitude=alt:ft,speed=vz:ft/s,time=t:s\n"
    "  time=Date:date+Time:time    parts of a time: date, time, dmy, mdy, ymd, hhmmss, year, month,\n"
    "                              day-of-month, doy, gps-week, and units of time (time=M:min+S:s)\n"
    "  time=E:mjd:tai              also jd; of UTC, GPS, TAI or TT; unix, unix-ms, iso, utc, elapsed\n"
    "  timezone=Europe/Berlin      of local times (or +02:00; none: they count from the first)\n"
    "  date=2024-08-17             of the first time of day where there are no dates\n"
    "  dialect=spacex-webcast      whose columns they are, where the names do not tell\n"
    "\n"
    "Exit status: 0, 1 when a file cannot be read or understood, 2 for a wrong command line.\n"
    "\n"
    "Examples:\n"
    "  telemetry-inspect flight.csv\n"
    "  telemetry-inspect flight.mission --at T+72.5 --json\n"
    "  telemetry-inspect --learn log.csv --columns altitude=Alt:ft > flight.mission\n"
    "  telemetry-inspect --table 0.1 stage1-raw.json > stage1.csv\n"
    "  telemetry-inspect flight.csv --preview frame.png --at T+30 --layout minimal --over still.jpg";

gboolean
inspect_options_parse (InspectOptions *options, int *argc, char ***argv, GError **error)
{
  GOptionEntry entries[G_N_ELEMENTS (table) + 1] = { { NULL } };
  g_autoptr (GOptionContext) context = g_option_context_new ("— what a flight's telemetry says");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    entries[i] = (GOptionEntry) {
      .long_name = table[i].name,
      .short_name = table[i].letter,
      .arg = table[i].kind,
      .arg_data = G_STRUCT_MEMBER_P (options, table[i].offset),
      .description = table[i].help,
      .arg_description = table[i].value,
    };
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_description (context, description);
  return g_option_context_parse (context, argc, argv, error);
}

/* Flags and numbers are in the field itself; anything else is a pointer. */
static gboolean
is_pointer (const Option *option)
{
  return option->kind != G_OPTION_ARG_NONE && option->kind != G_OPTION_ARG_INT;
}

void
inspect_options_clear (InspectOptions *options)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    gpointer field = G_STRUCT_MEMBER_P (options, table[i].offset);
    if (table[i].kind == G_OPTION_ARG_STRING_ARRAY || table[i].kind == G_OPTION_ARG_FILENAME_ARRAY)
      g_clear_pointer ((char ***) field, g_strfreev);
    else if (is_pointer (&table[i]))
      g_clear_pointer ((char **) field, g_free);
  }
}

gboolean
inspect_option_is_given (const InspectOptions *options, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].name, name) == 0)
      return is_pointer (&table[i]) ?
          G_STRUCT_MEMBER (gconstpointer, options, table[i].offset) != NULL :
          G_STRUCT_MEMBER (int, options, table[i].offset) != 0;
  g_return_val_if_reached (FALSE);
}
