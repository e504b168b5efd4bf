/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <gst/telemetry/telemetry.h>

#include "lossy-udp.h"
#include "picture-number.h"
#include "relay-formats.h"

/* Telemetry that goes over SRT and a lossy relay into a live overlay, and what its frames
 * show, held against what had come when each of them was taken: no clock judges. */

#define TICK_MS 40             /* a sample and a frame */
#define N_BACK 50              /* within so many samples after a trouble numbers are back: 2 s */
#define BEHIND_MS 200          /* what is shown is at most so far behind what came */
#define ROUNDED_MS 70          /* what the coarsest format makes of an altitude, and a frame */
#define MISTIMED_MS 100        /* a picture and the sample of its instant are given times this near */
#define LATENCY_MS 300         /* of SRT */
#define LOST_MS 4000           /* nothing came for so long: the number may be gone */

/* What a frame was taken with. */
typedef struct {
  GstClockTime pts;
  gint instant_ms;             /* that it belongs to; -1: not known */
  gboolean is_held;            /* its time is that of the picture before, or earlier */
  gint come_ms;                /* the newest sample that was decoded by then; -1: none */
  gboolean is_back;            /* 2 s of samples have come since the last trouble */
} SrtFrame;

typedef struct {
  const RelayFormat *format;
  gboolean film;               /* picture and telemetry are one transport stream */
  guint16 caller;              /* the port that it is sent to */
  guint first;                 /* number of the first sample of a sender that was restarted … */
  guint first_ms;              /* … and its instant; 0 of one that was not */
  LossyUdp *relay;
  GstElement *sender, *receiver;
  GstElement *source, *picture;    /* appsrc of the telemetry, of a film's pictures */
  GHashTable *sent;            /* GBytes * of each sample to its instant + 1, ms */
  GMutex lock;                 /* of all that follows */
  GHashTable *times;           /* of a film: the instant of a sample that came to its PTS, ms */
  guint mistimed;              /* pictures that were not */
  GstClockTime last_pts;       /* of the picture before */
  gint come_ms, coming_ms;     /* the newest sample decoded, and the one on its way to be */
  guint n_back;                /* samples since the last trouble */
  gint back_ms;                /* the first of them */
  guint n_came, n_strange;     /* samples, and what nobody sent */
  guint n_late;                /* samples in the last part */
  GQueue frames;               /* SrtFrame *: in the overlay */
  guint in, out, shown;
  guint shown_late;            /* in the last part */
  gboolean last_part;
  char *wrong;                 /* the first frame that is, or NULL */
} SrtSession;

/* Altitude grows by 5 m each second. */
static inline guint
srt_altitude_cm (guint ms)
{
  return 10000 + ms / 2;
}

static inline gint
srt_running_ms (GstElement *element)
{
  g_autoptr (GstClock) clock = gst_element_get_clock (element);

  return clock ? (gint) ((gst_clock_get_time (clock) - gst_element_get_base_time (element)) /
      GST_MSECOND) : -1;
}

/* A sample arrives; the one before it is decoded by now. */
static inline GstPadProbeReturn
srt_sample_comes (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  SrtSession *self = data;
  GstMapInfo map;
  g_autoptr (GBytes) bytes = NULL;
  guint instant;

  g_assert_true (gst_buffer_map (GST_PAD_PROBE_INFO_BUFFER (info), &map, GST_MAP_READ));
  bytes = g_bytes_new (map.data, map.size);
  gst_buffer_unmap (GST_PAD_PROBE_INFO_BUFFER (info), &map);
  g_mutex_lock (&self->lock);
  instant = GPOINTER_TO_UINT (g_hash_table_lookup (self->sent, bytes));
  self->n_strange += instant == 0;
  if (instant > 0) {
    self->come_ms = MAX (self->come_ms, self->coming_ms);
    self->coming_ms = (gint) instant - 1;
    self->n_came++;
    self->n_late += self->last_part;
    if (self->film)
      g_hash_table_insert (self->times, GINT_TO_POINTER (instant),
          GINT_TO_POINTER ((gint) (GST_BUFFER_PTS (GST_PAD_PROBE_INFO_BUFFER (info)) / GST_MSECOND)));
    self->n_back++;
  }
  g_mutex_unlock (&self->lock);
  return GST_PAD_PROBE_OK;
}

