/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>
#include <math.h>
#include <string.h>

/* Streams of telemetry to which something happens on the way. A sample every tenth
 * of a second, with an altitude that bends. */

typedef enum {
  FAULT_NONE,
  FAULT_LOSS,          /* three of ten */
  FAULT_DUPLICATES,    /* every second one comes again, three samples later */
  FAULT_REORDER,       /* shuffled within four */
  FAULT_BITS,          /* one bit is wrong in every third */
  FAULT_CUT,           /* every fourth ends early */
  FAULT_OUTAGE,        /* nothing for 10 s */
  FAULT_NEVER,
  FAULT_EARLY_END,     /* after 2 s */
  FAULT_FAST,          /* 100 times too fast */
  FAULT_GARBAGE,       /* noise between the records, and 3 s of it before the first */
  N_FAULTS
} Fault;

static const char *const fault_names[N_FAULTS] = {
  "none", "loss", "duplicates", "reorder", "bit-errors", "truncation", "outage", "never-starts",
  "ends-early", "too-fast", "garbage",
};

#define STREAM_S 16
#define N_SAMPLES (STREAM_S * 10)

typedef struct {
  const char *name, *caps;
  gboolean has_checksum;
  GByteArray *(*write) (int sample);
  double (*read_back) (double value);      /* what is left of it in the format */
  gsize (*checked) (const GByteArray *record);   /* bytes that the checksum is of */
} FaultFormat;

/* What comes at AT_S of running time. SAMPLE: -1 when it is no good. */
typedef struct {
  double at_s;
  int sample;
  GByteArray *bytes;
} FaultArrival;

static inline double
fault_altitude (int sample)
{
  return 500 + 7 * sample + 40 * sin (sample / 3.0);
}

static inline void
fault_arrival_clear (gpointer data)
{
  g_byte_array_unref (((FaultArrival *) data)->bytes);
}

