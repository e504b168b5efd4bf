/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/decode/decoders.h"
#include "core/decode/hold.h"
#include "core/decode/table/clock-live.h"
#include "core/decode/table/clock-parts.h"
#include "core/decode/text/csv-layout.h"
#include "core/decode/text/lines.h"
#include "core/decode/text/nmea-detect.h"
#include "core/decode/text/nmea-sentence.h"
#include "core/time/utc.h"

#define KNOT (1852.0 / 3600)
#define DAY_NS (86400 * TLM_SECOND)

typedef struct {
  TlmLog *log;
  TlmWriter writer;
  TlmHold hold;
  TlmWriterSlot dilution;
  TlmLines lines;
  guint64 line;
  gint64 local_ns;         /* of the newest sentence that had a time: days begun before count */
  gint64 day;              /* days begun before, of that time */
  gint64 of_day_ns;        /* and the time of day; 86,400 s and more in a leap second */
  gint64 leaps_ns;         /* leap seconds that passed before */
  TlmClockParts clock_parts;
  TlmClockLive clock_live;   /* the same of a stream */
  TlmInstant undated;        /* of a stream: as a receiver that does not know the date says it … */
  gint64 undated_ns;         /* … of that local time; TLM_TIME_NONE: none */
  gboolean had_fix;        /* a sentence said so */
  gint clock_date[3];      /* year, month, day of a receiver of which it is not known yet whether it
                            * has a fix; year 0: none */
  gint64 clock_ns;         /* local time of that */
  gboolean any_time;
  gboolean has_moment;     /* no bad line since a sentence that had a time */
  gboolean is_lost;        /* the last sentence that says so had no fix */
  gint64 placed_ns;        /* local time of the last place */
  char placed_by[4];       /* the sentence that said it */
} Nmea;

static gpointer
nmea_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  Nmea *nmea = g_new0 (Nmea, 1);

  nmea->log = log;
  nmea->placed_ns = G_MININT64;
  nmea->undated_ns = TLM_TIME_NONE;
  tlm_writer_init (&nmea->writer, log, options->vehicle);
  tlm_hold_init (&nmea->hold, &nmea->writer);
  return nmea;
}

static void
nmea_close (gpointer data)
{
  Nmea *nmea = data;

  tlm_hold_clear (&nmea->hold);
  tlm_writer_clear (&nmea->writer);
  tlm_writer_slot_clear (&nmea->dilution);
  g_free (nmea);
}

static void
nmea_discont (gpointer data)
{
  ((Nmea *) data)->lines = (TlmLines) { 0 };
}

/* Puts a time of day on the day that brings it nearest to the sentence before. A leap second
 * is the last of its day and has a place of its own: what follows is a second later. */
static gboolean
take_time (Nmea *nmea, const TlmNmeaSentence *sentence, guint field)
{
  gint64 time_of_day, local, day = nmea->day, leaps = nmea->leaps_ns;

  if (!tlm_nmea_time (sentence, field, &time_of_day))
    return FALSE;
  if (nmea->any_time && nmea->of_day_ns - time_of_day > DAY_NS / 2)
    day++;
  else if (nmea->any_time && time_of_day - nmea->of_day_ns > DAY_NS / 2 && day > 0)
    day--;
  if (nmea->of_day_ns >= DAY_NS && day > nmea->day)
    leaps += TLM_SECOND;
  local = day * DAY_NS + time_of_day + leaps;
  nmea->log->n_out_of_order += nmea->any_time && local < nmea->local_ns;
  nmea->day = day;
  nmea->of_day_ns = time_of_day;
  nmea->leaps_ns = leaps;
  nmea->local_ns = local;
  nmea->any_time = nmea->has_moment = TRUE;
  return TRUE;
}

/* A date of a stream, put right. FALSE where the receiver does not know it: what waits goes on
 * waiting, and is left out, as of a file, once a date is known. */
