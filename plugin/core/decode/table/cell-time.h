/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/column.h"
#include "core/decode/table/decimal.h"

G_BEGIN_DECLS

/* Reads CELL, which is there and has no blanks around it, as COLUMN (of role
 * TIME) says: numbers in its unit, with POINT before fractions, since liftoff or
 * since 1970, or text. On NUMBER, CLOCK and NS are set; INFINITE is a time past
 * 64 bits of ns. A bare number is BAD where text is due: its unit is not known.
 * Thread safe. */
TlmDecimal tlm_cell_time_read (const TlmColumn *column, TlmCell cell, char point,
    TlmClock *clock, gint64 *ns);

/* The same for numbers in the unit of COLUMN, whatever they count from: ns. */
TlmDecimal tlm_cell_span_read (const TlmColumn *column, TlmCell cell, char point, gint64 *ns);

/* Whether CELL begins with a date whose year is outside 1900 to 2200, which is why it is no time. */
gboolean tlm_cell_year_is_unusual (TlmCell cell);

G_END_DECLS
