/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/column-name.h"

#include <string.h>

#include "core/base/cell.h"

#define MAX_NAME 256

/* What people call a channel, besides its identifier. Words are joined by '_',
 * names separated by blanks. */
static const struct {
  TlmChannelId channel;
  const char *names;
} channel_names[] = {
  { TLM_CHANNEL_ALTITUDE, "alt h z height elevation" },
  { TLM_CHANNEL_SPEED, "v vel velocity spd total_velocity velocity_magnitude" },
  { TLM_CHANNEL_VERTICAL_SPEED, "vz vel_z velocity_z velocity_y vertical_velocity vertical_vel "
      "v_vertical vertical vspeed v_speed climb_rate" },
  { TLM_CHANNEL_HORIZONTAL_SPEED, "vh horizontal_velocity horizontal_vel v_horizontal velocity_x" },
  { TLM_CHANNEL_SPEED_RELATIVE, "ground_speed groundspeed" },
  { TLM_CHANNEL_LATITUDE, "lat" }, { TLM_CHANNEL_LONGITUDE, "lon long lng" },
  { TLM_CHANNEL_HEADING, "hdg course" },
  { TLM_CHANNEL_DOWNRANGE, "downrange_distance" },
  { TLM_CHANNEL_ACCELERATION, "acc accel" },
  { TLM_CHANNEL_G_LOAD, "axial_accel axial_acceleration g_force gforce" },
  { TLM_CHANNEL_DYNAMIC_PRESSURE, "q dyn_pressure" },
  { TLM_CHANNEL_PRESSURE, "press baro" }, { TLM_CHANNEL_TEMPERATURE, "temp" },
  { TLM_CHANNEL_BATTERY_VOLTAGE, "battery batt vbat" }, { TLM_CHANNEL_SATELLITES, "sats nsat nsats" },
};

static const struct {
  const char *names;
  TlmColumnMeaning meaning;
  TlmColumnClock clock;
} other_names[] = {
  { "t time ts timestamp met elapsed elapsed_time mission_time flight_time mission_elapsed_time",
      TLM_COLUMN_TIME, TLM_COLUMN_CLOCK_UNKNOWN },
  { "utc utc_time time_utc datetime_utc utc_datetime epoch_utc gmt", TLM_COLUMN_TIME,
      TLM_COLUMN_CLOCK_TEXT },
  { "datetime date_time", TLM_COLUMN_TIME, TLM_COLUMN_CLOCK_STAMP },
  { "jd julian_date", TLM_COLUMN_TIME, TLM_COLUMN_CLOCK_JD },
  { "mjd modified_julian_date", TLM_COLUMN_TIME, TLM_COLUMN_CLOCK_MJD },
  { "unix unixtime unix_time time_unix unix_timestamp epoch posix posix_time epoch_time",
      TLM_COLUMN_TIME, TLM_COLUMN_CLOCK_UNIX },
  { "vehicle stage_name spacecraft", TLM_COLUMN_VEHICLE, 0 },
  { "event", TLM_COLUMN_EVENT, 0 },
  { "phase mission_phase flight_phase", TLM_COLUMN_PHASE, 0 },
};

static const struct {
  const char *names;
  TlmDatum datum;
} datum_names[] = {
  { "agl above_ground above_pad", TLM_DATUM_AGL },
  { "msl asl amsl", TLM_DATUM_MSL }, { "hae wgs84 ellipsoid", TLM_DATUM_ELLIPSOID },
};

#define CLOCK(word, counts, ...) { .name = word, .clock = TLM_COLUMN_CLOCK_##counts, __VA_ARGS__ }
#define HEADER(...) CLOCK (__VA_ARGS__, .in_headers = TRUE)

