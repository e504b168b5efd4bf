/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/space/orbit/elements.h"

G_BEGIN_DECLS

/* Length of an element line, columns. */
#define TLM_TLE_COLUMNS 69

/* One line of 69 printable ASCII columns and where it stands. */
typedef struct {
  const char *text;
  gsize length;       /* without the line end and blanks before it */
  const char *origin; /* for messages */
  guint number;       /* from 1 */
} TlmTleLine;

/* Sets TLM_ERROR_FORMAT "origin:line:column: message" and returns FALSE.
 * COLUMN counts from 1. */
gboolean tlm_tle_fail (const TlmTleLine *line, guint column, GError **error,
    const char *format, ...) G_GNUC_PRINTF (4, 5);

/* Columns 3 to 7 (both lines): a catalogue number, alpha-5 allowed. */
gboolean tlm_tle_read_catalogue_number (const TlmTleLine *line, guint32 *number,
    GError **error);

/* Columns 10 to 17 of line 1, as "1998-067A"; text of another shape as it
 * stands. Never fails. */
void tlm_tle_read_designator (const TlmTleLine *line,
    char designator[TLM_INTERNATIONAL_DESIGNATOR_SIZE]);

/* Columns 19 to 32 of line 1: two digits of the year, day of the year and
 * its fraction, UTC. */
gboolean tlm_tle_read_epoch (const TlmTleLine *line, TlmInstant *epoch, GError **error);

/* The numbers of line WHICH (1 or 2) into ELEMENTS. */
gboolean tlm_tle_read_numbers (const TlmTleLine *line, guint which, TlmMeanElements *elements,
    GError **error);

G_END_DECLS
