/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "render/draw/axis.h"
#include "render/widgets/map/map-view.h"

/* Room around what is fitted, and the least that is shown, degrees of latitude: a hop of a few
 * kilometres is not drawn as large as a flight. */
#define MARGIN 0.25
#define LEAST 0.25

double
tlr_map_turn (const TlrMapView *view)
{
  return view->rect.width / (view->east - view->west) * 360;
}

double
tlr_map_x (const TlrMapView *view, double longitude)
{
  return view->rect.x + (longitude - view->west) * (tlr_map_turn (view) / 360);
}

double
tlr_map_y (const TlrMapView *view, double latitude)
{
  return view->rect.y + (view->north - latitude) * view->rect.height / (view->north - view->south);
}

double
tlr_map_graticule (const TlrMapView *view, double n)
{
  static const double wide[] = { 10, 15, 30, 45 };
  double least = (view->east - view->west) / n;

  if (least < 10)
    return tlr_axis_fit (0, view->east - view->west, (guint) MAX (n, 1), FALSE).step;
  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    if (wide[i] >= least)
      return wide[i];
  return 90;
}

static void
whole (TlrMapView *view)
{
  view->west = -180;
  view->east = 180;
  view->south = -90;
  view->north = 90;
}

/* Longitudes without steps, counted on from the first. */
static gboolean
bounds (const double *latitudes, const double *longitudes, guint n, TlrMapView *box)
{
  double before = NAN, shift = 0;

  box->west = box->south = INFINITY;
  box->east = box->north = -INFINITY;
  for (guint i = 0; i < n; i++) {
    if (!isfinite (latitudes[i]) || !isfinite (longitudes[i]))
      continue;
    if (isfinite (before))
      shift += 360 * round ((before - longitudes[i]) / 360);
    before = longitudes[i];
    box->west = MIN (box->west, before + shift);
    box->east = MAX (box->east, before + shift);
    box->south = MIN (box->south, latitudes[i]);
    box->north = MAX (box->north, latitudes[i]);
  }
  return box->west <= box->east;
}

void
tlr_map_fit (TlrMapView *view, const double *latitudes, const double *longitudes, guint n,
    double aspect)
{
  TlrMapView box = *view;

  whole (view);
  if (!bounds (latitudes, longitudes, n, &box) || box.east - box.west > 180)
    return;
  double middle = (box.south + box.north) / 2, centre = (box.west + box.east) / 2;
  double squeeze = MAX (cos (middle * G_PI / 180), 0.1);
  double height = MAX ((box.north - box.south) * (1 + 2 * MARGIN), LEAST);
  double width = MAX ((box.east - box.west) * (1 + 2 * MARGIN), LEAST / squeeze);
  if (width * squeeze < height * aspect)
    width = height * aspect / squeeze;
  else
    height = width * squeeze / aspect;
  if (width >= 360 || height >= 180)
    return;
  middle = CLAMP (middle, -90 + height / 2, 90 - height / 2);
  view->west = centre - width / 2;
  view->east = centre + width / 2;
  view->south = middle - height / 2;
  view->north = middle + height / 2;
}