static gboolean
take_live_date (Nmea *nmea, TlmInstant *instant)
{
  TlmClockLiveVerdict verdict = tlm_clock_live_take (&nmea->clock_live, nmea->log, instant,
      nmea->line, "line");

  nmea->hold.useless |= verdict == TLM_CLOCK_LIVE_LOST;
  if (verdict != TLM_CLOCK_LIVE_DATED) {
    nmea->undated = *instant;
    nmea->undated_ns = nmea->local_ns;
    nmea->hold.is_patient = !nmea->log->is_live;
    return FALSE;
  }
  if (nmea->undated_ns != TLM_TIME_NONE && nmea->hold.waiting->len > 0)
    tlm_clock_live_tell_left_out (nmea->log, tlm_hold_drop (&nmea->hold), nmea->undated);
  nmea->undated_ns = TLM_TIME_NONE;
  return TRUE;
}

/* How soon the sentence that says whether there is a fix comes after the date. */
#define FIX_NS (2 * TLM_SECOND)

/* The date of the time just taken: what waits for one can be written. */
static void
take_date (Nmea *nmea, gint year, gint month, gint day)
{
  gint64 time_of_day = nmea->of_day_ns;
  TlmInstant instant;
  gint64 first_ns;

  if (nmea->hold.settled && nmea->log->clock == TLM_CLOCK_ELAPSED && !nmea->log->is_live)
    return;
  if (month < 1 || month > 12 || day < 1 || year < 1970 || year > TLM_YEAR_MAX ||
      day > tlm_month_days (year, month) ||
      !tlm_instant_from_utc_day (tlm_days_from_date (year, month, day) * 86400,
          (gint) (time_of_day / TLM_SECOND), (gint) (time_of_day % TLM_SECOND), &instant))
    return;
  if (nmea->log->is_stream && !take_live_date (nmea, &instant))
    return;
  if (tlm_hold_first (&nmea->hold, &first_ns))
    tlm_clock_parts_take (&nmea->clock_parts, instant - nmea->local_ns + first_ns, nmea->line);
  tlm_hold_settle (&nmea->hold, TLM_CLOCK_TAI, instant - nmea->local_ns);
}

static void
put_number (Nmea *nmea, const TlmNmeaSentence *sentence, guint field, TlmChannelId channel,
    double factor)
{
  double number;

  if (tlm_nmea_number (sentence, field, &number))
    tlm_hold_put (&nmea->hold, channel, nmea->local_ns, number * factor);
}

static void
lose_fix (Nmea *nmea)
{
  if (!nmea->is_lost)
    tlm_hold_lose_fix (&nmea->hold, nmea->local_ns);
  nmea->is_lost = TRUE;
  nmea->clock_date[0] = 0;
}

/* Whether another sentence says the place of this fix already: they differ in digits,
 * and one place is not two. */
static gboolean
is_placed (Nmea *nmea, const TlmNmeaSentence *sentence)
{
  if (nmea->placed_ns == nmea->local_ns && strcmp (nmea->placed_by, sentence->formatter) != 0)
    return TRUE;
  nmea->placed_ns = nmea->local_ns;
  memcpy (nmea->placed_by, sentence->formatter, sizeof nmea->placed_by);
  return FALSE;
}

/* A fix: the date that came right before it was of a receiver that knows it. */
static void
take_fix (Nmea *nmea)
{
  const gint *date = nmea->clock_date;

  nmea->is_lost = FALSE;
  nmea->had_fix = TRUE;
  if (date[0] != 0 && ABS (nmea->local_ns - nmea->clock_ns) < FIX_NS && nmea->day == 0)
    take_date (nmea, date[0], date[1], date[2]);
  nmea->clock_date[0] = 0;
}

static void
put_position (Nmea *nmea, const TlmNmeaSentence *sentence, guint field)
{
  double latitude, longitude;

  take_fix (nmea);
  if (!tlm_nmea_angle (sentence, field, &latitude) ||
      !tlm_nmea_angle (sentence, field + 2, &longitude) || is_placed (nmea, sentence))
    return;
  tlm_hold_put (&nmea->hold, TLM_CHANNEL_LATITUDE, nmea->local_ns, latitude);
  tlm_hold_put (&nmea->hold, TLM_CHANNEL_LONGITUDE, nmea->local_ns, longitude);
}