/* A part of a time needs others. */
static const struct {
  const char *name;
  TlmColumnClock clock;
  const char *unit;
  gboolean in_headers;     /* also where a header has it in brackets */
  TlmDateOrder order;
  const char *blurb;
} clock_units[] = {
  HEADER ("unix", UNIX, .unit = "s", .blurb = "Unix time"),
  HEADER ("unix-s", UNIX, .unit = "s", .blurb = "Unix time in seconds"),
  HEADER ("unix-ms", UNIX, .unit = "ms", .blurb = "Unix time in milliseconds"),
  HEADER ("unix-us", UNIX, .unit = "us", .blurb = "Unix time in microseconds"),
  HEADER ("unix-ns", UNIX, .unit = "ns", .blurb = "Unix time in nanoseconds"),
  HEADER ("utc", TEXT, .blurb = "Dates with times of day, in UTC unless they say; or T+00:01:12"),
  HEADER ("gmt", TEXT, .blurb = "The same"),
  CLOCK ("elapsed", ELAPSED_TEXT, .blurb = "T+00:01:12 or 00:01:12 since liftoff"),
  HEADER ("iso", STAMP, .blurb = "Dates with times of day, in timezone= unless they say"),
  HEADER ("jd", JD, .blurb = "Julian dates in UTC; jd:tai and the like of another scale"),
  HEADER ("mjd", MJD, .blurb = "Modified Julian dates, in the same way"),
  CLOCK ("dmy", STAMP, .order = TLM_DATE_DMY, .blurb = "Dates as 31/12/2024"),
  CLOCK ("mdy", STAMP, .order = TLM_DATE_MDY, .blurb = "Dates as 12/31/2024"),
  CLOCK ("ymd", STAMP, .order = TLM_DATE_YMD, .blurb = "Dates as 2024/12/31"),
  CLOCK ("date", DATE, .blurb = "A date, a part"), CLOCK ("time", OF_DAY, .blurb = "A time of day, a part"),
  CLOCK ("hhmmss", HHMMSS, .blurb = "Times of day as numbers, 085502.5; a part"),
  CLOCK ("year", YEAR, .blurb = "A part"), CLOCK ("month", MONTH, .blurb = "A part"),
  CLOCK ("day-of-month", DAY, .blurb = "A part"), CLOCK ("doy", DOY, .blurb = "Day of the year, from 1; a part"),
  CLOCK ("gps-week", GPS_WEEK, .blurb = "Weeks since 1980-01-06; a part"),
};

static gboolean
listed (const char *names, const char *text, gsize length)
{
  while (*names) {
    gsize n = strcspn (names, " ");
    if (n == length && memcmp (names, text, length) == 0)
      return TRUE;
    names += n + (names[n] == ' ');
  }
  return FALSE;
}

/* Lower case with '_' for runs of what is no letter, digit or part of a unit. */
static void
normalise (const char *text, gsize length, char *out)
{
  gsize n = 0;

  for (gsize i = 0; i < length && n + 1 < MAX_NAME; i++) {
    char c = g_ascii_tolower (text[i]);
    gboolean separator = g_ascii_isspace (c) || c == '_' || c == '-' || c == ',' || c == '.';
    if (!separator)
      out[n++] = c;
    else if (n > 0 && out[n - 1] != '_')
      out[n++] = '_';
  }
  while (n > 0 && out[n - 1] == '_')
    n--;
  out[n] = '\0';
}

static TlmDatum
datum_of (const char *text, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (datum_names); i++)
    if (listed (datum_names[i].names, text, length))
      return datum_names[i].datum;
  return TLM_DATUM_UNDECLARED;
}

/* What a name in normal form, of LENGTH bytes, means. */
static gboolean
meaning_of (const char *text, gsize length, TlmColumnName *name)
{
  char copy[MAX_NAME];

  for (gsize i = 0; i < G_N_ELEMENTS (other_names); i++) {
    if (!listed (other_names[i].names, text, length))
      continue;
    name->meaning = other_names[i].meaning;
    name->clock = other_names[i].clock;
    return TRUE;
  }
  memcpy (copy, text, length);
  copy[length] = '\0';
  if (tlm_channel_from_name (copy, &name->channel)) {
    name->meaning = TLM_COLUMN_CHANNEL;
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (channel_names); i++) {
    if (!listed (channel_names[i].names, text, length))
      continue;
    name->meaning = TLM_COLUMN_CHANNEL;
    name->channel = channel_names[i].channel;
    return TRUE;
  }
  return FALSE;
}

