/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/decode/bytes.h"
#include "core/decode/decoders.h"
#include "core/decode/gopro/gpmf-private.h"

static const char mark[] = "DEVC";   /* and the type of a nest, 0 */
#define MARK sizeof mark
/* Devices that wait for a time: ten minutes, some megabytes. */
#define MAX_HELD 600

typedef struct {
  TlmLog *log;
  TlmGpmfTrack track;
  GPtrArray *held;         /* GBytes: devices before the receiver had a time */
  gint64 held_ns;          /* how long they take */
  guint64 offset;
  gboolean in_garbage;
  gboolean last;           /* no more comes */
} Gpmf;

static guint
gpmf_probe (const guint8 *head, gsize length)
{
  return length >= TLM_GPMF_HEADER && memcmp (head, mark, MARK) == 0 ? 95 : 0;
}

static gpointer
gpmf_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  Gpmf *gpmf = g_new0 (Gpmf, 1);

  gpmf->log = log;
  gpmf->held = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gpmf->track.media_ns = gpmf->track.film_start = gpmf->track.said_ns = TLM_TIME_NONE;
  tlm_writer_init (&gpmf->track.writer, log, options->vehicle);
  return gpmf;
}

static void
gpmf_close (gpointer data)
{
  Gpmf *gpmf = data;

  g_ptr_array_unref (gpmf->held);
  tlm_gpmf_starts_clear (&gpmf->track.starts);
  tlm_writer_clear (&gpmf->track.writer);
  tlm_writer_slot_clear (&gpmf->track.camera);
  tlm_writer_slot_clear (&gpmf->track.dilution);
  g_free (gpmf);
}

static void
gpmf_set_media_time (gpointer data, gint64 time_ns, gint64 duration_ns)
{
  Gpmf *gpmf = data;

  gpmf->track.media_ns = time_ns;
  gpmf->track.duration_ns = duration_ns;
}

void
tlm_gpmf_set_film_start (gpointer reader, TlmInstant instant)
{
  Gpmf *gpmf = reader;

  gpmf->track.film_start = instant;
  gpmf->track.is_file = TRUE;
}

static void
bad (Gpmf *gpmf, gsize position, const char *what)
{
  if (!gpmf->in_garbage)
    tlm_log_bad (gpmf->log, "byte %" G_GUINT64_FORMAT ": %s", gpmf->offset + position, what);
  gpmf->in_garbage = TRUE;
}

/* Where a device may begin at or after POSITION. */
static gsize
find_device (const guint8 *data, gsize length, gsize position)
{
  const guint8 *hit = memmem (data + position, length - position, mark, MARK);

  if (hit)
    return (gsize) (hit - data);
  for (gsize left = MIN (length - position, MARK - 1); left > 0; left--)
    if (memcmp (data + length - left, mark, left) == 0)
      return length - left;
  return length;
}

/* Whether what a device begins with stands in one at DATA, where LENGTH bytes are. */
static gboolean
begins_device (const guint8 *data, gsize length)
{
  static const guint32 first[] = { TLM_GPMF_KEY ('D', 'V', 'I', 'D'),
    TLM_GPMF_KEY ('D', 'V', 'N', 'M'), TLM_GPMF_KEY ('S', 'T', 'R', 'M') };
  TlmGpmfItem item;
  gsize n, position = 0;

  if (length < 2 * TLM_GPMF_HEADER)
    return FALSE;
  n = (gsize) data[5] * tlm_be16 (data + 6);
  if (n > tlm_limit (TLM_LIMIT_RECORD_BYTES) ||
      !tlm_gpmf_next (data + TLM_GPMF_HEADER, MIN (n, length - TLM_GPMF_HEADER), &position, &item))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    if (item.key == first[i])
      return TRUE;
  return FALSE;
}

static guint
gpmf_search (const guint8 *head, gsize length, const TlmDecodeOptions *options)
{
  for (gsize at = find_device (head, length, 0); at < length;
      at = find_device (head, length, at + 1))
    if (begins_device (head + at, length - at))
      return 80;
  return 0;
}

/* What waited, now that it is known when the next device begins. */
static void
read_held (Gpmf *gpmf, TlmClock clock, gint64 end_ns)
{
  if (gpmf->held->len == 0)
    return;
  tlm_gpmf_set_begin (&gpmf->track, clock, end_ns - gpmf->held_ns);
  for (guint i = 0; i < gpmf->held->len; i++) {
    gsize length;
    const guint8 *data = g_bytes_get_data (gpmf->held->pdata[i], &length);
    tlm_gpmf_read_device (&gpmf->track, data, length);
  }
  g_ptr_array_set_size (gpmf->held, 0);
}

/* Where neither the medium nor a fix says when a device begins, it waits for the first
 * that has a fix: the time of a receiver without is none. */
