/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/decode/ndm/ndm-field.h"

G_BEGIN_DECLS

/* Which message. */
typedef enum {
  TLM_NDM_OEM,   /* orbit ephemeris message */
  TLM_NDM_OPM,   /* orbit parameter message */
  TLM_NDM_OMM,   /* orbit mean-elements message */
  TLM_NDM_N_MESSAGES
} TlmNdmMessage;

/* Where in a message a keyword stands. */
typedef enum {
  TLM_NDM_HEADER,
  TLM_NDM_METADATA,
  TLM_NDM_DATA,
  TLM_NDM_COVARIANCE,
  TLM_NDM_MANOEUVRE,   /* may come again */
  TLM_NDM_USER
} TlmNdmPart;

/* A keyword of orbit data messages (CCSDS 502.0-B-1, B-2, B-3, tables 3-1 to 3-3, 4-1 to
 * 4-3, 5-1 to 5-4). */
typedef struct {
  const char *name;
  guint8 since[TLM_NDM_N_MESSAGES];   /* major version that brought it; 0: no keyword of it */
  TlmNdmPart part;
  TlmNdmField field;                  /* where its value is kept; N_FIELDS: not kept */
} TlmNdmKeyword;

/* The keyword of this name of LENGTH bytes, exactly as the standard writes it; of
 * USER_DEFINED_… the first part. NULL for any other. Keywords lie in memory in the order in
 * which they are to stand in a message. Thread safe. */
const TlmNdmKeyword *tlm_ndm_keyword_find (const char *name, gsize length);

G_END_DECLS
