/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/options.h"

#include <string.h>

#include "core/base/error.h"

/* An option: read into a field of RenderOptions, and freed, as its kind says. */
typedef struct {
  const char *name;
  char letter;               /* 0: none */
  GOptionArg kind;
  gsize offset;              /* in RenderOptions */
  gboolean is_hidden;
  const char *help;
  const char *value;         /* what stands after it, for people */
} Option;

/* --burn and its like, with a file or without. */
static gboolean
take_kind (const char *name, const char *value, gpointer data, GError **error)
{
  RenderOptions *options = data;

  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    if (strcmp (name + 2, render_kind_name (kind)) == 0) {
      options->kinds[kind] = TRUE;
      g_free (options->files[kind]);
      options->files[kind] = g_strdup (value);
    }
  return TRUE;
}

#define INTO(field) .offset = G_STRUCT_OFFSET (RenderOptions, field)

static const Option table[] = {
  { .name = "telemetry", .letter = 't', .kind = G_OPTION_ARG_FILENAME, INTO (telemetry),
    .help = "Log, ephemeris or element set", .value = "FILE" },
  { .name = "mission", .letter = 'm', .kind = G_OPTION_ARG_FILENAME, INTO (mission), .help = "Mission file",
    .value = "FILE" },
  { .name = "manifest", .kind = G_OPTION_ARG_FILENAME, INTO (manifest),
    .help = "Table of clips: CSV or a key file, see below", .value = "FILE" },
  { .name = "output", .letter = 'o', .kind = G_OPTION_ARG_FILENAME, INTO (output),
    .help = "File to write, or a folder", .value = "FILE" },
  { .name = "sync", .kind = G_OPTION_ARG_STRING, INTO (sync),
    .help = "UTC of the first picture, its flight time (T+12, T-3), or where liftoff is in the clip (12.48)",
    .value = "WHEN" },
  { .name = "liftoff-at", .kind = G_OPTION_ARG_STRING, INTO (liftoff_at),
    .help = "Where liftoff is in the clip: 12.48, 00:00:12.480, #374, 10:42:13:07", .value = "PLACE" },
  { .name = "footage-start", .kind = G_OPTION_ARG_STRING, INTO (footage_start),
    .help = "UTC of the first picture", .value = "UTC" },
  { .name = "burn", .kind = G_OPTION_ARG_CALLBACK, .help = "Telemetry in the picture, coded anew; so unless told",
    .value = "[FILE]" },
  { .name = "soft", .kind = G_OPTION_ARG_CALLBACK,
    .help = "Streams copied as they are, with subtitles and chapters added (.mkv, .mp4, .mov)", .value = "[FILE]" },
  { .name = "overlay-only", .kind = G_OPTION_ARG_CALLBACK,
    .help = "The telemetry alone, on nothing (.mov: ProRes 4444, .mkv: FFV1)", .value = "[FILE]" },
  { .name = "subtitles", .kind = G_OPTION_ARG_CALLBACK, .help = "A file of subtitles (.srt, .vtt, .ass)",
    .value = "[FILE]" },
  { .name = "still", .kind = G_OPTION_ARG_FILENAME_ARRAY, INTO (stills),
    .help = "A picture of the clip, burned (.png, .jpg), at 12.48, #374, …; may be repeated", .value = "PLACE=FILE" },
  { .name = "languages", .kind = G_OPTION_ARG_STRING, INTO (languages),
    .help = "Of --soft a track each, as in \"en ru\"; of --subtitles the one; English unless told", .value = "LIST" },
  { .name = "layout", .letter = 'l', .kind = G_OPTION_ARG_FILENAME, INTO (layout),
    .help = "Layout: a built-in name or a file; webcast unless told", .value = "NAME" },
  { .name = "set", .letter = 's', .kind = G_OPTION_ARG_STRING_ARRAY, INTO (set),
    .help = "Any property of telemetryoverlay; may be repeated", .value = "NAME=VALUE" },
  { .name = "encoder", .letter = 'e', .kind = G_OPTION_ARG_STRING, INTO (encoder),
    .help = "Encoder by name, or a launch fragment, as in \"x264enc threads=1\"", .value = "ENCODER" },
  { .name = "jobs", .letter = 'j', .kind = G_OPTION_ARG_INT, INTO (jobs),
    .help = "Clips, or segments, at the same time; as many as fit unless told", .value = "N" },
  { .name = "segments", .kind = G_OPTION_ARG_STRING, INTO (segments),
    .help = "Burn each clip in N segments side by side, and join them; auto: in as many as jobs are free",
    .value = "N" },
  { .name = "segment", .kind = G_OPTION_ARG_INT, INTO (segment),
    .help = "The Kth segment alone, from 1, without joining: for a farm, whose last task joins", .value = "K" },
  { .name = "only", .kind = G_OPTION_ARG_STRING, INTO (only),
    .help = "The Nth clip of them alone, from 1, or N-M: for a farm, where each task does its own", .value = "N" },
  { .name = "count", .kind = G_OPTION_ARG_NONE, INTO (count), .help = "Print how many clips there are" },
  { .name = "dry-run", .letter = 'n', .kind = G_OPTION_ARG_NONE, INTO (dry_run),
    .help = "Print what would be done, with the span of telemetry under each clip" },
  { .name = "print-pipeline", .kind = G_OPTION_ARG_NONE, INTO (print_pipeline),
    .help = "Print the gst-launch-1.0 line that does the same to the picture" },
  { .name = "json", .kind = G_OPTION_ARG_NONE, INTO (json), .help = "Say what happens as JSON Lines" },
  { .name = "quiet", .letter = 'q', .kind = G_OPTION_ARG_NONE, INTO (quiet), .help = "Say failures alone" },
  { .name = "force", .letter = 'f', .kind = G_OPTION_ARG_NONE, INTO (force),
    .help = "Make outputs anew that are up to date" },
  { .name = "verify", .kind = G_OPTION_ARG_NONE, INTO (verify),
    .help = "Make nothing; tell by whole clips, not by dates, whether outputs are up to date" },
  { .name = "strict", .kind = G_OPTION_ARG_NONE, INTO (strict), .help = "A warning is a failure" },
  { .name = "render-one", .kind = G_OPTION_ARG_INT, INTO (parent), .is_hidden = TRUE,
    .help = "Do the job on standard input, for the process PID", .value = "PID" },
  { .name = "render-step", .kind = G_OPTION_ARG_STRING, INTO (step), .is_hidden = TRUE,
    .help = "Do that of the job alone", .value = "STEP" },
  { .name = G_OPTION_REMAINING, .kind = G_OPTION_ARG_FILENAME_ARRAY, INTO (clips), .value = "[CLIP…]" },
};

