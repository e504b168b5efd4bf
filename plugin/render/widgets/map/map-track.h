/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/widgets/map/map-view.h"
#include "render/widgets/trace.h"

G_BEGIN_DECLS

/* Samples of a track. */
#define TLR_MAP_SAMPLES 360

/* The ground track around an instant: samples on a grid of times that counts from T-0,
 * so that an instant always looks the same. All zero but for channels and grid to begin
 * with; owns nothing. */
typedef struct {
  guint channels[2];         /* latitude, longitude */
  gint64 origin_ns;          /* of the grid, timeline's clock */
  TlmDuration step_ns;       /* over 0 */
  guint past;                /* how many of the samples are up to now */
  double values[2 * TLR_MAP_SAMPLES];    /* latitudes, then longitudes, degrees, up to
                                            number newest */
  gint64 newest;
  guint64 revision;          /* of the timeline, that they are of */
  gboolean filled;
} TlrMapTrack;

/* Finds the channels PREFIX latitude and PREFIX longitude of the widget's vehicle; FALSE
 * where it has not both. */
gboolean tlr_map_track_find (const TlrWidget *widget, const char *prefix, guint channels[2]);

/* The part of the Earth that the flight crosses, in a view whose rect is set; leaves the
 * view as it is where nothing is known of it. */
void tlr_map_track_fit (const TlrWidget *widget, const guint channels[2], TlrMapView *view);

/* The number of the sample at or before a time. */
gint64 tlr_map_track_number (const TlrMapTrack *track, gint64 time_ns);

/* Fills values with the samples around number NOW; those that are there already are kept. */
void tlr_map_track_fill (TlrMapTrack *track, const TlrWidget *widget, gint64 now, guint64 revision);

/* Points in the frame of the samples around number NOW, into POINTS of TLR_MAP_SAMPLES;
 * returns their number. Samples that are there already are kept. */
guint tlr_map_track_points (TlrMapTrack *track, const TlrWidget *widget, const TlrMapView *view,
    gint64 now, guint64 revision, TlrTracePoint *points);

/* The same of the whole flight, which is nothing while the timeline is empty. */
guint tlr_map_track_whole (const TlrWidget *widget, const guint channels[2],
    const TlrMapView *view, TlrTracePoint *points);

/* Strokes points FIRST <= i < END, once for each turn of the Earth that the view shows a
 * part of: LINE in rows, RGBA not premultiplied. */
void tlr_map_track_stroke (const TlrMapView *view, const TlrContext *context,
    const TlrTracePoint *points, guint first, guint end, double line, const double rgba[4],
    cairo_t *cr);

G_END_DECLS
