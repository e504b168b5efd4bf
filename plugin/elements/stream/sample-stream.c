/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/sample-stream.h"

#include "core/decode/registry.h"
#include "core/encode/log-json.h"
#include "core/encode/log-states.h"
#include "core/log/clock-watch.h"
#include "core/time/elapsed.h"
#include "elements/stream/arrival.h"
#include "elements/stream/clock-tie.h"
#include "elements/stream/move-event.h"

/* A format is told from so many bytes, and from fewer only at the end. */
#define HEAD_BYTES 4096

/* What is not known from so many bytes will not be known. */
#define HEAD_MAX 65536

#define MAX_WARNINGS 16

/* Between the samples that are made of a document's table of states. */
#define STATE_STEP (30 * TLM_SECOND)

/* Bytes whose format is not known yet. */
typedef struct {
  GBytes *bytes;
  GstClockTime pts, duration;
} Piece;

struct _GstTelemetrySampleStream {
  const TlmDecoder *decoder;
  TlmDecodeOptions *options;
  TlmFeed *feed;             /* NULL until the decoder is known */
  gboolean datagrams;
  GQueue pieces;             /* Piece *, until then */
  gsize n_waiting;           /* bytes in them */
  GQueue samples;            /* GstBuffer * */
  GstTelemetryArrival arrival;
  gint64 shift_ns;           /* PTS − time on the telemetry's clock */
  gboolean has_shift;
  gboolean has_clock;        /* a log has come, and its clock is that of all samples */
  TlmClock clock;
  gint64 zero_ns;            /* 0 of elapsed time on TAI, once instants are known; else 0 */
  TlmClockWatch watch;       /* that clock against PTS */
  guint64 clock_steps;
  guint64 n_given;           /* samples that were queued */
  TlmDuration moved_ns;      /* their clock is better known since; told with the next one */
  GQueue warnings;           /* char *, not popped yet */
};

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_bytes_unref (piece->bytes);
  g_free (piece);
}

GstTelemetrySampleStream *
gst_telemetry_sample_stream_new (const TlmDecoder *decoder, const TlmDecodeOptions *options)
{
  GstTelemetrySampleStream *stream = g_new0 (GstTelemetrySampleStream, 1);

  stream->decoder = decoder;
  stream->options = tlm_decode_options_copy (options);
  stream->arrival = (GstTelemetryArrival) GST_TELEMETRY_ARRIVAL_INIT;
  g_queue_init (&stream->pieces);
  g_queue_init (&stream->samples);
  g_queue_init (&stream->warnings);
  return stream;
}

void
gst_telemetry_sample_stream_set_datagrams (GstTelemetrySampleStream *stream, gboolean datagrams)
{
  stream->datagrams = datagrams;
}

void
gst_telemetry_sample_stream_free (GstTelemetrySampleStream *stream)
{
  if (!stream)
    return;
  g_queue_clear_full (&stream->pieces, piece_free);
  g_queue_clear_full (&stream->samples, (GDestroyNotify) gst_buffer_unref);
  g_queue_clear_full (&stream->warnings, g_free);
  tlm_feed_free (stream->feed);
  tlm_decode_options_free (stream->options);
  g_free (stream);
}

static void
warn (GstTelemetrySampleStream *stream, char *text)
{
  if (stream->warnings.length < MAX_WARNINGS)
    g_queue_push_tail (&stream->warnings, text);
  else
    g_free (text);
}

/* Each sample plays when it comes, whatever its clock says; whoever has it is told that the
 * clock steps. */
static void
watch_clock (GstTelemetrySampleStream *stream, gint64 first_ns, GstClockTime came)
{
  TlmClockVerdict verdict;

  if (!GST_CLOCK_TIME_IS_VALID (came))
    return;
  verdict = tlm_clock_watch_note (&stream->watch, &tlm_clock_limits_live, first_ns,
      (gint64) came);
  if (verdict != TLM_CLOCK_STEPPED && verdict != TLM_CLOCK_SLID)
    return;
  stream->clock_steps++;
  warn (stream, gst_telemetry_clock_step_text (stream->watch.step_ns));
}

/* Where the telemetry's clock is on the stream's: anew whenever bytes with a time brought
 * the samples, else once. */
