/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Faults between telemetry and picture: no frame is lost, and no number is on a
 * frame that the samples which had arrived do not give. NMEA, which has a checksum:
 * a sample a tenth of a second, altitude 100 m + 7 m per sample. */
#include <string.h>

#include "overlay-fixture.h"

#define FRAMES 100
#define FPS 25
#define SAMPLES 60

typedef enum {
  FAULT_NONE,
  FAULT_LOSS,          /* three of ten */
  FAULT_DUPLICATES,    /* every second one again */
  FAULT_REORDER,       /* pairs swapped */
  FAULT_BITS,          /* a bit flipped in every third */
  FAULT_CUT,           /* every fourth ends early */
  FAULT_OUTAGE,        /* nothing between 1 s and 3 s */
  FAULT_NEVER,
  FAULT_EARLY_END,     /* after 1 s */
  FAULT_FAST,          /* 100 times: all within the first frames */
  FAULT_GARBAGE        /* noise between the sentences */
} Fault;

typedef struct {
  Fault fault;
  GstElement *telemetry;
  GRand *rand;
  gboolean arrived[SAMPLES];
  GArray *shown;       /* double, −1 for none */
} Rig;

static double
altitude_of (int sample)
{
  return 100 + 7 * sample;
}

static char *
sealed (const char *body)
{
  guint8 sum = 0;

  for (const char *p = body; *p; p++)
    sum ^= (guint8) *p;
  return g_strdup_printf ("$%s*%02X\r\n", body, sum);
}

/* The first one says the date. */
static char *
sentence (int sample)
{
  g_autofree char *body = g_strdup_printf ("GPGGA,1235%02d.%d,4807.038,N,01131.000,E,1,08,0.9,%.1f,M,46.9,M,,",
      sample / 10, sample % 10, altitude_of (sample));
  g_autofree char *date = sealed ("GPZDA,123500.0,05,10,2021,00,00");
  g_autofree char *fix = sealed (body);

  return g_strconcat (sample == 0 ? date : "", fix, NULL);
}

static void
push (Rig *rig, int sample, int at, gboolean broken)
{
  g_autofree char *text = sentence (sample);
  gsize length = strlen (text);
  GstBuffer *buffer;
  GstFlowReturn flow;

  if (rig->fault == FAULT_BITS && broken)
    text[10 + g_rand_int_range (rig->rand, 0, 40)] ^= 1;
  if (rig->fault == FAULT_CUT && broken)
    length = (gsize) g_rand_int_range (rig->rand, 1, (gint32) length - 6);
  rig->arrived[sample] |= !broken;
  buffer = gst_buffer_new_memdup (text, length);
  GST_BUFFER_PTS (buffer) = (GstClockTime) at * GST_SECOND / (rig->fault == FAULT_FAST ? 1000 : 10);
  g_signal_emit_by_name (rig->telemetry, "push-buffer", buffer, &flow);
  gst_buffer_unref (buffer);
  g_assert_cmpint (flow, ==, GST_FLOW_OK);
}

static void
push_noise (Rig *rig, int at)
{
  guint8 noise[64];
  GstBuffer *buffer;
  GstFlowReturn flow;

  for (gsize i = 0; i < sizeof noise; i++)
    noise[i] = (guint8) g_rand_int (rig->rand);
  noise[sizeof noise - 1] = '\n';
  buffer = gst_buffer_new_memdup (noise, sizeof noise);
  GST_BUFFER_PTS (buffer) = (GstClockTime) at * GST_SECOND / 10;
  g_signal_emit_by_name (rig->telemetry, "push-buffer", buffer, &flow);
  gst_buffer_unref (buffer);
}

