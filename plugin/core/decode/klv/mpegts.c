/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/decode/bytes.h"
#include "core/decode/decoders.h"
#include "core/decode/klv/mpegts-tables.h"
#include "core/decode/reader.h"

/* ISO/IEC 13818-1, 2.4.3. */
#define PACKET 188
#define SYNC 0x47
#define CELL_HEADER 5        /* of a metadata access unit, 2.12.4 */
#define NO_COUNTER 16

typedef struct {
  TlmLog *log;
  TlmReader klv;
  TlmMpegtsTables tables;
  gboolean in_sync, lost_sync;
  guint64 offset;            /* of the bytes consumed before */
  guint counter;             /* continuity counter of the KLV before */
  gboolean in_pes;           /* a PES packet of KLV was begun */
  gboolean in_cells;         /* it holds access unit cells */
  guint8 header[CELL_HEADER];
  guint n_header;            /* bytes of a cell's header that came */
  guint cell_left;           /* bytes of the cell that are to come */
  gint64 first_pts;          /* of any stream, 90 kHz, or -1 */
  guint16 clock_pid;         /* of the packets that the next two are in */
  gint64 first_clock;        /* program clock reference, 90 kHz, or -1 */
  gint64 last_clock;
} Mpegts;

static guint
mpegts_probe (const guint8 *head, gsize length)
{
  if (length < PACKET || head[0] != SYNC)
    return 0;
  for (gsize i = PACKET; i < MIN (length, 5 * PACKET); i += PACKET)
    if (head[i] != SYNC)
      return 0;
  return length > 2 * PACKET ? 95 : 50;
}

static gpointer
mpegts_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  Mpegts *ts = g_new0 (Mpegts, 1);

  ts->log = log;
  ts->counter = NO_COUNTER;
  ts->first_pts = ts->first_clock = ts->last_clock = -1;
  if (!tlm_reader_init (&ts->klv, tlm_decoder_klv.feed, log, options, error))
    g_clear_pointer (&ts, g_free);
  return ts;
}

static void
mpegts_close (gpointer data)
{
  Mpegts *ts = data;

  tlm_reader_clear (&ts->klv);
  g_free (ts);
}

static void
mpegts_discont (gpointer data)
{
  Mpegts *ts = data;

  tlm_reader_discont (&ts->klv);
  ts->in_sync = ts->in_pes = FALSE;
  ts->counter = NO_COUNTER;
}

/* Of cells what is in them is passed on; the header may come in pieces. */
static gboolean
push_cells (Mpegts *ts, const guint8 *data, gsize length, GError **error)
{
  while (length > 0) {
    gsize n;
    if (ts->cell_left == 0) {
      ts->header[ts->n_header++] = *data++;
      length--;
      if (ts->n_header == CELL_HEADER) {
        ts->n_header = 0;
        ts->cell_left = tlm_be16 (ts->header + 3);
      }
      continue;
    }
    n = MIN (length, ts->cell_left);
    if (!tlm_reader_push (&ts->klv, data, n, error))
      return FALSE;
    ts->cell_left -= (guint) n;
    data += n;
    length -= n;
  }
  return TRUE;
}

static gint64
read_pts (const guint8 *p)
{
  return (gint64) (p[0] >> 1 & 7) << 30 | (gint64) (tlm_be16 (p + 1) >> 1) << 15 |
      tlm_be16 (p + 3) >> 1;
}

