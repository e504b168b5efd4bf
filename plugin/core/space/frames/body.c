/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/body.h"

#include <math.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/space/frames/wgs84.h"

static const TlmBody bodies[] = {
  { .name = "EARTH", .gm_m3_s2 = TLM_WGS84_GM_M3_S2,
    .equatorial_radius_m = TLM_WGS84_RADIUS_M, .reference_radius_m = NAN },
  { .name = "MOON", .gm_m3_s2 = 4.902800118e12,
    .equatorial_radius_m = 1737400.0, .reference_radius_m = 1737400.0 },
  { .name = "MARS", .gm_m3_s2 = 4.2828375816e13,
    .equatorial_radius_m = 3396190.0, .reference_radius_m = 3396190.0 },
};

const TlmBody *
tlm_body_earth (void)
{
  return &bodies[0];
}

const TlmBody *
tlm_body_find (const char *name, GError **error)
{
  g_return_val_if_fail (name, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    if (g_ascii_strcasecmp (bodies[i].name, name) == 0)
      return &bodies[i];
  g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "no altitude can be told above \"%s\": "
      "its reference radius is not known here; EARTH, MOON and MARS are", tlm_head (name, 64).text);
  return NULL;
}
