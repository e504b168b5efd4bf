/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Footage in many containers, copied into Matroska and MP4 with telemetry as a text track, as
 * the scripts do: at the time of each picture the text is of the instant of its number. FFmpeg
 * reads pictures and text back. */
#include <gio/gio.h>

#include "containers.h"

/* So long after a picture came it is on the screen: the text is looked at then. */
#define LATER 0.015

/* A way to copy: the muxer, the track, and the rest of what telemetrysubtitle is told. */
typedef struct {
  const char *name, *muxer, *file, *text;
} Way;

static const Way ways[] = {
  { .name = "Matroska, plain", .muxer = "matroskamux", .file = "copy.mkv", .text = "format=utf8" },
  { .name = "Matroska, ASS", .muxer = "matroskamux", .file = "copy.mkv", .text = "format=ass layout=none" },
  { .name = "MP4", .muxer = "mp4mux", .file = "copy.mp4", .text = "format=utf8" },
};

#define VIDEO "video/x-h264;video/x-h265;video/mpeg;video/x-vp8;video/x-vp9;video/x-av1;" \
    "video/x-prores;image/jpeg;video/x-raw"

typedef struct {
  double start, end, shown;       /* s */
} Cue;

static Fixture fixture;

static gboolean
run_line (const char *line)
{
  g_autoptr (GError) error = NULL;
  GstElement *pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;

  g_assert_no_error (error);
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 20 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
  return message && GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
}

/* The footage copied that way, with text or without. */
static gboolean
copy (const Cell *cell, const Way *way, const char *footage, const char *result, gboolean text)
{
  g_autofree char *track = g_strdup_printf ("telemetrysrc location=%s marks=0@T+30 duration=3000000000 ! "
      "telemetrysubtitle footage=%s interval=40000000 %s %s template={altitude:m:1} ! queue ! mux.", fixture.log,
      footage, cell->variable ? "" : "frame-rate=25/1", way->text);
  g_autofree char *line = g_strdup_printf ("%s name=mux ! filesink location=%s "
      "filesrc location=%s ! parsebin name=p p. ! capsfilter caps=\"" VIDEO "\" ! queue ! mux. %s", way->muxer,
      result, footage, text ? track : "");

  return run_line (line);
}

/* What the command writes, with a NUL after it; to be freed. */
static char *
read_command (gsize *size, const char *format, ...) G_GNUC_PRINTF (2, 3);

static char *
read_command (gsize *size, const char *format, ...)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *line = NULL;
  char *text;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  process = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  g_assert_nonnull (process);
  g_assert_true (g_subprocess_communicate (process, NULL, NULL, &bytes, NULL, NULL));
  *size = g_bytes_get_size (bytes);
  text = g_malloc (*size + 1);
  if (*size > 0)
    memcpy (text, g_bytes_get_data (bytes, NULL), *size);
  text[*size] = '\0';
  return text;
}

/* When each picture of FILE is shown, s. */
static GArray *
read_times (const char *file)
{
  gsize size;
  g_autofree char *text = read_command (&size, "ffprobe -v error -select_streams v:0 -show_entries "
      "frame=pts_time -of default=nw=1 %s", file);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GArray *times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], "pts_time=")) {
      double time = g_ascii_strtod (lines[i] + strlen ("pts_time="), NULL);
      g_array_append_val (times, time);
    }
  return times;
}

/* The number of each picture of FILE. */
static GArray *
read_numbers (const char *file)
{
  gsize size, frame = 192 * 64;
  g_autofree char *pixels = NULL;
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (int));

  pixels = read_command (&size, "ffmpeg -nostdin -v error -i %s -map 0:v:0 -fps_mode passthrough "
      "-pix_fmt gray -f rawvideo -", file);
  for (gsize at = 0; at + frame <= size; at += frame) {
    const guint8 *row = (const guint8 *) pixels + at + 32 * 192;
    int number = 0;
    for (int bit = 0; bit < BARS; bit++)
      number |= (row[16 * bit + 8] > 125) << bit;
    g_array_append_val (numbers, number);
  }
  return numbers;
}