static gboolean
has_pts (const guint8 *pes, gsize length)
{
  return length >= 14 && pes[0] == 0 && pes[1] == 0 && pes[2] == 1 && pes[6] >> 6 == 2 &&
      pes[7] & 0x80;
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
static void
set_media_time (Mpegts *ts, const guint8 *pes, gsize length)
{
  gint64 zero = ts->first_clock >= 0 ? ts->first_clock : ts->first_pts;
  gint64 at = has_pts (pes, length) ? read_pts (pes + 9) : ts->last_clock;

  if (zero < 0 || at < 0) {
    tlm_reader_set_media_time (&ts->klv, TLM_TIME_NONE, 0);
    return;
  }
  at = (at - zero) & ((G_GINT64_CONSTANT (1) << 33) - 1);
  if (at >> 32)
    at -= G_GINT64_CONSTANT (1) << 33;
  tlm_reader_set_media_time (&ts->klv, at * 100000 / 9, 0);
}

/* MISB ST 1402 wants cells in a metadata stream; there are streams without. */
static gboolean
begins_with_cell (const guint8 *data, gsize length)
{
  static const guint8 label[] = { 0x06, 0x0e, 0x2b, 0x34 };

  return length < sizeof label || memcmp (data, label, sizeof label) != 0;
}

static gboolean
push_klv (Mpegts *ts, gboolean start, const guint8 *data, gsize length, GError **error)
{
  if (start) {
    gsize header = length >= 9 ? 9 + (gsize) data[8] : G_MAXSIZE;
    ts->in_pes = header <= length && data[0] == 0 && data[1] == 0 && data[2] == 1;
    if (!ts->in_pes)
      return TRUE;
    set_media_time (ts, data, length);
    data += header;
    length -= header;
    ts->in_cells = ts->tables.klv_in_cells && begins_with_cell (data, length);
    ts->n_header = ts->cell_left = 0;
  }
  if (!ts->in_pes)
    return TRUE;
  return ts->in_cells ? push_cells (ts, data, length, error) :
      tlm_reader_push (&ts->klv, data, length, error);
}

/* Whether a packet of KLV is to be read: not one that comes twice (2.4.3.3). */
static gboolean
follow_counter (Mpegts *ts, guint counter)
{
  guint before = ts->counter, missing = (counter - before - 1) & 15;

  ts->counter = counter;
  if (before == NO_COUNTER)
    return TRUE;
  if (counter == before) {
    ts->log->n_duplicate++;
    return FALSE;
  }
  if (missing > 0) {
    ts->log->n_lost += missing;
    tlm_reader_discont (&ts->klv);
    ts->in_pes = FALSE;
  }
  return TRUE;
}

static gboolean
read_packet (Mpegts *ts, const guint8 *packet, GError **error)
{
  guint16 pid = tlm_be16 (packet + 1) & 0x1fff;
  gboolean start = (packet[1] & 0x40) != 0, broken = (packet[1] & 0x80) != 0;
  gsize begin = packet[3] & 0x20 ? 5 + (gsize) packet[4] : 4;

  if (!broken)
    read_clock (ts, pid, packet);
  if (broken || !(packet[3] & 0x10) || begin >= PACKET || pid == TLM_MPEGTS_NO_PID)
    return TRUE;
  if (ts->first_pts < 0 && start && has_pts (packet + begin, PACKET - begin))
    ts->first_pts = read_pts (packet + begin + 9);
  if (ts->tables.klv_pid == 0 || pid != ts->tables.klv_pid) {
    tlm_mpegts_tables_push (&ts->tables, pid, start, packet + begin, PACKET - begin);
    return TRUE;
  }
  return !follow_counter (ts, packet[3] & 15) ||
      push_klv (ts, start, packet + begin, PACKET - begin, error);
}

/* Moves to where a packet begins and another one follows. FALSE when more is
 * needed to tell. */
static gboolean
find_sync (Mpegts *ts, const guint8 *data, gsize length, gsize *position)
{
  for (; *position + PACKET < length; ++*position) {
    if (data[*position] == SYNC && data[*position + PACKET] == SYNC) {
      ts->in_sync = TRUE;
      ts->lost_sync = FALSE;
      return TRUE;
    }
    if (!ts->lost_sync)
      tlm_log_bad (ts->log, "byte %" G_GUINT64_FORMAT ": no packet of a transport stream",
          ts->offset + *position);
    ts->lost_sync = TRUE;
  }
  return FALSE;
}

static gboolean
mpegts_consume (gpointer data, const guint8 *bytes, gsize length, gsize *consumed,
    GError **error)
{
  Mpegts *ts = data;
  gsize position = 0;
  gboolean done = TRUE;

  while (done && length - position >= PACKET) {
    if (bytes[position] != SYNC)
      ts->in_sync = FALSE;
    if (!ts->in_sync && !find_sync (ts, bytes, length, &position))
      break;
    done = read_packet (ts, bytes + position, error);
    position += PACKET;
  }
  ts->offset += position;
  *consumed = position;
  return done;
}

static gboolean
mpegts_finish (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Mpegts *ts = data;

  if (length >= PACKET && bytes[0] == SYNC && !read_packet (ts, bytes, error))
    return FALSE;
  if (length % PACKET != 0)
    tlm_log_note (ts->log, "the last packet is cut");
  if (ts->tables.klv_pid != 0)
    return tlm_reader_finish (&ts->klv, error);
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "a transport stream without KLV in it: a "
      "stream of type 0x15, or of type 0x06 with the registration KLVA, would be read");
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
  .feed = &mpegts_feed,
};
