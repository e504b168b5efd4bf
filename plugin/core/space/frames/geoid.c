/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/geoid.h"

#include <math.h>
#include <proj.h>

/* Under either of the names that PROJ's data packages give the grid. */
static const char pipeline[] =
    "+proj=vgridshift +grids=@us_nga_egm96_15.tif,@egm96_15.gtx +multiplier=1";

/* PROJ objects belong to one thread at a time. */
static GMutex lock;

/* Whether the grid is really there: PROJ lets optional ones (@) be absent and
 * then shifts by nothing. South of Ghana the geoid is 17 m above the ellipsoid. */
static gboolean
has_data (PJ *grid)
{
  double undulation_m = proj_trans (grid, PJ_FWD, proj_coord (0.0, 0.0, 0.0, 0.0)).lpz.z;

  return isfinite (undulation_m) && undulation_m != 0.0;
}

/* Kept for the life of the process, like the grid that it has loaded; NULL when
 * there is none. */
static PJ *
open_grid (void)
{
  PJ_CONTEXT *context = proj_context_create ();
  PJ *grid;

  proj_log_level (context, PJ_LOG_NONE);
  proj_context_set_enable_network (context, 0);
  grid = proj_create (context, pipeline);
  if (grid && has_data (grid))
    return grid;
  proj_destroy (grid);
  proj_context_destroy (context);
  return NULL;
}

/* Call with the lock held. */
static PJ *
the_grid (void)
{
  static gboolean tried;
  static PJ *grid;

  if (!tried)
    grid = open_grid ();
  tried = TRUE;
  return grid;
}

double
tlm_geoid_undulation_m (double latitude_rad, double longitude_rad)
{
  double undulation_m = NAN;
  PJ *grid;

  if (!isfinite (latitude_rad) || !isfinite (longitude_rad) || fabs (latitude_rad) > G_PI_2)
    return NAN;
  longitude_rad = remainder (longitude_rad, 2.0 * G_PI);
  g_mutex_lock (&lock);
  grid = the_grid ();
  if (grid) {
    PJ_COORD shifted = proj_trans (grid, PJ_FWD,
        proj_coord (longitude_rad, latitude_rad, 0.0, 0.0));

    if (isfinite (shifted.lpz.z))
      undulation_m = shifted.lpz.z;
    else
      proj_errno_reset (grid);
  }
  g_mutex_unlock (&lock);
  return undulation_m;
}

gboolean
tlm_geoid_available (void)
{
  gboolean available;

  g_mutex_lock (&lock);
  available = the_grid () != NULL;
  g_mutex_unlock (&lock);
  return available;
}
