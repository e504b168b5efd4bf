/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Footage in many containers, beginning at many times, whose pictures carry their number as
 * bars: what is shown on each is the instant of that number, at once, after seeks, and where
 * the place is a frame. FFmpeg writes the footage. */
#include "containers.h"

/* A picture: its number and time on the way in, what it shows on the way out. */
typedef struct {
  int number;
  double time, shown;             /* s; shown NAN where nothing is */
} Picture;

typedef struct {
  GstElement *pipeline;
  GstVideoInfo info;
  GstSegment segment;
  GMutex lock;
  GArray *pictures;
  GArray *played;                 /* double: the time of each number when it was played first */
  guint warnings;
  gint dropping;                  /* nothing reaches the overlay before a flush; atomic */
} Run;

static Fixture fixture;
static guint wrong;               /* pictures of the cell that show another instant */

static int
read_number (const GstVideoInfo *info, GstBuffer *buffer)
{
  GstVideoFrame frame;
  int number = 0;

  g_assert_true (gst_video_frame_map (&frame, info, buffer, GST_MAP_READ));
  const guint8 *row = (const guint8 *) frame.data[0] + 32 * frame.info.stride[0];
  for (int bit = 0; bit < BARS; bit++)
    number |= (row[16 * bit + 8] > 125) << bit;
  gst_video_frame_unmap (&frame);
  return number;
}

static GstPadProbeReturn
look_at_input (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Run *run = data;

  if (g_atomic_int_get (&run->dropping)) {
    if (GST_PAD_PROBE_INFO_TYPE (info) & GST_PAD_PROBE_TYPE_BUFFER)
      return GST_PAD_PROBE_DROP;
    g_atomic_int_set (&run->dropping, GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) != GST_EVENT_FLUSH_STOP);
  }
  if (GST_PAD_PROBE_INFO_TYPE (info) & GST_PAD_PROBE_TYPE_BUFFER) {
    GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
    Picture picture = { .number = read_number (&run->info, buffer), .shown = NAN,
      .time = (double) GST_BUFFER_PTS (buffer) / GST_SECOND };

    g_mutex_lock (&run->lock);
    g_array_append_val (run->pictures, picture);
    g_mutex_unlock (&run->lock);
    return GST_PAD_PROBE_OK;
  }
  GstEvent *event = GST_PAD_PROBE_INFO_EVENT (info);
  if (GST_EVENT_TYPE (event) == GST_EVENT_CAPS) {
    GstCaps *caps;
    gst_event_parse_caps (event, &caps);
    g_assert_true (gst_video_info_from_caps (&run->info, caps));
  }
  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
look_at_output (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Run *run = data;
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (GST_PAD_PROBE_INFO_BUFFER (info));
  GstTelemetryValue value;

  g_mutex_lock (&run->lock);
  if (meta && run->pictures->len > 0 &&
      gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value) &&
      value.validity >= GST_TELEMETRY_VALIDITY_STALE)
    g_array_index (run->pictures, Picture, run->pictures->len - 1).shown = value.value / 10;
  g_mutex_unlock (&run->lock);
  return GST_PAD_PROBE_OK;
}

static void
watch (Run *run, const char *name, GstPadProbeType what, GstPadProbeCallback look)
{
  g_autoptr (GstElement) overlay = gst_bin_get_by_name (GST_BIN (run->pipeline), "o");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (overlay, name);

  gst_pad_add_probe (pad, what, look, run, NULL);
}

/* Waits for the end or an error; FALSE for the latter. */
static gboolean
wait_for_end (Run *run)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (run->pipeline);

  for (;;) {
    g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND,
        GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING);
    if (!message || GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
      return FALSE;
    if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
      return TRUE;
    run->warnings += GST_MESSAGE_SRC (message) &&
        g_str_equal (GST_OBJECT_NAME (GST_MESSAGE_SRC (message)), "o");
  }
}

static void
run_open (Run *run, const Cell *cell, const char *path, const char *properties)
{
  g_autofree char *source = strchr (path, '%') ? g_strdup_printf ("multifilesrc location=%s index=1 "
      "caps=image/png,framerate=25/1 ! pngdec", path) :
      g_strdup_printf ("filesrc location=%s ! decodebin", path);
  g_autofree char *line = g_strdup_printf ("%s ! videoconvert ! video/x-raw,format=I420 ! "
      "telemetryoverlay name=o location=%s %s ! fakesink name=s sync=false", source, fixture.log, properties);
  g_autoptr (GError) error = NULL;

  *run = (Run) { .pipeline = gst_parse_launch (line, &error) };
  g_assert_no_error (error);
  g_mutex_init (&run->lock);
  run->played = g_array_new (FALSE, TRUE, sizeof (double));
  run->pictures = g_array_new (FALSE, FALSE, sizeof (Picture));
  watch (run, "sink", GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM |
      GST_PAD_PROBE_TYPE_EVENT_FLUSH, look_at_input);
  watch (run, "src", GST_PAD_PROBE_TYPE_BUFFER, look_at_output);
}

static void
run_close (Run *run)
{
  gst_element_set_state (run->pipeline, GST_STATE_NULL);
  gst_object_unref (run->pipeline);
  g_array_unref (run->pictures);
  g_array_unref (run->played);
  g_mutex_clear (&run->lock);
}

