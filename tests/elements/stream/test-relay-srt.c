/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Telemetry over SRT (GStreamer's srtsink and srtsrc) and a relay that loses 30 % of SRT's
 * datagrams, doubles, shuffles, cuts and makes some up, and is silent, from senders whose clocks
 * are set by an hour, and that are switched off and on: lines, sentences, rows, frames of
 * MAVLink, and KLV in a transport stream with its pictures. No frame shows what is not true,
 * what it shows is at most 0.2 s behind what has come, losses or not, numbers are back within
 * 2 s of samples, and each frame that goes in comes out. */
#include "srt-session.h"

/* Where a clock is set while samples are lost, the tie is first made by those that came in a second,
 * however late, and to 0.1 s in the next: a second more. */
#define STEP_LOST 25

/* What the way is like, and for how many samples. */
typedef struct {
  guint n;
  LossyTrouble trouble;
  gint64 step_ms;            /* the sender's clock is set by so much */
  gboolean restart;          /* the sender is switched off and on */
} Part;

static const Part quick[] = {
  { .n = 25 },
  { .n = 35, .trouble = { .lost = 30, .doubled = 10, .shuffled = 15, .cut = 1, .junk = 5 } },
  { .n = 15, .trouble = { .silent = TRUE } },
  { .n = 55 },
};

/* After 5 s of silence SRT takes the connection for broken: it is made anew, and tsdemux's times
 * wander by seconds for a while: a film's pictures and samples together. */
static const Part whole[] = {
  { .n = 75 },
  { .n = 150, .trouble = { .lost = 30, .doubled = 10, .shuffled = 15, .cut = 1, .junk = 5 } },
  { .n = 250, .trouble = { .silent = TRUE } },
  { .n = 125 },
  { .n = 90, .trouble = { .lost = 30, .doubled = 10, .shuffled = 15, .cut = 1, .junk = 5 },
    .step_ms = 3600000 },
  { .n = 90 },
  { .n = 100, .step_ms = -3600000 },
  { .n = 150, .restart = TRUE },
  { .n = 90, .trouble = { .lost = 30, .doubled = 10, .shuffled = 15, .cut = 1, .junk = 5 },
    .step_ms = -3600000 },
  { .n = 60, .step_ms = 3600000 },
  { .n = 100 },
};

/* A row behind its header, which the first alone must have: here each says it. */
static void
write_csv (GByteArray *out, const RelayState *state)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) (state->utc_ms / 1000));
  g_autofree char *time = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");

  relay_put_text (out, g_strdup_printf ("%s%s.%03uZ,%u.%02u\n", state->count == 0 ?
          "time (UTC),altitude (m)\n" : "", time, (guint) (state->utc_ms % 1000),
          state->altitude_cm / 100, state->altitude_cm % 100));
}

static const RelayFormat csv = { .name = "csv", .caps = "text/csv", .write = write_csv,
  .has_utc = TRUE };

static const RelayFormat *
format_named (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (relay_formats); i++)
    if (strcmp (relay_formats[i].name, name) == 0)
      return &relay_formats[i];
  return &csv;
}

static const struct {
  const char *format;
  gboolean film;
} streams[] = {
  { "utc", FALSE }, { "nmea", FALSE }, { "csv", FALSE }, { "mavlink", FALSE }, { "klv", TRUE },
};
#define N_STREAMS G_N_ELEMENTS (streams)

static const char *
missing_element (void)
{
  static const char *const needed[] = { "srtsrc", "srtsink", "x264enc", "avdec_h264", "mpegtsmux",
    "tsdemux", "h264parse" };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++) {
    g_autoptr (GstElementFactory) factory = gst_element_factory_find (needed[i]);
    if (!factory)
      return needed[i];
  }
  return NULL;
}

static gboolean
all_came (SrtSession **sessions)
{
  guint n = 0;

  for (guint i = 0; i < N_STREAMS; i++) {
    g_mutex_lock (&sessions[i]->lock);
    n += sessions[i]->n_came > 0;
    g_mutex_unlock (&sessions[i]->lock);
  }
  return n == N_STREAMS;
}

