/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/telemetry.h>

#include "core/phases/profile.h"
#include "lib/snapshot-make.h"

G_BEGIN_DECLS

/* What phases are called, for applications: asked of the profile when another
 * phase begins and not for each frame. Belongs to one thread. */
typedef struct _GstTelemetryPhaseNames GstTelemetryPhaseNames;

/* PROFILE (may be NULL) has to live as long; labels are in LANGUAGE (copied; NULL: English).
 * To be freed. */
GstTelemetryPhaseNames *gst_telemetry_phase_names_new (const TlmProfile *profile,
    const char *language);

/* Nothing for NULL. */
void gst_telemetry_phase_names_free (GstTelemetryPhaseNames *names);

/* The phase that EVENT (NULL: none) leads to. SLOT is 0 for the mission, 1 + i for
 * vehicle i. The strings stand until the slot is asked about another event. */
GstTelemetryPhase gst_telemetry_phase_names_get (GstTelemetryPhaseNames *names, guint slot,
    TlmEvent *event);

G_END_DECLS
