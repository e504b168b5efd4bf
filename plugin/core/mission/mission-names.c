/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/mission/mission-private.h"

const char *const tlm_mission_provenances[TLM_MISSION_N_PROVENANCES] = {
  [TLM_PROVENANCE_MEASURED] = "measured",
  [TLM_PROVENANCE_RECONSTRUCTED] = "reconstructed",
  [TLM_PROVENANCE_SIMULATED] = "simulated",
  [TLM_PROVENANCE_PREDICTED] = "predicted",
};

const char *const tlm_mission_datums[TLM_MISSION_N_DATUMS] = {
  [TLM_DATUM_UNDECLARED] = NULL,
  [TLM_DATUM_ELLIPSOID] = "ellipsoid",
  [TLM_DATUM_MSL] = "msl",
  [TLM_DATUM_AGL] = "agl",
};

const char *const tlm_mission_bodies[TLM_MISSION_N_BODIES] = {
  [TLM_SITE_UNKNOWN] = NULL,
  [TLM_SITE_EARTH] = "earth",
  [TLM_SITE_MOON] = "moon",
  [TLM_SITE_MARS] = "mars",
};

const char *const tlm_mission_outliers[TLM_MISSION_N_OUTLIERS] = {
  [TLM_OUTLIERS_LEAVE_OUT] = "leave-out",
  [TLM_OUTLIERS_KEEP] = "keep",
};

gboolean
tlm_mission_find_choice (const char *const *choices, guint n_choices, const char *name, guint *index)
{
  for (guint i = 0; i < n_choices; i++) {
    if (choices[i] && strcmp (choices[i], name) == 0) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}

const char *
tlm_provenance_name (TlmProvenance provenance)
{
  g_return_val_if_fail (provenance < TLM_MISSION_N_PROVENANCES, "");
  return tlm_mission_provenances[provenance];
}

gboolean
tlm_provenance_from_name (const char *name, TlmProvenance *out)
{
  guint index;

  g_return_val_if_fail (name != NULL && out != NULL, FALSE);
  if (!tlm_mission_find_choice (tlm_mission_provenances, TLM_MISSION_N_PROVENANCES, name, &index))
    return FALSE;
  *out = index;
  return TRUE;
}

TlmProvenance
tlm_mission_provenance_at (const TlmMission *mission, const TlmSnapshot *snapshot, guint vehicle)
{
  g_return_val_if_fail (snapshot != NULL, TLM_PROVENANCE_MEASURED);
  if (mission && (mission->has_provenance || mission->provenance != TLM_PROVENANCE_MEASURED))
    return mission->provenance;
  return tlm_snapshot_is_predicted (snapshot, vehicle) ? TLM_PROVENANCE_PREDICTED
      : TLM_PROVENANCE_MEASURED;
}

const char *
tlm_site_body_name (TlmSiteBody body)
{
  g_return_val_if_fail (body < TLM_MISSION_N_BODIES, NULL);
  return tlm_mission_bodies[body];
}

const char *
tlm_datum_name (TlmDatum datum)
{
  g_return_val_if_fail (datum < TLM_MISSION_N_DATUMS, NULL);
  return tlm_mission_datums[datum];
}

gboolean
tlm_datum_from_name (const char *name, TlmDatum *out)
{
  guint index;

  g_return_val_if_fail (name != NULL && out != NULL, FALSE);
  if (!tlm_mission_find_choice (tlm_mission_datums, TLM_MISSION_N_DATUMS, name, &index))
    return FALSE;
  *out = index;
  return TRUE;
}
