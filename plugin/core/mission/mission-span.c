/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/mission-span.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/base/wide.h"
#include "core/time/elapsed.h"
#include "core/time/text.h"

/* Digits kept of a number: enough for 100 years in nanoseconds, few enough for 64 bits. */
#define MAX_DIGITS 19
/* A span of a million seconds is eleven days, a million nanoseconds a millisecond. */
#define NANOSECOND_DIGITS 7

static const struct {
  const char *suffix;
  gint64 ns;
} units[] = {
  { .suffix = "ns", .ns = 1 },
  { .suffix = "us", .ns = 1000 },
  { .suffix = "\xc2\xb5s", .ns = 1000 },      /* U+00B5, micro sign */
  { .suffix = "\xce\xbcs", .ns = 1000 },      /* U+03BC, Greek mu */
  { .suffix = "ms", .ns = 1000000 },
  { .suffix = "s", .ns = TLM_SECOND },
  { .suffix = "min", .ns = 60 * TLM_SECOND },
  { .suffix = "h", .ns = 3600 * TLM_SECOND },
  { .suffix = "d", .ns = 86400 * TLM_SECOND },
  { .suffix = "day", .ns = 86400 * TLM_SECOND },
  { .suffix = "days", .ns = 86400 * TLM_SECOND },
  { .suffix = "week", .ns = 7 * 86400 * TLM_SECOND },
  { .suffix = "weeks", .ns = 7 * 86400 * TLM_SECOND },
};

static gint64
find_unit (const char *suffix)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].suffix, suffix) == 0)
      return units[i].ns;
  return 0;
}

/* A number with a point: VALUE / SCALE. FALSE when there is no digit, or too many
 * before the point. */
static gboolean
read_decimal (const char **text, guint64 *value, guint64 *scale)
{
  guint n = 0, kept = 0;
  gboolean fraction = FALSE;

  *value = 0;
  *scale = 1;
  for (;; ++*text) {
    if (**text == '.' && !fraction) {
      fraction = TRUE;
      continue;
    }
    if (!g_ascii_isdigit (**text))
      return n > 0;
    n++;
    if (kept < MAX_DIGITS) {
      *value = 10 * *value + (guint64) (**text - '0');
      *scale *= fraction ? 10 : 1;
      kept += *value > 0 || fraction;
    } else if (!fraction) {
      return FALSE;
    }
  }
}

static gboolean
read_with_unit (const char *text, TlmDuration *out)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  const char *at = copy;
  gboolean negative = *at == '-';
  guint64 value, scale;
  gint64 unit, span;

  at += *at == '-' || *at == '+';
  if (!read_decimal (&at, &value, &scale))
    return FALSE;
  unit = find_unit (at + strspn (at, " "));
  if (unit == 0 || !tlm_wide_floor (tlm_wide_product ((TlmWide) { .low = value }, unit), scale, &span) ||
      span > TLM_MISSION_MAX_SPAN)
    return FALSE;
  *out = negative ? -span : span;
  return TRUE;
}

gboolean
tlm_span_parse (const char *text, TlmDuration *out)
{
  TlmDuration span;

  g_return_val_if_fail (text != NULL && out != NULL, FALSE);
  if (!tlm_elapsed_parse (text, strlen (text), &span))
    return read_with_unit (text, out);
  if (ABS (span) > TLM_MISSION_MAX_SPAN)
    return FALSE;
  *out = span;
  return TRUE;
}

gboolean
tlm_event_time_parse (const char *text, TlmClock *clock, gint64 *out, GError **error)
{
  gint64 time;
  TlmClock kind = TLM_CLOCK_ELAPSED;

  g_return_val_if_fail (text != NULL && clock != NULL && out != NULL, FALSE);
  if (!tlm_span_parse (text, &time)) {
    if (!tlm_time_parse (text, -1, TLM_SCALE_UTC, &kind, &time, error))
      return FALSE;
    if (kind == TLM_CLOCK_ELAPSED) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "\"%s\" is more than 100 years from liftoff",
          tlm_head (text, 64).text);
      return FALSE;
    }
  }
  *clock = kind;
  *out = time;
  return TRUE;
}

/* VALUE / 10^PLACES with the decimals it needs. */
static char *
format_decimal (const char *sign, guint64 value, guint places)
{
  g_autofree char *digits = g_strdup_printf ("%0*" G_GUINT64_FORMAT, (int) places + 1, value);
  gsize whole = strlen (digits) - places, length = strlen (digits);
  g_autofree char *before = g_strndup (digits, whole);

  while (length > whole && digits[length - 1] == '0')
    digits[--length] = '\0';
  return g_strconcat (sign, before, length > whole ? "." : "", digits + whole, NULL);
}

char *
tlm_span_from_nanoseconds (const char *text)
{
  const char *digits = text;
  guint64 value;

  g_return_val_if_fail (text != NULL, NULL);
  digits += *text == '-' || *text == '+';
  if (strlen (digits) < NANOSECOND_DIGITS ||
      !g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT64, &value, NULL))
    return NULL;
  g_autofree char *s = format_decimal (*text == '-' ? "-" : "", value, 9);
  g_autofree char *ms = format_decimal (*text == '-' ? "-" : "", value, 6);
  return g_strdup_printf ("%s or %sms", s, ms);
}
