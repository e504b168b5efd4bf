/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <obs-module.h>

#include "host/canvas.h"

G_BEGIN_DECLS

/* The pictures of a canvas as textures: each is uploaded when it has become another, and drawn whenever OBS draws.
 * Belongs to one thread at a time, in OBS's graphics context. */
typedef struct _TelemetryPicture TelemetryPicture;

/* Of nothing yet; to be freed. */
TelemetryPicture *telemetry_picture_new (void);

/* From any thread, when no other has it; takes NULL. */
void telemetry_picture_free (TelemetryPicture *picture);

/* Takes over what CANVAS (or NULL: nothing) shows. GENERATION is another number for another canvas. */
void telemetry_picture_take (TelemetryPicture *picture, const TlhCanvas *canvas, guint generation);

/* Draws it where OBS draws now. */
void telemetry_picture_draw (const TelemetryPicture *picture);

/* How many textures were uploaded so far. */
guint64 telemetry_picture_n_uploads (const TelemetryPicture *picture);

G_END_DECLS
