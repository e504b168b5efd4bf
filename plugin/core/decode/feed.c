/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/feed.h"

#include <string.h>

#include "core/error.h"

static const guint8 byte_order_mark[] = { 0xef, 0xbb, 0xbf };

struct _TlmFeed {
  const TlmDecoder *decoder;
  TlmDecodeOptions *options;
  TlmLog *log;             /* its tracks stay, their samples are taken */
  gpointer reader;         /* NULL for a whole document */
  GByteArray *waiting;     /* what no whole record was found in yet */
  gboolean begun;          /* a byte-order mark was looked for */
  gboolean finished;
  GError *problem;         /* why nothing more is read */
  TlmFeedStats taken;      /* counters at the last take */
  guint64 bytes;
};

TlmFeed *
tlm_feed_new (const TlmDecoder *decoder, const char *source, const TlmDecodeOptions *options,
    GError **error)
{
  const TlmDecodeOptions none = { 0 };
  g_autoptr (TlmFeed) feed = NULL;

  g_return_val_if_fail (decoder != NULL, NULL);
  feed = g_new0 (TlmFeed, 1);
  feed->decoder = decoder;
  feed->options = tlm_decode_options_copy (options ? options : &none);
  feed->log = tlm_log_new (decoder->name, source);
  feed->waiting = g_byte_array_new ();
  if (decoder->feed) {
    feed->reader = decoder->feed->open (feed->log, feed->options, error);
    if (!feed->reader)
      return NULL;
  }
  return g_steal_pointer (&feed);
}

void
tlm_feed_free (TlmFeed *feed)
{
  if (!feed)
    return;
  if (feed->reader)
    feed->decoder->feed->close (feed->reader);
  tlm_decode_options_free (feed->options);
  tlm_log_free (feed->log);
  g_byte_array_unref (feed->waiting);
  g_clear_error (&feed->problem);
  g_free (feed);
}

void
tlm_feed_set_media_time (TlmFeed *feed, gint64 time_ns, gint64 duration_ns)
{
  g_return_if_fail (feed != NULL);
  if (feed->reader && feed->decoder->feed->set_media_time)
    feed->decoder->feed->set_media_time (feed->reader, time_ns, duration_ns);
}

static gboolean
fail (TlmFeed *feed, GError *problem, GError **error)
{
  if (problem)
    feed->problem = problem;
  g_propagate_error (error, g_error_copy (feed->problem));
  return FALSE;
}

static void
forget_waiting (TlmFeed *feed)
{
  g_byte_array_set_size (feed->waiting, 0);
  if (feed->reader && feed->decoder->feed->discont)
    feed->decoder->feed->discont (feed->reader);
}

/* A reader that waits for a record without end is given up waiting. */
static void
bound_waiting (TlmFeed *feed)
{
  if (feed->waiting->len <= TLM_FEED_MAX_RECORD)
    return;
  tlm_log_bad (feed->log, "byte %" G_GUINT64_FORMAT ": a record longer than %" G_GSIZE_FORMAT
      " MiB", feed->bytes - feed->waiting->len, TLM_FEED_MAX_RECORD >> 20);
  forget_waiting (feed);
}

static gboolean
read_records (TlmFeed *feed, const guint8 *data, gsize length, GError **error)
{
  gsize consumed = 0;
  GError *problem = NULL;
  gboolean waited = feed->waiting->len > 0;

  if (waited) {
    g_byte_array_append (feed->waiting, data, (guint) length);
    data = feed->waiting->data;
    length = feed->waiting->len;
  }
  if (!feed->decoder->feed->consume (feed->reader, data, length, &consumed, &problem))
    return fail (feed, problem, error);
  g_assert (consumed <= length);
  if (!waited)
    g_byte_array_append (feed->waiting, data + consumed, (guint) (length - consumed));
  else if (consumed > 0)
    g_byte_array_remove_range (feed->waiting, 0, (guint) consumed);
  bound_waiting (feed);
  return TRUE;
}

