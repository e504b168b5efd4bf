/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/eop.h"

#include <erfa.h>
#include <erfam.h>
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/input.h"
#include "core/base/limits.h"
#include "core/time/posix.h"
#include "core/time/utc.h"

/* 1970-01-01, which POSIX time counts from, as a Modified Julian Date. */
#define MJD_1970 40587.0

typedef struct {
  TlmInstant instant;           /* 0 h UTC of the day */
  double ut1_minus_tai_s, pole_x_rad, pole_y_rad, lod_s;
} Day;

struct TlmEop {
  GArray *days;                 /* of Day, instants increasing */
};

typedef struct {
  double mjd, x_arcsec, y_arcsec, dut1_s, lod_s;
} Row;

typedef enum { ROW_READ, ROW_SKIPPED, ROW_WRONG } RowResult;

typedef struct {
  const char *name;
  gboolean (*recognize) (const char *line);
  RowResult (*read) (const char *line, Row *row);
} EopFormat;

/* TAI - UTC of an instant, in the leap second itself that of the day before. */
static double
tai_minus_utc_at (TlmInstant instant)
{
  gboolean in_leap;

  return tlm_duration_to_s (tlm_tai_minus_utc (instant, &in_leap));
}

/* A number in columns from..to, counted from 1 as the IERS does. */
static gboolean
column_number (const char *line, gsize from, gsize to, double *value)
{
  char field[16], *end;
  gsize length = strlen (line), n = to - from + 1;

  if (length < to)
    return FALSE;
  memcpy (field, line + from - 1, n);
  field[n] = '\0';
  g_strstrip (field);
  *value = g_ascii_strtod (field, &end);
  return field[0] != '\0' && *end == '\0' && isfinite (*value);
}

static gboolean
recognize_finals (const char *line)
{
  double mjd;

  return strlen (line) >= 15 && line[6] == ' ' && column_number (line, 8, 15, &mjd)
      && mjd > 30000.0 && mjd < 90000.0 && !strchr (line, ',')
      && (line[15] == '\0' || line[15] == ' ');
}

/* IERS readme.finals2000A: MJD 8-15, x 19-27 and y 38-46 in arc seconds, UT1-UTC
 * 59-68 in s, LOD 80-86 in ms. */
static RowResult
read_finals (const char *line, Row *row)
{
  if (!recognize_finals (line))
    return ROW_WRONG;
  column_number (line, 8, 15, &row->mjd);
  if (!column_number (line, 59, 68, &row->dut1_s))
    return ROW_SKIPPED;
  if (!column_number (line, 19, 27, &row->x_arcsec)
      || !column_number (line, 38, 46, &row->y_arcsec))
    return ROW_WRONG;
  row->lod_s = column_number (line, 80, 86, &row->lod_s) ? row->lod_s * 1e-3 : 0.0;
  return ROW_READ;
}

/* Blank-separated numbers at the start of a line. */
static int
leading_numbers (const char *line, double *values, int max)
{
  int n = 0;

  while (n < max) {
    char *end;
    double value = g_ascii_strtod (line, &end);

    if (end == line || !isfinite (value))
      break;
    values[n++] = value;
    line = end;
  }
  return n;
}

/* Year, month, day, MJD, x, y, UT1-UTC, LOD in series 08 and 14; with the hour
 * before MJD, and dX dY and the rates of the pole before LOD, in series 20. */
static RowResult
read_c04 (const char *line, Row *row)
{
  double v[13];
  int n = leading_numbers (line, v, G_N_ELEMENTS (v));

  if (n >= 13 && v[3] < 24.0)
    *row = (Row) { v[4], v[5], v[6], v[7], v[12] };
  else if (n >= 8 && v[3] > 30000.0)
    *row = (Row) { v[3], v[4], v[5], v[6], v[7] };
  else
    return n == 0 ? ROW_SKIPPED : ROW_WRONG;
  return ROW_READ;
}

static gboolean
recognize_c04 (const char *line)
{
  Row row;

  return read_c04 (line, &row) == ROW_READ && row.mjd > 30000.0;
}

#define CSV_HEADER "DATE,MJD,X,Y,UT1-UTC,LOD,"

static gboolean
recognize_csv (const char *line)
{
  return g_ascii_strncasecmp (line, CSV_HEADER, strlen (CSV_HEADER)) == 0;
}

static gboolean
csv_number (const char *field, double *value)
{
  char *end;

  *value = g_ascii_strtod (field, &end);
  return end != field && *end == '\0' && isfinite (*value);
}

static RowResult
read_csv (const char *line, Row *row)
{
  g_auto (GStrv) fields = NULL;

  if (recognize_csv (line))
    return ROW_SKIPPED;
  fields = g_strsplit (line, ",", 16);
  if (g_strv_length (fields) < 6)
    return ROW_WRONG;
  if (csv_number (fields[1], &row->mjd) && csv_number (fields[2], &row->x_arcsec)
      && csv_number (fields[3], &row->y_arcsec) && csv_number (fields[4], &row->dut1_s)
      && csv_number (fields[5], &row->lod_s))
    return ROW_READ;
  return ROW_WRONG;
}

static const EopFormat formats[] = {
  { "CelesTrak CSV", recognize_csv, read_csv },
  { "IERS finals2000A", recognize_finals, read_finals },
  { "IERS EOP C04", recognize_c04, read_c04 },
};