static const char description[] =
    "Without --telemetry and --mission the telemetry of NAME.mp4 is NAME.mission, NAME.csv or NAME.json\n"
    "beside it. With several CLIPs -o is a folder. --burn, --soft and their like take -o where one is given,\n"
    "and each its own file, as in --soft=FILE, where there are several.\n"
    "\n"
    "Sound, subtitles, other streams, tags, chapters, colours, timecode, dates and the time of each\n"
    "picture are kept; footage that is stored on its side is burned upright. The encoder is chosen by\n"
    "the kind of file and by what this machine has, and said.\n"
    "\n"
    "An output is left as it is where .NAME.telemetry.json beside it says that it was made of the same\n"
    "clip, telemetry, mission, layout and settings: a run that was cut off goes on when it is started\n"
    "again. --verify makes nothing, and tells whether that is so; where it is not the exit status is 1.\n"
    "\n"
    "A manifest is CSV whose first line names columns, or a key file with a group [clip NAME] for each\n"
    "clip and [all] for all: clip (a name, a glob, or parts of one recording with semicolons between),\n"
    "telemetry or mission, sync, layout, output ({name} is the clip's), encoder, segments; any other\n"
    "column is a property of telemetryoverlay. Paths are seen from its folder. A line that begins with #\n"
    "is a comment; ./#1.mp4 names a clip that begins so. A row that names a clip which a glob found says\n"
    "what is otherwise for that one.\n"
    "\n"
    "    clip,mission,sync,layout,output\n"
    "    day1/*.mp4,flight.mission,,webcast,burned/\n"
    "    pad.mov,flight.mission,2021-10-05T08:54:50Z,minimal,burned/pad.mov\n"
    "\n"
    "With --segments a long clip is cut where closed groups of pictures begin, burned side by side and\n"
    "joined: the same pictures at the same times. What cannot be cut so is burned as a whole, and said. A\n"
    "run that is stopped leaves the segments that are whole for the next.\n"
    "\n"
    "Exit status: 0, 1 when a clip failed, 2 for a wrong command line, 130 after Ctrl-C. Nothing that is\n"
    "not whole is left under its name.\n"
    "\n"
    "On several machines that see the same files, as many tasks as there are clips:\n"
    "  seq $(telemetry-render --manifest clips.csv --count) |\n"
    "    parallel --sshloginfile hosts --wd $PWD telemetry-render --manifest clips.csv --only {} --quiet\n"
    "\n"
    "Examples:\n"
    "  telemetry-render clip.mp4 --telemetry flight.csv --liftoff-at 12.48 -o out.mp4\n"
    "  telemetry-render clip.mp4 -m flight.mission --soft=soft.mkv --languages \"en ru\"\n"
    "  telemetry-render --manifest clips.csv --dry-run\n"
    "  telemetry-render day1/*.mov --mission flight.mission --layout minimal -o burned/";

gboolean
render_options_parse (RenderOptions *options, int *argc, char ***argv, GError **error)
{
  GOptionEntry entries[G_N_ELEMENTS (table) + 1] = { { NULL } };
  g_autoptr (GOptionContext) context = g_option_context_new ("— put a flight's telemetry on clips");
  GOptionGroup *group = g_option_group_new (NULL, NULL, NULL, options, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    entries[i] = (GOptionEntry) {
      .long_name = table[i].name,
      .short_name = table[i].letter,
      .flags = table[i].is_hidden ? G_OPTION_FLAG_HIDDEN :
          table[i].kind == G_OPTION_ARG_CALLBACK ? G_OPTION_FLAG_OPTIONAL_ARG | G_OPTION_FLAG_FILENAME : 0,
      .arg = table[i].kind,
      .arg_data = table[i].kind == G_OPTION_ARG_CALLBACK ? (gpointer) take_kind :
          G_STRUCT_MEMBER_P (options, table[i].offset),
      .description = table[i].help,
      .arg_description = table[i].value,
    };
  g_option_group_add_entries (group, entries);
  g_option_context_set_main_group (context, group);
  g_option_context_set_description (context, description);
  return g_option_context_parse (context, argc, argv, error);
}

void
render_options_clear (RenderOptions *options)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    gpointer field = G_STRUCT_MEMBER_P (options, table[i].offset);
    if (table[i].kind == G_OPTION_ARG_STRING_ARRAY || table[i].kind == G_OPTION_ARG_FILENAME_ARRAY)
      g_clear_pointer ((char ***) field, g_strfreev);
    else if (table[i].kind == G_OPTION_ARG_STRING || table[i].kind == G_OPTION_ARG_FILENAME)
      g_clear_pointer ((char **) field, g_free);
  }
  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    g_clear_pointer (&options->files[kind], g_free);
}
