/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

/* Samples of the wire formats, written here by hand from their standards and not with
 * the product's encoders. Byte arrays are the caller's. */

static inline void
make_be (GByteArray *out, guint64 value, guint size)
{
  for (guint i = 0; i < size; i++) {
    guint8 byte = (guint8) (value >> 8 * (size - 1 - i));
    g_byte_array_append (out, &byte, 1);
  }
}

static inline void
make_text (GByteArray *out, const char *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

static inline void
make_append (GByteArray *out, const GByteArray *more)
{
  g_byte_array_append (out, more->data, more->len);
}

/* Bytes that are no record of anything, the same for each SEED. */
static inline void
make_noise (GByteArray *out, guint n, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  while (n-- > 0)
    make_be (out, g_rand_int (rand) & 255, 1);
}

/* ---- KLV: a local set of MISB ST 0601 with item 2 (time), 13 and 14 (place), 15
 * (altitude above mean sea level) and 1 (checksum) */

#define MAKE_KLV_ALTITUDE_M(code) ((code) * 19900.0 / 65535 - 900)

static inline void
make_klv_set (GByteArray *out, guint64 time_us, guint16 altitude_code)
{
  guint begin = out->len;
  guint16 sum = 0;

  make_be (out, G_GUINT64_CONSTANT (0x060e2b34020b0101), 8);
  make_be (out, G_GUINT64_CONSTANT (0x0e01030101000000), 8);
  make_be (out, 10 + 6 + 6 + 4 + 4, 1);
  make_be (out, 0x0208, 2);
  make_be (out, time_us, 8);
  make_be (out, G_GUINT64_CONSTANT (0x0d045595b66d), 6);
  make_be (out, G_GUINT64_CONSTANT (0x0e045b5360c4), 6);
  make_be (out, 0x0f02, 2);
  make_be (out, altitude_code, 2);
  make_be (out, 0x0102, 2);
  for (guint i = begin; i < out->len; i++)
    sum = (guint16) (sum + (out->data[i] << (8 * ((i - begin + 1) % 2))));
  make_be (out, sum, 2);
}

/* Set I of a flight: 10 a second from 2024-06-01T09:00:00Z, altitude code 1000 + 100 I. */
#define MAKE_KLV_START_US G_GUINT64_CONSTANT (1717232400000000)
#define MAKE_KLV_CODE(i) (1000 + 100 * (i))

static inline void
make_klv_nth (GByteArray *out, guint i)
{
  make_klv_set (out, MAKE_KLV_START_US + 100000 * (guint64) i, (guint16) MAKE_KLV_CODE (i));
}

/* ---- MPEG transport stream, ISO/IEC 13818-1 */

typedef struct {
  GByteArray *bytes;
  guint stride;              /* 188; 192: 4 bytes before each packet; 204: 16 behind */
  guint8 counters[8192];
} MakeTs;

static inline guint32
make_crc_32 (const guint8 *data, guint length)
{
  guint32 crc = 0xffffffff;

  for (guint i = 0; i < length; i++)
    for (int bit = 7; bit >= 0; bit--)
      crc = (crc << 1) ^ (((crc >> 31) ^ (data[i] >> bit & 1u)) ? 0x04c11db7 : 0);
  return crc;
}

/* One packet of PID with N bytes of payload, at most 184, and stuffing before them. */
static inline void
make_ts_packet (MakeTs *ts, guint pid, gboolean start, const guint8 *payload, guint n)
{
  guint stuffing = 184 - n;
  GByteArray *out = ts->bytes;

  if (ts->stride == 192)
    make_be (out, 0x01020304, 4);
  make_be (out, 0x47, 1);
  make_be (out, (start ? 0x4000u : 0) | pid, 2);
  make_be (out, (stuffing > 0 ? 0x30u : 0x10) | (ts->counters[pid]++ & 15), 1);
  if (stuffing > 0)
    make_be (out, stuffing - 1, 1);
  if (stuffing > 1)
    make_be (out, 0, 1);
  for (guint i = 2; i < stuffing; i++)
    make_be (out, 0xff, 1);
  if (n > 0)
    g_byte_array_append (out, payload, n);
  for (guint i = 0; ts->stride == 204 && i < 16; i++)
    make_be (out, i * 37, 1);
}

/* A packet of PID with nothing but a program clock reference, 90 kHz. */
static inline void
make_ts_clock (MakeTs *ts, guint pid, gint64 clock)
{
  guint begin = ts->bytes->len + (ts->stride == 192 ? 4 : 0);
  guint8 *p;

  make_ts_packet (ts, pid, FALSE, NULL, 0);
  ts->counters[pid]--;       /* it does not count without a payload, 2.4.3.3 */
  p = ts->bytes->data + begin;
  p[3] = (guint8) (0x20 | (ts->counters[pid] & 15));
  p[5] = 0x10;
  for (int i = 0; i < 4; i++)
    p[6 + i] = (guint8) (clock >> (25 - 8 * i));
  p[10] = (guint8) ((clock & 1) << 7 | 0x7e);
  p[11] = 0;
}

static inline void
make_ts_section (MakeTs *ts, guint pid, GByteArray *section)
{
  g_autoptr (GByteArray) payload = g_byte_array_new ();

  section->data[2] = (guint8) (section->len + 4 - 3);
  make_be (section, make_crc_32 (section->data, section->len), 4);
  make_be (payload, 0, 1);
  make_append (payload, section);
  make_ts_packet (ts, pid, TRUE, payload->data, payload->len);
}

/* A stream to announce. TYPE 0x15 is metadata, 0x06 private. */
typedef struct {
  guint8 type;
  guint pid;
  const char *registration;  /* "KLVA", or NULL */
  gboolean id3;              /* a metadata descriptor that says so */
} MakeTsStream;

/* PAT and PMT (PID 256). */
static inline void
make_ts_tables (MakeTs *ts, const MakeTsStream *streams, guint n)
{
  g_autoptr (GByteArray) pat = g_byte_array_new (), pmt = g_byte_array_new ();

  make_be (pat, G_GUINT64_CONSTANT (0x00b0000001c10000), 8);
  make_be (pat, 0x0001e100, 4);
  make_ts_section (ts, 0, pat);
  make_be (pmt, G_GUINT64_CONSTANT (0x02b0000001c10000), 8);
  make_be (pmt, 0xffff, 2);
  make_be (pmt, 0xf000, 2);
  for (guint i = 0; i < n; i++) {
    make_be (pmt, streams[i].type, 1);
    make_be (pmt, 0xe000 | streams[i].pid, 2);
    make_be (pmt, 0xf000 | (streams[i].registration ? 6 : streams[i].id3 ? 15 : 0), 2);
    if (streams[i].registration) {
      make_be (pmt, 0x0504, 2);
      make_text (pmt, streams[i].registration);
    } else if (streams[i].id3) {
      make_be (pmt, 0x260dffff, 4);
      make_text (pmt, "ID3 ");
      make_be (pmt, 0xff, 1);
      make_text (pmt, "ID3 ");
      make_be (pmt, 0x000f, 2);
    }
  }
  make_ts_section (ts, 256, pmt);
}

/* A PES packet of private data with a PTS (90 kHz; negative: none), in as many packets as
 * it takes. */
static inline void
make_ts_pes (MakeTs *ts, guint pid, gint64 pts, const GByteArray *content)
{
  g_autoptr (GByteArray) pes = g_byte_array_new ();

  make_be (pes, 0x000001bd, 4);
  make_be (pes, content->len + 3 + (pts >= 0 ? 5 : 0), 2);
  make_be (pes, pts >= 0 ? 0x808005 : 0x800000, 3);
  if (pts >= 0) {
    make_be (pes, 0x21 | (guint64) (pts >> 30 & 7) << 1, 1);
    make_be (pes, (guint64) (pts >> 15 & 0x7fff) << 1 | 1, 2);
    make_be (pes, (guint64) (pts & 0x7fff) << 1 | 1, 2);
  }
  make_append (pes, content);
  for (guint at = 0; at < pes->len; at += 184)
    make_ts_packet (ts, pid, at == 0, pes->data + at, MIN (184, pes->len - at));
}

/* ---- NMEA 0183: a sentence with its checksum, CR and LF */

static inline void
make_nmea (GByteArray *out, const char *body)
{
  guint8 sum = 0;
  g_autofree char *line = NULL;

  for (const char *p = body; *p; p++)
    sum ^= (guint8) *p;
  line = g_strdup_printf ("$%s*%02X\r\n", body, sum);
  make_text (out, line);
}

/* Fix I of a flight: one a second from 2024-06-01T09:00:00Z, 100 + 10 I m above mean sea
 * level, in RMC and GGA. */
static inline void
make_nmea_nth (GByteArray *out, guint i)
{
  guint minute = i / 60, second = i % 60;
  g_autofree char *rmc = g_strdup_printf ("GPRMC,09%02u%02u.00,A,4807.%03u,N,01131.000,E,022.4,"
      "084.4,010624,,,A", minute, second, 100 + i);
  g_autofree char *gga = g_strdup_printf ("GPGGA,09%02u%02u.00,4807.%03u,N,01131.000,E,1,08,0.9,"
      "%u.0,M,46.9,M,,", minute, second, 100 + i, 100 + 10 * i);

  make_nmea (out, rmc);
  make_nmea (out, gga);
}

/* ---- GPMF, as GoPro publishes it */

static inline void
make_gpmf_item (GByteArray *out, const char *key, char type, guint size, guint count,
    const GByteArray *data)
{
  make_text (out, key);
  make_be (out, (guint8) type, 1);
  make_be (out, size, 1);
  make_be (out, count, 2);
  make_append (out, data);
  while (out->len % 4 != 0)
    make_be (out, 0, 1);
}

static inline void
make_gpmf_number (GByteArray *out, const char *key, char type, guint size, guint64 value)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();

  make_be (data, value, size);
  make_gpmf_item (out, key, type, size, 1, data);
}

