/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/dialect.h"

#include <string.h>

#define TEXT_FORMATS "csv json jsonl"

static const TlmDialect dialects[] = {
  { "starship-telemetry", "kwan3217/starship_telemetry: s, km/h, km, read off the webcast",
      "csv", TRUE, FALSE,
      {
          { "t", 0, "time", "s", NULL },
          { "v1", 0, "speed", "km/h", "stage1" },
          { "h1", 0, "altitude", "km", "stage1" },
          { "v2", 0, "speed", "km/h", "stage2" },
          { "h2", 0, "altitude", "km", "stage2" },
      } },
  { "spacex-webcast", "shahar603/Telemetry-Data: s, m/s, km", "json jsonl", TRUE, FALSE,
      {
          { "time", 0, "time", "s", NULL },
          { "velocity", 0, "speed", "m/s", NULL },
          { "altitude", 0, "altitude", "km", NULL },
      } },
  { "spacex-webcast-analysed", "shahar603/Telemetry-Data: derived from the webcast at 1 Hz",
      "json jsonl", FALSE, FALSE,
      {
          { "time", 0, "time", "s", NULL },
          { "velocity", 0, "speed", "m/s", NULL },
          { "altitude", 0, "altitude", "km", NULL },
          { "velocity_y", 0, "vertical-speed", "m/s", NULL },
          { "velocity_x", 0, "horizontal-speed", "m/s", NULL },
          { "acceleration", 0, "acceleration", "m/s2", NULL },
          { "downrange_distance", 0, "downrange", "km", NULL },
          { "angle", 0, "flight-path-angle", "deg", NULL },
          { "q", 0, "dynamic-pressure", "Pa", NULL },
      } },
  /* Flight time counts from the detected launch. "altitude" is barometric above
   * sea level at first and of GPS at second, "height" is above the pad, "speed"
   * and "acceleration" are along the rocket's axis and taken as vertical by the
   * flight computer's own filter. */
  { "altos", "Altus Metrum AltOS, CSV export: s since launch, m, m/s, m/s2, Pa, degC, V",
      "csv", FALSE, FALSE,
      {
          { "time", 0, "time", "s", NULL },
          { "state_name", 0, "text/state_name", NULL, NULL },
          { "acceleration", 0, "acceleration", "m/s2", NULL },
          { "pressure", 0, "pressure", "Pa", NULL },
          { "altitude", 0, "altitude-msl", "m-msl", NULL },
          { "height", 0, "altitude", "m-agl", NULL },
          { "speed", 0, "vertical-speed", "m/s", NULL },
          { "temperature", 0, "temperature", "degC", NULL },
          { "drogue_voltage", 0, "drogue-voltage", "V", NULL },
          { "main_voltage", 0, "main-voltage", "V", NULL },
          { "battery_voltage", 0, "battery-voltage", "V", NULL },
          { "latitude", 0, "latitude", "deg", NULL },
          { "longitude", 0, "longitude", "deg", NULL },
          { "altitude", 1, "altitude-gps", "m-msl", NULL },
          { "nsat", 0, "satellites", NULL, NULL },
      } },
  { "cats", "CATS flight computer, flight info: s since launch, m, m/s and m/s2, vertical",
      "csv", TRUE, FALSE,
      {
          { "ts", 0, "time", "s", NULL },
          { "height", 0, "altitude", "m-agl", NULL },
          { "velocity", 0, "vertical-speed", "m/s", NULL },
          { "acceleration", 0, "acceleration", "m/s2", NULL },
      } },
  { "epfl-bella-lui", "EPFL Rocket Team, Bella Lui: the first two columns are a counter and raw time",
      "csv", TRUE, FALSE,
      {
          { "useless", 0, "skip", NULL, NULL },
          { "time(not s)", 0, "skip", NULL, NULL },
          { "time aprox (s)", 0, "time", "s", NULL },
          { "z (m)", 0, "altitude", "m-agl", NULL },
          { "v (m/s)", 0, "vertical-speed", "m/s", NULL },
      } },
  { "cavour", "Cavour altimeter: s, m, m/s vertical, degrees", "csv", TRUE, FALSE,
      {
          { "ts", 0, "time", "s", NULL },
          { "altitude[m]", 0, "altitude", "m-agl", NULL },
          { "velocity[m/s]", 0, "vertical-speed", "m/s", NULL },
          { "latitude", 0, "latitude", "deg", NULL },
          { "longitude", 0, "longitude", "deg", NULL },
      } },
  /* Two recordings side by side, each with its own time and its own rate; the
   * accelerometer reads 1 g at rest. */
  { "ndrt-2020", "Notre Dame Rocketry Team 2020: acceleration and altitude, each with its time", "csv", TRUE, FALSE,
      {
          { "Time-Axial Accel (Gs)", 0, "time", "s", NULL },
          { "Axial Accel (Gs)", 0, "g-load", "g", NULL },
          { "bILBA", 0, "text/bILBA", NULL, NULL },
          { "Time (s)", 0, "time", "s", NULL },
          { "Altitude (Ft-AGL)", 0, "altitude", "ft-agl", NULL },
          { "bILBA", 1, "text/bILBA-altitude", NULL, NULL },
      } },
  { "event-list", "seconds after liftoff and what happened then", TEXT_FORMATS, TRUE, FALSE,
      {
          { "time", 0, "time", "s", NULL },
          { "event", 0, "event", NULL, NULL },
      } },
  { "event-list", "seconds after liftoff, what happened then and to whom", TEXT_FORMATS, TRUE, FALSE,
      {
          { "time", 0, "time", "s", NULL },
          { "event", 0, "event", NULL, NULL },
          { "vehicle", 0, "vehicle", NULL, NULL },
      } },
  { "x-telemetry", "application/x-telemetry lines", "json jsonl", FALSE, TRUE,
      {
          { "utc", 0, "time", "utc", NULL },
          { "met", 0, "time", "s", NULL },
          { "vehicle", 0, "vehicle", NULL, NULL },
          { "event", 0, "event", NULL, NULL },
          { "phase", 0, "phase", NULL, NULL },
      } },
};