/* Whether GStreamer has kept the distances between pictures, whatever we make of them. */
static gboolean
distances_are_kept (const Run *run)
{
  const Picture *first = &g_array_index (run->pictures, Picture, 0);

  for (guint i = 1; i < run->pictures->len; i++) {
    const Picture *at = &g_array_index (run->pictures, Picture, i);
    if (ABS (at->time - first->time - (at->number - first->number) / RATE) > TOLERANCE)
      return FALSE;
  }
  return TRUE;
}

static void
note_played (Run *run)
{
  g_array_set_size (run->played, 1 << BARS);
  for (guint i = 0; i < run->pictures->len; i++) {
    const Picture *at = &g_array_index (run->pictures, Picture, i);
    g_array_index (run->played, double, at->number) = at->time;
  }
}

/* Whether the seek has left the pictures' time stamps as they were, but for the first, which
 * a decoder may cut. */
static gboolean
stamps_are_kept (const Run *run)
{
  for (guint i = 1; i < run->pictures->len; i++) {
    const Picture *at = &g_array_index (run->pictures, Picture, i);
    if (ABS (at->time - g_array_index (run->played, double, at->number)) > TOLERANCE)
      return FALSE;
  }
  return TRUE;
}

/* How much a decoder has cut off a picture that a seek went into the middle of, s. */
static double
cut_off (const Run *run, const Picture *at)
{
  return run->played->len > 0 ? at->time - g_array_index (run->played, double, at->number) : 0;
}

/* Each picture shows the instant of its own number, picture FIRST_NUMBER T+30. */
static void
check_pictures (const Run *run, int first_number, const char *what)
{
  for (guint i = 0; i < run->pictures->len; i++) {
    const Picture *at = &g_array_index (run->pictures, Picture, i);
    double right = SHOWN_FIRST + (at->number - first_number) / RATE + cut_off (run, at);
    if (ABS (at->shown - right) <= TOLERANCE)
      continue;
    g_test_message ("%s: picture %d shows T+%.4f, right T+%.4f", what, at->number, at->shown, right);
    wrong++;
    return;
  }
}

static void
seek (Run *run, double seconds, int first_number)
{
  g_autofree char *what = g_strdup_printf ("after a seek to %.1f s", seconds);

  gst_element_set_state (run->pipeline, GST_STATE_PAUSED);
  gst_element_get_state (run->pipeline, NULL, NULL, 20 * GST_SECOND);
  g_array_set_size (run->pictures, 0);
  if (!gst_element_seek_simple (run->pipeline, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE,
          (gint64) (seconds * GST_SECOND)))
    return;
  gst_element_set_state (run->pipeline, GST_STATE_PLAYING);
  if (!wait_for_end (run))
    return;
  if (stamps_are_kept (run))
    check_pictures (run, first_number, what);
  else
    g_test_message ("%s GStreamer gives pictures other time stamps", what);
}

/* The first frame that the overlay sees is one that was sought: its places are the same. */
static void
check_sought_first (const Cell *cell, const char *path, const Run *played, int first_number)
{
  Run run;

  run_open (&run, cell, path, "mark=0@T+30");
  g_array_append_vals (run.played, played->played->data, played->played->len);
  g_atomic_int_set (&run.dropping, TRUE);
  gst_element_set_state (run.pipeline, GST_STATE_PLAYING);
  if (wait_for_end (&run) && gst_element_seek_simple (run.pipeline, GST_FORMAT_TIME,
          GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, GST_SECOND) && wait_for_end (&run)) {
    g_assert_false (g_atomic_int_get (&run.dropping));
    if (stamps_are_kept (&run))
      check_pictures (&run, first_number, "sought first");
  }
  run_close (&run);
}

/* The place is the 21st picture, which then shows T+30. */
static void
check_frame_place (const Cell *cell, const char *path)
{
  Run run;

  run_open (&run, cell, path, "mark=#20@T+30");
  gst_element_set_state (run.pipeline, GST_STATE_PLAYING);
  g_assert_true (wait_for_end (&run));
  g_assert_cmpuint (run.pictures->len, >, 20);
  if (run.warnings == 0)
    check_pictures (&run, g_array_index (run.pictures, Picture, 20).number, "#20");
  else
    g_test_message ("#20 warns");
  run_close (&run);
}

static void
check_footage (const Cell *cell, const char *path)
{
  gboolean played;
  Run run;

  run_open (&run, cell, path, "mark=0@T+30");
  gst_element_set_state (run.pipeline, GST_STATE_PLAYING);
  played = wait_for_end (&run);
  if (played && run.pictures->len > 30 && distances_are_kept (&run)) {
    int first = g_array_index (run.pictures, Picture, 0).number;
    check_pictures (&run, first, "played");
    note_played (&run);
    if (!strchr (path, '%')) {
      seek (&run, 0, first);
      seek (&run, 1.5, first);
      check_sought_first (cell, path, &run, first);
    }
    check_frame_place (cell, path);
  } else {
    g_test_skip (played ? "GStreamer changes the distances of pictures" : "GStreamer does not play it");
  }
  run_close (&run);
}

static void
test_cell (gconstpointer data)
{
  const Cell *cell = data;
  g_autofree char *path = make_footage (fixture.folder, cell);

  wrong = 0;
  if (path)
    check_footage (cell, path);
  else
    g_test_skip ("FFmpeg does not write it");
  g_assert_cmpuint (wrong, ==, 0);
}

int
main (int argc, char **argv)
{
  return run_cells (argc, argv, &fixture, test_cell);
}
