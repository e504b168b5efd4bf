/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/decode/decoders.h"
#include "core/decode/text/csv-layout.h"
#include "core/decode/text/dji-value.h"
#include "core/decode/text/lines.h"
#include "core/decode/writer.h"
#include "core/time/stamp.h"

/* Subtitles that DJI drones write beside their films. Each model has a dialect
 * of its own; what they share are names before numbers:
 *
 *   [latitude: 50.1] [longitude : 8.6] [rel_alt: 1.0 abs_alt: 100.0]
 *   GPS(8.6,50.1,16) BAROMETER:1.9    BAROMETER(40.1)    BAROMETER:40.1M
 *   GPS (8.6, 50.1, 16), D 24.26m, H 6.00m, H.S 2.10m/s, V.S 0.00m/s
 *
 * A comma between digits is a decimal one where nothing else is possible: in brackets of one
 * value, and in GPS (…) where a blank follows the commas between the values. A value counts
 * only with what ends it, the bracket or the unit: a line that was cut has a shorter number.
 *
 * The date in the text is of the drone's own time zone, which it does not say:
 * the time of a sample is that of its subtitle. Where there is none (the text was taken out
 * of its subtitles) times count from the first date. */

typedef struct {
  TlmLog *log;
  TlmWriter writer;
  TlmWriterSlot distance;
  TlmLines lines;
  guint64 line;
  gint64 time_ns;          /* of the subtitle, or TLM_TIME_NONE before the first */
  gboolean by_date;        /* times are those of dates */
  gboolean has_timecode;   /* a subtitle's time was there */
  gint64 first_date_ns;    /* what the first date's clock showed, since 1970 */
  gboolean any;            /* it said something */
  double latitude, longitude;
  guint place;             /* 1: latitude came, 2: longitude, 3: both */
} Dji;

typedef enum { TARGET_CHANNEL, TARGET_LATITUDE, TARGET_LONGITUDE, TARGET_DISTANCE } Target;

static const struct {
  const char *name;
  Target target;
  TlmDjiForm form;
  TlmChannelId channel;
} names[] = {
  { "latitude", TARGET_LATITUDE, TLM_DJI_BRACKET },
  { "longitude", TARGET_LONGITUDE, TLM_DJI_BRACKET },
  { "longtitude", TARGET_LONGITUDE, TLM_DJI_BRACKET },
  { "altitude", TARGET_CHANNEL, TLM_DJI_BRACKET, TLM_CHANNEL_ALTITUDE },
  { "abs_alt", TARGET_CHANNEL, TLM_DJI_BRACKET, TLM_CHANNEL_ALTITUDE },
  { "rel_alt", TARGET_CHANNEL, TLM_DJI_BRACKET, TLM_CHANNEL_ALTITUDE_AGL },
  { "barometer", TARGET_CHANNEL, TLM_DJI_ANY, TLM_CHANNEL_ALTITUDE_AGL },
  { "height", TARGET_CHANNEL, TLM_DJI_ANY, TLM_CHANNEL_ALTITUDE_AGL },
  { "H", TARGET_CHANNEL, TLM_DJI_UNIT, TLM_CHANNEL_ALTITUDE_AGL },
  { "H.S", TARGET_CHANNEL, TLM_DJI_UNIT, TLM_CHANNEL_HORIZONTAL_SPEED },
  { "V.S", TARGET_CHANNEL, TLM_DJI_UNIT, TLM_CHANNEL_VERTICAL_SPEED },
  { "D", TARGET_DISTANCE, TLM_DJI_UNIT },
};

static gboolean
holds (const guint8 *head, gsize length, const char *text)
{
  return memmem (head, length, text, strlen (text)) != NULL;
}

static guint
dji_probe (const guint8 *head, gsize length)
{
  length = MIN (length, 4096);
  if (!holds (head, length, " --> "))
    return holds (head, length, "GPS") && holds (head, length, "BAROMETER") ? 60 : 0;
  return holds (head, length, "[latitude") || holds (head, length, "rel_alt") ||
      holds (head, length, "GPS(") || holds (head, length, "GPS (") ||
      holds (head, length, "longtitude") ? 95 : 0;
}

