/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>
#include <gst/telemetry/telemetry.h>

#include "core/footage/sync.h"
#include "core/mission/flight.h"
#include "elements/settings/phase-names.h"
#include "elements/settings/settings.h"
#include "render/draw/style.h"
#include "render/layout/layout.h"

G_BEGIN_DECLS

/* A flight that several presentations share. */
typedef struct _GstTelemetryFlight GstTelemetryFlight;

/* Telemetry, layout and sync, loaded and ready to be shown. Immutable once
 * made, reference-counted: the streaming thread keeps the one it draws while
 * another thread loads the next. */
typedef struct _GstTelemetryPresentation GstTelemetryPresentation;

struct _GstTelemetryPresentation {
  gatomicrefcount references;
  GstTelemetrySettings settings;
  GstTelemetryPresentation *source;  /* the announced one whose flight it is, or NULL: its own */
  GstTelemetryFlight *shared;
  TlmFlight *flight;         /* what is shared */
  TlrLayout *layout;
  TlrStyle style;
  TlmSync sync;
};

/* Whether they name telemetry. */
gboolean gst_telemetry_settings_name_flight (const GstTelemetrySettings *settings);

/* Loads all of it; one error that names the file. Without location and mission
 * the presentation has a clock and no numbers. Telemetry that PREVIOUS (or NULL) has
 * loaded for the same settings is taken from there. */
GstTelemetryPresentation *gst_telemetry_presentation_load (const GstTelemetrySettings *settings,
    const GstTelemetryPresentation *previous, GError **error);
GstTelemetryPresentation *gst_telemetry_presentation_ref (GstTelemetryPresentation *presentation);
void gst_telemetry_presentation_unref (GstTelemetryPresentation *presentation);

/* A presentation of the flight of SOURCE, with what OWN says of the picture; where in
 * the footage it is SOURCE says, unless OWN does. A reference to SOURCE is taken. OWN
 * names no telemetry. */
GstTelemetryPresentation *gst_telemetry_presentation_load_announced (const GstTelemetrySettings *own,
    GstTelemetryPresentation *source, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GstTelemetryPresentation, gst_telemetry_presentation_unref)

/* Who the vehicles and channels of a timeline are. */
GstTelemetryNames *gst_telemetry_names_of (const TlmTimeline *timeline);

/* What a snapshot of the timeline with those NAMES says, for applications. */
GstTelemetrySnapshot *gst_telemetry_snapshot_publish (GstTelemetryNames *names,
    const TlmSnapshot *snapshot, GstTelemetryPhaseNames *phase_names);

/* Adds to WANTED each channel that some source measured. */
void gst_telemetry_presentation_want_measured (const GstTelemetryPresentation *presentation, TlmChannelSet *wanted);

/* Tags that say where the numbers come from, or NULL when there is nothing to
 * say: data that is not measured, a credit, a licence. */
GstTagList *gst_telemetry_presentation_tags (const GstTelemetryPresentation *presentation);

G_END_DECLS
