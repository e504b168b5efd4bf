/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

/* Senders of telemetry for a relay: a datagram each tenth of a second that says an altitude,
 * in several formats. Written here from the formats' own definitions. */

/* What a sender writes a datagram from. */
typedef struct {
  guint64 utc_ms;          /* its UTC, since 1970 */
  guint32 met_ms;          /* its time since it was switched on */
  guint count;             /* datagrams since then */
  guint altitude_cm;
} RelayState;

typedef struct {
  const char *name, *caps;
  void (*write) (GByteArray *out, const RelayState *state);
  gboolean counted;        /* datagrams have numbers that show losses */
  gboolean has_utc;        /* its UTC is in it, and counts */
} RelayFormat;

static inline void
relay_put (GByteArray *out, guint64 value, guint bytes)
{
  for (guint i = bytes; i-- > 0;) {
    guint8 byte = (guint8) (value >> (8 * i));
    g_byte_array_append (out, &byte, 1);
  }
}

static inline void
relay_put_little (GByteArray *out, guint64 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++) {
    guint8 byte = (guint8) (value >> (8 * i));
    g_byte_array_append (out, &byte, 1);
  }
}

static inline guint16
relay_mav_crc (guint16 crc, guint8 byte)
{
  guint8 t = byte ^ (guint8) crc;

  t = (guint8) (t ^ (t << 4));
  return (guint16) ((crc >> 8) ^ (t << 8) ^ (t << 3) ^ (t >> 4));
}

/* MAVLink 1 of system 1: the frame that begins at FROM but for its checksum. */
static inline void
relay_end_mav (GByteArray *out, guint from, guint8 extra)
{
  guint16 crc = 0xffff;

  for (guint i = from + 1; i < out->len; i++)
    crc = relay_mav_crc (crc, out->data[i]);
  relay_put_little (out, relay_mav_crc (crc, extra), 2);
}

static inline void
relay_begin_mav (GByteArray *out, guint8 length, guint sequence, guint8 component, guint8 message)
{
  const guint8 head[] = { 0xfe, length, (guint8) sequence, 1, component, message };

  g_byte_array_append (out, head, sizeof head);
}

/* GLOBAL_POSITION_INT of the autopilot. */
static inline void
relay_write_mav (GByteArray *out, const RelayState *state)
{
  guint from = out->len;

  relay_begin_mav (out, 28, state->count, 1, 33);
  relay_put_little (out, state->met_ms, 4);
  relay_put_little (out, 473977418, 4);
  relay_put_little (out, 85455939, 4);
  relay_put_little (out, state->altitude_cm * 10, 4);
  relay_put_little (out, state->altitude_cm * 10, 4);
  relay_put_little (out, 0, 6);
  relay_put_little (out, 0xffff, 2);
  relay_end_mav (out, from, 104);
}

/* The same; each tenth datagram is SYSTEM_TIME as well, of the same number's next. A gimbal
 * and a ground station that is a day off have their say in others. */
static inline void
relay_write_mav_utc (GByteArray *out, const RelayState *state)
{
  RelayState doubled = *state;
  guint from;

  doubled.count = 2 * state->count;
  relay_write_mav (out, &doubled);
  from = out->len;
  relay_begin_mav (out, 12, doubled.count + 1, 1, 2);
  relay_put_little (out, state->count % 7 == 0 ? state->utc_ms * 1000 : 0, 8);
  relay_put_little (out, state->met_ms, 4);
  relay_end_mav (out, from, 137);
  from = out->len;
  relay_begin_mav (out, 12, state->count, 191, 2);
  relay_put_little (out, (state->utc_ms - 86400000) * 1000, 8);
  relay_put_little (out, 12345 + state->met_ms, 4);
  relay_end_mav (out, from, 137);
}

