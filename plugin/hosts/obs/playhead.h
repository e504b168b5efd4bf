/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "hosts/obs/show.h"

G_BEGIN_DECLS

/* Where on its clock a source is that has no footage, and whether it is on air: it is set, held and let go by hotkeys and
 * by OBS's own controls of media. Live telemetry is at the present while it runs. From any thread. Times are
 * telemetry_now_ns()'s. */
typedef struct {
  GMutex lock;
  gint64 place_ns;             /* at SINCE_NS, or while it stands */
  gint64 since_ns;
  gboolean runs, is_live, is_off;
  gboolean waits;              /* it stands when telemetry is opened */
  gboolean is_due;             /* a picture that stands is to be brought up to date */
  guint n_readings;            /* that it was started for */
  gint64 length_ns;            /* of what is shown; 0: not known */
} TelemetryPlayhead;

void telemetry_playhead_init (TelemetryPlayhead *playhead);
void telemetry_playhead_clear (TelemetryPlayhead *playhead);

/* Where it is. */
gint64 telemetry_playhead_at (TelemetryPlayhead *playhead, gint64 now_ns);

/* It is at PLACE_NS now, and goes on as it did. */
void telemetry_playhead_set (TelemetryPlayhead *playhead, gint64 place_ns, gint64 now_ns);

/* It stands where it is, or goes on from there; live telemetry goes on at the present. */
void telemetry_playhead_run (TelemetryPlayhead *playhead, gboolean runs, gint64 now_ns);

/* Whether it stands at 0 when telemetry is opened from now on. */
void telemetry_playhead_let_wait (TelemetryPlayhead *playhead, gboolean waits);

/* On air or off. */
void telemetry_playhead_switch (TelemetryPlayhead *playhead, gboolean is_on);

/* What stands there is to be brought up to date once. */
void telemetry_playhead_touch (TelemetryPlayhead *playhead);

/* Takes up what is READY: telemetry that was opened anew begins at 0. */
void telemetry_playhead_take_up (TelemetryPlayhead *playhead, const TelemetryReady *ready, gint64 now_ns);

/* Whether the picture is to be brought to PLACE_NS now: live telemetry that is held stands, though more of that instant may
 * be known by now, unless it is due or IS_NEW, another canvas. */
gboolean telemetry_playhead_moves (TelemetryPlayhead *playhead, gboolean is_new, gint64 now_ns, gint64 *place_ns);

/* A copy of what it is now, whose lock means nothing. */
TelemetryPlayhead telemetry_playhead_look (TelemetryPlayhead *playhead);

G_END_DECLS