static double
read_clock (const char *text)
{
  int hours, minutes, seconds, ms;

  return sscanf (text, "%d:%d:%d,%d", &hours, &minutes, &seconds, &ms) == 4 ?
      hours * 3600.0 + minutes * 60.0 + seconds + ms / 1000.0 : NAN;
}

/* The words of a cue without their markup, as the instant that they show: T+30 s is 300 m. */
static double
read_words (const char *words)
{
  while (*words && !g_ascii_isdigit (*words)) {
    const char *end = *words == '<' ? strchr (words, '>') : *words == '{' ? strchr (words, '}') : NULL;
    words = end ? end + 1 : words + 1;
  }
  return *words ? g_ascii_strtod (words, NULL) / 10 : NAN;
}

static GArray *
read_cues (const char *file)
{
  gsize size;
  g_autofree char *text = read_command (&size, "ffmpeg -nostdin -v error -copyts -i %s -map 0:s:0 "
      "-c:s srt -f srt -", file);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GArray *cues = g_array_new (FALSE, FALSE, sizeof (Cue));

  for (guint i = 0; lines[i]; i++) {
    const char *arrow = strstr (lines[i], " --> ");
    if (arrow && lines[i + 1]) {
      Cue cue = { read_clock (lines[i]), read_clock (arrow + 5), read_words (lines[i + 1]) };
      g_array_append_val (cues, cue);
    }
  }
  return cues;
}

/* What the text says at a time, or NAN. */
static double
shown_at (const GArray *cues, double time)
{
  for (guint i = 0; i < cues->len; i++) {
    const Cue *cue = &g_array_index (cues, Cue, i);
    if (cue->start <= time && time < cue->end)
      return cue->shown;
  }
  return NAN;
}

/* Pictures of FILE whose text is of another instant; -1 where the distances of pictures are
 * not those of their numbers, whatever the text. */
static int
count_wrong (const char *file, const Way *way)
{
  g_autoptr (GArray) times = read_times (file), numbers = read_numbers (file), cues = read_cues (file);
  int wrong = 0, first;

  if (times->len != numbers->len || times->len < 30)
    return -1;
  first = g_array_index (numbers, int, 0);
  for (guint i = 0; i < times->len; i++) {
    double place = (g_array_index (numbers, int, i) - first) / RATE;
    double time = g_array_index (times, double, i), shown = shown_at (cues, time + LATER);
    if (ABS (time - g_array_index (times, double, 0) - place) > TOLERANCE)
      return -1;
    if (ABS (shown - SHOWN_FIRST - place) <= TOLERANCE + 0.005)
      continue;
    if (wrong++ == 0)
      g_test_message ("%s: picture %u at %.3f s shows T+%.3f, right T+%.3f", way->name, i, time, shown,
          SHOWN_FIRST + place);
  }
  return wrong;
}

static void
check_way (const Cell *cell, const Way *way, const char *footage)
{
  g_autofree char *result = g_build_filename (fixture.folder, way->file, NULL);
  int wrong;

  if (!copy (cell, way, footage, result, TRUE)) {
    g_assert_false (copy (cell, way, footage, result, FALSE));
    g_test_message ("%s: left out: GStreamer does not copy it so", way->name);
    return;
  }
  wrong = count_wrong (result, way);
  if (wrong < 0) {
    g_assert_true (copy (cell, way, footage, result, FALSE));
    g_assert_cmpint (count_wrong (result, way), <, 0);
  }
  if (wrong < 0)
    g_test_message ("%s: left out: GStreamer changes the distances of pictures", way->name);
  else
    g_test_message ("%s: %d wrong", way->name, wrong);
  g_assert_cmpint (wrong, <=, 0);
}

static void
test_cell (gconstpointer data)
{
  const Cell *cell = data;
  g_autofree char *footage = make_footage (fixture.folder, cell);

  if (!footage || strchr (footage, '%')) {
    g_test_skip (footage ? "pictures of their own are no clip to copy" : "FFmpeg does not write it");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    check_way (cell, &ways[i], footage);
}

int
main (int argc, char **argv)
{
  return run_cells (argc, argv, &fixture, test_cell);
}
