/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Clocks that are not UTC's: {utc+03:00}, {utc-08:00:1}, {date+05:30}. */
#include <string.h>

#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "render/layout/template-private.h"

/* Clocks of the Earth go from 12 h behind UTC to 14 h before it. */
#define MOST_H 14

#define DAY_MIN 1440

/* Two digits at P. */
static gboolean
read_two (const char *p, int *out)
{
  if (!g_ascii_isdigit (p[0]) || !g_ascii_isdigit (p[1]))
    return FALSE;
  *out = 10 * (p[0] - '0') + (p[1] - '0');
  return TRUE;
}

gboolean
tlr_token_is_zone (const char *field)
{
  return g_str_has_prefix (field, "utc+") || g_str_has_prefix (field, "utc-") || g_str_has_prefix (field, "date+") ||
      g_str_has_prefix (field, "date-");
}

gboolean
tlr_token_take_zone (const char *field, TlrToken *token)
{
  gboolean is_date = g_str_has_prefix (field, "date");
  const char *sign = field + (is_date ? 4 : 3), *rest;
  int hours, minutes;

  if (!tlr_token_is_zone (field) || !read_two (sign + 1, &hours) || sign[3] != ':' ||
      !read_two (sign + 4, &minutes) || minutes > 59 || 60 * hours + minutes > 60 * MOST_H)
    return FALSE;
  rest = sign + 6;
  if (*rest && (is_date || rest[0] != ':' || !g_ascii_isdigit (rest[1]) || rest[2]))
    return FALSE;
  token->kind = is_date ? TLR_TOKEN_DATE : TLR_TOKEN_UTC;
  token->decimals = *rest ? rest[1] - '0' : -1;
  token->zone_min = (*sign == '-' ? -1 : 1) * (60 * hours + minutes);
  return TRUE;
}

/* The second is UTC's own, also where it is the sixtieth. */
void
tlr_text_put_utc (const TlrToken *token, TlmInstant instant, TlrOutput *out)
{
  char buf[TLM_ISO8601_SIZE];
  guint decimals = token->decimals > 0 ? (guint) token->decimals : 0;
  int hours, minutes, shown, days;

  if (!tlm_instant_print_utc (instant, decimals, FALSE, buf, sizeof buf) || strlen (buf) < 20 ||
      !read_two (buf + 11, &hours) || !read_two (buf + 14, &minutes)) {
    tlr_output_put (out, TLR_UNKNOWN);
    return;
  }
  shown = 60 * hours + minutes + token->zone_min;
  days = shown < 0 ? -1 : shown >= DAY_MIN;
  shown -= days * DAY_MIN;
  if (days && token->kind == TLR_TOKEN_DATE)
    tlm_instant_print_utc (instant + days * 86400 * TLM_SECOND, decimals, FALSE, buf, sizeof buf);
  buf[10] = 0;
  buf[strlen (buf + 11) + 10] = 0;
  if (token->kind != TLR_TOKEN_DATE) {
    const TlmElapsedFormat format = { .style = TLM_ELAPSED_CLOCK };
    char clock[TLM_ELAPSED_SIZE];
    tlm_elapsed_print (shown * (60 * TLM_SECOND), &format, clock, sizeof clock);
    memcpy (buf + 11, clock, strlen ("00:00"));
  }
  tlr_output_put (out, token->kind == TLR_TOKEN_DATE ? buf : buf + 11);
}