/* Fix data: altitude above mean sea level, and the geoid above the ellipsoid. */
static gboolean
read_gga (Nmea *nmea, const TlmNmeaSentence *sentence)
{
  double altitude, separation, dilution;

  if (!take_time (nmea, sentence, 1))
    return FALSE;
  if (tlm_nmea_letter (sentence, 6) == '0' || tlm_nmea_letter (sentence, 6) == '\0') {
    lose_fix (nmea);
    return TRUE;
  }
  put_position (nmea, sentence, 2);
  put_number (nmea, sentence, 7, TLM_CHANNEL_SATELLITES, 1);
  if (tlm_nmea_number (sentence, 8, &dilution))
    tlm_hold_put_own (&nmea->hold, &nmea->dilution, "dilution-of-precision", TLM_QUANTITY_NONE,
        nmea->local_ns, dilution);
  if (!tlm_nmea_number (sentence, 9, &altitude) || tlm_nmea_letter (sentence, 10) != 'M')
    return TRUE;
  tlm_hold_put_altitude (&nmea->hold, TLM_DATUM_MSL, nmea->local_ns, altitude);
  if (tlm_nmea_number (sentence, 11, &separation))
    tlm_hold_put_altitude (&nmea->hold, TLM_DATUM_ELLIPSOID, nmea->local_ns,
        altitude + separation);
  return TRUE;
}

/* Recommended minimum: the date is ddmmyy. */
static gboolean
read_rmc (Nmea *nmea, const TlmNmeaSentence *sentence)
{
  double date;
  gint year;

  if (!take_time (nmea, sentence, 1))
    return FALSE;
  if (tlm_nmea_letter (sentence, 2) != 'A' || tlm_nmea_letter (sentence, 12) == 'N') {
    lose_fix (nmea);
    return TRUE;
  }
  if (tlm_nmea_number (sentence, 9, &date) && date >= 0 && date <= 999999) {
    year = (gint) date % 100;
    take_date (nmea, year + (year < 80 ? 2000 : 1900), (gint) date / 100 % 100,
        (gint) date / 10000);
  }
  put_position (nmea, sentence, 3);
  put_number (nmea, sentence, 7, TLM_CHANNEL_HORIZONTAL_SPEED, KNOT);
  put_number (nmea, sentence, 8, TLM_CHANNEL_HEADING, 1);
  return TRUE;
}

/* Course and speed: of the time of the sentence before, unless one between was lost, which
 * may have had another. */
static gboolean
read_vtg (Nmea *nmea, const TlmNmeaSentence *sentence)
{
  double kmh;

  if (!nmea->has_moment || tlm_nmea_letter (sentence, 9) == 'N')
    return TRUE;
  put_number (nmea, sentence, 1, TLM_CHANNEL_HEADING, 1);
  if (tlm_nmea_number (sentence, 7, &kmh))
    put_number (nmea, sentence, 7, TLM_CHANNEL_HORIZONTAL_SPEED, 1 / 3.6);
  else
    put_number (nmea, sentence, 5, TLM_CHANNEL_HORIZONTAL_SPEED, KNOT);
  return TRUE;
}

static gboolean
read_zda (Nmea *nmea, const TlmNmeaSentence *sentence)
{
  double day, month, year;

  if (!take_time (nmea, sentence, 1))
    return FALSE;
  if (!tlm_nmea_number (sentence, 2, &day) || !tlm_nmea_number (sentence, 3, &month) ||
      !tlm_nmea_number (sentence, 4, &year) || day >= 32 || month >= 13 || year >= 10000)
    return TRUE;
  /* Without a fix it is the receiver's own clock, which may be at any date. */
  if (nmea->had_fix && !nmea->is_lost) {
    take_date (nmea, (gint) year, (gint) month, (gint) day);
  } else if (!nmea->is_lost) {
    nmea->clock_date[0] = (gint) year;
    nmea->clock_date[1] = (gint) month;
    nmea->clock_date[2] = (gint) day;
    nmea->clock_ns = nmea->local_ns;
  }
  return TRUE;
}

