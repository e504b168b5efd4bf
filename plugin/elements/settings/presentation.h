/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/edit/edit-read.h"
#include "core/footage/sync.h"
#include "core/mission/flight.h"
#include "elements/settings/settings.h"
#include "render/draw/style.h"
#include "render/layout/layout.h"

G_BEGIN_DECLS

/* A flight that several presentations share. */
typedef struct _GstTelemetryFlight GstTelemetryFlight;

/* Flight, layout, style and sync, loaded and ready to be shown. Immutable once others
 * have it, and reference-counted: the streaming thread keeps the one that it draws while
 * another thread loads the next. */
typedef struct _GstTelemetryPresentation GstTelemetryPresentation;

struct _GstTelemetryPresentation {
  gatomicrefcount references;
  GstTelemetrySettings settings;       /* that it was loaded by */
  GstTelemetryPresentation *source;    /* the announced one whose flight it shows; NULL: its own */
  GstTelemetryFlight *shared;
  TlmFlight *flight;                   /* what is shared */
  TlrLayout *layout;
  TlrStyle style;                      /* its strings are those of SETTINGS */
  TlmSync sync;
  GBytes *edit;                        /* the cut of the film that the footage is, or NULL */
  gboolean has_edit_start;
  TlmPlace edit_start;
  GPtrArray *doubts;                   /* char *: what is doubtful of the layout for this flight */
};

/* Loads all of it; to be unreffed. NULL with one error that names the file. Without
 * location and mission the presentation has a clock and no numbers. Telemetry that
 * PREVIOUS (or NULL) has loaded by the same settings is taken from there. Blocks, and is
 * called with no lock held. */
GstTelemetryPresentation *gst_telemetry_presentation_load (const GstTelemetrySettings *settings,
    const GstTelemetryPresentation *previous, GError **error);

/* The same for the flight of SOURCE, which a stream announced: SETTINGS, which name no
 * telemetry, say what the picture is like, and where in the footage it is if they say that;
 * else SOURCE does. A reference to SOURCE is taken. */
GstTelemetryPresentation *gst_telemetry_presentation_load_announced (
    const GstTelemetrySettings *settings, GstTelemetryPresentation *source, GError **error);

/* The cut of the film, for frames of FPS_N/FPS_D whose first has the timecode FIRST (TLM_PLACE_NONE: none). To
 * be freed. PRESENTATION has one. */
TlmEdit *gst_telemetry_presentation_edit (const GstTelemetryPresentation *presentation, int fps_n, int fps_d,
    const TlmPlace *first, GError **error);

/* Takes a reference and gives PRESENTATION back. Thread safe. */
GstTelemetryPresentation *gst_telemetry_presentation_ref (GstTelemetryPresentation *presentation);

/* Gives a reference back; nothing for NULL. Thread safe. */
void gst_telemetry_presentation_unref (GstTelemetryPresentation *presentation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GstTelemetryPresentation, gst_telemetry_presentation_unref)

/* Adds to WANTED each channel that some source measured. Whoever calls holds the lock
 * under which the timeline grows. */
void gst_telemetry_presentation_want_measured (const GstTelemetryPresentation *presentation,
    TlmChannelSet *wanted);

/* Tags that say where the numbers come from, to be unreffed; NULL when there is nothing
 * to say. Such are data that is not measured, a credit, a licence. */
GstTagList *gst_telemetry_presentation_tags (const GstTelemetryPresentation *presentation);

G_END_DECLS
