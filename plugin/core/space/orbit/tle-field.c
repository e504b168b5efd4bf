/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/orbit/tle-field.h"

#include <string.h>

#include "core/base/error.h"
#include "core/time/utc.h"

/* The widest field, columns. */
#define FIELD_SIZE 16

gboolean
tlm_tle_fail (const TlmTleLine *line, guint column, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s:%u:%u: %s", line->origin, line->number,
      column, message);
  return FALSE;
}

/* Columns FIRST to LAST without blanks at both ends. */
static void
copy_field (const TlmTleLine *line, guint first, guint last, char field[FIELD_SIZE])
{
  memcpy (field, line->text + first - 1, last - first + 1);
  field[last - first + 1] = '\0';
  g_strstrip (field);
}

/* Whether TEXT is N digits and nothing else; N of 0 stands for any number but
 * none. */
static gboolean
is_digits (const char *text, gsize n)
{
  gsize length = strspn (text, "0123456789");

  return text[length] == '\0' && (n > 0 ? length == n : length > 0);
}

/* The value of an alpha-5 letter, 10 to 33, or -1. */
static int
alpha5_value (char letter)
{
  static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  const char *at = letter ? strchr (letters, letter) : NULL;

  return at ? 10 + (int) (at - letters) : -1;
}

gboolean
tlm_tle_read_catalogue_number (const TlmTleLine *line, guint32 *number, GError **error)
{
  char field[FIELD_SIZE];
  int high = 0;
  gboolean right;

  copy_field (line, 3, 7, field);
  if (g_ascii_isalpha (field[0])) {
    high = alpha5_value (field[0]);
    right = high >= 0 && is_digits (field + 1, 4);
  } else {
    right = is_digits (field, 0);
  }
  if (!right)
    return tlm_tle_fail (line, 3, error, "found catalogue number \"%s\", expected five digits, "
        "or a letter (not I or O) and four digits", field);
  *number = (guint32) high * 10000 + (guint32) g_ascii_strtoull (field + (high > 0), NULL, 10);
  return TRUE;
}

static gint
full_year (gint two_digits)
{
  return two_digits >= 57 ? 1900 + two_digits : 2000 + two_digits;
}

static gint
two_digit_year (const char *text)
{
  return full_year (10 * g_ascii_digit_value (text[0]) + g_ascii_digit_value (text[1]));
}

void
tlm_tle_read_designator (const TlmTleLine *line,
    char designator[TLM_INTERNATIONAL_DESIGNATOR_SIZE])
{
  char field[FIELD_SIZE];

  copy_field (line, 10, 17, field);
  if (strspn (field, "0123456789") == 5)
    g_snprintf (designator, TLM_INTERNATIONAL_DESIGNATOR_SIZE, "%d-%s",
        two_digit_year (field), field + 2);
  else
    g_strlcpy (designator, field, TLM_INTERNATIONAL_DESIGNATOR_SIZE);
}

/* "179.78495062" into a whole day and nanoseconds, exactly; FALSE when it is
 * no such number. */
static gboolean
split_day (const char *text, gint *day, gint64 *nanoseconds)
{
  gsize whole = strspn (text, "0123456789");
  const char *point = text + whole;
  gint64 unit = 86400 * TLM_SECOND, sum = 0;

  if (whole == 0 || whole > 3 || (*point != '.' && *point != '\0'))
    return FALSE;
  if (*point == '.' && point[1] != '\0' && !is_digits (point + 1, 0))
    return FALSE;
  for (const char *digit = point; *digit && *++digit;) {
    unit /= 10;
    sum += unit * g_ascii_digit_value (*digit);
  }
  *day = (gint) g_ascii_strtoll (text, NULL, 10);
  *nanoseconds = sum;
  return TRUE;
}

gboolean
tlm_tle_read_epoch (const TlmTleLine *line, TlmInstant *epoch, GError **error)
{
  char field[FIELD_SIZE];
  gint year, day, days_in_year;
  gint64 nanoseconds, midnight;

  copy_field (line, 19, 20, field);
  if (!is_digits (field, 2))
    return tlm_tle_fail (line, 19, error, "found epoch year \"%s\", expected two digits", field);
  year = two_digit_year (field);
  days_in_year = tlm_year_is_leap (year) ? 366 : 365;
  copy_field (line, 21, 32, field);
  if (!split_day (field, &day, &nanoseconds) || day < 1 || day > days_in_year)
    return tlm_tle_fail (line, 21, error, "found epoch day \"%s\", expected a day of the year "
        "%d, 1.0 to below %d.0", field, year, days_in_year + 1);
  midnight = (tlm_days_from_date (year, 1, 1) + day - 1) * 86400;
  if (!tlm_instant_from_utc_day (midnight, (gint) (nanoseconds / TLM_SECOND),
          (gint) (nanoseconds % TLM_SECOND), epoch))
    return tlm_tle_fail (line, 19, error, "found an epoch that is no instant of UTC");
  return TRUE;
}

