/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "camera.h"
#include "station-parts.h"

/* A frame around something. */
typedef struct { float left, right, top, bottom; } StationFrame;

/* The station as one camera below it sees it. Its frame has axes forward, starboard and nadir, metres,
 * and the middle of the docking port for the spacecraft as origin. */
typedef struct {
  int parts;
  Part part[STATION_PARTS];
  float eye[3], ahead[3], right[3], down[3];
  float sun[3], sunlight[3];            /* where the Sun is, and what the air leaves of its light */
  StationFrame frame[STATION_PARTS];    /* of each part in the picture, from -1 to 1 across */
  float nearest[STATION_PARTS];         /* of each part, no point of it is nearer to the camera, m */
  unsigned char order[STATION_PARTS];   /* the parts, by that distance */
  float across_sun[2][3];               /* two directions square to the Sun's and to each other */
  StationFrame seen_by_sun[STATION_PARTS];      /* of each part along those, m */
  int n_shades[STATION_PARTS];          /* of each part: how many others can shade it, and which */
  unsigned char shade[STATION_PARTS][STATION_PARTS];
} StationView;

/* Where the camera stands: on the spacecraft, a little behind the tip of the probe and beside it; or outside,
 * where it sees the whole station, and the spacecraft below. */
typedef enum { STATION_FROM_SOYUZ, STATION_FROM_OUTSIDE } StationFrom;

/* Works out @view for a spacecraft whose port is @range m from the station's, straight below it, with
 * Earth-fixed @state. */
void station_look (StationView *view, const Camera *camera, StationFrom from, State state, double range,
    double met, Vec3 sun);

/* Draws rows @y and @y + 1 of a picture of @width x @height over what is in the planes @rgb. */
void station_draw (const StationView *view, int y, int width, int height, float *rgb[2][3]);
