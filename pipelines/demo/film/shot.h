/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* One continuous shot of the film, in real time, and how the camera is held. A line of a table of
 * tab-separated values whose first line names the columns as the fields are called here. */
typedef struct {
  char *name;
  double start_met_s, duration_s;       /* seconds after liftoff; length in s */
  double heading_deg;                   /* right of the flight direction over ground */
  double limb;                          /* height of the horizon in the frame, 0 top, 1 bottom */
  double fov_deg;                       /* horizontal field of view, 10 to 100 */
  double roll_deg;                      /* camera turned clockwise */
  double pan_deg_s;                     /* heading grows by this every second */
  double exposure_ev;                   /* stops more than bright daylight needs */
  double shake_px;                      /* vibration of the camera at 1080 lines, rms */
  double at_station;                    /* 1: straight up, the heading at the bottom of the frame; 2: from outside */
} Shot;

/* Reads the table; an array of Shot. NULL with @error that names file and line. */
GArray *shots_read (const char *path, GError **error);

/* The shot at T+@met, or else the first. */
const Shot *shots_find (const GArray *shots, double met);
