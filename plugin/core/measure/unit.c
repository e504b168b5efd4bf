/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/measure/unit.h"

#include <string.h>

#define FOOT_M 0.3048
#define MILE_M 1609.344
#define NAUTICAL_MILE_M 1852.0
#define STANDARD_GRAVITY_M_S2 9.80665
#define POUND_KG 0.45359237
#define RADIAN_DEG 57.295779513082320877

static const TlmUnit units[] = {
  { "m", TLM_QUANTITY_LENGTH, 1, 0, "meter meters metre metres" },
  { "km", TLM_QUANTITY_LENGTH, 1e3, 0, "kilometer kilometers kilometre kilometres kms" },
  { "cm", TLM_QUANTITY_LENGTH, 1e-2, 0, "centimeter centimetre" },
  { "mm", TLM_QUANTITY_LENGTH, 1e-3, 0, "millimeter millimetre" },
  { "Mm", TLM_QUANTITY_LENGTH, 1e6, 0, "megameter megametre" },
  { "ft", TLM_QUANTITY_LENGTH, FOOT_M, 0, "foot feet ft." },
  { "kft", TLM_QUANTITY_LENGTH, 1e3 * FOOT_M, 0, "kilofeet" },
  { "yd", TLM_QUANTITY_LENGTH, 3 * FOOT_M, 0, "yard yards" },
  { "mi", TLM_QUANTITY_LENGTH, MILE_M, 0, "mile miles" },
  { "nmi", TLM_QUANTITY_LENGTH, NAUTICAL_MILE_M, 0, "nm. nauticalmile nauticalmiles naut.mi" },
  { "m/s", TLM_QUANTITY_SPEED, 1, 0, "mps ms-1 m*s-1 m.s-1 m*s**-1 meters/second metres/second m/sec ms^-1" },
  { "km/s", TLM_QUANTITY_SPEED, 1e3, 0, "kmps kms-1 km*s-1 km.s-1 km*s**-1 km/sec" },
  { "cm/s", TLM_QUANTITY_SPEED, 1e-2, 0, "cmps cms-1" },
  { "mm/s", TLM_QUANTITY_SPEED, 1e-3, 0, "mmps" },
  { "km/h", TLM_QUANTITY_SPEED, 1e3 / 3600, 0, "kmh kph kmph km/hr kmh-1 km/hour" },
  { "ft/s", TLM_QUANTITY_SPEED, FOOT_M, 0, "fps ft/sec fts-1 feet/second ft/second" },
  { "ft/min", TLM_QUANTITY_SPEED, FOOT_M / 60, 0, "fpm" },
  { "mph", TLM_QUANTITY_SPEED, MILE_M / 3600, 0, "mi/h miles/hour" },
  { "kn", TLM_QUANTITY_SPEED, NAUTICAL_MILE_M / 3600, 0, "kt kts knot knots" },
  { "m/s²", TLM_QUANTITY_ACCELERATION, 1, 0, "m/s2 m/s^2 mps2 ms-2 m/s/s m/sec2 m*s**-2 m/s**2" },
  { "km/s²", TLM_QUANTITY_ACCELERATION, 1e3, 0, "km/s2 km/s^2 km/s**2 km*s**-2" },
  { "ft/s²", TLM_QUANTITY_ACCELERATION, FOOT_M, 0, "ft/s2 ft/s^2 fps2" },
  { "cm/s²", TLM_QUANTITY_ACCELERATION, 1e-2, 0, "cm/s2 gal" },
  { "g", TLM_QUANTITY_ACCELERATION, STANDARD_GRAVITY_M_S2, 0, "gs gee gees g0 gn" },
  { "mg", TLM_QUANTITY_ACCELERATION, 1e-3 * STANDARD_GRAVITY_M_S2, 0, "milli-g" },
  { "s", TLM_QUANTITY_DURATION, 1, 0, "sec secs second seconds" },
  { "ms", TLM_QUANTITY_DURATION, 1e-3, 0, "msec millisecond milliseconds millis" },
  { "µs", TLM_QUANTITY_DURATION, 1e-6, 0, "us usec microsecond microseconds micros" },
  { "ns", TLM_QUANTITY_DURATION, 1e-9, 0, "nsec nanosecond nanoseconds" },
  { "min", TLM_QUANTITY_DURATION, 60, 0, "minute minutes" },
  { "h", TLM_QUANTITY_DURATION, 3600, 0, "hr hrs hour hours" },
  { "d", TLM_QUANTITY_DURATION, 86400, 0, "day days" },
  { "°", TLM_QUANTITY_ANGLE, 1, 0, "deg degree degrees" },
  { "rad", TLM_QUANTITY_ANGLE, RADIAN_DEG, 0, "radian radians" },
  { "mrad", TLM_QUANTITY_ANGLE, 1e-3 * RADIAN_DEG, 0, "milliradian" },
  { "arcmin", TLM_QUANTITY_ANGLE, 1.0 / 60, 0, "arcminute arcminutes" },
  { "arcsec", TLM_QUANTITY_ANGLE, 1.0 / 3600, 0, "arcsecond arcseconds" },
  { "rev", TLM_QUANTITY_ANGLE, 360, 0, "turn turns revolution" },
  { "°/s", TLM_QUANTITY_ANGULAR_RATE, 1, 0, "deg/s dps deg/sec degs-1" },
  { "rad/s", TLM_QUANTITY_ANGULAR_RATE, RADIAN_DEG, 0, "rad/sec rads-1" },
  { "rpm", TLM_QUANTITY_ANGULAR_RATE, 6, 0, "rev/min" },
  { "Pa", TLM_QUANTITY_PRESSURE, 1, 0, "pascal pascals n/m2" },
  { "hPa", TLM_QUANTITY_PRESSURE, 1e2, 0, "hectopascal" },
  { "kPa", TLM_QUANTITY_PRESSURE, 1e3, 0, "kilopascal" },
  { "MPa", TLM_QUANTITY_PRESSURE, 1e6, 0, "megapascal" },
  { "bar", TLM_QUANTITY_PRESSURE, 1e5, 0, "bars" },
  { "mbar", TLM_QUANTITY_PRESSURE, 1e2, 0, "millibar mb" },
  { "atm", TLM_QUANTITY_PRESSURE, 101325, 0, "atmosphere" },
  { "psi", TLM_QUANTITY_PRESSURE, 6894.757293168361, 0, "lbf/in2 psia" },
  { "mmHg", TLM_QUANTITY_PRESSURE, 133.322387415, 0, "torr" },
  { "inHg", TLM_QUANTITY_PRESSURE, 3386.388640341, 0, "" },
  { "K", TLM_QUANTITY_TEMPERATURE, 1, 0, "kelvin degk" },
  { "°C", TLM_QUANTITY_TEMPERATURE, 1, 273.15, "c degc celsius deg_c" },
  { "°F", TLM_QUANTITY_TEMPERATURE, 5.0 / 9, 273.15 - 32 * 5.0 / 9, "f degf fahrenheit deg_f" },
  { "kg", TLM_QUANTITY_MASS, 1, 0, "kilogram kilograms" },
  { "t", TLM_QUANTITY_MASS, 1e3, 0, "tonne tonnes" },
  { "lb", TLM_QUANTITY_MASS, POUND_KG, 0, "lbs lbm pound pounds" },
  { "N", TLM_QUANTITY_FORCE, 1, 0, "newton newtons" },
  { "kN", TLM_QUANTITY_FORCE, 1e3, 0, "kilonewton" },
  { "MN", TLM_QUANTITY_FORCE, 1e6, 0, "meganewton" },
  { "lbf", TLM_QUANTITY_FORCE, POUND_KG * STANDARD_GRAVITY_M_S2, 0, "" },
  { "kg/m³", TLM_QUANTITY_DENSITY, 1, 0, "kg/m3 kg/m^3" },
  { "V", TLM_QUANTITY_VOLTAGE, 1, 0, "volt volts" },
  { "mV", TLM_QUANTITY_VOLTAGE, 1e-3, 0, "millivolt" },
  { "A", TLM_QUANTITY_CURRENT, 1, 0, "amp amps ampere" },
  { "mA", TLM_QUANTITY_CURRENT, 1e-3, 0, "milliamp" },
  { "%", TLM_QUANTITY_FRACTION, 1e-2, 0, "percent pct" },
  { "", TLM_QUANTITY_NONE, 1, 0, "1 none raw unitless count" },
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
