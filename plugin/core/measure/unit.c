/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/measure/unit.h"

#include <string.h>

#define FOOT_M 0.3048
#define MILE_M 1609.344
#define NAUTICAL_MILE_M 1852.0
#define STANDARD_GRAVITY_M_S2 9.80665
#define POUND_KG 0.45359237
#define RADIAN_DEG 57.295779513082320877

#define UNIT(shown, measures, times, plus, others) \
  { .symbol = shown, .quantity = TLM_QUANTITY_##measures, .factor = times, .offset = plus, \
    .aliases = others }

static const TlmUnit units[] = {
  UNIT ("m", LENGTH, 1, 0, "meter meters metre metres"),
  UNIT ("km", LENGTH, 1e3, 0, "kilometer kilometers kilometre kilometres kms"),
  UNIT ("cm", LENGTH, 1e-2, 0, "centimeter centimetre"),
  UNIT ("mm", LENGTH, 1e-3, 0, "millimeter millimetre"),
  UNIT ("Mm", LENGTH, 1e6, 0, "megameter megametre"),
  UNIT ("ft", LENGTH, FOOT_M, 0, "foot feet ft."),
  UNIT ("kft", LENGTH, 1e3 * FOOT_M, 0, "kilofeet"),
  UNIT ("yd", LENGTH, 3 * FOOT_M, 0, "yard yards"),
  UNIT ("mi", LENGTH, MILE_M, 0, "mile miles"),
  UNIT ("nmi", LENGTH, NAUTICAL_MILE_M, 0, "nm. nauticalmile nauticalmiles naut.mi"),
  UNIT ("m/s", SPEED, 1, 0, "mps ms-1 m*s-1 m.s-1 m*s**-1 meters/second metres/second m/sec ms^-1"),
  UNIT ("km/s", SPEED, 1e3, 0, "kmps kms-1 km*s-1 km.s-1 km*s**-1 km/sec"),
  UNIT ("cm/s", SPEED, 1e-2, 0, "cmps cms-1"),
  UNIT ("mm/s", SPEED, 1e-3, 0, "mmps"),
  UNIT ("km/h", SPEED, 1e3 / 3600, 0, "kmh kph kmph km/hr kmh-1 km/hour"),
  UNIT ("ft/s", SPEED, FOOT_M, 0, "fps ft/sec fts-1 feet/second ft/second"),
  UNIT ("ft/min", SPEED, FOOT_M / 60, 0, "fpm"),
  UNIT ("mph", SPEED, MILE_M / 3600, 0, "mi/h miles/hour"),
  UNIT ("kn", SPEED, NAUTICAL_MILE_M / 3600, 0, "kt kts knot knots"),
  UNIT ("m/s²", ACCELERATION, 1, 0, "m/s2 m/s^2 mps2 ms-2 m/s/s m/sec2 m*s**-2 m/s**2"),
  UNIT ("km/s²", ACCELERATION, 1e3, 0, "km/s2 km/s^2 km/s**2 km*s**-2"),
  UNIT ("ft/s²", ACCELERATION, FOOT_M, 0, "ft/s2 ft/s^2 fps2"),
  UNIT ("cm/s²", ACCELERATION, 1e-2, 0, "cm/s2 gal"),
  UNIT ("g", ACCELERATION, STANDARD_GRAVITY_M_S2, 0, "gs gee gees g0 gn"),
  UNIT ("mg", ACCELERATION, 1e-3 * STANDARD_GRAVITY_M_S2, 0, "milli-g"),
  UNIT ("s", DURATION, 1, 0, "sec secs second seconds"),
  UNIT ("ms", DURATION, 1e-3, 0, "msec millisecond milliseconds millis"),
  UNIT ("µs", DURATION, 1e-6, 0, "us usec microsecond microseconds micros"),
  UNIT ("ns", DURATION, 1e-9, 0, "nsec nanosecond nanoseconds"),
  UNIT ("min", DURATION, 60, 0, "minute minutes"),
  UNIT ("h", DURATION, 3600, 0, "hr hrs hour hours"),
  UNIT ("d", DURATION, 86400, 0, "day days"),
  UNIT ("°", ANGLE, 1, 0, "deg degree degrees"),
  UNIT ("rad", ANGLE, RADIAN_DEG, 0, "radian radians"),
  UNIT ("mrad", ANGLE, 1e-3 * RADIAN_DEG, 0, "milliradian"),
  UNIT ("arcmin", ANGLE, 1.0 / 60, 0, "arcminute arcminutes"),
  UNIT ("arcsec", ANGLE, 1.0 / 3600, 0, "arcsecond arcseconds"),
  UNIT ("rev", ANGLE, 360, 0, "turn turns revolution"),
  UNIT ("°/s", ANGULAR_RATE, 1, 0, "deg/s dps deg/sec degs-1"),
  UNIT ("rad/s", ANGULAR_RATE, RADIAN_DEG, 0, "rad/sec rads-1"),
  UNIT ("rpm", ANGULAR_RATE, 6, 0, "rev/min"),
  UNIT ("Pa", PRESSURE, 1, 0, "pascal pascals n/m2"),
  UNIT ("hPa", PRESSURE, 1e2, 0, "hectopascal"),
  UNIT ("kPa", PRESSURE, 1e3, 0, "kilopascal"),
  UNIT ("MPa", PRESSURE, 1e6, 0, "megapascal"),
  UNIT ("bar", PRESSURE, 1e5, 0, "bars"),
  UNIT ("mbar", PRESSURE, 1e2, 0, "millibar mb"),
  UNIT ("atm", PRESSURE, 101325, 0, "atmosphere"),
  UNIT ("psi", PRESSURE, 6894.757293168361, 0, "lbf/in2 psia"),
  UNIT ("mmHg", PRESSURE, 133.322387415, 0, "torr"),
  UNIT ("inHg", PRESSURE, 3386.388640341, 0, ""),
  UNIT ("K", TEMPERATURE, 1, 0, "kelvin degk"),
  UNIT ("°C", TEMPERATURE, 1, 273.15, "c degc celsius deg_c"),
  UNIT ("°F", TEMPERATURE, 5.0 / 9, 273.15 - 32 * 5.0 / 9, "f degf fahrenheit deg_f"),
  UNIT ("kg", MASS, 1, 0, "kilogram kilograms"),
  UNIT ("t", MASS, 1e3, 0, "tonne tonnes"),
  UNIT ("lb", MASS, POUND_KG, 0, "lbs lbm pound pounds"),
  UNIT ("N", FORCE, 1, 0, "newton newtons"),
  UNIT ("kN", FORCE, 1e3, 0, "kilonewton"),
  UNIT ("MN", FORCE, 1e6, 0, "meganewton"),
  UNIT ("lbf", FORCE, POUND_KG * STANDARD_GRAVITY_M_S2, 0, ""),
  UNIT ("kg/m³", DENSITY, 1, 0, "kg/m3 kg/m^3"),
  UNIT ("V", VOLTAGE, 1, 0, "volt volts"),
  UNIT ("mV", VOLTAGE, 1e-3, 0, "millivolt"),
  UNIT ("A", CURRENT, 1, 0, "amp amps ampere"),
  UNIT ("mA", CURRENT, 1e-3, 0, "milliamp"),
  UNIT ("%", FRACTION, 1e-2, 0, "percent pct"),
  UNIT ("", NONE, 1, 0, "1 none raw unitless count"),
};

