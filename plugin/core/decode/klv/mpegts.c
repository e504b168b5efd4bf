/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/decode/bytes.h"
#include "core/decode/decoders.h"
#include "core/decode/klv/mpegts-klv.h"
#include "core/decode/klv/mpegts-sync.h"
#include "core/decode/klv/mpegts-tables.h"
#include "core/time/instant.h"

#define PACKET TLM_MPEGTS_PACKET

typedef struct {
  TlmLog *log;
  TlmDecodeOptions *options;
  GPtrArray *klv;            /* TlmMpegtsKlv, by the order they came in */
  const TlmMpegtsKlv *first; /* the one that had a set first: the vehicle is its */
  gboolean said_several;
  TlmMpegtsTables tables;
  gsize stride;              /* from packet to packet; 0: not in step */
  gboolean lost_sync;
  guint64 lost_at;
  guint64 offset;            /* of the bytes consumed before */
  gint64 first_pts;          /* of any stream, 90 kHz, or -1 */
  guint16 clock_pid;         /* of the packets that the next two are in */
  gint64 first_clock;        /* program clock reference, 90 kHz, or -1 */
  gint64 last_clock;
} Mpegts;

/* The letter G stands in text too, in which there is no 0. */
static guint
mpegts_probe (const guint8 *head, gsize length)
{
  if (length < PACKET || head[0] != TLM_MPEGTS_SYNC || !memchr (head, 0, MIN (length, 5 * PACKET)))
    return 0;
  for (gsize i = PACKET; i < MIN (length, 5 * PACKET); i += PACKET)
    if (head[i] != TLM_MPEGTS_SYNC)
      return 0;
  return length > 2 * PACKET ? 95 : 50;
}

static guint
mpegts_search (const guint8 *head, gsize length, const TlmDecodeOptions *options)
{
  return tlm_mpegts_search (head, length);
}

static gpointer
mpegts_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  Mpegts *ts = g_new0 (Mpegts, 1);

  ts->log = log;
  ts->options = tlm_decode_options_copy (options);
  ts->klv = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_mpegts_klv_free);
  ts->first_pts = ts->first_clock = ts->last_clock = -1;
  return ts;
}

static void
mpegts_close (gpointer data)
{
  Mpegts *ts = data;

  g_ptr_array_unref (ts->klv);
  tlm_decode_options_free (ts->options);
  g_free (ts);
}

static void
mpegts_discont (gpointer data)
{
  Mpegts *ts = data;

  for (guint i = 0; i < ts->klv->len; i++)
    tlm_mpegts_klv_discont (ts->klv->pdata[i]);
  ts->stride = 0;
}

/* The base of the program clock reference, 2.4.3.4. */
static void
read_clock (Mpegts *ts, guint16 pid, const guint8 *packet)
{
  if (!(packet[3] & 0x20) || packet[4] < 7 || !(packet[5] & 0x10) ||
      (ts->first_clock >= 0 && pid != ts->clock_pid))
    return;
  ts->last_clock = (gint64) tlm_be32 (packet + 6) << 1 | packet[10] >> 7;
  if (ts->first_clock < 0) {
    ts->first_clock = ts->last_clock;
    ts->clock_pid = pid;
  }
}

/* Times count 33 bits; the medium begins with the program clock, as players have
 * it, or with the first PTS where there is none. KLV without a PTS (MISB ST 1402,
 * asynchronous) is as late as it arrives. */
static gint64
media_time (const Mpegts *ts, const guint8 *pes, gsize length)
{
  gint64 zero = ts->first_clock >= 0 ? ts->first_clock : ts->first_pts;
  gint64 at = ts->last_clock;

  tlm_mpegts_read_pts (pes, length, &at);
  if (zero < 0 || at < 0)
    return TLM_TIME_NONE;
  at = (at - zero) & ((G_GINT64_CONSTANT (1) << 33) - 1);
  if (at >> 32)
    at -= G_GINT64_CONSTANT (1) << 33;
  return at * 100000 / 9;
}

static gboolean
is_wanted (const Mpegts *ts, guint16 pid)
{
  const TlmMpegtsStream *stream = tlm_mpegts_tables_find (&ts->tables, pid);

  return ts->options->pid > 0 ? pid == ts->options->pid : stream && stream->is_klv;
}

/* What reads the KLV of PID, made when its first packet comes; NULL for one that is not
 * wanted, and with an error. */
