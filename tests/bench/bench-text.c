/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Three hours at 10 Hz (108,000 samples) to each text format, a cue a second:
 * seconds of processor time and of the clock, the best of several runs, each with
 * the reading of the log. The aim is 0.5 s on one core.
 *   bench-text [RUNS] */
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define SAMPLES 108000
#define AIM_S 0.5

typedef struct {
  const char *name, *tail;
} Format;

static const Format formats[] = {
  { "ASS file", "telemetrysubtitle format=ass-file" },
  { "ASS blocks", "telemetrysubtitle format=ass" },
  { "SubRip", "telemetrysubtitle format=utf8 ! srtenc" },
  { "WebVTT", "telemetrysubtitle format=pango-markup ! webvttenc" },
};

static void
write_log (const char *path)
{
  g_autoptr (GString) text = g_string_new ("time[s],altitude[m],speed[m/s]\n");

  for (int i = 0; i < SAMPLES; i++)
    g_string_append_printf (text, "%d.%d,%.1f,%.2f\n", i / 10, i % 10,
        100000 + 50000 * sin (i / 9000.0), 3000 + 2000 * cos (i / 7000.0));
  if (!g_file_set_contents (path, text->str, (gssize) text->len, NULL))
    exit (1);
}

static double
processor_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
      (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Plays a pipeline to its end; FALSE after an error. */
static gboolean
play (const char *line)
{
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, NULL);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
}

static void
measure (const char *log, const char *out, const Format *format, int runs)
{
  g_autofree char *line = g_strdup_printf ("telemetrysrc location=%s ! %s ! filesink location=%s", log,
      format->tail, out);
  double processor = G_MAXDOUBLE, wall = G_MAXDOUBLE;
  GStatBuf info = { 0 };

  for (int i = 0; i < runs; i++) {
    double from = processor_s ();
    gint64 begin = g_get_monotonic_time ();

    if (!play (line)) {
      printf ("%-11s failed\n", format->name);
      return;
    }
    processor = MIN (processor, processor_s () - from);
    wall = MIN (wall, (double) (g_get_monotonic_time () - begin) / G_TIME_SPAN_SECOND);
  }
  g_stat (out, &info);
  printf ("%-11s %6.3f s processor, %6.3f s clock, %6.2f MB%s\n", format->name, processor, wall,
      (double) info.st_size / 1e6, processor <= AIM_S ? "" : "  (over the aim)");
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("telemetry-XXXXXX", NULL);
  g_autofree char *log = g_build_filename (folder, "long.csv", NULL);
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  int runs;

  gst_init (&argc, &argv);
  runs = argc > 1 ? MAX (atoi (argv[1]), 1) : 5;
  write_log (log);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    measure (log, out, &formats[i], runs);
  g_remove (out);
  g_remove (log);
  g_rmdir (folder);
  return 0;
}