static gpointer
dji_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  Dji *dji = g_new0 (Dji, 1);

  dji->log = log;
  log->clock = TLM_CLOCK_ELAPSED;
  dji->time_ns = TLM_TIME_NONE;
  tlm_writer_init (&dji->writer, log, options->vehicle);
  return dji;
}

static void
dji_close (gpointer data)
{
  Dji *dji = data;

  tlm_writer_clear (&dji->writer);
  tlm_writer_slot_clear (&dji->distance);
  g_free (dji);
}

static void
dji_discont (gpointer data)
{
  Dji *dji = data;

  dji->lines = (TlmLines) { 0 };
  dji->time_ns = TLM_TIME_NONE;
}

static void
store_place (Dji *dji, guint which, double value)
{
  if (which == 1)
    dji->latitude = value;
  else
    dji->longitude = value;
  dji->place |= which;
}

/* GPS(longitude, latitude, satellites), to its bracket. A blank after a comma parts values,
 * where there is one; otherwise each comma does. */
static void
read_gps (Dji *dji, const char *p, const char *end)
{
  double values[3];
  const char *close;
  gboolean has_blanks;
  guint n = 0;

  p = tlm_dji_skip (p, end, " ");
  close = p < end && *p == '(' ? memchr (p, ')', (gsize) (end - p)) : NULL;
  if (!close)
    return;
  p++;
  has_blanks = memmem (p, (gsize) (close - p), ", ", 2) != NULL;
  while (p < close) {
    const char *comma = has_blanks ? memmem (p, (gsize) (close - p), ", ", 2) :
        memchr (p, ',', (gsize) (close - p));
    const char *stop = comma ? comma : close, *after;
    if (n == G_N_ELEMENTS (values))
      return;
    after = tlm_dji_number (tlm_dji_skip (p, stop, " "), stop, &values[n++]);
    if (!after || tlm_dji_skip (after, stop, " ") != stop)
      return;
    p = comma ? comma + 1 : close;
  }
  if (n < 2)
    return;
  store_place (dji, 2, values[0]);
  store_place (dji, 1, values[1]);
  if (n == 3)
    tlm_writer_put (&dji->writer, TLM_CHANNEL_SATELLITES, dji->time_ns, values[2]);
}

static void
store (Dji *dji, gsize row, double value)
{
  dji->any = TRUE;
  switch (names[row].target) {
    case TARGET_CHANNEL:
      tlm_writer_put (&dji->writer, names[row].channel, dji->time_ns, value);
      break;
    case TARGET_LATITUDE:
      store_place (dji, 1, value);
      break;
    case TARGET_LONGITUDE:
      store_place (dji, 2, value);
      break;
    case TARGET_DISTANCE:
      tlm_writer_put_own (&dji->writer, &dji->distance, "home-distance", TLM_QUANTITY_LENGTH,
          dji->time_ns, value);
      break;
  }
}

/* What follows a NAME, on a line from BEGIN to END. */
static void
read_named (Dji *dji, TlmCell name, const char *p, const char *begin, const char *end)
{
  char opening;
  double value;

  if (tlm_cell_equal_case (name, "GPS")) {
    read_gps (dji, p, end);
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *at = tlm_dji_skip (p, end, " :"), *stop;
    if (!tlm_cell_equal_case (name, names[i].name))
      continue;
    opening = at < end && *at == '(' ? '(' : '\0';
    at += opening ? 1 : 0;
    stop = tlm_dji_number (at, end, &value);
    if (stop && tlm_dji_is_ended (names[i].form, stop, end, opening,
            tlm_dji_is_in_bracket (name.text, begin, end)))
      store (dji, i, value);
  }
}

static gboolean
is_name (char c)
{
  return g_ascii_isalpha (c) || c == '_' || c == '.';
}

static void
read_text (Dji *dji, TlmCell line)
{
  const char *p = line.text, *end = line.text + line.length;

  while (p < end) {
    const char *name = p;
    while (p < end && is_name (*p))
      p++;
    if (p > name)
      read_named (dji, (TlmCell) { name, (gsize) (p - name) }, p, line.text, end);
    else if (g_ascii_isdigit (*p))
      while (p < end && g_ascii_isalnum (*p))
        p++;
    else
      p++;
  }
}

