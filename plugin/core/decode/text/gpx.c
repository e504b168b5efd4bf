/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <libxml/xmlreader.h>
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/xml-check.h"
#include "core/decode/decoders.h"
#include "core/decode/table/clock-parts.h"
#include "core/decode/table/decimal.h"
#include "core/decode/writer.h"
#include "core/time/iso8601.h"

/* GPX 1.0 and 1.1 (topografix.com/GPX/1/1): the points of tracks. Names are told
 * apart without their namespaces, since speed and course stand in one of several
 * extensions. */

typedef struct {
  TlmLog *log;
  TlmWriter writer;
  xmlTextReaderPtr xml;
  gboolean in_point;
  gboolean is_broken;      /* nothing joins the next point with the one before */
  gint64 first_ns, last_ns;              /* of the points of earlier tracks, if any */
  gint64 track_first_ns, track_last_ns;  /* of those of this one */
  TlmClockParts clock_parts;
  guint64 n_covered;       /* points at times that an earlier track has */
  int covered_line;        /* of the first */
  double latitude, longitude, elevation, separation, speed, course;   /* NAN: none */
  TlmInstant time;                                                    /* or NONE */
} Gpx;

static guint
gpx_probe (const guint8 *head, gsize length)
{
  const guint8 *root = memmem (head, MIN (length, 4096), "<gpx", 4);

  return root && head[0] == '<' ? 95 : 0;
}

static double
read_number (const xmlChar *text)
{
  double value;

  return text && tlm_decimal_parse ((const char *) text, strlen ((const char *) text), '.',
      &value) == TLM_DECIMAL_NUMBER ? value : NAN;
}

static double
read_attribute (Gpx *gpx, const char *name)
{
  xmlChar *text = xmlTextReaderGetAttribute (gpx->xml, (const xmlChar *) name);
  double value = read_number (text);

  xmlFree (text);
  return value;
}

static void
begin_point (Gpx *gpx)
{
  gpx->in_point = TRUE;
  gpx->elevation = gpx->separation = gpx->speed = gpx->course = NAN;
  gpx->time = TLM_TIME_NONE;
  gpx->latitude = read_attribute (gpx, "lat");
  gpx->longitude = read_attribute (gpx, "lon");
}

/* An elevation has a datum where the height of the geoid is given beside it: it is
 * then the one of NMEA, above mean sea level. */
static void
put_elevation (Gpx *gpx)
{
  if (isnan (gpx->separation)) {
    tlm_writer_put (&gpx->writer, TLM_CHANNEL_ALTITUDE, gpx->time, gpx->elevation);
    return;
  }
  tlm_writer_put_altitude (&gpx->writer, TLM_DATUM_MSL, gpx->time, gpx->elevation);
  tlm_writer_put_altitude (&gpx->writer, TLM_DATUM_ELLIPSOID, gpx->time,
      gpx->elevation + gpx->separation);
}

/* A track that was recorded while another one was, by somebody else or twice, is not
 * mixed with it: the first counts. */
static gboolean
is_covered (Gpx *gpx, int line)
{
  if (gpx->first_ns > gpx->last_ns || gpx->time < gpx->first_ns || gpx->time > gpx->last_ns)
    return FALSE;
  if (gpx->n_covered++ == 0)
    gpx->covered_line = line;
  return TRUE;
}

static void
begin_track (Gpx *gpx)
{
  gpx->first_ns = MIN (gpx->first_ns, gpx->track_first_ns);
  gpx->last_ns = MAX (gpx->last_ns, gpx->track_last_ns);
  gpx->track_first_ns = G_MAXINT64;
  gpx->track_last_ns = G_MININT64;
}

/* Breaks stand where segments begin, in whichever order the file has them, and where the
 * receiver had no place; once there are tracks. */
static void
take_break (Gpx *gpx)
{
  if (gpx->is_broken && gpx->writer.vehicle)
    tlm_log_vehicle_break (gpx->writer.vehicle, gpx->time);
  gpx->is_broken = FALSE;
  gpx->track_first_ns = MIN (gpx->track_first_ns, gpx->time);
  gpx->track_last_ns = MAX (gpx->track_last_ns, gpx->time);
}

static void
end_point (Gpx *gpx)
{
  int line = xmlTextReaderGetParserLineNumber (gpx->xml);

  gpx->in_point = FALSE;
  if (gpx->time == TLM_TIME_NONE || isnan (gpx->latitude) || isnan (gpx->longitude)) {
    tlm_log_bad (gpx->log, "line %d: a track point without %s", line,
        gpx->time == TLM_TIME_NONE ? "a time" : "a position");
    return;
  }
  if (is_covered (gpx, line))
    return;
  if (gpx->latitude == 0 && gpx->longitude == 0) {
    gpx->log->n_no_place++;
    gpx->is_broken = TRUE;
    return;
  }
  tlm_writer_put (&gpx->writer, TLM_CHANNEL_LATITUDE, gpx->time, gpx->latitude);
  tlm_writer_put (&gpx->writer, TLM_CHANNEL_LONGITUDE, gpx->time, gpx->longitude);
  put_elevation (gpx);
  tlm_writer_put (&gpx->writer, TLM_CHANNEL_HORIZONTAL_SPEED, gpx->time, gpx->speed);
  tlm_writer_put (&gpx->writer, TLM_CHANNEL_HEADING, gpx->time, gpx->course);
  take_break (gpx);
  tlm_clock_parts_take (&gpx->clock_parts, gpx->time, (guint64) line);
  tlm_writer_count (&gpx->writer, gpx->time);
}

