/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What an altitude is above. */
typedef enum {
  TLM_DATUM_UNDECLARED,
  TLM_DATUM_ELLIPSOID,   /* WGS84 */
  TLM_DATUM_MSL,         /* mean sea level, EGM96 */
  TLM_DATUM_AGL          /* the pad */
} TlmDatum;
