/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

G_BEGIN_DECLS

/* The binary time codes of CCSDS 301.0-B-4: unsegmented (CUC, 3.2), day
 * segmented (CDS, 3.3) and calendar segmented (CCS, 3.4). A P-field of one or
 * two octets says how the T-field after it is laid out; where it is not sent
 * the caller says it, by parsing the agreed P-field or filling the struct. */

/* The code identification of the P-field, bits 1 to 3. */
typedef enum {
  TLM_CCSDS_CUC_TAI = 1,    /* seconds of TAI since 1958-01-01T00:00:00 TAI */
  TLM_CCSDS_CUC_AGENCY = 2, /* seconds of TAI since the agency's epoch */
  TLM_CCSDS_CDS = 4,        /* UTC day, millisecond of day */
  TLM_CCSDS_CCS = 5         /* UTC calendar, binary-coded decimal */
} TlmCcsdsCode;

/* A layout of the T-field. Fields of other codes are ignored. */
typedef struct {
  TlmCcsdsCode code;
  guint coarse_octets;    /* CUC: of whole seconds, 1 to 7 */
  guint fine_octets;      /* CUC: of the binary fraction, 0 to 10 */
  gboolean agency_epoch;  /* CDS: days since the agency's epoch, not 1958 */
  guint day_octets;       /* CDS: 2 or 3 */
  guint submilli_octets;  /* CDS: 0, 2 (microseconds) or 4 (picoseconds) */
  gboolean day_of_year;   /* CCS: not month and day of month */
  guint subsecond_octets; /* CCS: of two decimals each, 0 to 6 */
} TlmCcsdsTime;

/* Longest T-field, octets: CUC with 7 and 10. */
#define TLM_CCSDS_TIME_MAX 17

/* Reads a P-field from LEN bytes of DATA, its extension octet included, and
 * returns how many octets it has (1 or 2); 0 with TLM_ERROR_TIME, FORMAT
 * untouched, when it is cut short or uses what the standard reserves. */
guint tlm_ccsds_time_preamble (const guint8 *data, gsize len,
    TlmCcsdsTime *format, GError **error);

/* Octets of the T-field; 0 when FORMAT is none of the layouts above. */
guint tlm_ccsds_time_size (const TlmCcsdsTime *format);

/* Reads the T-field that begins at DATA; bytes past it are not looked at.
 * AGENCY_EPOCH is the epoch of CUC with code 2 (counted in TAI seconds) and
 * of CDS with an agency epoch (a midnight of UTC); TLM_TIME_NONE when it is
 * not known. CUC fractions are rounded to the nearest ns, CDS and CCS
 * decimals are cut there. A leap second is millisecond 86400000 and on, or
 * second 60, where there is one (core/time/utc.h). Allocates nothing on
 * success; thread safe. FALSE with TLM_ERROR_TIME, OUT untouched, when LEN is
 * too few, a field is out of its range, the epoch is missing, or an instant
 * cannot hold the time. */
gboolean tlm_ccsds_time_read (const TlmCcsdsTime *format,
    TlmInstant agency_epoch, const guint8 *data, gsize len, TlmInstant *out,
    GError **error);

/* The same for a P-field with its T-field after it. Returns the octets of
 * both; 0 on failure. */
guint tlm_ccsds_time_read_preambled (const guint8 *data, gsize len,
    TlmInstant agency_epoch, TlmInstant *out, GError **error);

G_END_DECLS