static inline GstPadProbeReturn
srt_frame_comes (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  SrtSession *self = data;
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  SrtFrame *frame = g_new0 (SrtFrame, 1);
  guint number;

  frame->pts = GST_BUFFER_PTS (buffer);
  if (!self->film)
    frame->instant_ms = (gint) (frame->pts / GST_MSECOND);
  else
    frame->instant_ms = picture_number_read (buffer, &number) ? (gint) number * TICK_MS : -1;
  g_mutex_lock (&self->lock);
  frame->is_held = self->in > 0 && frame->pts <= self->last_pts;
  self->last_pts = frame->pts;
  frame->come_ms = self->come_ms;
  frame->is_back = self->n_back > N_BACK &&
      frame->instant_ms > self->back_ms + N_BACK * TICK_MS;
  self->in++;
  g_queue_push_tail (&self->frames, frame);
  g_mutex_unlock (&self->lock);
  return GST_PAD_PROBE_OK;
}

/* Whether a sample of another connection has the time of a film's picture: tsdemux gives what came
 * before a broken one ended the times of what comes after. */
static inline gboolean
srt_is_shared (const SrtSession *self, const SrtFrame *frame)
{
  GHashTableIter iter;
  gpointer instant, time;

  g_hash_table_iter_init (&iter, self->times);
  while (g_hash_table_iter_next (&iter, &instant, &time))
    if (ABS (GPOINTER_TO_INT (time) - (gint) (frame->pts / GST_MSECOND)) <= TICK_MS &&
        ABS (GPOINTER_TO_INT (instant) - 1 - frame->instant_ms) > 1000)
      return TRUE;
  return FALSE;
}

/* Whether a film's picture has the time that the sample of its instant has, as all have in
 * what was sent. Behind an outage tsdemux's times wander by seconds, forth and back, until it has
 * found the new pace; h264parse makes times up, a decoder lets none go back (many pictures have
 * one time then) and shows an older picture for a broken one: no overlay can know. */
static inline gboolean
srt_is_timed (const SrtSession *self, const SrtFrame *frame)
{
  gpointer time = NULL;
  gint off_ms = 0;

  for (gint i = 0; !time && !frame->is_held && i < 5 && frame->instant_ms >= 0; i++) {
    gint instant_ms = frame->instant_ms - i * TICK_MS;
    time = g_hash_table_lookup (self->times, GINT_TO_POINTER (instant_ms + 1));
    off_ms = (gint) (frame->pts / GST_MSECOND) - frame->instant_ms - (GPOINTER_TO_INT (time) - instant_ms);
  }
  return time && ABS (off_ms) <= MISTIMED_MS && !srt_is_shared (self, frame);
}

/* A number is true for the frame, and the best of what had come; with the LOCK. A film's
 * samples are tied to its frames anew within N_BACK of them where an outage moved its times. */
static inline void
srt_judge (SrtSession *self, const SrtFrame *frame, const GstTelemetryValue *value)
{
  gboolean is_shown = value->validity >= GST_TELEMETRY_VALIDITY_STALE;
  gint shown_ms = (gint) ((value->value - 100) * 200);
  gint near_ms = self->film ? MISTIMED_MS : 0;
  gint least_ms = MIN (frame->come_ms, frame->instant_ms) - BEHIND_MS - near_ms;
  gint most_ms = !self->film ? frame->instant_ms + ROUNDED_MS :
      frame->is_back ? frame->instant_ms + BEHIND_MS + ROUNDED_MS : G_MAXINT;

  self->shown += is_shown;
  self->shown_late += is_shown && self->last_part;
  if (self->film && !srt_is_timed (self, frame)) {
    self->mistimed++;
    return;
  }
  if (self->wrong)
    return;
  if (is_shown && shown_ms > most_ms)
    self->wrong = g_strdup_printf ("the frame of %d ms shows what was at %d ms", frame->instant_ms,
        shown_ms);
  else if (is_shown && shown_ms < least_ms && frame->is_back)
    self->wrong = g_strdup_printf ("the frame of %d ms shows what was at %d ms, and %d ms had come",
        frame->instant_ms, shown_ms, frame->come_ms);
  else if (!is_shown && frame->is_back && frame->instant_ms - frame->come_ms < LOST_MS)
    self->wrong = g_strdup_printf ("the frame of %d ms shows nothing, and %d ms had come",
        frame->instant_ms, frame->come_ms);
}

