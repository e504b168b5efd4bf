/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <stdio.h>

#include "core/footage/sync.h"
#include "core/mission/flight.h"

/* What the command line asks for. Strings are owned by it. */
typedef struct {
  char **files;
  char *mission;
  char *columns;
  char *input_format;
  char *object;      /* of orbit data */
  int pid;           /* of a transport stream's KLV; 0: all */
  gboolean strict, special_files;
  char **limits;     /* each --limit, in order */
  gboolean all;
  char **at;         /* each --at, in order */
  char *table;       /* step of --table */
  gboolean events;
  gboolean why;      /* with --events: what decided each */
  gboolean learn;
  char *format;      /* of markers, with --events */
  char *edit;        /* the cut of a film */
  char *fps;
  char *start_tc;
  char **marks;      /* each --mark, in order */
  gboolean drop_frame;
  gboolean json;
  char *preview;     /* PNG to write */
  char *contact_sheet;
  char *preview_phases;
  char *layout;      /* of both; NULL: webcast */
  char *size;        /* WIDTHxHEIGHT; NULL: 1920x1080 */
  char *over;        /* picture, or colour, under it */
  char *language;    /* NULL: English */
  gboolean help_mission;
  gboolean help_limits;
} InspectOptions;

/* Reads the command line into OPTIONS, all zero before; what a user did wrong is the
 * error. --help prints and exits. */
gboolean inspect_options_parse (InspectOptions *options, int *argc, char ***argv, GError **error);

/* Frees what it owns. */
void inspect_options_clear (InspectOptions *options);

/* Whether the option of this name ("at") was given. */
gboolean inspect_option_is_given (const InspectOptions *options, const char *name);

/* One line on the standard error: something is doubtful, and goes on. */
void inspect_warn (const char *message);

/* All groups and keys of mission files (mission-help.c). */
void inspect_print_mission_help (FILE *out);

/* All limits of what files may cost (limits-help.c). */
void inspect_print_limits_help (FILE *out);

/* A stream whose text is written to TO without anything that a terminal obeys
 * (core/base/print-safe.h); fclose() it, which leaves TO open (print.c). */
FILE *inspect_print_safely (FILE *to);

/* Exit statuses. */
enum {
  INSPECT_OK = 0,
  INSPECT_FILE = 1,  /* a file cannot be read or understood, or not written */
  INSPECT_USAGE = 2  /* the command line is wrong */
};

/* One way of looking at a flight. Rows live in one const table (main.c): the
 * first whose option was given is run. */
typedef struct {
  const char *option;                                  /* "at"; NULL: none is needed */
  gboolean has_json;                                   /* --json means something to it */
  /* Writes to OUT; an error is the user's (INSPECT_USAGE). */
  gboolean (*run) (const TlmFlight *flight, const InspectOptions *options, FILE *out,
      GError **error);
} InspectMode;

/* A picture of a layout at one instant (preview.c). */
gboolean inspect_preview (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error);

/* Altitude, speed and acceleration over time, with the phases under them (preview-phases.c). */
gboolean inspect_preview_phases (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error);

/* Writes SURFACE to PATH and destroys it; NULL: it is an error that is set already. An error is
 * TLM_ERROR_READ (preview.c). */
gboolean inspect_write_png (cairo_surface_t *surface, const char *path, GError **error);

/* Reads --size into WIDTH and HEIGHT, pixels; TEXT NULL leaves them. Errors are the user's. */
gboolean inspect_read_size (const char *text, int *width, int *height, GError **error);

/* The same at several instants, on one sheet. */
gboolean inspect_contact_sheet (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error);

/* TEXT, given to --at, as a time on the timeline's clock (at.c). */
gboolean inspect_read_time (const TlmTimeline *timeline, const char *text, gint64 *time_ns,
    GError **error);

/* What was understood of the files (overview.c). */
gboolean inspect_overview (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error);

/* All that is known at each instant asked for (at.c). */
gboolean inspect_at (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error);

/* All channels as CSV (table.c). */
gboolean inspect_table (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error);

/* A field of CSV, quoted where it has to be (RFC 4180; table.c). */
void inspect_print_field (const char *text, FILE *out);

/* Each shot of a film's cut, with what the flight did in it, as CSV (edit.c). */
gboolean inspect_edit (const TlmFlight *flight, const InspectOptions *options, FILE *out, GError **error);

/* The events of the footage as markers for editors (markers.c). */
gboolean inspect_markers (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error);

/* Every event, given, found and nominal (events.c). */
gboolean inspect_events (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error);

/* A mission file that says what OPTIONS told of their files, and what was found in them; it
 * reads the same flight (learn.c). */
gboolean inspect_learn (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error);

/* One JSON object on one line (at-json.c). */
void inspect_print_json (const TlmFlight *flight, const TlmSnapshot *snapshot, FILE *file);

/* UTC of the epoch that the vehicle's position is propagated from in SNAPSHOT, to be freed;
 * NULL where it is not. */
char *inspect_epoch (const TlmSnapshot *snapshot, guint vehicle);

/* What relates footage of FPS frames a second (0/1: not known) to the flight: --mark,
 * else what its mission says; whether it can be is in SYNC (sync.c). Errors are the
 * user's. */
gboolean inspect_read_sync (const TlmFlight *flight, const InspectOptions *options, int fps_n,
    int fps_d, TlmSyncResult *sync, GError **error);

/* The same as text, nothing where neither says anything. Errors are the user's. */
gboolean inspect_print_sync (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error);

/* How far the clock of a log's records runs away from that of the medium they come
 * in, and the marks that correct it; nothing where there is only one clock (skew.c). */
void inspect_print_skew (const TlmLog *log, FILE *out);

/* The intervals of ephemerides of which nothing is believed; nothing where there are
 * none (refusals.c). */
void inspect_print_refusals (const TlmTimeline *timeline, FILE *out);

/* Name of a vehicle for people and for JSON: one without a name is "vehicle". */
const char *inspect_vehicle_name (const TlmTimeline *timeline, guint vehicle);

/* Is there anything to say of this channel at any time or in SNAPSHOT (may be
 * NULL)? */
gboolean inspect_has_channel (const TlmTimeline *timeline, guint vehicle, guint channel,
    const TlmSnapshot *snapshot);

/* The number that stands for VALUE of CHANNEL, storage unit: tlm_channel_written(). */
double inspect_written (const TlmTimeline *timeline, guint channel, double value);

/* Text of a number that reads back as the same double. To be freed. */
char *inspect_exact (double value);

/* At most six figures, for people: "118", "1655.56". To be freed. */
char *inspect_short (double value);

/* A span of storage values in the unit that people read, with SI in brackets
 * where that is another: "0 to 118 km (0 to 118000 m)". To be freed. */
char *inspect_range (TlmQuantity quantity, double low, double high);

/* VALUE rounded to DECIMALS (0 to 9) for printf: none is minus zero. */
double inspect_rounded (double value, guint decimals);

/* What else is to be said of EVENT at the end of its line: that it was going on already when the
 * telemetry began, that another time was said for it before; "" for nothing. Static. */
const char *inspect_event_note (const TlmEvent *event);

/* When EVENT came, as far as it is known: "between T+00:02:20.000 and T+00:02:31.000" in a gap,
 * "T+00:02:27.000 ± 0.4 s", with UTC as inspect_time() has it. To be freed. */
char *inspect_event_time (const TlmTimeline *timeline, const TlmEvent *event);

/* A time on the timeline's clock: "T+00:02:27.013", "2021-10-05T08:55:02.442Z",
 * or both. To be freed. */
char *inspect_time (const TlmTimeline *timeline, gint64 time_ns);
