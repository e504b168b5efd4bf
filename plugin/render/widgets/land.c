/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/land.h"

#include <gio/gio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LAND_PATH "/org/gst-telemetry/map/land.txt"
#define NAMED_PATH "/org/gst-telemetry/map/below.txt"

/* So far from the edges of the plane, degrees, that no place lies on one. */
#define INSIDE 1e-4

GResource *telemetry_layouts_get_resource (void);

/* "-12,345 …" in tenths of degrees up to the end of the line. */
static void
read_corners (const char *line, GArray *corners)
{
  while (*line) {
    char *end;
    double longitude = (double) strtol (line, &end, 10) / 10.0;
    double latitude = *end == ',' ? (double) strtol (end + 1, &end, 10) / 10.0 : 0;
    TlrLandCorner corner = { longitude, latitude };

    if (end == line)
      return;
    g_array_append_val (corners, corner);
    line = end;
  }
}

static void
find_box (TlrRing *ring)
{
  ring->least = (TlrLandCorner) { 180, 90 };
  ring->most = (TlrLandCorner) { -180, -90 };
  for (guint i = 0; i < ring->corners->len; i++) {
    const TlrLandCorner *corner = &g_array_index (ring->corners, TlrLandCorner, i);

    ring->least.longitude = MIN (ring->least.longitude, corner->longitude);
    ring->least.latitude = MIN (ring->least.latitude, corner->latitude);
    ring->most.longitude = MAX (ring->most.longitude, corner->longitude);
    ring->most.latitude = MAX (ring->most.latitude, corner->latitude);
  }
}

static void
read_line (const char *line, GPtrArray *rings)
{
  const char *tab = strchr (line, '\t');
  TlrRing *ring;

  if (line[0] == '#' || line[0] == 0)
    return;
  ring = g_new0 (TlrRing, 1);
  ring->name = tab ? g_strndup (line, (gsize) (tab - line)) : g_strdup ("");
  ring->corners = g_array_new (FALSE, FALSE, sizeof (TlrLandCorner));
  read_corners (tab ? tab + 1 : line, ring->corners);
  find_box (ring);
  g_ptr_array_add (rings, ring);
}

static GPtrArray *
read_rings (const char *path)
{
  GPtrArray *rings = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = g_resource_lookup_data (telemetry_layouts_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
      NULL);
  g_auto (GStrv) lines = g_strsplit (bytes ? g_bytes_get_data (bytes, NULL) : "", "\n", -1);

  for (char **line = lines; *line; line++)
    read_line (*line, rings);
  return rings;
}

const GPtrArray *
tlr_land_get (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) read_rings (LAND_PATH));
  return (const GPtrArray *) once;
}

const GPtrArray *
tlr_land_get_named (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) read_rings (NAMED_PATH));
  return (const GPtrArray *) once;
}

gboolean
tlr_ring_has (const TlrRing *ring, double latitude, double longitude)
{
  const TlrLandCorner *corners = (const TlrLandCorner *) (const void *) ring->corners->data;
  gboolean has = FALSE;

  longitude = CLAMP (remainder (longitude, 360), INSIDE - 180, 180 - INSIDE);
  latitude = CLAMP (latitude, INSIDE - 90, 90 - INSIDE);
  if (latitude < ring->least.latitude || latitude > ring->most.latitude || longitude < ring->least.longitude ||
      longitude > ring->most.longitude)
    return FALSE;
  for (guint i = 0, k = ring->corners->len - 1; i < ring->corners->len; k = i++) {
    const TlrLandCorner *a = &corners[i], *b = &corners[k];

    if ((a->latitude > latitude) != (b->latitude > latitude) &&
        longitude < a->longitude + (latitude - a->latitude) * (b->longitude - a->longitude) / (b->latitude - a->latitude))
      has = !has;
  }
  return has;
}

guint
tlr_land_below (double latitude, double longitude)
{
  const GPtrArray *rings = tlr_land_get_named ();

  if (!isfinite (latitude) || !isfinite (longitude))
    return G_MAXUINT;
  for (guint i = 0; i < rings->len; i++)
    if (tlr_ring_has (rings->pdata[i], latitude, longitude))
      return i;
  return G_MAXUINT;
}