static gboolean
unit_fits (const TlmColumnName *name, const TlmUnit *unit)
{
  if (!unit)
    return FALSE;
  if (name->meaning == TLM_COLUMN_TIME)
    return unit->quantity == TLM_QUANTITY_DURATION;
  return name->meaning == TLM_COLUMN_CHANNEL &&
      unit->quantity == tlm_channel_get (name->channel)->quantity;
}

/* Takes a datum off the end of a name in normal form; what is left. */
static gsize
take_datum (const char *text, gsize length, TlmDatum *datum)
{
  for (gsize i = length; i-- > 1;) {
    TlmDatum found;
    if (text[i - 1] != '_')
      continue;
    found = datum_of (text + i, length - i);
    if (found == TLM_DATUM_UNDECLARED)
      continue;
    *datum = found;
    return i - 1;
  }
  return length;
}

/* A name whose last words are a unit: "speed_kmh", "alt_ft_agl", "vel m/s". */
static void
read_plain (const char *text, TlmColumnName *name)
{
  gsize length = take_datum (text, strlen (text), &name->datum);

  if (meaning_of (text, length, name))
    return;
  for (gsize i = 1; i < length; i++) {
    TlmColumnName shorter = *name;
    const TlmUnit *unit;
    gsize base;
    if (text[i] != '_')
      continue;
    unit = tlm_unit_find_n (text + i + 1, length - i - 1);
    base = take_datum (text, i, &shorter.datum);
    if (!unit || !meaning_of (text, base, &shorter) || !unit_fits (&shorter, unit))
      continue;
    *name = shorter;
    name->unit = unit;
    return;
  }
  if (datum_of (text, length) != TLM_DATUM_UNDECLARED) {
    name->datum = datum_of (text, length);
    name->meaning = TLM_COLUMN_CHANNEL;
    name->channel = TLM_CHANNEL_ALTITUDE;
  }
}

static gboolean
read_clock_unit (const char *text, gsize length, gboolean in_header, TlmColumnName *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (clock_units); i++) {
    if ((in_header && !clock_units[i].in_headers) ||
        !tlm_cell_equal_case ((TlmCell) { text, length }, clock_units[i].name))
      continue;
    name->clock = clock_units[i].clock;
    name->order = clock_units[i].order;
    name->unit = clock_units[i].unit ? tlm_unit_find (clock_units[i].unit) : NULL;
    return TRUE;
  }
  return FALSE;
}

/* A scale may follow a count of days. */
static gboolean
read_scale (const char *text, gsize length, TlmColumnName *name)
{
  const char *colon = memchr (text, ':', length);
  TlmColumnName day = { 0 };

  if (!colon || !read_clock_unit (text, (gsize) (colon - text), FALSE, &day) ||
      (day.clock != TLM_COLUMN_CLOCK_JD && day.clock != TLM_COLUMN_CLOCK_MJD &&
          day.clock != TLM_COLUMN_CLOCK_DOY) ||
      !tlm_time_scale_from_name (colon + 1, (gssize) (length - (gsize) (colon + 1 - text)),
          &day.scale) || day.scale == TLM_SCALE_UT1 || day.scale == TLM_SCALE_TDB)
    return FALSE;
  name->clock = day.clock;
  name->scale = day.scale;
  return TRUE;
}

gboolean
tlm_column_told_unit_read (const char *text, gsize length, TlmColumnName *name)
{
  g_return_val_if_fail (text != NULL && name != NULL, FALSE);
  return read_clock_unit (text, length, FALSE, name) || read_scale (text, length, name) ||
      tlm_column_unit_read (text, length, name);
}

const char *
tlm_column_clock_word (TlmColumnClock clock, TlmDateOrder order, const TlmUnit *unit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (clock_units); i++)
    if (clock_units[i].clock == clock &&
        (clock != TLM_COLUMN_CLOCK_STAMP || clock_units[i].order == order) &&
        (!clock_units[i].unit || tlm_unit_find (clock_units[i].unit) == unit))
      return clock_units[i].name;
  return NULL;
}

