/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/dji-value.h"

#include <string.h>

#include "core/decode/table/decimal.h"

const char *
tlm_dji_skip (const char *p, const char *end, const char *what)
{
  while (p < end && strchr (what, *p) && *p)
    p++;
  return p;
}

const char *
tlm_dji_number (const char *p, const char *end, double *out)
{
  const char *stop = tlm_dji_skip (p, end, "+-.0123456789");
  gboolean comma = stop + 1 < end && *stop == ',' && g_ascii_isdigit (stop[1]) &&
      !memchr (p, '.', (gsize) (stop - p)) && stop > p;

  if (comma)
    stop = tlm_dji_skip (stop + 1, end, "0123456789");
  return tlm_decimal_parse (p, (gsize) (stop - p), comma ? ',' : '.', out) ==
      TLM_DECIMAL_NUMBER ? stop : NULL;
}

gboolean
tlm_dji_is_in_bracket (const char *p, const char *begin, const char *end)
{
  while (p > begin && p[-1] != '[' && p[-1] != ']')
    p--;
  return p > begin && p[-1] == '[' && memchr (p, ']', (gsize) (end - p)) != NULL;
}

gboolean
tlm_dji_is_ended (TlmDjiForm form, const char *p, const char *end, char opening,
    gboolean bracket)
{
  gboolean unit = p < end && (*p == 'm' || *p == 'M') &&
      !(p + 1 < end && g_ascii_isalnum (p[1]));

  if (opening == '(')
    return p < end && *p == ')';
  if (form == TLM_DJI_BRACKET)
    return bracket && p < end && (*p == ']' || *p == ' ' || *p == ',');
  return unit || (form == TLM_DJI_ANY && (p == end || strchr (" ,]<", *p)));
}
