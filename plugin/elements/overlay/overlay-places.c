/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What places in the footage mean: frames by the pictures of the film itself, timecode
 * from that of its first picture; and a word where that cannot be known. */
#include "core/footage/picture-times.h"
#include "elements/overlay/film-probe.h"
#include "elements/overlay/overlay-private.h"

/* Places are looked up in so many pictures at most: 23 h of 60 a second. */
#define MAX_PICTURES (5 * 1000 * 1000)

/* Containers round times to a millisecond and more; a picture that is late by more than a
 * quarter of a frame is not where its number says. */
#define ALLOWED_NS(frame_ns) ((frame_ns) / 4)

void
gst_telemetry_overlay_forget_places (GstTelemetryOverlay *self)
{
  gst_telemetry_origin_clear (&self->origin);
  gst_telemetry_origin_init (&self->origin);
  g_clear_pointer (&self->picture_times, g_array_unref);
  self->pictures_sought = 0;
  self->first_timecode.kind = TLM_PLACE_NONE;
  self->place_ns = TLM_TIME_NONE;
  self->told = 0;
}

/* The timecode of the first picture, where BUFFER is that. */
static void
note_timecode (GstTelemetryOverlay *self, GstBuffer *buffer)
{
  const GstVideoTimeCodeMeta *meta = gst_buffer_get_video_time_code_meta (buffer);

  if (!meta || !self->origin.is_first_known || self->place_ns != 0)
    return;
  self->first_timecode = (TlmPlace) {
    .kind = TLM_PLACE_TIMECODE,
    .drop = (meta->tc.config.flags & GST_VIDEO_TIME_CODE_FLAGS_DROP_FRAME) != 0,
    .timecode = { meta->tc.hours, meta->tc.minutes, meta->tc.seconds, meta->tc.frames },
  };
}

void
gst_telemetry_overlay_place_frame (GstTelemetryOverlay *self, GstBuffer *buffer)
{
  GstBaseTransform *trans = GST_BASE_TRANSFORM (self);

  self->place_ns = gst_telemetry_origin_place (&self->origin, GST_BASE_TRANSFORM_SINK_PAD (trans),
      &trans->segment, buffer);
  note_timecode (self, buffer);
}

/* Reads the pictures of the film as far as SYNC names frames. */
static void
count_pictures (GstTelemetryOverlay *self, const TlmSync *sync)
{
  gint64 last = tlm_sync_last_frame (sync);

  if (last < 0 || last >= MAX_PICTURES || last < self->pictures_sought || !self->origin.uri)
    return;
  g_clear_pointer (&self->picture_times, g_array_unref);
  self->pictures_sought = last + 1;
  self->picture_times = gst_telemetry_probe_picture_times (self->origin.uri, (guint64) last + 1);
}

/* A date is that of the first picture: where frames come with a timecode it is tied to the
 * timecode of that. */
static void
settle_timecode (GstTelemetryOverlay *self, TlmSync *sync)
{
  TlmFootageStart first = { .instant = TLM_TIME_NONE, .timecode = self->first_timecode };
  TlmDuration since;

  if (first.timecode.kind == TLM_PLACE_NONE ||
      !tlm_place_resolve (&first.timecode, NULL, GST_VIDEO_INFO_FPS_N (&self->info),
          GST_VIDEO_INFO_FPS_D (&self->info), &since))
    return;
  first.instant = sync->footage_start.instant - since;
  sync->footage_start = first;
}

/* Whether frames come with a timecode and a date without one says when the first was taken. */
static gboolean
needs_first_timecode (const GstTelemetryOverlay *self, const TlmSync *sync)
{
  return self->now.time_source == GST_TELEMETRY_TIME_SOURCE_TIMECODE &&
      sync->footage_start.instant != TLM_TIME_NONE &&
      sync->footage_start.timecode.kind == TLM_PLACE_NONE;
}

void
gst_telemetry_overlay_settle_places (GstTelemetryOverlay *self, GstTelemetryPainter *painter)
{
  TlmSync sync = painter->presentation->sync;

  count_pictures (self, &sync);
  if (self->picture_times)
    tlm_sync_settle_frames (&sync, &(TlmPictureTimes) { self->picture_times->len,
          (const TlmDuration *) (gpointer) self->picture_times->data });
  if (needs_first_timecode (self, &sync))
    settle_timecode (self, &sync);
  self->settled_source = self->now.time_source;
  painter->said = sync;
  painter->is_related = FALSE;
}

/* Whether pictures do not come as the frame rate says. */
static gboolean
is_irregular (const GstTelemetryOverlay *self)
{
  gint64 fps_n = GST_VIDEO_INFO_FPS_N (&self->info), fps_d = GST_VIDEO_INFO_FPS_D (&self->info);
  gint64 frame, off;

  if (fps_n <= 0 || fps_d <= 0 || self->place_ns == TLM_TIME_NONE)
    return FALSE;
  frame = TLM_SECOND * fps_d / fps_n;
  off = ABS (self->place_ns) % MAX (frame, 1);
  return MIN (off, frame - off) > ALLOWED_NS (frame);
}

static void
warn_once (GstTelemetryOverlay *self, GstTelemetryTold what, const char *words)
{
  g_autoptr (GError) warning = NULL;

  if (self->told & what)
    return;
  self->told |= what;
  warning = g_error_new_literal (GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_SETTINGS, words);
  gst_telemetry_announcer_add (self->announcer,
      gst_message_new_warning (GST_OBJECT (self), warning, NULL));
}

/* Words on what the places of the film are not known by. */
static void
warn_of_film (GstTelemetryOverlay *self, const TlmSync *said)
{
  if (!self->origin.is_first_known && self->now.time_source == GST_TELEMETRY_TIME_SOURCE_STREAM_TIME)
    warn_once (self, GST_TELEMETRY_TOLD_FIRST, "The first picture of the footage is not known, "
        "since the stream was joined: places count from where its own clock begins. Give "
        "footage-start or marks in UTC with time-source=reference-timestamp or timecode.");
  if (tlm_sync_last_frame (said) >= 0 && (!self->origin.is_first_known || is_irregular (self)))
    warn_once (self, GST_TELEMETRY_TOLD_RATE, "A place is a frame (#), the pictures do not come "
        "as the frame rate says, and the footage is no file whose pictures could be counted: it "
        "is taken by the frame rate. Give the place in seconds.");
}

void
gst_telemetry_overlay_warn_of_places (GstTelemetryOverlay *self)
{
  const TlmSync *said = &self->painter->said;

  if (!self->shown_by_place)
    return;
  if (self->origin.is_apart && self->now.time_source == GST_TELEMETRY_TIME_SOURCE_STREAM_TIME)
    warn_once (self, GST_TELEMETRY_TOLD_APART, "The effect's in-point is not that of its "
        "clip: telemetry is shown by the effect's. Set it to that of the clip, or to 0 for the same.");
  if (self->origin.went_back)
    warn_once (self, GST_TELEMETRY_TOLD_BACK, "The footage went back in time without a seek: its "
        "telemetry is shown from there again. Where parts of one recording follow one another, "
        "time-source=running-time goes on.");
  if (tlm_sync_is_set (said))
    warn_of_film (self, said);
  if (needs_first_timecode (self, said))
    warn_once (self, GST_TELEMETRY_TOLD_TIMECODE, "The timecode of the first picture is not known: "
        "footage-start is taken for that of 00:00:00:00. Write it with the timecode, as in "
        "2021-10-05T08:54:50:12, where that is UTC, or give marks.");
}