static void
tie_clocks (GstTelemetrySampleStream *stream, TlmClock clock, gint64 first_ns, GstClockTime came)
{
  if (stream->has_shift && !GST_CLOCK_TIME_IS_VALID (came))
    return;
  stream->shift_ns = gst_telemetry_clock_tie (clock, first_ns, came);
  stream->has_shift = TRUE;
}

static void
queue_lines (GstTelemetrySampleStream *stream, const GString *text, const GArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    const TlmLogLine *line = &g_array_index (lines, TlmLogLine, i);
    GstBuffer *buffer = gst_buffer_new_memdup (text->str + line->offset, line->length);
    gint64 pts;
    if (__builtin_add_overflow (line->time_ns, stream->shift_ns, &pts) || pts < 0)
      pts = 0;
    GST_BUFFER_PTS (buffer) = (GstClockTime) pts;
    if (stream->moved_ns != 0)
      gst_telemetry_move_mark (buffer, stream->moved_ns);
    stream->moved_ns = 0;
    g_queue_push_tail (&stream->samples, buffer);
  }
  stream->n_given += lines->len;
}

/* Whoever reads the samples has one clock for all: where UTC is known late, elapsed time goes
 * on. */
static void
keep_clock (GstTelemetrySampleStream *stream, TlmLog *log, GstClockTime came)
{
  gint64 first_ns, last_ns;

  if (!tlm_log_span (log, &first_ns, &last_ns))
    return;
  if (!stream->has_clock)
    stream->clock = log->clock;
  stream->has_clock = TRUE;
  if (log->clock == stream->clock || stream->clock != TLM_CLOCK_ELAPSED)
    return;
  if (stream->zero_ns == 0 && stream->has_shift && GST_CLOCK_TIME_IS_VALID (came))
    stream->zero_ns = (gint64) ((guint64) first_ns - came + (guint64) stream->shift_ns);
  if (stream->zero_ns == 0)
    return;
  tlm_log_shift (log, -stream->zero_ns);
  log->clock = TLM_CLOCK_ELAPSED;
}

/* Samples that were sent cannot be moved here: whoever has them is told. Where all go on
 * counting from their beginning, nothing moves. To wait for a better clock would stop whatever
 * waits for telemetry: its demuxer brings no more until the pictures are taken. */
static void
follow_source (GstTelemetrySampleStream *stream, TlmDuration moved_ns)
{
  g_autofree char *moved = tlm_elapsed_seconds (ABS (moved_ns), 3);

  if (moved_ns == 0)
    return;
  if (stream->zero_ns != 0) {
    stream->zero_ns += moved_ns;
    return;
  }
  tlm_clock_watch_move (&stream->watch, moved_ns);
  stream->shift_ns = (gint64) ((guint64) stream->shift_ns - (guint64) moved_ns);
  if (stream->n_given == 0)
    return;
  stream->moved_ns += moved_ns;
  warn (stream, g_strdup_printf ("%" G_GUINT64_FORMAT " samples were sent %s s too %s, before their "
      "clock was known better: telemetryoverlay is told and moves them, lines that are kept stay so; "
      "those from here on are right", stream->n_given, moved, moved_ns > 0 ? "early" : "late"));
}

/* LOG may be NULL; its first sample came at CAME. */
static void
queue_samples (GstTelemetrySampleStream *stream, TlmLog *log, GstClockTime came)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) lines = NULL;

  if (!log)
    return;
  for (guint i = 0; i < log->warnings->len; i++)
    warn (stream, g_strdup (log->warnings->pdata[i]));
  follow_source (stream, log->moved_ns);
  tlm_log_flatten_states (log, stream->decoder->feed ? 0 : STATE_STEP);   /* on its own clock */
  keep_clock (stream, log, came);
  lines = tlm_log_to_json (log, text);
  if (lines->len == 0)
    return;
  watch_clock (stream, g_array_index (lines, TlmLogLine, 0).time_ns, came);
  tie_clocks (stream, log->clock, g_array_index (lines, TlmLogLine, 0).time_ns, came);
  queue_lines (stream, text, lines);
}

