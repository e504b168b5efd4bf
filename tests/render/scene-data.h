/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"
#include "core/timeline/timeline.h"
#include "render/scene/scene.h"
#include "render/widgets/layout-load.h"

/* A flight of 600 s, by hand: altitude 1.9 t^2 m and speed 14.3 t m/s (100 m/s
 * less for each further vehicle), 1 Hz from T-10, nothing between T+300 and
 * T+320; eight events. */
static inline void
flight_track (TlmLogVehicle *vehicle, guint index)
{
  TlmTrack *altitude = tlm_log_track (vehicle, "altitude", TLM_QUANTITY_LENGTH);
  TlmTrack *speed = tlm_log_track (vehicle, "speed", TLM_QUANTITY_SPEED);

  for (int t = -10; t <= 600; t++) {
    if (t > 300 && t < 320)
      continue;
    tlm_series_append (altitude->series, t * TLM_SECOND, t < 0 ? 0 : 1.9 * t * t);
    tlm_series_append (speed->series, t * TLM_SECOND, t < 0 ? 0 : 14.3 * t - 100.0 * index);
  }
}

static inline TlmTimeline *
flight_timeline (guint n_vehicles)
{
  static const struct { int t; const char *id, *label; } events[] = {
    { 0, "liftoff", "Liftoff" }, { 64, "max-q", "Max Q" }, { 114, "tower", "Tower jettison" },
    { 118, "boosters", "Booster separation" }, { 157, "fairing", "Fairing jettison" },
    { 285, "core", "Core stage separation" }, { 400, "relight", NULL },
    { 528, "orbit", "Orbit insertion" },
  };
  static const char *const names[] = { "Stage 1", "Stage 2" };
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  g_autoptr (GError) error = NULL;

  log->clock = TLM_CLOCK_ELAPSED;
  for (guint i = 0; i < n_vehicles; i++)
    flight_track (tlm_log_vehicle (log, names[i]), i);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    tlm_log_add_event (log, tlm_event_new (events[i].t * TLM_SECOND, events[i].id,
            events[i].label, NULL, "test", TLM_CONFIDENCE_GIVEN));
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, &error));
  g_assert_no_error (error);
  return timeline;
}

/* A frame of its own memory, filled with a pattern that any touch breaks. */
static inline TlrFrame
frame_new (const char *format, int width, int height)
{
  TlrFrame frame = { .format = tlr_pixel_format_find (format), .width = width, .height = height };

  for (guint i = 0; i < frame.format->n_planes; i++) {
    TlrPlaneLayout plane = tlr_pixel_format_plane (frame.format, i);
    int groups = (width + (1 << plane.w_shift) - 1) >> plane.w_shift;
    int rows = (height + (1 << plane.h_shift) - 1) >> plane.h_shift;

    frame.stride[i] = groups * plane.group_words * frame.format->word;
    frame.data[i] = g_malloc ((gsize) frame.stride[i] * rows);
    for (gsize j = 0; j < (gsize) frame.stride[i] * rows; j++)
      frame.data[i][j] = (guint8) (37 * j + i);
  }
  return frame;
}

static inline gsize
frame_bytes (const TlrFrame *frame, guint i)
{
  TlrPlaneLayout plane = tlr_pixel_format_plane (frame->format, i);

  return (gsize) frame->stride[i] * ((frame->height + (1 << plane.h_shift) - 1) >> plane.h_shift);
}

static inline gboolean
frames_equal (const TlrFrame *a, const TlrFrame *b)
{
  for (guint i = 0; i < a->format->n_planes; i++)
    if (memcmp (a->data[i], b->data[i], frame_bytes (a, i)) != 0)
      return FALSE;
  return TRUE;
}

static inline void
frame_clear (TlrFrame *frame)
{
  for (guint i = 0; i < frame->format->n_planes; i++)
    g_free (frame->data[i]);
}

static inline TlrScene *
scene_for (const char *layout_name, TlmTimeline *timeline, const char *format, int width, int height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_load (layout_name, &error);
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find (format) },
    .width = width, .height = height };

  g_assert_no_error (error);
  TlrScene *scene = tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error);
  g_assert_no_error (error);
  return scene;
}