/* What a payload is to say. */
typedef struct {
  guint fix;                 /* GPSF */
  const char *utc;           /* GPSU, yymmddhhmmss.sss */
  guint n;                   /* samples of GPS5 */
  double first_m, step_m;    /* altitude of the first, and from one to the next */
} MakeGpmf;

/* A device with one stream of GPS5: place 48 and 11 degrees, 10 m/s. */
static inline void
make_gpmf (GByteArray *out, const MakeGpmf *payload)
{
  static const guint32 scale[] = { 10000000, 10000000, 1000, 1000, 100 };
  g_autoptr (GByteArray) stream = g_byte_array_new (), device = g_byte_array_new ();
  g_autoptr (GByteArray) data = g_byte_array_new ();

  make_text (data, payload->utc);
  make_gpmf_number (stream, "GPSF", 'L', 4, payload->fix);
  make_gpmf_item (stream, "GPSU", 'U', 16, 1, data);
  g_byte_array_set_size (data, 0);
  for (guint i = 0; i < G_N_ELEMENTS (scale); i++)
    make_be (data, scale[i], 4);
  make_gpmf_item (stream, "SCAL", 'l', 4, 5, data);
  g_byte_array_set_size (data, 0);
  for (guint i = 0; i < payload->n; i++) {
    make_be (data, 480000000, 4);
    make_be (data, 110000000, 4);
    make_be (data, (guint64) ((payload->first_m + payload->step_m * i) * 1000 + 0.5), 4);
    make_be (data, 10000, 4);
    make_be (data, 1000, 4);
  }
  make_gpmf_item (stream, "GPS5", 'l', 20, payload->n, data);
  make_gpmf_number (device, "DVID", 'L', 4, 1);
  make_gpmf_item (device, "STRM", 0, 1, stream->len, stream);
  make_gpmf_item (out, "DEVC", 0, 1, device->len, device);
}

