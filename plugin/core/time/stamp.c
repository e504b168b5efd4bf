/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/stamp.h"

#include <string.h>

#include "core/time/utc.h"

#define DAY_S 86400

typedef struct {
  const char *at;
  const char *end;
} Reader;

/* A number as it was written. */
typedef struct {
  gint value;
  gsize digits;
} Field;

static void
skip_blanks (Reader *reader)
{
  while (reader->at < reader->end && g_ascii_isspace (*reader->at))
    reader->at++;
}

static gboolean
take_field (Reader *reader, Field *out)
{
  Field field = { 0 };

  while (reader->at < reader->end && g_ascii_isdigit (*reader->at) && field.digits < 9) {
    field.value = field.value * 10 + (*reader->at++ - '0');
    field.digits++;
  }
  *out = field;
  return field.digits > 0;
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
take_word (Reader *reader, const char *word)
{
  gsize n = strlen (word);

  if ((gsize) (reader->end - reader->at) < n || g_ascii_strncasecmp (reader->at, word, n) != 0)
    return FALSE;
  reader->at += n;
  return TRUE;
}

static gboolean
set_date (Field year, gint month, gint day, TlmStamp *out)
{
  gint y = year.digits <= 2 ? year.value + (year.value < 80 ? 2000 : 1900) : year.value;

  if ((year.digits != 2 && year.digits != 4) || y < TLM_YEAR_MIN || y > TLM_YEAR_MAX ||
      month < 1 || month > 12 || day < 1 || day > tlm_month_days (y, month))
    return FALSE;
  out->days = tlm_days_from_date (y, month, day);
  out->has_date = TRUE;
  return TRUE;
}

static gboolean
set_ordered (const Field fields[3], TlmDateOrder order, TlmStamp *out)
{
  if (order == TLM_DATE_DMY)
    return set_date (fields[2], fields[1].value, fields[0].value, out);
  if (order == TLM_DATE_MDY)
    return set_date (fields[2], fields[0].value, fields[1].value, out);
  return set_date (fields[0], fields[1].value, fields[2].value, out);
}

/* Digits only: yyyymmdd, yyyyddd, or six with an order. */
static TlmStampResult
read_solid (Field field, TlmDateOrder order, TlmStamp *out)
{
  gint value = field.value;
  Field parts[3] = { { value / 10000, 2 }, { value / 100 % 100, 2 }, { value % 100, 2 } };
  Field year = { value / 10000, 4 };
  gint month, day;

  if (field.digits == 6)
    return order != TLM_DATE_PLAIN && set_ordered (parts, order, out) ? TLM_STAMP_READ :
        TLM_STAMP_NOT;
  if (field.digits == 8 && order != TLM_DATE_DMY && order != TLM_DATE_MDY)
    return set_date (year, value / 100 % 100, value % 100, out) ? TLM_STAMP_READ : TLM_STAMP_NOT;
  if (field.digits == 8) {
    Field wide[3] = { { value / 1000000, 2 }, { value / 10000 % 100, 2 }, { value % 10000, 4 } };
    return set_ordered (wide, order, out) ? TLM_STAMP_READ : TLM_STAMP_NOT;
  }
  year.value = value / 1000;
  return field.digits == 7 && year.value >= TLM_YEAR_MIN && year.value <= TLM_YEAR_MAX &&
      tlm_date_from_day_of_year (year.value, value % 1000, &month, &day) &&
      set_date (year, month, day, out) ? TLM_STAMP_READ : TLM_STAMP_NOT;
}

/* Three fields: the first one is a year, or an order is needed. */
static TlmStampResult
read_three (const Field fields[3], char separator, TlmDateOrder order, TlmStamp *out)
{
  TlmStamp dmy = *out, mdy = *out;
  gboolean day_first, month_first;

  if (order != TLM_DATE_PLAIN)
    return set_ordered (fields, fields[0].digits == 4 ? TLM_DATE_YMD : order, out) ?
        TLM_STAMP_READ : TLM_STAMP_NOT;
  if (fields[0].digits == 4)
    return set_date (fields[0], fields[1].value, fields[2].value, out) ? TLM_STAMP_READ :
        TLM_STAMP_NOT;
  if (fields[2].digits == 4 && separator == '.')
    return set_ordered (fields, TLM_DATE_DMY, out) ? TLM_STAMP_READ : TLM_STAMP_NOT;
  day_first = set_ordered (fields, TLM_DATE_DMY, &dmy);
  month_first = set_ordered (fields, TLM_DATE_MDY, &mdy);
  return fields[0].digits <= 2 && fields[1].digits <= 2 && (day_first || month_first) ?
      TLM_STAMP_EITHER : TLM_STAMP_NOT;
}

static TlmStampResult
read_date (Reader *reader, TlmDateOrder order, TlmStamp *out)
{
  Field fields[3];
  char separator;
  gint month, day;

  if (!take_field (reader, &fields[0]))
    return TLM_STAMP_NOT;
  separator = reader->at < reader->end ? *reader->at : '\0';
  if (separator == '\0' || !strchr ("-/._", separator))
    return read_solid (fields[0], order, out);
  reader->at++;
  if (!take_field (reader, &fields[1]))
    return TLM_STAMP_NOT;
  if (fields[0].digits == 4 && fields[1].digits == 3)
    return separator == '-' && fields[0].value >= TLM_YEAR_MIN &&
        fields[0].value <= TLM_YEAR_MAX &&
        tlm_date_from_day_of_year (fields[0].value, fields[1].value, &month, &day) &&
        set_date (fields[0], month, day, out) ? TLM_STAMP_READ : TLM_STAMP_NOT;
  if (!take_char (reader, separator) || !take_field (reader, &fields[2]))
    return TLM_STAMP_NOT;
  return read_three (fields, separator, order, out);
}

/* Digits of a second's fraction; those past the ninth are cut. */
static gboolean
read_fraction (Reader *reader, gint64 *ns)
{
  gint64 unit = TLM_SECOND;
  const char *start;

  if (!take_char (reader, '.') && !take_char (reader, ','))
    return TRUE;
  for (start = reader->at; reader->at < reader->end && g_ascii_isdigit (*reader->at);) {
    unit /= 10;
    *ns += (*reader->at++ - '0') * unit;
  }
  return reader->at > start;
}

static gboolean
set_time (gint hour, gint minute, gint second, gint64 fraction_ns, TlmStamp *out)
{
  if (hour > 23 || minute > 59 || second > 60)
    return FALSE;
  out->day_ns = ((gint64) hour * 3600 + minute * 60 + second) * TLM_SECOND + fraction_ns;
  out->has_time = TRUE;
  return TRUE;
}

/* hh:mm, hh:mm:ss, with a fraction and AM or PM. */
static gboolean
read_time (Reader *reader, TlmStamp *out)
{
  Field hour, minute, second = { 0 };
  gint64 fraction = 0;

  if (!take_field (reader, &hour) || hour.digits > 2 || !take_char (reader, ':') ||
      !take_field (reader, &minute) || minute.digits != 2)
    return FALSE;
  if (take_char (reader, ':') && (!take_field (reader, &second) || second.digits != 2 ||
          !read_fraction (reader, &fraction)))
    return FALSE;
  skip_blanks (reader);
  if (take_word (reader, "am") || take_word (reader, "pm")) {
    gboolean afternoon = g_ascii_tolower (reader->at[-2]) == 'p';
    if (hour.value < 1 || hour.value > 12)
      return FALSE;
    hour.value = hour.value % 12 + (afternoon ? 12 : 0);
  }
  return set_time (hour.value, minute.value, second.value, fraction, out);
}

/* Z, UTC, GMT, an offset, or nothing. */
static gboolean
read_zone (Reader *reader, TlmStamp *out)
{
  Field hours, minutes = { 0 };
  gboolean west;

  skip_blanks (reader);
  if (reader->at == reader->end)
    return TRUE;
  out->has_zone = TRUE;
  if (take_word (reader, "z") || take_word (reader, "utc") || take_word (reader, "gmt"))
    return TRUE;
  west = take_char (reader, '-');
  if ((!west && !take_char (reader, '+')) || !take_field (reader, &hours))
    return FALSE;
  if (hours.digits == 4)
    minutes = (Field) { hours.value % 100, 2 }, hours = (Field) { hours.value / 100, 2 };
  else if (take_char (reader, ':') && !take_field (reader, &minutes))
    return FALSE;
  if (hours.digits > 2 || hours.value > 18 || minutes.value > 59)
    return FALSE;
  out->offset_s = (hours.value * 60 + minutes.value) * (west ? -60 : 60);
  return TRUE;
}

static gboolean
begins_with_time (const Reader *reader)
{
  const char *at = reader->at;

  while (at < reader->end && g_ascii_isdigit (*at))
    at++;
  return at < reader->end && *at == ':';
}

TlmStampResult
tlm_stamp_parse (const char *text, gsize len, TlmDateOrder order, TlmStamp *out)
{
  Reader reader = { text, text + len };
  TlmStamp stamp = { 0 };
  TlmStampResult date = TLM_STAMP_READ;

  g_return_val_if_fail (out != NULL && (text != NULL || len == 0), TLM_STAMP_NOT);
  skip_blanks (&reader);
  while (reader.end > reader.at && g_ascii_isspace (reader.end[-1]))
    reader.end--;
  if (!begins_with_time (&reader)) {
    date = read_date (&reader, order, &stamp);
    if (date == TLM_STAMP_NOT)
      return date;
    if (take_char (&reader, 'T') || take_char (&reader, 't') || take_char (&reader, '_'))
      ;
    else
      skip_blanks (&reader);
  }
  if (reader.at < reader.end && (!read_time (&reader, &stamp) || !read_zone (&reader, &stamp)))
    return TLM_STAMP_NOT;
  if (reader.at != reader.end)
    return TLM_STAMP_NOT;
  if (date == TLM_STAMP_READ)
    *out = stamp;
  return stamp.has_date || stamp.has_time || date != TLM_STAMP_READ ? date : TLM_STAMP_NOT;
}

gboolean
tlm_stamp_hhmmss (const char *text, gsize len, gint64 *day_ns)
{
  Reader reader = { text, text + len };
  TlmStamp stamp = { 0 };
  gint64 fraction = 0;
  Field field;

  g_return_val_if_fail (day_ns != NULL && (text != NULL || len == 0), FALSE);
  skip_blanks (&reader);
  if (!take_field (&reader, &field) || field.digits > 6 || !read_fraction (&reader, &fraction))
    return FALSE;
  skip_blanks (&reader);
  if (reader.at != reader.end || !set_time (field.value / 10000, field.value / 100 % 100,
          field.value % 100, fraction, &stamp))
    return FALSE;
  *day_ns = stamp.day_ns;
  return TRUE;
}

/* The date at P, in eight digits or with separators, that ends where a number ends. */
static gboolean
date_at (const char *p, gint64 *days)
{
  Reader reader = { p, p + strlen (p) };
  TlmStamp stamp = { 0 };
  Field field;

  if (!g_str_has_prefix (p, "19") && !g_str_has_prefix (p, "20"))
    return FALSE;
  if (strspn (p, "0123456789") == 8) {
    if (!take_field (&reader, &field) ||
        read_solid (field, TLM_DATE_YMD, &stamp) != TLM_STAMP_READ)
      return FALSE;
  } else if (strspn (p, "0123456789") != 4 ||
      read_date (&reader, TLM_DATE_YMD, &stamp) != TLM_STAMP_READ || reader.at - p < 8) {
    return FALSE;
  }
  *days = stamp.days;
  return !g_ascii_isdigit (*reader.at);
}

gboolean
tlm_stamp_date_in_name (const char *name, gint64 *days)
{
  gint64 found;

  g_return_val_if_fail (name != NULL && days != NULL, FALSE);
  for (const char *p = name; *p; p++) {
    if (!g_ascii_isdigit (*p) || (p > name && g_ascii_isdigit (p[-1])) || !date_at (p, &found))
      continue;
    *days = found;
    return TRUE;
  }
  return FALSE;
}
