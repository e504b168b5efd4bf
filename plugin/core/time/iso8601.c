/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/iso8601.h"

#include <string.h>

#include "core/base/error.h"
#include "core/time/utc.h"

#define DAY_S 86400

/* Reads from AT to END and remembers the first thing that was wrong. */
typedef struct {
  const char *at;
  const char *end;
  const char *wrong; /* NULL: nothing yet */
} Reader;

/* What the text says, before it is an instant. */
typedef struct {
  gint64 midnight_s; /* of the date, seconds since 1970 */
  gint second_of_day; /* 60 is kept in leap */
  gboolean leap;      /* second 60 was written: second_of_day has 59 */
  gint nanosecond;
  gint offset_s;      /* of the text from UTC */
  gboolean has_offset;
} Reading;

static gboolean
fail (Reader *reader, const char *wrong)
{
  if (!reader->wrong)
    reader->wrong = wrong;
  return FALSE;
}

static inline void
skip_blanks (Reader *reader)
{
  while (reader->at < reader->end && g_ascii_isspace (*reader->at))
    reader->at++;
}

static inline gsize
count_digits (const Reader *reader)
{
  const char *at = reader->at;

  while (at < reader->end && g_ascii_isdigit (*at))
    at++;
  return (gsize) (at - reader->at);
}

/* N digits; the caller has counted them. */
static inline gint
take_digits (Reader *reader, guint n)
{
  gint value = 0;

  for (guint i = 0; i < n; i++)
    value = value * 10 + (*reader->at++ - '0');
  return value;
}

static inline gboolean
take_two (Reader *reader, gint *value)
{
  const char *at = reader->at;

  if (reader->end - at < 2 || !g_ascii_isdigit (at[0])
      || !g_ascii_isdigit (at[1]))
    return fail (reader, "two digits are missing here");
  *value = (at[0] - '0') * 10 + (at[1] - '0');
  reader->at += 2;
  return TRUE;
}

