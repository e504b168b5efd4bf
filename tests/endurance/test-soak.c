/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Thirty days of live telemetry and frames through telemetryoverlay, as fast as it goes, in
 * N frames (10^6 in the endurance run; --frames says another number). Samples go missing,
 * come twice and come damaged; events come; a leap second is in the middle of the one
 * stream, in the other the 32 bits of its milliseconds end there and its sequence numbers
 * many times. Each frame shows the number of its sample, memory stays as it was after a
 * tenth, and what a frame costs is told: the CPU of the second tenth and of the last. */
#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "core/decode/mavlink/mavlink-frames.h"
#include "overlay-fixture.h"

#define DAYS 30
#define SPAN_MS (G_GINT64_CONSTANT (86400000) * DAYS)
#define SLACK (1 << 20)              /* bytes */
#define COSTLIER 3                   /* times the CPU of an early frame: far more than noise */

static gint64 n_frames = 1000000;

typedef struct {
  const char *name, *caps;
  void (*write) (GByteArray *out, gint64 ms, gint64 i);
} Stream;

/* What a sample says: whole metres, which no format rounds, up and down again. A fall of 20 km in a few seconds would be
 * kept out as no vehicle's (core/log/outliers.h). */
static int
altitude_of (gint64 i)
{
  gint64 way = i * 7 % 20000;

  return (int) (way < 10000 ? way : 20000 - way);
}

