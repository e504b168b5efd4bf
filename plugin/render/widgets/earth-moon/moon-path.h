/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/widget.h"
#include "render/widgets/earth-moon/moon-plane.h"

G_BEGIN_DECLS

/* Samples of a path on its grid of times; pieces of it that are long are sampled more finely. */
#define TLR_MOON_SAMPLES 480

/* A vehicle's path in the plane: samples on a grid of times that counts from T-0, so that an instant always looks the
 * same. All zero but for channels, grid and plane to begin with; owns nothing. */
typedef struct {
  guint channels[3];         /* latitude, longitude (degrees), height above the ellipsoid (m) */
  gboolean is_known;         /* the vehicle has them */
  gboolean with_moon;        /* the plane of each instant, which turns with the Moon; else PLANE */
  TlrMoonPlane plane;
  TlmDuration step_ns;       /* over 0 */
  guint past;                /* how many of the samples on the grid are up to now */
  double long_m;             /* a piece longer than this is sampled more finely */
  gint64 newest;             /* number of the last sample */
  guint64 revision;          /* of the timeline, that they are of */
  GArray *places;            /* TlrMoonPlace, in order of time; NaN where nobody knows */
  guint n_past;              /* how many of these are up to now */
} TlrMoonPath;

/* Finds the channels of the widget's vehicle. */
void tlr_moon_path_init (TlrMoonPath *path, TlrWidget *widget);

/* Frees what it holds. */
void tlr_moon_path_finish (TlrMoonPath *path);

/* The number of the sample at or before a time, timeline's clock. */
gint64 tlr_moon_path_number (const TlrMoonPath *path, const TlrWidget *widget, gint64 time_ns);

/* Fills the places of the samples around number NOW. */
void tlr_moon_path_fill (TlrMoonPath *path, const TlrWidget *widget, gint64 now, guint64 revision);

/* The plane at an instant. */
TlrMoonPlane tlr_moon_path_plane (const TlrMoonPath *path, TlmInstant instant);

/* Where a place above the ellipsoid (degrees, m) lies at an instant. */
TlrMoonPlace tlr_moon_path_place (const TlrMoonPath *path, TlmInstant instant, double latitude, double longitude,
    double height_m);

G_END_DECLS