static void
take_text (Gpx *gpx, const char *name, const xmlChar *text)
{
  if (strcmp (name, "ele") == 0)
    gpx->elevation = read_number (text);
  else if (strcmp (name, "geoidheight") == 0)
    gpx->separation = read_number (text);
  else if (strcmp (name, "speed") == 0)
    gpx->speed = read_number (text);
  else if (strcmp (name, "course") == 0)
    gpx->course = read_number (text);
  else if (strcmp (name, "time") == 0)
    tlm_iso8601_parse ((const char *) text, strlen ((const char *) text), TLM_SCALE_UTC,
        &gpx->time);
}

/* The name of the element that is open is kept: its text comes next. */
static void
take_node (Gpx *gpx, char *name, gsize size)
{
  const char *here = (const char *) xmlTextReaderConstLocalName (gpx->xml);
  gboolean point = here && strcmp (here, "trkpt") == 0;

  switch (xmlTextReaderNodeType (gpx->xml)) {
    case XML_READER_TYPE_ELEMENT:
      g_strlcpy (name, here ? here : "", size);
      gpx->is_broken |= strcmp (name, "trkseg") == 0;
      if (strcmp (name, "trk") == 0)
        begin_track (gpx);
      if (point)
        begin_point (gpx);
      if (point && xmlTextReaderIsEmptyElement (gpx->xml))
        end_point (gpx);
      break;
    case XML_READER_TYPE_END_ELEMENT:
      name[0] = '\0';
      if (point && gpx->in_point)
        end_point (gpx);
      break;
    case XML_READER_TYPE_TEXT:
      if (gpx->in_point)
        take_text (gpx, name, xmlTextReaderConstValue (gpx->xml));
      break;
    default:
      break;
  }
}

/* What was read before the text breaks is good. */
static void
keep_quiet (void *data, xmlErrorPtr problem)
{
  Gpx *gpx = data;

  if (problem->level >= XML_ERR_ERROR)
    tlm_log_bad (gpx->log, "line %d: no XML: %s", problem->line,
        problem->message ? g_strchomp (problem->message) : "broken");
}

static gboolean
check_any (Gpx *gpx, GError **error)
{
  if (gpx->log->n_good > 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT,
      "no track point (trkpt) with a time in it%s%s", gpx->log->first_bad ? "; " : "",
      gpx->log->first_bad ? gpx->log->first_bad : "");
  return FALSE;
}

static gboolean
gpx_decode (TlmLog *log, const guint8 *data, gsize length, const TlmDecodeOptions *options,
    GError **error)
{
  Gpx gpx = { .log = log, .first_ns = G_MAXINT64, .last_ns = G_MININT64,
    .track_first_ns = G_MAXINT64, .track_last_ns = G_MININT64 };
  char name[32] = "";
  TlmXmlExtent extent;
  gboolean done;

  if (length > G_MAXINT) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "larger than 2 GiB; cut out the flight");
    return FALSE;
  }
  if (!tlm_xml_check ((const char *) data, length, &extent, error))
    return FALSE;
  gpx.xml = xmlReaderForMemory ((const char *) data, (int) length, NULL, NULL,
      XML_PARSE_NONET | XML_PARSE_BIG_LINES | tlm_xml_parse_flags ());
  if (!gpx.xml) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "the XML reader could not be set up");
    return FALSE;
  }
  log->clock = TLM_CLOCK_TAI;
  xmlTextReaderSetStructuredErrorHandler (gpx.xml, keep_quiet, &gpx);
  tlm_writer_init (&gpx.writer, log, options->vehicle);
  while (xmlTextReaderRead (gpx.xml) == 1)
    take_node (&gpx, name, sizeof name);
  if (gpx.n_covered > 0)
    tlm_log_note (log, "%" G_GUINT64_FORMAT " points, first on line %d, are left out: an earlier "
        "track of the file was recorded at the same time; cut the file to show another one",
        gpx.n_covered, gpx.covered_line);
  tlm_clock_parts_settle (&gpx.clock_parts, log, "line");
  done = check_any (&gpx, error);
  tlm_writer_clear (&gpx.writer);
  xmlFreeTextReader (gpx.xml);
  return done;
}

const TlmDecoder tlm_decoder_gpx = {
  .name = "gpx",
  .description = "GPX: the tracks of a navigation receiver",
  .extensions = "gpx",
  .probe = gpx_probe,
  .decode = gpx_decode,
};
