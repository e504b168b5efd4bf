/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/feed.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/decode/reader.h"

static const guint8 byte_order_mark[] = { 0xef, 0xbb, 0xbf };

struct _TlmFeed {
  const TlmDecoder *decoder;
  TlmDecodeOptions *options;
  TlmLog *log;             /* its tracks stay, their samples are taken */
  TlmReader reader;        /* all zero for a whole document */
  GByteArray *document;
  gsize mark;              /* bytes of a byte-order mark that came so far */
  gboolean begun;          /* whether there is one is known */
  gboolean finished;
  GError *problem;         /* why nothing more is read */
  TlmFeedStats taken;      /* counters at the last take */
  GHashTable *said;        /* TlmTextTrack * whose first text was taken already */
  guint told;              /* notes that were said (tlm_log_tell()) */
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
  feed->log->is_stream = TRUE;
  feed->log->keep_outliers = feed->options->keep_outliers;
  feed->log->longest_gap_ns = feed->options->longest_gap_ns;
  feed->document = g_byte_array_new ();
  feed->said = g_hash_table_new (NULL, NULL);
  if (decoder->feed &&
      !tlm_reader_init (&feed->reader, decoder->feed, feed->log, feed->options, error))
    return NULL;
  return g_steal_pointer (&feed);
}

void
tlm_feed_free (TlmFeed *feed)
{
  if (!feed)
    return;
  tlm_reader_clear (&feed->reader);
  tlm_decode_options_free (feed->options);
  tlm_log_free (feed->log);
  g_byte_array_unref (feed->document);
  g_hash_table_unref (feed->said);
  g_clear_error (&feed->problem);
  g_free (feed);
}

void
tlm_feed_set_media_time (TlmFeed *feed, gint64 time_ns, gint64 duration_ns)
{
  g_return_if_fail (feed != NULL);
  feed->log->has_arrival |= time_ns != TLM_TIME_NONE;
  feed->log->is_live |= time_ns != TLM_TIME_NONE;
  if (time_ns != TLM_TIME_NONE)
    feed->log->arrival_ns = time_ns;
  if (feed->decoder->feed)
    tlm_reader_set_media_time (&feed->reader, time_ns, duration_ns);
}

static gboolean
fail (TlmFeed *feed, GError *problem, GError **error)
{
  if (problem) {
    feed->problem = problem;
    tlm_error_make_safe (&feed->problem);
  }
  g_propagate_error (error, g_error_copy (feed->problem));
  return FALSE;
}

static gboolean
gather (TlmFeed *feed, const guint8 *data, gsize length, GError **problem)
{
  if (feed->document->len + length <= tlm_limit (TLM_LIMIT_DOCUMENT_BYTES)) {
    g_byte_array_append (feed->document, data, (guint) length);
    return TRUE;
  }
  g_byte_array_set_size (feed->document, 0);
  return tlm_limit_fail (TLM_LIMIT_DOCUMENT_BYTES, TLM_ERROR_READ, problem, "%s is read as a whole "
      "document, and better as a file where it is one: ", feed->decoder->name);
}

static gboolean
pass_on (TlmFeed *feed, const guint8 *data, gsize length, GError **problem)
{
  return feed->decoder->feed ? tlm_reader_push (&feed->reader, data, length, problem) :
      gather (feed, data, length, problem);
}

/* Holds back what may be a byte-order mark, and leaves it out when it is one. */
static gboolean
begin (TlmFeed *feed, const guint8 **data, gsize *length, GError **problem)
{
  while (*length > 0 && feed->mark < sizeof byte_order_mark &&
      **data == byte_order_mark[feed->mark]) {
    feed->mark++;
    ++*data;
    --*length;
  }
  feed->begun = feed->mark == sizeof byte_order_mark || *length > 0;
  return feed->mark == sizeof byte_order_mark || !feed->begun ||
      pass_on (feed, byte_order_mark, feed->mark, problem);
}

