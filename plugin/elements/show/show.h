/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>
#include <gst/telemetry/telemetry.h>

#include "core/footage/sync.h"
#include "core/mission/flight.h"
#include "elements/show/phase-names.h"
#include "elements/show/wishes.h"
#include "render/draw/style.h"
#include "render/layout/layout.h"

G_BEGIN_DECLS

/* A flight that several shows share. */
typedef struct _GstTelemetryFlight GstTelemetryFlight;

/* Telemetry, layout and sync, loaded and ready to be shown. Immutable once
 * made, reference-counted: the streaming thread keeps the one it draws while
 * another thread loads the next. */
typedef struct _GstTelemetryShow GstTelemetryShow;

struct _GstTelemetryShow {
  gatomicrefcount references;
  GstTelemetryWishes wishes;
  GstTelemetryShow *lender;  /* whose flight it is, or NULL: its own */
  GstTelemetryFlight *shared;
  TlmFlight *flight;         /* what is shared */
  TlrLayout *layout;
  TlrStyle style;
  TlmSync sync;
};

/* Whether they name telemetry. */
gboolean gst_telemetry_wishes_name_flight (const GstTelemetryWishes *wishes);

/* Loads all of it; one error that names the file. Without location and mission
 * the show has a clock and no numbers. Telemetry that PREVIOUS (or NULL) has
 * loaded for the same wishes is taken from there. */
GstTelemetryShow *gst_telemetry_show_load (const GstTelemetryWishes *wishes,
    const GstTelemetryShow *previous, GError **error);
GstTelemetryShow *gst_telemetry_show_ref (GstTelemetryShow *show);
void gst_telemetry_show_unref (GstTelemetryShow *show);

/* A show of the flight of LENDER, with what OWN wishes of the picture; where in the
 * footage it is LENDER says, unless OWN does. A reference to LENDER is taken. OWN
 * names no telemetry. */
GstTelemetryShow *gst_telemetry_show_borrow (const GstTelemetryWishes *own,
    GstTelemetryShow *lender, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GstTelemetryShow, gst_telemetry_show_unref)

/* Who the vehicles and channels of a timeline are. */
GstTelemetryNames *gst_telemetry_names_of (const TlmTimeline *timeline);

/* What a snapshot of the timeline with those NAMES says, for applications. */
GstTelemetrySnapshot *gst_telemetry_snapshot_publish (GstTelemetryNames *names,
    const TlmSnapshot *snapshot, GstTelemetryPhaseNames *phase_names);

/* Adds to WANTED each channel that some source measured. */
void gst_telemetry_show_want_measured (const GstTelemetryShow *show, TlmChannelSet *wanted);

/* Tags that say where the numbers come from, or NULL when there is nothing to
 * say: data that is not measured, a credit, a licence. */
GstTagList *gst_telemetry_show_tags (const GstTelemetryShow *show);

G_END_DECLS