static inline gboolean
take_char (Reader *reader, char c)
{
  if (reader->at >= reader->end || *reader->at != c)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
set_date (Reader *reader, gint year, gint month, gint day, Reading *out)
{
  if (month < 1 || month > 12)
    return fail (reader, "the month is not one of 01 to 12");
  if (day < 1 || day > tlm_month_days (year, month))
    return fail (reader, "the month has no such day");
  out->midnight_s = tlm_days_from_date (year, month, day) * DAY_S;
  return TRUE;
}

static gboolean
set_ordinal (Reader *reader, gint year, gint day_of_year, Reading *out)
{
  if (day_of_year < 1 || day_of_year > 365 + tlm_year_is_leap (year))
    return fail (reader, "the year has no such day");
  out->midnight_s = (tlm_days_from_date (year, 1, 1) + day_of_year - 1)
      * DAY_S;
  return TRUE;
}

static gboolean
read_date (Reader *reader, Reading *out)
{
  gsize digits = count_digits (reader);
  gint month, day;

  if (digits != 4 && digits != 7 && digits != 8)
    return fail (reader, "it does not begin with a year of four digits");
  gint year = take_digits (reader, 4);
  if (year < TLM_YEAR_MIN || year > TLM_YEAR_MAX)
    return fail (reader, "the year is not one of 1900 to 2200");
  if (digits == 7)
    return set_ordinal (reader, year, take_digits (reader, 3), out);
  if (digits == 8) {
    month = take_digits (reader, 2);
    return set_date (reader, year, month, take_digits (reader, 2), out);
  }
  if (!take_char (reader, '-'))
    return fail (reader, "a hyphen should follow the year");
  if (count_digits (reader) == 3)
    return set_ordinal (reader, year, take_digits (reader, 3), out);
  if (!take_two (reader, &month))
    return FALSE;
  if (!take_char (reader, '-'))
    return fail (reader, "a hyphen should follow the month");
  return take_two (reader, &day) && set_date (reader, year, month, day, out);
}

/* Digits of a second's fraction; those past the ninth are cut. */
static gboolean
read_fraction (Reader *reader, gint *nanosecond)
{
  gint value = 0;
  gint scale = (gint) TLM_SECOND;

  if (!take_char (reader, '.') && !take_char (reader, ','))
    return TRUE;
  if (reader->at >= reader->end || !g_ascii_isdigit (*reader->at))
    return fail (reader, "digits should follow the decimal point");
  while (reader->at < reader->end && g_ascii_isdigit (*reader->at)) {
    scale /= 10;
    value += (*reader->at++ - '0') * scale;
  }
  *nanosecond = value;
  return TRUE;
}

static gboolean
set_time (Reader *reader, gint hour, gint minute, gint second, Reading *out)
{
  if (minute > 59)
    return fail (reader, "the minute is not one of 00 to 59");
  if (second > 60)
    return fail (reader, "the second is not one of 00 to 60");
  if (hour > 24
      || (hour == 24 && (minute || second || out->nanosecond)))
    return fail (reader, "the time is past 24:00:00");
  out->leap = second == 60;
  out->second_of_day = (hour * 60 + minute) * 60 + second - out->leap;
  if (hour == 24) {
    out->midnight_s += DAY_S;
    out->second_of_day = 0;
  }
  return TRUE;
}

static gboolean
read_time (Reader *reader, Reading *out)
{
  gint hour, minute, second = 0;

  if (!take_two (reader, &hour))
    return FALSE;
  gboolean colons = take_char (reader, ':');
  if (!take_two (reader, &minute))
    return FALSE;
  if (colons ? take_char (reader, ':')
      : reader->at < reader->end && g_ascii_isdigit (*reader->at)) {
    if (!take_two (reader, &second)
        || !read_fraction (reader, &out->nanosecond))
      return FALSE;
  }
  return set_time (reader, hour, minute, second, out);
}

/* Z, an offset, or nothing. */
static gboolean
read_zone (Reader *reader, Reading *out)
{
  gint hours, minutes = 0;

  if (take_char (reader, 'Z') || take_char (reader, 'z'))
    return TRUE;
  gboolean west = take_char (reader, '-');
  if (!west && !take_char (reader, '+'))
    return TRUE;
  if (!take_two (reader, &hours))
    return FALSE;
  if (take_char (reader, ':') || reader->at < reader->end) {
    if (!take_two (reader, &minutes))
      return FALSE;
  }
  if (hours > 18 || minutes > 59)
    return fail (reader, "the offset from UTC is past 18 hours");
  out->offset_s = (hours * 60 + minutes) * (west ? -60 : 60);
  out->has_offset = TRUE;
  return TRUE;
}

static gboolean
read_text (Reader *reader, Reading *out)
{
  skip_blanks (reader);
  while (reader->end > reader->at && g_ascii_isspace (reader->end[-1]))
    reader->end--;
  if (!read_date (reader, out))
    return FALSE;
  if (take_char (reader, 'T') || take_char (reader, 't')
      || take_char (reader, ' ')) {
    if (!read_time (reader, out) || !read_zone (reader, out))
      return FALSE;
  }
  return reader->at == reader->end
      || fail (reader, "something follows that is no part of a time");
}

/* A UTC reading: the offset moves the second, and a leap second is the one
 * after the second before it. */
static gboolean
utc_instant (const Reading *reading, TlmInstant *out)
{
  gint64 midnight_s = reading->midnight_s;
  gint second_of_day = reading->second_of_day - reading->offset_s;

  if (second_of_day < 0) {
    second_of_day += DAY_S;
    midnight_s -= DAY_S;
  } else if (second_of_day >= DAY_S) {
    second_of_day -= DAY_S;
    midnight_s += DAY_S;
  }
  if (reading->leap && second_of_day != DAY_S - 1)
    return FALSE;
  return tlm_instant_from_utc_day (midnight_s, second_of_day + reading->leap,
      reading->nanosecond, out);
}

static gboolean
to_instant (Reader *reader, const Reading *reading, TlmTimeScale scale,
    TlmInstant *out)
{
  if (scale == TLM_SCALE_UTC || scale == TLM_SCALE_UT1)
    return utc_instant (reading, out) || fail (reader, reading->leap
        ? "there is no leap second at that time"
        : "the time is outside the years 1900 to 2200");
  if (reading->leap)
    return fail (reader, "only UTC has a second 60");
  if (reading->has_offset)
    return fail (reader, "only UTC has offsets; write the time with Z");
  return tlm_instant_from_scale (scale,
      (reading->midnight_s + reading->second_of_day) * TLM_SECOND
      + reading->nanosecond, out)
      || fail (reader, "the time is outside the years 1900 to 2200");
}

static gboolean
parse (Reader *reader, TlmTimeScale scale, TlmInstant *out)
{
  Reading reading = { 0 };

  return read_text (reader, &reading)
      && to_instant (reader, &reading, scale, out);
}

gboolean
tlm_iso8601_parse (const char *text, gsize len, TlmTimeScale scale,
    TlmInstant *out)
{
  Reader reader = { text, text + len, NULL };

  g_return_val_if_fail (text != NULL && out != NULL, FALSE);
  return parse (&reader, scale, out);
}

gboolean
tlm_iso8601_read (const char *text, gssize len, TlmTimeScale scale,
    TlmInstant *out, GError **error)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);
  gsize size = len < 0 ? strlen (text) : (gsize) len;
  Reader reader = { text, text + size, NULL };
  if (parse (&reader, scale, out))
    return TRUE;
  g_autofree char *shown = g_strndup (text, MIN (size, 64));
  g_autofree char *quoted = g_utf8_make_valid (shown, -1);
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
      "time \"%s\" (%s), character %u: %s; expected a time as in "
      "2021-10-05T08:55:02.442Z or 2021-278T08:55:02.442Z", quoted,
      tlm_time_scale_name (scale), (guint) (reader.at - text) + 1,
      reader.wrong);
  return FALSE;
}

