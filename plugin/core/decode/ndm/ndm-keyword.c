/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/ndm/ndm-keyword.h"

#include <string.h>

/* The name, since which version of OEM, OPM and OMM, and the part of the message. */
#define READ(keyword, oem, opm, omm, in) \
    { .name = #keyword, .since = { oem, opm, omm }, .part = TLM_NDM_##in, \
        .field = TLM_NDM_##keyword }
#define PASS(keyword, oem, opm, omm, in) \
    { .name = #keyword, .since = { oem, opm, omm }, .part = TLM_NDM_##in, \
        .field = TLM_NDM_N_FIELDS }

static const TlmNdmKeyword keywords[] = {
  PASS (CLASSIFICATION, 3, 3, 3, HEADER),
  PASS (CREATION_DATE, 1, 1, 2, HEADER),
  PASS (ORIGINATOR, 1, 1, 2, HEADER),
  PASS (MESSAGE_ID, 3, 3, 3, HEADER),
  READ (OBJECT_NAME, 1, 1, 2, METADATA),
  READ (OBJECT_ID, 1, 1, 2, METADATA),
  READ (CENTER_NAME, 1, 1, 2, METADATA),
  READ (REF_FRAME, 1, 1, 2, METADATA),
  READ (REF_FRAME_EPOCH, 2, 2, 2, METADATA),
  READ (TIME_SYSTEM, 1, 1, 2, METADATA),
  READ (START_TIME, 1, 0, 0, METADATA),
  READ (USEABLE_START_TIME, 1, 0, 0, METADATA),
  READ (USEABLE_STOP_TIME, 1, 0, 0, METADATA),
  READ (STOP_TIME, 1, 0, 0, METADATA),
  READ (INTERPOLATION, 1, 0, 0, METADATA),
  READ (INTERPOLATION_DEGREE, 1, 0, 0, METADATA),
  READ (MEAN_ELEMENT_THEORY, 0, 0, 2, METADATA),
  READ (EPOCH, 1, 1, 2, DATA),
  READ (X, 1, 1, 0, DATA),
  READ (Y, 1, 1, 0, DATA),
  READ (Z, 1, 1, 0, DATA),
  READ (X_DOT, 1, 1, 0, DATA),
  READ (Y_DOT, 1, 1, 0, DATA),
  READ (Z_DOT, 1, 1, 0, DATA),
  READ (X_DDOT, 2, 0, 0, DATA),
  READ (Y_DDOT, 2, 0, 0, DATA),
  READ (Z_DDOT, 2, 0, 0, DATA),
  PASS (SEMI_MAJOR_AXIS, 0, 1, 2, DATA),
  READ (MEAN_MOTION, 0, 0, 2, DATA),
  READ (ECCENTRICITY, 0, 1, 2, DATA),
  READ (INCLINATION, 0, 1, 2, DATA),
  READ (RA_OF_ASC_NODE, 0, 1, 2, DATA),
  READ (ARG_OF_PERICENTER, 0, 1, 2, DATA),
  PASS (TRUE_ANOMALY, 0, 1, 0, DATA),
  READ (MEAN_ANOMALY, 0, 1, 2, DATA),
  PASS (GM, 0, 1, 2, DATA),
  PASS (MASS, 0, 1, 2, DATA),
  PASS (SOLAR_RAD_AREA, 0, 1, 2, DATA),
  PASS (SOLAR_RAD_COEFF, 0, 1, 2, DATA),
  PASS (DRAG_AREA, 0, 1, 2, DATA),
  PASS (DRAG_COEFF, 0, 1, 2, DATA),
  READ (EPHEMERIS_TYPE, 0, 0, 2, DATA),
  PASS (CLASSIFICATION_TYPE, 0, 0, 2, DATA),
  READ (NORAD_CAT_ID, 0, 0, 2, DATA),
  PASS (ELEMENT_SET_NO, 0, 0, 2, DATA),
  READ (REV_AT_EPOCH, 0, 0, 2, DATA),
  READ (BSTAR, 0, 0, 2, DATA),
  PASS (BTERM, 0, 0, 3, DATA),
  READ (MEAN_MOTION_DOT, 0, 0, 2, DATA),
  READ (MEAN_MOTION_DDOT, 0, 0, 2, DATA),
  PASS (AGOM, 0, 0, 3, DATA),
  PASS (COV_REF_FRAME, 2, 2, 2, COVARIANCE),
  PASS (CX_X, 2, 2, 2, COVARIANCE),
  PASS (CY_X, 2, 2, 2, COVARIANCE),
  PASS (CY_Y, 2, 2, 2, COVARIANCE),
  PASS (CZ_X, 2, 2, 2, COVARIANCE),
  PASS (CZ_Y, 2, 2, 2, COVARIANCE),
  PASS (CZ_Z, 2, 2, 2, COVARIANCE),
  PASS (CX_DOT_X, 2, 2, 2, COVARIANCE),
  PASS (CX_DOT_Y, 2, 2, 2, COVARIANCE),
  PASS (CX_DOT_Z, 2, 2, 2, COVARIANCE),
  PASS (CX_DOT_X_DOT, 2, 2, 2, COVARIANCE),
  PASS (CY_DOT_X, 2, 2, 2, COVARIANCE),
  PASS (CY_DOT_Y, 2, 2, 2, COVARIANCE),
  PASS (CY_DOT_Z, 2, 2, 2, COVARIANCE),
  PASS (CY_DOT_X_DOT, 2, 2, 2, COVARIANCE),
  PASS (CY_DOT_Y_DOT, 2, 2, 2, COVARIANCE),
  PASS (CZ_DOT_X, 2, 2, 2, COVARIANCE),
  PASS (CZ_DOT_Y, 2, 2, 2, COVARIANCE),
  PASS (CZ_DOT_Z, 2, 2, 2, COVARIANCE),
  PASS (CZ_DOT_X_DOT, 2, 2, 2, COVARIANCE),
  PASS (CZ_DOT_Y_DOT, 2, 2, 2, COVARIANCE),
  PASS (CZ_DOT_Z_DOT, 2, 2, 2, COVARIANCE),
  READ (MAN_EPOCH_IGNITION, 0, 1, 0, MANOEUVRE),
  PASS (MAN_DURATION, 0, 1, 0, MANOEUVRE),
  PASS (MAN_DELTA_MASS, 0, 1, 0, MANOEUVRE),
  PASS (MAN_REF_FRAME, 0, 1, 0, MANOEUVRE),
  PASS (MAN_DV_1, 0, 1, 0, MANOEUVRE),
  PASS (MAN_DV_2, 0, 1, 0, MANOEUVRE),
  PASS (MAN_DV_3, 0, 1, 0, MANOEUVRE),
  PASS (USER_DEFINED_, 0, 2, 2, USER),
};

#undef READ
#undef PASS

/* Followed by a name of the message's own. */
#define USER_DEFINED "USER_DEFINED_"
#define MAX_NAME 32

static gpointer
make_index (gpointer unused)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    g_hash_table_insert (index, (gpointer) keywords[i].name, (gpointer) &keywords[i]);
  return index;
}

const TlmNdmKeyword *
tlm_ndm_keyword_find (const char *name, gsize length)
{
  static GOnce once = G_ONCE_INIT;
  char key[MAX_NAME];

  if (length > strlen (USER_DEFINED) && memcmp (name, USER_DEFINED, strlen (USER_DEFINED)) == 0)
    length = strlen (USER_DEFINED);
  if (length >= sizeof key)
    return NULL;
  memcpy (key, name, length);
  key[length] = '\0';
  return g_hash_table_lookup (g_once (&once, make_index, NULL), key);
}