static void
send_all (SrtSession **sessions, guint number, gint64 step_ms)
{
  for (guint i = 0; i < N_STREAMS; i++)
    srt_session_send (sessions[i], number, step_ms);
  g_usleep (TICK_MS * 1000);
}

static void
send_part (SrtSession **sessions, const Part *part, gboolean last, guint *number, gint64 *step_ms)
{
  *step_ms += part->step_ms;
  for (guint i = 0; i < N_STREAMS; i++) {
    lossy_udp_set_trouble (sessions[i]->relay, &part->trouble);
    if (part->step_ms != 0)
      srt_session_excuse (sessions[i]);
    if (part->restart)
      srt_session_restart (sessions[i], *number);
  }
  for (guint n = 0; n < part->n; n++, ++*number) {
    for (guint i = 0; i < N_STREAMS; i++) {
      if (part->trouble.silent || (part->trouble.lost > 0 && part->step_ms != 0 && n < STEP_LOST))
        srt_session_excuse (sessions[i]);
      sessions[i]->last_part = last && n > part->n / 2;
    }
    send_all (sessions, *number, *step_ms);
  }
}

static void
check (SrtSession *session, const char *name)
{
  g_mutex_lock (&session->lock);
  g_test_message ("%s: %u samples came, %u were damaged; %u frames in, %u out, %u with a number, "
      "%u at the end, %u mistimed; %" G_GUINT64_FORMAT " datagrams passed, %" G_GUINT64_FORMAT " lost", name,
      session->n_came, session->n_strange, session->in, session->out, session->shown,
      session->shown_late, session->mistimed, session->relay->passed, session->relay->lost);
  if (session->wrong)
    g_error ("%s: %s", name, session->wrong);
  g_assert_cmpuint (session->in, >, 0);
  g_assert_cmpuint (session->out + session->frames.length, ==, session->in);
  /* SRT may lose the connection, and be without one for longer than the test lasts. */
  if (session->n_came > N_BACK)
    g_assert_cmpuint (session->shown, >, 0);
  if (session->n_late > 0)
    g_assert_cmpuint (session->shown_late, >, 0);
  g_mutex_unlock (&session->lock);
}

static void
run (const Part *parts, guint n_parts)
{
  SrtSession *sessions[N_STREAMS];
  guint number = 0;
  gint64 step_ms = 0;

  for (guint i = 0; i < N_STREAMS; i++)
    sessions[i] = srt_session_new (format_named (streams[i].format), streams[i].film, i + 1);
  while (!all_came (sessions))     /* the program that runs tests gives up some day */
    send_all (sessions, number++, 0);
  for (guint i = 0; i < n_parts; i++)
    send_part (sessions, &parts[i], i + 1 == n_parts, &number, &step_ms);
  for (guint i = 0; i < N_STREAMS; i++)
    check (sessions[i], streams[i].format);
  for (guint i = 0; i < N_STREAMS; i++)
    srt_session_free (sessions[i]);
}

static void
test_quick (void)
{
  const char *missing = missing_element ();
  g_autofree char *reason = missing ? g_strdup_printf ("no %s here", missing) : NULL;

  if (missing)
    g_test_skip (reason);
  else
    run (quick, G_N_ELEMENTS (quick));
}

static void
test_whole (void)
{
  const char *missing = missing_element ();
  g_autofree char *reason = missing ? g_strdup_printf ("no %s here", missing) : NULL;

  if (missing)
    g_test_skip (reason);
  else
    run (whole, G_N_ELEMENTS (whole));
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  if (argc > 1 && strcmp (argv[1], "--whole") == 0)
    g_test_add_func ("/relay-srt/whole", test_whole);
  else
    g_test_add_func ("/relay-srt/quick", test_quick);
  return g_test_run ();
}
