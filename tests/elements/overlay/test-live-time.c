/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames whose time comes from beside them: linear timecode on an audio track, and
 * the clock of the machine they arrive at. */
#include "overlay-fixture.h"

/* The frame that a test looks at. */
typedef struct {
  double altitude;           /* −1: none */
  gint64 utc_us;             /* shown, since 1970 */
  gint64 now_us;             /* at which it came out */
} Seen;

static GstPadProbeReturn
look (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (GST_PAD_PROBE_INFO_BUFFER (info));
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
  Seen seen = { -1, 0, g_get_real_time () };
  gint64 utc_ns;

  g_assert_nonnull (meta);
  if (gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value) &&
      value.validity >= GST_TELEMETRY_VALIDITY_STALE)
    seen.altitude = value.value;
  if (gst_telemetry_snapshot_get_utc (meta->snapshot, &utc_ns))
    seen.utc_us = utc_ns / 1000;
  g_array_append_val ((GArray *) data, seen);
  return GST_PAD_PROBE_OK;
}

/* Plays to the end; what was on each frame that reached the sink called end. */
static GArray *
run (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "end");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (sink, "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;
  GArray *frames = g_array_new (FALSE, FALSE, sizeof (Seen));

  g_assert_no_error (error);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, look, frames, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_true (message && GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return frames;
}

#define RATE 48000
#define SAMPLES_A_BIT (RATE / 25 / 80)

/* The 80 bits of a word (SMPTE ST 12-1, table 8), least significant first: numbers in
 * binary-coded decimal, then the word that tells where one ends. */
static void
make_word (guint frame, guint8 *bits)
{
  static const guint8 sync[16] = { 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1 };
  guint numbers[4] = { frame % 25, frame / 25 % 60, frame / 1500 % 60, frame / 90000 };

  memset (bits, 0, 80);
  for (guint i = 0; i < 4; i++) {
    for (guint j = 0; j < 4; j++)
      bits[16 * i + j] = numbers[i] % 10 >> j & 1;
    for (guint j = 0; j < 3; j++)
      bits[16 * i + 8 + j] = numbers[i] / 10 >> j & 1;
  }
  memcpy (bits + 64, sync, sizeof sync);
}

/* Biphase mark: the level turns where each bit begins, and in the middle of a 1. */
static void
append_bit (GByteArray *audio, gboolean bit, int *level)
{
  for (guint i = 0; i < SAMPLES_A_BIT; i++) {
    guint8 sample;
    if (i == 0 || (bit && i == SAMPLES_A_BIT / 2))
      *level = -*level;
    sample = (guint8) (128 + 80 * *level);
    g_byte_array_append (audio, &sample, 1);
  }
}

static void
write_timecode (const char *path, guint first, guint n_frames)
{
  g_autoptr (GByteArray) audio = g_byte_array_new ();
  guint8 bits[80];
  int level = 1;

  for (guint i = 0; i < n_frames; i++) {
    make_word (first + i, bits);
    for (guint j = 0; j < 80; j++)
      append_bit (audio, bits[j], &level);
  }
  g_assert_true (g_file_set_contents (path, (const char *) audio->data, audio->len, NULL));
}

static gboolean
has_linear_timecode (void)
{
  g_autoptr (GstElementFactory) stamper = gst_element_factory_find ("timecodestamper");

  for (const GList *item = stamper ? gst_element_factory_get_static_pad_templates (stamper) : NULL;
      item; item = item->next)
    if (g_str_equal (((GstStaticPadTemplate *) item->data)->name_template, "ltc_sink"))
      return TRUE;
  return FALSE;
}

/* Timecode 10:42:13:07 is on the first frame and at liftoff. Without clocksync the
 * stamper of GStreamer 1.22 waits for ever. */
static void
test_linear_timecode (void)
{
  Fixture fixture;
  g_autofree char *path = NULL, *line = NULL;
  g_autoptr (GArray) frames = NULL;

  if (!has_linear_timecode ()) {
    g_test_skip ("timecodestamper reads no linear timecode here");
    return;
  }
  fixture_init (&fixture);
  path = g_build_filename (fixture.folder, "timecode.raw", NULL);
  write_timecode (path, ((10 * 60 + 42) * 60 + 13) * 25 + 7, 150);
  line = g_strdup_printf ("videotestsrc num-buffers=50 ! "
      "video/x-raw,format=I420,width=320,height=180,framerate=25/1 ! clocksync ! queue ! "
      "timecodestamper name=stamper source=ltc ! telemetryoverlay location=%s "
      "time-source=timecode liftoff-at=10:42:13:07 ! fakesink name=end filesrc location=%s ! "
      "rawaudioparse format=pcm pcm-format=u8 sample-rate=%d num-channels=1 ! "
      "audio/x-raw,format=U8 ! clocksync ! queue ! stamper.ltc_sink", fixture.log, path, RATE);
  frames = run (line);
  g_assert_cmpuint (frames->len, ==, 50);
  for (guint i = 0; i < frames->len; i++)
    g_assert_cmpfloat_with_epsilon (g_array_index (frames, Seen, i).altitude, 10 * i / 25.0, 1e-6);
  g_remove (path);
  fixture_clear (&fixture);
}

/* A log in UTC of the 60 s from FIRST, an altitude of 100 m for each second since
 * FIRST. */
static void
write_now (const Fixture *fixture, gint64 first_s)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i <= 600; i++) {
    g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (first_s + i / 10);
    g_autofree char *text = g_date_time_format (second, "%Y-%m-%dT%H:%M:%S");
    g_string_append_printf (lines, "{\"utc\":\"%s.%uZ\",\"altitude\":%u}\n", text, i % 10, 10 * i);
  }
  fixture_write (fixture->log, lines->str);
}

/* A live frame shows the telemetry of the instant at which it arrives, whatever its
 * time stamp is; time-offset moves that. */
static void
test_arrival (void)
{
  static const gint64 offsets_s[] = { 0, 3 };
  Fixture fixture;

  fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (offsets_s); i++) {
    gint64 first = g_get_real_time () / G_USEC_PER_SEC - 10;
    g_autofree char *line = g_strdup_printf ("videotestsrc is-live=true num-buffers=20 "
        "timestamp-offset=3600000000000 ! "
        "video/x-raw,format=I420,width=320,height=180,framerate=25/1 ! "
        "telemetryoverlay location=%s time-source=arrival time-offset=%" G_GINT64_FORMAT " ! "
        "fakesink name=end", fixture.log, offsets_s[i] * TLM_SECOND);
    g_autoptr (GArray) frames = NULL;
    write_now (&fixture, first);
    frames = run (line);
    g_assert_cmpuint (frames->len, ==, 20);
    for (guint j = 0; j < frames->len; j++) {
      const Seen *seen = &g_array_index (frames, Seen, j);
      gint64 late_us = seen->now_us - (seen->utc_us - offsets_s[i] * G_USEC_PER_SEC);
      g_assert_cmpint (late_us, >=, 0);
      g_assert_cmpint (late_us, <, 2 * G_USEC_PER_SEC);
      g_assert_cmpfloat_with_epsilon (seen->altitude,
          100 * ((double) (seen->utc_us - first * G_USEC_PER_SEC) / G_USEC_PER_SEC), 1e-3);
      g_assert_true (j == 0 || seen->utc_us > seen[-1].utc_us);
    }
  }
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live-time/linear-timecode", test_linear_timecode);
  g_test_add_func ("/live-time/arrival", test_arrival);
  return g_test_run ();
}
