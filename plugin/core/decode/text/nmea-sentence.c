/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/nmea-sentence.h"

#include <math.h>
#include <string.h>

#include "core/decode/table/decimal.h"
#include "core/time/instant.h"

static guint
hex_digit (char c)
{
  gint value = g_ascii_xdigit_value (c);

  return value < 0 ? 256 : (guint) value;
}

static void
split (TlmNmeaSentence *sentence, const char *text, const char *end)
{
  sentence->n_fields = 0;
  while (sentence->n_fields < TLM_NMEA_FIELDS) {
    const char *comma = memchr (text, ',', (gsize) (end - text));
    const char *stop = comma ? comma : end;
    sentence->fields[sentence->n_fields++] = (TlmCell) { text, (gsize) (stop - text) };
    if (!comma)
      return;
    text = comma + 1;
  }
}

const char *
tlm_nmea_read (const char *line, gsize length, TlmNmeaSentence *sentence)
{
  const char *dollar = memrchr (line, '$', length), *star, *comma;
  guint sum = 0, address;

  if (!dollar)
    return "no sentence of NMEA 0183";
  dollar++;
  length -= (gsize) (dollar - line);
  star = memchr (dollar, '*', length);
  if (!star || length - (gsize) (star - dollar) < 3)
    return "a sentence without a checksum";
  for (const char *p = dollar; p < star; p++)
    sum ^= (guint8) *p;
  if (sum != (hex_digit (star[1]) << 4 | hex_digit (star[2])))
    return "the checksum of a sentence is wrong";
  comma = memchr (dollar, ',', (gsize) (star - dollar));
  address = comma ? (guint) (comma - dollar) : 0;
  memset (sentence->formatter, 0, sizeof sentence->formatter);
  sentence->n_fields = 0;
  if (address == 5 && dollar[0] != 'P') {
    memcpy (sentence->formatter, dollar + 2, 3);
    split (sentence, comma + 1, star);
  }
  return NULL;
}

static TlmCell
field_of (const TlmNmeaSentence *sentence, guint field)
{
  return field >= 1 && field <= sentence->n_fields ? sentence->fields[field - 1] :
      (TlmCell) { "", 0 };
}

gboolean
tlm_nmea_number (const TlmNmeaSentence *sentence, guint field, double *out)
{
  TlmCell cell = field_of (sentence, field);

  return cell.length > 0 &&
      tlm_decimal_parse (cell.text, cell.length, '.', out) == TLM_DECIMAL_NUMBER;
}

char
tlm_nmea_letter (const TlmNmeaSentence *sentence, guint field)
{
  TlmCell cell = field_of (sentence, field);

  return cell.length > 0 ? cell.text[0] : '\0';
}

gboolean
tlm_nmea_angle (const TlmNmeaSentence *sentence, guint field, double *out)
{
  char side = tlm_nmea_letter (sentence, field + 1);
  double number, degrees, minutes;

  if (!tlm_nmea_number (sentence, field, &number) || number < 0 || !strchr ("NSEW", side))
    return FALSE;
  degrees = floor (number / 100);
  minutes = number - 100 * degrees;
  if (side == '\0' || minutes >= 60)
    return FALSE;
  degrees += minutes / 60;
  *out = side == 'S' || side == 'W' ? -degrees : degrees;
  return TRUE;
}

gboolean
tlm_nmea_time (const TlmNmeaSentence *sentence, guint field, gint64 *out)
{
  TlmCell cell = field_of (sentence, field);
  gint64 ns, hhmmss, hours, minutes, seconds;

  if (cell.length < 6 ||
      tlm_decimal_parse_scaled (cell.text, cell.length, '.', 9, &ns) != TLM_DECIMAL_NUMBER ||
      ns < 0)
    return FALSE;
  hhmmss = ns / TLM_SECOND;
  hours = hhmmss / 10000;
  minutes = hhmmss / 100 % 100;
  seconds = hhmmss % 100;
  if (hours > 23 || minutes > 59 || seconds > 60)
    return FALSE;
  *out = ((hours * 60 + minutes) * 60 + seconds) * TLM_SECOND + ns % TLM_SECOND;
  return TRUE;
}
