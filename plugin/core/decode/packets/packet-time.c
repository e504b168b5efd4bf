/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/packet-time.h"

#include <math.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/decode/packets/packet-names.h"
#include "core/measure/unit.h"
#include "core/time/iso8601.h"
#include "core/time/utc.h"

#define MS_PER_DAY 86400000
#define DAYS_1958_TO_1970 4383

static const struct {
  const char *name, *date;
  TlmTimeScale scale;
} epochs[] = {
  { "unix", "1970-01-01", TLM_SCALE_UTC },
  { "gps", "1980-01-06", TLM_SCALE_UTC },
  { "tai", "1958-01-01", TLM_SCALE_TAI },
  { "j2000", "2000-01-01T12:00:00", TLM_SCALE_TT },
};

static const struct {
  const char *name;
  TlmCcsdsTime code;
} codes[] = {
  { "cds", { .code = TLM_CCSDS_CDS, .day_octets = 2, .submilli_octets = 2 } },
  { "cds-ms", { .code = TLM_CCSDS_CDS, .day_octets = 2 } },
  { "cds-ps", { .code = TLM_CCSDS_CDS, .day_octets = 2, .submilli_octets = 4 } },
};

static gboolean
read_epoch (TlmPacketTime *time, const char *text, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (epochs); i++) {
    if (g_ascii_strcasecmp (epochs[i].name, text) != 0)
      continue;
    time->utc = i == 0;
    return tlm_iso8601_read (epochs[i].date, -1, epochs[i].scale, &time->epoch, error);
  }
  return tlm_iso8601_read (text, -1, TLM_SCALE_UTC, &time->epoch, error);
}

/* "cuc4.2" */
static gboolean
read_cuc (TlmPacketTime *time, const char *format)
{
  char *end;
  guint64 coarse, fine;

  if (!g_str_has_prefix (format, "cuc") || !g_ascii_isdigit (format[3]))
    return FALSE;
  coarse = g_ascii_strtoull (format + 3, &end, 10);
  if (*end != '.' || !g_ascii_isdigit (end[1]))
    return FALSE;
  fine = g_ascii_strtoull (end + 1, &end, 10);
  time->kind = TLM_PACKET_TIME_CODE;
  time->code = (TlmCcsdsTime) {
    .code = time->epoch == TLM_TIME_NONE ? TLM_CCSDS_CUC_TAI : TLM_CCSDS_CUC_AGENCY,
    .coarse_octets = (guint) MIN (coarse, 99), .fine_octets = (guint) MIN (fine, 99)
  };
  return *end == '\0' && tlm_ccsds_time_size (&time->code) > 0;
}

static gboolean
read_code (TlmPacketTime *time, const char *format)
{
  if (strcmp (format, "ccsds") == 0) {
    time->kind = TLM_PACKET_TIME_PREAMBLED;
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    if (strcmp (codes[i].name, format) != 0)
      continue;
    time->kind = TLM_PACKET_TIME_CODE;
    time->code = codes[i].code;
    time->code.agency_epoch = time->epoch != TLM_TIME_NONE;
    return TRUE;
  }
  return read_cuc (time, format);
}

static gboolean
fail_format (const char *format, GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "time: \"%s\" is no time format; write cds, "
      "cds-ms, cds-ps, cuc4.2, ccsds, gps-week, mjd, jd, year, month, day, doy, or a unit of time "
      "as s or ms", tlm_head (format, 40).text);
  return FALSE;
}

/* Terms of a calendar, and days that are counted from a day of their own. */
static const struct {
  const char *name;
  TlmPacketTerm term;
  double ns_per_unit;
  gint64 base_s;             /* from 1970 to where the count begins */
  const char *epoch;         /* NULL: 1970, of a scale that may be said */
} calendar[] = {
  { .name = "year", .term = TLM_PACKET_TERM_YEAR, .epoch = "unix" },
  { .name = "month", .term = TLM_PACKET_TERM_MONTH, .epoch = "unix" },
  { .name = "day", .term = TLM_PACKET_TERM_DAY, .epoch = "unix" },
  { .name = "doy", .term = TLM_PACKET_TERM_DOY, .epoch = "unix" },
  { .name = "gps-week", .ns_per_unit = 7 * 86400e9, .epoch = "gps" },
  { .name = "mjd", .ns_per_unit = 86400e9, .base_s = G_GINT64_CONSTANT (-40587) * 86400 },
  { .name = "jd", .ns_per_unit = 86400e9, .base_s = G_GINT64_CONSTANT (-2440588) * 86400 + 43200 },
};