static const struct {
  char formatter[4];
  gboolean (*read) (Nmea *nmea, const TlmNmeaSentence *sentence);
} sentences[] = {
  { "GGA", read_gga }, { "RMC", read_rmc }, { "VTG", read_vtg }, { "ZDA", read_zda },
};

/* No date will come: times count from the first. */
static void
settle_without_date (Nmea *nmea)
{
  gint64 first;

  if (!tlm_hold_first (&nmea->hold, &first))
    return;
  if (nmea->undated_ns != TLM_TIME_NONE && !nmea->log->is_live) {
    tlm_clock_live_tell_undated (nmea->log, nmea->undated);
    tlm_hold_settle (&nmea->hold, TLM_CLOCK_TAI, nmea->undated - nmea->undated_ns);
    return;
  }
  tlm_log_note (nmea->log, "no sentence says a date (RMC or ZDA would): times count from the "
      "first fix");
  tlm_hold_settle (&nmea->hold, TLM_CLOCK_ELAPSED, -first);
}

static void
take_line (Nmea *nmea, TlmCell line)
{
  TlmNmeaSentence sentence;
  const char *problem;

  nmea->line++;
  if (tlm_csv_is_blank (line.text, line.length))
    return;
  problem = tlm_nmea_read (line.text, line.length, &sentence);
  /* A logger may put something of its own before a sentence, but no other one. */
  if (!problem && memchr (line.text, '$', line.length) != memrchr (line.text, '$', line.length)) {
    nmea->has_moment = FALSE;
    tlm_log_bad (nmea->log, "line %" G_GUINT64_FORMAT ": a sentence that another one cuts off",
        nmea->line);
  }
  for (gsize i = 0; !problem && i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (sentence.formatter, sentences[i].formatter) == 0 &&
        !sentences[i].read (nmea, &sentence))
      problem = "a sentence without a time";
  nmea->has_moment &= !problem;
  if (problem)
    tlm_log_bad (nmea->log, "line %" G_GUINT64_FORMAT ": %s", nmea->line, problem);
  else
    nmea->log->n_good++;
  if (!problem && nmea->any_time && nmea->hold.settled && nmea->log->clock == TLM_CLOCK_TAI)
    tlm_clock_parts_take (&nmea->clock_parts, nmea->local_ns + nmea->hold.offset_ns, nmea->line);
  if (tlm_hold_is_full (&nmea->hold))
    settle_without_date (nmea);
}

static gboolean
nmea_consume (gpointer data, const guint8 *bytes, gsize length, gsize *consumed, GError **error)
{
  Nmea *nmea = data;
  TlmCell line;

  while (tlm_lines_next (&nmea->lines, (const char *) bytes, length, consumed, &line))
    take_line (nmea, line);
  return TRUE;
}

static gboolean
nmea_finish (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Nmea *nmea = data;
  TlmCell line;

  if (tlm_lines_last (&nmea->lines, (const char *) bytes, length, &line))
    take_line (nmea, line);
  settle_without_date (nmea);
  tlm_clock_parts_settle (&nmea->clock_parts, nmea->log, "line");
  if (nmea->log->n_good > 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "no sentence of NMEA 0183 that can be read%s%s",
      nmea->log->first_bad ? "; " : "", nmea->log->first_bad ? nmea->log->first_bad : "");
  return FALSE;
}

static gboolean
nmea_holds (gpointer data)
{
  gint64 first;

  return tlm_hold_first (&((Nmea *) data)->hold, &first);
}

static const TlmFeedClass nmea_feed = {
  .is_lines = TRUE,
  .holds = nmea_holds,
  .open = nmea_open,
  .consume = nmea_consume,
  .finish = nmea_finish,
  .close = nmea_close,
  .discont = nmea_discont,
};

const TlmDecoder tlm_decoder_nmea = {
  .name = "nmea",
  .description = "NMEA 0183 of a navigation receiver: GGA, RMC, VTG, ZDA",
  .extensions = "nmea nma log txt",
  .probe = tlm_nmea_probe,
  .search = tlm_nmea_search,
  .feed = &nmea_feed,
};
