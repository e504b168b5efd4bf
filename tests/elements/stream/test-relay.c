/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A lossy relay between a sender of telemetry and a live video, in running time alone: losses,
 * reordering, duplicates, junk, cut datagrams, silence, and clocks that step. What a frame
 * shows is compared with what was true: altitude grows by 5 m each second, so that a number
 * tells its instant. A frame never waits (max-wait=0). */
#include "elements/settings/properties.h"
#include "elements/stream/telemetry-queue.h"
#include "relay-formats.h"

#define MS GST_MSECOND
#define SECONDS 70
#define PERIOD_MS 100
#define FRAME_MS 40
#define BACK_MS 2000           /* after the first good sample the numbers are back */
#define FIRST_MS 1300          /* … or there; 1 s, and some may be lost then */
#define T0_MS G_GUINT64_CONSTANT (1714813200000)   /* 2024-05-04T09:00:00Z */

/* What happens on the way, and to the sender. Times in ms; 0: never. */
typedef struct {
  const char *name;
  guint lost, doubled, shuffled, junk, cut;   /* % of the datagrams */
  guint silent_from, silent_to;               /* nothing comes */
  guint step_at[2];
  gint64 step_ms[2];                          /* the sender's clocks are set by so much */
  guint restart_at;                           /* it is off for 3 s, and counts from 0 */
  guint alone_at;                             /* one datagram says an hour later */
  guint steps;                                /* how often the tie is made anew … */
  guint utc_steps;                            /* … of formats with UTC, where that differs */
} Scenario;

static const Scenario scenarios[] = {
  { .name = "clean" },
  { .name = "lossy", .lost = 30, .doubled = 10, .shuffled = 15, .junk = 5, .cut = 5 },
  { .name = "silence", .lost = 10, .junk = 10, .silent_from = 20000, .silent_to = 30000 },
  { .name = "silence-lossy", .lost = 30, .doubled = 10, .shuffled = 15, .junk = 5, .cut = 5,
    .silent_from = 20000, .silent_to = 30000 },
  { .name = "hour-on-and-back", .lost = 30, .doubled = 5, .shuffled = 10, .junk = 5, .cut = 5,
    .step_at = { 20000, 45000 }, .step_ms = { 3600000, -3600000 }, .steps = 2, .utc_steps = 2 },
  { .name = "hour-back", .step_at = { 20000 }, .step_ms = { -3600000 }, .steps = 1,
    .utc_steps = 1 },
  { .name = "five-seconds-back", .lost = 20, .step_at = { 20000, 45000 },
    .step_ms = { -5000, 5000 }, .steps = 2, .utc_steps = 2 },
  { .name = "restart", .lost = 30, .doubled = 10, .junk = 5, .restart_at = 25000, .steps = 1 },
  { .name = "one-ahead", .lost = 10, .alone_at = 20000 },
};

/* A datagram on its way. */
typedef struct {
  guint at_ms;
  guint order;
  gboolean good;
  GByteArray *bytes;
} Datagram;

typedef struct {
  const RelayFormat *format;
  const Scenario *scenario;
  GRand *rand;
  GPtrArray *way;              /* Datagram *, by when they come */
  guint sent, arrived;         /* by number, for formats that count */
  guint first_after[4];        /* when the first good one came after what began a trouble */
} Relay;

static void
datagram_free (gpointer data)
{
  Datagram *datagram = data;

  g_byte_array_unref (datagram->bytes);
  g_free (datagram);
}

static gboolean
chance (Relay *relay, guint percent)
{
  return (guint) g_rand_int_range (relay->rand, 0, 100) < percent;
}

static void
add (Relay *relay, guint at_ms, const GByteArray *bytes, gsize length, gboolean good)
{
  Datagram *datagram = g_new0 (Datagram, 1);

  datagram->at_ms = at_ms;
  datagram->order = relay->way->len;
  datagram->good = good;
  datagram->bytes = g_byte_array_new ();
  g_byte_array_append (datagram->bytes, bytes->data, (guint) length);
  g_ptr_array_add (relay->way, datagram);
}

