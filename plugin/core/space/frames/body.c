/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/body.h"

#include <math.h>

#include "core/base/error.h"

static const TlmBody bodies[] = {
  { "EARTH", 3.986004418e14, 6378137.0, NAN },
  { "MOON", 4.902800118e12, 1737400.0, 1737400.0 },
  { "MARS", 4.2828375816e13, 3396190.0, 3396190.0 },
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
  g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "no altitude can be told above \"%.64s\": "
      "its reference radius is not known here; EARTH, MOON and MARS are", name);
  return NULL;
}