/* The scale of a count of days, its name behind a colon in FORMAT; the epoch is 1970 of
 * it. */
static gboolean
read_scale (TlmPacketTime *time, const char *scale, GError **error)
{
  static const struct {
    const char *name, *date;
    TlmTimeScale scale;
  } scales[] = {
    { "tai", "1970-01-01", TLM_SCALE_TAI },
    { "gps", "1970-01-01", TLM_SCALE_GPS },
  };

  if (!scale || strcmp (scale, "utc") == 0)
    return read_epoch (time, "unix", error);
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    if (strcmp (scales[i].name, scale) == 0)
      return tlm_iso8601_read (scales[i].date, -1, scales[i].scale, &time->epoch, error);
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "time: \"%s\" is no scale of a count of days; "
      "write utc, tai or gps", tlm_head (scale, 40).text);
  return FALSE;
}

/* A term of the table above; DONE: whether FORMAT is one. FALSE for an error. */
static gboolean
read_calendar (TlmPacketTime *time, const char *format, gboolean *done, GError **error)
{
  const char *colon = strchr (format, ':');
  gsize length = colon ? (gsize) (colon - format) : strlen (format);

  *done = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (calendar); i++) {
    if (strncmp (calendar[i].name, format, length) != 0 || calendar[i].name[length] != '\0' ||
        (colon && calendar[i].epoch))
      continue;
    *done = time->counts_itself = TRUE;
    time->terms[time->n] = calendar[i].term;
    time->said |= calendar[i].term == TLM_PACKET_TERM_SPAN ? 0 : 1u << calendar[i].term;
    time->ns_per_unit[time->n] = calendar[i].ns_per_unit;
    time->base_s += calendar[i].base_s;
    return calendar[i].epoch ? read_epoch (time, calendar[i].epoch, error) :
        read_scale (time, colon ? colon + 1 : NULL, error);
  }
  return TRUE;
}

/* A date needs a year, and the day of it, and no EPOCH (or NULL) beside it. */
static gboolean
check_date (const TlmPacketTime *time, const char *epoch, GError **error)
{
  const guint year = 1u << TLM_PACKET_TERM_YEAR, doy = 1u << TLM_PACKET_TERM_DOY;
  const guint date = year | 1u << TLM_PACKET_TERM_MONTH | 1u << TLM_PACKET_TERM_DAY;

  if (epoch && time->counts_itself) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "time: dates, weeks of GPS and Julian dates say "
        "from when they count; leave out @%s", tlm_head (epoch, 40).text);
    return FALSE;
  }
  if (time->said == 0 || time->said == (year | doy) || time->said == date)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "time: a date is a year with month and day, or with "
      "the day of the year; write Y:year+M:month+D:day, or Y:year+N:doy");
  return FALSE;
}

/* A field that is an instant by itself. */
static void
take_own_epoch (TlmPacketTime *time, const TlmFieldType *type)
{
  time->ns_per_unit[time->n] = 1e9;
  time->epoch = type->epoch;
  time->utc = type->utc;
}

static gboolean
read_term (TlmPacketTime *time, const TlmPacketProgram *program, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  const char *name = parts[0] ? g_strstrip (parts[0]) : "";
  const char *format = parts[0] && parts[1] ? g_strstrip (parts[1]) : NULL;
  const TlmUnit *unit;
  gint slot;
  const TlmFieldType *type;
  gboolean is_calendar = FALSE;

  if (!tlm_packet_name_find (program, name, "time", &slot, error))
    return FALSE;
  type = ((TlmPacketField *) program->fields->pdata[slot])->type;
  time->slots[time->n] = (guint) slot;
  if (time->n == 0)
    time->name = g_strdup (name);
  if (format && !read_calendar (time, format, &is_calendar, error))
    return FALSE;
  if (is_calendar && time->kind != TLM_PACKET_TIME_SUM)
    return fail_format (format, error);
  if (!format && type->kind == TLM_FIELD_INSTANT)
    take_own_epoch (time, type);
  else if (!format)
    return fail_format ("", error);
  else if (!is_calendar && (time->n > 0 || !read_code (time, format))) {
    unit = tlm_unit_find (format);
    if (!unit || unit->quantity != TLM_QUANTITY_DURATION || time->kind != TLM_PACKET_TIME_SUM)
      return fail_format (format, error);
    time->ns_per_unit[time->n] = unit->factor * 1e9;
  }
  time->n++;
  return TRUE;
}