/* ST 0601: time and true altitude of the sensor, -900 m to 19,000 m in 16 bits. */
static inline void
relay_write_klv (GByteArray *out, const RelayState *state)
{
  static const guint8 key[] = { 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x0b, 0x01, 0x01, 0x0e, 0x01, 0x03,
    0x01, 0x01, 0x00, 0x00, 0x00, 18 };
  guint from = out->len;
  guint16 sum = 0;

  g_byte_array_append (out, key, sizeof key);
  relay_put (out, 2 << 8 | 8, 2);
  relay_put (out, state->utc_ms * 1000, 8);
  relay_put (out, 15 << 8 | 2, 2);
  relay_put (out, (guint64) ((state->altitude_cm / 100.0 + 900) * 65535 / 19900 + 0.5), 2);
  relay_put (out, 1 << 8 | 2, 2);
  for (guint i = from; i < out->len; i++)
    sum = (guint16) (sum + (out->data[i] << (8 * ((i - from + 1) % 2))));
  relay_put (out, sum, 2);
}

/* A Space Packet of APID 5: ms, and cm. */
static inline void
relay_write_spp (GByteArray *out, const RelayState *state)
{
  relay_put (out, 5, 2);
  relay_put (out, 3u << 14 | (state->count & 16383), 2);
  relay_put (out, 8 - 1, 2);
  relay_put (out, state->met_ms, 4);
  relay_put (out, state->altitude_cm, 4);
}

static inline void
relay_put_sentence (GByteArray *out, const char *body)
{
  g_autofree char *text = NULL;
  guint8 sum = 0;

  for (const char *p = body; *p; p++)
    sum ^= (guint8) *p;
  text = g_strdup_printf ("$%s*%02X\r\n", body, sum);
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

/* RMC with the date, and GGA. */
static inline void
relay_write_nmea (GByteArray *out, const RelayState *state)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) (state->utc_ms / 1000));
  g_autofree char *time = g_date_time_format (date, "%H%M%S");
  g_autofree char *day = g_date_time_format (date, "%d%m%y");
  g_autofree char *rmc = g_strdup_printf ("GPRMC,%s.%u,A,4807.038,N,01131.000,E,0.0,0.0,%s,,,A",
      time, (guint) (state->utc_ms / 100 % 10), day);
  g_autofree char *gga = g_strdup_printf ("GPGGA,%s.%u,4807.038,N,01131.000,E,1,08,0.9,%u.%02u,M,"
      "46.9,M,,", time, (guint) (state->utc_ms / 100 % 10), state->altitude_cm / 100,
      state->altitude_cm % 100);

  relay_put_sentence (out, rmc);
  relay_put_sentence (out, gga);
}

static inline void
relay_put_text (GByteArray *out, char *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
  g_free (text);
}

static inline void
relay_write_met (GByteArray *out, const RelayState *state)
{
  relay_put_text (out, g_strdup_printf ("{\"met\":%u.%03u,\"altitude\":%u.%02u}",
          state->met_ms / 1000, state->met_ms % 1000, state->altitude_cm / 100,
          state->altitude_cm % 100));
}

static inline void
relay_write_utc (GByteArray *out, const RelayState *state)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) (state->utc_ms / 1000));
  g_autofree char *time = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");

  relay_put_text (out, g_strdup_printf ("{\"utc\":\"%s.%03uZ\",\"altitude\":%u.%02u}\n", time,
          (guint) (state->utc_ms % 1000), state->altitude_cm / 100, state->altitude_cm % 100));
}

static const RelayFormat relay_formats[] = {
  { .name = "mavlink", .caps = "application/x-mavlink", .write = relay_write_mav,
    .counted = TRUE },
  { .name = "mavlink-utc", .caps = "application/x-mavlink", .write = relay_write_mav_utc,
    .has_utc = TRUE },
  { .name = "klv", .caps = "meta/x-klv,parsed=true", .write = relay_write_klv, .has_utc = TRUE },
  { .name = "spp", .caps = "application/x-ccsds-spp", .write = relay_write_spp, .counted = TRUE },
  { .name = "nmea", .caps = "application/x-nmea0183", .write = relay_write_nmea,
    .has_utc = TRUE },
  { .name = "met", .caps = "application/x-telemetry,version=1", .write = relay_write_met },
  { .name = "utc", .caps = "application/x-telemetry,version=1", .write = relay_write_utc,
    .has_utc = TRUE },
};
