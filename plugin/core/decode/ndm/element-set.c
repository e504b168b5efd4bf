/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/ndm/element-set.h"

#include <string.h>

/* Whether a vehicle's elements are of another object. */
static gboolean
is_other (const TlmLogVehicle *vehicle, const TlmMeanElements *elements)
{
  const TlmMeanElements *known;

  if (!vehicle->ephemeris || tlm_ephemeris_n_elements (vehicle->ephemeris) == 0)
    return FALSE;
  known = tlm_ephemeris_elements (vehicle->ephemeris, 0);
  return known->catalogue_number != elements->catalogue_number
      || (known->catalogue_number == 0
          && strcmp (known->international_designator, elements->international_designator) != 0);
}

static TlmLogVehicle *
vehicle_of (TlmLog *log, const TlmMeanElements *elements, const char *fallback)
{
  g_autofree char *number = g_strdup_printf ("%u", elements->catalogue_number);
  g_autofree char *both = NULL;
  const char *name = elements->name[0] ? elements->name : fallback ? fallback : number;
  TlmLogVehicle *vehicle = tlm_log_vehicle (log, name);

  if (!vehicle || !is_other (vehicle, elements))
    return vehicle;
  both = g_strdup_printf ("%s %s", name, number);
  vehicle = tlm_log_vehicle (log, both);
  return vehicle && is_other (vehicle, elements) ? NULL : vehicle;
}

gboolean
tlm_element_set_add (TlmLog *log, const TlmMeanElements *elements, const char *fallback,
    GError **error)
{
  TlmLogVehicle *vehicle;

  g_return_val_if_fail (log && elements, FALSE);
  if (!tlm_mean_elements_validate (elements, error))
    return FALSE;
  vehicle = vehicle_of (log, elements, fallback);
  if (!vehicle) {
    tlm_log_bad (log, "object %u: left out, a log holds %d vehicles", elements->catalogue_number,
        TLM_LOG_MAX_VEHICLES);
    return TRUE;
  }
  if (!vehicle->ephemeris)
    vehicle->ephemeris = tlm_ephemeris_new ();
  if (!tlm_ephemeris_add_elements (vehicle->ephemeris, elements, error))
    return FALSE;
  log->n_good++;
  return TRUE;
}