static gboolean
matches_word (const char *words, const char *text, gsize length)
{
  while (*words) {
    gsize word = strcspn (words, " ");
    if (word == length && g_ascii_strncasecmp (words, text, length) == 0)
      return TRUE;
    words += word;
    words += strspn (words, " ");
  }
  return FALSE;
}

/* "m s^-1" and "deg C" are common in headers: blanks carry no meaning here. */
static gsize
squeeze_blanks (char *out, gsize capacity, const char *text, gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++) {
    if (g_ascii_isspace (text[i]))
      continue;
    if (n + 1 >= capacity)
      return 0;
    out[n++] = text[i];
  }
  out[n] = '\0';
  return n;
}

const TlmUnit *
tlm_unit_find_n (const char *symbol, gsize length)
{
  char text[32];
  gsize n;

  g_return_val_if_fail (symbol != NULL || length == 0, NULL);
  n = squeeze_blanks (text, sizeof text, symbol, length);
  if (n == 0)
    return length == 0 ? &units[G_N_ELEMENTS (units) - 1] : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].symbol, text) == 0)
      return &units[i];
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_ascii_strcasecmp (units[i].symbol, text) == 0 ||
        matches_word (units[i].aliases, text, n))
      return &units[i];
  return NULL;
}

const TlmUnit *
tlm_unit_find (const char *symbol)
{
  g_return_val_if_fail (symbol != NULL, NULL);
  return tlm_unit_find_n (symbol, strlen (symbol));
}

const TlmUnit *
tlm_unit_table (gsize *n_units)
{
  *n_units = G_N_ELEMENTS (units);
  return units;
}
