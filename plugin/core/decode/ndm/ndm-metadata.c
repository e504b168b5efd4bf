/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/print-safe.h"
#include "core/decode/ndm/ndm-internal.h"
#include "core/base/limits.h"
#include "core/space/frames/earth.h"

#define M_PER_KM 1000.0

static gboolean
require_all (const TlmNdm *ndm, guint line, GError **error)
{
  static const TlmNdmField mandatory[] = { TLM_NDM_OBJECT_NAME, TLM_NDM_OBJECT_ID,
    TLM_NDM_CENTER_NAME, TLM_NDM_REF_FRAME, TLM_NDM_TIME_SYSTEM };

  for (guint i = 0; i < G_N_ELEMENTS (mandatory); i++)
    if (!ndm->block.values[mandatory[i]].set)
      return tlm_ndm_fail (line, error, "found no %s before here, expected it: it is mandatory in "
          "an %s", tlm_ndm_field_name (mandatory[i]), tlm_ndm_message_name (ndm->message));
  return TRUE;
}

static gboolean
read_scale (TlmNdm *ndm, GError **error)
{
  const TlmNdmValue *value = &ndm->block.values[TLM_NDM_TIME_SYSTEM];
  TlmTimeScale scale;

  if (!tlm_time_scale_from_name (value->text, -1, &scale))
    return tlm_ndm_fail (value->line, error, "found TIME_SYSTEM \"%s\", expected UTC, TAI, GPS, "
        "TT, TDB or UT1", tlm_head (value->text, 32).text);
  if (ndm->has_scale && scale != ndm->scale)
    return tlm_ndm_fail (value->line, error, "found TIME_SYSTEM %s after %s, expected the same in "
        "all segments", tlm_time_scale_name (scale), tlm_time_scale_name (ndm->scale));
  ndm->scale = scale;
  ndm->has_scale = TRUE;
  return TRUE;
}

/* The moons of Mars move its barycentre by less than a millimetre. */
static gboolean
read_centre (TlmNdm *ndm, GError **error)
{
  const TlmNdmValue *value = &ndm->block.values[TLM_NDM_CENTER_NAME];
  gboolean mars = g_ascii_strcasecmp (value->text, "MARS BARYCENTER") == 0;

  ndm->centre = tlm_body_find (mars ? "MARS" : value->text, error);
  if (!ndm->centre)
    g_prefix_error (error, "line %u: CENTER_NAME: ", value->line);
  return ndm->centre != NULL;
}

/* Axes of date may be frozen at an epoch: they become those of GCRF then. */
static gboolean
freeze_axes (TlmNdm *ndm, guint line, GError **error)
{
  TlmInstant epoch;

  if (!tlm_ndm_block_time (&ndm->block, TLM_NDM_REF_FRAME_EPOCH, ndm->scale, line, &epoch, error))
    return FALSE;
  ndm->rotation = tlm_frame_rotation (ndm->frame, TLM_FRAME_GCRF, epoch, NULL);
  ndm->rotate = TRUE;
  ndm->frame = TLM_FRAME_GCRF;
  return TRUE;
}

static gboolean
is_of_date (TlmFrame frame)
{
  return frame == TLM_FRAME_MOD || frame == TLM_FRAME_TOD || frame == TLM_FRAME_TEME
      || frame == TLM_FRAME_CIRS;
}

static gboolean
read_frame (TlmNdm *ndm, guint line, GError **error)
{
  const TlmNdmValue *value = &ndm->block.values[TLM_NDM_REF_FRAME];
  gboolean of_epoch = FALSE;

  ndm->rotate = FALSE;
  if (!tlm_frame_from_name (value->text, &ndm->frame, &of_epoch, error)) {
    g_prefix_error (error, "line %u: REF_FRAME: ", value->line);
    return FALSE;
  }
  if (tlm_frame_is_earth_fixed (ndm->frame) && ndm->centre != tlm_body_earth ())
    return tlm_ndm_fail (value->line, error, "found REF_FRAME %s with CENTER_NAME %s, expected "
        "axes that do not turn with the Earth, as EME2000", tlm_head (value->text, 32).text, ndm->centre->name);
  of_epoch |= is_of_date (ndm->frame) && ndm->block.values[TLM_NDM_REF_FRAME_EPOCH].set;
  return !of_epoch || freeze_axes (ndm, line, error);
}

static void
remember_vehicle (TlmNdm *ndm)
{
  const TlmNdmValue *values = ndm->block.values;
  TlmNdmVehicle vehicle;

  for (guint i = 0; i < ndm->vehicles->len; i++)
    if (strcmp (g_array_index (ndm->vehicles, TlmNdmVehicle, i).name,
            values[TLM_NDM_OBJECT_NAME].text) == 0)
      return;
  vehicle = (TlmNdmVehicle) { g_strdup (values[TLM_NDM_OBJECT_NAME].text),
    g_strdup (values[TLM_NDM_OBJECT_ID].text) };
  g_array_append_val (ndm->vehicles, vehicle);
}

gboolean
tlm_ndm_metadata (TlmNdm *ndm, guint line, GError **error)
{
  if (!require_all (ndm, line, error) || !read_scale (ndm, error) || !read_centre (ndm, error)
      || !read_frame (ndm, line, error))
    return FALSE;
  ndm->vehicle = tlm_log_vehicle (ndm->log, ndm->block.values[TLM_NDM_OBJECT_NAME].text);
  if (!ndm->vehicle)
    return tlm_limit_fail (TLM_LIMIT_VEHICLES, TLM_ERROR_FORMAT, error, "line %u: an object more: ", line);
  if (!ndm->vehicle->ephemeris)
    ndm->vehicle->ephemeris = tlm_ephemeris_new ();
  remember_vehicle (ndm);
  return TRUE;
}

static gboolean
read_vector (const TlmNdm *ndm, TlmNdmField first, guint line, TlmVec3 *out, GError **error)
{
  TlmVec3 km;

  if (!tlm_ndm_block_number (&ndm->block, first, line, &km.x, error)
      || !tlm_ndm_block_number (&ndm->block, first + 1, line, &km.y, error)
      || !tlm_ndm_block_number (&ndm->block, first + 2, line, &km.z, error))
    return FALSE;
  *out = tlm_vec3_scale (km, M_PER_KM);
  if (ndm->rotate)
    *out = tlm_mat3_apply (&ndm->rotation, *out);
  return TRUE;
}

gboolean
tlm_ndm_read_state (TlmNdm *ndm, guint line, TlmInstant *epoch, TlmState *state,
    TlmVec3 *acceleration, GError **error)
{
  const TlmNdmValue *values = ndm->block.values;

  if (!tlm_ndm_block_time (&ndm->block, TLM_NDM_EPOCH, ndm->scale, line, epoch, error)
      || !read_vector (ndm, TLM_NDM_X, line, &state->position_m, error)
      || !read_vector (ndm, TLM_NDM_X_DOT, line, &state->velocity_m_s, error))
    return FALSE;
  if (!acceleration)
    return TRUE;
  *acceleration = (TlmVec3) { NAN, NAN, NAN };
  if (!values[TLM_NDM_X_DDOT].set && !values[TLM_NDM_Y_DDOT].set && !values[TLM_NDM_Z_DDOT].set)
    return TRUE;
  return read_vector (ndm, TLM_NDM_X_DDOT, line, acceleration, error);
}