/* ---- MP4, ISO/IEC 14496-12: one track of GPMF, a sample a payload */

static inline void
make_box (GByteArray *out, const char *type, const GByteArray *content)
{
  make_be (out, 8 + content->len, 4);
  make_text (out, type);
  make_append (out, content);
}

/* What the boxes are to say. */
typedef struct {
  const guint *deltas;       /* of the table of times, ms, one a payload */
  guint n_deltas;            /* fewer than payloads: the table is short */
  guint in_chunk;            /* payloads in a chunk */
  gboolean wide;             /* 64-bit chunk offsets */
  guint empty_ms, media_ms;  /* edit list, when either is above 0: what is empty first, and
                              * where in the media the track begins */
} MakeMp4;

/* Its samples are of GoPro's telemetry. */
static inline void
make_gpmd_stsd (GByteArray *out)
{
  g_autoptr (GByteArray) box = g_byte_array_new ();

  make_be (box, 1, 8);
  make_be (box, 16, 4);
  make_text (box, "gpmd");
  make_be (box, 1, 8);
  make_box (out, "stsd", box);
}

/* Each chunk has so many samples. */
static inline void
make_stsc (GByteArray *out, guint in_chunk)
{
  g_autoptr (GByteArray) box = g_byte_array_new ();

  make_be (box, 1, 8);
  make_be (box, 1, 4);
  make_be (box, in_chunk, 4);
  make_be (box, 1, 4);
  make_box (out, "stsc", box);
}