/* A decimal number as "-.00000123" or "34.2682". */
static gboolean
parse_decimal (const char *text, double *value)
{
  const char *digits = text + (*text == '-' || *text == '+');
  gsize whole = strspn (digits, "0123456789");
  gsize fraction = digits[whole] == '.' ? strspn (digits + whole + 1, "0123456789") : 0;
  gsize length = whole + (digits[whole] == '.') + fraction;

  if (whole + fraction == 0 || digits[length] != '\0')
    return FALSE;
  *value = g_ascii_strtod (text, NULL);
  return TRUE;
}

/* Seven digits after a decimal point that is not written. */
static gboolean
parse_fraction (const char *text, double *value)
{
  if (!is_digits (text, 7))
    return FALSE;
  *value = (double) g_ascii_strtoll (text, NULL, 10) / 1e7;
  return TRUE;
}

static double
power_of_ten (int exponent)
{
  double power = 1.0;

  while (exponent-- > 0)
    power *= 10.0;
  return power;
}

/* "-11606-4" is -0.11606e-4; powers of ten up to 1e14 are exact, so that the
 * result is rounded once. */
static gboolean
parse_exponent (const char *text, double *value)
{
  gboolean negative = *text == '-';
  const char *digits = text + (*text == '-' || *text == '+');
  gsize count = strspn (digits, "0123456789");
  const char *tail = digits + count;
  double mantissa;
  int exponent;

  if (count < 1 || count > 5 || !strchr ("+- ", *tail) || !is_digits (tail + (*tail != '\0'), 1))
    return FALSE;
  mantissa = (double) g_ascii_strtoll (digits, NULL, 10);
  exponent = g_ascii_digit_value (tail[1]) * (*tail == '-' ? -1 : 1) - 5;
  mantissa = exponent < 0 ? mantissa / power_of_ten (-exponent)
                          : mantissa * power_of_ten (exponent);
  *value = negative ? -mantissa : mantissa;
  return TRUE;
}

typedef gboolean (*ParseFunc) (const char *text, double *value);

typedef struct {
  const char *name;
  guint line, first, last; /* columns from 1 */
  ParseFunc parse;
  const char *form; /* an example */
  gboolean may_be_blank;
  double low, high; /* HIGH included */
  double unit;      /* SI value of 1 */
  gsize offset;
} Field;

#define INTO(member) G_STRUCT_OFFSET (TlmMeanElements, member)

static const Field fields[] = {
  { "mean motion derivative", 1, 34, 43, parse_decimal, "-.00000123", TRUE, -10.0, 10.0,
      TLM_REV_PER_DAY2, INTO (mean_motion_dot) },
  { "mean motion second derivative", 1, 45, 52, parse_exponent, "-12345-6", TRUE, -1e9, 1e9,
      TLM_REV_PER_DAY3, INTO (mean_motion_ddot) },
  { "B* drag term", 1, 54, 61, parse_exponent, "-12345-6", TRUE, -1e9, 1e9,
      1.0, INTO (bstar) },
  { "inclination", 2, 9, 16, parse_decimal, "51.6435", FALSE, 0.0, 180.0,
      TLM_DEGREE, INTO (inclination) },
  { "right ascension of the node", 2, 18, 25, parse_decimal, "348.7242", FALSE, 0.0, 360.0,
      TLM_DEGREE, INTO (raan) },
  { "eccentricity", 2, 27, 33, parse_fraction, "0001234", FALSE, 0.0, 0.9999999,
      1.0, INTO (eccentricity) },
  { "argument of perigee", 2, 35, 42, parse_decimal, "331.7664", FALSE, 0.0, 360.0,
      TLM_DEGREE, INTO (argument_perigee) },
  { "mean anomaly", 2, 44, 51, parse_decimal, "19.3264", FALSE, 0.0, 360.0,
      TLM_DEGREE, INTO (mean_anomaly) },
  { "mean motion", 2, 53, 63, parse_decimal, "15.49815342", FALSE, 1e-6, 19.99999999,
      TLM_REV_PER_DAY, INTO (mean_motion) },
  { "revolution number", 2, 64, 68, parse_decimal, "56353", TRUE, 0.0, 99999.0,
      1.0, INTO (revolution_at_epoch) },
};

static gboolean
read_number (const TlmTleLine *line, const Field *field, TlmMeanElements *elements, GError **error)
{
  char text[FIELD_SIZE];
  double value = 0.0;

  copy_field (line, field->first, field->last, text);
  if (!(field->may_be_blank && text[0] == '\0') && !field->parse (text, &value))
    return tlm_tle_fail (line, field->first, error, "found %s \"%s\", expected a number like "
        "\"%s\" in columns %u to %u", field->name, text, field->form, field->first, field->last);
  if (!(value >= field->low && value <= field->high))
    return tlm_tle_fail (line, field->first, error, "found %s %s, expected %.9g to %.9g",
        field->name, text, field->low, field->high);
  *(double *) ((char *) elements + field->offset) = value * field->unit;
  return TRUE;
}

gboolean
tlm_tle_read_numbers (const TlmTleLine *line, guint which, TlmMeanElements *elements,
    GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].line == which && !read_number (line, &fields[i], elements, error))
      return FALSE;
  return TRUE;
}
