/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* KLV on two PIDs of a transport stream: the property chooses one, in each element. */
#include "core/wire-make.h"
#include "overlay-fixture.h"

#define N_SETS 12
#define STEP 10              /* of the altitude's code, from set to set */

/* PID 300 has sets of the altitude codes 1000, 1010, …, PID 301 from 9000 on. */
static const struct {
  guint pid, base;
} feeds[] = { { 300, 1000 }, { 301, 9000 } };

static char *
write_clip (const char *folder)
{
  static const MakeTsStream streams[] = { { .type = 0x06, .pid = 300, .registration = "KLVA" },
    { .type = 0x06, .pid = 301, .registration = "KLVA" } };
  g_autofree MakeTs *ts = g_new0 (MakeTs, 1);
  g_autoptr (GByteArray) bytes = ts->bytes = g_byte_array_new ();
  char *path = g_build_filename (folder, "clip.ts", NULL);

  ts->stride = 188;
  make_ts_tables (ts, streams, G_N_ELEMENTS (streams));
  for (guint i = 0; i < N_SETS; i++)
    for (guint k = 0; k < G_N_ELEMENTS (feeds); k++) {
      g_autoptr (GByteArray) set = g_byte_array_new ();
      make_klv_set (set, MAKE_KLV_START_US + 100000 * (guint64) i,
          (guint16) (feeds[k].base + STEP * i));
      make_ts_pes (ts, feeds[k].pid, 90000 + 9000 * (gint64) i, set);
    }
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
  return path;
}

/* The altitude on a frame, or in a line of JSON; FALSE for none. */
static gboolean
altitude_of (GstBuffer *buffer, double *altitude)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
  g_autofree char *text = NULL;
  const char *found;
  gpointer data;
  gsize size;

  if (meta) {
    gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
    *altitude = value.value;
    return value.validity >= GST_TELEMETRY_VALIDITY_STALE;
  }
  gst_buffer_extract_dup (buffer, 0, gst_buffer_get_size (buffer), &data, &size);
  text = g_strndup (data, size);
  g_free (data);
  /* Above the sea, as "altitude-msl", where a line says so. */
  found = strstr (text, "\"altitude");
  found = found ? strchr (found, ':') : NULL;
  if (found)
    *altitude = g_ascii_strtod (found + 1, NULL);
  return found != NULL;
}

typedef struct {
  guint base, n;
} Due;

static GstPadProbeReturn
check (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Due *due = data;
  double altitude;

  if (!altitude_of (GST_PAD_PROBE_INFO_BUFFER (info), &altitude))
    return GST_PAD_PROBE_OK;
  due->n++;
  g_assert_cmpfloat (altitude, >=, MAKE_KLV_ALTITUDE_M (due->base) - 1e-6);
  g_assert_cmpfloat (altitude, <=, MAKE_KLV_ALTITUDE_M (due->base + STEP * (N_SETS - 1)) + 1e-6);
  return GST_PAD_PROBE_OK;
}

static void
play (const char *line, Due *due)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_assert_no_error (error);
  g_autoptr (GstElement) end = gst_bin_get_by_name (GST_BIN (pipeline), "end");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (end, "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, check, due, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

static void
test_pid (gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("telemetry-XXXXXX", NULL);
  g_autofree char *clip = write_clip (folder);

  for (guint k = 0; k < G_N_ELEMENTS (feeds); k++) {
    g_autofree char *pid = g_strdup_printf ("pid=%u", feeds[k].pid);
    g_autofree char *source = g_strdup_printf ("location=%s", clip);
    g_auto (GStrv) parts = g_strsplit (data, "PID", 2);
    g_autofree char *chosen = g_strconcat (parts[0], pid, parts[1], NULL);
    g_auto (GStrv) places = g_strsplit (chosen, "CLIP", 2);
    g_autofree char *line = g_strconcat (places[0], source, places[1], NULL);
    Due due = { .base = feeds[k].base };
    play (line, &due);
    g_assert_cmpuint (due.n, >=, 8);
  }
  g_remove (clip);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/pid/overlay", "videotestsrc num-buffers=10 ! "
      "video/x-raw,format=I420,width=160,height=90,framerate=10/1 ! "
      "telemetryoverlay CLIP PID ! fakesink name=end", test_pid);
  g_test_add_data_func ("/pid/src", "telemetrysrc CLIP PID interval=100000000 ! "
      "fakesink name=end", test_pid);
  g_test_add_data_func ("/pid/parse", "filesrc CLIP ! telemetryparse PID ! fakesink name=end",
      test_pid);
  return g_test_run ();
}