static void
add_junk (Relay *relay, guint at_ms)
{
  g_autoptr (GByteArray) junk = g_byte_array_new ();
  guint n = (guint) g_rand_int_range (relay->rand, 1, 200);

  for (guint i = 0; i < n; i++)
    relay_put (junk, g_rand_int (relay->rand) & 255, 1);
  add (relay, at_ms, junk, junk->len, FALSE);
}

/* What happens to one datagram. */
static void
send_one (Relay *relay, guint ms, const GByteArray *bytes)
{
  const Scenario *scenario = relay->scenario;
  guint at = ms + 20 + (guint) g_rand_int_range (relay->rand, 0, 40);

  relay->sent++;
  if (chance (relay, scenario->junk))
    add_junk (relay, at);
  if (chance (relay, scenario->lost) || (ms >= scenario->silent_from && ms < scenario->silent_to))
    return;
  if (chance (relay, scenario->shuffled))
    at += 100 + (guint) g_rand_int_range (relay->rand, 0, 200);
  if (chance (relay, scenario->cut)) {
    add (relay, at, bytes, (gsize) g_rand_int_range (relay->rand, 1, (gint32) bytes->len / 2), FALSE);
    return;
  }
  relay->arrived++;
  add (relay, at, bytes, bytes->len, TRUE);
  if (chance (relay, scenario->doubled))
    add (relay, at + 20 + (guint) g_rand_int_range (relay->rand, 0, 200), bytes, bytes->len, TRUE);
}

static guint
altitude_cm (guint ms)
{
  return 10000 + ms / 2;
}

/* The sender's state at MS; FALSE while it is off. */
static gboolean
state_at (const Scenario *scenario, guint ms, RelayState *state)
{
  guint on = scenario->restart_at > 0 && ms >= scenario->restart_at ? scenario->restart_at + 3000 : 0;
  gint64 step = ms == scenario->alone_at && ms > 0 ? 3600000 : 0;

  for (guint i = 0; i < G_N_ELEMENTS (scenario->step_at); i++)
    if (scenario->step_at[i] > 0 && ms >= scenario->step_at[i])
      step += scenario->step_ms[i];
  if (ms < on)
    return FALSE;
  *state = (RelayState) {
    .utc_ms = T0_MS + ms + (guint64) step,
    .met_ms = (guint32) ((on > 0 ? 1000 : 7200000) + (ms - on) + (guint64) step),
    .count = (ms - on) / PERIOD_MS,
    .altitude_cm = altitude_cm (ms),
  };
  return TRUE;
}

static int
by_arrival (gconstpointer a, gconstpointer b)
{
  const Datagram *x = *(const Datagram *const *) a, *y = *(const Datagram *const *) b;

  return x->at_ms != y->at_ms ? (x->at_ms > y->at_ms) - (x->at_ms < y->at_ms) :
      (x->order > y->order) - (x->order < y->order);
}

static void
send_all (Relay *relay)
{
  for (guint ms = 0; ms < SECONDS * 1000; ms += PERIOD_MS) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    RelayState state;
    if (!state_at (relay->scenario, ms, &state))
      continue;
    relay->format->write (bytes, &state);
    send_one (relay, ms, bytes);
  }
  g_ptr_array_sort (relay->way, by_arrival);
}

/* A trouble is over when a good datagram has come after it. Numbers may be missing from its
 * beginning to BACK_MS after that, or to FIRST_MS after the first of all. */
