/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/elapsed.h"

#include <string.h>

#include "core/base/error.h"

#define DAY_S 86400
/* Seconds whose nanoseconds, and one second more, fit 64 bits. */
#define MAX_S G_GINT64_CONSTANT (9223372035)

typedef struct {
  const char *at;
  const char *end;
} Reader;

static void
skip_blanks (Reader *reader)
{
  while (reader->at < reader->end && g_ascii_isspace (*reader->at))
    reader->at++;
}

static gboolean
take_char (Reader *reader, char c)
{
  if (reader->at >= reader->end || *reader->at != c)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
take_minus (Reader *reader)
{
  if (take_char (reader, '-'))
    return TRUE;
  if (reader->end - reader->at < 3 || memcmp (reader->at, "\u2212", 3) != 0)
    return FALSE;
  reader->at += 3;
  return TRUE;
}

/* A letter that a sign follows, a sign, or nothing. */
static gboolean
read_sign (Reader *reader, gboolean *negative)
{
  gboolean letter = reader->at < reader->end
      && strchr ("TtLl", *reader->at) != NULL && *reader->at != '\0';

  if (letter) {
    reader->at++;
    skip_blanks (reader);
  }
  *negative = take_minus (reader);
  gboolean sign = *negative || take_char (reader, '+');
  skip_blanks (reader);
  return sign || !letter;
}

/* A whole number, at most MAX_S. */
static gboolean
read_whole (Reader *reader, gint64 *value)
{
  const char *start = reader->at;
  gint64 sum = 0;

  while (reader->at < reader->end && g_ascii_isdigit (*reader->at)) {
    sum = sum * 10 + (*reader->at++ - '0');
    if (sum > MAX_S)
      return FALSE;
  }
  *value = sum;
  return reader->at > start;
}

/* One or two digits below LIMIT. */
static gboolean
read_field (Reader *reader, gint64 limit, gint64 *value)
{
  const char *start = reader->at;

  return read_whole (reader, value) && reader->at - start <= 2
      && *value < limit;
}

static gboolean
read_fraction (Reader *reader, gboolean comma, gint64 *ns)
{
  const char *start;
  gint64 unit = TLM_SECOND;

  if (!take_char (reader, '.') && !(comma && take_char (reader, ',')))
    return TRUE;
  start = reader->at;
  while (reader->at < reader->end && g_ascii_isdigit (*reader->at)) {
    unit /= 10;
    *ns += (*reader->at++ - '0') * unit;
  }
  return reader->at > start;
}

/* What follows the first number: ":SS" or ":MM:SS", with fractions. */
static gboolean
read_colons (Reader *reader, gint64 first, gint64 *seconds, gint64 *ns)
{
  gint64 second, third;

  if (!read_field (reader, 60, &second))
    return FALSE;
  *seconds = first * 60 + second;
  if (take_char (reader, ':')) {
    if (!read_field (reader, 60, &third))
      return FALSE;
    *seconds = *seconds * 60 + third;
  }
  return read_fraction (reader, TRUE, ns);
}

/* Days were read: nothing more, or hours, minutes and perhaps seconds. */
static gboolean
read_after_days (Reader *reader, gint64 days, gint64 *seconds, gint64 *ns)
{
  gint64 hour = 0, minute = 0, second = 0;

  skip_blanks (reader);
  if (reader->at < reader->end) {
    if (!read_field (reader, 24, &hour) || !take_char (reader, ':')
        || !read_field (reader, 60, &minute))
      return FALSE;
    if (take_char (reader, ':')
        && (!read_field (reader, 60, &second)
            || !read_fraction (reader, TRUE, ns)))
      return FALSE;
  }
  *seconds = days * DAY_S + (hour * 60 + minute) * 60 + second;
  return days <= MAX_S / DAY_S;
}

static gboolean
read_amount (Reader *reader, gint64 *seconds, gint64 *ns)
{
  gint64 first;

  if (!read_whole (reader, &first))
    return FALSE;
  if (take_char (reader, 'd') || take_char (reader, '/'))
    return read_after_days (reader, first, seconds, ns);
  if (take_char (reader, ':'))
    return read_colons (reader, first, seconds, ns);
  *seconds = first;
  if (!read_fraction (reader, FALSE, ns))
    return FALSE;
  take_char (reader, 's');
  return TRUE;
}

gboolean
tlm_elapsed_parse (const char *text, gsize len, TlmDuration *out)
{
  Reader reader = { text, text + len };
  gboolean negative;
  gint64 seconds, ns = 0;

  g_return_val_if_fail (text != NULL && out != NULL, FALSE);
  skip_blanks (&reader);
  if (!read_sign (&reader, &negative)
      || !read_amount (&reader, &seconds, &ns))
    return FALSE;
  skip_blanks (&reader);
  if (reader.at != reader.end || seconds > MAX_S)
    return FALSE;
  ns += seconds * TLM_SECOND;
  *out = negative ? -ns : ns;
  return TRUE;
}

gboolean
tlm_elapsed_read (const char *text, gssize len, TlmDuration *out,
    GError **error)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);
  gsize size = len < 0 ? strlen (text) : (gsize) len;
  if (tlm_elapsed_parse (text, size, out))
    return TRUE;
  g_autofree char *shown = g_strndup (text, MIN (size, 64));
  g_autofree char *quoted = g_utf8_make_valid (shown, -1);
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
      "elapsed time \"%s\": expected seconds, minutes:seconds or "
      "hours:minutes:seconds with or without a sign, as in T+00:01:12.5, "
      "-10, 72.5 or 1d02:03:04", quoted);
  return FALSE;
}