/* A position of 0, 0 is what drones write that have none. */
static void
end_subtitle (Dji *dji)
{
  gboolean placed = dji->place == 3 && (dji->latitude != 0 || dji->longitude != 0);

  if (dji->time_ns == TLM_TIME_NONE)
    return;
  if (placed) {
    tlm_writer_put (&dji->writer, TLM_CHANNEL_LATITUDE, dji->time_ns, dji->latitude);
    tlm_writer_put (&dji->writer, TLM_CHANNEL_LONGITUDE, dji->time_ns, dji->longitude);
  }
  if (placed || dji->any)
    tlm_writer_count (&dji->writer, dji->time_ns);
  else
    tlm_log_bad (dji->log, "line %" G_GUINT64_FORMAT ": a subtitle without telemetry",
        dji->line);
  dji->any = FALSE;
  dji->place = 0;
  dji->time_ns = TLM_TIME_NONE;
}

/* "00:01:02,345 --> …" */
static gboolean
read_time (TlmCell line, gint64 *out)
{
  static const char form[] = "00:00:00,000 -->";
  guint d[sizeof form];

  if (line.length < sizeof form - 1)
    return FALSE;
  for (gsize i = 0; i < sizeof form - 1; i++) {
    if (form[i] == '0' ? !g_ascii_isdigit (line.text[i]) : line.text[i] != form[i])
      return FALSE;
    d[i] = (guint) (line.text[i] - '0');
  }
  *out = ((gint64) (d[0] * 10 + d[1]) * 3600 + (d[3] * 10 + d[4]) * 60 + d[6] * 10 + d[7]) *
      TLM_SECOND + (gint64) (d[9] * 100 + d[10] * 10 + d[11]) * 1000000;
  return TRUE;
}

/* "2025.05.05 12:00:00", of a text without the times of its subtitles. */
static gboolean
read_date (Dji *dji, TlmCell line, gint64 *out)
{
  TlmCell cell = tlm_cell_trim (line);
  TlmStamp stamp;
  gint64 local_ns;

  if (dji->has_timecode || tlm_stamp_parse (cell.text, cell.length, TLM_DATE_PLAIN, &stamp) !=
      TLM_STAMP_READ || !stamp.has_date || !stamp.has_time)
    return FALSE;
  local_ns = stamp.days * 86400 * TLM_SECOND + stamp.day_ns;
  if (!dji->by_date) {
    dji->first_date_ns = local_ns;
    tlm_log_note (dji->log, "the text has no times of subtitles: times count from its first date");
  }
  dji->by_date = TRUE;
  *out = local_ns - dji->first_date_ns;
  return TRUE;
}

static void
take_line (Dji *dji, TlmCell line)
{
  gint64 time_ns;

  dji->line++;
  if (read_time (line, &time_ns)) {
    end_subtitle (dji);
    dji->time_ns = time_ns;
    dji->has_timecode = TRUE;
  } else if (read_date (dji, line, &time_ns)) {
    end_subtitle (dji);
    dji->time_ns = time_ns;
  } else if (tlm_csv_is_blank (line.text, line.length)) {
    end_subtitle (dji);
  } else if (dji->time_ns != TLM_TIME_NONE) {
    read_text (dji, line);
  }
}

static gboolean
dji_consume (gpointer data, const guint8 *bytes, gsize length, gsize *consumed, GError **error)
{
  Dji *dji = data;
  TlmCell line;

  while (tlm_lines_next (&dji->lines, (const char *) bytes, length, consumed, &line))
    take_line (dji, line);
  return TRUE;
}

static gboolean
dji_finish (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Dji *dji = data;
  TlmCell line;

  if (tlm_lines_last (&dji->lines, (const char *) bytes, length, &line))
    take_line (dji, line);
  end_subtitle (dji);
  if (dji->log->n_good > 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "subtitles without telemetry: [latitude: …], "
      "GPS(…) or the like would be read");
  return FALSE;
}

static const TlmFeedClass dji_feed = {
  .open = dji_open,
  .consume = dji_consume,
  .finish = dji_finish,
  .close = dji_close,
  .discont = dji_discont,
};

const TlmDecoder tlm_decoder_dji_srt = {
  .name = "dji-srt",
  .description = "subtitles of a DJI drone with its telemetry",
  .extensions = "srt",
  .probe = dji_probe,
  .feed = &dji_feed,
};