static inline void
srt_frame_goes (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  SrtSession *self = data;
  GstTelemetryMeta *meta = gst_buffer_get_telemetry_meta (buffer);
  GstTelemetryValue value = { 0, 0, GST_TELEMETRY_VALIDITY_ABSENT, FALSE };
  SrtFrame *frame;

  if (meta)
    gst_telemetry_snapshot_get_value (meta->snapshot, NULL, "altitude", &value);
  g_mutex_lock (&self->lock);
  self->out++;
  frame = g_queue_pop_head (&self->frames);
  if (frame && frame->pts == GST_BUFFER_PTS (buffer))
    srt_judge (self, frame, &value);
  else if (!self->wrong)
    self->wrong = g_strdup ("frames are lost or doubled in the overlay");
  g_free (frame);
  g_mutex_unlock (&self->lock);
}

static inline GstElement *
srt_launch (const char *line)
{
  g_autoptr (GError) error = NULL;
  GstElement *pipeline = gst_parse_launch (line, &error);

  g_assert_no_error (error);
  return pipeline;
}

static inline void
srt_probe (GstElement *element, const char *name, GstPadProbeCallback probe, SrtSession *self)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (element, name);

  g_assert_nonnull (pad);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, probe, self, NULL);
}

static inline void
srt_open_receiver (SrtSession *self, guint16 port)
{
  g_autofree char *source = g_strdup_printf ("srtsrc uri=srt://127.0.0.1:%u?mode=listener latency=%d "
      "keep-listening=true", port, LATENCY_MS);
  g_autofree char *line = self->film ?
      g_strdup_printf ("%s ! tsdemux name=demux demux. ! queue ! h264parse ! avdec_h264 "
      "output-corrupt=false max-threads=1 ! telemetryoverlay name=overlay layout=minimal ! fakesink name=sink "
      "signal-handoffs=true sync=true demux. ! meta/x-klv ! queue ! overlay.telemetry_sink", source) :
      g_strdup_printf ("videotestsrc is-live=true pattern=black ! video/x-raw,format=I420,width=160,"
      "height=90,framerate=25/1 ! telemetryoverlay name=overlay layout=minimal ! fakesink name=sink "
      "signal-handoffs=true sync=true %s ! %s%s ! overlay.telemetry_sink", source, self->format->caps,
      g_str_has_prefix (self->format->caps, "text/csv") ? "" : ",framing=datagram");
  g_autoptr (GstElement) overlay = NULL, sink = NULL;

  self->receiver = srt_launch (line);
  overlay = gst_bin_get_by_name (GST_BIN (self->receiver), "overlay");
  sink = gst_bin_get_by_name (GST_BIN (self->receiver), "sink");
  srt_probe (overlay, "sink", srt_frame_comes, self);
  srt_probe (overlay, "telemetry_sink", srt_sample_comes, self);
  g_signal_connect (sink, "handoff", G_CALLBACK (srt_frame_goes), self);
  gst_element_set_state (self->receiver, GST_STATE_PLAYING);
}

static inline void
srt_open_sender (SrtSession *self)
{
  /* What cannot be sent is old when it can be. */
  g_autofree char *sink = g_strdup_printf ("queue leaky=downstream max-size-buffers=%d ! srtsink "
      "uri=srt://127.0.0.1:%u?mode=caller latency=%d sync=false async=false", self->film ? 20 : 1,
      self->caller, LATENCY_MS);
  g_autofree char *line = self->film ?
      g_strdup_printf ("mpegtsmux name=mux alignment=7 ! %s appsrc name=picture format=time is-live=true "
      "caps=" PICTURE_NUMBER_CAPS " ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=1 "
      "bitrate=400 ! h264parse config-interval=-1 ! queue ! mux. appsrc name=source format=time "
      "is-live=true caps=\"%s\" ! queue ! mux.", sink, self->format->caps) :
      g_strdup_printf ("appsrc name=source format=time is-live=true do-timestamp=true ! %s", sink);

  self->sender = srt_launch (line);
  self->source = gst_bin_get_by_name (GST_BIN (self->sender), "source");
  self->picture = gst_bin_get_by_name (GST_BIN (self->sender), "picture");
  gst_element_set_state (self->sender, GST_STATE_PLAYING);
}

