/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/space/frames/geodetic.h"
#include "render/draw/face.h"
#include "render/widgets/globe/globe-view.h"

G_BEGIN_DECLS

/* Stations on the ground and what of the sky they see. */
#define TLR_GLOBE_STATIONS 16

typedef struct {
  char *name;
  double latitude, longitude;   /* degrees */
} TlrGlobeStation;

/* How to draw them. Colours not premultiplied, lines in rows. */
typedef struct {
  double rgba[4], seen_rgba[4];
  double line;
  TlrFace *face;                /* of the names; not owned */
  double size;                  /* of the names, rows */
  double mask_deg;              /* elevation from which on they see */
} TlrGlobeStationStyle;

/* TlrGlobeStation *: "NAME,LATITUDE,LONGITUDE; …", degrees, north and east positive; NULL where TEXT is something else,
 * or more than TLR_GLOBE_STATIONS. */
GPtrArray *tlr_globe_stations_read (const char *text);

/* The angle at the Earth's centre from a station to where a vehicle at ALTITUDE (m) stands at ELEVATION (degrees) above
 * its horizon: degrees, on a ball of 6371 km; 0 where it never does. */
double tlr_globe_horizon_deg (double altitude_m, double elevation_deg);

/* Whether a station sees a vehicle at a place: elevation above the WGS84 ellipsoid, without refraction, of at least
 * MASK degrees. */
gboolean tlr_globe_station_sees (const TlrGlobeStation *station, const TlmGeodetic *vehicle, double mask_deg);

/* Paints the stations on the near side, with circles of their horizon (0: without). Bit i of SEEN: it sees the vehicle. */
void tlr_globe_stations_draw (const GPtrArray *stations, const TlrGlobeView *view, const TlrGlobeStationStyle *style,
    double horizon_deg, guint32 seen, cairo_t *cr);

G_END_DECLS
