/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <locale.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/print-safe.h"
#include "inspect.h"

static const InspectMode modes[] = {
  { .option = "learn", .run = inspect_learn },
  { .option = "preview", .run = inspect_preview },
  { .option = "contact-sheet", .run = inspect_contact_sheet },
  { .option = "preview-phases", .run = inspect_preview_phases },
  { .option = "at", .has_json = TRUE, .run = inspect_at },
  { .option = "table", .run = inspect_table },
  { .option = "edit", .run = inspect_edit },
  { .option = "format", .run = inspect_markers },
  { .option = "events", .has_json = TRUE, .run = inspect_events },
  { .option = NULL, .has_json = TRUE, .run = inspect_overview },
};

static int
complain (const char *message, int status)
{
  g_autofree char *safe = tlm_print_safe (message);

  fprintf (stderr, "telemetry-inspect: %s\n", safe);
  return status;
}

void
inspect_warn (const char *message)
{
  g_autofree char *safe = tlm_print_safe (message);

  fprintf (stderr, "telemetry-inspect: warning: %s\n", safe);
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
    .object = options->object,
    .pid = (guint) options->pid,
    .strict = options->strict,
    .special_files = options->special_files,
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

  while (mode->option && !inspect_option_is_given (options, mode->option))
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

/* What --learn cannot do, or NULL. */
static const char *
find_learn_conflict (const InspectOptions *options)
{
  if (options->mission)
    return "--learn makes a mission file of FILEs; it takes none";
  if (options->at || options->table || options->events || options->preview ||
      options->contact_sheet || options->preview_phases || options->fps)
    return "--learn prints a mission file; it goes with no other way of looking, nor --fps";
  return NULL;
}

/* Options that do not go together, or NULL. */
static const char *
find_conflict (const InspectOptions *options, const InspectMode *mode)
{
  if (!options->files && !options->mission)
    return "no FILE and no --mission given; see --help";
  if (options->learn && find_learn_conflict (options))
    return find_learn_conflict (options);
  if (options->at && options->table)
    return "--at and --table exclude each other";
  if (options->why && (!options->events || options->format))
    return "--why needs --events, and no --format";
  if (options->json && !mode->has_json)
    return "--json goes with --at, --events or none of these";
  if (options->edit && (options->at || options->table || options->events || options->marks))
    return "--edit goes with no other way of looking, nor --mark";
  if ((options->format && !options->events) || (options->drop_frame && !options->format) ||
      (options->start_tc && !options->format && !options->edit) ||
      (options->fps && !options->format && !options->marks && !options->edit))
    return "--format needs --events; --drop-frame needs --format, --start-tc that or --edit, --fps one of them or --mark";
  if ((options->size || options->language) && !options->preview && !options->contact_sheet && !options->preview_phases)
    return "--size and --language are of a picture: --preview FILE, --contact-sheet FILE or --preview-phases FILE";
  if ((options->over || options->layout) && !options->preview && !options->contact_sheet)
    return "--over and --layout are of a picture: --preview FILE or --contact-sheet FILE";
  return NULL;
}

static int
show (const TlmFlight *flight, const InspectOptions *options, const InspectMode *mode)
{
  g_autoptr (GError) error = NULL;
  gboolean done;
  FILE *out;

  for (guint i = 0; i < flight->warnings->len; i++)
    inspect_warn (flight->warnings->pdata[i]);
  out = inspect_print_safely (stdout);
  done = mode->run (flight, options, out, &error);
  if (fclose (out) != 0)
    return complain ("the output cannot be written", INSPECT_FILE);
  if (!done)
    return complain (error->message, g_error_matches (error, TLM_ERROR, TLM_ERROR_READ) ?
        INSPECT_FILE : INSPECT_USAGE);
  return INSPECT_OK;
}

static int
run (const InspectOptions *options)
{
  const InspectMode *mode = find_mode (options);
  const char *conflict = find_conflict (options, mode);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmFlight) flight = NULL;

  if (conflict)
    return complain (conflict, INSPECT_USAGE);
  flight = open_files (options, (const char *const *) options->files, &error);
  if (!flight) {
    explain (options, error);
    return INSPECT_FILE;
  }
  return show (flight, options, mode);
}

static int
run_or_help (const InspectOptions *options)
{
  g_autoptr (GError) error = NULL;
  int status = INSPECT_OK;

  for (char **limit = options->limits; limit && *limit; limit++)
    if (!tlm_limits_set (*limit, &error))
      return complain (error->message, INSPECT_USAGE);
  if (options->help_mission)
    inspect_print_mission_help (stdout);
  else if (options->help_limits)
    inspect_print_limits_help (stdout);
  else
    status = run (options);
  if (status == INSPECT_OK && (fflush (stdout) != 0 || ferror (stdout)))
    return complain ("the output cannot be written", INSPECT_FILE);
  return status;
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
  if (inspect_options_parse (&options, &argc, &argv, &error)) {
    find_mission (&options);
    status = run_or_help (&options);
  } else {
    status = complain (error->message, INSPECT_USAGE);
  }
  inspect_options_clear (&options);
  return status;
}
