/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Outlines of the Earth, of the program itself (data/map): closed rings of corners, in degrees, east and north positive.
 * A ring is a plane figure of longitude and latitude, which ends at 180 degrees and at the poles. */
typedef struct {
  double longitude, latitude;
} TlrLandCorner;

typedef struct {
  char *name;              /* "" where the file names none */
  GArray *corners;         /* TlrLandCorner */
  TlrLandCorner least, most;    /* the box around them */
} TlrRing;

/* TlrRing *: the land; a ring inside another is water. Read once for the program; thread safe. */
const GPtrArray *tlr_land_get (void);

/* TlrRing *: countries, then seas, then oceans, each with its name. Read once for the program; thread safe. */
const GPtrArray *tlr_land_get_named (void);

/* Whether a ring has a place: what a line to the east of it crosses an odd number of times. At 180 degrees and at the
 * poles it is a ten-thousandth of a degree inside. */
gboolean tlr_ring_has (const TlrRing *ring, double latitude, double longitude);

/* The name of what lies below a place, as an index into tlr_land_get_named(); G_MAXUINT where no ring has it. */
guint tlr_land_below (double latitude, double longitude);

G_END_DECLS