gboolean
tlm_feed_push (TlmFeed *feed, const guint8 *data, gsize length, GError **error)
{
  GError *problem = NULL;

  g_return_val_if_fail (feed != NULL && (data != NULL || length == 0), FALSE);
  g_return_val_if_fail (!feed->finished, FALSE);
  if (feed->problem)
    return fail (feed, NULL, error);
  feed->bytes += length;
  if (!feed->begun && !begin (feed, &data, &length, &problem))
    return fail (feed, problem, error);
  return pass_on (feed, data, length, &problem) || fail (feed, problem, error);
}

gboolean
tlm_feed_push_datagram (TlmFeed *feed, const guint8 *data, gsize length, GError **error)
{
  GError *problem = NULL;

  g_return_val_if_fail (feed != NULL && (data != NULL || length == 0), FALSE);
  if (!feed->decoder->feed)
    return tlm_feed_push (feed, data, length, error);
  g_return_val_if_fail (!feed->finished, FALSE);
  if (feed->problem)
    return fail (feed, NULL, error);
  feed->bytes += length;
  feed->begun = feed->log->is_live = TRUE;
  return tlm_reader_push_datagram (&feed->reader, data, length, &problem) ||
      fail (feed, problem, error);
}

void
tlm_feed_discont (TlmFeed *feed)
{
  g_return_if_fail (feed != NULL);
  if (feed->decoder->feed)
    tlm_reader_discont (&feed->reader);
}

static gboolean
finish (TlmFeed *feed, GError **problem)
{
  if (!feed->begun && !pass_on (feed, byte_order_mark, feed->mark, problem))
    return FALSE;
  if (feed->decoder->feed)
    return tlm_reader_finish (&feed->reader, problem);
  return feed->decoder->decode (feed->log, feed->document->data, feed->document->len,
      feed->options, problem);
}

gboolean
tlm_feed_finish (TlmFeed *feed, GError **error)
{
  GError *problem = NULL;

  g_return_val_if_fail (feed != NULL && !feed->finished, FALSE);
  feed->finished = TRUE;
  if (feed->problem)
    return fail (feed, NULL, error);
  return feed->bytes == 0 || finish (feed, &problem) || fail (feed, problem, error);
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
  tlm_series_set_longest_gap (track->series, tlm_series_longest_gap (moved->series));
  tlm_series_keep_step (track->series, moved->series);
  tlm_series_reserve (track->series, tlm_series_length (moved->series));
}

static guint
count_texts (const TlmFeed *feed, const TlmTextTrack *text)
{
  return text->times->len - (g_hash_table_contains (feed->said, text) ? 1 : 0);
}

