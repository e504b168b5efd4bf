/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <ges/ges.h>

#ifndef GST_TELEMETRY_API
# define GST_TELEMETRY_API __attribute__ ((visibility ("default"))) extern
#endif

G_BEGIN_DECLS

/**
 * SECTION:telemetry-ges
 * @title: GstTelemetryGes
 * @short_description: telemetryoverlay in an edit of the GStreamer Editing Services
 *
 * An overlay that is added here shows what belongs to the picture of the medium, however its clip is trimmed,
 * moved, split, pasted, slowed or sped up afterwards. Three things are kept so while the edit changes: the effect's
 * in-point is that of its clip, the effect stands before those that change the speed, and what is animated
 * (`opacity`, `scale`, `offset-x`, `offset-y`, `enabled`, `time-offset`) keeps its times, which are those of the medium.
 *
 * All functions belong to the thread that edits the timeline.
 */

/**
 * gst_telemetry_ges_add_overlay:
 * @clip: a clip with a picture
 * @bin_description: a launch text that begins with `telemetryoverlay`, as in
 *   `telemetryoverlay location=flight.csv liftoff-at=12.48`
 * @error: return location for an error
 *
 * Adds the overlay to @clip as an effect, after its other effects (over a grade, so that the graphics are not graded)
 * but before what changes its speed, and watches the timeline of @clip as gst_telemetry_ges_watch_timeline() does, now
 * or when @clip comes into one.
 *
 * Sets %GST_PARSE_ERROR where the text is no such overlay, %GES_ERROR or %GST_LIBRARY_ERROR where @clip takes no effect.
 *
 * Returns: %FALSE with @error set where it was not added
 */
GST_TELEMETRY_API
gboolean gst_telemetry_ges_add_overlay (GESClip *clip, const gchar *bin_description, GError **error);

/**
 * gst_telemetry_ges_watch_timeline:
 * @timeline: a timeline
 *
 * Keeps every overlay of @timeline with its medium: those that are there (in a project that was loaded) and those that
 * come by splits, pastes and moves between layers. An in-point that one of them had of its own is replaced. To be called
 * again does nothing. @timeline is not kept alive.
 *
 * Of a project it is called as soon as ges_asset_extract() has given the timeline, before the main loop loads what is in it:
 * GES would otherwise move the first and last value of an animation to the ends of its clip.
 */
GST_TELEMETRY_API
void gst_telemetry_ges_watch_timeline (GESTimeline *timeline);

G_END_DECLS
