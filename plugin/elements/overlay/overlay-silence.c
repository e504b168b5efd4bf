/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A picture without a number: why, and what would bring some, said once. */
#include "core/timeline/timeline-live.h"
#include "elements/overlay/overlay-private.h"

/* So much of the time that telemetry covers is looked at, and so much of the footage where
 * none comes. */
#define ENOUGH (3 * TLM_SECOND)
#define LONG (10 * TLM_SECOND)

/* Whether the picture can have a value of any channel that it asks for; TRUE where it asks
 * for none. */
static gboolean
can_have_value (const GstTelemetryPainter *painter)
{
  const TlmTimeline *timeline = painter->presentation->flight->timeline;
  const TlmChannelSet *wanted = tlr_scene_shown_channels (tlr_stage_scene (painter->stage));
  gboolean asks = FALSE;

  for (guint c = 0; c < tlm_timeline_n_channels (timeline); c++) {
    if (!tlm_channel_set_has (wanted, c))
      continue;
    asks = TRUE;
    for (guint v = 0; v < tlm_timeline_n_vehicles (timeline); v++)
      if (tlm_timeline_has_channel (timeline, v, c, NULL))
        return TRUE;
  }
  return !asks;
}

/* Whether the frame shows one. */
static gboolean
has_value (const GstTelemetryPainter *painter)
{
  const TlmChannelSet *shown = tlr_scene_shown_channels (tlr_stage_scene (painter->stage));
  const TlmSnapshot *snapshot = painter->snapshot;

  for (guint c = 0; c < snapshot->n_channels; c++)
    for (guint v = 0; v < snapshot->n_vehicles && tlm_channel_set_has (shown, c); v++) {
      TlmValue value = tlm_snapshot_value (snapshot, v, c);
      if (tlm_value_is_shown (&value))
        return TRUE;
    }
  return FALSE;
}

/* The log that says what more could be read of it, or NULL. */
static const TlmLog *
find_hint (const GstTelemetryPresentation *presentation)
{
  const GPtrArray *logs = presentation->flight->logs;

  for (guint i = 0; i < logs->len; i++)
    if (((const TlmLog *) logs->pdata[i])->hint)
      return logs->pdata[i];
  return NULL;
}

/* WORDS and the words that would bring a number. */
static void
tell (GstTelemetryOverlay *self, const GstTelemetryPresentation *presentation, const char *words)
{
  const TlmLog *told = find_hint (presentation);
  g_autoptr (GError) warning = told ?
      g_error_new (GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_SETTINGS, "%s: %s: %s", words, told->source, told->hint) :
      g_error_new (GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_SETTINGS, "%s; telemetry-inspect lists what the "
          "telemetry has, and with --at what is known at an instant.", words);

  self->told |= GST_TELEMETRY_TOLD_SILENCE;
  gst_telemetry_announcer_add (self->announcer, gst_message_new_warning (GST_OBJECT (self), warning, NULL));
}

static void
warn_of_no_telemetry (GstTelemetryOverlay *self, const GstTelemetryPresentation *presentation)
{
  if (self->told & GST_TELEMETRY_TOLD_NOTHING ||
      gst_telemetry_settings_name_flight (&presentation->settings))
    return;
  self->told |= GST_TELEMETRY_TOLD_NOTHING;
  GST_ELEMENT_WARNING (self, RESOURCE, SETTINGS, ("There is no telemetry to show: set location to a "
          "log or mission to a mission file, as in telemetryoverlay location=flight.csv, or link "
          "telemetry to telemetry_sink."), (NULL));
}

void
gst_telemetry_overlay_warn_of_nothing (GstTelemetryOverlay *self,
    const GstTelemetryPresentation *presentation)
{
  if (self->streamed || presentation->source)
    return;
  if (presentation->flight->logs->len > 0 && !can_have_value (self->painter)) {
    tell (self, presentation, "Nothing on the layout has a value");
    gst_telemetry_announcer_post (self->announcer);
  }
  warn_of_no_telemetry (self, presentation);
}

/* A stretch of frames that began at FIRST, TLM_TIME_NONE before, and goes on at NOW. */
static gboolean
lasts (gint64 *first_ns, gint64 now_ns, TlmDuration enough_ns)
{
  if (*first_ns == TLM_TIME_NONE)
    *first_ns = now_ns;
  return ABS (now_ns - *first_ns) >= enough_ns;
}

/* Nothing came by now. */
static void
look_for_any (GstTelemetryOverlay *self, GstClockTime running_time)
{
  g_autoptr (GError) warning = NULL;

  if (!self->streamed || !GST_CLOCK_TIME_IS_VALID (running_time) ||
      !lasts (&self->unheard_since_ns, (gint64) running_time, LONG))
    return;
  self->told |= GST_TELEMETRY_TOLD_SILENCE;
  warning = g_error_new_literal (GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_READ, "No telemetry has come on "
      "telemetry_sink in the first 10 s of the footage: what feeds it sends nothing, or nothing that is understood.");
  gst_telemetry_announcer_add (self->announcer, gst_message_new_warning (GST_OBJECT (self), warning, NULL));
}

void
gst_telemetry_overlay_look_for_values (GstTelemetryOverlay *self, gint64 time_ns,
    GstClockTime running_time)
{
  const GstTelemetryPresentation *presentation = self->painter->presentation;
  TlmMeeting meeting = TLM_MEETING_NONE;

  if (self->heard || self->told & GST_TELEMETRY_TOLD_SILENCE)
    return;
  if (!tlm_meeting_set_telemetry (&meeting, presentation->flight->timeline)) {
    look_for_any (self, running_time);
    return;
  }
  self->heard = has_value (self->painter) || !can_have_value (self->painter);
  /* Before the first sample, and after the last, there is nothing to show. */
  if (self->heard || time_ns == TLM_TIME_NONE || time_ns < meeting.telemetry_first_ns ||
      time_ns > meeting.telemetry_last_ns)
    return;
  if (lasts (&self->silent_since_ns, time_ns, ENOUGH))
    tell (self, presentation, "Nothing on the layout has had a value for 3 s that telemetry was there for");
}

void
gst_telemetry_overlay_forget_silence (GstTelemetryOverlay *self)
{
  self->heard = FALSE;
  self->silent_since_ns = self->unheard_since_ns = TLM_TIME_NONE;
}