static gboolean
gather (TlmFeed *feed, const guint8 *data, gsize length, GError **error)
{
  if (feed->waiting->len + length <= TLM_FEED_MAX_DOCUMENT) {
    g_byte_array_append (feed->waiting, data, (guint) length);
    return TRUE;
  }
  g_byte_array_set_size (feed->waiting, 0);
  return fail (feed, g_error_new (TLM_ERROR, TLM_ERROR_READ,
          "%s is read as a whole document and this one is longer than %" G_GSIZE_FORMAT
          " MiB; read it as a file", feed->decoder->name, TLM_FEED_MAX_DOCUMENT >> 20), error);
}

/* Whether the stream's first bytes are known: they may be a byte-order mark. */
static gboolean
begin (TlmFeed *feed, const guint8 **data, gsize *length, gboolean last)
{
  gsize n = feed->waiting->len, i = 0;

  for (; n + i < sizeof byte_order_mark && i < *length; i++)
    if ((*data)[i] != byte_order_mark[n + i])
      break;
  if (n + i == sizeof byte_order_mark) {
    g_byte_array_set_size (feed->waiting, 0);
    *data += i;
    *length -= i;
  } else if (i == *length && !last) {
    g_byte_array_append (feed->waiting, *data, (guint) *length);
    return FALSE;
  }
  feed->begun = TRUE;
  return TRUE;
}

static gboolean
push_piece (TlmFeed *feed, const guint8 *data, gsize length, GError **error)
{
  feed->bytes += length;
  if (!feed->begun && !begin (feed, &data, &length, FALSE))
    return TRUE;
  if (length == 0)
    return TRUE;
  return feed->reader ? read_records (feed, data, length, error) :
      gather (feed, data, length, error);
}

/* Pieces are bounded so that what waits is never more than a record and a piece. */
#define PIECE ((gsize) 1 << 24)

gboolean
tlm_feed_push (TlmFeed *feed, const guint8 *data, gsize length, GError **error)
{
  g_return_val_if_fail (feed != NULL && (data != NULL || length == 0), FALSE);
  g_return_val_if_fail (!feed->finished, FALSE);
  if (feed->problem)
    return fail (feed, NULL, error);
  for (gsize n; length > 0; data += n, length -= n) {
    n = MIN (length, PIECE);
    if (!push_piece (feed, data, n, error))
      return FALSE;
  }
  return TRUE;
}

void
tlm_feed_discont (TlmFeed *feed)
{
  g_return_if_fail (feed != NULL);
  if (!feed->reader || !feed->begun)
    return;
  if (feed->waiting->len > 0)
    tlm_log_bad (feed->log, "byte %" G_GUINT64_FORMAT ": the stream jumps within a record",
        feed->bytes);
  forget_waiting (feed);
}

gboolean
tlm_feed_finish (TlmFeed *feed, GError **error)
{
  GError *problem = NULL;
  gboolean done;

  g_return_val_if_fail (feed != NULL && !feed->finished, FALSE);
  feed->finished = TRUE;
  if (feed->problem)
    return fail (feed, NULL, error);
  if (feed->bytes == 0)
    return TRUE;
  if (feed->reader)
    done = feed->decoder->feed->finish (feed->reader, feed->waiting->data, feed->waiting->len,
        &problem);
  else
    done = feed->decoder->decode (feed->log, feed->waiting->data, feed->waiting->len,
        feed->options, &problem);
  g_byte_array_set_size (feed->waiting, 0);
  return done || fail (feed, problem, error);
}

static void
move_track (TlmLogVehicle *to, TlmTrack *track)
{
  TlmTrack *moved;

  if (tlm_series_length (track->series) == 0)
    return;
  moved = tlm_log_track (to, track->name, track->quantity);
  moved->interpolation = track->interpolation;
  moved->datum = track->datum;
  moved->column = g_strdup (track->column);
  moved->unit = g_strdup (track->unit);
  tlm_series_free (moved->series);
  moved->series = track->series;
  track->series = tlm_series_new ();
}

static void
move_text (TlmLogVehicle *to, TlmTextTrack *text)
{
  TlmTextTrack *moved;

  if (text->times->len == 0)
    return;
  moved = tlm_log_text (to, text->name);
  g_array_unref (moved->times);
  g_ptr_array_unref (moved->values);
  moved->times = text->times;
  moved->values = text->values;
  text->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  text->values = g_ptr_array_new_with_free_func (g_free);
}

