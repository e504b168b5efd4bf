/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

/* A small valid input of each decoder, some of several. */
typedef struct {
  const char *decoder, *text;
  gsize length;              /* 0: of the text */
} Seed;

#define KEY_0601 "\x06\x0e\x2b\x34\x02\x0b\x01\x01\x0e\x01\x03\x01\x01\x00\x00\x00"
#define BYTES(S) S, sizeof (S) - 1

G_GNUC_UNUSED static const Seed seeds[] = {
  { "oem", "CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2021-01-01T00:00:00\nORIGINATOR = X\nMETA_START\n"
    "OBJECT_NAME = A\nOBJECT_ID = 1998-067-A\nCENTER_NAME = EARTH\nREF_FRAME = EME2000\n"
    "TIME_SYSTEM = UTC\nSTART_TIME = 2021-01-01T00:00:00\nSTOP_TIME = 2021-01-01T00:10:00\nMETA_STOP\n"
    "2021-01-01T00:00:00 6700 0 0 0 7.6 0\n2021-01-01T00:05:00 6300 2200 0 -2.5 7.2 0\n" },
  { "opm", "CCSDS_OPM_VERS = 2.0\nCREATION_DATE = 2021-01-01T00:00:00\nORIGINATOR = X\nOBJECT_NAME = A\n"
    "OBJECT_ID = 1998-067-A\nCENTER_NAME = EARTH\nREF_FRAME = EME2000\nTIME_SYSTEM = UTC\n"
    "EPOCH = 2021-01-01T00:00:00\nX = 6700\nY = 0\nZ = 0\nX_DOT = 0\nY_DOT = 7.6\nZ_DOT = 0\n" },
  { "omm", "CCSDS_OMM_VERS = 2.0\nCREATION_DATE = 2021-01-01T00:00:00\nORIGINATOR = X\nOBJECT_NAME = A\n"
    "OBJECT_ID = 1998-067-A\nCENTER_NAME = EARTH\nREF_FRAME = TEME\nTIME_SYSTEM = UTC\n"
    "MEAN_ELEMENT_THEORY = SGP4\nEPOCH = 2021-01-01T00:00:00\nMEAN_MOTION = 15.5\nECCENTRICITY = 0.0001\n"
    "INCLINATION = 51.6\nRA_OF_ASC_NODE = 10\nARG_OF_PERICENTER = 20\nMEAN_ANOMALY = 30\nBSTAR = 0.0001\n" },
  { "omm-json", "[{\"OBJECT_NAME\":\"A\",\"OBJECT_ID\":null,\"EPOCH\":\"2021-01-01T00:00:00\",\"MEAN_MOTION\":15.5,"
    "\"ECCENTRICITY\":\"0.0001\",\"INCLINATION\":51.6,\"RA_OF_ASC_NODE\":10,\"ARG_OF_PERICENTER\":20,"
    "\"MEAN_ANOMALY\":30,\"NORAD_CAT_ID\":270123,\"BSTAR\":1e-4,\"X\":[{}]}]" },
  { "omm-csv", "OBJECT_NAME,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,"
    "MEAN_ANOMALY,NORAD_CAT_ID,BSTAR\r\n\"A \"\"B\"\"\",2021-01-01T00:00:00,15.5,.0001,51.6,10,20,30,5,1e-4\r\n"
    "C,2021-01-01T00:00:00,15\n" },
  { "tle", "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753\n"
    "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n" },
  { "events", "{\"liftoff\":0,\"maxq\":64,\"meco\":null,\"apogee\":250.5}" },
  { "jsonl", "{\"met\":0.5,\"altitude\":1,\"state\":\"A\",\"event\":\"liftoff\"}\n"
    "{\"utc\":\"2021-10-05T08:55:02.442Z\",\"vehicle\":\"x\",\"speed\":-1e3}\n{\"met\":2}\n" },
  { "json", "{\"t(s)\":[0,1,2],\"v(m/s)\":[0,1.5,null],\"alt(km)\":[0,0.1,0.2]}" },
  { "klv", BYTES (KEY_0601 "\x12\x02\x08\x00\x05\xcd\x98\xe4\x43\x00\x00\x0f\x02\x12\x34\x01\x02\x00\x00"
    "\x06\x0e\x2b\x34\x02\x01\x01\x01\x0e\x01\x01\x02\x01\x01\x00\x00\x05\x01\x02\x03\x04\x05") },
  { "nmea", "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n"
    "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A\r\n" },
  { "mavlink", BYTES ("\xfd\x09\x00\x00\x01\x01\x01\x00\x00\x00\x00\x00\x00\x00\x02\x03\x51\x04\x03\x12\x34"
    "\xfe\x09\x4e\x01\x01\x00\x00\x00\x00\x00\x02\x03\x51\x04\x03\x1c\x7f") },
  { "dji-srt", "1\n00:00:00,000 --> 00:00:01,000\n<font size=\"28\">2021-10-05 08:55:02.442\n"
    "[latitude: 48.1] [longtitude: 11.5] [rel_alt: 1.0 abs_alt: 100.0]</font>\n\n" },
  { "gpx", "<?xml version=\"1.0\"?><gpx version=\"1.1\"><trk><trkseg><trkpt lat=\"48.1\" lon=\"11.5\">"
    "<ele>545</ele><time>2021-10-05T08:55:02Z</time></trkpt></trkseg></trk></gpx>" },
  { "gpmf", BYTES ("DEVC\0\x01\0\x48STRM\0\x01\0\x40SCALl\x04\0\x05\0\x98\x96\x80\0\x98\x96\x80\0\0\x03\xe8"
    "\0\0\x03\xe8\0\0\0\x64GPS5l\x14\0\x01\x13\xf6\x2b\x5a\xb8\x85\xa1\x22\0\0\x12\x34\0\0\0\x0a\0\0\0\x0b"
    "GPSFL\x04\0\x01\0\0\0\x03") },
  { "mp4", BYTES ("\0\0\0\x14" "ftypmp41\0\0\0\0mp41\0\0\0\x60moov\0\0\0\x58trak\0\0\0\x50mdia\0\0\0\x20mdhd"
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x03\xe8\0\0\0\x64\0\0\0\0\0\0\0\x28minf\0\0\0\x20stbl\0\0\0\x18stsd"
    "\0\0\0\0\0\0\0\x01\0\0\0\x08gpmd") },
  { "mpegts", BYTES ("\x47\x40\x00\x10\x00\x00\xb0\x0d\x00\x01\xc1\x00\x00\x00\x01\xe1\x00\x00\x00\x00\x00"
    "\x47\x41\x00\x10\x00\x02\xb0\x17\x00\x01\xc1\x00\x00\xe1\x01\xf0\x00\x06\xe1\x01\xf0\x06\x05\x04KLVA") },
  { "ccsds-spp", BYTES ("\x08\x05\xc0\x01\0\x06\0\0\x03\xe8\0\x0a\x01\x08\x05\xc0\x02\0\x06\0\0\x07\xd0\0\x0b\x02") },
  { "ccsds-tm", BYTES ("\x1a\xcf\xfc\x1d\x02\xa1\x01\x01\x18\0\x08\x05\xc0\x01\0\x06\0\0\x03\xe8\0\x0a\x01\0\0") },
  { "ccsds-aos", BYTES ("\x1a\xcf\xfc\x1d\x42\xa1\0\0\x01\0\0\0\x08\x05\xc0\x01\0\x06\0\0\x03\xe8\0\x0a\x01") },
  { "csv", "sep=;\nA title\nDate (UTC);Time (UTC);alt;lat\n-;-;m;deg\n17.08.2024;16:20:00,5;1.051,5;1,5\n"
    "# Event APOGEE occurred at t=1.5 seconds\n18.08.2024;4:20 PM;980,5;1'051,5\n" },
  { "csv", "GWk,GMS,Spd_ms\n2330,216000000,1\n2330,216000200,2\n2330,604800001,3\n,,\n" },
  { "csv", "year,doy,hour,minute,second,ms,mjd,alt(m)\n2024,230,1,2,3.5,4,60539.75,1\n" },
  { "csv", "time_ms,alt(m)\n4294966000,1\n4294967000,2\n704,3\n99999999,4\n1704,5\n" },
  { "csv", "time[s],altitude[m],state\n0,1,\"a, b\"\n0.5,1e3,\n1;2;3\n,,\n# comment\n2,nan,x\n" },
};

static inline gsize
seed_length (const Seed *seed)
{
  return seed->length > 0 ? seed->length : strlen (seed->text);
}
