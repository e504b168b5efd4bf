/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdlib.h>
#include <string.h>

#include "core/decode/feed.h"
#include "core/decode/reader.h"
#include "core/decode/registry.h"

/* What the tests of the wire formats share. */

static inline const TlmDecoder *
wire_decoder (const char *name)
{
  const TlmDecoder *decoder = tlm_decoder_by_name (name);

  if (!decoder)
    g_error ("no decoder %s", name);
  return decoder;
}

/* Every sample of LOG into a map from "vehicle/channel@time" to its value, so
 * that the same samples compare equal whatever order and logs they came in. */
static inline void
wire_collect (GHashTable *samples, TlmLog *log)
{
  for (guint i = 0; i < log->vehicles->len; i++) {
    TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    for (guint j = 0; j < vehicle->tracks->len; j++) {
      TlmTrack *track = vehicle->tracks->pdata[j];
      for (gsize k = 0; k < tlm_series_length (track->series); k++)
        g_hash_table_insert (samples,
            g_strdup_printf ("%s/%s:%d@%" G_GINT64_FORMAT, vehicle->name, track->name,
                track->datum, tlm_series_time (track->series, k)),
            g_strdup_printf ("%.17g", tlm_series_value (track->series, k)));
    }
    for (guint j = 0; j < vehicle->texts->len; j++) {
      TlmTextTrack *text = vehicle->texts->pdata[j];
      for (guint k = 0; k < text->times->len; k++)
        g_hash_table_insert (samples, g_strdup_printf ("%s/\"%s@%" G_GINT64_FORMAT,
                vehicle->name, text->name, g_array_index (text->times, gint64, k)),
            g_strdup (text->values->pdata[k]));
    }
  }
  for (guint i = 0; i < log->events->len; i++) {
    TlmEvent *event = log->events->pdata[i];
    g_hash_table_insert (samples, g_strdup_printf ("!%s@%" G_GINT64_FORMAT, event->id,
            event->time_ns), g_strdup (event->label ? event->label : ""));
  }
}

static inline GHashTable *
wire_samples_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static inline void
wire_assert_same (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (g_hash_table_lookup (b, key), value) != 0)
      g_error ("%s is %s, and %s", (char *) key, (char *) value,
          (char *) g_hash_table_lookup (b, key));
  g_assert_cmpuint (g_hash_table_size (a), ==, g_hash_table_size (b));
}

/* Feeds DATA in pieces of 1 to LARGEST bytes, taking after each when TAKE. The
 * samples go to SAMPLES. */
static inline gboolean
wire_feed_pieces (const TlmDecoder *decoder, const guint8 *data, gsize length, gsize largest,
    gboolean take, GRand *rand, GHashTable *samples, TlmFeedStats *stats, GError **error)
{
  g_autoptr (TlmFeed) feed = tlm_feed_new (decoder, "pieces", NULL, error);
  gboolean done = feed != NULL;

  for (gsize i = 0, n; done && i < length; i += n) {
    g_autofree guint8 *piece = NULL;
    n = 1 + (gsize) g_rand_int_range (rand, 0, (gint32) largest);
    n = MIN (n, length - i);
    piece = g_memdup2 (data + i, n);    /* so that a read past its end is seen */
    done = tlm_feed_push (feed, piece, n, error);
    g_autoptr (TlmLog) log = take ? tlm_feed_take (feed) : NULL;
    if (log && samples)
      wire_collect (samples, log);
  }
  done = done && tlm_feed_finish (feed, error);
  if (feed) {
    g_autoptr (TlmLog) log = tlm_feed_take (feed);
    if (log && samples)
      wire_collect (samples, log);
    tlm_feed_get_stats (feed, stats);
  }
  return done;
}

/* The same samples and counts however the stream is cut. */
static inline void
wire_check_pieces (const char *format, const guint8 *data, gsize length)
{
  static const gsize largest[] = { 1, 7, 200, 5000, 1 << 20 };
  const TlmDecoder *decoder = wire_decoder (format);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (GHashTable) whole = wire_samples_new ();
  g_autoptr (TlmLog) log = tlm_log_new (format, "whole");
  const TlmDecodeOptions none = { 0 };
  g_autoptr (GError) error = NULL;

  tlm_reader_decode (decoder->feed, log, data, length, &none, &error);
  g_assert_no_error (error);
  tlm_log_seal (log);
  wire_collect (whole, log);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (largest); i++) {
    g_autoptr (GHashTable) samples = wire_samples_new ();
    TlmFeedStats stats;
    wire_feed_pieces (decoder, data, length, largest[i / 2], i % 2, rand, samples, &stats,
        &error);
    g_assert_no_error (error);
    wire_assert_same (whole, samples);
    g_assert_cmpuint (stats.good, ==, log->n_good);
    g_assert_cmpuint (stats.bad, ==, log->n_bad);
    g_assert_cmpuint (stats.lost, ==, log->n_lost);
    g_assert_cmpuint (stats.duplicate, ==, log->n_duplicate);
    g_assert_cmpuint (stats.out_of_order, ==, log->n_out_of_order);
    g_assert_cmpuint (stats.bytes, ==, length);
  }
}

/* Damaged data is read to its end or refused, and never more than that. */
static inline void
wire_check_damage (const char *format, const guint8 *data, gsize length, guint rounds)
{
  const TlmDecoder *decoder = wire_decoder (format);
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint i = 0; i < rounds; i++) {
    gsize n = (gsize) g_rand_int_range (rand, 1, (gint32) length + 1);
    g_autofree guint8 *copy = g_memdup2 (data, n);
    g_autoptr (GError) error = NULL;
    guint flips = (guint) g_rand_int_range (rand, 1, 40);
    TlmFeedStats stats;

    while (flips-- > 0)
      copy[g_rand_int_range (rand, 0, (gint32) n)] = (guint8) g_rand_int (rand);
    if (!wire_feed_pieces (decoder, copy, n, i % 2 ? 64 : 4096, TRUE, rand, NULL, &stats, &error))
      g_assert_nonnull (error);
  }
}

static inline TlmTrack *
wire_track (TlmLog *log, const char *vehicle, const char *channel)
{
  TlmLogVehicle *owner = tlm_log_vehicle (log, vehicle);

  for (guint i = 0; i < owner->tracks->len; i++)
    if (strcmp (((TlmTrack *) owner->tracks->pdata[i])->name, channel) == 0)
      return owner->tracks->pdata[i];
  g_error ("no channel %s of '%s'", channel, vehicle);
}

static inline TlmLog *
wire_decode (const char *format, const void *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  TlmDecodeOptions options = { .format = format };
  g_autoptr (GError) error = NULL;
  TlmLog *log = tlm_decode_bytes (bytes, "test", &options, &error);

  g_assert_no_error (error);
  return log;
}