static gboolean
has_news (const TlmLogVehicle *vehicle)
{
  for (guint i = 0; i < vehicle->tracks->len; i++)
    if (tlm_series_length (((TlmTrack *) vehicle->tracks->pdata[i])->series) > 0)
      return TRUE;
  for (guint i = 0; i < vehicle->texts->len; i++)
    if (((TlmTextTrack *) vehicle->texts->pdata[i])->times->len > 0)
      return TRUE;
  return vehicle->ephemeris != NULL;
}

static void
move_vehicle (TlmLog *to, TlmLogVehicle *vehicle)
{
  TlmLogVehicle *moved;

  if (!has_news (vehicle))
    return;
  moved = tlm_log_vehicle (to, vehicle->name);
  for (guint i = 0; i < vehicle->tracks->len; i++)
    move_track (moved, vehicle->tracks->pdata[i]);
  for (guint i = 0; i < vehicle->texts->len; i++)
    move_text (moved, vehicle->texts->pdata[i]);
  moved->ephemeris = g_steal_pointer (&vehicle->ephemeris);
}

static void
move_all (GPtrArray *to, GPtrArray *from)
{
  g_ptr_array_extend_and_steal (to, g_ptr_array_ref (from));
}

static void
move_counts (TlmFeed *feed, TlmLog *to)
{
  TlmFeedStats now;

  tlm_feed_get_stats (feed, &now);
  to->n_good = now.good - feed->taken.good;
  to->n_bad = now.bad - feed->taken.bad;
  to->n_lost = now.lost - feed->taken.lost;
  to->n_duplicate = now.duplicate - feed->taken.duplicate;
  to->n_out_of_order = now.out_of_order - feed->taken.out_of_order;
  to->first_bad = to->n_bad > 0 ? g_strdup (feed->log->first_bad) : NULL;
  feed->taken = now;
}

static gboolean
anything_new (const TlmFeed *feed)
{
  const TlmLog *log = feed->log;

  for (guint i = 0; i < log->vehicles->len; i++)
    if (has_news (log->vehicles->pdata[i]))
      return TRUE;
  return log->events->len > 0 || log->notes->len > 0 || log->n_good != feed->taken.good ||
      log->n_bad != feed->taken.bad || log->n_lost != feed->taken.lost ||
      log->n_duplicate != feed->taken.duplicate ||
      log->n_out_of_order != feed->taken.out_of_order;
}

TlmLog *
tlm_feed_take (TlmFeed *feed)
{
  TlmLog *log;

  g_return_val_if_fail (feed != NULL, NULL);
  if (!anything_new (feed))
    return NULL;
  log = tlm_log_new (feed->log->format, feed->log->source);
  log->dialect = g_strdup (feed->log->dialect);
  log->clock = feed->log->clock;
  for (guint i = 0; i < feed->log->vehicles->len; i++)
    move_vehicle (log, feed->log->vehicles->pdata[i]);
  move_all (log->events, feed->log->events);
  move_all (log->notes, feed->log->notes);
  move_counts (feed, log);
  tlm_log_seal (log);
  return log;
}

void
tlm_feed_get_stats (const TlmFeed *feed, TlmFeedStats *stats)
{
  g_return_if_fail (feed != NULL && stats != NULL);
  *stats = (TlmFeedStats) {
    .good = feed->log->n_good,
    .bad = feed->log->n_bad,
    .lost = feed->log->n_lost,
    .duplicate = feed->log->n_duplicate,
    .out_of_order = feed->log->n_out_of_order,
    .bytes = feed->bytes,
  };
}

gboolean
tlm_feed_decode (const TlmDecoder *decoder, TlmLog *log, const guint8 *data, gsize length,
    const TlmDecodeOptions *options, GError **error)
{
  const TlmFeedClass *class;
  gpointer reader;
  gsize consumed = 0;
  gboolean done;

  g_return_val_if_fail (decoder != NULL && decoder->feed != NULL && log != NULL, FALSE);
  g_return_val_if_fail (options != NULL, FALSE);
  class = decoder->feed;
  reader = class->open (log, options, error);
  if (!reader)
    return FALSE;
  done = class->consume (reader, data, length, &consumed, error) &&
      class->finish (reader, data + consumed, length - consumed, error);
  class->close (reader);
  return done;
}