static inline void
srt_close_sender (SrtSession *self)
{
  gst_element_set_state (self->sender, GST_STATE_NULL);
  gst_clear_object (&self->source);
  gst_clear_object (&self->picture);
  gst_clear_object (&self->sender);
}

static inline SrtSession *
srt_session_new (const RelayFormat *format, gboolean film, guint32 seed)
{
  SrtSession *self = g_new0 (SrtSession, 1);
  guint16 listener = lossy_udp_free_port ();

  self->format = format;
  self->film = film;
  self->come_ms = self->coming_ms = -1;
  self->sent = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
      NULL);
  self->times = g_hash_table_new (NULL, NULL);
  g_mutex_init (&self->lock);
  g_queue_init (&self->frames);
  self->relay = lossy_udp_new (listener, seed, &self->caller);
  srt_open_receiver (self, listener);
  srt_open_sender (self);
  return self;
}

/* Sends sample NUMBER, of a clock that is set by STEP_MS, and the picture of the same instant
 * where it is a film. */
static inline void
srt_session_send (SrtSession *self, guint number, gint64 step_ms)
{
  gint running_ms = self->film ? (gint) number * TICK_MS : srt_running_ms (self->receiver);
  guint ms = (guint) MAX (running_ms, 0);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  RelayState state = { .utc_ms = G_GUINT64_CONSTANT (1714813200000) + ms + (guint64) step_ms,
    .met_ms = (guint32) ((self->first > 0 ? 0 : 7200000) + ms - self->first_ms + (guint64) step_ms),
    .count = number - self->first,
    .altitude_cm = srt_altitude_cm (ms) };
  GstBuffer *buffer;

  self->format->write (bytes, &state);
  g_mutex_lock (&self->lock);
  g_hash_table_insert (self->sent, g_bytes_new (bytes->data, bytes->len), GUINT_TO_POINTER (ms + 1));
  g_mutex_unlock (&self->lock);
  buffer = gst_buffer_new_memdup (bytes->data, bytes->len);
  if (self->film) {
    GstBuffer *picture = picture_number_new (number);
    GST_BUFFER_PTS (buffer) = GST_BUFFER_PTS (picture) =
        (number - self->first) * TICK_MS * GST_MSECOND;
    GST_BUFFER_DURATION (picture) = TICK_MS * GST_MSECOND;
    gst_app_src_push_buffer (GST_APP_SRC (self->picture), picture);
  }
  gst_app_src_push_buffer (GST_APP_SRC (self->source), buffer);
}

/* Numbers may be missing until N_BACK samples have come. */
static inline void
srt_session_excuse (SrtSession *self)
{
  g_mutex_lock (&self->lock);
  self->n_back = 0;
  g_mutex_unlock (&self->lock);
}

/* The sender is switched off, and on at sample NUMBER: it counts anew, and so do the times of
 * its stream. */
static inline void
srt_session_restart (SrtSession *self, guint number)
{
  srt_session_excuse (self);
  srt_close_sender (self);
  self->first = number;
  self->first_ms = self->film ? number * TICK_MS : (guint) MAX (srt_running_ms (self->receiver), 0);
  srt_open_sender (self);
}

static inline void
srt_session_free (SrtSession *self)
{
  srt_close_sender (self);
  gst_element_set_state (self->receiver, GST_STATE_NULL);
  lossy_udp_free (self->relay);
  gst_object_unref (self->receiver);
  g_queue_clear_full (&self->frames, g_free);
  g_hash_table_unref (self->sent);
  g_hash_table_unref (self->times);
  g_mutex_clear (&self->lock);
  g_free (self->wrong);
  g_free (self);
}