const TlmDialect *
tlm_dialect_table (gsize *n_dialects)
{
  g_return_val_if_fail (n_dialects != NULL, NULL);
  *n_dialects = G_N_ELEMENTS (dialects);
  return dialects;
}

static gboolean
same_name (const char *name, const char *text)
{
  gsize length = strlen (name);

  while (g_ascii_isspace (*text))
    text++;
  if (strncmp (text, name, length) != 0)
    return FALSE;
  for (text += length; *text; text++)
    if (!g_ascii_isspace (*text))
      return FALSE;
  return TRUE;
}

static gboolean
has_column (const TlmDialectColumn *column, const char *const *names, guint n_names)
{
  guint seen = 0;

  for (guint i = 0; i < n_names; i++)
    if (same_name (column->column, names[i]) && seen++ == column->occurrence)
      return TRUE;
  return FALSE;
}

static gboolean
in_format (const TlmDialect *dialect, const char *format)
{
  gsize length = strlen (format);

  for (const char *p = dialect->formats; (p = strstr (p, format)); p += length)
    if ((p == dialect->formats || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
      return TRUE;
  return FALSE;
}

/* SI lines have one of their two times; the others have all of their columns. */
static gboolean
matches (const TlmDialect *dialect, const char *const *names, guint n_names)
{
  guint n = 0;

  if (dialect->si)
    return has_column (&dialect->columns[0], names, n_names) ||
        has_column (&dialect->columns[1], names, n_names);
  while (n < G_N_ELEMENTS (dialect->columns) && dialect->columns[n].column) {
    if (!has_column (&dialect->columns[n], names, n_names))
      return FALSE;
    n++;
  }
  return !dialect->exact || n == n_names;
}

const TlmDialect *
tlm_dialect_find (const char *format, const char *const *names, guint n_names)
{
  g_return_val_if_fail (format != NULL && (names != NULL || n_names == 0), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    if (in_format (&dialects[i], format) && matches (&dialects[i], names, n_names))
      return &dialects[i];
  return NULL;
}

const TlmDialectColumn *
tlm_dialect_column (const TlmDialect *dialect, const char *name, guint occurrence)
{
  g_return_val_if_fail (dialect != NULL && name != NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (dialect->columns) && dialect->columns[i].column; i++)
    if (dialect->columns[i].occurrence == occurrence &&
        same_name (dialect->columns[i].column, name))
      return &dialect->columns[i];
  return NULL;
}
