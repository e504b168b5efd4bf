/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"
#include "core/time/scale.h"

G_BEGIN_DECLS

/* The keywords of orbit data messages whose values are kept (CCSDS 502.0-B-3, tables
 * 3-1 to 3-3, 4-1 to 4-3, 5-1 to 5-3; the same names in XML, 505.0-B-3, and in
 * catalogues of mean elements as JSON and CSV); all there are: ndm-keyword.h. */
typedef enum {
  TLM_NDM_OBJECT_NAME,
  TLM_NDM_OBJECT_ID,
  TLM_NDM_CENTER_NAME,
  TLM_NDM_REF_FRAME,
  TLM_NDM_REF_FRAME_EPOCH,
  TLM_NDM_TIME_SYSTEM,
  TLM_NDM_START_TIME,
  TLM_NDM_STOP_TIME,
  TLM_NDM_USEABLE_START_TIME,
  TLM_NDM_USEABLE_STOP_TIME,
  TLM_NDM_INTERPOLATION,
  TLM_NDM_INTERPOLATION_DEGREE,
  TLM_NDM_MEAN_ELEMENT_THEORY,
  TLM_NDM_EPOCH,
  TLM_NDM_X,            /* a state: these nine stay in this order */
  TLM_NDM_Y,
  TLM_NDM_Z,
  TLM_NDM_X_DOT,
  TLM_NDM_Y_DOT,
  TLM_NDM_Z_DOT,
  TLM_NDM_X_DDOT,
  TLM_NDM_Y_DDOT,
  TLM_NDM_Z_DDOT,
  TLM_NDM_MEAN_MOTION,
  TLM_NDM_ECCENTRICITY,
  TLM_NDM_INCLINATION,
  TLM_NDM_RA_OF_ASC_NODE,
  TLM_NDM_ARG_OF_PERICENTER,
  TLM_NDM_MEAN_ANOMALY,
  TLM_NDM_EPHEMERIS_TYPE,
  TLM_NDM_NORAD_CAT_ID,
  TLM_NDM_REV_AT_EPOCH,
  TLM_NDM_BSTAR,
  TLM_NDM_MEAN_MOTION_DOT,
  TLM_NDM_MEAN_MOTION_DDOT,
  TLM_NDM_MAN_EPOCH_IGNITION,
  TLM_NDM_N_FIELDS
} TlmNdmField;

/* Longest value kept, bytes. */
#define TLM_NDM_MAX_VALUE 256

/* A value as it was written, and where. */
typedef struct {
  gboolean set;
  guint line;
  char text[TLM_NDM_MAX_VALUE];   /* UTF-8, blanks around it taken off */
} TlmNdmValue;

/* All keywords of one segment. */
typedef struct {
  TlmNdmValue values[TLM_NDM_N_FIELDS];
} TlmNdmBlock;

/* "OBJECT_NAME"; static. */
const char *tlm_ndm_field_name (TlmNdmField field);

/* Sets TLM_ERROR_FORMAT "line 17: found …": returns FALSE. */
gboolean tlm_ndm_fail (guint line, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* Stores a value of LENGTH bytes. UNIT (of UNIT_LENGTH, NULL when none is given)
 * must be the one that the standard prescribes: none other is converted. FALSE
 * for another unit, a value longer than kept, or one given twice. */
gboolean tlm_ndm_block_set (TlmNdmBlock *block, TlmNdmField field, guint line, const char *text,
    gsize length, const char *unit, gsize unit_length, GError **error);

/* Reads a value that must be there; LINE is where it is missed. */
gboolean tlm_ndm_block_number (const TlmNdmBlock *block, TlmNdmField field, guint line,
    double *out, GError **error);
gboolean tlm_ndm_block_time (const TlmNdmBlock *block, TlmNdmField field, TlmTimeScale scale,
    guint line, TlmInstant *out, GError **error);

/* The text, or NULL when it was not given. */
const char *tlm_ndm_block_text (const TlmNdmBlock *block, TlmNdmField field);

/* Forgets everything. */
void tlm_ndm_block_clear (TlmNdmBlock *block);

/* Forgets the epoch and the state. */
void tlm_ndm_block_clear_state (TlmNdmBlock *block);

G_END_DECLS