static void
put (GByteArray *out, const char *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

/* 2016-12-17T00:00:00Z and on: fifteen days later comes 2016-12-31T23:59:60. */
static void
write_line (GByteArray *out, gint64 ms, gint64 i)
{
  const gint64 leap_ms = G_GINT64_CONSTANT (86400000) * DAYS / 2;
  gint64 posix_ms = G_GINT64_CONSTANT (1481932800000) + ms - (ms >= leap_ms ? 1000 : 0);
  gboolean is_leap = ms >= leap_ms && ms < leap_ms + 1000;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (posix_ms / 1000);
  g_autofree char *minute = g_date_time_format (time, "%Y-%m-%dT%H:%M");
  g_autofree char *line = NULL;

  line = g_strdup_printf ("{\"utc\":\"%s:%02d.%03dZ\",\"altitude\":%d%s}\n", minute,
      is_leap ? 60 : g_date_time_get_second (time), (int) (posix_ms % 1000), altitude_of (i),
      i % 500 == 0 ? ",\"event\":\"round\"" : "");
  if (i % 50 == 3)
    put (out, "{\"utc\":\"2016-12-2\xff, altitude\n");
  put (out, line);
  if (i % 20 == 5)
    put (out, line);
}

/* Before this sample those of a link may come late. */
static gint64 late_until;

/* How many samples may wait behind the damaged frame at FROM: what looks in it like a frame's beginning waits for the
 * end that it says, of up to 280 bytes, and a sample is one frame of 40. */
static gint64
behind_damage (const GByteArray *out, guint from)
{
  for (guint i = from + 1; i < out->len; i++)
    if (out->data[i] == 0xfe || out->data[i] == 0xfd)
      return 280 / 40 + 3;
  return 0;
}

/* Time since boot, whose 32 bits end after fifteen days. What it is in UTC comes first, as nothing is shown
 * before it is known. */
static void
write_mavlink (GByteArray *out, gint64 ms, gint64 i)
{
  static MavSender sender = { .system = 1, .component = 1 };
  guint from;

  if (i == 0)
    mav_add_time (out, &sender, G_GUINT64_CONSTANT (1481932800000000),
        (guint32) (G_GINT64_CONSTANT (4294967296) - SPAN_MS / 2));
  from = out->len;
  if (i % 50 == 3) {
    mav_add_position (out, &sender, (guint32) ms, 5);
    out->data[from + 20] ^= 0x10;
    late_until = MAX (late_until, i + behind_damage (out, from));
  }
  from = out->len;
  mav_add_position (out, &sender, (guint32) (G_GINT64_CONSTANT (4294967296) - SPAN_MS / 2 + ms),
      altitude_of (i));
  if (i % 20 == 5) {
    /* Of a copy: the bytes move as they grow. */
    guint size = out->len - from;
    g_autofree guint8 *frame = g_memdup2 (out->data + from, size);
    g_byte_array_append (out, frame, size);
  }
}

static const Stream streams[] = {
  { "lines", "application/x-telemetry,version=1", write_line },
  { "mavlink", "application/x-mavlink", write_mavlink },
};

/* Each tenth sample, and ten in a row now and then. */
static gboolean
is_missing (gint64 i)
{
  return i % 10 == 7 || i % 1000 / 10 == 60;
}

static gint64
last_before (gint64 i)
{
  while (is_missing (i))
    i--;
  return i;
}

static void
send_sample (GstHarness *telemetry, const Stream *stream, gint64 i)
{
  gint64 ms = SPAN_MS / n_frames * i;
  GByteArray *bytes;
  GstBuffer *buffer;
  gsize size;

  if (is_missing (i))
    return;
  bytes = g_byte_array_new ();
  stream->write (bytes, ms, i);
  size = bytes->len;
  buffer = gst_buffer_new_wrapped (g_byte_array_free (bytes, FALSE), size);
  GST_BUFFER_PTS (buffer) = (GstClockTime) ms * GST_MSECOND;
  g_assert_cmpint (gst_harness_push (telemetry, buffer), ==, GST_FLOW_OK);
}

/* Whether VALUE is of a sample that may still be the newest to have come. */
static gboolean
came_late (double value, gint64 i)
{
  for (gint64 k = MAX (i - 10, 0); i < late_until && k <= i; k++)
    if (!is_missing (k) && fabs (value - altitude_of (k)) < 1e-6)
      return TRUE;
  return FALSE;
}

static void
check_frame (GstBuffer *frame, const Stream *stream, gint64 i)
{
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (frame);
  GstTelemetryValue value = { .validity = GST_TELEMETRY_VALIDITY_ABSENT };

  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  if (!is_missing (i) && value.validity == GST_TELEMETRY_VALIDITY_FRESH &&
      fabs (value.value - altitude_of (i)) < 1e-6)
    return;
  /* After a sample that is missing the last may be held; after six nothing is fresh. */
  if (is_missing (i) && (value.validity != GST_TELEMETRY_VALIDITY_FRESH ||
          (i - last_before (i) < 6 && fabs (value.value - altitude_of (last_before (i))) < 1e-6)))
    return;
  if (value.validity != GST_TELEMETRY_VALIDITY_ABSENT && came_late (value.value, i))
    return;
  g_error ("%s, frame %" G_GINT64_FORMAT ": %f (validity %d), and not %d", stream->name, i, value.value,
      value.validity, altitude_of (i));
}

/* What has been used */

typedef struct {
  gsize bytes;                       /* allocated, the most in the tenth */
  double cpu_s;                      /* of this thread in the tenth */
} Tenth;

static gsize
allocated (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

static double
cpu_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
      1e-6 * (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static void
check_tenths (const Tenth tenths[10])
{
  double ratio = tenths[9].cpu_s / tenths[1].cpu_s;
  gsize most = 0;

  for (int i = 2; i < 10; i++)
    most = MAX (most, tenths[i].bytes);
  for (int i = 0; i < 10; i++)
    g_test_message ("tenth %d: %.2f MiB, %.1f us of CPU a frame", i + 1, (double) tenths[i].bytes / 1048576,
        tenths[i].cpu_s * 1e7 / (double) n_frames);
  g_test_message ("CPU of the last tenth over the second's: %.2f", ratio);
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("what is allocated cannot be told in this build");
#else
  g_assert_cmpuint (most, <=, tenths[1].bytes + SLACK);
#endif
  g_assert_cmpfloat (ratio, <, COSTLIER);
}

static void
test_stream (gconstpointer data)
{
  const Stream *stream = data;
  GstElement *overlay = gst_element_factory_make ("telemetryoverlay", NULL);
  GstHarness *video, *telemetry;
  Tenth tenths[10] = { { 0 } };

  late_until = 0;
  g_object_set (overlay, "max-wait", (gint64) 0, "layout", "minimal", NULL);
  video = gst_harness_new_with_element (overlay, "sink", "src");
  gst_harness_use_testclock (video);
  gst_harness_set_src_caps_str (video, "video/x-raw,format=I420,width=64,height=36,framerate=25/1");
  telemetry = gst_harness_new_with_element (overlay, "telemetry_sink", NULL);
  gst_harness_set_src_caps_str (telemetry, stream->caps);
  for (gint64 i = 0; i < n_frames; i++) {
    Tenth *tenth = &tenths[i * 10 / n_frames];
    double before = i * 10 % n_frames == 0 ? cpu_s () : 0;
    g_autoptr (GstBuffer) frame = NULL;
    if (before > 0) {
      tenth->cpu_s = -before;
      if (i > 0)
        tenth[-1].cpu_s += before;
    }
    send_sample (telemetry, stream, i);
    frame = fixture_pass (video, "I420", 64, 36, (GstClockTime) (SPAN_MS / n_frames * i) * GST_MSECOND);
    check_frame (frame, stream, i);
    if (i % 100 == 0)
      tenth->bytes = MAX (tenth->bytes, allocated ());
  }
  tenths[9].cpu_s += cpu_s ();
  check_tenths (tenths);
  gst_harness_teardown (telemetry);
  gst_harness_teardown (video);
  gst_object_unref (overlay);
}

int
main (int argc, char **argv)
{
  gst_init (NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i + 1 < argc; i++)
    if (g_str_equal (argv[i], "--frames"))
      n_frames = MAX (atoi (argv[i + 1]) / 10 * 10, 100);
  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++) {
    g_autofree char *path = g_strdup_printf ("/endurance/soak/%s", streams[i].name);
    g_test_add_data_func (path, &streams[i], test_stream);
  }
  return g_test_run ();
}
