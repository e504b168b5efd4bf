/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/orbit/elements.h"

#include <math.h>
#include <string.h>

#include "core/base/error.h"

typedef struct {
  const char *name;
  gsize offset;
  double unit; /* SI value of one published unit */
  const char *unit_name;
  double low, high; /* in published units; HIGH itself is outside */
} FieldRange;

/* Limits beyond any orbit about the Earth: one revolution in a million days
 * (SGP4 itself refuses such), 20 a day is below the surface. */
static const FieldRange field_ranges[] = {
  { .name = "mean motion", .offset = G_STRUCT_OFFSET (TlmMeanElements, mean_motion),
    .unit = TLM_REV_PER_DAY, .unit_name = "rev/day", .low = 1e-6, .high = 20.0 },
  { .name = "eccentricity", .offset = G_STRUCT_OFFSET (TlmMeanElements, eccentricity),
    .unit = 1.0, .unit_name = "", .low = 0.0, .high = 1.0 },
  { .name = "inclination", .offset = G_STRUCT_OFFSET (TlmMeanElements, inclination),
    .unit = TLM_DEGREE, .unit_name = "deg", .low = 0.0, .high = 180.0 + 1e-9 },
  { .name = "right ascension of the node", .offset = G_STRUCT_OFFSET (TlmMeanElements, raan),
    .unit = TLM_DEGREE, .unit_name = "deg", .low = -360.0, .high = 360.0 + 1e-9 },
  { .name = "argument of perigee", .offset = G_STRUCT_OFFSET (TlmMeanElements, argument_perigee),
    .unit = TLM_DEGREE, .unit_name = "deg", .low = -360.0, .high = 360.0 + 1e-9 },
  { .name = "mean anomaly", .offset = G_STRUCT_OFFSET (TlmMeanElements, mean_anomaly),
    .unit = TLM_DEGREE, .unit_name = "deg", .low = -360.0, .high = 360.0 + 1e-9 },
  { .name = "B*", .offset = G_STRUCT_OFFSET (TlmMeanElements, bstar),
    .unit = 1.0, .unit_name = "1/Earth radii", .low = -1e9, .high = 1e9 },
  { .name = "mean motion derivative", .offset = G_STRUCT_OFFSET (TlmMeanElements, mean_motion_dot),
    .unit = TLM_REV_PER_DAY2, .unit_name = "rev/day^2", .low = -1e9, .high = 1e9 },
  { .name = "mean motion second derivative", .offset = G_STRUCT_OFFSET (TlmMeanElements, mean_motion_ddot),
    .unit = TLM_REV_PER_DAY3, .unit_name = "rev/day^3", .low = -1e9, .high = 1e9 },
};

static gboolean
text_is_valid (const char *text, gsize size)
{
  return memchr (text, '\0', size) && g_utf8_validate (text, -1, NULL);
}

static gboolean
check_identity (const TlmMeanElements *elements, GError **error)
{
  if (!text_is_valid (elements->name, sizeof elements->name)
      || !text_is_valid (elements->international_designator,
          sizeof elements->international_designator)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE,
        "elements of object %u: the name or designator is no UTF-8 text",
        elements->catalogue_number);
    return FALSE;
  }
  if (elements->catalogue_number > 999999999) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE,
        "elements of \"%s\": catalogue number %u, must be at most 999999999",
        elements->name, elements->catalogue_number);
    return FALSE;
  }
  if (elements->epoch == TLM_TIME_NONE) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE,
        "elements of object %u: no epoch", elements->catalogue_number);
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_field (const TlmMeanElements *elements, const FieldRange *range, GError **error)
{
  double value = *(const double *) ((const char *) elements + range->offset) / range->unit;

  /* written so that NaN fails */
  if (value >= range->low && value < range->high)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE,
      "elements of object %u: %s is %.9g %s, must be %g to %g",
      elements->catalogue_number, range->name, value, range->unit_name,
      range->low, range->high);
  return FALSE;
}

gboolean
tlm_mean_elements_validate (const TlmMeanElements *elements, GError **error)
{
  g_return_val_if_fail (elements, FALSE);

  if (!check_identity (elements, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (field_ranges); i++)
    if (!check_field (elements, &field_ranges[i], error))
      return FALSE;
  return TRUE;
}

gboolean
tlm_ephemeris_type_is_sgp4 (guint type, const char **theory)
{
  static const char *const others[] = {
    [1] = "SGP",
    [3] = "SDP4 or PPT3",
    [4] = "SGP4-XP, whose theory is not published",
    [5] = "SDP8",
    [6] = "special perturbations",
  };

  g_return_val_if_fail (theory, FALSE);
  if (type < G_N_ELEMENTS (others) && others[type])
    *theory = others[type];
  return type == 0 || type == 2;
}
