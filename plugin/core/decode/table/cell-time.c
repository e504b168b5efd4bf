/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/cell-time.h"

#include <math.h>

#include "core/time/day-count.h"
#include "core/time/posix.h"
#include "core/time/text.h"
#include "core/time/utc.h"

/* ns on a clock from a number; INFINITE past what 64 bits hold. */
TlmDecimal
tlm_cell_span_read (const TlmColumn *column, TlmCell cell, char point, gint64 *ns)
{
  TlmDecimal result;
  double number;

  if (column->exponent != TLM_COLUMN_NO_EXPONENT)
    return tlm_decimal_parse_scaled (cell.text, cell.length, point, 9 + column->exponent,
        ns);
  result = tlm_decimal_parse (cell.text, cell.length, point, &number);
  if (result != TLM_DECIMAL_NUMBER)
    return result;
  number *= column->unit->factor * 1e9;
  if (fabs (number) >= 9.2e18)
    return TLM_DECIMAL_INFINITE;
  *ns = llrint (number);
  return TLM_DECIMAL_NUMBER;
}

static TlmDecimal
read_text (TlmCell cell, TlmClock *clock, gint64 *ns)
{
  double number;

  switch (tlm_decimal_parse (cell.text, cell.length, '.', &number)) {
    case TLM_DECIMAL_MISSING:
      return TLM_DECIMAL_MISSING;
    case TLM_DECIMAL_BAD:
      break;
    default:
      return TLM_DECIMAL_BAD;
  }
  return tlm_time_parse (cell.text, (gssize) cell.length, TLM_SCALE_UTC, clock, ns, NULL) ?
      TLM_DECIMAL_NUMBER : TLM_DECIMAL_BAD;
}

static TlmDecimal
read_days (TlmDayCount kind, const TlmColumn *column, TlmCell cell, char point, gint64 *ns)
{
  gint64 count;
  TlmDecimal result = tlm_decimal_parse_scaled (cell.text, cell.length, point,
      (int) tlm_day_count_digits (kind), &count);

  if (result == TLM_DECIMAL_NUMBER &&
      !tlm_instant_from_day_count (kind, count, column->scale, ns))
    return TLM_DECIMAL_INFINITE;
  return result;
}

TlmDecimal
tlm_cell_time_read (const TlmColumn *column, TlmCell cell, char point, TlmClock *clock, gint64 *ns)
{
  TlmDecimal result;

  if (column->clock == TLM_COLUMN_CLOCK_TEXT || column->clock == TLM_COLUMN_CLOCK_ELAPSED_TEXT) {
    result = read_text (cell, clock, ns);
    return column->clock == TLM_COLUMN_CLOCK_ELAPSED_TEXT && *clock != TLM_CLOCK_ELAPSED &&
        result == TLM_DECIMAL_NUMBER ? TLM_DECIMAL_BAD : result;
  }
  if (column->clock == TLM_COLUMN_CLOCK_JD || column->clock == TLM_COLUMN_CLOCK_MJD) {
    *clock = TLM_CLOCK_TAI;
    return read_days (column->clock == TLM_COLUMN_CLOCK_JD ? TLM_DAY_COUNT_JD :
        TLM_DAY_COUNT_MJD, column, cell, point, ns);
  }
  *clock = column->clock == TLM_COLUMN_CLOCK_UNIX ? TLM_CLOCK_TAI : TLM_CLOCK_ELAPSED;
  result = tlm_cell_span_read (column, cell, point, ns);
  if (result == TLM_DECIMAL_NUMBER && *clock == TLM_CLOCK_TAI && !tlm_instant_from_posix_ns (*ns, ns))
    return TLM_DECIMAL_INFINITE;
  return result;
}

gboolean
tlm_cell_year_is_unusual (TlmCell cell)
{
  gint year = 0;

  if (cell.length < 5 || (cell.text[4] != '-' && cell.text[4] != '/' && cell.text[4] != '.'))
    return FALSE;
  for (guint i = 0; i < 4; i++) {
    if (!g_ascii_isdigit (cell.text[i]))
      return FALSE;
    year = 10 * year + g_ascii_digit_value (cell.text[i]);
  }
  return year < TLM_YEAR_MIN || year > TLM_YEAR_MAX;
}