static gboolean
read_device (Gpmf *gpmf, const guint8 *data, gsize length)
{
  TlmGpmfTime time;

  if (gpmf->track.has_clock || gpmf->track.media_ns != TLM_TIME_NONE)
    return tlm_gpmf_read_device (&gpmf->track, data, length);
  time = tlm_gpmf_look (data, length);
  if (time.has_receiver && !time.has_utc && gpmf->held->len < MAX_HELD) {
    g_ptr_array_add (gpmf->held, g_bytes_new (data, length));
    gpmf->held_ns += time.duration_ns;
    return TRUE;
  }
  read_held (gpmf, time.has_utc ? TLM_CLOCK_TAI : TLM_CLOCK_ELAPSED,
      time.has_utc ? time.utc : gpmf->held_ns);
  return tlm_gpmf_read_device (&gpmf->track, data, length);
}

static gboolean
gpmf_holds (gpointer data)
{
  return ((Gpmf *) data)->held->len > 0;
}

typedef enum { NO, YES, WAIT } Answer;

/* What stands behind a device: another, or padding. */
static const struct {
  const char *bytes;
  gsize n;
} followers[] = { { mark, MARK }, { "\0\0\0\0\0\0\0\0", 8 } };

/* Whether a device ends where it must: another one follows, or padding, or nothing. One
 * with bytes lost or put in within its samples is whole to look at, and all numbers behind
 * them are wrong. A demuxer hands on whole payloads: nothing need follow. */
static Answer
ends_well (const Gpmf *gpmf, const guint8 *next, gsize left)
{
  gboolean ended = gpmf->last || gpmf->track.media_ns != TLM_TIME_NONE;

  for (gsize i = 0; i < G_N_ELEMENTS (followers); i++)
    if (memcmp (next, followers[i].bytes, MIN (left, followers[i].n)) == 0)
      return left >= followers[i].n || ended ? YES : WAIT;
  return NO;
}

/* The device at DATA, of which LENGTH bytes came. Returns how far to go on: 0 to
 * wait for more. */
static gsize
take_device (Gpmf *gpmf, const guint8 *data, gsize length, gsize position)
{
  const char *problem = NULL;
  Answer answer = NO;
  gsize n;

  if (length < TLM_GPMF_HEADER)
    return 0;
  n = TLM_GPMF_HEADER + (((gsize) data[5] * tlm_be16 (data + 6) + 3) & ~(gsize) 3);
  if (n > tlm_limit (TLM_LIMIT_RECORD_BYTES))
    problem = "a device is longer than can be";
  else if (memmem (data + MARK, MIN (n, length) - MARK, mark, MARK))
    problem = "a device is cut, or its length is wrong";
  else if (n > length || (answer = ends_well (gpmf, data + n, length - n)) == WAIT)
    return 0;
  else if (answer == NO)
    problem = "no device follows where one ends: it lost bytes, or has too many";
  else if (!tlm_gpmf_is_whole (data + TLM_GPMF_HEADER, n - TLM_GPMF_HEADER))
    problem = "the items of a device do not fit into it";
  else if (!read_device (gpmf, data + TLM_GPMF_HEADER, n - TLM_GPMF_HEADER))
    problem = "a device without a time";
  if (problem) {
    bad (gpmf, position, problem);
    return MARK;
  }
  gpmf->in_garbage = FALSE;
  return n;
}

static gboolean
gpmf_consume (gpointer data, const guint8 *bytes, gsize length, gsize *consumed, GError **error)
{
  Gpmf *gpmf = data;
  gsize position = 0;

  while (position < length) {
    gsize found = find_device (bytes, length, position), step;

    if (found > position)
      bad (gpmf, position, "no device of GPMF");
    position = found;
    step = take_device (gpmf, bytes + position, length - position, position);
    if (step == 0)
      break;
    position += step;
  }
  gpmf->offset += position;
  *consumed = position;
  return TRUE;
}

static gboolean
gpmf_finish (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Gpmf *gpmf = data;

  gsize consumed;

  gpmf->last = TRUE;
  gpmf_consume (gpmf, bytes, length, &consumed, NULL);
  if (length > consumed)
    bad (gpmf, 0, "the last device is cut");
  if (gpmf->held->len > 0)
    tlm_log_note (gpmf->log, "its receiver never had a fix: times count from the beginning");
  read_held (gpmf, TLM_CLOCK_ELAPSED, gpmf->held_ns);
  if (gpmf->log->n_good > 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "no GPMF payload that can be read%s%s",
      gpmf->log->first_bad ? "; " : "", gpmf->log->first_bad ? gpmf->log->first_bad : "");
  return FALSE;
}

static const TlmFeedClass gpmf_feed = {
  .open = gpmf_open,
  .consume = gpmf_consume,
  .finish = gpmf_finish,
  .close = gpmf_close,
  .set_media_time = gpmf_set_media_time,
  .holds = gpmf_holds,
};

const TlmDecoder tlm_decoder_gpmf = {
  .name = "gpmf",
  .description = "GPMF of a GoPro camera: positions, speeds, acceleration",
  .extensions = "raw gpmf",
  .probe = gpmf_probe,
  .search = gpmf_search,
  .feed = &gpmf_feed,
};