static inline void
fault_put_text (GByteArray *out, const char *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

static inline void
fault_put_sentence (GByteArray *out, const char *body)
{
  g_autofree char *text = NULL;
  guint8 sum = 0;

  for (const char *p = body; *p; p++)
    sum ^= (guint8) *p;
  text = g_strdup_printf ("$%s*%02X\r\n", body, sum);
  fault_put_text (out, text);
}

/* The first one says the date. */
static inline GByteArray *
fault_write_nmea (int sample)
{
  GByteArray *out = g_byte_array_new ();
  g_autofree char *body = g_strdup_printf ("GPGGA,12%02d%02d.%d,4807.038,N,01131.000,E,1,08,0.9,"
      "%.1f,M,46.9,M,,", sample / 600, sample / 10 % 60, sample % 10, fault_altitude (sample));

  if (sample == 0)
    fault_put_sentence (out, "GPZDA,120000.0,05,10,2021,00,00");
  fault_put_sentence (out, body);
  return out;
}

static inline double
fault_read_nmea (double value)
{
  g_autofree char *text = g_strdup_printf ("%.1f", value);

  return g_ascii_strtod (text, NULL);
}

static inline gsize
fault_checked_nmea (const GByteArray *record)
{
  const guint8 *star = memchr (record->data, '*', record->len);

  return (gsize) (star - record->data);
}

/* ST 0601: time (tag 2), true altitude of the sensor (tag 15: -900 m to 19000 m in
 * 16 bits), checksum (tag 1). */
static inline guint16
fault_klv_altitude (double value)
{
  return (guint16) lround ((value + 900) * 65535 / 19900);
}

static inline GByteArray *
fault_write_klv (int sample)
{
  static const guint8 key[] = { 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x0b, 0x01, 0x01, 0x0e, 0x01, 0x03,
    0x01, 0x01, 0x00, 0x00, 0x00, 18, 2, 8 };
  guint64 us = G_GUINT64_CONSTANT (1633435200000000) + (guint64) sample * 100000;
  guint16 altitude = fault_klv_altitude (fault_altitude (sample)), sum = 0;
  guint8 tail[] = { 15, 2, (guint8) (altitude >> 8), (guint8) altitude, 1, 2, 0, 0 };
  GByteArray *out = g_byte_array_new ();
  guint8 time[8];

  for (int i = 0; i < 8; i++)
    time[i] = (guint8) (us >> (56 - 8 * i));
  g_byte_array_append (out, key, sizeof key);
  g_byte_array_append (out, time, sizeof time);
  g_byte_array_append (out, tail, sizeof tail);
  for (guint i = 0; i < out->len - 2; i++)
    sum = (guint16) (sum + (out->data[i] << (8 * ((i + 1) % 2))));
  out->data[out->len - 2] = (guint8) (sum >> 8);
  out->data[out->len - 1] = (guint8) sum;
  return out;
}

static inline double
fault_read_klv (double value)
{
  return fault_klv_altitude (value) * 19900.0 / 65535 - 900;
}

static inline gsize
fault_checked_klv (const GByteArray *record)
{
  return record->len;
}

static inline GByteArray *
fault_write_lines (int sample)
{
  GByteArray *out = g_byte_array_new ();
  g_autofree char *text = g_strdup_printf ("{\"met\":%d.%d,\"altitude\":%.3f}\n", sample / 10,
      sample % 10, fault_altitude (sample));

  fault_put_text (out, text);
  return out;
}

static inline double
fault_read_lines (double value)
{
  g_autofree char *text = g_strdup_printf ("%.3f", value);

  return g_ascii_strtod (text, NULL);
}

static const FaultFormat fault_formats[] = {
  { "nmea", "application/x-nmea0183", TRUE, fault_write_nmea, fault_read_nmea, fault_checked_nmea },
  { "klv", "meta/x-klv,parsed=true", TRUE, fault_write_klv, fault_read_klv, fault_checked_klv },
  { "lines", "application/x-telemetry,version=1", FALSE, fault_write_lines, fault_read_lines, NULL },
};

static inline void
fault_add (GArray *stream, const FaultFormat *format, int sample, double at_s)
{
  FaultArrival arrival = { at_s, sample, format->write (sample) };

  g_array_append_val (stream, arrival);
}

static inline void
fault_add_noise (GArray *stream, GRand *rand, double at_s)
{
  FaultArrival arrival = { at_s, -1, g_byte_array_new () };

  for (int i = 0; i < 64; i++) {
    guint8 byte = i == 63 ? '\n' : (guint8) g_rand_int (rand);
    g_byte_array_append (arrival.bytes, &byte, 1);
  }
  g_array_append_val (stream, arrival);
}

/* Breaks the record that was added last. */
static inline void
fault_break (GArray *stream, const FaultFormat *format, Fault fault, GRand *rand)
{
  FaultArrival *last = &g_array_index (stream, FaultArrival, stream->len - 1);
  gint32 checked = (gint32) format->checked (last->bytes);

  last->sample = -1;
  if (fault == FAULT_BITS)
    last->bytes->data[g_rand_int_range (rand, 0, checked)] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
  else
    g_byte_array_set_size (last->bytes, (guint) g_rand_int_range (rand, 1, checked - 1));
}

/* In each four the order is 2, 0, 3, 1; the first four stay. */
static inline int
fault_shuffled (int i)
{
  static const int order[] = { 2, 0, 3, 1 };

  return i < 4 ? i : i - i % 4 + order[i % 4];
}

static inline gboolean
fault_leaves_out (Fault fault, int i, GRand *rand)
{
  return fault == FAULT_NEVER || (fault == FAULT_LOSS && i > 0 && g_rand_int_range (rand, 0, 10) < 3) ||
      (fault == FAULT_OUTAGE && i > 20 && i < 120) || (fault == FAULT_EARLY_END && i > 20);
}

/* FaultArrival by AT_S. What a fault does depends on SEED. The first record, which
 * ties the clocks, is spared. */
static inline GArray *
fault_stream_new (const FaultFormat *format, Fault fault, guint seed)
{
  GArray *stream = g_array_new (FALSE, FALSE, sizeof (FaultArrival));
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  double begin = fault == FAULT_GARBAGE ? 3 : 0;

  g_array_set_clear_func (stream, fault_arrival_clear);
  for (int i = 0; begin > 0 && i < 30; i++)
    fault_add_noise (stream, rand, i / 10.0);
  for (int i = 0; i < (fault == FAULT_FAST ? 10 : 1) * N_SAMPLES; i++) {
    double at_s = begin + i / (fault == FAULT_FAST ? 1000.0 : 10.0);
    if (fault_leaves_out (fault, i, rand))
      continue;
    fault_add (stream, format, fault == FAULT_REORDER ? fault_shuffled (i) : i, at_s);
    if (i > 0 && ((fault == FAULT_BITS && i % 3 == 0) || (fault == FAULT_CUT && i % 4 == 0)))
      fault_break (stream, format, fault, rand);
    if (fault == FAULT_DUPLICATES && i % 2 && i > 3)
      fault_add (stream, format, i - 3, at_s);
    if (fault == FAULT_GARBAGE)
      fault_add_noise (stream, rand, at_s);
  }
  return stream;
}