static gboolean
decode (GstTelemetrySampleStream *stream, GBytes *bytes, GstClockTime pts, GstClockTime duration,
    GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (TlmLog) log = NULL;
  gboolean done;

  if (GST_CLOCK_TIME_IS_VALID (pts))
    tlm_feed_set_media_time (stream->feed, (gint64) pts,
        GST_CLOCK_TIME_IS_VALID (duration) ? (gint64) duration : 0);
  done = length == 0 || (stream->datagrams ?
      tlm_feed_push_datagram (stream->feed, data, length, error) :
      tlm_feed_push (stream->feed, data, length, error));
  log = tlm_feed_take (stream->feed);
  queue_samples (stream, log,
      gst_telemetry_arrival_note (&stream->arrival, stream->feed, log, length, pts));
  return done;
}

static gboolean
open_feed (GstTelemetrySampleStream *stream, GError **error)
{
  stream->feed = tlm_feed_new (stream->decoder, "the stream", stream->options, error);
  while (stream->feed && !g_queue_is_empty (&stream->pieces)) {
    Piece *piece = g_queue_pop_head (&stream->pieces);
    gboolean done = decode (stream, piece->bytes, piece->pts, piece->duration, error);
    piece_free (piece);
    if (!done)
      return FALSE;
  }
  return stream->feed != NULL;
}

/* Looks at what waits; a format that nobody knows is an error once there is no
 * more to be hoped for. */
static gboolean
find_format (GstTelemetrySampleStream *stream, gboolean ended, GError **error)
{
  g_autoptr (GByteArray) head = g_byte_array_new ();
  g_autoptr (GError) problem = NULL;

  for (GList *item = stream->pieces.head; item && head->len < HEAD_MAX; item = item->next) {
    GBytes *bytes = ((Piece *) item->data)->bytes;
    g_byte_array_append (head, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  }
  stream->decoder = tlm_decoder_find (head->data, head->len, NULL, stream->options, &problem);
  if (stream->decoder)
    return open_feed (stream, error);
  if (!ended && stream->n_waiting < HEAD_MAX)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
gst_telemetry_sample_stream_push (GstTelemetrySampleStream *stream, GBytes *bytes,
    GstClockTime pts, GstClockTime duration, GError **error)
{
  Piece *piece;

  if (!stream->feed && stream->decoder && !open_feed (stream, error))
    return FALSE;
  if (stream->feed)
    return decode (stream, bytes, pts, duration, error);
  piece = g_new (Piece, 1);
  *piece = (Piece) { .bytes = g_bytes_ref (bytes), .pts = pts, .duration = duration };
  g_queue_push_tail (&stream->pieces, piece);
  stream->n_waiting += g_bytes_get_size (bytes);
  if (stream->options->format == NULL && stream->n_waiting < HEAD_BYTES)
    return TRUE;
  return find_format (stream, FALSE, error);
}

void
gst_telemetry_sample_stream_jump (GstTelemetrySampleStream *stream)
{
  if (stream->feed)
    tlm_feed_discont (stream->feed);
  stream->arrival = (GstTelemetryArrival) GST_TELEMETRY_ARRIVAL_INIT;
}

gboolean
gst_telemetry_sample_stream_finish (GstTelemetrySampleStream *stream, GError **error)
{
  g_autoptr (TlmLog) log = NULL;
  gboolean done;

  if (!stream->feed && stream->n_waiting > 0 && !find_format (stream, TRUE, error))
    return FALSE;
  if (!stream->feed)
    return TRUE;
  done = tlm_feed_finish (stream->feed, error);
  log = tlm_feed_take (stream->feed);
  queue_samples (stream, log, stream->arrival.first);
  return done;
}

GstBuffer *
gst_telemetry_sample_stream_pull (GstTelemetrySampleStream *stream)
{
  return g_queue_pop_head (&stream->samples);
}

void
gst_telemetry_sample_stream_get_stats (const GstTelemetrySampleStream *stream,
    GstTelemetryStreamStats *stats)
{
  *stats = (GstTelemetryStreamStats) { .feed = { .bytes = stream->n_waiting },
    .clock_steps = stream->clock_steps };
  if (stream->feed)
    tlm_feed_get_stats (stream->feed, &stats->feed);
}

void
gst_telemetry_sample_stream_post_warnings (GstTelemetrySampleStream *stream, GstElement *element)
{
  char *warning;

  for (; (warning = g_queue_pop_head (&stream->warnings)); g_free (warning))
    GST_ELEMENT_WARNING (element, STREAM, DECODE, ("%s", warning), (NULL));
}