gboolean
tlm_iso8601_looks_like (const char *text, gssize len)
{
  g_return_val_if_fail (text != NULL, FALSE);
  Reader reader = { text, text + (len < 0 ? strlen (text) : (gsize) len), NULL };
  skip_blanks (&reader);
  gsize digits = count_digits (&reader);
  reader.at += digits;
  if (digits == 4)
    return take_char (&reader, '-') && count_digits (&reader) > 0;
  return (digits == 7 || digits == 8)
      && (take_char (&reader, 'T') || take_char (&reader, 't'));
}

/* VALUE in N digits with leading zeros. */
static char *
put_digits (char *at, guint n, gint value)
{
  for (guint i = n; i-- > 0; value /= 10)
    at[i] = (char) ('0' + value % 10);
  return at + n;
}

static char *
put_char (char *at, char c)
{
  *at = c;
  return at + 1;
}

static char *
put_date (char *at, const TlmUtc *utc, gboolean day_of_year)
{
  at = put_char (put_digits (at, 4, utc->year), '-');
  if (day_of_year)
    return put_digits (at, 3,
        tlm_day_of_year (utc->year, utc->month, utc->day));
  at = put_char (put_digits (at, 2, utc->month), '-');
  return put_digits (at, 2, utc->day);
}

static char *
put_time (char *at, const TlmUtc *utc, guint decimals)
{
  at = put_char (put_digits (at, 2, utc->hour), ':');
  at = put_char (put_digits (at, 2, utc->minute), ':');
  at = put_digits (at, 2, utc->second);
  if (decimals == 0)
    return at;
  put_digits (put_char (at, '.'), 9, utc->nanosecond);
  return at + 1 + decimals;
}

gsize
tlm_instant_print_utc (TlmInstant instant, guint decimals,
    gboolean day_of_year, char *buf, gsize size)
{
  char text[TLM_ISO8601_SIZE];
  TlmUtc utc;

  g_return_val_if_fail (buf != NULL && size > 0, 0);
  buf[0] = '\0';
  if (!tlm_instant_to_utc (instant, &utc))
    return 0;
  char *end = put_char (put_date (text, &utc, day_of_year), 'T');
  end = put_char (put_time (end, &utc, MIN (decimals, 9)), 'Z');
  gsize len = (gsize) (end - text);
  if (len >= size)
    return 0;
  memcpy (buf, text, len);
  buf[len] = '\0';
  return len;
}

char *
tlm_instant_format_utc (TlmInstant instant, guint decimals,
    gboolean day_of_year)
{
  char text[TLM_ISO8601_SIZE];
  gsize len = tlm_instant_print_utc (instant, decimals, day_of_year, text,
      sizeof text);

  return len ? g_strndup (text, len) : NULL;
}