/* VALUE with leading zeros to at least WIDTH digits. */
static char *
put_number (char *at, guint width, gint64 value)
{
  char digits[20];
  guint n = 0;

  for (; value > 0 || n < width; value /= 10)
    digits[n++] = (char) ('0' + value % 10);
  while (n > 0)
    *at++ = digits[--n];
  return at;
}

/* What stands between the sign and the decimals. */
typedef enum { PARTS_SECONDS, PARTS_MINUTES, PARTS_HOURS, PARTS_DAYS } Parts;

static const struct {
  gboolean letter, blank, plus;
  Parts parts;             /* the first of them */
  guint digits;            /* of the first, at least */
  gint64 last_s;           /* s of the last, the second where it is 0 */
} styles[] = {
  [TLM_ELAPSED_WEBCAST] = { .letter = TRUE, .blank = TRUE, .plus = TRUE, .parts = PARTS_HOURS,
    .digits = 2 },
  [TLM_ELAPSED_COMPACT] = { .letter = TRUE, .plus = TRUE, .parts = PARTS_HOURS, .digits = 2 },
  [TLM_ELAPSED_CLOCK] = { .parts = PARTS_HOURS, .digits = 2 },
  [TLM_ELAPSED_MINUTES] = { .parts = PARTS_MINUTES, .digits = 1 },
  [TLM_ELAPSED_HOURS] = { .parts = PARTS_HOURS, .digits = 1 },
  [TLM_ELAPSED_HOURS_MINUTES] = { .parts = PARTS_HOURS, .digits = 1, .last_s = 60 },
  [TLM_ELAPSED_DAYS] = { .parts = PARTS_DAYS, .digits = 1, .last_s = DAY_S },
  [TLM_ELAPSED_SECONDS] = { .plus = TRUE, .parts = PARTS_SECONDS, .digits = 1 },
  [TLM_ELAPSED_NUMBER] = { .parts = PARTS_SECONDS, .digits = 1 },
  [TLM_ELAPSED_MET] = { .parts = PARTS_DAYS, .digits = 3 },
};

static char *
put_sign (char *at, const TlmElapsedFormat *format, gboolean negative)
{
  const char *minus = format->true_minus ? "\u2212" : "-";

  if (styles[format->style].letter)
    *at++ = format->letter ? format->letter : 'T';
  if (negative)
    at = g_stpcpy (at, minus);
  else if (styles[format->style].plus)
    *at++ = '+';
  if (styles[format->style].blank)
    *at++ = ' ';
  return at;
}

