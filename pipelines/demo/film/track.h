/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "flight/earth.h"

#include <glib.h>

/* Where the camera flies: Earth-fixed positions over seconds after liftoff. */
typedef struct Track Track;

/* Reads columns time[s], latitude[deg], longitude[deg], altitude[m] and, when there is one, range[m]
 * of a comma-separated file. NULL with @error when one is missing or fewer than four rows are whole. */
Track *track_new (const char *path, GError **error);
void track_free (Track *track);

/* State at T+@met, by a cubic through the four nearest rows; inside the first and last row. */
State track_at (const Track *track, double met);

/* Distance to the station in m at T+@met, or NAN. */
double track_range (const Track *track, double met);