gboolean
tlm_packet_time_parse (const char *text, const TlmPacketProgram *program, TlmPacketTime *out,
    GError **error)
{
  g_auto (GStrv) halves = NULL;
  g_auto (GStrv) terms = NULL;
  TlmPacketTime time = { .epoch = TLM_TIME_NONE, .day = -1 };
  gboolean done = TRUE;

  g_return_val_if_fail (text != NULL && program != NULL && out != NULL, FALSE);
  halves = g_strsplit (text, "@", 2);
  terms = g_strsplit (halves[0] ? halves[0] : "", "+", TLM_PACKET_TIME_TERMS);
  if (halves[0] && halves[1])
    done = read_epoch (&time, g_strstrip (halves[1]), error);
  for (guint i = 0; done && i < MAX (1, g_strv_length (terms)); i++)
    done = read_term (&time, program, terms[i] ? terms[i] : "", error);
  done = done && check_date (&time, halves[0] ? halves[1] : NULL, error);
  if (done)
    *out = time;
  else
    tlm_packet_time_clear (&time);
  return done;
}

void
tlm_packet_time_clear (TlmPacketTime *time)
{
  g_clear_pointer (&time->name, g_free);
}

TlmClock
tlm_packet_time_clock (const TlmPacketTime *time)
{
  return time->kind == TLM_PACKET_TIME_SUM && time->epoch == TLM_TIME_NONE ? TLM_CLOCK_ELAPSED :
      TLM_CLOCK_TAI;
}

/* UTC days since 1958 are the usual case and mostly the same one: its midnight
 * is kept, and the table of leap seconds is asked once a day. */
static gboolean
read_cds (TlmPacketTime *time, const guint8 *field, gint64 *out)
{
  gint64 day = (gint64) tlm_be (field, 2), ms = (gint64) tlm_be (field + 2, 4);
  gint64 us = time->code.submilli_octets == 2 ? (gint64) tlm_be (field + 6, 2) : 0;

  if (ms >= MS_PER_DAY || us > 999)
    return FALSE;
  if (day != time->day) {
    if (!tlm_instant_from_utc_day ((day - DAYS_1958_TO_1970) * 86400, 0, 0, &time->midnight))
      return FALSE;
    time->day = day;
  }
  *out = time->midnight + ms * 1000000 + us * 1000;
  return TRUE;
}

/* The octets of a time code, which may begin at any bit. */
static gboolean
read_octets (TlmPacketTime *time, const TlmPacketState *state, const guint8 *data, gsize length,
    gint64 *out)
{
  guint8 shifted[TLM_CCSDS_TIME_MAX + 2];
  const guint8 *field = data + state->values[time->slots[0]].bit / 8;
  gsize bit = state->values[time->slots[0]].bit;
  gsize left = MIN ((length * 8 - bit) / 8, sizeof shifted);
  guint size = time->kind == TLM_PACKET_TIME_CODE ? tlm_ccsds_time_size (&time->code) : 0;

  if (left < size || left == 0)
    return FALSE;
  if (bit % 8 != 0) {
    for (gsize i = 0; i < left; i++)
      shifted[i] = (guint8) tlm_bits_read (data, length, bit + 8 * i, 8);
    field = shifted;
  }
  if (time->kind == TLM_PACKET_TIME_PREAMBLED)
    return tlm_ccsds_time_read_preambled (field, left, time->epoch, out, NULL) > 0;
  if (time->code.code == TLM_CCSDS_CDS && !time->code.agency_epoch &&
      time->code.submilli_octets <= 2 && read_cds (time, field, out))
    return TRUE;
  return tlm_ccsds_time_read (&time->code, time->epoch, field, left, out, NULL);
}