/* The first sample always comes: it ties the clocks. */
static void
send (Rig *rig)
{
  for (int i = 0; i < SAMPLES && rig->fault != FAULT_NEVER; i++) {
    int sample = rig->fault == FAULT_REORDER && i > 0 ? (i % 2 ? MIN (i + 1, SAMPLES - 1) : i - 1) : i;
    gboolean spared = i == 0;
    if (rig->fault == FAULT_LOSS && !spared && g_rand_int_range (rig->rand, 0, 10) < 3)
      continue;
    if (rig->fault == FAULT_OUTAGE && i > 10 && i < 30)
      continue;
    if (rig->fault == FAULT_EARLY_END && i > 10)
      break;
    push (rig, sample, i, !spared && ((rig->fault == FAULT_BITS && i % 3 == 0) ||
            (rig->fault == FAULT_CUT && i % 4 == 0)));
    if (rig->fault == FAULT_DUPLICATES && i % 2)
      push (rig, sample, i, FALSE);
    if (rig->fault == FAULT_GARBAGE)
      push_noise (rig, i);
  }
}

static void
see (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  Rig *rig = data;
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
  double altitude;

  g_assert_nonnull (meta);
  gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  altitude = value.validity >= GST_TELEMETRY_VALIDITY_STALE ? value.value : -1;
  g_array_append_val (rig->shown, altitude);
}

/* What a frame shows: on the line through the samples, where it lies between two
 * that arrived with no gap of 2 s between them, else the last that arrived. */
static double
expected (const Rig *rig, int frame)
{
  double at = (double) frame / FPS * 10;
  int before = (int) at, after;

  while (before >= 0 && (before >= SAMPLES || !rig->arrived[before]))
    before--;
  for (after = (int) at + 1; after < SAMPLES && !rig->arrived[after];)
    after++;
  if (before < 0)
    return -1;
  return after < SAMPLES && after - before <= 20 ? 100 + 7 * at : altitude_of (before);
}

static void
check (const Rig *rig)
{
  g_assert_cmpuint (rig->shown->len, ==, FRAMES);
  for (int i = 0; i < FRAMES; i++) {
    double shown = g_array_index (rig->shown, double, i), due = expected (rig, i);
    if (rig->fault == FAULT_NEVER || shown == -1) {
      g_assert_cmpfloat (shown, ==, -1);
      g_assert_true (rig->fault != FAULT_NONE);
    } else {
      g_assert_cmpfloat_with_epsilon (shown, due, 1e-6);
    }
  }
}

static void
test_fault (gconstpointer data)
{
  Rig rig = { .fault = GPOINTER_TO_INT (data), .rand = g_rand_new_with_seed (5),
    .shown = g_array_new (FALSE, FALSE, sizeof (double)) };
  g_autoptr (GstElement) pipeline = gst_parse_launch ("videotestsrc num-buffers=100 ! "
      "video/x-raw,format=I420,width=160,height=90,framerate=25/1 ! telemetryoverlay name=overlay ! "
      "fakesink name=sink signal-handoffs=true sync=false "
      "appsrc name=telemetry format=time caps=application/x-nmea0183 max-bytes=0 ! "
      "overlay.telemetry_sink", NULL);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;
  GstFlowReturn flow;

  rig.telemetry = gst_bin_get_by_name (GST_BIN (pipeline), "telemetry");
  g_signal_connect (sink, "handoff", G_CALLBACK (see), &rig);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  send (&rig);
  g_signal_emit_by_name (rig.telemetry, "end-of-stream", &flow);
  message = gst_bus_timed_pop_filtered (bus, 30 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  check (&rig);
  gst_object_unref (rig.telemetry);
  g_array_unref (rig.shown);
  g_rand_free (rig.rand);
}

int
main (int argc, char **argv)
{
  static const char *const names[] = {
    "none", "loss", "duplicates", "reorder", "bit-errors", "truncation", "outage", "never-starts",
    "ends-early", "too-fast", "garbage",
  };

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  for (int i = 0; i < (int) G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_strconcat ("/faults/", names[i], NULL);
    g_test_add_data_func (path, GINT_TO_POINTER (i), test_fault);
  }
  return g_test_run ();
}