static const EopFormat *
find_format (GStrv lines, guint *first)
{
  for (guint i = 0; lines[i]; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (formats); k++)
      if (formats[k].recognize (lines[i])) {
        *first = i;
        return &formats[k];
      }
  return NULL;
}

/* FALSE when the day is out of bounds or does not follow the one before. */
static gboolean
append_row (GArray *days, const Row *row)
{
  TlmInstant instant;
  gint64 utc_ns;
  Day day;

  if (!(row->mjd > 30000.0 && row->mjd < 90000.0) || fabs (row->dut1_s) > 2.0
      || fabs (row->x_arcsec) > 5.0 || fabs (row->y_arcsec) > 5.0 || fabs (row->lod_s) > 0.1)
    return FALSE;
  utc_ns = (gint64) llround ((row->mjd - MJD_1970) * 86400.0) * TLM_SECOND;
  if (!tlm_instant_from_posix_ns (utc_ns, &instant))
    return FALSE;
  day = (Day) { instant, row->dut1_s - tlm_duration_to_s (instant - utc_ns),
    row->x_arcsec * ERFA_DAS2R, row->y_arcsec * ERFA_DAS2R, row->lod_s };
  if (days->len && day.instant <= g_array_index (days, Day, days->len - 1).instant)
    return FALSE;
  g_array_append_val (days, day);
  return TRUE;
}

static gboolean
read_rows (GStrv lines, guint first, const EopFormat *format, GArray *days,
    const char *name, GError **error)
{
  for (guint i = first; lines[i]; i++) {
    Row row = { 0 };
    RowResult result = *g_strchomp (lines[i]) ? format->read (lines[i], &row) : ROW_SKIPPED;

    if (result == ROW_SKIPPED)
      continue;
    if (result == ROW_READ && append_row (days, &row))
      continue;
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s:%u: this is no row of %s "
        "with the day after the one before it, polar motion in arc seconds and UT1-UTC in s",
        name, i + 1, format->name);
    return FALSE;
  }
  return TRUE;
}

TlmEop *
tlm_eop_parse (const char *text, const char *name, GError **error)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GArray) days = NULL;
  const EopFormat *format;
  guint first = 0;
  TlmEop *eop;

  g_return_val_if_fail (text && name, NULL);
  lines = g_strsplit (text, "\n", -1);
  format = find_format (lines, &first);
  if (!format) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: no table of Earth orientation "
        "found; IERS finals2000A, IERS EOP C04 and CelesTrak's CSV can be read", name);
    return NULL;
  }
  days = g_array_new (FALSE, FALSE, sizeof (Day));
  if (!read_rows (lines, first, format, days, name, error)) {
    tlm_error_make_safe (error);
    return NULL;
  }
  if (days->len < 2) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT,
        "%s: %u days with UT1-UTC found; at least 2 are needed", name, days->len);
    return NULL;
  }
  eop = g_new (TlmEop, 1);
  eop->days = g_steal_pointer (&days);
  return eop;
}

TlmEop *
tlm_eop_load (const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  g_return_val_if_fail (path, NULL);
  file = g_file_new_for_path (path);
  bytes = tlm_input_read (file, (gsize) tlm_limit (TLM_LIMIT_EOP_BYTES), FALSE, error);
  if (!bytes) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  const char *data = g_bytes_get_data (bytes, &length);
  if (length > tlm_limit (TLM_LIMIT_EOP_BYTES)) {
    tlm_limit_fail (TLM_LIMIT_EOP_BYTES, TLM_ERROR_FORMAT, error, "%s: ", path);
    return NULL;
  }
  text = length > 0 ? g_strndup (data, length) : g_strdup ("");
  return tlm_eop_parse (text, path, error);
}

void
tlm_eop_free (TlmEop *eop)
{
  if (!eop)
    return;
  g_array_unref (eop->days);
  g_free (eop);
}

/* The last day at or before the instant, which lies within the table. */
static guint
find_day (const GArray *days, TlmInstant instant)
{
  guint low = 0, high = days->len - 1;

  while (high - low > 1) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (days, Day, middle).instant <= instant)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static double
mix (double a, double b, double u)
{
  return a + (b - a) * u;
}

TlmEopValues
tlm_eop_at (const TlmEop *eop, TlmInstant instant)
{
  const Day *a, *b;
  double u;

  if (!eop || instant < g_array_index (eop->days, Day, 0).instant
      || instant > g_array_index (eop->days, Day, eop->days->len - 1).instant)
    return (TlmEopValues) { .ut1_minus_tai_s = -tai_minus_utc_at (instant) };
  a = &g_array_index (eop->days, Day, find_day (eop->days, instant));
  b = a + 1;
  u = (double) (instant - a->instant) / (double) (b->instant - a->instant);
  return (TlmEopValues) {
    .ut1_minus_tai_s = mix (a->ut1_minus_tai_s, b->ut1_minus_tai_s, u),
    .pole_x_rad = mix (a->pole_x_rad, b->pole_x_rad, u),
    .pole_y_rad = mix (a->pole_y_rad, b->pole_y_rad, u),
    .lod_s = mix (a->lod_s, b->lod_s, u),
    .known = TRUE
  };
}
