/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "host/overlay.h"
#include "hosts/frei0r/parameters.h"

G_BEGIN_DECLS

/* One effect in a program: its parameters, and the overlay that they name, opened at the first frame after a change.
 * Thread safe. */
typedef struct _TelemetryInstance TelemetryInstance;

/* For frames of WIDTH x HEIGHT pixels. */
TelemetryInstance *telemetry_instance_new (int width, int height);

/* Takes NULL. */
void telemetry_instance_free (TelemetryInstance *instance);

/* Bytes of a frame. */
gsize telemetry_instance_size (const TelemetryInstance *instance);

/* Copies TEXT; an empty one is as none. */
void telemetry_instance_set (TelemetryInstance *instance, TelemetryParameter parameter, const char *text);

/* What was set, "" for nothing: valid until the next one is set. */
const char *telemetry_instance_get (TelemetryInstance *instance, TelemetryParameter parameter);

/* Draws what is seen at TIME (in the unit of the parameter) over PIXELS, RGBA, straight alpha. What cannot be drawn is
 * said in words on the frame: a program shows no other. */
void telemetry_instance_draw (TelemetryInstance *instance, double time, guint8 *pixels);

G_END_DECLS
