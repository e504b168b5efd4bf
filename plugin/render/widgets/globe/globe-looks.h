/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/widgets/globe/globe-ground.h"
#include "render/widgets/globe/globe-stations.h"
#include "render/widgets/globe/globe-track.h"

G_BEGIN_DECLS

/* How a globe looks, by the keys below. */
typedef struct {
  TlrGlobeStyle ground;
  TlrGlobeTrackStyle track;
  TlrGlobeStationStyle stations;
  TlrMarker marker;        /* where it is now */
  double text_size;        /* rows */
  TlrFace *face;           /* of all letters */
} TlrGlobeLooks;

/* Fills it from the widget's keys. */
void tlr_globe_looks_init (TlrGlobeLooks *looks, const TlrWidget *widget);

/* Frees what it holds. */
void tlr_globe_looks_finish (TlrGlobeLooks *looks);

/* Its keys, besides those of text. */
#define TLR_GLOBE_LOOK_KEYS \
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "22", .blurb = "of the font" }, \
  { .name = "graticule", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = 0, .maximum = 90, .fallback = "30", \
    .blurb = "between lines; 0: none" }, \
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "3.2", \
    .blurb = "width of the track that has been" }, \
  { .name = "plan-line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2", \
    .blurb = "width of the track to come, and of horizons" }, \
  { .name = "coast-line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "1.2", \
    .blurb = "width of coasts and of the rim" }, \
  { .name = "grid-line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "1", \
    .blurb = "width of the graticule" }, \
  TLR_MARKER_KEYS, \
  { .name = "track-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffd479", .blurb = "of the track that has been" }, \
  { .name = "plan-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffb0", .blurb = "of the track to come" }, \
  { .name = "station-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffa0", .blurb = "of stations" }, \
  { .name = "seen-colour", .kind = TLR_KEY_COLOUR, .fallback = "#4cd964", .blurb = "of stations that see the vehicle" }, \
  { .name = "sea-colour", .kind = TLR_KEY_COLOUR, .fallback = "#12305cf0", .blurb = "of the sea" }, \
  { .name = "land-colour", .kind = TLR_KEY_COLOUR, .fallback = "#3f6b5cf0", .blurb = "of land" }, \
  { .name = "coast-colour", .kind = TLR_KEY_COLOUR, .fallback = "#8fb8a8c0", .blurb = "of coasts" }, \
  { .name = "grid-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff26", .blurb = "of the graticule" }, \
  { .name = "rim-colour", .kind = TLR_KEY_COLOUR, .fallback = "#9cc4ff90", .blurb = "of the edge of the ball" }, \
  { .name = "night-colour", .kind = TLR_KEY_COLOUR, .fallback = "#000008a0", .blurb = "of the night" }

G_END_DECLS