/* Days, where they are to be shown, and what follows them. Hours after days have two digits. */
static char *
put_days (char *at, const TlmElapsedFormat *format, gint64 *seconds, guint *digits)
{
  gboolean always = styles[format->style].parts == PARTS_DAYS;

  if (!always && !(format->days && *seconds >= DAY_S))
    return at;
  at = put_number (at, always ? styles[format->style].digits : 1, *seconds / DAY_S);
  *seconds %= DAY_S;
  *digits = 2;
  if (styles[format->style].last_s == DAY_S)
    return at;
  if (always)
    *at++ = '/';
  else
    at = g_stpcpy (at, "d ");
  return at;
}

static char *
put_amount (char *at, const TlmElapsedFormat *format, gint64 seconds)
{
  Parts parts = styles[format->style].parts;
  guint digits = styles[format->style].digits;

  if (parts == PARTS_SECONDS)
    return put_number (at, digits, seconds);
  if (parts == PARTS_MINUTES) {
    at = put_number (at, digits, seconds / 60);
  } else {
    at = put_days (at, format, &seconds, &digits);
    if (styles[format->style].last_s == DAY_S)
      return at;
    at = put_number (at, digits, seconds / 3600);
    *at++ = ':';
    at = put_number (at, 2, seconds / 60 % 60);
    if (styles[format->style].last_s == 60)
      return at;
  }
  *at++ = ':';
  return put_number (at, 2, seconds % 60);
}

/* FRACTION in units of the last of DECIMALS. */
static char *
put_fraction (char *at, const TlmElapsedFormat *format, guint decimals, gint64 fraction)
{
  if (decimals == 0 || (format->trim && fraction == 0))
    return at;
  *at++ = '.';
  at = put_number (at, decimals, fraction);
  while (format->trim && at[-1] == '0')
    at--;
  return at;
}

/* Nanoseconds of the last of DECIMALS. */
static gint64
unit_of (guint decimals)
{
  gint64 unit = 1;

  for (guint i = MIN (decimals, 9); i < 9; i++)
    unit *= 10;
  return unit;
}

/* Whole units, towards the past. */
static gint64
cut (TlmDuration elapsed, gint64 unit)
{
  return elapsed / unit - (elapsed % unit < 0);
}

TlmDuration
tlm_elapsed_cut (TlmDuration elapsed, guint decimals)
{
  gint64 unit = unit_of (decimals);
  TlmDuration whole;

  if (elapsed == TLM_TIME_NONE || __builtin_mul_overflow (cut (elapsed, unit), unit, &whole))
    return elapsed;
  return whole;
}

gsize
tlm_elapsed_print (TlmDuration elapsed, const TlmElapsedFormat *format,
    char *buf, gsize size)
{
  static const TlmElapsedFormat plain = { 0 };
  char text[TLM_ELAPSED_SIZE];

  g_return_val_if_fail (buf != NULL && size > 0, 0);
  format = format ? format : &plain;
  g_return_val_if_fail ((guint) format->style < G_N_ELEMENTS (styles), 0);
  buf[0] = '\0';
  if (elapsed == TLM_TIME_NONE)
    return 0;
  gint64 last_s = styles[format->style].last_s;
  guint decimals = last_s ? 0 : MIN (format->decimals, 9);
  gint64 unit = last_s ? last_s * TLM_SECOND : unit_of (decimals);
  gint64 units = cut (elapsed, unit), amount = ABS (units);
  gint64 per_second = last_s ? 1 : TLM_SECOND / unit;
  char *end = put_sign (text, format, units < 0);
  end = put_amount (end, format, last_s ? amount * last_s : amount / per_second);
  end = put_fraction (end, format, decimals, amount % per_second);
  gsize len = (gsize) (end - text);
  if (len >= size)
    return 0;
  memcpy (buf, text, len);
  buf[len] = '\0';
  return len;
}

char *
tlm_elapsed_format (TlmDuration elapsed, const TlmElapsedFormat *format)
{
  char text[TLM_ELAPSED_SIZE];
  gsize len = tlm_elapsed_print (elapsed, format, text, sizeof text);

  return len ? g_strndup (text, len) : NULL;
}

char *
tlm_elapsed_seconds (TlmDuration elapsed, guint decimals)
{
  const TlmElapsedFormat format = { .style = TLM_ELAPSED_NUMBER, .decimals = decimals,
    .trim = TRUE };

  return tlm_elapsed_format (elapsed, &format);
}