static gboolean
from_utc_sum (gint64 ns, gint64 *out)
{
  gint64 day = ns / (86400 * TLM_SECOND) - (ns % (86400 * TLM_SECOND) < 0);
  gint64 rest = ns - day * 86400 * TLM_SECOND;

  return tlm_instant_from_utc_day (day * 86400, (gint) (rest / TLM_SECOND),
      (gint) (rest % TLM_SECOND), out);
}

/* The midnight that a date begins with, seconds since 1970; FALSE where it is no date. */
static gboolean
read_date (const TlmPacketTime *time, const TlmPacketState *state, gint64 *out)
{
  double parts[TLM_PACKET_TERM_DOY + 1] = { [TLM_PACKET_TERM_MONTH] = 1, [TLM_PACKET_TERM_DAY] = 1,
    [TLM_PACKET_TERM_DOY] = 1 };
  gint year, month, day, doy;

  for (guint i = 0; i < time->n; i++)
    parts[time->terms[i]] = state->values[time->slots[i]].value;
  if (!(parts[TLM_PACKET_TERM_YEAR] >= 1900 && parts[TLM_PACKET_TERM_YEAR] <= 2200 &&
          parts[TLM_PACKET_TERM_MONTH] >= 1 && parts[TLM_PACKET_TERM_MONTH] <= 12 &&
          parts[TLM_PACKET_TERM_DAY] >= 1 && parts[TLM_PACKET_TERM_DAY] <= 31 &&
          parts[TLM_PACKET_TERM_DOY] >= 1 && parts[TLM_PACKET_TERM_DOY] <= 366))
    return FALSE;
  year = (gint) parts[TLM_PACKET_TERM_YEAR];
  month = (gint) parts[TLM_PACKET_TERM_MONTH];
  day = (gint) parts[TLM_PACKET_TERM_DAY];
  doy = (gint) parts[TLM_PACKET_TERM_DOY];
  if (day > tlm_month_days (year, month) || (doy == 366 && tlm_month_days (year, 2) < 29))
    return FALSE;
  *out = (tlm_days_from_date (year, month, day) + doy - 1) * 86400;
  return TRUE;
}

/* Whole seconds and the rest apart: a double of nanoseconds would round them, and days of
 * the Julian date are more seconds than nanoseconds can be counted of. */
static gboolean
add_spans (const TlmPacketTime *time, const TlmPacketState *state, gint64 *seconds, gint64 *ns)
{
  for (guint i = 0; i < time->n; i++) {
    double value = state->values[time->slots[i]].value, whole;
    if (time->terms[i] != TLM_PACKET_TERM_SPAN)
      continue;
    whole = floor (value * time->ns_per_unit[i] / 1e9);
    if (!(fabs (whole) < 1e12))
      return FALSE;
    *seconds += (gint64) whole;
    *ns += (gint64) rint ((value - whole * 1e9 / time->ns_per_unit[i]) * time->ns_per_unit[i]);
  }
  return TRUE;
}

static gboolean
read_sum (const TlmPacketTime *time, const TlmPacketState *state, gint64 *out)
{
  gint64 midnight_s = 0, seconds, sum = 0;

  if (time->said && !read_date (time, state, &midnight_s))
    return FALSE;
  seconds = time->base_s + midnight_s;
  if (!add_spans (time, state, &seconds, &sum) || ABS (seconds) > G_MAXINT64 / 4 / TLM_SECOND)
    return FALSE;
  sum += seconds * TLM_SECOND;
  if (time->utc)
    return from_utc_sum (sum, out);
  if (time->epoch != TLM_TIME_NONE && __builtin_add_overflow (sum, time->epoch, &sum))
    return FALSE;
  *out = sum;
  return TRUE;
}

gboolean
tlm_packet_time_read (TlmPacketTime *time, const TlmPacketState *state, const guint8 *data,
    gsize length, gint64 *out)
{
  for (guint i = 0; i < time->n; i++)
    if (state->values[time->slots[i]].stamp != state->stamp)
      return FALSE;
  return time->kind == TLM_PACKET_TIME_SUM ? read_sum (time, state, out) :
      read_octets (time, state, data, length, out);
}
