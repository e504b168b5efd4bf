/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/dialect.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"

#define TEXT_FORMATS "csv json jsonl"

static const TlmDialect dialects[] = {
  {
    .name = "starship-telemetry",
    .source = "kwan3217/starship_telemetry: s, km/h, km, read off the webcast",
    .formats = "csv",
    .exact = TRUE,
    .columns = {
      { .column = "t", .target = "time", .unit = "s" },
      { .column = "v1", .target = "speed", .unit = "km/h", .vehicle = "stage1" },
      { .column = "h1", .target = "altitude", .unit = "km", .vehicle = "stage1" },
      { .column = "v2", .target = "speed", .unit = "km/h", .vehicle = "stage2" },
      { .column = "h2", .target = "altitude", .unit = "km", .vehicle = "stage2" },
    },
  },
  {
    .name = "spacex-webcast",
    .source = "shahar603/Telemetry-Data: s, m/s, km",
    .formats = "json jsonl",
    .file = "stage?-raw.json",
    .exact = TRUE,
    .columns = {
      { .column = "time", .target = "time", .unit = "s" },
      { .column = "velocity", .target = "speed", .unit = "m/s" },
      { .column = "altitude", .target = "altitude", .unit = "km" },
    },
  },
  {
    .name = "spacex-webcast-analysed",
    .source = "shahar603/Telemetry-Data: derived from the webcast at 1 Hz",
    .formats = "json jsonl",
    .columns = {
      { .column = "time", .target = "time", .unit = "s" },
      { .column = "velocity", .target = "speed", .unit = "m/s" },
      { .column = "altitude", .target = "altitude", .unit = "km" },
      { .column = "velocity_y", .target = "vertical-speed", .unit = "m/s" },
      { .column = "velocity_x", .target = "horizontal-speed", .unit = "m/s" },
      { .column = "acceleration", .target = "acceleration", .unit = "m/s2" },
      { .column = "downrange_distance", .target = "downrange", .unit = "km" },
      { .column = "angle", .target = "flight-path-angle", .unit = "deg" },
      { .column = "q", .target = "dynamic-pressure", .unit = "Pa" },
    },
  },
  /* Flight time counts from the detected launch. "altitude" is barometric above
   * sea level at first and of GPS at second, "height" is above the pad, "speed"
   * and "acceleration" are along the rocket's axis and taken as vertical by the
   * flight computer's own filter. */
  {
    .name = "altos",
    .source = "Altus Metrum AltOS, CSV export: s since launch, m, m/s, m/s2, Pa, degC, V",
    .formats = "csv",
    .columns = {
      { .column = "time", .target = "time", .unit = "s" },
      { .column = "state_name", .target = "text/state_name" },
      { .column = "acceleration", .target = "acceleration", .unit = "m/s2" },
      { .column = "pressure", .target = "pressure", .unit = "Pa" },
      { .column = "altitude", .target = "altitude-msl", .unit = "m-msl" },
      { .column = "height", .target = "altitude", .unit = "m-agl" },
      { .column = "speed", .target = "vertical-speed", .unit = "m/s" },
      { .column = "temperature", .target = "temperature", .unit = "degC" },
      { .column = "drogue_voltage", .target = "drogue-voltage", .unit = "V" },
      { .column = "main_voltage", .target = "main-voltage", .unit = "V" },
      { .column = "battery_voltage", .target = "battery-voltage", .unit = "V" },
      { .column = "latitude", .target = "latitude", .unit = "deg" },
      { .column = "longitude", .target = "longitude", .unit = "deg" },
      { .column = "altitude", .occurrence = 1, .target = "altitude-gps", .unit = "m-msl" },
      { .column = "nsat", .target = "satellites" },
    },
  },
  {
    .name = "cats",
    .source = "CATS flight computer, flight info: s since launch, m, m/s and m/s2, vertical",
    .formats = "csv",
    .exact = TRUE,
    .columns = {
      { .column = "ts", .target = "time", .unit = "s" },
      { .column = "height", .target = "altitude", .unit = "m-agl" },
      { .column = "velocity", .target = "vertical-speed", .unit = "m/s" },
      { .column = "acceleration", .target = "acceleration", .unit = "m/s2" },
    },
  },
  {
    .name = "epfl-bella-lui",
    .source = "EPFL Rocket Team, Bella Lui: the first two columns are a counter and raw time",
    .formats = "csv",
    .exact = TRUE,
    .columns = {
      { .column = "useless", .target = "skip" },
      { .column = "time(not s)", .target = "skip" },
      { .column = "time aprox (s)", .target = "time", .unit = "s" },
      { .column = "z (m)", .target = "altitude", .unit = "m-agl" },
      { .column = "v (m/s)", .target = "vertical-speed", .unit = "m/s" },
    },
  },
  {
    .name = "cavour",
    .source = "Cavour altimeter: s, m, m/s vertical, degrees",
    .formats = "csv",
    .exact = TRUE,
    .columns = {
      { .column = "ts", .target = "time", .unit = "s" },
      { .column = "altitude[m]", .target = "altitude", .unit = "m-agl" },
      { .column = "velocity[m/s]", .target = "vertical-speed", .unit = "m/s" },
      { .column = "latitude", .target = "latitude", .unit = "deg" },
      { .column = "longitude", .target = "longitude", .unit = "deg" },
    },
  },
  /* Two recordings side by side, each with its own time and its own rate; the
   * accelerometer reads 1 g at rest. */
  {
    .name = "ndrt-2020",
    .source = "Notre Dame Rocketry Team 2020: acceleration and altitude, each with its time",
    .formats = "csv",
    .exact = TRUE,
    .columns = {
      { .column = "Time-Axial Accel (Gs)", .target = "time", .unit = "s" },
      { .column = "Axial Accel (Gs)", .target = "g-load", .unit = "g" },
      { .column = "bILBA", .target = "text/bILBA" },
      { .column = "Time (s)", .target = "time", .unit = "s" },
      { .column = "Altitude (Ft-AGL)", .target = "altitude", .unit = "ft-agl" },
      { .column = "bILBA", .occurrence = 1, .target = "text/bILBA-altitude" },
    },
  },
  {
    .name = "event-list",
    .source = "seconds after liftoff and what happened then",
    .formats = TEXT_FORMATS,
    .exact = TRUE,
    .columns = {
      { .column = "time", .target = "time", .unit = "s" },
      { .column = "event", .target = "event" },
    },
  },
  {
    .name = "event-list",
    .source = "seconds after liftoff, what happened then and to whom",
    .formats = TEXT_FORMATS,
    .exact = TRUE,
    .columns = {
      { .column = "time", .target = "time", .unit = "s" },
      { .column = "event", .target = "event" },
      { .column = "vehicle", .target = "vehicle" },
    },
  },
  {
    .name = "x-telemetry",
    .source = "application/x-telemetry lines",
    .formats = "json jsonl",
    .si = TRUE,
    .columns = {
      { .column = "utc", .target = "time", .unit = "utc" },
      { .column = "met", .target = "time", .unit = "s" },
      { .column = "vehicle", .target = "vehicle" },
      { .column = "event", .target = "event" },
      { .column = "phase", .target = "phase" },
    },
  },
};

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
tlm_dialect_find (const char *format, const char *source, const char *const *names, guint n_names)
{
  g_return_val_if_fail (format != NULL && (names != NULL || n_names == 0), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    if (in_format (&dialects[i], format) && matches (&dialects[i], names, n_names) &&
        (!dialects[i].file || (source && g_pattern_match_simple (dialects[i].file, source))))
      return &dialects[i];
  return NULL;
}

const TlmDialect *
tlm_dialect_suspect (const char *format, const char *const *names, guint n_names)
{
  g_return_val_if_fail (format != NULL && (names != NULL || n_names == 0), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    if (dialects[i].file && in_format (&dialects[i], format) &&
        matches (&dialects[i], names, n_names))
      return &dialects[i];
  return NULL;
}

/* The names of the dialects, each once. */
static char *
list_names (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    if (i == 0 || strcmp (dialects[i].name, dialects[i - 1].name) != 0)
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", dialects[i].name);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const TlmDialect *
tlm_dialect_named (const char *name, const char *format, const char *const *names, guint n_names,
    GError **error)
{
  g_autofree char *known = NULL;
  gboolean any = FALSE;

  g_return_val_if_fail (name != NULL && format != NULL && (names != NULL || n_names == 0), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++) {
    gboolean is_meant = strcmp (dialects[i].name, name) == 0;
    any |= is_meant;
    if (is_meant && in_format (&dialects[i], format) && matches (&dialects[i], names, n_names))
      return &dialects[i];
  }
  known = list_names ();
  if (any)
    g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "dialect=%s: these are not its columns, or "
        "it is not written as %s", tlm_head (name, 40).text, format);
  else
    g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "dialect=%s is not known; %s are", tlm_head (name, 40).text,
        known);
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

const TlmDialect *
tlm_dialect_table (gsize *n_dialects)
{
  *n_dialects = G_N_ELEMENTS (dialects);
  return dialects;
}
