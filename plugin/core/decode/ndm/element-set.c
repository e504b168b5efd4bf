/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/ndm/element-set.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/decode/ndm/object-choice.h"
#include "core/time/iso8601.h"

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
    tlm_log_bad (log, "object %u: left out; choose one, as in object=%u: %s", elements->catalogue_number,
        elements->catalogue_number, tlm_limit_said (TLM_LIMIT_VEHICLES));
    return TRUE;
  }
  if (!vehicle->ephemeris)
    vehicle->ephemeris = tlm_ephemeris_new ();
  if (!tlm_ephemeris_add_elements (vehicle->ephemeris, elements, error))
    return FALSE;
  log->n_good++;
  return TRUE;
}

static TlmObject
object_of (const GArray *sets, guint index)
{
  const TlmMeanElements *elements = &g_array_index (sets, TlmMeanElements, index);

  return (TlmObject) { elements->name, elements->international_designator,
    elements->catalogue_number };
}

static gboolean
all_one_object (const GArray *sets)
{
  for (guint i = 1; i < sets->len; i++) {
    TlmObject first = object_of (sets, 0), one = object_of (sets, i);
    if (!tlm_object_equal (&first, &one))
      return FALSE;
  }
  return TRUE;
}

/* The index of the first set of the object that is wanted, or -1. */
static gssize
choose (const GArray *sets, const char *wanted, GError **error)
{
  g_autoptr (GArray) objects = g_array_sized_new (FALSE, FALSE, sizeof (TlmObject), sets->len);

  for (guint i = 0; i < sets->len; i++) {
    TlmObject one = object_of (sets, i);
    g_array_append_val (objects, one);
  }
  return tlm_object_choose ((const TlmObject *) (const void *) objects->data, objects->len,
      wanted, error);
}

gboolean
tlm_element_sets_add (TlmLog *log, const GArray *sets, const TlmDecodeOptions *options,
    GError **error)
{
  const char *wanted = options ? options->object : NULL, *fallback = NULL;
  gssize chosen = 0;

  g_return_val_if_fail (log && sets, FALSE);
  if (sets->len == 0)
    return TRUE;
  if (wanted && (chosen = choose (sets, wanted, error)) < 0)
    return FALSE;
  if (options && (wanted || all_one_object (sets)))
    fallback = options->vehicle;
  for (guint i = 0; i < sets->len; i++) {
    TlmObject one = object_of (sets, i), of = object_of (sets, (guint) chosen);
    if ((!wanted || tlm_object_equal (&one, &of))
        && !tlm_element_set_add (log, &g_array_index (sets, TlmMeanElements, i), fallback, error))
      return FALSE;
  }
  return TRUE;
}

/* One end of one set. */
static void
warn_of_end (TlmLog *log, const TlmLogVehicle *vehicle, guint index, gboolean backwards)
{
  TlmInstant at;
  const char *reason = tlm_ephemeris_elements_end (vehicle->ephemeris, index, backwards, &at);
  g_autofree char *utc = NULL;

  if (!reason)
    return;
  utc = tlm_instant_format_utc (at, 0, FALSE);
  tlm_log_warn (log, "%s: nothing is shown %s %s: SGP4 says that %s", vehicle->name,
      backwards ? "up to" : "from", utc, reason);
}

void
tlm_element_sets_warn (TlmLog *log)
{
  g_return_if_fail (log);
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    guint n = vehicle->ephemeris ? tlm_ephemeris_n_elements (vehicle->ephemeris) : 0;
    for (guint k = 0; k < n; k++) {
      warn_of_end (log, vehicle, k, TRUE);
      warn_of_end (log, vehicle, k, FALSE);
    }
  }
}