/* The last text stays, so that it is not said again. */
static void
move_text (TlmFeed *feed, TlmLogVehicle *to, TlmTextTrack *text)
{
  guint n = count_texts (feed, text), first = text->times->len - n;
  TlmTextTrack *moved;

  if (n == 0)
    return;
  moved = tlm_log_text (to, text->name);
  g_array_append_vals (moved->times, &g_array_index (text->times, gint64, first), n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (moved->values, g_strdup (text->values->pdata[first + i]));
  g_array_remove_range (text->times, 0, text->times->len - 1);
  g_ptr_array_remove_range (text->values, 0, text->values->len - 1);
  g_hash_table_add (feed->said, text);
}

static gboolean
has_news (const TlmFeed *feed, const TlmLogVehicle *vehicle)
{
  for (guint i = 0; i < vehicle->tracks->len; i++)
    if (tlm_series_length (((TlmTrack *) vehicle->tracks->pdata[i])->series) > 0)
      return TRUE;
  for (guint i = 0; i < vehicle->texts->len; i++)
    if (count_texts (feed, vehicle->texts->pdata[i]) > 0)
      return TRUE;
  return vehicle->ephemeris != NULL;
}

static void
move_vehicle (TlmFeed *feed, TlmLog *to, TlmLogVehicle *vehicle)
{
  TlmLogVehicle *moved;

  if (!has_news (feed, vehicle))
    return;
  moved = tlm_log_vehicle (to, vehicle->name);
  for (guint i = 0; i < vehicle->tracks->len; i++)
    move_track (moved, vehicle->tracks->pdata[i]);
  for (guint i = 0; i < vehicle->texts->len; i++)
    move_text (feed, moved, vehicle->texts->pdata[i]);
  moved->ephemeris = g_steal_pointer (&vehicle->ephemeris);
}

static void
move_all (GPtrArray *to, GPtrArray *from)
{
  g_ptr_array_extend_and_steal (to, g_ptr_array_ref (from));
}

/* What was lost may be found, and what was out of order another link's. */
static guint64
since (guint64 now, guint64 before)
{
  return now > before ? now - before : 0;
}

static void
move_counts (TlmFeed *feed, TlmLog *to)
{
  TlmFeedStats now;

  tlm_feed_get_stats (feed, &now);
  to->n_good = now.good - feed->taken.good;
  to->n_bad = now.bad - feed->taken.bad;
  to->n_lost = since (now.lost, feed->taken.lost);
  to->n_duplicate = now.duplicate - feed->taken.duplicate;
  to->n_out_of_order = since (now.out_of_order, feed->taken.out_of_order);
  to->first_bad = to->n_bad > 0 ? g_strdup (feed->log->first_bad) : NULL;
  feed->taken = now;
}

static gboolean
anything_new (const TlmFeed *feed)
{
  const TlmLog *log = feed->log;

  for (guint i = 0; i < log->vehicles->len; i++)
    if (has_news (feed, log->vehicles->pdata[i]))
      return TRUE;
  return log->moved_ns != 0 || log->events->len > 0 || log->notes->len > 0 || log->warnings->len > 0 ||
      log->n_good != feed->taken.good || log->n_bad != feed->taken.bad || log->n_lost != feed->taken.lost ||
      log->n_duplicate != feed->taken.duplicate ||
      log->n_out_of_order != feed->taken.out_of_order;
}

#define WEEK_NS (7 * 86400 * TLM_SECOND)

/* Puts a piece's times right by what a person said. A clock that has found the weeks that it had
 * lost needs no offset for them any more: what came before it was right by the offset. */
static void
offset_stamps (TlmFeed *feed, TlmLog *log)
{
  TlmDuration offset_ns = feed->options->stamp_offset_ns, left_ns = log->moved_ns - offset_ns;

  if (offset_ns != 0 && offset_ns % WEEK_NS == 0 && ABS (left_ns) < 60 * TLM_SECOND) {
    feed->options->stamp_offset_ns = log->moved_ns = 0;
    tlm_log_warn (log, "the clock has found by itself what stamp-offset says: from here on that is not "
        "added any more");
    return;
  }
  if (offset_ns != 0)
    tlm_log_shift (log, tlm_log_stamp_offset (log, offset_ns));
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
  log->moved_ns = feed->log->moved_ns;
  feed->log->moved_ns = 0;
  log->keep_outliers = feed->log->keep_outliers;
  log->longest_gap_ns = feed->log->longest_gap_ns;
  for (guint i = 0; i < feed->log->vehicles->len; i++)
    move_vehicle (feed, log, feed->log->vehicles->pdata[i]);
  move_all (log->events, feed->log->events);
  move_all (log->notes, feed->log->notes);
  move_all (log->warnings, feed->log->warnings);
  g_array_append_vals (log->pairs, feed->log->pairs->data, feed->log->pairs->len);
  g_array_set_size (feed->log->pairs, 0);
  log->pair_resolution_ns = feed->log->pair_resolution_ns;
  feed->log->n_pairs = 0;
  move_counts (feed, log);
  tlm_log_seal (log);
  offset_stamps (feed, log);
  tlm_log_tell (log, &feed->told);
  return log;
}

gsize
tlm_feed_waiting (const TlmFeed *feed)
{
  g_return_val_if_fail (feed != NULL, 0);
  return feed->decoder->feed ? feed->reader.waiting->len : feed->document->len;
}

gboolean
tlm_feed_holds (const TlmFeed *feed)
{
  g_return_val_if_fail (feed != NULL, FALSE);
  return feed->log->n_waiting > 0 || (feed->decoder->feed && feed->decoder->feed->holds &&
      feed->decoder->feed->holds (feed->reader.state));
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