static gboolean
may_be_missing (const Relay *relay, guint ms)
{
  const Scenario *scenario = relay->scenario;
  const guint from[] = { 1, scenario->silent_from, scenario->step_at[0], scenario->step_at[1],
    scenario->restart_at };
  const guint to[] = { 1, scenario->silent_to, scenario->step_at[0], scenario->step_at[1],
    scenario->restart_at };

  for (guint i = 0; i < G_N_ELEMENTS (from); i++) {
    guint first = 0;
    for (guint k = 0; from[i] > 0 && k < relay->way->len && first == 0; k++) {
      const Datagram *datagram = relay->way->pdata[k];
      if (datagram->good && datagram->at_ms >= to[i] + 20)
        first = datagram->at_ms;
    }
    if (from[i] > 0 && ms >= from[i] && ms <= first + (i == 0 ? FIRST_MS : BACK_MS))
      return TRUE;
  }
  return FALSE;
}

/* By how many metres what is shown may be behind: as its validity allows, and 0.3 s where
 * nothing is lost on the way: the period, the jitter, and a frame. */
static double
most_behind (const Relay *relay, const TlmValue *value)
{
  if (relay->scenario->lost == 0 && relay->scenario->steps == 0 && relay->scenario->alone_at == 0)
    return 1;
  return value->validity == TLM_VALIDITY_FRESH ? 13 : 28;
}

/* What is shown was true a moment ago. */
static void
check_frame (const Relay *relay, guint ms, const TlmValue *value)
{
  double now = altitude_cm (ms) / 100.0, oldest = most_behind (relay, value);

  if (tlm_value_is_shown (value)) {
    if (value->value > now + 1.5 || value->value < now - oldest - 0.5)
      g_error ("%s, %s: at %u ms %g m is shown (validity %d), and %g m is true",
          relay->format->name, relay->scenario->name, ms, value->value, value->validity, now);
  } else if (!may_be_missing (relay, ms)) {
    g_error ("%s, %s: at %u ms nothing is shown", relay->format->name, relay->scenario->name, ms);
  }
}

static TlmValue
shown_at (GstTelemetryQueue *queue, const TlmTimeline *timeline, guint ms)
{
  TlmValue value = { 0 };
  gint64 time_ns;

  g_assert_false (gst_telemetry_queue_acquire (queue, ms * MS));
  time_ns = gst_telemetry_queue_map (queue, ms * MS);
  if (time_ns != TLM_TIME_NONE && tlm_timeline_n_vehicles (timeline) > 0)
    value = tlm_timeline_value (timeline, 0, TLM_CHANNEL_ALTITUDE, time_ns);
  gst_telemetry_queue_release (queue);
  return value;
}

static void
receive (GstTelemetryQueue *queue, const Datagram *datagram)
{
  g_autoptr (GstBuffer) buffer = gst_buffer_new_memdup (datagram->bytes->data,
      datagram->bytes->len);
  g_autoptr (GError) error = NULL;

  gst_telemetry_queue_push (queue, buffer, datagram->at_ms * MS, &error);
  g_assert_no_error (error);
}

static GstTelemetryQueue *
open_queue (const RelayFormat *format, GstTelemetryPresentation *presentation)
{
  static const TlmDecodeOptions packets = { .packets = { .fields = "T:uint32,A:uint32",
      .time = "T:ms", .map = "altitude=A:cm" } };
  GstTelemetryQueue *queue = gst_telemetry_queue_new ();
  g_autofree char *text = g_strconcat (format->caps, ",framing=datagram", NULL);
  g_autoptr (GstCaps) caps = gst_caps_from_string (text);
  g_autoptr (GError) error = NULL;

  if (strcmp (format->name, "spp") == 0)
    gst_telemetry_queue_set_options (queue, &packets);
  gst_telemetry_queue_set_caps (queue, caps, &error);
  g_assert_no_error (error);
  gst_telemetry_queue_set_max_wait (queue, 0);
  gst_telemetry_queue_set_presentation (queue, presentation);
  return queue;
}

