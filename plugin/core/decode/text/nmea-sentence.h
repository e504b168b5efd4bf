/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/cell.h"

G_BEGIN_DECLS

/* One sentence of NMEA 0183. */

#define TLM_NMEA_FIELDS 32

typedef struct {
  char formatter[4];                 /* "GGA"; "" for one that is proprietary */
  TlmCell fields[TLM_NMEA_FIELDS];   /* from the first after the address on */
  guint n_fields;
} TlmNmeaSentence;

/* Why LINE holds no sentence that can be trusted, or NULL. A checksum must be
 * there and right. Text before the sentence, such as a logger's stamp, does not
 * count. */
const char *tlm_nmea_read (const char *line, gsize length, TlmNmeaSentence *sentence);

/* Fields by number, from 1 as the standard counts them. FALSE, OUT untouched,
 * where there is nothing or no number. */
gboolean tlm_nmea_number (const TlmNmeaSentence *sentence, guint field, double *out);

/* Degrees from "4807.038" and "N" in the field after it. */
gboolean tlm_nmea_angle (const TlmNmeaSentence *sentence, guint field, double *out);

/* ns since midnight from hhmmss.sss; up to 23:59:60.999. */
gboolean tlm_nmea_time (const TlmNmeaSentence *sentence, guint field, gint64 *out);

/* The first character of a field, or '\0'. */
char tlm_nmea_letter (const TlmNmeaSentence *sentence, guint field);

G_END_DECLS