static TlmMpegtsKlv *
klv_of (Mpegts *ts, guint16 pid, GError **error)
{
  const TlmMpegtsStream *stream;
  TlmMpegtsKlv *klv;

  if (!is_wanted (ts, pid))
    return NULL;
  for (guint i = 0; i < ts->klv->len; i++)
    if (tlm_mpegts_klv_pid (ts->klv->pdata[i]) == pid)
      return ts->klv->pdata[i];
  stream = tlm_mpegts_tables_find (&ts->tables, pid);
  klv = tlm_mpegts_klv_new (pid, stream && stream->in_cells, ts->log, ts->options, error);
  if (klv)
    g_ptr_array_add (ts->klv, klv);
  return klv;
}

/* Two PIDs may be of two vehicles, so what comes on another PID than the first that had
 * a set is another vehicle's, and never mixed. */
static char *
name_of (const Mpegts *ts, const TlmMpegtsKlv *klv)
{
  const char *vehicle = ts->options->vehicle ? ts->options->vehicle : "";

  if (!ts->first || klv == ts->first)
    return g_strdup (vehicle);
  return g_strdup_printf ("%s%spid %u", vehicle, *vehicle ? " " : "", tlm_mpegts_klv_pid (klv));
}

static void
say_several (Mpegts *ts, const TlmMpegtsKlv *klv, const char *name)
{
  guint first = tlm_mpegts_klv_pid (ts->first), other = tlm_mpegts_klv_pid (klv);

  if (!ts->said_several)
    tlm_log_note (ts->log, "KLV comes on several PIDs: what is on PID %u is vehicle \"%s\", since "
        "PID %u had some first; pid=%u or pid=%u reads that one alone", other, name, first, first,
        other);
  ts->said_several = TRUE;
}

static gboolean
push_klv (Mpegts *ts, TlmMpegtsKlv *klv, const guint8 *packet, const guint8 *payload,
    gsize length, GError **error)
{
  guint64 before = ts->log->n_good;
  g_autofree char *name = name_of (ts, klv);
  gboolean start = (packet[1] & 0x40) != 0;

  tlm_mpegts_klv_set_vehicle (klv, name);
  if (!tlm_mpegts_klv_push (klv, packet[3] & 15, start,
          start ? media_time (ts, payload, length) : TLM_TIME_NONE, payload, length, error))
    return FALSE;
  if (ts->log->n_good == before)
    return TRUE;
  if (!ts->first)
    ts->first = klv;
  if (klv != ts->first)
    say_several (ts, klv, name);
  return TRUE;
}

static gboolean
read_packet (Mpegts *ts, const guint8 *packet, GError **error)
{
  guint16 pid = tlm_be16 (packet + 1) & 0x1fff;
  gboolean start = (packet[1] & 0x40) != 0, broken = (packet[1] & 0x80) != 0;
  gsize begin = packet[3] & 0x20 ? 5 + (gsize) packet[4] : 4;
  g_autoptr (GError) problem = NULL;
  gint64 pts;
  TlmMpegtsKlv *klv;

  if (!broken)
    read_clock (ts, pid, packet);
  if (broken || !(packet[3] & 0x10) || begin >= PACKET || pid == TLM_MPEGTS_NO_PID)
    return TRUE;
  if (ts->first_pts < 0 && start && tlm_mpegts_read_pts (packet + begin, PACKET - begin, &pts))
    ts->first_pts = pts;
  klv = klv_of (ts, pid, &problem);
  if (klv)
    return push_klv (ts, klv, packet, packet + begin, PACKET - begin, error);
  if (problem) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  tlm_mpegts_tables_push (&ts->tables, pid, start, packet + begin, PACKET - begin);
  return TRUE;
}

/* Bytes between packets are bad; those that stand before each packet of its kind of
 * stream, or the rest of one that is joined in the middle, are not. */
static void
count_garbage (Mpegts *ts, guint64 end)
{
  gboolean lead = ts->lost_at == 0 && ts->stride == TLM_MPEGTS_TIMED &&
      end == TLM_MPEGTS_TIMED_LEAD;

  if (ts->lost_sync && !lead)
    tlm_log_bad (ts->log, "byte %" G_GUINT64_FORMAT ": no packet of a transport stream",
        ts->lost_at);
  ts->lost_sync = FALSE;
}