gboolean
tlm_column_unit_read (const char *text, gsize length, TlmColumnName *name)
{
  char copy[MAX_NAME];

  g_return_val_if_fail (text != NULL && name != NULL, FALSE);
  if (read_clock_unit (text, length, TRUE, name))
    return TRUE;
  name->unit = tlm_unit_find_n (text, length);
  if (name->unit || length >= MAX_NAME)
    return name->unit != NULL;
  normalise (text, length, copy);
  name->datum = datum_of (copy, strlen (copy));
  if (name->datum != TLM_DATUM_UNDECLARED)
    return TRUE;
  length = take_datum (copy, strlen (copy), &name->datum);
  name->unit = tlm_unit_find_n (copy, length);
  return name->unit != NULL;
}

/* Splits "name (unit)" at its last bracket; FALSE when there is none. */
static gboolean
split_brackets (const char *text, gsize *name_length, const char **unit, gsize *unit_length)
{
  static const char opening[] = "([{", closing[] = ")]}";
  gsize length = strlen (text);
  const char *close, *open;

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (length < 3)
    return FALSE;
  close = memchr (closing, text[length - 1], 3);
  if (!close)
    return FALSE;
  open = memrchr (text, opening[close - closing], length);
  if (!open || open == text)
    return FALSE;
  *name_length = (gsize) (open - text);
  *unit = open + 1;
  *unit_length = length - *name_length - 2;
  return TRUE;
}

TlmColumnName
tlm_column_name_read (const char *text)
{
  TlmColumnName name = { 0 }, unit = { 0 };
  gsize name_length, unit_length;
  const char *unit_text;
  char normal[MAX_NAME];

  g_return_val_if_fail (text != NULL, name);
  if (!split_brackets (text, &name_length, &unit_text, &unit_length)) {
    normalise (text, strlen (text), normal);
    read_plain (normal, &name);
  } else {
    normalise (text, name_length, normal);
    read_plain (normal, &name);
    if (tlm_column_unit_read (unit_text, unit_length, &unit)) {
      name.unit = unit.unit;
      name.datum = unit.datum ? unit.datum : name.datum;
      name.clock = unit.clock ? unit.clock : name.clock;
    }
  }
  if (name.meaning == TLM_COLUMN_TIME && name.unit &&
      name.clock == TLM_COLUMN_CLOCK_UNKNOWN)
    name.clock = TLM_COLUMN_CLOCK_ELAPSED;
  if (name.clock == TLM_COLUMN_CLOCK_UNIX && !name.unit)
    name.unit = tlm_unit_find ("s");
  return name;
}

char *
tlm_column_name_words (const char *text)
{
  g_autofree char *plain = NULL;
  char normal[MAX_NAME];

  g_return_val_if_fail (text != NULL, NULL);
  plain = g_strdup (text);
  g_strdelimit (plain, "()[]{}:", ' ');
  normalise (plain, strlen (plain), normal);
  return g_strdup (normal[0] == '_' ? normal + 1 : normal);
}

gboolean
tlm_column_name_is_utc (const char *text)
{
  g_autofree char *words = tlm_column_name_words (text);
  g_auto (GStrv) list = g_strsplit (words, "_", -1);

  return g_strv_contains ((const char *const *) list, "utc") ||
      g_strv_contains ((const char *const *) list, "gmt") ||
      g_strv_contains ((const char *const *) list, "zulu");
}

gboolean
tlm_column_name_hints (const char *text, TlmColumnMeaning meaning, TlmChannelId channel)
{
  char normal[MAX_NAME];

  g_return_val_if_fail (text != NULL, FALSE);
  normalise (text, strlen (text), normal);
  for (const char *word = normal; *word;) {
    TlmColumnName name = { 0 };
    gsize length = strcspn (word, "_([{)]}");

    if (length > 1 && meaning_of (word, length, &name) && name.meaning == meaning &&
        (meaning != TLM_COLUMN_CHANNEL || name.channel == channel))
      return TRUE;
    word += length + (word[length] != '\0');
  }
  return FALSE;
}

TlmColumnHelp
tlm_column_clock_help (guint index)
{
  return index >= G_N_ELEMENTS (clock_units) ? (TlmColumnHelp) { NULL, NULL } :
      (TlmColumnHelp) { clock_units[index].name, clock_units[index].blurb };
}

const char *
tlm_column_channel_names (TlmChannelId channel)
{
  for (gsize i = 0; i < G_N_ELEMENTS (channel_names); i++)
    if (channel_names[i].channel == channel)
      return channel_names[i].names;
  return "";
}
