/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "host/canvas.h"
#include "hosts/obs/settings.h"

G_BEGIN_DECLS

/* What a source's or filter's settings come to: an overlay, and a canvas to draw it with. Files are read, addresses
 * opened and layouts measured in a thread of its own, which is there only while there is such work; words stand in the
 * place of the picture meanwhile, and where something is wrong. */
typedef struct _TelemetryShow TelemetryShow;

/* Of nothing. To be freed. */
TelemetryShow *telemetry_show_new (void);

/* What is being read is read to its end, by nobody; what listens ends. Takes NULL. */
void telemetry_show_free (TelemetryShow *show);

/* Waits for what is being read by nobody, but no longer than SECONDS. */
void telemetry_show_wait_for_all (int seconds);

/* What is to be shown from now on; NAME is what OBS's log calls it. From any thread. */
void telemetry_show_set (TelemetryShow *show, const TelemetrySettings *settings, const char *name);

/* … on frames of that size. Nothing is made before it is known. From any thread. */
void telemetry_show_set_size (TelemetryShow *show, int width, int height);

/* Reads again what was read. From any thread. */
void telemetry_show_read_again (TelemetryShow *show);

/* What is ready. All zero: nothing yet. */
typedef struct {
  TlhCanvas *canvas;           /* the show's, until the next call; for one thread at a time */
  guint generation;            /* another number for another canvas */
  guint n_readings;            /* how often telemetry was opened for it */
  gboolean is_live;
  gint64 length_ns;            /* of what is shown; 0: not known */
} TelemetryReady;

/* What the newest is, without waiting. From one thread at a time. */
TelemetryReady telemetry_show_look (TelemetryShow *show);

/* The canvas has no room for what live telemetry has brought: makes another one. From one thread at a time. */
void telemetry_show_outgrow (TelemetryShow *show);

/* The overlay that is shown, to be unreffed; NULL: none is. From any thread. */
TlhOverlay *telemetry_show_ref_overlay (TelemetryShow *show);

G_END_DECLS