/* Moves to where packets follow on each other. FALSE when more is needed to tell. */
static gboolean
find_sync (Mpegts *ts, const guint8 *data, gsize length, gboolean last, gsize *position)
{
  for (; *position < length; ++*position) {
    TlmMpegtsAnswer answer = tlm_mpegts_follow (data, length, last, *position, &ts->stride);
    if (answer == TLM_MPEGTS_WAIT)
      return FALSE;
    if (answer == TLM_MPEGTS_YES) {
      count_garbage (ts, ts->offset + *position);
      return TRUE;
    }
    if (!ts->lost_sync)
      ts->lost_at = ts->offset + *position;
    ts->lost_sync = TRUE;
  }
  return FALSE;
}

/* Whether a packet ends where it must: another one follows. What lost bytes, or has too
 * many, would bring a piece of the next one; KLV need not have a checksum. */
static TlmMpegtsAnswer
ends_well (const Mpegts *ts, const guint8 *bytes, gsize length, gsize position, gboolean last)
{
  gsize next = position + ts->stride;

  if (next < length)
    return bytes[next] == TLM_MPEGTS_SYNC ? TLM_MPEGTS_YES : TLM_MPEGTS_NO;
  return last ? TLM_MPEGTS_YES : TLM_MPEGTS_WAIT;
}

/* At the end there need not be what stands behind the last packet. */
static gboolean
read_packets (Mpegts *ts, const guint8 *bytes, gsize length, gboolean last, gsize *consumed,
    GError **error)
{
  gsize position = 0;
  gboolean done = TRUE;

  while (done && length - position >= PACKET) {
    TlmMpegtsAnswer answer;
    if (ts->stride == 0 && !find_sync (ts, bytes, length, last, &position))
      break;
    answer = length - position < PACKET ? TLM_MPEGTS_WAIT :
        ends_well (ts, bytes, length, position, last);
    if (answer == TLM_MPEGTS_WAIT)
      break;
    if (answer == TLM_MPEGTS_NO) {
      ts->stride = 0;
      continue;
    }
    done = read_packet (ts, bytes + position, error);
    position += MIN (length - position, ts->stride);
  }
  ts->offset += position;
  *consumed = position;
  return done;
}

static gboolean
mpegts_consume (gpointer data, const guint8 *bytes, gsize length, gsize *consumed,
    GError **error)
{
  return read_packets (data, bytes, length, FALSE, consumed, error);
}

static void
set_none (const Mpegts *ts, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < ts->tables.n_streams; i++)
    if (ts->tables.streams[i].is_klv)
      g_string_append_printf (known, "%s%u", known->len > 0 ? ", " : "",
          ts->tables.streams[i].pid);
  if (known->len > 0)
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "a transport stream without a packet on the "
        "PID that is read; KLV is announced on PID %s", known->str);
  else
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "a transport stream without KLV in it: a "
        "stream of type 0x15, or of type 0x06 with the registration KLVA, would be read; where "
        "KLV is on another, say pid=NUMBER");
}

/* Each has an end; only one need have had a set. */
static gboolean
finish_klv (Mpegts *ts, GError **error)
{
  gboolean done = FALSE;

  for (guint i = 0; i < ts->klv->len; i++) {
    g_clear_error (error);
    done = tlm_mpegts_klv_finish (ts->klv->pdata[i], error);
  }
  return done;
}

static gboolean
mpegts_finish (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Mpegts *ts = data;
  gsize consumed;

  if (!read_packets (ts, bytes, length, TRUE, &consumed, error))
    return FALSE;
  count_garbage (ts, G_MAXUINT64);
  if (length > consumed)
    tlm_log_note (ts->log, "the last packet is cut");
  if (ts->klv->len > 0) {
    gboolean done = finish_klv (ts, error);
    tlm_clock_fit ((const TlmClockPair *) ts->log->pairs->data, ts->log->pairs->len,
        ts->log->pair_resolution_ns, &ts->log->film);
    return done;
  }
  set_none (ts, error);
  return FALSE;
}

static const TlmFeedClass mpegts_feed = {
  .open = mpegts_open,
  .consume = mpegts_consume,
  .finish = mpegts_finish,
  .close = mpegts_close,
  .discont = mpegts_discont,
};

const TlmDecoder tlm_decoder_mpegts = {
  .name = "mpegts",
  .description = "MPEG transport stream with KLV of a camera in it",
  .extensions = "ts mts m2ts mpg",
  .probe = mpegts_probe,
  .search = mpegts_search,
  .feed = &mpegts_feed,
};