static inline void
make_mp4_stbl (GByteArray *out, GByteArray *const *payloads, guint n, const MakeMp4 *mp4)
{
  g_autoptr (GByteArray) box = g_byte_array_new ();
  guint chunks = (n + mp4->in_chunk - 1) / mp4->in_chunk;
  guint64 offset = 28;       /* behind ftyp and the header of mdat */

  make_gpmd_stsd (out);
  make_be (box, mp4->n_deltas, 8);
  for (guint i = 0; i < mp4->n_deltas; i++) {
    make_be (box, 1, 4);
    make_be (box, mp4->deltas[i], 4);
  }
  make_box (out, "stts", box);
  g_byte_array_set_size (box, 0);
  make_stsc (out, mp4->in_chunk);
  g_byte_array_set_size (box, 0);
  make_be (box, 0, 8);
  make_be (box, n, 4);
  for (guint i = 0; i < n; i++)
    make_be (box, payloads[i]->len, 4);
  make_box (out, "stsz", box);
  g_byte_array_set_size (box, 0);
  make_be (box, chunks, 8);
  for (guint i = 0; i < n; i++) {
    if (i % mp4->in_chunk == 0)
      make_be (box, offset, mp4->wide ? 8 : 4);
    offset += payloads[i]->len;
  }
  make_box (out, mp4->wide ? "co64" : "stco", box);
}

/* Puts INNER into boxes of the types from the inside out: "minfmdia". */
static inline void
make_nested (GByteArray *inner, const char *types)
{
  for (; *types; types += 4) {
    g_autoptr (GByteArray) copy = g_byte_array_new ();
    g_autofree char *type = g_strndup (types, 4);
    make_append (copy, inner);
    g_byte_array_set_size (inner, 0);
    make_box (inner, type, copy);
  }
}

static inline GByteArray *
make_mp4 (GByteArray *const *payloads, guint n, const MakeMp4 *mp4)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) box = g_byte_array_new (), stbl = g_byte_array_new ();
  g_autoptr (GByteArray) media = g_byte_array_new (), movie = g_byte_array_new ();

  make_text (box, "mp41");
  make_be (box, 0, 4);
  make_text (box, "mp41");
  make_box (out, "ftyp", box);
  for (guint i = 0; i < n; i++)
    make_append (media, payloads[i]);
  make_box (out, "mdat", media);
  g_byte_array_set_size (box, 0);
  make_be (box, 0, 8);
  make_be (box, 0, 4);
  make_be (box, 600, 4);     /* the movie's timescale */
  make_be (box, 0, 8);
  make_box (movie, "mvhd", box);
  make_mp4_stbl (stbl, payloads, n, mp4);
  make_nested (stbl, "stblminf");
  g_byte_array_set_size (box, 0);
  make_be (box, 0, 8);
  make_be (box, 0, 4);
  make_be (box, 1000, 4);    /* the media's: milliseconds */
  make_be (box, 0, 8);
  g_byte_array_set_size (media, 0);
  make_box (media, "mdhd", box);
  make_append (media, stbl);
  make_nested (media, "mdia");
  if (mp4->empty_ms > 0 || mp4->media_ms > 0) {
    g_autoptr (GByteArray) edits = g_byte_array_new ();
    make_be (edits, mp4->empty_ms > 0 ? 2 : 1, 8);
    if (mp4->empty_ms > 0) {
      make_be (edits, mp4->empty_ms * 600 / 1000, 4);
      make_be (edits, 0xffffffff, 4);
      make_be (edits, 0x10000, 4);
    }
    make_be (edits, 6000, 4);
    make_be (edits, mp4->media_ms, 4);
    make_be (edits, 0x10000, 4);
    make_nested (edits, "elst");
    make_nested (edits, "edts");
    make_append (edits, media);
    g_byte_array_set_size (media, 0);
    make_append (media, edits);
  }
  make_nested (media, "trak");
  make_append (movie, media);
  make_box (out, "moov", movie);
  return out;
}
