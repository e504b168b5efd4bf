/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* A table of Earth orientation parameters, immutable after loading: any number
 * of threads may read it. */
typedef struct TlmEop TlmEop;

/* Earth orientation at an instant. The offsets of the celestial pole (dX, dY,
 * below 1 mas, a few centimetres at orbit height) are not part of it. */
typedef struct {
  double ut1_minus_tai_s;
  double pole_x_rad, pole_y_rad;  /* polar motion (IERS Conventions 2010, 5.4.1) */
  double lod_s;                   /* length of day in excess of 86400 s */
  gboolean known;                 /* FALSE outside the table, or without one: then
                                   * UT1 is taken as UTC and the rest as 0 */
} TlmEopValues;

/* Reads IERS finals2000A (fixed columns), IERS EOP C04 (series 08, 14 or 20) or
 * CelesTrak's EOP CSV, told apart by their content. Rows without UT1 are left
 * out. Returns a new table, for tlm_eop_free(), or NULL with TLM_ERROR_READ, or
 * with TLM_ERROR_FORMAT and the line. */
TlmEop *tlm_eop_load (const char *path, GError **error);

/* The same from text in memory; name stands for the file in messages. */
TlmEop *tlm_eop_parse (const char *text, const char *name, GError **error);

/* Frees a table; NULL is fine. */
void tlm_eop_free (TlmEop *eop);

/* Earth orientation at an instant, between the days of the table linearly.
 * UT1 - TAI is what is interpolated: unlike UT1 - UTC it does not jump at a leap
 * second. eop may be NULL. From any thread. */
TlmEopValues tlm_eop_at (const TlmEop *eop, TlmInstant instant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmEop, tlm_eop_free)

G_END_DECLS
