/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/klv/mpegts-klv.h"

#include <string.h>

#include "core/decode/bytes.h"
#include "core/decode/decoders.h"
#include "core/decode/klv/klv-private.h"
#include "core/decode/reader.h"

#define CELL_HEADER 5        /* of a metadata access unit, 2.12.4 */
#define NO_COUNTER 16
#define MAX_PAYLOAD 184

struct _TlmMpegtsKlv {
  guint16 pid;
  gboolean can_have_cells;
  TlmLog *log;
  TlmReader sets;
  guint counter;             /* continuity counter of the packet before */
  guint8 before[MAX_PAYLOAD];    /* its payload */
  gsize n_before;
  gboolean in_pes;           /* a PES packet was begun */
  gboolean in_cells;         /* it holds access unit cells */
  guint8 header[CELL_HEADER];
  guint n_header;            /* bytes of a cell's header that came */
  guint cell_left;           /* bytes of the cell that are to come */
};

TlmMpegtsKlv *
tlm_mpegts_klv_new (guint16 pid, gboolean in_cells, TlmLog *log, const TlmDecodeOptions *options,
    GError **error)
{
  TlmMpegtsKlv *klv = g_new0 (TlmMpegtsKlv, 1);

  klv->pid = pid;
  klv->can_have_cells = in_cells;
  klv->log = log;
  klv->counter = NO_COUNTER;
  if (!tlm_reader_init (&klv->sets, tlm_decoder_klv.feed, log, options, error))
    g_clear_pointer (&klv, g_free);
  return klv;
}

void
tlm_mpegts_klv_free (TlmMpegtsKlv *klv)
{
  if (!klv)
    return;
  tlm_reader_clear (&klv->sets);
  g_free (klv);
}

guint16
tlm_mpegts_klv_pid (const TlmMpegtsKlv *klv)
{
  return klv->pid;
}

void
tlm_mpegts_klv_set_vehicle (TlmMpegtsKlv *klv, const char *vehicle)
{
  tlm_klv_set_vehicle (klv->sets.state, vehicle);
}

void
tlm_mpegts_klv_discont (TlmMpegtsKlv *klv)
{
  tlm_reader_discont (&klv->sets);
  klv->in_pes = FALSE;
  klv->counter = NO_COUNTER;
}

gboolean
tlm_mpegts_klv_finish (TlmMpegtsKlv *klv, GError **error)
{
  return tlm_reader_finish (&klv->sets, error);
}

gboolean
tlm_mpegts_read_pts (const guint8 *pes, gsize length, gint64 *pts)
{
  const guint8 *p = pes + 9;

  if (length < 14 || pes[0] != 0 || pes[1] != 0 || pes[2] != 1 || pes[6] >> 6 != 2 ||
      !(pes[7] & 0x80))
    return FALSE;
  *pts = (gint64) (p[0] >> 1 & 7) << 30 | (gint64) (tlm_be16 (p + 1) >> 1) << 15 |
      tlm_be16 (p + 3) >> 1;
  return TRUE;
}

/* Of cells what is in them is passed on; the header may come in pieces. */
static gboolean
push_cells (TlmMpegtsKlv *klv, const guint8 *data, gsize length, GError **error)
{
  while (length > 0) {
    gsize n;
    if (klv->cell_left == 0) {
      klv->header[klv->n_header++] = *data++;
      length--;
      if (klv->n_header == CELL_HEADER) {
        klv->n_header = 0;
        klv->cell_left = tlm_be16 (klv->header + 3);
      }
      continue;
    }
    n = MIN (length, klv->cell_left);
    if (!tlm_reader_push (&klv->sets, data, n, error))
      return FALSE;
    klv->cell_left -= (guint) n;
    data += n;
    length -= n;
  }
  return TRUE;
}

/* MISB ST 1402 wants cells in a metadata stream; there are streams without. */
static gboolean
begins_with_cell (const guint8 *data, gsize length)
{
  return length < 4 || memcmp (data, tlm_klv_key_0601, 4) != 0;
}

/* Whether a packet is to be read: not one that comes twice (2.4.3.3), which is then the
 * same; with the same counter and something else in it, one of the two is misplaced. */
static gboolean
follow_counter (TlmMpegtsKlv *klv, guint counter, const guint8 *payload, gsize length)
{
  guint before = klv->counter, missing = (counter - before - 1) & 15;

  if (before == counter && klv->n_before == length && memcmp (klv->before, payload, length) == 0) {
    klv->log->n_duplicate++;
    return FALSE;
  }
  klv->counter = counter;
  klv->n_before = MIN (length, MAX_PAYLOAD);
  memcpy (klv->before, payload, klv->n_before);
  if (before == NO_COUNTER)
    return TRUE;
  if (missing > 0) {
    klv->log->n_lost += counter == before ? 1 : missing;
    tlm_reader_discont (&klv->sets);
    klv->in_pes = FALSE;
  }
  return TRUE;
}

/* Moves past the header of a PES packet. FALSE where there is none. */
static gboolean
begin_pes (TlmMpegtsKlv *klv, gint64 media_ns, const guint8 **data, gsize *length)
{
  gsize header = *length >= 9 ? 9 + (gsize) (*data)[8] : G_MAXSIZE;

  if (header > *length || (*data)[0] != 0 || (*data)[1] != 0 || (*data)[2] != 1)
    return FALSE;
  tlm_reader_set_media_time (&klv->sets, media_ns, 0);
  *data += header;
  *length -= header;
  klv->in_cells = klv->can_have_cells && begins_with_cell (*data, *length);
  klv->n_header = klv->cell_left = 0;
  return TRUE;
}

gboolean
tlm_mpegts_klv_push (TlmMpegtsKlv *klv, guint counter, gboolean start, gint64 media_ns,
    const guint8 *payload, gsize length, GError **error)
{
  if (!follow_counter (klv, counter, payload, length))
    return TRUE;
  if (start)
    klv->in_pes = begin_pes (klv, media_ns, &payload, &length);
  if (!klv->in_pes)
    return TRUE;
  return klv->in_cells ? push_cells (klv, payload, length, error) :
      tlm_reader_push (&klv->sets, payload, length, error);
}
