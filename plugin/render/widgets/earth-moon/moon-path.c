/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/earth-moon/moon-path.h"

#include <math.h>

#include "core/space/frames/earth.h"
#include "core/space/frames/geodetic.h"
#include "core/timeline/curve.h"
#include "render/scene/refresh.h"
#include "render/widgets/trace.h"

/* Into how many parts a long piece is divided, and how many pieces at the most. */
#define FINER 24
#define MOST_FINER 48

static guint
vehicle_of (const TlrWidget *widget)
{
  return (guint) MAX (widget->vehicle, 0);
}

void
tlr_moon_path_init (TlrMoonPath *path, TlrWidget *widget)
{
  static const char *const names[] = { "latitude", "longitude", "altitude-ellipsoid|altitude" };
  const TlmTimeline *timeline = widget->context->timeline;

  path->is_known = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    path->is_known = path->is_known && tlr_trace_channel (widget, names[i], &path->channels[i]) &&
        tlm_timeline_has_channel (timeline, vehicle_of (widget), path->channels[i], NULL);
    if (path->is_known)
      tlm_channel_set_add (&widget->context->channels, path->channels[i]);
  }
}

gint64
tlr_moon_path_number (const TlrMoonPath *path, const TlrWidget *widget, gint64 time_ns)
{
  return tlr_refresh_slot (widget->context->timeline, path->step_ns, time_ns);
}

TlrMoonPlane
tlr_moon_path_plane (const TlrMoonPath *path, TlmInstant instant)
{
  return path->with_moon ? tlr_moon_plane_of_moon (instant) : path->plane;
}

TlrMoonPlace
tlr_moon_path_place (const TlrMoonPath *path, TlmInstant instant, double latitude, double longitude, double height_m)
{
  const TlmGeodetic place = { longitude * G_PI / 180, latitude * G_PI / 180, height_m };
  TlrMoonPlane plane;
  TlmMat3 turn;

  if (!isfinite (latitude) || !isfinite (longitude) || !isfinite (height_m) || instant == TLM_TIME_NONE)
    return (TlrMoonPlace) { NAN, NAN };
  plane = tlr_moon_path_plane (path, instant);
  turn = tlm_frame_rotation (TLM_FRAME_ITRF, TLM_FRAME_GCRF, instant, NULL);
  return tlr_moon_plane_place (&plane, tlm_mat3_apply (&turn, tlm_geodetic_to_itrf (&place)));
}

void
tlr_moon_path_finish (TlrMoonPath *path)
{
  g_clear_pointer (&path->places, g_array_unref);
}

/* N places from FIRST_NS on. */
static void
sample (const TlrMoonPath *path, const TlrWidget *widget, gint64 first_ns, TlmDuration step_ns, guint n, TlrMoonPlace *places)
{
  const TlmTimeline *timeline = widget->context->timeline;
  double values[3 * TLR_MOON_SAMPLES];

  tlm_curve_sample (timeline, vehicle_of (widget), path->channels, 3, first_ns, step_ns, n, values);
  for (guint i = 0; i < n; i++)
    places[i] = tlr_moon_path_place (path, tlm_timeline_to_instant (timeline, first_ns + i * step_ns), values[i],
        values[n + i], values[2 * n + i]);
}

/* The places between two on the grid that are far apart. */
static void
add_finer (TlrMoonPath *path, const TlrWidget *widget, gint64 from_ns)
{
  TlrMoonPlace places[FINER - 1];
  TlmDuration step_ns = MAX (path->step_ns / FINER, 1);

  sample (path, widget, from_ns + step_ns, step_ns, FINER - 1, places);
  g_array_append_vals (path->places, places, FINER - 1);
}

void
tlr_moon_path_fill (TlrMoonPath *path, const TlrWidget *widget, gint64 now, guint64 revision)
{
  gint64 newest = now + (TLR_MOON_SAMPLES - 1 - path->past);
  TlrMoonPlace grid[TLR_MOON_SAMPLES];
  guint n_finer = 0;

  if (!path->is_known || (path->places && path->revision == revision && path->newest == newest))
    return;
  gint64 first_ns = tlr_refresh_time (widget->context->timeline, path->step_ns, newest - TLR_MOON_SAMPLES + 1);
  sample (path, widget, first_ns, path->step_ns, TLR_MOON_SAMPLES, grid);
  tlr_moon_path_finish (path);
  path->places = g_array_new (FALSE, FALSE, sizeof (TlrMoonPlace));
  for (guint i = 0; i < TLR_MOON_SAMPLES; i++) {
    gboolean is_long = i > 0 && hypot (grid[i].x - grid[i - 1].x, grid[i].y - grid[i - 1].y) > path->long_m;
    if (is_long && n_finer++ < MOST_FINER)
      add_finer (path, widget, first_ns + (i - 1) * path->step_ns);
    g_array_append_val (path->places, grid[i]);
    if (i == path->past)
      path->n_past = path->places->len;
  }
  path->newest = newest;
  path->revision = revision;
}