static GstTelemetryPresentation *
open_presentation (void)
{
  GstTelemetrySettings settings;
  g_autoptr (GError) error = NULL;
  GstTelemetryPresentation *presentation;

  gst_telemetry_settings_init (&settings, GST_TELEMETRY_ELEMENT_OVERLAY);
  presentation = gst_telemetry_presentation_load (&settings, NULL, &error);
  g_assert_no_error (error);
  gst_telemetry_settings_clear (&settings);
  return presentation;
}

static guint
count_warnings (GstTelemetryQueue *queue)
{
  guint n = 0;
  char *warning;

  for (; (warning = gst_telemetry_queue_pop_warning (queue)); n++)
    g_free (warning);
  return n;
}

/* Counts that the format's own numbers show. */
static void
check_counts (const Relay *relay, const TlmFeedStats *stats)
{
  const Scenario *scenario = relay->scenario;

  if (!relay->format->counted || scenario->restart_at > 0)
    return;
  g_assert_cmpuint (stats->lost + 4, >=, relay->sent - relay->arrived);   /* at either end */
  g_assert_cmpuint (stats->lost, <=, relay->sent - relay->arrived);
  if (scenario->doubled == 0)
    g_assert_cmpuint (stats->duplicate, ==, 0);
  if (scenario->shuffled == 0 && scenario->doubled == 0)
    g_assert_cmpuint (stats->out_of_order, ==, 0);
}

static void
run (Relay *relay)
{
  g_autoptr (GstTelemetryPresentation) presentation = open_presentation ();
  GstTelemetryQueue *queue = open_queue (relay->format, presentation);
  GstTelemetryStreamStats stats;
  guint next = 0, steps = relay->format->has_utc ? relay->scenario->utc_steps :
      relay->scenario->steps;

  send_all (relay);
  for (guint ms = FRAME_MS; ms < SECONDS * 1000; ms += FRAME_MS) {
    TlmValue value;
    for (; next < relay->way->len && ((Datagram *) relay->way->pdata[next])->at_ms <= ms; next++)
      receive (queue, relay->way->pdata[next]);
    value = shown_at (queue, presentation->flight->timeline, ms);
    check_frame (relay, ms, &value);
  }
  for (; next < relay->way->len; next++)
    receive (queue, relay->way->pdata[next]);
  shown_at (queue, presentation->flight->timeline, SECONDS * 1000);
  gst_telemetry_queue_get_stats (queue, &stats);
  g_test_message ("%s, %s: lost %" G_GUINT64_FORMAT ", steps %" G_GUINT64_FORMAT, relay->format->name,
      relay->scenario->name, stats.feed.lost, stats.clock_steps);
  if (!g_str_has_prefix (relay->format->name, "mavlink"))     /* which follows its clock itself */
    g_assert_cmpuint (stats.clock_steps, ==, steps);
  g_assert_cmpuint (count_warnings (queue), >=, steps);
  check_counts (relay, &stats.feed);
  gst_telemetry_queue_free (queue);
}

static guint n_seeds = 1;

static void
test_scenario (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data), n_formats = G_N_ELEMENTS (relay_formats);

  for (guint32 seed = 1; seed <= n_seeds; seed++) {
    Relay relay = { .format = &relay_formats[index % n_formats],
      .scenario = &scenarios[index / n_formats], .rand = g_rand_new_with_seed (seed),
      .way = g_ptr_array_new_with_free_func (datagram_free) };
    run (&relay);
    g_rand_free (relay.rand);
    g_ptr_array_unref (relay.way);
  }
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  if (argc > 1 && strcmp (argv[1], "--seeds") == 0)
    n_seeds = 10;
  for (guint i = 0; i < G_N_ELEMENTS (scenarios) * G_N_ELEMENTS (relay_formats); i++) {
    g_autofree char *path = g_strdup_printf ("/relay/%s/%s",
        scenarios[i / G_N_ELEMENTS (relay_formats)].name,
        relay_formats[i % G_N_ELEMENTS (relay_formats)].name);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_scenario);
  }
  return g_test_run ();
}
